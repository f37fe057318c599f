"""Cases about promises that fall short: the list, one case, opening and closing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from framework.models import Measure
from returns.actions.escalating import close_escalation, open_escalation
from returns.case_list import FILTERS, cases_listed, contract_of
from returns.checks.remedy_is_granted import granted_kinds
from returns.escalating import BY_FORM, load_case, plan_due
from returns.forms.escalating import CloseForm, OpenForm
from returns.models import Remedy
from returns.permissions import can_decide_remedy, can_handle_escalation, can_reply_in_escalation
from returns.queries import escalations_visible_to, remedies_visible_to
from returns.views.escalating.doorway import done, frame, of_case
from suppliers.models import Commitment, Contract
from suppliers.paging import page_by_key
from suppliers.remedies import Granted, granted_by
from suppliers.views.contracts.doorway import ACTIVE, managing


@login_required
@require_safe
def escalation_list(request: SignedInRequest) -> HttpResponse:
    """The cases that a person sees from either side, newest first, filtered by links that can be shared."""
    show, cases = cases_listed(request.user, request.GET, today=timezone.localdate())
    contract = contract_of(request.GET)
    of_one = f"&contract={contract}" if contract else ""
    here = reverse("escalation-list")
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    context = {
        "page": page_by_key(cases.prefetch_related("commitments"), field=None, after=after, before=before),
        "show": show,
        "here": f"{here}?show={show}{of_one}",
        "query": f"show={show}{of_one}",
        "filters": [(name, label, f"{here}?show={name}{of_one}") for name, label in FILTERS.items()],
    }
    return render(request, "returns/escalating/list.html", context)


@login_required
@require_safe
def escalation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case: what it is about, every step with its reply, the plan, and what can come next."""
    escalation = get_object_or_404(escalations_visible_to(request.user), pk=pk)
    case = load_case(escalation)
    handles = case.is_open and can_handle_escalation(request.user, escalation)
    remedies = remedies_visible_to(request.user).filter(escalation=escalation)
    granted = granted_by(escalation.contract) if handles else Granted()
    ready = case.had_its_chance(timezone.localdate()) and not case.has_open_plan
    context = frame(case) | {
        "can_handle": handles,
        "remedies": [(one, _is_for(request.user, one)) for one in remedies.order_by("pk")],
        "remedy_kinds": granted_kinds(granted) if ready else [],
        "can_reply": case.is_open and can_reply_in_escalation(request.user, escalation),
        "correctable": BY_FORM,
        "next_levels": case.next_levels() if handles else [],
        "today": timezone.localdate(),
    }
    return render(request, "returns/escalating/detail.html", context)


@managing(ACTIVE)
@require_http_methods(["GET", "POST"])
def escalation_open(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Choose which promises fall short, and take the first step."""
    agreed = contract.commitments.filter(status=Commitment.Status.AGREED).select_related("measure")
    commitments = list(agreed.order_by("position"))
    is_sensitive = any(one.measure.sensitivity != Measure.Sensitivity.STANDARD for one in commitments)
    form = OpenForm(request.POST or None, commitments=commitments, is_sensitive=is_sensitive)
    if form.is_valid() and _open(form, contract, request):
        messages.success(request, _("The case is open. The people who write for the supplier get an email."))
        return redirect("contract-detail", contract.pk)
    context = {
        "form": form,
        "contract": contract,
        "council": contract.council,
        "plan_due_on": plan_due(contract, timezone.localdate()),
    }
    return render(request, "returns/escalating/open.html", context)


def _is_for(user: User, remedy: Remedy) -> bool:
    """Whether a remedy waits for this person's decision."""
    return remedy.status == Remedy.Status.PROPOSED and can_decide_remedy(user, remedy)


def _open(form: OpenForm, contract: Contract, request: SignedInRequest) -> bool:
    """Open it; what is missing becomes an error of the form."""
    chosen, step = form.chosen(), form.to_step()
    return done(form, None, lambda: open_escalation(contract=contract, commitments=chosen, step=step, by=request.user))


@of_case(can_handle_escalation)
@require_http_methods(["GET", "POST"])
def escalation_close(request: SignedInRequest, case) -> HttpResponse:
    """Say what came of a case."""
    form = CloseForm(request.POST or None, is_sensitive=case.is_sensitive)
    if form.is_valid():
        words = {"result": form.cleaned_data["result"], "reason": form.cleaned_data["words"]}
        if done(form, None, lambda: close_escalation(escalation=case.escalation, by=request.user, **words)):
            messages.success(request, _("The case is closed. The people who write for the supplier get an email."))
            return redirect("escalation-detail", case.escalation.pk)
    return render(request, "returns/escalating/close.html", frame(case) | {"form": form})

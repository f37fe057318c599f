"""Remedies: proposed by one officer, decided by another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.actions.remedies import approve_remedy, decline_remedy, propose_remedy
from returns.checks.remedy_is_granted import ENDING, granted_kinds
from returns.escalating import Case, load_case
from returns.forms.remedies import RemedyDecisionForm, RemedyForm
from returns.models import Remedy
from returns.permissions import can_decide_remedy, can_handle_escalation
from returns.queries import remedies_visible_to
from returns.shortfall import left_in, shortfall_of
from returns.views.escalating.doorway import done, frame, of_case
from suppliers.remedies import granted_by
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition


@of_case(can_handle_escalation)
@require_http_methods(["GET", "POST"])
def remedy_propose(request: SignedInRequest, case: Case, kind: str) -> HttpResponse:
    """Propose a remedy that the contract grants; a kind that it lacks is not there."""
    granted = granted_by(case.escalation.contract)
    if kind not in granted_kinds(granted):
        raise Http404
    form = RemedyForm(request.POST or None, kind=kind, is_sensitive=case.is_sensitive)
    if form.is_valid():
        asked = form.to_asked()
        if done(form, None, lambda: propose_remedy(escalation=case.escalation, asked=asked, by=request.user)):
            messages.success(request, _("The remedy waits for a second officer. The supplier is not told until then."))
            return redirect("escalation-detail", case.escalation.pk)
    return render(request, "returns/escalating/remedy_propose.html", _working(case, kind) | {"form": form})


@officers_only
@require_http_methods(["GET", "POST"])
def remedy_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve or decline a colleague's remedy, with a reason when declining."""
    remedy = get_object_or_404(remedies_visible_to(request.user), pk=pk)
    if not can_decide_remedy(request.user, remedy):
        raise PermissionDenied
    case = load_case(remedy.escalation)
    form = RemedyDecisionForm(request.POST or None, is_sensitive=case.is_sensitive)
    if request.method == "POST" and form.is_valid() and _decide(request, form, remedy):
        return redirect("escalation-detail", remedy.escalation_id)
    context = _working(case, remedy.kind) | {"form": form, "remedy": remedy}
    return render(request, "returns/escalating/remedy_decide.html", context)


def _decide(request: SignedInRequest, form: RemedyDecisionForm, remedy: Remedy) -> bool:
    """Approve or decline; what cannot be becomes an error of the form."""
    act = decline_remedy if request.POST.get("action") == "decline" else approve_remedy
    try:
        is_done = done(form, None, lambda: act(remedy=remedy, reason=form.cleaned_data["words"], by=request.user))
    except InvalidTransition:
        messages.warning(request, _("A colleague has decided this remedy already. Nothing you did was saved."))
        return True
    if is_done:
        messages.success(request, _("The remedy is decided."))
    return is_done


def _working(case: Case, kind: str) -> dict:
    """What the page shows of how an amount comes about."""
    contract = case.escalation.contract
    granted = granted_by(contract)
    context = frame(case) | {"kind": Remedy.Kind(kind), "granted": granted, "left": left_in(contract, granted)}
    context["is_ending"] = kind in ENDING
    if kind == Remedy.Kind.SHORTFALL_PAYMENT:
        context["shortfall"] = shortfall_of(case.commitments, contract, granted, today=timezone.localdate())
    return context

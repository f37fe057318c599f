"""Contracts as the council's officers see them: who, until when, what was promised, how far it is, and its history."""

from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import OfficerRole, User
from accounts.permissions import can_decide_somewhere
from accounts.queries import offices_of
from accounts.requests import SignedInRequest
from audit.models import AuditEvent
from audit.queries import history_of
from returns.actions.ending import end_contract
from returns.actions.waiving import waive_period
from returns.assessing import next_due, with_assessed
from returns.events import DRAFTING, ReturnEvent
from returns.forms.officer import ReasonForm
from returns.keeping import with_contract_holds
from returns.ladder import progress_with_ladders
from returns.permissions import can_place_hold, can_waive_period
from returns.queries import periods_visible_to, points_by_activity
from suppliers.checks import NotReady
from suppliers.contract_list import FILTERS, contracts_listed
from suppliers.endorsed import endorsement_of, with_endorsement
from suppliers.kpis import lacks_kpis, needs_kpis
from suppliers.models import Commitment, Contract, ContractParty, Member, ReportingPeriod, ServiceCategory
from suppliers.opportunities import with_log
from suppliers.ownership import with_cover, with_owners
from suppliers.paging import page_by_key
from suppliers.permissions import can_manage_contract
from suppliers.promises import is_about_protected
from suppliers.queries import council_contracts_visible_to
from suppliers.views.contracts.doorway import ACTIVE, managing
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition
from suppliers.written import Written, blank

if TYPE_CHECKING:
    from returns.assessing import AssessedContract

# Left out of a contract's history: drafts, who opened which file, which the record of access holds, and what the portal
# proposes of files by the hundred, which the list of those whose time is over shows.
UNSAID = (*DRAFTING, ReturnEvent.EVIDENCE_OPENED, ReturnEvent.EVIDENCE_PROPOSED)

LATEST, PAGE = 10, 50
LEAD = OfficerRole.Role.SOCIAL_VALUE_LEAD.value
# What the page of one contract shows of it and of its periods; their rows are long.
CONTRACT_SHOWN = (
    *("council_id", "supplier__name", "manager__first_name", "manager__last_name", "manager__email"),
    *("deputy__first_name", "deputy__last_name", "deputy__email"),
    *("supplier_owner__first_name", "supplier_owner__last_name", "supplier_owner__email", "status"),
    *("reference", "title", "starts_on", "ends_on", "signed_on", "value_gross"),
    *("legal_basis", "is_light_touch", "frequency", "anchor", "department__name", "area__name"),
)
MEMBER_SHOWN = ("organisation_id", "role", "user__first_name", "user__last_name", "user__email")
PERIOD_SHOWN = (
    *("contract", "starts_on", "ends_before", "waived_at", "waived_reason"),
    *("supplier_return__period", "supplier_return__status"),
)
EVENT_SHOWN = ("at", "event", "data", "actor__first_name", "actor__last_name")


@officers_only
@require_safe
def contract_list(request: SignedInRequest) -> HttpResponse:
    """The council's contracts, newest first, filtered by links that can be shared."""
    show, contracts = contracts_listed(request.user, request.GET)
    contracts = with_cover(contracts.select_related("supplier", "manager", "council"))
    here = reverse("contract-list")
    context = {
        "page": page_by_key(
            contracts, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", "")
        ),
        "show": show,
        "here": f"{here}?show={show}",
        "filters": [(name, label, f"{here}?show={name}") for name, label in FILTERS.items()],
        "can_add": can_decide_somewhere(request.user),
        "led": [(pk, office.name) for pk, office in offices_of(request.user).items() if LEAD in office.roles],
    }
    return render(request, "returns/officer/contracts.html", context)


@lru_cache(maxsize=1)
def _shown_contracts(today: date) -> "Written[AssessedContract]":
    """A contract (`pk`) with what its page shows of it on a day: written once a day, not for each page."""
    beside = ("supplier", "manager", "deputy", "supplier_owner", "department", "area")
    contracts = Contract.objects.select_related(*beside).filter(pk=blank("pk"))
    shown = with_log(with_owners(with_contract_holds(contracts))).only(*CONTRACT_SHOWN)
    return Written(with_assessed(with_endorsement(with_cover(shown, today), today=today), on=today))


@cache
def _shown_periods(*, by_activity: bool) -> Written[ReportingPeriod]:
    """The same of its periods, in order; with `by_activity` whether a promise in each goes by what is entered."""
    periods = ReportingPeriod.objects.select_related("supplier_return").only(*PERIOD_SHOWN).order_by("starts_on")
    periods = periods.filter(contract=blank("contract"))
    if by_activity:
        periods = periods.annotate(goes_by_activity=Exists(points_by_activity().filter(period=OuterRef("pk"))))
    return Written(periods[:200])


@cache
def _shown_categories() -> Written[ServiceCategory]:
    """The same of the services it is about, in order."""
    return Written(ServiceCategory.objects.filter(contracts=blank("contract")).order_by("code"))


@cache
def _shown_parties() -> Written[ContractParty]:
    """The same of who takes part beside the supplier, in order."""
    parties = ContractParty.objects.select_related("organisation").only("role", "organisation__name")
    return Written(parties.filter(contract=blank("contract")).order_by("pk")[:20])


@cache
def _shown_members() -> Written[Member]:
    """The same of the supplier's people, in order."""
    members = Member.objects.select_related("user").only(*MEMBER_SHOWN)
    return Written(members.filter(organisation=blank("organisation")).order_by("user_id")[:20])


@cache
def _shown_history() -> Written[AuditEvent]:
    """The same of what happened last, newest first."""
    return Written(history_of(blank("trail"), limit=LATEST, without=UNSAID).only(*EVENT_SHOWN))


@officers_only
@require_safe
def contract_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One contract: people, periods, commitments with their progress, and what happened, in sentences."""
    today = timezone.localdate()
    contract = _contract_or_404(request.user, pk, today)
    progress = progress_with_ladders(contract, today=today)
    by_activity = any(item.commitment.basis != Commitment.Basis.ABSOLUTE for item in progress)
    context = {
        "contract": contract,
        "council": offices_of(request.user)[contract.council_id],
        "categories": _shown_categories().rows_for(contract=pk),
        "periods": _shown_periods(by_activity=by_activity).rows_for(contract=pk),
        "progress": progress,
        "endorsement": endorsement_of(contract),
        "history": _shown_history().rows_for(trail=contract.audit_trail),
        "members": _shown_members().rows_for(organisation=contract.supplier_id),
        "parties": _shown_parties().rows_for(contract=pk),
        "can_manage": can_manage_contract(request.user, contract),
        "can_hold": can_place_hold(request.user, contract.council_id),
        **_kpis(contract, today),
    }
    return render(request, "returns/officer/contract.html", context)


def _contract_or_404(user: User, pk: int, today: date) -> "AssessedContract":
    """The contract, where the person sees it as an officer. One query: which ones that are is asked within it."""
    found = _shown_contracts(today).rows_for(pk=council_contracts_visible_to(user).filter(pk=pk).values("pk"))
    if not found:
        raise Http404
    return found[0]


def _kpis(contract: "AssessedContract", today: date) -> dict:
    """Whether it needs statutory KPIs, lacks them, and when they are to be assessed."""
    return {
        "needs_kpis": needs_kpis(contract),
        "lacks_kpis": lacks_kpis(contract),
        "due": next_due(contract, today=today),
        "today": today,
    }


@officers_only
@require_safe
def contract_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that happened to one contract, newest first, a page at a time."""
    contract = get_object_or_404(council_contracts_visible_to(request.user).select_related("council"), pk=pk)
    before = request.GET.get("before", "")
    cursor = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    events = list(history_of(contract.audit_trail, limit=PAGE + 1, before=cursor, without=UNSAID))
    context = {
        "contract": contract,
        "council": contract.council,
        "history": events[:PAGE],
        "before": events[PAGE - 1].pk if len(events) > PAGE else None,
    }
    return render(request, "returns/officer/history.html", context)


@officers_only
@require_http_methods(["GET", "POST"])
def period_waive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for no return for one period, with a reason."""
    period = get_object_or_404(periods_visible_to(request.user), pk=pk)
    if not can_waive_period(request.user, period):
        raise PermissionDenied
    is_sensitive = request.method == "POST" and is_about_protected(period.contract_id)
    form = ReasonForm(request.POST or None, is_sensitive=is_sensitive)
    if request.method == "POST" and form.is_valid():
        try:
            waive_period(period=period, reason=form.cleaned_data["reason"], by=request.user)
            return redirect("contract-detail", period.contract_id)
        except InvalidTransition:
            form.add_error("reason", _("The return for this period is open already, so it cannot be waived"))
        except NotReady as error:
            form.add_error("reason", error.problems[0])
    return render(
        request, "returns/officer/waive.html", {"form": form, "period": period, "council": period.contract.council}
    )


@managing(ACTIVE)
@require_http_methods(["GET", "POST"])
def contract_end(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """End a contract, with a reason, when nothing of it is open any more."""
    is_sensitive = request.method == "POST" and is_about_protected(contract.pk)
    form = ReasonForm(request.POST or None, is_sensitive=is_sensitive)
    if form.is_valid():
        try:
            end_contract(contract=contract, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The contract has ended. The supplier’s people get an email."))
            return redirect("contract-detail", contract.pk)
        except NotReady as error:
            form.add_error("reason", error.problems[0])
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "returns/officer/end.html", context)

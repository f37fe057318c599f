"""The opportunity log of a contract, and one opportunity, as the supplier and the council see them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from suppliers.models import Contract, Opportunity
from suppliers.opportunities import expiries_of, steps_of, totals_of
from suppliers.ownership import MOST
from suppliers.paging import page_by_key
from suppliers.permissions import acts_for_supplier_of, can_keep_log
from suppliers.queries import opportunities_visible_to
from suppliers.views.opportunities.doorway import log_or_404, opportunity_or_404

STEPS_SHOWN = 100


@login_required
@require_safe
def opportunity_log(request: SignedInRequest, pk: int) -> HttpResponse:
    """The hosts of a contract and what was sought at them, newest first, with the exact totals of all of it."""
    contract = log_or_404(request.user, pk)
    opportunities = opportunities_visible_to(request.user).filter(contract=contract)
    hosts = list(contract.hosts.filter(retired_at__isnull=True).select_related("area").order_by("name", "pk")[:MOST])
    today = timezone.localdate()
    context = {
        "contract": contract,
        "council": contract.council,
        "hosts": hosts,
        "expiries": expiries_of(hosts, today=today),
        "totals": totals_of(steps_of(opportunities)),
        "page": page_by_key(
            opportunities.select_related("host"),
            field=None,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        ),
        "can_keep": _can_keep(request.user, contract),
        "today": today,
        "back": _way_back(request.user, contract),
    }
    return render(request, "suppliers/opportunities/log.html", context)


@login_required
@require_safe
def opportunity_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One opportunity: what it is, what came of it in totals, and what was recorded on which day."""
    opportunity = opportunity_or_404(request.user, pk)
    steps = opportunity.steps.select_related("recorded_by").order_by("-happened_on", "-pk")
    context = {
        "opportunity": opportunity,
        "contract": opportunity.contract,
        "council": opportunity.contract.council,
        "totals": totals_of(opportunity.steps.all()),
        "steps": steps[:STEPS_SHOWN],
        "expiries": expiries_of([opportunity.host], today=timezone.localdate()),
        "can_keep": _can_keep(request.user, opportunity.contract) and opportunity.status != Opportunity.Status.ENDED,
    }
    return render(request, "suppliers/opportunities/detail.html", context)


def _can_keep(user: User, contract: Contract) -> bool:
    """Whether a person may write to a log now."""
    return contract.status == Contract.Status.ACTIVE and can_keep_log(user, contract)


def _way_back(user: User, contract: Contract) -> str:
    """The contract's own page of this person's side."""
    is_started = contract.status != Contract.Status.PREPARING
    if acts_for_supplier_of(user, contract):
        return reverse("contract-progress" if is_started else "contract-agreement", args=[contract.pk])
    return reverse("contract-detail" if is_started else "contract-setup", args=[contract.pk])

"""What suppliers sought for young people in a council's care, over all contracts."""

from django.db.models.functions import Coalesce, Least
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from suppliers.models import Contract, Host, Opportunity
from suppliers.opportunities import Expiry, Totals, expiries_of, public_totals, running_out, totals_of
from suppliers.opportunity_filters import Filters, counted_of, opportunities_of, years_offered
from suppliers.paging import page_by_key
from suppliers.queries import council_contracts_visible_to, hosts_visible_to
from suppliers.views.doorway import officers_only

# Hosts whose checks run out that the page shows, the earliest first.
MOST_HOSTS = 20


@officers_only
@require_safe
def council_opportunity_list(request: SignedInRequest) -> HttpResponse:
    """Every opportunity of the council, filtered by links that can be shared, with the totals of what is shown."""
    today = timezone.localdate()
    filters = Filters.read(request.GET, today=today)
    rows = opportunities_of(request.user, filters).select_related("host", "contract__supplier")
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    totals = totals_of(counted_of(request.user, filters))
    context = {
        "page": page_by_key(rows, field=None, after=after, before=before),
        "totals": totals,
        "lines": _lines(totals, with_public=filters.is_year_alone),
        "with_public": filters.is_year_alone,
        "contract": _contract(request, filters),
        "expiries": _expiries(request, filters),
        "here": _address(filters),
        "joiner": "&" if filters.query else "?",
        "without": (without := _address(filters.but(contract=None))),
        "narrower": "&" if "?" in without else "?",
        **_links(filters, today),
    }
    return render(request, "suppliers/opportunities/council.html", context)


def _lines(totals: Totals, *, with_public: bool) -> list[tuple]:
    """Each total in words: exact, and as anybody else may see it where that can be told."""
    shown = public_totals(totals) if with_public else {}
    lines = [
        (_("Sought"), totals.sought, shown.get("sought")),
        (_("Offered"), totals.offered, shown.get("offered")),
        (_("Taken up"), totals.taken_up, shown.get("taken_up")),
        (_("Not taken up"), totals.not_taken_up, shown.get("not_taken_up")),
    ]
    pairs = zip(totals.reasons, totals.reason_words, strict=True)
    return lines + [(words, count, shown.get(reason)) for reason, (words, count) in pairs]


def _contract(request: SignedInRequest, filters: Filters) -> Contract | None:
    """The contract that is filtered by, where the person sees it."""
    if filters.contract is None:
        return None
    return council_contracts_visible_to(request.user).filter(pk=filters.contract).first()


def _expiries(request: SignedInRequest, filters: Filters) -> list[Expiry]:
    """What runs out first at hosts of running contracts."""
    first = Least(Coalesce("dbs_renew_on", "insurance_ends_on"), "insurance_ends_on")
    contracts = council_contracts_visible_to(request.user).filter(status=Contract.Status.ACTIVE)
    if filters.contract:
        contracts = contracts.filter(pk=filters.contract)
    hosts = hosts_visible_to(request.user).filter(running_out(today=timezone.localdate()), contract__in=contracts)
    found: list[Host] = list(hosts.select_related("contract").order_by(first, "pk")[:MOST_HOSTS])
    return expiries_of(found, today=timezone.localdate())


def _address(filters: Filters) -> str:
    """The page under these filters."""
    here = reverse("council-opportunity-list")
    return f"{here}?{filters.query}" if filters.query else here


def _links(filters: Filters, today) -> dict[str, list]:
    """The filters as links, each with whether it is the one that is shown."""
    years = [(_("All years"), None), *((f"{year} to {year + 1}", year) for year in years_offered(today))]
    statuses = [(_("All"), ""), *((status.label, status.value) for status in Opportunity.Status)]
    return {
        "years": [(words, _address(filters.but(year=year)), year == filters.year) for words, year in years],
        "statuses": [(words, _address(filters.but(status=one)), one == filters.status) for words, one in statuses],
    }

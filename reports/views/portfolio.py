"""What an officer sees first, and what each figure on it is made of (OF18)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import can_decide_somewhere
from accounts.queries import offices_of
from accounts.requests import SignedInRequest
from reports.dimensions import HEADINGS, TWICE, Dimension, dimension_of, heads_visible_to, title_visible_to
from reports.filters import Filters
from reports.queries import (
    amounts_in,
    amounts_of,
    contracts_of,
    counts_by,
    counts_of_suppliers,
    falling_behind,
    pieces_of,
    quarters_of,
    went_well,
)
from reports.standing import LISTED, Standing
from returns.ladder import rungs_of_lines
from returns.overview import needs_you
from suppliers.paging import page_by_key
from suppliers.views.doorway import officers_only


def _ways() -> list[tuple[str, str]]:
    """The links to what a portfolio can be asked by."""
    return [(reverse("portfolio-by", args=[dimension.value]), str(HEADINGS[dimension])) for dimension in Dimension]


def _exports(request: SignedInRequest) -> list[tuple[str, str]]:
    """Where the person can take the contracts of each council away, with its name. No query."""
    return [(reverse("contracts-export", args=[pk]), office.name) for pk, office in offices_of(request.user).items()]


def _back(filters: Filters) -> str:
    """Where a list of pieces was opened from: the page of its one head, and else the portfolio."""
    heads = [one for one in (filters.of_measures, filters.place) if one]
    return reverse("portfolio-group", args=heads[0]) if len(heads) == 1 else reverse("council-home")


@officers_only
@require_safe
def council_home(request: SignedInRequest) -> HttpResponse:
    """Where every promised piece stands, quarter by quarter, and three short lists of what to do about it."""
    today = timezone.localdate()
    filters = Filters()
    quarters = quarters_of(request.user, filters, today=today)
    context = {
        "ways": _ways(),
        "filters": filters,
        "quarters": quarters,
        "standing": Standing.of(quarter.standing for quarter in quarters),
        "counts": needs_you(request.user, today=today),
        "can_take": can_decide_somewhere(request.user),
        "behind": falling_behind(request.user, today=today),
        "well": went_well(request.user),
        "exports": _exports(request),
    }
    return render(request, "reports/portfolio.html", context)


@officers_only
@require_safe
def portfolio_by(request: SignedInRequest, dimension: str) -> HttpResponse:
    """The promised pieces under every head of one dimension; by measure their amounts as well."""
    by, today = dimension_of(dimension), timezone.localdate()
    page = None
    amounts = amounts_of(request.user, Filters()) if by == Dimension.MEASURE else []
    if by == Dimension.SUPPLIER:
        query = request.GET
        heads = heads_visible_to(request.user, by)
        page = page_by_key(heads, field=None, after=query.get("after", ""), before=query.get("before", ""))
        rows = counts_of_suppliers(request.user, page.rows, today=today)
    else:
        read = {total.measure.pk: total.measure for total in amounts}
        rows = counts_by(request.user, by, today=today, known=read)
    context = {
        "ways": _ways(), "here": request.path, "heading": HEADINGS[by], "dimension": by, "twice": TWICE.get(by),
        "page": page,
        "rows": [(row, Filters.of(by, row.key)) for row in rows],
        "filters": Filters(),
        "amounts": amounts,
    }  # fmt: skip
    return render(request, "reports/breakdown.html", context)


@officers_only
@require_safe
def portfolio_group(request: SignedInRequest, dimension: str, key: int) -> HttpResponse:
    """One head: where its pieces stand, quarter by quarter, and what they come to by measure."""
    by = dimension_of(dimension)
    filters = Filters.of(by, key)
    title = title_visible_to(request.user, by, key)
    quarters = quarters_of(request.user, filters, today=timezone.localdate())
    context = {
        "title": title, "dimension": by, "filters": filters, "quarters": quarters,
        "back": reverse("portfolio-by", args=[by.value]),
        "standing": Standing.of(quarter.standing for quarter in quarters),
        "amounts": amounts_of(request.user, filters),
        "twice": TWICE.get(by),
    }  # fmt: skip
    return render(request, "reports/group.html", context)


@officers_only
@require_safe
def portfolio_pieces(request: SignedInRequest) -> HttpResponse:
    """The promised pieces that a count is made of, newest first."""
    filters = Filters.read(request.GET)
    words = filters.words(request.user)
    pieces = pieces_of(request.user, filters, today=timezone.localdate())
    page = page_by_key(pieces, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    rungs = rungs_of_lines([line.pk for line in page.rows])
    context = {
        "page": page, "filters": filters, "words": words, "heading": LISTED[filters.state], "back": _back(filters),
        "rows": [(line, rungs[line.pk]) for line in page.rows],
        "here": f"{request.path}?{filters.query}",
        "states": [(f"{request.path}?{filters.but(state=one).query}", one, label) for one, label in LISTED.items()],
    }  # fmt: skip
    return render(request, "reports/pieces.html", context)


@officers_only
@require_safe
def portfolio_contracts(request: SignedInRequest) -> HttpResponse:
    """What the amounts of one measure are made of: its amounts in each contract, newest contract first."""
    filters = Filters.read(request.GET)
    if not filters.of_measures or filters.of_measures[0] != Dimension.MEASURE:
        raise Http404
    words = filters.words(request.user)
    contracts = contracts_of(request.user, filters, filters.of_measures[1])
    page = page_by_key(contracts, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context = {
        "page": page, "rows": amounts_in(page.rows), "words": words, "here": f"{request.path}?{filters.query}",
        "filters": filters, "total": next(iter(amounts_of(request.user, filters)), None),
        "back": _back(Filters(place=filters.place)) if filters.place else reverse("portfolio-by", args=["measure"]),
    }  # fmt: skip
    return render(request, "reports/contracts.html", context)

"""What a portfolio comes to: counts of promised pieces and amounts of measures, from the summary rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Exists, Model, OuterRef, QuerySet

from accounts.models import User
from accounts.queries import officer_roles
from framework.models import Measure
from reports.dimensions import WAYS, Dimension, heads_visible_to, is_place, named_by, title_of, title_of_rest
from reports.filters import Filters
from reports.measures import of_measures, themes_of
from reports.models import Export
from reports.standing import Standing, due_before, due_in, end_of, in_state, quarter_of, summed, summed_by_day
from returns.models import ContractTotal, ReturnLine, SupplierReturn, Verification
from returns.overview import MeasureTotal, total_of, totals_of
from returns.queries import (
    contract_totals_visible_to,
    council_lines_visible_to,
    council_returns_visible_to,
    tallies_visible_to,
    totals_visible_to,
)
from returns.tallies import MEASURE
from returns.totals import STORED_SUMS, summed_by_measure
from suppliers.places import NOT_SAID, Kind, in_place

QUARTERS = 8
SHORT = 5
Status = SupplierReturn.Status


@dataclass(frozen=True)
class Row:
    """One row of a table of counts: what it is about and where its pieces stand."""

    key: int
    title: str
    standing: Standing


@dataclass(frozen=True)
class Quarter:
    """The pieces that are due in one quarter of the year, or in all the quarters before `until`."""

    first_day: date | None
    standing: Standing
    until: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day of the quarter."""
        return self.first_day and end_of(self.first_day)


def quarters_of(user: User, filters: Filters, *, today: date) -> list[Quarter]:
    """The pieces of some contracts or measures by the quarter they are due in: the newest, and all before as one.

    Together they are all pieces there are. One query; one more for a part of a framework.
    """
    tallies = tallies_visible_to(user, among=summed_by_day())
    if filters.of_measures:
        tallies = tallies.filter(of_measures(user, *filters.of_measures, measure="key"), kind=MEASURE)
    else:
        kind, key = filters.place or (Kind.ALL.value, NOT_SAID)
        tallies = tallies.filter(kind=kind, key=key)
    by_quarter: dict[date, Standing] = defaultdict(Standing)
    for row in tallies:
        by_quarter[quarter_of(row["due_on"])] += Standing.on_its_day(row, today=today)
    by_quarter = {day: standing for day, standing in by_quarter.items() if standing.promised}
    newest = sorted(by_quarter)[-QUARTERS:]
    before = [standing for day, standing in by_quarter.items() if day not in newest]
    earlier = [Quarter(None, Standing.of(before), until=newest[0])] if before else []
    return [*earlier, *(Quarter(day, by_quarter[day]) for day in newest)]


def counts_by(user: User, dimension: Dimension, *, today: date, known: Mapping[int, Model] | None = None) -> list[Row]:
    """The pieces under every head of a dimension that has any, in the order of the heads. Two queries, or three.

    `known` has heads that were read before, by their ids and in their order: one query less where no other is needed.
    Suppliers have a list of their own: `counts_of_suppliers`.
    """
    if dimension == Dimension.THEME:
        standings = _by_theme(user, today=today)
    elif is_place(dimension):
        standings = _standings(user, dimension.value, today=today)
    else:
        standings = _grouped(_standings(user, MEASURE, today=today), dimension)
    if known is not None and standings.keys() <= known.keys():
        heads: Iterable[Model] = [head for pk, head in known.items() if pk in standings]
    else:
        heads = _heads(user, dimension, standings)
    rows = [Row(head.pk, _named(head), standings[head.pk]) for head in heads]
    if NOT_SAID in standings:
        rows.append(Row(NOT_SAID, title_of_rest(dimension), standings[NOT_SAID]))
    return rows


def _heads(user: User, dimension: Dimension, keys: Collection[int]) -> QuerySet:
    """The heads with these ids that a person sees, in their order."""
    heads = heads_visible_to(user, dimension).filter(pk__in=keys).only(*named_by(dimension))
    return heads.order_by("version", "position") if dimension in WAYS else heads


def counts_of_suppliers(user: User, suppliers: Iterable[Model], *, today: date) -> list[Row]:
    """The pieces of some suppliers, in their order. One query."""
    named = list(suppliers)
    standings = _standings(user, Dimension.SUPPLIER.value, today=today, keys=[head.pk for head in named])
    return [Row(head.pk, title_of(head), standings.get(head.pk, Standing())) for head in named]


def _standings(user: User, kind: str, *, today: date, keys: list[int] | None = None) -> dict[int, Standing]:
    """Where the pieces under each key of a kind stand, as far as there are any. One query."""
    tallies = tallies_visible_to(user, among=summed("key", today=today)).filter(kind=kind)
    if keys is not None:
        tallies = tallies.filter(key__in=keys)
    found = {row["key"]: Standing.sum_of(row) for row in tallies}
    return {key: standing for key, standing in found.items() if standing.promised}


def _grouped(standings: dict[int, Standing], dimension: Dimension) -> dict[int, Standing]:
    """Of measures, by the part of the framework that each belongs to. One query, none for measures themselves."""
    if dimension == Dimension.MEASURE:
        return standings
    found: dict[int, Standing] = defaultdict(Standing)
    for measure, head in Measure.objects.filter(pk__in=standings).order_by().values_list("pk", WAYS[dimension]):
        found[head] += standings[measure]
    return found


def _by_theme(user: User, *, today: date) -> dict[int, Standing]:
    """By the local themes of each council; what serves none of them is under `NOT_SAID`. Two queries."""
    themes = themes_of(user)
    found: dict[int, Standing] = defaultdict(Standing)
    for row in tallies_visible_to(user, among=summed("council", "key", today=today)).filter(kind=MEASURE):
        for theme in themes.get((row["council"], row["key"]), [NOT_SAID]):
            found[theme] += Standing.sum_of(row)
    return {key: standing for key, standing in found.items() if standing.promised}


def _named(head: Model) -> str:
    """The title with the code that people know it by, where it has one."""
    code = getattr(head, "code", "")
    return f"{title_of(head)} ({code})" if code else title_of(head)


def amounts_of(user: User, filters: Filters) -> list[MeasureTotal]:
    """Promised in all and so far, claimed and verified of each measure in some contracts; each stands on its own.

    Two queries; one more for a part of a framework.
    """
    kind, key = filters.place or (Kind.ALL.value, NOT_SAID)
    totals = totals_visible_to(user, among=summed_by_measure()).filter(kind=kind, key=key)
    if filters.of_measures:
        totals = totals.filter(of_measures(user, *filters.of_measures, measure="measure"))
    return totals_of(totals)


def contracts_of(user: User, filters: Filters, measure: int) -> QuerySet[ContractTotal]:
    """What a measure's amounts in some contracts are made of: its totals in each of them."""
    totals = contract_totals_visible_to(user).filter(measure=measure).select_related("contract__supplier", "measure")
    return in_place(totals, *filters.place, contract="contract__") if filters.place else totals


def amounts_in(contracts: Iterable[ContractTotal]) -> list[tuple[ContractTotal, MeasureTotal]]:
    """What a measure comes to in each of some contracts, by the same rules as over all of them."""
    return [(row, total_of(row.measure, {name: getattr(row, name) for name in STORED_SUMS})) for row in contracts]


def pieces_of(user: User, filters: Filters, *, today: date) -> QuerySet[ReturnLine]:
    """What counts are made of: the promised pieces themselves, as lines of returns."""
    lines = council_lines_visible_to(user).filter(in_state(filters.state, today=today))
    if filters.quarter:
        lines = lines.filter(due_in(filters.quarter))
    if filters.until:
        lines = lines.filter(due_before(filters.until))
    if filters.of_measures:
        measure, council = "commitment__measure", "supplier_return__council"
        lines = lines.filter(of_measures(user, *filters.of_measures, measure=measure, council=council))
    if filters.place:
        lines = in_place(lines, *filters.place, contract="supplier_return__contract__")
    return lines.select_related(
        "commitment", "verification", "supplier_return__contract__supplier", "supplier_return__period"
    )


def falling_behind(user: User, *, today: date) -> QuerySet[SupplierReturn]:
    """Up to five returns that were never sent though their day has passed, those due first before the others."""
    late = council_returns_visible_to(user, among=_listed()).filter(status=Status.DRAFT, due_on__lt=today)
    return late.order_by("due_on", "pk")[:SHORT]


def went_well(user: User) -> QuerySet[SupplierReturn]:
    """Up to five of the newest returns that are decided, with everything in them verified as it was claimed."""
    # Of one council in the order of an index that holds none but these: by the key alone, the database would first go
    # past all the newer returns that are not decided yet.
    order = ("-status", "-pk") if len(officer_roles(user)) == 1 else ("-pk",)
    return council_returns_visible_to(user, among=_verified_in_full()).order_by(*order)[:SHORT]


@cache
def _listed() -> QuerySet[SupplierReturn]:
    """Returns with what a short list shows of them: made up once, not for each page."""
    shown = ("due_on", "decided_at", "line_count", "contract__title", "supplier__name")
    return SupplierReturn.objects.select_related("contract", "supplier").only(*shown)


@cache
def _verified_in_full() -> QuerySet[SupplierReturn]:
    """The same of returns that are decided, with no line verified otherwise than it was claimed."""
    less = [Verification.Decision.PART_VERIFIED, Verification.Decision.NOT_VERIFIED]
    lines = ReturnLine.objects.filter(supplier_return=OuterRef("pk"), verification__decision__in=less)
    # As a range, so that the order by status is not taken for none.
    return _listed().filter(~Exists(lines), status__gte=Status.DECIDED, status__lte=Status.DECIDED)


def exports_visible_to(user: User) -> QuerySet[Export]:
    """The files that a person asked for; theirs alone."""
    return Export.objects.filter(asked_by=user.pk)

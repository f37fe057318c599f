"""What of a council's figures is public: the one way by which verified figures leave the council.

Public figures are verified figures; what is claimed is never among them. Figures about protected groups, and whatever
is tied to one of these (a part or a step, the top figure of a percentage, the same fact in another unit), are published
as totals of the whole council and as nothing less: never of a contract, supplier, place or quarter. Small ones are
hidden, together with whatever would give them away. Figures of all other measures may be published by contract and by
area as well (`reports.published_places`, `reports.editions`). Decision record 0029, domain rules, section 7.4.

Whatever a page shows, what is hidden is worked out over all figures of the council at once. So no two pages can be
subtracted from one another. Nobody is asked who they are here: what comes back is for everybody. No money values are
among it, only what was delivered; a measure in pounds is in pounds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from accounts.queries import councils_on
from framework.hidden_counts import Hidden
from framework.models import Measure
from framework.small_numbers import format_public
from framework.values import Figure
from reports.published_hiding import Shown, shown_together
from reports.published_measures import Catalogue, withheld
from returns.models import ContractTotal, CouncilTotal, Tally
from returns.tallies import MEASURE
from returns.totals import STORED_SUMS, Amounts, added_up_by, says_where_things_stand
from suppliers.models import Contract
from suppliers.places import Kind, key_of

Amount = Decimal | int | Hidden | None
Days = tuple[date | None, date | None]
NO_DAYS: Days = (None, None)
# Contracts that are reported on, or were.
PUBLIC = (Contract.Status.ACTIVE, Contract.Status.ENDED)
# What has no total promise, as for officers.
WITHOUT_PROMISE = (Measure.ValueType.PERCENT, Measure.ValueType.MILESTONE)


@dataclass(frozen=True)
class PublishedFigure:
    """One measure as anybody may see it: promised in all and verified, each an amount, hidden, or None (not known).

    `is_now`: it says where things stand, each contract counts with its latest figure. `is_kept_whole`: only the total
    of the council is published. `whole_council`: that total stands here in the place of a contract's figure.
    `leaves_out`: contracts are left out, because a promise of theirs may not be published.

    `since` and `to` are the days on which the first and the last return were due that has something verified in it. A
    percentage comes with its two parts, of the whole council alone.
    """

    measure: Measure
    promised: Amount
    verified: Amount
    numerator: Amount = None
    denominator: Amount = None
    since: date | None = None
    to: date | None = None
    is_now: bool = False
    is_kept_whole: bool = False
    whole_council: bool = False
    leaves_out: bool = False

    @property
    def promised_words(self) -> str:
        """What is promised as people read it; empty where a measure has no total promise."""
        return "" if self.measure.value_type in WITHOUT_PROMISE else format_public(self.measure, self.promised)

    @property
    def verified_words(self) -> str:
        """What is verified as people read it: "1,250 hours", "fewer than 5", "not shown", "Not recorded"."""
        return format_public(self.measure, self.verified)


def published_totals(council_id: int, catalogue: Catalogue, *, today: date) -> dict[int, PublishedFigure]:
    """The totals of the whole council by number of the measure, which is its place in the order of the framework.

    Empty for a council that there is not on this day. Two queries, whatever the number of contracts; one more where
    something is withheld.
    """
    totals = totals_by_place(council_id, catalogue, Kind.ALL, today=today)
    rows = rows_by_number({measure: row for (_key, measure), row in totals.items()}, catalogue)
    promised = {number: Figure(promised_in(catalogue.measures[number], row)) for number, row in rows.items()}
    verified = {number: verified_in(catalogue.measures[number], row) for number, row in rows.items()}
    shown_promised = shown_together(catalogue.measures, promised, catalogue.ties)
    shown_verified = shown_together(catalogue.measures, verified, catalogue.ties)
    days = _days(council_id, catalogue)
    return {
        number: published_figure(
            catalogue, number, shown_promised[number], shown_verified[number], days=days.get(number, NO_DAYS)
        )
        for number in sorted(rows)
    }


def published_figure(
    catalogue: Catalogue, number: int, promised: Shown, verified: Shown, *, days: Days = NO_DAYS
) -> PublishedFigure:
    """A figure of what may be shown of it.

    The days of what is hidden would say of how many returns it comes; those of what is left out are of no figure here.
    """
    measure, leaves_out = catalogue.measures[number], number in catalogue.leaving_out
    since, to = NO_DAYS if leaves_out or isinstance(verified.value, Hidden) else days
    return PublishedFigure(
        measure=measure,
        promised=promised.value,
        verified=verified.value,
        numerator=verified.numerator,
        denominator=verified.denominator,
        since=since,
        to=to,
        is_now=says_where_things_stand(measure),
        is_kept_whole=number in catalogue.kept_whole,
        leaves_out=leaves_out,
    )


# --- Figures before anything is hidden: for the modules of what is published alone ------------------------------------
def totals_by_place(
    council_id: int, catalogue: Catalogue, kind: Kind, *, today: date
) -> dict[tuple[int, int], Amounts]:
    """The amounts of a council by the key of a place of this kind and measure id, without what is withheld.

    From the summary rows; of measures of which something is withheld from those of single contracts. A query for each.
    """
    totals = CouncilTotal.objects.filter(council=council_id, council__in=councils_on(today), kind=kind)
    found = added_up_by("key", totals.exclude(measure__in=catalogue.withheld))
    if not catalogue.withheld:
        return found
    rest = public_contract_totals(council_id, today=today).filter(measure__in=catalogue.withheld)
    return found | added_up_by("place", rest.annotate(place=key_of(kind, contract="contract__")))


def public_contract_totals(council_id: int, *, today: date) -> QuerySet[ContractTotal]:
    """The totals of single contracts that are no drafts, without what is withheld."""
    this = withheld(council_id).filter(contract=OuterRef("contract"), measure=OuterRef("measure"))
    return ContractTotal.objects.filter(
        ~Exists(this), council=council_id, council__in=councils_on(today), contract__status__in=PUBLIC
    )


def rows_by_number(sums: Mapping[int, Amounts], catalogue: Catalogue) -> dict[int, Amounts]:
    """Amounts by the number of the measure, its versions added up; of measures that have any."""
    found: dict[int, Amounts] = {}
    for pk, row in sums.items():
        if (number := catalogue.number_of.get(pk)) is not None and _says_something(row):
            found[number] = _both(found[number], row) if number in found else row
    return found


def promised_in(measure: Measure, row: Amounts) -> Decimal | None:
    """What is promised in all; None where a measure has no total promise."""
    return None if measure.value_type in WITHOUT_PROMISE else row["in_all"]


def verified_in(measure: Measure, row: Amounts) -> Figure:
    """What is verified, a percentage as its two parts."""
    if measure.value_type == Measure.ValueType.PERCENT:
        return Figure(None, row["verified_numerator"], row["verified_denominator"])
    return Figure(row["verified"])


def _says_something(row: Amounts) -> bool:
    """Whether anything is promised, due or verified: a total that no contract is left in stays as a row."""
    return bool(row["in_all"] or row["lines"]) or row["verified"] is not None


def _both(one: Amounts, other: Amounts) -> Amounts:
    known = {name: [row[name] for row in (one, other) if row[name] is not None] for name in STORED_SUMS}
    return {name: sum(amounts[1:], amounts[0]) if amounts else None for name, amounts in known.items()}


def _days(council_id: int, catalogue: Catalogue) -> dict[int, Days]:
    """The first and the last day on which something verified was due, by the number of the measure. One query."""
    upheld = Q(lines_verified__gt=0) | Q(lines_part__gt=0)
    tallies = Tally.objects.filter(upheld, council=council_id, kind=MEASURE).order_by()
    found: dict[int, Days] = {}
    for pk, since, to in tallies.values_list("key").annotate(Min("due_on"), Max("due_on")):
        if (number := catalogue.number_of.get(pk)) is not None:
            first, last = found.get(number, (since, to))
            found[number] = (min(first or since, since), max(last or to, to))
    return found

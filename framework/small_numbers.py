"""What the public may see of figures about protected groups: never a count of 1 to 4 (domain rules, section 7.4).

Every page, export and answer for people outside a council and its supplier shows figures through these functions and
through nothing else; officers see exact figures. Everything here is pure: no database, no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from framework.hidden_counts import LARGEST_SMALL, Hidden, Key, Sum, hide_counts
from framework.models import Measure
from framework.values import Figure, format_value, percentage

SMALLEST_BASE = 10
# Row and column of a count; without a row it is the total of its column, and so on.
_Place = tuple[int | None, int | None]
# Pounds count nobody, and something is done by a date or not.
NO_COUNTS = {Measure.ValueType.MONEY, Measure.ValueType.MILESTONE, Measure.ValueType.NARRATIVE}


@dataclass(frozen=True)
class PublicPercentage:
    """A percentage with its two parts, each as the public may see it."""

    value: Decimal | Hidden | None
    numerator: Decimal | Hidden | None
    denominator: Decimal | Hidden | None


@dataclass(frozen=True)
class PublicTable:
    """A table with all its totals, each as the public may see it."""

    rows: tuple[tuple[int | Hidden, ...], ...]
    row_totals: tuple[int | Hidden, ...]
    column_totals: tuple[int | Hidden, ...]
    total: int | Hidden


def is_protected(measure: Measure) -> bool:
    """Whether figures of this measure are about children, care leavers or another protected group."""
    return measure.sensitivity != Measure.Sensitivity.STANDARD


def public_amount(measure: Measure, amount: Decimal | int | None) -> Decimal | int | Hidden | None:
    """One figure that stands alone: hidden where it is above 0 and below 5 and about a protected group.

    Hours, days and full-time equivalents as well: a few of them are one person's. A fall is hidden like a rise.
    A percentage is `public_percentage`, figures beside their totals are `public_table`, steps are `public_steps`:
    each raises ValueError here, or is not seen to be one.
    """
    if measure.value_type == Measure.ValueType.PERCENT:
        raise ValueError("A percentage is shown together with its parts: use public_percentage.")
    if amount is not None and measure.value_type not in NO_COUNTS and is_protected(measure) and _gives_away(amount):
        return Hidden.FEWER_THAN_5
    return amount


def format_public(measure: Measure, amount: Decimal | int | Hidden | None) -> str:
    """The figure as `format_value` writes it, or the words for what is hidden: "fewer than 5".

    For what the other functions of this module returned. Raises ValueError for a figure that they would have hidden.
    """
    if isinstance(amount, Hidden):
        return str(amount)
    if measure.value_type != Measure.ValueType.PERCENT and isinstance(public_amount(measure, amount), Hidden):
        raise ValueError(f"A small figure of {measure.code} was about to be shown in public.")
    return format_value(measure, amount)


def public_percentage(measure: Measure, figure: Figure) -> PublicPercentage:
    """A percentage and its two parts. On a base under 10 all three are hidden, whatever the measure.

    About a protected group it is hidden with its top figure, too, when that is above 0 and below 5, or what it leaves
    of the base is. Where parts are unknown nothing can be said about the base, so that the percentage is hidden.
    Raises ValueError for a measure that is no percentage.
    """
    if measure.value_type != Measure.ValueType.PERCENT:
        raise ValueError(f"{measure.code} is no percentage.")
    top, base = figure.numerator, figure.denominator
    if top is None or base is None:
        hidden = None if figure.value is None else Hidden.NOT_SHOWN
        return PublicPercentage(hidden, None, None)
    if base < SMALLEST_BASE:
        return PublicPercentage(Hidden.NOT_SHOWN, Hidden.NOT_SHOWN, Hidden.NOT_SHOWN)
    shown = PublicPercentage(percentage(top, base), top, base)
    if is_protected(measure) and _gives_away(top):
        return replace(shown, value=Hidden.NOT_SHOWN, numerator=Hidden.FEWER_THAN_5)
    if is_protected(measure) and _gives_away(base - top):
        return replace(shown, value=Hidden.NOT_SHOWN, numerator=Hidden.NOT_SHOWN)
    return shown


def public_table(measure: Measure, rows: Sequence[Sequence[int]]) -> PublicTable:
    """Counts in rows and columns, with the totals of both.

    Raises ValueError for rows of different lengths, for counts below 0 and, about protected groups, for amounts that
    are not whole: of these only the total is published.
    """
    width = {len(row) for row in rows}
    if len(width) > 1:
        raise ValueError("The rows of a table are of one length.")
    across, down = range(sum(width)), range(len(rows))
    counts: dict[_Place, int] = {(y, x): rows[y][x] for y in down for x in across}
    counts.update({(y, None): sum(rows[y]) for y in down})
    counts.update({(None, x): sum(row[x] for row in rows) for x in across})
    counts[None, None] = sum(sum(row) for row in rows)
    sums: list[Sum[_Place]] = [Sum((y, None), tuple((y, x) for x in across)) for y in (*down, None)]
    sums += [Sum((None, x), tuple((y, x) for y in down)) for x in (*across, None)]
    shown = public_counts(counts, sums, dict.fromkeys(counts, measure))
    return PublicTable(
        rows=tuple(tuple(shown[y, x] for x in across) for y in down),
        row_totals=tuple(shown[y, None] for y in down),
        column_totals=tuple(shown[None, x] for x in across),
        total=shown[None, None],
    )


def public_steps(steps: Sequence[tuple[Measure, int]]) -> list[int | Hidden]:
    """Figures of which each is part of the one before: offered, taken up, kept for 12 weeks.

    What one step leaves of another is hidden as well when it is 1 to 4. Raises ValueError when a step is more than the
    one before it.
    """
    numbers = range(len(steps))
    sums = [Sum(first, (second,), has_rest=True) for first in numbers for second in numbers if first < second]
    shown = public_counts(
        {number: count for number, (_measure, count) in enumerate(steps)},
        sums,
        {number: measure for number, (measure, _count) in enumerate(steps)},
    )
    return [shown[number] for number in numbers]


def public_counts(
    counts: Mapping[Key, int], sums: Sequence[Sum[Key]], measures: Mapping[Key, Measure]
) -> dict[Key, int | Hidden]:
    """Counts that are shown together, each of a measure, with the sums that readers know (`hide_counts`)."""
    if any(isinstance(count, bool) or count != int(count) for count in counts.values()):
        raise ValueError("Only whole numbers are shown beside their totals.")
    protected = [key for key, measure in measures.items() if is_protected(measure)]
    return hide_counts({key: int(count) for key, count in counts.items()}, sums, protected=protected)


def public_counts_of_people(counts: Mapping[Key, int], sums: Sequence[Sum[Key]]) -> dict[Key, int | Hidden]:
    """Counts that are all about a protected group, shown together with the sums that readers know (`hide_counts`).

    For what is counted without a measure of its own, such as reasons why something was not taken up.
    """
    return hide_counts(counts, sums)


def _gives_away(amount: Decimal | int) -> bool:
    """Whether an amount, up or down, is so small that it is about one person or a few."""
    return 0 < abs(Decimal(amount)) < LARGEST_SMALL + 1

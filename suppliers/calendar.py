"""How a contract is cut into reporting periods, and when a return is due (domain rules, section 6.2).

Everything here is dates without times, so a change of the clocks cannot move an edge. Periods are half-open: from
`starts_on` up to but not including `ends_before`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from holidays import UnitedKingdom

from suppliers.models import Contract

SHORTEST_DAYS = 45
NATIONS = ("ENG", "WLS", "SCT", "NIR")
_DAY = timedelta(days=1)
_MONTHS = {
    Contract.Frequency.MONTHLY: 1,
    Contract.Frequency.QUARTERLY: 3,
    Contract.Frequency.SIX_MONTHLY: 6,
    Contract.Frequency.ANNUAL: 12,
}
_SINGLE = {Contract.Frequency.AT_END, Contract.Frequency.ONE_OFF}


@dataclass(frozen=True)
class Span:
    """One period: from `starts_on` up to but not including `ends_before`."""

    starts_on: date
    ends_before: date

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.ends_before - self.starts_on).days

    @property
    def ends_on(self) -> date:
        """Its last day, as people are shown it."""
        return self.ends_before - _DAY


def add_months(day: date, months: int) -> date:
    """The same day of the month, so many months later (or earlier), or the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def tile(
    *, starts_on: date, ends_on: date, frequency: str, anchor: str, shortest_days: int = SHORTEST_DAYS
) -> list[Span]:
    """The periods of a contract that runs from `starts_on` to `ends_on`, both days included.

    Edges lie on the financial year's grid (1 April) or on the contract's anniversaries. A first or last period that
    is cut short to fewer than `shortest_days` days joins its neighbour; a whole step never does, however short. A
    contract shorter than one step, or one that reports once, has one period.
    Raises ValueError when the dates are the wrong way round or the frequency or anchor is unknown.
    """
    return retile(
        opened=[],
        starts_on=starts_on,
        ends_on=ends_on,
        frequency=frequency,
        anchor=anchor,
        shortest_days=shortest_days,
    )


def retile(
    *,
    opened: list[Span],
    starts_on: date,
    ends_on: date,
    frequency: str,
    anchor: str,
    shortest_days: int = SHORTEST_DAYS,
) -> list[Span]:
    """The periods after an extension or a change of frequency: `opened` unchanged, then the rest cut anew.

    `opened` are the periods a supplier may already have seen, in order, the first starting at `starts_on`. A short
    piece after them joins the period that follows it, never the opened one before it; with nothing to join, it stays.
    Raises ValueError as `tile` does, and when the opened periods leave a gap, overlap or reach past `ends_on`.
    """
    _check(ends_on, starts_on, frequency, anchor)
    ends_before = ends_on + _DAY
    first = _end_of_opened(opened, starts_on)
    if first > ends_before:
        raise ValueError(f"The contract cannot end before {first - _DAY}, where its last opened period ends.")
    if first == ends_before:
        return list(opened)
    if frequency in _SINGLE:
        return [*opened, Span(first, ends_before)]
    origin = starts_on if anchor == Contract.Anchor.CONTRACT else date(first.year - 1, 4, 1)
    return [*opened, *_cut(Span(first, ends_before), origin, _MONTHS[Contract.Frequency(frequency)], shortest_days)]


def _check(ends_on: date, starts_on: date, frequency: str, anchor: str) -> None:
    """Raises ValueError for dates in the wrong order, and for an unknown frequency or anchor."""
    if ends_on < starts_on:
        raise ValueError(f"The contract ends on {ends_on}, before it starts on {starts_on}.")
    if ends_on.year >= date.max.year:
        raise ValueError(f"The contract ends on {ends_on}, which is past the end of the calendar.")
    if frequency not in Contract.Frequency.values:
        raise ValueError(f"{frequency!r} is not a known frequency.")
    if anchor not in Contract.Anchor.values:
        raise ValueError(f"{anchor!r} is not a known anchor.")


def _end_of_opened(opened: list[Span], starts_on: date) -> date:
    """Where the periods already opened end. Raises ValueError when they do not tile from `starts_on`."""
    edge = starts_on
    for span in opened:
        if span.starts_on != edge or span.ends_before <= edge:
            raise ValueError(f"The opened periods do not follow one another: expected one to start on {edge}.")
        edge = span.ends_before
    return edge


def _cut(whole: Span, origin: date, months: int, shortest_days: int) -> list[Span]:
    """`whole` cut at `origin` plus every so many months, short pieces joined to their neighbours."""
    if add_months(whole.starts_on, months) > whole.ends_before:
        return [whole]
    edges = _edges(whole, origin, months)
    inner = [edge for edge in edges if whole.starts_on < edge < whole.ends_before]
    starts_short = whole.starts_on not in edges and _days(whole.starts_on, inner, whole.ends_before) < shortest_days
    if inner and starts_short:
        inner.pop(0)
    ends_short = whole.ends_before not in edges and inner and (whole.ends_before - inner[-1]).days < shortest_days
    if ends_short:
        inner.pop()
    corners = [whole.starts_on, *inner, whole.ends_before]
    return [Span(start, end) for start, end in pairwise(corners)]


def _edges(whole: Span, origin: date, months: int) -> list[date]:
    """Every edge of the grid from `origin` up to the end of `whole`; each is counted from the origin's own day."""
    edges = []
    edge, step = origin, 0
    while edge <= whole.ends_before:
        edges.append(edge)
        step += months
        edge = add_months(origin, step)
    return edges


def _days(start: date, inner: list[date], end: date) -> int:
    """Days of the first piece."""
    return ((inner[0] if inner else end) - start).days


@lru_cache(maxsize=400)
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    """The bank holidays of one nation in one year."""
    return frozenset(UnitedKingdom(subdiv=nation, years=year))


def is_working_day(day: date, nation: str) -> bool:
    """Whether it is neither a weekend nor a bank holiday in the nation (ENG, WLS, SCT or NIR).

    Raises ValueError for another nation.
    """
    if nation not in NATIONS:
        raise ValueError(f"{nation!r} is not a nation of the United Kingdom: use {', '.join(NATIONS)}.")
    return day.weekday() < 5 and day not in _bank_holidays(str(nation), day.year)


def next_working_day(day: date, nation: str) -> date:
    """`day` itself when it is a working day in the nation, otherwise the first one after it."""
    while not is_working_day(day, nation):
        day += _DAY
    return day


def add_working_days(day: date, n: int, nation: str) -> date:
    """The n-th working day after `day`; with n = 0, `day` moved to a working day. Raises ValueError for n < 0."""
    if n < 0:
        raise ValueError("Working days can only be added, not taken away.")
    if n == 0:
        return next_working_day(day, nation)
    for _ in range(n):
        day = next_working_day(day + _DAY, nation)
    return day


def due_on(*, ends_before: date, nation: str) -> date:
    """When the return for a period is due: the last day of the month after its last day, or the next working day."""
    last = ends_before - _DAY
    following = add_months(last.replace(day=1), 1)
    return next_working_day(following.replace(day=monthrange(following.year, following.month)[1]), nation)

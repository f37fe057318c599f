"""How a target is spread over the periods of a contract (domain rules, sections 2.4 and 6.2)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Protocol

from django.utils.translation import gettext as _

from framework.models import Measure
from framework.values import decimal_places, format_value, quantise
from suppliers.models import Commitment

# What one unit of the activity behind a rate is: a year of placement, or £100,000.
ACTIVITY_UNIT = {Commitment.Basis.PLACEMENT_YEAR.value: Decimal(1), Commitment.Basis.SPEND.value: Decimal(100_000)}
WITHOUT_POINTS = (Measure.ValueType.MILESTONE, Measure.ValueType.NARRATIVE)


class Period(Protocol):
    """What a point is for: a `ReportingPeriod`, or a `Span` that is not stored yet."""

    @property
    def starts_on(self) -> date:
        """Its first day."""

    @property
    def ends_before(self) -> date:
        """The day after its last."""


def straight_line(*, total: Decimal, weights: list[int] | int, places: int) -> list[Decimal]:
    """`total` spread over the periods in proportion to their weights (days); a number means so many equal ones.

    Each point is rounded down to `places` decimals, and the last period that counts takes the remainder, so the points
    sum exactly to the total. A weight of 0 (a waived period) gets 0.
    Raises ValueError when the total is negative or finer than `places`, when a weight is negative, or when there is
    something to spread and nothing to spread it over.
    """
    shares = [1] * weights if isinstance(weights, int) else list(weights)
    grain = Decimal(1).scaleb(-places)
    if total < 0:
        raise ValueError(f"A target cannot be negative: {total}.")
    if total % grain:
        raise ValueError(f"The target {total} has more than {places} decimal places.")
    if any(share < 0 for share in shares):
        raise ValueError("A weight cannot be negative.")
    whole = sum(shares)
    if not whole:
        if total:
            raise ValueError("There is no period left to spread the target over.")
        return [Decimal(0).quantize(grain) for _ in shares]
    units = int(total / grain)
    points = [units * share // whole for share in shares]
    last = max(index for index, share in enumerate(shares) if share)
    points[last] += units - sum(points)
    return [point * grain for point in points]


def remaining_profile(*, total: Decimal, kept: list[Decimal], weights: list[int] | int, places: int) -> list[Decimal]:
    """The points of a new version: `kept` as they were, then what is left of `total` spread over the open periods.

    Raises ValueError as `straight_line` does, and when the kept points already come to more than the total.
    """
    left = total - sum(kept, Decimal(0))
    if left < 0:
        raise ValueError(f"The periods that are kept already promise more than {total}.")
    return [*kept, *straight_line(total=left, weights=weights, places=places)]


def is_level(measure: Measure) -> bool:
    """Whether the target is a level expected in every period (a percentage, an average, the latest), not a sum."""
    return measure.value_type == Measure.ValueType.PERCENT or measure.aggregation != Measure.Aggregation.SUM


def points_for(
    measure: Measure, target: Decimal | None, periods: Sequence[Period], *, kept: Sequence[Decimal] = ()
) -> list[Decimal]:
    """What is promised for each of `periods`, which follow those whose points are `kept`; the answer begins with them.

    Sums are split straight by days; levels stand whole in every period. A waived period promises 0. Without a target,
    and for milestones and words, which have a day or a story instead, there are no points: the answer is empty.
    Raises ValueError as `remaining_profile` does.
    """
    if target is None or measure.value_type in WITHOUT_POINTS:
        return []
    weights = [_weight(period) for period in periods]
    if is_level(measure):
        return [*kept, *(target if weight else Decimal(0) for weight in weights)]
    return remaining_profile(total=target, kept=list(kept), weights=weights, places=decimal_places(measure))


def may_have_rate(measure: Measure) -> bool:
    """Whether a promise can go by placement years or spend: only what adds up can (domain rules, section 5.1)."""
    return measure.value_type not in WITHOUT_POINTS and not is_level(measure)


def amount_at_rate(measure: Measure, *, basis: str, rate: Decimal, activity: Decimal) -> Decimal:
    """What a rate comes to for so much activity (placement years, or pounds), in the measure's own decimals.

    Raises KeyError for a basis that has no rate.
    """
    with localcontext(prec=60):
        return quantise(measure, rate * activity / ACTIVITY_UNIT[basis])


def problem_of_spread(measure: Measure, *, target: Decimal, amounts: Sequence[Decimal]) -> str:
    """Why amounts for all the periods do not fit the target, in a sentence; empty when they do."""
    if any(amount < 0 or amount != quantise(measure, amount) for amount in amounts):
        return _("Enter an amount of 0 or more for each period, no finer than the target")
    whole = sum(amounts, Decimal(0))
    if whole == target:
        return ""
    parts = {
        "whole": format_value(measure, whole, exact=True),
        "target": format_value(measure, target, exact=True),
        "off": format_value(measure, abs(whole - target), exact=True),
    }
    if whole > target:
        return _("The periods add up to %(whole)s. That is %(off)s more than the target of %(target)s") % parts
    return _("The periods add up to %(whole)s. That is %(off)s less than the target of %(target)s") % parts


def chosen_points(
    periods: Sequence[Period], *, kept: Sequence[Decimal], chosen: Mapping[date, Decimal]
) -> list[Decimal] | None:
    """As `points_for`, with the amounts that people chose for `periods` by their first days; waived ones promise 0.

    None when nothing was chosen for one of them: the periods have changed since.
    """
    found = list(kept)
    for period in periods:
        if not _weight(period):
            found.append(Decimal(0))
        elif period.starts_on in chosen:
            found.append(chosen[period.starts_on])
        else:
            return None
    return found


def _weight(period: Period) -> int:
    """The days of a period, 0 when it is waived (which only a stored period can be)."""
    if getattr(period, "waived_at", None):
        return 0
    return (period.ends_before - period.starts_on).days

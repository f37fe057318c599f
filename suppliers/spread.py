"""How a target would lie over the periods of a contract, before anybody has agreed it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from framework.models import Measure
from suppliers.calendar import Span, tile
from suppliers.models import Commitment, Contract, ReportingPeriod, TargetPoint
from suppliers.profile import WITHOUT_POINTS, is_level, points_for
from suppliers.terms import Amounts, Terms


@dataclass(frozen=True)
class Share:
    """One period and what would be promised for it; `is_fixed` where its return is open or it is waived."""

    starts_on: date
    ends_before: date
    amount: Decimal
    is_fixed: bool = False

    @property
    def ends_on(self) -> date:
        """The last day of the period, as people are shown it."""
        return self.ends_before - timedelta(days=1)


def can_be_spread(terms: Terms, measure: Measure) -> bool:
    """Whether people may say how much is promised for each period: only where the periods add up to the target."""
    return terms.target is not None and measure.value_type not in WITHOUT_POINTS and not is_level(measure)


def shares_of(
    contract: Contract, terms: Terms, measure: Measure, *, commitment: Commitment | None = None, is_even: bool = False
) -> list[Share]:
    """The periods with what the terms promise for each; evenly where they do not say, or with `is_even`.

    `commitment` is the promise that would change: its open periods keep their points. Without dates there is nothing to
    show, nor when the periods that are open promise more than the target. Three queries at most.
    """
    if terms.target is None:
        return []
    periods = _periods(contract)
    had = _points(commitment) if commitment else {}
    kept = [period for period in periods if _is_open(period) and period.starts_on in had]
    free = [period for period in periods if not _is_open(period)]
    fixed = [Share(period.starts_on, period.ends_before, had[period.starts_on], is_fixed=True) for period in kept]
    chosen = dict(terms.amounts or ()) if not is_even else {}
    if not is_even and terms.amounts is None and commitment and commitment.target == terms.target:
        chosen = had
    try:
        even = points_for(measure, terms.target, free, kept=[share.amount for share in fixed])[len(fixed) :]
    except ValueError:
        return []
    shares = [
        Share(
            period.starts_on,
            period.ends_before,
            amount if _is_waived(period) else chosen.get(period.starts_on, amount),
            is_fixed=_is_waived(period),
        )
        for period, amount in zip(free, even, strict=True)
    ]
    return [*fixed, *shares]


def points_of(commitment: Commitment) -> QuerySet[TargetPoint]:
    """What is promised for each period now, with the periods; 400 at most."""
    points = TargetPoint.objects.filter(profile__commitment=commitment, profile__is_current=True)
    return points.select_related("period").order_by("starts_on")[:400]


def amounts_that_stand(commitment: Commitment, points: Iterable[TargetPoint]) -> Amounts | None:
    """What an agreed promise has for each period by now; None where that is its target spread evenly."""
    if commitment.status != Commitment.Status.AGREED:
        return None
    stand = [(point.starts_on, point.amount, point.period or point) for point in points]
    try:
        even = points_for(commitment.measure, commitment.target, [period for _day, _amount, period in stand])
    except ValueError:
        even = []
    if [amount for _day, amount, _period in stand] == even:
        return None
    return tuple((day, amount) for day, amount, _period in stand)


def _periods(contract: Contract) -> Sequence[ReportingPeriod | Span]:
    """The contract's periods; those it would have while it is being set up. None when its dates are not known."""
    stored = list(contract.periods.order_by("starts_on"))
    if stored or contract.starts_on is None or contract.ends_on is None:
        return stored
    return tile(
        starts_on=contract.starts_on, ends_on=contract.ends_on, frequency=contract.frequency, anchor=contract.anchor
    )


def _points(commitment: Commitment) -> dict[date, Decimal]:
    """What is promised for each period now, by its first day."""
    points = TargetPoint.objects.filter(profile__commitment=commitment, profile__is_current=True)
    return dict(points.values_list("starts_on", "amount"))


def _is_open(period: ReportingPeriod | Span) -> bool:
    return getattr(period, "opened_on", None) is not None


def _is_waived(period: ReportingPeriod | Span) -> bool:
    return getattr(period, "waived_at", None) is not None

"""What a contract promises over its whole length, and who is told when that changes.

A promise that both sides have agreed counts with its target. One that was withdrawn or replaced counts with what was
promised for the periods up to its end, and not at all if it never began. What is only proposed, or was declined, counts
nothing, and nor does a contract that is being set up.

A level, which is expected in every period, is not added up over them. There it is what stands last: the targets of the
promises that are agreed, and where none is, what was promised for the last period that had one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from decimal import Decimal

from django.db.models import F, QuerySet

from framework.models import Measure
from suppliers.models import Commitment, Contract, TargetPoint
from suppliers.profile import is_level

Follower = Callable[[Contract, Collection[int]], None]
Status = Commitment.Status
COUNTED = (Contract.Status.ACTIVE, Contract.Status.ENDED)
OVER = (Status.WITHDRAWN, Status.REPLACED)
ZERO = Decimal(0)
_followers: list[Follower] = []


def promised_in_all(contract: int, measures: Collection[int] | None = None) -> dict[int, Decimal]:
    """What a contract promises in all, by measure id; of these measures only, if any. Two queries.

    A promise in words, or of a day, is there with 0.
    """
    found: dict[int, Decimal] = defaultdict(Decimal)
    agreed = Commitment.objects.filter(contract=contract, contract__status__in=COUNTED, status=Status.AGREED)
    if measures is not None:
        agreed = agreed.filter(measure__in=measures)
    for measure_id, target in agreed.order_by().values_list("measure", "target"):
        found[measure_id] += target or ZERO
    for measure, points in _kept_points(contract, measures).items():
        if not is_level(measure):
            found[measure.pk] += _sum(points)
        elif measure.pk not in found:
            found[measure.pk] = _sum([point for point in points if point.starts_on == points[-1].starts_on])
    return dict(found)


def _kept_points(contract: int, measures: Collection[int] | None) -> dict[Measure, list[TargetPoint]]:
    """By measure and in order of date, what promises that are over asked for while they lasted. One query."""
    rows: QuerySet[TargetPoint] = TargetPoint.objects.filter(
        profile__is_current=True,
        profile__commitment__contract=contract,
        profile__commitment__contract__status__in=COUNTED,
        profile__commitment__status__in=OVER,
        starts_on__lte=F("profile__commitment__ends_on"),
    )
    if measures is not None:
        rows = rows.filter(profile__commitment__measure__in=measures)
    found: dict[Measure, list[TargetPoint]] = defaultdict(list)
    for point in rows.select_related("profile__commitment__measure").order_by("starts_on"):
        found[point.profile.commitment.measure].append(point)
    return found


def _sum(points: list[TargetPoint]) -> Decimal:
    return sum((point.amount for point in points), ZERO)


def promises_changed(contract: Contract, measures: Collection[int]) -> None:
    """Have what is summed from a contract's promises follow at once; inside the transaction that holds the contract.

    Its status is read again: somebody else may have started reporting on it meanwhile.
    """
    if measures and Contract.objects.filter(pk=contract.pk, status__in=COUNTED).exists():
        for follow in _followers:
            follow(contract, measures)


def follow_promises(follower: Follower) -> None:
    """Have a room that this one does not know told of each contract that promises something else from now on.

    It is given the contract and the measures, by their ids, of which more or less is promised. It is told in the same
    transaction, after the contract and its periods are held.
    """
    if follower not in _followers:
        _followers.append(follower)

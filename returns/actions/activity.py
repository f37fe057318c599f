"""What a contract came to in one period: the figure that targets for each placement year or £100,000 rest on.

Volumes are unknown when such a contract is agreed, so both sides agree the rate, and the council enters the activity
when the period has begun (domain rules, section 5.1).
"""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from framework.values import format_value
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.figures import refresh_figures
from returns.models import ReturnLine, SupplierReturn
from returns.permissions import can_enter_activity
from suppliers.actions.commitments import hold_periods, new_profile
from suppliers.checks import NotReady
from suppliers.models import Commitment, PeriodActivity, ReportingPeriod, TargetPoint
from suppliers.profile import amount_at_rate
from suppliers.promised import promises_changed
from suppliers.terms import figure_text
from suppliers.workflow import InvalidTransition


@transaction.atomic
def enter_activity(*, period: ReportingPeriod, basis: str, amount: Decimal, by: User, today: date) -> PeriodActivity:
    """Enter the placement years, or the pounds, of a period that has begun; its targets follow from the agreed rates.

    The point of this period becomes the rate times the activity, in a new version of each profile; the others stay, and
    the target is what they all come to. The line of a return that is not decided yet takes the new target too. Entering
    it again corrects it. Raises PermissionDenied; InvalidTransition when its return is decided; NotReady when the
    period has not begun, is waived, or no promise goes by this.
    """
    if not can_enter_activity(by, period):
        raise PermissionDenied
    contract = period.contract
    hold_periods(contract)
    period.refresh_from_db()
    supplier_return = _return_of(period)
    commitments = _by_rate(period, basis)
    if problems := _problems(period, commitments, amount, today):
        raise NotReady(problems)
    entered, _created = PeriodActivity.objects.update_or_create(
        period=period, basis=basis, defaults={"amount": amount, "entered_at": timezone.now(), "entered_by": by}
    )
    for commitment in commitments:
        _follow(commitment, period, amount, supplier_return)
    if supplier_return:  # it has a line for each of them, so what they promise in all is computed again as well
        refresh_figures(supplier_return)
    else:
        promises_changed(contract, {commitment.measure_id for commitment in commitments})
    data = {"period": f"{period.starts_on} to {period.ends_on}", "basis": basis, "amount": figure_text(amount)}
    tell(ReturnEvent.ACTIVITY_ENTERED, by=by, on=period, data=data)
    return entered


def _return_of(period: ReportingPeriod) -> SupplierReturn | None:
    """The period's return, held so that nobody decides it meanwhile. Raises InvalidTransition when it is decided."""
    supplier_return = SupplierReturn.objects.filter(period=period).first()
    if supplier_return is None:
        return None
    undecided = SupplierReturn.objects.filter(pk=supplier_return.pk).exclude(status=SupplierReturn.Status.DECIDED)
    if undecided.update(line_count=F("line_count")) != 1:
        raise InvalidTransition("the return is decided, and decided returns never change")
    return supplier_return


def _by_rate(period: ReportingPeriod, basis: str) -> list[Commitment]:
    """The agreed commitments with a point in this period that go by this basis."""
    points = TargetPoint.objects.filter(period=period, profile__is_current=True)
    return list(
        Commitment.objects.filter(
            contract=period.contract_id,
            status=Commitment.Status.AGREED,
            basis=basis,
            rate__isnull=False,
            pk__in=points.values("profile__commitment"),
        )
        .select_related("measure", "contract")
        .order_by("position")
    )


def _problems(period: ReportingPeriod, commitments: list[Commitment], amount: Decimal, today: date) -> list[str]:
    """Why the activity cannot be entered, in sentences."""
    if amount < 0:
        return [_("Enter 0 or a number above it")]
    if period.starts_on > today:
        return [_("This period has not begun yet")]
    if period.waived_at:
        return [_("This period is waived: nothing is promised for it")]
    if not commitments:
        return [_("No promise of this contract goes by this for this period")]
    return []


def _follow(
    commitment: Commitment, period: ReportingPeriod, activity: Decimal, supplier_return: SupplierReturn | None
) -> None:
    """The point of the period, the line of its return and the target of the whole follow from the activity."""
    rate = commitment.rate or Decimal(0)
    point = amount_at_rate(commitment.measure, basis=commitment.basis, rate=rate, activity=activity)
    current = commitment.profiles.get(is_current=True)
    points = list(current.points.select_related("period").order_by("starts_on"))
    if any(one.period_id == period.pk and one.amount == point for one in points):
        return
    amounts = [(one.period, point if one.period_id == period.pk else one.amount) for one in points]
    reason = _("Activity entered for this period: %(target)s") % {
        "target": format_value(commitment.measure, point, exact=True)
    }
    new_profile(commitment=commitment, reason=reason, points=amounts)
    target = sum((amount for _period, amount in amounts), Decimal(0))
    Commitment.objects.filter(pk=commitment.pk).update(target=target)
    if supplier_return:
        ReturnLine.objects.filter(supplier_return=supplier_return, commitment=commitment).update(target=point)

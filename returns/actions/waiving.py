"""Asking for no return for a period, with a reason (domain rules, section 6.2)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.permissions import can_waive_period
from suppliers.actions.commitments import hold_periods, profile_again
from suppliers.models import Commitment, ReportingPeriod
from suppliers.workflow import InvalidTransition


@transaction.atomic
def waive_period(*, period: ReportingPeriod, reason: str, by: User) -> ReportingPeriod:
    """Ask for no return for a period that has not opened yet; its target becomes nothing and the rest is spread again.

    Raises PermissionDenied; InvalidTransition when its return is open already or it is waived; NotReady when no period
    is left in which the rest of a target could be met.
    """
    if not can_waive_period(by, period):
        raise PermissionDenied
    hold_periods(period.contract)
    waiting = ReportingPeriod.objects.filter(pk=period.pk, opened_on__isnull=True, waived_at__isnull=True)
    if waiting.update(waived_at=timezone.now(), waived_by=by, waived_reason=reason) != 1:
        raise InvalidTransition("the period is open or waived already")
    period.refresh_from_db()
    commitments = Commitment.objects.filter(contract=period.contract_id, status=Commitment.Status.AGREED)
    for commitment in commitments.select_related("measure", "contract"):
        profile_again(commitment=commitment, reason=reason)
    tell(
        ReturnEvent.PERIOD_WAIVED,
        by=by,
        on=period,
        data={"period": f"{period.starts_on} to {period.ends_on}", "reason": reason},
    )
    return period

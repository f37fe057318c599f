"""Asking for no return for a period, with a reason (domain rules, section 6.2)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.permissions import can_waive_period
from suppliers.actions.commitments import hold_periods, profile_again
from suppliers.checks import NotReady
from suppliers.models import Commitment, ReportingPeriod
from suppliers.workflow import InvalidTransition


@transaction.atomic
def waive_period(*, period: ReportingPeriod, reason: str, by: User) -> ReportingPeriod:
    """Ask for no return for a period that has not opened yet; its target becomes nothing and the rest is spread again.

    Raises PermissionDenied; InvalidTransition when its return is open already or it is waived; NotReady, with what to
    do instead, when no period is left in which the rest of a target could be met.
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
        try:
            profile_again(commitment=commitment, reason=reason)
        except NotReady as refused:
            raise NotReady([_last_one(commitment)]) from refused
    tell(
        ReturnEvent.PERIOD_WAIVED,
        by=by,
        on=period,
        data={"period": f"{period.starts_on} to {period.ends_on}", "reason": reason},
    )
    return period


def _last_one(commitment: Commitment) -> str:
    """Why the last period that a target needs is not waived, and what to do instead."""
    return _(
        "This is the last period left for commitment %(number)s: %(promise)s. If nothing is expected, leave it as it "
        "is: the supplier can say that there is nothing to report. If more time is needed, move the end of the "
        "contract to a later day first"
    ) % {"number": commitment.position, "promise": commitment.promise}

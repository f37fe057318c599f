"""How a council wants suppliers reminded and officers told what waits (domain rules, section 6.2)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Council, User
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.models import MOST_STEPS, ReminderRule
from returns.permissions import can_set_reminders
from returns.reminding import USUAL, Schedule, are_in_order, schedules_of
from suppliers.checks import NotReady


@transaction.atomic
def set_reminders(*, council: Council, schedule: Schedule, by: User) -> bool:
    """Use another schedule from now on; the usual one leaves no row. Returns whether anything changed.

    What was sent stays sent: a step keeps its number whatever its days. Raises PermissionDenied, or NotReady when the
    steps do not follow one another within bounds, or a copy is asked for of a step that there is not.
    """
    if not can_set_reminders(by, council):
        raise PermissionDenied
    if not are_in_order(schedule.steps):
        raise NotReady([_("Each reminder must go out later than the one before it")])
    if not 0 <= schedule.manager_from <= MOST_STEPS or not 0 <= schedule.lead_from <= MOST_STEPS:
        raise NotReady([_("Choose from which reminder on officers get a copy")])
    if schedule == schedules_of([council.pk])[council.pk]:
        return False
    _keep(council, schedule)
    tell(ReturnEvent.REMINDERS_SET, by=by, on=council, data={"rule": _in_words(schedule), **_as_data(schedule)})
    return True


def _keep(council: Council, schedule: Schedule) -> None:
    """One row where it is another schedule than the usual one."""
    if schedule == USUAL:
        ReminderRule.objects.filter(council=council).delete()
    else:
        ReminderRule.objects.update_or_create(council=council, defaults=_as_data(schedule))


def _as_data(schedule: Schedule) -> dict:
    """A schedule as its row holds it."""
    return {
        "steps": [[step.days, step.is_on] for step in schedule.steps],
        "manager_from": schedule.manager_from,
        "lead_from": schedule.lead_from,
        "digest": str(schedule.digest),
        "digest_weekday": schedule.digest_weekday,
        "digest_hour": schedule.digest_hour,
    }


def _in_words(schedule: Schedule) -> str:
    """The days of the steps that are on, as history tells them: "-14, -3, 0"; and how often officers are told."""
    days = ", ".join(str(step.days) for step in schedule.steps_on) or _("none")
    how_often = ReminderRule.Digest(schedule.digest).label
    return _("days after the due date: %(days)s; officers: %(often)s") % {"days": days, "often": how_often.lower()}

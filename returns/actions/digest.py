"""Telling officers that returns wait for them, at most once a day (domain rules, section 6.2)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.queries import leads_of, officers_deciding_for
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.models import OfficerDigest, SupplierReturn
from returns.reminding import Digest, Schedule, councils_by_schedule
from returns.workflow import WITH_SUPPLIER
from suppliers.calendar import is_working_day, next_working_day
from suppliers.models import Contract

Status = SupplierReturn.Status


def send_digests(*, now: datetime) -> int:
    """Write to every officer for whom a return waits, where it is the day and hour that their council has chosen.

    Returns how many were written to. Safe to run twice and at once. What a whole day without a worker kept back is not
    made up for: the next one tells the same.
    """
    local = timezone.localtime(now)
    groups = councils_by_schedule()
    councils = [pk for (schedule, nation), pks in groups.items() if _is_time(schedule, nation, local) for pk in pks]
    today = local.date()
    return sum(_tell_once(officer=officer, today=today) for pk in councils for officer in _waited_for(pk, today))


def _is_time(schedule: Schedule, nation: str, local: datetime) -> bool:
    """Whether officers of such a council are told now. A weekly day that is no working day moves to the next one."""
    today = local.date()
    if schedule.digest == Digest.OFF or local.hour < schedule.digest_hour or not is_working_day(today, nation):
        return False
    return schedule.digest == Digest.DAILY or next_working_day(_weekly_day(schedule, today), nation) == today


def _weekly_day(schedule: Schedule, today: date) -> date:
    """The newest of the council's days of the week, up to today."""
    return date.fromordinal(today.toordinal() - (today.weekday() - schedule.digest_weekday) % 7)


def _waited_for(council_id: int, today: date) -> list[User]:
    """The officers for whom something of this council waits: whoever has it open, else who looks after the contract.

    A contract that nobody looks after any more is the social value leads' business.
    """
    returns = SupplierReturn.objects.filter(council=council_id, contract__status=Contract.Status.ACTIVE).order_by()
    is_overdue = Q(status__in=WITH_SUPPLIER, due_on__lt=today)
    to_look_after = returns.filter(Q(status=Status.SUBMITTED) | is_overdue)
    reading = returns.filter(status=Status.UNDER_REVIEW).values_list("taken_by", flat=True).distinct()
    managers = set(to_look_after.values_list("contract__manager", flat=True).distinct())
    officers = {officer.pk: officer for officer in officers_deciding_for(council_id)}
    found = {pk for pk in (*managers, *reading) if pk in officers}
    if managers - officers.keys():
        found |= {lead.pk for lead in leads_of(council_id)}
    return [officer for pk, officer in officers.items() if pk in found]


@transaction.atomic
def _tell_once(*, officer: User, today: date) -> bool:
    """One e-mail to one officer, unless there was one today already. The portal does this itself: there is no `by`.

    One row for each officer says when the last one went; moving it forward is what only one of two workers can do.
    """
    digest, is_first = OfficerDigest.objects.get_or_create(officer=officer, defaults={"sent_on": today})
    before = OfficerDigest.objects.filter(pk=digest.pk, sent_on__lt=today)
    if not is_first and before.update(sent_on=today) != 1:
        return False
    tell(ReturnEvent.DIGEST_SENT, by=None, on=digest, data={})
    return True

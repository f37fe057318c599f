"""Reminding suppliers of returns that are with them (domain rules, section 6.2; invariant 20)."""

import logging
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.models import Reminder, SupplierReturn
from returns.reminding import Schedule, Step, councils_by_schedule, due_dates_by_step, round_begins
from returns.workflow import WITH_SUPPLIER
from suppliers.models import Contract

logger = logging.getLogger(__name__)
BATCH = 500
BATCHES = 20


def send_reminders(*, today: date) -> int:
    """Remind the suppliers of every return whose step belongs to today, at most 20 batches of 500 a call.

    Returns how many reminders went. Safe to run twice and at once: a step goes once. One that fails is logged by the
    number of its return and passed over, so that it keeps nobody else's from going; the next call tries it again.
    """
    sent, left = 0, BATCHES
    for (schedule, nation), councils in councils_by_schedule().items():
        for step, due_dates in due_dates_by_step(schedule, nation, today=today).items():
            due = _due(councils, step, due_dates, today)
            last = 0
            while left and (batch := list(due.filter(pk__gt=last)[:BATCH])):
                left -= 1
                last = batch[-1].pk
                sent += sum(_remind_once(item, step, schedule, nation, today) for item in batch)
    return sent


def _due(councils: list[int], step: Step, due_dates: list[date], today: date) -> QuerySet[SupplierReturn]:
    """The returns of some councils that this step belongs to today, and that neither it nor a later one was sent for."""
    reminders = Reminder.objects.filter(supplier_return=OuterRef("pk"))
    passed = reminders.filter(Q(due_on=OuterRef("due_on"), step__gte=step.number) | Q(sent_on=today))
    waiting = SupplierReturn.objects.filter(
        ~Exists(passed),
        status__in=WITH_SUPPLIER,
        due_on__in=due_dates,
        council__in=councils,
        contract__status=Contract.Status.ACTIVE,
        period__waived_at__isnull=True,
    )
    return waiting.select_related("contract", "period").order_by("pk")


def _remind_once(item: SupplierReturn, step: Step, schedule: Schedule, nation: str, today: date) -> bool:
    """Remind of one return, unless its round began later or another worker just did; failures stay with this one."""
    if step.day(item.due_on, nation) < round_begins(item):
        return False
    try:
        return _remind(supplier_return=item, step=step, today=today)
    except IntegrityError:
        return False
    except Exception as error:
        # Only the kind of error: what the database says of a row may hold what people wrote.
        logger.error("The reminder of return %s could not be sent: %s", item.pk, type(error).__name__)
        return False


@transaction.atomic
def _remind(*, supplier_return: SupplierReturn, step: Step, today: date) -> bool:
    """One reminder, if the return is still with the supplier, is due when it was, and was not reminded of meanwhile.

    The portal does this itself: there is no `by`, and the event says so. The UPDATE changes nothing, but makes whoever
    sends the return, moves its due date or reminds of it at this moment wait, on both databases. Raises IntegrityError
    where the database knows of a reminder that this transaction cannot see.
    """
    waiting = SupplierReturn.objects.filter(
        pk=supplier_return.pk, due_on=supplier_return.due_on, status__in=WITH_SUPPLIER
    )
    if waiting.update(due_on=F("due_on")) != 1:
        return False
    passed = Q(due_on=supplier_return.due_on, step__gte=step.number) | Q(sent_on=today)
    if supplier_return.reminders.filter(passed).exists():
        return False
    reminder = Reminder.objects.create(
        supplier_return=supplier_return,
        due_on=supplier_return.due_on,
        step=step.number,
        days=step.days,
        sent_on=today,
    )
    period = supplier_return.period
    data = {
        "period": f"{period.starts_on} to {period.ends_on}",
        "due_on": supplier_return.due_on.isoformat(),
        "days": step.days,
    }
    tell(ReturnEvent.REMINDED, by=None, on=reminder, data=data)
    return True

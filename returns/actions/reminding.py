"""Reminding suppliers of returns that are with them (domain rules, section 6.2; invariant 20)."""

import logging
from collections import defaultdict
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Case, Exists, F, OuterRef, PositiveSmallIntegerField, Q, QuerySet, Value, When

from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.models import Reminder, SupplierReturn
from returns.reminding import Step, councils_by_schedule, round_begins, steps_by_due_date
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
        steps = steps_by_due_date(schedule, nation, today=today)
        due = _due(councils, steps, today) if steps else SupplierReturn.objects.none()
        last = 0
        while left and (batch := list(due.filter(pk__gt=last).values_list("pk", "due_on")[:BATCH])):
            left -= 1
            last = batch[-1][0]
            sent += sum(_remind_once(pk, steps[due_on], nation, today) for pk, due_on in batch)
    return sent


def _due(councils: list[int], steps: dict[date, Step], today: date) -> QuerySet[SupplierReturn]:
    """The returns of some councils that a step belongs to today, where neither it nor a later one was sent before.

    One query: the due dates that matter are few, and an index finds their returns that are with the supplier.
    """
    due_dates = defaultdict(list)
    for due_on, step in steps.items():
        due_dates[step.number].append(due_on)
    belongs = Case(
        *(When(due_on__in=days, then=Value(number)) for number, days in due_dates.items()),
        output_field=PositiveSmallIntegerField(),
    )
    sent = Reminder.objects.filter(supplier_return=OuterRef("pk")).order_by()
    passed = sent.filter(Q(due_on=OuterRef("due_on"), step__gte=OuterRef("belongs")) | Q(sent_on=today))
    return (
        SupplierReturn.objects.alias(belongs=belongs)
        .filter(
            ~Exists(passed),
            status__in=WITH_SUPPLIER,
            due_on__in=steps,
            council__in=councils,
            contract__status=Contract.Status.ACTIVE,
            period__waived_at__isnull=True,
        )
        .order_by("pk")
    )


def _remind_once(pk: int, step: Step, nation: str, today: date) -> bool:
    """Remind of one return, unless another worker just did or it fails; whatever goes wrong stays with this one."""
    try:
        return _remind(pk, step, nation, today)
    except IntegrityError:
        return False
    except Exception as error:
        # Only the kind of error: what the database says of a row may hold what people wrote.
        logger.error("The reminder of return %s could not be sent: %s", pk, type(error).__name__)
        return False


@transaction.atomic
def _remind(pk: int, step: Step, nation: str, today: date) -> bool:
    """One reminder, if the return is still with the supplier and was not reminded of meanwhile.

    Nor is a step sent that lies before the round of its due date. The portal does this itself: there is no `by`, and
    the event says so. The UPDATE changes nothing, but makes whoever sends the return, moves its due date or reminds of
    it at this moment wait, on both databases. Raises IntegrityError where the database knows of a reminder that this
    transaction cannot see.
    """
    if SupplierReturn.objects.filter(pk=pk, status__in=WITH_SUPPLIER).update(due_on=F("due_on")) != 1:
        return False
    supplier_return = SupplierReturn.objects.select_related("contract", "period", "supplier").get(pk=pk)
    due_on, period = supplier_return.due_on, supplier_return.period
    if not round_begins(supplier_return) <= step.day(due_on, nation) <= today:
        return False
    passed = Q(due_on=due_on, step__gte=step.number) | Q(sent_on=today)
    if supplier_return.reminders.filter(passed).exists():
        return False
    reminder = Reminder.objects.create(
        supplier_return=supplier_return, due_on=due_on, step=step.number, days=step.days, sent_on=today
    )
    data = {
        "period": f"{period.starts_on} to {period.ends_on}",
        "due_on": due_on.isoformat(),
        "days": step.days,
    }
    tell(ReturnEvent.REMINDED, by=None, on=reminder, data=data)
    return True

"""When a supplier is reminded of a return, and how its council wants it (domain rules, section 6.2; invariant 20).

Steps are counted in days from the due date the return has now. A step falls on its day or, where that is no working day
in the contract's nation, on the next. Where two fall on one day, or days were missed, only the latest goes: what is
passed over is never sent later. A due date begins a round: steps that lie before the round are not sent in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils import timezone

from accounts.models import Council
from returns.models import MOST_STEPS, Reminder, ReminderRule, SupplierReturn
from returns.workflow import WITH_SUPPLIER
from suppliers.calendar import is_working_day, next_working_day

Digest = ReminderRule.Digest
DAY = timedelta(days=1)
# A step that could not go on its day, because nothing ran, still goes within so many days; older ones help nobody.
MADE_UP_WITHIN = timedelta(days=28)
# More days than weekends and bank holidays ever move a step.
MOVED_AT_MOST = timedelta(days=14)
MOST_BEFORE, MOST_AFTER = 60, 90


@dataclass(frozen=True)
class Step:
    """One reminder of the row: its number from 1, how many days after the due date (before: negative), and if it is on.

    The number says which step it is, however its days are changed: a step that was sent stays sent.
    """

    number: int
    days: int
    is_on: bool = True

    def day(self, due_on: date, nation: str) -> date:
        """The working day on which it falls."""
        return next_working_day(due_on + timedelta(days=self.days), nation)


@dataclass(frozen=True)
class Schedule:
    """How one council wants suppliers reminded, and its officers told what waits.

    `manager_from` and `lead_from` are numbers of steps, 0 for never; `digest_weekday` counts from Monday, 0.
    """

    steps: tuple[Step, ...]
    manager_from: int = 0
    lead_from: int = 0
    digest: str = Digest.WEEKLY.value
    digest_weekday: int = 0
    digest_hour: int = 8

    @property
    def steps_on(self) -> tuple[Step, ...]:
        """The steps that are sent."""
        return tuple(step for step in self.steps if step.is_on)


USUAL_DAYS = (-14, -3, 0, 1, 7, 14, 28)
USUAL = Schedule(
    steps=tuple(Step(number, days) for number, days in enumerate(USUAL_DAYS, start=1)), manager_from=6, lead_from=7
)


def schedules_of(council_ids: Iterable[int]) -> dict[int, Schedule]:
    """The schedules of some councils: their own, else the usual one. One query."""
    ids = list(council_ids)
    own = {rule.council_id: _schedule(rule) for rule in ReminderRule.objects.filter(council__in=ids).order_by()}
    return {council_id: own.get(council_id, USUAL) for council_id in ids}


def _schedule(rule: ReminderRule) -> Schedule:
    """What a row says."""
    return Schedule(
        steps=tuple(Step(number, days, is_on) for number, (days, is_on) in enumerate(rule.steps, start=1)),
        manager_from=rule.manager_from,
        lead_from=rule.lead_from,
        digest=rule.digest,
        digest_weekday=rule.digest_weekday,
        digest_hour=rule.digest_hour,
    )


def are_in_order(steps: Sequence[Step]) -> bool:
    """Whether a row of steps can be used: all seven, within bounds, two before the due date and each after the last."""
    days = [step.days for step in steps]
    rises = all(earlier < later for earlier, later in pairwise(days))
    return len(days) == MOST_STEPS and rises and days[2] == 0 and days[0] >= -MOST_BEFORE and days[-1] <= MOST_AFTER


# --- The rule ---------------------------------------------------------------------------------------------------------
def step_to_send(*, on: date, due_on: date, steps: Sequence[Step], nation: str, not_before: date) -> Step | None:
    """The step that belongs to a day: the latest whose day has come, unless it lies before the round or long ago.

    None on a day that is no working day. Whether it, or a later one, was sent before is not asked here.
    """
    if not is_working_day(on, nation):
        return None
    come = [(step.day(due_on, nation), step) for step in steps]
    come = [(day, step) for day, step in come if day <= on]
    if not come:
        return None
    _latest, day, step = max((step.number, day, step) for day, step in come)
    return step if day >= not_before and day >= on - MADE_UP_WITHIN else None


def round_begins(supplier_return: SupplierReturn) -> date:
    """The first day on which a step of the due date of now may lie.

    For a return that opened it is the day it opened; for one sent back, about which its people were written to that
    day, the day after.
    """
    if supplier_return.returned_at is None:
        return supplier_return.opened_on
    return timezone.localdate(supplier_return.returned_at) + DAY


def is_chased(supplier_return: SupplierReturn) -> bool:
    """Whether it is with the supplier."""
    return supplier_return.status in WITH_SUPPLIER


def next_reminder(supplier_return: SupplierReturn, sent: Iterable[Reminder], *, today: date) -> date | None:
    """The day of the next reminder while the supplier does not send the return; None when there will be none.

    `sent` are the reminders of this return so far. Asks for the schedule of its council: one query.
    """
    if not is_chased(supplier_return):
        return None
    steps = schedules_of([supplier_return.council_id])[supplier_return.council_id].steps_on
    sent = list(sent)
    last = max((reminder.step for reminder in sent if reminder.due_on == supplier_return.due_on), default=0)
    earliest = today + DAY if any(reminder.sent_on == today for reminder in sent) else today
    due_on, nation, begins = supplier_return.due_on, supplier_return.council.nation, round_begins(supplier_return)
    days = {next_working_day(earliest, nation), *(step.day(due_on, nation) for step in steps)}
    for day in sorted(day for day in days if day >= earliest):
        step = step_to_send(on=day, due_on=due_on, steps=steps, nation=nation, not_before=begins)
        if step and step.number > last:
            return day
    return None


@dataclass(frozen=True)
class Reminded:
    """On which days a return was reminded of, the earliest first, and on which it will be next if it is not sent."""

    days: list[date]
    next_on: date | None


def reminded_of(supplier_return: SupplierReturn, *, today: date) -> Reminded:
    """What pages say about the reminders of a return: one query, and one more while it is with the supplier."""
    sent = list(supplier_return.reminders.order_by("sent_on"))
    return Reminded([reminder.sent_on for reminder in sent], next_reminder(supplier_return, sent, today=today))


# --- The same rule for many returns at once ---------------------------------------------------------------------------
def steps_by_due_date(schedule: Schedule, nation: str, *, today: date) -> dict[date, Step]:
    """Which step belongs to today, for every due date that a return may have so that one does; see `step_to_send`."""
    steps, found = schedule.steps_on, {}
    if not steps or not is_working_day(today, nation):
        return {}
    due_on = today - timedelta(days=steps[-1].days) - MADE_UP_WITHIN - MOVED_AT_MOST
    while due_on <= today - timedelta(days=steps[0].days):
        step = step_to_send(on=today, due_on=due_on, steps=steps, nation=nation, not_before=date.min)
        if step:
            found[due_on] = step
        due_on += DAY
    return found


def councils_by_schedule() -> dict[tuple[Schedule, str], list[int]]:
    """All councils, by what they want and their nation: most have the usual schedule, so there are few of these."""
    nations = dict(Council.objects.order_by("pk").values_list("pk", "nation"))
    groups: dict[tuple[Schedule, str], list[int]] = defaultdict(list)
    for council_id, schedule in schedules_of(nations).items():
        groups[schedule, nations[council_id]].append(council_id)
    return dict(groups)

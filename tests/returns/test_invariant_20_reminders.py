"""Invariant 20: reminders stop when a return is sent, no step is ever sent twice, and they hold no personal data.

A year of several contracts in all four nations is lived day by day, with the worker running twice a day or not at all.
What it sent is compared with a second statement of the rule, which knows no code of the portal.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
import time_machine
from holidays import UnitedKingdom

from accounts.models import OutboundEmail, User
from audit.models import AuditEvent
from returns.actions.reminder_rules import set_reminders
from returns.actions.reviewing import send_back_return
from returns.actions.waiving import waive_period
from returns.models import Reminder, SupplierReturn
from returns.reminding import Schedule, Step
from returns.tasks import open_returns, remind_suppliers
from suppliers.actions.contracts import extend_contract
from suppliers.calendar import add_working_days
from suppliers.models import Contract, Organisation
from tests.factories import CouncilFactory
from tests.returns import road as roads
from tests.returns.road import Road, open_road

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 4, 1), date(2027, 4, 30)
LONDON = ZoneInfo("Europe/London")
USUAL = (-14, -3, 0, 1, 7, 14, 28)
OWN = (-30, -10, 0, 2, 5, 20, 45)
WHY = "Placements change every month."
OWN_OFF = {2, 5}
DOWN = {date(2026, 7, 31) + timedelta(days=days) for days in range(4)} | {date(2026, 12, 24) + timedelta(days=12)}


# --- The rule, said again ---------------------------------------------------------------------------------------------
@cache
def closed(nation: str, year: int) -> frozenset:
    return frozenset(UnitedKingdom(subdiv=nation, years=year))


def works(day: date, nation: str) -> bool:
    return day.weekday() not in (5, 6) and day not in closed(nation, day.year)


@dataclass
class Watched:
    """One return as somebody with a wall calendar would follow it."""

    nation: str
    steps: dict[int, int]
    due_on: date
    begins: date
    is_with_supplier: bool = True
    reminders: list[tuple[date, int, date]] = field(default_factory=list)

    def morning(self, day: date) -> None:
        """Write down the reminder of this morning, if there is one."""
        if not self.is_with_supplier or not works(day, self.nation):
            return
        newest, landed = 0, date.min
        for number, days in self.steps.items():
            lands = self.due_on + timedelta(days=days)
            while not works(lands, self.nation):
                lands += timedelta(days=1)
            if lands <= day:
                newest, landed = number, lands
        already = [step for due_on, step, _day in self.reminders if due_on == self.due_on]
        is_late = landed < self.begins or (day - landed).days > 28
        if newest and not is_late and all(step < newest for step in already):
            self.reminders.append((self.due_on, newest, day))


# --- The year ---------------------------------------------------------------------------------------------------------
def contracts() -> list[Road]:
    """One contract of each kind, in different nations; the last council has reminders of its own."""
    made = []
    for nation, terms in (
        ("ENG", {"frequency": "monthly"}),
        ("SCT", {"frequency": "quarterly"}),
        ("NIR", {"frequency": "six_monthly"}),
        ("WLS", {"frequency": "annual", "ends_on": date(2026, 9, 30)}),
        ("ENG", {"frequency": "at_end", "ends_on": date(2026, 10, 31)}),
        ("SCT", {"frequency": "one_off", "one_off_due_on": date(2026, 8, 1)}),
        ("NIR", {"frequency": "monthly"}),
    ):
        terms = {"ends_on": date(2027, 3, 31), **terms}
        made.append(open_road("narrative", council=CouncilFactory(nation=nation), proportion_reason=WHY, **terms))
    steps = tuple(Step(number, days, number not in OWN_OFF) for number, days in enumerate(OWN, start=1))
    set_reminders(council=made[-1].contract.council, schedule=Schedule(steps), by=made[-1].second)
    return made


class Year:
    """What people do, decided by dice that always fall alike, and what a careful reader of the rule expects."""

    def __init__(self):
        self.dice = random.Random(20)
        self.roads = {road.contract.pk: road for road in contracts()}
        self.own = list(self.roads)[-1]
        self.watched: dict[int, Watched] = {}
        self.plans: dict[int, list[tuple[date, str]]] = {}
        self.acts = {"sent": 0, "back": 0, "moved": 0}

    def notice(self, day: date) -> None:
        """Look at the returns that opened, and decide what becomes of each."""
        for item in SupplierReturn.objects.exclude(pk__in=self.watched).select_related("contract__council"):
            nation = item.contract.council.nation
            days = enumerate(OWN if item.contract_id == self.own else USUAL, start=1)
            off = OWN_OFF if item.contract_id == self.own else ()
            steps = {number: away for number, away in days if number not in off}
            self.watched[item.pk] = Watched(nation, steps, item.due_on, begins=day)
            self.plans[item.pk] = []
            if self.dice.random() < 0.8:
                self._plan(item.pk, item.due_on + timedelta(days=self.dice.randint(-18, 40)), "send", after=day)
            elif self.dice.random() < 0.5:
                self._plan(item.pk, item.due_on + timedelta(days=self.dice.randint(-10, 10)), "move", after=day)

    def _plan(self, pk: int, on: date, act: str, *, after: date) -> None:
        self.plans[pk].append((max(on, after + timedelta(days=1)), act))

    def noon(self, day: date) -> None:
        for pk, plans in self.plans.items():
            for on, act in [plan for plan in plans if plan[0] == day]:
                plans.remove((on, act))
                getattr(self, f"_{act}")(pk, day)

    def _road(self, pk: int) -> Road:
        item = SupplierReturn.objects.get(pk=pk)
        road = self.roads[item.contract_id]
        road.supplier_return = item
        return road

    def _send(self, pk: int, day: date) -> None:
        roads.send(self._road(pk))
        self.watched[pk].is_with_supplier = False
        self.acts["sent"] += 1
        if self.dice.random() < 0.6:
            self._plan(pk, day + timedelta(days=self.dice.randint(1, 12)), "return", after=day)

    def _return(self, pk: int, day: date) -> None:
        road, watched = self._road(pk), self.watched[pk]
        roads.take(road)
        roads.ask(road)
        due_on = add_working_days(day, self.dice.choice([2, 10, 10, 30]), watched.nation)
        send_back_return(supplier_return=road.fresh(), message="A question", by=road.officer, due_on=due_on)
        watched.due_on, watched.begins = due_on, day + timedelta(days=1)
        watched.is_with_supplier = True
        self.acts["back"] += 1
        if self.dice.random() < 0.7:
            self._plan(pk, due_on + timedelta(days=self.dice.randint(-8, 20)), "send", after=day)

    def _move(self, pk: int, day: date) -> None:
        """No page moves the due date of a return that is open; should one come, a new round begins all the same."""
        watched = self.watched[pk]
        watched.due_on = max(watched.due_on, day) + timedelta(days=self.dice.randint(5, 40))
        SupplierReturn.objects.filter(pk=pk).update(due_on=watched.due_on)
        self.acts["moved"] += 1


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def live(year: Year, clock) -> None:
    """Every day: returns open, the worker reminds once, twice or not at all, people act at noon."""
    first = next(iter(year.roads.values()))
    day = FIRST
    while day <= LAST:
        clock.move_to(at(day, 0, 7))
        if day.day == 1:  # on which periods begin
            open_returns()
            year.notice(day)
        if day not in DOWN:
            for moment in (at(day, 6), at(day, 7, 10))[: 1 + day.day % 2]:
                clock.move_to(moment)
                remind_suppliers()
            for watched in year.watched.values():
                watched.morning(day)
        clock.move_to(at(day, 12))
        year.noon(day)
        if day == date(2026, 6, 3):
            waive_period(period=first.contract.periods.get(number=5), reason="No placements.", by=first.officer)
        if day == date(2027, 2, 4):
            extend_contract(
                contract=Contract.objects.get(pk=first.contract.pk),
                ends_on=date(2027, 6, 30),
                reason="More time.",
                by=first.officer,
            )
        day += timedelta(days=1)


def test_a_year_of_reminders_is_what_the_rule_says():
    with time_machine.travel(at(FIRST, 0), tick=False) as clock:
        year = Year()
        OutboundEmail.objects.all().delete()
        live(year, clock)
    expected = {(pk, *sent) for pk, watched in year.watched.items() for sent in watched.reminders}
    rows = Reminder.objects.values_list("supplier_return", "due_on", "step", "sent_on")
    assert set(rows) == expected and len(rows) == len(expected)
    assert len(expected) > 80 and min(year.acts.values()) > 0, year.acts  # the dice left nothing out
    waived = year.roads[next(iter(year.roads))].contract.periods.get(number=5)
    assert not Reminder.objects.filter(supplier_return__period=waived).exists()
    assert AuditEvent.objects.filter(event="return.reminded", actor=None).count() == len(expected)
    assert_emails_hold_no_personal_data()


def assert_emails_hold_no_personal_data():
    """Nor the name of anybody or anything: a link and a sentence that is the same for all."""
    emails = list(OutboundEmail.objects.filter(body__contains="answers"))
    said = "\n".join(f"{email.subject}\n{email.body}\n{email.html}" for email in emails)
    names = {part for user in User.objects.all() for part in (user.get_full_name(), user.email)}
    things = {thing for row in Contract.objects.values_list("title", "reference", "council__name") for thing in row}
    suppliers = set(Organisation.objects.values_list("name", flat=True))
    assert emails and not [secret for secret in names | things | suppliers if secret in said]


def sent_days(road: Road, *, until: date, skip: set | None = None) -> list[date]:
    """On which days a return that nobody sends is reminded of, when the worker runs every day but those of `skip`."""
    day = road.supplier_return.opened_on
    while day <= until:
        if day not in (skip or ()):
            with time_machine.travel(at(day, 6), tick=False):
                remind_suppliers()
        day += timedelta(days=1)
    return list(Reminder.objects.filter(supplier_return=road.supplier_return).values_list("sent_on", flat=True))


@pytest.mark.parametrize(
    ("nation", "after"),
    [("ENG", date(2026, 8, 3)), ("SCT", date(2026, 8, 4))],
    ids=["England", "Scotland, where the first Monday of August is a bank holiday"],
)
def test_steps_fall_on_working_days_of_the_contracts_nation(nation, after):
    road = open_road("narrative", council=CouncilFactory(nation=nation))
    assert road.supplier_return.due_on == date(2026, 7, 31)
    found = sent_days(road, until=date(2026, 12, 31))
    july = [date(2026, 7, 17), date(2026, 7, 28), date(2026, 7, 31)]
    assert found == [*july, after, date(2026, 8, 7), date(2026, 8, 14), date(2026, 8, 28)]


def test_two_steps_that_fall_on_one_day_are_one_reminder_and_the_later_of_them():
    """Easter 2027: three days before Tuesday 30 March is Saturday, and the next working day is Tuesday itself."""
    road = open_road("narrative", frequency="one_off", one_off_due_on=date(2027, 3, 30))
    found = sent_days(road, until=date(2027, 3, 31))
    assert found == [date(2027, 3, 16), date(2027, 3, 30), date(2027, 3, 31)]
    assert list(Reminder.objects.order_by("sent_on").values_list("step", flat=True)) == [1, 3, 4]


def test_after_days_without_a_worker_only_the_newest_step_goes():
    road = open_road("narrative")
    down = {date(2026, 7, 27) + timedelta(days=days) for days in range(9)}
    found = sent_days(road, until=date(2026, 8, 8), skip=down)
    assert found == [date(2026, 7, 17), date(2026, 8, 5), date(2026, 8, 7)]
    assert list(Reminder.objects.order_by("sent_on").values_list("days", flat=True)) == [-14, 1, 7]


def test_what_was_overdue_for_long_before_anybody_was_reminded_is_left_alone():
    road = open_road("narrative")
    everything = {date(2026, 4, 1) + timedelta(days=days) for days in range(180)}
    assert sent_days(road, until=date(2026, 10, 31), skip=everything) == []


def test_return_that_opened_late_is_not_reminded_of_what_had_passed():
    road = open_road("narrative")
    SupplierReturn.objects.filter(pk=road.supplier_return.pk).update(opened_on=date(2026, 7, 30))
    road.fresh()
    assert sent_days(road, until=date(2026, 8, 3)) == [date(2026, 7, 31), date(2026, 8, 3)]


@pytest.mark.parametrize("frequency", ["at_end", "one_off"])
def test_single_return_that_is_overdue_is_reminded_of_too(frequency):
    terms = {"one_off_due_on": date(2026, 6, 30)} if frequency == "one_off" else {"ends_on": date(2026, 5, 31)}
    road = open_road("narrative", frequency=frequency, **terms)
    due_on = road.supplier_return.due_on
    late = [day for day in sent_days(road, until=date(2026, 8, 31)) if day > due_on]
    assert due_on == date(2026, 6, 30) and late[0] == date(2026, 7, 1) and len(late) == 4


def test_nothing_is_chased_that_is_with_the_council_or_of_a_contract_that_has_ended():
    gone, ended = roads.sent("narrative"), open_road("narrative")
    Contract.objects.filter(pk=ended.contract.pk).update(status="ended")
    assert sent_days(gone, until=date(2026, 9, 30)) == [] and not Reminder.objects.exists()

"""Who is reminded of a return, in which words, what a council can change about it, and when the next one goes."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import OutboundEmail, User
from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions import reminding
from returns.actions.reminder_rules import set_reminders
from returns.actions.reminding import send_reminders
from returns.actions.signing import ask_sign_off
from returns.models import Reminder, ReminderRule, SupplierReturn
from returns.reminding import USUAL, Schedule, Step, next_reminder, reminded_of, step_to_send
from suppliers.calendar import NATIONS, is_working_day
from suppliers.checks import NotReady
from suppliers.models import Commitment, Contract, ContractParty
from tests.factories import MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.returns.road import DECLARED, answer, answer_all, open_road, post, send_back, sent, taken

DUE = date(2026, 7, 31)
steps_of = st.lists(st.integers(-60, 90), min_size=1, max_size=7, unique=True).map(
    lambda days: tuple(Step(number, away) for number, away in enumerate(sorted(days), start=1))
)


def days_after(days: int) -> date:
    return DUE + timedelta(days=days)


@pytest.fixture
def road(db):
    return open_road("narrative", "count")


# --- The rule ---------------------------------------------------------------------------------------------------------
@given(
    due_on=st.dates(date(2026, 1, 1), date(2032, 12, 31)),
    steps=steps_of,
    nation=st.sampled_from(NATIONS),
    opened=st.integers(-90, 30),
)
def test_step_of_a_day_is_on_a_working_day_and_never_an_earlier_one_than_yesterdays(due_on, steps, nation, opened):
    begins = due_on + timedelta(days=opened)
    found, landed = [], {step.number: step.day(due_on, nation) for step in steps}
    for away in range(-70, 140):
        day = due_on + timedelta(days=away)
        step = step_to_send(on=day, due_on=due_on, steps=steps, nation=nation, not_before=begins)
        if step:
            assert is_working_day(day, nation) and landed[step.number] <= day and landed[step.number] >= begins
            assert not [other for other in steps if step.number < other.number and landed[other.number] <= day]
            if not found or found[-1] != step.number:
                assert landed[step.number] == day  # with a worker each day, a step goes on its own day
                found.append(step.number)
    assert found == sorted(set(found))
    ahead = [step for step in steps if landed[step.number] >= begins]
    assert len(found) == len({landed[step.number] for step in ahead})


@pytest.mark.django_db
@pytest.mark.parametrize("is_sent_back", [False, True])
def test_day_of_the_next_reminder_is_the_day_on_which_it_goes(time_machine, is_sent_back):
    road, day = open_road("narrative"), date(2026, 7, 1)
    if is_sent_back:
        time_machine.move_to("2026-07-02T12:00:00Z", tick=False)
        road = taken("narrative", commitment={})
        send_back(road)
        day = date(2026, 7, 3)
    told, went = set(), set()
    while day < date(2026, 10, 1):
        item = road.fresh()
        told.add(next_reminder(item, list(item.reminders.all()), today=day))
        send_reminders(today=day)
        if item.reminders.filter(sent_on=day).exists():
            went.add(day)
        day += timedelta(days=1)
    assert told - {None} == went and len(went) in (6, 7)
    assert reminded_of(road.fresh(), today=day).next_on is None


@pytest.mark.django_db
def test_nothing_is_to_come_of_a_return_that_was_sent():
    road = sent("narrative")
    assert reminded_of(road.fresh(), today=date(2026, 7, 1)).next_on is None
    assert send_reminders(today=days_after(-14)) == 0


# --- Who, and in which words ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "subject"),
    [(-14, "A return is due soon"), (0, "A return is due today"), (7, "A return is overdue")],
)
def test_reminder_goes_to_those_who_write_for_the_supplier_and_see_the_contract(road, day, subject):
    supplier = road.contract.supplier
    admin = MemberFactory(organisation=supplier, role="admin").user
    MemberFactory(organisation=supplier, role="viewer")
    MemberFactory(organisation=supplier, role="editor", is_restricted=True)
    writers = {
        member.user.email for member in supplier.members.filter(role__in=["admin", "editor"], is_restricted=False)
    }
    post()
    assert send_reminders(today=days_after(day)) == 1
    assert {email for email, _subject in post()} == writers >= {admin.email, road.editor.email}
    assert Reminder.objects.get().sent_on == days_after(day)


@pytest.mark.django_db
def test_words_say_how_near_the_due_date_is(road):
    for day, words in ((-14, "due soon"), (0, "due today"), (1, "overdue")):
        OutboundEmail.objects.all().delete()
        send_reminders(today=next(when for when in map(days_after, range(day, day + 4)) if is_working_day(when, "ENG")))
        assert {words in email.subject and words in email.body for email in OutboundEmail.objects.all()} == {True}


def test_language_of_a_reminder_is_the_persons(road):
    User.objects.filter(pk=road.editor.pk).update(preferred_language="cy")
    post()
    send_reminders(today=DUE)
    email = OutboundEmail.objects.filter(to=road.editor.email).get()
    # In Welsh as soon as every text of it is translated, and never half.
    assert re.search(r'<html[^>]* lang="(cy|en-gb)"', email.html)


@pytest.mark.parametrize(("step", "gets"), [(7, set()), (14, {"manager"}), (28, {"manager", "lead"})])
def test_officers_get_a_copy_of_the_late_steps(road, step, gets):
    people = {road.officer.email: "manager", road.second.email: "lead"}
    post()
    send_reminders(today=days_after(step))
    copies = {people[email] for email, subject in post() if subject == "A supplier was reminded of a return"}
    assert copies == gets


@pytest.mark.parametrize("why", ["nobody", "left the council"])
def test_lead_gets_the_copy_of_a_contract_that_nobody_manages(road, why):
    if why == "nobody":
        Contract.objects.filter(pk=road.contract.pk).update(manager=None)
    else:
        road.officer.officer_roles.all().delete()
    post()
    send_reminders(today=days_after(14))
    copies = [email for email, subject in post() if subject == "A supplier was reminded of a return"]
    assert copies == [road.second.email]


def test_partner_is_reminded_while_a_line_of_its_own_is_not_answered(road):
    partner = OrganisationFactory()
    person = MemberFactory(organisation=partner).user
    ContractParty.objects.create(contract=road.contract, organisation=partner, role="subcontractor")
    Commitment.objects.filter(pk=road.commitments[0].pk).update(deliverer=partner)
    post()
    send_reminders(today=days_after(0))
    assert person.email in {email for email, _subject in post()}
    answer(road, 1)
    send_reminders(today=days_after(3))
    assert Reminder.objects.count() == 2 and person.email not in {email for email, _subject in post()}


def test_signatories_are_reminded_of_what_waits_for_them(road):
    supplier = road.contract.supplier
    signatory = MemberFactory(organisation=supplier, role="editor", is_signatory=True).user
    supplier.needs_sign_off = True
    supplier.save()
    answer_all(road)
    ask_sign_off(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor)
    post()
    send_reminders(today=days_after(7))
    assert post() == [(signatory.email, "A return that waits for your sign-off is overdue")]


# --- What is written down ---------------------------------------------------------------------------------------------
def test_reminder_stands_in_the_history_as_the_portals_own_act(road):
    send_reminders(today=DUE)
    event = AuditEvent.objects.get(event="return.reminded")
    assert (event.actor, event.trail) == (None, road.contract.audit_trail)
    said = "The portal reminded the supplier of the return for 1 April 2026 to 30 June 2026, due 31 July 2026"
    assert sentence_for(event) == said


def test_reminder_that_fails_keeps_nobody_elses_from_going(road, monkeypatch, caplog):
    other = open_road("narrative")
    tell = reminding.tell

    def failing(event, *, by, on, data):
        if on.supplier_return_id == road.supplier_return.pk:
            raise ValueError("something personal")
        tell(event, by=by, on=on, data=data)

    monkeypatch.setattr(reminding, "tell", failing)
    assert send_reminders(today=DUE) == 1
    assert Reminder.objects.get().supplier_return == other.supplier_return
    assert "ValueError" in caplog.text and "personal" not in caplog.text
    monkeypatch.setattr(reminding, "tell", tell)
    assert send_reminders(today=DUE) == 1


def test_many_returns_are_gone_through_in_batches(road, monkeypatch):
    others = [open_road("narrative") for _each in range(4)]
    monkeypatch.setattr(reminding, "BATCH", 2)
    monkeypatch.setattr(reminding, "BATCHES", 2)
    assert [send_reminders(today=DUE) for _call in range(3)] == [4, 1, 0]
    assert Reminder.objects.filter(supplier_return__in=[other.supplier_return for other in others]).count() == 4


# --- What a council can change ----------------------------------------------------------------------------------------
def changed(**changes) -> Schedule:
    return Schedule(**{**vars(USUAL), **changes})


def with_days(*days: int, off: tuple[int, ...] = ()) -> tuple[Step, ...]:
    return tuple(Step(number, away, number not in off) for number, away in enumerate(days, start=1))


def test_council_has_the_usual_reminders_and_no_row(road):
    assert [step.days for step in USUAL.steps_on] == [-14, -3, 0, 1, 7, 14, 28]
    assert set_reminders(council=road.contract.council, schedule=USUAL, by=road.second) is False
    assert not ReminderRule.objects.exists() and not AuditEvent.objects.filter(event="reminders.set").exists()


def test_changed_days_count_from_the_next_run_and_what_was_sent_stays_sent(road):
    council = road.contract.council
    assert send_reminders(today=days_after(-14)) == 1
    steps = with_days(-10, -5, 0, 2, 7, 14, 28, off=(3,))
    assert set_reminders(council=council, schedule=changed(steps=steps), by=road.second)
    sent_on = [day for day in map(days_after, range(-13, 8)) if send_reminders(today=day)]
    assert sent_on == [date(2026, 7, 27), date(2026, 8, 3), date(2026, 8, 7)]  # not again 10 days before
    event = AuditEvent.objects.get(event="reminders.set")
    assert "days after the due date: -10, -5, 2, 7, 14, 28; officers: once a week" in sentence_for(event)


def test_usual_reminders_again_leave_no_row(road):
    council = road.contract.council
    set_reminders(council=council, schedule=changed(manager_from=0, lead_from=1), by=road.second)
    post()
    send_reminders(today=days_after(-14))
    assert (road.second.email, "A supplier was reminded of a return") in post()
    assert set_reminders(council=council, schedule=USUAL, by=road.second)
    assert not ReminderRule.objects.exists() and AuditEvent.objects.filter(event="reminders.set").count() == 2


def test_council_that_switches_all_reminders_off_sends_none(road):
    schedule = changed(steps=with_days(-14, -3, 0, 1, 7, 14, 28, off=(1, 2, 3, 4, 5, 6, 7)))
    set_reminders(council=road.contract.council, schedule=schedule, by=road.second)
    assert not [day for day in range(-20, 40) if send_reminders(today=days_after(day))]
    assert reminded_of(road.fresh(), today=days_after(-20)).next_on is None


@pytest.mark.parametrize(
    "days",
    [(-3, -14, 0, 1, 7, 14, 28), (-14, -3, 1, 2, 7, 14, 28), (-61, -3, 0, 1, 7, 14, 28), (-14, -3, 0, 1, 7, 14, 91)],
)
def test_steps_out_of_order_or_bounds_are_refused(road, days):
    with pytest.raises(NotReady):
        set_reminders(council=road.contract.council, schedule=changed(steps=with_days(*days)), by=road.second)


def test_only_leads_of_the_council_set_its_reminders(road):
    others = [road.officer, road.editor, OfficerRoleFactory(role="social_value_lead").user]
    for person in others:
        with pytest.raises(PermissionDenied):
            set_reminders(council=road.contract.council, schedule=changed(lead_from=1), by=person)
    assert not ReminderRule.objects.exists() and SupplierReturn.objects.exists()

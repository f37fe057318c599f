"""Officers are told that returns wait: on the day and hour of their council, only when something does, once a day."""

from datetime import date

import pytest

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions.reminder_rules import set_reminders
from returns.models import OfficerDigest
from returns.reminding import USUAL, Schedule
from returns.tasks import tell_officers
from suppliers.models import Contract
from tests.factories import CouncilFactory, OfficerRoleFactory
from tests.returns.road import decide_all, finish, open_road, post, sent, taken

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = "2026-07-06T{}:12:00+01:00", "2026-07-07T{}:12:00+01:00"


def told(time_machine, moment: str) -> list[str]:
    """Who is written to at a moment."""
    time_machine.move_to(moment, tick=False)
    post()
    tell_officers()
    found = post()
    assert {subject for _email, subject in found} <= {"Returns wait for you"}
    return [email for email, _subject in found]


def choose(road, **changes):
    schedule = Schedule(**{**vars(USUAL), **changes})
    set_reminders(council=road.contract.council, schedule=schedule, by=road.second)


def test_usual_day_is_monday_from_eight_on_and_once(time_machine):
    road = sent("narrative")
    assert told(time_machine, MONDAY.format("07")) == []
    assert told(time_machine, MONDAY.format("08")) == [road.officer.email]
    assert told(time_machine, MONDAY.format("09")) == []
    assert told(time_machine, TUESDAY.format("09")) == []
    assert told(time_machine, "2026-07-13T10:12:00+01:00") == [road.officer.email]
    assert OfficerDigest.objects.get().sent_on == date(2026, 7, 13)
    assert AuditEvent.objects.filter(event="digest.sent", actor=None).count() == 2
    event = AuditEvent.objects.latest("pk")
    assert sentence_for(event) == "The portal told an officer that returns wait"


def test_monday_that_is_a_bank_holiday_moves_to_the_next_working_day_of_the_nation(time_machine):
    here = sent("narrative", council=CouncilFactory(nation="NIR"))
    there = sent("narrative", council=CouncilFactory(nation="ENG"))
    # 12 July 2026 is a Sunday, so that Northern Ireland has Monday the 13th off.
    assert told(time_machine, "2026-07-13T10:12:00+01:00") == [there.officer.email]
    assert told(time_machine, "2026-07-14T10:12:00+01:00") == [here.officer.email]


def test_daily_is_every_working_day_at_the_chosen_hour(time_machine):
    road = sent("narrative")
    choose(road, digest="daily", digest_hour=11)
    assert told(time_machine, MONDAY.format("10")) == []
    assert told(time_machine, MONDAY.format("11")) == [road.officer.email]
    assert told(time_machine, TUESDAY.format("12")) == [road.officer.email]
    assert told(time_machine, "2026-07-11T12:12:00+01:00") == []


def test_off_is_never(time_machine):
    choose(sent("narrative"), digest="off")
    assert told(time_machine, MONDAY.format("12")) == []


def test_only_what_waits_counts(time_machine):
    draft = open_road("narrative")
    assert told(time_machine, MONDAY.format("12")) == []  # not due yet
    overdue = "2026-08-03T12:12:00+01:00"
    assert told(time_machine, overdue) == [draft.officer.email]
    done = taken("narrative")
    assert told(time_machine, "2026-08-10T12:12:00+01:00") == sorted([draft.officer.email, done.officer.email])
    decide_all(done)
    finish(done)
    assert told(time_machine, "2026-08-17T12:12:00+01:00") == [draft.officer.email]


def test_lead_is_told_of_contracts_that_nobody_manages(time_machine):
    road = sent("narrative")
    OfficerRoleFactory(council=road.contract.council, role="auditor")
    Contract.objects.update(manager=None)
    assert told(time_machine, MONDAY.format("12")) == [road.second.email]


def test_email_says_nothing_but_that_something_waits(time_machine):
    sent("narrative")
    time_machine.move_to(MONDAY.format("12"), tick=False)
    post()
    tell_officers()
    email = OutboundEmail.objects.get()
    assert "/council/" in email.body and not [word for word in email.body.split() if word.isdigit()]

"""Two workers at once remind once, and a return that is sent at this very moment is not reminded of afterwards."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from returns.actions.digest import send_digests
from returns.actions.reminding import send_reminders
from returns.actions.submitting import submit_return
from returns.models import Reminder
from tests.returns.road import DECLARED, answer_all, open_road, post, sent
from tests.returns.together import failures, together

pytestmark = pytest.mark.django_db(transaction=True)
DUE = date(2026, 7, 31)


def test_eight_workers_at_once_send_each_reminder_once():
    roads = [open_road("narrative") for _each in range(3)]
    post()
    results = together([lambda: send_reminders(today=DUE)] * 8)
    assert failures(results) == [] and sum(results) == 3
    assert Reminder.objects.count() == 3 == AuditEvent.objects.filter(event="return.reminded").count()
    assert sorted(email for email, _subject in post()) == sorted(road.editor.email for road in roads)


def test_return_sent_at_the_same_moment_is_reminded_of_before_that_or_not_at_all():
    road = open_road("narrative")
    answer_all(road)
    submitted = road.fresh()
    together(
        [
            lambda: send_reminders(today=DUE),
            lambda: submit_return(supplier_return=submitted, declarations=DECLARED, by=road.editor),
        ]
    )
    order = list(
        AuditEvent.objects.filter(event__in=["return.submitted", "return.reminded"])
        .order_by("pk")
        .values_list("event", flat=True)
    )
    assert road.fresh().status == "submitted" and order[-1] == "return.submitted"
    assert send_reminders(today=DUE) == 0


def test_eight_workers_at_once_tell_each_officer_once(time_machine):
    time_machine.move_to("2026-07-06T12:00:00Z", tick=False)
    now = timezone.now()
    road = sent("narrative")
    OutboundEmail.objects.all().delete()
    results = together([lambda: send_digests(now=now)] * 8)
    assert failures(results) == [] and sum(results) == 1
    assert post() == [(road.officer.email, "Returns wait for you")]

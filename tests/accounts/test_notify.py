"""GOV.UK Notify in place of a relay, against a service on this machine that speaks as it does."""

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import OutboundEmail
from accounts.notify import BATCH
from accounts.outbox import MAX_ATTEMPTS, queue_email, send_waiting
from accounts.tasks import ask_for_receipts
from portal.schedule import SCHEDULE
from tests.accounts.notify_service import API_KEY, TEMPLATE, a_notify
from tests.guards.source import PROJECT

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.fixture
def notify(settings):
    with a_notify(settings) as running:
        yield running


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


def queue(to: str = "one@example.com") -> OutboundEmail:
    return queue_email(to=to, subject="Return sent", body="Read it: https://x.example/", html="<p>Read it</p>")


def state(email: OutboundEmail) -> tuple:
    email.refresh_from_db()
    return email.status, email.bounce, email.bounce_code, email.problem


# --- Sending ----------------------------------------------------------------------------------------------------------
def test_notify_gets_subject_and_text_through_the_one_template(notify):
    email = queue()
    assert send_waiting() == 1
    assert notify.taken == [
        {
            "email_address": "one@example.com",
            "template_id": TEMPLATE,
            "personalisation": {"subject": "Return sent", "body": "Read it: https://x.example/"},
            "reference": str(email.reference),
        }
    ]
    assert state(email) == ("sent", "", "", "")
    assert (email.body, email.html) == ("", "")


MISCONFIGURED = "check NOTIFY_API_KEY, NOTIFY_TEMPLATE_ID and that the service is live"


@pytest.mark.parametrize(
    ("refuses", "problem"),
    [
        ("key", f"GOV.UK Notify 403: {MISCONFIGURED}"),
        ("template", f"GOV.UK Notify 400: {MISCONFIGURED}"),
        ("team_only", f"GOV.UK Notify 400: {MISCONFIGURED}"),
        ("busy", "GOV.UK Notify 429: too many e-mails for now"),
        ("broken", "GOV.UK Notify 500: does not answer as it should"),
        ("away", "GOV.UK Notify 503: does not answer as it should"),
    ],
)
def test_whatever_notify_refuses_is_tried_again_and_said_in_our_words(notify, clock, caplog, refuses, problem):
    notify.refuses = refuses
    email = queue()
    assert send_waiting() == 0
    assert state(email) == ("waiting", "", "", problem)
    assert [record.name for record in caplog.records if record.levelno >= logging.WARNING] == ["accounts.outbox"]
    assert "one@example.com" not in caplog.text
    notify.refuses = ""
    clock.shift(timedelta(minutes=6))
    assert send_waiting() == 1
    assert state(email) == ("sent", "", "", "")


def test_email_that_notify_never_takes_is_given_up_and_shown_with_the_reason(notify, clock):
    notify.refuses = "key"
    email = queue()
    for _attempt in range(MAX_ATTEMPTS):
        send_waiting()
        clock.shift(timedelta(days=2))
    assert state(email) == ("failed", "", "", f"GOV.UK Notify 403: {MISCONFIGURED}")


def test_address_that_notify_finds_wrong_bounces_at_once(notify, clock):
    notify.refuses = "address"
    email = queue()
    send_waiting()
    assert state(email) == ("bounced", "permanent", "5.1.3", "")


def test_notify_that_is_not_there_costs_delay_and_nothing_else(notify, clock, settings):
    settings.NOTIFY_BASE_URL = "http://127.0.0.1:9"
    email = queue()
    assert send_waiting() == 0
    assert state(email) == ("waiting", "", "", "GOV.UK Notify 503: does not answer as it should")


def test_answer_that_cannot_be_read_is_no_end(notify, clock):
    notify.answer = b"<html>Bad gateway one@example.com</html>"
    email = queue()
    assert send_waiting() == 0
    assert state(email)[0] == "waiting" and "one@" not in email.problem


# --- Receipts ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("states", "fate"),
    [
        (["delivered"], ("sent", "", "", "")),
        (["permanent-failure"], ("bounced", "permanent", "permanent-failure", "")),
        (["temporary-failure"], ("bounced", "temporary", "temporary-failure", "")),
        (["technical-failure"], ("failed", "", "", "GOV.UK Notify could not send it (technical failure)")),
        # It went out twice, because a worker was killed in between.
        (["temporary-failure", "delivered"], ("sent", "", "", "")),
    ],
)
def test_what_became_of_an_email_is_asked_once_it_can_be_known(notify, clock, states, fate):
    email = queue()
    send_waiting()
    assert ask_for_receipts() == 0 and notify.asked == [], "too early"
    notify.states[str(email.reference)] = states
    clock.shift(timedelta(minutes=2))
    assert ask_for_receipts() == 1
    assert state(email) == fate
    clock.shift(timedelta(hours=1))
    assert ask_for_receipts() == 0
    assert notify.asked == [str(email.reference)], "its end is known"


@pytest.mark.parametrize("states", [["created"], ["sending"], ["pending"], ["something-new"], []])
def test_email_without_an_end_is_asked_about_less_and_less_for_72_hours(notify, clock, states):
    email = queue()
    send_waiting()
    notify.states[str(email.reference)] = states
    email.refresh_from_db()
    moments = []
    while email.ask_after:
        clock.move_to(email.ask_after)
        moments.append(email.ask_after - NOON)
        ask_for_receipts()
        email.refresh_from_db()
    assert 15 < len(moments) < 30
    assert (moments[0], moments[-1]) == (timedelta(minutes=1), timedelta(hours=72))
    assert len(notify.asked) == len(moments)
    assert state(email)[0] == "sent"


def test_receipts_are_asked_for_in_bounded_number_and_nobody_waits_for_ever(notify, clock):
    emails = [queue(f"person{number}@example.com") for number in range(BATCH + 5)]
    send_waiting()
    clock.shift(timedelta(minutes=2))
    ask_for_receipts()
    assert len(notify.asked) == BATCH
    ask_for_receipts()
    assert set(notify.asked) == {str(email.reference) for email in emails}


def test_notify_that_gives_no_answer_is_asked_once_and_not_for_each_email(notify, clock, caplog):
    emails = [queue() for _each in range(3)]
    send_waiting()
    clock.shift(timedelta(minutes=2))
    notify.refuses = "busy"
    assert ask_for_receipts() == 0
    warnings = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert warnings == ["GOV.UK Notify gives no receipts: 429"]
    notify.refuses = ""
    notify.states = {str(email.reference): ["delivered"] for email in emails}
    assert ask_for_receipts() == 3


@pytest.mark.parametrize("answer", [b"[]", b'{"notifications": null}', b'{"notifications": ["x"]}', b'"x"', b"{"])
def test_odd_answer_changes_nothing(notify, clock, answer):
    email = queue()
    send_waiting()
    notify.answer = answer
    clock.shift(timedelta(minutes=2))
    assert ask_for_receipts() == 0
    assert state(email) == ("sent", "", "", "")


def test_without_notify_nothing_is_asked_and_no_receipt_is_waited_for(settings, django_assert_num_queries):
    email = queue()
    send_waiting()
    email.refresh_from_db()
    assert email.ask_after is None
    with django_assert_num_queries(0):
        assert ask_for_receipts() == 0
    assert "accounts.tasks.ask_for_receipts" in {job["task"] for job in SCHEDULE.values()}


# --- Settings ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("environment", "backend"),
    [
        ({}, "django.core.mail.backends.filebased.EmailBackend"),
        ({"EMAIL_URL": "smtp+tls://portal:password@relay.example:587"}, "django.core.mail.backends.smtp.EmailBackend"),
        ({"NOTIFY_API_KEY": API_KEY, "NOTIFY_TEMPLATE_ID": TEMPLATE}, "accounts.notify.NotifyBackend"),
    ],
)
def test_files_are_the_embedded_default_a_relay_by_its_address_and_notify_by_its_key(tmp_path, environment, backend):
    ask = "from portal import settings; print(settings.DELIVERY_EMAIL_BACKEND, settings.LOGGING['loggers'])"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=PROJECT, capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "EMBEDDED": "1", **environment},
    )  # fmt: skip
    assert done.stdout.split()[0] == backend
    assert "'notifications_python_client': {'level': 'ERROR'}" in done.stdout, "what Notify wrote stays out of the log"

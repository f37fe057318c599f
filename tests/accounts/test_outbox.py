from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail import send_mail
from django.core.mail.backends.base import BaseEmailBackend

from accounts.models import OutboundEmail
from accounts.outbox import MAX_ATTEMPTS, queue_email, send_waiting

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class BrokenRelay(BaseEmailBackend):
    """A relay that is down."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("secret.example.com refused")


@pytest.fixture
def _relay_is_down(settings):
    settings.DELIVERY_EMAIL_BACKEND = "tests.accounts.test_outbox.BrokenRelay"


def test_mail_from_anywhere_waits_as_rows_until_the_worker_sends_it(settings):
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
    send_mail("Hello", "A link", None, ["one@example.com", "two@example.com"])
    assert OutboundEmail.objects.filter(status="waiting").count() == 2
    assert mail.outbox == []
    assert send_waiting() == 2
    assert sorted(message.to[0] for message in mail.outbox) == ["one@example.com", "two@example.com"]


def test_body_is_emptied_once_the_relay_has_it():
    email = queue_email(to="one@example.com", subject="Hello", body="Your code is 1234", html="<p>1234</p>")
    send_waiting()
    email.refresh_from_db()
    assert (email.status, email.body, email.html) == ("sent", "", "")
    assert email.sent is not None


def test_nothing_is_sent_twice():
    queue_email(to="one@example.com", subject="Hello", body="A link")
    assert [send_waiting(), send_waiting()] == [1, 0]


@pytest.mark.usefixtures("_relay_is_down")
def test_relay_that_is_down_costs_delay_and_nothing_else(settings):
    with time_machine.travel(NOON, tick=False) as clock:
        email = queue_email(to="one@example.com", subject="Hello", body="A link")
        assert send_waiting() == 0
        email.refresh_from_db()
        assert (email.status, email.attempts, email.body) == ("waiting", 1, "A link")
        assert email.problem == "ConnectionRefusedError"
        settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert send_waiting() == 0, "it must wait before the next attempt"
        clock.shift(timedelta(minutes=6))
        assert send_waiting() == 1


@pytest.mark.usefixtures("_relay_is_down")
def test_email_that_cannot_be_sent_is_given_up_and_shown():
    with time_machine.travel(NOON, tick=False) as clock:
        email = queue_email(to="one@example.com", subject="Hello", body="A link")
        for _attempt in range(MAX_ATTEMPTS):
            send_waiting()
            clock.shift(timedelta(days=2))
        email.refresh_from_db()
        assert (email.status, email.attempts) == ("failed", MAX_ATTEMPTS)
        assert send_waiting() == 0


def test_row_somebody_else_claimed_is_left_alone(monkeypatch):
    email = queue_email(to="one@example.com", subject="Hello", body="A link")
    rows = list(OutboundEmail.objects.all())
    OutboundEmail.objects.filter(pk=email.pk).update(attempts=1)
    monkeypatch.setattr("accounts.outbox._waiting", lambda now: rows)
    assert send_waiting() == 0
    assert mail.outbox == []

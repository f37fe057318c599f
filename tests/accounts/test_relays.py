"""What a real mail server takes, refuses and drops, and what becomes of the rows."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.mail.backends.smtp import EmailBackend
from django.db import IntegrityError, transaction

from accounts.models import OutboundEmail
from accounts.outbox import queue_email, send_waiting
from accounts.queries import bounced_addresses
from tests.accounts.relay import a_relay
from tests.returns.together import together

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
WAIT = timedelta(minutes=6)


@pytest.fixture
def relay(settings):
    settings.DEFAULT_FROM_EMAIL = "Report social value <no-reply@council.example>"
    with a_relay(settings) as running:
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


# --- Taken ------------------------------------------------------------------------------------------------------------
def test_relay_gets_text_and_html_and_a_name_that_finds_the_row(relay):
    email = queue()
    assert send_waiting() == 1
    (message,) = relay.taken
    assert message["Message-ID"] == f"<{email.reference}@council.example>"
    assert (message["To"], message["Subject"]) == ("one@example.com", "Return sent")
    assert message["Auto-Submitted"] == "auto-generated", "so that holiday replies stay away"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_body(("html",)).get_content().strip() == "<p>Read it</p>"
    assert state(email) == ("sent", "", "", "")


def test_welsh_letters_arrive_as_they_were_written(relay):
    queue_email(to="one@example.com", subject="Ffurflen wedi’i hanfon, tŷ", body="Mae’r ffurflen wedi’i hanfon: ŵ")
    send_waiting()
    (message,) = relay.taken
    assert message["Subject"] == "Ffurflen wedi’i hanfon, tŷ"
    assert message.get_body(("plain",)).get_content().strip() == "Mae’r ffurflen wedi’i hanfon: ŵ"


# --- Refused for the address ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("550 5.1.1 <one@example.com>: no such user here", "5.1.1"),
        ("550 No such user: one@example.com", "550"),
        ("553 5.1.3 bad address", "5.1.3"),
        ("552 5.2.2 mailbox of one@example.com is full", "5.2.2"),
    ],
)
def test_address_that_is_refused_for_good_bounces_at_once_and_is_not_tried_again(relay, clock, caplog, reply, code):
    relay.reply = reply
    email = queue()
    assert send_waiting() == 0
    assert state(email) == ("bounced", "permanent", code, "")
    assert (email.body, email.html, email.bounced, email.sent) == ("", "", NOON, None)
    clock.shift(timedelta(days=3))
    assert (send_waiting(), relay.asked) == (0, 1)
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("accounts")]
    assert logged == [f"E-mail {email.pk} was refused for its address: {code}"], "and nothing the relay said"


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ("451 4.2.0 try later, one@example.com", "SMTPRecipientsRefused 4.2.0"),
        ("421 too busy", "SMTPRecipientsRefused 421"),
        ("450 4.2.2 one@example.com is over quota", "SMTPRecipientsRefused 4.2.2"),
        # These speak of us and not of the address: our settings can be mended, and nothing is lost meanwhile.
        ("554 5.7.1 <one@example.com>: Relay access denied", "SMTPRecipientsRefused 5.7.1"),
        ("530 5.7.0 Must issue a STARTTLS command first", "SMTPRecipientsRefused 5.7.0"),
        ("530 Authentication required", "SMTPRecipientsRefused 530"),
    ],
)
def test_refusal_that_may_pass_is_tried_again(relay, clock, reply, problem):
    relay.reply = reply
    email = queue()
    assert send_waiting() == 0
    assert state(email) == ("waiting", "", "", problem)
    relay.reply = "250 OK"
    assert send_waiting() == 0, "it must wait before the next attempt"
    clock.shift(WAIT)
    assert send_waiting() == 1
    assert state(email) == ("sent", "", "", "")


def test_relay_that_hangs_up_costs_delay_and_nothing_else(relay, clock):
    relay.reply = None
    email = queue()
    assert send_waiting() == 0
    assert state(email) == ("waiting", "", "", "SMTPServerDisconnected")
    relay.reply = "250 OK"
    clock.shift(WAIT)
    assert send_waiting() == 1
    assert len(relay.taken) == 1


def test_relay_that_hangs_up_after_it_took_the_email_gets_it_again_under_the_same_name(relay, clock):
    """Which of the two it was nobody can know. The name lets whoever receives both show one."""
    relay.answer = None
    queue()
    assert send_waiting() == 0
    relay.answer = "250 OK"
    clock.shift(WAIT)
    assert send_waiting() == 1
    first, second = relay.taken
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize("answer", ["554 5.6.0 looks like spam", "451 4.3.0 try later"])
def test_refusal_of_what_is_written_is_no_fault_of_the_address(relay, clock, answer):
    relay.answer = answer
    email = queue()
    assert send_waiting() == 0
    assert state(email) == ("waiting", "", "", f"SMTPDataError {answer.split()[1]}")


def test_one_address_that_is_refused_holds_nobody_else_up(relay):
    relay.reply = "550 5.1.1 unknown"
    refused = queue("gone@example.com")
    send_waiting()
    relay.reply = "250 OK"
    assert queue() and send_waiting() == 1
    assert bounced_addresses(["gone@example.com", "one@example.com"]) == {refused.to}


# --- Workers ----------------------------------------------------------------------------------------------------------
class KilledAfterHandingOver(EmailBackend):
    """The worker's process ends when the relay has the e-mail and the row does not know it yet."""

    def send_messages(self, email_messages):
        super().send_messages(email_messages)
        raise SystemExit


def test_worker_that_is_killed_after_handing_over_leaves_one_duplicate_at_most(relay, settings, clock):
    """Under the same name, so that whoever receives both can tell (decision record 0020)."""
    sound = settings.DELIVERY_EMAIL_BACKEND
    email = queue()
    settings.DELIVERY_EMAIL_BACKEND = "tests.accounts.test_relays.KilledAfterHandingOver"
    with pytest.raises(SystemExit):
        send_waiting()
    assert state(email) == ("waiting", "", "", "")
    settings.DELIVERY_EMAIL_BACKEND = sound
    assert send_waiting() == 0, "it may still be on its way"
    for _run in range(3):
        clock.shift(WAIT)
        send_waiting()
    assert [message["Message-ID"] for message in relay.taken] == [f"<{email.reference}@council.example>"] * 2
    assert state(email) == ("sent", "", "", "")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_nothing_twice(relay):
    emails = [queue(f"person{number}@example.com") for number in range(12)]
    assert sum(together([send_waiting] * 3)) == len(emails)
    assert sorted(message["To"] for message in relay.taken) == sorted(email.to for email in emails)


# --- Which addresses do not work --------------------------------------------------------------------------------------
def told(*fates: str, to: str = "one@example.com") -> None:
    """E-mails to one address, oldest first, and what became of each."""
    for fate in fates:
        row = {
            "sent": {"sent": NOON},
            "bounced": {"bounced": NOON, "bounce": "permanent", "bounce_code": "5.1.1"},
        }.get(fate, {})
        OutboundEmail.objects.create(to=to, subject="Hello", status=fate, try_after=NOON, **row)


@pytest.mark.parametrize(
    ("fates", "does_not_work"),
    [
        ("bounced", True),
        ("sent", False),
        ("waiting", False),
        ("sent bounced", True),
        ("bounced sent", False),
        ("bounced sent bounced", True),
        ("bounced waiting", True),
        ("bounced failed", True),
    ],
)
def test_address_does_not_work_when_the_last_that_is_known_bounced(fates, does_not_work):
    told(*fates.split())
    told("bounced", to="other@example.com")
    assert bounced_addresses(["One@Example.com", "new@example.com"]) == (
        {"One@Example.com"} if does_not_work else set()
    )


def test_addresses_are_looked_up_at_once_and_in_bounded_number(django_assert_num_queries):
    addresses = [f"person{number}@example.com" for number in range(200)]
    told("bounced", to=addresses[7])
    with django_assert_num_queries(1):
        assert bounced_addresses(addresses) == {addresses[7]}
    with django_assert_num_queries(0):
        assert bounced_addresses([]) == set()
    with pytest.raises(ValueError, match="200 addresses at most"):
        bounced_addresses([*addresses, "one@example.com"])


# --- What must never be -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "impossible",
    [
        {"status": "bounced"},
        {"status": "bounced", "bounced": NOON, "bounce": "odd"},
        {"status": "sent", "sent": NOON, "bounced": NOON},
        {"status": "sent", "sent": NOON, "bounce": "permanent"},
        {"status": "waiting", "bounce_code": "5.1.1"},
        {"status": "waiting", "sent": NOON},
        {"status": "waiting", "ask_after": NOON},
        {"status": "lost"},
    ],
)
def test_database_keeps_no_half_of_a_fate(impossible):
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboundEmail.objects.create(to="one@example.com", subject="Hello", try_after=NOON, **impossible)

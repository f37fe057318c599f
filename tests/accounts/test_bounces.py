"""E-mails that come back: what relays send is noted, and what anybody else sends changes nothing."""

import io
import sys
import time
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.bounces import MAX_BYTES, NotABounce, read_bounce
from accounts.models import OutboundEmail
from accounts.outbox import queue_email, send_waiting
from tests.accounts.notifications import notification, part, report, returned

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.fixture
def email():
    """One that the relay took."""
    row = queue_email(to="one@example.com", subject="Return sent", body="Read it: https://x.example/")
    send_waiting()
    return row


def name_of(email: OutboundEmail) -> str:
    return f"<{email.reference}@council.example>"


def state(email: OutboundEmail) -> tuple[str, str, str]:
    email.refresh_from_db()
    return email.status, email.bounce, email.bounce_code


def pipe(monkeypatch, raw: bytes) -> str:
    """Run the command as a relay does, and give what it says."""
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("record_bounce", stdout=said, stderr=said)
    return said.getvalue()


# --- What relays send -------------------------------------------------------------------------------------------------
def test_email_that_comes_back_is_marked(monkeypatch, email):
    with time_machine.travel(NOON, tick=False):
        said = pipe(monkeypatch, notification(name_of(email)))
    assert state(email) == ("bounced", "permanent", "5.1.1")
    assert (email.bounced, email.sent is not None) == (NOON, True)
    assert said == f"standard input: {email.reference} did not arrive (permanent, 5.1.1).\n"


def test_notification_that_comes_twice_changes_nothing_more(monkeypatch, email):
    with time_machine.travel(NOON, tick=False) as clock:
        pipe(monkeypatch, notification(name_of(email)))
        clock.shift(3600)
        said = pipe(
            monkeypatch, notification(name_of(email), machine=part("message/delivery-status", report(status="4.4.7")))
        )
    assert "was known already" in said
    assert state(email) == ("bounced", "permanent", "5.1.1")
    assert email.bounced == NOON


@pytest.mark.parametrize(
    ("fields", "kind", "code"),
    [
        ({"status": "5.1.1"}, "permanent", "5.1.1"),
        ({"status": "5.0.0", "action": "Failed"}, "permanent", "5.0.0"),
        ({"status": "4.4.7"}, "temporary", "4.4.7"),
        ({"status": "5.2.2 (mailbox of one@example.com is full)"}, "permanent", "5.2.2"),
        # Somebody reads their e-mail elsewhere: it is our e-mail all the same.
        ({"recipient": "rfc822; elsewhere@example.net"}, "permanent", "5.1.1"),
    ],
)
def test_kind_and_code_are_kept_and_no_words(email, fields, kind, code):
    raw = notification(name_of(email), machine=part("message/delivery-status", report(**fields)))
    reference, bounce = read_bounce(raw)
    assert (reference, bounce.kind, bounce.code) == (email.reference, kind, code)


def folded(name: str) -> str:
    """Headers in which the name stands on a line of its own."""
    return returned(name).replace("Message-ID: ", "Message-ID:\r\n ")


def of_two_bodies(name: str) -> str:
    """A whole e-mail that has parts itself."""
    return returned(name, "Content-Type: multipart/alternative; boundary=C\r\n") + "\r\n--C\r\n\r\nText\r\n--C--\r\n"


@pytest.mark.parametrize(
    "back",
    [
        lambda name: part("text/rfc822-headers", returned(name)),
        lambda name: part("text/rfc822-headers; charset=us-ascii", returned(name.upper())),
        lambda name: part("message/rfc822", folded(name)),
        lambda name: part("message/rfc822", of_two_bodies(name)),
    ],
    ids=["headers", "in capitals", "folded", "of two bodies"],
)
def test_email_is_found_in_whatever_way_it_is_sent_back(email, back):
    assert read_bounce(notification(name_of(email), back=back(name_of(email))))[0] == email.reference


def test_worker_that_did_not_note_that_it_sent_finds_the_bounce_and_sends_no_more(monkeypatch):
    email = queue_email(to="one@example.com", subject="Return sent", body="Read it")
    pipe(monkeypatch, notification(name_of(email)))
    assert state(email)[0] == "bounced" and email.body == ""
    assert send_waiting() == 0


def test_files_are_read_one_by_one_and_those_that_are_right_are_noted(tmp_path, email):
    other = queue_email(to="two@example.com", subject="Return sent", body="Read it")
    files = [tmp_path / name for name in ("1.eml", "2.eml", "3.eml")]
    for file, raw in zip(files, [notification(name_of(email)), b"Hello", notification(name_of(other))], strict=True):
        file.write_bytes(raw)
    said = io.StringIO()
    with pytest.raises(CommandError, match="changed nothing: 1") as failure:
        call_command("record_bounce", *map(str, files), stdout=said, stderr=said)
    assert failure.value.returncode == 65
    assert [state(row)[0] for row in (email, other)] == ["bounced", "bounced"]
    assert f"{files[1]}: nothing was changed. It is no delivery status notification" in said.getvalue()


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"gone\.eml: cannot be opened"):
        call_command("record_bounce", str(tmp_path / "gone.eml"))


def test_relay_is_asked_to_try_again_while_the_database_does_not_answer(monkeypatch, email):
    def does_not_answer(*args):
        raise OperationalError("connection refused")

    monkeypatch.setattr("accounts.management.commands.record_bounce.record_bounce", does_not_answer)
    with pytest.raises(CommandError) as failure:
        pipe(monkeypatch, notification(name_of(email)))
    assert failure.value.returncode == 75


# --- What changes nothing ---------------------------------------------------------------------------------------------
OURS = f"<{uuid4()}@council.example>"
REPORT, HEADERS, LETTER = "message/delivery-status", "text/rfc822-headers", "message/rfc822"
ANSWER = f"From: one@example.com\r\nSubject: Re: Return sent\r\nIn-Reply-To: {OURS}\r\n\r\nThanks".encode()
SAYING = "multipart/report; report-type="


def nested(depth: int) -> bytes:
    """Parts inside parts inside parts."""
    heads = (f"Content-Type: multipart/mixed; boundary=N{level}\r\n\r\n--N{level}\r\n" for level in range(depth))
    return "".join(heads).encode()


def about(**fields) -> bytes:
    """A notification that says this of the recipient."""
    return notification(OURS, machine=part(REPORT, report(**fields)))


def of_kind(kind: str) -> bytes:
    return notification(OURS, kind=kind)


def bringing(back: str) -> bytes:
    return notification(OURS, back=back)


HOSTILE = {
    "is larger than": {"huge": notification(OURS) + b"x" * MAX_BYTES},
    "too many parts": {
        "deep parts": nested(4000),
        "deep letters": b"Content-Type: message/rfc822\r\n\r\n" * 5000,
        "many lines": nested(10) + b"\n" * 30_000,
        "many lines of an old kind": nested(10) + b"\r" * 30_000,
        "an endless description": of_kind(SAYING + "delivery-status; a=" + '"a";' * 200_000),
        "an endless folded description": of_kind(SAYING + "delivery-status; a=" + '"a";\r\n ' * 9000),
    },
    "no delivery status notification": {
        "nothing": b"",
        "no e-mail": bytes(range(256)) * 100,
        "an answer": ANSWER,
        "deep, within the limit": nested(20),
        "another kind of report": of_kind(SAYING + "disposition-notification"),
        "no kind of report": of_kind("multipart/report"),
        "no report": of_kind("multipart/mixed; report-type=delivery-status"),
    },
    "no e-mail that failed": {
        "no part for machines": notification(OURS, machine=""),
        "an empty one": notification(OURS, machine=part(REPORT, "")),
        "a delay": about(action="delayed"),
        "an arrival": about(action="delivered", status="2.0.0"),
        "no status": about(status="odd"),
        "a status of success": about(status="2.1.5"),
        "an endless status": about(status="5." + "1" * 90_000),
    },
    "no e-mail with a Message-ID of this portal": {
        "nothing comes back": bringing(""),
        "no name": bringing(part(LETTER, "Subject: Hello\r\n\r\nHello")),
        "an endless name": bringing(part(HEADERS, returned("<" + "a" * 500_000))),
        "a name of others": notification("<abc@elsewhere.example>"),
        "almost a reference": notification(f"<{uuid4()}-{uuid4()}@council.example>"),
        "a charset that is none": bringing(part(f"{HEADERS}; charset=nonsense", "\xff")),
        "an encoding that is none": bringing(part(f"{HEADERS}\r\nContent-Transfer-Encoding: base64", "A===")),
    },
}
CASES = [pytest.param(raw, said, id=name) for said, cases in HOSTILE.items() for name, raw in cases.items()]


@pytest.mark.parametrize(("raw", "complaint"), CASES)
def test_what_is_no_bounce_of_ours_is_refused_in_words_and_changes_nothing(email, raw, complaint):
    before = state(email)
    began = time.monotonic()
    with pytest.raises(NotABounce, match=complaint) as refusal:
        read_bounce(raw)
    assert time.monotonic() - began < 5
    assert "example" not in str(refusal.value), "what was read is not repeated"
    assert state(email) == before


def test_reference_that_we_never_gave_changes_nothing(monkeypatch, email):
    with pytest.raises(CommandError) as failure:
        pipe(monkeypatch, notification(f"<{uuid4()}@council.example>"))
    assert failure.value.returncode == 65
    assert state(email)[0] == "sent"


def test_command_reads_no_more_than_it_may(monkeypatch):
    """Whatever a relay pipes, it is not all taken into memory."""

    class Endless(io.RawIOBase):
        taken = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            self.taken += len(buffer)
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    endless = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))
    with pytest.raises(CommandError):
        call_command("record_bounce", stderr=io.StringIO())
    assert endless.taken < MAX_BYTES + 100_000


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_to_a_notification_breaks_its_reader(data):
    """Cut, doubled or overwritten anywhere: read rightly or refused, never anything else."""
    raw = notification(OURS)
    place, length = data.draw(st.integers(0, len(raw))), data.draw(st.integers(0, 60))
    raw = raw[:place] + data.draw(st.binary(max_size=40)) + raw[place + length :]
    try:
        _reference, bounce = read_bounce(raw)
    except NotABounce:
        return
    assert bounce.kind in OutboundEmail.Bounce.values and len(bounce.code) <= 20

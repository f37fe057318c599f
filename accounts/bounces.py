"""E-mails that come back later: reading a delivery status notification (RFC 3464) and finding the row it is about.

Anybody can write to the address that bounces come back to, so nothing in a notification is believed but a reference
that we gave ourselves, and nothing is kept of it but the kind and a code.
"""

import email
import re
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.delivery import Bounce, note_bounce
from accounts.models import OutboundEmail

MAX_BYTES = 1024 * 1024
# A notification has three parts, of which the last may hold our two bodies. What has more, or a description of a part
# that goes on and on, is made to keep the reader busy: the library's time grows with the square of both.
MAX_PARTS, MAX_LINES, MAX_CONTENT_TYPE = 20, 20_000, 1000
PARTS = re.compile(rb"multipart/|message/", re.IGNORECASE)
LONG_CONTENT_TYPE = re.compile(
    rb"^content-type:(?:[^\n]|\n(?=[ \t])){%d}" % MAX_CONTENT_TYPE, re.IGNORECASE | re.MULTILINE
)
MESSAGE_ID = re.compile(r"\s*<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>\s]+>", re.IGNORECASE)
STATUS = re.compile(r"\s*([45]\.\d{1,3}\.\d{1,3})(?!\S)")
KINDS = {"5": OutboundEmail.Bounce.PERMANENT.value, "4": OutboundEmail.Bounce.TEMPORARY.value}


class NotABounce(ValueError):
    """This tells of no e-mail of ours that did not arrive. The words say why, and hold nothing of what was read."""


def read_bounce(raw: bytes) -> tuple[UUID, Bounce]:
    """The reference of the e-mail that a notification sends back, and how it failed.

    Raises NotABounce when it is too large or too intricate, no delivery status notification, tells of no failure, or
    brings back no Message-ID of ours.
    """
    if len(raw) > MAX_BYTES:
        raise NotABounce(f"It is larger than {MAX_BYTES} bytes.")
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if len(PARTS.findall(raw)) > MAX_PARTS or raw.count(b"\n") > MAX_LINES or LONG_CONTENT_TYPE.search(raw):
        raise NotABounce("It has too many parts or lines, or too long a description of one.")
    try:
        parts = _parts_of(email.message_from_bytes(raw))
        return _reference_in(parts), _failure_in(parts)
    except NotABounce:
        raise
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError):
        # The library raises these on messages that nobody meant to be read.
        raise NotABounce("It cannot be read as an e-mail.") from None


@transaction.atomic
def record_bounce(reference: UUID, bounce: Bounce) -> bool:
    """Mark an e-mail of ours as not arrived; False when that was known. Raises NotABounce when there is none."""
    emails = OutboundEmail.objects.filter(reference=reference)
    if note_bounce(emails, bounce):
        return True
    if not emails.exists():
        raise NotABounce("It is about an e-mail that this portal did not send.")
    return False


def _parts_of(message: Message) -> list[Any]:
    """The parts of a notification: words for people, what failed for machines, the e-mail that comes back."""
    is_report = message.get_content_type() == "multipart/report" and message.is_multipart()
    if not is_report or str(message.get_param("report-type", "")).lower() != "delivery-status":
        raise NotABounce("It is no delivery status notification (RFC 3464).")
    return list(message.get_payload())


def _failure_in(parts: list[Any]) -> Bounce:
    """How the one recipient of the e-mail failed: a class of 5 is for good, one of 4 was given up."""
    reports = [part for part in parts if part.get_content_type() == "message/delivery-status" and part.is_multipart()]
    for recipient in reports[0].get_payload() if reports else []:
        status = STATUS.match(str(recipient.get("Status", "")))
        if status and str(recipient.get("Action", "")).strip().lower() == "failed":
            return Bounce(KINDS[status[1][0]], status[1])
    raise NotABounce("It tells of no e-mail that failed: a delay, perhaps, or one that arrived.")


def _reference_in(parts: list[Any]) -> UUID:
    """The reference in the Message-ID of the e-mail that comes back, whole or only its headers."""
    for part in parts:
        returned = None
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            returned = part.get_payload()[0]
        elif part.get_content_type() == "text/rfc822-headers":
            returned = BytesHeaderParser().parsebytes(part.get_payload(decode=True))
        if returned is not None and (found := MESSAGE_ID.match(str(returned.get("Message-ID", "")))):
            return UUID(found[1])
    raise NotABounce("It brings back no e-mail with a Message-ID of this portal.")

"""What can become of an e-mail on its way: refused for its address, or held up by something that may pass."""

import re
import smtplib
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import OutboundEmail

ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})(?!\S)")
# The relay asks for encryption or a password: our settings are wrong, not the address.
OURS_TO_MEND = {530, 534, 535, 538}
# "Delivery not authorised" (RFC 3463, section 3.8): a relay says it of every address while it does not know us.
NOT_LET_IN = "5.7."


@dataclass(frozen=True)
class Bounce:
    """An e-mail that did not arrive: a value of `OutboundEmail.Bounce`, and a code such as 5.1.1 (RFC 3463) or 550.

    The words of whoever sent it back are not kept: they often repeat the address, and sometimes the e-mail.
    """

    kind: str
    code: str


class RecipientRefused(Exception):
    """A delivery service will never deliver to this address. `code` says why, as in `Bounce`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DeliveryProblem(Exception):
    """A delivery service did not take an e-mail. The words are ours, for support to read, and hold no data."""


def refusal_in(error: Exception) -> Bounce | None:
    """The bounce in a failure to hand an e-mail over: only where the address itself is refused for good."""
    if isinstance(error, RecipientRefused):
        return Bounce(OutboundEmail.Bounce.PERMANENT, error.code)
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return None
    reply, code = _reply_in(error)
    if not 500 <= reply < 600 or reply in OURS_TO_MEND or code.startswith(NOT_LET_IN):
        return None
    return Bounce(OutboundEmail.Bounce.PERMANENT, code)


def words_for(error: Exception) -> str:
    """What support reads of a failure: its kind and its code, never what the other side wrote."""
    if isinstance(error, DeliveryProblem):
        return str(error)
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"{name} {_reply_in(error)[1]}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{name} {_code(error.smtp_code, error.smtp_error)}"
    return name


def note_bounce(emails: QuerySet[OutboundEmail], bounce: Bounce) -> int:
    """Mark e-mails as not arrived and forget what they said; how many had not been marked before."""
    return emails.exclude(status=OutboundEmail.Status.BOUNCED).update(
        status=OutboundEmail.Status.BOUNCED,
        bounced=timezone.now(),
        bounce=bounce.kind,
        bounce_code=bounce.code,
        problem="",
        body="",
        html="",
        ask_after=None,
    )


def _reply_in(error: smtplib.SMTPRecipientsRefused) -> tuple[int, str]:
    """Reply and code for the one recipient that each of our e-mails has."""
    reply, words = next(iter(error.recipients.values()))
    return reply, _code(reply, words)


def _code(reply: int, words: bytes | str) -> str:
    """The enhanced code at the beginning of a reply, or the reply's own number."""
    found = ENHANCED.match(words.decode("ascii", "replace") if isinstance(words, bytes) else words)
    return found[1] if found else str(reply)

"""E-mail in two steps: a row in the same transaction as what it tells of, then the worker hands it to the relay."""

import logging
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from accounts.delivery import note_bounce, refusal_in, words_for
from accounts.letterhead import dress
from accounts.models import OutboundEmail

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 10
BATCH = 100
# A relay that tells later what became of an e-mail is asked for the first time after this.
FIRST_RECEIPT = timedelta(minutes=1)


def queue_email(*, to: str, subject: str, body: str, html: str = "") -> OutboundEmail:
    """Add an e-mail to the queue. Both bodies carry a link and no data (see docs/security.md).

    What tells of something that happened goes through `accounts.letters.send_letter`, which makes both bodies.
    """
    return OutboundEmail.objects.create(to=to, subject=subject, body=body, html=html, try_after=timezone.now())


def send_waiting() -> int:
    """Send up to 100 waiting e-mails and return how many went out.

    Each row is claimed by moving `try_after` on (5 minutes, doubled at every attempt), so that two workers never send
    the same one, and one that fails comes back later. After 10 attempts it is marked as failed. A worker that is
    killed between handing one over and noting it leaves the row waiting: it goes out once more, under the same
    Message-ID (decision record 0020).
    """
    now = timezone.now()
    sent = 0
    for email in _waiting(now):
        pause = timedelta(minutes=5 * 2 ** min(email.attempts, 8))
        claimed = OutboundEmail.objects.filter(
            pk=email.pk, status=OutboundEmail.Status.WAITING, attempts=email.attempts
        ).update(attempts=F("attempts") + 1, try_after=now + pause)
        if claimed:
            sent += _send(email)
    return sent


def _waiting(now: datetime) -> list[OutboundEmail]:
    """The rows to try now, oldest first."""
    waiting = OutboundEmail.objects.filter(status=OutboundEmail.Status.WAITING, try_after__lte=now)
    return list(waiting.order_by("id")[:BATCH])


def _send(email: OutboundEmail) -> int:
    """Hand one claimed row to the relay; returns 1 when it went out."""
    try:
        message = _message(email)
        message.send()
    except Exception as error:  # the relay may fail in any way; the row must keep its place in the queue
        _note_failure(email, error)
        return 0
    now = timezone.now()
    receipt = now + FIRST_RECEIPT if getattr(message.connection, "gives_receipts", False) else None
    # Whoever reads bounces may have been quicker.
    waiting = OutboundEmail.objects.filter(pk=email.pk, status=OutboundEmail.Status.WAITING)
    waiting.update(status=OutboundEmail.Status.SENT, sent=now, body="", html="", problem="", ask_after=receipt)
    return 1


def _message(email: OutboundEmail) -> EmailMessage:
    """The e-mail as the relay gets it: text and HTML, and a name by which a bounce finds the row again."""
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    headers = {
        "Message-ID": f"<{email.reference}@{sender.rpartition('@')[2] or 'localhost'}>",
        "Auto-Submitted": "auto-generated",  # holiday replies are not for machines (RFC 3834)
    }
    message = EmailMultiAlternatives(subject=email.subject, body=email.body, to=[email.to], headers=headers)
    if email.html:
        message.attach_alternative(email.html, "text/html")
    message.connection = get_connection(settings.DELIVERY_EMAIL_BACKEND)
    return message


def _note_failure(email: OutboundEmail, error: Exception) -> None:
    """An address that was refused for good is a bounce; whatever else went wrong is tried again."""
    waiting = OutboundEmail.objects.filter(pk=email.pk, status=OutboundEmail.Status.WAITING)
    if bounce := refusal_in(error):
        note_bounce(waiting, bounce)
        logger.warning("E-mail %s was refused for its address: %s", email.pk, bounce.code)
        return
    failed = email.attempts + 1 >= MAX_ATTEMPTS
    problem = words_for(error)
    waiting.update(status=OutboundEmail.Status.FAILED if failed else OutboundEmail.Status.WAITING, problem=problem)
    logger.warning("E-mail %s could not be sent: %s", email.pk, problem)


class OutboxBackend(BaseEmailBackend):
    """Django's e-mail backend: every message anybody sends becomes rows in the queue, each a pair of text and HTML."""

    def send_messages(self, email_messages) -> int:
        """Queue one row for each recipient; how many. Files that were put to a message are left behind."""
        rows = [
            queue_email(to=address, subject=str(message.subject)[:250], body=str(message.body), html=_html_of(message))
            for message in email_messages
            for address in message.recipients()
        ]
        return len(rows)


def _html_of(message: EmailMessage) -> str:
    """The message's own HTML, or its text on our letter paper, in the language it says it is written in."""
    for alternative in getattr(message, "alternatives", ()):
        if alternative.mimetype == "text/html":
            return str(alternative.content)
    language = message.extra_headers.get("Content-Language", settings.LANGUAGE_CODE)
    return dress(subject=str(message.subject), text=str(message.body), language=language)

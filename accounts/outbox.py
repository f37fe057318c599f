"""E-mail in two steps: a row in the same transaction as what it tells of, then the worker hands it to the relay."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from accounts.models import OutboundEmail

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 10
BATCH = 100


def queue_email(*, to: str, subject: str, body: str) -> OutboundEmail:
    """Add an e-mail to the queue. Bodies carry a link and no data (see docs/security.md)."""
    return OutboundEmail.objects.create(to=to, subject=subject, body=body, try_after=timezone.now())


def send_waiting() -> int:
    """Send up to 100 waiting e-mails and return how many went out.

    Each row is claimed by moving `try_after` on (5 minutes, doubled at every attempt), so that two workers never send
    the same one, and one that fails comes back later. After 10 attempts it is marked as failed.
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
    row = OutboundEmail.objects.filter(pk=email.pk)
    message = EmailMessage(subject=email.subject, body=email.body, to=[email.to])
    message.connection = get_connection(settings.DELIVERY_EMAIL_BACKEND)
    try:
        message.send()
    except Exception as error:  # the relay may fail in any way; the row must keep its place in the queue
        failed = email.attempts + 1 >= MAX_ATTEMPTS
        status = OutboundEmail.Status.FAILED if failed else OutboundEmail.Status.WAITING
        row.update(status=status, problem=type(error).__name__)
        logger.warning("E-mail %s could not be sent: %s", email.pk, type(error).__name__)
        return 0
    row.update(status=OutboundEmail.Status.SENT, sent=timezone.now(), body="", problem="")
    return 1


class OutboxBackend(BaseEmailBackend):
    """Django's e-mail backend: every message anybody sends becomes rows in the queue."""

    def send_messages(self, email_messages) -> int:
        """Queue one row for each recipient."""
        rows = [
            queue_email(to=address, subject=message.subject, body=message.body)
            for message in email_messages
            for address in message.recipients()
        ]
        return len(rows)

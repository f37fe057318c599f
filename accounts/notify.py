"""GOV.UK Notify as the way out for e-mails, instead of a relay: sending, and asking what became of them.

One template passes everything through: ((subject)) as its subject, ((body)) as its message. Notify makes the HTML
itself from the text. It knows an e-mail by our reference, never by a person or a contract.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from accounts.delivery import Bounce, DeliveryProblem, RecipientRefused, note_bounce
from accounts.models import OutboundEmail

logger = logging.getLogger(__name__)

BATCH = 50
# Notify itself tries for up to three days.
ASK_FOR = timedelta(hours=72)
BOUNCES = {
    "permanent-failure": OutboundEmail.Bounce.PERMANENT.value,
    "temporary-failure": OutboundEmail.Bounce.TEMPORARY.value,
}


def is_configured() -> bool:
    """Whether this portal sends its e-mails by Notify."""
    return bool(settings.NOTIFY_API_KEY and settings.NOTIFY_TEMPLATE_ID)


def _client() -> NotificationsAPIClient:
    return NotificationsAPIClient(settings.NOTIFY_API_KEY, settings.NOTIFY_BASE_URL, timeout=settings.EMAIL_TIMEOUT)


# --- Sending ----------------------------------------------------------------------------------------------------------
class NotifyBackend(BaseEmailBackend):
    """Django's e-mail backend for DELIVERY_EMAIL_BACKEND. Raises DeliveryProblem, or RecipientRefused."""

    gives_receipts = True

    def send_messages(self, email_messages) -> int:
        """Hand over each message to its one recipient; how many."""
        return sum(self._send(message) for message in email_messages)

    def _send(self, message: EmailMessage) -> int:
        reference = message.extra_headers["Message-ID"].strip("<>").partition("@")[0]
        try:
            _client().send_email_notification(
                email_address=message.to[0],
                template_id=settings.NOTIFY_TEMPLATE_ID,
                personalisation={"subject": message.subject, "body": message.body},
                reference=reference,
            )
        except APIError as error:
            raise _said_by(error) from None
        return 1


def _said_by(error: APIError) -> Exception:
    """What a refusal means, in words of ours. Whatever it is, the e-mail is tried again but for a wrong address."""
    if error.status_code == 400 and _is_about_the_address(error):
        return RecipientRefused("5.1.3")  # "bad destination mailbox address syntax" (RFC 3463)
    if error.status_code in (400, 401, 403, 404):
        return DeliveryProblem(
            f"GOV.UK Notify {error.status_code}: check NOTIFY_API_KEY, NOTIFY_TEMPLATE_ID and that the service is live"
        )
    if error.status_code == 429:
        return DeliveryProblem("GOV.UK Notify 429: too many e-mails for now")
    return DeliveryProblem(f"GOV.UK Notify {error.status_code}: does not answer as it should")


def _is_about_the_address(error: APIError) -> bool:
    """Notify names the field that it finds wrong: `email_address Not a valid email address`."""
    faults = error.message if isinstance(error.message, list) else []
    return any(
        isinstance(fault, dict) and str(fault.get("message", "")).startswith("email_address") for fault in faults
    )


# --- Receipts ---------------------------------------------------------------------------------------------------------
def ask_for_receipts() -> int:
    """Ask what became of up to 50 e-mails that Notify took in the last 72 hours; how many have an end now.

    Does nothing where Notify is not configured. Stops at the first question that is not answered: the next run asks
    it again. It may run twice at once; both get the same answers.
    """
    if not is_configured():
        return 0
    now = timezone.now()
    client, ended = _client(), 0
    for email in OutboundEmail.objects.filter(ask_after__lte=now).order_by("ask_after")[:BATCH]:
        try:
            answer = client.get_all_notifications(reference=str(email.reference))
        except APIError as error:
            logger.warning("GOV.UK Notify gives no receipts: %s", error.status_code)
            break
        ended += _note_receipt(email, _state_in(answer), now)
    return ended


def _state_in(answer: Any) -> str:
    """The state in an answer; an e-mail that went out twice arrived if either did. Empty when there is none."""
    rows = answer.get("notifications") if isinstance(answer, dict) else None
    states = [str(row.get("status", "")) for row in rows or [] if isinstance(row, dict)]
    return "delivered" if "delivered" in states else next(iter(states), "")


def _note_receipt(email: OutboundEmail, state: str, now: datetime) -> int:
    """Note one answer; 1 when nothing more is to be asked of this e-mail."""
    row = OutboundEmail.objects.filter(pk=email.pk, status=OutboundEmail.Status.SENT)
    age = now - (email.sent or now)
    if state in BOUNCES:
        note_bounce(row, Bounce(BOUNCES[state], state))
    elif state == "technical-failure":
        problem = "GOV.UK Notify could not send it (technical failure)"
        row.update(status=OutboundEmail.Status.FAILED, sent=None, ask_after=None, problem=problem)
    elif state == "delivered" or age >= ASK_FOR:
        row.update(ask_after=None)
    else:
        # Half as old again: soon at first, a last time when the 72 hours are over.
        later = min(max(age / 2, timedelta(minutes=1)), ASK_FOR - age)
        row.update(ask_after=now + later)
        return 0
    return 1

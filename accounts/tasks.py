"""What the worker does for e-mail."""

from celery import shared_task

from accounts import notify
from accounts.outbox import send_waiting


@shared_task
def send_emails() -> int:
    """Send what waits in the outbox."""
    return send_waiting()


@shared_task
def ask_for_receipts() -> int:
    """Ask GOV.UK Notify, where it is used, what became of the e-mails it took."""
    return notify.ask_for_receipts()

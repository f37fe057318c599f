"""What the worker does for e-mail and accounts."""

from celery import shared_task

from accounts import notify
from accounts.actions import remove_unconfirmed_accounts
from accounts.outbox import send_waiting


@shared_task
def send_emails() -> int:
    """Send what waits in the outbox."""
    return send_waiting()


@shared_task
def ask_for_receipts() -> int:
    """Ask GOV.UK Notify, where it is used, what became of the e-mails it took."""
    return notify.ask_for_receipts()


@shared_task
def sweep_accounts() -> int:
    """Remove accounts whose address was never confirmed."""
    return remove_unconfirmed_accounts()

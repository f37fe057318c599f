"""What the worker does for e-mail."""

from celery import shared_task

from accounts.outbox import send_waiting


@shared_task
def send_emails() -> int:
    """Send what waits in the outbox."""
    return send_waiting()

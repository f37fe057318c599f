"""What the worker does for returns."""

from celery import shared_task
from django.utils import timezone

from returns.actions.opening import open_due_returns


@shared_task
def open_returns() -> int:
    """Open the returns whose period has begun."""
    return open_due_returns(today=timezone.localdate())

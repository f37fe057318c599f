"""What the worker does for the public site."""

from celery import shared_task
from django.utils import timezone

from cms.actions import interests


@shared_task
def delete_old_interests() -> int:
    """Forget who was interested in events that are long over."""
    return interests.delete_old_interests(today=timezone.localdate())

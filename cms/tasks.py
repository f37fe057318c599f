"""What the worker does for the public site."""

from celery import shared_task
from django.utils import timezone

from cms.actions import consents
from cms.keeping_figures import keep_all_figures


@shared_task
def renew_case_figures() -> int:
    """Keep the figures that case studies show as they are now."""
    return keep_all_figures()


@shared_task
def drop_expired_copies() -> int:
    """Delete the smaller copies of pictures whose consent has ended."""
    return consents.drop_expired_copies(today=timezone.localdate())


@shared_task
def remove_old_consents() -> int:
    """Remove records of consents whose time is over."""
    return consents.remove_old_consents(today=timezone.localdate())

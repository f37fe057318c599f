"""What the worker does for the public site."""

from celery import shared_task
from django.utils import timezone

from cms.actions import community_upkeep


@shared_task
def keep_directory() -> int:
    """Ask organisations once a year whether their entry is right, and hide those that did not answer."""
    today = timezone.localdate()
    return community_upkeep.ask_whether_right(today=today) + community_upkeep.hide_unanswered(today=today)


@shared_task
def end_posts() -> int:
    """Take needs and offers off the board after their last day."""
    return community_upkeep.expire_posts(today=timezone.localdate())


@shared_task
def forget_community() -> int:
    """Delete entries, needs and offers whose time is over."""
    return community_upkeep.forget_old(today=timezone.localdate())

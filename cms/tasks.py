"""What the worker does for the public site."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from cms.actions import community_upkeep, consents, interests, reminding, scheduled, setting_up


@shared_task
def publish_scheduled() -> int:
    """Publish pages whose moment has come, and take back those that have expired."""
    return scheduled.publish_scheduled(now=timezone.now())


@shared_task
def remind_of_reviews() -> int:
    """Remind publishers of pages to look at again."""
    return reminding.remind_of_reviews(today=timezone.localdate())


@shared_task
def set_up_sites() -> int:
    """Give every site, and every new home page of one, its editors and publishers."""
    return setting_up.set_up_sites()


@shared_task
def drop_expired_copies() -> int:
    """Delete the smaller copies of pictures whose consent has ended."""
    return consents.drop_expired_copies(today=timezone.localdate())


@shared_task
def remove_old_consents() -> int:
    """Remove records of consents whose time is over."""
    return consents.remove_old_consents(today=timezone.localdate())


@shared_task
def delete_old_interests() -> int:
    """Forget who was interested in events that are long over."""
    return interests.delete_old_interests(today=timezone.localdate())


@shared_task
def index_pages() -> None:
    """Make the search index again: for pages that a migration wrote, and whatever else went past it."""
    call_command("update_index", verbosity=0)


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

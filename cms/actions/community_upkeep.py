"""What the portal does by itself with the directory and the board: asks once a year, hides, ends, forgets.

Each finds its work by days in the database, some hundred rows a time, and may run again at once.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from cms.actions.telling import tell
from cms.events import CmsEvent
from cms.indexing import index_entry, index_post
from cms.models import EntryLink, ListedOrganisation, Post, PostMessage
from cms.secret_links import YEARLY, new_link
from cms.workflow import ENTRY, POST
from suppliers.workflow import InvalidTransition, move

BATCH = 200
A_YEAR, TO_ANSWER = timedelta(days=365), timedelta(days=60)
KEPT_AFTER_THE_END, KEPT_UNCONFIRMED = timedelta(days=365), timedelta(days=30)
Status = ListedOrganisation.Status


def ask_whether_right(*, today: date) -> int:
    """Ask organisations that said a year ago that their entry is right; how many were asked."""
    due = ListedOrganisation.objects.filter(
        status=Status.LISTED, right_on__lte=today - A_YEAR, asked_on__isnull=True
    ).select_related("council")
    return sum(_ask(entry, today) for entry in due.order_by("right_on")[:BATCH])


@transaction.atomic
def _ask(entry: ListedOrganisation, today: date) -> bool:
    waiting = ListedOrganisation.objects.filter(pk=entry.pk, status=Status.LISTED, asked_on__isnull=True)
    if waiting.update(asked_on=today) != 1:
        return False
    new_link(entry, works_for=YEARLY)
    tell(CmsEvent.YEARLY_CHECK_ASKED, by=None, on=entry)
    return True


def hide_unanswered(*, today: date) -> int:
    """Hide entries that nobody said are right within 60 days of being asked; how many were hidden."""
    due = ListedOrganisation.objects.filter(
        status=Status.LISTED, right_on__lte=today - A_YEAR, asked_on__lte=today - TO_ANSWER
    ).select_related("council")
    return sum(_hide(entry, today) for entry in due.order_by("right_on")[:BATCH])


@transaction.atomic
def _hide(entry: ListedOrganisation, today: date) -> bool:
    try:
        move(entry, ENTRY["hide"], ended_on=today)
    except InvalidTransition:  # it was changed a moment ago
        return False
    index_entry(entry)
    new_link(entry, works_for=YEARLY)
    tell(CmsEvent.ENTRY_HIDDEN, by=None, on=entry)
    return True


def expire_posts(*, today: date) -> int:
    """Take needs and offers off the board whose last day is over; how many."""
    open_ones = (Post.Status.WAITING, Post.Status.PUBLISHED)
    due = Post.objects.filter(status__in=open_ones, ends_on__lt=today).select_related("organisation")
    return sum(_expire(post, today) for post in due.order_by("ends_on")[:BATCH])


@transaction.atomic
def _expire(post: Post, today: date) -> bool:
    try:
        move(post, POST["expire"], ended_on=today)
    except InvalidTransition:  # it was decided or closed a moment ago
        return False
    index_post(post)
    tell(CmsEvent.POST_EXPIRED, by=None, on=post)
    return True


def forget_old(*, today: date) -> int:
    """Delete what ended 12 months ago, what nobody confirmed for 30 days, old answers and dead links; how many rows."""
    ended = today - KEPT_AFTER_THE_END
    entries = ListedOrganisation.objects.filter(ended_on__lte=ended).order_by("ended_on")[:BATCH]
    unconfirmed = ListedOrganisation.objects.filter(status=Status.UNCONFIRMED, sent_on__lte=today - KEPT_UNCONFIRMED)
    posts = Post.objects.filter(ended_on__lte=ended).order_by("ended_on")[:BATCH]
    found = [*entries, *unconfirmed.order_by("id")[:BATCH]]
    for entry in found:
        _forget(entry, CmsEvent.ENTRY_FORGOTTEN)
    gone = [post for post in posts if _forget(post, CmsEvent.POST_FORGOTTEN)]
    old = timezone.now() - KEPT_AFTER_THE_END
    answers = PostMessage.objects.filter(sent__lte=old).order_by("sent").values("pk")[:BATCH]
    PostMessage.objects.filter(pk__in=[row["pk"] for row in answers]).delete()
    dead = EntryLink.objects.filter(expires__lte=timezone.now()).order_by("expires").values("pk")[:BATCH]
    EntryLink.objects.filter(pk__in=[row["pk"] for row in dead]).delete()
    return len(found) + len(gone)


@transaction.atomic
def _forget(row: ListedOrganisation | Post, event: CmsEvent) -> bool:
    """The event first: afterwards there is nothing that it could be about."""
    if not type(row)._default_manager.filter(pk=row.pk, status=row.status).exists():
        return False
    tell(event, by=None, on=row)
    row.delete()
    return True

"""What the council decides about entries of the directory and posts on the board, before and after they are public."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cms.actions.telling import tell
from cms.entry_words import EntryWords, free_slug, set_areas
from cms.events import CmsEvent
from cms.indexing import index_entry, index_post
from cms.models import ListedOrganisation, Post
from cms.permissions import can_moderate
from cms.secret_links import ON_DECISION, new_link
from cms.workflow import ENTRY, POST
from suppliers.workflow import InvalidTransition, move

Status = ListedOrganisation.Status


@transaction.atomic
def accept_entry(*, entry: ListedOrganisation, read: str, by: User) -> ListedOrganisation:
    """List an organisation, or take its change over. `read` is the fingerprint of the words that were read.

    Raises PermissionDenied, or InvalidTransition also when the organisation has sent other words meanwhile.
    """
    _may(by, entry)
    entry = ListedOrganisation.objects.select_for_update(of=("self",)).select_related("council").get(pk=entry.pk)
    if EntryWords.of_entry(entry).fingerprint != read:
        raise InvalidTransition("the organisation has sent other words meanwhile")
    if entry.status == Status.CHANGED:
        words = EntryWords.of_entry(entry)
        move(entry, ENTRY["accept_change"], proposed=None, **words.columns(), **_decided(by))
        set_areas(entry, words.area_ids)
    else:
        slug = free_slug(entry, entry.name)
        move(entry, ENTRY["accept"], slug=slug, right_on=timezone.localdate(), **_decided(by))
    index_entry(entry)
    return _tell_entry(CmsEvent.ENTRY_ACCEPTED, entry, by)


@transaction.atomic
def decline_entry(*, entry: ListedOrganisation, reason: str, by: User) -> ListedOrganisation:
    """Decline to list an organisation, or its change alone: what was accepted before stays. Raises as above."""
    _may(by, entry)
    if entry.status == Status.CHANGED:
        move(entry, ENTRY["decline_change"], proposed=None, **_decided(by, reason))
    else:
        move(entry, ENTRY["decline"], ended_on=timezone.localdate(), **_decided(by, reason))
    return _tell_entry(CmsEvent.ENTRY_DECLINED, entry, by)


@transaction.atomic
def take_down_entry(*, entry: ListedOrganisation, reason: str, by: User) -> ListedOrganisation:
    """Take an entry out of the directory at once, and its posts off the board. Raises as above."""
    _may(by, entry)
    ended_on = entry.ended_on or timezone.localdate()
    move(entry, ENTRY["take_down"], proposed=None, ended_on=ended_on, **_decided(by, reason))
    index_entry(entry)
    return _tell_entry(CmsEvent.ENTRY_TAKEN_DOWN, entry, by)


@transaction.atomic
def accept_post(*, post: Post, by: User) -> Post:
    """Put a need or an offer on the board. Raises PermissionDenied or InvalidTransition."""
    _may(by, post)
    move(post, POST["accept"], slug=free_slug(post, str(post)), **_decided(by))
    index_post(post)
    return _tell_post(CmsEvent.POST_ACCEPTED, post, by)


@transaction.atomic
def decline_post(*, post: Post, reason: str, by: User) -> Post:
    """Decline a need or an offer. Raises as above."""
    _may(by, post)
    move(post, POST["decline"], ended_on=timezone.localdate(), **_decided(by, reason))
    return _tell_post(CmsEvent.POST_DECLINED, post, by)


@transaction.atomic
def take_down_post(*, post: Post, reason: str, by: User) -> Post:
    """Take a need or an offer off the board at once. Raises as above."""
    _may(by, post)
    move(post, POST["take_down"], ended_on=timezone.localdate(), **_decided(by, reason))
    index_post(post)
    return _tell_post(CmsEvent.POST_TAKEN_DOWN, post, by)


def _may(by: User, thing: ListedOrganisation | Post) -> None:
    if not can_moderate(by, thing.council_id):
        raise PermissionDenied


def _decided(by: User, reason: str = "") -> dict:
    return {"decided_at": timezone.now(), "decided_by": by, "reason": reason}


def _tell_entry(event: CmsEvent, entry: ListedOrganisation, by: User) -> ListedOrganisation:
    new_link(entry, works_for=ON_DECISION)
    tell(event, by=by, on=entry)
    return entry


def _tell_post(event: CmsEvent, post: Post, by: User) -> Post:
    if post.organisation:
        new_link(post.organisation, works_for=ON_DECISION)
    tell(event, by=by, on=post)
    return post

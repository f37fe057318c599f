"""People tell us that they are interested in an event, take that back, and are forgotten when it is long over."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.links import hash_of, new_secret
from accounts.models import User
from audit.record import record
from cms.emails import EMAILS
from cms.events import CmsEvent
from cms.models import EventInterest, EventPage
from cms.permissions import can_read_interests, can_tell_interest

KEPT_FOR = timedelta(days=90)
"""How long after an event we know who was interested in it (storage limitation, UK GDPR, article 5(1)(e))."""
NEXT_LETTER = timedelta(days=1)
MOST_EVENTS = 200


class NotOpenError(Exception):
    """Nobody can tell us any more; `state` says why."""

    def __init__(self, state: EventPage.State) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True)
class Interested:
    """Who is interested, in their own words."""

    name: str
    email: str
    organisation: str = ""
    access_needs: str = ""


def tell_interest(*, event: EventPage, person: Interested, by: User | None) -> EventInterest:
    """Keep that somebody is interested, and send them a link to take it back.

    Whoever told us before is kept as they were, and gets a new link, once a day at most: whoever types an address
    need not be its owner, and reads the same whether it is known. Raises PermissionDenied, NotOpenError.
    """
    if not can_tell_interest(by, event):
        raise PermissionDenied
    interest, state = _kept_or_renewed(event, person)
    if interest is None or state != EventPage.State.OPEN:
        raise NotOpenError(state)
    return interest


@transaction.atomic
def _kept_or_renewed(event: EventPage, person: Interested) -> tuple[EventInterest | None, EventPage.State]:
    """Who is interested, where they are known or somebody else can still tell us, and whether that is so."""
    # The event in each language, so that two people never take the last place.
    list(EventPage.objects.select_for_update().filter(translation_key=event.translation_key).order_by("pk"))
    email, now, secret, state = person.email.strip().lower(), timezone.now(), new_secret(), event.state_now()
    if known := event.interests_everywhere().filter(email=email).first():
        return _renew(known, secret) if known.letter_sent <= now - NEXT_LETTER else known, state
    if state != EventPage.State.OPEN:
        return None, state
    interest = EventInterest.objects.create(
        event=event,
        name=person.name,
        email=email,
        organisation=person.organisation,
        access_needs=person.access_needs,
        token_hash=hash_of(secret),
        received=now,
        letter_sent=now,
    )
    interest.token = secret
    _tell(CmsEvent.INTEREST_RECEIVED, interest)
    return interest, state


@transaction.atomic
def withdraw_interest(*, interest: EventInterest, by: User | None) -> None:
    """Forget somebody who has the link and takes their interest back. Nobody signed in is recorded.

    Raises EventInterest.DoesNotExist when it was taken back meanwhile.
    """
    held = EventInterest.objects.select_for_update().get(pk=interest.pk, token_hash=interest.token_hash)
    record(CmsEvent.INTEREST_WITHDRAWN, by=None, on=held, data={"event": held.event_id})
    held.delete()


@transaction.atomic
def remove_interest(*, interest: EventInterest, by: User) -> None:
    """Forget somebody who asked an editor for it. Raises PermissionDenied, EventInterest.DoesNotExist."""
    if not can_read_interests(by, interest.event):
        raise PermissionDenied
    held = EventInterest.objects.select_for_update().get(pk=interest.pk)
    record(CmsEvent.INTEREST_REMOVED, by=by, on=held, data={"event": held.event_id})
    held.delete()


@transaction.atomic
def list_interests(*, event: EventPage, by: User) -> list[EventInterest]:
    """Everybody interested in an event, for a list that leaves the portal. Raises PermissionDenied."""
    if not can_read_interests(by, event):
        raise PermissionDenied
    people = list(event.interests.order_by("pk"))
    record(CmsEvent.INTERESTS_LISTED, by=by, on=event, data={"people": len(people)})
    return people


@transaction.atomic
def delete_old_interests(*, today: date) -> int:
    """Forget who was interested in events that ended more than 90 days ago; how many people."""
    old = EventPage.objects.filter(ends__date__lt=today - KEPT_FOR, interests__isnull=False).distinct()
    gone = 0
    for event in old.order_by("pk")[:MOST_EVENTS]:
        number, _kinds = EventInterest.objects.filter(event=event).delete()
        record(CmsEvent.INTERESTS_DELETED, by=None, on=event, data={"people": number})
        gone += number
    return gone


def _renew(interest: EventInterest, secret: str) -> EventInterest:
    interest.token, interest.token_hash, interest.letter_sent = secret, hash_of(secret), timezone.now()
    interest.save(update_fields=["token_hash", "letter_sent"])
    _tell(CmsEvent.INTEREST_RENEWED, interest)
    return interest


def _tell(event: CmsEvent, interest: EventInterest) -> None:
    """Record what happened and queue the letter; the person has no account."""
    record(event, by=None, on=interest, data={"event": interest.event_id})
    EMAILS[event.email or ""](interest, None)

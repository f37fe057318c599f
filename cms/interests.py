"""Who is interested in which event: one way for the public, by a secret; one for editors, by their rights."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from accounts.languages import of_address
from accounts.links import hash_of
from accounts.models import User
from cms.models import EventInterest, EventPage
from cms.pages_of_site import of_this_site


def event_here(request: HttpRequest, pk: int) -> EventPage | None:
    """The published event of this site that an address means, in the language of the address where there is one."""
    # Of pages, because Django leaves out a number that is larger than any of theirs, and not one of what extends them.
    asked = Page.objects.filter(pk=pk).values("translation_key")
    events = of_this_site(EventPage.objects.live().public(), request).filter(translation_key__in=asked)
    found = list(events.select_related("locale").order_by("pk")[:10])
    language = of_address(request.path_info)
    return next((event for event in found if event.locale.language_code == language), found[0] if found else None)


def interest_behind(secret: str) -> EventInterest | None:
    """What the secret of a link belongs to."""
    found = EventInterest.objects.filter(token_hash=hash_of(secret))
    return found.select_related("event__locale").first()


def events_editable_by(user: User) -> PageQuerySet:
    """Events whose pages somebody may change or publish: those of their own site, and no others."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, ["change", "publish"])
    return EventPage.objects.filter(pk__in=pages.values("pk"))


def interests_visible_to(user: User) -> QuerySet[EventInterest]:
    """Who is interested in the events that somebody may edit."""
    return EventInterest.objects.filter(event__in=events_editable_by(user).values("pk")).select_related("event")


def events_with_interest(user: User) -> QuerySet[EventPage]:
    """Events of somebody's site in which anybody is interested, newest first, each with `how_many`."""
    events = events_editable_by(user).annotate(how_many=Count("interests")).filter(how_many__gt=0)
    return events.order_by("-begins", "-pk")

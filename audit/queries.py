"""Reading the history of a thing, and telling it in sentences."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Expression, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.events import Event
from audit.models import AuditEvent
from audit.record import BY_PROGRAM


def history_of(
    trail: str | Expression, *, limit: int = 50, before: int | None = None, without: Iterable[Event] = ()
) -> QuerySet[AuditEvent]:
    """The events of one trail ("app.model:pk", or what stands for it in a query), newest first, each with its actor.

    `before` is the id of the last event already shown: the next page starts after it. `without` leaves kinds of events
    out that would only be noise to this reader. Whether the reader may see
    the thing is for the caller to ask; this room knows nobody.
    """
    events = AuditEvent.objects.filter(trail=trail).select_related("actor").order_by("-id")
    if codes := [event.code for event in without]:
        events = events.exclude(event__in=codes)
    if before is not None:
        events = events.filter(id__lt=before)
    return events[:limit]


def how_often(event: Event, *, by, since: datetime) -> int:
    """How often somebody did this since a moment, for limits that hold across all processes. One query."""
    return AuditEvent.objects.filter(actor=by, event=event.code, at__gte=since).count()


def sentence_for(event: AuditEvent) -> str:
    """The sentence people read, filled from the event's data; `{actor}` is who did it.

    An event that no room knows any longer, or whose data lacks something the sentence names, gives its code: old
    history must stay readable whatever becomes of the words.
    """
    known = Event.all().get(event.event)
    if known is None:
        return event.event
    try:
        told = {name: _told(value) for name, value in known.parts(event.data).items()}
        return str(known.sentence).format(**{**told, "actor": actor_name(event)})
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return event.event


def _told(value):
    """A value of an event's data as people read it: dates in full, codes without their underscores."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"[a-z]+(_[a-z]+)+", value):
        return value.replace("_", " ")
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda found: _day(found.group()), value)


def _day(text: str) -> str:
    """An ISO date in full; as it stands when it is no date."""
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text


def actor_name(event: AuditEvent) -> str:
    """The full name of who did it. Never an address: suppliers and councils read each other's.

    Where nobody was signed in it is "The portal", or what the event calls whoever came by a link.
    """
    if event.actor is None:
        known = Event.all().get(event.event)
        return known.without_a_person() if known else _("The portal")
    name = event.actor.get_full_name() or _("Somebody without a name")
    return _("%(name)s (by a program)") % {"name": name} if BY_PROGRAM in event.data else name

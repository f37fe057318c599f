"""Reading the history of a thing, and telling it in sentences."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from audit.events import Event
from audit.models import AuditEvent


def history_of(trail: str, *, limit: int = 50, before: int | None = None) -> QuerySet[AuditEvent]:
    """The events of one trail ("app.model:pk"), newest first, each with its actor.

    `before` is the id of the last event already shown: the next page starts after it. Whether the reader may see
    the thing is for the caller to ask; this room knows nobody.
    """
    events = AuditEvent.objects.filter(trail=trail).select_related("actor").order_by("-id")
    if before is not None:
        events = events.filter(id__lt=before)
    return events[:limit]


def sentence_for(event: AuditEvent) -> str:
    """The sentence people read, filled from the event's data; `{actor}` is who did it.

    An event that no room knows any longer, or whose data lacks something the sentence names, gives its code: old
    history must stay readable whatever becomes of the words.
    """
    known = Event.all().get(event.event)
    if known is None:
        return event.event
    try:
        return str(known.sentence).format(**{**event.data, "actor": actor_name(event)})
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return event.event


def actor_name(event: AuditEvent) -> str:
    """The full name of who did it, or "The portal". Never an address: suppliers and councils read each other's."""
    if event.actor is None:
        return _("The portal")
    return event.actor.get_full_name() or _("Somebody without a name")

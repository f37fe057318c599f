"""The shape of an event: its name, the sentence people read, and which e-mail it causes."""

from enum import Enum
from functools import cache

from django.utils.translation import gettext


class Event(Enum):
    """Base of every room's list of events.

    A member is `NAME = "noun.past_participle", sentence, email`. The sentence is a lazy translation whose named places
    are filled from the event's data (`{actor}` is always there); `email` names the e-mail that goes out, or is None.
    """

    def __init__(self, code: str, sentence, email: str | None) -> None:
        self.code = code
        self.sentence = sentence
        self.email = email

    def parts(self, data: dict) -> dict:
        """What fills the places of the sentence: the event's data, unless a room tells some of it in other words."""
        return dict(data)

    def without_a_person(self) -> str:
        """Who acted where nobody was signed in: the portal, unless a room knows that somebody came by a link."""
        return gettext("The portal")

    @classmethod
    def all(cls) -> dict[str, "Event"]:
        """Every event of every room, by code."""
        return _by_code(tuple(cls.__subclasses__()))


@cache
def _by_code(rooms: tuple[type[Event], ...]) -> dict[str, Event]:
    """The events of some rooms by code: a page of history asks for every one of its sentences."""
    return {event.code: event for room in rooms for event in room}

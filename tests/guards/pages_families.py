"""Events, statements and what people tell us of interest: pages that anybody may open.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import timedelta

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.links import hash_of
from cms.actions.interests import Interested, tell_interest
from cms.models import EventIndexPage, EventInterest, EventPage, HomePage

#                                        anon- other             other                             cms
#                                        ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
accessibility-statement -          GET   200   200   200   200   200   200   200   200   200   200   200   200
cookies                 -          GET   200   200   200   200   200   200   200   200   200   200   200   200
privacy                 -          GET   200   200   200   200   200   200   200   200   200   200   200   200
event-interest          open_event GET   200   200   200   200   200   200   200   200   200   200   200   200
event-interest          open_event POST  302   302   302   302   302   302   302   302   302   302   302   302
event-interest          no_event   GET   404   404   404   404   404   404   404   404   404   404   404   404
interest-thanks         open_event GET   200   200   200   200   200   200   200   200   200   200   200   200
interest-withdraw       interested GET   200   200   200   200   200   200   200   200   200   200   200   200
interest-withdraw       interested POST  302   302   302   302   302   302   302   302   302   302   302   302
interest-withdraw       no_link    GET   404   404   404   404   404   404   404   404   404   404   404   404
interest-withdrawn      -          GET   200   200   200   200   200   200   200   200   200   200   200   200
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "open_event": lambda world: [world.more["open_event"].pk],
    "no_event": lambda world: [987654],
    "interested": lambda world: [world.more["interested"].token],
}
# Page, who looks, how many queries.
BUDGETS = {
    "accessibility-statement": ("anonymous", 7),
    "cookies": ("anonymous", 7),
    "privacy": ("anonymous", 7),
    "event-interest": ("anonymous", 8),
    "interest-withdraw": ("anonymous", 5),
}
SECRET = "another secret that only this test knows"


def data_for(name: str, world) -> dict | None:
    """What a person would send to this address; None where it is none of these."""
    return {
        "event-interest": {"name": "Rhian Sample", "email": "rhian@charity.example", "agrees": "on"},
        "interest-withdraw": {},
    }.get(name)


def make_event() -> EventPage:
    """An event that anybody may tell us about."""
    home, begins = HomePage.objects.get(), timezone.now() + timedelta(days=10)
    index = home.add_child(instance=EventIndexPage(title="Events", slug="events", summary="What is on."))
    event = EventPage(title="Meeting", slug="meeting", summary="A meeting.", place="Town hall", capacity=1000)
    event.begins, event.ends = begins, begins + timedelta(hours=2)
    return index.add_child(instance=event)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    event = make_event()
    person = Interested("Mair Example", "mair@charity.example")
    return {"open_event": event, "interested": tell_interest(event=event, person=person, by=None)}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    cache.clear()
    if page == "event-interest":
        return reverse(page, args=[EventPage.objects.get().pk])
    return reverse(page, args=[SECRET] if page == "interest-withdraw" else [])


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    return "interest" if page in ("event-interest", "interest-withdraw") else "none"


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where pages of this kind show them."""
    if kind == "none":
        return
    event = make_event()
    for row in range(scene.rows):
        token = hash_of(SECRET if row == 0 else f"secret {row}")
        EventInterest.objects.create(event=event, name="A", email=f"a{row}@example.org", token_hash=token)

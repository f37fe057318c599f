"""What the tests of pages share: a browser that is signed in, addresses, and the words a page shows."""

import re
from datetime import date
from html import unescape

from django.test import Client
from django.urls import reverse

from tests.factories import EvidenceFactory, EvidenceUseFactory
from tests.remembering import remembered
from tests.returns.road import KINDS, Road, open_road, send


def browser(user) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def address(road, name: str, number: int | None = None) -> str:
    """The address of a page of the road's return, or of one of its lines."""
    return reverse(name, args=[road.supplier_return.pk] + ([number] if number else []))


def shown(response) -> str:
    """The words of a page that was found, without its tags."""
    assert response.status_code == 200, f"{response.status_code} {response.headers.get('Location', '')}"
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def day_typed(name: str, day: date) -> dict[str, str]:
    """A day as its three boxes send it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def all_kinds_sent(time_machine):
    """A return with a line of every kind and one file, sent on the first working days after its period."""
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    return _all_kinds_sent()


@remembered
def _all_kinds_sent() -> Road:
    road = open_road(*KINDS)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=EvidenceFactory(contract=road.contract))
    send(road)
    return road


def pictures_of(response) -> list[str]:
    """The addresses of the pictures on a page."""
    return re.findall(r'<img[^>]* src="([^"]+)"', response.content.decode().replace("&amp;", "&"))

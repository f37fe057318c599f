"""What the tests of pages share: a browser that is signed in, addresses, and the words a page shows."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse


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

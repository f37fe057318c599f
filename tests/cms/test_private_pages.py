"""A page that not everybody may open is named nowhere either: in no list, no feed, and no menu."""

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.cms import families
from tests.cms.sites import guidance

pytestmark = pytest.mark.django_db


def lists() -> list[tuple]:
    """A page of each family that stands in a list, and where."""
    news, disclosures = families.news(), families.disclosures()
    policies, events, section = families.policies(), families.events(), guidance("Section", slug="section")
    today = timezone.localdate()
    return [
        (families.item(news, title="Secret news", published_on=today), [news.url, f"{news.url}feed/"]),
        (families.disclosure(disclosures, title="Secret answer"), [disclosures.url, f"{disclosures.url}feed/"]),
        (families.policy(policies, title="Secret policy"), [policies.url]),
        (families.event(events, title="Secret event"), [events.url]),
        (guidance("Secret part", parent=section, slug="below"), [section.url]),
        (guidance("Secret section", slug="zebra", show_in_menus=True), ["/", "/search/?q=nothing"]),
    ]


def test_private_page_is_in_no_list():
    for page, addresses in lists():
        for address in addresses:
            assert page.title in Client().get(address).content.decode(), address
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        for address in addresses:
            answer = Client().get(address)
            assert (answer.status_code, page.title in answer.content.decode()) == (200, False), address

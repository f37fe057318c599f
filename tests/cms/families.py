"""Published pages of each family, for tests, with words that the demonstration shows."""

from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.models import (
    AccessibilityStatementPage,
    DisclosureIndexPage,
    DisclosurePage,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    PolicyIndexPage,
    PolicyPage,
)
from cms.remembering import MEMORY
from tests.cms.sites import english_home

HOSTILE = "<script>alert(1)</script>\"'\\;,"
BODY = [("heading", "First"), ("text", "<p>Some words.</p>")]
DAY = timedelta(days=1)


def add(kind: type[Page], parent: Page | None = None, **fields) -> Page:
    """A published page of a family."""
    fields = {"title": "A page", "slug": "a-page", "summary": "In one sentence."} | fields
    page = (parent or english_home()).add_child(instance=kind(**fields))
    page.save_revision().publish()
    return kind.objects.get(pk=page.pk)


def policies(**fields) -> PolicyIndexPage:
    return add(PolicyIndexPage, **{"title": "Policies", "slug": "policies"} | fields)


def policy(index: Page, **fields) -> PolicyPage:
    own = {"title": "Social value policy", "slug": "policy", "version": "3.0", "body": BODY}
    return add(PolicyPage, index, **own | {"review_on": date(2027, 3, 31)} | fields)


def events(**fields) -> EventIndexPage:
    return add(EventIndexPage, **{"title": "What is on", "slug": "events"} | fields)


def event(index: Page | None = None, *, starts_in: timedelta = 10 * DAY, **fields) -> EventPage:
    begins = fields.pop("begins", timezone.now() + starts_in)
    own = {"title": "Buyers meet small firms", "slug": "buyers", "place": "Riverside Library", "body": BODY}
    return add(EventPage, index or events(), **own | {"begins": begins, "ends": begins + timedelta(hours=2)} | fields)


def news(**fields) -> NewsIndexPage:
    return add(NewsIndexPage, **{"title": "News", "slug": "news"} | fields)


def item(index: Page, **fields) -> NewsPage:
    own = {"title": "A supplier is endorsed", "slug": "endorsed", "body": BODY, "published_on": date(2026, 5, 4)}
    return add(NewsPage, index, **own | fields)


def disclosures(**fields) -> DisclosureIndexPage:
    return add(DisclosureIndexPage, **{"title": "Answers to requests", "slug": "disclosures"} | fields)


def disclosure(index: Page, **fields) -> DisclosurePage:
    own = {"title": "How promises are checked", "slug": "foi", "reference": "FOI-4127", "body": BODY}
    return add(DisclosurePage, index, **own | {"answered_on": date(2026, 5, 4)} | fields)


def accessibility(**fields) -> AccessibilityStatementPage:
    day = date(2026, 2, 28)
    own = {"title": "Accessibility statement", "slug": "accessibility", "out_of_scope": "Files."}
    own["scope"] = "all pages of this website."
    made = {"prepared_on": day, "reviewed_on": day, "tested_on": day, "tested_by": "Officers", "tested_how": "By hand."}
    return add(AccessibilityStatementPage, **own | made | fields)


def queries_cold(address: str) -> int:
    """How many questions a public page asks of the database when nothing is kept of it."""
    assert Client().get(address).status_code == 200  # what the process itself remembers: content types
    cache.clear()
    MEMORY.clear()
    with CaptureQueriesContext(connection) as queries:
        Client().get(address)
    return len(queries)


def london(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock here."""
    return timezone.make_aware(datetime(year, month, day, hour, minute))

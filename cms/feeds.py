"""Atom feeds of pages that are added to: the newest 20, in the language of their index page."""

import re
from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from wagtail.models import Page

from cms.addresses import address

MOST = 20
# Signs that no XML document may hold: one in a title would take the whole feed away.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class PagesFeed(Feed):
    """A feed of the pages below an index page; `day` names the field that says when each was published."""

    feed_type = Atom1Feed

    def __init__(self, index: Page, entries: list[Page], *, day: str, owner: str) -> None:
        self.index, self.entries, self.day = index, entries, day
        self.language = index.locale.language_code
        self.title = _clean(index.title)
        self.link = address(index.url_path, self.language)
        self.subtitle = _clean(index.specific.summary)
        self.author_name = _clean(owner) or None

    def items(self) -> list[Page]:
        """The entries, newest first."""
        return self.entries[:MOST]

    def item_title(self, item) -> str:
        """The title of a page, as words."""
        return _clean(item.title)

    def item_description(self, item) -> str:
        """Its summary; Atom takes it for HTML."""
        return escape(_clean(item.summary))

    def item_link(self, item) -> str:
        """Its address."""
        return address(item.url_path, self.language or "")

    def item_pubdate(self, item) -> datetime:
        """The moment that the page names, or the beginning of that day."""
        day = getattr(item, self.day) or item.last_published_at
        return day if isinstance(day, datetime) else timezone.make_aware(datetime.combine(day, time()))

    def item_updateddate(self, item) -> datetime:
        """When it was last published."""
        return item.last_published_at or self.item_pubdate(item)


def _clean(words: str) -> str:
    return FORBIDDEN.sub("", words)

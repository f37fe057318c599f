"""Pages that are written in both languages first and published later: they link to one another."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale, Page

from accounts.models import User
from cms.models import SitePage
from portal.demo.site.writing import Block, Entry

LINK = re.compile(r'<a href="page:([\w-]+)">')
OPENING = 60
"""So many days ago the site was opened, with every page that no other day is given for."""


@dataclass(frozen=True)
class Added:
    """A block that stands on a page beside its words: at a place counted from 0, or at the end."""

    english: Block
    welsh: Block
    place: int | None = None


@dataclass
class Draft:
    """A page, what it says in each language, below which one it stands, and how many days ago it went out.

    `page` has the fields that are the same in both languages, `in_welsh` those that are not.
    """

    page: SitePage
    below: str
    english: Entry
    welsh: Entry
    in_welsh: dict[str, Any] = field(default_factory=dict)
    days_ago: int = OPENING

    @property
    def slug(self) -> str:
        """The slug in English, by which pages link to one another."""
        return self.english["slug"]


class Drafts:
    """The pages of one site by their English slug, in both languages. `by` None: the portal itself writes them."""

    def __init__(self, by: User | None) -> None:
        self.by = by
        self.added: dict[str, list[Added]] = {}
        self.all: dict[str, Draft] = {}
        self.english: dict[str, SitePage] = {}
        self.welsh: dict[str, SitePage] = {}
        self._locale = Locale.objects.get(language_code="cy")

    def write(self, draft: Draft) -> None:
        """Keep a page and its twin as drafts. What it stands below is written before."""
        self.all[draft.slug] = draft
        page, words = draft.page, draft.english
        for name in ("title", "slug", "summary"):
            setattr(page, name, words[name])
        if page.pk is None:
            page.owner, page.live = self.by, False
            page = self._above(draft).add_child(instance=page)
        self.english[draft.slug] = page
        twin = self.welsh[draft.slug] = page.copy_for_translation(self._locale)
        twin.title = twin.draft_title = draft.welsh["title"]
        twin.summary = draft.welsh["summary"]
        if draft.below:
            twin.slug = draft.welsh["slug"]
            self.welsh[draft.below].numchild += 1  # the copy was added to another copy of its parent
        for name, value in draft.in_welsh.items():
            setattr(twin, name, value)

    def publish(self, slug: str) -> None:
        """Put the links into a page and its twin, and publish both."""
        draft = self.all[slug]
        for name, pages, words in (("english", self.english, draft.english), ("welsh", self.welsh, draft.welsh)):
            page, body = pages[slug], list(words["body"])
            for one in self.added.get(slug, ()):
                body.insert(len(body) if one.place is None else one.place, getattr(one, name))
            page.body = written(body, pages)
            page.save_revision(user=self.by, clean=False).publish(user=self.by)  # which asks everything

    def _above(self, draft: Draft) -> Page:
        return self.english[draft.below] if draft.below else Page.get_first_root_node()


def written(body: list[Block], pages: dict[str, SitePage]) -> str:
    """A body as the field keeps it, with its links to these pages."""
    return json.dumps([{"type": name, "value": _value(name, value, pages)} for name, value in body])


def _value(name: str, value: Any, pages: dict[str, SitePage]) -> Any:
    if name == "text":
        return _linked(value, pages)
    if name == "details":
        return {**value, "text": _linked(value["text"], pages)}
    if name == "related":
        return {"pages": [pages[slug].pk for slug in value]}
    if name == "steps":
        return {"steps": [{**step, "text": _linked(step["text"], pages)} for step in value["steps"]]}
    if name == "table":
        columns = [{"type": "text", "heading": title} for title in value["head"]]
        rows = [{"values": list(row)} for row in value["rows"]]
        return {"caption": value["caption"], "table": {"columns": columns, "rows": rows, "caption": ""}}
    return value


def _linked(html: str, pages: dict[str, SitePage]) -> str:
    """Links by slug as Wagtail keeps links to pages. Raises KeyError where one leads nowhere."""
    return LINK.sub(lambda found: f'<a linktype="page" id="{pages[found.group(1)].pk}">', html)

"""Pages that are written in both languages first and published later: they link to one another."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page

from accounts.models import User
from cms.models import SitePage
from portal.demo.site import framework
from portal.demo.site.writing import Block, Entry
from suppliers.models import Endorsement

LINK = re.compile(r'<a href="page:([\w-]+)">')
AT = re.compile(r'<a href="at:([\w-]+)(?:\.(\w+))?">')
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
        for name, value in draft.in_welsh.items():
            setattr(twin, name, value)

    def publish(self, slug: str) -> None:
        """Put the links into a page and its twin, and publish both."""
        draft = self.all[slug]
        for name, pages, words in (("english", self.english, draft.english), ("welsh", self.welsh, draft.welsh)):
            page, body = pages[slug], list(words["body"])
            page.refresh_from_db(fields=["numchild"])  # pages below it were added since it was read
            for one in self.added.get(slug, ()):
                body.insert(len(body) if one.place is None else one.place, getattr(one, name))
            page.body = written(body, pages, page.locale.language_code)
            page.save_revision(user=self.by, clean=False).publish(user=self.by)  # which asks everything

    def _above(self, draft: Draft) -> Page:
        return self.english[draft.below] if draft.below else Page.get_first_root_node()


def written(body: list[Block], pages: dict[str, SitePage], language: str) -> str:
    """A body in a language as the field keeps it, with its links to these pages."""
    link = partial(_linked, pages, language)
    return json.dumps(
        [
            {"type": name, "value": _chosen(value, pages) if name == "related" else _value(name, value, link)}
            for name, value in body
        ]
    )


def _chosen(slugs: list[str], pages: dict[str, SitePage]) -> dict[str, list[int]]:
    return {"pages": [pages[slug].pk for slug in slugs]}


def _value(name: str, value: Any, link: Callable[[str], str]) -> Any:
    if name == "text":
        return link(value)
    if name == "details":
        return {**value, "text": link(value["text"])}
    if name == "steps":
        return {"steps": [{**step, "text": link(step["text"])} for step in value["steps"]]}
    if name == "table":
        columns = [{"type": "text", "heading": title} for title in value["head"]]
        rows = [{"values": list(row)} for row in value["rows"]]
        return {"caption": value["caption"], "table": {"columns": columns, "rows": rows, "caption": ""}}
    if name == "recognition":
        return str(Endorsement.objects.get(contract__reference=value).pk)
    return value


def _linked(pages: dict[str, SitePage], language: str, html: str) -> str:
    """Links by slug as Wagtail keeps links to pages, and by name as addresses in a language.

    Raises KeyError or NoReverseMatch where one leads nowhere.
    """
    to_pages = LINK.sub(lambda found: f'<a linktype="page" id="{pages[found.group(1)].pk}">', html)
    with translation.override(language):
        return AT.sub(lambda found: f'<a href="{_address(pages, *found.groups())}">', to_pages)


def _address(pages: dict[str, SitePage], name: str, extension: str | None) -> str:
    """The address with a name; with an extension the framework as a file, which stands below its page."""
    if extension is None:
        return reverse(name)
    return reverse(name, kwargs={"path": f"{pages[framework.SLUG].slug}/", "extension": extension})

"""Pages in which words are found: which ones in one question to the database, what is shown of ten in another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import CharField, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page

from cms.addresses import address
from cms.open_pages import STEP, open_pages
from cms.search.kinds import Kind, kinds_of_content

if connection.vendor == "postgresql":
    from cms.search.with_postgresql import nearest_titles, ranked
else:
    from cms.search.with_sqlite import nearest_titles, ranked

MOST_FOUND = 200
__all__ = ["MOST_FOUND", "Found", "Match", "nearest_titles", "pages_matching", "pages_shown"]


@dataclass(frozen=True)
class Match:
    """A page in which something was found."""

    path: str
    kind: Kind
    has_all: bool


@dataclass(frozen=True)
class Found:
    """What a list of results shows. `trail` are the titles of what is above, from the top, each with its language.

    A language is said where it is another one than the page's: `language` is that of the title.
    """

    title: str
    summary: str
    address: str
    kind: Kind
    trail: tuple[tuple[str, str], ...] = ()
    updated_at: datetime | None = None
    language: str = ""
    summary_language: str = ""


def pages_matching(home: Page, words: list[str], language: str) -> list[Match]:
    """Open pages of this home with the words, the best first; one more than 200 where there are more. One question.

    Where a page has all the words, those that have only some are left out.
    """
    if not words:
        return []
    kind_of = kinds_of_content()
    keys = open_pages(home).annotate(key=Cast("pk", CharField())).values("key")
    path = Subquery(Page.objects.filter(pk=Cast(OuterRef("key"), IntegerField())).values("path")[:1])
    entries = ranked(words, language).filter(kind__in=kind_of, key__in=keys).annotate(path=path)
    rows = list(entries.values_list("path", "kind", "has_all")[: MOST_FOUND + 1])
    only_all = any(has_all for _path, _kind, has_all in rows)
    return [Match(path, kind_of[kind], bool(has_all)) for path, kind, has_all in rows if has_all or not only_all]


def pages_shown(home: Page, matches: Sequence[Match]) -> list[Found]:
    """What is shown of a few pages, in the order given: one question for them and all that is above them."""
    if not matches:
        return []
    pages = {page.path: page for page in _with_pages_above(home, matches)}
    return [_found(pages[match.path], match.kind, home, pages) for match in matches if match.path in pages]


def _with_pages_above(home: Page, matches: Sequence[Match]) -> QuerySet:
    families = dict.fromkeys(family for match in matches for family in match.kind.families)
    summaries = [Subquery(family._base_manager.filter(pk=OuterRef("pk")).values("summary")[:1]) for family in families]
    shortest = len(home.path)
    paths = {match.path[:end] for match in matches for end in range(shortest, len(match.path) + 1, STEP)}
    return (
        Page.objects.filter(path__in=paths)
        .annotate(summary=Coalesce(*summaries, Value("")), code=F("locale__language_code"))
        .only("path", "title", "url_path", "last_published_at")
    )


def _found(page: Page, kind: Kind, home: Page, pages: dict[str, Page]) -> Found:
    above = (page.path[:end] for end in range(len(home.path) + STEP, len(page.path), STEP))
    return Found(
        title=page.title,
        summary=page.summary,  # type: ignore[attr-defined]
        address=address(page.url_path, page.code),  # type: ignore[attr-defined]
        kind=kind,
        trail=tuple((pages[path].title, "") for path in above if path in pages),
        updated_at=page.last_published_at,
    )

"""The list of case studies: which page of it, and links to those about one measure, year or kind of organisation."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.addresses import listed
from cms.measures import MEASURE, OUTCOME, Titles, titles_here

SIZE = 12
MOST = 2000
"""Rows that are read for the facets: a page has one for each of its measures."""
VCSE, SMALL, OTHER = "vcse", "small", "other"
COLUMNS = (
    *("pk", "year", "contract__supplier__is_vcse", "contract__supplier__is_sme"),
    *("measures__measure__code", "measures__measure__title"),
    *("measures__measure__outcome__code", "measures__measure__outcome__title"),
)


@dataclass(frozen=True)
class Facet:
    """One link: what it leads to, how many pages there are, and whether it is chosen."""

    label: str
    href: str
    count: int
    is_chosen: bool
    is_english: bool = False
    """Whether the label is data of the portal, which stands in English."""


@dataclass(frozen=True)
class _Row:
    """One page and one of its measures."""

    pk: int
    year: str
    kind: str
    measure: str
    measure_title: str
    outcome: str
    outcome_title: str


def faceted(pages, request: HttpRequest) -> dict:
    """Context of the index: `studies`, `facets` by heading, and the pages around this one.

    Two queries, and on a Welsh page a third for the titles of measures.
    """
    rows = [_row(*values) for values in pages.order_by("-first_published_at", "-pk").values_list(*COLUMNS)[:MOST]]
    chosen = {name: request.GET.get(name, "")[:40] for name in ("measure", "outcome", "year", "kind")}
    chosen = {name: value for name, value in chosen.items() if value}
    pks = _in_order(row for row in rows if all(getattr(row, name) == value for name, value in chosen.items()))
    number = _number(request.GET.get("page", ""), len(pks))
    here = pks[(number - 1) * SIZE : number * SIZE]
    found = {page.pk: page for page in pages.filter(pk__in=here)} if here else {}
    return {
        "studies": listed([found[pk] for pk in here if pk in found], request),
        "facets": _facets(rows, chosen, titles_here(request) if rows else {}),
        "is_filtered": bool(chosen),
        "total": len(pks),
        "newer": _link(chosen, number - 1) if number > 1 else "",
        "older": _link(chosen, number + 1) if number * SIZE < len(pks) else "",
    }


def kind_words() -> dict[str, str]:
    """The kinds of organisations that stories are about, in words."""
    return {
        VCSE: _("Voluntary, community or social enterprise"),
        SMALL: _("Small or medium-sized firm"),
        OTHER: _("Other organisation"),
    }


def _facets(rows: list[_Row], chosen: dict[str, str], titles: Titles) -> list[tuple[str, list[Facet]]]:
    kinds = kind_words()
    by_heading: list[tuple[str, str, Callable[[_Row], tuple[str, bool]]]] = [
        (_("Outcome"), "outcome", lambda row: _titled(titles.get((OUTCOME, row.outcome), ""), row.outcome_title)),
        (_("Measure"), "measure", lambda row: _titled(titles.get((MEASURE, row.measure), ""), row.measure_title)),
        (_("Year"), "year", lambda row: (row.year, False)),
        (_("Kind of organisation"), "kind", lambda row: (kinds[row.kind], False)),
    ]
    groups = [(heading, _links(rows, chosen, name, words)) for heading, name, words in by_heading]
    return [(heading, links) for heading, links in groups if links]


def _titled(own: str, english: str) -> tuple[str, bool]:
    """A title in the language of the page, else the English one; and whether it is that."""
    return own or english, not own


def _links(
    rows: list[_Row], chosen: dict[str, str], name: str, words: Callable[[_Row], tuple[str, bool]]
) -> list[Facet]:
    """The links of one heading, each for the pages that the other headings leave."""
    rest = {other: value for other, value in chosen.items() if other != name}
    left = [row for row in rows if all(getattr(row, other) == value for other, value in rest.items())]
    pages: dict[tuple[tuple[str, bool], str], set[int]] = {}
    for row in left:
        if value := getattr(row, name):
            pages.setdefault((words(row), value), set()).add(row.pk)
    return [
        Facet(label, _link(rest if chosen.get(name) == value else rest | {name: value}), len(pks),
              chosen.get(name) == value, is_english)
        for ((label, is_english), value), pks in sorted(pages.items(), key=lambda item: item[0], reverse=name == "year")
    ]  # fmt: skip


def _row(pk, year, is_vcse, is_sme, code, title, outcome, outcome_title) -> _Row:
    kind = VCSE if is_vcse else SMALL if is_sme else OTHER
    return _Row(pk, str(year or ""), kind, code or "", title or "", outcome or "", outcome_title or "")


def _in_order(rows) -> list[int]:
    return list(dict.fromkeys(row.pk for row in rows))


def _number(text: str, total: int) -> int:
    """The number of the page asked for; the first where there is no such page."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return number if number > 0 and (number - 1) * SIZE < max(total, 1) else 1


def _link(chosen: dict[str, str], number: int = 1) -> str:
    asked = chosen | ({"page": str(number)} if number > 1 else {})
    return f"?{urlencode(asked)}" if asked else "?"

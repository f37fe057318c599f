"""What a search answers: ten results of a kind or of all, how many there are of each, and what to do where none are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import get_language

from cms.frame import home_of
from cms.search.finding import MOST_FOUND, Found, Match, pages_matching, pages_shown
from cms.search.kinds import Kind
from cms.search.measures import measures_found
from cms.search.suggesting import suggestion
from cms.search.words import plain, words_of

SIZE = 10


@dataclass(frozen=True)
class Choice:
    """One kind to choose, with how many were found of it. The kind None is all of them."""

    kind: Kind | None
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Results:
    """One page of results. `total` is of the kind that is shown, and stops at 200 (`is_more`)."""

    text: str
    words: list[str] = field(default_factory=list)
    total: int = 0
    is_more: bool = False
    has_all: bool = True
    first: int = 0
    shown: list[Found] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    before: str = ""
    after: str = ""
    suggested: str = ""
    suggested_address: str = ""
    kind: str = ""


def results_of(request: HttpRequest) -> Results:
    """What is found of what `?q=`, `?kind=` and `?page=` ask for. Three questions to the database, and the frame."""
    text, language = plain(request.GET.get("q", "")), get_language() or ""
    words = words_of(text, language)
    if not words:
        return Results(text)
    home = home_of(request)
    pages, measures = pages_matching(home, words, language), measures_found(request, words)[:MOST_FOUND]
    if measures:  # all the words are in each of them
        pages = [page for page in pages if page.has_all]
    found: list[Match | Found] = [*pages, *measures]
    if not found:
        meant = suggestion(home, words, language)
        return Results(text, words, suggested=meant, suggested_address=_address(meant) if meant else "")
    choices = _choices(found, text, request.GET.get("kind", ""))
    chosen = next((choice.kind for choice in choices if choice.is_chosen), None)
    of_kind = [one for one in found if chosen is None or one.kind == chosen]
    return _page(home, of_kind, _number(request.GET.get("page", "")), Results(text, words, choices=choices), chosen)


def _page(home, of_kind: Sequence[Match | Found], number: int, so_far: Results, chosen: Kind | None) -> Results:
    """Ten of what was found; the last page where the number is beyond it."""
    counted = of_kind[:MOST_FOUND]
    number = min(number, -(-len(counted) // SIZE))
    part = counted[(number - 1) * SIZE : number * SIZE]
    pages = iter(pages_shown(home, [one for one in part if isinstance(one, Match)]))
    code = chosen.code if chosen else ""
    return Results(
        text=so_far.text,
        words=so_far.words,
        total=len(counted),
        is_more=len(of_kind) > MOST_FOUND,
        has_all=all(one.has_all for one in part if isinstance(one, Match)),
        first=(number - 1) * SIZE + 1,
        shown=[shown for one in part if (shown := one if isinstance(one, Found) else next(pages, None))],
        choices=so_far.choices,
        before=_address(so_far.text, code, number - 1) if number > 1 else "",
        after=_address(so_far.text, code, number + 1) if number * SIZE < len(counted) else "",
        kind=code,
    )


def _choices(found: Sequence[Match | Found], text: str, asked: str) -> list[Choice]:
    """All kinds together, then each with how many there are of it, the most first; none chosen that nothing is of."""
    counts = Counter(one.kind.code for one in found)
    kinds = {one.kind.code: one.kind for one in found}
    rows = [Choice(None, min(len(found), MOST_FOUND), _address(text), asked not in kinds)]
    for code, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        rows.append(Choice(kinds[code], min(count, MOST_FOUND), _address(text, code), asked == code))
    return rows


def _address(text: str, kind: str = "", page: int = 1) -> str:
    asked = {"q": text, "kind": kind, "page": str(page) if page > 1 else ""}
    return f"?{urlencode({name: value for name, value in asked.items() if value})}"


def _number(asked: str) -> int:
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) <= 3 else 1

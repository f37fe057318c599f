"""What may have been meant by words that were not found: words of titles that look like them."""

from collections.abc import Iterable
from difflib import get_close_matches

from wagtail.models import Page

from cms.open_pages import open_pages
from cms.search.finding import nearest_titles
from cms.search.words import words_of

LIKE_ENOUGH = 0.72
MOST_NEAR = 5
MOST_NAMES = 1_000
NAMES_LIKE_ENOUGH = 0.5


def suggestion(home: Page, words: list[str], language: str) -> str:
    """The words with those that no title has replaced by what they look like; "" where none looks like any."""
    if not words:
        return ""
    known = sorted({word for title in nearest_titles(open_pages(home), words) for word in words_of(title, language)})
    meant = [_meant(word, known) for word in words]
    return " ".join(meant) if meant != words else ""


def pages_near(home: Page, words: Iterable[str]) -> list[Page]:
    """Open pages whose names look like the words of an address, the likest first: five at most. One question."""
    asked = "-".join(words)
    if not asked:
        return []
    rows = open_pages(home).exclude(pk=home.pk).order_by("path").only("title", "slug", "url_path")[:MOST_NAMES]
    by_slug = {page.slug: page for page in rows}
    return [by_slug[slug] for slug in get_close_matches(asked, by_slug, n=MOST_NEAR, cutoff=NAMES_LIKE_ENOUGH)]


def _meant(word: str, known: list[str]) -> str:
    if word in known:
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=LIKE_ENOUGH)), word)

"""The map of a site for search engines, and the addresses that are none of theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from accounts.languages import CODES, in_language
from cms.addresses import address
from cms.directory import public_entries
from cms.frame import site_settings
from cms.models import SitePage
from cms.open_pages import open_to_all
from cms.pages_of_site import homes_of_site, of_this_site

MOST_ON_A_MAP = 5_000
MOST_PARTS = 10
# Addresses of the site of a council that are no pages of the tree.
LISTS = ("recognition-list", "directory-list", "post-list")
# What public pages are made of, or lead to: files of editors, and the colours of a council.
FOR_EVERYBODY = ("/documents/", "/media/", "/robots.txt", "/sitemap", "/theme/")


@dataclass(frozen=True)
class Mapped:
    """A page on the map: whole addresses, its own and by language those of its twins."""

    address: str
    changed_at: datetime | None
    twins: dict[str, str]


def mapped(request: HttpRequest, number: int) -> list[Mapped]:
    """One part of the map by its number, and one page more where there are more. Two questions, and the site.

    A page that shows more than one thing (`SitePage.addresses_behind`) counts as one, and is asked for what they are.
    """
    if not 1 <= number <= MOST_PARTS:
        return []
    pages = _pages_of_site(request)
    open_twins = open_to_all(Page.objects.filter(translation_key=OuterRef("translation_key")))
    in_each = {
        f"in_{code}": Subquery(open_twins.filter(locale__language_code=code).values("url_path")[:1]) for code in CODES
    }
    begin = (number - 1) * MOST_ON_A_MAP
    shown = pages.annotate(**in_each).order_by("path").select_related("locale", "content_type")
    found: list[Mapped] = []
    for page in shown[begin : begin + MOST_ON_A_MAP + 1]:
        twins = {code: path for code in CODES if (path := getattr(page, f"in_{code}"))}
        found += [_mapped(page, behind, twins, request) for behind in _behind(page, request)]
    return found


def listed_on_map(request: HttpRequest, number: int) -> list[Mapped]:
    """What stands on the site of a council besides pages: its lists, then the entries of its directory.

    One part by its number, with the lists before the first entries; nothing on a site of no council. Two questions,
    and the site.
    """
    site, begin = site_settings(request), (number - 1) * MOST_ON_A_MAP
    if site is None or site.council is None or not 1 <= number <= MOST_PARTS:
        return []
    entries = public_entries(site.council).order_by("pk").values_list("slug", "decided_at")
    rows = [(reverse("entry-detail", args=[slug]), at) for slug, at in entries[begin : begin + MOST_ON_A_MAP]]
    lists: list[tuple[str, datetime | None]] = [(reverse(name), None) for name in LISTS] if number == 1 else []
    homes = set(open_to_all(homes_of_site(request)).values_list("locale__language_code", flat=True))
    codes = [code for code in CODES if code in homes]
    return [one for path, at in [*lists, *rows] for one in _in_each(path, at, codes, request)]


def parts_of_map(request: HttpRequest) -> int:
    """How many parts the pages have."""
    return min(MOST_PARTS, -(-_pages_of_site(request).count() // MOST_ON_A_MAP))


def parts_of_lists(request: HttpRequest) -> int:
    """How many parts the lists and entries have; none on a site of no council."""
    site = site_settings(request)
    if site is None or site.council is None:
        return 0
    return max(1, min(MOST_PARTS, -(-public_entries(site.council).count() // MOST_ON_A_MAP)))


def closed_here(request: HttpRequest) -> list[str]:
    """How the addresses begin that are no public pages of this site: the sign-in, the screens and the portal.

    Without those at which the site has a page of its own as well: what stands there besides asks for a sign-in anyway.
    """
    site = Site.find_for_request(request)
    by_slug = {beginning.strip("/"): beginning for beginning in _closed_beginnings()}
    if site is not None:
        pages = Page.objects.child_of(site.root_page).live().filter(slug__in=by_slug)
        taken = set(pages.values_list("slug", flat=True))
        by_slug = {slug: beginning for slug, beginning in by_slug.items() if slug not in taken}
    return list(by_slug.values())


@cache
def _closed_beginnings() -> tuple[str, ...]:
    found = set(_beginnings(get_resolver().url_patterns, "/"))
    return tuple(sorted(one for one in found if not one.startswith(FOR_EVERYBODY)))


def _beginnings(patterns: Iterable[URLPattern | URLResolver], so_far: str) -> Iterator[str]:
    """The first step of every address but those that stand once a language."""
    for pattern in patterns:
        if isinstance(pattern.pattern, LocalePrefixPattern) or not isinstance(pattern.pattern, RoutePattern):
            continue
        route = so_far + str(pattern.pattern)
        first, slash, _rest = route.removeprefix("/").partition("/")
        if first and "<" not in first:
            yield f"/{first}{slash}"
        elif isinstance(pattern, URLResolver):
            yield from _beginnings(pattern.url_patterns, so_far)


def _pages_of_site(request: HttpRequest) -> PageQuerySet:
    return open_to_all(of_this_site(Page.objects.all(), request))


def _behind(page: Page, request: HttpRequest) -> list[str]:
    """Most families show one thing at one address, and need not be read for that."""
    family = page.specific_class
    if family is None or not issubclass(family, SitePage) or family.addresses_behind is SitePage.addresses_behind:
        return [""]
    return page.specific.addresses_behind(request)


def _mapped(page: Page, behind: str, twins: dict[str, str], request: HttpRequest) -> Mapped:
    whole = {code: request.build_absolute_uri(address(path, code) + behind) for code, path in twins.items()}
    own = request.build_absolute_uri(address(page.url_path, page.locale.language_code) + behind)
    return Mapped(own, page.last_published_at, whole if len(whole) > 1 else {})


def _in_each(path: str, changed_at: datetime | None, codes: list[str], request: HttpRequest) -> list[Mapped]:
    """What is no page of the tree, at its address in each language of the site."""
    whole = {code: request.build_absolute_uri(in_language(path, code)) for code in codes}
    return [Mapped(own, changed_at, whole if len(whole) > 1 else {}) for own in whole.values()]

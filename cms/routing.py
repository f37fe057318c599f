"""Which page an address means, found together with everything that its frame shows, in two questions to the database.

Wagtail goes down the tree page by page, two questions a step. The path of every page is a column, so that a page, the
ones above it, the home page in each language, the page's twin and whether any of them is private come at once.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.models.sites import SiteRootPath

from accounts.languages import CODES, of_address
from cms.addresses import address

DEEPEST = 12


@dataclass
class Route:
    """A page with what surrounds it. `trail` begins with the home page and ends with the page itself."""

    trail: list[Page]
    rest: list[str] = field(default_factory=list)
    """What of the address lies behind the page, for pages that show several things."""
    twins: dict[str, str] = field(default_factory=dict)
    """Addresses of the same page in the languages it is published in, its own among them, each with the rest."""

    @property
    def home_twins(self) -> dict[str, str]:
        """The same for the home page, of a route that was found by an address."""
        return _twins(self.home, [])

    @property
    def home(self) -> Page:
        """The home page in the language of the page."""
        return self.trail[0]

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.trail[-1]


def route(request: HttpRequest, path: str) -> Route | None:
    """The page that an address of this site means, or the deepest one on the way to it; None where there is no home.

    Hands the addresses of the site to the request as well, where Wagtail looks for them before it asks.
    """
    site = Site.find_for_request(request)
    parts = [part for part in path.split("/") if part]
    if site is None or len(parts) > DEEPEST:
        return None
    language = of_address(request.path_info)
    root = site.root_page
    guess = root.url_path if language == settings.LANGUAGE_CODE else f"/{root.slug}-{language}/"
    of_home = Q(translation_key=root.translation_key, depth=root.depth)
    pages = list(_around(of_home | Q(url_path__in=_on_the_way(guess, parts))))
    homes = {page.locale.language_code: page for page in pages if page.translation_key == root.translation_key}
    home = homes.get(language)
    if home is None:
        return None
    if home.url_path != guess:  # somebody gave the Welsh home page a name of its own
        pages = list(_around(Q(url_path__in=_on_the_way(home.url_path, parts))))
    request._wagtail_cached_site_root_paths = [  # type: ignore[attr-defined]
        SiteRootPath(site.id, page.url_path, site.root_url, code) for code, page in homes.items()
    ]
    by_path = {page.url_path: page for page in pages}
    trail = [home]
    for there in _on_the_way(home.url_path, parts):
        if there not in by_path:
            break
        trail.append(by_path[there])
    rest = parts[len(trail) - 1 :]
    return Route(trail, rest, _twins(trail[-1], rest))


def route_around(page: Page) -> Route:
    """The same for a page that is at hand: previews come by no public address."""
    above = [ancestor for ancestor in page.get_ancestors() if ancestor.depth > 1]
    return Route([*above, page], twins={page.locale.language_code: address(page.url_path, page.locale.language_code)})


def is_open(trail: list[Page]) -> bool:
    """Whether neither the page nor any above it is private; of an alias, whether its original is not."""
    return not any(page.is_restricted for page in trail)  # type: ignore[attr-defined]


def _on_the_way(home: str, parts: list[str]) -> list[str]:
    return [f"{home}{'/'.join(parts[: number + 1])}/" for number in range(len(parts))]


def _around(which: Q) -> QuerySet[Page]:
    twin = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True)
    in_each = {f"in_{code}": Subquery(twin.filter(locale__language_code=code).values("url_path")[:1]) for code in CODES}
    restricted = Exists(PageViewRestriction.objects.filter(Q(page=OuterRef("pk")) | Q(page=OuterRef("alias_of"))))
    return Page.objects.filter(which).select_related("locale").annotate(is_restricted=restricted, **in_each)


def _twins(page: Page, rest: list[str]) -> dict[str, str]:
    found = {code: getattr(page, f"in_{code}") for code in CODES}
    behind = "".join(f"{part}/" for part in rest)
    return {code: f"{address(path, code)}{behind}" for code, path in found.items() if path}

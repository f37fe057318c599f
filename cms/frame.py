"""What stands around every public page: whose site it is, the menu, the languages, whom to ask, and the footer.

The same for pages of the tree and for public views (a directory, a search). Three questions to the database for a
view, and one less for a page, which has found its home page on the way.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from accounts.languages import ASKED, CODES, OWN_NAMES, PREFIXES, in_language
from accounts.models import Council
from cms.addresses import listed
from cms.models.council_site import CouncilSite
from cms.open_pages import open_below
from cms.routing import Route, route

MOST_IN_MENU = 50


def frame_of(request: HttpRequest) -> dict:
    """Context of a public page: council, site_settings, navigation, languages, trail, canonical address and so on.

    `pages_below_home` are the live pages right below the home page, those in the menu among them.
    Raises Http404 where the site has no home page in the language of the address.
    """
    here = _route_of(request)
    settings_here = site_settings(request)
    council = settings_here.council if settings_here else None
    below = listed(open_below(Page.objects.child_of(here.home)).order_by("path")[:MOST_IN_MENU], request)
    here_address = here.twins.get(get_language() or "", request.path)
    return {
        "site_settings": settings_here,
        "council": council,
        "site_owner": settings_here.name if settings_here else "",
        "site_contact": settings_here.contact_name if settings_here else "",
        "site_hours": settings_here.said("contact_hours") if settings_here else "",
        "site_footer": settings_here.said("footer") if settings_here else "",
        "home_address": f"/{PREFIXES.get(get_language() or '', '')}",
        "pages_below_home": below,
        "navigation": _menu(request, below),
        "languages": _languages(request, here),
        "trail": listed(here.trail[:-1], request),
        "canonical": request.build_absolute_uri(here_address),
        "search_address": reverse("search"),
    }


def home_of(request: HttpRequest) -> Page:
    """The home page of the site, in the language of the address. Raises Http404 where there is none."""
    return _route_of(request).home


def site_settings(request: HttpRequest) -> CouncilSite | None:
    """The settings of the site this request came to, with its council and logo; None where nobody has set any."""
    if not hasattr(request, "council_site"):
        found = CouncilSite.objects.select_related("council", "logo").filter(site=Site.find_for_request(request))
        request.council_site = found.first()  # type: ignore[attr-defined]
    return request.council_site  # type: ignore[attr-defined]


def council_here(request: HttpRequest) -> Council:
    """The council of the site. Raises Http404 where the site is no council's: it has no directory and no board."""
    settings_here = site_settings(request)
    if settings_here is None or settings_here.council is None:
        raise Http404
    return settings_here.council


def render_public(
    request: HttpRequest, template: str, context: dict | None = None, *, status: int = 200
) -> HttpResponse:
    """A public view that is no page of the tree, in the frame of the site."""
    return render(request, template, {**frame_of(request), **(context or {})}, status=status)


def render_somehow(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """As `render_public`; a site that has no Welsh pages at all leads to the English one."""
    try:
        return render_public(request, template, context)
    except Http404:
        if request.LANGUAGE_CODE == settings.LANGUAGE_CODE:
            raise
        return redirect(in_language(request.path, settings.LANGUAGE_CODE))


def _route_of(request: HttpRequest) -> Route:
    """The route of a page, or for a view the home page alone, with its own address in each language."""
    here = getattr(request, "public_route", None)
    if here is None:
        here = route(request, "")
        if here is None:
            raise Http404
        here.twins = {code: in_language(request.get_full_path(), code) for code in here.twins}
        here.trail = [here.home, here.home]
        request.public_route = here  # type: ignore[attr-defined]
    return here


def _menu(request: HttpRequest, below: list[Page]) -> list[dict]:
    """Links of the service navigation: pages in the menu, then the way to sign in or to one's own work."""
    items = [
        {"text": page.title, "href": page.address, "active": request.path.startswith(page.address)}  # type: ignore[attr-defined]
        for page in below
        if page.show_in_menus
    ]
    if request.user.is_authenticated:
        return [*items, {"text": _("Your work"), "href": reverse("home"), "active": False}]
    return [*items, {"text": _("Sign in"), "href": _kept(reverse("account_login")), "active": False}]


def _kept(href: str) -> str:
    """A page beyond the public ones, in the language of this one: those follow a choice, which is made on the way."""
    language = get_language() or ""
    if language not in PREFIXES:
        return href
    return f"{href}?{urlencode({ASKED: language})}"


def _languages(request: HttpRequest, here: Route) -> list[dict]:
    """The language switch: code, name and address of each language this page is in; empty where it is in one alone."""
    known = [code for code in CODES if code in here.twins]
    if len(known) < 2:
        return []
    return [
        {"code": code, "name": OWN_NAMES[code], "href": here.twins[code], "current": code == request.LANGUAGE_CODE}
        for code in known
    ]

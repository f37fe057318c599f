"""Pages of the site that a request came to, in any of its languages: for views that look for pages themselves."""

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from accounts.languages import CODES, of_address


def homes_of_site(request: HttpRequest) -> PageQuerySet:
    """The home page of the site that a request came to, and its translations."""
    site = Site.find_for_request(request)
    return homes_of(site) if site else Page.objects.none()


def homes_of(site: Site) -> PageQuerySet:
    """The home page of a site, and its translations."""
    return Page.objects.filter(translation_key=site.root_page.translation_key, depth=site.root_page.depth)


def below_any(pages: PageQuerySet, homes: PageQuerySet) -> PageQuerySet:
    """Those among some pages that are one of these home pages or stand below one. One query for the homes."""
    below = Q(pk__in=[])
    for path in homes.values_list("path", flat=True)[: len(CODES)]:
        below |= Q(path__startswith=path)
    return pages.filter(below)


def of_this_site(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Those among some pages that stand below the home page of this site, or below one of its translations."""
    return below_any(pages, homes_of_site(request))


def page_of_kind(pages: PageQuerySet, request: HttpRequest) -> Page | None:
    """The one of these pages that this site has published, in the language of the address, else in any."""
    found = list(of_this_site(pages.live().public(), request).select_related("locale").order_by("depth", "path")[:10])
    language = of_address(request.path_info)
    return next((page for page in found if page.locale.language_code == language), found[0] if found else None)

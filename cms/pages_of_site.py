"""Pages of the site that a request came to, in any of its languages: for views that look for pages themselves."""

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from accounts.languages import CODES, of_address


def of_this_site(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Those among some pages that stand below the home page of this site, or below one of its translations."""
    site = Site.find_for_request(request)
    if site is None:
        return pages.none()
    root = site.root_page
    homes = Page.objects.filter(translation_key=root.translation_key, depth=root.depth).values_list("path", flat=True)
    below = Q(pk__in=[])
    for path in homes[: len(CODES)]:
        below |= Q(path__startswith=path)
    return pages.filter(below)


def page_of_kind(pages: PageQuerySet, request: HttpRequest) -> Page | None:
    """The one of these pages that this site has published, in the language of the address, else in any."""
    found = list(of_this_site(pages.live().public(), request).select_related("locale").order_by("depth", "path")[:10])
    language = of_address(request.path_info)
    return next((page for page in found if page.locale.language_code == language), found[0] if found else None)

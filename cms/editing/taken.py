"""Addresses at which the portal shows something itself: a page that had one could never be seen."""

from django.conf import settings
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.urls.resolvers import RoutePattern
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.languages import of_address
from cms.addresses import address

PAGE = "wagtail_serve"


def taken_problem(slug: str, parent: Page | None) -> str | None:
    """Why no page below this one may have this slug, in words; None where one may.

    Asks the addresses of the portal themselves, so that one added there is refused from then on.
    """
    if parent is None or parent.is_root():
        return None
    language = parent.locale.language_code
    there = address(f"{parent.url_path}{slug}/", language)
    if not _is_taken(there, language):
        return None
    return _("The portal itself uses the address %(address)s, so nobody could see this page. Choose another slug") % {
        "address": there
    }


def _is_taken(there: str, language: str) -> bool:
    if of_address(there) != language:  # an English page called "cy"
        return True
    if there.split("/")[1] in _own_beginnings():
        return True
    try:
        return resolve(there).url_name != PAGE
    except Resolver404:
        return True


def _own_beginnings() -> set[str]:
    """First words below which everything is the portal's: signing in, the editing screens, files."""
    included = [found for found in get_resolver().url_patterns if isinstance(found, URLResolver)]
    routes = {str(found.pattern) for found in included if isinstance(found.pattern, RoutePattern)}
    return {route.lstrip("/").split("/")[0] for route in (*routes, settings.STATIC_URL, settings.MEDIA_URL)} - {""}

"""Whose site a public request came to."""

from django.http import Http404, HttpRequest

from accounts.models import Council
from cms.frame import site_settings


def council_here(request: HttpRequest) -> Council:
    """The council of the site. Raises Http404 where the site is no council's: it has no directory and no board."""
    settings_here = site_settings(request)
    if settings_here is None or settings_here.council is None:
        raise Http404
    return settings_here.council

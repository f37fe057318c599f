"""Where every public address that is a page leads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.views import serve

from accounts.languages import in_language_of_address
from cms.caching import kept_by_caches
from cms.remembering import not_to_be_remembered, remembered
from cms.routing import is_open, route


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def page_serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at an address, as Wagtail serves it (its hooks included), found in our own way (`cms.routing`)."""
    found = route(request, path)
    if found is None:
        raise Http404
    page, locale = found.page.specific, found.page.locale
    page.locale, found.trail[-1] = locale, page
    page.is_known_open = is_open(found.trail)
    if getattr(page, "follows_the_clock", True):
        not_to_be_remembered(request)
    request.public_route = found  # type: ignore[attr-defined]
    request._wagtail_route_for_request = page.route(request, found.rest)  # type: ignore[attr-defined]
    return serve(request, path)

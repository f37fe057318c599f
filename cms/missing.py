"""Addresses of the public site at which nothing is: where else to look. The portal's own pages keep their plain answer.

Anything may be wrong where this is shown, so whatever goes wrong here as well ends with the plain answer.
"""

import logging
import re

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.defaults import page_not_found
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from accounts.languages import IN_ENGLISH, in_language, of_address
from cms.addresses import listed
from cms.frame import home_of, render_public
from cms.routing import Route
from cms.search.suggesting import pages_near
from cms.search.words import words_of

logger = logging.getLogger(__name__)
# Missing files of these kinds are asked for by browsers and robots, and nobody reads the answer.
OF_PAGES = re.compile(r"(/|/[^./]*|\.(aspx?|html?|php|jsp))$", re.IGNORECASE)
NO_PAGES = (*IN_ENGLISH, "/accounts/", "/documents/", "/media/", "/static/")
ENDINGS = {"asp", "aspx", "default", "htm", "html", "index", "jsp", "php"}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404: with what may have been meant where the address is one of the public site, else plainly."""
    if _is_of_public_site(request):
        try:
            return _with_ways_on(request)
        except Http404:
            pass  # a site without a home page in this language has no frame either
        except DatabaseError:
            logger.warning("The database did not answer; a missing page was shown plainly.")
    return page_not_found(request, exception)


class Redirects(RedirectMiddleware):
    """Wagtail's redirects from old addresses, which leave a missing page missing when the database does not answer."""

    def process_response(self, request, response):
        """Lead to the new address where there is one."""
        try:
            return super().process_response(request, response)
        except DatabaseError:
            return response


def _is_of_public_site(request: HttpRequest) -> bool:
    if request.path.startswith(NO_PAGES):
        return False
    match = request.resolver_match
    return match.func.__module__.startswith("cms.") if match else OF_PAGES.search(request.path) is not None


def _with_ways_on(request: HttpRequest) -> HttpResponse:
    language = of_address(request.path_info)
    request.LANGUAGE_CODE = language  # type: ignore[attr-defined]  # Django's own name for it
    translation.activate(language)
    _forget_route(request)
    home = home_of(request)
    said = [word for word in words_of(in_language(request.path, "").replace("/", " "), language) if word not in ENDINGS]
    last = request.path.rstrip("/").rpartition("/")[2]
    near = pages_near(home, [word for word in words_of(last, language) if word not in ENDINGS])
    context = {"asked": " ".join(said), "near": listed(near, request), "search_address": ""}
    return render_public(request, "cms/missing.html", context, status=404)


def _forget_route(request: HttpRequest) -> None:
    """The frame is that of the home page, whatever page the address led to on its way to nothing."""
    found = request.__dict__.get("public_route")
    if found is not None:
        twins = {code: in_language(request.get_full_path(), code) for code in found.home_twins}
        request.public_route = Route([found.home, found.home], twins=twins)  # type: ignore[attr-defined]

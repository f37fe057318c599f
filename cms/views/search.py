"""Search of a council's public site, in the language of the address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from cms.caching import kept_by_caches
from cms.frame import render_public
from cms.remembering import remembered
from cms.search.results import results_of


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def search(request: HttpRequest) -> HttpResponse:
    """What is found on this site; its form alone where nothing is asked for."""
    # The page has the form itself: a second one above it would only be in the way.
    return render_public(request, "cms/search.html", {"results": results_of(request), "search_address": ""})

"""How to use the API, for whoever writes a program: tokens, limits, pages of lists, errors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from api.actions import MARK
from api.paging import MOST, USUAL
from api.problems import WORDS
from cms.caching import kept_by_caches
from cms.frame import render_public
from cms.remembering import remembered


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def api_guide(request: HttpRequest) -> HttpResponse:
    """The guide; the full description is a file for programs."""
    context = {
        "portal": settings.PORTAL_URL.rstrip("/"),
        "mark": MARK,
        "usual": USUAL,
        "most": MOST,
        "requests_a_minute": settings.API_REQUESTS_A_MINUTE,
        "problems": WORDS,
    }
    return render_public(request, "api/guide.html", context)

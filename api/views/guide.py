"""How to use the API, for whoever writes a program: tokens, limits, pages of lists, errors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from api.actions import MARK
from api.models import ApiToken
from api.paging import MOST, USUAL
from api.problems import WORDS
from cms.caching import kept_by_caches
from cms.frame import render_somehow
from cms.remembering import remembered
from returns.declarations import DECLARATIONS

# Commands and answers as they stand on the page; they are the same in every language.
EXAMPLES = {
    "token": 'curl -H "Authorization: Bearer rsv_..." PORTAL/api/v1/token/',
    "list": """GET /api/v1/lines/?status=decided&limit=200

{
  "results": [
    {"id": "501", "number": 1, "target": "1", "claimed": "2", "verified": "1", ...}
  ],
  "next": "/api/v1/lines/?status=decided&limit=200&after=501"
}""",
    "answer": """PUT /api/v1/returns/88/lines/1/figure/    {"figure": "2"}
PUT /api/v1/returns/88/lines/1/words/     {"narrative": "Two people began ..."}
PUT /api/v1/returns/88/lines/1/evidence/  {"no_evidence_reason": "The letter follows."}
POST /api/v1/returns/88/send/             {"declarations": [...]}""",
    "problem": """422 Unprocessable Content
Content-Type: application/problem+json

{
  "type": "/api/#not-accepted",
  "title": "Not accepted",
  "status": 422,
  "detail": "Mend what is listed under errors and send it again.",
  "errors": [
    {"field": "narrative", "line": null, "message": "Say in a few sentences who benefited and what changed"}
  ]
}""",
}


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def api_guide(request: HttpRequest) -> HttpResponse:
    """The guide; the full description is a file for programs."""
    portal = settings.PORTAL_URL.rstrip("/")
    context = {
        "schema": f"{portal}{reverse('api-schema')}",
        "examples": {name: text.replace("PORTAL", portal) for name, text in EXAMPLES.items()},
        "declarations": DECLARATIONS,
        "read": ApiToken.Scope.READ.value,
        "write": ApiToken.Scope.WRITE.value,
        "mark": MARK,
        "usual": USUAL,
        "most": MOST,
        "requests_a_minute": settings.API_REQUESTS_A_MINUTE,
        "statuses": WORDS,
    }
    return render_somehow(request, "api/guide.html", context)

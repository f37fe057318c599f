"""Pages that belong to no room: where a person lands after signing in, and whether the portal is well."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def live(request) -> HttpResponse:
    """Answer that the process is up."""
    return HttpResponse("ok", content_type="text/plain")

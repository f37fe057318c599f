"""Pages that belong to no room: where a person lands after signing in, and whether the portal is well."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.models import Council
from accounts.queries import offices_of
from portal import readiness
from portal.theme import DEFAULT_COLOUR, stylesheet
from suppliers.queries import memberships

SHARED_THEME = "shared"


@login_required
@require_safe
def home(request) -> HttpResponse:
    """Where a person lands after signing in: officers and suppliers at their work, editors in the editing screens."""
    if offices_of(request.user):
        return redirect("council-home")
    if request.user.has_perm("wagtailadmin.access_admin") and not memberships(request.user):
        return redirect("wagtailadmin_home")
    return redirect("supplier-home")


@require_safe
def live(request) -> HttpResponse:
    """Answer that the process is up."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@cache_control(no_store=True)
def ready(request) -> HttpResponse:
    """Answer 200 when people can be served, otherwise 503 and why, in plain text for the person on call."""
    problems = readiness.problems()
    if problems:
        return HttpResponse("\n".join(problems), content_type="text/plain", status=503)
    queue = "" if readiness.queue_answers() else "\nThe queue does not answer: background work waits."
    return HttpResponse(f"ok{queue}", content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=3600)
def theme(request, slug: str) -> HttpResponse:
    """The colour of a council as a style sheet.

    "shared" is for pages that belong to no council: where one council runs the portal alone, its colour after all.
    """
    if slug == SHARED_THEME:
        today = timezone.localdate()
        councils = Council.objects.filter(valid_from__lte=today).exclude(valid_to__lte=today)
        colours = list(councils.order_by().values_list("brand_colour", flat=True)[:2])
        colour = colours[0] if len(colours) == 1 else DEFAULT_COLOUR
    else:
        colour = get_object_or_404(Council, slug=slug).brand_colour
    try:
        style = stylesheet(colour)
    except ValueError:
        style = stylesheet(DEFAULT_COLOUR)
    return HttpResponse(style, content_type="text/css")

"""Pages that belong to no room: where a person lands after signing in, and whether the portal is well."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts import sessions
from accounts.models import Council
from accounts.queries import offices_of
from cms.crawling import closed_here
from portal import readiness
from portal.middleware import SECRET_PATHS
from portal.second_factor import EDITS
from portal.signed_in import keep_going
from portal.theme import DEFAULT_COLOUR, stylesheet
from suppliers.reach import memberships

SHARED_THEME = "shared"


@login_required
@require_safe
def home(request) -> HttpResponse:
    """Where a person lands after signing in: officers and suppliers at their work, editors in the editing screens."""
    if offices_of(request.user):
        return redirect("council-home")
    if request.user.has_perm(EDITS) and not memberships(request.user):
        return redirect("wagtailadmin_home")
    return redirect("supplier-home")


@require_safe
def editor_sign_in(request) -> HttpResponse:
    """Lead whom the editing screens turned away to the one sign-in; who is signed in already has no right to edit."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))
    if not request.user.has_perm(EDITS):
        raise PermissionDenied
    return redirect("wagtailadmin_home")


def _lasting(request) -> JsonResponse:
    """How many seconds the session lasts, and whether using it would make that longer."""
    left = sessions.seconds_left(request.session)
    return JsonResponse({"seconds": left, "can_stay": sessions.seconds_if_used(request.session) > left})


@login_required
@require_safe
def session_left(request) -> HttpResponse:
    """How long the session lasts, for the script that warns. Asking does not make it longer."""
    return _lasting(request)


@login_required
@require_POST
def session_stay(request) -> HttpResponse:
    """Stay signed in."""
    keep_going(request)
    return _lasting(request)


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
    return HttpResponse("\n".join(["ok", *readiness.delays()]), content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request) -> HttpResponse:
    """Tell search engines to stay out of what is behind the sign-in and of secret links, and where the map is."""
    closed = sorted({*closed_here(request), *SECRET_PATHS})
    lines = ["User-agent: *", *(f"Disallow: {beginning}" for beginning in closed), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain")


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

"""What is asked of a signed-in person before any page: that the session still lasts, and the second factor."""

from urllib.parse import urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from accounts import sessions
from accounts.requests import SignedInRequest
from accounts.second_factor import factors_of, has_passed
from portal.middleware import SAME_FOR_ALL
from portal.second_factor import must_have_second_factor, works_for_a_council

# Asked by scripts while nobody does anything: how long the session lasts, and who else edits a page. They end nothing
# either, so that the person reads why.
ASKED_BY_SCRIPTS = ("/accounts/session/", "/cms/editing-sessions/")
# Where somebody goes after setting up a second factor, kept in the session.
GOING_KEY = "going_after_second_factor"

# What is open without the second factor.
ALWAYS_OPEN = {
    "theme",
    "pictures",
    "livez",
    "readyz",
    "session-left",
    "session-stay",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_email_verification_sent",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
# The pages about second factors: whoever has one shows it first, whoever has none may set one up.
SECOND_FACTORS = "mfa_"
OPEN_TO_SET_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}


class SessionEnds:
    """End a session that nobody used for a while, or that is old, and say why at the sign-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        """Lead to the sign-in, or go on and write down, once a minute, that the session is used."""
        if request.path.startswith(SAME_FOR_ALL):
            return self.get_response(request)
        if not request.user.is_authenticated:
            if SESSION_KEY in request.session:  # the person is switched off, or has a new password
                request.session.flush()
            return self.get_response(request)
        by_script = request.path.startswith(ASKED_BY_SCRIPTS)
        if why := sessions.why_over(request.session):
            return JsonResponse({"seconds": 0}) if by_script else self._end(request, why)
        if not by_script and sessions.is_due(request.session):
            keep_going(request)
        return self.get_response(request)

    @staticmethod
    def _end(request: HttpRequest, why: str) -> HttpResponse:
        minutes = int(request.session[sessions.KEY].get("idle", 0) // 60)
        logout(request)
        said = _("You were signed out because you did nothing for %(minutes)d minutes.") % {"minutes": minutes}
        if why == sessions.OLD:
            said = _("You were signed out because you signed in 12 hours ago.")
        messages.info(request, said + " " + _("Sign in to go on."))
        return redirect_to_login(page_of(request))


def keep_going(request: SignedInRequest) -> None:
    """The session is used now; the list of the person's sessions is told every 5 minutes."""
    minutes = settings.OFFICER_IDLE_MINUTES if works_for_a_council(request) else settings.SUPPLIER_IDLE_MINUTES
    if sessions.use(request.session, idle=minutes * 60):
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


class SecondFactor:
    """Lead whoever must have a second factor to it, from every page, until this session has shown one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        """Nothing yet: which page it is shows in `process_view`."""
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        """Ask the session first, which costs nothing. Only who has not passed is looked at more closely."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in ALWAYS_OPEN or request.path.startswith(SAME_FOR_ALL) or not request.user.is_authenticated:
            return None
        if has_passed(request):
            return None
        if name.startswith(SECOND_FACTORS):
            if factors_of(request.user):
                return _to_the_prompt(request)
            if name in OPEN_TO_SET_UP:
                return None
        if not must_have_second_factor(request):
            return None
        if factors_of(request.user):
            return _to_the_prompt(request)
        request.session[GOING_KEY] = page_of(request)
        return HttpResponseRedirect(reverse("mfa_index"))


def _to_the_prompt(request: SignedInRequest) -> HttpResponse:
    """Where a code is asked of somebody who is signed in; a passkey can be used from there."""
    factors = factors_of(request.user)
    has_codes = factors.has_app or factors.codes_left is not None
    prompt = reverse("mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn")
    return HttpResponseRedirect(f"{prompt}?{urlencode({'next': page_of(request)})}")


def page_of(request: HttpRequest) -> str:
    """The page somebody is on: the one asked for, or the one with the form that was sent, when it is one of ours."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        place = urlsplit(came_from)
        return f"{place.path}?{place.query}" if place.query else place.path
    return reverse("home")

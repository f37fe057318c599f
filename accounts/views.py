"""Your account: one page that leads to all there is to it, and the few pages that allauth does not have."""

from allauth.usersessions.adapter import get_adapter as sessions_adapter
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import change_name, choose_language
from accounts.forms import LanguageForm, NameForm
from accounts.languages import keep_choice
from accounts.requests import SignedInRequest
from accounts.second_factor import factors_of
from accounts.session_list import sessions_of


@login_required
@require_safe
def account_home(request: SignedInRequest) -> HttpResponse:
    """Name, address, password, second factor and sessions, each with the page that changes it."""
    return render(request, "account/home.html", {"factors": factors_of(request.user)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_name(request: SignedInRequest) -> HttpResponse:
    """Change what one is called."""
    user = request.user
    form = NameForm(request.POST or None, initial={"first_name": user.first_name, "last_name": user.last_name})
    if form.is_valid():
        change_name(user=user, by=user, **form.cleaned_data)
        messages.success(request, _("Your name was changed."))
        return redirect("account-home")
    return render(request, "account/name.html", {"form": form})


@login_required
@require_safe
def session_list(request: SignedInRequest) -> HttpResponse:
    """Where one is signed in."""
    sessions = sessions_of(request.user, current_key=request.session.session_key)
    return render(request, "account/sessions.html", {"sessions": sessions})


@login_required
@require_POST
def session_end_others(request: SignedInRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    end_other_sessions(request, request.user)
    messages.success(request, _("All other sessions were ended."))
    return redirect("session-list")


@login_required
@require_POST
def session_end(request: SignedInRequest, session_id: int) -> HttpResponse:
    """End one of one's own sessions elsewhere; this one ends by signing out."""
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    if not session.is_current():
        sessions_adapter().end_sessions([session])
        messages.success(request, _("The session was ended."))
    return redirect("session-list")


@login_required
@require_http_methods(["GET", "POST"])
def account_language(request: SignedInRequest) -> HttpResponse:
    """The language of this person's pages and e-mails, on every device; this one is told at once."""
    sent = request.POST if request.method == "POST" else None
    form = LanguageForm(sent, initial={"language": request.user.preferred_language})
    if form.is_valid():
        choose_language(language=form.cleaned_data["language"], by=request.user)
        with translation.override(request.user.preferred_language):
            messages.success(request, _("Your language is saved."))
        return keep_choice(redirect("account-home"), request.user.preferred_language)
    return render(request, "account/language.html", {"form": form})

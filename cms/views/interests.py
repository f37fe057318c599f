"""Telling us of interest in an event, without an account, and taking it back by the link in the letter."""

from allauth.core.ratelimit import respond_429
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from accounts.languages import in_language_of_address
from accounts.limits import comes_too_often, sends_too_often
from cms.actions.interests import NotOpenError, tell_interest, withdraw_interest
from cms.addresses import address
from cms.caching import kept_by_caches
from cms.frame import render_public
from cms.interest_form import InterestForm
from cms.interests import event_here, interest_behind
from cms.models import EventInterest, EventPage


@require_http_methods(["GET", "HEAD", "POST"])
@in_language_of_address
def event_interest(request: HttpRequest, pk: int) -> HttpResponse:
    """The form. A program that fills the hidden box gets the same answer as a person, and nothing is kept."""
    event = event_here(request, pk)
    if event is None:
        raise Http404
    if request.method == "POST" and sends_too_often(request):
        return respond_429(request)
    form, state = InterestForm(request.POST or None), event.state_now()
    if request.method == "POST" and form.is_from_a_program:
        return redirect(_thanks(event))
    if request.method == "POST" and form.is_valid():
        by = request.user if request.user.is_authenticated else None
        try:
            tell_interest(event=event, person=form.to_interested(), by=by)
        except NotOpenError as error:
            state = error.state
        else:
            return redirect(_thanks(event))
    context = {"form": form if state == EventPage.State.OPEN else None, "state": state}
    return _shown(request, event, "cms/event_interest.html", context)


@require_safe
@in_language_of_address
@kept_by_caches
def interest_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for everybody, whether they told us before or not."""
    event = event_here(request, pk)
    if event is None:
        raise Http404
    return _shown(request, event, "cms/event_interest_thanks.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
@in_language_of_address
def interest_withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """Which event it is, and a button. Opening the page takes nothing back: programs open links too."""
    if comes_too_often(request):
        return respond_429(request)
    interest = interest_behind(secret)
    if interest is not None and request.method == "POST":
        try:
            withdraw_interest(interest=interest, by=None)
        except EventInterest.DoesNotExist:
            interest = None
        else:
            return redirect("interest-withdrawn")
    if interest is None:
        return render_public(request, "cms/interest_no_more.html", status=404)
    return render_public(request, "cms/interest_withdraw.html", {"interest": interest, "event": interest.event})


@require_safe
@in_language_of_address
@kept_by_caches
def interest_withdrawn(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    return render_public(request, "cms/interest_withdrawn.html")


def _thanks(event: EventPage) -> str:
    return reverse("interest-thanks", args=[event.pk])


def _shown(request: HttpRequest, event: EventPage, template: str, context: dict) -> HttpResponse:
    """A page about an event below its own page, in each language the site has."""
    event.address = address(event.url_path, event.locale.language_code)  # type: ignore[attr-defined]  # as cms.addresses
    response = render_public(request, template, {"event": event, **context})
    if "form" in context:
        add_never_cache_headers(response)
    return response

"""Who is interested in the events of an editor's site: screens among those of Wagtail, for editors of these pages."""

import csv

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from cms.actions.interests import list_interests, remove_interest
from cms.interests import events_editable_by, events_with_interest, interests_visible_to
from cms.paging import part_of
from tables.cells import harmless


@require_safe
def interest_events(request: SignedInRequest) -> HttpResponse:
    """The events in which anybody is interested."""
    part = part_of(events_with_interest(request.user), request)
    return render(request, "cms/editing/interest_events.html", {"part": part})


@require_safe
def interest_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who is interested in one event."""
    event = get_object_or_404(events_editable_by(request.user), pk=pk)
    part = part_of(interests_visible_to(request.user).filter(event=event).order_by("-pk"), request)
    return render(request, "cms/editing/interest_list.html", {"part": part, "event": event})


@require_http_methods(["POST"])
def interest_export(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same as a file for a spreadsheet program; that somebody took it is recorded."""
    event = get_object_or_404(events_editable_by(request.user), pk=pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="event-{event.pk}.csv"'
    rows = csv.writer(response)
    rows.writerow([_("Name"), _("Email"), _("Organisation"), _("Access needs"), _("Received")])
    for person in list_interests(event=event, by=request.user):
        received = timezone.localtime(person.received).isoformat(timespec="minutes")
        words = (person.name, person.email, person.organisation, person.access_needs)
        rows.writerow([*map(harmless, words), received])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def interest_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget one person who asked for it."""
    interest = get_object_or_404(interests_visible_to(request.user), pk=pk)
    if request.method == "POST":
        remove_interest(interest=interest, by=request.user)
        return redirect("interest-list", interest.event_id)
    return render(request, "cms/editing/interest_remove.html", {"interest": interest, "event": interest.event})

"""When suppliers are reminded of returns, and when officers are told that returns wait."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from returns.actions.reminder_rules import set_reminders
from returns.forms.reminding import RemindersForm
from returns.permissions import can_set_reminders
from returns.reminding import USUAL, schedules_of
from suppliers.views.doorway import officers_only


@officers_only
@require_http_methods(["GET", "POST"])
def reminders_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """One council's reminders; `action=usual` brings back those that every council begins with."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_set_reminders(request.user, council):
        raise PermissionDenied
    if request.POST.get("action") == "usual":
        set_reminders(council=council, schedule=USUAL, by=request.user)
        messages.success(request, _("The usual reminders are in use again."))
        return redirect("reminders-edit", council.pk)
    form = RemindersForm(request.POST or None, schedule=schedules_of([council.pk])[council.pk])
    if form.is_valid():
        set_reminders(council=council, schedule=form.to_schedule(), by=request.user)
        messages.success(request, _("The reminders are saved. They count from tomorrow morning at the latest."))
        return redirect("reminders-edit", council.pk)
    return render(request, "returns/officer/reminders.html", {"form": form, "council": council})

"""Who is away and who covers: everybody in the council can see it, and officers record their own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions import end_absence, record_absence
from accounts.covering import CannotCover, absences_visible_to, officers_deciding_for
from accounts.models import Council
from accounts.permissions import can_decide_for, can_lead_for, can_record_absence
from accounts.queries import councils_of, offices_of
from accounts.requests import SignedInRequest
from suppliers.forms.sharing import AbsenceForm
from suppliers.ownership import MOST
from suppliers.paging import page_by_key
from suppliers.views.doorway import officers_only

SHOW = ("now", "past")


@officers_only
@require_safe
def absence_list(request: SignedInRequest) -> HttpResponse:
    """Absences of today and to come, or those that are over, newest first."""
    show = request.GET.get("show", SHOW[0])
    show = show if show in SHOW else SHOW[0]
    today, rows = timezone.localdate(), absences_visible_to(request.user)
    standing = rows.filter(ended_at__isnull=True, ends_on__gte=today)
    rows = standing if show == "now" else rows.exclude(pk__in=standing.values("pk"))
    page = page_by_key(rows, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    offices = offices_of(request.user)
    context = {
        "page": page,
        "show": show,
        "today": today,
        "endable": {row.pk for row in page.rows if can_record_absence(request.user, row.user, row.council_id)},
        "offices": [(pk, office.name) for pk, office in offices.items() if can_decide_for(request.user, pk)],
    }
    return render(request, "suppliers/sharing/absences.html", context)


@officers_only
@require_http_methods(["GET", "POST"])
def absence_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say when one is away, or as a lead when somebody is, and who covers."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_record_absence(request.user, request.user, council.pk):
        raise PermissionDenied
    officers = officers_deciding_for(council.pk)[:MOST]
    asks_who = can_lead_for(request.user, council.pk)
    form = AbsenceForm(request.POST or None, officers=officers, me=request.user, asks_who=asks_who)
    if form.is_valid() and _record(form, council, request):
        messages.success(request, _("Saved. Whoever covers gets an email."))
        return redirect("absence-list")
    return render(request, "suppliers/sharing/absence.html", {"form": form, "council": council})


def _record(form: AbsenceForm, council: Council, request: SignedInRequest) -> bool:
    """Record it; what cannot be becomes an error of the form."""
    days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
    try:
        record_absence(user=form.away, council=council, cover=form.cover, by=request.user, **days)
    except CannotCover as error:
        for problem in error.problems:
            form.add_error(None, problem)
        return False
    return True


@officers_only
@require_POST
def absence_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End an absence early."""
    absence = get_object_or_404(absences_visible_to(request.user), pk=pk)
    if end_absence(absence=absence, by=request.user):
        messages.success(request, _("The absence has ended. Nobody covers any more."))
    else:
        messages.warning(request, _("The absence had ended already."))
    return redirect("absence-list")

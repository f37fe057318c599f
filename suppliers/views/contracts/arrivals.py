"""An officer sees which notices came by themselves, how the sources stand, and decides about those that wait."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Council
from accounts.requests import SignedInRequest
from suppliers.actions.arriving import leave_out, try_again
from suppliers.arrivals import left_out, recent, standings, waiting, without_supplier
from suppliers.models import ArrivedNotice
from suppliers.queries import arrived_notices_visible_to
from suppliers.views.contracts.notices import importing
from suppliers.workflow import InvalidTransition


@importing
@require_http_methods(["GET", "POST"])
def notice_arrivals(request: SignedInRequest, council: Council) -> HttpResponse:
    """Read what came and what waits; try a notice again, or leave it out."""
    if request.method == "POST":
        given = request.POST.get("notice", "")
        found = arrived_notices_visible_to(request.user).filter(council=council).select_related("council")
        return _decide(request, get_object_or_404(found, pk=int(given) if given.isdecimal() else 0))
    context = {
        "council": council,
        "has_number": council.identifiers.exists(),
        "standings": standings(council),
        "waiting": waiting(request.user, council),
        "without_supplier": without_supplier(request.user, council),
        "recent": recent(request.user, council),
        "left_out": left_out(request.user, council),
    }
    return render(request, "suppliers/contracts/notice_arrivals.html", context)


def _decide(request: SignedInRequest, notice: ArrivedNotice) -> HttpResponse:
    """Do what the button says."""
    try:
        if request.POST.get("action") == "leave":
            leave_out(notice=notice, by=request.user)
            messages.success(
                request, _("The notice was left out. Later notices about the same contract are left out too.")
            )
        elif try_again(notice=notice, by=request.user):
            messages.success(request, _("The notice was added."))
        else:
            messages.warning(request, _("The notice still cannot be added. Read below what is wrong with it."))
    except InvalidTransition:
        messages.warning(request, _("Somebody else was quicker. Nothing was changed."))
    return redirect("notice-arrivals", notice.council_id)

"""What an officer sees first: what waits, and what was promised, claimed and verified."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import can_decide_somewhere
from accounts.requests import SignedInRequest
from returns.overview import council_figures, needs_you
from suppliers.views.doorway import officers_only


@officers_only
@require_safe
def council_home(request: SignedInRequest) -> HttpResponse:
    """Counts that lead to their lists, and the figures of every measure in use."""
    context = {
        "counts": needs_you(request.user, today=timezone.localdate()),
        "figures": council_figures(request.user),
        "can_take": can_decide_somewhere(request.user),
    }
    return render(request, "returns/officer/home.html", context)

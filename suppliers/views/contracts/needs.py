"""How great the need of a council's areas is: the areas, and one with its indicators."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from suppliers.models import AreaNeed
from suppliers.needs import COLOURS, needs_of, with_needs
from suppliers.paging import page_by_key
from suppliers.permissions import can_set_places
from suppliers.queries import areas_visible_to, needs_visible_to
from suppliers.views.doorway import officers_only

# Indicators of one area that a page shows.
MOST = 200


@officers_only
@require_safe
def need_list(request: SignedInRequest) -> HttpResponse:
    """The areas of which something is known, newest first, each with how often it is among the worst."""
    areas = with_needs(areas_visible_to(request.user)).select_related("council")
    page = page_by_key(areas, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    councils = list(councils_of(request.user))
    context = {
        "page": page,
        "has_councils": len(councils) > 1,
        "can_bring": any(can_set_places(request.user, council) for council in councils),
    }
    return render(request, "suppliers/contracts/needs.html", context)


@officers_only
@require_safe
def need_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One area: in which fifth it lies by each indicator, the worst first."""
    area = get_object_or_404(areas_visible_to(request.user).select_related("council"), pk=pk)
    needs = needs_of(needs_visible_to(request.user), area)[:MOST]
    rows = [(need, COLOURS[AreaNeed.Fifth(need.fifth)], _value(need)) for need in needs]
    return render(request, "suppliers/contracts/need.html", {"area": area, "council": area.council, "rows": rows})


def _value(need: AreaNeed) -> str:
    """The value behind it as people read it, without idle zeros; empty where none was published."""
    return "" if need.value is None else f"{need.value.normalize():,f}"

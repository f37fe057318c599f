"""What a supplier sees first: what to do now, and everything sent before."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from returns.escalating import waiting_for_supplier as cases_for_supplier
from returns.presenting import add_outcomes, groups_of_returns, next_opening
from returns.queries import LISTED, supplier_returns_visible_to
from suppliers.paging import page_by_key
from suppliers.reach import memberships
from suppliers.waiting import waiting_for_supplier


@login_required
@require_safe
def supplier_home(request: SignedInRequest) -> HttpResponse:
    """What you need to do, across contracts and councils, in order of urgency."""
    today = timezone.localdate()
    groups, waiting = groups_of_returns(request.user, today=today), waiting_for_supplier(request.user)
    cases = cases_for_supplier(request.user)
    is_idle = not groups["to_do"] and not waiting and not cases
    context = {
        "groups": groups,
        "waiting": waiting,
        "cases": cases,
        "has_later": any(group.key == "later" for group in groups["to_do"]),
        "next_opening": next_opening(request.user, today=today) if is_idle else None,
        "is_member": bool(memberships(request.user)),
    }
    return render(request, "returns/supplier/home.html", context)


@login_required
@require_safe
def return_list(request: SignedInRequest) -> HttpResponse:
    """Every return of the person's organisations, newest first."""
    page = page_by_key(
        supplier_returns_visible_to(request.user).only(*LISTED),
        field=None,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    add_outcomes(page.rows, request.user)
    return render(request, "returns/supplier/list.html", {"page": page})

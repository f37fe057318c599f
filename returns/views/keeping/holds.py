"""Holds: while one stands, nothing it covers is disposed of or destroyed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Council
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from returns.actions.keeping import lift_hold, place_hold
from returns.forms.keeping import HoldForm
from returns.models import Evidence
from returns.permissions import can_lift_hold, can_place_hold
from returns.queries import files_to_keep_visible_to, holds_visible_to
from suppliers.checks import NotReady
from suppliers.models import Contract
from suppliers.paging import page_by_key
from suppliers.queries import council_contracts_visible_to
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition

# What a hold of each scope can cover, as far as a person sees it.
THINGS = {
    "council": councils_of,
    "contract": lambda user: council_contracts_visible_to(user).select_related("council"),
    "evidence": files_to_keep_visible_to,
}


@officers_only
@require_safe
def hold_list(request: SignedInRequest) -> HttpResponse:
    """Holds in force, newest first; with `show=lifted` those that were lifted."""
    show = "lifted" if request.GET.get("show") == "lifted" else "standing"
    holds = holds_visible_to(request.user).filter(lifted_at__isnull=show == "standing")
    page = page_by_key(holds, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context = {
        "page": page,
        "show": show,
        "rows": [(hold, can_lift_hold(request.user, hold)) for hold in page.rows],
        "councils": [one for one in councils_of(request.user) if can_place_hold(request.user, one.pk)],
        "here": f"{reverse('hold-list')}?show={show}",
    }
    return render(request, "returns/keeping/holds.html", context)


@officers_only
@require_http_methods(["GET", "POST"])
def hold_place(request: SignedInRequest, pk, scope: str) -> HttpResponse:
    """Hold a whole council, one contract or one file, for a reason."""
    thing = get_object_or_404(THINGS[scope](request.user), pk=pk)
    council = _council_of(thing)
    if not can_place_hold(request.user, council.pk):
        raise PermissionDenied
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        covered = {} if scope == "council" else {scope: thing}
        try:
            place_hold(council=council, reason=form.cleaned_data["reason"], by=request.user, **covered)
            messages.success(request, _("The hold is in force. Nothing it covers is disposed of until it is lifted."))
            return redirect("hold-list")
        except NotReady as error:
            form.add_error("reason", error.problems[0])
    context = {"form": form, "scope": scope, "thing": thing, "council": council}
    return render(request, "returns/keeping/hold.html", context)


def _council_of(thing: Council | Contract | Evidence) -> Council:
    """The council whose files a hold would keep."""
    if isinstance(thing, Evidence):
        return thing.contract.council
    return thing.council if isinstance(thing, Contract) else thing


@officers_only
@require_http_methods(["GET", "POST"])
def hold_lift(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what lifting means, then lift."""
    hold = get_object_or_404(holds_visible_to(request.user), pk=pk)
    if not can_lift_hold(request.user, hold):
        raise PermissionDenied
    if request.method == "POST":
        try:
            lift_hold(hold=hold, by=request.user)
            messages.success(request, _("The hold is lifted."))
        except InvalidTransition:
            messages.info(request, _("This hold was lifted before."))
        return redirect("hold-list")
    return render(request, "returns/keeping/lift.html", {"hold": hold, "council": hold.council})

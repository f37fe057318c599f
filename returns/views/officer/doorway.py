"""The one way for an officer into a return that the council has."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.permissions import is_officer_of
from accounts.requests import SignedInRequest
from returns.permissions import can_review_return, has_taken_return
from returns.queries import returns_visible_to
from returns.sheet import Row, Sheet
from suppliers.workflow import InvalidTransition


def reading(view: Callable) -> Callable:
    """Hand the view a return of a council this person is an officer of: 404 for others', 403 for suppliers."""

    @login_required
    @wraps(view)
    def inner(request: SignedInRequest, pk: int, *args, **kwargs) -> HttpResponse:
        supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
        if not is_officer_of(request.user, supplier_return.council_id):
            raise PermissionDenied
        return view(request, supplier_return, *args, **kwargs)

    return inner


def deciding(view: Callable) -> Callable:
    """As `reading`, for officers who may decide. What somebody else moved meanwhile is said, and nothing is saved."""

    @wraps(view)
    def inner(request: SignedInRequest, supplier_return, *args, **kwargs) -> HttpResponse:
        if not can_review_return(request.user, supplier_return):
            raise PermissionDenied
        try:
            return view(request, supplier_return, *args, **kwargs)
        except InvalidTransition:
            messages.warning(request, _("Somebody else changed this return first. Nothing you did was saved."))
            return redirect("return-review", supplier_return.pk)

    return reading(inner)


def holding(view: Callable) -> Callable:
    """As `deciding`, for the officer who has the return open; anybody else is shown who has it."""

    @wraps(view)
    def inner(request: SignedInRequest, supplier_return, *args, **kwargs) -> HttpResponse:
        if not has_taken_return(request.user, supplier_return):
            messages.warning(request, _("You do not have this return open. Nothing you did was saved."))
            return redirect("return-review", supplier_return.pk)
        return view(request, supplier_return, *args, **kwargs)

    return deciding(inner)


def row_or_404(sheet: Sheet, number: int) -> Row:
    """The line with this number of a sheet. Raises Http404."""
    row = sheet.row(number)
    if row is None:
        raise Http404
    return row

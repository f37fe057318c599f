"""The ways in to registers: those of one's councils, and those of the teams one runs."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from suppliers.permissions import can_bring_register, can_take_in_register
from suppliers.queries import registers_visible_to
from suppliers.views.doorway import officers_only


def bringing(view: Callable) -> Callable:
    """Hand the view a council of the officer's for which they may bring registers: 404 for others, 403 without."""

    @officers_only
    @wraps(view)
    def inner(request: SignedInRequest, pk: int, *args, **kwargs) -> HttpResponse:
        council = get_object_or_404(councils_of(request.user), pk=pk)
        if not can_bring_register(request.user, council=council):
            raise PermissionDenied
        return view(request, council, *args, **kwargs)

    return inner


def taking_in(view: Callable) -> Callable:
    """Hand the view a register that this person may have taken in: 404 for strangers, 403 without the right."""

    @login_required
    @wraps(view)
    def inner(request: SignedInRequest, pk, *args, **kwargs) -> HttpResponse:
        registers = registers_visible_to(request.user).select_related("council", "organisation", "sent_by")
        register = get_object_or_404(registers, pk=pk)
        if not can_take_in_register(request.user, register):
            raise PermissionDenied
        return view(request, register, *args, **kwargs)

    return inner

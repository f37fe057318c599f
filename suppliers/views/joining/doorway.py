"""The ways into an organisation for its own people. To everybody else it is not there: 404."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.requests import SignedInRequest
from suppliers.permissions import can_run_team
from suppliers.queries import organisations_before_joining, organisations_visible_to


def belonging(view: Callable) -> Callable:
    """Hand the view an organisation that this person acts for; 404 for others.

    Whoever was let into another organisation and comes by an older link is led to that one.
    """

    @login_required
    @wraps(view)
    def inner(request: SignedInRequest, pk: int, *args, **kwargs) -> HttpResponse:
        organisation = organisations_visible_to(request.user).filter(pk=pk).first()
        if organisation is None:
            before = get_object_or_404(organisations_before_joining(request.user), pk=pk)
            return redirect("organisation-detail", before.merged_into_id)
        return view(request, organisation, *args, **kwargs)

    return inner


def running(view: Callable) -> Callable:
    """As `belonging`, for the admins of the organisation; 403 for the others of its team."""

    @wraps(view)
    def inner(request: SignedInRequest, organisation, *args, **kwargs) -> HttpResponse:
        if not can_run_team(request.user, organisation):
            raise PermissionDenied
        return view(request, organisation, *args, **kwargs)

    return belonging(inner)

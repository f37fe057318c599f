"""The way in for officers, in front of every page of the council's side."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from accounts.queries import officer_roles
from accounts.requests import SignedInRequest


def officers_only(view: Callable) -> Callable:
    """403 for people who are an officer of no council."""

    @login_required
    @wraps(view)
    def inner(request: SignedInRequest, *args, **kwargs) -> HttpResponse:
        if not officer_roles(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return inner

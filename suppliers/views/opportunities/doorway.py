"""The ways to an opportunity log: 404 for strangers, 403 for who may only look."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import SignedInRequest
from suppliers.checks import NotReady
from suppliers.models import Contract, Host, Opportunity
from suppliers.permissions import can_keep_log
from suppliers.queries import contracts_with_log_visible_to, hosts_visible_to, opportunities_visible_to
from suppliers.workflow import InvalidTransition

Find = Callable[[User], QuerySet]


def _contracts(user: User) -> QuerySet[Contract]:
    return contracts_with_log_visible_to(user).select_related("council", "supplier")


def _hosts(user: User) -> QuerySet[Host]:
    return hosts_visible_to(user).select_related("contract__council", "area")


def _opportunities(user: User) -> QuerySet[Opportunity]:
    return opportunities_visible_to(user).select_related("contract__council", "host__area")


def _open_contract(thing: Model) -> Contract | None:
    """The contract of what may still be written to; None where nothing may change any more."""
    if isinstance(thing, Contract):
        return thing
    is_over = thing.retired_at if isinstance(thing, Host) else thing.ended_at  # type: ignore[attr-defined]
    return None if is_over else thing.contract  # type: ignore[attr-defined]


def _keeping(find: Find) -> Callable:
    """Hand the view one thing of a log that this person keeps, while its contract runs and it is not over."""

    def doorway(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def inner(request: SignedInRequest, pk: int) -> HttpResponse:
            thing = get_object_or_404(find(request.user), pk=pk)
            log = thing if isinstance(thing, Contract) else thing.contract
            if not can_keep_log(request.user, log):
                raise PermissionDenied
            contract = _open_contract(thing)
            if contract is not None and contract.status == Contract.Status.ACTIVE:
                try:
                    return view(request, thing)
                except InvalidTransition:
                    pass
            messages.warning(request, _("This cannot be done any more. See the log as it is now."))
            return redirect("opportunity-log", log.pk)

        return inner

    return doorway


keeping_log, keeping_host, keeping_opportunity = _keeping(_contracts), _keeping(_hosts), _keeping(_opportunities)


def log_or_404(user: User, pk: int) -> Contract:
    """A contract whose log the person sees. Raises Http404."""
    return get_object_or_404(_contracts(user), pk=pk)


def opportunity_or_404(user: User, pk: int) -> Opportunity:
    """An opportunity in a log that the person sees. Raises Http404."""
    return get_object_or_404(_opportunities(user), pk=pk)


def saved(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do it; what cannot be becomes errors of the form, each at its question."""
    try:
        act()
    except NotReady as error:
        for problem in error.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return False
    return True

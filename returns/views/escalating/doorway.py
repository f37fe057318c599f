"""The way to one case, for both of its sides."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import SignedInRequest
from returns.escalating import Case, load_case
from returns.models import Escalation
from returns.queries import escalations_visible_to
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition


def of_case(may: Callable[[User, Escalation], bool]) -> Callable:
    """Hand the view a case with everything in it: 404 for who does not see it, 403 without the right.

    Whoever comes too late, because it is closed by now or somebody else was quicker, is told so on its page.
    """

    def doorway(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def inner(request: SignedInRequest, pk: int, *args, **kwargs) -> HttpResponse:
            escalation = get_object_or_404(escalations_visible_to(request.user), pk=pk)
            if not may(request.user, escalation):
                raise PermissionDenied
            if escalation.status == Escalation.Status.OPEN:
                try:
                    return view(request, load_case(escalation), *args, **kwargs)
                except InvalidTransition:
                    pass
            messages.warning(request, _("This cannot be done any more. Look at the case as it is now."))
            return redirect("escalation-detail", escalation.pk)

        return inner

    return doorway


def done(form: Form, field: str | None, act: Callable[[], object]) -> bool:
    """Whether an action was done; what it found missing becomes an error of the form."""
    try:
        act()
    except NotReady as error:
        for problem in error.problems:
            form.add_error(field, problem)
        return False
    return True


def frame(case: Case) -> dict:
    """What every page of a case shows around its question."""
    contract = case.escalation.contract
    return {"case": case, "escalation": case.escalation, "contract": contract, "council": contract.council}

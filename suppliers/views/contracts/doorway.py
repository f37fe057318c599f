"""The way to one contract for the officers who manage it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from suppliers.models import Contract
from suppliers.permissions import can_manage_contract
from suppliers.queries import council_contracts_visible_to
from suppliers.setting_up import BESIDE
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition

PREPARING, ACTIVE, ENDED = Contract.Status.PREPARING, Contract.Status.ACTIVE, Contract.Status.ENDED


def home_of(contract: Contract) -> str:
    """The name of the page on which an officer goes on with a contract."""
    return "contract-setup" if contract.status == PREPARING else "contract-detail"


def managing(*statuses: str) -> Callable:
    """Hand the view a contract that an officer may manage: 404 for other councils', 403 without the right.

    Whoever comes too late, because it has another status by now or somebody else was quicker, is told so on its page.
    """

    def doorway(view: Callable) -> Callable:
        @officers_only
        @wraps(view)
        def inner(request: SignedInRequest, pk: int, *args, **kwargs) -> HttpResponse:
            contract = get_object_or_404(council_contracts_visible_to(request.user).select_related(*BESIDE), pk=pk)
            if not can_manage_contract(request.user, contract):
                raise PermissionDenied
            if contract.status in statuses:
                try:
                    return view(request, contract, *args, **kwargs)
                except InvalidTransition:
                    contract.refresh_from_db(fields=["status"])
            messages.warning(request, _("This cannot be done any more. Look at the contract as it is now."))
            return redirect(home_of(contract), contract.pk)

        return inner

    return doorway

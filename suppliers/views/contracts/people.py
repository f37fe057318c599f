"""Who looks after a contract on each side."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from suppliers.actions.handover import name_deputy, name_manager, name_owner
from suppliers.checks import NotReady
from suppliers.forms.contracts import OwnerForm, PeopleForm
from suppliers.models import Contract
from suppliers.ownership import MOST, possible_managers, possible_owners
from suppliers.permissions import can_run_team
from suppliers.queries import contracts_visible_to
from suppliers.setting_up import BESIDE
from suppliers.views.contracts.doorway import ACTIVE, ENDED, PREPARING, home_of, managing
from suppliers.workflow import InvalidTransition


@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def contract_people(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """The officer names who looks after the contract on both sides."""
    managers = possible_managers(contract.council_id, contract=contract)[:MOST]
    form = PeopleForm(
        request.POST or None, contract=contract, managers=managers, owners=possible_owners(contract)[:MOST]
    )
    if form.is_valid() and _name(form, contract, request):
        messages.success(request, _("The people were saved."))
        return redirect(home_of(contract), contract.pk)
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "suppliers/contracts/people.html", context)


def _name(form: PeopleForm, contract: Contract, request: SignedInRequest) -> bool:
    """Name them; what cannot be becomes an error of the form."""
    try:
        name_manager(contract=contract, manager=form.manager, by=request.user)
        name_deputy(contract=contract, deputy=form.deputy, by=request.user)
        if form.owner is not None:
            name_owner(contract=contract, owner=form.owner, by=request.user)
    except NotReady as error:
        form.add_error(None, error.problems[0])
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def contract_owner(request: SignedInRequest, pk: int) -> HttpResponse:
    """The supplier's admin names who looks after the contract there."""
    contract = get_object_or_404(contracts_visible_to(request.user).select_related(*BESIDE), pk=pk)
    if contract.supplier is None or not can_run_team(request.user, contract.supplier):
        raise PermissionDenied
    form = OwnerForm(request.POST or None, contract=contract, owners=possible_owners(contract)[:MOST])
    if contract.status != ENDED and form.is_valid() and _name_own(form, contract, request):
        return redirect("contract-agreement", contract.pk)
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "suppliers/contracts/owner.html", context)


def _name_own(form: OwnerForm, contract: Contract, request: SignedInRequest) -> bool:
    """Name who looks after it; what cannot be becomes an error of the form."""
    try:
        name_owner(contract=contract, owner=form.owner, by=request.user)
    except NotReady as error:
        form.add_error("owner", error.problems[0])
        return False
    except InvalidTransition:
        messages.warning(request, _("This contract has ended. Nothing was saved."))
        return True
    messages.success(request, _("Saved. The council can see who looks after the contract."))
    return True

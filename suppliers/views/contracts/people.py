"""Who looks after a contract on each side, and who takes part in it beside the supplier."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from suppliers.actions.handover import name_manager, name_owner
from suppliers.actions.parties import add_party, remove_party
from suppliers.checks import NotReady
from suppliers.forms.contracts import OwnerForm, PartyForm, PeopleForm
from suppliers.models import Contract, Organisation
from suppliers.ownership import MOST, possible_managers, possible_owners
from suppliers.permissions import can_run_team
from suppliers.queries import contracts_visible_to
from suppliers.setting_up import BESIDE
from suppliers.views.contracts.doorway import ACTIVE, ENDED, PREPARING, home_of, managing
from suppliers.views.contracts.supplier import with_number
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


# --- Who takes part beside the supplier -------------------------------------------------------------------------------
@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def contract_parties(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Consortium members and subcontractors; another one is added by its number, once its name was looked at."""
    form = PartyForm(request.POST or None)
    found = None
    if form.is_valid():
        found = with_number(form.identifier)
        if found is None:
            form.add_error("number", _("No organisation with this number is here yet. Ask it to sign up first"))
        elif request.POST.get("confirmed") == str(found.pk) and _add(form, contract, found, request):
            return redirect("contract-parties", contract.pk)
    context = {
        "form": form,
        "found": found if not form.errors else None,
        "parties": contract.parties.select_related("organisation").order_by("pk")[:MOST],
        "contract": contract,
        "council": contract.council,
        "home": home_of(contract),
    }
    return render(request, "suppliers/contracts/parties.html", context)


def _add(form: PartyForm, contract: Contract, organisation: Organisation, request: SignedInRequest) -> bool:
    """Add it; what cannot be becomes an error of the form."""
    try:
        add_party(contract=contract, organisation=organisation, role=form.cleaned_data["role"], by=request.user)
    except NotReady as error:
        form.add_error("number", error.problems[0])
        return False
    messages.success(request, _("The organisation takes part in the contract now."))
    return True


@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def party_remove(request: SignedInRequest, contract: Contract, party_pk: int) -> HttpResponse:
    """Say once more who is taken out, then do it."""
    party = get_object_or_404(contract.parties.select_related("organisation", "contract"), pk=party_pk)
    problems: list = []
    if request.method == "POST":
        try:
            remove_party(party=party, by=request.user)
            messages.success(request, _("The organisation takes part no longer."))
            return redirect("contract-parties", contract.pk)
        except NotReady as error:
            problems = error.problems
    context = {"party": party, "contract": contract, "council": contract.council, "problems": problems}
    return render(request, "suppliers/contracts/party_remove.html", context)

"""A contract written down by an officer: what it is, and how often it reports."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Council
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from framework.queries import versions_to_choose
from suppliers.actions.contract_setup import (
    ReferenceTaken,
    change_contract,
    create_contract,
    describe_contract,
    set_reporting,
)
from suppliers.checks import NotReady
from suppliers.forms.contracts import CouncilForm, DetailsForm, Places, ReportingForm, WordsForm, initial_of
from suppliers.models import Contract
from suppliers.ownership import MOST, possible_managers
from suppliers.permissions import can_add_contract
from suppliers.proportion import beyond, suggestion_for
from suppliers.views.contracts.doorway import ACTIVE, PREPARING, managing
from suppliers.views.doorway import officers_only


def _council_of(request: SignedInRequest, councils: list[Council]) -> Council | None:
    """The council a contract is added to: the only one, or the one that was chosen. Raises Http404 for any other."""
    chosen = request.GET.get("council")
    if chosen is None:
        return councils[0] if len(councils) == 1 else None
    for council in councils:
        if str(council.pk) == chosen:
            return council
    raise Http404


@officers_only
@require_http_methods(["GET", "POST"])
def contract_add(request: SignedInRequest) -> HttpResponse:
    """Add a contract; an officer of several councils says first which of them it is with."""
    councils = [one for one in councils_of(request.user) if can_add_contract(request.user, one)]
    if not councils:
        raise PermissionDenied
    council = _council_of(request, councils)
    if council is None:
        return _choose_council(request, councils)
    form = DetailsForm(
        request.POST or None,
        versions=versions_to_choose(request.user, council.pk)[:MOST],
        managers=possible_managers(council.pk)[:MOST],
        places=Places.of(council),
        initial={"legal_basis": Contract.LegalBasis.PA2023.value, "manager": str(request.user.pk)},
    )
    if form.is_valid() and (contract := _create(form, council, request)):
        messages.success(request, _("The contract was added. Go on setting it up here."))
        return redirect("contract-setup", contract.pk)
    return render(request, "suppliers/contracts/details.html", {"form": form, "council": council, "contract": None})


def _choose_council(request: SignedInRequest, councils: list[Council]) -> HttpResponse:
    """Which council the contract is with."""
    form = CouncilForm(request.POST or None, councils=councils)
    if form.is_valid():
        return redirect(f"{request.path}?council={form.cleaned_data['council']}")
    return render(request, "suppliers/contracts/council.html", {"form": form})


def _create(form: DetailsForm, council: Council, request: SignedInRequest) -> Contract | None:
    """Add it; what cannot be becomes an error of the form."""
    try:
        return create_contract(council=council, details=form.to_details(), manager=form.chosen_manager, by=request.user)
    except NotReady as error:
        _blame(form, error)
        return None


def _blame(form: WordsForm, error: NotReady) -> None:
    """Say at its field what the action found."""
    form.add_error("reference" if isinstance(error, ReferenceTaken) else None, error.problems[0])


@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def contract_edit(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Change a contract: all of it while it is set up, and only its words once it is reported on."""
    form = _form_for(contract, request)
    if form.is_valid() and _save_details(form, contract, request):
        messages.success(request, _("The details were saved."))
        return redirect("contract-setup", contract.pk)
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "suppliers/contracts/details.html", context)


def _form_for(contract: Contract, request: SignedInRequest) -> WordsForm:
    """What of a contract may change now, as it is or as it was typed."""
    data, initial = request.POST or None, initial_of(contract)
    places = Places.of(contract.council)
    if contract.status != PREPARING:
        return WordsForm(data, places=places, initial=initial)
    versions = versions_to_choose(request.user, contract.council_id)[:MOST]
    return DetailsForm(data, versions=versions, places=places, initial=initial)


def _save_details(form: WordsForm, contract: Contract, request: SignedInRequest) -> bool:
    """Change it; what cannot be becomes an error of the form."""
    try:
        if isinstance(form, DetailsForm):
            change_contract(contract=contract, details=form.to_details(), by=request.user)
        else:
            describe_contract(contract=contract, words=form.to_words(), by=request.user)
    except NotReady as error:
        _blame(form, error)
        return False
    return True


@managing(PREPARING)
@require_http_methods(["GET", "POST"])
def contract_reporting(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """How often the contract reports, with what contracts of its value usually do, and a reason for more."""
    form = ReportingForm(request.POST or None, contract=contract)
    suggestion = suggestion_for(contract)
    if form.is_valid():
        reporting = form.to_reporting()
        if suggestion and not reporting.proportion_reason:
            for sentence in beyond(suggestion, frequency=reporting.frequency, commitments=0):
                form.add_error("proportion_reason", f"{sentence}. {_('Say why')}")
        if not form.errors:
            set_reporting(contract=contract, reporting=reporting, by=request.user)
            messages.success(request, _("How the contract reports was saved."))
            return redirect("contract-setup", contract.pk)
    context = {"form": form, "contract": contract, "council": contract.council, "suggestion": suggestion}
    return render(request, "suppliers/contracts/reporting.html", context)

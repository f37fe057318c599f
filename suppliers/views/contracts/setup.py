"""The set-up of a contract as a list of tasks, and its end: reporting starts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from suppliers.actions.contracts import activate_contract, extend_contract
from suppliers.checks import NotReady
from suppliers.forms.contracts import ExtendForm
from suppliers.models import Contract
from suppliers.permissions import can_manage_contract
from suppliers.queries import council_contracts_visible_to
from suppliers.setting_up import setting_up, with_set_up
from suppliers.views.contracts.doorway import ACTIVE, PREPARING, managing
from suppliers.views.doorway import officers_only


@officers_only
@require_safe
def contract_setup(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is done and what is missing; a contract that is set up already has its own page."""
    contract = get_object_or_404(with_set_up(council_contracts_visible_to(request.user)), pk=pk)
    if contract.status != PREPARING:
        return redirect("contract-detail", contract.pk)
    context = {
        "contract": contract,
        "council": contract.council,
        "setup": setting_up(contract),
        "can_manage": can_manage_contract(request.user, contract),
    }
    return render(request, "suppliers/contracts/setup.html", context)


@managing(PREPARING)
@require_http_methods(["GET", "POST"])
def contract_start(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Say once more what happens, then start reporting."""
    problems: list = []
    if request.method == "POST":
        try:
            activate_contract(contract=contract, by=request.user)
            messages.success(request, _("Reporting has started. The supplier’s people get an email."))
            return redirect("contract-detail", contract.pk)
        except NotReady as error:
            problems = error.problems
    fresh = get_object_or_404(with_set_up(Contract.objects.all()), pk=contract.pk)
    context = {"contract": fresh, "council": fresh.council, "setup": setting_up(fresh), "problems": problems}
    return render(request, "suppliers/contracts/start.html", context)


@managing(ACTIVE)
@require_http_methods(["GET", "POST"])
def contract_extend(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Move the last day of a contract that is reported on."""
    form = ExtendForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            extend_contract(contract=contract, ends_on=said["ends_on"], reason=said["reason"], by=request.user)
            messages.success(request, _("The end of the contract was moved."))
            return redirect("contract-detail", contract.pk)
        except NotReady as error:
            form.add_error("ends_on", error.problems[0])
    context = {"form": form, "contract": contract, "council": contract.council}
    return render(request, "suppliers/contracts/extend.html", context)

"""What a contract allows when a promise falls short."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from suppliers.actions.remedies import set_remedies
from suppliers.checks import NotReady
from suppliers.forms.remedies import RemediesForm
from suppliers.models import Commitment, Contract
from suppliers.remedies import granted_by
from suppliers.views.contracts.doorway import ACTIVE, PREPARING, home_of, managing


@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def contract_remedies(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Tick what the contract grants, and enter the rates and the most it names."""
    agreed = contract.commitments.filter(status=Commitment.Status.AGREED).select_related("measure")
    commitments = list(agreed.order_by("position"))
    form = RemediesForm(request.POST or None, granted=granted_by(contract), commitments=commitments)
    if form.is_valid() and _set(form, contract, request):
        messages.success(request, _("What the contract allows is saved. The supplier’s people get an email."))
        return redirect(home_of(contract), contract.pk)
    context = {"form": form, "contract": contract, "council": contract.council, "home": home_of(contract)}
    return render(request, "suppliers/contracts/remedies.html", context)


def _set(form: RemediesForm, contract: Contract, request: SignedInRequest) -> bool:
    """Set it; what cannot be becomes an error of the form."""
    try:
        set_remedies(contract=contract, granted=form.to_granted(), by=request.user)
    except NotReady as error:
        form.add_error("clause" if not form.cleaned_data["clause"] else "kinds", error.problems[0])
        return False
    return True

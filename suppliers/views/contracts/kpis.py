"""Marking the statutory key performance indicators of a contract."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from suppliers.actions.kpis import explain_no_kpis, mark_kpis
from suppliers.checks import NotReady
from suppliers.forms.kpis import KpisForm
from suppliers.kpis import LEAST_KPIS, can_be_kpis, why_no_kpis
from suppliers.models import Contract, NoKpiReason
from suppliers.promises import is_about_protected
from suppliers.views.contracts.doorway import ACTIVE, PREPARING, home_of, managing


@managing(PREPARING, ACTIVE)
@require_http_methods(["GET", "POST"])
def contract_kpis(request: SignedInRequest, contract: Contract) -> HttpResponse:
    """Say which promises are statutory KPIs, or why none is; where the law asks for none, the page says why."""
    why_none = why_no_kpis(contract, on=timezone.localdate())
    possible = list(can_be_kpis(contract))
    said = NoKpiReason.objects.filter(contract=contract).first()
    marked = [commitment.pk for commitment in possible if commitment.is_kpi]
    form = KpisForm(
        request.POST or None, possible=possible, marked=marked, reason=said.reason if said else "",
        is_sensitive=request.method == "POST" and is_about_protected(contract.pk),
    )  # fmt: skip
    if form.is_valid() and _keep(form, contract, request):
        return redirect(home_of(contract), contract.pk)
    context = {
        "form": form, "contract": contract, "council": contract.council, "why_none": why_none, "possible": possible,
        "least": LEAST_KPIS, "back": home_of(contract),
    }  # fmt: skip
    return render(request, "suppliers/contracts/kpis.html", context)


def _keep(form: KpisForm, contract: Contract, request: SignedInRequest) -> bool:
    """Keep what was said; what cannot be becomes an error of the form."""
    try:
        if form.chosen:
            mark_kpis(contract=contract, commitments=form.chosen, by=request.user)
        else:
            explain_no_kpis(contract=contract, reason=form.cleaned_data["reason"], by=request.user)
    except NotReady as error:
        form.add_error(None, error.problems[0])
        return False
    messages.success(request, _("What you said about statutory KPIs is saved."))
    return True

"""A supplier asks councils for its contracts, and sees what became of that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.queries import councils_on
from accounts.requests import SignedInRequest
from suppliers.actions.claims import claim_contract, withdraw_claim
from suppliers.checks import NotReady
from suppliers.forms.claims import ClaimForm
from suppliers.models import ContractClaim, Organisation
from suppliers.paging import page_by_key
from suppliers.permissions import can_take_on_contract
from suppliers.queries import claims_visible_to, organisations_visible_to
from suppliers.workflow import InvalidTransition

# Councils of one installation, and organisations of one person, that a page offers to choose from.
MOST = 100


def _claiming(request: SignedInRequest) -> list[Organisation]:
    """The organisations for which a person may ask for contracts."""
    own = organisations_visible_to(request.user).filter(merged_into__isnull=True).order_by("name", "pk")[:MOST]
    return [one for one in own if can_take_on_contract(request.user, one)]


@login_required
@require_safe
def claim_list(request: SignedInRequest) -> HttpResponse:
    """What was asked for, newest first, and what the councils said."""
    claims = claims_visible_to(request.user).select_related("council", "organisation", "contract")
    page = page_by_key(claims, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    rows = [(claim, can_take_on_contract(request.user, claim.organisation)) for claim in page.rows]
    context = {"page": page, "rows": rows, "can_claim": bool(_claiming(request))}
    return render(request, "suppliers/contracts/claims.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def claim_add(request: SignedInRequest) -> HttpResponse:
    """Ask a council for a contract. The answer is the same whether there is such a contract or not."""
    organisations = _claiming(request)
    if not organisations:
        raise PermissionDenied
    councils = councils_on(timezone.localdate()).order_by("name")[:MOST]
    form = ClaimForm(request.POST or None, councils=councils, organisations=organisations)
    if form.is_valid() and _claim(form, request):
        messages.success(request, _("The council has your request. You get an email when it has decided."))
        return redirect("claim-list")
    return render(request, "suppliers/contracts/claim.html", {"form": form})


def _claim(form: ClaimForm, request: SignedInRequest) -> bool:
    """Ask; what cannot be becomes an error of the form."""
    try:
        claim_contract(
            organisation=form.chosen_organisation,
            council=form.chosen_council,
            reference=form.cleaned_data["reference"],
            note=form.cleaned_data["note"],
            by=request.user,
        )
    except NotReady as error:
        form.add_error("reference", error.problems[0])
        return False
    return True


@login_required
@require_POST
def claim_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    claim = get_object_or_404(claims_visible_to(request.user).select_related("organisation"), pk=pk)
    try:
        withdraw_claim(claim=claim, by=request.user)
        messages.success(request, _("You no longer ask for this contract."))
    except InvalidTransition:
        claim.refresh_from_db(fields=["status"])
        was_withdrawn = _("You withdrew this request before. Nothing was changed.")
        decided = _("The council has decided already. Nothing was changed.")
        messages.warning(request, was_withdrawn if claim.status == ContractClaim.Status.WITHDRAWN else decided)
    return redirect("claim-list")

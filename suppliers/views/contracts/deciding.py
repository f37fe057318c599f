"""The council's side of claims: which contract is meant, who asks, and what becomes of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from suppliers.actions.claims import accept_claim, decline_claim
from suppliers.checks import NotReady
from suppliers.checks.claim_can_be_accepted import about_asker
from suppliers.checks.claim_can_be_accepted import problems as problems_of
from suppliers.claiming import contracts_with_reference
from suppliers.forms.claims import DECLINE, OTHER, ClaimDecisionForm
from suppliers.models import Contract, ContractClaim
from suppliers.paging import page_by_key
from suppliers.permissions import can_decide_claim
from suppliers.queries import council_claims_visible_to
from suppliers.views.contracts.supplier import numbers_of
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition

# Contracts that fit a reference: more than one only where a council's references differ in signs alone.
MOST = 5
BESIDE = ("council", "organisation", "asked_by", "decided_by", "contract")


@officers_only
@require_safe
def council_claim_list(request: SignedInRequest) -> HttpResponse:
    """Claims that wait, the oldest first; with `show=decided` the others, newest first."""
    show = "decided" if request.GET.get("show") == "decided" else "waiting"
    claims = council_claims_visible_to(request.user).select_related(*BESIDE)
    waiting = {"status": ContractClaim.Status.WAITING}
    claims = claims.filter(**waiting) if show == "waiting" else claims.exclude(**waiting)
    field = "asked_at" if show == "waiting" else None
    page = page_by_key(claims, field=field, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    rows = [(claim, can_decide_claim(request.user, claim)) for claim in page.rows]
    context = {"page": page, "rows": rows, "show": show, "here": f"{reverse('council-claim-list')}?show={show}"}
    return render(request, "suppliers/contracts/council_claims.html", context)


@officers_only
@require_http_methods(["GET", "POST"])
def council_claim_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """One claim: the contracts that fit, who asks, and what is decided."""
    claim = get_object_or_404(council_claims_visible_to(request.user).select_related(*BESIDE), pk=pk)
    if not can_decide_claim(request.user, claim):
        raise PermissionDenied
    if claim.status != ContractClaim.Status.WAITING:
        if request.method == "POST":
            messages.warning(request, _too_late(claim))
        return render(request, "suppliers/contracts/claim_decided.html", {"claim": claim, "council": claim.council})
    found = list(contracts_with_reference(claim.council_id, claim.reference).select_related("supplier")[:MOST])
    matches = [(contract, list(problems_of(claim, contract))) for contract in found]
    about = list(about_asker(claim))
    fitting = [contract for contract, problems in matches if not problems]
    form = ClaimDecisionForm(request.POST or None, contracts=fitting, can_accept=not about)
    if form.is_valid() and _decide(form, claim, request):
        return redirect("council-claim-list")
    context = {"form": form, "claim": claim, "council": claim.council, "matches": matches, "about": about}
    return render(request, "suppliers/contracts/claim_decide.html", {**context, **numbers_of(claim.organisation)})


def _too_late(claim: ContractClaim) -> str:
    """Why nothing can be decided about a claim any more."""
    if claim.status == ContractClaim.Status.WITHDRAWN:
        return _("The supplier withdrew this request before you decided. Nothing you did was saved.")
    return _("Somebody else decided before you. Nothing you did was saved.")


def _decide(form: ClaimDecisionForm, claim: ContractClaim, request: SignedInRequest) -> bool:
    """Do what was decided; what cannot be becomes an error of the form."""
    try:
        if form.cleaned_data["decision"] == DECLINE:
            decline_claim(claim=claim, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The request was declined. The supplier gets an email."))
            return True
        contract = _chosen(form, claim)
        if contract is None:
            return False
        accept_claim(claim=claim, contract=contract, by=request.user)
        messages.success(request, _("The organisation is the supplier of the contract now. It gets an email."))
    except NotReady as error:
        field = "reference" if form.cleaned_data["decision"] == OTHER else "decision"
        form.add_error(field if field in form.fields else None, error.problems[0])
        return False
    except InvalidTransition:
        claim.refresh_from_db(fields=["status"])
        changed = _("The contract has changed in the meantime. Nothing you did was saved.")
        messages.warning(request, changed if claim.status == ContractClaim.Status.WAITING else _too_late(claim))
    return True


def _chosen(form: ClaimDecisionForm, claim: ContractClaim) -> Contract | None:
    """The contract that was chosen; where a typed reference fits none or several, an error of the form and None."""
    decision, typed = form.cleaned_data["decision"], form.cleaned_data["reference"]
    if decision != OTHER:
        return form.contracts[decision]
    found = list(contracts_with_reference(claim.council_id, typed)[:MOST])
    exact = [contract for contract in found if contract.reference == typed] or found
    if len(exact) == 1:
        return exact[0]
    none = _("No contract of your council has this reference. Add the contract first")
    several = _("Several contracts have a reference like this. Enter it exactly as it is")
    form.add_error("reference", several if exact else none)
    return None

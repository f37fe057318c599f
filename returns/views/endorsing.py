"""Endorsing a supplier: proposing, deciding, and what the supplier says."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import is_officer_of
from accounts.requests import SignedInRequest
from returns.actions.endorsing import (
    MOST_MONTHS,
    accept_endorsement,
    approve_endorsement,
    decline_endorsement,
    propose_endorsement,
    refuse_endorsement,
    withdraw_endorsement,
)
from returns.checks.endorsement_stands_on_figures import verified_in
from returns.forms.endorsing import EndorseForm, EndorsementDecisionForm
from returns.forms.officer import ReasonForm
from returns.permissions import can_answer_endorsement, can_decide_endorsement
from suppliers.calendar import add_months
from suppliers.checks import NotReady
from suppliers.models import Contract, Endorsement
from suppliers.permissions import can_manage_contract
from suppliers.promises import is_about_protected
from suppliers.queries import council_contracts_visible_to, endorsements_visible_to
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition

Status = Endorsement.Status
RUNNING = (Status.PROPOSED, Status.OFFERED, Status.ACCEPTED)


@officers_only
@require_http_methods(["GET", "POST"])
def endorsement_propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what the supplier does well, and which verified promises bear it out."""
    contracts = council_contracts_visible_to(request.user).select_related("council", "supplier")
    contract = get_object_or_404(contracts, pk=pk)
    if not can_manage_contract(request.user, contract):
        raise PermissionDenied
    verified = verified_in(contract, today=timezone.localdate())
    choices = [(str(item.commitment.pk), item.commitment.promise) for item in verified]
    is_sensitive = request.method == "POST" and is_about_protected(contract.pk)
    form = EndorseForm(request.POST or None, choices=choices, is_sensitive=is_sensitive)
    if form.is_valid() and _propose(request, form, contract, verified):
        return redirect("contract-detail", contract.pk)
    context = {"form": form, "contract": contract, "council": contract.council, "verified": verified}
    return render(request, "returns/endorsing/propose.html", context)


def _propose(request: SignedInRequest, form: EndorseForm, contract: Contract, verified: list) -> bool:
    """Propose; what cannot be becomes an error of the form."""
    chosen = {int(pk) for pk in form.cleaned_data["commitments"]}
    commitments = [item.commitment for item in verified if item.commitment.pk in chosen]
    reason = form.cleaned_data["reason"]
    try:
        propose_endorsement(contract=contract, reason=reason, commitments=commitments, by=request.user)
    except NotReady as error:
        form.add_error("reason", error.problems[0])
        return False
    messages.success(request, _("It waits for a social value lead. The supplier sees nothing of it yet."))
    return True


@login_required
@require_safe
def endorsement_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One endorsement, for the council's officers, and once it was approved for the supplier's people."""
    endorsement = get_object_or_404(endorsements_visible_to(request.user), pk=pk)
    today, is_running = timezone.localdate(), endorsement.status in RUNNING
    context = {
        "endorsement": endorsement,
        "council": endorsement.council,
        "commitments": endorsement.commitments.order_by("position").only("promise"),
        "is_council": is_officer_of(request.user, endorsement.council_id),
        "is_over": is_running and endorsement.valid_to is not None and endorsement.valid_to < today,
        "can_decide": endorsement.status == Status.PROPOSED and can_decide_endorsement(request.user, endorsement),
        "can_answer": endorsement.status in (Status.OFFERED, Status.ACCEPTED)
        and can_answer_endorsement(request.user, endorsement),
        "can_withdraw": is_running and can_manage_contract(request.user, endorsement.contract),
    }
    return render(request, "returns/endorsing/detail.html", context)


@officers_only
@require_http_methods(["GET", "POST"])
def endorsement_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve it, until a day, or say why not; never whoever proposed it."""
    endorsement = get_object_or_404(endorsements_visible_to(request.user), pk=pk)
    if not can_decide_endorsement(request.user, endorsement):
        raise PermissionDenied
    is_sensitive = request.method == "POST" and is_about_protected(endorsement.contract_id)
    usual = add_months(timezone.localdate(), MOST_MONTHS)
    form = EndorsementDecisionForm(request.POST or None, valid_to=usual, is_sensitive=is_sensitive)
    if form.is_valid() and _decide(request, form, endorsement):
        return redirect("endorsement-detail", pk)
    context = {"form": form, "endorsement": endorsement, "council": endorsement.council}
    return render(request, "returns/endorsing/decide.html", context)


def _decide(request: SignedInRequest, form: EndorsementDecisionForm, endorsement: Endorsement) -> bool:
    """Approve or decline; what cannot be becomes an error of the form."""
    cleaned = form.cleaned_data
    try:
        if cleaned["decision"] == "approve":
            approve_endorsement(endorsement=endorsement, valid_to=cleaned["valid_to"], by=request.user)
        else:
            decline_endorsement(endorsement=endorsement, reason=cleaned["reason"], by=request.user)
    except NotReady as error:
        form.add_error("valid_to", error.problems[0])
        return False
    except InvalidTransition:
        messages.info(request, _("A colleague has decided this already."))
    return True


@login_required
@require_POST
def endorsement_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The supplier's admin wants it shown, or not."""
    endorsement = get_object_or_404(endorsements_visible_to(request.user), pk=pk)
    if not can_answer_endorsement(request.user, endorsement):
        raise PermissionDenied
    act = accept_endorsement if request.POST.get("answer") == "accept" else refuse_endorsement
    try:
        act(endorsement=endorsement, by=request.user)
        messages.success(request, _("Your answer is saved. The council gets an email."))
    except InvalidTransition:
        messages.info(request, _("This cannot be answered any more."))
    return redirect("endorsement-detail", pk)


@officers_only
@require_http_methods(["GET", "POST"])
def endorsement_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it back, with a reason that the supplier reads."""
    endorsement = get_object_or_404(endorsements_visible_to(request.user), pk=pk)
    if not can_manage_contract(request.user, endorsement.contract):
        raise PermissionDenied
    is_sensitive = request.method == "POST" and is_about_protected(endorsement.contract_id)
    form = ReasonForm(request.POST or None, is_sensitive=is_sensitive)
    if form.is_valid():
        try:
            withdraw_endorsement(endorsement=endorsement, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The endorsement is withdrawn."))
        except InvalidTransition:
            messages.info(request, _("It has ended already."))
        return redirect("endorsement-detail", pk)
    context = {"form": form, "endorsement": endorsement, "council": endorsement.council}
    return render(request, "returns/endorsing/withdraw.html", context)

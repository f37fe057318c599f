"""Answering what the other side proposed; taking back what one's own proposed; proposing that a promise ends."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import SignedInRequest
from framework.models import Measure
from suppliers.actions.answering import accept_proposal, decline_proposal
from suppliers.actions.proposing import propose_withdrawal, take_back_proposal
from suppliers.checks import NotReady
from suppliers.differences import facts
from suppliers.forms.promises.answers import COUNTER, DECLINE, AnswerForm, EndForm
from suppliers.models import Commitment, Proposal
from suppliers.permissions import can_answer_proposal, can_change_promise, can_take_back_proposal
from suppliers.promise_history import entries_of, readable
from suppliers.promises import asks_beyond_usual
from suppliers.views.promises.doorway import commitment_or_404, proposal_or_404
from suppliers.workflow import OPEN_PROPOSAL, InvalidTransition

FOLDER = "suppliers/promises"


@login_required
@require_http_methods(["GET", "POST"])
def promise_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept it, answer with other terms, or decline it with a reason."""
    proposal = proposal_or_404(request.user, pk)
    if not can_answer_proposal(request.user, proposal):
        raise PermissionDenied
    if proposal.status not in OPEN_PROPOSAL:
        return _too_late(request, proposal)
    beyond = _beyond(proposal)
    form = AnswerForm(
        request.POST or None,
        can_counter=proposal.kind != Proposal.Kind.WITHDRAWAL,
        needs_proportion=bool(beyond),
        is_sensitive=_is_sensitive(proposal.commitment),
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid() and (answered := _answer(request, proposal, form, problems)):
        return answered
    context = {**_about(proposal), "form": form, "beyond": beyond, "problems": problems}
    return render(request, f"{FOLDER}/answer.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def promise_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what taking it back means, then take it back."""
    proposal = proposal_or_404(request.user, pk)
    if not can_take_back_proposal(request.user, proposal):
        raise PermissionDenied
    if proposal.status not in OPEN_PROPOSAL:
        return _too_late(request, proposal)
    if request.method == "POST":
        try:
            take_back_proposal(proposal=proposal, by=request.user)
        except InvalidTransition:
            return _too_late(request, proposal)
        messages.success(request, _("Taken back. The other side need not answer any more, and gets an email."))
        return redirect("promise-detail", proposal.commitment_id)
    return render(request, f"{FOLDER}/take_back.html", _about(proposal))


@login_required
@require_http_methods(["GET", "POST"])
def promise_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose that an agreed promise ends."""
    commitment = commitment_or_404(request.user, pk)
    if not can_change_promise(request.user, commitment):
        raise PermissionDenied
    form = EndForm(request.POST or None, is_sensitive=_is_sensitive(commitment))
    if request.method == "POST" and form.is_valid() and _withdraw(request, form, commitment):
        return redirect("promise-detail", pk)
    context = {
        "commitment": commitment,
        "contract": commitment.contract,
        "council": commitment.contract.council,
        "back": reverse("promise-detail", args=[pk]),
        "form": form,
    }
    return render(request, f"{FOLDER}/withdraw.html", context)


def _about(proposal: Proposal) -> dict:
    """What the pages of a proposal show of it."""
    commitment = proposal.commitment
    entries, known = entries_of(commitment)
    terms = readable(proposal)
    return {
        "whole": list(facts(terms, known).values()) if terms else [],
        "proposal": proposal,
        "commitment": commitment,
        "contract": commitment.contract,
        "council": commitment.contract.council,
        "entry": next((entry for entry in entries if entry.proposal.pk == proposal.pk), None),
        "is_new": proposal.kind == Proposal.Kind.NEW,
        "back": reverse("promise-detail", args=[commitment.pk]),
    }


def _too_late(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Somebody answered, or took it back, while this person was reading."""
    messages.info(request, _("This was answered or taken back already. Nothing you did was saved."))
    return redirect("promise-detail", proposal.commitment_id)


def _is_sensitive(commitment: Commitment) -> bool:
    """Whether it is about people who need protection, so that no words may name anybody."""
    return commitment.measure.sensitivity != Measure.Sensitivity.STANDARD


def _beyond(proposal: Proposal) -> list[str]:
    """What accepting would make the contract ask beyond what is usual, where the council has to say why."""
    contract = proposal.commitment.contract
    is_the_councils = proposal.kind == Proposal.Kind.NEW and proposal.side == Proposal.Side.SUPPLIER
    return asks_beyond_usual(contract) if is_the_councils and not contract.proportion_reason else []


def _answer(request: SignedInRequest, proposal: Proposal, form: AnswerForm, problems: list[str]) -> HttpResponse | None:
    """Do what was answered. What is in the way goes into `problems`, and nothing is done."""
    cleaned = form.cleaned_data
    if cleaned["answer"] == COUNTER:
        return redirect("promise-check", COUNTER, proposal.pk)
    try:
        words = _act(proposal, cleaned, request.user)
    except NotReady as refused:
        problems.extend(refused.problems)
        return None
    except InvalidTransition:
        return _too_late(request, proposal)
    messages.success(request, words)
    return redirect("promise-detail", proposal.commitment_id)


def _act(proposal: Proposal, cleaned: dict, by: User) -> str:
    """Decline or accept; what is told of it. Raises as the actions do."""
    if cleaned["answer"] == DECLINE:
        decline_proposal(proposal=proposal, reason=cleaned["reason"], by=by)
        return _("Declined. The other side gets an email and can read why.")
    proportion_reason = cleaned.get("proportion_reason", "")
    accept_proposal(proposal=proposal, reason=cleaned["reason"], proportion_reason=proportion_reason, by=by)
    if proposal.kind == Proposal.Kind.WITHDRAWAL:
        return _("Accepted. The promise ends, what was reported of it stays, and the other side gets an email.")
    return _("Accepted. Both sides are bound by it from now on, and the other side gets an email.")


def _withdraw(request: SignedInRequest, form: EndForm, commitment: Commitment) -> bool:
    """Propose the end; what cannot be becomes an error of the form."""
    try:
        propose_withdrawal(commitment=commitment, reason=form.cleaned_data["reason"], by=request.user)
    except NotReady as refused:
        form.add_error("reason", refused.problems[0])
        return False
    except InvalidTransition:
        form.add_error("reason", _("Only an agreed promise of a contract that runs can end"))
        return False
    messages.success(request, _("Sent to the other side. It gets an email, and answers here."))
    return True

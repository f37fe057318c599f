"""The ways to what a person may propose, change or answer: 404 for strangers, 403 for who may only look."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import SignedInRequest
from suppliers.models import Commitment, Contract, Proposal
from suppliers.permissions import (
    can_answer_proposal,
    can_change_promise,
    can_describe_mission,
    can_propose,
    side_of,
)
from suppliers.promises import open_proposal_of
from suppliers.queries import commitments_visible_to, contracts_visible_to, proposals_visible_to
from suppliers.views.promises.draft import ADD, CHANGE, COUNTER, MISSION, REPLACE, Draft
from suppliers.workflow import OPEN_PROPOSAL

OF_A_CONTRACT = ("council", "supplier", "manager", "framework_version__framework")
OF_A_COMMITMENT = (
    *("measure__version__framework", "measure__outcome", "deliverer"),
    *("contract__council", "contract__supplier", "contract__manager"),
)
OF_A_PROPOSAL = (*(f"commitment__{way}" for way in OF_A_COMMITMENT), "proposed_by")


def contract_or_404(user: User, pk: int) -> Contract:
    """A contract the person sees. Raises Http404."""
    return get_object_or_404(contracts_visible_to(user).select_related(*OF_A_CONTRACT), pk=pk)


def commitment_or_404(user: User, pk: int) -> Commitment:
    """A promise the person sees. Raises Http404."""
    return get_object_or_404(commitments_visible_to(user).select_related(*OF_A_COMMITMENT), pk=pk)


def proposal_or_404(user: User, pk: int) -> Proposal:
    """A proposal about a promise the person sees. Raises Http404."""
    return get_object_or_404(proposals_visible_to(user).select_related(*OF_A_PROPOSAL), pk=pk)


def drafting(view: Callable) -> Callable:
    """Hand the view the draft of what this person may propose now, as far as it is answered.

    When it cannot be proposed (any more) the person is told why and led to the promise, or to the contract's list.
    """

    @login_required
    @wraps(view)
    def inner(request: SignedInRequest, pk: int, kind: str = ADD, *args, **kwargs) -> HttpResponse:
        if kind not in _OPEN:
            raise Http404
        draft = _OPEN[kind](request.user, pk)
        draft.kind = kind
        if reason := _why_shut(draft):
            messages.info(request, reason)
            return redirect(draft.home)
        draft.take(request.user)
        return view(request, draft, *args, **kwargs)

    return inner


def _to_add(user: User, pk: int) -> Draft:
    contract = contract_or_404(user, pk)
    if not can_propose(user, contract):
        raise PermissionDenied
    return Draft(ADD, pk, contract, str(side_of(user, contract)))


def _to_describe(user: User, pk: int) -> Draft:
    contract = contract_or_404(user, pk)
    if not can_describe_mission(user, contract):
        raise PermissionDenied
    return Draft(MISSION, pk, contract, Proposal.Side.SUPPLIER.value)


def _to_change(user: User, pk: int) -> Draft:
    commitment = commitment_or_404(user, pk)
    if not can_change_promise(user, commitment):
        raise PermissionDenied
    side = side_of(user, commitment.contract) or Proposal.Side.SUPPLIER
    return Draft(CHANGE, pk, commitment.contract, str(side), commitment=commitment)


def _to_counter(user: User, pk: int) -> Draft:
    proposal = proposal_or_404(user, pk)
    if not can_answer_proposal(user, proposal):
        raise PermissionDenied
    council, supplier = Proposal.Side.COUNCIL.value, Proposal.Side.SUPPLIER.value
    side = council if proposal.side == supplier else supplier
    commitment = proposal.commitment
    return Draft(COUNTER, pk, commitment.contract, side, commitment=commitment, proposal=proposal)


_OPEN: dict[str, Callable[[User, int], Draft]] = {
    ADD: _to_add,
    MISSION: _to_describe,
    CHANGE: _to_change,
    REPLACE: _to_change,
    COUNTER: _to_counter,
}


def _why_shut(draft: Draft) -> str:
    """Why nothing can be proposed here now, in a sentence; empty when it can."""
    if draft.contract.status == Contract.Status.ENDED:
        return _("The contract has ended, so its promises stay as they are.")
    if draft.kind in (ADD, MISSION):
        if draft.contract.framework_version_id is None:
            return _("Promises can be made when the council has chosen the framework they are measured by.")
        return ""
    if draft.proposal is not None:
        if draft.proposal.kind == Proposal.Kind.WITHDRAWAL:
            return _("An end has no terms to change: accept it, or decline it and propose a change.")
        is_open = draft.proposal.status in OPEN_PROPOSAL
        return "" if is_open else _("This was answered or taken back already. Nothing you did was saved.")
    if draft.commitment is None or draft.commitment.status != Commitment.Status.AGREED:
        return _("Only an agreed promise can be changed.")
    if open_proposal_of(draft.commitment):
        return _("Something else proposed about this promise waits for an answer. Settle that first.")
    return ""

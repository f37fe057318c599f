"""Answering what the other side proposed about a promise: accept it, answer with other terms, or decline it.

Each answer moves the proposal first, in one guarded UPDATE: of two people who answer at once, or one who answers while
the other side takes it back, one wins and the other is told (decision record 0022).
"""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.commitments import (
    hold_contract,
    hold_periods,
    last_opened,
    leave_measure,
    measure_for,
    next_position,
    profile_again,
    settle_measure,
)
from suppliers.actions.proposing import check_substitute, check_terms, check_variation, explain_if_beyond, fitting, put
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_agreeing, before_delivering
from suppliers.events import SupplierEvent
from suppliers.models import Commitment, Contract, Proposal
from suppliers.permissions import can_answer_proposal, can_deliver_for
from suppliers.promised import promises_changed
from suppliers.promises import SUBSTITUTE, standing_terms, terms_in
from suppliers.terms import Terms, to_json
from suppliers.workflow import COMMITMENT, PROPOSAL, InvalidTransition, move

Kind, Side = Proposal.Kind, Proposal.Side


@transaction.atomic
def accept_proposal(*, proposal: Proposal, by: User, reason: str = "", proportion_reason: str = "") -> Proposal:
    """Agree to what the other side proposed: from here on both are bound by it.

    A new promise is spread over the periods that are not open; a change makes a new version of that; a promise that
    ends does so with the last period that is open, and one that takes its place begins after it. Returns that are open
    or sent keep their lines and targets. Raises PermissionDenied; InvalidTransition when somebody else answered or it
    was taken back; NotReady when something is missing or no longer fits.
    """
    if not can_answer_proposal(by, proposal):
        raise PermissionDenied
    contract = proposal.commitment.contract
    if contract.status == Contract.Status.ENDED:
        raise InvalidTransition("the contract has ended")
    hold_contract(contract)
    proposal.commitment.refresh_from_db()
    if problems := before_delivering(_deliverer_of(proposal)):
        raise NotReady(problems)
    if proposal.kind == Kind.NEW and proposal.side == Side.SUPPLIER:
        explain_if_beyond(contract=contract, reason=proportion_reason, by=by)
    move(proposal, PROPOSAL["accept"], answered_at=timezone.now(), answered_by=by, answer_reason=reason)
    hold_periods(contract)
    event, data = _ACCEPT[Kind(proposal.kind)](proposal, by)
    promises_changed(contract, _measures_of(proposal))
    tell(event, by=by, on=proposal, data=data)
    return proposal


@transaction.atomic
def counter_proposal(
    *, proposal: Proposal, terms: Terms, reason: str, by: User, proportion_reason: str = ""
) -> Proposal:
    """Answer with other terms, which then wait for the side that proposed first. An end has no terms to change.

    Returns the new proposal. Raises as `accept_proposal`.
    """
    commitment = proposal.commitment
    if not can_answer_proposal(by, proposal):
        raise PermissionDenied
    if terms.deliverer != _deliverer_of(proposal) and not can_deliver_for(by, commitment.contract, terms.deliverer):
        raise PermissionDenied
    if proposal.kind == Kind.WITHDRAWAL:
        raise NotReady([_("Accept that it ends, or decline it and propose a change")])
    if terms == terms_in(proposal):
        raise NotReady([_("Change something first, or accept what was proposed")])
    hold_contract(commitment.contract)
    if proposal.kind == Kind.NEW and proposal.side == Side.SUPPLIER:
        explain_if_beyond(contract=commitment.contract, reason=proportion_reason, by=by)
    move(proposal, PROPOSAL["counter"], answered_at=timezone.now(), answered_by=by, answer_reason=reason)
    asked = _ask_otherwise(proposal, terms)
    side = Side.COUNCIL if proposal.side == Side.SUPPLIER else Side.SUPPLIER
    answer = put(commitment=commitment, kind=proposal.kind, side=str(side), terms=asked, reason=reason, by=by)
    tell(SupplierEvent.PROPOSAL_COUNTERED, by=by, on=answer, data={"line": commitment.position, "reason": reason})
    return answer


@transaction.atomic
def decline_proposal(*, proposal: Proposal, reason: str, by: User) -> Proposal:
    """Say no, and why. A new promise is declined with it; an agreed one stays. Raises as `accept_proposal`."""
    if not can_answer_proposal(by, proposal):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady([_("Say why")])
    commitment = proposal.commitment
    move(proposal, PROPOSAL["decline"], answered_at=timezone.now(), answered_by=by, answer_reason=reason)
    event = SupplierEvent.PROPOSAL_DECLINED
    if proposal.kind == Kind.NEW:
        move(commitment, COMMITMENT["decline"])
        event = SupplierEvent.COMMITMENT_DECLINED
    tell(event, by=by, on=proposal, data={"line": commitment.position, "reason": reason})
    return proposal


# --- What accepting means, by kind ------------------------------------------------------------------------------------
Outcome = tuple[SupplierEvent, dict]


def _accept_new(proposal: Proposal, by: User) -> Outcome:
    """The promise binds, and its target is spread."""
    commitment = proposal.commitment
    if problems := before_agreeing(commitment):
        raise NotReady(problems)
    settle_measure(measure=commitment.measure, by=by)
    move(commitment, COMMITMENT["agree"], agreed_at=proposal.answered_at, agreed_by=by)
    _spread(commitment, terms_in(proposal), proposal.reason)
    return SupplierEvent.COMMITMENT_AGREED, {"line": commitment.position}


def _accept_variation(proposal: Proposal, by: User) -> Outcome:
    """The terms change; so does the spread, where the target or the periods do."""
    commitment = proposal.commitment
    if commitment.status != Commitment.Status.AGREED:
        raise InvalidTransition("the promise is not agreed any more")
    standing, terms = standing_terms(commitment), _terms_of(proposal)
    terms = fitting(terms, commitment.measure, commitment.contract, standing=standing)
    check_terms(commitment, terms)
    commitment.save()
    if terms.target != standing.target or terms.amounts is not None:
        _spread(commitment, terms, proposal.reason)
    return SupplierEvent.COMMITMENT_VARIED, {"line": commitment.position}


def _accept_substitution(proposal: Proposal, by: User) -> Outcome:
    """One promise ends, and the other begins with the first period that is not open."""
    old, terms = proposal.commitment, _terms_of(proposal)
    contract = old.contract
    last = last_opened(contract)
    move(old, COMMITMENT["replace"], ends_on=last.ends_on if last else None)
    terms = replace(terms, starts_on=last.ends_before if last else None)
    measure = measure_for(contract, terms)
    new = Commitment(contract=contract, measure=measure, position=next_position(contract), replaces=old)
    check_terms(new, fitting(terms, measure, contract))
    new.save()
    settle_measure(measure=measure, by=by)
    move(new, COMMITMENT["agree"], agreed_at=proposal.answered_at, agreed_by=by)
    _spread(new, terms, proposal.reason)
    return SupplierEvent.COMMITMENT_REPLACED, {"line": old.position, "new_line": new.position}


def _accept_withdrawal(proposal: Proposal, by: User) -> Outcome:
    """The promise ends; what was reported of it stays."""
    commitment = proposal.commitment
    last = last_opened(commitment.contract)
    move(commitment, COMMITMENT["withdraw"], ends_on=last.ends_on if last else None)
    return SupplierEvent.COMMITMENT_WITHDRAWN, {"line": commitment.position}


_ACCEPT = {
    Kind.NEW: _accept_new,
    Kind.VARIATION: _accept_variation,
    Kind.SUBSTITUTION: _accept_substitution,
    Kind.WITHDRAWAL: _accept_withdrawal,
}


def _spread(commitment: Commitment, terms: Terms | None, reason: str) -> None:
    """Spread the target as the terms say, over the periods there are."""
    amounts = None if terms is None or terms.amounts is None else dict(terms.amounts)
    profile_again(commitment=commitment, reason=reason, amounts=amounts)


def _terms_of(proposal: Proposal) -> Terms:
    """The terms of a proposal that has some."""
    return terms_in(proposal) or Terms()


def _deliverer_of(proposal: Proposal) -> int | None:
    """Who would deliver it: of a new promise as it stands, because organisations may have become one since."""
    if proposal.kind == Kind.NEW:
        return proposal.commitment.deliverer_id
    terms = terms_in(proposal)
    return terms.deliverer if terms else None


def _measures_of(proposal: Proposal) -> set[int]:
    """The measures of an accepted proposal: of its promise, and of the one that took its place."""
    instead = Commitment.objects.filter(replaces=proposal.commitment).order_by()
    return {proposal.commitment.measure_id, *instead.values_list("measure", flat=True)}


def _ask_otherwise(proposal: Proposal, terms: Terms) -> dict:
    """The other terms as they are stored; a promise that is not agreed yet shows them from now on."""
    commitment = proposal.commitment
    if proposal.kind == Kind.VARIATION:
        return to_json(check_variation(commitment, terms))
    if proposal.kind == Kind.SUBSTITUTION:
        return {SUBSTITUTE: to_json(check_substitute(commitment, terms))}
    contract, before = commitment.contract, commitment.measure
    commitment.measure = measure_for(contract, terms, current=before)
    terms = fitting(terms, commitment.measure, contract)
    check_terms(commitment, terms)
    commitment.save()
    leave_measure(before=before, after=commitment.measure)
    return to_json(terms)

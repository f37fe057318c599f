"""Proposing something about a promise: a new one, a change, another in its place, its end; and taking that back.

Nothing binds until the other side accepts it (`suppliers.actions.answering`; decision record 0022).
"""

from copy import copy
from dataclasses import replace
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from framework.models import Measure
from suppliers.actions.commitments import hold_contract, measure_for, next_position, use_terms
from suppliers.actions.proportion import explain_proportion
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_agreeing
from suppliers.events import SupplierEvent
from suppliers.models import Commitment, Contract, Proposal
from suppliers.permissions import can_change_promise, can_deliver_for, can_propose, can_take_back_proposal, side_of
from suppliers.profile import WITHOUT_POINTS, amount_at_rate, is_level
from suppliers.promises import SUBSTITUTE, asks_beyond_usual, standing_terms
from suppliers.terms import Terms, figure_text, to_json
from suppliers.workflow import COMMITMENT, OPEN_PROPOSAL, PROPOSAL, InvalidTransition, move

Kind, Side = Proposal.Kind, Proposal.Side
# So many promises of one contract may wait for an answer at once.
MOST_WAITING = 50


@transaction.atomic
def propose_commitment(
    *,
    contract: Contract,
    terms: Terms,
    by: User,
    reason: str = "",
    proportion_reason: str = "",
    tells_later: bool = False,
) -> Proposal:
    """Propose a promise under a contract, or enter one from the tender (SU2, SU4, OF14); its commitment is `proposed`.

    `proportion_reason` is the council's word why the contract asks for more than usual, where it does (SU14). With
    `tells_later` whoever proposes many at once writes to the other side when they are through. Raises PermissionDenied,
    InvalidTransition (the contract has ended), or NotReady with what is missing.
    """
    if not can_propose(by, contract) or not can_deliver_for(by, contract, terms.deliverer):
        raise PermissionDenied
    side = side_of(by, contract)
    hold_contract(contract)
    _check_contract(contract)
    if side == Side.COUNCIL:
        explain_if_beyond(contract=contract, reason=proportion_reason, by=by)
    _check_mission(contract, terms)
    measure = measure_for(contract, terms)
    terms = fitting(terms, measure, contract)
    commitment = Commitment(contract=contract, measure=measure, position=next_position(contract))
    check_terms(commitment, terms)
    commitment.save()
    proposal = put(commitment=commitment, kind=Kind.NEW, side=str(side), terms=to_json(terms), reason=reason, by=by)
    target = None if terms.target is None else figure_text(terms.target)
    data = {"measure": measure.code, "target": target, "line": commitment.position}
    if tells_later:
        record(SupplierEvent.COMMITMENT_PROPOSED, by=by, on=proposal, data=data)
    else:
        tell(SupplierEvent.COMMITMENT_PROPOSED, by=by, on=proposal, data=data)
    return proposal


@transaction.atomic
def propose_variation(*, commitment: Commitment, terms: Terms, reason: str, by: User) -> Proposal:
    """Propose that an agreed promise changes; until the other side accepts, it stays as it is.

    What is counted and who delivers it stay the same: another measure or another deliverer is another promise
    (`propose_substitution`). Raises PermissionDenied, InvalidTransition (it is not agreed), or NotReady.
    """
    side = _may_change(commitment, by)
    hold_promise(commitment)
    terms = check_variation(commitment, terms)
    proposal = put(commitment=commitment, kind=Kind.VARIATION, side=side, terms=to_json(terms), reason=reason, by=by)
    tell(SupplierEvent.VARIATION_PROPOSED, by=by, on=proposal, data=_told(commitment, reason))
    return proposal


@transaction.atomic
def propose_substitution(*, commitment: Commitment, terms: Terms, reason: str, by: User) -> Proposal:
    """Propose that another promise takes the place of an agreed one, from the first period that is not open yet.

    The new commitment is made when the other side accepts. Raises as `propose_variation`.
    """
    side = _may_change(commitment, by)
    if not can_deliver_for(by, commitment.contract, terms.deliverer):
        raise PermissionDenied
    hold_promise(commitment)
    terms = check_substitute(commitment, terms)
    proposal = put(
        commitment=commitment,
        kind=Kind.SUBSTITUTION,
        side=side,
        terms={SUBSTITUTE: to_json(terms)},
        reason=reason,
        by=by,
    )
    tell(SupplierEvent.SUBSTITUTION_PROPOSED, by=by, on=proposal, data=_told(commitment, reason))
    return proposal


@transaction.atomic
def propose_withdrawal(*, commitment: Commitment, reason: str, by: User) -> Proposal:
    """Propose that an agreed promise ends with the last period that is open. Raises as `propose_variation`."""
    side = _may_change(commitment, by)
    hold_promise(commitment)
    _check_contract(commitment.contract)
    proposal = put(commitment=commitment, kind=Kind.WITHDRAWAL, side=side, terms={}, reason=reason, by=by)
    tell(SupplierEvent.WITHDRAWAL_PROPOSED, by=by, on=proposal, data=_told(commitment, reason))
    return proposal


@transaction.atomic
def take_back_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Take back what one's own side proposed, before the other side has answered; a new promise ends with it.

    Raises PermissionDenied, or InvalidTransition when it was answered already.
    """
    if not can_take_back_proposal(by, proposal):
        raise PermissionDenied
    commitment = proposal.commitment
    move(proposal, PROPOSAL["take_back"], answered_at=timezone.now(), answered_by=by)
    if proposal.kind == Kind.NEW:
        move(commitment, COMMITMENT["withdraw"])
    tell(SupplierEvent.PROPOSAL_TAKEN_BACK, by=by, on=proposal, data={"line": commitment.position})
    return proposal


# --- Parts of these, and of the answers -------------------------------------------------------------------------------
def put(*, commitment: Commitment, kind: str, side: str, terms: dict, reason: str, by: User) -> Proposal:
    """Store a proposal of one side, to wait for the other. The caller tells."""
    last = commitment.proposals.aggregate(last=Max("number"))["last"] or 0
    return Proposal.objects.create(
        commitment=commitment,
        number=last + 1,
        kind=kind,
        side=side,
        status=Proposal.Status.WITH_SUPPLIER if side == Side.COUNCIL else Proposal.Status.WITH_COUNCIL,
        terms=terms,
        reason=reason,
        proposed_at=timezone.now(),
        proposed_by=by,
    )


def hold_promise(commitment: Commitment) -> None:
    """Make sure a promise is agreed and nothing waits about it, and that this stays so until the transaction ends.

    What the row says is read again. Raises InvalidTransition when it is not agreed (any more), and NotReady when
    something waits for an answer.
    """
    agreed = Commitment.objects.filter(pk=commitment.pk, status=Commitment.Status.AGREED)
    if agreed.update(position=F("position")) != 1:
        raise InvalidTransition("the promise is not agreed, or not any more")
    commitment.refresh_from_db()
    if commitment.proposals.filter(status__in=OPEN_PROPOSAL).exists():
        raise NotReady([_("Something else proposed about this promise waits for an answer. Settle that first")])


def explain_if_beyond(*, contract: Contract, reason: str, by: User) -> None:
    """Keep why a contract asks for more than usual, if one more promise makes it so. Raises NotReady without a reason.

    The council alone answers for that, once for the whole contract (SU14).
    """
    if contract.proportion_reason or not asks_beyond_usual(contract):
        return
    if not reason.strip():
        raise NotReady([_("Say why this contract asks for more than usual")])
    explain_proportion(contract=contract, reason=reason, by=by)


def fitting(terms: Terms, measure: Measure, contract: Contract, *, standing: Terms | None = None) -> Terms:
    """The terms without what does not belong to their measure or basis; a rate's target is worked out here.

    `standing` are the terms of a promise that would change: while its rate stays, so does its target, which follows the
    activity that the council has entered since. Raises NotReady when a rate lacks a part, or who delivers is no party.
    """
    changes: dict = {}
    if terms.basis == Commitment.Basis.ABSOLUTE or measure.value_type in WITHOUT_POINTS:
        changes |= {"basis": Commitment.Basis.ABSOLUTE.value, "rate": None, "expected": None}
    elif terms.rate is None or terms.expected is None:
        raise NotReady([_("Enter the rate, and how much activity is expected over the whole contract")])
    elif standing and _rate_of(terms) == _rate_of(standing):
        changes["target"] = standing.target
    elif not is_level(measure):
        changes["target"] = amount_at_rate(measure, basis=terms.basis, rate=terms.rate, activity=terms.expected)
    if measure.value_type in WITHOUT_POINTS:
        changes["target"] = None
    if measure.value_type != Measure.ValueType.MILESTONE:
        changes["done_by"] = None
    if is_level(measure) or measure.value_type in WITHOUT_POINTS:
        changes["amounts"] = None
    if terms.is_publishable:
        changes |= {"unpublishable": "", "unpublishable_note": ""}
    changes["deliverer"] = _deliverer(terms, contract)
    return replace(terms, **changes)


def check_terms(commitment: Commitment, terms: Terms) -> None:
    """Set a commitment's fields to the terms, and see that a promise like this can be kept account of.

    Raises NotReady with what is missing.
    """
    use_terms(commitment, terms)
    if problems := before_agreeing(commitment):
        raise NotReady(problems)


def check_variation(commitment: Commitment, terms: Terms) -> Terms:
    """The terms of a change, made to fit. Raises NotReady when they change nothing or what must stay."""
    _check_contract(commitment.contract)
    standing = standing_terms(commitment)
    terms = fitting(terms, commitment.measure, commitment.contract, standing=standing)
    if (terms.measure, terms.custom, terms.outcome) != (standing.measure, standing.custom, standing.outcome):
        raise NotReady([_("What is counted cannot change: propose another promise in place of this one")])
    if terms.deliverer != standing.deliverer:
        raise NotReady([_("Who delivers it cannot change: propose another promise in place of this one")])
    if terms == standing:
        raise NotReady([_("Change something first: these are the terms that stand already")])
    check_terms(copy(commitment), terms)
    return terms


def check_substitute(commitment: Commitment, terms: Terms) -> Terms:
    """The terms of a promise that is to take another's place, made to fit. Raises NotReady."""
    contract = commitment.contract
    _check_contract(contract)
    _check_mission(contract, terms, replaced=commitment)
    # A measure of the contract's own is only looked at here: it is written when the other side accepts.
    measure = Measure(**vars(terms.custom)) if terms.custom else measure_for(contract, terms)
    terms = fitting(terms, measure, contract)
    sample = Commitment(contract=contract, position=commitment.position)
    sample.measure = measure if measure.pk else _as_if_listed(measure, contract)
    check_terms(sample, terms)
    return terms


def _as_if_listed(measure: Measure, contract: Contract) -> Measure:
    """A measure that is not written yet, as one that the contract may use."""
    measure.version_id = contract.framework_version_id  # type: ignore[assignment]  # only looked at, never saved
    return measure


def _rate_of(terms: Terms) -> tuple[str, Decimal | None, Decimal | None]:
    return terms.basis, terms.rate, terms.expected


def _may_change(commitment: Commitment, by: User) -> str:
    """For which side this person proposes about an agreed promise. Raises PermissionDenied."""
    if not can_change_promise(by, commitment):
        raise PermissionDenied
    side = side_of(by, commitment.contract)
    return str(side or Side.SUPPLIER)


def _check_contract(contract: Contract) -> None:
    """Raises InvalidTransition when the contract has ended, NotReady when too much waits for an answer already."""
    if contract.status == Contract.Status.ENDED:
        raise InvalidTransition("the contract has ended")
    waiting = Proposal.objects.filter(commitment__contract=contract, status__in=OPEN_PROPOSAL).count()
    if waiting >= MOST_WAITING:
        raise NotReady([_("%(number)d promises wait for an answer already. Settle those first") % {"number": waiting}])


def _check_mission(contract: Contract, terms: Terms, *, replaced: Commitment | None = None) -> None:
    """A mission is described once in a contract. Raises NotReady where another promise than `replaced` does."""
    described = contract.commitments.filter(is_mission=True, status__in=["proposed", "agreed"])
    if replaced:
        described = described.exclude(pk=replaced.pk)
    if terms.is_mission and described.exists():
        raise NotReady([_("The value of the mission is described already. Change that promise instead")])


def _deliverer(terms: Terms, contract: Contract) -> int | None:
    """Who delivers, None for the supplier itself. Raises NotReady for an organisation that takes no part."""
    if terms.deliverer is None or terms.deliverer == contract.supplier_id:
        return None
    if not contract.parties.filter(organisation=terms.deliverer).exists():
        raise NotReady([_("Choose who delivers it from those who take part in this contract")])
    return terms.deliverer


def _told(commitment: Commitment, reason: str) -> dict:
    """What an event keeps of a proposal."""
    return {"line": commitment.position, "reason": reason}

"""What the tests of promises share: people of both sides, and promises proposed and answered by the real actions."""

from decimal import Decimal

from accounts.models import User
from suppliers.actions.answering import accept_proposal
from suppliers.actions.proposing import propose_commitment
from suppliers.models import Commitment, Contract, Proposal
from suppliers.terms import Terms
from tests.factories import MeasureFactory, MemberFactory, OfficerRoleFactory

REASON = "Agreed at the last contract meeting."


def supplier_of(contract: Contract, role: str = "editor") -> User:
    """A new person who acts for the contract's supplier."""
    return MemberFactory(organisation=contract.supplier, role=role).user


def officer_of(contract: Contract, role: str = "contract_manager") -> User:
    """A new officer of the contract's council."""
    return OfficerRoleFactory(council=contract.council, role=role).user


def terms_for(contract: Contract, *, kind: str = "count", **fields) -> Terms:
    """Terms that are complete: 100 of a measure of the contract's version, which is made unless its code is given."""
    if "measure" not in fields and "custom" not in fields:
        measure = contract.framework_version.measures.filter(value_type=kind).first()
        measure = measure or MeasureFactory(version=contract.framework_version, value_type=kind)
        fields["measure"] = measure.code
    return Terms(**{"promise": "Take on young people leaving care", "target": Decimal(100), **fields})


def propose(contract: Contract, *, by: User | None = None, **fields) -> Proposal:
    """A new promise that somebody of the supplier proposes; by an officer when `by` is one."""
    return propose_commitment(contract=contract, terms=terms_for(contract, **fields), by=by or supplier_of(contract))


def accept(proposal: Proposal, *, by: User | None = None) -> Proposal:
    """Somebody of the side it waits for accepts."""
    contract = proposal.commitment.contract
    waits_for_council = proposal.status == Proposal.Status.WITH_COUNCIL
    someone = by or (officer_of(contract) if waits_for_council else supplier_of(contract))
    return accept_proposal(proposal=proposal, by=someone, proportion_reason=REASON)


def agreed(contract: Contract, **fields) -> Commitment:
    """A promise that both sides agreed."""
    return accept(propose(contract, **fields)).commitment


def fresh(proposal: Proposal) -> Proposal:
    """A proposal as another request would read it."""
    return Proposal.objects.select_related("commitment__contract__council", "commitment__measure").get(pk=proposal.pk)

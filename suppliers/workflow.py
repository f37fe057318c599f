"""How the status of things moves: tables of transitions, and the one function that moves anything."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from suppliers.models import (
    Commitment,
    Contract,
    ContractClaim,
    Endorsement,
    Invitation,
    Opportunity,
    Proposal,
    RegisterFile,
    Registration,
)


class InvalidTransition(Exception):
    """Its status does not allow it, or somebody else moved it first."""


class Outdated(InvalidTransition):
    """It would do something else by now than what the person read."""


@dataclass(frozen=True)
class Transition:
    """One allowed move: the statuses it may start from, the status it leads to, and whose act it is."""

    verb: str
    sources: frozenset[str]
    to: str
    who: str


def transitions(*rows: tuple[str, tuple[str, ...], str, str]) -> dict[str, Transition]:
    """A table of transitions by verb."""
    return {verb: Transition(verb, frozenset(map(str, sources)), str(to), who) for verb, sources, to, who in rows}


def move(thing: models.Model, transition: Transition, **changes) -> None:
    """Move one row and change the given fields with it, if its status is still the one we read.

    One UPDATE with the old status in its WHERE clause: no locks, and the same on SQLite and PostgreSQL. Raises
    InvalidTransition when the table does not allow the move or somebody else moved the row since we read it.
    """
    status = thing.serializable_value("status")
    if status not in transition.sources:
        raise InvalidTransition(f"{transition.verb} is not allowed from {status}")
    changes["status"] = transition.to
    rows = type(thing)._default_manager.filter(pk=thing.pk, status=status)
    if rows.update(**changes) != 1:
        raise InvalidTransition(f"somebody else moved {thing._meta.label} {thing.pk} first")
    for name, value in changes.items():
        setattr(thing, name, value)


CONTRACT = transitions(
    ("activate", (Contract.Status.PREPARING,), Contract.Status.ACTIVE, "council"),
    ("end", (Contract.Status.ACTIVE,), Contract.Status.ENDED, "council"),
)
CONTRACT_OWNER = {
    Contract.Status.PREPARING: _("the council"),
    Contract.Status.ACTIVE: _("the supplier and the council"),
    Contract.Status.ENDED: _("nobody"),
}
COMMITMENT = transitions(
    ("agree", (Commitment.Status.PROPOSED,), Commitment.Status.AGREED, "the other side"),
    ("decline", (Commitment.Status.PROPOSED,), Commitment.Status.DECLINED, "the other side"),
    ("withdraw", (Commitment.Status.PROPOSED, Commitment.Status.AGREED), Commitment.Status.WITHDRAWN, "both sides"),
    ("replace", (Commitment.Status.AGREED,), Commitment.Status.REPLACED, "both sides"),
)
COMMITMENT_OWNER = {
    Commitment.Status.PROPOSED: _("the side its proposal waits for"),
    Commitment.Status.AGREED: _("the supplier"),
    Commitment.Status.DECLINED: _("nobody"),
    Commitment.Status.WITHDRAWN: _("nobody"),
    Commitment.Status.REPLACED: _("nobody"),
}
# A proposal begins with the side it waits for: the council's with the supplier, and the other way round.
OPEN_PROPOSAL = (Proposal.Status.WITH_COUNCIL, Proposal.Status.WITH_SUPPLIER)
PROPOSAL = transitions(
    ("accept", OPEN_PROPOSAL, Proposal.Status.ACCEPTED, "the other side"),
    ("decline", OPEN_PROPOSAL, Proposal.Status.DECLINED, "the other side"),
    ("counter", OPEN_PROPOSAL, Proposal.Status.COUNTERED, "the other side"),
    ("take_back", OPEN_PROPOSAL, Proposal.Status.TAKEN_BACK, "the side that proposed"),
)
PROPOSAL_OWNER = {
    Proposal.Status.WITH_COUNCIL: _("the council"),
    Proposal.Status.WITH_SUPPLIER: _("the supplier"),
    Proposal.Status.ACCEPTED: _("nobody"),
    Proposal.Status.DECLINED: _("nobody"),
    Proposal.Status.COUNTERED: _("nobody"),
    Proposal.Status.TAKEN_BACK: _("nobody"),
}
REGISTRATION = transitions(
    ("confirm", (Registration.Status.WAITING,), Registration.Status.CONFIRMED, "council"),
    (
        "join",
        (Registration.Status.WAITING,),
        Registration.Status.JOINED,
        "an admin of the organisation, or the council",
    ),
    ("decline", (Registration.Status.WAITING,), Registration.Status.DECLINED, "as above"),
    ("withdraw", (Registration.Status.WAITING,), Registration.Status.WITHDRAWN, "whoever asked"),
)
REGISTRATION_OWNER = {
    Registration.Status.WAITING: _("the admins of the organisation, or the council"),
    Registration.Status.CONFIRMED: _("nobody"),
    Registration.Status.JOINED: _("nobody"),
    Registration.Status.DECLINED: _("nobody"),
    Registration.Status.WITHDRAWN: _("nobody"),
}
INVITATION = transitions(
    ("accept", (Invitation.Status.WAITING,), Invitation.Status.ACCEPTED, "whoever was invited"),
    ("decline", (Invitation.Status.WAITING,), Invitation.Status.DECLINED, "whoever was invited"),
    ("withdraw", (Invitation.Status.WAITING,), Invitation.Status.WITHDRAWN, "the side that invited"),
)
INVITATION_OWNER = {
    Invitation.Status.WAITING: _("whoever was invited"),
    Invitation.Status.ACCEPTED: _("nobody"),
    Invitation.Status.DECLINED: _("nobody"),
    Invitation.Status.WITHDRAWN: _("nobody"),
}
CLAIM = transitions(
    ("accept", (ContractClaim.Status.WAITING,), ContractClaim.Status.ACCEPTED, "council"),
    ("decline", (ContractClaim.Status.WAITING,), ContractClaim.Status.DECLINED, "council"),
    ("withdraw", (ContractClaim.Status.WAITING,), ContractClaim.Status.WITHDRAWN, "whoever asked"),
)
CLAIM_OWNER = {
    ContractClaim.Status.WAITING: _("the council"),
    ContractClaim.Status.ACCEPTED: _("nobody"),
    ContractClaim.Status.DECLINED: _("nobody"),
    ContractClaim.Status.WITHDRAWN: _("nobody"),
}
# What is counted decides where an opportunity stands; what was recorded by mistake and taken away leads back.
OPEN_OPPORTUNITY = (
    Opportunity.Status.SOUGHT,
    Opportunity.Status.OFFERED,
    Opportunity.Status.TAKEN_UP,
    Opportunity.Status.NOT_TAKEN_UP,
)
OPPORTUNITY = transitions(
    ("take_back", OPEN_OPPORTUNITY, Opportunity.Status.SOUGHT, "supplier"),
    ("offer", OPEN_OPPORTUNITY, Opportunity.Status.OFFERED, "supplier"),
    ("take_up", OPEN_OPPORTUNITY, Opportunity.Status.TAKEN_UP, "supplier"),
    ("turn_down", OPEN_OPPORTUNITY, Opportunity.Status.NOT_TAKEN_UP, "supplier"),
    ("end", OPEN_OPPORTUNITY, Opportunity.Status.ENDED, "supplier"),
)
OPPORTUNITY_OWNER = {
    Opportunity.Status.SOUGHT: _("the supplier"),
    Opportunity.Status.OFFERED: _("the supplier"),
    Opportunity.Status.TAKEN_UP: _("the supplier"),
    Opportunity.Status.NOT_TAKEN_UP: _("the supplier"),
    Opportunity.Status.ENDED: _("nobody"),
}
ENDORSEMENT = transitions(
    ("approve", (Endorsement.Status.PROPOSED,), Endorsement.Status.OFFERED, "another officer, a social value lead"),
    ("decline", (Endorsement.Status.PROPOSED,), Endorsement.Status.DECLINED, "as above"),
    ("accept", (Endorsement.Status.OFFERED,), Endorsement.Status.ACCEPTED, "supplier"),
    ("refuse", (Endorsement.Status.OFFERED, Endorsement.Status.ACCEPTED), Endorsement.Status.REFUSED, "supplier"),
    (
        "withdraw",
        (Endorsement.Status.PROPOSED, Endorsement.Status.OFFERED, Endorsement.Status.ACCEPTED),
        Endorsement.Status.WITHDRAWN,
        "council",
    ),
)
ENDORSEMENT_OWNER = {
    Endorsement.Status.PROPOSED: _("a social value lead who did not propose it"),
    Endorsement.Status.OFFERED: _("the supplier"),
    Endorsement.Status.ACCEPTED: _("the council and the supplier"),
    Endorsement.Status.DECLINED: _("nobody"),
    Endorsement.Status.REFUSED: _("nobody"),
    Endorsement.Status.WITHDRAWN: _("nobody"),
}
# What a worker does of itself, and what whoever brought the file says.
REGISTER_WAITS = (RegisterFile.Status.RECEIVED, RegisterFile.Status.CHECKING, RegisterFile.Status.TAKING)
REGISTER = transitions(
    ("open", (RegisterFile.Status.RECEIVED,), RegisterFile.Status.MATCHING, "the portal"),
    ("refuse", (RegisterFile.Status.RECEIVED, RegisterFile.Status.CHECKING), RegisterFile.Status.REFUSED, "the portal"),
    (
        "read_sheet",
        (RegisterFile.Status.MATCHING, RegisterFile.Status.CHECKED),
        RegisterFile.Status.RECEIVED,
        "whoever brought it",
    ),
    (
        "look_through",
        (RegisterFile.Status.MATCHING, RegisterFile.Status.CHECKED),
        RegisterFile.Status.CHECKING,
        "whoever brought it",
    ),
    ("tell", (RegisterFile.Status.CHECKING,), RegisterFile.Status.CHECKED, "the portal"),
    ("take_in", (RegisterFile.Status.CHECKED,), RegisterFile.Status.TAKING, "whoever brought it"),
    ("finish", (RegisterFile.Status.TAKING,), RegisterFile.Status.TAKEN, "the portal"),
)
REGISTER_OWNER = {
    RegisterFile.Status.RECEIVED: _("the portal"),
    RegisterFile.Status.MATCHING: _("whoever brought it"),
    RegisterFile.Status.CHECKING: _("the portal"),
    RegisterFile.Status.CHECKED: _("whoever brought it"),
    RegisterFile.Status.TAKING: _("the portal"),
    RegisterFile.Status.TAKEN: _("nobody"),
    RegisterFile.Status.REFUSED: _("nobody"),
}

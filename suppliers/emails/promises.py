"""E-mails about: promises. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from suppliers.models import Commitment, Contract, Proposal
from suppliers.ownership import council_people_of
from suppliers.queries import people_writing_for


def proposal_made(proposal: Proposal, by: User) -> None:
    """Word to the side it waits for."""
    send_letter(
        to=_people(proposal.commitment, _other(proposal.side)),
        subject=_("A promise waits for your answer"),
        sentence=_("Something was proposed about a promise under a contract of yours. Read it and answer here:"),
        link=_link(proposal),
    )


def promises_proposed(contract: Contract) -> None:
    """Word to the supplier of a contract that several promises wait for it."""
    send_letter(
        to=list(_writers(contract.supplier_id, contract.pk)) if contract.supplier_id else [],
        subject=_("Promises wait for your answer"),
        sentence=_("Promises were proposed under a contract of yours. Read them and answer here:"),
        link=link_to("promise-list", contract.pk),
    )


def proposal_accepted(proposal: Proposal, by: User) -> None:
    """Word to the side that made it."""
    send_letter(
        to=_people(proposal.commitment, proposal.side),
        subject=_("What you proposed was accepted"),
        sentence=_("What your side proposed about a promise was accepted. See what holds from now on:"),
        link=_link(proposal),
    )


def proposal_declined(proposal: Proposal, by: User) -> None:
    """Word to the side that made it."""
    send_letter(
        to=_people(proposal.commitment, proposal.side),
        subject=_("What you proposed was declined"),
        sentence=_("What your side proposed about a promise was declined. See why, and what you can do:"),
        link=_link(proposal),
    )


def proposal_taken_back(proposal: Proposal, by: User) -> None:
    """Word to the side it waited for: there is nothing to answer any more."""
    send_letter(
        to=_people(proposal.commitment, _other(proposal.side)),
        subject=_("A promise no longer waits for your answer"),
        sentence=_("What was proposed about a promise was taken back. You need not answer. See it here:"),
        link=_link(proposal),
    )


def _link(proposal: Proposal) -> str:
    return link_to("promise-detail", proposal.commitment_id)


def _other(side: str) -> str:
    """The side across the table."""
    return Proposal.Side.COUNCIL if side == Proposal.Side.SUPPLIER else Proposal.Side.SUPPLIER


def _people(commitment: Commitment, side: str) -> list[User]:
    """Who acts for the council on the contract; or whoever writes for the supplier and who delivers."""
    contract = commitment.contract
    if side == Proposal.Side.COUNCIL:
        return council_people_of(contract)
    organisations = [pk for pk in (contract.supplier_id, commitment.deliverer_id) if pk is not None]
    return [person for pk in organisations for person in _writers(pk, contract.pk)]


def _writers(organisation_id: int, contract_id: int) -> QuerySet[User]:
    return people_writing_for(organisation_id, contract=contract_id)


EMAILS: dict[str, Callable] = {
    rule.__name__: rule for rule in (proposal_made, proposal_accepted, proposal_declined, proposal_taken_back)
}

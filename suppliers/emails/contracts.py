"""E-mails about contracts on their way to a supplier. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from accounts.queries import leads_of
from suppliers.models import Contract, ContractClaim, ContractParty
from suppliers.queries import people_taking_part, people_writing_for


def _others(people: Iterable[User | None], by: User | None) -> list[User]:
    """The people who do not know yet, because somebody else did it."""
    return [person for person in people if person is not None and person != by]


def _writing_on(contract: Contract) -> list[User]:
    """The people who write for a contract's supplier."""
    if contract.supplier_id is None:
        return []
    return list(people_writing_for(contract.supplier_id, contract=contract.pk))


def supplier_chosen(contract: Contract, by: User) -> None:
    """Word to the people who write for the supplier."""
    send_letter(
        to=_others(_writing_on(contract), by),
        subject=_("A contract is being set up for you"),
        sentence=_("A council is setting up a contract and has named you as its supplier. See what happens next:"),
        link=link_to("contract-agreement", contract.pk),
    )


def party_added(party: ContractParty, by: User) -> None:
    """Word to the people who write for an organisation that takes part."""
    send_letter(
        to=_others(people_writing_for(party.organisation_id, contract=party.contract_id), by),
        subject=_("You take part in a contract"),
        sentence=_("A council has added you to a contract that you take part in. See it here:"),
        link=link_to("contract-agreement", party.contract_id),
    )


def manager_named(contract: Contract, by: User) -> None:
    """Word to the officer, who may not have been asked."""
    send_letter(
        to=_others([contract.manager], by),
        subject=_("You manage a contract"),
        sentence=_("You were named as the contract manager of a contract. See it here:"),
        link=link_to("contract-detail", contract.pk),
    )


def contracts_handed_over(contract: Contract, by: User) -> None:
    """Word to the new contract manager: once, however many contracts were handed over together."""
    send_letter(
        to=_others([contract.manager], by),
        subject=_("Contracts were handed over to you"),
        sentence=_("One or more contracts were handed over to you. You manage them from now on. See them here:"),
        link=f"{link_to('contract-list')}?mine=1",
    )


def deputy_named(contract: Contract, by: User) -> None:
    """Word to the new deputy."""
    send_letter(
        to=_others([contract.deputy], by),
        subject=_("You are the deputy for a contract"),
        sentence=_("You were named as the deputy of a contract manager. Emails about the contract come to you, too:"),
        link=link_to("contract-detail", contract.pk),
    )


def owner_named(contract: Contract, by: User) -> None:
    """Word to whoever was named at the supplier."""
    send_letter(
        to=_others([contract.supplier_owner], by),
        subject=_("You look after a contract"),
        sentence=_("You were named as the person who looks after a contract at your organisation. See it here:"),
        link=link_to("contract-agreement", contract.pk),
    )


def claim_made(claim: ContractClaim, by: User) -> None:
    """Word to the council's social value leads; to the council's own address when it has none.

    Nothing here depends on whether there is such a contract: nobody looks for it before an officer does.
    """
    leads = list(leads_of(claim.council_id))
    send_letter(
        to=leads,
        to_address="" if leads else claim.council.contact_email,
        language=claim.council.default_language,
        subject=_("A supplier asks for a contract"),
        sentence=_("A supplier says that a contract of your council is theirs. Decide here:"),
        link=link_to("council-claim-decide", claim.pk),
    )


def claim_decided(claim: ContractClaim, by: User) -> None:
    """Word to whoever asked and to the others who write for the organisation."""
    send_letter(
        to=[claim.asked_by, *people_writing_for(claim.organisation_id)],
        subject=_("The council has decided about a contract"),
        sentence=_("The council has decided about a contract that you asked for. See what was decided here:"),
        link=link_to("claim-list"),
    )


def contract_started(contract: Contract, by: User) -> None:
    """Word to the people who write for the supplier, and for the others who take part."""
    send_letter(
        to=_others([*_writing_on(contract), *people_taking_part(contract.pk)], by),
        subject=_("Reporting on a contract has started"),
        sentence=_("Reporting on one of your contracts has started. See what you report on, and who looks after it:"),
        link=link_to("contract-agreement", contract.pk),
    )


def contract_ended(contract: Contract, by: User) -> None:
    """Word to the people who write for the supplier, and for the others who take part: no return is asked for again."""
    send_letter(
        to=_others([*_writing_on(contract), *people_taking_part(contract.pk)], by),
        subject=_("A contract has ended"),
        sentence=_("The council has ended one of your contracts. No further return is asked for. See it here:"),
        link=link_to("contract-agreement", contract.pk),
    )


def remedies_set(contract: Contract, by: User) -> None:
    """Word to the people who write for the supplier: what is recorded must be what the contract says."""
    send_letter(
        to=_others(_writing_on(contract), by),
        subject=_("What one of your contracts allows"),
        sentence=_("The council has recorded what a contract allows when a promise falls short. See it here:"),
        link=link_to("contract-agreement", contract.pk),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        supplier_chosen,
        party_added,
        manager_named,
        contracts_handed_over,
        deputy_named,
        owner_named,
        claim_made,
        claim_decided,
        contract_started,
        contract_ended,
        remedies_set,
    )
}

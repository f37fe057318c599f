"""A claimed contract is free, and a council can say who the organisation is that asks (decision record 0021)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Contract, ContractClaim
from suppliers.registrations import number_is_free, waiting_registration_of


def problems(claim: ContractClaim, contract: Contract) -> Iterator[str]:
    """One sentence, for officers, for each reason why this claim cannot be accepted for this contract."""
    if contract.supplier_id not in (None, claim.organisation_id):
        yield _("This contract has another supplier already")
    if contract.status == Contract.Status.ENDED:
        yield _("This contract has ended")
    if contract.parties.filter(organisation=claim.organisation_id).exists():
        yield _("This organisation takes part in the contract in another role. Take it out there first")
    yield from about_asker(claim)


def about_asker(claim: ContractClaim) -> Iterator[str]:
    """What must be settled first about the organisation that asks, whichever contract it is."""
    if not claim.organisation.is_provisional:
        return
    registration = waiting_registration_of(claim.organisation_id)
    if registration is None:
        yield _("The organisation has not said which official number it has. Decline, and ask it to say so first")
    elif not number_is_free(registration):
        yield _(
            "An organisation with this number is here already. Decide first whether these people may join it: the "
            "claim then moves with them, and you can accept it"
        )

"""Whoever is named on either side of a contract is still there and may act (the handover from bid to service team)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Contract
from suppliers.ownership import possible_managers, possible_owners


def problems(contract: Contract) -> Iterator[str]:
    """One sentence for each side whose person is named and can no longer act."""
    manager = contract.manager_id
    if manager and not possible_managers(contract.council_id, contract=contract).filter(pk=manager).exists():
        yield _("Name another contract manager: this person can no longer decide for the council on this contract")
    owner = contract.supplier_owner_id
    if owner and not possible_owners(contract).filter(pk=owner).exists():
        yield _("Name another person at the supplier: this one can no longer write for it on this contract")

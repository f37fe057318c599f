"""Whoever takes part in a contract beside its supplier does so once, and is not the supplier too."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Contract, Organisation


def problems(contract: Contract, organisation: Organisation) -> Iterator[str]:
    """One sentence for each reason why this organisation cannot take part."""
    if contract.status == Contract.Status.ENDED:
        yield _("This contract has ended")
    if contract.supplier_id == organisation.pk:
        yield _("This organisation is the supplier of the contract")
    if contract.parties.filter(organisation=organisation).exists():
        yield taking_part()


def taking_part() -> str:
    """What is said of one that is in already, also where two add it at once."""
    return _("This organisation takes part in the contract already")

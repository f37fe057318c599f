"""A contract has one supplier, and whoever takes part in it beside the supplier is not the supplier too.

A provisional organisation may turn out to be the supplier that the contract has: the council decides that, and nothing
here tells who asks whether there is one (decision record 0021).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Contract, Organisation


def problems(contract: Contract, organisation: Organisation) -> Iterator[str]:
    """One sentence for each reason why this organisation cannot take the contract on."""
    if contract.supplier_id not in (None, organisation.pk) and not organisation.is_provisional:
        yield _("This contract has a supplier already. Ask the council which organisation it expects")
    if contract.status == Contract.Status.ENDED:
        yield _("This contract has ended")
    if contract.parties.filter(organisation=organisation).exists():
        yield _("This organisation takes part in the contract in another role. Ask the council to change that first")

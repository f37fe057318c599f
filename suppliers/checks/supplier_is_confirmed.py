"""Only an organisation that a council has confirmed reports on a contract (decision record 0021)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Contract


def problems(contract: Contract) -> Iterator[str]:
    """One sentence while the supplier is provisional."""
    supplier = contract.supplier
    if supplier is not None and supplier.is_provisional:
        yield _("Confirm the supplier first: its official number has not been checked yet")

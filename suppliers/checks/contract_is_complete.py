"""A contract that is reported on has a supplier, dates, a framework version, and a name on each side."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Contract


def problems(contract: Contract) -> Iterator[str]:
    """One sentence for each thing that is missing."""
    if contract.supplier_id is None:
        yield _("Choose the supplier of the contract")
    if contract.starts_on is None or contract.ends_on is None:
        yield _("Enter the day the contract starts and the day it ends")
    if contract.framework_version_id is None:
        yield _("Choose the framework its commitments are measured by")
    if contract.manager_id is None:
        yield _("Name the officer who manages the contract")
    if contract.supplier_id is not None and contract.supplier_owner_id is None:
        yield _("Name the person who looks after the contract at the supplier")

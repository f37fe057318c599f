"""A contract that asks for more than contracts of its value usually do says why (SU14; domain rules, section 6.2)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Commitment, Contract
from suppliers.proportion import asks_too_much


def problems(contract: Contract) -> Iterator[str]:
    """One sentence where a reason is missing."""
    if contract.proportion_reason:
        return
    agreed = contract.commitments.filter(status=Commitment.Status.AGREED).count()
    if asks_too_much(contract, commitments=agreed):
        yield _("Say why the contract asks for more than contracts of its value usually do")

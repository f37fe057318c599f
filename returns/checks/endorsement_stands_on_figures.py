"""An endorsement stands on verified figures of the contract it is for (domain rules, section 4)."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from returns.ladder import progress_with_ladders
from returns.progress import Progress
from suppliers.models import Commitment, Contract


def verified_in(contract: Contract, *, today: date) -> list[Progress]:
    """The agreed promises of a contract of which something was verified, with their progress. Two queries."""
    progress = progress_with_ladders(contract, today=today)
    return [item for item in progress if any(rung.key == "verified" and rung.is_reached for rung in item.ladder)]


def problems(contract: Contract, commitments: Collection[Commitment], *, today: date) -> Iterator[str | Promise]:
    """What is wrong with endorsing a supplier for these promises."""
    if contract.supplier_id is None or contract.status == Contract.Status.PREPARING:
        yield _("Reporting on this contract has not started")
        return
    verified = {item.commitment.pk for item in verified_in(contract, today=today)}
    if not commitments:
        yield _("Select the promises that bear it out")
    elif {commitment.pk for commitment in commitments} - verified:
        yield _("Select only promises of which something was verified")

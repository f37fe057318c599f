"""How much a council asks of contracts of each value, and why one of them is asked for more (SU14)."""

from collections.abc import Sequence
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Council, User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import Contract, ProportionBand
from suppliers.permissions import can_manage_contract, can_set_proportion
from suppliers.proportion import Band

MOST_BANDS = 10


@transaction.atomic
def set_bands(*, council: Council, bands: Sequence[Band], by: User) -> None:
    """Set a council's own bands; none at all brings back those of the domain rules, section 6.2.

    Raises PermissionDenied, or NotReady when they do not begin at 0 or do not rise.
    """
    if not can_set_proportion(by, council):
        raise PermissionDenied
    if bands and bands[0].from_value != 0:
        raise NotReady([_("The first band begins at £0")])
    if any(higher.from_value <= lower.from_value for lower, higher in pairwise(bands)):
        raise NotReady([_("Each band begins at a higher value than the one before it")])
    if len(bands) > MOST_BANDS:
        raise NotReady([_("Set 10 bands at most")])
    council.proportion_bands.all().delete()
    ProportionBand.objects.bulk_create(
        ProportionBand(
            council=council,
            from_value=band.from_value,
            most_commitments=band.most_commitments,
            frequency=band.frequency,
        )
        for band in bands
    )
    data = {"bands": [[str(band.from_value), band.most_commitments, band.frequency] for band in bands]}
    tell(SupplierEvent.BANDS_SET, by=by, on=council, data=data)


@transaction.atomic
def explain_proportion(*, contract: Contract, reason: str, by: User) -> Contract:
    """Say why a contract asks for more than contracts of its value usually do. Raises PermissionDenied."""
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if reason != contract.proportion_reason:
        Contract.objects.filter(pk=contract.pk).update(proportion_reason=reason)
        contract.proportion_reason = reason
        tell(SupplierEvent.REASON_GIVEN, by=by, on=contract, data={"reason": reason})
    return contract

"""What a contract allows when a promise falls short: set by those who manage it, as its own words have it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, remedies_can_be_set
from suppliers.events import SupplierEvent
from suppliers.models import Commitment, Contract, ContractRemedies, ShortfallRate
from suppliers.permissions import can_set_remedies
from suppliers.remedies import KINDS, Granted


@transaction.atomic
def set_remedies(*, contract: Contract, granted: Granted, by: User) -> ContractRemedies:
    """Set which remedies a contract grants, up to what sum, and at which rates. Raises PermissionDenied or NotReady."""
    if not can_set_remedies(by, contract):
        raise PermissionDenied
    agreed = contract.commitments.filter(status=Commitment.Status.AGREED).select_related("measure")
    wrong = list(remedies_can_be_set.problems(granted, agreed.in_bulk()))
    if wrong:
        raise NotReady(wrong)
    row, _created = ContractRemedies.objects.update_or_create(
        contract=contract,
        defaults={
            **{f"allows_{kind}": kind in granted.kinds for kind in KINDS},
            "cap": granted.cap,
            "clause": granted.clause,
            "set_at": timezone.now(),
            "set_by": by,
        },
    )
    ShortfallRate.objects.filter(commitment__contract=contract).exclude(commitment__in=granted.rates).delete()
    for pk, amount in granted.rates.items():
        ShortfallRate.objects.update_or_create(commitment_id=pk, defaults={"amount": amount})
    data = {
        "kinds": [kind for kind in KINDS if kind in granted.kinds],
        "cap": None if granted.cap is None else str(granted.cap),
        "rates": {str(pk): str(amount) for pk, amount in granted.rates.items()},
        "clause": granted.clause,
    }
    tell(SupplierEvent.REMEDIES_SET, by=by, on=contract, data=data)
    return row

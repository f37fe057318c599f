"""Only what is being set up moves to another organisation: returns and files belong to whoever sent them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Commitment, Contract, Organisation

# Promises in these states may have lines in returns.
_REPORTED = [Commitment.Status.AGREED, Commitment.Status.REPLACED]


def problems(organisation: Organisation) -> Iterator[str]:
    """One sentence when a provisional organisation holds, or delivers in, a contract that is past its preparation."""
    held = Contract.objects.filter(supplier=organisation)
    delivered = Contract.objects.filter(
        commitments__in=Commitment.objects.filter(deliverer=organisation, status__in=_REPORTED)
    )
    if any(contracts.exclude(status=Contract.Status.PREPARING).exists() for contracts in (held, delivered)):
        yield _("The organisation that asks already reports on a contract. Ask whoever runs the portal to help")

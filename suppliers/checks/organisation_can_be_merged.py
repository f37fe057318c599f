"""Only what is being set up moves to another organisation: returns and files belong to whoever sent them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Contract, Organisation
from suppliers.queries import contracts_of


def problems(organisation: Organisation) -> Iterator[str]:
    """One sentence when a contract of a provisional organisation is past its preparation."""
    if contracts_of(organisation.pk).exclude(status=Contract.Status.PREPARING).exists():
        yield _("The organisation that asks already reports on a contract. Ask whoever runs the portal to help")

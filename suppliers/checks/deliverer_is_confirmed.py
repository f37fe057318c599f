"""Only an organisation that a council has confirmed delivers promises of its own (decision record 0021)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Organisation


def problems(organisation_id: int | None) -> Iterator[str]:
    """One sentence while the consortium member or subcontractor that is to deliver is provisional."""
    if organisation_id and Organisation.objects.filter(pk=organisation_id, is_provisional=True).exists():
        yield _("The council must confirm who delivers this first: their official number has not been checked yet")

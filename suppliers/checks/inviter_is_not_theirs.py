"""An officer gives no contract to an organisation they belong to, by an invitation neither."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Invitation, Organisation


def problems(invitation: Invitation, organisation: Organisation) -> Iterator[str]:
    """One sentence when whoever invited is in the team of the organisation that accepts."""
    if organisation.members.filter(user=invitation.invited_by_id).exists():
        yield _("Whoever invited you belongs to this organisation. Ask the council to let somebody else invite you")

"""An invitation is answered within fourteen days of being sent; after that it is sent again (SU1)."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from suppliers.models import Invitation


def problems(invitation: Invitation) -> Iterator[str]:
    """One sentence when its time is over."""
    if timezone.localdate() > invitation.expires_on:
        yield _("This invitation was open for 14 days and has ended. Ask whoever sent it to send it again")

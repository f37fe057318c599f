"""The e-mails of the accounts room that follow an event. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import Absence, User


def absence_recorded(absence: Absence, by: User) -> None:
    """Word to whoever covers, and to whoever is away where a lead said so."""
    send_letter(
        to=[absence.cover] if absence.cover != by else [],
        subject=_("You cover for a colleague"),
        sentence=_(
            "You cover for a colleague who is away. Their emails come to you as well then. See until when here:"
        ),
        link=link_to("absence-list"),
    )
    send_letter(
        to=[absence.user] if absence.user != by else [],
        subject=_("Somebody covers for you while you are away"),
        sentence=_("A social value lead has recorded when you are away, and who covers for you. See it here:"),
        link=link_to("absence-list"),
    )


def absence_ended(absence: Absence, by: User) -> None:
    """Word to both, but for whoever did it."""
    send_letter(
        to=[person for person in (absence.cover, absence.user) if person != by],
        subject=_("Cover has ended early"),
        sentence=_("Cover for an officer who was away has ended early. See who is away now here:"),
        link=link_to("absence-list"),
    )


EMAILS: dict[str, Callable] = {rule.__name__: rule for rule in (absence_recorded, absence_ended)}

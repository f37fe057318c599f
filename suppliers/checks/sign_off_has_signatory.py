"""Where returns are signed off before they are sent, there is somebody who signs (requirements, section 2 item 24)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Member, Organisation
from suppliers.queries import signatories_of


def problems(organisation: Organisation) -> Iterator[str]:
    """One sentence when nobody of the organisation signs returns off, so that the setting cannot be switched on."""
    if not signatories_of(organisation.pk).exists():
        yield _(
            "Choose at least one person who signs returns off first. An admin can do that for each person in the team"
        )


def without(member: Member) -> Iterator[str]:
    """One sentence when this member is the last who signs off where it is asked for: what follows, and what to do.

    Nothing stops anybody from leaving: the organisation's admins send returns from then on.
    """
    organisation = member.organisation
    if not (organisation.needs_sign_off and member.is_signatory):
        return
    if not signatories_of(organisation.pk).exclude(pk=member.user_id).exists():
        yield _(
            "This is the last person who signs returns off. From then on only admins can send them. Choose somebody "
            "else who signs off, or stop asking for sign-off"
        )

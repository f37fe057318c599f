"""An address is invited once, to something it does not have yet, and not more of them than anybody can oversee."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suppliers.models import Invitation, Member

MOST_WAITING = 100


def problems(invitation: Invitation) -> Iterator[str]:
    """One sentence for each reason why this address cannot be invited now. Says nothing about who has an account."""
    to_the_same = Invitation.objects.filter(
        organisation=invitation.organisation, contract=invitation.contract, status=Invitation.Status.WAITING
    )
    if to_the_same.filter(email__iexact=invitation.email).exists():
        yield _("This address has an invitation already. Send that one again, or withdraw it first")
    if to_the_same.count() >= MOST_WAITING:
        yield _("%(most)d invitations wait for an answer. Withdraw those you no longer need first") % {
            "most": MOST_WAITING
        }
    team = Member.objects.filter(organisation=invitation.organisation, user__email__iexact=invitation.email)
    if invitation.organisation is not None and team.exists():
        yield _("The person with this address is in the team already")

"""The e-mails about endorsements of suppliers. Each carries a link and no data (decision record 0008)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import User
from accounts.queries import leads_of
from suppliers.models import Endorsement
from suppliers.queries import admins_of


def endorsement_proposed(endorsement: Endorsement, by: User) -> None:
    """Word to the council's social value leads who can decide it."""
    send_letter(
        to=[lead for lead in leads_of(endorsement.council_id) if lead.pk != endorsement.proposed_by_id],
        subject=_("An endorsement waits for you"),
        sentence=_("A colleague proposes to endorse a supplier that does well. Decide it here:"),
        link=link_to("endorsement-detail", endorsement.pk),
    )


def endorsement_approved(endorsement: Endorsement, by: User) -> None:
    """Word to the supplier's admins, who choose whether it is shown."""
    send_letter(
        to=admins_of(endorsement.supplier_id),
        subject=_("A council wants to endorse your organisation"),
        sentence=_("A council wants to say that your organisation does well. Choose whether it is shown here:"),
        link=link_to("endorsement-detail", endorsement.pk),
    )


def endorsement_declined(endorsement: Endorsement, by: User) -> None:
    """Word to whoever proposed it."""
    send_letter(
        to=[endorsement.proposed_by],
        subject=_("An endorsement was not approved"),
        sentence=_("An endorsement that you proposed was not approved. See why here:"),
        link=link_to("endorsement-detail", endorsement.pk),
    )


def endorsement_answered(endorsement: Endorsement, by: User) -> None:
    """Word to whoever proposed it."""
    send_letter(
        to=[endorsement.proposed_by],
        subject=_("A supplier has answered about an endorsement"),
        sentence=_("A supplier has said whether it wants an endorsement that you proposed. See it here:"),
        link=link_to("endorsement-detail", endorsement.pk),
    )


def endorsement_withdrawn(endorsement: Endorsement, by: User) -> None:
    """Word to the supplier's admins, where they ever heard of it."""
    send_letter(
        to=admins_of(endorsement.supplier_id) if endorsement.decided_at else [],
        subject=_("An endorsement was withdrawn"),
        sentence=_("A council has withdrawn its endorsement of your organisation. See why here:"),
        link=link_to("endorsement-detail", endorsement.pk),
    )


EMAILS: dict[str, Callable] = {
    rule.__name__: rule
    for rule in (
        endorsement_proposed,
        endorsement_approved,
        endorsement_declined,
        endorsement_answered,
        endorsement_withdrawn,
    )
}

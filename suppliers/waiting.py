"""What waits for a person's answer: invitations to any of their addresses, and people who ask to join their teams."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.models import Invitation, OrganisationIdentifier, Registration
from suppliers.queries import invitations_visible_to, join_requests_visible_to, run_by

MOST = 20
# What is shown of an invitation: reading whole contracts and councils for a row costs more than the row.
SHOWN = ("invited_at", "party_role", "organisation__name", "contract__title", "contract__council__name")


@dataclass(frozen=True)
class Waiting:
    """One thing to answer: what it is in words, where it is answered, and since when it waits."""

    title: str
    link: str
    since: datetime
    about: str = ""
    """What it belongs to: a contract and its council."""


def waiting_for_person(user: User) -> list[Waiting]:
    """Open invitations and requests to join, oldest first, 20 of each at most.

    One query for invitations, and one more for requests where the person runs a team.
    """
    return sorted([*_invitations(user), *_join_requests(user)], key=lambda one: one.since)


def _invitations(user: User) -> list[Waiting]:
    rows = invitations_visible_to(user).filter(status=Invitation.Status.WAITING, expires_on__gte=timezone.localdate())
    return [
        Waiting(_invitation_words(row), reverse("invitation-answer", args=[row.pk]), row.invited_at)
        for row in rows.select_related("organisation", "contract__council").only(*SHOWN).order_by("invited_at")[:MOST]
    ]


def _invitation_words(invitation: Invitation) -> str:
    """What one is invited to."""
    if invitation.contract is not None:
        words = {"council": invitation.contract.council.name, "contract": invitation.contract.title}
        if invitation.party_role:
            return _("%(council)s has invited you to take part in “%(contract)s”") % words
        return _("%(council)s has invited you to take on “%(contract)s”") % words
    return _("You are invited to join the team of %(name)s") % {"name": invitation.organisation}


def _join_requests(user: User) -> list[Waiting]:
    runs = run_by(user)
    if not runs:
        return []
    waiting = join_requests_visible_to(user).filter(status=Registration.Status.WAITING)
    numbers = OrganisationIdentifier.objects.filter(
        scheme=OuterRef("scheme"), value=OuterRef("value"), organisation__in=runs
    )
    rows = waiting.annotate(
        owner_id=Subquery(numbers.values("organisation")), owner_name=Subquery(numbers.values("organisation__name"))
    )
    return [
        Waiting(
            _("Somebody asks to join %(name)s") % {"name": row.owner_name},
            reverse("join-request-decide", args=[row.owner_id, row.pk]),
            row.asked_at,
        )
        for row in rows.order_by("asked_at")[:MOST]
    ]

"""What waits for a person's answer about promises, over all contracts and councils: for the pages people land on."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import OfficerRole, User
from accounts.permissions import DECIDING
from accounts.queries import officer_roles
from suppliers.models import Proposal
from suppliers.permissions import WRITING
from suppliers.queries import delivered_by, either, held_by, memberships, places_of, proposals_visible_to
from suppliers.waiting import Waiting, waiting_for_person

# So many are shown at most; the lists of the contracts have them all.
MOST = 20
SHOWN = ("proposed_at", *(f"commitment__{name}" for name in ("promise", "contract__title", "contract__council__name")))


def waiting_for_supplier(user: User) -> list[Waiting]:
    """What waits for a person as one of a supplier's people, oldest first: invitations, requests to join, promises.

    One query for each kind; people who write for nobody have no promises to answer, and only admins requests to join.
    """
    return sorted([*waiting_for_person(user), *promises_for_supplier(user)], key=lambda one: one.since)


def waiting_promises(user: User) -> list[Waiting]:
    """What waits for this person's answer, oldest first: as one of a supplier's people, and as an officer.

    One query for each side the person is on. Officers meet those of contracts they manage; social value leads all of
    their council. Nobody meets what they proposed themselves, nor, as an officer, what concerns an organisation of
    theirs.
    """
    found = [*promises_for_supplier(user), *_read(promises_for_council(user), user)]
    return sorted(found, key=lambda waiting: waiting.since)[:MOST]


def promises_for_supplier(user: User) -> list[Waiting]:
    """What the council proposed to organisations this person writes for."""
    writing = [pk for pk, place in places_of(user).items() if place.role in WRITING]
    if not writing:
        return []
    theirs = either(
        held_by(user, supplier="commitment__contract__supplier", contract="commitment__contract"),
        delivered_by(user, commitment="commitment__", contract="commitment__contract"),
    )
    rows = Proposal.objects.filter(theirs, status=Proposal.Status.WITH_SUPPLIER).filter(
        Q(commitment__contract__supplier__in=writing) | Q(commitment__deliverer__in=writing)
    )
    # Who belongs to both sides answers for neither (decision record 0022).
    return _read(rows.exclude(commitment__contract__council__in=officer_roles(user)), user)


def promises_for_council(user: User) -> QuerySet[Proposal]:
    """What suppliers proposed to councils this person decides for; all but what the person proposed."""
    roles = officer_roles(user)
    deciding = [pk for pk, held in roles.items() if held & DECIDING]
    if not deciding:
        return Proposal.objects.none()
    lead = OfficerRole.Role.SOCIAL_VALUE_LEAD.value
    leading = [pk for pk, held in roles.items() if lead in held]
    rows = proposals_visible_to(user).filter(
        Q(commitment__contract__manager=user) | Q(commitment__contract__council__in=leading),
        commitment__contract__council__in=deciding,
        status=Proposal.Status.WITH_COUNCIL,
    )
    own = memberships(user)
    if own:
        rows = rows.exclude(commitment__contract__supplier__in=own)
        rows = rows.exclude(commitment__contract__parties__organisation__in=own)
    return rows.exclude(proposed_by=user)


def _read(rows: QuerySet[Proposal], user: User) -> list[Waiting]:
    """The oldest of them. One query."""
    waiting = rows.exclude(proposed_by=user).select_related("commitment__contract__council").only(*SHOWN)
    return [
        Waiting(
            title=proposal.commitment.promise,
            link=reverse("promise-answer", args=[proposal.pk]),
            since=proposal.proposed_at,
            about=f"{proposal.commitment.contract.title}, {proposal.commitment.contract.council.name}",
        )
        for proposal in waiting.order_by("proposed_at", "pk")[:MOST]
    ]

"""What becomes of a registration under a number that somebody has: let in, or declined (SU1; decision record 0021)."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.team import RANKS, Duties, admit, hold_team
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_merging
from suppliers.events import SupplierEvent
from suppliers.models import (
    Commitment,
    Contract,
    ContractClaim,
    ContractParty,
    Invitation,
    Member,
    Organisation,
    OrganisationIdentifier,
    Registration,
)
from suppliers.permissions import can_decide_registration
from suppliers.registrations import standing_of
from suppliers.workflow import CLAIM, INVITATION, REGISTRATION, InvalidTransition, move

BATCH = 200


@transaction.atomic
def join_registration(*, registration: Registration, role: str, by: User) -> Organisation:
    """Let the people of a provisional organisation into the one that has its number, and make theirs what they began.

    Nobody comes in with more than `role`, nor with more than they had; nobody who is in already loses anything. Their
    open invitations, waiting claims and contracts being set up move along. Raises PermissionDenied; NotReady when
    nobody has the number, or the provisional organisation already reports; InvalidTransition when it was decided.
    """
    return _join(registration, role, by, SupplierEvent.REGISTRATION_JOINED, told_by=by)


def _join(
    registration: Registration, role: str, by: User, event: SupplierEvent, *, told_by: User | None
) -> Organisation:
    """Let them in by this person's word; `told_by` is who did it. Raises as `join_registration`."""
    if not can_decide_registration(by, registration):
        raise PermissionDenied
    owner, asking = standing_of(by, registration).owner, registration.organisation
    if owner is None:
        raise NotReady([_("Nobody has this number, so there is no team to let these people into")])
    if not asking.is_provisional:
        raise NotReady([_("This organisation is confirmed, so it cannot become a part of another one")])
    hold_team(owner.pk, asking.pk)
    problems = before_merging(asking)
    if problems:
        raise NotReady(problems)
    move(registration, REGISTRATION["join"], decided_at=timezone.now(), decided_by=by)
    tell(event, by=told_by, on=registration, data={"role": role})
    count = _move_people(asking, owner, role)
    _move_invitations(asking, owner, role, by)
    _move_claims(asking, owner, by)
    _move_contracts(asking, owner)
    Organisation.objects.filter(pk=asking.pk).update(merged_into=owner)
    tell(SupplierEvent.ORGANISATION_JOINED, by=told_by, on=owner, data={"role": role, "count": count})
    return owner


def _lower(one: str, other: str) -> str:
    """The lower of two roles."""
    return min(one, other, key=RANKS.index)


def _move_people(asking: Organisation, owner: Organisation, role: str) -> int:
    """Everybody into the owner's team; who signs off there is not theirs to say. Returns how many they are."""
    members = list(Member.objects.filter(organisation=asking).select_related("user").prefetch_related("contracts"))
    for member in members:
        contracts = list(member.contracts.all()) if member.is_restricted else None
        admit(owner.pk, member.user, Duties(_lower(member.role, role), contracts=contracts))
        member.delete()
    return len(members)


def _move_invitations(asking: Organisation, owner: Organisation, role: str, by: User) -> None:
    """Open invitations lead into the owner's team; where it has invited the same address, its own one stays."""
    waiting = Invitation.objects.filter(status=Invitation.Status.WAITING)
    theirs = set(waiting.filter(organisation=owner).values_list("email", flat=True))
    for invitation in waiting.filter(organisation=asking):
        if invitation.email in theirs:
            move(invitation, INVITATION["withdraw"], answered_at=timezone.now(), answered_by=by)
            continue
        invitation.organisation, invitation.role = owner, _lower(invitation.role, role)
        invitation.is_signatory = False
        invitation.save(update_fields=["organisation", "role", "is_signatory"])
    Invitation.objects.filter(answered_for=asking).update(answered_for=owner)


def _move_claims(asking: Organisation, owner: Organisation, by: User) -> None:
    """Waiting claims become the owner's; where it claims the same contract, its own one stays."""
    waiting = ContractClaim.objects.filter(status=ContractClaim.Status.WAITING)
    theirs = set(waiting.filter(organisation=owner).values_list("council_id", "reference"))
    for claim in waiting.filter(organisation=asking):
        if (claim.council_id, claim.reference) in theirs:
            move(claim, CLAIM["withdraw"], decided_at=timezone.now(), decided_by=by)
            continue
        claim.organisation = owner
        claim.save(update_fields=["organisation"])


def _move_contracts(asking: Organisation, owner: Organisation) -> None:
    """Contracts being set up, the places in others', and what it was to deliver there."""
    Contract.objects.filter(supplier=asking).update(supplier=owner)
    Commitment.objects.filter(deliverer=asking, contract__supplier=owner).update(deliverer=None)
    Commitment.objects.filter(deliverer=asking).update(deliverer=owner)
    has_one = ContractParty.objects.filter(contract=OuterRef("contract"), organisation=owner)
    parts = ContractParty.objects.filter(organisation=asking)
    parts.exclude(contract__supplier=owner).exclude(Exists(has_one)).update(organisation=owner)
    ContractParty.objects.filter(organisation=asking).delete()


@transaction.atomic
def decline_registration(*, registration: Registration, reason: str, by: User) -> Registration:
    """Do not let them in, or do not confirm them, and say why; they may ask again with another number.

    Raises PermissionDenied; NotReady without a reason; InvalidTransition.
    """
    if not can_decide_registration(by, registration):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady([_("Say why")])
    decided = {"decided_at": timezone.now(), "decided_by": by}
    move(registration, REGISTRATION["decline"], reason=reason.strip(), **decided)
    is_further = not registration.organisation.is_provisional
    event = SupplierEvent.NUMBER_DECLINED if is_further else SupplierEvent.REGISTRATION_DECLINED
    tell(event, by=by, on=registration, data={"reason": reason.strip()})
    return registration


# --- What the worker does, apart from the request so that asking costs the same whoever is known ----------------------
def stand_by_invitations() -> int:
    """Let people in who accepted the council's invitation to a contract of the organisation whose number they gave.

    Only while that organisation has no admin who could say: then the invitation of an officer, who might let them in by
    hand, is the council's word for who they are, and they become its first admins. Returns how many registrations.
    """
    waiting = Registration.objects.filter(status=Registration.Status.WAITING, organisation__is_provisional=True)
    invited = Invitation.objects.filter(
        answered_for=OuterRef("organisation"),
        party_role="",
        contract__supplier__identifiers__scheme=OuterRef("scheme"),
        contract__supplier__identifiers__value=OuterRef("value"),
    ).exclude(contract__supplier__in=_with_admin())
    found = waiting.annotate(invitation=Subquery(invited.order_by("-answered_at").values("pk")[:1]))
    rows = found.filter(invitation__isnull=False).select_related("organisation").order_by("pk")[:BATCH]
    return sum(_stand_by(registration, registration.invitation) for registration in rows)


def _with_admin() -> QuerySet:
    """The ids of organisations that somebody runs."""
    admins = Member.objects.filter(role=Member.Role.ADMIN, user__is_active=True)
    return admins.values("organisation")


@transaction.atomic
def _stand_by(registration: Registration, invitation_pk: UUID) -> int:
    """One of them; 0 when the officer may not say that any more, or somebody else has decided meanwhile."""
    officer = Invitation.objects.select_related("invited_by").get(pk=invitation_pk).invited_by
    try:
        with transaction.atomic():
            _join(registration, Member.Role.ADMIN, officer, SupplierEvent.REGISTRATION_VOUCHED_FOR, told_by=None)
    except (PermissionDenied, NotReady, InvalidTransition):
        return 0
    return 1


def pass_on_registrations() -> int:
    """Tell the admins of organisations whose number somebody has given; returns how many they were told of.

    A number that becomes somebody's later is found then, and so is an organisation that gets its first admin later.
    Doing it twice, or twice at once, tells nobody twice.
    """
    owners = OrganisationIdentifier.objects.filter(
        scheme=OuterRef("scheme"), value=OuterRef("value"), organisation__in=_with_admin()
    )
    waiting = Registration.objects.filter(
        Exists(owners),
        status=Registration.Status.WAITING,
        organisation__is_provisional=True,
        is_owner_told=False,
    ).exclude(scheme="")
    return sum(_pass_on(registration) for registration in waiting.order_by("pk")[:BATCH])


@transaction.atomic
def _pass_on(registration: Registration) -> int:
    """One of them; 0 when somebody else has passed it on meanwhile."""
    owner = Organisation.objects.get(identifiers__scheme=registration.scheme, identifiers__value=registration.value)
    untold = Registration.objects.filter(pk=registration.pk, is_owner_told=False, status=Registration.Status.WAITING)
    if owner.pk == registration.organisation_id or untold.update(is_owner_told=True) != 1:
        return 0
    tell(SupplierEvent.REGISTRATION_PASSED_ON, by=None, on=owner, data={"registration": registration.pk})
    return 1

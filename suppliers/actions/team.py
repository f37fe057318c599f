"""Running a team: what its members may do, who leaves and who must. Whoever comes in comes by an invitation.

Everything that could take away an organisation's last admin begins with `hold_team`, so that for one organisation it
happens one after the other: of two admins who remove one another at the same moment, one stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_leaving
from suppliers.events import SupplierEvent
from suppliers.models import Contract, Invitation, Member, Organisation
from suppliers.permissions import WRITING, can_run_team
from suppliers.queries import contracts_of, is_last_admin
from suppliers.workflow import INVITATION, move

RANKS = [Member.Role.VIEWER.value, Member.Role.EDITOR.value, Member.Role.ADMIN.value]


@dataclass(frozen=True)
class Duties:
    """What a member may do, and for which contracts; None is all of them, those to come too."""

    role: str
    is_signatory: bool = False
    contracts: Sequence[Contract] | None = None

    @property
    def is_restricted(self) -> bool:
        """Whether some contracts are left out. An admin sees all of them, whatever was chosen before."""
        return self.contracts is not None and self.role != Member.Role.ADMIN

    def facts(self) -> dict:
        """What the history keeps: the role, and for how many contracts (None: all)."""
        return {"role": self.role, "contracts": len(self.contracts or ()) if self.is_restricted else None}


def hold_team(*organisation_ids: int) -> None:
    """Until this transaction ends nobody else changes who is in these teams.

    An UPDATE that changes nothing, in the order of the ids: two of them wait for one another, on both databases.
    """
    for pk in sorted(organisation_ids):
        Organisation.objects.filter(pk=pk).update(name=F("name"))


def check_contracts(organisation_id: int, duties: Duties) -> None:
    """Raises PermissionDenied when a contract is none of the organisation's."""
    chosen = {contract.pk for contract in duties.contracts or ()}
    if chosen and contracts_of(organisation_id).filter(pk__in=chosen).count() != len(chosen):
        raise PermissionDenied


def admit(organisation_id: int, user: User, duties: Duties) -> Member:
    """Put a person into a team, or add to what they may do there; nothing they have is ever lowered."""
    member = Member.objects.filter(organisation=organisation_id, user=user).first()
    if member is None:
        member = Member.objects.create(
            organisation_id=organisation_id,
            user=user,
            role=duties.role,
            is_signatory=duties.is_signatory,
            is_restricted=duties.is_restricted,
        )
        member.contracts.set(duties.contracts or () if duties.is_restricted else ())
        return member
    was_restricted = member.is_restricted
    member.role = max(member.role, duties.role, key=RANKS.index)
    member.is_signatory = member.is_signatory or duties.is_signatory
    member.is_restricted = was_restricted and duties.is_restricted and member.role != Member.Role.ADMIN
    member.save(update_fields=["role", "is_signatory", "is_restricted"])
    if member.is_restricted:
        member.contracts.add(*(duties.contracts or ()))
    else:
        member.contracts.clear()
    return member


@transaction.atomic
def change_member(*, member: Member, duties: Duties, by: User) -> Member:
    """Give a member another role, other contracts, or the right to sign off; it holds at once.

    Raises PermissionDenied; NotReady when nobody would be left to run the team.
    """
    if not can_run_team(by, member.organisation):
        raise PermissionDenied
    check_contracts(member.organisation_id, duties)
    hold_team(member.organisation_id)
    member.refresh_from_db(fields=["role"])
    was_admin = member.role == Member.Role.ADMIN
    if was_admin and duties.role != Member.Role.ADMIN:
        _check_admins(member)
        _withdraw_sent(member, by)
    member.role, member.is_signatory = duties.role, duties.is_signatory
    member.is_restricted = duties.is_restricted
    member.save(update_fields=["role", "is_signatory", "is_restricted"])
    member.contracts.set(duties.contracts or () if duties.is_restricted else ())
    _give_up_contracts(member, by)
    tell(SupplierEvent.MEMBER_CHANGED, by=by, on=member, data={"user": member.user_id, **duties.facts()})
    return member


@transaction.atomic
def remove_member(*, member: Member, by: User) -> None:
    """Take somebody out of a team, at once; the invitations they sent and nobody answered go with them.

    Raises PermissionDenied; NotReady when nobody would be left to run the team.
    """
    if not can_run_team(by, member.organisation):
        raise PermissionDenied
    hold_team(member.organisation_id)
    _check_admins(member)
    _withdraw_sent(member, by)
    _take_out(member, SupplierEvent.MEMBER_REMOVED, by)


@transaction.atomic
def leave_team(*, member: Member, by: User) -> None:
    """Leave a team oneself. Raises PermissionDenied for somebody else's place; NotReady for the only admin."""
    if member.user_id != by.pk:
        raise PermissionDenied
    hold_team(member.organisation_id)
    _check_admins(member)
    _take_out(member, SupplierEvent.MEMBER_LEFT, by)


def _check_admins(member: Member) -> None:
    """Raises NotReady when the member is the only one who runs the team. Asked once the team is held."""
    problems = before_leaving(is_last_admin(member))
    if problems:
        raise NotReady(problems)


def _take_out(member: Member, event: SupplierEvent, by: User) -> None:
    """Tell of it, then delete the row."""
    tell(event, by=by, on=member, data={"user": member.user_id, "role": member.role})
    _give_up_contracts(member, by, stays=False)
    member.delete()


def _withdraw_sent(member: Member, by: User) -> None:
    """Withdraw what a member who no longer runs the team invited to it: it would be a way back in."""
    sent = Invitation.objects.filter(
        organisation=member.organisation_id, invited_by=member.user_id, status=Invitation.Status.WAITING
    )
    for invitation in sent.select_related("organisation", "contract"):
        move(invitation, INVITATION["withdraw"], answered_at=timezone.now(), answered_by=by)
        tell(SupplierEvent.INVITATION_WITHDRAWN, by=by, on=invitation)


def _give_up_contracts(member: Member, by: User, *, stays: bool = True) -> None:
    """Where a member looked after contracts and no longer can, nobody does until somebody new is named."""
    owned = contracts_of(member.organisation_id).filter(supplier_owner=member.user_id)
    if stays and member.role in WRITING:
        if not member.is_restricted:
            return
        owned = owned.exclude(Q(pk__in=member.contracts.values("pk")))
    for contract in owned.select_related("manager"):
        contract.supplier_owner = None
        contract.save(update_fields=["supplier_owner"])
        tell(SupplierEvent.CONTRACT_OWNER_LEFT, by=by, on=contract)

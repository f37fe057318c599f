"""Inviting people by e-mail address, to a team or for a contract, and what they answer (SU1, SU14).

Who is asked is an address, not an account: nothing here looks at whether one exists. Accepting for a contract confirms
nobody: the council sees who accepted and decides, so that it is the same whether a number is known (decision record
0021).
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.team import Duties, admit, check_contracts, hold_team
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_accepting, before_inviting
from suppliers.checks.party_can_take_part import taking_part
from suppliers.events import SupplierEvent
from suppliers.models import Contract, ContractParty, Invitation, Member, Organisation
from suppliers.permissions import (
    can_answer_invitation,
    can_manage_contract,
    can_manage_invitation,
    can_run_team,
    can_take_on_contract,
)
from suppliers.queries import contracts_of
from suppliers.workflow import INVITATION, InvalidTransition, move

OPEN_FOR = timedelta(days=14)


# --- Inviting ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def invite_colleague(*, organisation: Organisation, email: str, duties: Duties, by: User) -> Invitation:
    """Ask somebody to join a team. Raises PermissionDenied, or NotReady in words."""
    if not can_run_team(by, organisation):
        raise PermissionDenied
    check_contracts(organisation.pk, duties)
    invitation = _new(email, by, organisation=organisation, role=duties.role, is_signatory=duties.is_signatory)
    invitation.is_restricted = duties.is_restricted
    _send(invitation)
    if duties.is_restricted:
        invitation.contracts.set(duties.contracts or ())
    tell(SupplierEvent.MEMBER_INVITED, by=by, on=invitation, data=duties.facts())
    return invitation


@transaction.atomic
def invite_supplier(*, contract: Contract, email: str, by: User) -> Invitation:
    """Ask somebody to take a contract on for their organisation, whichever that is.

    Raises PermissionDenied, or NotReady in words.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if contract.status == Contract.Status.ENDED:
        raise NotReady([_("This contract has ended")])
    invitation = _new(email, by, contract=contract)
    _send(invitation)
    tell(SupplierEvent.SUPPLIER_INVITED, by=by, on=invitation)
    return invitation


@transaction.atomic
def invite_party(*, contract: Contract, email: str, role: str, by: User) -> Invitation:
    """Ask somebody to let their organisation take part beside the supplier, as a consortium member or subcontractor.

    Raises PermissionDenied; InvalidTransition when the contract has ended; NotReady in words.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if contract.status == Contract.Status.ENDED:
        raise InvalidTransition("nobody joins a contract that has ended")
    invitation = _new(email, by, contract=contract, party_role=role)
    _send(invitation)
    tell(SupplierEvent.PARTY_INVITED, by=by, on=invitation, data={"role": role})
    return invitation


def _new(email: str, by: User, **fields) -> Invitation:
    """An invitation of today, not saved yet."""
    return Invitation(
        email=email.strip().lower(),
        expires_on=timezone.localdate() + OPEN_FOR,
        invited_at=timezone.now(),
        invited_by=by,
        **fields,
    )


def _send(invitation: Invitation) -> None:
    """Save a new one. Raises NotReady when it cannot be sent, or somebody sent the same at this moment."""
    problems = before_inviting(invitation)
    if not problems:
        try:
            with transaction.atomic():
                invitation.save(force_insert=True)
        except IntegrityError:
            problems = [_("This address has an invitation already. Send that one again, or withdraw it first")]
    if problems:
        raise NotReady(problems)


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Send it once more and open it for another fourteen days, once a day at most.

    Raises PermissionDenied; InvalidTransition when it was answered; NotReady when it was sent today.
    """
    if not can_manage_invitation(by, invitation):
        raise PermissionDenied
    until = timezone.localdate() + OPEN_FOR
    if invitation.expires_on >= until:
        raise NotReady([_("This invitation was sent today. Wait until tomorrow before you send it again")])
    waiting = Invitation.objects.filter(
        pk=invitation.pk, status=Invitation.Status.WAITING, expires_on=invitation.expires_on
    )
    if waiting.update(expires_on=until) != 1:
        raise InvalidTransition("it was answered or sent meanwhile")
    invitation.expires_on = until
    tell(SupplierEvent.INVITATION_RESENT, by=by, on=invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Take an invitation back before it is answered. Raises PermissionDenied, or InvalidTransition."""
    if not can_manage_invitation(by, invitation):
        raise PermissionDenied
    move(invitation, INVITATION["withdraw"], **_answered(by))
    tell(SupplierEvent.INVITATION_WITHDRAWN, by=by, on=invitation)
    return invitation


# --- Answering --------------------------------------------------------------------------------------------------------
@transaction.atomic
def decline_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Say no. Raises PermissionDenied, or InvalidTransition."""
    if not can_answer_invitation(by, invitation):
        raise PermissionDenied
    move(invitation, INVITATION["decline"], **_answered(by))
    tell(SupplierEvent.INVITATION_DECLINED, by=by, on=invitation)
    return invitation


@transaction.atomic
def accept_team_invitation(*, invitation: Invitation, by: User) -> Member:
    """Join the team. Who is in it already keeps what they have and gets what the invitation adds.

    Raises PermissionDenied; NotReady when its time is over; InvalidTransition when it was answered, or moved to another
    organisation at this moment.
    """
    if not can_answer_invitation(by, invitation):
        raise PermissionDenied
    problems = before_accepting(invitation)
    if problems or invitation.organisation_id is None:
        raise NotReady(problems)
    hold_team(invitation.organisation_id)
    unmoved = Invitation.objects.filter(pk=invitation.pk, organisation=invitation.organisation_id)
    if not unmoved.exists():
        raise InvalidTransition("its organisation became a part of another one meanwhile")
    move(invitation, INVITATION["accept"], **_answered(by))
    member = admit(invitation.organisation_id, by, _duties(invitation))
    tell(SupplierEvent.MEMBER_JOINED, by=by, on=invitation, data={"role": invitation.role})
    return member


def _duties(invitation: Invitation) -> Duties:
    """What an invitation offers; of its contracts those that are still the organisation's."""
    contracts = None
    if invitation.is_restricted and invitation.organisation_id is not None:
        still = contracts_of(invitation.organisation_id)
        contracts = list(still.filter(pk__in=invitation.contracts.values("pk")))
    return Duties(invitation.role, is_signatory=invitation.is_signatory, contracts=contracts)


@transaction.atomic
def accept_contract_invitation(*, invitation: Invitation, organisation: Organisation, by: User) -> Contract:
    """Take a contract on for one of one's organisations.

    Where the contract has another supplier, a provisional organisation gets nothing yet: the council, or the portal by
    the council's word, decides whether it is that supplier. Raises PermissionDenied; NotReady when its time is over or
    the contract has another supplier; InvalidTransition.
    """
    contract = _contract_of(invitation, organisation, by)
    if invitation.party_role:
        raise PermissionDenied
    _accept_for(invitation, organisation, by)
    _give(contract, organisation)
    tell(SupplierEvent.SUPPLIER_JOINED, by=by, on=invitation, data={"organisation": organisation.pk})
    return contract


@transaction.atomic
def accept_party_invitation(*, invitation: Invitation, organisation: Organisation, by: User) -> ContractParty:
    """Let one of one's organisations take part in a contract as the invitation says.

    Raises PermissionDenied; NotReady when its time is over, or the organisation is in already; InvalidTransition.
    """
    contract = _contract_of(invitation, organisation, by)
    if not invitation.party_role:
        raise PermissionDenied
    _accept_for(invitation, organisation, by)
    try:
        with transaction.atomic():
            party = ContractParty.objects.create(
                contract=contract, organisation=organisation, role=invitation.party_role
            )
    except IntegrityError as error:
        raise NotReady([taking_part()]) from error
    data = {"role": invitation.party_role, "organisation": organisation.pk}
    tell(SupplierEvent.PARTY_JOINED, by=by, on=invitation, data=data)
    return party


def _contract_of(invitation: Invitation, organisation: Organisation, by: User) -> Contract:
    """The contract of an invitation that a person may accept for an organisation. Raises PermissionDenied."""
    contract = invitation.contract
    if contract is None or not can_answer_invitation(by, invitation) or not can_take_on_contract(by, organisation):
        raise PermissionDenied
    return contract


def _accept_for(invitation: Invitation, organisation: Organisation, by: User) -> None:
    """Accept it, and remember for whom. Raises NotReady, and InvalidTransition for what was decided meanwhile."""
    hold_team(organisation.pk)
    organisation.refresh_from_db(fields=["merged_into", "is_provisional"])
    if organisation.merged_into_id is not None:
        raise InvalidTransition("the organisation became a part of another one meanwhile")
    if problems := before_accepting(invitation, organisation):
        raise NotReady(problems)
    move(invitation, INVITATION["accept"], answered_for=organisation, **_answered(by))


def _give(contract: Contract, organisation: Organisation) -> None:
    """Write the supplier into a contract that has none. Raises NotReady when another one has it by now.

    A provisional organisation is told nothing of that: it may turn out to be the one that has it.
    """
    Contract.objects.filter(pk=contract.pk, supplier__isnull=True).update(supplier=organisation)
    contract.refresh_from_db(fields=["supplier"])
    if contract.supplier_id != organisation.pk and not organisation.is_provisional:
        raise NotReady([_("This contract has a supplier already. Ask the council which organisation it expects")])


def _answered(by: User) -> dict:
    """When and by whom."""
    return {"answered_at": timezone.now(), "answered_by": by}

"""Who takes part in a contract beside its supplier: consortium members and subcontractors."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_adding_party
from suppliers.checks.party_can_take_part import taking_part
from suppliers.events import SupplierEvent
from suppliers.models import Commitment, Contract, ContractParty, Organisation
from suppliers.permissions import can_manage_contract, is_member_of
from suppliers.workflow import InvalidTransition

# Commitments in these states keep their deliverer in the contract: its lines and files are still to be found.
_DELIVERED = [Commitment.Status.PROPOSED, Commitment.Status.AGREED, Commitment.Status.REPLACED]


@transaction.atomic
def add_party(*, contract: Contract, organisation: Organisation, role: str, by: User) -> ContractParty:
    """Let an organisation take part in a contract with promises of its own.

    Raises PermissionDenied; InvalidTransition when the contract has ended; NotReady for the supplier itself, for one
    that takes part already or is not confirmed, and for the officer's own organisation.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if contract.status == Contract.Status.ENDED:
        raise InvalidTransition("nobody joins a contract that has ended")
    if problems := _not_to_choose(organisation, by) or before_adding_party(contract, organisation):
        raise NotReady(problems)
    try:
        with transaction.atomic():
            party = ContractParty.objects.create(contract=contract, organisation=organisation, role=role)
    except IntegrityError as error:
        raise NotReady([taking_part()]) from error
    tell(SupplierEvent.PARTY_ADDED, by=by, on=party, data={"role": role, "organisation": organisation.pk})
    return party


@transaction.atomic
def remove_party(*, party: ContractParty, by: User) -> None:
    """Take an organisation out of a contract that delivers nothing in it.

    Raises PermissionDenied; InvalidTransition when somebody else did already; NotReady when it delivers something.
    """
    if not can_manage_contract(by, party.contract):
        raise PermissionDenied
    delivering = party.contract.commitments.filter(deliverer=party.organisation_id, status__in=_DELIVERED)
    if delivering.exists():
        raise NotReady(
            [_("This organisation delivers commitments of the contract. Let another one deliver them first")]
        )
    removed, _rows = ContractParty.objects.filter(pk=party.pk).delete()
    if not removed:
        raise InvalidTransition("somebody else took it out first")
    tell(SupplierEvent.PARTY_REMOVED, by=by, on=party, data={"role": party.role, "organisation": party.organisation_id})


def _not_to_choose(organisation: Organisation, by: User) -> list[str]:
    """Why an officer cannot choose this organisation."""
    if is_member_of(by, organisation.pk):
        return [_("You belong to this organisation. Ask a colleague to add it")]
    if organisation.is_provisional or organisation.merged_into_id is not None:
        return [_("This organisation has not been confirmed yet")]
    return []

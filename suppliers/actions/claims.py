"""A supplier asks for a contract by the reference the council gave it, and the council decides."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Council, User
from suppliers.actions.registering import confirm_registration
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_accepting_claim
from suppliers.events import SupplierEvent
from suppliers.models import Contract, ContractClaim, Organisation
from suppliers.permissions import can_decide_claim, can_manage_contract, can_take_on_contract
from suppliers.registrations import waiting_registration_of
from suppliers.workflow import CLAIM, InvalidTransition, move

# So many may wait for an organisation at once: whoever guesses references is soon out of guesses.
MOST_WAITING = 20


@transaction.atomic
def claim_contract(
    *, organisation: Organisation, council: Council, reference: str, note: str, by: User
) -> ContractClaim:
    """Ask a council for the contract with this reference. Whether there is one is not looked at.

    Raises PermissionDenied, or NotReady for what was asked already and beyond 20 that wait.
    """
    if not can_take_on_contract(by, organisation):
        raise PermissionDenied
    waiting = organisation.contract_claims.filter(status=ContractClaim.Status.WAITING)
    if waiting.count() >= MOST_WAITING:
        raise NotReady([_("You have asked for 20 contracts already. Wait until the councils have decided")])
    try:
        with transaction.atomic():
            claim = ContractClaim.objects.create(
                organisation=organisation,
                council=council,
                reference=reference,
                note=note,
                asked_at=timezone.now(),
                asked_by=by,
            )
    except IntegrityError as error:
        raise NotReady([_("You have asked for this contract already. The council has not decided yet")]) from error
    tell(SupplierEvent.CLAIM_MADE, by=by, on=claim)
    return claim


@transaction.atomic
def withdraw_claim(*, claim: ContractClaim, by: User) -> ContractClaim:
    """Ask no longer. Raises PermissionDenied, or InvalidTransition when it has been decided."""
    if not can_take_on_contract(by, claim.organisation):
        raise PermissionDenied
    move(claim, CLAIM["withdraw"], decided_at=timezone.now(), decided_by=by)
    tell(SupplierEvent.CLAIM_WITHDRAWN, by=by, on=claim)
    return claim


@transaction.atomic
def accept_claim(*, claim: ContractClaim, contract: Contract, by: User) -> ContractClaim:
    """Give the organisation the contract, and confirm who it is where that is still open.

    Raises PermissionDenied; InvalidTransition; NotReady when the contract has another supplier or has ended, and when
    the number that the organisation gave belongs to one that is here already: first somebody lets it join that one.
    """
    if not can_decide_claim(by, claim) or not can_manage_contract(by, contract):
        raise PermissionDenied
    if problems := before_accepting_claim(claim, contract):
        raise NotReady(problems)
    claim.organisation.refresh_from_db(fields=["is_provisional", "merged_into"])
    _confirm_who_asks(claim, by)
    free = Contract.objects.filter(Q(supplier__isnull=True) | Q(supplier=claim.organisation_id), pk=contract.pk)
    if free.exclude(status=Contract.Status.ENDED).update(supplier=claim.organisation_id) != 1:
        raise InvalidTransition("the contract was given to somebody else, or ended")
    contract.supplier = claim.organisation
    move(claim, CLAIM["accept"], contract=contract, decided_at=timezone.now(), decided_by=by)
    tell(SupplierEvent.CLAIM_ACCEPTED, by=by, on=claim)
    tell(SupplierEvent.CONTRACT_CLAIMED, by=by, on=contract, data={"organisation": claim.organisation_id})
    return claim


def _confirm_who_asks(claim: ContractClaim, by: User) -> None:
    """Confirm an organisation that waits to be: by giving it the contract the council says who it is."""
    if not claim.organisation.is_provisional:
        return
    registration = waiting_registration_of(claim.organisation_id)
    if registration is None:
        raise InvalidTransition("it was decided meanwhile who the organisation is")
    confirm_registration(registration=registration, by=by)
    claim.organisation.is_provisional = False


@transaction.atomic
def decline_claim(*, claim: ContractClaim, reason: str, by: User) -> ContractClaim:
    """Say no, and why. Raises PermissionDenied, or InvalidTransition when it has been decided or withdrawn."""
    if not can_decide_claim(by, claim):
        raise PermissionDenied
    move(claim, CLAIM["decline"], decided_at=timezone.now(), decided_by=by, reason=reason)
    tell(SupplierEvent.CLAIM_DECLINED, by=by, on=claim, data={"reason": reason})
    return claim

"""Endorsing a supplier that does well: one officer proposes, a lead approves, the supplier wants it or not."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from returns.actions.telling import tell
from returns.checks import endorsement_stands_on_figures
from returns.events import ReturnEvent
from returns.permissions import can_answer_endorsement, can_decide_endorsement
from suppliers.actions.commitments import hold_contract
from suppliers.calendar import add_months
from suppliers.checks import NotReady
from suppliers.endorsed import endorsements_running
from suppliers.models import Commitment, Contract, Endorsement
from suppliers.permissions import can_manage_contract
from suppliers.workflow import ENDORSEMENT, InvalidTransition, move

MOST_MONTHS = 12


@transaction.atomic
def propose_endorsement(
    *, contract: Contract, reason: str, commitments: Collection[Commitment], by: User
) -> Endorsement:
    """Propose it to the council's social value leads. Raises PermissionDenied, or NotReady in words."""
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    hold_contract(contract)
    today = timezone.localdate()
    problems = list(endorsement_stands_on_figures.problems(contract, commitments, today=today))
    if endorsements_running(today=today).filter(contract=contract).exists():
        problems.append(_("This supplier is endorsed for this contract already, or it waits for an answer"))
    supplier = contract.supplier
    if problems or supplier is None:
        raise NotReady(problems)
    endorsement = Endorsement.objects.create(
        contract=contract,
        council_id=contract.council_id,
        supplier=supplier,
        reason=reason,
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    endorsement.commitments.set(commitments)
    data = {"reason": reason, "commitments": sorted(commitment.pk for commitment in commitments)}
    tell(ReturnEvent.ENDORSEMENT_PROPOSED, by=by, on=endorsement, data=data)
    return endorsement


@transaction.atomic
def approve_endorsement(*, endorsement: Endorsement, valid_to: date, by: User) -> Endorsement:
    """Offer it to the supplier, to be shown until a day, twelve months from now at most.

    Raises PermissionDenied, also for whoever proposed it; InvalidTransition; NotReady with what is wrong with the day.
    """
    if not can_decide_endorsement(by, endorsement):
        raise PermissionDenied
    today = timezone.localdate()
    if not today < valid_to <= add_months(today, MOST_MONTHS):
        raise NotReady([_("It can be shown until a day after today, and for 12 months at most")])
    move(endorsement, ENDORSEMENT["approve"], valid_to=valid_to, **_decided(by))
    data = {"valid_to": valid_to.isoformat()}
    tell(ReturnEvent.ENDORSEMENT_APPROVED, by=by, on=endorsement, data=data)
    return endorsement


@transaction.atomic
def decline_endorsement(*, endorsement: Endorsement, reason: str, by: User) -> Endorsement:
    """Say no, with a reason that the council's officers read. Raises PermissionDenied, or InvalidTransition."""
    if not can_decide_endorsement(by, endorsement):
        raise PermissionDenied
    move(endorsement, ENDORSEMENT["decline"], decision_reason=reason, **_decided(by))
    tell(ReturnEvent.ENDORSEMENT_DECLINED, by=by, on=endorsement, data={"reason": reason})
    return endorsement


@transaction.atomic
def accept_endorsement(*, endorsement: Endorsement, by: User) -> Endorsement:
    """The supplier wants it shown. Raises PermissionDenied; InvalidTransition, also when its time is over."""
    if not can_answer_endorsement(by, endorsement):
        raise PermissionDenied
    if endorsement.valid_to is None or endorsement.valid_to < timezone.localdate():
        raise InvalidTransition("its time is over, or it was not approved")
    move(endorsement, ENDORSEMENT["accept"], **_answered(by))
    tell(ReturnEvent.ENDORSEMENT_ACCEPTED, by=by, on=endorsement, data={})
    return endorsement


@transaction.atomic
def refuse_endorsement(*, endorsement: Endorsement, by: User) -> Endorsement:
    """The supplier does not want it shown, or no longer. Raises PermissionDenied, or InvalidTransition."""
    if not can_answer_endorsement(by, endorsement):
        raise PermissionDenied
    move(endorsement, ENDORSEMENT["refuse"], **_answered(by))
    tell(ReturnEvent.ENDORSEMENT_REFUSED, by=by, on=endorsement, data={})
    return endorsement


@transaction.atomic
def withdraw_endorsement(*, endorsement: Endorsement, reason: str, by: User) -> Endorsement:
    """The council takes it back, with a reason that the supplier reads. Raises PermissionDenied, InvalidTransition."""
    if not can_manage_contract(by, endorsement.contract):
        raise PermissionDenied
    changes = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_reason": reason}
    move(endorsement, ENDORSEMENT["withdraw"], **changes)
    tell(ReturnEvent.ENDORSEMENT_WITHDRAWN, by=by, on=endorsement, data={"reason": reason})
    return endorsement


def _decided(by: User) -> dict:
    """When and by whom at the council."""
    return {"decided_at": timezone.now(), "decided_by": by}


def _answered(by: User) -> dict:
    """When and by whom at the supplier."""
    return {"answered_at": timezone.now(), "answered_by": by}

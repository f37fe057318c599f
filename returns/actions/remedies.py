"""Financial remedies and terminations: proposed by one officer, decided by another, and only as the contract grants."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from returns.actions.telling import tell
from returns.checks import remedy_is_granted
from returns.checks.remedy_is_granted import ENDING
from returns.escalating import Case, Level, keep_open, load_case
from returns.events import ReturnEvent
from returns.models import Escalation, EscalationStep, Remedy
from returns.permissions import can_decide_remedy, can_handle_escalation
from returns.shortfall import left_in, shortfall_of
from returns.workflow import REMEDY
from suppliers.checks import NotReady
from suppliers.models import ContractRemedies
from suppliers.remedies import granted_by
from suppliers.workflow import InvalidTransition, move


@dataclass(frozen=True)
class Asked:
    """What is proposed; the amount of a payment for what was not delivered is worked out and not said."""

    kind: str
    reason: str
    amount: Decimal | None = None


@transaction.atomic
def propose_remedy(*, escalation: Escalation, asked: Asked, by: User) -> Remedy:
    """Propose a remedy that the contract grants; the supplier hears of it once a second officer has approved it.

    Raises PermissionDenied; NotReady with what is against it; InvalidTransition when the case is closed or one waits.
    """
    if not can_handle_escalation(by, escalation):
        raise PermissionDenied
    keep_open(escalation)
    case = load_case(escalation)
    amount, working = _worked_out(case, asked.kind, asked.amount)
    _possible(case, asked.kind, amount)
    try:
        with transaction.atomic():
            remedy = Remedy.objects.create(
                escalation=escalation,
                kind=asked.kind,
                amount=amount,
                working=working,
                reason=asked.reason,
                proposed_at=timezone.now(),
                proposed_by=by,
            )
    except IntegrityError as error:
        raise InvalidTransition("a remedy waits already") from error
    tell(ReturnEvent.REMEDY_PROPOSED, by=by, on=remedy, data=_data(remedy))
    return remedy


@transaction.atomic
def approve_remedy(*, remedy: Remedy, reason: str = "", by: User) -> Remedy:
    """Agree to another officer's remedy: it becomes a step of the case, and the supplier is told.

    Raises as `propose_remedy`; NotReady also when the figures have changed since it was proposed.
    """
    if not can_decide_remedy(by, remedy):
        raise PermissionDenied
    if remedy.status != Remedy.Status.PROPOSED:
        raise InvalidTransition("it was decided already")
    escalation = remedy.escalation
    keep_open(escalation)
    # Whoever approves another remedy of the contract waits, so that both together keep to its sum.
    ContractRemedies.objects.filter(contract=escalation.contract_id).update(cap=F("cap"))
    case = load_case(escalation)
    amount, working = _worked_out(case, remedy.kind, remedy.amount)
    if (amount, working) != (remedy.amount, remedy.working):
        raise NotReady([_("The figures have changed since this was proposed. Decline it, and propose it anew")])
    _possible(case, remedy.kind, amount)
    step = EscalationStep.objects.create(
        escalation=escalation,
        number=len(case.steps) + 1,
        level=Level.TERMINATION if remedy.kind in ENDING else Level.REMEDY,
        words=remedy.reason,
        taken_at=timezone.now(),
        taken_by=by,
    )
    decided = {"decided_at": timezone.now(), "decided_by": by, "decision_reason": reason}
    move(remedy, REMEDY["approve"], step=step, **decided)
    tell(ReturnEvent.REMEDY_APPROVED, by=by, on=remedy, data=_data(remedy))
    data = {"case": escalation.pk, "number": step.number, "level": step.level}
    tell(ReturnEvent.STEP_TAKEN, by=by, on=step, data=data)
    return remedy


@transaction.atomic
def decline_remedy(*, remedy: Remedy, reason: str, by: User) -> Remedy:
    """Refuse another officer's remedy, with a reason; the supplier never hears of it.

    Raises PermissionDenied, NotReady without a reason, or InvalidTransition when it was decided.
    """
    if not can_decide_remedy(by, remedy):
        raise PermissionDenied
    if not reason:
        raise NotReady([_("Say why you decline it")])
    decided = {"decided_at": timezone.now(), "decided_by": by, "decision_reason": reason}
    move(remedy, REMEDY["decline"], **decided)
    tell(ReturnEvent.REMEDY_DECLINED, by=by, on=remedy, data=_data(remedy))
    return remedy


def _worked_out(case: Case, kind: str, amount: Decimal | None) -> tuple[Decimal | None, dict]:
    """The amount of a remedy and how it came about."""
    if kind in ENDING:
        return None, {}
    if kind != Remedy.Kind.SHORTFALL_PAYMENT:
        return amount, {}
    contract = case.escalation.contract
    shortfall = shortfall_of(case.commitments, contract, granted_by(contract), today=timezone.localdate())
    return shortfall.amount, shortfall.as_data()


def _possible(case: Case, kind: str, amount: Decimal | None) -> None:
    """Raises NotReady with what is against it."""
    contract = case.escalation.contract
    granted = granted_by(contract)
    left, today = left_in(contract, granted), timezone.localdate()
    wrong = list(remedy_is_granted.problems(case, kind, amount, granted, left, today))
    if wrong:
        raise NotReady(wrong)


def _data(remedy: Remedy) -> dict:
    """What the history says of a remedy."""
    amount = "" if remedy.amount is None else f" £{remedy.amount:,.2f}"
    return {
        "case": remedy.escalation_id,
        "kind": remedy.kind,
        "amount": amount,
        "reason": remedy.decision_reason or remedy.reason,
    }

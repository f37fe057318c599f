"""Cases about promises that fall short: opened, taken up the ladder step by step, replied to, and closed."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from returns.actions.telling import tell
from returns.checks import step_can_be_taken
from returns.escalating import Case, Level, Step, keep_open, load_case, plan_due
from returns.events import ReturnEvent
from returns.models import Escalation, EscalationStep, Remedy, StepReply
from returns.permissions import can_handle_escalation, can_open_escalation, can_reply_in_escalation
from returns.workflow import ESCALATION
from suppliers.checks import NotReady
from suppliers.models import Commitment, Contract
from suppliers.workflow import InvalidTransition, move


@transaction.atomic
def open_escalation(*, contract: Contract, commitments: Collection[Commitment], step: Step, by: User) -> Escalation:
    """Open a case about some agreed promises of an active contract, with its first step.

    Raises PermissionDenied; InvalidTransition when the contract is not active; NotReady with what is missing.
    """
    if not can_open_escalation(by, contract):
        raise PermissionDenied
    if contract.status != Contract.Status.ACTIVE:
        raise InvalidTransition("nothing is asked for under a contract that is not active")
    agreed = [one for one in commitments if one.contract_id == contract.pk and one.status == Commitment.Status.AGREED]
    escalation = Escalation.objects.create(contract=contract, opened_at=timezone.now(), opened_by=by)
    escalation.commitments.set(agreed)
    record(ReturnEvent.ESCALATION_OPENED, by=by, on=escalation, data={"case": escalation.pk})
    _take(load_case(escalation), step, None, by)
    return escalation


@transaction.atomic
def take_step(
    *, escalation: Escalation, step: Step, corrects: EscalationStep | None = None, by: User
) -> EscalationStep:
    """Take a further step, or correct an earlier one by it.

    Raises PermissionDenied; InvalidTransition when the case is closed; NotReady with what is against the step.
    """
    if not can_handle_escalation(by, escalation):
        raise PermissionDenied
    keep_open(escalation)
    return _take(load_case(escalation), step, corrects, by)


def _take(case: Case, step: Step, corrects: EscalationStep | None, by: User) -> EscalationStep:
    """Write a step down and tell the supplier."""
    today = timezone.localdate()
    wrong = list(step_can_be_taken.problems(case, step, corrects, today))
    if wrong:
        raise NotReady(wrong)
    due_on = step.due_on
    if step.level == Level.PLAN:
        due_on = plan_due(case.escalation.contract, today)
    taken = EscalationStep.objects.create(
        escalation=case.escalation,
        number=len(case.steps) + 1,
        level=step.level,
        words=step.words,
        requirement=step.requirement,
        reference=step.reference,
        due_on=due_on,
        corrects=corrects,
        taken_at=timezone.now(),
        taken_by=by,
    )
    data = {"case": case.escalation.pk, "number": taken.number, "level": taken.level}
    tell(ReturnEvent.STEP_TAKEN, by=by, on=taken, data=data)
    return taken


@transaction.atomic
def reply_to_step(*, step: EscalationStep, words: str, by: User) -> StepReply:
    """Reply to a step for the supplier, once.

    Raises PermissionDenied, or InvalidTransition when it was replied to or the case is closed.
    """
    if not can_reply_in_escalation(by, step.escalation):
        raise PermissionDenied
    keep_open(step.escalation)
    try:
        with transaction.atomic():
            reply = StepReply.objects.create(step=step, words=words, replied_at=timezone.now(), replied_by=by)
    except IntegrityError as error:
        raise InvalidTransition("somebody else replied to this step first") from error
    tell(ReturnEvent.STEP_REPLIED, by=by, on=reply, data={"case": step.escalation_id, "number": step.number})
    return reply


@transaction.atomic
def close_escalation(*, escalation: Escalation, result: str, reason: str, by: User) -> Escalation:
    """Close a case with what came of it. What is still open in it is finished first.

    Raises PermissionDenied, NotReady, or InvalidTransition when it is closed already.
    """
    if not can_handle_escalation(by, escalation):
        raise PermissionDenied
    keep_open(escalation)
    if escalation.remedies.filter(status=Remedy.Status.PROPOSED).exists():
        raise NotReady([_("A second officer must first decide the remedy that waits")])
    if load_case(escalation).has_open_plan:
        raise NotReady([_("Say first what came of the plan, or return it")])
    ways = {
        Escalation.Status.IMPROVED.value: ESCALATION["improve"],
        Escalation.Status.NOT_IMPROVED.value: ESCALATION["give_up"],
        Escalation.Status.WITHDRAWN.value: ESCALATION["withdraw"],
    }
    move(escalation, ways[result], closed_at=timezone.now(), closed_by=by, closing_reason=reason)
    data = {"case": escalation.pk, "result": result, "reason": reason}
    tell(ReturnEvent.ESCALATION_CLOSED, by=by, on=escalation, data=data)
    return escalation

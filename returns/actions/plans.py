"""Plans to catch up: proposed by the supplier, accepted or returned by the council, reported on, and finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from returns.actions.telling import tell
from returns.checks import plan_can_be_followed
from returns.escalating import keep_open, load_case, unreported
from returns.events import ReturnEvent
from returns.models import Escalation, PlanAction, RemedialPlan
from returns.permissions import can_handle_escalation, can_reply_in_escalation
from returns.workflow import PLAN
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition, move


@dataclass(frozen=True)
class Planned:
    """One action as it is proposed: what, which role, by when, and what it brings."""

    words: str
    owner: str
    due_on: date
    catch_up: str = ""


@transaction.atomic
def propose_plan(*, escalation: Escalation, cause: str, actions: Sequence[Planned], by: User) -> RemedialPlan:
    """Propose a plan that the council asked for. One that comes after its deadline is taken all the same.

    Raises PermissionDenied; InvalidTransition when none is asked for; NotReady with what is missing.
    """
    if not can_reply_in_escalation(by, escalation):
        raise PermissionDenied
    keep_open(escalation)
    case = load_case(escalation)
    if case.asked is None or not case.waits_for_plan:
        raise InvalidTransition("no plan is asked for, or there is one")
    wrong = list(plan_can_be_followed.problems([action.due_on for action in actions], timezone.localdate()))
    if wrong:
        raise NotReady(wrong)
    plan = RemedialPlan.objects.create(
        step=case.asked, number=len(case.plans) + 1, cause=cause, proposed_at=timezone.now(), proposed_by=by
    )
    PlanAction.objects.bulk_create(
        PlanAction(plan=plan, number=number, **vars(action)) for number, action in enumerate(actions, 1)
    )
    tell(ReturnEvent.PLAN_PROPOSED, by=by, on=plan, data=_data(plan))
    return plan


@transaction.atomic
def accept_plan(*, plan: RemedialPlan, words: str = "", by: User) -> RemedialPlan:
    """Agree to a plan: from now on the supplier reports its actions. Raises PermissionDenied or InvalidTransition."""
    _answering(plan, by)
    move(plan, PLAN["accept"], answered_at=timezone.now(), answered_by=by, answer=words)
    tell(ReturnEvent.PLAN_ACCEPTED, by=by, on=plan, data=_data(plan))
    return plan


@transaction.atomic
def return_plan(*, plan: RemedialPlan, words: str, by: User) -> RemedialPlan:
    """Say why a plan is not enough; the supplier proposes another. Raises also NotReady without words."""
    _answering(plan, by)
    if not words:
        raise NotReady([_("Say what the plan lacks")])
    move(plan, PLAN["return"], answered_at=timezone.now(), answered_by=by, answer=words)
    tell(ReturnEvent.PLAN_RETURNED, by=by, on=plan, data=_data(plan))
    return plan


@transaction.atomic
def report_action(*, action: PlanAction, words: str, by: User) -> PlanAction:
    """Report one action done. With the last one the plan waits for the council.

    Raises PermissionDenied, or InvalidTransition when it was reported or the plan is not under way.
    """
    plan = action.plan
    if not can_reply_in_escalation(by, plan.step.escalation):
        raise PermissionDenied
    keep_open(plan.step.escalation)
    if plan.status != RemedialPlan.Status.AGREED:
        raise InvalidTransition("the plan is not under way")
    reported = {"report": words, "reported_at": timezone.now(), "reported_by": by}
    if unreported(plan).filter(pk=action.pk).update(**reported) != 1:
        raise InvalidTransition("somebody else reported this action first")
    action.refresh_from_db()
    if not unreported(plan).exists():
        move(plan, PLAN["report"])
    tell(ReturnEvent.ACTION_REPORTED, by=by, on=action, data={**_data(plan), "action": action.number})
    return action


@transaction.atomic
def finish_plan(*, plan: RemedialPlan, is_completed: bool, words: str, by: User) -> RemedialPlan:
    """Say what came of a plan that was agreed. Raises PermissionDenied or InvalidTransition."""
    _answering(plan, by)
    finished = {"finished_at": timezone.now(), "finished_by": by, "findings": words}
    move(plan, PLAN["complete"] if is_completed else PLAN["fail"], **finished)
    event = ReturnEvent.PLAN_COMPLETED if is_completed else ReturnEvent.PLAN_FAILED
    tell(event, by=by, on=plan, data=_data(plan))
    return plan


def _answering(plan: RemedialPlan, by: User) -> None:
    """An officer acts on a plan of a case that is open."""
    if not can_handle_escalation(by, plan.step.escalation):
        raise PermissionDenied
    keep_open(plan.step.escalation)


def _data(plan: RemedialPlan) -> dict:
    """What the history says of a plan."""
    return {"case": plan.step.escalation_id, "plan": plan.number, "reason": plan.answer or plan.findings}

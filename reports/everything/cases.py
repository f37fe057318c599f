"""Cases about promises that fall short, which are between a council and the supplier: steps, replies and plans."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.everything.columns import Column, Part, Seen, told
from reports.everything.promises import CONTRACT
from returns.models import Escalation, EscalationStep, PlanAction, RemedialPlan, Remedy, StepReply
from returns.queries import supplier_escalations_visible_to


def _cases(seen: Seen) -> QuerySet[Escalation]:
    return supplier_escalations_visible_to(seen.user).prefetch_related("commitments").order_by("pk")


def _seen_cases(seen: Seen) -> QuerySet[Escalation]:
    return supplier_escalations_visible_to(seen.user).order_by()


def _steps(seen: Seen) -> QuerySet[EscalationStep]:
    """With the remedy that a step told the supplier of; one that was only proposed has no step."""
    steps = EscalationStep.objects.filter(escalation__in=_seen_cases(seen))
    return steps.select_related("taken_by", "remedy").order_by("pk")


def _replies(seen: Seen) -> QuerySet[StepReply]:
    replies = StepReply.objects.filter(step__escalation__in=_seen_cases(seen))
    return replies.select_related("replied_by").order_by("pk")


def _plans(seen: Seen) -> QuerySet[RemedialPlan]:
    plans = RemedialPlan.objects.filter(step__escalation__in=_seen_cases(seen))
    return plans.select_related("proposed_by", "finished_by").order_by("pk")


def _actions(seen: Seen) -> QuerySet[PlanAction]:
    actions = PlanAction.objects.filter(plan__step__escalation__in=_seen_cases(seen))
    return actions.select_related("reported_by").order_by("pk")


def _remedy(step: EscalationStep) -> Remedy | None:
    return getattr(step, "remedy", None)


def _commitments(_seen: Seen, row: Escalation) -> list[str]:
    return [str(commitment.pk) for commitment in row.commitments.all()]


def _kind_of_remedy(_seen: Seen, row: EscalationStep) -> str:
    remedy = _remedy(row)
    return remedy.kind if remedy else ""


def _amount_of_remedy(_seen: Seen, row: EscalationStep):
    remedy = _remedy(row)
    return remedy.amount if remedy else None


STEP = (("step_id", "case_steps"),)
PARTS = (
    Part(
        "cases",
        _("Cases about promises that fall short"),
        Escalation,
        _cases,
        (
            *told(Escalation, "id", "contract"),
            Column("commitment_ids", _("Ids of the commitments"), _commitments, "array", field="commitments"),
            *told(Escalation, "status", "opened_at", "closed_at", "closing_reason"),
        ),
        keys=CONTRACT,
    ),
    Part(
        "case_steps",
        _("Steps that the council took in cases"),
        EscalationStep,
        _steps,
        (
            *told(EscalationStep, "id", "escalation", "number", "level", "words", "requirement", "reference", "due_on"),
            *told(EscalationStep, "corrects", "taken_at", "taken_by"),
            Column("remedy", _("Remedy"), _kind_of_remedy, choices=tuple(Remedy.Kind.choices)),
            Column("remedy_amount", _("Amount in pounds"), _amount_of_remedy, "number"),
        ),
        keys=(("escalation_id", "cases"),),
    ),
    Part(
        "case_replies",
        _("Replies to steps"),
        StepReply,
        _replies,
        told(StepReply, "id", "step", "words", "replied_at", "replied_by"),
        keys=STEP,
    ),
    Part(
        "plans",
        _("Plans to catch up"),
        RemedialPlan,
        _plans,
        told(
            RemedialPlan,
            *("id", "step", "number", "status", "cause", "proposed_at", "proposed_by", "answered_at", "answer"),
            *("finished_at", "finished_by", "findings"),
        ),
        keys=STEP,
    ),
    Part(
        "plan_actions",
        _("Actions of plans to catch up"),
        PlanAction,
        _actions,
        told(
            PlanAction,
            *("id", "plan", "number", "words", "owner", "due_on", "catch_up", "reported_at", "reported_by", "report"),
        ),
        keys=(("plan_id", "plans"),),
    ),
)

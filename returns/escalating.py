"""A case as it stands: its steps with their replies and plans, which steps can come next, and for whom it waits."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from framework.models import Measure
from returns.models import Escalation, EscalationStep, PlanAction, RemedialPlan, Remedy
from returns.queries import supplier_escalations_visible_to
from returns.workflow import OPEN_PLAN
from suppliers.calendar import add_working_days
from suppliers.models import Commitment, Contract
from suppliers.permissions import WRITING
from suppliers.reach import places_of
from suppliers.waiting import MOST, Waiting
from suppliers.workflow import InvalidTransition

Level = EscalationStep.Level
Status = RemedialPlan.Status
# What a supplier has to propose a plan (domain rules, section 6.7), by the calendar of the council's nation.
PLAN_WORKING_DAYS = 10
# Steps an officer takes with a form of their own.
BY_FORM = (Level.NOTE, Level.REQUEST, Level.PLAN, Level.NOTICE, Level.REVIEW)
FIRST = (Level.NOTE, Level.REQUEST, Level.PLAN, Level.NOTICE)


@dataclass(frozen=True)
class Step:
    """What an officer says in a step; `due_on` of a request for a plan is worked out and not said."""

    level: int
    words: str
    requirement: str = ""
    reference: str = ""
    due_on: date | None = None


@dataclass
class Case:
    """A case with everything that was said in it, in order."""

    escalation: Escalation
    commitments: list[Commitment]
    steps: list[EscalationStep]
    plans: list[RemedialPlan] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether anything can still be said."""
        return self.escalation.status == Escalation.Status.OPEN

    @property
    def is_sensitive(self) -> bool:
        """Whether it is about children or others who need protection."""
        return any(one.measure.sensitivity != Measure.Sensitivity.STANDARD for one in self.commitments)

    @property
    def highest(self) -> int:
        """How far up the ladder it is."""
        return max((step.level for step in self.steps), default=0)

    @cached_property
    def asked(self) -> EscalationStep | None:
        """The newest request for a plan; one that corrects another asks for nothing new."""
        asking = [step for step in self.steps if step.level == Level.PLAN and step.corrects_id is None]
        return asking[-1] if asking else None

    @property
    def plan_due_on(self) -> date | None:
        """By when the plan is to be proposed: as the newest request, or what corrects it, says."""
        days = [step.due_on for step in self.steps if step.level == Level.PLAN]
        return days[-1] if days else None

    @cached_property
    def plan(self) -> RemedialPlan | None:
        """The newest plan."""
        return self.plans[-1] if self.plans else None

    @property
    def has_open_plan(self) -> bool:
        """Whether a plan waits for the council, or is under way."""
        return self.plan is not None and self.plan.status in OPEN_PLAN

    @property
    def waits_for_plan(self) -> bool:
        """Whether the supplier was asked for a plan and has none that the council did not return."""
        asked = self.asked
        answers = [plan for plan in self.plans if asked and plan.step_id == asked.pk and plan.status != Status.RETURNED]
        return self.is_open and asked is not None and not answers

    @property
    def notice(self) -> EscalationStep | None:
        """The newest formal notice, or what corrects it."""
        notices = [step for step in self.steps if step.level == Level.NOTICE]
        return notices[-1] if notices else None

    def had_its_chance(self, today: date) -> bool:
        """Whether a formal notice was given and the day by which to improve has passed (Schedule 7)."""
        notice = self.notice
        return notice is not None and notice.due_on is not None and notice.due_on < today

    def next_levels(self) -> list[Level]:
        """The steps that an officer can take now with a form: never one below the highest; a meeting is noted any time.

        A plan is not asked for again while there is one.
        """
        reached = [level for level in BY_FORM if level >= self.highest or level == Level.NOTE]
        return [level for level in reached if level != Level.PLAN or not self.has_open_plan]

    def step(self, number: int) -> EscalationStep | None:
        """One step by its number."""
        return next((step for step in self.steps if step.number == number), None)


def load_case(escalation: Escalation) -> Case:
    """A case with everything in it. Four queries."""
    steps = escalation.steps.select_related("reply__replied_by", "taken_by", "corrects", "remedy").order_by("number")
    beside = ("proposed_by", "answered_by", "finished_by")
    plans = RemedialPlan.objects.filter(step__escalation=escalation).select_related(*beside)
    commitments = escalation.commitments.select_related("measure").order_by("position")
    return Case(escalation, list(commitments), list(steps), list(plans.prefetch_related("actions").order_by("pk")))


def plan_due(contract: Contract, today: date) -> date:
    """The last day on which a plan that is asked for today is in time."""
    return add_working_days(today, PLAN_WORKING_DAYS, contract.council.nation)


def keep_open(escalation: Escalation) -> None:
    """Have everybody else who acts in a case wait until this transaction ends. InvalidTransition once closed."""
    still_open = Escalation.objects.filter(pk=escalation.pk, status=Escalation.Status.OPEN)
    if still_open.update(status=Escalation.Status.OPEN) != 1:
        raise InvalidTransition(f"{escalation} is closed")


# --- For whom a case waits --------------------------------------------------------------------------------------------
def _newest_step() -> QuerySet[EscalationStep]:
    return EscalationStep.objects.filter(escalation=OuterRef("pk")).order_by("-number")


def _plans(*statuses: str) -> Exists:
    return Exists(RemedialPlan.objects.filter(step__escalation=OuterRef("pk"), status__in=statuses))


def waiting_for_council(escalations: QuerySet[Escalation], *, today: date) -> QuerySet[Escalation]:
    """Those that wait for an officer: a plan to answer or finish, a remedy to decide, or a deadline that has passed."""
    overdue = escalations.annotate(newest_due_on=Subquery(_newest_step().values("due_on")[:1]))
    remedies = Remedy.objects.filter(escalation=OuterRef("pk"), status=Remedy.Status.PROPOSED)
    waits = (
        Q(Exists(remedies))
        | Q(_plans(Status.PROPOSED, Status.REPORTED))
        | (Q(newest_due_on__lt=today) & ~Q(_plans(Status.AGREED)))
    )
    return overdue.filter(waits, status=Escalation.Status.OPEN)


def waiting_for_supplier(user: User) -> list[Waiting]:
    """What waits in cases for a person who writes for the supplier, the oldest 20 first. Two queries, or one."""
    writing = [pk for pk, place in places_of(user).items() if place.role in WRITING]
    if not writing:
        return []
    cases = supplier_escalations_visible_to(user).filter(contract__supplier__in=writing, status=Escalation.Status.OPEN)
    if not cases.exists():
        return []
    plans = RemedialPlan.objects.filter(step=OuterRef("pk")).exclude(status=Status.RETURNED)
    later = EscalationStep.objects.filter(
        escalation=OuterRef("escalation"), level=Level.PLAN, corrects__isnull=True, number__gt=OuterRef("number")
    )
    asking = EscalationStep.objects.filter(escalation=OuterRef("pk"), level=Level.PLAN, corrects__isnull=True)
    rows = cases.annotate(
        since=Subquery(_newest_step().values("taken_at")[:1]),
        reply=Subquery(_newest_step().values("reply")[:1]),
        is_asked=Exists(asking.filter(~Exists(plans), ~Exists(later))),
        is_to_report=_plans(Status.AGREED),
    ).filter(Q(is_asked=True) | Q(is_to_report=True) | Q(reply__isnull=True))
    shown = rows.order_by("pk").values_list(
        "pk", "since", "is_asked", "is_to_report", "contract__title", "contract__council__name"
    )
    return [_waiting(*row) for row in shown[:MOST]]


def _waiting(pk: int, since, is_asked: bool, is_to_report: bool, contract: str, council: str) -> Waiting:
    """One of them in words."""
    title = _("Read what %(council)s says about “%(contract)s”, and reply")
    if is_asked:
        title = _("Propose a plan to catch up for “%(contract)s”")
    elif is_to_report:
        title = _("Report on your plan for “%(contract)s”")
    said = title % {"council": council, "contract": contract}
    about = "" if not is_asked and not is_to_report else council
    return Waiting(said, reverse("escalation-detail", args=[pk]), since, about, is_asked=is_asked)


def unreported(plan: RemedialPlan) -> QuerySet[PlanAction]:
    """The actions of a plan that the supplier has not reported yet."""
    return plan.actions.filter(reported_at__isnull=True)

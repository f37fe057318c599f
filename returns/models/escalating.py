"""When a promise falls short: cases with their dated steps, what the supplier replied, and its plan to catch up.

Nothing that was said in a case is ever changed or removed: the database refuses it, and a mistake is corrected by a
further step (decision record 0028).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from suppliers.models import Commitment, Contract


class Escalation(models.Model):
    """A case about promises of one contract that fall short. People read "case"."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        IMPROVED = "improved", _("Closed: it improved")
        NOT_IMPROVED = "not_improved", _("Closed: it did not improve")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="escalations")
    commitments = models.ManyToManyField(Commitment, related_name="escalations")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.OPEN)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closing_reason = models.TextField(_("why it is closed"), blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "improved", "not_improved", "withdrawn"]),
                name="escalation_status_known",
            ),
            models.CheckConstraint(condition=pair("closed"), name="escalation_closed_pair"),
            models.CheckConstraint(
                condition=Q(status="open", closed_at__isnull=True)
                | (~Q(status="open") & Q(closed_at__isnull=False) & ~Q(closing_reason="")),
                name="escalation_closed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


class EscalationStep(models.Model):
    """One step of the ladder, as it was taken. Never changed: `corrects` names the step that this one puts right."""

    class Level(models.IntegerChoices):
        NOTE = 0, _("Note of a contract meeting")
        REQUEST = 1, _("Informal request")
        PLAN = 2, _("Request for a plan to catch up")
        NOTICE = 3, _("Formal performance notice")
        REMEDY = 4, _("Financial remedy")
        REVIEW = 5, _("Review by senior officers or members")
        TERMINATION = 6, _("Termination, in part or in full")

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(_("number"))
    level = models.PositiveSmallIntegerField(_("step"), choices=Level)
    words = models.TextField(_("what the council says"))
    requirement = models.TextField(_("the requirement that is not met"), blank=True)
    reference = models.CharField(_("the council’s own document"), max_length=120, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by")
    taken_at = models.DateTimeField(_("taken at"))
    taken_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["escalation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["escalation", "number"], name="escalation_step_once"),
            models.CheckConstraint(condition=Q(level__lte=6), name="escalation_step_level_known"),
            models.CheckConstraint(condition=~Q(words=""), name="escalation_step_says_something"),
            models.CheckConstraint(
                condition=~Q(level=3) | (~Q(requirement="") & Q(due_on__isnull=False)),
                name="notice_names_requirement_and_deadline",
            ),
            models.CheckConstraint(condition=~Q(level=2) | Q(due_on__isnull=False), name="plan_is_asked_for_by_a_day"),
        ]

    def __str__(self) -> str:
        return f"step {self.number} of case {self.escalation_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.escalation.audit_council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.escalation.audit_trail


class StepReply(models.Model):
    """What the supplier replied to a step, once. Never changed."""

    step = models.OneToOneField(EscalationStep, on_delete=models.PROTECT, related_name="reply")
    words = models.TextField(_("what the supplier replies"))
    replied_at = models.DateTimeField(_("replied at"))
    replied_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["step"]
        verbose_name_plural = _("step replies")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="step_reply_says_something")]

    def __str__(self) -> str:
        return f"reply to step {self.step_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.step.audit_council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.step.audit_trail


class RemedialPlan(models.Model):
    """A plan to catch up that the supplier proposed when it was asked; one that is returned is followed by another."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("With the council")
        RETURNED = "returned", _("Returned")
        AGREED = "agreed", _("Agreed")
        REPORTED = "reported", _("All actions reported")
        COMPLETED = "completed", _("Completed")
        FAILED = "failed", _("Failed")

    step = models.ForeignKey(EscalationStep, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField(_("number"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    cause = models.TextField(_("why it falls short"))
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("what the council answers"), blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    finished_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    findings = models.TextField(_("what came of it"), blank=True)

    class Meta:
        ordering = ["step", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "returned", "agreed", "reported", "completed", "failed"]),
                name="remedial_plan_status_known",
            ),
            models.UniqueConstraint(fields=["step", "number"], name="remedial_plan_once"),
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(status__in=["proposed", "agreed", "reported"]),
                name="remedial_plan_one_open",
            ),
            models.CheckConstraint(condition=~Q(cause=""), name="remedial_plan_says_why"),
            models.CheckConstraint(condition=pair("answered"), name="remedial_plan_answered_pair"),
            models.CheckConstraint(condition=pair("finished"), name="remedial_plan_finished_pair"),
            models.CheckConstraint(
                condition=Q(status="proposed", answered_at__isnull=True)
                | (~Q(status="proposed") & Q(answered_at__isnull=False)),
                name="remedial_plan_open_until_answered",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(answer=""), name="remedial_plan_returned_says_why"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "returned", "agreed", "reported"], finished_at__isnull=True)
                | (Q(status__in=["completed", "failed"], finished_at__isnull=False) & ~Q(findings="")),
                name="remedial_plan_finished_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.number} for step {self.step_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.step.audit_council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.step.audit_trail


class PlanAction(models.Model):
    """One action of a plan: what is done, by which role, by when, and what it brings; then what was done."""

    plan = models.ForeignKey(RemedialPlan, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.CharField(_("what is done"), max_length=300)
    owner = models.CharField(_("which role does it"), max_length=120)
    due_on = models.DateField(_("by when"))
    catch_up = models.CharField(_("what it brings, in figures"), max_length=120, blank=True)
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)
    reported_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    report = models.TextField(_("what was done"), blank=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_action_once"),
            models.CheckConstraint(condition=pair("reported"), name="plan_action_reported_pair"),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, report="") | (Q(reported_at__isnull=False) & ~Q(report="")),
                name="plan_action_reported_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.number} of plan {self.plan_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.plan.audit_council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.plan.audit_trail

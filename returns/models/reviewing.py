"""What is noted and said about single lines: an officer's ticks and questions, and what a supplier disputes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from returns.models.answering import OnALine, ReturnLine, Revision
from returns.models.deciding import Correction, Verification


class LineCheck(models.Model):
    """An officer's tick: one check of one line of one revision, done by a person (domain rules, section 6.6)."""

    class Check(models.TextChoices):
        PERIOD = "period", _("Period")
        CONTRACT = "contract", _("This contract")
        ARITHMETIC = "arithmetic", _("Unit and arithmetic")
        STEPS = "steps", _("Parts and steps")
        LOCAL = "local", _("Local")
        ADDITIONAL = "additional", _("Additional")
        CLAIMED_BEFORE = "claimed_before", _("Not claimed before")
        INDEPENDENT = "independent", _("Independent")
        PERSONAL = "personal", _("Personal data")
        REASONABLE = "reasonable", _("Reasonable")
        BENEFIT = "benefit", _("Who benefited")

    line = models.ForeignKey(ReturnLine, on_delete=models.CASCADE, related_name="checks")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="checks")
    code = models.CharField(_("check"), max_length=14, choices=Check)
    ticked_at = models.DateTimeField(_("ticked at"))
    ticked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "revision", "code"], name="line_check_once_a_revision"),
            models.CheckConstraint(
                condition=Q(
                    code__in=[
                        "period", "contract", "arithmetic", "steps", "local", "additional",
                        "claimed_before", "independent", "personal", "reasonable", "benefit",
                    ]
                ),
                name="line_check_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code}, line {self.line_id}"


class LineQuestion(OnALine, models.Model):
    """What an officer asks about one line while reading it, and the supplier's answer in words."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        ANSWERED = "answered", _("Answered")
        WITHDRAWN = "withdrawn", _("Taken back")

    line = models.ForeignKey(ReturnLine, on_delete=models.CASCADE, related_name="questions")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="questions")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    text = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["asked", "answered", "withdrawn"]), name="line_question_status_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="line_question_says_something"),
            models.CheckConstraint(condition=pair("answered"), name="line_question_answered_pair"),
            models.CheckConstraint(condition=pair("withdrawn"), name="line_question_withdrawn_pair"),
            models.CheckConstraint(
                condition=Q(status="asked", answered_at__isnull=True, withdrawn_at__isnull=True, answer="")
                | (Q(status="answered", answered_at__isnull=False, withdrawn_at__isnull=True) & ~Q(answer=""))
                | Q(status="withdrawn", answered_at__isnull=True, withdrawn_at__isnull=False, answer=""),
                name="line_question_answered_or_withdrawn",
            ),
            models.UniqueConstraint(fields=["line"], condition=Q(status="asked"), name="line_question_one_open"),
        ]

    def __str__(self) -> str:
        return f"question about line {self.line_id}"


class Dispute(OnALine, models.Model):
    """A supplier's word that a decision is wrong: once a line, answered by a correction or by keeping the decision.

    It stands beside the verification, which never changes (decision record 0003).
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Disputed")
        CORRECTED = "corrected", _("Corrected")
        KEPT = "kept", _("The decision stays")

    line = models.OneToOneField(ReturnLine, on_delete=models.PROTECT, related_name="dispute")
    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="disputes")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    reason = models.TextField(_("why the decision is wrong"))
    raised_at = models.DateTimeField(_("raised at"))
    raised_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(_("why the decision stays"), blank=True)
    correction = models.OneToOneField(
        Correction, null=True, blank=True, on_delete=models.PROTECT, related_name="settles"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["open", "corrected", "kept"]), name="dispute_status_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="dispute_says_why"),
            models.CheckConstraint(condition=pair("answered"), name="dispute_answered_pair"),
            models.CheckConstraint(
                condition=Q(status="open", answered_at__isnull=True, answer="", correction__isnull=True)
                | (Q(status="corrected", answered_at__isnull=False, correction__isnull=False))
                | (Q(status="kept", answered_at__isnull=False, correction__isnull=True) & ~Q(answer="")),
                name="dispute_answered_by_a_correction_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"dispute of line {self.line_id}"

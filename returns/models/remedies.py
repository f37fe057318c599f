"""Financial remedies and terminations: proposed by one officer, and approved or declined by another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from returns.models.escalating import Escalation, EscalationStep


class Remedy(models.Model):
    """What an officer proposes to do in a case, and what a second officer decided.

    One that is approved becomes a step of the case, which the supplier reads. `working` is how the amount was worked
    out when it was proposed: figures are texts there.
    """

    class Kind(models.TextChoices):
        SERVICE_CREDIT = "service_credit", _("Service credit")
        SHORTFALL_PAYMENT = "shortfall_payment", _("Payment for what was not delivered")
        RETENTION = "retention", _("Retention")
        SUBSTITUTION = "substitution", _("Substitution")
        PART_TERMINATION = "part_termination", _("Termination in part")
        TERMINATION = "termination", _("Termination in full")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second officer")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="remedies")
    kind = models.CharField(_("kind"), max_length=17, choices=Kind)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    amount = models.DecimalField(_("amount in pounds"), max_digits=14, decimal_places=2, null=True, blank=True)
    working = models.JSONField(_("how it was worked out"), default=dict, blank=True)
    reason = models.TextField(_("what the supplier reads"))
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_reason = models.TextField(_("reason of the decision"), blank=True)
    step = models.OneToOneField(EscalationStep, null=True, blank=True, on_delete=models.PROTECT, related_name="remedy")

    class Meta:
        ordering = ["escalation", "id"]
        verbose_name_plural = _("remedies")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "approved", "declined"]), name="remedy_status_known"
            ),
            models.CheckConstraint(condition=pair("decided"), name="remedy_decided_pair"),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at__isnull=True, step__isnull=True)
                | Q(status="approved", decided_at__isnull=False, step__isnull=False)
                | (Q(status="declined", decided_at__isnull=False, step__isnull=True) & ~Q(decision_reason="")),
                name="remedy_decided_is_step_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="remedy_needs_second_officer",
            ),
            models.UniqueConstraint(fields=["escalation"], condition=Q(status="proposed"), name="remedy_one_waiting"),
            models.CheckConstraint(
                condition=Q(kind__in=["part_termination", "termination"], amount__isnull=True)
                | Q(kind__in=["service_credit", "shortfall_payment", "retention", "substitution"], amount__gt=0),
                name="remedy_amount_goes_with_kind",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="remedy_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in case {self.escalation_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.escalation.audit_council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.escalation.audit_trail

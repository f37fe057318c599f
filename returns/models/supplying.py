"""What belongs to a supplier's side of a return alone: signing it off, and what was sought without being taken up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from returns.models.answering import Answer, Revision
from suppliers.models import WhyNot


class SignOff(models.Model):
    """One asking of an organisation's own signatories to look at a return and send it. The turn stays the supplier's.

    While one is asked nobody changes the answers: what the signatory reads is what is sent.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("With a signatory")
        SIGNED = "signed", _("Signed off and sent")
        DECLINED = "declined", _("Not signed off")
        TAKEN_BACK = "taken_back", _("Taken back")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="sign_offs")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why it was not signed off"), blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["asked", "signed", "declined", "taken_back"]), name="sign_off_status_known"
            ),
            models.CheckConstraint(condition=pair("answered"), name="sign_off_answered_pair"),
            models.CheckConstraint(
                condition=Q(status="asked", answered_at__isnull=True)
                | (~Q(status="asked") & Q(answered_at__isnull=False)),
                name="sign_off_open_until_answered",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(reason=""), name="sign_off_declined_with_reason"
            ),
            models.UniqueConstraint(fields=["revision"], condition=Q(status="asked"), name="sign_off_one_open"),
        ]

    def __str__(self) -> str:
        return f"sign-off of revision {self.revision_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.revision.supplier_return.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.revision.supplier_return.audit_trail


class NotTakenUp(models.Model):
    """How many opportunities were sought or offered and not taken up, for one reason of a fixed list; totals only.

    There is no free text: nobody can write about a young person here (domain rules, section 5.1; SU7).
    """

    Reason = WhyNot

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="not_taken_up")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    count = models.PositiveIntegerField(_("how many"))

    class Meta:
        ordering = ["answer", "reason"]
        verbose_name_plural = _("not taken up")
        constraints = [
            models.UniqueConstraint(fields=["answer", "reason"], name="not_taken_up_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="not_taken_up_some"),
            models.CheckConstraint(
                condition=Q(
                    reason__in=[
                        "choice",
                        "too_young",
                        "health",
                        "timetable",
                        "placement",
                        "travel",
                        "host",
                        "safeguarding",
                        "language",
                        "other",
                    ]
                ),
                name="not_taken_up_reason_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count}, {self.get_reason_display()}"

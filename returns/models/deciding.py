"""What officers say: decisions on lines, comments, and corrections of what was decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from framework.models import ProxyValue
from returns.models.answering import OnALine, ReturnLine, Revision


class Verification(models.Model):
    """An officer's decision on one line of one revision. Never changed: a changed mind is a new row."""

    class Decision(models.TextChoices):
        VERIFIED = "verified", _("Verified")
        PART_VERIFIED = "part_verified", _("Verified in part")
        NOT_VERIFIED = "not_verified", _("Not verified")

    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="verifications")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="verifications")
    decision = models.CharField(_("decision"), max_length=14, choices=Decision)
    claimed = models.DecimalField(_("claimed"), max_digits=16, decimal_places=3, null=True)
    verified = models.DecimalField(_("verified"), max_digits=16, decimal_places=3, null=True)
    numerator = models.DecimalField(_("top figure"), max_digits=16, decimal_places=3, null=True)
    denominator = models.DecimalField(_("bottom figure"), max_digits=16, decimal_places=3, null=True)
    is_under_claim = models.BooleanField(_("the supplier claimed too little"), default=False)
    reason = models.TextField(_("reason"), blank=True)
    # Verified together with other lines that were not in the sample, without a look at each.
    is_bulk = models.BooleanField(_("verified in bulk"), null=True)
    proxy_value = models.ForeignKey(ProxyValue, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["verified", "part_verified", "not_verified"]),
                name="verification_decision_known",
            ),
            models.CheckConstraint(
                condition=Q(verified__isnull=True)
                | Q(claimed__isnull=False, verified__lte=F("claimed"))
                | (Q(is_under_claim=True) & ~Q(reason="")),
                name="verified_at_most_claimed_unless_flagged",
            ),
            models.CheckConstraint(
                condition=Q(decision="verified") | ~Q(reason=""), name="verification_difference_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__gt=0),
                name="verification_ratio_has_both_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}, line {self.line_id}"


class LineComment(models.Model):
    """What an officer asks or tells the supplier about one line, in the revision it was about."""

    line = models.ForeignKey(ReturnLine, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "revision"], name="line_comment_once_a_revision"),
            models.CheckConstraint(condition=~Q(text=""), name="line_comment_says_something"),
        ]

    def __str__(self) -> str:
        return f"comment on line {self.line_id}"


class Correction(OnALine, models.Model):
    """A signed difference to a verified figure of a decided return, proposed by one officer and decided by another."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second officer")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="corrections")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    difference = models.DecimalField(_("difference"), max_digits=16, decimal_places=3, default=0)
    numerator_difference = models.DecimalField(
        _("difference of the top figure"), max_digits=16, decimal_places=3, default=0
    )
    denominator_difference = models.DecimalField(
        _("difference of the bottom figure"), max_digits=16, decimal_places=3, default=0
    )
    reason = models.TextField(_("reason"))
    proposed_at = models.DateTimeField(_("proposed at"))
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_reason = models.TextField(_("reason of the decision"), blank=True)

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "approved", "declined"]), name="correction_status_known"
            ),
            models.CheckConstraint(condition=pair("decided"), name="correction_decided_pair"),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at__isnull=True)
                | (~Q(status="proposed") & Q(decided_at__isnull=False)),
                name="correction_decided_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="correction_needs_second_officer",
            ),
            models.UniqueConstraint(fields=["line"], condition=Q(status="proposed"), name="correction_one_waiting"),
            models.CheckConstraint(
                condition=~Q(difference=0) | ~Q(numerator_difference=0) | ~Q(denominator_difference=0),
                name="correction_changes_something",
            ),
        ]

    def __str__(self) -> str:
        return f"correction of line {self.line_id}"

"""How sure a figure is beyond the officer's decision: what those who benefited say, and what auditors find."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from returns.models.answering import ReturnLine


class Confirmation(models.Model):
    """A charity, school or host asked by a link whether it received what a line claims (decision record 0027).

    The link's secret is not stored, only its hash. Whoever answers has no account, so the moment has no person.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ANSWERED = "answered", _("Answered")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Side(models.TextChoices):
        SUPPLIER = "supplier", _("The supplier")
        COUNCIL = "council", _("The council")

    class Answer(models.TextChoices):
        RECEIVED = "received", _("Received")
        PARTLY = "partly", _("Received in part")
        NOT_RECEIVED = "not_received", _("Not received")
        NOT_USEFUL = "not_useful", _("Received, and not useful")

    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="confirmations")
    side = models.CharField(_("asked by"), max_length=8, choices=Side)
    organisation_name = models.CharField(_("organisation"), max_length=200)
    email = models.EmailField(_("email address of the organisation"))
    figure = models.DecimalField(
        _("given to this organisation"), max_digits=16, decimal_places=3, null=True, blank=True
    )
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.OPEN)
    token_hash = models.CharField(_("hash of the link’s secret"), max_length=64, unique=True)
    expires_on = models.DateField(_("open until"))
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    answered = models.DateTimeField(_("answered"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # No column: the secret of the link, known only to the action that has just made it.
    token = ""

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "answered", "withdrawn"]), name="confirmation_status_known"
            ),
            models.CheckConstraint(condition=Q(side__in=["supplier", "council"]), name="confirmation_side_known"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "received", "partly", "not_received", "not_useful"]),
                name="confirmation_answer_known",
            ),
            models.CheckConstraint(
                condition=(Q(status="answered", answered__isnull=False) & ~Q(answer=""))
                | (~Q(status="answered") & Q(answered__isnull=True, answer="", comment="")),
                name="confirmation_answered_says_what",
            ),
            models.CheckConstraint(condition=pair("withdrawn"), name="confirmation_withdrawn_pair"),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False)
                | (~Q(status="withdrawn") & Q(withdrawn_at__isnull=True)),
                name="confirmation_withdrawn_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(figure__isnull=True) | Q(figure__gt=0), name="confirmation_figure_is_some"
            ),
            models.UniqueConstraint(
                fields=["line", "email"], condition=Q(status="open"), name="confirmation_one_open_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation of line {self.line_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.line.supplier_return.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.line.supplier_return.audit_trail


class AuditMark(models.Model):
    """An auditor looked at a decided line again, and agrees with what was verified or does not. Never changed."""

    line = models.ForeignKey(ReturnLine, on_delete=models.PROTECT, related_name="audit_marks")
    is_agreed = models.BooleanField(_("the auditor agrees"))
    # What was verified then, corrections and all: it stays what the auditor spoke of when one comes later.
    verified = models.DecimalField(_("verified"), max_digits=16, decimal_places=3, null=True)
    numerator = models.DecimalField(_("top figure"), max_digits=16, decimal_places=3, null=True)
    denominator = models.DecimalField(_("bottom figure"), max_digits=16, decimal_places=3, null=True)
    note = models.TextField(_("what the auditor found"), blank=True)
    marked_at = models.DateTimeField(_("marked at"))
    marked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(is_agreed=True) | ~Q(note=""), name="audit_mark_difference_has_note"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__gt=0),
                name="audit_mark_ratio_has_both_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"audit mark on line {self.line_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.line.supplier_return.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.line.supplier_return.audit_trail

"""What suppliers send: returns, their revisions, lines and answers."""

from typing import Protocol

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.models import Commitment, Contract, Organisation, ReportingPeriod


class SupplierReturn(models.Model):
    """A supplier's report on one contract for one period. Its status says whose turn it is and nothing else."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("To be sent")
        SUBMITTED = "submitted", _("With the council")
        UNDER_REVIEW = "under_review", _("Being read")
        RETURNED = "returned", _("Sent back for changes")
        DECIDED = "decided", _("Decided")

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        PART_APPROVED = "part_approved", _("Approved in part")
        NOT_APPROVED = "not_approved", _("Not approved")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="returns")
    period = models.OneToOneField(ReportingPeriod, on_delete=models.PROTECT, related_name="supplier_return")
    # Copied from the contract, so that lists are found by one index without a join.
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="returns")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    due_on = models.DateField(_("due on"))
    opened_on = models.DateField(_("opened on"))
    line_count = models.PositiveSmallIntegerField(_("commitments"), default=0)
    answered_count = models.PositiveSmallIntegerField(_("commitments answered"), default=0)
    warning_count = models.PositiveSmallIntegerField(_("things worth a second look"), default=0)
    # The revision the council has: the last one sent.
    sent_revision = models.OneToOneField(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="sent_in"
    )
    submitted_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    submitted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Fixed when it is sent (returns/priority.py): when it came in, moved forward for what calls for care.
    queue_place = models.DateTimeField(_("place in the queue"), null=True, blank=True)
    queue_reasons = models.JSONField(_("why it is read sooner"), null=True, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    taken_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(_("sent back at"), null=True, blank=True)
    returned_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    officer_message = models.TextField(_("message to the supplier"), blank=True)
    # No columns, on lists that have looked: what a decided return came to, and whether the reader has only some of its
    # lines (then the counts of commitments are of these).
    outcome: Outcome | None = None
    is_part = False
    # On the list of what a supplier has to do: whether the council asks something about it.
    is_asked = False

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["council", "status", "submitted_at", "id"], name="return_queue"),
            models.Index(fields=["council", "status", "queue_place", "id"], name="return_first_to_read"),
            models.Index(fields=["supplier", "status", "due_on"], name="return_supplier"),
            models.Index(fields=["taken_by", "status"], name="return_taken"),
            models.Index(fields=["council", "status", "id"], name="return_newest"),
            models.Index(fields=["supplier", "status", "id"], name="return_supplier_newest"),
            models.Index(fields=["status", "due_on", "id"], name="return_reminded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "under_review", "returned", "decided"]),
                name="return_status_known",
            ),
            models.CheckConstraint(condition=pair("submitted"), name="return_submitted_pair"),
            models.CheckConstraint(condition=pair("taken"), name="return_taken_pair"),
            models.CheckConstraint(condition=pair("returned"), name="return_returned_pair"),
            models.CheckConstraint(condition=pair("decided"), name="return_decided_pair"),
            models.CheckConstraint(
                condition=Q(status="draft", sent_revision__isnull=True)
                | (~Q(status="draft") & Q(submitted_at__isnull=False, sent_revision__isnull=False)),
                name="return_past_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "under_review"])
                | Q(queue_place__isnull=False, queue_reasons__isnull=False),
                name="return_waiting_has_place",
            ),
            models.CheckConstraint(
                condition=Q(status="under_review", taken_at__isnull=False)
                | (~Q(status="under_review") & Q(taken_at__isnull=True)),
                name="return_under_review_has_officer",
            ),
            models.CheckConstraint(
                condition=Q(status="decided", decided_at__isnull=False)
                | (~Q(status="decided") & Q(decided_at__isnull=True)),
                name="return_decided_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people quote: R and the number."""
        return f"R{self.pk:06d}"

    @property
    def unanswered_count(self) -> int:
        """How many commitments the supplier still has to answer, or to change."""
        return self.line_count - self.answered_count

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


class Revision(models.Model):
    """One numbered edition of a return's answers. Open while the supplier writes; frozen for good when it is sent."""

    supplier_return = models.ForeignKey(SupplierReturn, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("number"))
    nil_reason = models.TextField(_("why there is nothing to report"), blank=True)
    story = models.TextField(_("the story of this period"), blank=True)
    story_seen = models.BooleanField(_("story page done"), default=False)
    declarations = models.JSONField(_("declarations ticked"), default=list)
    confirmed_pairs = models.JSONField(_("pairs confirmed as different people or things"), default=list)
    findings = models.JSONField(_("what the portal found when it was sent"), default=list)
    submitted_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    submitted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["supplier_return", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["supplier_return", "number"], name="revision_once"),
            models.UniqueConstraint(
                fields=["supplier_return"], condition=Q(submitted_at__isnull=True), name="revision_one_open"
            ),
            models.CheckConstraint(condition=pair("submitted"), name="revision_submitted_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_return_id} revision {self.number}"


class ReturnLine(models.Model):
    """One commitment in a return."""

    supplier_return = models.ForeignKey(SupplierReturn, on_delete=models.CASCADE, related_name="lines")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField(_("number"))
    target = models.DecimalField(_("target for the period"), max_digits=16, decimal_places=3, null=True, blank=True)
    is_open = models.BooleanField(_("open for the supplier to change"), default=True)
    verification = models.OneToOneField(
        "Verification", null=True, blank=True, on_delete=models.PROTECT, related_name="stands_for"
    )

    class Meta:
        ordering = ["supplier_return", "number"]
        constraints = [
            models.UniqueConstraint(fields=["supplier_return", "commitment"], name="line_commitment_once"),
            models.UniqueConstraint(fields=["supplier_return", "number"], name="line_number_once"),
        ]

    def __str__(self) -> str:
        return f"line {self.number}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.supplier_return.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.supplier_return.audit_trail


class _HasLine(Protocol):
    """A row about one line of a return."""

    @property
    def line(self) -> ReturnLine: ...


class OnALine:
    """What is said or decided about one line belongs to its council, and stands in the history of its contract."""

    @property
    def audit_council_id(self: _HasLine) -> int:
        """The council whose record this belongs to."""
        return self.line.supplier_return.council_id

    @property
    def audit_trail(self: _HasLine) -> str:
        """The history this is shown in: its contract's."""
        return self.line.supplier_return.audit_trail


class Answer(models.Model):
    """What the supplier says about one line in one revision: a figure, words and evidence, or why there is nothing."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="answers")
    line = models.ForeignKey(ReturnLine, on_delete=models.CASCADE, related_name="answers")
    claimed = models.DecimalField(_("claimed"), max_digits=16, decimal_places=3, null=True, blank=True)
    numerator = models.DecimalField(_("top figure"), max_digits=16, decimal_places=3, null=True, blank=True)
    denominator = models.DecimalField(_("bottom figure"), max_digits=16, decimal_places=3, null=True, blank=True)
    achieved_on = models.DateField(_("done on"), null=True, blank=True)
    nothing_reason = models.TextField(_("why there is nothing to report"), blank=True)
    narrative = models.TextField(_("who benefited and what changed"), blank=True)
    no_evidence_reason = models.TextField(_("why there is no evidence"), blank=True)
    unusual_reason = models.TextField(_("why the figure is unusual"), blank=True)
    figure_done = models.BooleanField(_("figure page done"), default=False)
    words_done = models.BooleanField(_("words page done"), default=False)
    evidence_done = models.BooleanField(_("evidence page done"), default=False)

    class Meta:
        ordering = ["revision", "line__number"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "line"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__gt=0),
                name="answer_ratio_has_both_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"answer to line {self.line_id} in revision {self.revision_id}"

    @property
    def is_complete(self) -> bool:
        """Whether the supplier has been through all the questions of this line."""
        return self.figure_done and self.words_done and self.evidence_done

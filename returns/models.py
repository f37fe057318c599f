"""What was delivered: returns with their revisions, lines, answers and evidence; what officers decided about them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from framework.models import Measure, ProxyValue
from suppliers.models import Commitment, Contract, Organisation, ReportingPeriod

USER = settings.AUTH_USER_MODEL


def _pair(name: str) -> Q:
    """A moment and its person come together or not at all."""
    return Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True}) | Q(
        **{f"{name}_at__isnull": False, f"{name}_by__isnull": False}
    )


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
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    taken_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(_("sent back at"), null=True, blank=True)
    returned_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    officer_message = models.TextField(_("message to the supplier"), blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["council", "status", "submitted_at", "id"], name="return_queue"),
            models.Index(fields=["supplier", "status", "due_on"], name="return_supplier"),
            models.Index(fields=["taken_by", "status"], name="return_taken"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted", "under_review", "returned", "decided"]),
                name="return_status_known",
            ),
            models.CheckConstraint(condition=_pair("submitted"), name="return_submitted_pair"),
            models.CheckConstraint(condition=_pair("taken"), name="return_taken_pair"),
            models.CheckConstraint(condition=_pair("returned"), name="return_returned_pair"),
            models.CheckConstraint(condition=_pair("decided"), name="return_decided_pair"),
            models.CheckConstraint(
                condition=Q(status="draft", sent_revision__isnull=True)
                | (~Q(status="draft") & Q(submitted_at__isnull=False, sent_revision__isnull=False)),
                name="return_past_draft_was_submitted",
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
            models.CheckConstraint(condition=_pair("submitted"), name="revision_submitted_pair"),
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


class Evidence(models.Model):
    """A file that supports answers. The content lies in private storage under its hash; the name is only data."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Received")
        SCANNING = "scanning", _("Being checked")
        QUARANTINED = "quarantined", _("Refused")
        AVAILABLE = "available", _("Ready")
        ACCEPTED = "accepted", _("Accepted")
        INSUFFICIENT = "insufficient", _("Not enough")
        REMOVED = "removed", _("Removed")
        DISPOSED = "disposed", _("Disposed of")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="evidence")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UPLOADED)
    original_name = models.CharField(_("name"), max_length=255)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("content hash"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["sha256"], name="evidence_content")]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "sha256"],
                condition=~Q(status__in=["removed", "disposed"]),
                name="evidence_content_once_a_contract",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_not_empty"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def storage_name(self) -> str:
        """Where the content lies: by organisation and hash, never by the user's name for it."""
        return f"{self.organisation_id}/{self.sha256[:2]}/{self.sha256}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


class EvidenceUse(models.Model):
    """One file supporting one answer. A file may support several answers and an answer may have several files."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence_uses")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        ordering = ["answer", "id"]
        constraints = [models.UniqueConstraint(fields=["answer", "evidence"], name="evidence_use_once")]

    def __str__(self) -> str:
        return f"{self.evidence_id} for answer {self.answer_id}"


class EvidenceAccess(models.Model):
    """Who opened which file, when and how. Written before a single byte is served; rows are only ever added."""

    class Kind(models.TextChoices):
        VIEW = "view", _("Looked at")
        DOWNLOAD = "download", _("Downloaded")

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="accesses")
    kind = models.CharField(_("how"), max_length=10, choices=Kind)
    accessed_at = models.DateTimeField(_("opened at"))
    accessed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = _("evidence accesses")

    def __str__(self) -> str:
        return f"{self.kind} {self.evidence_id}"


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


class Correction(models.Model):
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
            models.CheckConstraint(condition=_pair("decided"), name="correction_decided_pair"),
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

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.line.supplier_return.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return self.line.supplier_return.audit_trail


class ContractFigure(models.Model):
    """Promised, claimed and verified of one measure in one contract and period, kept by the actions that change them.

    Claimed comes from the last revision sent, verified from decided returns with approved corrections. For percentages
    the top and bottom figures are kept and the percentage is never stored (domain rules, section 2.4).
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="figures")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="+")
    promised = models.DecimalField(max_digits=18, decimal_places=3, default=0)
    claimed = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    claimed_numerator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    claimed_denominator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified_numerator = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    verified_denominator = models.DecimalField(max_digits=18, decimal_places=3, null=True)

    class Meta:
        ordering = ["contract", "measure", "period"]
        indexes = [models.Index(fields=["council", "measure"], name="contract_figure_measure")]
        constraints = [models.UniqueConstraint(fields=["contract", "measure", "period"], name="contract_figure_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} of contract {self.contract_id} in period {self.period_id}"

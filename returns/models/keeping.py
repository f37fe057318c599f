"""What is not kept for ever: problems with files, rules for keeping them, holds, and the certificates of what went."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from returns.models.evidence import Evidence
from suppliers.models import Contract


class Incident(models.Model):
    """A problem with a file, which is hidden from then on (domain rules, section 7.6).

    Somebody reported it, or a later scan by the portal found a virus: then there is no `reporter`. `aware_since` starts
    the 72 hours within which the council may have to tell the Information Commissioner (UK GDPR, Article 33). The
    record stays, also when nothing had to be told.
    """

    class Kind(models.TextChoices):
        PERSONAL_DATA = "personal_data", _("It has personal data that should not be there")
        CHILD = "child", _("It names or shows a child or a young person")
        HARMFUL = "harmful", _("It may harm a device")
        OTHER = "other", _("Something else")
        VIRUS = "virus", _("A later scan found a virus in it")

    class Outcome(models.TextChoices):
        SHOWN_AGAIN = "shown_again", _("Nothing wrong was found: the file is shown again")
        DESTROYED = "destroyed", _("The file was destroyed")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="incidents")
    kind = models.CharField(_("what is wrong"), max_length=14, choices=Kind)
    words = models.CharField(_("what was reported"), max_length=500, blank=True)
    aware_since = models.DateTimeField(_("known since"))
    reporter = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Of a file with a child's data: after how many days the leads were last told that it must go.
    told_after_days = models.PositiveSmallIntegerField(_("leads last told after, in days"), default=0)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    findings = models.TextField(_("what was found and done"), blank=True)
    commissioner_told_on = models.DateField(_("Information Commissioner told on"), null=True, blank=True)
    people_told_on = models.DateField(_("people told on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["council", "closed_at", "id"], name="incident_open")]
        constraints = [
            # What people report has its reporter, and what the portal finds has none.
            models.CheckConstraint(
                condition=Q(kind="virus", reporter__isnull=True) | (~Q(kind="virus") & Q(reporter__isnull=False)),
                name="incident_reported_or_found",
            ),
            models.CheckConstraint(condition=pair("closed"), name="incident_closed_pair"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="incident_closed_with_outcome",
            ),
            models.UniqueConstraint(
                fields=["evidence"], condition=Q(closed_at__isnull=True), name="incident_open_once_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.evidence_id}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its file's contract's."""
        return self.evidence.audit_trail


class RetentionRule(models.Model):
    """How long a council keeps files of one class, in months from a starting point (domain rules, section 7.5).

    Without a rule of its own a council follows the defaults in `returns.keeping`.
    """

    class RecordClass(models.TextChoices):
        STANDARD = "standard", _("Evidence")
        SENSITIVE = "sensitive", _("Evidence about children and others who need protection")

    class Start(models.TextChoices):
        CONTRACT_END = "contract_end", _("the end of the contract")
        APPROVAL = "approval", _("the decision on the return")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="retention_rules")
    record_class = models.CharField(_("for"), max_length=10, choices=RecordClass)
    months = models.PositiveSmallIntegerField(_("months"))
    start = models.CharField(_("after"), max_length=12, choices=Start)

    class Meta:
        ordering = ["council", "record_class"]
        constraints = [models.UniqueConstraint(fields=["council", "record_class"], name="retention_rule_once")]

    def __str__(self) -> str:
        return f"{self.record_class}: {self.months} months after {self.start}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id


class LegalHold(models.Model):
    """Nothing within its scope is disposed of: one file, the files of one contract or, with neither, of the council."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="legal_holds")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, null=True, blank=True, related_name="legal_holds")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="legal_holds")
    reason = models.CharField(_("why"), max_length=500)
    placed_at = models.DateTimeField(_("placed at"))
    placed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["council", "lifted_at", "id"], name="legal_hold_standing")]
        constraints = [
            models.CheckConstraint(condition=pair("placed"), name="legal_hold_placed_pair"),
            models.CheckConstraint(condition=pair("lifted"), name="legal_hold_lifted_pair"),
            models.CheckConstraint(
                condition=Q(contract__isnull=True) | Q(evidence__isnull=True), name="legal_hold_one_scope"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="legal_hold_has_reason"),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id


class DisposalProposal(models.Model):
    """A file whose time is over, for an officer to let go or to keep longer."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("To decide")
        APPROVED = "approved", _("Disposed of")
        KEPT = "kept", _("Kept longer")

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="disposal_proposals")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    rule = models.CharField(_("rule"), max_length=200)
    due_on = models.DateField(_("due on"))
    kept_until = models.DateField(_("kept until"), null=True, blank=True)
    reason = models.CharField(_("why it is kept"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["council", "due_on", "id"]
        indexes = [models.Index(fields=["council", "status", "due_on", "id"], name="disposal_proposed")]
        constraints = [
            models.CheckConstraint(condition=pair("decided"), name="disposal_decided_pair"),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at__isnull=True)
                | Q(status__in=["approved", "kept"], decided_at__isnull=False),
                name="disposal_decided_in_step",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "approved", "kept"]), name="disposal_status_known"
            ),
            models.UniqueConstraint(
                fields=["evidence"], condition=Q(status="proposed"), name="disposal_proposed_once_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} due {self.due_on}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its file's contract's."""
        return self.evidence.audit_trail


class DisposalCertificate(models.Model):
    """Proof that a file is gone: which, by which rule, when and by whom. Rows are only ever added (invariant 15)."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="certificate")
    sha256 = models.CharField(_("hash of what was received"), max_length=64)
    stored_sha256 = models.CharField(_("hash of what was kept"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    rule = models.CharField(_("rule"), max_length=200)
    disposed_at = models.DateTimeField(_("disposed of at"))
    disposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["council", "-id"], name="disposal_certificates")]
        constraints = [models.CheckConstraint(condition=pair("disposed"), name="disposal_certificate_pair")]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.disposed_at:%Y-%m-%d}"

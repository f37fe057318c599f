"""Files that support answers, where they are used, and who opened them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER, pair
from returns.models.answering import Answer
from suppliers.models import Contract, Organisation


class Evidence(models.Model):
    """A file that supports answers. The cleaned content lies in private storage under its hash; the name is only data.

    What was received waits in storage until it has been scanned and cleaned, and is then deleted: `sha256` and `size`
    say what came, `stored_sha256` and `stored_size` what is kept (domain rules, section 7.6). Whether it is enough is
    not for its status to say: it may support several lines, and the decision on each line says it for that one.
    """

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Received")
        SCANNING = "scanning", _("Being checked")
        QUARANTINED = "quarantined", _("Refused")
        AVAILABLE = "available", _("Ready")
        HIDDEN = "hidden", _("Hidden while a problem is looked at")
        REMOVED = "removed", _("Removed")
        DISPOSED = "disposed", _("Disposed of")

    class Scan(models.TextChoices):
        WAITING = "waiting", _("Not yet scanned for viruses")
        CLEAN = "clean", _("No virus found")
        INFECTED = "infected", _("A virus was found")
        NOT_SCANNED = "not_scanned", _("Not scanned for viruses: this installation has no scanner")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="evidence")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UPLOADED)
    original_name = models.CharField(_("name"), max_length=255)
    # What the content looks like when it comes, and what is kept once it was examined; empty while nobody knows.
    media_type = models.CharField(_("type"), max_length=100, blank=True)
    declared_type = models.CharField(_("type the browser named"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("hash of what was received"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    # The queue: a row in "uploaded" or "scanning" is work to do, from `try_after` on. Of a file that is ready it says
    # when to look for it again, because it was not in storage when it was to be scanned once more.
    attempts = models.PositiveSmallIntegerField(_("times tried"), default=0)
    try_after = models.DateTimeField(_("try after"), null=True, blank=True)
    fault = models.CharField(_("why it was refused"), max_length=20, blank=True)
    scan = models.CharField(_("virus scan"), max_length=12, choices=Scan, default=Scan.WAITING)
    scanned = models.DateTimeField(_("scanned"), null=True, blank=True)
    scanned_with = models.CharField(_("scanner and the date of its signatures"), max_length=120, blank=True)

    # What examining it found.
    stored_sha256 = models.CharField(_("hash of what is kept"), max_length=64, blank=True)
    stored_size = models.PositiveBigIntegerField(_("size of what is kept, in bytes"), null=True, blank=True)
    findings = models.JSONField(_("what looks like personal data: kind and how often"), default=dict, blank=True)
    notes = models.JSONField(_("what was changed or is worth a look"), default=list, blank=True)
    previews = models.JSONField(_("names of its pictures and tables for looking at"), default=list, blank=True)
    picture_hash = models.CharField(_("what the picture looks like"), max_length=16, blank=True)
    text_hash = models.CharField(_("what the text is like"), max_length=16, blank=True)
    confirmed_at = models.DateTimeField(_("found to name nobody at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name_plural = _("evidence")
        indexes = [
            models.Index(fields=["sha256"], name="evidence_content"),
            models.Index(fields=["organisation", "stored_sha256"], name="evidence_kept"),
            models.Index(
                fields=["try_after"],
                condition=Q(status__in=["uploaded", "scanning"]),
                name="evidence_waiting",
            ),
            models.Index(fields=["scanned"], condition=Q(status="available"), name="evidence_scanned"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "organisation", "sha256"],
                condition=~Q(status__in=["quarantined", "removed", "disposed"]),
                name="evidence_content_once_a_contract",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_not_empty"),
            models.CheckConstraint(
                condition=Q(
                    status__in=["uploaded", "scanning", "quarantined", "available", "hidden", "removed", "disposed"]
                ),
                name="evidence_status_known",
            ),
            models.CheckConstraint(condition=pair("confirmed"), name="evidence_confirmed_pair"),
            # Nothing unscanned and nothing as it came is ever shown to anybody (invariant 13). In a file that is hidden
            # a later scan may have found a virus.
            models.CheckConstraint(
                condition=~Q(status__in=["available", "hidden"])
                | (Q(scan__in=["clean", "not_scanned"]) & ~Q(stored_sha256=""))
                | (Q(status="hidden", scan="infected") & ~Q(stored_sha256="")),
                name="evidence_shown_is_examined",
            ),
            models.CheckConstraint(
                condition=~Q(status="quarantined") | ~Q(fault=""), name="evidence_refused_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def storage_name(self) -> str:
        """Where the cleaned content lies: by organisation and hash, never by the user's name for it."""
        return f"{self.organisation_id}/{self.stored_sha256[:2]}/{self.stored_sha256}"

    @property
    def incoming_name(self) -> str:
        """Where what was received waits until it is examined."""
        return f"incoming/{self.pk}"

    @property
    def audit_council_id(self) -> int:
        """The council whose record this belongs to."""
        return self.contract.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: its contract's."""
        return f"suppliers.contract:{self.contract_id}"


class EvidenceUse(models.Model):
    """One file supporting one answer. A file may support several answers and an answer may have several files.

    `again_reason` is what the supplier says when the file, or one like it, supported a claim before. `nature` is what
    the supplier says that the file is; nobody has to say it (domain rules, section 6.5).
    """

    class Nature(models.TextChoices):
        APPRENTICESHIP_AGREEMENT = "apprenticeship_agreement", _("Apprenticeship agreement")
        PAYROLL_EXTRACT = "payroll_extract", _("Payroll extract")
        POSTCODE_LIST = "postcode_list", _("List of postcode areas")
        TIMESHEET = "timesheet", _("Timesheet")
        PARTNER_LETTER = "partner_letter", _("Letter from a partner")
        INVOICE_EXTRACT = "invoice_extract", _("Ledger extract")
        INVOICE_SAMPLE = "invoice_sample", _("Sample invoices")
        TRAINING_RECORD = "training_record", _("Training record")
        ATTENDANCE_TOTAL = "attendance_total", _("Attendance totals")
        OPPORTUNITY_LOG = "opportunity_log", _("Log of opportunities")
        PHOTO = "photo", _("Photo")
        CARRIER_NOTE = "carrier_note", _("Weighbridge or carrier note")
        METER_READING = "meter_reading", _("Meter readings or bills")
        CARBON_WORKBOOK = "carbon_workbook", _("Carbon calculation")
        POLICY_DOCUMENT = "policy_document", _("Policy")
        WEB_PAGE = "web_page", _("Note of a web page")
        MEDIA_CUTTING = "media_cutting", _("Press cutting")
        SURVEY_TOTALS = "survey_totals", _("Survey totals")
        OTHER = "other", _("Something else")

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence_uses")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    again_reason = models.CharField(_("why it is used again"), max_length=500, blank=True)
    nature = models.CharField(_("what it is"), max_length=24, choices=Nature, blank=True)

    class Meta:
        ordering = ["answer", "id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "evidence"], name="evidence_use_once"),
            models.CheckConstraint(
                condition=Q(
                    nature__in=[
                        "",
                        "apprenticeship_agreement",
                        "payroll_extract",
                        "postcode_list",
                        "timesheet",
                        "partner_letter",
                        "invoice_extract",
                        "invoice_sample",
                        "training_record",
                        "attendance_total",
                        "opportunity_log",
                        "photo",
                        "carrier_note",
                        "meter_reading",
                        "carbon_workbook",
                        "policy_document",
                        "web_page",
                        "media_cutting",
                        "survey_totals",
                        "other",
                    ]
                ),
                name="evidence_use_nature_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} for answer {self.answer_id}"


class EvidenceAccess(models.Model):
    """Who opened which file, when and how. Written before a single byte is served; rows are only ever added."""

    class Kind(models.TextChoices):
        VIEW = "view", _("Looked at")
        DOWNLOAD = "download", _("Downloaded")

    class Reason(models.TextChoices):
        CHECKING = "checking", _("To check the return")
        QUESTION = "question", _("To answer a question about the contract")
        REQUEST = "request", _("To answer an information request")
        PROBLEM = "problem", _("To look into a problem that was reported")

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="accesses")
    kind = models.CharField(_("how"), max_length=10, choices=Kind)
    # Asked of officers when the file supports a measure about children or others who need protection.
    reason = models.CharField(_("why"), max_length=10, choices=Reason, blank=True)
    accessed_at = models.DateTimeField(_("opened at"))
    accessed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = _("evidence accesses")

    def __str__(self) -> str:
        return f"{self.kind} {self.evidence_id}"


class EvidenceBand(models.Model):
    """A part of the hash of what a file is like: files that are nearly alike share at least one part."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("Picture")
        TEXT = "text", _("Text")

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="bands")
    kind = models.CharField(max_length=8, choices=Kind)
    place = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()

    class Meta:
        ordering = ["evidence", "kind", "place"]
        indexes = [models.Index(fields=["kind", "place", "value"], name="evidence_band_value")]
        constraints = [models.UniqueConstraint(fields=["evidence", "kind", "place"], name="evidence_band_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place} of {self.evidence_id}"


class EvidenceMatch(models.Model):
    """An earlier file with the same content, or nearly the same, of whatever contract, supplier or council."""

    class Likeness(models.TextChoices):
        SAME = "same", _("The same file")
        PICTURE = "picture", _("Nearly the same picture")
        TEXT = "text", _("Nearly the same words")

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="matches")
    earlier = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="later_matches")
    likeness = models.CharField(max_length=8, choices=Likeness)

    class Meta:
        ordering = ["evidence", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "earlier"], name="evidence_match_once"),
            models.CheckConstraint(condition=~Q(evidence=F("earlier")), name="evidence_match_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} is like {self.earlier_id}"

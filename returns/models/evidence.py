"""Files that support answers, where they are used, and who opened them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER
from returns.models.answering import Answer
from suppliers.models import Contract, Organisation


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
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "uploaded",
                        "scanning",
                        "quarantined",
                        "available",
                        "accepted",
                        "insufficient",
                        "removed",
                        "disposed",
                    ]
                ),
                name="evidence_status_known",
            ),
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

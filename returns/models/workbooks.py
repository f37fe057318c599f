"""Spreadsheets of returns that people filled in and sent, until what they wrote is saved."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER


class WorkbookUpload(models.Model):
    """A spreadsheet that somebody sent. Theirs alone: nobody else is ever shown it. It goes after 28 days.

    The file itself is forgotten once it was read. What was found in it stays, by sheet and row, until it is saved:
    after that only what was not right. A waiting status is the worker's queue; it holds a row until `try_after`.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", _("Being read")
        REFUSED = "refused", _("Not read")
        READ = "read", _("Waits for you")
        TAKING = "taking", _("Being saved")
        TAKEN = "taken", _("Saved")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.RECEIVED)
    file_name = models.CharField(_("file"), max_length=100)
    kind = models.CharField(_("kind of file"), max_length=4, blank=True)
    content = models.BinaryField(_("content"), default=b"", blank=True)
    language = models.CharField(_("language"), max_length=10)
    refusal = models.TextField(_("why it was not read"), blank=True)
    found = models.JSONField(_("what was found"), default=list, blank=True)
    takes_the_right = models.BooleanField(
        _("take what is right"), default=False, help_text=_("Leave out what is wrong, instead of saving nothing.")
    )
    saved_count = models.PositiveIntegerField(_("answers saved"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    try_after = models.DateTimeField(_("next attempt"))
    kept_at = models.DateTimeField(_("received at"))
    kept_by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-kept_at", "id"]
        indexes = [
            models.Index(fields=["status", "try_after"], name="workbook_waiting"),
            models.Index(fields=["kept_by", "-kept_at"], name="workbook_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["received", "refused", "read", "taking", "taken"]),
                name="workbook_status_known",
            ),
            models.CheckConstraint(condition=Q(status="received") | Q(content=b""), name="workbook_content_until_read"),
            models.CheckConstraint(
                condition=Q(status="refused") & ~Q(refusal="") | ~Q(status="refused") & Q(refusal=""),
                name="workbook_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

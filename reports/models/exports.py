"""Files that a worker makes because somebody asked for them, until they are fetched or their time is over."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.pairs import USER
from suppliers.models import Organisation

LONGEST_FILTERS = 500
ZIP = "zip"


class Export(models.Model):
    """A file that somebody asked for: a list that is long, or everything of one organisation. Theirs alone.

    A status in which the portal has its turn is the queue: whoever makes the file holds `lease`, and is followed by
    another once `try_after` is over (decision record 0041).
    """

    class What(models.TextChoices):
        LIST = "list", _("A list")
        ORGANISATION = "organisation", _("Everything of an organisation")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")
        GONE = "gone", _("Deleted")

    class Fault(models.TextChoices):
        NOT_ALLOWED = "not_allowed", _("You may no longer see what it would have held")
        TOO_LONG = "too_long", _("It has more rows than a sheet of a workbook can have. Choose CSV")
        SOMETHING_ELSE = "something_else", _("Something went wrong, three times. Ask for it again")

    what = models.CharField(_("what is in it"), max_length=12, choices=What)
    list_name = models.CharField(_("list"), max_length=40, blank=True)
    filters = models.CharField(_("filters"), max_length=LONGEST_FILTERS, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="exports"
    )
    with_files = models.BooleanField(_("with the files of evidence"), default=False)
    file = models.CharField(_("kind of file"), max_length=4)
    language = models.CharField(_("language"), max_length=10)
    status = models.CharField(_("status"), max_length=7, choices=Status, default=Status.WAITING)
    fault = models.CharField(_("why it was not made"), max_length=14, choices=Fault, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    try_after = models.DateTimeField(_("next attempt"))
    reach = models.JSONField(
        _("whose data are in it"), default=dict, blank=True, help_text=_("Ids of councils and organisations.")
    )
    stored_name = models.CharField(_("where it lies"), max_length=40, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    ready_since = models.DateTimeField(_("ready since"), null=True, blank=True)
    kept_until = models.DateTimeField(_("kept until"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="exports")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "making", "ready", "failed", "gone"]), name="export_status_known"
            ),
            models.CheckConstraint(
                condition=Q(what="list", organisation__isnull=True) & ~Q(list_name="")
                | Q(what="organisation", organisation__isnull=False, list_name="", filters=""),
                name="export_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(status="making", lease__isnull=False) | (~Q(status="making") & Q(lease__isnull=True)),
                name="export_being_made_has_lease",
            ),
            models.CheckConstraint(
                condition=Q(status="ready", kept_until__isnull=False) & ~Q(stored_name="") & ~Q(sha256="")
                | ~Q(status="ready") & Q(stored_name=""),
                name="export_ready_has_file",
            ),
            models.CheckConstraint(
                condition=Q(status="failed") & ~Q(fault="") | ~Q(status="failed") & Q(fault=""),
                name="export_failed_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "try_after"], name="export_waits"),
            models.Index(fields=["asked_by", "-id"], name="export_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.list_name or self.what}, {self.file}"

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: of everything of an organisation, that organisation's."""
        return f"suppliers.organisation:{self.organisation_id}" if self.organisation_id else ""

"""Spreadsheets that people bring to have their rows taken in: the file, what became of each row, and its columns."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from accounts.pairs import USER, pair
from suppliers.models.organisations import Organisation


class RegisterKind(models.TextChoices):
    """What a register lists."""

    CONTRACTS = "contracts", _("Contracts")
    ORGANISATIONS = "organisations", _("Organisations")
    COMMITMENTS = "commitments", _("Promises from tenders")
    MEMBERS = "members", _("People of a team")
    NEEDS = "needs", _("Needs of areas")


OF_A_TEAM = Q(council__isnull=True, organisation__isnull=False, kind="members")
OF_A_COUNCIL = Q(council__isnull=False, organisation__isnull=True) & ~Q(kind="members")


class RegisterFile(models.Model):
    """A spreadsheet whose rows are to be taken in, for a council or for the team of an organisation.

    A status in which the portal has its turn is the queue: whoever works on it holds `lease` until they are done or
    out of time, and begins after what is stored already (decision record 0040).
    """

    class Status(models.TextChoices):
        RECEIVED = "received", _("Being opened")
        MATCHING = "matching", _("Columns to check")
        CHECKING = "checking", _("Being looked through")
        CHECKED = "checked", _("Looked through")
        TAKING = "taking", _("Being taken in")
        TAKEN = "taken", _("Taken in")
        REFUSED = "refused", _("Could not be read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.CASCADE, related_name="register_files")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="register_files"
    )
    kind = models.CharField(_("what it lists"), max_length=14, choices=RegisterKind)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.RECEIVED)
    file_name = models.CharField(_("file"), max_length=100)
    language = models.CharField(_("language"), max_length=10)
    sheet = models.PositiveSmallIntegerField(_("sheet"), default=1)
    sheets = models.JSONField(
        _("sheets that hold rows"), default=list, blank=True, help_text=_("Number, name and whether it is hidden.")
    )
    heading_row = models.PositiveIntegerField(_("row of the headings"), default=0)
    headings = models.JSONField(_("headings"), default=list, blank=True)
    samples = models.JSONField(_("a value of each column"), default=list, blank=True)
    columns = models.JSONField(
        _("columns"), default=dict, blank=True, help_text=_("The place of each column that is taken in, from 0.")
    )
    counts_from_1904 = models.BooleanField(_("numbers for days count from 1904"), default=False)
    last_row = models.PositiveIntegerField(_("last row that may hold something"), default=0)
    look = models.PositiveIntegerField(
        _("times looked through"),
        default=0,
        help_text=_("By this number a page knows that it shows what was found last."),
    )
    done_to = models.PositiveIntegerField(_("looked through up to row"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("nothing new"), default=0)
    wrong = models.PositiveIntegerField(_("not right"), default=0)
    taken = models.PositiveIntegerField(_("rows taken in"), default=0)
    taken_to = models.PositiveIntegerField(
        _("taken in up to row"), default=0, help_text=_("Rows up to this one that are right were taken in.")
    )
    fault = models.CharField(_("fault"), max_length=20, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts without progress"), default=0)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(_("being worked on until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["received", "matching", "checking", "checked", "taking", "taken", "refused"]),
                name="register_status_known",
            ),
            models.CheckConstraint(condition=OF_A_TEAM | OF_A_COUNCIL, name="register_belongs_to_one"),
            models.CheckConstraint(condition=pair("confirmed"), name="register_confirmed_pair"),
            models.CheckConstraint(
                condition=Q(lease__isnull=True, leased_until__isnull=True)
                | Q(lease__isnull=False, leased_until__isnull=False),
                name="register_lease_ends",
            ),
            models.UniqueConstraint(
                fields=["council"], condition=Q(status="taking"), name="register_taken_in_one_by_one"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(status="taking"), name="team_register_taken_in_one_by_one"
            ),
        ]
        indexes = [models.Index(fields=["status", "sent_at"], name="register_waits")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def stored_name(self) -> str:
        """Where its content lies in the storage of registers."""
        return str(self.pk)

    @property
    def chosen_sheet(self) -> int | None:
        """The sheet to open: None before the file was opened for the first time, when no person can have chosen."""
        return self.sheet if self.sheets else None

    @property
    def right(self) -> int:
        """How many rows would be taken in."""
        return self.new + self.changed

    @property
    def audit_council_id(self) -> int | None:
        """The council whose record this belongs to; a team's belongs to none."""
        return self.council_id

    @property
    def audit_trail(self) -> str:
        """The history this is shown in: of a team its organisation's."""
        return f"suppliers.organisation:{self.organisation_id}" if self.organisation_id else ""


class RegisterRow(models.Model):
    """What one row of a register would do, or did. The cells are kept only while a person has to mend them.

    What is said of it is kept in each language (`suppliers.registers.saying`): whoever reads it has their own.
    """

    class Verdict(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Nothing new")
        WRONG = "wrong", _("Not right")

    # Its rows are found by the numbers they have in it, for which there is an index.
    register = models.ForeignKey(RegisterFile, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField(_("row"))
    verdict = models.CharField(_("verdict"), max_length=9, choices=Verdict)
    key = models.CharField(_("what it is recognised by"), max_length=400, blank=True)
    title = models.CharField(_("what it is called"), max_length=250, blank=True)
    values = models.JSONField(_("values"), default=dict, blank=True)
    changes = models.JSONField(_("changes"), default=list, blank=True, help_text=_("Column, before, after."))
    problems = models.JSONField(
        _("what is not right"), default=list, blank=True, help_text=_("Column, and the sentence in each language.")
    )
    remarks = models.JSONField(_("worth knowing"), default=list, blank=True)
    cells = models.JSONField(_("cells"), default=list, blank=True)

    class Meta:
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="register_row_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=["new", "changed", "unchanged", "wrong"]), name="register_verdict_known"
            ),
        ]
        indexes = [
            models.Index(fields=["register", "key"], name="register_row_key"),
            models.Index(fields=["register", "verdict", "number"], name="register_row_verdict"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"


class RememberedColumns(models.Model):
    """Which heading meant which column, the last time a file with these headings came."""

    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("what it lists"), max_length=14, choices=RegisterKind)
    headings = models.CharField(_("digest of the headings"), max_length=64)
    columns = models.JSONField(_("columns"), default=dict)
    counts_from_1904 = models.BooleanField(_("numbers for days count from 1904"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=OF_A_TEAM | OF_A_COUNCIL, name="remembered_columns_belong_to_one"),
            models.UniqueConstraint(fields=["council", "kind", "headings"], name="remembered_columns_once"),
            models.UniqueConstraint(fields=["organisation", "kind", "headings"], name="remembered_team_columns_once"),
        ]

    def __str__(self) -> str:
        return f"columns of {self.kind}"

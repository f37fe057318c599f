"""Files that a worker makes: asked for, made under a lease, fetched by whoever asked, dropped when their time is over.

What is made and fetched is decided by the rights of that moment (decision record 0041).
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from reports import kept_files
from reports.actions.telling import tell
from reports.events import EVERYTHING, ReportEvent
from reports.lists.listing import AnyListing
from reports.models import Export
from reports.models.exports import LONGEST_FILTERS, ZIP
from reports.permissions import can_download, can_fetch_export, can_take_everything
from reports.reach import Reach
from reports.workflow import EXPORT, EXPORT_WAITS
from returns.evidence.access import record_downloads
from returns.models import Evidence
from suppliers.checks import NotReady
from suppliers.models import Organisation
from suppliers.workflow import InvalidTransition, move
from tables.writing import Kind

Status = Export.Status
MOST_WAITING = 5
"""Files of one person that are still to be made."""
LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 3
KEPT_FOR = timedelta(days=7)
MOST_AT_A_TIME = 1000
ROWS_KEPT_FOR = timedelta(days=28)
"""As long as one's own page says what became of a file; the history of events says it for good."""


@dataclass(frozen=True)
class Made:
    """A file that is whole: the name it is stored under, its size in bytes, SHA-256 and rows, and whose these are.

    `evidence` are the ids of the files of evidence in it.
    """

    name: str
    size: int
    sha256: str
    rows: int
    reach: Reach
    evidence: tuple[UUID, ...] = ()


@transaction.atomic
def ask_for_list(*, listing: AnyListing, kind: Kind, filters: str, by: User) -> Export:
    """Have a list made as a file. Raises PermissionDenied; NotReady when too many wait already.

    `filters` are those of the address of its page, 500 characters at most (NotReady beyond). Who asks for the same
    again while it waits gets that one.
    """
    if not can_download(by, listing):
        raise PermissionDenied
    if len(filters) > LONGEST_FILTERS:
        raise NotReady([_("There are too many filters for a workbook. Take some away, or choose CSV")])
    return _ask(by, what=Export.What.LIST, list_name=listing.name, filters=filters, file=kind.value)


@transaction.atomic
def ask_for_everything(*, organisation: Organisation, with_files: bool, by: User) -> Export:
    """Have everything of an organisation put into one archive, with or without the files of evidence.

    Raises PermissionDenied; NotReady when too many wait already.
    """
    if not can_take_everything(by, organisation):
        raise PermissionDenied
    return _ask(by, what=Export.What.ORGANISATION, organisation=organisation, with_files=with_files, file=ZIP)


def _ask(by: User, **wanted) -> Export:
    """Put a file into the queue, unless the same waits there."""
    User.objects.select_for_update().get(pk=by.pk)
    waiting = Export.objects.filter(asked_by=by, status__in=EXPORT_WAITS)
    wanted["language"] = get_language() or "en-gb"
    if same := waiting.filter(**wanted).first():
        return same
    if waiting.count() >= MOST_WAITING:
        message = _("%(most)d files are being made for you already. Wait until one of them is ready")
        raise NotReady([message % {"most": MOST_WAITING}])
    now = timezone.now()
    export = Export.objects.create(**wanted, asked_at=now, asked_by=by, try_after=now)
    record(ReportEvent.EXPORT_ASKED, by=by, on=export, data=_told(export))
    return export


# --- What the worker does ---------------------------------------------------------------------------------------------
@transaction.atomic
def begin_export(*, export: Export) -> None:
    """Take a file in hand for two minutes. Raises InvalidTransition when somebody else has it, or it moved on."""
    now, lease = timezone.now(), uuid.uuid4()
    free = Export.objects.filter(pk=export.pk, status=export.status, try_after=export.try_after)
    if export.try_after > now or free.update(try_after=now + LEASE, attempts=F("attempts") + 1) != 1:
        raise InvalidTransition("somebody else makes it")
    move(export, EXPORT["begin"], lease=lease)
    export.refresh_from_db(fields=["try_after", "attempts"])


@transaction.atomic
def hold_export(*, export: Export) -> None:
    """Keep a file in hand for two more minutes. Raises InvalidTransition when it is not ours any more."""
    held = Export.objects.filter(pk=export.pk, status=Status.MAKING, lease=export.lease)
    if held.update(try_after=timezone.now() + LEASE) != 1:
        raise InvalidTransition("somebody else makes it")


@transaction.atomic
def put_back_export(*, export: Export, wait: timedelta) -> None:
    """Let a file that could not be made now be tried again later. Raises InvalidTransition without the lease."""
    hold_export(export=export)
    move(export, EXPORT["put_back"], lease=None, try_after=timezone.now() + wait)


@transaction.atomic
def finish_export(*, export: Export, made: Made) -> None:
    """Hand the file over to whoever asked, for seven days. Raises InvalidTransition without the lease.

    That files of evidence leave with it is put on record as by downloads on their pages, or it is not handed over.
    """
    hold_export(export=export)
    now = timezone.now()
    for start in range(0, len(made.evidence), MOST_AT_A_TIME):
        some = Evidence.objects.filter(pk__in=made.evidence[start : start + MOST_AT_A_TIME]).select_related("contract")
        record_downloads(evidence=list(some.order_by("uploaded_at", "pk")), by=export.asked_by, at=now)
    move(
        export,
        EXPORT["finish"],
        lease=None,
        stored_name=made.name,
        size=made.size,
        sha256=made.sha256,
        rows=made.rows,
        reach=made.reach,
        ready_since=now,
        kept_until=now + KEPT_FOR,
    )
    data = _told(export) | {"rows": made.rows, "size": made.size, "sha256": made.sha256}
    if made.evidence:
        data["evidence"] = len(made.evidence)
    tell(ReportEvent.EXPORT_MADE, by=None, on=export, data=data)


@transaction.atomic
def fail_export(*, export: Export, fault: Export.Fault) -> None:
    """Say why a file was not made. Raises InvalidTransition without the lease."""
    hold_export(export=export)
    move(export, EXPORT["fail"], lease=None, fault=fault)
    tell(ReportEvent.EXPORT_FAILED, by=None, on=export, data=_told(export) | {"fault": fault.value})


# --- Fetching and forgetting ------------------------------------------------------------------------------------------
@transaction.atomic
def fetch_export(*, export: Export, by: User) -> None:
    """Write down that a person downloads a file, before the first byte goes out. Raises PermissionDenied."""
    if not can_fetch_export(by, export):
        raise PermissionDenied
    data = _told(export) | {"rows": export.rows, "sha256": export.sha256}
    record(ReportEvent.EXPORT_FETCHED, by=by, on=export, data=data)


def drop_old_exports() -> int:
    """Delete the files that have lain for seven days, and forget the rows of those of 28 days ago.

    Each in a transaction of its own, so that none holds up another. Returns how many files these were.
    """
    now = timezone.now()
    old = Export.objects.filter(status=Status.READY, kept_until__lte=now).order_by("kept_until")
    dropped = sum(_drop(export) for export in list(old[:MOST_AT_A_TIME]))
    over = Export.objects.filter(status__in=[Status.FAILED, Status.GONE], asked_at__lt=now - ROWS_KEPT_FOR)
    over.delete()
    kept_files.sweep(_names_in_use())
    return dropped


def _drop(export: Export) -> bool:
    """Delete one file once that is certain. False when it moved on meanwhile."""
    name = export.stored_name
    try:
        with transaction.atomic():
            move(export, EXPORT["drop"], stored_name="")
            record(ReportEvent.EXPORT_DROPPED, by=None, on=export, data=_told(export))
            transaction.on_commit(lambda: kept_files.remove(name), robust=True)
    except InvalidTransition:
        return False
    return True


def _names_in_use() -> set[str]:
    """The names of files that are ready, and of those that are being stored."""
    ready = Export.objects.filter(status=Status.READY).values_list("stored_name", flat=True)
    making = Export.objects.filter(status=Status.MAKING).values_list("lease", flat=True)
    return {*ready, *map(str, making)}


def _told(export: Export) -> dict:
    """What events say of a file: figures and names of lists, and nobody's name."""
    if export.what == Export.What.ORGANISATION:
        return {"list": EVERYTHING, "file": export.file, "with_files": export.with_files}
    return {"list": export.list_name, "file": export.file, "filters": export.filters}

"""Files that people asked for, as their page shows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from reports.forms import LABELS
from reports.lists import LISTS
from reports.models import Export
from reports.models.exports import ZIP
from reports.permissions import can_fetch_export
from reports.workflow import EXPORT_WAITS
from tables.writing import CONTENT_TYPES, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ZIP_TYPE = "application/zip"
ZIP_WORDS = gettext_lazy("ZIP archive (.zip)")
COLOURS = {"waiting": "blue", "making": "blue", "ready": "green", "failed": "red", "gone": "grey"}


@dataclass(frozen=True)
class ShownExport:
    """One file: what it is called, where it stands, and whether it can be fetched."""

    export: Export
    title: "StrOrPromise"
    kind: "StrOrPromise"
    status: "StrOrPromise"
    colour: str
    is_waiting: bool
    can_fetch: bool
    note: "StrOrPromise"


def shown(export: Export, user: User) -> ShownExport:
    """A file as its page shows it to whoever asked for it."""
    can_fetch = can_fetch_export(user, export)
    return ShownExport(
        export=export,
        title=title_of(export),
        kind=ZIP_WORDS if export.file == ZIP else LABELS[export.file],
        is_waiting=export.status in EXPORT_WAITS,
        can_fetch=can_fetch,
        **_standing(export, can_fetch),
    )


def _standing(export: Export, can_fetch: bool) -> dict:
    """The status in words with its colour, and what there is to say beside it ("" where that says it all)."""
    status, note = Export.Status(export.status), ""
    if status == Export.Status.READY and not can_fetch:
        if export.kept_until is None or export.kept_until <= timezone.now():
            status = Export.Status.GONE  # the task that deletes it comes by within the hour
        else:
            note = _("You may no longer see all that is in it")
            return {"status": _("Not available"), "colour": "grey", "note": note}
    if status == Export.Status.FAILED:
        note = export.get_fault_display()
    return {"status": status.label, "colour": COLOURS[status], "note": note}


def title_of(export: Export) -> "StrOrPromise":
    """What is in a file, in words."""
    if export.organisation is not None:
        return _("Everything of %(name)s") % {"name": export.organisation.name}
    return LISTS[export.list_name].title if export.list_name in LISTS else export.list_name


def name_of(export: Export) -> str:
    """The name to save it under: what is in it, and the day it was asked for."""
    start = export.list_name or slugify(str(export.organisation))[:60] or "organisation"
    return f"{start}-{timezone.localdate(export.asked_at).isoformat()}.{export.file}"


def media_type_of(export: Export) -> str:
    """The media type of its kind."""
    return ZIP_TYPE if export.file == ZIP else CONTENT_TYPES[Kind(export.file)]

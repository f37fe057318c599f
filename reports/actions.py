"""What people do with reports that stands in the record."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.record import record
from reports.events import ReportEvent
from reports.lists.listing import Listing
from reports.permissions import can_download
from tables.writing import Kind


@transaction.atomic
def note_download(*, listing: Listing, kind: Kind, filters: str, by: User) -> None:
    """Write down that a person takes a list away, under which filters. Raises PermissionDenied."""
    if not can_download(by, listing):
        raise PermissionDenied
    record(ReportEvent.LIST_DOWNLOADED, by=by, on=by, data={"list": listing.name, "file": kind, "filters": filters})

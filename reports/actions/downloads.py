"""People take away what is not public; that they did is kept."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Council, User
from audit.record import record
from reports.events import ReportEvent
from reports.lists.listing import AnyListing
from reports.ocds.full import full_contracts, full_figures
from reports.ocds.packages import Cover, NoContractsError, package
from reports.permissions import can_download, can_export_contracts
from suppliers.queries import council_contracts_visible_to
from tables.writing import Kind


@transaction.atomic
def note_download(*, listing: AnyListing, kind: Kind, filters: str, by: User) -> None:
    """Write down that a person takes a list away, under which filters. Raises PermissionDenied."""
    if not can_download(by, listing):
        raise PermissionDenied
    record(ReportEvent.LIST_DOWNLOADED, by=by, on=by, data={"list": listing.name, "file": kind, "filters": filters})


@transaction.atomic
def export_contracts(*, council: Council, uri: str, by: User) -> Iterator[str]:
    """The text of a release package with every contract of a council that an officer sees, and all figures.

    Thirteen queries for every 50 contracts, as it is read. Raises PermissionDenied, or NoContractsError where there is
    none to take.
    """
    if not can_export_contracts(by, council):
        raise PermissionDenied
    contracts = council_contracts_visible_to(by).filter(council=council).order_by("reference", "pk")
    if not contracts.exists():
        raise NoContractsError
    record(ReportEvent.CONTRACTS_EXPORTED, by=by, on=council)
    return package(council, full_contracts(contracts), full_figures, Cover(uri, timezone.now()), with_others=True)

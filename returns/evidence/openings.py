"""Shows a supplier that officers opened its files (domain rules, section 7.6)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef

from accounts.models import OfficerRole
from returns.models import Evidence, EvidenceAccess
from returns.sheet import Sheet

OPENINGS = "openings"


@dataclass(frozen=True)
class Opened:
    """How often officers of the council opened a file, and when last."""

    times: int
    last_at: datetime


def add_openings(sheet: Sheet) -> None:
    """Look up which files of a sheet officers opened, for `opening_of`. One query; none without files.

    Only who holds a role in the contract's council counts as an officer here; who it was is the council's business.
    """
    officers = OfficerRole.objects.filter(user=OuterRef("accessed_by"), council=OuterRef("evidence__contract__council"))
    accesses = EvidenceAccess.objects.filter(
        Exists(officers), evidence__in={evidence.pk for row in sheet.rows for evidence in row.evidence}
    )
    by_file = accesses.order_by().values("evidence").annotate(times=Count("pk"), last_at=Max("accessed_at"))
    sheet.looked_up[OPENINGS] = {
        pk: Opened(times, last_at) for pk, times, last_at in by_file.values_list("evidence", "times", "last_at")
    }


def opening_of(evidence: Evidence, sheet: Sheet) -> Opened | None:
    """How often officers opened a file, or None: they did not, or nobody looked it up for this page."""
    return sheet.looked_up.get(OPENINGS, {}).get(evidence.pk)

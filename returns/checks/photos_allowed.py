"""Measures about children and others who need protection take no photos (domain rules, section 7.6, invariant 11)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from framework.models import Measure
from returns.checks.problem import STOP, Problem
from returns.sheet import Sheet


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each line with a photo whose measure does not allow one."""
    for row in sheet.rows:
        if row.measure.photos != Measure.Photos.NO:
            continue
        if any(evidence.media_type.startswith("image/") for evidence in row.evidence):
            message = _("Remove the photo from commitment %(number)s. Photos are not allowed there") % {
                "number": row.number
            }
            yield Problem("photo_not_allowed", STOP, message, "evidence", row.number)

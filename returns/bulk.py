"""Which lines may be verified together without a look at each (domain rules, section 6.6)."""

from returns.checks.officer import OfficerCheck, is_passed
from returns.sheet import Row, Sheet
from returns.workflow import SHOWN


def rows_for_bulk(sheet: Sheet, checks: dict[int, list[OfficerCheck]]) -> list[Row]:
    """The lines that are still to decide, were not chosen for the sample, and on which the portal found nothing.

    Their evidence is there and ready, and nothing about them is asked. None before a sample was drawn.
    """
    found = {finding["line"] for finding in sheet.revision.findings}
    return [
        row
        for row in sheet.rows
        if not sheet.must_look_at(row)
        and row.number not in found
        and row.is_undecided
        and is_passed(checks[row.number])
        and _has_evidence(row)
        and not row.is_questioned
    ]


def _has_evidence(row: Row) -> bool:
    """Whether something is reported, with files that are all ready to be opened."""
    return row.has_something and bool(row.evidence) and all(item.status in SHOWN for item in row.evidence)

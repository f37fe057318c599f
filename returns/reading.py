"""A return as the officer reads it: the checks of each line, done and to do (domain rules, section 6.6)."""

from django.urls import reverse

from returns.checks.officer import Facts, OfficerCheck, checks_of, local
from returns.evidence.earlier import claimed_elsewhere
from returns.said import add_ticks
from returns.sheet import Row, Sheet


def checks_of_line(sheet: Sheet, row: Row, *, is_claimed_elsewhere: bool) -> list[OfficerCheck]:
    """The checks of one line, on a sheet that knows its ticks (`add_ticks`).

    From the worth that the council's rule named when the sample was drawn, or the usual one, a line needs a source
    outside the supplier.
    """
    findings = frozenset(item["code"] for item in sheet.revision.findings if item["line"] == row.number)
    is_high = row.worth is not None and row.worth > sheet.sample_worth
    return checks_of(row, Facts(findings, is_claimed_elsewhere, is_high))


def checks_by_line(sheet: Sheet) -> dict[int, list[OfficerCheck]]:
    """The checks of every line by its number. One query where there are files, and one where something is ticked."""
    add_ticks(sheet)
    elsewhere = claimed_elsewhere(sheet)
    return {row.number: checks_of_line(sheet, row, is_claimed_elsewhere=row.number in elsewhere) for row in sheet.rows}


def postcodes_at(row: Row) -> str:
    """Where one counts how many of the postcodes behind a line are local; empty where it is not about a place."""
    if not local.is_local(row.measure):
        return ""
    supplier_return = row.line.supplier_return
    page = reverse("postcode-check", args=[supplier_return.contract_id])
    return f"{page}?line={supplier_return.pk}-{row.number}"

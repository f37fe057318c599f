"""What the tests of registers share: bringing one as an officer, and letting the worker do its part."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from audit.models import AuditEvent
from suppliers.actions.registers import bring_register, match_columns, take_in_register
from suppliers.models import Contract, OrganisationIdentifier, RegisterFile, RegisterKind, RegisterRow
from suppliers.registers.pipeline import work_on
from suppliers.registers.saying import here

CONTRACT_HEADINGS = (
    *("Reference number", "Title", "Supplier name", "Company number", "Start date", "End date", "Value without VAT"),
)


def as_csv(rows: Sequence[Sequence[Any]], *, headings: Sequence[str] = CONTRACT_HEADINGS, encoding="utf-8") -> bytes:
    """Rows as the CSV file of a register."""
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode(encoding)


def as_workbook(hidden: Sequence[str] = (), **sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with these sheets of rows, in their order."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    book.save(file)
    return file.getvalue()


def brought(content: bytes, *, by, council=None, organisation=None, kind=RegisterKind.CONTRACTS, name="a.csv"):
    """A register that was brought and opened by the worker."""
    register = bring_register(
        kind=kind, file=name, content=io.BytesIO(content), council=council, organisation=organisation, by=by
    )
    return worked(register)


def worked(register: RegisterFile) -> RegisterFile:
    """The worker does what is its turn."""
    register.refresh_from_db()
    work_on(register)
    register.refresh_from_db()
    return register


def looked_through(content: bytes, **about) -> RegisterFile:
    """A register with the columns that were found, looked through."""
    register = brought(content, **about)
    assert register.status == RegisterFile.Status.MATCHING, register.fault
    match_columns(register=register, columns=register.columns, counts_from_1904=False, by=about["by"])
    return worked(register)


def taken_in(content: bytes, **about) -> RegisterFile:
    """A register whose right rows were taken in."""
    register = looked_through(content, **about)
    take_in_register(register=register, only_if_all=False, by=about["by"])
    return worked(register)


def counts(register: RegisterFile) -> dict[str, int]:
    """How many rows there are of each kind, as the register itself says, which the rows must bear out."""
    said = {verdict: getattr(register, verdict) for verdict in RegisterRow.Verdict.values}
    assert said == {one: register.rows.filter(verdict=one).count() for one in RegisterRow.Verdict.values}
    return {verdict: count for verdict, count in said.items() if count}


def row_of(register: RegisterFile, number: int) -> RegisterRow:
    """One row."""
    return register.rows.get(number=number)


def remarks_of(register: RegisterFile, number: int) -> list[str]:
    """What is worth knowing about a row."""
    return list(map(here, row_of(register, number).remarks))


def problems_of(register: RegisterFile, number: int) -> list[str]:
    """The sentences about what is not right in a row."""
    return [here(said) for _column, said in row_of(register, number).problems]


def many(count: int) -> bytes:
    """So many contracts with as many suppliers."""
    return as_csv([[f"R-{n}", f"Contract {n}", f"Supplier {n}", f"{n + 1:08d}", "", "", "1000"] for n in range(count)])


def state() -> dict:
    """What taking a register in may write, without ids and moments."""
    return {
        "contracts": sorted(Contract.objects.values_list("reference", "title", "supplier__name", "value_net")),
        "numbers": sorted(OrganisationIdentifier.objects.values_list("scheme", "value", "organisation__name")),
        "events": sorted(AuditEvent.objects.filter(event__in=["contract.registered", "organisation.created"])
                         .values_list("event", "council_id")
                         .order_by("event"), key=str),
        "rows": sorted(RegisterRow.objects.values_list("number", "verdict")),
        "taken": sorted(RegisterFile.objects.filter(taken_to__gt=0).values_list("taken", "taken_to")),
    }  # fmt: skip

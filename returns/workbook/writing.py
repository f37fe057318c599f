"""Returns as sheets to be filled in: prefilled, locked but for the answers, and with what was wrong in them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import IO

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from framework.models import Measure
from framework.queries import numerator_title
from framework.values import Figure, format_value
from returns.presenting import question
from returns.progress import financial_year, lines_of, over_periods
from returns.sheet import Row, Sheet
from returns.workbook.answers import Cells, cells_of
from returns.workbook.columns import (
    ACHIEVED_ON,
    CHECKED,
    CODE,
    FIGURE,
    IS_DONE,
    NO,
    NOTHING,
    NUMBER,
    ON,
    OUT_OF,
    REASONS,
    WRONG,
    YES,
    Column,
    asked_of,
    columns,
)
from returns.workbook.proof import digest_of, line_code, sheet_code
from tables.cells import Value
from tables.filling import write_form
from tables.forms import FormCell, FormSheet, Look
from tables.writing import Kind

FIGURES = {FIGURE, OUT_OF, *REASONS}


@dataclass(frozen=True)
class Said:
    """What a person wrote into a row, by column, and what is wrong with it; both as texts."""

    cells: Cells = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""


Marks = Mapping[tuple[int, int], Said]
"""By return and commitment."""


def write_workbook(
    sheets: Sequence[Sheet], kind: Kind, file: IO[bytes], *, marks: Marks | None = None, told: Sequence[str] = ()
) -> None:
    """Write a spreadsheet of these returns, a sheet each, with the lines that the reader may answer.

    `marks` are what was written into an earlier copy and was wrong there; `told` what was wrong with it as a whole.
    """
    language = get_language() or "en-gb"
    before = _reported_before(sheets)
    form_sheets = [_sheet(sheet, before, marks or {}, language) for sheet in sheets]
    title = _("Returns to fill in")
    write_form([_first(sheets, title, told), *form_sheets], kind, file, title=title, language=language)


def sheet_title(sheet: Sheet) -> str:
    """The name of a return's sheet: the number that people quote."""
    return sheet.supplier_return.reference


def writable(sheet: Sheet) -> list[Row]:
    """The lines that stand on the sheet: those that are open, and the reader's to answer."""
    return [row for row in sheet.rows if row.line.is_open and row.is_writable]


# --- The first sheet --------------------------------------------------------------------------------------------------
def first_sheet_name() -> str:
    """The name of the sheet that explains the others."""
    return _("Read this first")


def _first(sheets: Sequence[Sheet], title: str, told: Sequence[str]) -> FormSheet:
    rows = [[FormCell(title, Look.TITLE)]]
    rows += [[FormCell(words, Look.WRONG)] for words in told]
    rows += [[FormCell(words)] for words in _explained()]
    rows += [[], [FormCell(_("The returns in this spreadsheet"), Look.HEADING)]]
    rows += [[FormCell(f"{sheet_title(sheet)}: {_heading(sheet)}")] for sheet in sheets]
    return FormSheet(first_sheet_name(), rows, widths=[110])


def _explained() -> list[str]:
    return [
        _("Each return has a sheet of its own, and each promise a row. Write in the yellow cells."),
        _("You need not fill in everything. Cells that you leave empty change nothing on the portal."),
        _("Write about activities, not about people: no names, and nothing that shows who a child is."),
        _("Do not add, move or rename columns, and leave the codes as they are: they say what each row is about."),
        _("Upload the spreadsheet on the portal. It tells you what is wrong, cell by cell, before anything is saved."),
        _("Add evidence, and check and send each return, on the portal."),
    ]


def _heading(sheet: Sheet) -> str:
    """The contract, council and period of a return, and when it is due."""
    this = sheet.supplier_return
    start, end, due = (date_format(day, "j F Y") for day in (this.period.starts_on, this.period.ends_on, this.due_on))
    said = {"contract": this.contract.title, "council": this.council.name, "from": start, "to": end, "due": due}
    return _("%(contract)s, %(council)s, %(from)s to %(to)s, due %(due)s") % said


# --- The sheet of a return --------------------------------------------------------------------------------------------
def _sheet(sheet: Sheet, before: Mapping[int, str], marks: Marks, language: str) -> FormSheet:
    lines = writable(sheet)
    with_reasons = any(row.asks_not_taken_up for row in lines)
    shown = columns(with_reasons=with_reasons)
    this, revision = sheet.supplier_return, sheet.revision.number
    code = sheet_code(this.pk, revision, language=language, with_reasons=with_reasons)
    heading = _("Return %(reference)s") % {"reference": this.reference}
    rows = [
        [FormCell(f"{heading}: {this.contract.title}", Look.TITLE)],
        [FormCell(_heading(sheet), Look.LINE)],
        [FormCell(_("Code"), Look.LINE), FormCell(code, Look.LINE)],
        [],
        [FormCell(str(column.heading), Look.HEADING) for column in shown],
    ]
    for row in lines:
        said = marks.get((this.pk, row.number))
        rows.append(_line_cells(row, shown, before.get(row.commitment.pk, ""), said, revision))
    widths = [column.width for column in shown]
    return FormSheet(sheet_title(sheet), rows, widths, still_rows=5, still_columns=2)


def _line_cells(row: Row, shown: list[Column], before: str, said: Said | None, revision: int) -> list[FormCell]:
    now = cells_of(row)
    cells, faults = (said.cells, said.faults) if said else (now, {})
    code = line_code(row.line.supplier_return_id, revision, row.number, said.digest if said else digest_of(now))
    told: dict[str, Value] = {**_told_cells(row, before), WRONG: " ".join(faults.values()), CODE: code}
    asked = asked_of(row)
    return [
        FormCell(told[column.key], Look.LINE if column.key == CODE else Look.TOLD)
        if column.key in told
        else _asked_cell(row, column.key, cells, faults, is_open=column.key in asked)
        for column in shown
    ]


def _asked_cell(row: Row, key: str, cells: Cells, faults: Mapping[str, str], *, is_open: bool) -> FormCell:
    text = cells.get(key, "")
    if key in faults:
        return FormCell(_value(key, text), Look.WRONG, _choices(key) if is_open else (), faults[key])
    if not is_open:
        return FormCell(None, Look.SHUT)
    return FormCell(_value(key, text), Look.OPEN, _choices(key), _note(row, key))


def _value(key: str, text: str) -> Value:
    """An answer as the kind of value that a spreadsheet program has for it; what is none stays as it was typed."""
    if key in FIGURES:
        with suppress(InvalidOperation):
            amount = Decimal(text)
            return amount if amount.is_finite() else text
    if key == ACHIEVED_ON:
        with suppress(ValueError):
            return date.fromisoformat(text)
    return labels(key).get(text, text)


def labels(key: str) -> dict[str, str]:
    """What may be chosen in a column, by what it means; nothing where people write themselves."""
    if key == IS_DONE:
        return {YES: _("Yes"), NO: _("Not yet")}
    return {ON: _("Yes")} if key in (NOTHING, CHECKED) else {}


def _choices(key: str) -> tuple[str, ...]:
    return tuple(labels(key).values())


def _note(row: Row, key: str) -> str:
    """What a cell asks of this commitment, where its heading does not say."""
    is_percent = row.measure.value_type == Measure.ValueType.PERCENT
    if key == FIGURE:
        return numerator_title(row.measure) if is_percent else question(row)
    if key == OUT_OF and is_percent:
        return capfirst(row.measure.denominator_label)
    return ""


def _told_cells(row: Row, before: str) -> dict[str, Value]:
    """What is told of a commitment: what it is, what was promised for this period, and what was reported before."""
    done_by = row.commitment.done_by
    target = "" if done_by is None else _("By %(day)s") % {"day": date_format(done_by, "j F Y")}
    if row.line.target is not None and done_by is None:
        target = format_value(row.measure, row.line.target)
    return {
        NUMBER: row.number,
        "measure": row.measure.title,
        "promise": row.commitment.promise,
        "target": target,
        "before": before,
        "evidence": _evidence(row),
    }


def _evidence(row: Row) -> str:
    """What counts as evidence, and what must never be in it."""
    words = [row.measure.evidence_required] if row.measure.evidence_required else []
    if row.is_sensitive:
        words.append(_("Numbers only: nothing that names or shows who took part."))
    return "\n".join(words)


def _reported_before(sheets: Sequence[Sheet]) -> dict[int, str]:
    """What was claimed in the periods before, by commitment, in words. One query for all the sheets."""
    rows = {row.commitment.pk: row for sheet in sheets for row in writable(sheet)}
    earlier: dict[int, list[Figure]] = defaultdict(list)
    for line, _corrections in lines_of(rows):
        period = rows[line.commitment_id].line.supplier_return.period
        is_known = line.claimed is not None or line.numerator is not None
        if line.starts_on < period.starts_on and is_known:
            year = financial_year(line.starts_on)
            earlier[line.commitment_id].append(Figure(line.claimed, line.numerator, line.denominator, year))
    found = {}
    for pk, figures in earlier.items():
        amount = over_periods(rows[pk].measure, figures)
        found[pk] = "" if amount is None else format_value(rows[pk].measure, amount)
    return found

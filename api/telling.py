"""A return and its lines, put together for a program from what the pages are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from reports.lists.lines import claimed_of, verified_of, with_figures
from returns.checks.pairs_confirmed import questions
from returns.models import Answer, ReturnLine, SupplierReturn
from returns.parts import WHOLE, Part, part_of
from returns.sheet import Row, Sheet, load_sheet
from returns.workflow import WITH_SUPPLIER

AROUND = ("contract", "council", "supplier", "period")


@dataclass(frozen=True)
class Said:
    """An answer with what stands beside it."""

    answer: Answer
    not_taken_up: list[dict]
    files: int | None
    is_answered: bool


def dressed_lines(lines: QuerySet[ReturnLine]) -> QuerySet[ReturnLine]:
    """Lines with their figures and whose they are. Few lines at a time: corrections are summed for each."""
    around = [f"supplier_return__{name}" for name in AROUND]
    return with_figures(lines).select_related(*around, "verification", "commitment__measure")


def told_lines(lines: Iterable[ReturnLine]) -> list[ReturnLine]:
    """Dressed lines, each with what is claimed, and apart from that what is verified."""
    found = list(lines)
    for line in found:
        line.claimed, line.verified = claimed_of(line), verified_of(line)  # type: ignore[attr-defined]
        is_decided = line.supplier_return.status == SupplierReturn.Status.DECIDED
        line.decision = line.verification.decision if is_decided and line.verification else None  # type: ignore[attr-defined]
    return found


def told_return(supplier_return: SupplierReturn, user: User) -> SupplierReturn:
    """A return with all that a reader may see of it, as attributes: see `WholeReturnShape`."""
    part = part_of(user, supplier_return)
    sheet = _sheet(supplier_return, part)
    is_whole = part is None or part.is_whole
    told: dict[str, Any] = {
        "revision": sheet.revision.number if sheet else None,
        "is_whole": is_whole,
        "is_nothing": bool(sheet and sheet.is_nil),
        "nothing_reason": sheet.revision.nil_reason if sheet and is_whole else None,
        "story": sheet.revision.story if sheet and is_whole else None,
        "message": supplier_return.officer_message if is_whole else None,
        "is_with_signatory": bool(part and sheet and sheet.asked_sign_off),
        "pairs_to_confirm": _pairs(supplier_return, sheet, part),
        "lines": [line_of(row) for row in _with_figures(sheet)] if sheet else [],
    }
    supplier_return.told = told  # type: ignore[attr-defined]
    return supplier_return


def line_of(row: Row) -> ReturnLine:
    """A row of a sheet as a line with what is said about it."""
    line = row.line
    counts = [{"reason": reason, "count": count} for reason, count in row.not_taken_up.items()]
    files = None if row.is_sensitive else len(row.evidence)
    line.answer = Said(row.answer, counts, files, row.answer.is_complete)  # type: ignore[attr-defined]
    return line


def told_line(sheet: Sheet, number: int) -> ReturnLine:
    """One line of a return as it stands now."""
    return next(line_of(row) for row in _with_figures(sheet) if row.number == number)


def _sheet(supplier_return: SupplierReturn, part: Part | None) -> Sheet | None:
    """What its reader has of it: the council what was sent, the supplier what is open or was sent last."""
    if part is None:
        return load_sheet(supplier_return, sent=True, part=WHOLE) if supplier_return.sent_revision_id else None
    return load_sheet(supplier_return, sent=supplier_return.status not in WITH_SUPPLIER, part=part)


def _with_figures(sheet: Sheet) -> list[Row]:
    """The rows of a sheet; each line says what is claimed and verified. One query for all of them."""
    lines = dressed_lines(ReturnLine.objects.filter(pk__in=[row.line.pk for row in sheet.rows]))
    known = {line.pk: line for line in told_lines(lines)}
    for row in sheet.rows:
        figures: Any = known[row.line.pk]
        row.line.claimed, row.line.verified, row.line.decision = figures.claimed, figures.verified, figures.decision  # type: ignore[attr-defined]
    return sheet.rows


def _pairs(supplier_return: SupplierReturn, sheet: Sheet | None, part: Part | None) -> list[dict]:
    """What is asked before an open return is sent, of those who may send it."""
    if sheet is None or part is None or not part.is_whole or supplier_return.status not in WITH_SUPPLIER:
        return []
    return [{"key": key, "question": words} for key, words in questions(sheet).items()]

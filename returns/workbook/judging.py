"""Whether what was written into a spreadsheet can be saved: by the forms of the pages, commitment by commitment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from framework.models import Measure
from returns.forms.evidence import EvidenceForm
from returns.forms.supplier import FigureForm, WordsForm
from returns.models import Revision, SupplierReturn
from returns.parts import part_of
from returns.queries import supplier_returns_visible_to
from returns.sheet import Row, Sheet, load_sheet
from returns.workbook.answers import Cells, cells_of
from returns.workbook.columns import (
    CHECKED,
    FIGURE,
    NARRATIVE,
    NO_EVIDENCE_REASON,
    NOTHING,
    NUMBER,
    OF_FIGURE,
    ON,
    OUT_OF,
    asked_of,
)
from returns.workbook.proof import digest_of, plain, read_line_code
from returns.workbook.reading import FoundRow, FoundSheet
from returns.workflow import WITH_SUPPLIER

ONES = (
    ("figure", OF_FIGURE),
    ("words", (NARRATIVE,)),
    ("evidence", (NO_EVIDENCE_REASON,)),
)
TICKED = ("nothing_reason", "unusual_reason", "narrative", "no_evidence_reason")


@dataclass
class JudgedRow:
    """A row with the forms that are to be saved for it; none where nothing changes, or where something is wrong."""

    found: FoundRow
    row: Row | None = None
    figure: FigureForm | None = None
    words: WordsForm | None = None
    evidence: EvidenceForm | None = None
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether there is something to save."""
        return bool(self.figure or self.words or self.evidence) and not self.faults


@dataclass
class JudgedSheet:
    """A sheet with its return, as the person has it, and its rows; `problem` where nothing of it can be taken."""

    found: FoundSheet
    sheet: Sheet | None = None
    problem: str = ""
    rows: list[JudgedRow] = field(default_factory=list)


def judge(found: Iterable[FoundSheet], user: User) -> list[JudgedSheet]:
    """Hold sheets against the returns as they are now. About ten queries for each return."""
    return [_judge_sheet(one, user) for one in found]


def _judge_sheet(found: FoundSheet, user: User) -> JudgedSheet:
    judged = JudgedSheet(found, problem=found.problem)
    if judged.problem:
        return judged
    this = supplier_returns_visible_to(user).filter(pk=found.supplier_return).first()
    part = part_of(user, this) if this else None
    if this is None or part is None or not part.writes:
        judged.problem = _("You cannot answer the return of this sheet. Take the sheet out")
        return judged
    try:
        sheet = load_sheet(this, part=part)
    except Revision.DoesNotExist:
        judged.problem = _was_sent()
        return judged
    judged.problem = _return_problem(this, sheet, found)
    if not judged.problem:
        judged.sheet = sheet
        judged.rows = list(_judge_rows(found, sheet))
    return judged


def _return_problem(this: SupplierReturn, sheet: Sheet, found: FoundSheet) -> str:
    if this.status not in WITH_SUPPLIER or sheet.revision.number != found.revision:
        return _was_sent()
    if sheet.asked_sign_off:
        return _("This return is with a signatory, so nothing can be changed now")
    return ""


def _was_sent() -> str:
    return _("The return was sent after this sheet was downloaded. If the council asks for changes, download it again")


def _judge_rows(found: FoundSheet, sheet: Sheet) -> Iterator[JudgedRow]:
    seen: set[int] = set()
    for row in found.rows:
        proof = read_line_code(row.code)
        if proof is None or (proof.supplier_return, proof.revision) != (found.supplier_return, found.revision):
            words = _("The code at the end of this row is not the one that we put there. Download the return again")
            yield JudgedRow(row, faults={NUMBER: words})
            continue
        line = sheet.row(proof.number)
        if line is None or not line.is_writable or not line.line.is_open:
            yield JudgedRow(row, faults={NUMBER: _("This commitment cannot be answered now. Take the row out")})
        elif proof.number in seen:
            yield JudgedRow(row, faults={NUMBER: _("This commitment stands in the sheet twice. Take one row out")})
        else:
            yield _judge_row(row, line, proof.digest)
        seen.add(proof.number)


def _judge_row(found: FoundRow, row: Row, digest: str) -> JudgedRow:
    """What of a row is new, by the forms of the pages."""
    judged, now = JudgedRow(found, row, faults=dict(found.faults)), cells_of(row)
    for key in set(found.cells) - asked_of(row):
        judged.faults[key] = _("Nothing is asked here for this commitment. Leave the cell empty")
    if digest_of(found.cells) in (digest, digest_of(now)):
        return judged  # nothing was written, or it stands on the portal already
    if not judged.faults and digest_of(now) != digest:
        judged.faults[NUMBER] = _(
            "Somebody changed this answer on the portal after the spreadsheet was downloaded. Change it on the portal"
        )
        return judged
    changed = {name for name, keys in ONES if _is_written(found.cells, now, keys)}
    ticks = {f"{name}_checked": ON for name in TICKED} if found.cells.get(CHECKED) else {}
    says_nothing = found.cells.get(NOTHING) == ON
    is_in_words = row.measure.value_type == Measure.ValueType.NARRATIVE
    if "figure" in changed or (is_in_words and "words" in changed and not row.answer.figure_done):
        judged.figure = FigureForm({**_figure_data(row, found.cells), **ticks}, row=row)
        _add_errors(judged, judged.figure, row)
    if "words" in changed:
        judged.words = WordsForm({NARRATIVE: found.cells[NARRATIVE], **ticks}, row=row)
        _add_errors(judged, judged.words, row)
    if "evidence" in changed or (says_nothing and judged.figure and not row.answer.evidence_done):
        data = {NO_EVIDENCE_REASON: found.cells.get(NO_EVIDENCE_REASON, ""), **ticks}
        judged.evidence = EvidenceForm(data, row=row, elsewhere=())
        _add_errors(judged, judged.evidence, row)
    return judged


def _is_written(cells: Cells, now: Cells, keys: tuple[str, ...]) -> bool:
    """Whether something stands in some columns that is not answered so already. Empty cells change nothing."""
    said, known = ({key: plain(one.get(key, "")) for key in keys} for one in (cells, now))
    return any(said.values()) and said != known


def _figure_data(row: Row, cells: Cells) -> dict[str, str]:
    """What the page of the figure would send."""
    data = {key: cells[key] for key in OF_FIGURE if key in cells and key not in (FIGURE, OUT_OF)}
    is_percent = row.measure.value_type == Measure.ValueType.PERCENT
    data["numerator" if is_percent else FIGURE] = cells.get(FIGURE, "")
    if is_percent:
        data["denominator"] = cells.get(OUT_OF, "")
    return data


def _add_errors(judged: JudgedRow, form: forms.Form, row: Row) -> None:
    """What a form finds wrong, by column, and what to do in a spreadsheet where the page has a tick for it."""
    column_of = {"numerator": FIGURE, "denominator": OUT_OF}
    for name, errors in form.errors.items():
        words = " ".join(map(str, errors))
        if f"{name}_checked" in form.fields:
            tick = _("If nobody is named after all, choose “Yes” under “I have checked” in this row")
            words = f"{words}. {tick}"
        judged.faults.setdefault(column_of.get(name, name), words)

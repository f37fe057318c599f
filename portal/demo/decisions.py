"""What officers do with a return: read it, decide line by line, ask for changes, finish it, correct it later."""

from decimal import Decimal

from accounts.models import User
from framework.models import Measure
from framework.values import percentage, quantise
from portal.demo.clock import Clock
from portal.demo.shapes import Chapter
from returns.actions.correcting import Difference, approve_correction, propose_correction
from returns.actions.disputing import keep_decision, raise_dispute
from returns.actions.questions import answer_question, ask_question
from returns.actions.reviewing import (
    Decision,
    accept_nil,
    ask_for_change,
    decide_line,
    decide_return,
    send_back_return,
    take_return,
)
from returns.evidence.access import must_say_why, record_access
from returns.evidence.queries import openable_evidence
from returns.models import EvidenceAccess, LineQuestion, ReturnLine, SupplierReturn, Verification
from returns.sheet import Row, load_sheet
from suppliers.models import ReportingPeriod

THANKS = "Thank you. We have read your return and verified every figure."
THANKS_IN_PART = "Thank you. We could not verify everything: the reason stands beside the commitment."
THANKS_NIL = "Thank you for telling us that there was nothing to report."
PLEA = "Thank you. We need some changes before we can finish. Change only what we ask about and send the return again."
QUESTION = "The file has a column for each month. Which column did you add up?"
ANSWER = "The three columns with a total at the foot. The others are for planning."
WRONG = "The second page of the file shows the rest of it. It is easy to miss."
RIGHT = "The second page is about another contract, so we cannot count it here."
ValueType = Measure.ValueType


def approve(clock: Clock, supplier_return: SupplierReturn, chapter: Chapter, by: User) -> None:
    """Read a return from beginning to end and finish it; in a part chapter one line is verified less, or not at all."""
    take_return(supplier_return=supplier_return, by=by)
    clock.wait(5)
    for row in _rows(supplier_return):
        if row.verification is None:
            read_line(clock, row, chapter, by)
    message = THANKS_IN_PART if chapter.kind == "part" else THANKS
    decide_return(supplier_return=supplier_return, message=message, by=by)


def approve_nothing(clock: Clock, supplier_return: SupplierReturn, by: User) -> None:
    """Accept that there was nothing to report."""
    take_return(supplier_return=supplier_return, by=by)
    clock.wait(4)
    accept_nil(supplier_return=supplier_return, by=by)
    decide_return(supplier_return=supplier_return, message=THANKS_NIL, by=by)


def begin(clock: Clock, supplier_return: SupplierReturn, chapter: Chapter, by: User, *, lines: int) -> None:
    """Take a return and decide its first lines; the rest waits for another day."""
    take_return(supplier_return=supplier_return, by=by)
    for row in _rows(supplier_return)[:lines]:
        read_line(clock, row, chapter, by)


def send_back(clock: Clock, supplier_return: SupplierReturn, chapter: Chapter, by: User) -> None:
    """Verify what is in order, ask about the rest, and send the return back."""
    take_return(supplier_return=supplier_return, by=by)
    clock.wait(5)
    for row in _rows(supplier_return):
        if row.number in chapter.asks:
            open_files(row, by)
            clock.wait(6)
            ask_for_change(row=row, text=chapter.asks[row.number], by=by)
        else:
            read_line(clock, row, chapter, by)
    send_back_return(supplier_return=supplier_return, message=PLEA, by=by)


def read_line(clock: Clock, row: Row, chapter: Chapter, by: User) -> Verification:
    """Look at the files of a line and decide it."""
    open_files(row, by)
    clock.wait(4)
    is_part = chapter.kind == "part" and row.number == chapter.line
    decision = _less(row, chapter) if is_part else _whole(row)
    return decide_line(row=row, decision=decision, by=by)


def open_files(row: Row, by: User) -> None:
    """Every look at a file is written down. Where nothing is scanned for viruses, officers look at none."""
    for evidence in openable_evidence(by).filter(pk__in=[evidence.pk for evidence in row.evidence]):
        reason = EvidenceAccess.Reason.CHECKING if must_say_why(by, evidence) else ""
        record_access(evidence=evidence, by=by, kind=EvidenceAccess.Kind.VIEW, reason=reason)


def propose(period: ReportingPeriod, line: int, difference: str, reason: str, by: User) -> None:
    """Propose to correct the verified figure of one line."""
    propose_correction(line=_line(period, line), difference=Difference(Decimal(difference)), reason=reason, by=by)


def agree(period: ReportingPeriod, line: int, by: User) -> None:
    """Agree to the correction of one line as the second officer."""
    correction = _line(period, line).corrections.select_related("line__supplier_return__contract").get()
    approve_correction(correction=correction, reason="The new letter bears it out.", by=by)


def ask(supplier_return: SupplierReturn, line: int, by: User) -> None:
    """Ask the supplier about one line while the return stays here."""
    ask_question(row=_rows(supplier_return)[line - 1], text=QUESTION, by=by)


def answer(supplier_return: SupplierReturn, line: int, by: User) -> None:
    """The supplier answers it."""
    questions = LineQuestion.objects.select_related("line__supplier_return__contract", "line__commitment", "asked_by")
    question = questions.get(line__supplier_return=supplier_return, line__number=line)
    answer_question(question=question, text=ANSWER, by=by)


def dispute(period: ReportingPeriod, line: int, by: User) -> None:
    """The supplier says that a decision is wrong."""
    raise_dispute(line=_line(period, line), reason=WRONG, by=by)


def keep(period: ReportingPeriod, line: int, by: User) -> None:
    """The council keeps the decision that was disputed."""
    keep_decision(dispute=_line(period, line).dispute, reason=RIGHT, by=by)


def _rows(supplier_return: SupplierReturn) -> list[Row]:
    """The lines as they were sent. Raises LookupError when nothing was."""
    sheet = load_sheet(supplier_return, sent=True)
    if sheet is None:
        raise LookupError(f"{supplier_return} was never sent.")
    return sheet.rows


def _line(period: ReportingPeriod, number: int) -> ReturnLine:
    lines = ReturnLine.objects.select_related(
        "supplier_return__contract__manager", "supplier_return__council", "commitment__measure", "verification"
    )
    return lines.get(supplier_return__period=period, number=number)


def _whole(row: Row) -> Decision:
    """All of what was claimed."""
    answer = row.answer
    return Decision(
        Verification.Decision.VERIFIED,
        verified=answer.claimed,
        numerator=answer.numerator,
        denominator=answer.denominator,
    )


def _less(row: Row, chapter: Chapter) -> Decision:
    """A part of it, or nothing where the share is 0."""
    share = Decimal(chapter.share)
    if not share:
        has_sum = row.measure.value_type not in (ValueType.PERCENT, ValueType.NARRATIVE)
        return Decision(
            Verification.Decision.NOT_VERIFIED, verified=Decimal(0) if has_sum else None, reason=chapter.reason
        )
    if row.answer.numerator is not None:
        top, bottom = row.answer.numerator * share, row.answer.denominator
        return Decision(
            Verification.Decision.PART_VERIFIED, percentage(top, bottom), top, bottom, reason=chapter.reason
        )
    verified = quantise(row.measure, (row.answer.claimed or Decimal(0)) * share)
    return Decision(Verification.Decision.PART_VERIFIED, verified=verified, reason=chapter.reason)

"""Returns filled in as a spreadsheet: taken along, received, read, and saved once the person says so (SU6, SU7).

Of what is received no event is written: until it is saved it is nobody's business but the writer's.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from audit.record import record
from returns.actions.answering import answer_figure, answer_words, finish_evidence
from returns.actions.writing import hold_revisions
from returns.events import ReturnEvent
from returns.models import WorkbookUpload
from returns.permissions import can_fill_in
from returns.sheet import Sheet
from returns.workbook.judging import JudgedRow, JudgedSheet, judge
from returns.workbook.reading import FoundSheet
from returns.workflow import WORKBOOK
from suppliers.actions.drafts import KEPT_FOR
from suppliers.workflow import InvalidTransition, move
from tables.writing import Kind

MOST_KEPT = 10
"""Spreadsheets of one person; the oldest goes when another comes."""
HELD_FOR = timedelta(minutes=5)
"""As long as one worker may be at it; a worker that dies loses it then."""
MOST_ATTEMPTS = 3
LONGEST_NAME = 100


@transaction.atomic
def note_workbook(*, sheets: Sequence[Sheet], kind: Kind, by: User) -> None:
    """Write down that somebody takes these returns away to fill them in. Raises PermissionDenied."""
    if not can_fill_in(by) or not all(sheet.part.writes for sheet in sheets):
        raise PermissionDenied
    references = [sheet.supplier_return.reference for sheet in sheets]
    data = {"count": len(references), "returns": references, "file": str(kind)}
    record(ReturnEvent.WORKBOOK_DOWNLOADED, by=by, on=by, data=data)


@transaction.atomic
def receive_workbook(*, file_name: str, content: bytes, by: User) -> WorkbookUpload:
    """Keep a spreadsheet until a worker has read it. Raises PermissionDenied."""
    if not can_fill_in(by):
        raise PermissionDenied
    older = WorkbookUpload.objects.filter(kept_by=by).values_list("pk", flat=True)[MOST_KEPT - 1 :]
    WorkbookUpload.objects.filter(pk__in=list(older)).delete()
    now = timezone.now()
    name = "".join(letter for letter in file_name if letter.isprintable())[:LONGEST_NAME]
    return WorkbookUpload.objects.create(
        file_name=name, content=content, language=get_language() or "", try_after=now, kept_at=now, kept_by=by
    )


@transaction.atomic
def claim_workbook(*, upload: WorkbookUpload) -> None:
    """Hold a spreadsheet that waits for a worker. Raises InvalidTransition when another one has it."""
    now = timezone.now()
    waiting = WorkbookUpload.objects.filter(pk=upload.pk, status=upload.status, try_after=upload.try_after)
    if waiting.update(try_after=now + HELD_FOR, attempts=upload.attempts + 1) != 1:
        raise InvalidTransition("another worker has the spreadsheet")
    upload.try_after, upload.attempts = now + HELD_FOR, upload.attempts + 1


@transaction.atomic
def put_back_workbook(*, upload: WorkbookUpload, wait: timedelta) -> None:
    """Let a spreadsheet wait that nobody could look at now; that is not counted as an attempt."""
    changes = {"try_after": timezone.now() + wait, "attempts": max(upload.attempts - 1, 0)}
    WorkbookUpload.objects.filter(pk=upload.pk, status=upload.status).update(**changes)


@transaction.atomic
def refuse_workbook(*, upload: WorkbookUpload, why: str) -> None:
    """Say why a spreadsheet cannot be read. Raises InvalidTransition."""
    move(upload, WORKBOOK["refuse"], refusal=why, content=b"", attempts=0)


@transaction.atomic
def keep_what_was_read(*, upload: WorkbookUpload, kind: str, found: list[FoundSheet]) -> None:
    """Keep what stands in a spreadsheet, held against the returns as they are now, and forget the file.

    Raises InvalidTransition.
    """
    judged = judge(found, upload.kept_by)
    move(upload, WORKBOOK["read"], kind=kind, content=b"", found=_kept(judged), attempts=0)


@transaction.atomic
def ask_to_save(*, upload: WorkbookUpload, takes_the_right: bool, by: User) -> None:
    """Have a worker save what was read: all of it if nothing is wrong, or with `takes_the_right` what is right.

    Raises PermissionDenied for somebody else's, InvalidTransition when it was saved or left already.
    """
    if upload.kept_by_id != by.pk:
        raise PermissionDenied
    move(upload, WORKBOOK["ask"], takes_the_right=takes_the_right, try_after=timezone.now(), attempts=0)


@transaction.atomic
def save_workbook(*, upload: WorkbookUpload) -> None:
    """Save what was read, held once more against the returns as they are now: whole, or not at all.

    If something is wrong by now, and the person did not say to take what is right, they look at it again. Raises
    InvalidTransition when something came in between, and PermissionDenied when the person lost the right: then nothing
    was saved.
    """
    sheets = FoundSheet.all_of(upload)
    # Before anything is read of them: what a colleague writes meanwhile would be written over.
    hold_revisions({(sheet.supplier_return, sheet.revision) for sheet in sheets})
    judged = judge(sheets, upload.kept_by)
    kept = _kept(judged)
    if not upload.takes_the_right and any(sheet.found.has_faults for sheet in judged):
        move(upload, WORKBOOK["look_again"], found=kept, attempts=0)
        return
    saved = sum(_save_sheet(sheet, upload.kept_by) for sheet in judged if sheet.sheet)
    left = [sheet.found for sheet in judged if sheet.found.has_faults]
    for found in left:
        found.rows = [row for row in found.rows if row.wrong]
    move(upload, WORKBOOK["take"], found=[found.to_json() for found in left], saved_count=saved, attempts=0)


@transaction.atomic
def give_up_saving(*, upload: WorkbookUpload) -> None:
    """Let the person look again at what could not be saved, as it is now. Raises InvalidTransition."""
    move(upload, WORKBOOK["look_again"], found=_kept(judge(FoundSheet.all_of(upload), upload.kept_by)), attempts=0)


@transaction.atomic
def leave_workbook(*, upload: WorkbookUpload, by: User) -> None:
    """Forget a spreadsheet and what was read. Raises PermissionDenied; InvalidTransition while it is being saved."""
    if upload.kept_by_id != by.pk:
        raise PermissionDenied
    unsaved = WorkbookUpload.objects.filter(pk=upload.pk).exclude(status=WorkbookUpload.Status.TAKING)
    if not unsaved.delete()[0]:
        raise InvalidTransition("the spreadsheet is being saved, or is gone")


@transaction.atomic
def drop_old_workbooks() -> int:
    """Forget the spreadsheets of more than 28 days ago; how many these were."""
    return WorkbookUpload.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _kept(judged: list[JudgedSheet]) -> list[dict]:
    """Sheets as they are kept: with what is wrong now, and which rows are to be saved."""
    for sheet in judged:
        sheet.found.refusal = sheet.problem
        for row in sheet.rows:
            row.found.wrong, row.found.is_new = row.faults, row.is_new
    return [sheet.found.to_json() for sheet in judged]


def _save_sheet(judged: JudgedSheet, by: User) -> int:
    """Save the rows of a return that are new and right; how many these are."""
    rows = [row for row in judged.rows if row.is_new]
    for row in rows:
        _save_row(row, by)
    if rows and judged.sheet:
        this = judged.sheet.supplier_return
        data = {"count": len(rows), "lines": [row.row.number for row in rows if row.row]}
        record(ReturnEvent.WORKBOOK_TAKEN, by=by, on=this, data=data)
    return len(rows)


def _save_row(judged: JudgedRow, by: User) -> None:
    row = judged.row
    if row is None:
        return
    if judged.figure:
        not_taken_up = judged.figure.not_taken_up if row.asks_not_taken_up else None
        answer_figure(answer=row.answer, figure=judged.figure.to_figure(), not_taken_up=not_taken_up, by=by)
    says_nothing = bool(judged.figure and judged.figure.cleaned_data.get("nothing"))
    if judged.words or (says_nothing and not row.answer.words_done):
        narrative = judged.words.cleaned_data["narrative"] if judged.words else row.answer.narrative
        answer_words(answer=row.answer, narrative=narrative, by=by)
    if judged.evidence:
        reason = judged.evidence.cleaned_data["no_evidence_reason"]
        finish_evidence(answer=row.answer, no_evidence_reason=reason, by=by)

"""What a worker does for spreadsheets of returns: reads those that came, and saves those that people said to save.

The rows are the queue. A worker that dies in the middle loses its hold after some minutes, and the next one begins
again: reading leaves nothing behind, and saving happens whole or not at all.
"""

import logging
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cage.sandbox import SandboxUnavailable
from returns.actions.workbooks import (
    MOST_ATTEMPTS,
    claim_workbook,
    give_up_saving,
    keep_what_was_read,
    put_back_workbook,
    refuse_workbook,
    save_workbook,
)
from returns.models import WorkbookUpload
from returns.workbook.reading import BOUNDS, read_sheets
from suppliers.workflow import InvalidTransition
from tables.faults import Fault, TableRefused
from tables.reading import read_table
from tables.writing import Kind

logger = logging.getLogger(__name__)

AT_A_TIME = 50
SOON = timedelta(minutes=1)
Status = WorkbookUpload.Status


def work_on_waiting() -> int:
    """Read and save what waits, oldest first; how many spreadsheets were gone on with. Several workers may do this."""
    return sum(_work_on(upload) for upload in _due())


def _due() -> Iterator[WorkbookUpload]:
    """Spreadsheets whose turn it is, each once."""
    waiting = WorkbookUpload.objects.filter(status__in=(Status.RECEIVED, Status.TAKING))
    for _turn in range(AT_A_TIME):
        upload = waiting.filter(try_after__lte=timezone.now()).select_related("kept_by").order_by("try_after").first()
        if upload is None:
            return
        yield upload


def _work_on(upload: WorkbookUpload) -> bool:
    """Do the next thing with a spreadsheet. False when another worker has it, or nobody can do it now."""
    with override(upload.language):
        try:
            claim_workbook(upload=upload)
            if upload.status == Status.TAKING:
                return _save_answers(upload)
            return _read_upload(upload)
        except InvalidTransition:
            return False
        except SandboxUnavailable as problem:
            logger.warning("Spreadsheet %s waits: it could not be opened (%s)", upload.pk, problem)
            put_back_workbook(upload=upload, wait=SOON)
            return False
        except Exception as problem:
            # The database or ourselves, not the file: it is tried again when the hold is over, and others go on.
            logger.exception("Spreadsheet %s waits: it could not be worked on (%s)", upload.pk, type(problem).__name__)
            return False


def _read_upload(upload: WorkbookUpload) -> bool:
    """Read a spreadsheet that came, or say why it cannot be read."""
    if upload.attempts > MOST_ATTEMPTS:
        logger.warning("Spreadsheet %s is given up: no worker survived reading it", upload.pk)
        refuse_workbook(upload=upload, why=str(TableRefused(Fault.UNSAFE, BOUNDS)))
        return True
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "upload"
            path.write_bytes(upload.content)
            with read_table(path, bounds=BOUNDS) as book:
                kind, found = book.kind, read_sheets(book)
    except TableRefused as refused:
        refuse_workbook(upload=upload, why=str(refused))
        return True
    if kind == Kind.CSV or not any(sheet.supplier_return for sheet in found):
        refuse_workbook(upload=upload, why=_not_ours())
        return True
    keep_what_was_read(upload=upload, kind=kind, found=found)
    return True


def _save_answers(upload: WorkbookUpload) -> bool:
    """Save what was read. What came in between, and what failed again and again, the person looks at once more."""
    try:
        if upload.attempts > MOST_ATTEMPTS:
            raise InvalidTransition("no worker survived saving it")
        save_workbook(upload=upload)
    except (InvalidTransition, PermissionDenied) as problem:
        logger.warning("Spreadsheet %s was not saved: %s", upload.pk, problem)
        upload.refresh_from_db()
        give_up_saving(upload=upload)
    return True


def _not_ours() -> str:
    return _(
        "The selected file is not a spreadsheet of returns from this portal. Download your returns, fill in that "
        "file, and choose it"
    )

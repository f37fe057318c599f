"""Works on the registers that wait: opens them in the cage, looks their rows through, takes them in.

The rows of the database are the queue. A worker that dies loses its lease, and the next one goes on after the last
batch that was stored. Several workers may do this at once.
"""

import gc
import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from cage.sandbox import SandboxUnavailable
from suppliers.actions import register_steps as steps
from suppliers.models import RegisterFile
from suppliers.registers import store
from suppliers.registers.faults import NO_HEADINGS, NOT_ALLOWED, NOT_FINISHED, SOMETHING_ELSE
from suppliers.registers.headings import beginning_of
from suppliers.registers.rows import Said, read_row
from suppliers.workflow import REGISTER_WAITS, InvalidTransition
from tables.faults import TableRefused
from tables.reading import Book, Row, read_table

logger = logging.getLogger(__name__)

# One run of the task; the next one goes on. A batch takes some seconds at most.
RUN_SECONDS = 240
MOST_ATTEMPTS = 5
# How long a register waits that nobody could work on, at first; each time it fails by itself, twice as long.
WAIT = timedelta(minutes=1)
Status = RegisterFile.Status


def work_on_registers() -> int:
    """Work on what waits, oldest first, for four minutes at most; returns how many registers were gone on with."""
    worked, until = 0, time.monotonic() + RUN_SECONDS
    for register in _due():
        worked += work_on(register, until=until)
        if time.monotonic() > until:
            break
    return worked


def work_on(register: RegisterFile, *, until: float | None = None) -> bool:
    """Do what is the portal's turn with one register. False when somebody else has it, or it could not be done now."""
    until = until or time.monotonic() + RUN_SECONDS
    try:
        steps.claim_register(register=register)
        with override(register.language), undisturbed():
            _STEPS[Status(register.status)](register, until)
    except InvalidTransition:
        return False
    except Exception as problem:
        # The storage, the database or the cage, not the file: what is wrong with a file is a refusal.
        logger.exception("Register %s waits: it could not be worked on (%s)", register.pk, type(problem).__name__)
        steps.let_register_wait(register=register, wait=WAIT * 2**register.attempts, counts=True)
        return False
    return True


@contextmanager
def undisturbed() -> Iterator[None]:
    """Meanwhile the garbage collector leaves alone what was there before: the many small objects of rows would have it
    go through the whole portal again and again, which takes a third of the time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _due() -> Iterator[RegisterFile]:
    """Registers whose turn it is, one at a time: others may be at work on the same queue, and each is offered once."""
    seen: list = []
    rows = RegisterFile.objects.filter(status__in=REGISTER_WAITS).order_by("sent_at")
    while register := (
        rows.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())).exclude(pk__in=seen).first()
    ):
        seen.append(register.pk)
        yield register


@contextmanager
def _opened(register: RegisterFile) -> Iterator[Book]:
    """The file of a register, opened in the cage. Raises TableRefused and SandboxUnavailable."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register"
        store.fetch(register.stored_name, path)
        with read_table(path) as book:
            yield book


def _refused(step: Callable[[RegisterFile, float], None]) -> Callable[[RegisterFile, float], None]:
    """A step that refuses the file where it cannot be read, or where no worker survives it."""

    def inner(register: RegisterFile, until: float) -> None:
        if register.attempts > MOST_ATTEMPTS:
            steps.refuse_register(register=register, fault=SOMETHING_ELSE)
            return
        try:
            step(register, until)
        except TableRefused as refusal:
            steps.refuse_register(register=register, fault=refusal.fault.value)
        except FileNotFoundError:
            steps.refuse_register(register=register, fault=SOMETHING_ELSE)
        except PermissionDenied:
            steps.refuse_register(register=register, fault=NOT_ALLOWED)
        except SandboxUnavailable as problem:
            logger.warning("Register %s waits: it cannot be opened now (%s)", register.pk, problem)
            steps.let_register_wait(register=register, wait=WAIT, counts=False)

    return inner


@_refused
def _open(register: RegisterFile, until: float) -> None:
    """Find where the headings stand."""
    with _opened(register) as book:
        beginning = beginning_of(book, register.kind, register.chosen_sheet)
    if beginning is None:
        steps.refuse_register(register=register, fault=NO_HEADINGS)
    else:
        steps.open_register(register=register, beginning=beginning)


@_refused
def _look_through(register: RegisterFile, until: float) -> None:
    """Look at the rows below the headings that were not looked at yet."""
    done_to = max(register.done_to, register.heading_row)
    with _opened(register) as book:
        left = (row for row in book.rows(register.sheet) if row.number > done_to)
        while rows := list(islice(left, steps.BATCH)):
            if time.monotonic() > until:
                steps.put_back_register(register=register)
                return
            steps.look_through(register=register, rows=list(_said(register, rows)), done_to=rows[-1].number)
    steps.tell_what_was_found(register=register)


def _said(register: RegisterFile, rows: list[Row]) -> Iterator[Said]:
    """What the rows say that say anything."""
    for row in rows:
        said = read_row(row, register.kind, register.columns, from_1904=register.counts_from_1904)
        if said is not None:
            yield said


def _take_in(register: RegisterFile, until: float) -> None:
    """Take in what is right and was not taken in yet; give up where no worker gets on with it."""
    if register.attempts > MOST_ATTEMPTS:
        steps.finish_register(register=register, fault=NOT_FINISHED)
        return
    try:
        while steps.take_in_batch(register=register):
            if time.monotonic() > until:
                steps.put_back_register(register=register)
                return
    except PermissionDenied:
        steps.finish_register(register=register, fault=NOT_ALLOWED)
        return
    steps.finish_register(register=register)


_STEPS = {Status.RECEIVED: _open, Status.CHECKING: _look_through, Status.TAKING: _take_in}

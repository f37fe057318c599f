"""Makes the files that people asked for.

The rows of the database are the queue. A file is written to disk whole, stored under a name of its own and only then
handed over; a worker that dies leaves nothing behind that anybody could fetch, and the next one begins anew. Several
workers may do this at once (decision record 0041).
"""

import hashlib
import logging
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import IO

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import override

from reports import kept_files
from reports.actions.exports import (
    MOST_ATTEMPTS,
    Made,
    begin_export,
    fail_export,
    finish_export,
    put_back_export,
)
from reports.everything.archive import write_archive
from reports.everything.seen import seen_by
from reports.holding import Held
from reports.lists import listing_of
from reports.models import Export
from reports.permissions import can_ask_for
from reports.reach import Reach, reach_for, reach_of
from reports.workflow import EXPORT_WAITS
from suppliers.workflow import InvalidTransition
from tables.cells import Value
from tables.writing import MOST_IN_A_SHEET, Kind, write

logger = logging.getLogger(__name__)

# One run of the task; the next one goes on with the others.
RUN_SECONDS = 240
SOON = timedelta(minutes=1)
CHUNK = 2**20
CHECKED_EVERY = 500
Status, Fault = Export.Status, Export.Fault


class TooLongError(Exception):
    """There are more rows than this kind of file can have."""


class Counter:
    """Counts rows as they go by, and sees that whoever makes the file still may."""

    def __init__(self, held: Held, most: int | None) -> None:
        self.held, self.most, self.rows = held, most, 0

    def passing(self, rows) -> Iterator[Sequence[Value]]:
        """The same rows. Raises TooLongError beyond `most`, and InvalidTransition when the lease is lost."""
        for row in rows:
            self.rows += 1
            if self.most is not None and self.rows > self.most:
                raise TooLongError
            if self.rows % CHECKED_EVERY == 0:
                self.held.check()
            yield row


def make_waiting() -> int:
    """Make what waits, oldest first, for four minutes before the last is begun; how many were worked on."""
    worked, until = 0, time.monotonic() + RUN_SECONDS
    for export in _due():
        worked += make_one(export)
        if time.monotonic() > until:
            break
    return worked


def _due() -> Iterator[Export]:
    """Files whose turn it is, each offered once, while fewer are being made than the settings allow."""
    seen: list[int] = []
    rows = Export.objects.filter(status__in=EXPORT_WAITS).select_related("asked_by", "organisation")
    while Export.objects.filter(status=Status.MAKING, try_after__gt=timezone.now()).count() < settings.EXPORTS_AT_ONCE:
        export = rows.filter(try_after__lte=timezone.now()).exclude(pk__in=seen).order_by("try_after", "pk").first()
        if export is None:
            return
        seen.append(export.pk)
        yield export


def make_one(export: Export) -> bool:
    """Make one file. False when somebody else has it, or it could not be made now."""
    try:
        begin_export(export=export)
        with override(export.language), Held(export) as held:
            return _make_file(export, held)
    except InvalidTransition:
        return False
    except Exception as problem:
        # The storage, the database or ourselves: tried again, and given up the third time. Others go on meanwhile.
        logger.exception("Export %s could not be made (%s)", export.pk, type(problem).__name__)
        _try_again(export)
        return False


def _try_again(export: Export) -> None:
    """Let it wait a little, or give it up; where not even that can be written its lease runs out."""
    try:
        if export.attempts >= MOST_ATTEMPTS:
            fail_export(export=export, fault=Fault.SOMETHING_ELSE)
        else:
            put_back_export(export=export, wait=SOON)
    except InvalidTransition:
        logger.info("Export %s is somebody else's by now", export.pk)
    except Exception as problem:
        logger.exception("Export %s could not be put back (%s)", export.pk, type(problem).__name__)


def _make_file(export: Export, held: Held) -> bool:
    """Write the file, or say why that cannot be. Always True; what may go better next time is raised."""
    if export.attempts > MOST_ATTEMPTS:
        logger.warning("Export %s is given up: no worker survived making it", export.pk)
        fail_export(export=export, fault=Fault.SOMETHING_ELSE)
        return True
    try:
        if not can_ask_for(export.asked_by, export):
            raise PermissionDenied
        with tempfile.TemporaryFile() as file:
            made = _WRITERS[Export.What(export.what)](export, file, held)
            _hand_over(export, file, held, made)
    except (PermissionDenied, Http404):
        fail_export(export=export, fault=Fault.NOT_ALLOWED)
    except TooLongError:
        fail_export(export=export, fault=Fault.TOO_LONG)
    return True


def _hand_over(export: Export, file: IO[bytes], held: Held, written: Made) -> None:
    """Store a file that is whole, then say so; where that cannot be said, the file is taken away again."""
    size, sha256 = _measure(file)
    held.check()
    made = replace(written, size=size, sha256=sha256)
    try:
        kept_files.put(made.name, file)
        finish_export(export=export, made=made)
    except BaseException:
        with suppress(Exception):
            kept_files.remove(made.name)
        raise


def _measure(file: IO[bytes]) -> tuple[int, str]:
    """The size of a file in bytes and its SHA-256, a piece at a time."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def _write_list(export: Export, file: IO[bytes], held: Held) -> Made:
    """All rows of a list that the person sees now, under the filters of its page."""
    listing, kind, by = listing_of(export.list_name), Kind(export.file), export.asked_by
    reach = reach_of(by, listing)
    table = listing.table(by, QueryDict(export.filters))
    counter = Counter(held, None if kind == Kind.CSV else MOST_IN_A_SHEET)
    write(replace(table, rows=counter.passing(table.rows)), kind, file, language=export.language)
    return _made(export, counter.rows, reach)


def _write_everything(export: Export, file: IO[bytes], held: Held) -> Made:
    """All that the organisation's own people see of it, and nothing that the person sees elsewhere."""
    organisation = export.organisation
    if organisation is None:
        raise PermissionDenied
    seen = seen_by(export.asked_by, organisation)
    reach = reach_for(seen.user, organisation.pk)
    written = write_archive(seen, file, with_files=export.with_files, check=held.check)
    return replace(_made(export, written.rows, reach), evidence=tuple(written.places))


def _made(export: Export, rows: int, reach: Reach) -> Made:
    """What was written, before it is measured."""
    return Made(name=str(export.lease), size=0, sha256="", rows=rows, reach=reach)


_WRITERS: dict[Export.What, Callable[[Export, IO[bytes], Held], Made]] = {
    Export.What.LIST: _write_list,
    Export.What.ORGANISATION: _write_everything,
}

"""Where the content of evidence lies: private storage without addresses.

What was received waits under `evidence.incoming_name` until it was examined, and then goes. What is kept, the cleaned
copy and its previews, lies by organisation and hash (`evidence.storage_name`) and is written once: several rows may
share it. It is written before its row says so and taken away again when no row came of it. Both the writer and whoever
takes a content away first do their part and then look at the rows once more (`_settle`), so whichever of two at work
on the same content is last sees what the other did and puts it right; no lock is held meanwhile.

Only a process killed between writing a content and committing its row leaves one behind; nothing refers to it and
nobody can open it. What waits and belongs to nobody is found by `sweep_incoming`.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from returns.evidence.refusal import MAX_BYTES, EvidenceRefused, Fault
from returns.models import Evidence
from returns.workflow import WAITING

CHUNK = 64 * 1024
GONE = (Evidence.Status.REMOVED, Evidence.Status.DISPOSED)
# Longer than it takes to receive a file and write its row.
ROW_COMES_WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Fingerprint:
    """The SHA-256 of a content, in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


def fingerprint(content: BinaryIO) -> Fingerprint:
    """Hash a stream from its beginning, a piece at a time, and leave it there.

    The size counts real bytes, whatever the browser claimed. Raises EvidenceRefused when it is empty or too big; no
    more than the allowed bytes are read.
    """
    content.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise EvidenceRefused(Fault.TOO_BIG)
        digest.update(chunk)
    if size == 0:
        raise EvidenceRefused(Fault.EMPTY)
    content.seek(0)
    return Fingerprint(digest.hexdigest(), size)


# --- What waits -------------------------------------------------------------------------------------------------------
def put_incoming(evidence: Evidence, content: BinaryIO) -> None:
    """Write what was received to where it waits. The row's number is new, so nothing can be there."""
    content.seek(0)
    # Wrapped, because storage would otherwise move an upload's temporary file away instead of copying it.
    _storage().save(evidence.incoming_name, File(content, name=evidence.incoming_name))


def fetch_incoming(evidence: Evidence, target: Path) -> None:
    """Copy what was received into a file. Raises FileNotFoundError when it is not there."""
    _fetch(evidence.incoming_name, target)


def remove_incoming(evidence: Evidence) -> None:
    """Delete what was received."""
    _storage().delete(evidence.incoming_name)


def sweep_incoming() -> int:
    """Delete what waits and belongs to no waiting row: whoever was to do it was killed. Returns how many."""
    try:
        _folders, names = _storage().listdir("incoming")
    except FileNotFoundError:
        return 0
    rows = Evidence.objects.filter(pk__in=[pk for name in names if (pk := _uuid(name))])
    status = {str(pk): state for pk, state in rows.values_list("pk", "status")}
    left = [name for name in names if status.get(name) not in WAITING and (name in status or _is_old(name))]
    for name in left:
        _storage().delete(f"incoming/{name}")
    return len(left)


def _uuid(name: str) -> UUID | None:
    """The row's number that a name is."""
    with suppress(ValueError):
        return UUID(name)
    return None


def _is_old(name: str) -> bool:
    """Whether a content without a row has been there for longer than one needs to come."""
    return _storage().get_modified_time(f"incoming/{name}") < timezone.now() - ROW_COMES_WITHIN


# --- What is kept -----------------------------------------------------------------------------------------------------
@contextmanager
def kept(evidence: Evidence, folder: Path, *, clean: str, previews: list[str]) -> Iterator[None]:
    """Keep a cleaned copy and its previews, files in `folder`, while the row that names them is changed.

    `evidence` has its `stored_sha256` and `stored_size` already. Use it round the transaction that saves them. When
    that fails, what was written here is taken away again.
    """
    parts = {"": folder / clean, **{f".{name}": folder / name for name in previews}}
    was_written = _put(evidence, parts)
    try:
        yield
    except BaseException:
        if was_written:
            _settle(evidence, parts)
        raise
    _settle(evidence, parts)


def open_evidence(evidence: Evidence) -> File:
    """The content of a piece of evidence, opened for reading. The caller records the access first.

    Raises FileNotFoundError when the content is not there.
    """
    return _storage().open(evidence.storage_name, "rb")


def take_away(evidence: Evidence) -> None:
    """Delete everything stored of evidence that is gone or refused, once the transaction commits.

    A cleaned copy stays while another row still needs it.
    """
    transaction.on_commit(lambda: _take_away(evidence))


def _take_away(evidence: Evidence) -> None:
    """Settle with what is stored itself at hand, in case somebody adds the same again at this moment."""
    remove_incoming(evidence)
    if not evidence.stored_sha256 or _is_needed(evidence):
        return
    with tempfile.TemporaryDirectory(prefix="evidence-") as folder:
        parts = {}
        for number, end in enumerate(_ends(evidence)):
            with suppress(FileNotFoundError):
                _fetch(f"{evidence.storage_name}{end}", Path(folder, str(number)))
                parts[end] = Path(folder, str(number))
        _settle(evidence, parts)


def _ends(evidence: Evidence) -> list[str]:
    """What the names of a cleaned copy and its previews end in."""
    return ["", *(f".{name}" for name in evidence.previews)]


def _storage() -> Storage:
    return storages["evidence"]


def _fetch(name: str, target: Path) -> None:
    with _storage().open(name, "rb") as content, target.open("wb") as copy:
        shutil.copyfileobj(content, copy, CHUNK)


def _is_needed(place: Evidence) -> bool:
    """Whether any row that is not gone refers to this cleaned copy."""
    same = Evidence.objects.filter(organisation_id=place.organisation_id, stored_sha256=place.stored_sha256)
    return same.exclude(status__in=GONE).exists()


def _settle(place: Evidence, parts: dict[str, Path]) -> None:
    """Make storage agree with the rows: there when one needs it, gone when none does."""
    if not _is_needed(place):
        for end in dict.fromkeys([*parts, *_ends(place)]):
            _storage().delete(f"{place.storage_name}{end}")
    if _is_needed(place):
        _put(place, parts)


def _put(place: Evidence, parts: dict[str, Path]) -> bool:
    """Write each part unless it is there in full, the copy itself last. True if that was written."""
    for end in sorted(parts, reverse=True):
        was_written = _put_one(f"{place.storage_name}{end}", parts[end])
    return was_written


def _put_one(name: str, source: Path) -> bool:
    """Write a content unless it is there in full. True if it was written.

    One of another size under the same name is what a killed process left, and is replaced.
    """
    storage = _storage()
    if storage.exists(name):
        if storage.size(name) == source.stat().st_size:
            return False
        storage.delete(name)
    with source.open("rb") as content:
        written = storage.save(name, File(content, name=name))
    if written != name:
        # Somebody else wrote the same content between the check and the writing: theirs is as good.
        storage.delete(written)
        return False
    return True

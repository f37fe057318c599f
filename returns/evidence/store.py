"""Where the content of evidence lies: private storage without addresses, by organisation and hash, written once.

A file is written before its row and taken away again when no row came of it. Both the writer and whoever takes a file
away first do their part and then look at the rows once more (`_settle`), so whichever of two people at work on the
same content is last sees what the other did and puts it right; no lock is held meanwhile. Only a process killed
between writing a file and committing its row leaves one behind; nothing refers to it and nobody can open it.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction

from returns.evidence.refusal import MAX_BYTES, EvidenceRefused, Fault
from returns.models import Evidence

CHUNK = 64 * 1024
GONE = (Evidence.Status.REMOVED, Evidence.Status.DISPOSED)


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


@contextmanager
def stored(content: BinaryIO, found: Fingerprint, *, organisation_id: int) -> Iterator[None]:
    """Keep a content in storage while its row is made; afterwards it stays if a row refers to it.

    Use it round the transaction that makes the row. When that fails, a file written here is taken away again.
    """
    place = Evidence(organisation_id=organisation_id, sha256=found.sha256, size=found.size)
    was_written = _put(content, place)
    try:
        yield
    except BaseException:
        if was_written:
            _settle(content, place)
        raise
    transaction.on_commit(lambda: _settle(content, place))


def open_evidence(evidence: Evidence) -> File:
    """The content of a piece of evidence, opened for reading. The caller records the access first.

    Raises FileNotFoundError when the content is not there.
    """
    return _storage().open(evidence.storage_name, "rb")


def take_away(evidence: Evidence) -> None:
    """Delete the content of removed evidence once the transaction commits, unless another row still needs it."""
    transaction.on_commit(lambda: _delete_if_not_needed(evidence))


def _storage() -> Storage:
    return storages["evidence"]


def _delete_if_not_needed(place: Evidence) -> None:
    """Settle with the stored content itself at hand, in case somebody uploads it again at this moment."""
    if _storage().exists(place.storage_name):
        with _storage().open(place.storage_name, "rb") as content:
            _settle(cast(BinaryIO, content), place)


def _is_needed(place: Evidence) -> bool:
    """Whether any row that is not gone refers to this content."""
    same_content = Evidence.objects.filter(organisation_id=place.organisation_id, sha256=place.sha256)
    return same_content.exclude(status__in=GONE).exists()


def _settle(content: BinaryIO, place: Evidence) -> None:
    """Make storage agree with the rows: there when one needs it, gone when none does."""
    if not _is_needed(place):
        _storage().delete(place.storage_name)
    if _is_needed(place):
        _put(content, place)


def _put(content: BinaryIO, place: Evidence) -> bool:
    """Write a content unless it is there in full. True if it was written.

    A shorter file of the same name is what a killed process left, and is replaced.
    """
    storage, name = _storage(), place.storage_name
    if storage.exists(name):
        if storage.size(name) == place.size:
            return False
        storage.delete(name)
    content.seek(0)
    # Wrapped, because storage would otherwise move an upload's temporary file away instead of copying it.
    written = storage.save(name, File(content, name=name))
    if written != name:
        # Somebody else wrote the same content between the check and the writing: theirs is as good.
        storage.delete(written)
        return False
    return True

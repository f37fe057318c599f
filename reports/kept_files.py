"""Where files that a worker made lie until they are dropped: a folder of its own in private storage, without addresses.

Each attempt writes under a name of its own, which its row takes over once the file is whole: a worker that comes too
late overwrites nothing.
"""

import logging
from datetime import timedelta
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.utils import timezone

logger = logging.getLogger(__name__)

FOLDER = "exports"
# Longer than it takes from the last byte of a file to its row.
ROW_COMES_WITHIN = timedelta(hours=1)


def _storage() -> Storage:
    """The storage in which nothing has an address."""
    return storages["evidence"]


def place_of(name: str) -> str:
    """Where a file lies in the storage."""
    return f"{FOLDER}/{name}"


def put(name: str, content: IO[bytes]) -> None:
    """Keep a file under a name that is new."""
    content.seek(0)
    _storage().save(place_of(name), File(content, name=name))


def remove(name: str) -> None:
    """Delete a file; nothing happens where there is none."""
    _storage().delete(place_of(name))


def sweep(known: set[str]) -> None:
    """Delete what lies there, is older than an hour, and is none of these; what fails stays for the next time."""
    try:
        _folders, names = _storage().listdir(FOLDER)
    except FileNotFoundError:
        return
    until = timezone.now() - ROW_COMES_WITHIN
    for name in names:
        try:
            if name not in known and _storage().get_modified_time(place_of(name)) < until:
                remove(name)
        except Exception as problem:
            logger.warning("A file of nobody could not be deleted now (%s)", type(problem).__name__)

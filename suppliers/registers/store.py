"""Where the files of registers lie until they are done: a folder of its own in private storage, without addresses."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.utils import timezone

FOLDER = "registers"
# Longer than it takes to receive a file and write its row.
ROW_COMES_WITHIN = timedelta(hours=1)


def _storage() -> Storage:
    """The storage in which nothing has an address."""
    return storages["evidence"]


def put(name: str, content: BinaryIO) -> None:
    """Keep what was received under a name that is new."""
    content.seek(0)
    # Wrapped, because storage would otherwise move an upload's temporary file away instead of copying it.
    _storage().save(f"{FOLDER}/{name}", File(content, name=name))


def fetch(name: str, target: Path) -> None:
    """Copy a content into a file. Raises FileNotFoundError when it is not there."""
    with _storage().open(f"{FOLDER}/{name}") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)


def remove(name: str) -> None:
    """Delete a content; nothing happens where there is none."""
    _storage().delete(f"{FOLDER}/{name}")


def strays(known: set[str]) -> list[str]:
    """What lies there, is older than an hour, and is none of these."""
    try:
        _folders, names = _storage().listdir(FOLDER)
    except FileNotFoundError:
        return []
    until = timezone.now() - ROW_COMES_WITHIN
    return [name for name in names if name not in known and _storage().get_modified_time(f"{FOLDER}/{name}") < until]

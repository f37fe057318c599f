"""Files that are written piece by piece, however long they are, and handed over once they are whole.

They are on disk meanwhile and not in memory. A reader with a slow line keeps no connection to the database, a failure
half way is a page that says so and no torn file, and the digest tells caches whether anything is new.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO

from django.http import FileResponse

IN_MEMORY = 2**20
"""Bytes up to which a file is not put on disk."""


@dataclass(frozen=True)
class Spooled:
    """A file that has been written, at its beginning, and the digest of what is in it."""

    file: IO[bytes]
    digest: str

    def response(self, name: str, content_type: str) -> FileResponse:
        """The answer to a request for it: to be saved under this name."""
        return FileResponse(self.file, as_attachment=True, filename=name, content_type=content_type)


def spooled(pieces: Iterable[str]) -> Spooled:
    """Write a file of these pieces of text."""
    file, digest = SpooledTemporaryFile(max_size=IN_MEMORY), sha256()  # noqa: SIM115  # the answer closes it
    for piece in pieces:
        data = piece.encode()
        digest.update(data)
        file.write(data)
    file.seek(0)
    return Spooled(file, digest.hexdigest()[:32])

"""The files of evidence in an archive: those that the person could download on the pages, under names that are safe.

Each lies in a folder of its own, named by its id, so that no two share a place and none can lead out of the archive.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO
from uuid import UUID
from zipfile import ZipFile, ZipInfo

from django.db.models import Count, Sum

from reports.everything.columns import ROWS_AT_A_TIME, Seen
from returns.evidence.names import clean_name
from returns.evidence.queries import openable_evidence
from returns.evidence.serving import download_name
from returns.evidence.store import CHUNK, open_evidence
from returns.models import Evidence

MOST_BYTES = 2 * 2**30
MOST_FILES = 20_000
FOLDER = "evidence"
# Longer names do not unpack everywhere, and some systems give these signs a meaning.
LONGEST_STEM = 80
ODD = re.compile(r'[<>:"|?*\x00-\x1f]')


@dataclass(frozen=True)
class Holding:
    """How many files a person could take away, and their size in bytes."""

    count: int
    size: int

    @property
    def fits(self) -> bool:
        """Whether an archive may hold them: 2 GB and 20,000 files at most."""
        return self.size <= MOST_BYTES and self.count <= MOST_FILES


def holding_of(seen: Seen) -> Holding:
    """What there is to take. One query."""
    found = openable_evidence(seen.user).order_by().aggregate(count=Count("pk"), size=Sum("stored_size"))
    return Holding(found["count"], found["size"] or 0)


def place_of(evidence: Evidence) -> str:
    """Where a file stands in the archive."""
    return f"{FOLDER}/{evidence.pk}/{safe_name(download_name(evidence))}"


def safe_name(name: str) -> str:
    """A name that every system can unpack: no folders, no signs with a meaning, and not too long."""
    path = PurePath(ODD.sub("_", clean_name(name)))
    return f"{path.stem[:LONGEST_STEM].rstrip('. ') or '_'}{path.suffix}"


def write_files(seen: Seen, archive: ZipFile, check: Callable[[], None]) -> dict[UUID, str]:
    """Copy the files into an archive, a piece at a time; where each stands, by its id.

    One that is not in storage is left out. They are not packed: pictures and documents are packed already.
    """
    places: dict[UUID, str] = {}
    for evidence in openable_evidence(seen.user).order_by("uploaded_at", "pk").iterator(chunk_size=ROWS_AT_A_TIME):
        check()
        try:
            content = open_evidence(evidence)
        except FileNotFoundError:
            continue
        place = place_of(evidence)
        moment = evidence.uploaded_at.timetuple()[:6]
        with content, archive.open(ZipInfo(place, moment), "w", force_zip64=True) as member:
            for piece in _pieces(content):
                member.write(piece)
        places[evidence.pk] = place
    return places


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(CHUNK):
        yield piece

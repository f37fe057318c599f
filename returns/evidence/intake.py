"""What the web process does with a file that comes: hash it, look at its beginning, and put it where it waits.

Nothing is opened here. Memory stays flat: everything goes by in pieces of 64 KiB. The whole of the file is looked at
later, by the worker (`returns.evidence.pipeline`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Sum
from django.utils import timezone

from accounts.models import User
from returns.evidence.kinds import Kind, first_look
from returns.evidence.names import clean_name
from returns.evidence.refusal import MEGABYTE, EvidenceRefused, Fault
from returns.evidence.sensitive import fault_for_measure
from returns.evidence.store import Fingerprint, fingerprint, put_incoming, remove_incoming
from returns.models import Evidence, ReturnLine

A_DAY = timedelta(days=1)
MAX_DECLARED_TYPE = 100


@dataclass(frozen=True)
class Received:
    """A file that may be taken in: its content, hash and size, cleaned name, and what it seems to be."""

    content: BinaryIO
    found: Fingerprint
    name: str
    declared_type: str
    kind: Kind


def look_at(upload: UploadedFile, line: ReturnLine) -> Received:
    """Hash an upload and take a first look. Raises EvidenceRefused for whatever is wrong as far as that shows."""
    content = cast(BinaryIO, upload.file)
    found = fingerprint(content)
    name, declared_type = clean_name(upload.name or ""), (upload.content_type or "")[:MAX_DECLARED_TYPE]
    kind = first_look(content, name=name, declared_type=declared_type)
    if fault := fault_for_measure(line.commitment.measure, is_photo=kind.is_photo, has_findings=False):
        raise EvidenceRefused(fault)
    return Received(content, found, name, declared_type, kind)


def check_quota(*, organisation_id: int, by: User, size: int) -> None:
    """Nobody fills the storage: so many files and megabytes a day for each supplier, and half of that for one person.

    Counts what came in during the last 24 hours, also what was refused or removed since. Raises EvidenceRefused.
    """
    files, most = settings.EVIDENCE_FILES_A_DAY, settings.EVIDENCE_MEGABYTES_A_DAY * MEGABYTE
    lately = Evidence.objects.filter(organisation_id=organisation_id, uploaded_at__gt=timezone.now() - A_DAY)
    for rows, share in ((lately, 1), (lately.filter(uploaded_by=by), 2)):
        used = rows.aggregate(files=Count("pk"), size=Sum("size"))
        if used["files"] + 1 > files / share or (used["size"] or 0) + size > most / share:
            raise EvidenceRefused(Fault.QUOTA)


@contextmanager
def waiting(evidence: Evidence, content: BinaryIO) -> Iterator[None]:
    """Put a content where it waits, round the transaction that makes its row; it goes again when none came of it."""
    put_incoming(evidence, content)
    try:
        yield
    except BaseException:
        remove_incoming(evidence)
        raise

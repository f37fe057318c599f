"""What a file really is, found out by opening all of it with a program that knows its kind.

The first few bytes alone prove nothing (domain rules, section 7.6). Runs in the sandbox; the web process takes only a
first look (`returns.evidence.kinds`).
"""

import logging
import zipfile
from typing import BinaryIO

from returns.evidence.kinds import (
    HEAD_BYTES,
    KINDS,
    Kind,
    check_agreement,
    kind_by_beginning,
    named_otherwise,
    refuse_old_office,
)
from returns.evidence.office import office_kind
from returns.evidence.pdf import check_pdf
from returns.evidence.pictures import check_picture
from returns.evidence.refusal import EvidenceRefused, Fault
from returns.evidence.tables import check_csv

logger = logging.getLogger(__name__)


def kind_of(content: BinaryIO, *, name: str, declared_type: str = "") -> Kind:
    """The kind of a file, from a seekable binary stream that is left at its beginning.

    `name` is the cleaned name and `declared_type` the browser's media type; both must agree with the content.
    Raises EvidenceRefused, with a fault of its own for whatever is wrong.
    """
    try:
        kind = KINDS[_look(content)]
    except EvidenceRefused as refusal:
        raise named_otherwise(refusal, name) from refusal
    except Exception as problem:
        # The libraries raise a dozen kinds of exception on damaged files, not all of them their own.
        logger.info("A file could not be opened as evidence: %s", type(problem).__name__)
        raise EvidenceRefused(Fault.DAMAGED) from problem
    finally:
        content.seek(0)
    check_agreement(kind, name, declared_type)
    return kind


def _look(content: BinaryIO) -> str:
    """The short name of the kind; the whole file is opened, not only its beginning."""
    content.seek(0)
    head = content.read(HEAD_BYTES)
    if not head:
        raise EvidenceRefused(Fault.EMPTY)
    beginning = kind_by_beginning(head)
    if beginning == "container":
        return office_kind(content)
    if beginning == "old office":
        refuse_old_office(content)
    if beginning == "pdf":
        check_pdf(content)
        return _alone(content, "pdf")
    if beginning in ("jpeg", "png", "heic"):
        check_picture(content, beginning)
        return _alone(content, beginning)
    check_csv(content)
    return "csv"


def _alone(content: BinaryIO, kind: str) -> str:
    """The kind, unless a ZIP archive hangs on behind: one file that two programs read differently."""
    content.seek(0)
    if zipfile.is_zipfile(content):
        raise EvidenceRefused(Fault.UNSAFE)
    return kind

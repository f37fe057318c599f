"""What a file really is, decided from its content and never from its name or what the browser says of it.

Only what is on the list is taken (domain rules, section 7.6). Each kind is opened by a program that knows it, because
the first few bytes alone prove nothing.
"""

import logging
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from returns.evidence.containers import OLE_START, ZIP_START
from returns.evidence.office import OOXML, check_old_office, office_kind
from returns.evidence.pdf import check_pdf
from returns.evidence.pictures import JPEG_START, PNG_START, check_picture
from returns.evidence.refusal import EvidenceRefused, Fault
from returns.evidence.tables import check_csv

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kind:
    """One of the kinds of file that are taken: its short name, media type and usual extension."""

    name: str
    media_type: str
    extension: str
    is_photo: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", "application/pdf", ".pdf"),
        Kind("docx", f"{OOXML}wordprocessingml.document", ".docx"),
        Kind("xlsx", f"{OOXML}spreadsheetml.sheet", ".xlsx"),
        Kind("odt", "application/vnd.oasis.opendocument.text", ".odt"),
        Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", ".ods"),
        Kind("csv", "text/csv", ".csv"),
        Kind("jpeg", "image/jpeg", ".jpg", is_photo=True),
        Kind("png", "image/png", ".png", is_photo=True),
    )
}
EXTENSIONS = {kind.extension: kind.name for kind in KINDS.values()} | {".jpeg": "jpeg"}
# A browser that does not know the type says nothing or "octet-stream"; the others are old names still in use.
UNDECLARED = {"", "application/octet-stream"}
ZIP_TYPES = {"application/zip", "application/x-zip-compressed"}
ALSO_DECLARED = {
    "pdf": {"application/x-pdf"},
    "docx": ZIP_TYPES,
    "xlsx": ZIP_TYPES,
    "odt": ZIP_TYPES,
    "ods": ZIP_TYPES,
    "csv": {"text/plain", "application/csv", "text/comma-separated-values", "application/vnd.ms-excel"},
    "jpeg": {"image/jpg", "image/pjpeg"},
    "png": {"image/x-png"},
}
HEAD_BYTES = 1024
BEFORE_PDF = b"\xef\xbb\xbf \t\r\n"
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def kind_of(content: BinaryIO, *, name: str, declared_type: str = "") -> Kind:
    """The kind of a file, from a seekable binary stream that is left at its beginning.

    `name` is the cleaned name and `declared_type` the browser's media type; both must agree with the content.
    Raises EvidenceRefused, with a fault of its own for whatever is wrong.
    """
    try:
        kind = KINDS[_look(content)]
    except EvidenceRefused as refusal:
        if refusal.code == Fault.WRONG_TYPE and _extension(name) in EXTENSIONS:
            raise EvidenceRefused(Fault.TYPE_DISAGREES) from refusal
        raise
    except Exception as problem:
        # The libraries raise a dozen kinds of exception on damaged files, not all of them their own.
        logger.info("A file could not be opened as evidence: %s", type(problem).__name__)
        raise EvidenceRefused(Fault.DAMAGED) from problem
    finally:
        content.seek(0)
    _check_agreement(kind, _extension(name), declared_type.strip().lower())
    return kind


def _extension(name: str) -> str:
    """The end of a name from its last dot, in lower case."""
    return PurePath(name).suffix.lower()


def _look(content: BinaryIO) -> str:
    """The short name of the kind; the whole file is opened, not only its beginning."""
    content.seek(0)
    head = content.read(HEAD_BYTES)
    if not head:
        raise EvidenceRefused(Fault.EMPTY)
    if head.startswith(ZIP_START):
        return office_kind(content)
    if head.startswith(OLE_START):
        check_old_office(content)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise EvidenceRefused(Fault.HEIC)
    if head.lstrip(BEFORE_PDF).startswith(b"%PDF-"):
        check_pdf(content)
        return _alone(content, "pdf")
    for start, kind in ((JPEG_START, "jpeg"), (PNG_START, "png")):
        if head.startswith(start):
            check_picture(content, kind)
            return _alone(content, kind)
    check_csv(content)
    return "csv"


def _alone(content: BinaryIO, kind: str) -> str:
    """The kind, unless a ZIP archive hangs on behind: one file that two programs read differently."""
    content.seek(0)
    if zipfile.is_zipfile(content):
        raise EvidenceRefused(Fault.UNSAFE)
    return kind


def _check_agreement(kind: Kind, extension: str, declared_type: str) -> None:
    """Name and declared type must say what the content is (any text looks like CSV, so its name decides the fault)."""
    if EXTENSIONS.get(extension) != kind.name:
        if kind.name != "csv":
            raise EvidenceRefused(Fault.NAME_DISAGREES, extension=kind.extension)
        raise EvidenceRefused(Fault.TYPE_DISAGREES if extension in EXTENSIONS else Fault.WRONG_TYPE)
    if declared_type not in UNDECLARED | {kind.media_type} | ALSO_DECLARED[kind.name]:
        raise EvidenceRefused(Fault.TYPE_DISAGREES)

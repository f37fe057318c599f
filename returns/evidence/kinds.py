"""The kinds of file that are taken, and what a file seems to be by its beginning.

A kind is decided from content, never from a name or what the browser says; name and declared type must agree with it
(domain rules, section 7.6). The web process takes only the first look that is here. The whole of a file is opened
elsewhere, in the sandbox (`returns.evidence.content`), because the first few bytes alone prove nothing; no library
that parses files is needed here.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO

from returns.evidence.containers import CHUNK, OLE_START, ZIP_START
from returns.evidence.refusal import EvidenceRefused, Fault
from returns.evidence.tables import check_csv

OOXML = "application/vnd.openxmlformats-officedocument."
JPEG_START, PNG_START = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


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
        Kind("heic", "image/heic", ".heic", is_photo=True),
    )
}
EXTENSIONS = {kind.extension: kind.name for kind in KINDS.values()} | {".jpeg": "jpeg", ".heif": "heic"}
OFFICE = ("docx", "xlsx", "odt", "ods")
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
    "heic": {"image/heif"},
}
HEAD_BYTES = 1024
BEFORE_PDF = b"\xef\xbb\xbf \t\r\n"
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def first_look(content: BinaryIO, *, name: str, declared_type: str = "") -> Kind:
    """What a file seems to be by its beginning; the stream is left at its own.

    Word, Excel and OpenDocument files begin alike, so among these the name decides for now. `name` is the cleaned
    name and `declared_type` the browser's media type; both must agree. Raises EvidenceRefused.
    """
    content.seek(0)
    head = content.read(HEAD_BYTES)
    if not head:
        raise EvidenceRefused(Fault.EMPTY)
    try:
        kind = _seems(head, content, _extension(name))
    except EvidenceRefused as refusal:
        raise named_otherwise(refusal, name) from refusal
    finally:
        content.seek(0)
    check_agreement(kind, name, declared_type)
    return kind


def _extension(name: str) -> str:
    """The end of a name from its last dot, in lower case."""
    return PurePath(name).suffix.lower()


def named_otherwise(refusal: EvidenceRefused, name: str) -> EvidenceRefused:
    """Something not on the list under a name that is: that is another fault than a type that is not taken."""
    if refusal.fault == Fault.WRONG_TYPE and _extension(name) in EXTENSIONS:
        return EvidenceRefused(Fault.TYPE_DISAGREES)
    return refusal


def kind_by_beginning(head: bytes) -> str:
    """The kind whose mark a file begins with; "" where it has none of them."""
    if head.startswith(ZIP_START):
        return "container"
    if head.startswith(OLE_START):
        return "old office"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "heic"
    if head.lstrip(BEFORE_PDF).startswith(b"%PDF-"):
        return "pdf"
    return next((kind for start, kind in ((JPEG_START, "jpeg"), (PNG_START, "png")) if head.startswith(start)), "")


def _seems(head: bytes, content: BinaryIO, extension: str) -> Kind:
    """The kind of a file by its beginning."""
    beginning = kind_by_beginning(head)
    if beginning == "container":
        if EXTENSIONS.get(extension) not in OFFICE:
            raise EvidenceRefused(Fault.WRONG_TYPE)
        return KINDS[EXTENSIONS[extension]]
    if beginning == "old office":
        refuse_old_office(content)
    if not beginning:
        _check_first_words(head)
    return KINDS[beginning or "csv"]


def refuse_old_office(content: BinaryIO) -> None:
    """Raise EvidenceRefused with the right advice: an OLE container is a locked new file or an old file."""
    content.seek(0)
    before = b""
    while chunk := content.read(CHUNK):
        if ENCRYPTED_PACKAGE in before + chunk:
            raise EvidenceRefused(Fault.PASSWORD)
        before = chunk[-len(ENCRYPTED_PACKAGE) :]
    raise EvidenceRefused(Fault.OLD_OFFICE)


def _check_first_words(head: bytes) -> None:
    """The beginning of a table: text, and no web page, script or e-mail. A character cut in two is no fault."""
    end = len(head)
    if end == HEAD_BYTES:
        while end > 1 and head[end - 1] & 0xC0 == 0x80:  # further bytes of a character of UTF-8
            end -= 1
        end -= head[end - 1] >= 0xC0  # its first byte
    check_csv(BytesIO(head[:end]))


def check_agreement(kind: Kind, name: str, declared_type: str) -> None:
    """Name and declared type must say what the content is (any text looks like CSV, so its name decides the fault).

    Raises EvidenceRefused.
    """
    extension, declared_type = _extension(name), declared_type.strip().lower()
    if EXTENSIONS.get(extension) != kind.name:
        if kind.name != "csv":
            raise EvidenceRefused(Fault.NAME_DISAGREES, extension=kind.extension)
        raise EvidenceRefused(Fault.TYPE_DISAGREES if extension in EXTENSIONS else Fault.WRONG_TYPE)
    if declared_type not in UNDECLARED | {kind.media_type} | ALSO_DECLARED[kind.name]:
        raise EvidenceRefused(Fault.TYPE_DISAGREES)

"""Tells Word, Excel and OpenDocument files apart by what their container says is its main part, and cleans them."""

import tempfile
import zipfile
from pathlib import Path
from typing import BinaryIO

from returns.evidence.containers import Budget, open_container, read_through, write_container
from returns.evidence.damage import refusing_damage
from returns.evidence.kinds import OOXML
from returns.evidence.markup import elements
from returns.evidence.ooxml import Package
from returns.evidence.opendocument import OpenDocument
from returns.evidence.refusal import MEGABYTE, EvidenceRefused, Fault

MAIN_PARTS = {
    f"{OOXML}wordprocessingml.document.main+xml": "docx",
    f"{OOXML}spreadsheetml.sheet.main+xml": "xlsx",
}
MAIN_TYPES = {kind: media_type for media_type, kind in MAIN_PARTS.items()}
MIME_TYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
TYPES_PART, MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"


def office_kind(content: BinaryIO) -> str:
    """Which of docx, xlsx, odt and ods a ZIP container is.

    Raises EvidenceRefused when it is none of them, is locked, has macros or is not safe to open.
    """
    budget = Budget()
    with open_container(content, budget) as archive:
        names = set(archive.namelist())
        if TYPES_PART in names:
            kind = _ooxml_kind(archive, names)
        elif archive.filelist and archive.filelist[0].filename == "mimetype":
            kind = _opendocument_kind(archive, names)
        else:
            raise EvidenceRefused(Fault.WRONG_TYPE)
        read_through(archive, budget)
    return kind


def clean_office(source: Path, target: Path, kind: str) -> list[str]:
    """Write a copy of a docx, xlsx, odt or ods file without people's names, remarks and earlier versions.

    Returns what is worth knowing, sorted: "author_removed", "changes_removed", "comments_removed", "hidden_sheets" and
    "pictures" (the last two stay in the copy). The same file gives the same copy, byte by byte. Raises EvidenceRefused
    for what no evidence may hold or refer to, and for damage (domain rules, section 7.6).
    """
    with refusing_damage(), source.open("rb") as content:
        if office_kind(content) != kind:
            raise EvidenceRefused(Fault.TYPE_DISAGREES)
        with zipfile.ZipFile(content) as archive, tempfile.TemporaryDirectory(dir=target.parent) as folder:
            main_type, place = MAIN_TYPES.get(kind), Path(folder)
            document = Package(archive, main_type, place) if main_type else OpenDocument(archive, place)
            write_container(target, document.members())
    return sorted(document.notes)


def _read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    """One of the container's own lists, which are short. Raises EvidenceRefused for a long one."""
    if archive.getinfo(name).file_size > MEGABYTE:
        raise EvidenceRefused(Fault.UNSAFE)
    return archive.read(name)


def _ooxml_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    """Word or Excel, by the one main part the list of content types names."""
    types = [attributes for _name, attributes in elements(_read_small(archive, TYPES_PART))]
    declared = {attributes.get("ContentType", "") for attributes in types}
    in_lower_case = " ".join(declared).lower()
    if "macro" in in_lower_case or "vba" in in_lower_case:
        raise EvidenceRefused(Fault.MACROS)
    if "oleobject" in in_lower_case or "activex" in in_lower_case:
        raise EvidenceRefused(Fault.ACTIVE)
    mains = [attributes for attributes in types if attributes.get("ContentType") in MAIN_PARTS]
    kinds = {MAIN_PARTS[attributes["ContentType"]] for attributes in mains}
    if len(kinds) != 1:
        raise EvidenceRefused(Fault.WRONG_TYPE)
    if any(attributes.get("PartName", "").lstrip("/") not in names for attributes in mains if "PartName" in attributes):
        raise EvidenceRefused(Fault.DAMAGED)
    return kinds.pop()


def _opendocument_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    """Text or spreadsheet, by the first member, which holds nothing but the media type."""
    kind = MIME_TYPES.get(_read_small(archive, "mimetype").strip())
    if kind is None:
        raise EvidenceRefused(Fault.WRONG_TYPE)
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise EvidenceRefused(Fault.MACROS)
    if "encrypted-package" in names:
        raise EvidenceRefused(Fault.PASSWORD)
    if not {"content.xml", MANIFEST} <= names:
        raise EvidenceRefused(Fault.DAMAGED)
    if any(name == "encryption-data" for name, _attributes in elements(_read_small(archive, MANIFEST))):
        raise EvidenceRefused(Fault.PASSWORD)
    return kind

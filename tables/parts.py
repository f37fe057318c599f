"""The parts of a workbook from a stranger, seen in the cage before any reader sees them.

calamine trusts what it reads. So what unpacks to too much is refused here, and what the parts of an XLSX workbook say
of its sheets is read by ourselves.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from cage.refusal import Refused
from tables.bounds import MEGABYTE, Bounds

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHARED = ("sharedStrings", "styles")
MACROS = ("xl/vbaProject.bin", "Basic/", "Scripts/")
MOST_RATIO = 200
"""Unpacked bytes by packed ones: sheets of 100,000 alike rows have about 40."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet of rows in an XLSX workbook, with the name of the part that holds it."""

    name: str
    is_hidden: bool
    part: str


@dataclass
class Workbook:
    """What an XLSX workbook says of itself: its sheets, from when it counts days, and the parts that they share."""

    sheets: list[SheetPart] = field(default_factory=list)
    date_1904: str = ""
    shared: dict[str, str] = field(default_factory=dict)
    """The parts that hold texts and styles, by what they are."""


def check_container(archive: zipfile.ZipFile, most: Bounds) -> None:
    """Refuse what unpacks to too much, has too many parts, macros, or a part behind a password."""
    parts = archive.infolist()
    if len(parts) > most.members:
        raise Refused("unsafe")
    packed = max(1, sum(part.compress_size for part in parts))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > most.unpacked or (unpacked > 50 * MEGABYTE and unpacked / packed > MOST_RATIO):
        raise Refused("unsafe")
    if len({part.filename for part in parts}) < len(parts):
        raise Refused("unsafe")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("password")
    if any(part.filename.startswith(MACROS) or part.filename.endswith("vbaProject.bin") for part in parts):
        raise Refused("macros")


def workbook_of(archive: zipfile.ZipFile) -> Workbook:
    """The sheets of an XLSX workbook in their order, those that hold rows alone. Raises KeyError for a lost part."""
    kinds, targets = {}, {}
    parts = {name.lower(): name for name in archive.namelist()}
    usual = {kind: f"xl/{kind}.xml".lower() for kind in SHARED}
    found = Workbook(shared={kind: parts[place] for kind, place in usual.items() if place in parts})
    for tag, about in elements(archive.read(RELATIONS)):
        if tag == "Relationship":
            kind, target = about.get("Type", "").rpartition("/")[2], about.get("Target", "")
            kinds[about.get("Id", "")], targets[about.get("Id", "")] = kind, target
            if kind in SHARED and _path(target) in parts:
                found.shared[kind] = parts[_path(target)]
    for tag, about in elements(archive.read(WORKBOOK)):
        if tag == "workbookPr":
            found.date_1904 = about.get("date1904", "")
        if tag == "sheet":
            found.sheets.extend(_sheet(about, kinds, targets, parts))
    return found


def _sheet(
    about: dict[str, str], kinds: dict[str, str], targets: dict[str, str], parts: dict[str, str]
) -> Iterator[SheetPart]:
    """A sheet that holds rows; nothing for one that is a chart or a dialogue."""
    relation = next((value for name, value in about.items() if name.rpartition(":")[2] == "id"), "")
    if kinds[relation] == "worksheet":
        is_hidden = about.get("state", "visible") != "visible"
        yield SheetPart(about.get("name", ""), is_hidden, parts[_path(targets[relation])])


def _path(target: str) -> str:
    """The part that a relationship of the workbook names, in small letters."""
    target = target.replace("\\", "/").lower()
    if target.startswith("/"):
        return target.lstrip("/")
    return target if target.startswith("xl/") else f"xl/{target.removeprefix('./')}"


def elements(words: bytes) -> list[tuple[str, dict[str, str]]]:
    """The tags of a part with their attributes, in order. Raises Refused for a document type: no workbook has one."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()

    def refuse(*_about: Any) -> None:
        raise Refused("unsafe")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
    parser.Parse(words, True)
    return found

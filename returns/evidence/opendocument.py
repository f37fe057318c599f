"""Cleans OpenDocument files: what a reader sees stays, and who wrote it, remarked on it or changed it goes.

Only the text, the styles, and the pictures and objects that they show are kept (OpenDocument 1.3, parts 2 and 3).
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from returns.evidence.embedded import Embedded, clean_embedded
from returns.evidence.markup import Attributes, Cutter, Fate, as_utf8, elements
from returns.evidence.refusal import MEGABYTE, EvidenceRefused, Fault

MANIFEST = "META-INF/manifest.xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
VERSION, NEWEST_VERSION = re.compile(r"\d\.\d"), "1.3"
MAX_OBJECT_DEPTH = 1
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE, SCRIPT = (
    f"{OASIS}{name}:1.0" for name in ("office", "text", "table", "drawing", "style", "script")
)
HREF = "http://www.w3.org/1999/xlink href"
PARTS = ("content.xml", "styles.xml")
OBJECT_TYPES = tuple(
    f"application/vnd.oasis.opendocument.{kind}" for kind in ("chart", "formula", "text", "spreadsheet", "graphics")
)
PICTURE_TYPES = {"jpeg": "image/jpeg", "png": "image/png"}

# What goes, and what is said of it.
DROPPED = {
    **dict.fromkeys([(OFFICE, "annotation"), (OFFICE, "annotation-end")], "comments_removed"),
    **dict.fromkeys([(TEXT, "tracked-changes"), (TABLE, "tracked-changes")], "changes_removed"),
    **dict.fromkeys([(TEXT, "change"), (TEXT, "change-start"), (TEXT, "change-end")], "changes_removed"),
    (OFFICE, "binary-data"): "",
}
REFUSED = {
    **dict.fromkeys([(OFFICE, "script"), (SCRIPT, "event-listener")], Fault.MACROS),
    **dict.fromkeys([(DRAW, name) for name in ("object-ole", "plugin", "applet", "floating-frame")], Fault.ACTIVE),
    **dict.fromkeys([(TEXT, "dde-connection-decl"), (TEXT, "dde-connection"), (OFFICE, "dde-source")], Fault.LINKED),
    **dict.fromkeys(
        [(TABLE, f"database-source-{name}") for name in ("sql", "query", "table")] + [(TABLE, "dde-link")], Fault.LINKED
    ),
}
LINKS_TO_PAGES = {(TEXT, "a"), (DRAW, "a")}
WEB_ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
SCRIPT_ADDRESS = re.compile(r"(vnd\.sun\.star\.script|macro|javascript):", re.IGNORECASE)
# A formula that reads another file ('file:///…'#$Sheet.A1) or asks a web page.
FETCHING_FORMULA = re.compile(r"'[^']{1,2000}'#|\b(WEBSERVICE|DDE)\s*\(", re.IGNORECASE)
FORMULAS = (f"{TABLE} formula", f"{TEXT} formula", f"{TABLE} expression", f"{TABLE} condition")
VERSION_MARKS = (" rsid", " paragraph-rsid")
PEOPLE = {"creator", "initial-creator", "printed-by"}


class OpenDocument:
    """An OpenDocument file being cleaned. `notes` says what was found, once `members` is through."""

    def __init__(self, archive: zipfile.ZipFile, folder: Path) -> None:
        self._archive, self._folder = archive, folder
        self._names = set(archive.namelist())
        self._version, self._types = _read_manifest(archive)
        self._pictures: dict[str, tuple[str, Embedded] | None] = {}
        self._objects: list[str] = [""]
        self.notes: set[str] = set()

    def members(self) -> Iterator[tuple[str, bytes | bytearray]]:
        """Every member of the cleaned file, in the order to write them.

        Raises EvidenceRefused for what must not be in the file, and what the libraries raise for damage.
        """
        kind = self._archive.read("mimetype").strip()
        listed = {"/": kind.decode()}
        yield "mimetype", kind
        if "meta.xml" in self._names:
            self._note_author(self._archive.read("meta.xml"))
        for place in self._objects:  # the list grows while the text is read
            if place:
                listed[f"{place}/"] = self._types[place]
            for name in (posixpath.join(place, part) for part in PARTS):
                if name in self._names:
                    listed[name] = "text/xml"
                    yield name, _Part(self, place).clean(self._archive.read(name))
        for name, picture in filter(None, self._pictures.values()):
            listed[name] = PICTURE_TYPES.get(picture.extension, "")
            yield name, picture.content
        yield MANIFEST, _write_manifest(listed, self._version)

    def _note_author(self, meta: bytes) -> None:
        """Say so when the part about the file, which is left behind, names a person."""

        def hear(_name: str, text: str) -> None:
            if text.strip():
                self.notes.add("author_removed")

        Cutter(lambda *element: None, heard=PEOPLE, hear=hear).cut(meta)

    def keep_object(self, path: str) -> bool:
        """Keep an object inside (a chart, say), and whether there is one. Raises EvidenceRefused for a strange one."""
        if f"{path}/{PARTS[0]}" not in self._names:
            return False
        if not self._types.get(path, "").startswith(OBJECT_TYPES) or path.count("/") >= MAX_OBJECT_DEPTH:
            raise EvidenceRefused(Fault.ACTIVE)
        if path not in self._objects:
            self._objects.append(path)
        return True

    def keep_picture(self, path: str) -> str | None:
        """The new name of a picture once it is cleaned, or None when there is none that can be kept."""
        if path not in self._pictures:
            extension = posixpath.splitext(path)[1].lstrip(".")
            content = self._archive.read(path) if path in self._names else b""
            picture = clean_embedded(content, self._folder, extension=extension)
            if picture and picture.has_pixels:
                self.notes.add("pictures")
            new_name = f"Pictures/image{len(self._pictures) + 1}"
            self._pictures[path] = (f"{new_name}.{picture.extension}", picture) if picture else None
        found = self._pictures[path]
        return found[0] if found else None


class _Part:
    """What must be remembered while one part is read. `place` is the folder of the object it belongs to."""

    def __init__(self, document: OpenDocument, place: str) -> None:
        self._document, self._place, self._notes = document, place, document.notes
        self._style = ""
        self._hidden_styles: set[str] = set()

    def clean(self, data: bytes) -> bytearray:
        return Cutter(self._judge).cut(data)

    def _judge(self, namespace: str, name: str, attributes: dict[str, str], parent: str) -> Fate:
        element = (namespace, name)
        _check_allowed(element, attributes)
        if element in DROPPED:
            if DROPPED[element]:
                self._notes.add(DROPPED[element])
            return "drop"
        self._note_hidden(element, attributes)
        if attributes.get(HREF):
            return self._follow(element, attributes[HREF].strip())
        versions = [key for key in attributes if key.endswith(VERSION_MARKS)]
        return Attributes(dict.fromkeys(versions)) if versions else None

    def _note_hidden(self, element: tuple[str, str], attributes: dict[str, str]) -> None:
        """A sheet is hidden by its style, and styles stand before the sheets."""
        if element == (STYLE, "style"):
            self._style = attributes.get(f"{STYLE} name", "")
        elif element == (STYLE, "table-properties") and attributes.get(f"{TABLE} display") == "false":
            self._hidden_styles.add(self._style)
        elif element == (TABLE, "table") and attributes.get(f"{TABLE} style-name") in self._hidden_styles:
            self._notes.add("hidden_sheets")

    def _follow(self, element: tuple[str, str], href: str) -> Fate:
        """What becomes of an element that refers to something. Raises EvidenceRefused for a file elsewhere."""
        if href.startswith("#") or (element in LINKS_TO_PAGES and WEB_ADDRESS.match(href)):
            return None
        path = posixpath.normpath(posixpath.join(self._place, unquote(href)))
        if element in LINKS_TO_PAGES or element[1].endswith("-source") or HAS_SCHEME.match(href):
            raise EvidenceRefused(Fault.MACROS if SCRIPT_ADDRESS.match(href) else Fault.LINKED)
        if path.startswith(("/", "..", "\\")):
            raise EvidenceRefused(Fault.LINKED)
        if element == (DRAW, "object"):
            return None if self._document.keep_object(path) else "drop"
        new_name = self._document.keep_picture(path)
        return Attributes({HREF: "../" * self._depth() + new_name}) if new_name else "drop"

    def _depth(self) -> int:
        """How many folders this part lies below the document's own."""
        return self._place.count("/") + 1 if self._place else 0


def _check_allowed(element: tuple[str, str], attributes: dict[str, str]) -> None:
    """Raise EvidenceRefused for scripts, foreign objects, and what fetches data when the file is opened."""
    if element in REFUSED:
        raise EvidenceRefused(REFUSED[element])
    for key in FORMULAS:
        if key in attributes and FETCHING_FORMULA.search(attributes[key]):
            raise EvidenceRefused(Fault.LINKED)


def _read_manifest(archive: zipfile.ZipFile) -> tuple[str, dict[str, str]]:
    """The version of the standard that the file follows, and the media types of the folders in it."""
    if archive.getinfo(MANIFEST).file_size > MEGABYTE:
        raise EvidenceRefused(Fault.UNSAFE)
    version, types = "", {}
    for _name, attributes in elements(as_utf8(archive.read(MANIFEST))):
        row = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        version = version or row.get("version", "")
        types[row.get("full-path", "").rstrip("/")] = row.get("media-type", "")
    return version if VERSION.fullmatch(version) else NEWEST_VERSION, types


def _write_manifest(listed: dict[str, str], version: str) -> bytes:
    """The list of what is in the file."""
    rows = "".join(
        f"<m:file-entry m:full-path={quoteattr(name)} m:media-type={quoteattr(kind)}/>" for name, kind in listed.items()
    )
    return f'{DECLARATION}<m:manifest xmlns:m="{OASIS}manifest:1.0" m:version="{version}">{rows}</m:manifest>'.encode()

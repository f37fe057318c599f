"""Cleans Word and Excel files: what a reader sees stays, and who wrote it, remarked on it or changed it goes.

An Office file is a web of parts that refer to each other (ECMA-376, part 2). Only references of the kinds listed here
are kept, and only parts that can be reached by them: whatever else a file carries, known or not, is left behind.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from returns.evidence.embedded import Embedded, clean_embedded
from returns.evidence.markup import as_utf8, elements
from returns.evidence.ooxml_parts import clean_part, names_somebody
from returns.evidence.refusal import MEGABYTE, EvidenceRefused, Fault

TYPES_PART = "[Content_Types].xml"
MAX_LIST = 4 * MEGABYTE  # a workbook of thousands of links to web pages has as much
IN_PART_NAMES = "/%!$&'()*+,;=:@~-._"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PICTURE_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "emz": "image/x-emz",
    "wmz": "image/x-wmz",
}
# References are known by the last word of their type; the standard, its strict twin and Microsoft differ before that.
KEPT = {
    "styles",
    "styleswitheffects",
    "theme",
    "themeoverride",
    "settings",
    "websettings",
    "fonttable",
    "numbering",
    "footnotes",
    "endnotes",
    "header",
    "footer",
    "image",
    "hyperlink",
    "chart",
    "chartex",
    "chartusershapes",
    "chartstyle",
    "chartcolorstyle",
    "diagramdata",
    "diagramlayout",
    "diagramquickstyle",
    "diagramcolors",
    "diagramdrawing",
    "drawing",
    "worksheet",
    "chartsheet",
    "sharedstrings",
    "calcchain",
    "sheetmetadata",
    "table",
    "pivottable",
    "pivotcachedefinition",
    "pivotcacherecords",
    "slicer",
    "slicercache",
    "timeline",
    "timelinecache",
    "rdrichvalue",
    "rdrichvaluestructure",
    "rdrichvaluetypes",
    "richvaluerel",
    "featurepropertybag",
}
KEPT_BY_THE_PACKAGE = {"officedocument"}
REFUSED = {
    **dict.fromkeys(["vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet"], Fault.MACROS),
    **dict.fromkeys(
        ["oleobject", "control", "activexcontrolbinary", "afchunk", "subdocument", "video", "audio", "media"],
        Fault.ACTIVE,
    ),
    **dict.fromkeys(
        ["externallink", "externallinkpath", "connections", "mailmergesource", "mailmergeheadersource"], Fault.LINKED
    ),
}
NOTES = {
    **dict.fromkeys(
        ["comments", "commentsextended", "commentsids", "commentsextensible", "threadedcomment"], "comments_removed"
    ),
    **dict.fromkeys(["revisionheaders", "usernames"], "changes_removed"),
    **dict.fromkeys(["people", "person"], "author_removed"),
}
ABOUT = {"core-properties", "extended-properties", "custom-properties"}
WEB_ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# Where a template of one's own organisation lies: a drive, a share or a folder. Nothing that a stranger could fill.
OWN_PLACE = re.compile(r"file:|[a-z]:[\\/]|\\\\|(?![a-z][a-z0-9+.-]+:)", re.IGNORECASE)


@dataclass(frozen=True)
class Relation:
    """A reference from one part to another, or to something outside."""

    id: str
    type: str
    target: str
    is_outside: bool

    @property
    def word(self) -> str:
        """What kind of reference it is, in lower case."""
        return self.type.rpartition("/")[2].lower()

    @property
    def is_inside_package(self) -> bool:
        """Whether the target is another member."""
        return not self.is_outside and not self.target.startswith("#")

    @property
    def leads_on(self) -> bool:
        """Whether the target may refer to more."""
        return self.is_inside_package and self.word != "image"


@dataclass
class _Kept:
    """A part that stays: its references that stay, and the identifiers of those that do not."""

    relations: list[Relation] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


class Package:
    """A Word or Excel file being cleaned: its parts by name, the package itself under the empty name.

    `main_type` is the media type that its main part must have. `notes` says what was found, once `members` is through.
    """

    def __init__(self, archive: zipfile.ZipFile, main_type: str, folder: Path) -> None:
        self._archive, self._main_type, self._folder = archive, main_type, folder
        self._members = {name.lower(): name for name in archive.namelist() if not name.endswith("/")}
        self._types = _Types(elements(as_utf8(_read_list(archive, TYPES_PART))))
        self._parts: dict[str, _Kept] = {}
        self._pictures: dict[str, tuple[str, Embedded] | None] = {}
        self.notes: set[str] = set()

    def members(self) -> Iterator[tuple[str, bytes | bytearray]]:
        """Every member of the cleaned file, in the order to write them.

        Raises EvidenceRefused for what must not be in the file, and what the libraries raise for damage.
        """
        self._reach()
        pictures = [picture for picture in self._pictures.values() if picture]
        yield TYPES_PART, self._content_types([name for name, _picture in pictures])
        yield _relations_part(""), self._relations_of("")
        for name in self._archive.namelist():
            if name in self._parts:
                yield name, clean_part(self._archive.read(name), self._parts[name].lost, self.notes)
                if self._parts[name].relations:
                    yield _relations_part(name), self._relations_of(name)
        for name, picture in pictures:
            yield name, picture.content

    def _reach(self) -> None:
        """Follow every reference that is kept, from the package itself on."""
        waiting = [""]
        while waiting:
            name = waiting.pop()
            if name in self._parts:
                continue
            kept = self._parts[name] = _Kept()
            for relation in self._read_relations(name):
                followed = self._follow(name, relation)
                if followed is None:
                    kept.lost.add(relation.id)
                    continue
                kept.relations.append(followed)
                if followed.leads_on:
                    waiting.append(followed.target)
        mains = [relation.target for relation in self._parts[""].relations]
        if [self._types.of(main) for main in mains] != [self._main_type]:
            raise EvidenceRefused(Fault.DAMAGED)

    def _read_relations(self, name: str) -> list[Relation]:
        """The references that a part lists."""
        found = self._members.get(_relations_part(name).lower())
        if found is None:
            return []
        return [
            Relation(
                id=attributes.get("Id", ""),
                type=attributes.get("Type", ""),
                target=attributes.get("Target", "").strip(),
                is_outside=attributes.get("TargetMode", "").strip().lower() == "external",
            )
            for element, attributes in elements(as_utf8(_read_list(self._archive, found)))
            if element == "Relationship"
        ]

    def _follow(self, name: str, relation: Relation) -> Relation | None:
        """The reference as it is kept, or None. Raises EvidenceRefused for what no evidence may refer to."""
        if relation.word in REFUSED:
            raise EvidenceRefused(REFUSED[relation.word])
        if relation.target.startswith("#") and relation.word == "hyperlink":
            return relation
        if relation.is_outside or HAS_SCHEME.match(relation.target):
            return _outside(relation)
        if relation.word in NOTES:
            self.notes.add(NOTES[relation.word])
        part = self._find(name, relation.target)
        if part and relation.word in ABOUT and names_somebody(self._archive.read(part)):
            self.notes.add("author_removed")
        if not part or relation.word not in (KEPT if name else KEPT_BY_THE_PACKAGE):
            return None
        if relation.word == "image":
            return self._picture(name, part, relation)
        return replace(relation, target=part)

    def _find(self, name: str, target: str) -> str | None:
        """The member that a reference from a part means. Names of parts are compared without their case."""
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/").lower()
        return self._members.get(path) or self._members.get(unquote(path))

    def _picture(self, name: str, part: str, relation: Relation) -> Relation | None:
        """A reference to the cleaned picture, which gets a name that says nothing."""
        if part not in self._pictures:
            extension = posixpath.splitext(part)[1].lstrip(".")
            picture = clean_embedded(self._archive.read(part), self._folder, extension=extension)
            if picture and picture.has_pixels:
                self.notes.add("pictures")
            new_name = f"{name.partition('/')[0]}/media/image{len(self._pictures) + 1}"
            self._pictures[part] = (f"{new_name}.{picture.extension}", picture) if picture else None
        found = self._pictures[part]
        return replace(relation, target=found[0]) if found else None

    def _relations_of(self, name: str) -> bytes:
        """The list of a part's references that are kept."""
        rows = []
        for relation in self._parts[name].relations:
            target, mode = relation.target, ' TargetMode="External"' if relation.is_outside else ""
            if relation.is_inside_package:
                target = quote(posixpath.relpath(f"/{target}", f"/{posixpath.dirname(name)}"), safe=IN_PART_NAMES)
            rows.append(
                f"<Relationship Id={quoteattr(relation.id)} Type={quoteattr(relation.type)}"
                f" Target={quoteattr(target)}{mode}/>"
            )
        return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'.encode()

    def _content_types(self, pictures: list[str]) -> bytes:
        """The list of the media types of what is kept."""
        extensions = sorted({posixpath.splitext(name)[1].lstrip(".") for name in pictures})
        defaults = {"rels": RELATIONS_TYPE, "xml": "application/xml"} | {one: PICTURE_TYPES[one] for one in extensions}
        rows = [f'<Default Extension="{one}" ContentType="{kind}"/>' for one, kind in defaults.items()]
        rows += [
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(self._types.of(name))}/>"
            for name in self._archive.namelist()
            if name in self._parts
        ]
        return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{"".join(rows)}</Types>'.encode()


class _Types:
    """The media types of the parts, by name and else by extension."""

    def __init__(self, listed: list[tuple[str, dict[str, str]]]) -> None:
        rows = [attributes for _element, attributes in listed]
        self._by_part = {row["PartName"].lower(): row.get("ContentType", "") for row in rows if "PartName" in row}
        self._by_end = {row["Extension"].lower(): row.get("ContentType", "") for row in rows if "Extension" in row}

    def of(self, name: str) -> str:
        """The media type of a part."""
        extension = posixpath.splitext(name)[1].lstrip(".").lower()
        return self._by_part.get(f"/{name}".lower()) or self._by_end.get(extension) or "application/xml"


def _outside(relation: Relation) -> Relation | None:
    """A link to a web page or mailbox, which opens nothing by itself, is kept; a template of one's own is let go."""
    if relation.is_outside and relation.word == "hyperlink" and WEB_ADDRESS.match(relation.target):
        return relation
    if relation.word == "attachedtemplate" and OWN_PLACE.match(relation.target):
        return None
    raise EvidenceRefused(Fault.LINKED)


def _relations_part(name: str) -> str:
    """Where a part lists its references."""
    folder, _, last = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _read_list(archive: zipfile.ZipFile, name: str) -> bytes:
    """One of the package's own lists, which are short. Raises EvidenceRefused for a long one."""
    if archive.getinfo(name).file_size > MAX_LIST:
        raise EvidenceRefused(Fault.UNSAFE)
    return archive.read(name)

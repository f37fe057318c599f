"""What goes from inside the parts of Word and Excel files: remarks, changes, names of people, and loose ends."""

import re

from returns.evidence.markup import Attributes, Cutter, Fate, Upward, as_utf8, check_markup
from returns.evidence.refusal import EvidenceRefused, Fault

WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.microsoft.com/office/word/2010/wordml",
}
EXCEL = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
}
RELATIONS = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
# The outermost elements of the parts that hold what people write.
OUTERMOST = {"document", "hdr", "ftr", "footnotes", "endnotes", "settings", "workbook", "worksheet", "sst"}
OF_DRAWINGS = "urn:schemas-microsoft-com:office:office relid"
# Pictures of the old drawing language (VML) can name where they lie instead of a part.
OLD_PICTURES = {"imagedata", "fill", "stroke", "image"}
PLACES_OF_OLD_PICTURES = ("src", "urn:schemas-microsoft-com:office:office href")

# Word: remarks and tracked changes (ECMA-376, part 1, sections 17.13.4 and 17.13.5).
REMARKS = {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"}
PUT_IN = {"ins", "moveTo", "cellIns", "conflictIns"}
TAKEN_OUT = {"del", "moveFrom", "cellMerge", "conflictDel", "delText", "delInstrText"}
CHANGE_RANGES = re.compile(r"(moveFrom|moveTo|customXml(Ins|Del|MoveFrom|MoveTo|Conflict\w+))Range(Start|End)")
# A table that loses all its rows goes with them, and so does a row that loses all its cells.
IN_TABLES = {"tbl": "tr", "tr": "tc", "tc": ""}
WHOLE_ROW_OR_CELL = {("trPr", "del"): "tr", ("tcPr", "cellDel"): "tc"}
# Word: who worked on it when, what a form was filled from, and who may edit what.
NAMES_IN_WORD = {"rsids", "rsid", "docVars", "permStart", "permEnd", "dataBinding", "mailMerge", "attachedTemplate"}
BRINGS_IN_WORD = {"altChunk", "subDoc", "control"}
# Excel: views saved under a person's name, who has it open, and lists of which nothing is left.
NAMES_IN_EXCEL = {"customWorkbookViews", "customSheetViews", "fileSharing", "controls", "customProperties", "userInfo"}
BRINGS_IN_EXCEL = {"oleObjects": Fault.ACTIVE, "externalReferences": Fault.LINKED, "webPublishItems": Fault.LINKED}
KEEPS_WITHOUT_ITS_LINK = {"hyperlink", "pageSetup"}

# Field codes that fetch a file, a picture or data, or start a program (ECMA-376, part 1, section 17.16.5).
FETCHING_FIELDS = {"DDE", "DDEAUTO", "LINK", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "DATABASE", "RD"}
FETCHING_FORMULA = re.compile(r"\b(WEBSERVICE|IMAGE|RTD|DDE|CALL|REGISTER\.ID)\s*\(", re.IGNORECASE)
LONGEST_FIELD_HEAD = 2000
# A part in which none of this occurs can stay as it is: text of Word, remarks and characters written as numbers in the
# XML, the list of sheets, and the names looked for in Excel's own parts; in small letters.
WORDS_THAT_MATTER = (
    *(b"wordprocessingml", b"/wordml", b"<!", b"&#", b"abspath", b"oleobject", b"sheetid", b"pivotcachedefinition"),
    *(b"webservice", b"image", b"rtd", b"dde", b"call", b"register"),
    *(name.lower().encode() for name in sorted(NAMES_IN_EXCEL | BRINGS_IN_EXCEL.keys())),
)

PEOPLE = {"creator", "lastModifiedBy", "contributor", "publisher", "Company", "Manager", "lpwstr"}


def clean_part(data: bytes, lost: set[str], notes: set[str]) -> bytes | bytearray:
    """One XML part without what should not be shown, and without anything that used a reference in `lost`.

    What was found is added to `notes`. Raises EvidenceRefused for links and scripts, and expat.ExpatError when it is
    not XML.
    """
    if not lost and _needs_no_cleaning(data):
        check_markup(data)
        return data
    return _Part(lost, notes).clean(data)


def _needs_no_cleaning(data: bytes) -> bool:
    """Whether none of the words occurs that could matter: sheets of a hundred thousand rows are nothing but cells.

    No name of an element can be written in another way, and what else could be (as a character reference, or in
    another alphabet) counts as a word that matters.
    """
    if as_utf8(data) is not data or data.find(b"<?", len(b"<?xml")) >= 0:
        return False
    in_small_letters = data.lower()
    return not any(word in in_small_letters for word in WORDS_THAT_MATTER)


def names_somebody(data: bytes) -> bool:
    """Whether the part "about this file" names a person or an organisation."""
    found = []

    def hear(_name: str, text: str) -> None:
        if text.strip():
            found.append(text)

    Cutter(lambda *element: None, heard=PEOPLE, hear=hear).cut(data)
    return bool(found)


class _Part:
    """What must be remembered while one part is read."""

    def __init__(self, lost: set[str], notes: set[str]) -> None:
        self._lost, self._notes = lost, notes
        self._fields: list[str] = []

    def clean(self, data: bytes) -> bytearray:
        heard = ("instrText", "f", "definedName")
        return Cutter(self._judge, inside=IN_TABLES, heard=heard, hear=self._hear).cut(data)

    def _judge(self, namespace: str, name: str, attributes: dict[str, str], parent: str) -> Fate:
        if self._lost and attributes:
            loose = [key for key, value in attributes.items() if value in self._lost and _is_reference(key)]
            if loose:
                return Attributes(dict.fromkeys(loose)) if name in KEEPS_WITHOUT_ITS_LINK else "drop"
        if not parent and name in OUTERMOST and namespace not in WORD | EXCEL:
            raise EvidenceRefused(Fault.DAMAGED)  # nothing in it would be recognised, here or by Word
        if namespace in EXCEL:
            return self._judge_excel(name, attributes)
        if namespace in WORD:
            return self._judge_word(namespace, name, attributes, parent)
        if name == "absPath":
            self._notes.add("author_removed")
            return "drop"
        if name == "OLEObject":
            raise EvidenceRefused(Fault.ACTIVE)
        if name in OLD_PICTURES and any(attributes.get(place) for place in PLACES_OF_OLD_PICTURES):
            raise EvidenceRefused(Fault.LINKED)
        return None

    def _judge_excel(self, name: str, attributes: dict[str, str]) -> Fate:
        if name in BRINGS_IN_EXCEL:
            raise EvidenceRefused(BRINGS_IN_EXCEL[name])
        if name in NAMES_IN_EXCEL:
            return "drop"
        if name == "sheet" and attributes.get("state", "visible") != "visible":
            self._notes.add("hidden_sheets")
        if name == "pivotCacheDefinition" and "refreshedBy" in attributes:
            self._notes.add("author_removed")
            return Attributes({"refreshedBy": None})
        return None

    def _judge_word(self, namespace: str, name: str, attributes: dict[str, str], parent: str) -> Fate:
        if name in REMARKS:
            self._notes.add("comments_removed")
            return "drop"
        if (change := _change(name, parent)) is not None:
            self._notes.add("changes_removed")
            return change
        if name in BRINGS_IN_WORD:
            raise EvidenceRefused(Fault.ACTIVE)
        if name in NAMES_IN_WORD:
            return "drop"
        if name == "fldChar":
            self._note_field(attributes.get(f"{namespace} fldCharType", ""))
        if name == "fldSimple":
            _check_field(attributes.get(f"{namespace} instr", ""), is_inside=bool(self._fields))
        versions = [key for key in attributes if key.startswith(f"{namespace} rsid")]
        return Attributes(dict.fromkeys(versions)) if versions else None

    def _note_field(self, kind: str) -> None:
        """Follow where fields begin and end: a field's code may stand in many pieces, and in it other fields."""
        if kind == "begin":
            self._fields.append("")
        elif self._fields:
            _check_field(self._fields[-1], is_inside=len(self._fields) > 1)
            if kind == "end":
                self._fields.pop()

    def _hear(self, name: str, text: str) -> None:
        if name == "instrText" and self._fields:
            self._fields[-1] = (self._fields[-1] + text)[:LONGEST_FIELD_HEAD]
        elif name == "instrText":
            _check_field(text, is_inside=False)
        elif FETCHING_FORMULA.search(text):
            raise EvidenceRefused(Fault.LINKED)


def _change(name: str, parent: str) -> Fate:
    """What accepting a tracked change does to an element, or None when it is none."""
    if (parent, name) in WHOLE_ROW_OR_CELL:
        return Upward(WHOLE_ROW_OR_CELL[parent, name])
    if name in PUT_IN:
        return "unwrap"
    if name in TAKEN_OUT or name.endswith("Change") or CHANGE_RANGES.fullmatch(name):
        return "drop"
    return None


def _check_field(code: str, *, is_inside: bool) -> None:
    """Raise EvidenceRefused for a field that fetches something, or that makes up another's code out of numbers."""
    word = code.split(maxsplit=1)[0].strip('"\\').upper() if code.split() else ""
    if word in FETCHING_FIELDS or (is_inside and word == "QUOTE"):
        raise EvidenceRefused(Fault.LINKED)


def _is_reference(key: str) -> bool:
    """Whether an attribute refers to a part by its identifier in the list of references."""
    return key == OF_DRAWINGS or key.rpartition(" ")[0] in RELATIONS

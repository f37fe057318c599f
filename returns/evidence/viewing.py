"""What a page shows of a file: its pictures, its first rows or words, what was found in it, and why it may be shut.

The pictures, rows and words were made in the sandbox when the file was examined; nothing here opens the file itself.
"""

import json
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from returns.evidence.natures import nature_words
from returns.evidence.serving import KIND_OF_TYPE, open_preview
from returns.evidence.tokens import THUMBNAIL, Opening, picture_address, thumbnail_address
from returns.models import Evidence, EvidenceAccess
from returns.sheet import Row
from returns.workflow import SHOWN, WAITING
from suppliers.personal.patterns import label

PAGE = re.compile(r"page-([0-9]+)\.jpg")
# The note that says how many pages a document has.
PAGES = re.compile(r"pages:([0-9]+)")
ROWS, WORDS = "rows.json", "words.txt"
MOST_ROWS_BYTES = 4 * 1024 * 1024
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 5, 50, 20
MOST_IN_A_CELL, MOST_WORDS = 500, 20_000
LAST_OPENINGS = 20
Status, Scan = Evidence.Status, Evidence.Scan
NOTES = {
    "hidden_sheets": gettext_lazy("It has hidden sheets. Check in the downloaded file that nobody is named there."),
    "comments_removed": gettext_lazy("We took out the comments."),
    "changes_removed": gettext_lazy("It had tracked changes. We kept the text as it reads with all of them."),
    "author_removed": gettext_lazy("We took out the names of the people who made it."),
    "signatures_removed": gettext_lazy("We took out digital signatures: they do not outlive the cleaning."),
    "hidden_layers": gettext_lazy(
        "It has layers that a reader can switch on. Check in the downloaded file that nobody is named there."
    ),
    "pictures": gettext_lazy("It has pictures in it: check that they show no child and no name."),
}
KINDS = {
    "pdf": gettext_lazy("PDF"),
    "docx": gettext_lazy("Word document"),
    "xlsx": gettext_lazy("Excel workbook"),
    "odt": gettext_lazy("OpenDocument text"),
    "ods": gettext_lazy("OpenDocument spreadsheet"),
    "csv": gettext_lazy("CSV table"),
    "jpeg": gettext_lazy("JPEG picture"),
    "png": gettext_lazy("PNG picture"),
}
SHUT = {
    Status.QUARANTINED: gettext_lazy("The file was refused when it was checked, so nobody can open it."),
    Status.HIDDEN: gettext_lazy(
        "Somebody reported a problem with this file. Nobody can open it while the council looks into it."
    ),
    Status.REMOVED: gettext_lazy("The file was removed, so nobody can open it."),
    Status.DISPOSED: gettext_lazy(
        "The file was disposed of, because the time for keeping it was over. The figures it supported stay."
    ),
}


@dataclass
class Picture:
    """A picture of a file with its address, and its page in a document (0 for a picture that is the file itself)."""

    address: str
    page: int


@dataclass
class Shown:
    """What the viewer shows of a file that may be opened; all empty for one that may not."""

    pictures: list[Picture] = field(default_factory=list)
    sheets: list[list[list[str]]] = field(default_factory=list)
    words: str = ""
    has_more_words: bool = False
    more_pages: str = ""

    @property
    def has_more_rows(self) -> bool:
        """Whether a table may go on where what is shown of it ends."""
        is_cut = any(
            len(sheet) >= MOST_ROWS or len(max(sheet, key=len, default=[])) >= MOST_COLUMNS for sheet in self.sheets
        )
        return is_cut or len(self.sheets) >= MOST_SHEETS

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at, so that the file has to be downloaded."""
        return not (self.pictures or self.sheets or self.words)


@dataclass(frozen=True)
class Listed:
    """A file in a list: why it cannot be opened (empty when it can), and its thumbnail for who has just opened it.

    What it is said to be is empty when nobody said it.
    """

    evidence: Evidence
    shut: str
    thumbnail: str
    nature: str


def why_shut(evidence: Evidence, user: User) -> str:
    """Why this person cannot open a file that they see, in words; empty when they can (as `openable_evidence`)."""
    if evidence.status in WAITING:
        return _("The file is still being checked. Nobody can open it before it was scanned for viruses and cleaned.")
    if evidence.status == Status.HIDDEN and evidence.scan == Scan.INFECTED:
        return _("A later scan found a virus in this file, so nobody can open it. If you saved a copy, delete it.")
    if evidence.status not in SHOWN:
        return str(SHUT[Status(evidence.status)])
    if evidence.scan == Scan.CLEAN or evidence.uploaded_by_id == user.pk:
        return ""
    return _(
        "The file was not scanned for viruses, because this installation has no virus scanner. "
        "Only the person who added it can open it."
    )


def list_files(row: Row, user: User, session) -> list[Listed]:
    """The files of a line as a list shows them to this person. No queries."""
    return [
        Listed(file, why_shut(file, user), thumbnail_address(file, user, session), nature_words(row, file))
        for file in row.evidence
    ]


def show(evidence: Evidence, user: User, opening: Opening) -> Shown:
    """What there is to look at, by an opening that is on record."""
    words, has_more = _words(evidence)
    pictures = _pictures(evidence, user, opening)
    return Shown(pictures, _sheets(evidence), words, has_more, _more_pages(evidence, len(pictures)))


def kind_words(evidence: Evidence) -> str:
    """The kind of file in words; the media type where there are none."""
    kind = KIND_OF_TYPE.get(evidence.media_type)
    return str(KINDS[kind.name]) if kind and kind.name in KINDS else evidence.media_type


def notes_of(evidence: Evidence) -> list[str]:
    """What was changed in a file or is worth a look, in sentences; codes nobody knows any more are left out."""
    return [str(NOTES[note]) for note in evidence.notes if note in NOTES]


def findings_of(evidence: Evidence) -> list[str]:
    """What looks like personal data, without the data: "Email address: found 2 times"."""
    return [
        ngettext("%(kind)s: found %(times)d time", "%(kind)s: found %(times)d times", times)
        % {"kind": label(kind), "times": times}
        for kind, times in evidence.findings.items()
    ]


def last_openings(evidence: Evidence) -> list[EvidenceAccess]:
    """Who opened the file last, when, how and why, newest first: for the council only. One query."""
    return list(evidence.accesses.select_related("accessed_by").order_by("-id")[:LAST_OPENINGS])


def _pictures(evidence: Evidence, user: User, opening: Opening) -> list[Picture]:
    """Its pages in order, or else the thumbnail."""
    pages = sorted((int(match[1]), name) for name in evidence.previews if (match := PAGE.fullmatch(name)))
    if not pages and THUMBNAIL in evidence.previews:
        pages = [(0, THUMBNAIL)]
    is_picture = evidence.media_type.startswith("image/")
    return [Picture(picture_address(evidence, name, user, opening), 0 if is_picture else page) for page, name in pages]


def _more_pages(evidence: Evidence, shown: int) -> str:
    """That a document has more pages than are shown, in words; empty when it has not."""
    pages = next((int(match[1]) for note in evidence.notes if (match := PAGES.fullmatch(str(note)))), 0)
    if pages <= shown:
        return ""
    return _("Only %(shown)d of %(pages)d pages are shown. Download the file to see the rest.") % {
        "shown": shown,
        "pages": pages,
    }


def _sheets(evidence: Evidence) -> list[list[list[str]]]:
    """The first rows of each sheet; none where they are not as the sandbox should have written them."""
    if ROWS not in evidence.previews:
        return []
    with open_preview(evidence, ROWS) as content:
        text = content.read(MOST_ROWS_BYTES)
    try:
        return [
            [[str(cell)[:MOST_IN_A_CELL] for cell in row[:MOST_COLUMNS]] for row in sheet[:MOST_ROWS]]
            for sheet in json.loads(text)[:MOST_SHEETS]
        ]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


def _words(evidence: Evidence) -> tuple[str, bool]:
    """The beginning of its words, and whether there are more."""
    if WORDS not in evidence.previews:
        return "", False
    with open_preview(evidence, WORDS) as content:
        text = content.read(4 * (MOST_WORDS + 1)).decode(errors="ignore")
    return text[:MOST_WORDS], len(text) > MOST_WORDS

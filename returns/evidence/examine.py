"""Opens one file, decides what it is, makes the copy that is kept, and looks for what should not be in it.

Runs in the sandbox (`cage.sandbox`) and nowhere else: no settings, no database, no translations. Each
library is free to fail here in whatever way it likes.
"""

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path

from returns.evidence.apart import CLEAN, SOURCE
from returns.evidence.content import kind_of
from returns.evidence.kinds import OFFICE
from returns.evidence.likeness import picture_hash, text_hash
from returns.evidence.office import clean_office
from returns.evidence.pdf import clean_pdf, count_pages, draw_pages, pdf_has_pictures
from returns.evidence.pictures import clean_picture, shrink
from returns.evidence.refusal import EvidenceRefused, Fault
from returns.evidence.tables import clean_csv
from returns.evidence.words import rows_of, words_of
from suppliers.personal.patterns import find_personal_data

logger = logging.getLogger(__name__)

THUMBNAIL, FIRST_PAGE, ROWS, WORDS = "thumbnail.jpg", "page-1.jpg", "rows.json", "words.txt"
THUMBNAIL_SIDE, PAGE_SIDE = 240, 1600  # pixels
PREVIEW_CHARACTERS = 30_000
TABLES = ("xlsx", "ods", "csv")
PICTURES = ("jpeg", "png")


@dataclass
class Examined:
    """What is known of a file that passed.

    `kind` is the kind of the cleaned copy. `findings` says how often each kind of personal data seems to occur, `notes`
    what was changed or is worth a look. The hashes say what the picture or the text is like; "" where there is none.
    """

    kind: str
    findings: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    previews: list[str] = field(default_factory=list)
    picture_hash: str = ""
    text_hash: str = ""


def examine_here(name: str, declared_type: str) -> Examined:
    """`examine` the source in the current folder: for the sandbox, which passes on only what JSON can say."""
    here = Path.cwd()
    return examine(here / SOURCE, here, name=name, declared_type=declared_type)


def examine(source: Path, folder: Path, *, name: str, declared_type: str) -> Examined:
    """Examine a file and write the cleaned copy and the previews into `folder`.

    `name` is the cleaned name. Raises EvidenceRefused; MemoryError is left to the sandbox.
    """
    try:
        with source.open("rb") as content:
            kind = kind_of(content, name=name, declared_type=declared_type).name
        clean = folder / CLEAN
        kept, notes = _clean(source, clean, kind)
        found = Examined(kept, notes=sorted(set(notes)))
        _read(clean, folder, name, found)
    except (EvidenceRefused, MemoryError):
        raise
    except Exception as problem:
        # The libraries raise a dozen kinds of exception on damaged files, not all of them their own.
        logger.info("A file could not be examined: %s", type(problem).__name__)
        raise EvidenceRefused(Fault.DAMAGED) from problem
    return found


def _clean(source: Path, clean: Path, kind: str) -> tuple[str, list[str]]:
    """Write what is kept of a file: its kind from now on, and notes."""
    if kind in OFFICE:
        return kind, clean_office(source, clean, kind)
    if kind == "pdf":
        notes = clean_pdf(source, clean)
        return kind, [*notes, "pictures"] if pdf_has_pictures(clean) else notes
    if kind == "csv":
        return kind, clean_csv(source, clean)
    return clean_picture(source, clean, kind), []


def _read(clean: Path, folder: Path, name: str, found: Examined) -> None:
    """Draw and read the cleaned copy, so that nothing shows what is not kept."""
    text, headings = "", []
    if found.kind in PICTURES:
        _draw_picture(clean, folder, found)
    else:
        words = words_of(clean, found.kind)
        text, headings = words.text, words.headings
        _draw_document(clean, folder, text, found)
    found.findings = find_personal_data(text, headings=headings, name=name)


def _draw_picture(clean: Path, folder: Path, found: Examined) -> None:
    """A picture to look at, a small one for lists, and what it looks like."""
    shrink(clean, folder / FIRST_PAGE, PAGE_SIDE)
    shrink(folder / FIRST_PAGE, folder / THUMBNAIL, THUMBNAIL_SIDE)
    found.previews = [THUMBNAIL, FIRST_PAGE]
    found.picture_hash = picture_hash(clean)


def _draw_document(clean: Path, folder: Path, text: str, found: Examined) -> None:
    """The first pages, rows or words of a document, and what its text is like; of a scanned one, its first page."""
    found.text_hash = text_hash(text)
    if found.kind == "pdf":
        found.previews = draw_pages(clean, folder)
        if (pages := count_pages(clean)) > len(found.previews):
            found.notes.append(f"pages:{pages}")  # the viewer says that it does not show them all
        if FIRST_PAGE in found.previews:
            shrink(folder / FIRST_PAGE, folder / THUMBNAIL, THUMBNAIL_SIDE)
            found.previews.append(THUMBNAIL)
            if not text.strip():
                found.picture_hash = picture_hash(folder / FIRST_PAGE)
    elif found.kind in TABLES:
        (folder / ROWS).write_text(json.dumps(rows_of(clean, found.kind)))
        found.previews = [ROWS]
    elif text.strip():
        (folder / WORDS).write_text(text[:PREVIEW_CHARACTERS])
        found.previews = [WORDS]

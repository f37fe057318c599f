"""Golden files: evidence that must be taken, and evidence that must not, each with the fate it has to meet.

    python -m tests.golden.evidence.make

writes them anew, the same bytes each time, into `taken` and `refused` beside this file. `GOLDEN` says what is expected.
Everything in them is made up: nobody is called Planted, and the numbers are those that nobody was given. The industry's
virus test file is not among them, because scanners would take that for ill; tests make it when they need it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

from returns.evidence.containers import ZIP_START
from returns.evidence.kinds import EXTENSIONS, KINDS
from tests.golden.evidence import contents
from tests.returns import files, pdfs, photos
from tests.returns.office_files import BODY, a_word_file, an_excel_file_with_everything, an_opendocument, unpacked

HERE = Path(__file__).parent
MOST_BYTES = 60_000
PHOTO_ENDINGS = [extension for extension, kind in EXTENSIONS.items() if KINDS[kind].is_photo]
# Containers and workbooks say when they were written.
WRITTEN_AT = datetime(2026, 1, 5, 12, tzinfo=ZoneInfo("UTC"))


@dataclass(frozen=True)
class Golden:
    """One file and what must become of it.

    `fate` is the kind of the copy that is kept, or the fault that it is refused with, by any measure that allows
    photos and whose people need no protection. `gone` are words of the file that no copy may hold, `stays` words that
    it must. `at_once` when the web process already sees what is wrong.
    """

    name: str
    fate: str
    make: Callable[[], bytes]
    declared_type: str = ""
    gone: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    findings: dict[str, int] = field(default_factory=dict)
    at_once: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether it may be evidence."""
        return self.fate in KINDS

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return HERE / ("taken" if self.is_taken else "refused") / self.name

    @property
    def content(self) -> bytes:
        """The file as it lies there."""
        return self.path.read_bytes()

    @property
    def careful_fate(self) -> str:
        """What becomes of it where the measure is about people who need protection and takes no photos."""
        if self.path.suffix in PHOTO_ENDINGS and not self.at_once:
            return "photo_not_allowed"
        return "personal_data" if self.findings else self.fate


# --- What becomes of them ---------------------------------------------------------------------------------------------
PHONE_MARKS = ("Camera", "Artist", "Place", "XMP", "IPTC", "Comment", "Profile", "Thumbnail", "Chunk")
PDF_MAKER_MARKS = (
    *("Author", "Title", "Own", "Root", "Piece", "Signer", "Trailer", "Tree", "Page"),
    *("Changed", "Thumb", "Property", "Font", "Layer", "Hidden-Page", "Photo", "Camera", "Artist", "XMP", "IPTC"),
)
PDF_NOTE_MARKS = (
    *("Reviewer", "Date", "Number", "Sticky", "Rich", "Popup", "Remark", "Subject", "Typed", "Redact", "Field"),
    *("Value", "Hint", "Hidden", "Signature", "Signer", "Linker", "User"),
)


def _planted(*names: str) -> tuple[str, ...]:
    return tuple(f"Planted-{name}" for name in names)


def _type(kind: str) -> str:
    return KINDS[kind].media_type


TAKEN = (
    Golden("letter.pdf", "pdf", pdfs.a_pdf, _type("pdf"), stays=("Ten people started work.",)),
    Golden(
        "letter-with-links.pdf", "pdf",
        lambda: pdfs.a_pdf(contents.pdf_of_a_web_link), stays=("example.org/garden",),
    ),
    Golden(
        "letter-of-a-known-maker.pdf", "pdf", contents.pdf_of_a_known_maker, _type("pdf"),
        gone=_planted(*PDF_MAKER_MARKS), stays=("Ten people",), notes=("author_removed", "pictures"),
    ),
    Golden(
        "letter-with-notes.pdf", "pdf", lambda: pdfs.a_pdf(pdfs.annotated), gone=_planted(*PDF_NOTE_MARKS),
        stays=("Ten people", "Typed on top", "Twelve apprentices"), notes=("comments_removed", "signatures_removed"),
    ),
    Golden(
        "scan.pdf", "pdf", lambda: pdfs.a_pdf(contents.pdf_of_a_scan), notes=("pictures",),
        gone=_planted("Camera", "Artist", "Place", "XMP", "IPTC", "Comment", "Thumbnail"),
    ),
    Golden("letter.docx", "docx", a_word_file, _type("docx"), stays=(contents.WORDS,)),
    Golden(
        "letter-with-remarks.docx", "docx", contents.word_file_with_remarks,
        gone=_planted("Writer", "Deleted", "Reviewer", "Remark", "Session", "Picture", "Camera", "Author"),
        stays=(contents.WORDS,), notes=("author_removed", "changes_removed", "comments_removed", "pictures"),
    ),
    Golden("hours.xlsx", "xlsx", contents.excel_file, _type("xlsx"), stays=("July",), notes=("author_removed",)),
    Golden(
        "hours-with-hidden-sheets.xlsx", "xlsx", lambda: an_excel_file_with_everything("Planted-Everywhere"),
        gone=_planted("Everywhere"), stays=("July",),
        notes=("author_removed", "comments_removed", "hidden_sheets", "pictures"),
    ),
    Golden(
        "letter.odt", "odt",
        lambda: an_opendocument(f"<text:p>{contents.WORDS}</text:p>"), _type("odt"), stays=(contents.WORDS,),
    ),
    Golden(
        "letter-with-remarks.odt", "odt", contents.open_text_with_remarks, stays=(contents.WORDS,),
        gone=_planted("Editor", "Deleted", "Reviewer", "Remark", "Author"),
        notes=("author_removed", "changes_removed", "comments_removed"),
    ),
    Golden(
        "hours.ods", "ods", contents.open_sheet, _type("ods"), gone=_planted("Reviewer", "Remark"), stays=("Hours",),
        notes=("comments_removed", "hidden_sheets"),
    ),
    Golden("hours.csv", "csv", lambda: contents.HOURS, _type("csv"), stays=("July,12",)),
    Golden("hours-of-a-welsh-team.csv", "csv", lambda: "Mîs;Oriau\r\nChwefror;12\r\n".encode(), stays=("Mîs;Oriau",)),
    Golden(
        "costs-from-windows.csv", "csv", lambda: "Café,£\r\nTea – 1,12\r\n".encode("cp1252"),
        "application/vnd.ms-excel",
        stays=("Café,£", "Tea – 1"),
    ),
    Golden("garden.jpg", "jpeg", lambda: contents.picture("JPEG"), _type("jpeg")),
    Golden("garden-of-a-phone.jpg", "jpeg", contents.photo_of_a_phone, _type("jpeg"), gone=_planted(*PHONE_MARKS)),
    Golden(
        "garden.png", "png", lambda: photos.a_png(orientation=3), _type("png"),
        gone=_planted("Camera", "Artist", "Place", "XMP", "Text", "Long", "Chunk", "Comment", "Behind"),
    ),
    Golden(
        "garden.heic", "jpeg", lambda: photos.a_heic(orientation=6), _type("heic"),
        gone=_planted("Camera", "Artist", "Place", "XMP"),
    ),
    Golden(
        "register.csv", "csv", contents.REGISTER.encode,
        findings={"heading": 4, "date_of_birth": 2, "nhs_number": 1, "email": 1, "ni_number": 1, "phone": 2,
        "postcode": 1},
    ),
    Golden(
        "letter-that-names.docx", "docx",
        lambda: a_word_file("<w:p><w:r><w:t>Planted Person, born 31/12/1901</w:t></w:r></w:p>"),
        findings={"date_of_birth": 1},
    ),
    Golden(
        "letter-that-names.pdf", "pdf", lambda: pdfs.a_pdf(pages=("Write to planted@charity.example",)),
        findings={"email": 1},
    ),
    Golden(
        "letter-that-names.odt", "odt",
        lambda: an_opendocument("<text:p>NHS number 999 123 4578</text:p>"), findings={"nhs_number": 1},
    ),
    Golden("consent form.pdf", "pdf", lambda: pdfs.a_pdf(pages=("Nobody is named here.",)), findings={"file_name": 1}),
)  # fmt: skip

REFUSED = (
    Golden("nothing.pdf", "empty", bytes, at_once=True),
    # Not what the name or the browser says.
    Golden("picture-called-a-letter.pdf", "name_disagrees", lambda: contents.picture("JPEG"), at_once=True),
    Golden("letter-called-a-picture.png", "name_disagrees", pdfs.a_pdf, at_once=True),
    Golden("workbook-called-a-letter.docx", "name_disagrees", contents.excel_file),
    Golden("letter-called-a-page.pdf", "type_disagrees", pdfs.a_pdf, "text/html", at_once=True),
    Golden("letter-called-a-program.pdf.exe", "name_disagrees", pdfs.a_pdf, at_once=True),
    Golden("archive-called-a-letter.docx", "type_disagrees", lambda: files.a_zip({"letter.pdf": pdfs.a_pdf()})),
    Golden("page-called-a-table.csv", "type_disagrees", lambda: b"<!DOCTYPE html><html></html>", at_once=True),
    Golden(
        "table-with-a-script.csv", "type_disagrees",
        lambda: contents.HOURS * 100 + b"<script>alert(1)</script>,1\r\n",
    ),
    Golden("shell-script-called-a-table.csv", "type_disagrees", lambda: b"#!/bin/sh\necho planted\n", at_once=True),
    # Not on the list.
    Golden(
        "page.html", "wrong_type",
        lambda: b"<!DOCTYPE html><html><script>alert(1)</script></html>\n", "text/html", at_once=True,
    ),
    Golden(
        "plan.svg", "wrong_type", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>\n',
        "image/svg+xml",
        at_once=True,
    ),
    Golden(
        "letters.zip", "wrong_type",
        lambda: files.a_zip({"letter.pdf": pdfs.a_pdf()}), "application/zip", at_once=True,
    ),
    Golden("program.exe", "wrong_type", lambda: b"MZ\x90\x00" + bytes(200), "application/x-msdownload", at_once=True),
    Golden("garden.gif", "wrong_type", contents.gif, "image/gif", at_once=True),
    Golden("notes.txt", "wrong_type", lambda: b"Thank you for the good work.\n", "text/plain", at_once=True),
    Golden("macros.docm", "wrong_type", lambda: files.a_docx({"word/vbaProject.bin": files.OLE_START}), at_once=True),
    Golden("old-letter.doc", "old_office", lambda: contents.OLD_WORD, "application/msword", at_once=True),
    # Two files in one.
    Golden("garden-and-archive.jpg", "unsafe", lambda: contents.picture("JPEG") + files.a_zip({"a.txt": "planted"})),
    Golden("garden-that-is-a-page.png", "type_disagrees", lambda: b"GIF89a/*<html>*/=1;" + bytes(20), at_once=True),
    Golden("letter-and-archive.pdf", "unsafe", lambda: pdfs.a_pdf() + files.a_zip({"a.txt": "planted"})),
    Golden("letter-and-page.pdf", "damaged", lambda: b"%PDF-1.7\n<html><script>alert(1)</script></html>\n"),
    Golden("two-letters.docx", "damaged", lambda: files.a_docx() + files.a_docx()),
    # PDF that does or carries something, or is locked.
    Golden("script.pdf", "active", contents.pdf_that("script when opened")),
    Golden("script-in-a-link.pdf", "active", contents.pdf_that("script in an address with blanks")),
    Golden("program.pdf", "active", contents.pdf_that("program when opened")),
    Golden("files-inside.pdf", "active", contents.pdf_that("attached file")),
    Golden("form-of-the-old-kind.pdf", "active", contents.pdf_that("form of the old kind")),
    Golden("film.pdf", "active", contents.pdf_that("rich media")),
    Golden("locked.pdf", "password", contents.locked_pdf),
    Golden("half.pdf", "damaged", lambda: pdfs.a_pdf()[:300]),
    # Office files likewise.
    Golden("macros.docx", "macros", lambda: files.a_docx({"word/vbaProject.bin": files.OLE_START})),
    Golden("macros.xlsx", "macros", contents.excel_file_with_macros),
    Golden("macros.odt", "macros", lambda: files.an_opendocument(members={"Basic/Standard/Module1.xml": "<a/>"})),
    Golden("program-inside.docx", "active", lambda: files.a_docx({"word/media/image1.png": b"MZ\x90\x00"})),
    Golden("object-inside.docx", "active", lambda: files.a_docx({"word/embeddings/oleObject1.bin": files.OLE_START})),
    Golden("template-on-the-web.docx", "linked", contents.word_file_from_a_template),
    Golden(
        "picture-on-the-web.docx", "linked",
        lambda: a_word_file(BODY, ("image", "https://planted.example/pixel.png", "External")),
    ),
    Golden("bound-to-another.xlsx", "linked", contents.excel_file_bound_to_another),
    Golden(
        "bound-to-another.ods", "linked", lambda: contents.open_sheet("12",
        "table:formula=\"of:='file:///planted.ods'#$One.A1\""),
    ),
    Golden("locked.docx", "password", lambda: contents.LOCKED_OFFICE, at_once=True),
    Golden("locked.xlsx", "password", lambda: contents.LOCKED_OFFICE + bytes(8), at_once=True),
    Golden(
        "locked.odt", "password",
        lambda: files.an_opendocument(manifest="<m:file-entry><m:encryption-data/></m:file-entry>"),
    ),
    # Bombs.
    Golden("unpacks-beyond-belief.docx", "unsafe", lambda: files.a_docx({"word/zeros.bin": bytes(20 * 1024 * 1024)})),
    Golden(
        "archives-in-archives.docx", "unsafe",
        lambda: files.a_docx({"word/embeddings/one.xlsx": files.a_docx({"two.xlsx": files.a_docx()})}),
    ),
    Golden("archive-inside.docx", "unsafe", lambda: files.a_docx({"word/media/more.7z": b"7z\xbc\xaf\x27\x1c"})),
    Golden("members-in-the-same-bytes.docx", "unsafe", contents.overlapping),
    Golden("member-longer-than-it-says.docx", "damaged", lambda: files.a_zip_with_a_lie_about_size(70_001, 69_001)),
    Golden("leads-outside.docx", "unsafe", lambda: files.a_docx({"../../planted.txt": "x"})),
    Golden(
        "billion-laughs.docx", "unsafe",
        lambda: a_word_file(parts={"word/document.xml": f"{contents.LAUGHS}]><a>&a9;</a>"}),
    ),
    Golden(
        "file-of-this-machine.docx", "unsafe",
        lambda: a_word_file(
            parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'}
        ),
    ),
    Golden("a-billion-pixels.png", "too_many_pixels", lambda: files.a_png_that_claims(60_000, 20_000)),
    Golden(
        "a-billion-pixels-inside.docx", "too_many_pixels",
        lambda: a_word_file(
            '<w:p><a:blip r:embed="rId1"/></w:p>', ("image", "media/a.png"),
            parts={"word/media/a.png": files.a_png_that_claims(60_000, 20_000)},
        ),
    ),
    Golden("half-a-garden.jpg", "damaged", lambda: contents.picture("JPEG", size=(400, 300))[:-600]),
    Golden("nothing-in-it.heic", "damaged", lambda: files.NO_HEIC),
)  # fmt: skip

GOLDEN = TAKEN + REFUSED


def inside(content: bytes) -> bytes:
    """A file with everything in it unpacked, member names included, so that words are found in it."""
    if content.startswith(ZIP_START):
        return b"\n".join(name.encode() + b"\n" + part for name, part in unpacked(content).items())
    return content + pdfs.unpacked(content) if content.startswith(b"%PDF") else content


def left_in(content: bytes, words: Iterable[str]) -> list[str]:
    """Those of the words that a file holds, in any alphabet that the formats use."""
    found = inside(content)
    alphabets = ("utf-8", "utf-16-le", "utf-16-be")
    return [word for word in words if any(word.encode(alphabet) in found for alphabet in alphabets)]


def make_all() -> dict[Path, bytes]:
    """Every file's content by its path, the same each time."""
    with time_machine.travel(WRITTEN_AT, tick=False):
        return {golden.path: golden.make() for golden in GOLDEN}


def main() -> None:
    """Write the files, and remove those that are no longer among them."""
    made = make_all()
    for folder in {path.parent for path in made}:
        folder.mkdir(exist_ok=True)
        for old in set(folder.iterdir()) - made.keys():
            old.unlink()
    for path, content in made.items():
        path.write_bytes(content)


if __name__ == "__main__":
    main()

"""Opens PDF files from strangers, with bounds on what unpacking one may cost, and keeps what is seen on the pages.

A cleaned PDF has the same pages. What stood in form fields and drawn notes is drawn into the page, where readers can
select it and searches find it; everything that says who made the file, when and with what is gone (domain rules,
section 7.6). The same file always gives the same bytes, because evidence is kept under the hash of its content.

Everything here may run in a process without settings or database.
"""

import re
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
import pypdfium2

from returns.evidence.damage import refusing_damage
from returns.evidence.pdf_pages import draw_page, has_inline_picture, words_of_page
from returns.evidence.pdf_rules import check_part, leads_to_a_file, name_of, word
from returns.evidence.photo_segments import bare_jpeg, bare_jpeg_2000
from returns.evidence.refusal import MEGABYTE, EvidenceRefused, Fault

# For the whole process, as the library keeps them: a PDF of 300 KB can otherwise unpack its own index to gigabytes.
MAX_UNPACKED = 64 * MEGABYTE
pikepdf.settings.set_qpdf_limits(
    doc_max_warnings=100,
    flate_max_memory=MAX_UNPACKED,
    png_max_memory=MAX_UNPACKED,
    tiff_max_memory=MAX_UNPACKED,
    run_length_max_memory=MAX_UNPACKED,
    dct_max_memory=MAX_UNPACKED,
)
# Values in all dictionaries and lists together. A book of 1,000 tagged pages has one million.
MAX_VALUES = 2_000_000
MAX_PAGES = 5_000  # a thousandth of a second each, for cleaning and for reading

# What is kept of the dictionaries that everything hangs on.
TRAILER_KEYS = {"/Root", "/Size"}
ROOT_KEYS = {
    *("/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/PageLayout", "/PageMode", "/ViewerPreferences"),
    *("/Names", "/Dests", "/Outlines", "/Lang", "/MarkInfo", "/StructTreeRoot", "/OCProperties", "/OutputIntents"),
}
NAMES_KEYS = {"/Dests"}
TREE_KEYS = {"/Type", "/Parent", "/Kids", "/Count", "/Resources", "/MediaBox", "/CropBox", "/Rotate"}
PAGE_KEYS = {
    *("/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Contents"),
    *("/Rotate", "/Group", "/Annots", "/StructParents", "/Tabs", "/UserUnit"),
}
LINK_KEYS = {
    *("/Type", "/Subtype", "/Rect", "/Border", "/BS", "/C", "/H", "/A", "/Dest", "/QuadPoints", "/F", "/StructParent"),
}
# Removed wherever they stand: who made it, when, with what, small pictures of earlier states, files that belong to it.
LEFT_OUT = {"/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/CreatorInfo", "/CreationDate", "/ModDate"}
# Drawn into the page where they are to be seen; these only stand beside it.
COMMENTS = {"Text", "Popup", "Caret", "Redact"}
SPEAKING = {"FreeText", "Link", "Widget", *COMMENTS}  # whose /Contents is no comment, or is counted already
# A photo may stand among the drawing steps, where nothing is taken out of it; there, honest ones have no notes.
NOTES_OF_PHOTOS = re.compile(rb"Exif\x00|ns\.adobe\.com/xap|Photoshop 3\.0")
STEPS_TYPES = {"", "XObject", "Pattern"}  # of streams that hold drawing steps
NO_STEPS = {"/Length1", "/Length2", "/Length3", "/N", "/FunctionType"}  # fonts, colour profiles, functions
PHOTO_FILTERS = {"DCTDecode": bare_jpeg, "DCT": bare_jpeg, "JPXDecode": bare_jpeg_2000}

SECONDS_TO_DRAW = 8  # all pages together; those that take longer have no preview
MAX_HEADING_DEPTH = 8
SMALLEST_PICTURE = 32  # pixels; lines and bullets are pictures too


def check_pdf(content: BinaryIO) -> None:
    """Raise EvidenceRefused for a PDF that is locked, has no pages, or runs or carries something.

    Raises pikepdf.PdfError for a damaged one.
    """
    with _opened(content) as pdf:
        for part in _parts(pdf):
            check_part(part)


def clean_pdf(source: Path, target: Path) -> list[str]:
    """Write the PDF to `target` without its notes, fields, scripts' leavings and everything that tells of its maker.

    Returns what the reader should know: "author_removed", "comments_removed", "signatures_removed" (a signature does
    not outlive any change) and "hidden_layers" (content that a reader can switch on).
    Raises EvidenceRefused as `check_pdf` does, and for a damaged or unreasonably large one.
    """
    with refusing_damage(), _opened(source) as pdf:
        notes = {"author_removed"} if _names_author(pdf) else set()
        annotations = []
        for part in _parts(pdf):
            check_part(part)
            _leave_out(pdf, part)
            if "/ByteRange" in part:
                notes.add("signatures_removed")
            if _is_annotation(part):
                annotations.append(part)
        if _draw_annotations(pdf, annotations):
            notes.add("comments_removed")
        if _hides_layers(pdf):
            notes.add("hidden_layers")
        _prune(pdf)
        pdf.save(
            target,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        with _opened(target):  # a trailer that is damaged just so is mended when it is read, and left out when written
            return sorted(notes)


def pdf_words(path: Path, most: int) -> str:
    """The words of a cleaned PDF, at most `most` characters: its pages, also beyond their edges, then its headings.

    A page that cannot be read has none. Raises EvidenceRefused for a damaged file.
    """
    pieces, left = [], most
    with refusing_damage(), closing(pypdfium2.PdfDocument(path)) as pdf:
        pages = (words_of_page(pdf, number) for number in range(len(pdf)))
        headings = (heading.get_title() for heading in pdf.get_toc(max_depth=MAX_HEADING_DEPTH))
        for piece in filter(None, chain(pages, headings)):
            pieces.append(piece)
            left -= len(piece)
            if left <= 0:
                break
    return "\n".join(pieces)[:most]


def draw_pages(path: Path, folder: Path, most: int = 5) -> list[str]:
    """Write JPEG pictures of the first pages of a cleaned PDF to `folder` and return their names ("page-1.jpg", ...).

    At most 1,400 pixels on the longer side. A page that cannot be drawn, or not in time, has none.
    Raises EvidenceRefused for a damaged file.
    """
    names, until = [], time.monotonic() + SECONDS_TO_DRAW
    with refusing_damage(), closing(pypdfium2.PdfDocument(path)) as pdf:
        for number in range(min(most, len(pdf))):
            name = f"page-{number + 1}.jpg"
            if draw_page(pdf, number, folder / name, until):
                names.append(name)
    return names


def count_pages(path: Path) -> int:
    """How many pages a cleaned PDF has. Raises EvidenceRefused for a damaged file."""
    with refusing_damage(), closing(pypdfium2.PdfDocument(path)) as pdf:
        return len(pdf)


def pdf_has_pictures(path: Path) -> bool:
    """Whether a cleaned PDF shows pictures made of pixels, larger than a bullet: photos, scans, logos.

    Raises EvidenceRefused for a damaged file.
    """
    with refusing_damage():
        with _opened(path) as pdf:
            if any(_is_picture(part) for part in _parts(pdf)):
                return True
        with closing(pypdfium2.PdfDocument(path)) as drawn:
            return any(has_inline_picture(drawn, number, SMALLEST_PICTURE) for number in range(len(drawn)))


def _opened(source: BinaryIO | Path) -> pikepdf.Pdf:
    """The PDF, which has pages and no password."""
    try:
        pdf = pikepdf.open(source, suppress_warnings=True, inherit_page_attributes=False)
    except pikepdf.PasswordError as problem:
        raise EvidenceRefused(Fault.PASSWORD) from problem
    if pdf.is_encrypted:
        raise EvidenceRefused(Fault.PASSWORD)
    if not 0 < len(pdf.pages) <= MAX_PAGES:
        raise EvidenceRefused(Fault.UNSAFE if len(pdf.pages) else Fault.DAMAGED)
    return pdf


def _parts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream of the file, wherever it stands; what the caller removes is not looked into."""
    left = MAX_VALUES
    for found in chain((pdf.trailer,), pdf.objects):
        waiting = [found]
        while waiting:
            part = waiting.pop()
            if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
                yield part
                keys = part.keys()
                left -= len(keys)
                values: Iterator[Any] = (part[key] for key in keys)
            elif isinstance(part, pikepdf.Array):
                left -= len(part)
                values = iter(part)
            else:
                continue
            if left < 0:
                raise EvidenceRefused(Fault.UNSAFE)
            waiting.extend(each for each in values if isinstance(each, pikepdf.Object) and not each.is_indirect)


# --- leaving out ------------------------------------------------------------------------------------------------------
def _names_author(pdf: pikepdf.Pdf) -> bool:
    """Whether the file says who wrote it, in either of the two places."""
    info, metadata = pdf.trailer.get("/Info"), pdf.Root.get("/Metadata")
    named = str(info.get("/Author", "")).strip() if isinstance(info, pikepdf.Dictionary) else ""
    return bool(named) or (isinstance(metadata, pikepdf.Stream) and b"dc:creator" in metadata.read_bytes())


def _leave_out(pdf: pikepdf.Pdf, part: Any) -> None:
    """Take what tells of the maker out of one dictionary or stream."""
    for key in LEFT_OUT.intersection(part.keys()):
        del part[key]
    if leads_to_a_file(part):
        _keep_only(part, set())
    if not isinstance(part, pikepdf.Stream):
        return
    if word(part, "/Type") == "Metadata" or word(part, "/Subtype") == "XML":
        part.write(b"")
        _keep_only(part, {"/Length"})
    filters = _listed(part.get("/Filter"))
    if filters and (bare := PHOTO_FILTERS.get(name_of(filters[-1]))):
        photo = _before_last_filter(pdf, part, filters)
        if (kept := bare(photo)) != photo:
            parameters = _listed(part.get("/DecodeParms"))
            last = parameters[-1] if len(parameters) == len(filters) else None
            part.write(kept, filter=filters[-1], decode_parms=last)
    elif _holds_steps(part) and NOTES_OF_PHOTOS.search(part.read_bytes()):
        raise EvidenceRefused(Fault.UNSAFE)


def _holds_steps(part: Any) -> bool:
    """Whether a stream may be drawing steps: of a page, a form, a pattern or a letter."""
    return (
        word(part, "/Type") in STEPS_TYPES
        and word(part, "/Subtype") in ("", "Form")
        and NO_STEPS.isdisjoint(part.keys())
    )


def _before_last_filter(pdf: pikepdf.Pdf, part: Any, filters: list[Any]) -> bytes:
    """The photo in a stream, unpacked from whatever was packed around it."""
    if len(filters) == 1:
        return part.read_raw_bytes()
    parameters = _listed(part.get("/DecodeParms"))
    packed = pikepdf.Stream(pdf, part.read_raw_bytes())
    packed.Filter = pikepdf.Array(filters[:-1])
    if len(parameters) == len(filters):
        packed.DecodeParms = pikepdf.Array(parameters[:-1])
    return packed.read_bytes(pikepdf.StreamDecodeLevel.generalized)


def _listed(value: Any) -> list[Any]:
    """What may stand alone or in a list, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _keep_only(part: Any, keys: set[str]) -> None:
    """Remove every other key."""
    for key in set(part.keys()) - keys:
        del part[key]


def _prune(pdf: pikepdf.Pdf) -> None:
    """Remove what hangs on the file as a whole, and what only some programs know, from its root down to its pages."""
    _keep_only(pdf.trailer, TRAILER_KEYS)
    _keep_only(pdf.Root, ROOT_KEYS)
    if isinstance(names := pdf.Root.get("/Names"), pikepdf.Dictionary):
        _keep_only(names, NAMES_KEYS)
    for page in pdf.pages:
        _keep_only(page.obj, PAGE_KEYS)
    waiting, seen = [pdf.Root.Pages], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary) and "/Kids" in node and node.objgen not in seen:
            seen.add(node.objgen)
            _keep_only(node, TREE_KEYS)
            waiting.extend(node.Kids)


def _hides_layers(pdf: pikepdf.Pdf) -> bool:
    """Whether some content is switched off when the file is opened."""
    layers = pdf.Root.get("/OCProperties")
    usual = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    return isinstance(usual, pikepdf.Dictionary) and (
        bool(_listed(usual.get("/OFF"))) or word(usual, "/BaseState") == "OFF"
    )


# --- notes and fields -------------------------------------------------------------------------------------------------
def _is_annotation(part: Any) -> bool:
    """Whether this is a note, a link or a field."""
    if isinstance(part, pikepdf.Stream):
        return False
    return "/FT" in part or word(part, "/Type") == "Annot" or ("/Rect" in part and "/Subtype" in part)


def _draw_annotations(pdf: pikepdf.Pdf, annotations: list[Any]) -> bool:
    """Draw what is seen of notes and fields into the pages and empty them, but for links; whether notes said anything.

    They are emptied, because lists of fields and of headings lead to them as well as the pages do.
    """
    spoke = False
    for page in pdf.pages:
        kept = []
        for annotation in _listed(page.obj.get("/Annots")):
            if not isinstance(annotation, pikepdf.Dictionary):
                continue
            kind = word(annotation, "/Subtype")
            if kind in COMMENTS or (kind not in SPEAKING and str(annotation.get("/Contents", "")).strip()):
                spoke = True
            if kind == "Link":
                _keep_only(annotation, LINK_KEYS if word(annotation.get("/A"), "/S") else LINK_KEYS - {"/A"})
            if kind not in COMMENTS:
                kept.append(annotation)
        page.obj.Annots = pikepdf.Array(kept)
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    for annotation in annotations:
        _keep_only(annotation, LINK_KEYS if word(annotation, "/Subtype") == "Link" else set())
    for page in pdf.pages:
        links = [each for each in _listed(page.obj.get("/Annots")) if word(each, "/Subtype") == "Link"]
        if links:
            page.obj.Annots = pikepdf.Array(links)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    return spoke


def _is_picture(part: Any) -> bool:
    """Whether a stream is a picture made of pixels that somebody could look at."""
    if not isinstance(part, pikepdf.Stream) or word(part, "/Subtype") != "Image" or part.get("/ImageMask") is True:
        return False
    sides = part.get("/Width"), part.get("/Height")
    return all(isinstance(side, int) and side >= SMALLEST_PICTURE for side in sides)

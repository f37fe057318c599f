"""Opens PDF files from strangers, with bounds on what unpacking one may cost."""

from typing import Any, BinaryIO

import pikepdf

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
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


def check_pdf(content: BinaryIO) -> None:
    """Raise EvidenceRefused for a PDF that is locked, has no pages, or runs or carries something.

    Raises pikepdf.PdfError for a damaged one.
    """
    try:
        with pikepdf.open(content, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise EvidenceRefused(Fault.PASSWORD)
            if len(pdf.pages) == 0:
                raise EvidenceRefused(Fault.DAMAGED)
            if _is_active(pdf.Root):
                raise EvidenceRefused(Fault.ACTIVE)
    except pikepdf.PasswordError as problem:
        raise EvidenceRefused(Fault.PASSWORD) from problem


def _is_active(root: pikepdf.Object) -> bool:
    """Whether opening the file starts something, or it carries scripts, other files or a form of the old kind."""
    names: Any = root.get("/Names", {})
    form: Any = root.get("/AcroForm", {})
    start = root.get("/OpenAction")
    starts_something = isinstance(start, pikepdf.Dictionary) and str(start.get("/S", "")) in ACTIONS
    return bool(starts_something or "/AA" in root or "/XFA" in form or "/JavaScript" in names or _has_files(names))


def _has_files(names: Any) -> bool:
    """Whether the list of files inside has any (some programs write an empty one)."""
    files = names.get("/EmbeddedFiles", {})
    return bool(len(files.get("/Names", [])) or len(files.get("/Kids", [])))

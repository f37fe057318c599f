"""Draws and reads the pages of a cleaned PDF with the library that browsers use, each page for itself.

What cannot be read has no words, and what cannot be drawn no picture: the other pages still do.
"""

import ctypes
import math
import time
from contextlib import closing
from pathlib import Path

import pypdfium2
import pypdfium2.internal
import pypdfium2.raw as pdfium

PREVIEW_SIDE = 1400  # pixels, on the longer side: a page of A4 can be read
PREVIEW_SCALE = 4.0  # pixels for each point, so that a page of a stamp's size does not become a poster
PREVIEW_QUALITY = 80
EVERYWHERE = 1e7  # points; no page is as wide


def words_of_page(pdf: pypdfium2.PdfDocument, number: int) -> str:
    """The words of one page (0 is the first), also those beyond its edges."""
    try:
        with closing(pdf[number]) as page, closing(page.get_textpage()) as words:
            return words.get_text_bounded(-EVERYWHERE, -EVERYWHERE, EVERYWHERE, EVERYWHERE)
    except pypdfium2.PdfiumError:
        return ""


def draw_page(pdf: pypdfium2.PdfDocument, number: int, target: Path, until: float) -> bool:
    """Draw one page (0 is the first) as a JPEG, in steps between which the clock is looked at; whether it was done.

    `until` is a moment of time.monotonic().
    """
    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return False
    with closing(page):
        size = _preview_size(*page.get_size())
        if not size or time.monotonic() > until:
            return False
        with closing(pypdfium2.PdfBitmap.new_native(*size, pdfium.FPDFBitmap_BGR)) as bitmap:
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
            pause = pdfium.IFSDK_PAUSE(version=1)
            pypdfium2.internal.set_callback(pause, "NeedToPauseNow", lambda _pause: time.monotonic() > until)
            flags = pdfium.FPDF_ANNOT | pdfium.FPDF_RENDER_LIMITEDIMAGECACHE
            status = pdfium.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, *size, 0, flags, ctypes.byref(pause))
            pdfium.FPDF_RenderPage_Close(page)
            if status != pdfium.FPDF_RENDER_DONE:
                return False
            bitmap.to_pil().save(target, "JPEG", quality=PREVIEW_QUALITY)
    return True


def _preview_size(width: float, height: float) -> tuple[int, int] | None:
    """Pixels for a page of so many points; None for a size that cannot be."""
    longest = max(width, height)
    if not (math.isfinite(longest) and min(width, height) > 0):
        return None
    scale = min(PREVIEW_SIDE / longest, PREVIEW_SCALE)
    return max(1, round(width * scale)), max(1, round(height * scale))


def has_inline_picture(pdf: pypdfium2.PdfDocument, number: int, smallest: int) -> bool:
    """Whether a picture of at least so many pixels either way stands among the drawing steps of a page."""
    try:
        with closing(pdf[number]) as page:
            pictures = page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])
            return any(min(picture.get_px_size()) >= smallest for picture in pictures)
    except pypdfium2.PdfiumError:
        return False

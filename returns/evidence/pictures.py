"""Opens photos from strangers: two formats and no other, and only so many pixels."""

from typing import BinaryIO

from PIL import Image

from returns.evidence.refusal import MAX_MEGAPIXELS, EvidenceRefused, Fault

JPEG_START, PNG_START = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Each scan of a progressive JPEG is another pass over the whole picture. Real ones have ten; chance adds some more.
MAX_SCANS = 500
SCAN_MARKER = b"\xff\xda"
CHUNK = 64 * 1024


def check_picture(content: BinaryIO, kind: str) -> None:
    """Check that a picture of this kind ("jpeg" or "png") opens.

    The formats are pinned because Pillow otherwise starts other programs for some (a drawing under a photo's name).
    Raises EvidenceRefused for too many pixels, and whatever Pillow raises for a damaged picture.
    """
    if kind == "jpeg" and _scans(content) > MAX_SCANS:
        raise EvidenceRefused(Fault.UNSAFE)
    content.seek(0)
    try:
        picture = Image.open(content, formats=[kind.upper()])
    except Image.DecompressionBombError as problem:
        raise EvidenceRefused(Fault.TOO_MANY_PIXELS) from problem
    if picture.width * picture.height > MAX_MEGAPIXELS * 1_000_000:
        raise EvidenceRefused(Fault.TOO_MANY_PIXELS)
    if kind == "png":
        picture.verify()
    else:
        # A JPEG carries no checksum: reading it at an eighth of its size proves that it is whole, for little memory.
        picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()


def _scans(content: BinaryIO) -> int:
    """How many scans a JPEG may have, at most."""
    content.seek(0)
    count, last = 0, b""
    while chunk := content.read(CHUNK):
        count += (last + chunk).count(SCAN_MARKER)
        last = chunk[-1:] if chunk[-1:] == SCAN_MARKER[:1] else b""
    return count

"""Pictures that stand in office files: cleaned as photos are, or left out."""

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from returns.evidence.kinds import JPEG_START, PNG_START
from returns.evidence.pictures import clean_picture
from returns.evidence.refusal import MAX_MEGAPIXELS, EvidenceRefused, Fault

# Formats that hold notes of their own beside the pixels; what is seen is kept, as PNG.
OTHER_PICTURES = ((b"GIF8", "GIF"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"BM", "BMP"))
# Drawings of lines (Windows metafiles, plain and packed): they have no room for a camera's notes.
METAFILES = ((b"\x01\x00\x00\x00", "emf"), (b"\xd7\xcd\xc6\x9a", "wmf"), (b"\x01\x00\x09\x00\x00\x03", "wmf"))
PACKED, EMF_SIGN, EMF_SIGN_AT = b"\x1f\x8b", b" EMF", 40


@dataclass(frozen=True)
class Embedded:
    """A cleaned picture: its bytes, the extension its content asks for, and whether it is made of pixels."""

    content: bytes
    extension: str
    has_pixels: bool = True


def clean_embedded(content: bytes, folder: Path, *, extension: str = "") -> Embedded | None:
    """A picture without what a camera or a program noted in it, or None for what is no picture or will not open.

    `folder` is for files of a moment; `extension` is the one it came with (without its dot), which only packed
    drawings are known by. SVG is a program as much as a picture: None. Raises EvidenceRefused for too many pixels and
    for a picture that is not safe to open.
    """
    try:
        for start, kind in ((JPEG_START, "jpeg"), (PNG_START, "png")):
            if content.startswith(start):
                return _clean_by_way_of_files(content, folder, kind)
        for start, name in OTHER_PICTURES:
            if content.startswith(start):
                return _clean_by_way_of_files(_as_png(content, name), folder, "png")
    except EvidenceRefused as refusal:
        if refusal.code == Fault.DAMAGED:
            return None
        raise
    return _drawing(content, extension.lower())


def _clean_by_way_of_files(content: bytes, folder: Path, kind: str) -> Embedded:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        source, target = Path(place) / "source", Path(place) / "target"
        source.write_bytes(content)
        kept = clean_picture(source, target, kind)
        return Embedded(target.read_bytes(), kept)


def _as_png(content: bytes, name: str) -> bytes:
    """The first picture of a file in one of the other formats."""
    out = BytesIO()
    try:
        picture = Image.open(BytesIO(content), formats=[name])
        if picture.width * picture.height > MAX_MEGAPIXELS * 1_000_000:
            raise EvidenceRefused(Fault.TOO_MANY_PIXELS)
        picture.convert("RGBA" if picture.has_transparency_data else "RGB").save(out, "PNG", compress_level=1)
    except Image.DecompressionBombError as problem:
        raise EvidenceRefused(Fault.TOO_MANY_PIXELS) from problem
    except (EvidenceRefused, MemoryError):
        raise
    except Exception as problem:
        # Pillow raises a dozen kinds of exception on damaged pictures, not all of them its own.
        raise EvidenceRefused(Fault.DAMAGED) from problem
    return out.getvalue()


def _drawing(content: bytes, extension: str) -> Embedded | None:
    """A Windows metafile as it is, or nothing."""
    if content.startswith(PACKED) and extension in ("emz", "wmz"):
        return Embedded(content, extension, has_pixels=False)
    for start, kind in METAFILES:
        if content.startswith(start):
            is_one = kind == "wmf" or content[EMF_SIGN_AT : EMF_SIGN_AT + len(EMF_SIGN)] == EMF_SIGN
            return Embedded(content, kind, has_pixels=False) if is_one else None
    return None

"""Opens photos from strangers, and keeps their pixels and nothing else.

A photo says where and when it was taken, with which telephone and often by whom. Leaving out what is known to be
harmful is a race that is always lost, so nothing is copied but the pixels: they are decoded, turned the right way up
and written to a new file (domain rules, section 7.6). The same file always gives the same bytes, because evidence is
kept under the hash of its content.

Everything here may run in a process without settings or database. A picture of 50 megapixels needs up to 700 MB.
"""

import logging
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pillow_heif
from PIL import ExifTags, Image, ImageCms

from returns.evidence.damage import refusing_damage
from returns.evidence.kinds import PNG_START
from returns.evidence.refusal import MAX_MEGAPIXELS, EvidenceRefused, Fault

logger = logging.getLogger(__name__)

# Each scan of a progressive JPEG is another pass over the whole picture. Real ones have ten; chance adds some more.
MAX_SCANS = 500
SCAN_MARKER = b"\xff\xda"
CHUNK = 64 * 1024
QUALITY = 88  # of a JPEG that is kept: no loss that the eye sees
PREVIEW_QUALITY = 80
PACKING = 3  # of a PNG: a third of the time of the usual 6, for a tenth more bytes
MAX_PROFILE_BYTES = 4 * 1024 * 1024  # colour profiles of printers have 2 MB; those of cameras a few thousand bytes
# How the eight orientations of Exif 2.3 (section 4.6.4) are put right; 1 is upright already.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# For the whole process, as the library keeps them: only the photo itself is opened, by one thread.
pillow_heif.options.THUMBNAILS = False
pillow_heif.options.DEPTH_IMAGES = False
pillow_heif.options.AUX_IMAGES = False
pillow_heif.options.DECODE_THREADS = 1


def check_picture(content: BinaryIO, kind: str) -> None:
    """Check that a picture of this kind ("jpeg", "png" or "heic") opens.

    A HEIC photo is not decoded here, only its description is read.
    Raises EvidenceRefused for too many pixels, and whatever the libraries raise for a damaged picture.
    """
    if kind == "heic":
        _open_heic(content)
        return
    picture = _open(content, kind)
    if kind == "png":
        picture.verify()
    else:
        # A JPEG carries no checksum: reading it at an eighth of its size proves that it is whole, for little memory.
        picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()


def clean_picture(source: Path, target: Path, kind: str) -> str:
    """Write the picture's pixels, upright and in sRGB, to `target`, and return the kind that it is now.

    `kind` is "jpeg", "png" or "heic"; a PNG stays a PNG and the others become JPEG. What is see-through is put on
    white, because the colours under it would still be in the file. Of several pictures only the main one is kept.
    Raises EvidenceRefused: too many pixels, unsafe, or damaged.
    """
    with refusing_damage(), source.open("rb") as content:
        if kind == "heic":
            # The library turns it the right way up; the note about it in the Exif data does not count for HEIC.
            picture = _bare(_open_heic(content).to_pillow(), orientation=1)
        else:
            picture = _decoded(_open(content, kind))
        if kind == "png":
            picture.save(target, "PNG", compress_level=PACKING)
            return "png"
        picture.save(target, "JPEG", quality=QUALITY)
        return "jpeg"


def shrink(source: Path, target: Path, side: int) -> None:
    """Write a JPEG of a JPEG or PNG picture to `target`, no larger than `side` pixels either way.

    Raises EvidenceRefused as `clean_picture` does.
    """
    with refusing_damage(), source.open("rb") as content:
        picture = _open(content, "png" if content.read(len(PNG_START)) == PNG_START else "jpeg")
        picture.draft(None, (2 * side, 2 * side))  # a JPEG can be decoded smaller, in an instant
        picture = _decoded(picture)
        picture.thumbnail((side, side), reducing_gap=2.0)
        picture.save(target, "JPEG", quality=PREVIEW_QUALITY)


def _open(content: BinaryIO, kind: str) -> Image.Image:
    """A JPEG or PNG picture, not decoded yet, whose size is known to be bearable.

    The formats are pinned because Pillow otherwise starts other programs for some (a drawing under a photo's name).
    """
    if kind == "jpeg" and _scans(content) > MAX_SCANS:
        raise EvidenceRefused(Fault.UNSAFE)
    content.seek(0)
    try:
        picture = Image.open(content, formats=[kind.upper()])
    except Image.DecompressionBombError as problem:
        raise EvidenceRefused(Fault.TOO_MANY_PIXELS) from problem
    _check_pixels(picture.size)
    return picture


def _open_heic(content: BinaryIO) -> pillow_heif.HeifFile:
    """A HEIC photo, not decoded yet, whose size is known to be bearable; its library refuses to decode another size."""
    content.seek(0)
    photo = pillow_heif.open_heif(content)
    _check_pixels(photo.size)
    return photo


def _check_pixels(size: tuple[int, int]) -> None:
    """Raise EvidenceRefused for a picture that would take too much memory."""
    width, height = size
    if width * height > MAX_MEGAPIXELS * 1_000_000:
        raise EvidenceRefused(Fault.TOO_MANY_PIXELS)


def _decoded(picture: Image.Image) -> Image.Image:
    """The pixels of a JPEG or PNG picture, upright."""
    picture.load()
    try:
        orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:
        # The picture is sound; only what a camera noted about it is not, and that goes anyway.
        logger.info("A photo's Exif data could not be read")
        orientation = 1
    return _bare(picture, orientation)


def _bare(picture: Image.Image, orientation: int) -> Image.Image:
    """The pixels as black and white, shades of grey or sRGB, with nothing attached to them."""
    profile = picture.info.get("icc_profile") or b""
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    if picture.mode == "I;16":
        # Converting alone would turn all but the darkest shades white.
        picture = picture.point(lambda shade: shade / 256).convert("L")
    elif picture.has_transparency_data:
        picture = _on_white(picture)
    elif picture.mode not in ("1", "L", "RGB", "CMYK"):
        picture = picture.convert("RGB")
    if picture.mode in ("RGB", "CMYK"):
        picture = _in_srgb(picture, profile)
    picture.info.clear()
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """A see-through picture as it looks on paper."""
    if picture.mode != "RGBA":
        picture = picture.convert("RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture)
    return paper


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The picture in the colours that every screen shows; a profile that cannot be used is left out."""
    if 0 < len(profile) <= MAX_PROFILE_BYTES:
        try:
            same = picture.mode == "RGB"
            screen = ImageCms.createProfile("sRGB")
            shown = ImageCms.profileToProfile(picture, BytesIO(profile), screen, outputMode="RGB", inPlace=same)
            return shown or picture
        except (ImageCms.PyCMSError, OSError, ValueError):
            logger.info("A photo's colour profile could not be used")
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _scans(content: BinaryIO) -> int:
    """How many scans a JPEG may have, at most."""
    content.seek(0)
    count, last = 0, b""
    while chunk := content.read(CHUNK):
        count += (last + chunk).count(SCAN_MARKER)
        last = chunk[-1:] if chunk[-1:] == SCAN_MARKER[:1] else b""
    return count

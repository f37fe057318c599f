"""Photos made for the tests, with every kind of note that a camera or a program leaves in one.

Each note has a word of its own (`MARKS`), so that a test can look for it among the bytes.
"""

import io
import struct
import zlib

import pillow_heif
from PIL import Image, ImageCms, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

from tests.returns import files

MARKS = (
    b"Planted-Camera",
    b"Planted-Artist",
    b"Planted-Place",
    b"Planted-XMP",
    b"Planted-IPTC",
    b"Planted-Comment",
    b"Planted-Profile",
    b"Planted-Thumbnail",
    b"Planted-Behind",
    b"Planted-Text",
    b"Planted-Long",
    b"Planted-Chunk",
)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="Planted-XMP"/></rdf:RDF></x:xmpmeta>'
)
IPTC_APP13 = (
    b"Photoshop 3.0\x00" + b"8BIM\x04\x04\x00\x00" + struct.pack(">I", 20) + b"\x1c\x02\x50\x00\x0c" + b"Planted-IPTC"
)
ORIENTATION, MAKE, ARTIST, GPS = 0x0112, 0x010F, 0x013B, 0x8825


def two_halves(size: tuple[int, int] = (64, 32), mode: str = "RGB") -> Image.Image:
    """Red on the left and blue on the right."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: itself, its owner and where it was."""
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKE], notes[ARTIST] = orientation, "Planted-Camera", "Planted-Artist"
    notes[GPS] = {1: "N", 2: (IFDRational(53), IFDRational(46), IFDRational(1)), 29: "Planted-Place"}
    return notes


def profile() -> bytes:
    """A colour profile whose description says who made it (sRGB in all other respects)."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = bytes(12)  # the moment it was made
    made[80:84] = b"Plan"  # its creator, four letters
    return bytes(made) + b"Planted-Profile"


def segment(code: int, content: bytes) -> bytes:
    return bytes((0xFF, code)) + struct.pack(">H", len(content) + 2) + content


def exif_with_thumbnail(orientation: int = 1) -> bytes:
    """Exif data with a second, smaller picture in it, byte for byte as the standard has it."""
    small = files.a_picture(size=(16, 12), comment=b"Planted-Thumbnail")
    first = struct.pack(">HHHIHHI", 1, ORIENTATION, 3, 1, orientation, 0, 26)
    second = struct.pack(">HHHIIHHIII", 2, 0x0201, 4, 1, 56, 0x0202, 4, 1, len(small), 0)
    return b"Exif\x00\x00MM\x00*" + struct.pack(">I", 8) + first + second + small


def a_jpeg(orientation: int = 1, picture: Image.Image | None = None, **saving) -> bytes:
    """A JPEG with Exif and GPS data, XMP, IPTC, a comment, a colour profile, a thumbnail and an archive behind it."""
    out = io.BytesIO()
    notes = {"exif": exif(orientation), "xmp": XMP, "comment": b"Planted-Comment", "icc_profile": profile(), **saving}
    (picture or two_halves()).save(out, "JPEG", quality=95, subsampling=0, **notes)
    begin, rest = out.getvalue()[:2], out.getvalue()[2:]
    more = segment(0xED, IPTC_APP13) + segment(0xEB, b"HDR\x00Planted-Chunk")
    thumbnail = segment(0xE1, exif_with_thumbnail(orientation))
    return (
        begin
        + more
        + rest.replace(b"\xff\xdb", thumbnail + b"\xff\xdb", 1)
        + files.a_zip({"a.txt": "Planted-Behind"}, 0)
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def a_png(orientation: int = 1, picture: Image.Image | None = None, **saving) -> bytes:
    """A PNG with text of all three kinds, Exif data, XMP, a colour profile, a private chunk and bytes behind it."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Planted-Text")
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    notes.add_itxt("Title", "Planted-Long")
    notes.add(b"prVt", b"Planted-Chunk")
    notes.add(b"prVt", b"Planted-Chunk", after_idat=True)
    out = io.BytesIO()
    kept = {"pnginfo": notes, "exif": exif(orientation), "icc_profile": profile(), "dpi": (300, 300), **saving}
    (picture or two_halves()).save(out, "PNG", **kept)
    end = chunk(b"IEND", b"")
    assert out.getvalue().endswith(end)
    return out.getvalue()[: -len(end)] + chunk(b"tEXt", b"Comment\x00Planted-Comment") + end + b"Planted-Behind"


def a_moving_png() -> bytes:
    """Red, then green, then blue."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "lime", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:], duration=100, loop=0)
    return out.getvalue()


def a_heic(orientation: int = 1, pictures: tuple[Image.Image, ...] = (), primary: int = 0, **saving) -> bytes:
    """A HEIC photo as telephones make them, with Exif and GPS data, XMP, a colour profile and a thumbnail."""
    made = pillow_heif.HeifFile()
    for picture in pictures or (two_halves(),):
        made.add_from_pillow(picture)
    for each in made:
        each.info.update(exif=exif(orientation).tobytes(), xmp=XMP, icc_profile=profile(), icc_profile_type="prof")
    out = io.BytesIO()
    made.save(out, quality=90, primary_index=primary, **saving)
    return out.getvalue()


def with_declared_size(heic: bytes, width: int, height: int) -> bytes:
    """The same file, whose description says that its pictures are of another size."""
    changed, at = bytearray(heic), 0
    while (at := changed.find(b"ispe", at)) >= 0:
        changed[at + 8 : at + 16] = struct.pack(">II", width, height)
        at += 4
    return bytes(changed)

"""Takes what is not picture out of the photos inside a PDF, without decoding them: no loss, and CMYK stays CMYK.

Both formats are a row of pieces that say their kind and length. Only the kinds that a picture is made of are kept, so
Exif, XMP, IPTC, comments, thumbnails and whatever hangs on behind are gone, and also what is invented tomorrow.
"""

import re

JPEG_BEGIN, JPEG_END = b"\xff\xd8", b"\xff\xd9"
# Marker codes of a JPEG (ITU-T T.81, table B.1): frames and tables, and where each scan begins.
PICTURE_CODES = {*range(0xC0, 0xD0), *range(0xDA, 0xE0)}
SCAN, JFIF, ADOBE = 0xDA, 0xE0, 0xEE
ALONE = {0x01, *range(0xD0, 0xD9)}  # codes without a length
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
JFIF_BYTES, ADOBE_BYTES = 12, 12  # what says how to read the colours; a thumbnail may follow
# Boxes of a JPEG 2000 file (ISO/IEC 15444-1, annex I).
PICTURE_BOXES = {b"jP  ", b"ftyp", b"rreq", b"jp2h", b"jpch", b"jplh", b"jp2c"}
JPEG_2000_BEGIN = b"\x00\x00\x00\x0cjP  "
# Marker codes of the stream of pixels in it (ISO/IEC 15444-1, annex A).
STREAM_BEGIN, STREAM_END = b"\xff\x4f", 0xD9
COMMENT, TILE, TILE_DATA = 0x64, 0x90, 0x93


def bare_jpeg(content: bytes) -> bytes:
    """The JPEG without anything but its picture. Raises ValueError for what is no JPEG."""
    if not content.startswith(JPEG_BEGIN):
        raise ValueError("no JPEG")
    pieces, at = [JPEG_BEGIN], len(JPEG_BEGIN)
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        code = content[at + 1]
        if code == JPEG_END[1]:
            break
        if code == 0xFF:  # filling
            at += 1
            continue
        if code == 0 or code in ALONE:
            at += 2
            continue
        end = at + 2 + _number(content[at + 2 : at + 4])
        pieces.append(_kept(code, content[at + 4 : end]))
        at = end
        if code == SCAN:
            found = NEXT_MARKER.search(content, at)
            end = found.start() if found else len(content)
            pieces.append(content[at:end])
            at = end
    return b"".join([*pieces, JPEG_END])


def _number(content: bytes | bytearray) -> int:
    """The length of a piece, which includes its own two bytes."""
    length = int.from_bytes(content, "big")
    if length < 2:
        raise ValueError("a piece of a photo has no length")
    return length


def _kept(code: int, content: bytes) -> bytes:
    """What to keep of one piece of a JPEG."""
    if code == JFIF and content.startswith(b"JFIF\x00"):
        content = content[:JFIF_BYTES] + bytes(2)  # a thumbnail of no width and no height
    elif code == ADOBE and content.startswith(b"Adobe"):
        content = content[:ADOBE_BYTES]
    elif code not in PICTURE_CODES:
        return b""
    return bytes((0xFF, code)) + (len(content) + 2).to_bytes(2, "big") + content


def bare_jpeg_2000(content: bytes) -> bytes:
    """The JPEG 2000 file without anything but its picture. Raises ValueError for a damaged one."""
    if not content.startswith(JPEG_2000_BEGIN):
        return _silent(content)  # a bare stream of pixels has no boxes
    pieces, at = [], 0
    while at + 8 <= len(content):
        length, kind, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        elif length == 0:  # to the end
            length = len(content) - at
        if length < 8:
            raise ValueError("a box of a JPEG 2000 has no length")
        if kind in PICTURE_BOXES:
            inside = content[at + head : at + length]
            pieces += [content[at : at + head], _silent(inside) if kind == b"jp2c" else inside]
        at += length
    return b"".join(pieces)


def _silent(content: bytes) -> bytes:
    """A JPEG 2000 stream of pixels whose comments are empty. Nothing moves, so that what it says of lengths holds."""
    if not content.startswith(STREAM_BEGIN):
        return content
    bare, at, tile_ends = bytearray(content), len(STREAM_BEGIN), 0
    while at + 4 <= len(bare) and bare[at + 1] != STREAM_END:
        code = bare[at + 1]
        if code == TILE_DATA:
            if tile_ends <= at:
                raise ValueError("a tile of a JPEG 2000 ends before it begins")
            at = tile_ends
            continue
        end = at + 2 + _number(bare[at + 2 : at + 4])
        if code == TILE:
            tile_ends = at + int.from_bytes(bare[at + 6 : at + 10], "big") if any(bare[at + 6 : at + 10]) else len(bare)
        elif code == COMMENT:
            bare[at + 6 : end] = bytes(len(bare[at + 6 : end]))
        at = end
    return bytes(bare)

"""Photos inside a PDF lose what is not picture, and not one pixel."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from returns.evidence.photo_segments import bare_jpeg, bare_jpeg_2000
from tests.returns import files, photos


def a_jpeg_2000(**options) -> bytes:
    out = io.BytesIO()
    photos.two_halves((70, 50)).save(out, "JPEG2000", **options)
    return out.getvalue()


JPEG_2000 = {False: a_jpeg_2000(), True: a_jpeg_2000(no_jp2=True)}


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_bare_jpeg_has_the_same_pixels_and_no_note(mode, progressive):
    photo = photos.a_jpeg(picture=photos.two_halves((70, 50), mode), progressive=progressive, icc_profile=b"")
    bare = bare_jpeg(photo)
    assert [mark for mark in photos.MARKS if mark in bare] == []
    assert Image.open(io.BytesIO(bare)).mode == mode
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(photo)).tobytes()
    assert bare_jpeg(bare) == bare


def test_bare_jpeg_drops_the_thumbnail_of_its_first_piece():
    photo = files.a_picture()
    thumbnail = photos.segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x02\x02" + b"Planted-Thum")
    content = photo[:2] + thumbnail + photo[photo.index(b"\xff\xdb") :]
    bare = bare_jpeg(content)
    assert b"Planted" not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(photo)).tobytes()


@given(st.binary(max_size=60), st.integers(0, 900))
def test_bare_jpeg_of_noise_ends_or_raises(noise, at):
    photo = files.a_picture()
    for make in (bare_jpeg, bare_jpeg_2000):
        try:
            assert isinstance(make(photo[:at] + noise + photo[at:]), bytes)
        except ValueError:
            assert noise


def test_bare_jpeg_2000_has_the_same_pixels_and_no_note():
    out = io.BytesIO()
    photos.two_halves().save(out, "JPEG2000", comment=b"")
    box = lambda kind, content: (len(content) + 8).to_bytes(4, "big") + kind + content  # noqa: E731
    head = out.getvalue().index(b"jp2h") - 4
    noted = out.getvalue()[:head] + box(b"xml ", photos.XMP) + out.getvalue()[head:] + box(b"uuid", b"Planted-Exif")
    bare = bare_jpeg_2000(noted)
    assert b"Planted" in noted
    assert b"Planted" not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == photos.two_halves().tobytes()


@pytest.mark.parametrize("options", [{}, {"no_jp2": True}, {"tile_size": (32, 32)}], ids=["boxes", "bare", "tiles"])
def test_bare_jpeg_2000_says_nothing_in_its_comments(options):
    noted = a_jpeg_2000(comment=b"Planted-Comment", **options)
    bare = bare_jpeg_2000(noted)
    assert b"Planted" in noted and b"Planted" not in bare and len(bare) == len(noted)
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(noted)).tobytes()
    assert bare_jpeg_2000(bare) == bare


def test_bare_jpeg_2000_says_nothing_in_the_comment_of_a_tile():
    content, remark = JPEG_2000[True], b"Planted-Tile"
    tile = content.index(b"\xff\x90\x00\x0a")
    size = int.from_bytes(content[tile + 6 : tile + 10], "big")
    piece = b"\xff\x64" + (len(remark) + 4).to_bytes(2, "big") + b"\x00\x01" + remark
    noted = content[: tile + 6] + (size + len(piece)).to_bytes(4, "big") + content[tile + 10 : tile + 12]
    noted += piece + content[tile + 12 :]
    bare = bare_jpeg_2000(noted)
    assert b"Planted" not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(content)).tobytes()


@given(st.binary(max_size=60), st.integers(0, 900), st.booleans())
def test_bare_jpeg_2000_of_noise_ends_or_raises(noise, at, is_bare):
    photo = JPEG_2000[is_bare]
    try:
        assert isinstance(bare_jpeg_2000(photo[:at] + noise + photo[at + len(noise) :]), bytes)
    except ValueError:
        assert noise

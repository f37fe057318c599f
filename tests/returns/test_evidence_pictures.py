"""Photos are cleaned: the pixels stay, upright, and nothing else does."""

import io
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from returns.evidence.pictures import check_picture, clean_picture, shrink
from returns.evidence.refusal import EvidenceRefused
from tests.returns import files, photos

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def cleaned(content: bytes, kind: str, folder: Path) -> tuple[str, bytes]:
    """The kind that is kept and the bytes that are."""
    (folder / "source").write_bytes(content)
    kept = clean_picture(folder / "source", folder / "clean", kind)
    return kept, (folder / "clean").read_bytes()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
    picture.load()
    return picture


def fault(content: bytes, kind: str, folder: Path) -> str:
    with pytest.raises(EvidenceRefused) as refused:
        cleaned(content, kind, folder)
    return refused.value.code


def is_like(pixel: tuple[int, ...], colour: tuple[int, ...], within: int = 12) -> bool:
    return all(abs(one - other) <= within for one, other in zip(pixel, colour, strict=True))


def assert_bare(content: bytes, format: str) -> None:
    """Nothing but pixels: no note, no profile, no thumbnail, no byte behind."""
    assert [mark for mark in photos.MARKS if mark in content] == []
    picture = opened(content)
    assert picture.format == format
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert content.endswith(b"\xff\xd9" if format == "JPEG" else b"IEND\xaeB`\x82")
    assert not zipfile.is_zipfile(io.BytesIO(content))
    for word in (b"Exif", b"http://ns.adobe.com", b"Photoshop", b"8BIM", b"ICC_PROFILE", b"iCCP", b"eXIf", b"tEXt"):
        assert word not in content


# --- notes ------------------------------------------------------------------------------------------------------------
WITH_NOTES = {
    "jpeg": (photos.a_jpeg(), "jpeg", "jpeg"),
    "progressive jpeg": (photos.a_jpeg(progressive=True), "jpeg", "jpeg"),
    "png": (photos.a_png(), "png", "png"),
    "heic": (photos.a_heic(), "heic", "jpeg"),
    "heic with thumbnail": (photos.a_heic(pictures=(photos.two_halves((256, 128)),), thumbnails=(64,)), "heic", "jpeg"),
}


@pytest.mark.parametrize(("content", "kind", "kept"), WITH_NOTES.values(), ids=WITH_NOTES.keys())
def test_picture_keeps_its_pixels_and_no_note(content, kind, kept, tmp_path):
    found, clean = cleaned(content, kind, tmp_path)
    assert found == kept
    assert_bare(clean, kept.upper())
    picture = opened(clean)
    assert picture.width == 2 * picture.height
    assert is_like(picture.getpixel((4, 4)), RED)
    assert is_like(picture.getpixel((picture.width - 4, 4)), BLUE)


@pytest.mark.parametrize(
    ("content", "marks"),
    [
        (photos.a_jpeg(), {b"Planted-Text", b"Planted-Long"}),
        (photos.a_png(), {b"Planted-IPTC", b"Planted-Thumbnail", b"Planted-Profile"}),
        (photos.a_heic(), {*photos.MARKS} - {b"Planted-Camera", b"Planted-Artist", b"Planted-Place", b"Planted-XMP"}),
    ],
    ids=["jpeg", "png", "heic"],
)
def test_picture_notes_were_there_to_begin_with(content, marks):
    """The test above could otherwise not fail. (A PNG packs its profile; the others are not of that format.)"""
    assert {mark for mark in photos.MARKS if mark not in content} <= marks | {b"Planted-Profile"}


@pytest.mark.parametrize(("content", "kind", "kept"), WITH_NOTES.values(), ids=WITH_NOTES.keys())
def test_picture_cleaned_twice_is_the_same(content, kind, kept, tmp_path):
    assert cleaned(content, kind, tmp_path) == cleaned(content, kind, tmp_path)


@pytest.mark.parametrize(("content", "kind", "kept"), WITH_NOTES.values(), ids=WITH_NOTES.keys())
def test_picture_that_is_clean_can_be_cleaned_again(content, kind, kept, tmp_path):
    _kept, once = cleaned(content, kind, tmp_path)
    again, twice = cleaned(once, kept, tmp_path)
    assert again == kept
    assert_bare(twice, kept.upper())
    assert opened(twice).size == opened(once).size
    assert kept == "jpeg" or twice == once


# --- orientation ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(("make", "kind"), [(photos.a_jpeg, "jpeg"), (photos.a_png, "png")], ids=["jpeg", "png"])
def test_picture_is_turned_upright(make, kind, orientation, tmp_path):
    picture = photos.two_halves()
    picture.paste("lime", (0, 0, 16, 16))  # so that no two orientations look alike
    content = make(orientation, picture)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    clean = opened(cleaned(content, kind, tmp_path)[1])
    assert clean.size == upright.size == ((64, 32) if orientation < 5 else (32, 64))
    corners = [(4, 4), (clean.width - 4, 4), (4, clean.height - 4), (clean.width - 4, clean.height - 4)]
    assert all(is_like(clean.getpixel(corner), upright.getpixel(corner)) for corner in corners)


def test_picture_taken_on_its_side_stands_up(tmp_path):
    clean = opened(cleaned(photos.a_jpeg(orientation=6), "jpeg", tmp_path)[1])
    assert clean.size == (32, 64)
    assert is_like(clean.getpixel((16, 4)), RED)
    assert is_like(clean.getpixel((16, 60)), BLUE)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_picture_heic_is_turned_once_and_not_twice(orientation, tmp_path):
    content = photos.a_heic(orientation)
    upright = pillow_heif.open_heif(io.BytesIO(content)).to_pillow()
    clean = opened(cleaned(content, "heic", tmp_path)[1])
    assert clean.size == upright.size == ((64, 32) if orientation == 3 else (32, 64))
    assert is_like(clean.getpixel((4, 4)), BLUE if orientation in (3, 8) else RED)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_picture_with_damaged_exif_data_is_kept_as_it_lies(tmp_path):
    thumbnail = photos.exif_with_thumbnail(), bytes(len(photos.exif_with_thumbnail()))
    for notes in (b"Exif\x00\x00MM\x00*\x00\x00\xff\xff", b"Exif\x00\x00", b"Exif\x00\x00" + bytes(range(200))):
        content = photos.a_jpeg(exif=notes).replace(*thumbnail)
        _kept, clean = cleaned(content, "jpeg", tmp_path)
        assert opened(clean).size == (64, 32)


# --- what it looks like -----------------------------------------------------------------------------------------------
def a_png_of(picture: Image.Image, **saving) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", **saving)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "LA", "RGBA", "PA"])
def test_picture_of_any_mode_looks_the_same(mode, tmp_path):
    source = photos.two_halves().convert("RGBA") if mode == "PA" else photos.two_halves(mode=mode)
    content = a_png_of(source.quantize(8) if mode == "PA" else source)
    kept, clean = cleaned(content, "png", tmp_path)
    assert kept == "png"
    assert opened(clean).mode == (mode if mode in ("1", "L") else "RGB")
    assert opened(clean).convert("RGB").tobytes() == source.convert("RGB").tobytes()


def test_picture_of_sixteen_bits_keeps_its_shades(tmp_path):
    source = Image.new("I;16", (4, 1))
    for place, shade in enumerate((0, 0x4000, 0x8000, 0xFFFF)):
        source.putpixel((place, 0), shade)
    clean = opened(cleaned(a_png_of(source), "png", tmp_path)[1])
    assert clean.mode == "L"
    assert [clean.getpixel((place, 0)) for place in range(4)] == [0, 64, 128, 255]


def test_picture_see_through_parts_hide_nothing(tmp_path):
    """Rubbing something out by making it see-through leaves its colours in the file."""
    source = Image.new("RGBA", (20, 20), (*BLUE, 255))
    source.paste((*RED, 0), (0, 0, 10, 20))
    clean = opened(cleaned(a_png_of(source), "png", tmp_path)[1])
    assert clean.mode == "RGB"
    assert clean.getpixel((5, 5)) == WHITE
    assert clean.getpixel((15, 5)) == BLUE


def test_picture_one_colour_see_through_is_white(tmp_path):
    clean = opened(cleaned(a_png_of(photos.two_halves(), transparency=RED), "png", tmp_path)[1])
    assert (clean.getpixel((4, 4)), clean.getpixel((60, 4))) == (WHITE, BLUE)


def test_picture_for_print_becomes_one_for_screens(tmp_path):
    content = photos.a_jpeg(picture=photos.two_halves(mode="CMYK"), icc_profile=b"")
    clean = opened(cleaned(content, "jpeg", tmp_path)[1])
    assert clean.mode == "RGB"
    assert is_like(clean.getpixel((4, 4)), RED)


def test_picture_in_grey_stays_grey(tmp_path):
    content = photos.a_jpeg(picture=photos.two_halves(mode="L"))
    assert opened(cleaned(content, "jpeg", tmp_path)[1]).mode == "L"


def test_picture_in_other_colours_is_shown_in_the_colours_of_screens(tmp_path):
    """A profile that swaps red and green: without it the picture would have other colours than its maker saw."""
    swapped = photos.profile()
    red, green = swapped.index(b"rXYZ"), swapped.index(b"gXYZ")
    swapped = bytearray(swapped)
    swapped[red + 4 : red + 12], swapped[green + 4 : green + 12] = (
        swapped[green + 4 : green + 12],
        swapped[red + 4 : red + 12],
    )
    clean = opened(cleaned(a_png_of(photos.two_halves(), icc_profile=bytes(swapped)), "png", tmp_path)[1])
    assert is_like(clean.getpixel((4, 4)), GREEN)


@pytest.mark.parametrize("profile", [b"no profile", bytes(200), photos.profile()[:300]])
def test_picture_with_a_damaged_profile_keeps_its_colours(profile, tmp_path):
    clean = opened(cleaned(a_png_of(photos.two_halves(), icc_profile=profile), "png", tmp_path)[1])
    assert clean.tobytes() == photos.two_halves().tobytes()


def test_picture_moving_one_stands_still(tmp_path):
    _kept, clean = cleaned(photos.a_moving_png(), "png", tmp_path)
    assert_bare(clean, "PNG")
    assert getattr(opened(clean), "n_frames", 1) == 1
    assert opened(clean).getpixel((5, 5)) == RED
    assert b"acTL" not in clean


def test_picture_of_two_pictures_keeps_the_first(tmp_path):
    first, second = photos.two_halves(), Image.new("RGB", (64, 32), "lime")
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second], comment=b"Planted-Comment")
    _kept, clean = cleaned(out.getvalue(), "jpeg", tmp_path)
    assert_bare(clean, "JPEG")
    assert is_like(opened(clean).getpixel((4, 4)), RED)


@pytest.mark.parametrize("primary", [0, 1])
def test_picture_heic_of_several_keeps_the_main_one(primary, tmp_path):
    pictures = Image.new("RGB", (64, 64), "red"), Image.new("RGB", (64, 32), "blue")
    _kept, clean = cleaned(photos.a_heic(pictures=pictures, primary=primary), "heic", tmp_path)
    assert opened(clean).size == pictures[primary].size
    assert is_like(opened(clean).getpixel((9, 9)), (RED, BLUE)[primary])


@pytest.mark.parametrize("mode", ["L", "RGBA", "I;16"])
def test_picture_heic_of_any_mode_becomes_a_jpeg(mode, tmp_path):
    picture = Image.new("I;16", (64, 32), 0x8000) if mode == "I;16" else photos.two_halves(mode=mode)
    kept, clean = cleaned(photos.a_heic(pictures=(picture,)), "heic", tmp_path)
    assert kept == "jpeg"
    assert opened(clean).size == (64, 32)
    assert mode != "I;16" or is_like((opened(clean).convert("L").getpixel((9, 9)),), (128,))


# --- hostile ----------------------------------------------------------------------------------------------------------
DRAWING = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n(x) print\nshowpage\n"
HEIC = photos.a_heic()
LARGER_HEIC = photos.a_heic(pictures=(Image.new("RGB", (256, 128)),))  # of whole blocks, so that nothing is cut off
REFUSED = {
    "drawing called png": (DRAWING, "png", "damaged"),
    "drawing called jpeg": (DRAWING, "jpeg", "damaged"),
    "drawing called heic": (DRAWING, "heic", "damaged"),
    "jpeg called png": (files.a_picture(), "png", "damaged"),
    "png called jpeg": (files.a_picture("PNG"), "jpeg", "damaged"),
    "gif called png": (files.a_picture("GIF"), "png", "damaged"),
    "tiff called jpeg": (files.a_picture("TIFF"), "jpeg", "damaged"),
    "jpeg called heic": (files.a_picture(), "heic", "damaged"),
    "half a jpeg": (files.a_picture(size=(400, 300))[:-600], "jpeg", "damaged"),
    "half a png": (photos.a_png(picture=Image.effect_noise((99, 99), 9))[:5000], "png", "damaged"),
    "half a heic": (HEIC[: len(HEIC) // 2], "heic", "damaged"),
    "beginning of a heic": (HEIC[:40], "heic", "damaged"),
    "nothing": (b"", "jpeg", "damaged"),
    "picture of no width": (files.a_png_that_claims(0, 30), "png", "damaged"),
    "larger than its pixels": (files.a_png_that_claims(400, 300), "png", "damaged"),
    "text that unpacks to a gigabyte": (
        files.a_picture("PNG").replace(
            photos.chunk(b"IEND", b""),
            photos.chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(90_000_000), 9))
            + photos.chunk(b"IEND", b""),
        ),
        "png",
        "damaged",
    ),
    "2,500 megapixels": (files.a_png_that_claims(50_000, 50_000), "png", "too_many_pixels"),
    "60 megapixels": (files.a_png_that_claims(10_000, 6_000), "png", "too_many_pixels"),
    "heic of 60 megapixels": (photos.with_declared_size(LARGER_HEIC, 10_000, 6_000), "heic", "too_many_pixels"),
    "heic smaller than its pixels": (
        photos.with_declared_size(photos.a_heic(pictures=(Image.new("RGB", (640, 320)),)), 64, 32),
        "heic",
        "damaged",
    ),
    "a thousand passes": (files.a_picture() + b"\xff\xda" * 1000, "jpeg", "unsafe"),
}


@pytest.mark.parametrize(("content", "kind", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_picture_that_is_not_sound_is_refused(content, kind, expected, tmp_path):
    assert fault(content, kind, tmp_path) == expected


def test_picture_drawing_starts_no_program(tmp_path, monkeypatch):
    def start(*_args, **_kwargs):
        raise AssertionError("a program was started")

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(os, "system", start)
    assert fault(DRAWING, "png", tmp_path) == "damaged"


@pytest.mark.parametrize("kind", ["jpeg", "png", "heic"])
def test_picture_check_takes_a_sound_one_and_refuses_a_large_one(kind):
    make = {"jpeg": photos.a_jpeg, "png": photos.a_png, "heic": photos.a_heic}[kind]
    assert check_picture(io.BytesIO(make()), kind) is None
    large = {
        "jpeg": files.a_picture(size=(64, 32)).replace(b"\x00\x20\x00\x40", b"\x17\x70\x27\x10", 1),
        "png": files.a_png_that_claims(10_000, 6_000),
        "heic": photos.with_declared_size(LARGER_HEIC, 10_000, 6_000),
    }[kind]
    with pytest.raises(EvidenceRefused) as refused:
        check_picture(io.BytesIO(large), kind)
    assert refused.value.code == "too_many_pixels"


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_picture_changed_at_random_is_bare_or_refused(tmp_path, data):
    content, kind, _kept = data.draw(st.sampled_from(list(WITH_NOTES.values())))
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 12))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept, clean = cleaned(bytes(changed), kind, tmp_path)
    except EvidenceRefused as refused:
        assert refused.code in ("damaged", "too_many_pixels", "unsafe")
    else:
        assert_bare(clean, kept.upper())


# --- small pictures ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("content", [files.a_picture(size=(900, 300)), files.a_picture("PNG", size=(900, 300))])
def test_shrink_makes_a_small_jpeg(content, tmp_path):
    (tmp_path / "source").write_bytes(content)
    shrink(tmp_path / "source", tmp_path / "small", 300)
    small = (tmp_path / "small").read_bytes()
    assert opened(small).size == (300, 100)
    assert_bare(small, "JPEG")


def test_shrink_leaves_a_small_picture_its_size(tmp_path):
    (tmp_path / "source").write_bytes(files.a_picture(size=(90, 30)))
    shrink(tmp_path / "source", tmp_path / "small", 300)
    assert opened((tmp_path / "small").read_bytes()).size == (90, 30)


def test_shrink_keeps_no_note_and_turns_upright(tmp_path):
    (tmp_path / "source").write_bytes(photos.a_jpeg(orientation=6, picture=photos.two_halves((640, 320))))
    shrink(tmp_path / "source", tmp_path / "small", 100)
    small = (tmp_path / "small").read_bytes()
    assert_bare(small, "JPEG")
    assert opened(small).size == (50, 100)


def test_shrink_refuses_what_is_no_picture(tmp_path):
    (tmp_path / "source").write_bytes(DRAWING)
    with pytest.raises(EvidenceRefused) as refused:
        shrink(tmp_path / "source", tmp_path / "small", 300)
    assert refused.value.code == "damaged"


# --- bounds -----------------------------------------------------------------------------------------------------------
IN_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from returns.evidence.pictures import clean_picture, shrink
resource.setrlimit(resource.RLIMIT_AS, (1024 ** 3, 1024 ** 3))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
source, kind = sys.argv[1:]
target = Path(source + ".clean")
print(clean_picture(Path(source), target, kind))
shrink(target, Path(source + ".small"), 400)
"""


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "jpeg"), ("CMYK", "jpeg"), ("RGBA", "png"), ("RGB", "heic")])
def test_picture_of_fifty_megapixels_needs_less_than_a_gigabyte(mode, kind, tmp_path):
    """In a process of its own, which has no settings."""
    picture = Image.new(mode, (8000, 6250))
    source = tmp_path / "source"
    if kind == "heic":
        source.write_bytes(photos.a_heic(6, (picture,), tile_size=1024, enc_params={"preset": "ultrafast"}))
    else:
        picture.save(source, kind.upper(), exif=photos.exif(6), icc_profile=photos.profile() if mode != "CMYK" else b"")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    command = [sys.executable, "-c", IN_LITTLE_MEMORY, str(source), kind]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.stdout.split() == ["png" if kind == "png" else "jpeg"], done.stderr
    with Image.open(f"{source}.clean") as clean:
        assert clean.size == (6250, 8000)

"""The pages of a cleaned PDF are read and drawn, within bounds."""

import io
import os
import subprocess
import sys
import types
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

from returns.evidence import pdf as module
from returns.evidence import pdf_pages
from returns.evidence.pdf import clean_pdf, count_pages, draw_pages, pdf_has_pictures, pdf_words
from returns.evidence.refusal import EvidenceRefused
from tests.returns import files, pdfs, photos


def cleaned(content: bytes, folder: Path) -> None:
    (folder / "source.pdf").write_bytes(content)
    clean_pdf(folder / "source.pdf", folder / "clean.pdf")


def words(folder: Path, most: int = 1000) -> str:
    return " ".join(pdf_words(folder / "clean.pdf", most).split())


# --- reading and drawing ----------------------------------------------------------------------------------------------
def test_pdf_words_of_all_pages_and_headings(tmp_path):
    def head(pdf):
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Where they work", 0))

    cleaned(pdfs.a_pdf(head, pages=("Ten people.", "Two schools.")), tmp_path)
    assert words(tmp_path) == "Ten people. Two schools. Where they work"


def test_pdf_words_are_no_more_than_asked_for(tmp_path):
    cleaned(pdfs.a_pdf(pages=("Ten people.",) * 5), tmp_path)
    assert len(pdf_words(tmp_path / "clean.pdf", 30)) == 30
    assert pdf_words(tmp_path / "clean.pdf", 5) == "Ten p"


def test_pdf_words_beyond_the_edge_and_in_white_are_read(tmp_path):
    beyond, white = b"BT /F1 12 Tf 900 900 Td (Beyond) Tj ET ", b"1 g BT /F1 12 Tf 20 20 Td (White) Tj ET "
    steps = beyond + white + b"BT /F1 12 Tf 3 Tr 20 50 Td (Unseen) Tj ET"
    change = lambda pdf: setattr(pdf.pages[0].obj, "Contents", pdf.make_stream(steps))  # noqa: E731
    cleaned(pdfs.a_pdf(change), tmp_path)
    assert all(word in words(tmp_path) for word in ("Beyond", "White", "Unseen"))


def test_pdf_words_of_a_page_without_any_are_none(tmp_path):
    cleaned(files.a_pdf(), tmp_path)
    assert pdf_words(tmp_path / "clean.pdf", 1000) == ""


@pytest.mark.parametrize(
    "call", [lambda path: pdf_words(path, 9), lambda path: draw_pages(path, path.parent), pdf_has_pictures]
)
def test_pdf_that_is_none_cannot_be_read(call, tmp_path):
    (tmp_path / "clean.pdf").write_bytes(b"no PDF")
    with pytest.raises(EvidenceRefused) as refused:
        call(tmp_path / "clean.pdf")
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ((595, 842), (989, 1400)),
        ((842, 595), (1400, 989)),
        ((200 * 72, 200 * 72), (1400, 1400)),
        ((200 * 72, 3), (1400, 1)),
        ((20, 10), (80, 40)),
    ],
    ids=["tall", "wide", "200 inches", "a thread", "a stamp"],
)
def test_draw_pages_of_any_size_are_bounded(size, pixels, tmp_path):
    cleaned(pdfs.a_pdf(size=size), tmp_path)
    assert draw_pages(tmp_path / "clean.pdf", tmp_path) == ["page-1.jpg"]
    with Image.open(tmp_path / "page-1.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", pixels)


def test_draw_pages_stops_after_five(tmp_path):
    cleaned(pdfs.a_pdf(pages=("x",) * 7), tmp_path)
    assert draw_pages(tmp_path / "clean.pdf", tmp_path) == [f"page-{number}.jpg" for number in range(1, 6)]
    assert len(list(tmp_path.glob("*.jpg"))) == 5
    assert count_pages(tmp_path / "clean.pdf") == 7


def test_draw_pages_shows_what_is_there(tmp_path):
    out = io.BytesIO()
    photos.two_halves().save(out, "JPEG")
    cleaned(pdfs.a_pdf(lambda pdf: pdfs.picture(pdf, out.getvalue())), tmp_path)
    draw_pages(tmp_path / "clean.pdf", tmp_path)
    with Image.open(tmp_path / "page-1.jpg") as picture:
        red, blue = (
            picture.getpixel((picture.width // 4, picture.height - 99)),
            picture.getpixel((picture.width * 3 // 4, picture.height - 99)),
        )
    assert red[0] > 200 > 80 > red[2]
    assert blue[2] > 200 > 80 > blue[0]


def test_draw_pages_out_of_time_has_none(tmp_path, monkeypatch):
    cleaned(pdfs.a_pdf(), tmp_path)
    monkeypatch.setattr(module, "SECONDS_TO_DRAW", -1)
    assert draw_pages(tmp_path / "clean.pdf", tmp_path) == []


def test_draw_pages_gives_a_page_up_in_the_middle(tmp_path, monkeypatch):
    steps = b"0 0 m 99 99 l S " * 5000
    cleaned(pdfs.a_pdf(lambda pdf: setattr(pdf.pages[0].obj, "Contents", pdf.make_stream(steps))), tmp_path)
    passing = iter(range(0, 1_000_000, 5))
    monkeypatch.setattr(pdf_pages, "time", types.SimpleNamespace(monotonic=lambda: next(passing)))
    monkeypatch.setattr(module, "time", types.SimpleNamespace(monotonic=lambda: 0))
    assert draw_pages(tmp_path / "clean.pdf", tmp_path) == []
    assert not list(tmp_path.glob("*.jpg"))


@pytest.mark.parametrize(
    ("size", "expected"), [((64, 32), True), ((900, 600), True), ((900, 2), False), ((16, 16), False)]
)
def test_pdf_has_pictures_larger_than_a_bullet(size, expected, tmp_path):
    photo = files.a_picture(size=size)
    cleaned(pdfs.a_pdf(lambda pdf: pdfs.picture(pdf, photo, width=size[0], height=size[1])), tmp_path)
    assert pdf_has_pictures(tmp_path / "clean.pdf") is expected


def test_pdf_of_words_has_no_pictures(tmp_path):
    cleaned(pdfs.a_pdf(pages=("a", "b")), tmp_path)
    assert pdf_has_pictures(tmp_path / "clean.pdf") is False


# --- bounds -----------------------------------------------------------------------------------------------------------
IN_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from returns.evidence import pdf
from returns.evidence.pdf import clean_pdf, draw_pages, pdf_has_pictures, pdf_words
pdf.SECONDS_TO_DRAW = 60  # it is memory that is measured, on a machine as busy as may be
resource.setrlimit(resource.RLIMIT_AS, (1024 ** 3, 1024 ** 3))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
folder = Path(sys.argv[1])
clean_pdf(folder / "source.pdf", folder / "clean.pdf")
pdf_words(folder / "clean.pdf", 1000)
print(draw_pages(folder / "clean.pdf", folder), pdf_has_pictures(folder / "clean.pdf"))
"""


def test_pdf_with_a_picture_of_900_megapixels_needs_less_than_a_gigabyte(tmp_path):
    """In a process of its own, which has no settings. Unpacked, the picture has 2.7 GB."""
    packed = pdfs.packed_zeros(2700)
    content = pdfs.a_pdf(lambda pdf: pdfs.picture(pdf, packed, Name.FlateDecode, width=30_000, height=30_000))
    (tmp_path / "source.pdf").write_bytes(content)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    command = [sys.executable, "-c", IN_LITTLE_MEMORY, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.stdout.split() == ["['page-1.jpg']", "True"], done.stderr

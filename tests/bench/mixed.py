"""Files as suppliers send them, of every kind, each with a content of its own and unlike every other."""

import io
import random
from collections.abc import Callable

import pillow_heif
from openpyxl import Workbook
from PIL import Image

from tests.returns import office_files, pdfs, photos

SYLLABLES = (
    "gar",
    "den",
    "mo",
    "ra",
    "lin",
    "ter",
    "sho",
    "wick",
    "bel",
    "un",
    "dra",
    "pol",
    "est",
    "ick",
    "ham",
    "ly",
)
WORDS_A_PAGE = 120
PHOTO_SIZE, SCREEN_SIZE = (1600, 1200), (800, 600)


def mixed(number: int) -> tuple[str, bytes]:
    """The name and content of the file with this number: the kinds take turns, most of them PDF and photos."""
    chance = random.Random(number)
    ending, make = TURNS[number % len(TURNS)]
    return f"file {number}{ending}", make(chance)


def _words(chance: random.Random, count: int = WORDS_A_PAGE) -> str:
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))) for _word in range(count))


def _scene(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """Soft patches of colour, as a photo out of focus has them."""
    small = Image.frombytes("RGB", (24, 18), chance.randbytes(24 * 18 * 3))
    return small.resize(size, Image.Resampling.BICUBIC)


def _pdf(chance: random.Random) -> bytes:
    return pdfs.a_pdf(pages=tuple(_words(chance) for _page in range(4)))


def _jpeg(chance: random.Random) -> bytes:
    out = io.BytesIO()
    _scene(chance, PHOTO_SIZE).save(out, "JPEG", quality=85, exif=photos.exif(6), xmp=photos.XMP)
    return out.getvalue()


def _png(chance: random.Random) -> bytes:
    out = io.BytesIO()
    _scene(chance, SCREEN_SIZE).save(out, "PNG")
    return out.getvalue()


def _heic(chance: random.Random) -> bytes:
    made, out = pillow_heif.HeifFile(), io.BytesIO()
    made.add_from_pillow(_scene(chance, SCREEN_SIZE))
    made.save(out, quality=60)
    return out.getvalue()


def _docx(chance: random.Random) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{_words(chance)}</w:t></w:r></w:p>" for _paragraph in range(20))
    return office_files.a_word_file(paragraphs)


def _odt(chance: random.Random) -> bytes:
    return office_files.an_opendocument("".join(f"<text:p>{_words(chance)}</text:p>" for _paragraph in range(20)))


def _ods(chance: random.Random) -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(_words(chance, 2))}{cell.format(chance.randrange(1000))}</table:table-row>"
        for _row in range(300)
    )
    return office_files.an_opendocument(f'<table:table table:name="One">{rows}</table:table>', "spreadsheet")


def _xlsx(chance: random.Random) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for _row in range(300):
        book.active.append([_words(chance, 2), chance.randrange(1000), chance.random()])
    book.save(out)
    return out.getvalue()


def _csv(chance: random.Random) -> bytes:
    rows = (f"{_words(chance, 2)},{chance.randrange(1000)}" for _row in range(2000))
    return "\r\n".join(("Activity,Hours", *rows, "")).encode()


def _scan(chance: random.Random) -> bytes:
    photo = _jpeg(chance)
    return pdfs.a_pdf(lambda pdf: pdfs.picture(pdf, photo, width=PHOTO_SIZE[0], height=PHOTO_SIZE[1]))


TURNS: tuple[tuple[str, Callable[[random.Random], bytes]], ...] = (
    (".pdf", _pdf),
    (".jpg", _jpeg),
    (".docx", _docx),
    (".pdf", _scan),
    (".xlsx", _xlsx),
    (".jpg", _jpeg),
    (".csv", _csv),
    (".heic", _heic),
    (".odt", _odt),
    (".png", _png),
    (".ods", _ods),
)

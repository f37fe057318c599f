"""Pictures of the demonstration, drawn on the spot: calm shapes, no people, and nobody’s rights but our own.

Each is drawn at twice its size and made smaller, so that its edges are smooth.
"""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 800
LOGO_WIDTH, LOGO_HEIGHT = 520, 140
TWICE = 2
Box = tuple[float, float, float, float]
Points = list[tuple[float, float]]


class Sheet:
    """A sheet to draw on, measured in the pixels of the picture that comes out."""

    def __init__(self, width: int, height: int, colour: str | tuple[int, int, int, int], mode: str = "RGB") -> None:
        self._image = Image.new(mode, (width * TWICE, height * TWICE), colour)
        self._pen = ImageDraw.Draw(self._image)

    def box(self, box: Box, colour: str, *, radius: int = 0) -> None:
        """A filled box, with round corners if wanted."""
        self._pen.rounded_rectangle(_twice(box), radius * TWICE, fill=colour)

    def disc(self, box: Box, colour: str) -> None:
        """A filled ellipse in a box."""
        self._pen.ellipse(_twice(box), fill=colour)

    def shape(self, points: Points, colour: str) -> None:
        """A filled shape with straight sides."""
        self._pen.polygon([(x * TWICE, y * TWICE) for x, y in points], fill=colour)

    def line(self, points: Points, colour: str, width: int) -> None:
        """A line with round bends."""
        self._pen.line([(x * TWICE, y * TWICE) for x, y in points], fill=colour, width=width * TWICE, joint="curve")

    def words(self, place: tuple[float, float], words: str, colour: str, size: int) -> None:
        """Words in the typeface that comes with Pillow, so that no font has to be there."""
        font = ImageFont.load_default(size * TWICE)
        self._pen.text((place[0] * TWICE, place[1] * TWICE), words, fill=colour, font=font)

    def png(self) -> bytes:
        """The picture as a file."""
        width, height = self._image.size
        target = BytesIO()
        self._image.resize((width // TWICE, height // TWICE), Image.Resampling.BOX).save(target, "PNG")
        return target.getvalue()


def _twice(box: Box) -> Box:
    left, top, right, bottom = (side * TWICE for side in box)
    return left, top, right, bottom


def park() -> bytes:
    """A bench between two trees, raised beds, and a path to a gate that stands open."""
    sheet = Sheet(WIDTH, HEIGHT, "#dcebf2")
    sheet.disc((930, 70, 1050, 190), "#f6dd8f")
    sheet.disc((-300, 380, 800, 1200), "#a9cbb0")
    sheet.disc((500, 430, 1600, 1300), "#93bd9d")
    sheet.box((0, 506, WIDTH, HEIGHT), "#7fae8b")
    sheet.shape([(520, HEIGHT), (760, HEIGHT), (690, 500), (640, 500)], "#e8dcc4")
    for x in (610, 700):
        sheet.box((x, 400, x + 14, 510), "#6b5a48")
    sheet.shape([(714, 410), (780, 390), (780, 520), (714, 505)], "#8c7660")
    for x, size in ((210, 190), (985, 220)):
        sheet.box((x - 16, 420, x + 16, 640), "#6b5a48")
        sheet.disc((x - size * 0.7, 480 - size * 1.5, x + size * 0.7, 480), "#4f8663")
        sheet.disc((x - size * 0.4, 440 - size * 1.5, x + size * 0.6, 420), "#5f9873")
    for y in (590, 616):
        sheet.box((320, y, 500, y + 14), "#8c5f3d", radius=4)
    for x in (340, 470):
        sheet.box((x, 590, x + 10, 670), "#5b4636")
    for left in (60, 830):
        sheet.box((left, 690, left + 280, 760), "#8c7660", radius=6)
        for place in range(6):
            sheet.disc((left + 14 + 43 * place, 650, left + 56 + 43 * place, 702), "#3f7a56")
            sheet.disc((left + 26 + 43 * place, 658, left + 44 + 43 * place, 676), "#e9a86b")
    return sheet.png()


def kitchen_table() -> bytes:
    """A kitchen table in the evening: a lamp, a cup and an open book, and the moon in the window."""
    sheet = Sheet(WIDTH, HEIGHT, "#e9e2d5")
    sheet.box((760, 110, 1080, 430), "#f7f3ea", radius=8)
    sheet.box((780, 130, 1060, 410), "#31475e")
    sheet.disc((930, 170, 1000, 240), "#f3e9c2")
    sheet.box((914, 130, 926, 410), "#f7f3ea")
    sheet.box((780, 264, 1060, 276), "#f7f3ea")
    sheet.line([(380, 0), (380, 150)], "#4b4b4b", 6)
    sheet.shape([(310, 240), (450, 240), (410, 150), (350, 150)], "#c0603f")
    sheet.shape([(310, 240), (450, 240), (640, 540), (120, 540)], "#f3e7c0")
    sheet.box((80, 530, 1120, 580), "#a9774c", radius=10)
    for x in (140, 1020):
        sheet.box((x, 580, x + 44, HEIGHT), "#8c5f3d")
    sheet.shape([(330, 530), (500, 500), (500, 522), (330, 548)], "#fbfaf5")
    sheet.shape([(500, 500), (670, 530), (670, 548), (500, 522)], "#f0ede2")
    for step in range(3):
        sheet.line([(360 + 6 * step, 526 + 6 * step), (480, 506 + 6 * step)], "#b9b4a4", 3)
        sheet.line([(520, 506 + 6 * step), (640 - 6 * step, 526 + 6 * step)], "#b9b4a4", 3)
    sheet.disc((842, 470, 890, 518), "#39648a")
    sheet.disc((852, 480, 880, 508), "#e9e2d5")
    sheet.box((770, 450, 860, 532), "#39648a", radius=14)
    sheet.disc((774, 442, 856, 464), "#6b4a34")
    for x in (260, 820):
        sheet.box((x, 640, x + 150, 662), "#6f8f7c", radius=8)
        sheet.box((x + 14, 662, x + 30, HEIGHT), "#55705f")
        sheet.box((x + 120, 662, x + 136, HEIGHT), "#55705f")
    return sheet.png()


def workshop() -> bytes:
    """A workbench with a half-built box, a vice and a plane, below a board on which tools hang in a row."""
    sheet = Sheet(WIDTH, HEIGHT, "#e3e6e4")
    sheet.box((140, 110, 1060, 400), "#c9b693", radius=10)
    for place in range(4):
        x = 230 + 130 * place
        sheet.box((x - 6, 150, x + 6, 170), "#4b4b4b")
        sheet.box((x - 12, 170, x + 12, 270), ("#c0603f", "#39648a", "#4f8663", "#8c5f3d")[place], radius=8)
        sheet.box((x - 5, 270, x + 5, 340 - 12 * place), "#6e7478")
    sheet.shape([(760, 210), (1000, 170), (1000, 250), (760, 236)], "#9aa1a4")
    sheet.box((700, 186, 780, 256), "#8c5f3d", radius=12)
    sheet.box((60, 540, 1140, 590), "#a9774c", radius=6)
    for x in (120, 1030):
        sheet.box((x, 590, x + 56, HEIGHT), "#8c5f3d")
    sheet.box((176, 690, 1030, 720), "#8c5f3d")
    sheet.box((420, 390, 700, 540), "#dbc08e")
    sheet.box((440, 410, 680, 540), "#b99a63")
    for x in (500, 560, 620):
        sheet.box((x, 410, x + 8, 540), "#dbc08e")
    sheet.box((180, 470, 300, 540), "#6e7478", radius=6)
    sheet.box((150, 490, 330, 506), "#4b5256", radius=6)
    sheet.shape([(800, 540), (980, 540), (960, 500), (830, 500)], "#8c5f3d")
    sheet.disc((930, 462, 966, 512), "#5b4636")
    for place in range(5):
        sheet.disc((760 - 26 * place, 522 - 4 * (place % 2), 782 - 26 * place, 542), "#ead9b4")
    return sheet.png()


PICTURES: dict[str, Callable[[], bytes]] = {"park": park, "kitchen_table": kitchen_table, "workshop": workshop}


def logo_of_penbury() -> bytes:
    """A hill above a river, and the council’s name in both languages, white on whatever is behind."""
    sheet = Sheet(LOGO_WIDTH, LOGO_HEIGHT, (0, 0, 0, 0), "RGBA")
    sheet.shape([(8, 92), (62, 22), (116, 92)], "#ffffff")
    for y in (102, 118):
        sheet.box((8, y, 116, y + 8), "#ffffff", radius=4)
    return _named(sheet, "Penbury", ("Borough Council", "Cyngor Bwrdeistref"))


def logo_of_northmoor() -> bytes:
    """A star above a moor, and the council’s name in both languages, white on whatever is behind."""
    sheet = Sheet(LOGO_WIDTH, LOGO_HEIGHT, (0, 0, 0, 0), "RGBA")
    sheet.shape([(62, 8), (72, 36), (100, 46), (72, 56), (62, 84), (52, 56), (24, 46), (52, 36)], "#ffffff")
    sheet.shape([(8, 126), (8, 108), (40, 92), (70, 104), (116, 88), (116, 126)], "#ffffff")
    return _named(sheet, "Northmoor", ("County Council", "Cyngor Sir"))


def _named(sheet: Sheet, name: str, kinds: tuple[str, str]) -> bytes:
    sheet.words((136, 6), name, "#ffffff", 58)
    for line, words in enumerate(kinds):
        sheet.words((138, 76 + 30 * line), words, "#ffffff", 25)
    return sheet.png()


LOGOS: dict[str, Callable[[], bytes]] = {"penbury": logo_of_penbury, "northmoor": logo_of_northmoor}

"""Files that harm whoever trusts them, brought at both doors for spreadsheets: each is answered in words that say how
to mend it or read as what it is, nothing is saved, and the portal goes on.

All are sent first and read afterwards, so that the worker has them while the next ones are sent.
"""

import io
import re
from collections.abc import Callable
from datetime import date

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from playwright.sync_api import Page, expect

from tests.browser.helpers import look, sign_in
from tests.browser.test_joining import go_on
from tests.browser.test_registers import AMINA, bring, settled
from tests.browser.test_supplier_journey import heading
from tests.browser.test_workbooks import downloaded, filled, send
from tests.tables import hostile

ODD = '=HYPERLINK("http://example.com","Café £5")'
FIGURE, WORDS = 4711, "Three people began."
TABLE = f'Reference,Title\nH-1,"{ODD.replace(chr(34), chr(34) * 2)}"\n'
UNSAFE = "is built in a way that is not safe to open. Copy its rows to a new workbook"
NOT_TEXT = "has signs that cannot be read. Save it as “CSV UTF-8”"
# What each becomes of a workbook that is right, and what a person reads of it.
HARMFUL: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "laughs.xlsx": (lambda good: hostile.with_entities(good, hostile.LAUGHS), UNSAFE),
    "outside.xlsx": (lambda good: hostile.with_entities(good, hostile.OUTSIDE, "xl/workbook.xml"), UNSAFE),
    "bomb.xlsx": (hostile.bomb, UNSAFE),
    "far.xlsx": (hostile.far, "take out what stands far below its last row"),
    "macros.xlsx": (hostile.with_macros, "must not contain macros. Save it as .xlsx"),
    "locked.xlsx": (hostile.encrypted, "is password protected. Save a copy without the password"),
    "unmarked.csv": (lambda _good: TABLE.encode("utf-16-le"), NOT_TEXT),
}
READABLE = {"bom.csv": TABLE.encode("utf-8-sig"), "windows.csv": TABLE.encode("cp1252")}


def test_harmful_registers_are_answered_and_odd_ones_read(page, number_of):
    before = number_of("SELECT COUNT(*) FROM suppliers_contract")
    sign_in(page, AMINA)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Bring a register").click()
    door, odd = page.url, odd_register()
    sent = {name: brought(page, door, harm(odd), name) for name, (harm, _words) in HARMFUL.items()}
    sent |= {name: brought(page, door, content, name) for name, content in {**READABLE, "odd.xlsx": odd}.items()}
    for name, (_harm, words) in HARMFUL.items():
        settled(page, sent[name])
        heading(page, "Could not be read")
        expect(page.locator("main")).to_contain_text(words)
    look(page, "register-harmful")
    for name in READABLE:
        settled(page, sent[name])
        heading(page, "Which column is which?")
        expect(page.get_by_label("Title", exact=True).locator("option:checked")).to_have_text(f"Title: {ODD}")
    read_the_odd_one(page, sent["odd.xlsx"])
    assert number_of("SELECT COUNT(*) FROM suppliers_contract") == before


def odd_register() -> bytes:
    """Days that count from 1904, an error, a formula nobody worked out, merged cells, and a hidden sheet before."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (
        ["Our contracts", None, None],
        ["Reference", "Title", "Start date"],
        ["H-1", ODD, date(2026, 4, 1)],
        ["H-2", "#REF!", date(2026, 4, 1)],
        ["H-3", "Salt", "=1+1"],
    ):
        book.active.append(row)
    book.active["B3"].data_type, book.active["B4"].data_type = "s", "e"
    book.active.merge_cells("A1:C1")
    hidden = book.create_sheet("Kept aside", 0)
    hidden.append(["Reference", "Title"])
    hidden.append(["SECRET-1", "Nobody sees this"])
    hidden.sheet_state, book.active = "veryHidden", 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def brought(page: Page, door: str, content: bytes, name: str) -> str:
    """Send a file of contracts; the address at which it can be followed."""
    page.goto(door)
    bring(page, content, name)
    page.wait_for_url(re.compile("/registers/[0-9a-f-]{36}/"))
    return page.url.removesuffix("columns/")


def read_the_odd_one(page: Page, address: str) -> None:
    """What can be read is read as it is, and what cannot is told by its cell."""
    settled(page, address)
    expect(page.get_by_label("Title", exact=True).locator("option:checked")).to_have_text(f"Title: {ODD}")
    go_on(page, "Look the rows through")
    settled(page, address)
    main = page.locator("main")
    page.goto(f"{address}rows/new/")
    for words in (ODD, "1 April 2026"):
        expect(main).to_contain_text(words)
    page.goto(f"{address}rows/wrong/")
    for words in ("The cell holds an error of the spreadsheet", "Cell B4", "Cell C5"):
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text("SECRET-1")
    look(page, "register-odd")


def test_harmful_returns_are_answered_and_odd_ones_told_by_their_cells(page_without_js, at, number_of):
    page, answers = page_without_js, "SELECT COUNT(*) FROM returns_answer WHERE claimed IS NOT NULL"
    before = number_of(answers)
    sign_in(page, "sam.specimen@example.com")
    page.goto(at("/returns/{written}/"))
    page.get_by_role("link", name="Fill in this return as a spreadsheet").click()
    page.get_by_label("Excel workbook").check()
    good = filled(downloaded(page), figure=FIGURE, words=WORDS)
    for harm, words in HARMFUL.values():
        answered(page, harm(good), "Your spreadsheet could not be read", words)
    answered(page, READABLE["bom.csv"], "Your spreadsheet could not be read", "is not a spreadsheet of returns")
    answered(page, hostile.edited(good, merge), "Something in your spreadsheet must be mended", "are merged")
    answered(
        page, hostile.edited(good, put_errors), "Something in your spreadsheet must be mended", "2 things are wrong"
    )
    answered(page, hostile.edited(good, hide_something), "Check before you save", "1 answer is new and right")
    assert number_of(answers) == before


def answered(page: Page, content: bytes, title: str, words: str) -> None:
    """What a person reads of a file that they sent."""
    page.goto("/supplier/returns/workbook/")
    send(page, content)
    heading(page, title)
    expect(page.locator("main")).to_contain_text(words)


def merge(book: openpyxl.Workbook) -> None:
    """Cells of the figures made one."""
    book.worksheets[1].merge_cells("G6:G7")


def put_errors(book: openpyxl.Workbook) -> None:
    """The figure that was filled in is an error of the spreadsheet, and the words are a formula nobody worked out."""
    cells = [cell for row in book.worksheets[1].iter_rows() for cell in row]
    next(cell for cell in cells if cell.value == FIGURE).value = "#DIV/0!"
    next(cell for cell in cells if cell.value == WORDS).value = ODD


def hide_something(book: openpyxl.Workbook) -> None:
    """A hidden sheet behind the others, and days that count from 1904."""
    book.epoch = CALENDAR_MAC_1904
    hidden = book.create_sheet("Kept aside")
    hidden.append(["secret"])
    hidden.sheet_state = "veryHidden"

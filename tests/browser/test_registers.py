"""An officer brings a register: a wrong file, the columns, what each row would do, taking it in; and once more."""

import io
from uuid import uuid4

import openpyxl
from playwright.sync_api import Page, expect

from tables.writing import Column, Kind, Table, write
from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_joining import go_on
from tests.browser.test_supplier_journey import heading

AMINA = "amina.demo@example.org"
HEADINGS = (
    "Contract ref",
    "Contract title",
    "Supplier name",
    "Company number",
    "Start date",
    "End date",
    "Value",
    "More",
)


def test_officer_brings_a_register(visit):
    page = visit()
    sign_in(page, AMINA)
    number = uuid4().hex[:6]
    open_upload(page)
    bring_what_is_no_register(page)
    bring(page, register_of(number, wrong=True))
    say_which_column(page)
    read_and_take_in(page, number)
    bring_again(page, register_of(number, wrong=False))


def register_of(number: str, *, wrong: bool) -> bytes:
    """A workbook with two contracts, and two rows that are not right."""
    rows = [
        [f"REG-{number}-1", "Grounds of the harbour parks", "Invented Gardens Ltd", "01234567", "01/04/2026",
         "31/03/2029", "£54,393.60", "by hand"],
        [f"REG-{number}-2", "Benches &amp; bins", "Somebody Ltd", "", "1 May 2026", "", "TBC", ""],
    ]  # fmt: skip
    if wrong:
        rows += [
            ["", "Without a reference", "", "", "", "", "", ""],
            [f"REG-{number}-3", "Wrong days", "", "", "32/13/2026", "soon", "12,34", ""],
        ]
    file = io.BytesIO()
    columns = [Column(name) for name in HEADINGS]
    write(Table("Register", columns, rows), Kind.XLSX, file, language="en-GB")
    return file.getvalue()


def open_upload(page: Page) -> None:
    """From the list of contracts."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Bring a register").click()
    heading(page, "Bring a register")
    look(page, "register-upload")
    go_on(page, "Send the file")
    assert errors_of(page) == ["Choose what the file lists", "Choose a file"]
    look(page, "register-upload-error")


def bring(page: Page, content: bytes, name: str = "contracts.xlsx") -> None:
    """Choose a file of contracts and send it."""
    page.get_by_label("Contracts", exact=True).check()
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    go_on(page, "Send the file")


def bring_what_is_no_register(page: Page) -> None:
    """A file that no worker can read says how to mend it."""
    bring(page, b"%PDF-1.7", "register.pdf")
    wait_for(page, "Could not be read", "register-waiting")
    expect(page.locator("main")).to_contain_text("must be an Excel workbook")
    look(page, "register-refused")
    page.get_by_role("link", name="Choose another file").click()
    heading(page, "Bring a register")


def wait_for(page: Page, words: str, name: str = "") -> None:
    """The page loads itself again until the worker is done; it can be told to stop that."""
    if name and page.get_by_role("link", name="Stop that").count():
        page.get_by_role("link", name="Stop that").click()
        look(page, name)
        again = page.get_by_role("link", name="Look again")
        if again.count():  # the worker may have been quicker
            again.click()
    expect(page.locator("h1")).to_have_text(words, timeout=60_000)


def settled(page: Page, address: str) -> None:
    """Look oneself until the worker has done its part."""
    address = address.partition("?")[0].removesuffix("columns/")
    for _look in range(200):
        page.goto(f"{address}?still=1")
        if page.locator("#how-far").count() == 0:
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{address} still waits.")


def say_which_column(page: Page) -> None:
    """What is suggested is right but for one column, which is chosen."""
    wait_for(page, "Which column is which?")
    expect(page.get_by_label("Your reference")).to_have_value("0")
    expect(page.get_by_label("Value without VAT, for the whole contract")).to_have_value("6")
    look(page, "register-columns")
    page.get_by_label("Title", exact=True).select_option("")
    page.get_by_label("What it buys").select_option("0")
    go_on(page, "Look the rows through")
    assert len(errors_of(page)) == 2
    look(page, "register-columns-error")
    page.get_by_label("Title", exact=True).select_option("1")
    page.get_by_label("What it buys").select_option("7")
    go_on(page, "Look the rows through")


def read_and_take_in(page: Page, number: str) -> None:
    """What is right, what is not and why; then the right rows are taken in."""
    settled(page, page.url)
    heading(page, "Looked through")
    look(page, "register-found")
    page.get_by_role("link", name="See what is not right").click()
    main = page.locator("main")
    for words in ("Enter the reference", "“32/13/2026” is no real day", "“soon” is no day", "Cell E5"):
        expect(main).to_contain_text(words)
    look(page, "register-wrong")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="See the new rows").click()
    expect(main).to_contain_text("Benches & bins")
    look(page, "register-new")
    page.get_by_role("link", name="Back").click()
    go_on(page, "Take in the 2 rows that are right, leave out the rest")
    settled(page, page.url)
    heading(page, "Taken in")
    expect(main).to_contain_text("2 rows were taken in")
    expect(main).to_contain_text(f"REG-{number}-2")
    look(page, "register-taken-in")


def bring_again(page: Page, content: bytes) -> None:
    """The same rows have nothing new, and the columns are remembered."""
    page.get_by_role("link", name="Back").click()
    look(page, "register-upload-again")
    bring(page, content)
    settled(page, page.url)
    heading(page, "Which column is which?")
    expect(page.get_by_label("What it buys")).to_have_value("7")
    go_on(page, "Look the rows through")
    settled(page, page.url)
    heading(page, "Looked through")
    expect(page.locator("main")).to_contain_text("Nothing in this file can be taken in")
    look(page, "register-nothing")
    go_on(page, "Do not take anything in")
    expect(page.locator("main")).to_contain_text("The file is gone")


# --- Several sheets, and two windows ----------------------------------------------------------------------------------
def workbook_of_years(number: str) -> bytes:
    """Contracts of two years, each on a sheet of its own."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for year in (2024, 2025):
        sheet = book.create_sheet(f"Contracts {year}")
        sheet.append(HEADINGS)
        sheet.append([f"REG-{number}-{year}", f"Hedges of {year}", "", "", f"01/04/{year}", f"31/03/{year + 3}", 1000])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_officer_chooses_the_sheet_and_takes_in_what_was_read(visit):
    page = visit()
    sign_in(page, AMINA)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Bring a register").click()
    bring(page, workbook_of_years(uuid4().hex[:6]))
    settled(page, page.url)
    heading(page, "Which column is which?")
    expect(page.get_by_role("radio", name="Contracts 2024")).to_be_checked()
    look(page, "register-sheets")
    page.get_by_role("radio", name="Contracts 2025").check()
    go_on(page, "Read this sheet")
    settled(page, page.url)
    expect(page.locator("main")).to_contain_text("on the sheet “Contracts 2025”")
    go_on(page, "Look the rows through")
    settled(page, page.url)
    heading(page, "Looked through")
    look(page, "register-sheet-found")
    look_through_in_another_window(page)
    go_on(page, "Take in all rows")
    expect(page.locator("main")).to_contain_text("The rows were looked through again since you opened this page")
    look(page, "register-stale")
    go_on(page, "Take in all rows")
    settled(page, page.url)
    expect(page.locator("main")).to_contain_text("1 row was taken in")


def look_through_in_another_window(page: Page) -> None:
    """The same person has the rows looked through once more elsewhere, and leaves this page as it stands."""
    other = page.context.new_page()
    other.goto(page.url.partition("?")[0] + "columns/")
    go_on(other, "Look the rows through")
    settled(other, other.url)
    heading(other, "Looked through")
    other.close()

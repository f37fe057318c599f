"""A return as a spreadsheet in the browser: downloaded, filled in, mended, saved, with scripts and without."""

import io
import re

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, runs_scripts, sign_in

HEADINGS = 5


def downloaded(page: Page, button: str = "Download") -> bytes:
    with page.expect_download() as started:
        page.get_by_role("button", name=button, exact=True).click()
    return started.value.path().read_bytes()


def filled(content: bytes, **answers: object) -> bytes:
    """The first return with the first commitment answered, by the headings of its columns."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[1]
    place = {cell.value: cell.column for cell in sheet[HEADINGS]}
    for row in sheet.iter_rows(min_row=HEADINGS + 1):
        figure, words = row[place["Figure"] - 1], row[place["Who benefited, and what changed for them?"] - 1]
        if not figure.protection.locked and figure.value is None:
            figure.value, words.value = answers["figure"], answers["words"]
            break
    else:
        raise AssertionError("Nothing is left to answer.")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def send(page: Page, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "my returns.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url(re.compile("/workbook/[0-9a-f-]{36}/"))
    wait_for_the_portal(page)


def wait_for_the_portal(page: Page) -> None:
    """The page looks again by itself; without scripts one does so oneself."""
    if not runs_scripts(page):
        for _look in range(200):
            if page.get_by_role("link", name="Look again").count() == 0:
                break
            page.wait_for_timeout(500)
            with page.expect_navigation():
                page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("link", name="Look again")).to_have_count(0, timeout=60_000)


def test_return_is_filled_in_as_a_spreadsheet_mended_and_saved(visit, at):
    page = visit()
    sign_in(page, "sam.specimen@example.com")
    page.goto(at("/returns/{written}/"))
    page.get_by_role("link", name="Fill in this return as a spreadsheet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fill in returns as a spreadsheet")
    look(page, "workbook-one")
    page.get_by_role("button", name="Upload").click()
    assert errors_of(page) == ["Choose the spreadsheet you filled in"]
    look(page, "workbook-errors")
    page.get_by_label("Excel workbook").check()
    content = downloaded(page)

    send(page, filled(content, figure="a few", words="Three people began."))
    expect(page.get_by_role("heading", level=1)).to_have_text("Something in your spreadsheet must be mended")
    expect(page.locator(".govuk-summary-list__row")).to_have_count(1)
    look(page, "workbook-wrong")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download a copy of your spreadsheet").click()
    copy = started.value.path().read_bytes()
    assert any(
        cell.value == "a few"
        for row in openpyxl.load_workbook(io.BytesIO(copy)).worksheets[1].iter_rows()
        for cell in row
    )
    page.get_by_role("button", name="Save nothing").click()
    expect(page.get_by_text("Nothing was saved. The spreadsheet is gone.")).to_be_visible()
    look(page, "workbook-all")

    send(page, filled(content, figure=3, words="Three people began."))
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before you save")
    look(page, "workbook-right")
    page.get_by_role("button", name="Save 1 answer").click()
    wait_for_the_portal(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are saved")
    look(page, "workbook-saved")
    page.goto("/supplier/returns/workbook/")
    send(page, b"a,b\n1,2\n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your spreadsheet could not be read")
    look(page, "workbook-refused")

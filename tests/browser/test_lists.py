"""Lists as files, and nothing to report for several contracts at once: on wide and narrow screens, with and without
scripts."""

import csv
from pathlib import Path

from playwright.sync_api import expect

from tables.reading import read_table
from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_other_pages import SAM
from tests.browser.test_supplier_journey import heading

AMINA = "amina.demo@example.org"


def saved(page, button: str) -> Path:
    """The file that a button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.path()


def test_officer_takes_a_filtered_list_away_as_a_workbook(page):
    sign_in(page, AMINA)
    page.goto("/council/contracts/?show=active")
    rows = page.locator("main tbody tr").count()
    page.get_by_role("link", name="Download this list").click()
    heading(page, "Download this list")
    look(page, "list-download")
    page.get_by_role("button", name="Download").click()
    assert errors_of(page) == ["Choose which kind of file you need"]
    look(page, "list-download-error")
    page.get_by_label("Excel workbook (.xlsx)").check()
    with read_table(saved(page, "Download")) as book:
        head, *found = [row.cells for row in book.rows()]
    assert head[:3] == ("Council", "Reference", "Contract") and len(found) == rows
    page.get_by_role("link", name="Back").click()
    assert page.url.endswith("/council/contracts/?show=active")


def test_officer_takes_the_queue_away_as_csv(page):
    sign_in(page, AMINA)
    page.goto("/council/returns/?show=decided")
    page.get_by_role("link", name="Download this list").click()
    page.get_by_label("CSV (.csv), which any program reads").check()
    with saved(page, "Download").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and {row["Status"] for row in rows} == {"Decided"}


def test_supplier_says_for_several_contracts_that_there_is_nothing(page):
    sign_in(page, SAM)
    page.goto("/supplier/")
    look(page, "supplier-home-with-nothing")
    page.get_by_role("link", name="Nothing to report for several contracts").click()
    heading(page, "Nothing to report for several contracts")
    look(page, "nothing-many")
    page.get_by_role("button", name="Send these returns").click()
    assert errors_of(page) == [
        "Choose at least one return",
        "Say why there is nothing to report",
        "Tick all the declarations, or answer these returns one by one",
    ]
    look(page, "nothing-many-errors")
    page.locator("input[name=returns]").first.check()
    page.get_by_label("Why is there nothing to report for them?").fill("The programme starts in spring.")
    for box in page.locator("input[name=declarations]").all():
        box.check()
    page.get_by_role("button", name="Send these returns").click()
    expect(page.get_by_text("1 return was sent. The council reads your reason.")).to_be_visible()
    look(page, "nothing-many-sent")

"""Counting local postcodes, from the review of a line and from a question; and the lead who says which are local."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

LEAD = "tom.example@example.org"
SUPPLIER = "bryn.pretend@example.com"
LIST = "ZE90 1AA\n3 Invented Row, Penbury, ze914bb\nZE92 4AA\nZE92 5AA\nZE90 1AA\nZE92\nnothing"
LINK = "Count how many postcodes are local"


def how_many(page: Page, where: str):
    """The number beside a word of the answer."""
    row = page.locator(".govuk-summary-list__row").filter(has=page.get_by_text(where, exact=where == "Local"))
    return row.get_by_role("definition")


def count(page: Page, words: str) -> None:
    """Paste a list and have it counted."""
    page.get_by_label("Postcodes", exact=True).fill(words)
    page.get_by_role("button", name="Count the postcodes").click()


def test_officer_counts_the_postcodes_of_a_line_and_sets_which_are_local(visit, at):
    page = visit()
    sign_in(page, LEAD)
    page.goto(at("/council/returns/{read}/5/"))
    page.get_by_role("link", name=LINK).click()
    heading(page, "Count local postcodes")
    look(page, "postcodes")
    count(page, "  ")
    assert errors_of(page) == ["Paste at least one postcode"]
    look(page, "postcodes-error")
    count(page, LIST)
    heading(page, "Postcodes counted")
    for where, number in (("Local", 4), ("Elsewhere", 1), ("Too short to tell", 1), ("Not a postcode", 1)):
        expect(how_many(page, where)).to_have_text(str(number))
    expect(page.locator("main")).to_contain_text("1 full postcode stands in the list again")
    expect(page.get_by_label("Postcodes", exact=True)).to_have_value("")
    assert "Invented Row" not in page.content()
    look(page, "postcodes-counted")
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.locator("#line-title")).to_contain_text("5. ")

    page.goto("/council/contracts/")
    page.get_by_role("link", name="Postcodes that count as local").click()
    heading(page, "Postcodes that count as local")
    look(page, "local-postcodes")
    page.get_by_label("Codes").fill("ZE90, Penbury")
    page.get_by_role("button", name="Save the codes").click()
    assert errors_of(page) == ["“Penbury” is not a code like ZE1 or ZE1 0"]
    look(page, "local-postcodes-error")
    page.get_by_label("Codes").fill("ZE90, ze92")
    page.get_by_role("button", name="Save the codes").click()
    expect(page.get_by_role("alert")).to_contain_text("The codes are saved.")
    page.goto(at("/council/returns/{read}/5/"))
    page.get_by_role("link", name=LINK).click()
    count(page, LIST)
    expect(how_many(page, "Local")).to_have_text("5")


def test_supplier_counts_beside_its_question(page, at):
    sign_in(page, SUPPLIER)
    page.goto(at("/returns/{brightwater}/2/figure/"))
    page.get_by_role("link", name=LINK).click()
    count(page, LIST)
    expect(how_many(page, "Local")).to_have_text("4")
    look(page, "postcodes-supplier")
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_label("Amount in pounds")).to_be_visible()

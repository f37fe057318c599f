"""Sampling and bulk approval: why lines were chosen, deciding those, and verifying the rest together."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import look, sign_in
from tests.browser.test_officer_journey import OFFICER, decide
from tests.browser.test_review_page import open_review
from tests.browser.test_supplier_journey import heading

BULK = "Verify what is not in the sample"
# The promises of the return that waits, in their order: the first two are about young people in care, and the portal
# found something on the second; of the others one is chosen by chance.
PROMISES = ("Support 48", "See 1,200", "Provide 24", "Give 240")
ALWAYS = {
    1: "about people who need protection",
    2: "about people who need protection and the portal found something",
}
CHANCE = "chosen by chance"


def test_officer_decides_what_was_chosen_and_verifies_the_rest_together(visit):
    officer = visit()
    sign_in(officer, OFFICER)
    open_review(officer)
    chosen = read_why(officer)
    rest = set(range(1, 5)) - chosen
    assert chosen > set(ALWAYS) and len(rest) == 1
    line(officer, 2).click()
    look(officer, "bulk-review")

    read_the_list(officer, rest)
    officer.get_by_role("link", name="Back", exact=True).click()
    for number in sorted(chosen):
        line(officer, number).click()
        decide(officer, "Verified")

    read_the_list(officer, rest)
    officer.get_by_role("button", name="Verify 1 commitment").click()
    expect(officer.get_by_role("alert")).to_contain_text("1 commitment is verified.")
    expect(officer.get_by_role("link", name=BULK)).to_have_count(0)
    look(officer, "bulk-done")

    officer.get_by_role("link", name="Finish the return").click()
    heading(officer, "Finish the return")
    expect(officer.locator("main")).to_contain_text("The supplier will see: Approved")
    look(officer, "bulk-finish")
    officer.get_by_role("button", name="Decide this return").click()
    expect(officer.get_by_role("alert")).to_contain_text("The return is decided")
    line(officer, rest.pop()).click()
    expect(officer.locator(".sv-review__line")).to_contain_text("In bulk: not in the sample")
    look(officer, "bulk-decided")


def test_nothing_is_offered_together_of_what_somebody_asked_about(page):
    sign_in(page, OFFICER)
    open_review(page)
    [number] = set(range(1, 5)) - read_why(page)
    line(page, number).click()
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("What do you want to know?").fill("Which of the sites is this?")
    page.get_by_role("button", name="Send the question").click()
    page.get_by_role("link", name=BULK).click()
    expect(page.locator("main")).to_contain_text("No commitment can be verified like this. Look at each one.")
    look(page, "bulk-nothing")


def line(page: Page, number: int):
    """The way to a line from the list of them."""
    commitments = page.get_by_role("navigation", name="Commitments in this return")
    return commitments.get_by_role("listitem").nth(number - 1).get_by_role("link")


def read_why(page: Page) -> set[int]:
    """The numbers of the lines that were chosen; each says why, and each other one that it was not."""
    chosen = set()
    for number, promise in enumerate(PROMISES, start=1):
        expect(line(page, number)).to_contain_text(promise)
        line(page, number).click()
        words = page.locator(".sv-review__line")
        expect(words.locator("#line-title")).to_contain_text(f"{number}. {promise}")
        if words.get_by_text("Not in the sample.").count():
            assert number not in ALWAYS
            continue
        expect(words).to_contain_text(f"Look at this line: {ALWAYS.get(number, CHANCE)}.")
        chosen.add(number)
    return chosen


def read_the_list(page: Page, rest: set[int]) -> None:
    """The page that lists what would be verified together: what was not chosen, and nothing else."""
    page.get_by_role("link", name=BULK).click()
    heading(page, BULK)
    rows = page.get_by_role("table", name="To be verified as claimed").locator("tbody").get_by_role("row")
    expect(rows).to_have_count(len(rest))
    for row, number in zip(rows.all(), sorted(rest), strict=True):
        expect(row).to_contain_text(f"{number}. {PROMISES[number - 1]}")
    look(page, "bulk")

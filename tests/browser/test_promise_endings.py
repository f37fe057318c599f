"""Promises that end, and proposals that come to nothing: ended by either side, declined with a reason, taken back."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_promises import OFFICER, SUPPLIER, TITLE, go_on, press
from tests.browser.test_supplier_journey import heading

ADMIN = "lena.demo@example.com"
PACKS = "Give starter packs worth £18,000"
JOBS = "Recruit 18 young people leaving care into jobs"
NO_MORE = "A charity of the town gives such a pack to everybody now."
STILL_WANTED = "Every one of these jobs is still wanted."
HOMES = "Homes for unaccompanied young people"
CONVERSATION = "Give 1,200 person-hours of conversation practice in English"
LESSONS = "Give 150 hours of English to young people who have just arrived"
WE_CAN = "We can deliver this, so it should stay binding."


def open_promise(page: Page, contract: str, promise: str) -> None:
    """A supplier's way to a promise: through its contract and the promises of that."""
    page.goto("/supplier/commitments/")
    page.get_by_role("link", name=contract).click()
    page.get_by_role("link", name="See all promises of this contract").click()
    heading(page, "Promises")
    page.get_by_role("link", name=promise).first.click()
    heading(page, promise)


def fact(page: Page, words: str) -> Locator:
    """One row of the terms; where they stand more than once, as they are now."""
    return page.locator(".govuk-summary-list__row").filter(has=page.get_by_text(words, exact=True)).first


def propose_end(page: Page) -> None:
    """From the promise, with the reason."""
    page.get_by_role("link", name="End it").click()
    heading(page, "Propose that it ends")
    page.get_by_label("Why should it end?").fill(NO_MORE)
    press(page, "Send")
    expect(page.locator("#waiting")).to_contain_text("Its end proposed")


def answer(page: Page, choice: str, *, reason: str = "") -> None:
    page.get_by_label(choice).check()
    page.get_by_label("Reason", exact=True).fill(reason)
    go_on(page)


def decline_with_mistake(page: Page, *, reason: str, name: str) -> None:
    """Without a reason first."""
    answer(page, "Decline it")
    assert errors_of(page) == ["Say why you decline it"]
    expect(page.get_by_label("Decline it")).to_be_checked()
    look(page, name)
    answer(page, "Decline it", reason=reason)
    expect(page.locator("main")).to_contain_text("Declined. The other side gets an email and can read why.")


# --- The end of a promise ---------------------------------------------------------------------------------------------
def test_supplier_ends_a_promise_and_the_council_agrees(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, SUPPLIER)
    open_promise(supplier, TITLE, PACKS)
    detail = supplier.url
    ask_for_the_end(supplier)

    sign_in(officer, OFFICER)
    agree_to_the_end(officer)

    supplier.goto(detail)
    expect(supplier.locator("main")).to_contain_text("Withdrawn")
    expect(fact(supplier, "Reported until")).to_contain_text("30 April 2027")
    expect(supplier.locator(".sv-timeline")).to_contain_text("Accepted by Amina Demo")
    expect(supplier.get_by_role("link", name="Change it")).to_have_count(0)
    look(supplier, "promise-ended")


def ask_for_the_end(page: Page) -> None:
    """Without a reason nothing is sent."""
    page.get_by_role("link", name="End it").click()
    heading(page, "Propose that it ends")
    look(page, "promise-end")
    press(page, "Send")
    assert errors_of(page) == ["Say why it should end"]
    look(page, "promise-end-error")
    page.get_by_label("Why should it end?").fill(NO_MORE)
    press(page, "Send")
    expect(page.locator("main")).to_contain_text("Waits for the council")
    expect(page.locator("#waiting")).to_contain_text(NO_MORE)
    look(page, "promise-end-waits")


def agree_to_the_end(page: Page) -> None:
    """Found among the promises to answer; an end has no terms to change."""
    page.goto("/council/promises/")
    row = page.get_by_role("row").filter(has_text=PACKS)
    expect(row).to_contain_text("The end of a promise")
    row.get_by_role("link").click()
    heading(page, PACKS)
    expect(page.locator("main")).to_contain_text(f"Why: {NO_MORE}")
    expect(page.get_by_label("Answer with other terms")).to_have_count(0)
    look(page, "promise-end-answer")
    answer(page, "Accept it as it is")
    expect(page.locator("main")).to_contain_text("Withdrawn")


def test_council_declines_that_a_promise_ends_and_the_supplier_reads_why(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, SUPPLIER)
    open_promise(supplier, TITLE, JOBS)
    detail = supplier.url
    propose_end(supplier)

    sign_in(officer, OFFICER)
    officer.goto(detail)
    officer.get_by_role("button", name="Read and answer").click()
    decline_with_mistake(officer, reason=STILL_WANTED, name="promise-end-decline-error")

    supplier.goto(detail)
    history = supplier.locator(".sv-timeline")
    expect(history).to_contain_text("Its end proposed: declined")
    expect(history).to_contain_text(STILL_WANTED)
    expect(supplier.get_by_role("heading", name="What is agreed")).to_be_visible()
    expect(supplier.get_by_role("link", name="End it")).to_be_visible()
    look(supplier, "promise-end-declined")


def test_council_ends_a_promise_and_the_supplier_agrees(visit):
    supplier, officer = visit(), visit()
    sign_in(officer, OFFICER)
    officer.goto("/council/contracts/")
    officer.get_by_role("link", name=TITLE).click()
    officer.get_by_role("link", name="See all promises of this contract").click()
    officer.get_by_role("link", name=PACKS).click()
    propose_end(officer)
    expect(officer.locator("main")).to_contain_text("Waits for the supplier")

    sign_in(supplier, SUPPLIER)
    supplier.goto("/supplier/")
    expect(supplier.get_by_role("listitem").filter(has_text=PACKS)).to_contain_text("To answer")
    look(supplier, "home-with-an-end-to-answer")
    supplier.get_by_role("link", name=PACKS).click()
    expect(supplier.locator("main")).to_contain_text(f"Why: {NO_MORE}")
    answer(supplier, "Accept it as it is")
    expect(supplier.locator("main")).to_contain_text("Withdrawn")
    officer.reload()
    expect(officer.locator("main")).to_contain_text("Withdrawn")


# --- Declined, and taken back -----------------------------------------------------------------------------------------
def test_supplier_declines_a_change_and_the_council_reads_why(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, ADMIN)
    supplier.goto("/supplier/")
    supplier.get_by_role("link", name=CONVERSATION).click()
    heading(supplier, CONVERSATION)
    expect(supplier.locator("main")).to_contain_text(
        "How binding: Must be tried, with proof of trying, was Must be delivered"
    )
    look(supplier, "promise-change-answer")
    decline_with_mistake(supplier, reason=WE_CAN, name="promise-change-decline-error")
    expect(supplier.get_by_role("link", name="Change it")).to_be_visible()

    sign_in(officer, OFFICER)
    officer.goto(supplier.url)
    expect(officer.locator(".sv-timeline")).to_contain_text("A change proposed: declined")
    expect(officer.locator(".sv-timeline")).to_contain_text("Declined by Lena Demo")
    expect(officer.locator(".sv-timeline")).to_contain_text(WE_CAN)
    expect(fact(officer, "How binding")).to_contain_text("Must be delivered")
    look(officer, "promise-change-declined")


def test_each_side_takes_back_what_it_proposed(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, ADMIN)
    sign_in(officer, OFFICER)
    open_promise(supplier, HOMES, LESSONS)
    officer.goto(supplier.url)
    officer.get_by_role("button", name="Read and answer").click()
    take_back(supplier, "The promise ends before it began.", name="promise-take-back")
    expect(supplier.get_by_role("heading", name="What it was")).to_be_visible()
    look(supplier, "promise-taken-back")
    find_nothing_left_to_answer(officer)

    open_promise(supplier, HOMES, CONVERSATION)
    officer.goto(supplier.url)
    take_back(officer, "The promise stays as it is agreed.", name="promise-take-back-change")
    expect(officer.get_by_role("heading", name="What is agreed")).to_be_visible()
    supplier.goto("/supplier/")
    heading(supplier, "What you need to do")
    expect(supplier.get_by_role("link", name=CONVERSATION)).to_have_count(0)


def take_back(page: Page, meaning: str, *, name: str) -> None:
    """The page says what it means, before anything happens."""
    page.get_by_role("link", name="Take it back").click()
    heading(page, "Take it back")
    expect(page.locator("main")).to_contain_text(meaning)
    look(page, name)
    press(page, "Take it back")
    expect(page.locator("main")).to_contain_text("Taken back. The other side need not answer any more")


def find_nothing_left_to_answer(page: Page) -> None:
    """The officer who was reading is told, and it has left the list."""
    answer(page, "Accept it as it is")
    expect(page.locator("main")).to_contain_text("Nothing you did was saved.")
    page.goto("/council/promises/")
    heading(page, "Promises to answer")
    expect(page.get_by_role("link", name=LESSONS)).to_have_count(0)

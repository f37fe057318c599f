"""Targets that follow what a contract comes to: the council enters it, and both sides see the new target."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_promise_endings import open_promise
from tests.browser.test_promises import OFFICER, SUPPLIER, TITLE, accept, go_on, press
from tests.browser.test_supplier_journey import heading, task

WILF, TOM = "wilf.fictional@example.com", "tom.example@example.org"
LODGINGS = "Supported lodgings"
ADVICE = "Give 10 hours of advice to voluntary organisations for each £100,000 of spend"
BEFORE, NOW = "1 May to 31 October 2026", "1 November 2026 to 30 April 2027"
APPRENTICES = "Start 12 apprenticeships for young people leaving care"


def open_activity(page: Page, contract: str, period: str) -> None:
    """An officer's way: from the contract, beside its period."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name=contract).click()
    page.get_by_role("link", name=f"Enter activity {period}").click()
    heading(page, "What the contract came to")


def save(page: Page, question: str, figure: str) -> None:
    page.get_by_label(question).fill(figure)
    press(page, "Save")


def expect_saved(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("The targets of this period follow from what you entered.")


def see_periods(page: Page) -> Locator:
    """Open how much is promised in each period; the row of the period that runs."""
    page.locator("summary").filter(has_text="How much in each period").click()
    return page.locator("tr").filter(has_text=NOW)


# --- What is spent ----------------------------------------------------------------------------------------------------
def test_target_of_a_period_follows_what_is_spent(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, WILF)
    supplier.goto("/supplier/")
    supplier.get_by_role("link", name=f"{LODGINGS}, {NOW}").first.click()
    expect(task(supplier, ADVICE)).to_contain_text("Target for this period: 13.5 hours")

    sign_in(officer, TOM)
    find_no_promise_for_the_period_before(officer)
    enter_what_is_spent(officer)

    supplier.reload()
    expect(task(supplier, ADVICE)).to_contain_text("Target for this period: 15 hours")
    look(supplier, "return-by-spend")
    correct_what_is_spent(officer)
    supplier.reload()
    expect(task(supplier, ADVICE)).to_contain_text("Target for this period: 12 hours")
    open_promise(supplier, LODGINGS, ADVICE)
    expect(see_periods(supplier)).to_contain_text("12 hours")
    look(supplier, "promise-by-spend")


def find_no_promise_for_the_period_before(page: Page) -> None:
    """The promise was agreed later, so there is nothing to enter for that period."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name=LODGINGS).click()
    expect(page.get_by_role("link", name=f"Enter activity {NOW}")).to_have_count(1)
    expect(page.get_by_role("link", name=f"Enter activity {BEFORE}")).to_have_count(0)


def enter_what_is_spent(page: Page) -> None:
    """Nothing first, then pounds as people write them."""
    open_activity(page, LODGINGS, NOW)
    expect(page.locator("main")).to_contain_text(ADVICE)
    look(page, "activity")
    press(page, "Save")
    assert errors_of(page) == ["Enter a number in figures, like 12 or 1,250.50"]
    look(page, "activity-error")
    save(page, "Pounds spent in this period", "£150,000")
    expect_saved(page)
    look(page, "activity-entered")


def correct_what_is_spent(page: Page) -> None:
    """What was entered stands in the box until the return is decided."""
    page.get_by_role("link", name=f"Enter activity {NOW}").click()
    expect(page.get_by_label("Pounds spent in this period")).to_have_value("150000")
    save(page, "Pounds spent in this period", "120000")
    expect_saved(page)


# --- Placement years --------------------------------------------------------------------------------------------------
def test_promise_becomes_a_rate_and_follows_placement_years(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, SUPPLIER)
    open_promise(supplier, TITLE, APPRENTICES)
    detail = supplier.url
    change_to_a_rate(supplier)
    sign_in(officer, OFFICER)
    accept(officer, detail)

    open_activity(officer, TITLE, NOW)
    look(officer, "activity-placement-years")
    save(officer, "Placement years in this period", "8")
    expect_saved(officer)
    expect(officer.get_by_role("link", name="Enter activity 1 November 2025 to 30 April 2026")).to_have_count(0)

    supplier.goto(detail)
    expect(see_periods(supplier)).to_contain_text("4 people")
    look(supplier, "promise-by-placement-years")


def change_to_a_rate(page: Page) -> None:
    """Half an apprenticeship for each placement year, and fifteen in all if things go as expected."""
    page.get_by_role("link", name="Change it").click()
    press(page, "Start")
    page.get_by_role("link", name="Change the target is").click()
    heading(page, "How is the target set?")
    expect(page.get_by_label("A fixed amount")).to_be_checked()
    page.get_by_label("So many for each year of placement").check()
    go_on(page)
    heading(page, "How much, and by when?")
    page.get_by_label("How many for each year of placement?").fill("0.5")
    page.get_by_label("Placement years expected over the whole contract").fill("30")
    look(page, "promise-rate")
    go_on(page)
    heading(page, "Check before you send it")
    expect(page.locator("main")).to_contain_text("With 30 expected: 15 people, was 12 people")
    look(page, "promise-rate-check")
    page.get_by_label("Why do you propose it?").fill("Nobody knows how many young people will live here.")
    press(page, "Send to the council")
    expect(page.locator("main")).to_contain_text("Waits for the council")

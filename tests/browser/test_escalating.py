"""When a promise falls short: a case from its first step to its result, a plan, a notice, a remedy by two officers."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

OFFICER, SECOND = "tom.example@example.org", "amina.demo@example.org"
SUPPLIER = "olga.testcase@example.com"
# It has no case in the demonstration; the other one has a notice whose deadline has passed.
CLEANING, BUILDINGS = "PEN-FM-402", "PEN-FM-401"
WORDS = "Less than promised was verified by now."


def open_contract(page: Page, reference: str) -> None:
    """Find a contract of the council."""
    page.goto("/council/contracts/")
    page.get_by_role("row").filter(has_text=reference).get_by_role("link").click()
    expect(page.locator(".govuk-caption-l")).to_contain_text(reference)


def press(page: Page, name: str) -> None:
    """A button of the page's form."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def day(page: Page, group: str, year: str) -> None:
    """Fill in a day in January."""
    boxes = page.get_by_role("group", name=group).first
    for label, value in (("Day", "29"), ("Month", "1"), ("Year", year)):
        boxes.get_by_label(label).fill(value)


def test_case_goes_from_a_plan_to_a_formal_notice_and_is_closed(visit):
    officer, supplier = visit(), visit()
    sign_in(officer, OFFICER)
    open_contract(officer, CLEANING)
    officer.get_by_role("link", name="Open a case about promises that fall short").click()
    heading(officer, "Open a case")
    press(officer, "Open the case")
    assert len(errors_of(officer)) == 3
    look(officer, "case-open-error")
    officer.get_by_role("group", name="Which commitments fall short?").get_by_role("checkbox").first.check()
    officer.get_by_label("Request for a plan to catch up").check()
    officer.get_by_label("What does the council say?").fill(WORDS)
    press(officer, "Open the case")
    expect(officer.get_by_role("alert")).to_contain_text("The case is open.")

    sign_in(supplier, SUPPLIER)
    supplier.goto("/supplier/")
    look(supplier, "case-home")
    supplier.get_by_role("link", name="Propose a plan to catch up for").click()
    heading(supplier, "Case ")
    look(supplier, "case-supplier")
    propose_plan(supplier)
    answer_plan(officer)
    give_notice(officer)
    reply(supplier)

    officer.reload()
    officer.get_by_role("link", name="Close the case").click()
    heading(officer, "Close the case")
    press(officer, "Close the case")
    assert errors_of(officer) == ["Choose what came of it", "Say why the case is closed"]
    look(officer, "case-close-error")
    officer.get_by_label("It improved").check()
    officer.get_by_label("Why?").fill("It caught up.")
    press(officer, "Close the case")
    expect(officer.locator("main")).to_contain_text("Closed: it improved")
    look(officer, "case-closed")


def propose_plan(page: Page) -> None:
    """An empty form first, then one action."""
    page.get_by_role("button", name="Propose a plan").click()
    heading(page, "Propose a plan to catch up")
    press(page, "Send the plan")
    assert errors_of(page) == ["Write why it falls short"]
    look(page, "plan-propose-error")
    page.get_by_label("Why does it fall short?").fill("Two members of staff left.")
    first = page.get_by_role("group", name="Action 1")
    first.get_by_label("What will you do?").fill("Train two more people")
    first.get_by_label("Which role does it?").fill("Site manager")
    first.get_by_label("What will it bring, in figures?").fill("4 more")
    for label, value in (("Day", "29"), ("Month", "1"), ("Year", "2027")):
        first.get_by_label(label).fill(value)
    press(page, "Send the plan")
    expect(page.get_by_role("alert")).to_contain_text("Your plan has been sent.")


def answer_plan(page: Page) -> None:
    """The officer finds it among what waits, accepts it, and says what came of it."""
    page.goto("/council/")
    page.get_by_role("link", name="to go on with").click()
    heading(page, "Promises that fall short")
    look(page, "case-list")
    page.get_by_role("row").filter(has_text="Oakline").get_by_role("link").first.click()
    page.get_by_role("button", name="Answer the plan").click()
    heading(page, "Answer the plan")
    press(page, "Return it")
    assert errors_of(page) == ["Say what the plan lacks"]
    look(page, "plan-answer-error")
    press(page, "Accept the plan")
    expect(page.locator("main")).to_contain_text("The supplier reports each action of its plan")
    page.get_by_role("link", name="Say what came of the plan").click()
    heading(page, "Say what came of the plan")
    look(page, "plan-finish")
    page.get_by_label("It was not carried out").check()
    page.get_by_label("What do the figures show?").fill("Nothing was done in time.")
    press(page, "Save what came of it")


def give_notice(page: Page) -> None:
    """A formal notice names the requirement and a day."""
    page.get_by_role("link", name="Formal performance notice", exact=True).click()
    heading(page, "Formal performance notice")
    press(page, "Take this step")
    assert "Name the requirement that is not met" in errors_of(page)
    look(page, "notice-error")
    page.get_by_label("Which requirement is not met?").fill("Schedule 3, commitment 1")
    page.get_by_label("What does the council say?").fill(WORDS)
    day(page, "Deadline", "2027")
    press(page, "Take this step")
    expect(page.get_by_role("alert")).to_contain_text("The step is recorded.")
    expect(page.get_by_role("link", name="Termination in full")).to_have_count(0)
    look(page, "case-officer")


def reply(page: Page) -> None:
    """The supplier replies to the notice."""
    page.reload()
    page.get_by_role("link", name="Reply to step 2").click()
    heading(page, "Reply to the council")
    press(page, "Send your reply")
    assert errors_of(page) == ["Write your reply"]
    look(page, "step-reply-error")
    page.get_by_label("Your reply").fill("We have trained two people since.")
    press(page, "Send your reply")
    expect(page.get_by_role("alert")).to_contain_text("Your reply has been sent.")


def test_one_officer_proposes_a_remedy_and_a_second_approves_it(visit):
    officer, second, supplier = visit(), visit(), visit()
    sign_in(officer, OFFICER)
    open_contract(officer, BUILDINGS)
    officer.get_by_role("link", name="What the contract allows when a promise falls short").click()
    heading(officer, "What the contract allows")
    look(officer, "contract-remedies")
    officer.goto("/cases/?show=waiting")
    officer.get_by_role("row").filter(has_text="Oakline").get_by_role("link").first.click()
    officer.get_by_role("link", name="Payment for what was not delivered").click()
    heading(officer, "Payment for what was not delivered")
    expect(officer.locator("main")).to_contain_text("Only verified figures count")
    press(officer, "Propose it")
    assert errors_of(officer) == ["Write what the council says"]
    look(officer, "remedy-propose-error")
    officer.get_by_label("What does the council say to the supplier?").fill(WORDS)
    press(officer, "Propose it")
    expect(officer.get_by_role("alert")).to_contain_text("waits for a second officer")
    expect(officer.get_by_role("link", name="Decide", exact=False)).to_have_count(0)

    sign_in(second, SECOND)
    second.goto(officer.url)
    look(second, "case-remedy-waits")
    second.get_by_role("link", name="Decide").click()
    heading(second, "Decide a remedy")
    press(second, "Decline")
    assert errors_of(second) == ["Say why you decline it"]
    look(second, "remedy-decide-error")
    press(second, "Approve")
    expect(second.get_by_role("alert")).to_contain_text("The remedy is decided.")
    sign_in(supplier, SUPPLIER)
    supplier.goto(officer.url)
    expect(supplier.locator("main")).to_contain_text("Financial remedy")
    look(supplier, "case-remedy-supplier")

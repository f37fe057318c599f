"""The review page by keys, with its checks, questions and samples; and what the supplier answers and disputes."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_officer_journey import OFFICER, PERIOD, SUPPLIER, TITLE, decide
from tests.browser.test_supplier_journey import heading

QUESTION = "In which of the three months did most of them begin?"
ANSWER = "Most of them began in September, after the holidays."
REASON = "The letters show fewer placements."
WRONG = "Page two of the letters lists the others."


def open_review(page: Page, *, take: bool = True) -> None:
    """Find the return of the demonstration in the queue, and take it."""
    page.goto("/council/returns/")
    page.get_by_role("row").filter(has_text=TITLE).get_by_role("link").click()
    heading(page, f"Return for {PERIOD}")
    if take:
        page.get_by_role("button", name="Take this return").click()
        expect(page.get_by_text("You have this return open.")).to_be_visible()


def title(page: Page):
    return page.locator("#line-title")


def press(page: Page, key: str) -> None:
    """Press a key once the page listens, which is when it shows what the keys do."""
    expect(page.get_by_text("Keys for this page")).to_be_visible()
    page.keyboard.press(key)


def test_keys_go_through_the_commitments_rest_while_one_writes_and_can_be_switched_off(page):
    sign_in(page, OFFICER)
    open_review(page)
    expect(title(page)).to_contain_text("1. ")
    press(page, "n")
    expect(title(page)).to_contain_text("2. ")
    press(page, "p")
    expect(title(page)).to_contain_text("1. ")
    press(page, "v")
    chosen = page.get_by_label("Verified", exact=True)
    expect(chosen).to_be_checked()
    expect(chosen).to_be_focused()
    page.get_by_label("Reason, or what to change").fill("")
    page.get_by_label("Reason, or what to change").press_sequentially("nv?")
    expect(page.get_by_label("Reason, or what to change")).to_have_value("nv?")
    expect(title(page)).to_contain_text("1. ")

    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_text("The keys do nothing while you write.")).to_be_visible()
    expect(page.locator("#keys summary")).to_be_focused()
    look(page, "review-keys")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("n")
    page.reload()
    press(page, "n")
    expect(title(page)).to_contain_text("1. ")
    page.keyboard.press("?")
    expect(page.get_by_text("The keys do nothing while you write.")).to_be_hidden()


def test_page_without_scripts_offers_no_keys(page_without_js):
    sign_in(page_without_js, OFFICER)
    open_review(page_without_js)
    expect(page_without_js.get_by_text("Keys for this page")).to_be_hidden()


def test_officer_ticks_asks_and_reads_the_answer_and_the_supplier_disputes_the_decision(visit):
    officer, supplier = visit(), visit()
    sign_in(officer, OFFICER)
    open_review(officer)
    expect(officer.locator("main")).to_contain_text("Look at this line")
    expect(officer.get_by_text("Done by the portal").first).to_be_visible()
    ticks = officer.get_by_role("group", name="What you checked").get_by_role("checkbox")
    before = ticks.count()
    ticks.first.check()
    officer.get_by_role("button", name="Save the ticks only").click()
    expect(ticks.first).to_be_checked()
    assert ticks.count() == before
    look(officer, "review-checks")

    officer.get_by_role("link", name="Ask a question").click()
    heading(officer, "Ask a question")
    officer.get_by_role("button", name="Send the question").click()
    assert errors_of(officer) == ["Write your question"]
    look(officer, "question-ask")
    officer.get_by_label("What do you want to know?").fill(QUESTION)
    officer.get_by_role("button", name="Send the question").click()
    expect(officer.get_by_role("alert")).to_contain_text("Your question has been sent")
    look(officer, "review-question-waits")

    sign_in(supplier, SUPPLIER)
    group = supplier.locator("section").filter(
        has=supplier.get_by_role("heading", name="The council asks you something")
    )
    look(supplier, "supplier-home-asked")
    group.get_by_role("link", name=TITLE).click()
    look(supplier, "return-asked")
    supplier.get_by_role("link", name="Answer the question about commitment 1").click()
    expect(supplier.locator(".govuk-inset-text")).to_contain_text(QUESTION)
    look(supplier, "question-answer")
    supplier.get_by_label("Your answer").fill(ANSWER)
    supplier.get_by_role("button", name="Send your answer").click()
    expect(supplier.get_by_role("alert")).to_contain_text("Your answer has been sent")

    officer.reload()
    expect(officer.locator(".sv-review__line")).to_contain_text(ANSWER)
    look(officer, "review-question-answered")
    for _line in range(4):
        decide(officer, "Not verified", reason=REASON)
    heading(officer, "Finish the return")
    look(officer, "finish-unticked")
    officer.get_by_role("button", name="Decide this return").click()

    supplier.reload()
    supplier.get_by_role("link", name="Dispute this decision").first.click()
    heading(supplier, "Dispute a decision")
    supplier.get_by_role("button", name="Dispute the decision").click()
    assert errors_of(supplier) == ["Say why the decision is wrong"]
    look(supplier, "dispute")
    supplier.get_by_label("Why is the decision wrong?").fill(WRONG)
    supplier.get_by_role("button", name="Dispute the decision").click()
    expect(supplier.locator("#line-1")).to_contain_text("Disputed")
    look(supplier, "return-disputed")

    officer.goto("/council/disputes/")
    look(officer, "disputes")
    officer.get_by_role("row").filter(has_text=WRONG).get_by_role("link").click()
    expect(officer.locator(".sv-review__line")).to_contain_text(WRONG)
    look(officer, "review-disputed")
    officer.get_by_role("link", name="Keep the decision and say why").click()
    look(officer, "dispute-keep")
    officer.get_by_label("Why does the decision stay?").fill("Page two is about the spring.")
    officer.get_by_role("button", name="Keep the decision").click()
    expect(officer.get_by_role("alert")).to_contain_text("The decision stays")


def test_lead_sets_what_is_looked_at(page):
    sign_in(page, "tom.example@example.org")
    page.goto("/council/sample/")
    heading(page, "What officers look at")
    look(page, "sampling")
    page.get_by_role("link", name="Change what is looked at").first.click()
    page.get_by_label("What share of the other commitments").fill("0")
    page.get_by_role("button", name="Save the rule").click()
    assert errors_of(page) == ["Enter a whole number from 1 to 100"]
    look(page, "sampling-rule")

"""Both sides agree a promise: proposed, answered with other terms, accepted, changed, and another put in its place."""

import re

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

SUPPLIER = "sam.specimen@example.com"
OFFICER = "amina.demo@example.org"
CHARITY = "bryn.pretend@example.com"
TITLE = "Supported accommodation for young people aged 16 and over"
PROMISE = "Give 240 hours of mentoring to young people leaving care"
TENDER = "Our mentors will spend twenty hours a month with young people who leave care."
OTHER = "Host 6 open days for employers"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def go_on(page: Page) -> None:
    press(page, "Continue")


def test_both_sides_agree_a_promise_and_what_becomes_of_it(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, SUPPLIER)
    sign_in(officer, OFFICER)
    propose(supplier)
    detail = supplier.url
    answer_with_other_terms(officer, detail)
    accept_other_terms(supplier, detail)
    change(supplier, detail)
    accept(officer, detail)
    put_another_in_its_place(supplier, detail)
    accept(officer, detail)
    supplier.goto(detail)
    expect(supplier.locator("main")).to_contain_text("Replaced by another")
    look(supplier, "promise-replaced")
    supplier.get_by_role("link", name=OTHER).first.click()
    heading(supplier, OTHER)
    look(supplier, "promise-in-its-place")


def propose(page: Page) -> None:
    """Question by question, with the mistakes that people make; then everything on one page."""
    page.goto("/supplier/commitments/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="See all promises of this contract").click()
    heading(page, "Promises")
    look(page, "promises")
    page.get_by_role("button", name="Propose a promise").click()
    look(page, "promise-add")
    press(page, "Start")
    choose_measure(page, "mentoring", re.compile("Hours of mentoring"))
    say_it_in_words(page)
    say_how_much(page)
    page.get_by_label("Must be delivered").check()
    go_on(page)
    assert errors_of(page) == ["Say whether it is more than the specification asks for"]
    look(page, "promise-binding-error")
    expect(page.get_by_label("Must be delivered")).to_be_checked()
    page.get_by_label("Yes", exact=True).check()
    go_on(page)
    heading(page, "Where, and for whom?")
    look(page, "promise-place")
    page.get_by_label("Where is it delivered?").fill("The whole borough")
    go_on(page)
    say_whether_it_may_be_published(page)
    spread(page)
    look(page, "promise-check")
    press(page, "Send to the council")
    expect(page.locator("main")).to_contain_text("Waits for the council")
    look(page, "promise-sent")


def choose_measure(page: Page, words: str, measure: re.Pattern) -> None:
    """Search, then choose among what was found."""
    heading(page, "What is the promise measured by?")
    go_on(page)
    assert errors_of(page) == ["Choose a measure"]
    look(page, "promise-measure-error")
    page.get_by_label("Search the measures").fill(words)
    press(page, "Search")
    look(page, "promise-measure")
    page.get_by_label(measure).first.check()
    go_on(page)


def say_it_in_words(page: Page) -> None:
    """The promise, and how the tender had it."""
    heading(page, "The promise in words")
    go_on(page)
    assert errors_of(page) == ["Say in plain words what is promised"]
    look(page, "promise-words-error")
    page.get_by_label("What is promised?").fill(PROMISE)
    page.get_by_label("How the tender worded it").fill(TENDER)
    go_on(page)


def say_how_much(page: Page) -> None:
    """A rate without its figures first, then a fixed amount."""
    heading(page, "How is the target set?")
    look(page, "promise-basis")
    page.get_by_label("So many for each year of placement").check()
    go_on(page)
    heading(page, "How much, and by when?")
    go_on(page)
    assert len(errors_of(page)) == 2
    look(page, "promise-rate-error")
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_label("A fixed amount").check()
    go_on(page)
    look(page, "promise-amount")
    page.get_by_label("Target").fill("240")
    go_on(page)


def say_whether_it_may_be_published(page: Page) -> None:
    """A no without a reason, then a yes."""
    heading(page, "May it be published?")
    page.get_by_label("No", exact=True).check()
    go_on(page)
    assert errors_of(page)[0] == "Choose why it may not be published"
    look(page, "promise-publish-error")
    page.get_by_label("Yes", exact=True).check()
    go_on(page)


def spread(page: Page) -> None:
    """More in the first period than in the second, and together exactly the target."""
    heading(page, "Check before you send it")
    page.get_by_role("link", name="Change over the periods").click()
    boxes = page.locator("form input.govuk-input")
    expect(boxes).to_have_count(2)
    boxes.nth(0).fill("100")
    go_on(page)
    assert "more than the target" in errors_of(page)[0] or "less than the target" in errors_of(page)[0]
    look(page, "promise-profile-error")
    boxes.nth(0).fill("140")
    boxes.nth(1).fill("100")
    go_on(page)
    heading(page, "Check before you send it")
    expect(page.locator("main")).to_contain_text("140 hours")


def answer_with_other_terms(page: Page, detail: str) -> None:
    """The council wants more, and says why."""
    page.goto(detail)
    look(page, "promise-waits")
    page.get_by_role("button", name="Read and answer").click()
    expect(page.locator("main")).to_contain_text(TENDER)
    go_on(page)
    assert errors_of(page) == ["Choose your answer"]
    look(page, "promise-answer-error")
    page.get_by_label("Answer with other terms").check()
    go_on(page)
    heading(page, "Check before you send it")
    look(page, "promise-counter")
    page.get_by_role("link", name="Change target").click()
    page.get_by_label("Target").fill("300")
    go_on(page)
    expect(page.locator("main")).to_contain_text("Target: 300 hours, was 240 hours")
    press(page, "Send to the supplier")
    assert "Say why you propose it" in errors_of(page)
    page.get_by_label("Why do you propose it?").fill("Twenty-five hours a month are in the tender.")
    press(page, "Send to the supplier")
    expect(page.locator("main")).to_contain_text("Waits for the supplier")


def accept_other_terms(page: Page, detail: str) -> None:
    """Agreed, with all of it in the history."""
    page.goto(detail)
    page.get_by_role("button", name="Read and answer").click()
    expect(page.locator("main")).to_contain_text("Twenty-five hours a month")
    look(page, "promise-answer")
    page.get_by_label("Accept it as it is").check()
    go_on(page)
    expect(page.locator("main")).to_contain_text("Both sides are bound by it")
    expect(page.locator(".sv-timeline")).to_contain_text("Target: 300 hours, was 240 hours")
    look(page, "promise-agreed")


def change(page: Page, detail: str) -> None:
    """An agreed promise as it stands, and what should be different."""
    page.goto(detail)
    page.get_by_role("link", name="Change it").click()
    look(page, "promise-change")
    press(page, "Start")
    page.get_by_role("link", name="Change where").click()
    page.get_by_label("Where is it delivered?").fill("The harbour wards")
    go_on(page)
    expect(page.locator("main")).to_contain_text("Where: The harbour wards, was The whole borough")
    page.get_by_label("Why do you propose it?").fill("Most of the young people live there.")
    press(page, "Send to the council")
    expect(page.locator("main")).to_contain_text("Waits for the council")


def accept(page: Page, detail: str) -> None:
    """The council accepts what waits."""
    page.goto(detail)
    page.get_by_role("button", name="Read and answer").click()
    page.get_by_label("Accept it as it is").check()
    go_on(page)
    expect(page.locator("main")).to_contain_text("Both sides are bound by it")


def put_another_in_its_place(page: Page, detail: str) -> None:
    """A measure of the contract's own takes the place of the framework's."""
    page.goto(detail)
    page.get_by_role("link", name="Put another promise in its place").click()
    look(page, "promise-replace")
    press(page, "Start")
    page.get_by_label("Another measure").check()
    go_on(page)
    heading(page, "Describe your own measure")
    page.get_by_label("What is counted").fill("Open days for employers")
    page.get_by_label("Which outcome").select_option(index=1)
    page.get_by_label("Whole number").check()
    go_on(page)
    assert errors_of(page) == ["Say what it is counted in, like people or sessions"]
    look(page, "promise-own-what-error")
    page.get_by_label("Counted in").fill("sessions")
    go_on(page)
    describe_how(page)
    page.get_by_label("What is promised?").fill(OTHER)
    go_on(page)
    page.get_by_label("A fixed amount").check()
    go_on(page)
    page.get_by_label("Target").fill("6")
    go_on(page)
    page.get_by_label("Must be tried").check()
    page.get_by_label("Yes", exact=True).check()
    go_on(page)
    go_on(page)
    page.get_by_label("Yes", exact=True).check()
    go_on(page)
    heading(page, "Check before you send it")
    look(page, "promise-replace-check")
    page.get_by_label("Why do you propose it?").fill("The mentors found work elsewhere.")
    press(page, "Send to the council")
    expect(page.locator("main")).to_contain_text("Waits for the council")


def describe_how(page: Page) -> None:
    """How it adds up, what counts, what shows it, and whom it is about."""
    heading(page, "How does your measure work?")
    look(page, "promise-own-how")
    page.get_by_label("Add the periods").check()
    for group in ("Is a lower figure better?", "Is it a change from a starting figure?"):
        page.get_by_role("group", name=group).get_by_label("No", exact=True).check()
    page.get_by_label("How to work it out").fill("A day on which at least three employers come")
    page.get_by_label("Evidence wanted").fill("The programme, and how many came")
    page.get_by_label("Young people leaving care").check()
    page.get_by_label("Allowed", exact=True).check()
    go_on(page)
    assert errors_of(page)[0].startswith("Choose that photos are not allowed")
    look(page, "promise-own-how-error")
    page.get_by_label("Not allowed").check()
    go_on(page)


def test_mission_waits_for_the_council_and_is_accepted_alone(visit):
    charity, officer = visit(), visit()
    sign_in(charity, CHARITY)
    charity.goto("/supplier/commitments/")
    if charity.get_by_role("link", name="See all promises of this contract").count() == 0:
        charity.get_by_role("link", name="Grounds maintenance").click()
    charity.get_by_role("link", name="See all promises of this contract").click()
    look(charity, "promises-mission")
    charity.get_by_role("link", name=re.compile("We exist so that")).first.click()
    detail = charity.url
    look(charity, "promise-mission-detail")
    sign_in(officer, OFFICER)
    officer.goto(detail)
    officer.get_by_role("button", name="Read and answer").click()
    expect(officer.locator("main")).to_contain_text("you can accept it alone")
    look(officer, "promise-mission-answer")
    officer.get_by_label("Accept it as it is").check()
    go_on(officer)
    expect(officer.locator("main")).to_contain_text("Agreed")


def test_mission_page_asks_four_questions(visit):
    page = visit()
    sign_in(page, CHARITY)
    page.goto("/supplier/commitments/")
    if page.get_by_role("link", name="See all promises of this contract").count() == 0:
        page.get_by_role("link", name="Grounds maintenance").click()
    page.get_by_role("link", name="See all promises of this contract").click()
    page.get_by_role("link", name="Describe the value of your mission").click()
    heading(page, "The value of your mission")
    go_on(page)
    assert errors_of(page)[:4] == [
        "Say what you exist to do",
        "Say who benefits",
        "Say what changes because of it",
        "Say how people will know",
    ]
    look(page, "promise-mission-error")

"""Promises from the first question to the other side's yes: out of a tender, from a starting figure, in per cent."""

import re

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_promise_endings import fact
from tests.browser.test_promises import OFFICER, SUPPLIER, go_on, press
from tests.browser.test_supplier_journey import heading

OLGA, TOM = "olga.testcase@example.com", "tom.example@example.org"
HOMES = "Residential children's homes in Penbury"
AWARDS = "See 12 young people gain an award for volunteering"
TENDER = "Each of our homes will help its residents towards a recognised award for what they give to others."
MANY = "The young people asked for awards themselves."
BUILDINGS = "Facilities management for council buildings"
WASTE = "Avoid 1,200 kg of waste"
BILLS = "Pay 95% of the invoices of small firms within ten days"
PERSONAL, COMMERCIAL = "It would tell something about a person", "It would harm somebody’s commercial interests"
FEW = "Some of the firms are one person each, who could be told from the figure."
PRICES = "The figure would tell competitors how we pay our suppliers."


def propose(page: Page) -> None:
    """From the promises of a contract to the first question."""
    page.get_by_role("link", name="See all promises of this contract").click()
    heading(page, "Promises")
    page.get_by_role("button", name="Propose a promise").click()
    heading(page, "Propose a promise")


def choose_measure(page: Page, words: str, measure: str) -> None:
    """One of the framework's, found by its words."""
    heading(page, "What is the promise measured by?")
    page.get_by_label("Search the measures").fill(words)
    press(page, "Search")
    page.get_by_label(re.compile(measure)).check()
    go_on(page)


def say_it_in_words(page: Page, promise: str) -> None:
    heading(page, "The promise in words")
    page.get_by_label("What is promised?").fill(promise)
    go_on(page)


def choose_fixed_amount(page: Page) -> None:
    heading(page, "How is the target set?")
    page.get_by_label("A fixed amount").check()
    go_on(page)


def say_how_binding(page: Page) -> None:
    heading(page, "How binding is it?")
    page.get_by_label("Must be tried").check()
    page.get_by_label("Yes", exact=True).check()
    go_on(page)


def let_it_be_published(page: Page) -> None:
    heading(page, "May it be published?")
    page.get_by_label("Yes", exact=True).check()
    go_on(page)
    heading(page, "Check before you send it")


# --- The council enters what the tender promised ----------------------------------------------------------------------
def test_council_enters_a_promise_of_the_tender_and_the_supplier_accepts(visit):
    officer, supplier = visit(), visit()
    sign_in(officer, OFFICER)
    begin_to_enter(officer)
    come_back_to_it(officer)
    answer_the_rest(officer)
    send_with_a_reason(officer)
    detail = officer.url
    find_nothing_begun(officer)

    sign_in(supplier, SUPPLIER)
    accept_from_home(supplier)
    officer.goto(detail)
    expect(officer.get_by_role("heading", name="What is agreed")).to_be_visible()
    expect(officer.locator("main")).to_contain_text(TENDER)


def begin_to_enter(page: Page) -> None:
    """As far as the words of the tender; the contract asks for enough already."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name=HOMES).click()
    propose(page)
    expect(page.locator("main")).to_contain_text("Enter a promise from the tender")
    expect(page.locator("main")).to_contain_text("usually have 6 commitments at most. This one has 7")
    look(page, "promise-enter")
    press(page, "Start")
    choose_measure(page, "awards", "Awards or accredited recognition")
    heading(page, "The promise in words")
    page.get_by_label("What is promised?").fill(AWARDS)
    page.get_by_label("How the tender worded it").fill(TENDER)
    look(page, "promise-enter-words")
    go_on(page)
    heading(page, "How is the target set?")


def come_back_to_it(page: Page) -> None:
    """From the overview to the promises to answer, where what was begun is found, and on to its next question."""
    page.goto("/council/")
    page.get_by_role("link", name="promises to answer").click()
    heading(page, "Promises to answer")
    expect(page.get_by_role("heading", name="What you began")).to_be_visible()
    look(page, "promises-to-answer")
    page.get_by_role("link", name="Go on with your promise").click()


def answer_the_rest(page: Page) -> None:
    choose_fixed_amount(page)
    page.get_by_label("Target").fill("12")
    go_on(page)
    say_how_binding(page)
    heading(page, "Where, and for whom?")
    page.get_by_label("Who benefits?").fill("Young people who live in the homes")
    go_on(page)
    let_it_be_published(page)


def send_with_a_reason(page: Page) -> None:
    """The council says why the contract asks for more than usual."""
    expect(fact(page, "As worded in the tender")).to_contain_text(TENDER)
    look(page, "promise-enter-check")
    press(page, "Send to the supplier")
    assert errors_of(page) == ["Say why this contract asks for more than usual"]
    look(page, "promise-enter-check-error")
    page.get_by_label("Why does this contract ask for more than usual?").fill(MANY)
    press(page, "Send to the supplier")
    expect(page.locator("main")).to_contain_text("Waits for the supplier")
    look(page, "promise-entered")


def find_nothing_begun(page: Page) -> None:
    """What was sent is no longer among what was begun."""
    page.goto("/council/promises/")
    heading(page, "Promises to answer")
    expect(page.get_by_role("heading", name="What you began")).to_have_count(0)


def accept_from_home(page: Page) -> None:
    """What waits is on the page the supplier lands on; the tender's words stand beside the promise."""
    page.goto("/supplier/")
    item = page.get_by_role("listitem").filter(has_text=AWARDS)
    expect(item).to_contain_text(HOMES)
    expect(item).to_contain_text("To answer")
    look(page, "home-with-a-promise-to-answer")
    item.get_by_role("link").click()
    heading(page, AWARDS)
    expect(page.get_by_role("heading", name="As worded in the tender")).to_be_visible()
    expect(page.locator(".govuk-inset-text").filter(has_text=TENDER)).to_be_visible()
    look(page, "promise-enter-answer")
    page.get_by_label("Accept it as it is").check()
    go_on(page)
    expect(page.locator("main")).to_contain_text("Both sides are bound by it")
    look(page, "promise-enter-agreed")


# --- The supplier proposes what needs more questions ------------------------------------------------------------------
def begin(page: Page) -> None:
    """Signed in, at the first question about a promise for a contract in which others take part."""
    sign_in(page, OLGA)
    page.goto("/supplier/commitments/")
    page.get_by_role("link", name=BUILDINGS).click()
    propose(page)
    press(page, "Start")


def send(page: Page) -> str:
    """To the council; answers with the address of the promise."""
    press(page, "Send to the council")
    expect(page.locator("main")).to_contain_text("Waits for the council")
    return page.url


def read_and_accept(page: Page, detail: str, *, name: str) -> None:
    """The council reads all of it, and agrees."""
    sign_in(page, TOM)
    page.goto(detail)
    page.get_by_role("button", name="Read and answer").click()
    expect(page.get_by_role("group", name="What is your answer?")).to_be_visible()
    look(page, f"{name}-answer")
    page.get_by_label("Accept it as it is").check()
    go_on(page)
    expect(page.get_by_role("heading", name="What is agreed")).to_be_visible()
    look(page, f"{name}-agreed")


def test_promise_that_is_measured_from_a_starting_figure(visit):
    supplier, officer = visit(), visit()
    begin(supplier)
    choose_measure(supplier, "waste avoided", "Waste avoided")
    say_it_in_words(supplier, WASTE)
    choose_fixed_amount(supplier)
    say_from_which_figure(supplier)
    say_how_binding(supplier)
    say_who_delivers(supplier)
    let_it_be_published(supplier)
    change_the_starting_figure(supplier)
    detail = send(supplier)
    read_and_accept(officer, detail, name="promise-baseline")
    expect(fact(officer, "Starting figure")).to_contain_text("900")
    expect(fact(officer, "Where the starting figure comes from")).to_contain_text("Weighing notes")


def say_from_which_figure(page: Page) -> None:
    """Both figures are needed."""
    heading(page, "How much, and by when?")
    look(page, "promise-baseline-amount")
    go_on(page)
    assert errors_of(page) == [
        "Enter a number in figures, like 12 or 2.5",
        "Enter the starting figure, like 12 or 1,250.50",
    ]
    look(page, "promise-baseline-error")
    page.get_by_label("Target", exact=True).fill("1,200")
    page.get_by_label("Starting figure", exact=True).fill("800")
    page.get_by_label("Where the starting figure comes from").fill("Weighing notes of the quarter before")
    go_on(page)


def say_who_delivers(page: Page) -> None:
    """The supplier or one of those who take part."""
    heading(page, "Where, and for whom?")
    go_on(page)
    assert errors_of(page) == ["Choose who delivers it"]
    look(page, "promise-deliverer-error")
    page.get_by_label("The supplier itself").check()
    go_on(page)


def change_the_starting_figure(page: Page) -> None:
    """From the check page to the question and back."""
    expect(fact(page, "Target")).to_contain_text("1,200 kg")
    expect(fact(page, "Starting figure")).to_contain_text("800")
    look(page, "promise-baseline-check")
    page.get_by_role("link", name="Change starting figure").click()
    expect(page.get_by_label("Target", exact=True)).to_have_value("1200")
    page.get_by_label("Starting figure", exact=True).fill("900")
    go_on(page)
    heading(page, "Check before you send it")
    expect(fact(page, "Starting figure")).to_contain_text("900")


def test_promise_in_per_cent_that_may_not_be_published(visit):
    supplier, officer = visit(), visit()
    begin(supplier)
    describe_share(supplier)
    describe_how_it_is_worked_out(supplier)
    say_it_in_words(supplier, BILLS)
    say_how_many_per_cent(supplier)
    say_how_binding(supplier)
    supplier.get_by_label("Brightwater Grounds CIC").check()
    go_on(supplier)
    keep_it_from_the_public(supplier)
    give_the_other_reason(supplier)
    mend_what_it_is_a_share_of(supplier)
    detail = send(supplier)
    read_and_accept(officer, detail, name="promise-unpublished")
    expect(fact(officer, "May be published")).to_contain_text(f"No. {COMMERCIAL}. {PRICES}")
    expect(fact(officer, "Who delivers it")).to_contain_text("Brightwater Grounds CIC")


def describe_share(page: Page) -> None:
    """A measure of the contract's own."""
    page.get_by_label("Another measure").check()
    go_on(page)
    heading(page, "Describe your own measure")
    page.get_by_label("What is counted").fill("Invoices of small firms paid within ten days")
    page.get_by_label("Which outcome").select_option(index=1)
    page.get_by_label("Percentage").check()
    go_on(page)


def describe_how_it_is_worked_out(page: Page) -> None:
    """A share has two figures."""
    heading(page, "How does your measure work?")
    go_on(page)
    assert errors_of(page)[:3] == [
        "Choose how the periods combine",
        "Say what the top figure counts, like invoices paid on time",
        "Say what the bottom figure counts, like invoices due",
    ]
    look(page, "promise-own-share-error")
    page.get_by_label("Average over the periods").check()
    page.get_by_label("Top figure", exact=True).fill("invoices paid within ten days")
    page.get_by_label("Bottom figure", exact=True).fill("all invoices")
    for group in ("Is a lower figure better?", "Is it a change from a starting figure?"):
        page.get_by_role("group", name=group).get_by_label("No", exact=True).check()
    page.get_by_label("How to work it out").fill("Counted from the day on which an invoice arrives")
    page.get_by_label("Evidence wanted").fill("A summary from the ledger, without names")
    page.get_by_label("Nobody in particular").check()
    page.get_by_label("Not allowed").check()
    go_on(page)


def say_how_many_per_cent(page: Page) -> None:
    """A level, which is the same in every period."""
    heading(page, "How much, and by when?")
    expect(page.locator("main")).to_contain_text("the same is expected in every period")
    go_on(page)
    assert errors_of(page) == ["Enter a percentage, like 10 or 12.5"]
    look(page, "promise-per-cent-error")
    page.get_by_label("Target", exact=True).fill("95%")
    go_on(page)


def keep_it_from_the_public(page: Page) -> None:
    """Because of a person; that alone is not enough."""
    heading(page, "May it be published?")
    page.get_by_label("No", exact=True).check()
    page.get_by_label(PERSONAL).check()
    go_on(page)
    assert errors_of(page) == ["Say more about why it may not be published"]
    expect(page.get_by_label(PERSONAL)).to_be_checked()
    look(page, "promise-unpublished-error")
    page.get_by_label("More about why").fill(FEW)
    go_on(page)
    heading(page, "Check before you send it")
    expect(fact(page, "May be published")).to_contain_text(f"No. {PERSONAL}. {FEW}")


def give_the_other_reason(page: Page) -> None:
    """Commercial interests, on second thoughts."""
    page.get_by_role("link", name="Change may be published").click()
    expect(page.get_by_label("No", exact=True)).to_be_checked()
    expect(page.get_by_label(PERSONAL)).to_be_checked()
    page.get_by_label(COMMERCIAL).check()
    page.get_by_label("More about why").fill(PRICES)
    look(page, "promise-unpublished-reason")
    go_on(page)
    expect(fact(page, "May be published")).to_contain_text(f"No. {COMMERCIAL}. {PRICES}")


def mend_what_it_is_a_share_of(page: Page) -> None:
    """What is said of a measure of one's own can be changed to the last."""
    expect(fact(page, "Target")).to_contain_text("95%")
    expect(fact(page, "Over the periods")).to_contain_text("The same in every period")
    page.get_by_role("link", name="Change worked out from").click()
    heading(page, "How does your measure work?")
    expect(page.get_by_label("Top figure", exact=True)).to_have_value("invoices paid within ten days")
    page.get_by_label("Bottom figure", exact=True).fill("all invoices of small firms")
    go_on(page)
    heading(page, "Check before you send it")
    expect(fact(page, "Worked out from")).to_contain_text("as a share of all invoices of small firms")
    look(page, "promise-unpublished-check")

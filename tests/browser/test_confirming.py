"""Those who benefited: a supplier asks, a charity answers on a phone without an account, the officer reads it."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.emails import email_sent_to
from tests.browser.helpers import NARROW, errors_of, fits, look, sign_in

SUPPLIER, OFFICER, AUDITOR = "wilf.fictional@example.com", "amina.demo@example.org", "iris.sample@example.org"
CONTRACT = "Independent fostering agency placements"
PROMISE = "Give 240 hours of staff volunteering"
LINK = r"(/confirm/\S+/)"


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def open_line(page: Page, *, officer: bool) -> None:
    """From the contract to how sure the newest decided figure of the promise is."""
    page.goto("/council/contracts/" if officer else "/supplier/commitments/")
    page.get_by_role("link", name=CONTRACT).first.click()
    link(page, "History of returns").click()
    decided = page.locator("tbody tr").filter(has_not_text="Not decided yet").filter(has_not_text="Not sent yet")
    decided.last.get_by_role("link").click()
    if officer:
        page.get_by_role("navigation", name="Commitments in this return").get_by_text(PROMISE).click()
    link(page, "Who confirmed it").click()
    heading(page, "How sure this figure is")


def link(page: Page, words: str):
    """A link that says more of the promise to screen readers."""
    return page.get_by_role("link").filter(has_text=words).filter(has_text=PROMISE)


def card(page: Page, name: str):
    """What is shown of one organisation that was asked."""
    return page.locator(".govuk-summary-card").filter(has=page.get_by_role("heading", name=name))


def test_supplier_asks_charity_answers_without_an_account_and_officer_reads_it(visit, phone, page_without_js):
    supplier, began = visit(), time.time()
    sign_in(supplier, SUPPLIER)
    open_line(supplier, officer=False)
    expect(card(supplier, "Penbury Food Bank")).to_contain_text("Received")
    expect(card(supplier, "Pen Valley River Trust")).to_contain_text("Received in part")
    expect(card(supplier, "Penbury Toy Library")).to_contain_text("None yet")
    look(supplier, "confirmation-list")
    supplier.get_by_role("button", name="Ask an organisation").click()
    heading(supplier, "Ask an organisation to confirm")
    supplier.get_by_role("button", name="Send the link").click()
    assert "Enter the name of the organisation" in errors_of(supplier)
    look(supplier, "confirmation-ask-error")
    supplier.get_by_label("Name of the organisation").fill("Penbury Repair Cafe")
    supplier.get_by_label("Email address of the organisation").fill("office@repair.example")
    supplier.get_by_label("How much of it this organisation received").fill("2")
    supplier.get_by_label("This is the address of an organisation").check()
    supplier.get_by_role("button", name="Send the link").click()
    expect(card(supplier, "Penbury Repair Cafe")).to_contain_text("2 hours")

    path = re.search(LINK, email_sent_to("office@repair.example", since=began - 1, saying=LINK))[1]
    with_scripts = supplier.locator("body.js-enabled").count() == 1
    charity = phone if with_scripts else page_without_js
    charity.set_viewport_size(NARROW)
    answer(charity, path)

    officer = visit()
    sign_in(officer, OFFICER)
    open_line(officer, officer=True)
    expect(card(officer, "Penbury Repair Cafe")).to_contain_text("Received, and not useful")
    expect(card(officer, "Penbury Repair Cafe")).to_contain_text("office@repair.example")
    expect(officer.locator(".sv-ladder")).to_contain_text("2 say otherwise")
    look(officer, "confirmation-list-officer")


def answer(page: Page, path: str) -> None:
    """The one page: nothing chosen, then an answer; afterwards the link tells nothing."""
    page.goto(path)
    heading(page, "Did your organisation receive this?")
    expect(page.locator("main")).to_contain_text("Willow Street Fostering works for Penbury Borough Council")
    expect(page.locator("main")).to_contain_text("2 hours")
    look(page, "confirmation-answer")
    page.set_viewport_size(NARROW)
    page.get_by_role("button", name="Send the answer").click()
    assert errors_of(page) == ["Select what your organisation received"]
    look(page, "confirmation-answer-error")
    page.set_viewport_size(NARROW)
    page.get_by_label("We received it, but it was not useful").check()
    page.get_by_label("Is there something to add?").fill("We had hoped for somebody who can mend bikes.")
    page.get_by_role("button", name="Send the answer").click()
    heading(page, "Answer sent")
    fits(page)
    look(page, "confirmation-thanks")


def test_link_that_was_used_says_so_and_nothing_more(open_page, phone):
    open_page.allowed_statuses.add(404)
    phone.goto(f"/confirm/{'x' * 43}/")
    heading(phone, "This link does not work")
    look(phone, "confirmation-no-more")


def test_auditor_disagrees_and_the_officer_sees_it(visit):
    auditor = visit()
    sign_in(auditor, AUDITOR)
    open_line(auditor, officer=True)
    expect(auditor.locator("main")).to_contain_text("The verified figure holds, Iris Sample")
    auditor.get_by_role("button", name="Audit this figure").click()
    heading(auditor, "Audit a verified figure")
    auditor.get_by_label("The verified figure does not hold").check()
    auditor.get_by_role("button", name="Save what you found").click()
    assert errors_of(auditor) == ["Say why the verified figure does not hold"]
    look(auditor, "audit-error")
    auditor.get_by_label("What you looked at, and what you found").fill("One day is in the table twice.")
    auditor.get_by_role("button", name="Save what you found").click()
    heading(auditor, "How sure this figure is")
    expect(auditor.locator(".sv-ladder")).to_contain_text("the auditor disagrees in 1 return")

    officer = visit()
    sign_in(officer, OFFICER)
    officer.goto("/council/contracts/")
    officer.get_by_role("link", name=CONTRACT).first.click()
    expect(officer.locator(".govuk-summary-card").filter(has_text=PROMISE)).to_contain_text("the auditor disagrees")
    look(officer, "contract-with-ladders")

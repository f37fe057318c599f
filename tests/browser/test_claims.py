"""A supplier asks for contracts by their references: it withdraws one request, and reads why another was declined."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_joining import go_on
from tests.browser.test_newcomers import row
from tests.browser.test_signing_in import press
from tests.browser.test_supplier_journey import heading

LENA, AMINA = "lena.demo@example.com", "amina.demo@example.org"
MISTAKEN, OUTDATED = "PEN-CH-777", "PEN-CH-778"
NOTE = "It is about a shared house near the harbour."
REASON = "That contract ended two years ago. The order for the new one has its reference."


def test_supplier_withdraws_one_request_and_reads_why_another_was_declined(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, LENA)
    ask_for_both(supplier)
    sign_in(officer, AMINA)
    open_request(officer, MISTAKEN)
    withdraw(supplier)
    decide_too_late(officer)
    decline(officer)
    read_decided(officer)
    read_why(supplier)


def card(page: Page, reference: str) -> Locator:
    """What the supplier reads of one request."""
    return page.locator(".govuk-summary-card").filter(has_text=reference)


def ask(page: Page, reference: str) -> None:
    """From the list of what was asked for."""
    page.get_by_role("button", name="Ask for a contract").click()
    heading(page, "Ask for a contract")
    page.get_by_label("Penbury Borough Council").check()
    page.get_by_label("The council’s reference").fill(reference)
    page.get_by_label("What else helps the council find it?").fill(NOTE)
    go_on(page, "Send to the council")


def ask_for_both(page: Page) -> None:
    """The same reference twice in between, which is refused."""
    page.get_by_role("link", name="Ask a council for a contract that is not here").click()
    heading(page, "Contracts you have asked for")
    ask(page, MISTAKEN)
    expect(card(page, MISTAKEN)).to_contain_text("With the council")
    ask(page, MISTAKEN)
    assert errors_of(page) == ["You have asked for this contract already. The council has not decided yet"]
    look(page, "claim-asked-twice")
    page.get_by_label("The council’s reference").fill(OUTDATED)
    go_on(page, "Send to the council")
    expect(card(page, OUTDATED)).to_contain_text("With the council")
    look(page, "claims-two")


def open_request(page: Page, reference: str) -> None:
    """From the contracts to one request."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Suppliers who ask for a contract").click()
    heading(page, "Suppliers who ask for a contract")
    page.get_by_role("link", name=reference).click()
    heading(page, "A supplier asks for a contract")
    expect(page.locator("main")).to_contain_text("No contract of your council has this reference.")
    expect(page.locator("main")).to_contain_text(NOTE)


def withdraw(page: Page) -> None:
    """The other request stays."""
    press(page, f"Withdraw {MISTAKEN}, Penbury Borough Council")
    expect(page.locator("main")).to_contain_text("You no longer ask for this contract.")
    expect(card(page, MISTAKEN)).to_contain_text("Withdrawn")
    expect(card(page, OUTDATED)).to_contain_text("With the council")
    look(page, "claim-withdrawn")


def decide_too_late(page: Page) -> None:
    """The request was open on the officer's screen when it was withdrawn."""
    page.get_by_label("Decline", exact=True).check()
    page.get_by_label("If you decline, why").fill(REASON)
    go_on(page, "Decide")
    heading(page, "A supplier asked for a contract")
    expect(page.locator("main")).to_contain_text("Withdrawn")
    expect(page.locator("main")).to_contain_text("The supplier withdrew this request before you decided")
    expect(page.locator("main")).not_to_contain_text(REASON)
    look(page, "claim-decided-too-late")


def decline(page: Page) -> None:
    """Without a reason first."""
    open_request(page, OUTDATED)
    look(page, "claim-of-no-contract")
    page.get_by_label("Decline", exact=True).check()
    go_on(page, "Decide")
    assert errors_of(page) == ["Say why you decline. The supplier reads it"]
    look(page, "claim-decline-error")
    page.get_by_label("If you decline, why").fill(REASON)
    go_on(page, "Decide")
    expect(page.locator("main")).to_contain_text("The request was declined. The supplier gets an email.")
    expect(row(page, OUTDATED)).to_have_count(0)


def read_decided(page: Page) -> None:
    """What became of both stands in the list and on the page of each."""
    page.get_by_role("link", name="Decided", exact=True).click()
    expect(row(page, MISTAKEN)).to_contain_text("Withdrawn")
    expect(row(page, OUTDATED)).to_contain_text("Declined")
    look(page, "claims-decided")
    page.get_by_role("link", name=OUTDATED).click()
    heading(page, "A supplier asked for a contract")
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main")).to_contain_text("Amina Demo")
    look(page, "claim-declined-council")


def read_why(page: Page) -> None:
    """From the home page; there is nothing left to withdraw."""
    page.get_by_role("link", name="What you need to do", exact=True).click()
    page.get_by_role("link", name="Ask a council for a contract that is not here").click()
    expect(card(page, OUTDATED)).to_contain_text("Declined")
    expect(card(page, OUTDATED)).to_contain_text(REASON)
    expect(page.locator("main").get_by_role("button", name="Withdraw")).to_have_count(0)
    look(page, "claims-declined")

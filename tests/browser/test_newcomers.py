"""Somebody new, from the link in an e-mail to a contract: account, organisation, answer, confirmation."""

import re
import time

from playwright.sync_api import Locator, Page, expect

from tests.browser.emails import email_sent_to
from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_joining import NAME, go_on
from tests.browser.test_parties import NEWCOMER, say_who_one_is, sign_organisation_up
from tests.browser.test_signing_in import press
from tests.browser.test_supplier_journey import heading, task

AMINA, WILF = "amina.demo@example.org", "wilf.fictional@example.com"
TITLE = "Mentors for young people leaving care"
LINK = r"^http\S+/invitations/\S+$"


def row(page: Page, words: str) -> Locator:
    """One row of a table."""
    return page.get_by_role("row").filter(has_text=words)


def test_newcomer_takes_on_a_contract_from_the_link_in_an_email(visit):
    officer, newcomer = visit(), visit()
    began = time.time()
    sign_in(officer, AMINA)
    setup = invite_somebody_else(officer)
    make_account(newcomer, re.search(LINK, email_sent_to(NEWCOMER, since=began, saying=LINK), re.MULTILINE)[0])
    find_the_invitation_at_home(newcomer)
    take_on(newcomer)
    wait_for_the_council(newcomer)
    confirm(officer, setup)
    find_the_contract_at_home(newcomer)


def invite_somebody_else(page: Page) -> str:
    """In place of somebody who did not answer, with mistakes first; answers with the address of the set-up."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name=TITLE).click()
    heading(page, f"Set up: {TITLE}")
    setup = page.url
    page.get_by_role("link", name="Supplier", exact=True).click()
    heading(page, "The supplier of the contract")
    press(page, f"Withdraw {WILF}")
    expect(page.locator("main")).to_contain_text("The invitation was withdrawn.")
    expect(row(page, WILF)).to_contain_text("Withdrawn")
    look(page, "newcomer-other-withdrawn")
    page.get_by_role("button", name="Invite somebody").click()
    go_on(page, "Send the invitation")
    assert errors_of(page) == ["Enter the email address"]
    look(page, "newcomer-invite-error")
    page.get_by_label("Email address of somebody at the supplier").fill("pia.placeholder")
    go_on(page, "Send the invitation")
    assert errors_of(page) == ["Enter an email address in the right format, like name@example.com"]
    page.get_by_label("Email address of somebody at the supplier").fill(NEWCOMER)
    go_on(page, "Send the invitation")
    expect(row(page, NEWCOMER)).to_contain_text("Waiting for an answer")
    look(page, "newcomer-invited")
    return setup


def make_account(page: Page, link: str) -> None:
    """The link asks who one is, and leads back to the invitation once that is known."""
    page.goto(link)
    heading(page, "Sign in")
    page.get_by_role("link", name="Create an account").click()
    heading(page, "Create an account")
    look(page, "newcomer-account")
    say_who_one_is(page)
    heading(page, "Take on a contract")
    expect(page).to_have_url(link)
    look(page, "newcomer-invitation")


def find_the_invitation_at_home(page: Page) -> None:
    """Whoever is in no team yet and comes back later finds it there."""
    page.goto("/home/")
    heading(page, "What you need to do")
    look(page, "newcomer-home-invited")
    page.get_by_role("link", name=f"Penbury Borough Council has invited you to take on “{TITLE}”").click()
    heading(page, "Take on a contract")


def take_on(page: Page) -> None:
    """The organisation is signed up first, on the way to the answer."""
    sign_organisation_up(page)
    expect(page.locator("main")).to_contain_text(f"has invited you to take on “{TITLE}”")
    look(page, "newcomer-signed-up")
    page.get_by_role("button", name="Go on with the invitation").click()
    page.get_by_label(NAME).check()
    look(page, "newcomer-take-on")
    go_on(page, "Take on the contract")
    heading(page, NAME)
    expect(page.locator("main")).to_contain_text(
        f"You have accepted “{TITLE}” for {NAME}. The council gets an email, and confirms who you are."
    )
    expect(page.locator("main")).to_contain_text("Waiting to be confirmed")
    look(page, "newcomer-organisation")


def wait_for_the_council(page: Page) -> None:
    """The contract can be read meanwhile, and says what it waits for."""
    page.get_by_role("link", name="What you need to do", exact=True).click()
    page.get_by_role("link", name=f"Say what you promise under “{TITLE}”").click()
    heading(page, TITLE)
    expect(task(page, "Your organisation is confirmed")).to_contain_text("With the council")
    look(page, "newcomer-agreement-waiting")


def confirm(page: Page, setup: str) -> None:
    """The officer sees who accepted and confirms the organisation, and nothing stands in the way on its side."""
    page.goto(setup)
    expect(page.locator("main")).to_contain_text("Confirm the supplier first")
    look(page, "newcomer-setup-to-confirm")
    page.get_by_role("link", name="Supplier", exact=True).click()
    expect(row(page, NEWCOMER)).to_contain_text(f"For {NAME}")
    look(page, "newcomer-accepted")
    page.get_by_role("link", name="Go to organisations to confirm").click()
    page.get_by_role("link", name=f"Decide {NAME}").click()
    heading(page, "Confirm an organisation")
    expect(page.locator("main")).to_contain_text(NEWCOMER)
    look(page, "newcomer-confirm")
    page.get_by_label("Confirm the organisation").check()
    go_on(page, "Save your decision")
    expect(page.locator("main")).to_contain_text("The organisation is confirmed.")
    page.goto(setup)
    expect(task(page, NAME)).to_contain_text("Completed")
    expect(page.locator("main")).not_to_contain_text("Confirm the supplier first")


def find_the_contract_at_home(page: Page) -> None:
    """On the home page as what to do next; it is their only contract, so the list of contracts leads to it, too."""
    page.goto("/home/")
    look(page, "newcomer-home-confirmed")
    expect(page.get_by_role("link", name=f"Name who looks after “{TITLE}”")).to_be_visible()
    page.get_by_role("link", name=f"Say what you promise under “{TITLE}”").click()
    heading(page, TITLE)
    expect(task(page, "Your organisation is confirmed")).to_contain_text("Completed")
    look(page, "newcomer-agreement")
    page.get_by_role("link", name="My commitments", exact=True).click()
    heading(page, TITLE)
    page.get_by_role("link", name="Back to what you need to do").click()
    heading(page, "What you need to do")

"""A subcontractor that is new to the portal: invited, signed up, confirmed, and at work on its own lines only."""

import time

from playwright.sync_api import Page, expect

from tests.browser.emails import code_sent_to
from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_joining import NAME, answer_details, go_on
from tests.browser.test_signing_in import PASSWORD, confirm_it_is_you, press, set_up_app
from tests.browser.test_supplier_journey import heading

AMINA, NEWCOMER = "amina.demo@example.org", "pia.placeholder@example.com"
TITLE = "Grounds maintenance in parks and open spaces"
CONTRACT = f"(SELECT id FROM suppliers_contract WHERE title = '{TITLE}')"


def test_subcontractor_that_is_new_is_invited_signs_up_and_sees_its_own_lines_only(visit, database):
    officer, newcomer = visit(), visit()
    sign_in(officer, AMINA)
    parties = invite(officer)
    make_account(newcomer)
    accept(newcomer)
    confirm(officer, parties)
    database(
        "UPDATE suppliers_commitment SET deliverer_id = (SELECT id FROM suppliers_organisation WHERE name = ?) "
        f"WHERE position = 2 AND contract_id = {CONTRACT}",
        NAME,
    )
    see_own_lines(newcomer)


def invite(page: Page) -> str:
    """From the contract, with mistakes first; answers with the address of the page of those who take part."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name=TITLE).click()
    page.goto(f"{page.url.rstrip('/')}/others/")
    heading(page, "Others who take part")
    page.get_by_role("button", name="Invite somebody").click()
    heading(page, "Invite somebody to take part")
    look(page, "party-invite")
    go_on(page, "Send the invitation")
    assert errors_of(page) == ["Choose what it will be in this contract", "Enter the email address"]
    look(page, "party-invite-error")
    page.get_by_label("Subcontractor").check()
    page.get_by_label("Email address of somebody there").fill(NEWCOMER)
    go_on(page, "Send the invitation")
    expect(page.get_by_role("row").filter(has_text=NEWCOMER)).to_contain_text("Subcontractor")
    expect(page.get_by_role("row").filter(has_text=NEWCOMER)).to_contain_text("Waiting for an answer")
    look(page, "party-invited")
    return page.url


def make_account(page: Page) -> None:
    """With the address the invitation went to."""
    page.goto("/accounts/signup/?next=/invitations/")
    say_who_one_is(page)


def say_who_one_is(page: Page) -> None:
    """On the page that makes an account: name, address and password, then the code that was sent there."""
    since = time.time()
    page.get_by_label("First name").fill("Pia")
    page.get_by_label("Last name").fill("Placeholder")
    page.get_by_label("Email address").fill(NEWCOMER)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Continue")
    page.get_by_label("Code").fill(code_sent_to(NEWCOMER, since=since))
    press(page, "Continue")


def accept(page: Page) -> None:
    """The organisation is signed up first, on the way to the answer."""
    heading(page, "Your invitations")
    page.get_by_role("link", name=f"Take part in “{TITLE}”").click()
    heading(page, "Take part in a contract")
    look(page, "party-invitation-first")
    sign_organisation_up(page)
    expect(page.locator("main")).to_contain_text(f"has invited you to take part in “{TITLE}”")
    page.get_by_role("button", name="Go on with the invitation").click()
    page.get_by_label(NAME).check()
    look(page, "party-invitation")
    go_on(page, "Take part")
    heading(page, NAME)
    expect(page.locator("main")).to_contain_text(f"You have accepted “{TITLE}”")


def sign_organisation_up(page: Page) -> None:
    """From an invitation to a contract: a charity, whose admin one becomes."""
    page.get_by_role("button", name="Sign your organisation up").click()
    page.get_by_label("A charity number (England and Wales)").check()
    page.get_by_label("The number").fill("1123456")
    go_on(page)
    page.get_by_label("Name of the organisation").fill(NAME)
    answer_details(page)
    go_on(page, "Sign up")
    set_up_second_factor(page)


def set_up_second_factor(page: Page) -> None:
    """Admins need one; afterwards the page that was asked for appears."""
    heading(page, "Set up a second factor")
    page.get_by_role("button", name="Set up an app").click()
    confirm_it_is_you(page, PASSWORD)
    set_up_app(page)
    page.get_by_role("button", name="I have kept my codes").click()
    heading(page, "Your organisation is signed up")


def confirm(page: Page, parties: str) -> None:
    """The officer sees who accepted, and confirms it."""
    page.goto(parties)
    expect(page.get_by_role("row").filter(has_text=NAME)).to_contain_text("Not confirmed yet")
    look(page, "party-not-confirmed")
    page.get_by_role("link", name="Go to organisations to confirm").click()
    page.get_by_role("link", name=f"Decide {NAME}").click()
    page.get_by_label("Confirm the organisation").check()
    go_on(page, "Save your decision")
    expect(page.locator("main")).to_contain_text("The organisation is confirmed.")


def see_own_lines(page: Page) -> None:
    """The contract with its own commitment, and nothing of the others."""
    page.goto("/supplier/commitments/")
    heading(page, TITLE)
    expect(page.locator(".govuk-summary-card")).to_have_count(1)
    look(page, "newcomer-contract")
    page.goto("/supplier/")
    page.get_by_role("link", name=f"{TITLE}, 1 October to 31 December 2026").first.click()
    heading(page, "Return for")
    expect(page.locator(".govuk-task-list__item")).to_have_count(1)
    expect(page.get_by_role("link", name="Tell the story")).to_have_count(0)

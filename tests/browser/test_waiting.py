"""The home page with several things waiting at once, and what outlasts a session that ended in the middle."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts import sessions
from tests.browser.helpers import DEMONSTRATION_PASSWORD, look, sign_in
from tests.browser.test_joining import LARKFIELD
from tests.browser.test_promises import PROMISE, TENDER, TITLE, go_on, press
from tests.browser.test_signing_in import lie_unused
from tests.browser.test_supplier_journey import heading
from tests.browser.test_supplying import group

LENA, SAM = "lena.demo@example.com", "sam.specimen@example.com"
# Whom Brightwater's admin has invited.
COLLEAGUE = "robin.rehearsal@example.com"
MENTORING = "Mentors for young people leaving care"
INVITATION = "You are invited to join the team of Brightwater Grounds CIC"
ASKED = "Give 1,200 person-hours of conversation practice in English"
JOINING = f"Somebody asks to join {LARKFIELD}"
DRAFT = f"Go on with your promise for “{TITLE}”"
OWNER = f"Name who looks after “{MENTORING}”"
AGREEMENT = f"Say what you promise under “{MENTORING}”"
# What waits, the oldest first and what has no day last, and the page that each leads to.
LEADS_TO = {
    INVITATION: "Join the team of Brightwater Grounds CIC",
    ASKED: ASKED,
    JOINING: "Somebody asks to join",
    DRAFT: "How is the target set?",
    OWNER: "Who looks after the contract with you",
    AGREEMENT: MENTORING,
}


def waiting(page: Page) -> Locator:
    """The part of the home page with what waits beside returns."""
    return group(page, "Invitations and agreements waiting")


def waiting_row(page: Page, title: str) -> Locator:
    """One of these things."""
    return waiting(page).locator(".govuk-task-list__item").filter(has_text=title)


def follow(page: Page, title: str) -> None:
    """From the home page to where one of these things is done."""
    page.goto("/supplier/")
    waiting(page).get_by_role("link", name=title).click()
    heading(page, LEADS_TO[title])


def begin_promise(page: Page) -> None:
    """The first two questions, each of which is kept when it is answered."""
    page.goto("/supplier/commitments/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="See all promises of this contract").click()
    press(page, "Propose a promise")
    press(page, "Start")
    page.get_by_label("Search the measures").fill("mentoring")
    press(page, "Search")
    page.get_by_label(re.compile("Hours of mentoring")).first.check()
    go_on(page)
    page.get_by_label("What is promised?").fill(PROMISE)
    page.get_by_label("How the tender worded it").fill(TENDER)
    go_on(page)
    heading(page, "How is the target set?")


# --- Several things at once -------------------------------------------------------------------------------------------
@pytest.fixture
def several_things(database):
    """Lena is invited to another team, and her organisation has a contract that is being set up."""
    database("UPDATE suppliers_invitation SET email = ? WHERE email = ?", LENA, COLLEAGUE)
    database(
        "UPDATE suppliers_contract SET supplier_id = (SELECT id FROM suppliers_organisation WHERE name = ?) "
        "WHERE title = ?",
        LARKFIELD,
        MENTORING,
    )


def test_each_thing_that_waits_leads_to_where_it_is_done_and_goes_when_it_is(visit, several_things):
    page = visit()
    sign_in(page, LENA)
    begin_promise(page)
    page.get_by_role("link", name="What you need to do", exact=True).click()
    see_all(page)
    for title in LEADS_TO:
        follow(page, title)
    answer_invitation(page)
    answer_promise(page)
    name_owner(page)
    page.goto("/supplier/")
    assert waiting(page).get_by_role("link").all_inner_texts() == [JOINING, DRAFT, AGREEMENT]
    look(page, "waiting-fewer")


def see_all(page: Page) -> None:
    """Each says what it belongs to and since when it waits."""
    heading(page, "What you need to do")
    assert waiting(page).get_by_role("link").all_inner_texts() == list(LEADS_TO)
    for title in (INVITATION, ASKED, JOINING):
        expect(waiting_row(page, title)).to_contain_text("Waiting since")
        expect(waiting_row(page, title)).to_contain_text("To answer")
    for title in (DRAFT, OWNER, AGREEMENT):
        expect(waiting_row(page, title)).to_contain_text("To do")
    expect(waiting_row(page, ASKED)).to_contain_text("Homes for unaccompanied young people, Penbury Borough Council")
    expect(waiting_row(page, DRAFT)).to_contain_text("Not sent yet. You last changed it on 22 November 2026")
    look(page, "waiting-several")


def answer_invitation(page: Page) -> None:
    """With a no."""
    follow(page, INVITATION)
    press(page, "Decline")
    expect(page.locator("main")).to_contain_text("You have declined the invitation.")


def answer_promise(page: Page) -> None:
    """With a yes."""
    follow(page, ASKED)
    look(page, "waiting-promise")
    page.get_by_label("Accept it as it is").check()
    go_on(page)
    expect(page.locator("main")).to_contain_text("Both sides are bound by it")


def name_owner(page: Page) -> None:
    """Somebody of the team."""
    follow(page, OWNER)
    page.get_by_label("Person").select_option(label="Sam Specimen")
    press(page, "Save")
    heading(page, MENTORING)
    expect(page.locator("main")).to_contain_text("Sam Specimen")


# --- Signed out in the middle -----------------------------------------------------------------------------------------
def test_promise_that_was_begun_outlasts_the_sessions_it_was_begun_in(visit, portal_folder):
    page = visit()
    sign_in(page, SAM)
    begin_promise(page)
    page.get_by_label("A fixed amount").check()
    go_on(page)
    page.get_by_label("Target").fill("240")
    go_on(page)
    come_back_where_one_was(page, portal_folder)
    come_back_by_the_home_page(page, portal_folder)
    find_every_answer(page)


def press_too_late(page: Page, folder: Path) -> None:
    """The session has ended when the next answer is sent, and the sign-in says so."""
    lie_unused(page, folder, sessions.LONGEST - 60)
    go_on(page)
    heading(page, "Sign in")
    expect(page.locator("main")).to_contain_text("You were signed out because you did nothing")


def answer_how_binding(page: Page) -> None:
    """Two answers on one page."""
    page.get_by_label("Must be delivered").check()
    page.get_by_label("Yes", exact=True).check()


def come_back_where_one_was(page: Page, folder: Path) -> None:
    """Who signs in there is asked the same question again: its answer came too late."""
    heading(page, "How binding is it?")
    answer_how_binding(page)
    press_too_late(page, folder)
    look(page, "signed-out-in-a-promise")
    page.get_by_label("Email address").fill(SAM)
    page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    heading(page, "How binding is it?")
    expect(page.get_by_label("Must be delivered")).not_to_be_checked()
    answer_how_binding(page)
    go_on(page)


def come_back_by_the_home_page(page: Page, folder: Path) -> None:
    """Who signs in another time finds what was begun, and goes on with the first question that is not answered."""
    heading(page, "Where, and for whom?")
    press_too_late(page, folder)
    sign_in(page, SAM)
    heading(page, "What you need to do")
    expect(waiting_row(page, DRAFT)).to_contain_text("Not sent yet. You last changed it on 22 November 2026")
    look(page, "home-with-a-draft")
    waiting(page).get_by_role("link", name=DRAFT).click()
    heading(page, "Where, and for whom?")
    page.get_by_label("Where is it delivered?").fill("The whole borough")
    go_on(page)
    page.get_by_label("Yes", exact=True).check()
    go_on(page)


def find_every_answer(page: Page) -> None:
    """All of it stands on the last page and goes to the council; then nothing is left to go on with."""
    heading(page, "Check before you send it")
    for words in (PROMISE, TENDER, "240 hours", "Must be delivered", "The whole borough"):
        expect(page.locator("main")).to_contain_text(words)
    look(page, "promise-check-after-two-sessions")
    press(page, "Send to the council")
    expect(page.locator("main")).to_contain_text("Waits for the council")
    page.goto("/supplier/")
    expect(page.get_by_role("link", name=DRAFT)).to_have_count(0)

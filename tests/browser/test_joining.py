"""The road into the portal: sign an organisation up, build its team, be invited, be let in or confirmed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

LENA, SAM, OLGA = "lena.demo@example.com", "sam.specimen@example.com", "olga.testcase@example.com"
BRYN, AMINA = "bryn.pretend@example.com", "amina.demo@example.org"
LARKFIELD = "Larkfield Homes for Young People Ltd"
KNOWN, UNKNOWN = "00000001", "01234567"
NAME = "Larkfield Training CIC"


def go_on(page: Page, words: str = "Continue") -> None:
    """The button at the foot of a question page."""
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def sign_up(page: Page, number: str) -> None:
    """Sign an organisation up with a company number, as whoever is signed in."""
    page.goto("/organisation/new/")
    page.get_by_label("A company number").check()
    page.get_by_label("The number").fill(number)
    go_on(page)
    page.get_by_label("Name of the organisation").fill(NAME)
    answer_details(page)
    go_on(page, "Sign up")
    heading(page, "Your organisation is signed up")


def answer_details(page: Page) -> None:
    """A small community interest company whose purpose is social value."""
    page.get_by_role("group", name="Is it small or medium-sized?").get_by_label("Yes").check()
    page.get_by_label("Yes: Community interest company (CIC)").check()
    page.get_by_label("Social value is what it is for").check()
    go_on(page)
    heading(page, "Check your answers")


@pytest.mark.parametrize("number", [KNOWN, UNKNOWN], ids=["known", "unknown"])
def test_organisation_signs_up_whether_its_number_is_known_or_not(visit, number):
    page = visit()
    sign_in(page, BRYN)
    page.goto("/organisation/")
    heading(page, "Brightwater Grounds CIC")
    look(page, "organisation")
    page.get_by_role("link", name="Sign another organisation up").click()
    give_number(page, number)
    give_details(page)
    expect(page.locator("main")).to_contain_text(number)
    look(page, "sign-up-check")
    page.get_by_role("link", name="Change name").click()
    expect(page.get_by_label("Name of the organisation")).to_have_value(NAME)
    go_on(page)
    go_on(page, "Sign up")
    heading(page, "Your organisation is signed up")
    look(page, "sign-up-done")
    page.get_by_role("link", name="See the page of your organisation").click()
    heading(page, NAME)
    expect(page.locator("main")).to_contain_text("Waiting to be confirmed")
    expect(page.locator("main")).not_to_contain_text(LARKFIELD)
    look(page, "organisation-waiting")
    take_back(page)


def give_number(page: Page, number: str) -> None:
    """Nothing chosen, a number that is none, then the right one."""
    heading(page, "Which official number does your organisation have?")
    look(page, "sign-up-number")
    go_on(page)
    assert errors_of(page) == ["Choose which number your organisation has, or “None of these”"]
    page.get_by_label("A company number").check()
    page.get_by_label("The number").fill("RJR")
    go_on(page)
    assert "is not a company number" in errors_of(page)[0]
    look(page, "sign-up-number-error")
    page.get_by_label("The number").fill(number)
    go_on(page)
    heading(page, "About your organisation")


def give_details(page: Page) -> None:
    """Nothing typed, then all of it."""
    look(page, "sign-up-details")
    go_on(page)
    assert len(errors_of(page)) == 3
    look(page, "sign-up-details-error")
    page.get_by_label("Name of the organisation").fill(NAME)
    answer_details(page)


def take_back(page: Page) -> None:
    """The number was wrong: take it back, then give another one."""
    page.get_by_role("link", name="The number is wrong: take it back").click()
    look(page, "registration-withdraw")
    go_on(page, "Take the number back")
    expect(page.locator("main")).to_contain_text("Not confirmed")
    look(page, "organisation-not-confirmed")
    page.get_by_role("button", name="Give a number again").click()
    page.get_by_label("None of these").check()
    look(page, "registration-add")
    go_on(page, "Ask to be confirmed")
    expect(page.locator("main")).to_contain_text("Your organisation waits to be confirmed.")


def test_colleague_is_invited_accepts_and_is_removed(visit):
    admin, colleague = visit(), visit()
    sign_in(admin, LENA)
    invite(admin)
    sign_in(colleague, OLGA)
    accept(colleague)
    admin.reload()
    change_and_remove(admin)
    colleague.goto("/organisation/")
    heading(colleague, "Oakline Facilities Ltd")


def invite(page: Page) -> None:
    """With mistakes first."""
    page.get_by_role("link", name="Your organisation").click()
    page.get_by_role("link", name="See the team").click()
    heading(page, "Team")
    look(page, "team")
    page.get_by_role("button", name="Invite a colleague").click()
    look(page, "team-invite")
    go_on(page, "Send the invitation")
    assert errors_of(page) == ["Enter the email address of your colleague", "Choose a role"]
    page.get_by_label("Email address of your colleague").fill(SAM)
    page.get_by_label("Viewer").check()
    page.get_by_label("Only some contracts").check()
    go_on(page, "Send the invitation")
    assert errors_of(page) == ["Choose at least one contract, or choose all of them above"]
    look(page, "team-invite-error")
    page.get_by_role("group", name="If only some, which ones?").get_by_role("checkbox").first.check()
    go_on(page, "Send the invitation")
    assert errors_of(page) == ["The person with this address is in the team already"]
    page.get_by_label("Email address of your colleague").fill(OLGA)
    go_on(page, "Send the invitation")
    expect(page.locator("main")).to_contain_text("We have sent the invitation.")
    look(page, "team-invited")
    page.get_by_role("button", name=f"Send again {OLGA}").click()
    expect(page.locator("main")).to_contain_text("This invitation was sent today.")
    page.get_by_role("link", name=f"Withdraw {OLGA}").click()
    look(page, "invitation-withdraw")
    page.get_by_role("link", name="Back", exact=True).click()


def accept(page: Page) -> None:
    """From the list of one's invitations."""
    page.goto("/invitations/")
    look(page, "invitations")
    page.get_by_role("link", name=f"Join the team of {LARKFIELD}").click()
    look(page, "invitation")
    go_on(page, "Join the team")
    heading(page, LARKFIELD)
    page.get_by_role("link", name="See the team").click()
    heading(page, "Team")
    expect(page.locator("main")).not_to_contain_text(LENA)
    look(page, "team-of-others")
    page.goto("/organisation/")
    heading(page, "Your organisations")
    look(page, "organisations")
    page.goto("/invitations/")
    expect(page.locator("main")).to_contain_text("No invitation waits for your answer.")
    look(page, "invitations-empty")


def change_and_remove(page: Page) -> None:
    """What the new colleague may do, and the end of it."""
    page.get_by_role("link", name="Change or remove Olga Testcase").click()
    expect(page.get_by_label("Only some contracts")).to_be_checked()
    look(page, "member")
    page.get_by_label("Editor").check()
    page.get_by_label("Signs returns off").check()
    go_on(page, "Save")
    row = page.get_by_role("row").filter(has_text="Olga Testcase")
    expect(row).to_contain_text("Editor")
    expect(row).to_contain_text("Signs returns off")
    page.get_by_role("link", name="Change or remove Olga Testcase").click()
    page.get_by_role("link", name="Remove Olga Testcase from the team").click()
    look(page, "member-remove")
    go_on(page, "Remove from the team")
    expect(page.locator("main")).to_contain_text("Olga Testcase is no longer in the team.")


def test_last_admin_stays_until_somebody_else_is_one(visit):
    page = visit()
    sign_in(page, LENA)
    page.goto("/organisation/")
    page.get_by_role("link", name="See the team").click()
    page.get_by_role("link", name="Leave this team").click()
    expect(page.locator("main")).to_contain_text("You are the only admin of the team.")
    look(page, "team-leave-last-admin")
    page.get_by_role("link", name="See the team").click()
    page.get_by_role("link", name="Change or remove Lena Demo").click()
    page.get_by_label("Editor").check()
    go_on(page, "Save")
    assert errors_of(page) == ["This is the only admin of the team. Make somebody else an admin first"]
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Change or remove Sam Specimen").click()
    page.get_by_label("Admin", exact=True).check()
    go_on(page, "Save")
    page.get_by_role("link", name="Leave this team").click()
    look(page, "team-leave")
    go_on(page, "Leave the team")
    page.goto("/organisation/")
    expect(page.locator("main")).to_contain_text("There are two ways in.")
    look(page, "organisations-none")


def test_people_who_give_a_known_number_are_let_in_by_its_admins(visit):
    asker, admin = visit(), visit()
    sign_in(asker, BRYN)
    sign_up(asker, KNOWN)
    sign_in(admin, LENA)
    admin.goto("/organisation/")
    admin.get_by_role("link", name="See the team").click()
    expect(admin.locator("main")).to_contain_text("Somebody asks to join")
    look(admin, "team-join-request")
    admin.get_by_role("link", name="Decide Bryn Pretend").click()
    look(admin, "join-request")
    go_on(admin, "Save your decision")
    assert errors_of(admin) == ["Choose what to do"]
    admin.get_by_label("Let them in").check()
    go_on(admin, "Save your decision")
    assert errors_of(admin) == ["Choose what they will be"]
    look(admin, "join-request-error")
    admin.get_by_label("Viewer").check()
    go_on(admin, "Save your decision")
    expect(admin.get_by_role("row").filter(has_text="Bryn Pretend")).to_contain_text("Viewer")
    asker.goto("/organisation/")
    expect(asker.locator("main")).to_contain_text(LARKFIELD)
    expect(asker.locator("main")).not_to_contain_text(NAME)


def test_council_decides_when_the_admins_do_not(visit, database):
    asker, officer = visit(), visit()
    sign_in(asker, BRYN)
    sign_up(asker, KNOWN)
    sign_in(officer, AMINA)
    officer.get_by_role("link", name="Organisations", exact=True).click()
    heading(officer, "Organisations to confirm")
    expect(officer.get_by_role("row").filter(has_text=NAME)).to_contain_text(f"With the admins of {LARKFIELD} until")
    look(officer, "registrations-early")
    database(
        "UPDATE suppliers_registration SET asked_at = '2026-10-01 09:00:00' "
        "WHERE id = (SELECT MAX(id) FROM suppliers_registration)"
    )
    officer.reload()
    look(officer, "registrations")
    officer.get_by_role("link", name=f"Decide {NAME}").click()
    look(officer, "registration")
    officer.get_by_label("Decline", exact=True).check()
    officer.get_by_label("If you decline, why?").fill("We asked Larkfield, and they do not know you.")
    go_on(officer, "Save your decision")
    expect(officer.get_by_role("row").filter(has_text="Saltmarsh Mentoring")).to_have_count(1)
    expect(officer.get_by_role("row").filter(has_text=NAME)).to_have_count(0)
    officer.get_by_role("link", name="Decided", exact=True).click()
    look(officer, "registrations-decided")
    asker.get_by_role("link", name="See the page of your organisation").click()
    expect(asker.locator("main")).to_contain_text("We asked Larkfield, and they do not know you.")
    look(asker, "organisation-declined")

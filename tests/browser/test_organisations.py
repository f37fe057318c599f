"""Who an organisation is: what it says of itself, its numbers, and what officers confirm or decline."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_joining import LARKFIELD, go_on
from tests.browser.test_newcomers import row
from tests.browser.test_supplier_journey import heading

OLGA, PAT, NIA = "olga.testcase@example.com", "pat.imaginary@example.com", "nia.novel@example.com"
AMINA = "amina.demo@example.org"
RENAMED, ASKING, NEW = "Oakline Buildings and Services Ltd", "Larkfield Homes", "Saltmarsh Mentoring"
COMPANY, CHARITY = "A company number", "A charity number (England and Wales)"
TAKEN, FREE = "9999991", "1123457"
REASON = "The register says that this number is another charity's."


def open_registrations(page: Page) -> None:
    """The officer's list of what waits to be confirmed."""
    page.get_by_role("link", name="Organisations", exact=True).click()
    heading(page, "Organisations to confirm")


# --- What an organisation says of itself, and a further number --------------------------------------------------------
def test_admin_changes_details_and_adds_a_number_that_an_officer_confirms_after_declining_another(visit):
    admin, officer = visit(), visit()
    sign_in(admin, OLGA)
    change_details(admin)
    ask_for_a_number_of_others(admin)
    sign_in(officer, AMINA)
    decline_number(officer)
    read_why_and_ask_for_another(admin)
    confirm_number(officer)
    see_the_number(admin)


def change_details(page: Page) -> None:
    """With mistakes first; the new name stands on the organisation's page."""
    page.get_by_role("link", name="Your organisation").click()
    page.get_by_role("link", name="Change name").click()
    heading(page, "About your organisation")
    look(page, "organisation-edit")
    page.get_by_label("Name of the organisation").fill("")
    page.get_by_label("Social value is what it is for").check()
    go_on(page, "Save")
    assert errors_of(page) == [
        "Enter the name of the organisation",
        "Choose what kind of VCSE it is, if social value is what it is for",
    ]
    look(page, "organisation-edit-error")
    page.get_by_label("Name of the organisation").fill(RENAMED)
    page.get_by_label("Social value is what it is for").uncheck()
    page.get_by_role("group", name="Is it small or medium-sized?").get_by_label("I am not sure").check()
    go_on(page, "Save")
    heading(page, RENAMED)
    expect(page.locator("main")).to_contain_text("What your organisation says of itself is saved.")
    expect(page.locator("main")).to_contain_text("Not sure")
    look(page, "organisation-changed")


def give_number(page: Page, kind: str, number: str) -> None:
    """On the page that asks for one more."""
    page.get_by_label(kind).check()
    page.get_by_label("The number").fill(number)
    go_on(page, "Ask for the number")


def ask_for_a_number_of_others(page: Page) -> None:
    """Nothing, then a second company number, then the number of a charity that is here already."""
    page.get_by_role("link", name="Add another official number").click()
    heading(page, "Which other official number does your organisation have?")
    look(page, "further-number")
    go_on(page, "Ask for the number")
    assert errors_of(page) == ["Choose which number it is"]
    look(page, "further-number-error")
    give_number(page, COMPANY, "01234568")
    assert errors_of(page) == ["This organisation has a company number already, and can have only one"]
    give_number(page, CHARITY, TAKEN)
    heading(page, RENAMED)
    expect(page.locator("main")).to_contain_text("The number waits to be confirmed by a council.")
    expect(page.locator("main")).to_contain_text(TAKEN)
    expect(page.locator("main")).to_contain_text("not confirmed yet")
    look(page, "further-number-waiting")


def decline_number(page: Page) -> None:
    """Somebody else has it, so there is nothing to confirm; a reason is asked for."""
    open_registrations(page)
    expect(row(page, RENAMED)).to_contain_text("Asks for another number")
    look(page, "registrations-further-number")
    page.get_by_role("link", name=f"Decide {RENAMED}").click()
    expect(page.locator("main")).to_contain_text("Another organisation here has it already, so you can only decline.")
    heading(page, "Decide about a further number")
    expect(page.get_by_role("radio")).to_have_count(0)
    look(page, "registration-taken-number")
    go_on(page, "Decline")
    assert errors_of(page) == ["Say why you decline"]
    look(page, "registration-taken-number-error")
    page.get_by_label("Why do you decline?").fill(REASON)
    go_on(page, "Decline")
    expect(page.locator("main")).to_contain_text("You have declined.")
    expect(row(page, RENAMED)).to_have_count(0)


def read_why_and_ask_for_another(page: Page) -> None:
    """The organisation stays as it was."""
    page.reload()
    expect(page.locator("main")).to_contain_text(f"The number {TAKEN} was not confirmed on 22 November 2026.")
    expect(page.locator("main")).to_contain_text(REASON)
    look(page, "further-number-declined")
    page.get_by_role("link", name="Add another official number").click()
    give_number(page, CHARITY, FREE)
    expect(page.locator("main")).to_contain_text("The number waits to be confirmed by a council.")
    expect(page.locator("main")).not_to_contain_text(REASON)


def confirm_number(page: Page) -> None:
    """Nobody has it."""
    open_registrations(page)
    page.get_by_role("link", name=f"Decide {RENAMED}").click()
    expect(page.locator("main")).to_contain_text("Nobody else here has it.")
    look(page, "registration-further-number")
    page.get_by_label("Confirm the number").check()
    go_on(page, "Save your decision")
    expect(page.locator("main")).to_contain_text("The number is confirmed.")
    page.get_by_role("link", name="Decided", exact=True).click()
    expect(row(page, FREE)).to_contain_text("Confirmed")
    expect(row(page, TAKEN)).to_contain_text("Not confirmed")
    look(page, "registrations-decided-numbers")


def see_the_number(page: Page) -> None:
    """Beside those that were there before."""
    page.reload()
    for number in ("00000003", FREE):
        expect(page.locator("main")).to_contain_text(number)
    expect(page.locator("main")).not_to_contain_text("not confirmed yet")
    look(page, "further-number-confirmed")


# --- Let in, and confirmed --------------------------------------------------------------------------------------------
def test_council_lets_somebody_in_whose_admins_have_not_answered(visit, database):
    asker, officer = visit(), visit()
    sign_in(asker, PAT)
    expect(asker.locator("main")).to_contain_text("You have nothing to do now.")
    look(asker, "asker-home")
    asker.goto("/organisation/")
    heading(asker, ASKING)
    expect(asker.locator("main")).to_contain_text("Waiting to be confirmed")

    sign_in(officer, AMINA)
    open_registrations(officer)
    expect(row(officer, ASKING)).to_contain_text(f"With the admins of {LARKFIELD} until 26 November 2026")
    expect(officer.get_by_role("link", name=f"Decide {ASKING}")).to_have_count(0)
    database(
        "UPDATE suppliers_registration SET asked_at = '2026-11-12 15:00:00' "
        "WHERE asked_by_id = (SELECT id FROM accounts_user WHERE email = ?)",
        PAT,
    )
    let_in(officer)

    see_the_contracts(asker)


def let_in(page: Page) -> None:
    """Nothing chosen, then no role."""
    page.reload()
    expect(row(page, ASKING)).to_contain_text(f"Asks to join {LARKFIELD}")
    page.get_by_role("link", name=f"Decide {ASKING}").click()
    expect(page.locator("main")).to_contain_text(f"{LARKFIELD} has this number here already.")
    look(page, "registration-to-join")
    go_on(page, "Save your decision")
    assert errors_of(page) == ["Choose what to do"]
    page.get_by_label("Let them in").check()
    go_on(page, "Save your decision")
    assert errors_of(page) == ["Choose what they will be"]
    look(page, "registration-to-join-error")
    page.get_by_label("Editor").check()
    go_on(page, "Save your decision")
    expect(page.locator("main")).to_contain_text("They are in the team now, and get an email.")
    expect(row(page, ASKING)).to_have_count(0)
    page.get_by_role("link", name="Decided", exact=True).click()
    expect(row(page, ASKING)).to_contain_text("Joined an organisation that was here before")
    look(page, "registrations-joined")


def see_the_contracts(page: Page) -> None:
    """The page of their own leads to the organisation that was here before, and what is due there is at home."""
    page.reload()
    heading(page, LARKFIELD)
    page.get_by_role("link", name="See the team").click()
    expect(row(page, "Pat Imaginary")).to_contain_text("Editor")
    page.get_by_role("link", name="What you need to do", exact=True).click()
    expect(page.locator("main")).to_contain_text("Homes for unaccompanied young people")
    look(page, "asker-home-let-in")


def test_council_confirms_an_organisation_that_is_new(visit):
    newcomer, officer = visit(), visit()
    sign_in(newcomer, NIA)
    newcomer.goto("/organisation/")
    heading(newcomer, NEW)
    expect(newcomer.locator("main")).to_contain_text("Waiting to be confirmed")
    expect(newcomer.get_by_role("link", name="Add another official number")).to_have_count(0)

    sign_in(officer, AMINA)
    open_registrations(officer)
    officer.get_by_role("link", name=f"Decide {NEW}").click()
    expect(officer.locator("main")).to_contain_text("Nobody else here has this number.")
    look(officer, "registration-new")
    go_on(officer, "Save your decision")
    assert errors_of(officer) == ["Choose what to do"]
    look(officer, "registration-new-error")
    officer.get_by_label("Confirm the organisation").check()
    go_on(officer, "Save your decision")
    expect(officer.locator("main")).to_contain_text("The organisation is confirmed.")
    look(officer, "registration-new-confirmed")

    newcomer.reload()
    for words in ("Waiting to be confirmed", "not confirmed yet"):
        expect(newcomer.locator("main")).not_to_contain_text(words)
    expect(newcomer.get_by_role("link", name="Add another official number")).to_be_visible()
    look(newcomer, "organisation-confirmed")

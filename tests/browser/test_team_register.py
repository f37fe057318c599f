"""An admin invites people to the team from a file: a wrong row first, then the right ones, with scripts and without."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_joining import LARKFIELD, LENA, SAM, go_on
from tests.browser.test_registers import settled
from tests.browser.test_supplier_journey import heading

NEW = "rowan.demo@example.com"
PEOPLE = (
    "Mail,Access,Signs off,Desk\r\n"
    f"{NEW},Editor,yes,North\r\n"
    f"{SAM.upper()},Viewer,,South\r\n"
    "nobody at home,Editor,,East\r\n"
    "second.demo@example.com,Boss,,West\r\n"
)


def test_admin_invites_people_from_a_file(visit, number_of):
    waiting = "SELECT COUNT(*) FROM suppliers_invitation WHERE email = ?"
    page = visit()
    sign_in(page, LENA)
    open_door(page)
    send(page, PEOPLE)
    say_which_column(page)
    read_what_was_found(page)
    assert number_of(waiting, NEW) == 0
    go_on(page, "Take in the 1 row that is right, leave out the rest")
    settled(page, page.url)
    heading(page, "Taken in")
    expect(page.locator("main")).to_contain_text("1 row was taken in")
    look(page, "team-register-taken-in")
    assert number_of(waiting, NEW) == 1
    read_the_team(page)


def open_door(page: Page) -> None:
    """From the team's page; without a file nothing is sent."""
    page.get_by_role("link", name="Your organisation").click()
    page.get_by_role("link", name="See the team").click()
    page.get_by_role("link", name="Invite people from a file").click()
    heading(page, "Invite people from a file")
    expect(page.locator("main")).to_contain_text(LARKFIELD)
    look(page, "team-register")
    go_on(page, "Send the file")
    assert errors_of(page) == ["Choose a file"]
    look(page, "team-register-error")


def send(page: Page, content: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    go_on(page, "Send the file")


def say_which_column(page: Page) -> None:
    """All is suggested; without a column that is needed nothing goes on."""
    settled(page, page.url)
    heading(page, "Which column is which?")
    expect(page.get_by_label("Email address")).to_have_value("0")
    expect(page.get_by_label("Signs returns off")).to_have_value("2")
    expect(page.get_by_label("Numbers that stand for days")).to_have_count(0)
    look(page, "team-register-columns")
    page.get_by_label("Role").select_option("")
    go_on(page, "Look the rows through")
    assert errors_of(page) == ["Choose the column for: role"]
    page.get_by_label("Role").select_option("1")
    go_on(page, "Look the rows through")
    settled(page, page.url)


def read_what_was_found(page: Page) -> None:
    """One new, one who is there already, two that are not right."""
    heading(page, "Looked through")
    look(page, "team-register-found")
    main, found = page.locator("main"), page.url.partition("?")[0]
    for link, words, name in (
        ("See what is not right", "Enter Admin, Editor or Viewer", "wrong"),
        ("See the new rows", NEW, "new"),
        ("See the rows without anything new", SAM, "unchanged"),
    ):
        page.get_by_role("link", name=link).click()
        expect(main).to_contain_text(words)
        look(page, f"team-register-{name}")
        page.goto(found)


def read_the_team(page: Page) -> None:
    """The invitation waits, and the file stands among those that were brought."""
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.get_by_role("row", name="people.csv")).to_contain_text("Taken in")
    look(page, "team-register-again")
    page.get_by_role("link", name="Back", exact=True).click()
    heading(page, "Team")
    expect(page.locator("main")).to_contain_text(NEW)

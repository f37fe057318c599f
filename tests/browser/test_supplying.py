"""More than one organisation, and more than one pair of eyes: sign-off, a subcontractor's line, trying in vain."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in

LEAD, PARTNER = "bryn.pretend@example.com", "olga.testcase@example.com"
EDITOR, SIGNATORY = "sam.specimen@example.com", "lena.demo@example.com"
TITLE = "Grounds maintenance in parks and open spaces"
RETURN = f"{TITLE}, 1 October to 31 December 2026"
REASON = "The hours of the summer are missing."
ORGANISATION = "(SELECT id FROM suppliers_organisation WHERE name LIKE ?)"
CONTRACT = f"(SELECT id FROM suppliers_contract WHERE title = '{TITLE}')"


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def task(page: Page, words: str):
    """One row of a task list."""
    return page.locator(".govuk-task-list__item").filter(has_text=words)


def group(page: Page, title: str):
    """One heading of the home page with its rows."""
    return page.locator("section").filter(has=page.get_by_role("heading", name=title, exact=True))


def go_on(page: Page) -> None:
    """The button at the foot of a question page."""
    page.get_by_role("button", name="Save and continue").click()


def open_return(page: Page, title: str = RETURN) -> None:
    """From the home page to the task list."""
    page.goto("/supplier/")
    page.get_by_role("link", name=title).first.click()
    heading(page, "Return for")


def tick_all(page: Page) -> None:
    """Every declaration, and every pair."""
    for box in page.get_by_role("checkbox").all():
        box.check()


# --- A subcontractor --------------------------------------------------------------------------------------------------
@pytest.fixture
def subcontractor(database):
    """Oakline delivers the second commitment of Brightwater's contract, and must try to."""
    database(
        "INSERT INTO suppliers_contractparty (contract_id, organisation_id, role) "
        f"VALUES ({CONTRACT}, {ORGANISATION}, 'subcontractor')",
        "Oakline%",
    )
    database(
        f"UPDATE suppliers_commitment SET deliverer_id = {ORGANISATION}, obligation = 'best_endeavours' "
        f"WHERE position = 2 AND contract_id = {CONTRACT}",
        "Oakline%",
    )


def test_subcontractor_answers_its_line_and_sees_nothing_else(visit, subcontractor):
    partner = visit()
    sign_in(partner, PARTNER)
    partner.goto("/supplier/")
    expect(task(partner, RETURN)).to_contain_text("0 of 1 of your commitments answered")
    look(partner, "partner-home")
    open_return(partner)
    expect(partner.locator(".govuk-task-list__item")).to_have_count(1)
    expect(partner.locator("main")).to_contain_text("Brightwater Grounds CIC answers the rest and sends the return.")
    expect(partner.get_by_role("link", name="Tell the story")).to_have_count(0)
    look(partner, "partner-task-list")
    answer_in_vain(partner)
    heading(partner, "Return for")
    expect(partner.locator("main")).to_contain_text("Your part is answered.")
    look(partner, "partner-task-list-answered")
    partner.goto("/supplier/")
    expect(group(partner, "Your part is answered")).to_contain_text(RETURN)
    look(partner, "partner-home-answered")
    see_the_contract(partner)

    lead = visit()
    sign_in(lead, LEAD)
    open_return(lead)
    expect(task(lead, "2. Spend")).to_contain_text("Answered by Oakline Facilities Ltd")
    expect(task(lead, "2. Spend")).to_contain_text("Completed")
    look(lead, "task-list-with-partner")


def answer_in_vain(page: Page) -> None:
    """Nothing came of it, and why: a wrong number first, then the counts."""
    page.get_by_role("link", name="2. Spend").click()
    expect(page.locator(".govuk-caption-l")).to_contain_text("Commitment 2, ")
    look(page, "figure-best-endeavours")
    page.get_by_label("Amount in pounds").fill("0")
    page.get_by_text("Sought or offered, and not taken up").click()
    page.get_by_label("Travel").fill("three")
    go_on(page)
    assert errors_of(page) == ["If it is 0, say why it is, or count below what was sought or offered and not taken up",
                               "Travel: enter a whole number in figures, like 3"]  # fmt: skip
    expect(page.get_by_label("Travel")).to_have_value("three")
    look(page, "figure-not-taken-up-error")
    page.get_by_label("Travel").fill("3")
    page.get_by_label("Another reason").fill("2")
    go_on(page)
    heading(page, "Who benefited, and what changed for them?")
    go_on(page)
    heading(page, "Add evidence")
    look(page, "partner-evidence")
    go_on(page)


def see_the_contract(page: Page) -> None:
    """The contract with its own commitment, and no way to the rest."""
    page.get_by_role("link", name="My commitments").click()
    page.get_by_role("link", name=TITLE).click()
    heading(page, TITLE)
    expect(page.locator(".govuk-summary-card")).to_have_count(1)
    look(page, "partner-contract")


# --- Sign-off ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def signed_off(database):
    """Larkfield has its returns signed off, by its admin Lena."""
    database(f"UPDATE suppliers_organisation SET needs_sign_off = 1 WHERE id = {ORGANISATION}", "Larkfield%")
    database(
        "UPDATE suppliers_member SET is_signatory = 1 WHERE user_id = (SELECT id FROM accounts_user WHERE email = ?)",
        SIGNATORY,
    )


def test_editor_asks_signatory_declines_editor_mends_signatory_sends(visit, signed_off):
    editor, signatory = visit(), visit()
    sign_in(editor, EDITOR)
    title = ready_return(editor)
    ask_for_sign_off(editor)
    look(editor, "sign-off-asked")
    editor.goto("/supplier/")
    expect(group(editor, "With a signatory")).to_contain_text(title)

    sign_in(signatory, SIGNATORY)
    expect(group(signatory, "To sign off")).to_contain_text(title)
    look(signatory, "sign-off-home")
    group(signatory, "To sign off").get_by_role("link", name=title).click()
    expect(signatory.locator("main")).to_contain_text("Sam Specimen asked for sign-off")
    look(signatory, "sign-off-task-list")
    decline(signatory)

    open_return(editor, title)
    expect(editor.locator("main")).to_contain_text(REASON)
    look(editor, "sign-off-declined")
    mend(editor)
    ask_for_sign_off(editor)

    open_return(signatory, title)
    signatory.get_by_role("button", name="Read it and decide").click()
    heading(signatory, "Check your answers before you send them")
    tick_all(signatory)
    signatory.get_by_role("button", name="Sign off and send return").click()
    heading(signatory, "Return sent")
    editor.goto("/supplier/")
    expect(group(editor, "With the council")).to_contain_text(title)


def ready_return(page: Page) -> str:
    """Open the return of the demonstration that only waits to be sent; its title."""
    row = page.locator(".govuk-task-list__item").filter(has_text="Ready to check").first
    title = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    heading(page, "Return for")
    return title


def ask_for_sign_off(page: Page) -> None:
    """From the task list to the check page, with everything ticked at last."""
    page.get_by_role("link", name="Check and send").click()
    heading(page, "Check your answers before you send them")
    expect(page.get_by_role("button", name="Send return")).to_have_count(0)
    page.get_by_role("button", name="Ask for sign-off").click()
    errors_of(page)
    tick_all(page)
    look(page, "sign-off-check")
    page.get_by_role("button", name="Ask for sign-off").click()
    expect(page.locator("main")).to_contain_text("Nobody can change it meanwhile.")


def decline(page: Page) -> None:
    """Read it, and say why not; without a reason nothing happens."""
    page.get_by_role("button", name="Read it and decide").click()
    heading(page, "Check your answers before you send them")
    expect(page.get_by_role("link", name="Change the figure")).to_have_count(0)
    look(page, "sign-off-read")
    page.get_by_role("link", name="Do not sign off, and say why").click()
    page.get_by_role("button", name="Give it back").click()
    assert errors_of(page) == ["Say what has to change before you sign it off"]
    look(page, "sign-off-decline-error")
    page.get_by_label("Why do you not sign it off?").fill(REASON)
    page.get_by_role("button", name="Give it back").click()
    expect(page.locator("main")).to_contain_text("open for changes again")


def mend(page: Page) -> None:
    """Any change: the story of the period."""
    page.get_by_role("link", name="Tell the story").click()
    page.get_by_label("Tell the story of this period").fill("The hours of the summer are in it now.")
    go_on(page)
    heading(page, "Return for")


def test_editor_takes_a_return_back(visit, signed_off):
    editor = visit()
    sign_in(editor, EDITOR)
    ready_return(editor)
    ask_for_sign_off(editor)
    editor.get_by_role("button", name="Take it back to change it").click()
    expect(editor.locator("main")).to_contain_text("The return is open for changes again.")
    expect(task(editor, "Check and send")).to_contain_text("Ready")


def test_admin_chooses_sign_off_once_somebody_signs(visit, database):
    page = visit()
    sign_in(page, SIGNATORY)
    page.goto("/organisation/1/sign-off/")
    heading(page, "Sign-off before returns are sent")
    page.get_by_label("Yes, a signatory sends them").check()
    page.get_by_role("button", name="Save").click()
    assert errors_of(page)[0].startswith("Choose at least one person")
    look(page, "sign-off-setting-error")
    database("UPDATE suppliers_member SET is_signatory = 1 WHERE role = 'editor' AND organisation_id = 1")
    page.get_by_label("Yes, a signatory sends them").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Sam Specimen")
    expect(page.get_by_label("Yes, a signatory sends them")).to_be_checked()
    look(page, "sign-off-setting")

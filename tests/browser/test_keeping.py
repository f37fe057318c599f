"""Files in the browser: problems are reported and closed, holds placed and lifted, and files whose time is over go."""

import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in

OFFICER, LEAD = "amina.demo@example.org", "tom.example@example.org"
ABOUT_YOUNG_PEOPLE = "Independent fostering agency placements"
DECIDED = "PEN-FM-401"
HELD = "Grounds maintenance in parks and open spaces"


def open_a_file(page: Page) -> None:
    """From the queue to the first file of a return, which is about young people, so that we say why."""
    page.goto("/council/returns/")
    page.get_by_role("row").filter(has_text=ABOUT_YOUNG_PEOPLE).get_by_role("link").click()
    page.locator(".sv-review__evidence").get_by_role("link").first.click()
    page.get_by_label("To check the return").check()
    page.get_by_role("button", name="Continue to the file").click()


def test_officer_reports_a_problem_and_the_lead_destroys_the_file(visit):
    officer = visit()
    sign_in(officer, OFFICER)
    open_a_file(officer)
    shown = officer.url
    officer.get_by_role("link", name="Report a problem").first.click()
    officer.get_by_role("button", name="Hide the file and report it").click()
    assert errors_of(officer) == ["Choose what is wrong with the file"]
    look(officer, "problem-report-error")
    officer.get_by_label("It names or shows a child or a young person").check()
    officer.get_by_label("What should the council know?").fill("The list on the first page.")
    officer.get_by_role("button", name="Hide the file and report it").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("This file is hidden")
    look(officer, "problem-reported")
    officer.goto(shown)
    expect(officer.locator(".sv-viewer__file img")).to_have_count(0)

    lead = visit()
    sign_in(lead, LEAD)
    lead.goto("/council/files/problems/")
    look(lead, "problems")
    lead.get_by_role("link", name="It names or shows a child or a young person").click()
    expect(lead.locator("main")).to_contain_text("tell the Information Commissioner by")
    lead.get_by_role("button", name="Close this problem").click()
    assert errors_of(lead) == [
        "Choose what happens to the file",
        "Say what was found and done",
        "Say whether the Information Commissioner was told",
        "Say whether the people concerned were told",
    ]
    look(lead, "problem-closing-error")
    lead.get_by_label("Destroy it").check()
    lead.get_by_label("What was found, and what was done?").fill(
        "A list with names. The supplier sends totals instead."
    )
    lead.get_by_role("group", name="Was the Information Commissioner told?").get_by_label("Yes").check()
    day = lead.get_by_role("group", name="When?").first
    for part, value in (("Day", "22"), ("Month", "11"), ("Year", "2026")):
        day.get_by_label(part).fill(value)
    lead.get_by_role("group", name="Were the people concerned told?").get_by_label("No").check()
    lead.get_by_role("button", name="Close this problem").click()
    lead.goto("/council/files/problems/?show=closed")
    expect(lead.get_by_role("table")).to_contain_text("The file was destroyed")
    look(lead, "problems-closed")
    lead.goto("/council/files/certificates/")
    lead.get_by_role("link", name="Certificate").first.click()
    look(lead, "certificate")


def test_lead_holds_all_files_of_a_contract_and_lifts_the_hold(visit):
    page = visit()
    sign_in(page, LEAD)
    page.goto("/council/files/holds/")
    expect(page.locator("main")).to_contain_text("No hold is in force.")
    page.goto("/council/contracts/")
    page.get_by_role("link", name=HELD).click()
    page.get_by_role("link", name="Place a hold on all files").click()
    page.get_by_role("button", name="Place the hold").click()
    assert errors_of(page) == ["Say why they must be kept"]
    look(page, "hold-error")
    page.get_by_label("Why must these files be kept?").fill("Information request 123")
    page.get_by_role("button", name="Place the hold").click()
    expect(page.get_by_role("table")).to_contain_text("Information request 123")
    look(page, "holds")
    page.get_by_role("table").get_by_role("link", name="Lift").click()
    look(page, "hold-lift")
    page.get_by_role("button", name="Lift the hold").click()
    expect(page.locator("main")).to_contain_text("No hold is in force.")


def propose_two_files(portal_folder) -> None:
    """As the portal does at night: two files of a contract are over their time."""
    with closing(sqlite3.connect(portal_folder / "portal.sqlite3", timeout=20)) as live, live:
        live.execute(
            "INSERT INTO returns_disposalproposal (council_id, evidence_id, status, rule, due_on, reason)"
            " SELECT c.council_id, e.id, 'proposed', '1 month after the decision on the return', '2026-11-20', ''"
            " FROM returns_evidence e JOIN suppliers_contract c ON c.id = e.contract_id"
            " WHERE c.reference = ? AND e.status = 'available' ORDER BY e.uploaded_at LIMIT 2",
            (DECIDED,),
        )


def test_lead_sets_how_long_files_are_kept_lets_one_go_and_keeps_another(visit, portal_folder):
    page = visit()
    sign_in(page, LEAD)
    page.goto("/council/files/disposals/")
    expect(page.locator("main")).to_contain_text("No file’s time is over.")
    look(page, "disposals-empty")
    shorten_the_rule(page)
    propose_two_files(portal_folder)
    page.goto("/council/files/disposals/")
    page.get_by_role("button", name="Continue with the chosen files").click()
    assert errors_of(page) == ["Choose at least one file"]
    look(page, "disposals-error")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Continue with the chosen files").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dispose of 1 file")
    look(page, "disposal-approve")
    page.get_by_role("button", name="Confirm and dispose").click()
    expect(page.locator(".govuk-notification-banner")).to_contain_text("1 file was disposed of.")
    page.get_by_role("link", name="Keep longer").click()
    page.get_by_role("button", name="Keep this file").click()
    assert "Say why it is still needed" in errors_of(page)
    look(page, "disposal-keep-error")
    for part, value in (("Day", "1"), ("Month", "6"), ("Year", "2027")):
        page.get_by_label(part).fill(value)
    page.get_by_label("Why is it still needed?").fill("A question about the figures is open.")
    page.get_by_role("button", name="Keep this file").click()
    expect(page.locator("main")).to_contain_text("No file’s time is over.")
    page.goto("/council/files/certificates/")
    expect(page.get_by_role("table")).to_contain_text("1 month after the decision on the return")
    look(page, "certificates")


def shorten_the_rule(page: Page) -> None:
    """Evidence is kept for a month after the decision on the return."""
    page.goto("/council/files/")
    look(page, "files")
    page.get_by_role("link", name="Change how long files are kept").click()
    months = page.get_by_label("How many months?").first
    months.fill("200")
    page.get_by_role("button", name="Save the rules").click()
    assert errors_of(page) == ["Enter a whole number of months from 1 to 144"]
    look(page, "retention-error")
    months.fill("1")
    page.get_by_label("The decision on the return").first.check()
    page.get_by_role("button", name="Save the rules").click()
    expect(page.locator("main")).to_contain_text("1 month after the decision on the return")

"""Endorsing a supplier: an officer proposes, a lead approves, the supplier's admin chooses and later stops it."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in

OFFICER, LEAD, ADMIN = "amina.demo@example.org", "tom.example@example.org", "lena.demo@example.com"
CONTRACT = "Residential children's homes in Penbury"
REASON = "Hosts ask for more of this work, and every figure could be followed."


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def open_contract(page: Page) -> None:
    """From the list to the contract."""
    page.goto("/council/contracts/")
    page.get_by_role("link", name=CONTRACT).first.click()
    heading(page, CONTRACT)


def test_officer_proposes_lead_approves_and_admin_chooses(visit):
    officer, lead, admin = visit(), visit(), visit()
    sign_in(officer, OFFICER)
    open_contract(officer)
    officer.get_by_role("link", name="Propose one, when the supplier does well").click()
    heading(officer, "Propose an endorsement")
    officer.get_by_role("button", name="Propose it").click()
    assert errors_of(officer) == ["Say what the supplier does well", "Select the promises that bear it out"]
    look(officer, "endorsement-propose-error")
    officer.get_by_label("What does the supplier do well?").fill(REASON)
    officer.get_by_role("checkbox").first.check()
    officer.get_by_role("button", name="Propose it").click()
    heading(officer, CONTRACT)
    look(officer, "contract-endorsement")

    sign_in(lead, LEAD)
    open_contract(lead)
    lead.get_by_role("link", name="Waiting for a social value lead").click()
    lead.get_by_role("button", name="Decide it").click()
    heading(lead, "Decide an endorsement")
    lead.get_by_role("button", name="Save the decision").click()
    assert errors_of(lead) == ["Select whether you approve it"]
    lead.get_by_label("Yes, offer it to the supplier").check()
    look(lead, "endorsement-decide")
    lead.get_by_role("button", name="Save the decision").click()
    expect(lead.locator("main")).to_contain_text("Waiting for the supplier")
    look(lead, "endorsement-offered")

    sign_in(admin, ADMIN)
    admin.goto("/organisation/")
    expect(admin.locator("main")).to_contain_text("offers to endorse you")
    look(admin, "organisation-endorsement-offered")
    admin.get_by_role("link", name="See it and choose").click()
    admin.get_by_role("button", name="Show it", exact=True).click()
    expect(admin.locator("main")).to_contain_text("Accepted by the supplier")
    look(admin, "endorsement-accepted")
    admin.goto("/organisation/")
    expect(admin.locator("main")).to_contain_text("Endorsed by Penbury Borough Council until")
    look(admin, "organisation-endorsed")
    admin.get_by_role("link", name="See the endorsement").click()
    admin.get_by_role("button", name="Stop showing it").click()
    expect(admin.locator("main")).to_contain_text("Not wanted by the supplier")

"""A contract's road to its supplier: added, invited, taken on, somebody named on both sides, started; and claimed."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_joining import go_on
from tests.browser.test_supplier_journey import heading

AMINA, TOM = "amina.demo@example.org", "tom.example@example.org"
OLGA, LENA = "olga.testcase@example.com", "lena.demo@example.com"
TITLE, REFERENCE = "Repairs to community centres", "PEN-FM-900"


def fill_day(page: Page, question: str, day: str, month: str, year: str) -> None:
    """The three boxes of a day."""
    group = page.get_by_role("group", name=question)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(label, exact=True).fill(value)


def test_contract_is_added_taken_on_by_its_supplier_and_started(visit):
    officer, supplier = visit(), visit()
    sign_in(officer, AMINA)
    add_contract(officer)
    setup = officer.url
    say_how_it_reports(officer)
    invite(officer)

    sign_in(supplier, OLGA)
    take_on(supplier)
    name_owner(supplier)

    officer.goto(setup)
    look_at_people_and_others(officer)
    start(officer)
    change_what_may_change(officer)
    supplier.reload()
    expect(supplier.locator("main")).to_contain_text("Active")
    look(supplier, "contract-agreement-active")


def add_contract(page: Page) -> None:
    """Nothing typed, then all of it."""
    page.goto("/council/contracts/")
    heading(page, "Contracts")
    look(page, "contracts")
    page.get_by_role("button", name="Add a contract").click()
    heading(page, "Add a contract")
    look(page, "contract-add")
    go_on(page, "Add the contract")
    assert errors_of(page) == ["Enter the reference of the contract", "Enter the title of the contract"]
    look(page, "contract-add-error")
    page.get_by_label("Your reference").fill(REFERENCE)
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What does it buy?").fill("Repairs in nine community centres, by day and by night.")
    fill_day(page, "First day", "1", "1", "2027")
    fill_day(page, "Last day", "31", "12", "2028")
    page.get_by_label("Value without VAT").fill("180,000")
    page.get_by_label("Penbury social value framework").first.check()
    go_on(page, "Add the contract")
    heading(page, f"Set up: {TITLE}")
    look(page, "contract-setup-new")


def say_how_it_reports(page: Page) -> None:
    """More often than usual needs a reason."""
    page.get_by_role("link", name="How it reports").click()
    heading(page, "How the contract reports")
    expect(page.locator("main")).to_contain_text("worth £90,000 a year")
    look(page, "contract-reporting")
    page.get_by_label("Every three months").check()
    go_on(page, "Save")
    assert "report less often: every year" in errors_of(page)[0]
    look(page, "contract-reporting-error")
    page.get_by_label("Why does it ask for more than usual?").fill("The centres open one by one.")
    go_on(page, "Save")
    heading(page, f"Set up: {TITLE}")


def invite(page: Page) -> None:
    """By e-mail; an organisation found by its number is looked at and left alone."""
    page.get_by_role("link", name="Supplier", exact=True).click()
    heading(page, "The supplier of the contract")
    look(page, "contract-supplier")
    go_on(page, "Find")
    assert errors_of(page) == ["Enter the number"]
    page.get_by_label("Official number").fill("3")
    go_on(page, "Find")
    expect(page.locator("main")).to_contain_text("Oakline Facilities Ltd")
    look(page, "contract-supplier-found")
    page.get_by_role("link", name="No, enter another number").click()
    page.get_by_role("button", name="Invite somebody").click()
    heading(page, "Invite somebody at the supplier")
    look(page, "contract-invite")
    page.get_by_label("Email address of somebody at the supplier").fill(OLGA)
    go_on(page, "Send the invitation")
    expect(page.locator("main")).to_contain_text("Waiting for an answer")
    look(page, "contract-supplier-invited")


def take_on(page: Page) -> None:
    """The supplier answers the invitation."""
    page.goto("/invitations/")
    page.get_by_role("link", name=f"Take on “{TITLE}”").click()
    heading(page, "Take on a contract")
    look(page, "contract-invitation")
    page.get_by_label("Oakline Facilities Ltd").check()
    go_on(page, "Take on the contract")
    heading(page, TITLE)
    expect(page.locator("main")).to_contain_text("What happens next")
    look(page, "contract-agreement")


def name_owner(page: Page) -> None:
    """An admin of the supplier names who looks after it."""
    page.get_by_role("link", name="Somebody looks after the contract with you").click()
    heading(page, "Who looks after the contract with you")
    go_on(page, "Save")
    assert errors_of(page) == ["Choose who looks after the contract"]
    look(page, "contract-owner-error")
    page.get_by_label("Person").select_option(index=1)
    go_on(page, "Save")
    heading(page, TITLE)
    expect(page.locator("main")).to_contain_text("Olga Testcase")


def look_at_people_and_others(page: Page) -> None:
    """The officer sees both names, and adds a subcontractor by its number and takes it out again."""
    page.get_by_role("link", name="Who looks after it").click()
    heading(page, "Who looks after the contract")
    expect(page.get_by_label("Who looks after it at the supplier").locator("option:checked")).to_have_text(
        "Olga Testcase"
    )
    look(page, "contract-people")
    go_on(page, "Save")
    page.get_by_role("link", name="Others who take part").click()
    heading(page, "Others who take part")
    page.get_by_label("Subcontractor").check()
    page.get_by_label("Official number").fill("2")
    go_on(page, "Find")
    look(page, "contract-parties-found")
    go_on(page, "Yes, add it")
    expect(page.get_by_role("row").filter(has_text="Brightwater Grounds CIC")).to_contain_text("Subcontractor")
    look(page, "contract-parties")
    page.get_by_role("link", name="Remove Brightwater Grounds CIC").click()
    look(page, "party-remove")
    go_on(page, "Remove it")
    expect(page.locator("main")).to_contain_text("Only the supplier takes part so far")
    page.get_by_role("link", name="Back").click()


def start(page: Page) -> None:
    """Everything is there."""
    heading(page, f"Set up: {TITLE}")
    look(page, "contract-setup-ready")
    page.get_by_role("link", name="Start reporting").click()
    heading(page, "Start reporting")
    look(page, "contract-start")
    go_on(page, "Start reporting")
    heading(page, TITLE)
    expect(page.locator("main")).to_contain_text("Reporting has started")
    look(page, "contract-started")


def change_what_may_change(page: Page) -> None:
    """The end moves with a reason, and the contract can be ended."""
    page.get_by_role("link", name="Move the end").click()
    fill_day(page, "New last day", "30", "6", "2029")
    go_on(page, "Move the end")
    assert errors_of(page) == ["Say why the end moves"]
    look(page, "contract-extend-error")
    page.get_by_label("Why does it move?").fill("Two more centres.")
    go_on(page, "Move the end")
    expect(page.locator("main")).to_contain_text("1 January 2027 to 30 June 2029")
    page.get_by_role("link", name="Change title, description and services").click()
    look(page, "contract-edit-active")
    go_on(page, "Save")
    page.get_by_role("link", name="End the contract").click()
    heading(page, "End the contract")
    look(page, "contract-end")


def test_supplier_claims_a_contract_and_the_officer_accepts(visit):
    officer, supplier = visit(), visit()
    sign_in(supplier, LENA)
    supplier.goto("/supplier/claims/")
    look(supplier, "claims-none")
    supplier.get_by_role("button", name="Ask for a contract").click()
    heading(supplier, "Ask for a contract")
    go_on(supplier, "Send to the council")
    assert errors_of(supplier) == ["Choose the council", "Enter the council’s reference of the contract"]
    look(supplier, "claim-error")
    supplier.get_by_label("Penbury Borough Council").check()
    supplier.get_by_label("The council’s reference").fill("pen fm 901")
    go_on(supplier, "Send to the council")
    expect(supplier.locator("main")).to_contain_text("The council has your request")
    look(supplier, "claims")

    sign_in(officer, TOM)
    add_one_to_be_claimed(officer)
    officer.goto("/council/contracts/claims/")
    look(officer, "council-claims")
    officer.get_by_role("link", name="pen fm 901").click()
    heading(officer, "A supplier asks for a contract")
    expect(officer.locator("main")).to_contain_text("Company number 00000001")
    expect(officer.locator("main")).to_contain_text(LENA)
    look(officer, "claim-decide")
    go_on(officer, "Decide")
    assert errors_of(officer) == ["Choose what you decide"]
    officer.get_by_label("Accept for PEN-FM-901").check()
    go_on(officer, "Decide")
    expect(officer.locator("main")).to_contain_text("Saltmarsh Mentoring")
    expect(officer.locator("main")).not_to_contain_text("pen fm 901")

    supplier.reload()
    supplier.get_by_role("link", name="See the contract").click()
    heading(supplier, "Cleaning of schools")
    look(supplier, "contract-agreement-claimed")


def add_one_to_be_claimed(page: Page) -> None:
    """A contract of which only the reference and the title are known."""
    page.goto("/council/contracts/add/")
    page.get_by_label("Your reference").fill("PEN-FM-901")
    page.get_by_label("Title").fill("Cleaning of schools")
    go_on(page, "Add the contract")
    heading(page, "Set up: Cleaning of schools")
    look(page, "contract-setup-bare")


def test_lead_sets_what_contracts_of_each_value_are_asked_for(visit):
    page = visit()
    sign_in(page, TOM)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="What contracts of each value are asked for").click()
    look(page, "proportion")
    band = page.get_by_role("group", name="Band 2")
    band.get_by_label("Commitments at most").fill("many")
    go_on(page, "Save the bands")
    assert errors_of(page) == ["Enter a whole number from 1 to 99"]
    look(page, "proportion-error")
    band.get_by_label("Commitments at most").fill("5")
    go_on(page, "Save the bands")
    expect(page.locator("main")).to_contain_text("The bands were saved")

"""The opportunity log: a supplier adds a host and an opportunity and records what came of it; the officer reads it."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in

SUPPLIER, OFFICER = "sam.specimen@example.com", "amina.demo@example.org"
TITLE = "Residential children's homes in Penbury"
HOST, OPPORTUNITY = "Penbury Canal Trust", "Towpath gardener"


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def day(page: Page, question: str, when: date) -> None:
    """Fill in the three boxes of a day."""
    boxes = page.get_by_role("group", name=question)
    for label, number in (("Day", when.day), ("Month", when.month), ("Year", when.year)):
        boxes.get_by_label(label, exact=True).fill(str(number))


def open_log(page: Page) -> None:
    """From the commitments of the contract to its log."""
    page.get_by_role("link", name="My commitments").click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Opportunity log").click()
    heading(page, "Opportunity log")


def add_host(page: Page, *, insured_until: date) -> None:
    """An empty form first, then a host with its checks."""
    page.get_by_role("link", name="Add a host").click()
    page.get_by_role("button", name="Save the host").click()
    assert "Enter the name of the organisation" in errors_of(page)
    look(page, "host-errors")
    page.get_by_label("Name of the organisation").fill(HOST)
    page.get_by_label("Charity or community group").check()
    page.get_by_label("First half of its postcode").fill("PN1")
    page.get_by_label("Who to ask for there").fill("Volunteering coordinator")
    page.get_by_label("Their email address at work").fill("volunteers@canal.example")
    page.get_by_label("Enhanced", exact=True).check()
    day(page, "Day of the DBS check", date(2026, 2, 2))
    day(page, "Last day on which you rely on it", date(2028, 2, 2))
    page.get_by_label("Public liability").check()
    day(page, "Last day of the insurance", insured_until)
    page.get_by_role("button", name="Save the host").click()
    heading(page, "Opportunity log")


def add_opportunity(page: Page) -> None:
    """Five places, agreed some weeks ago."""
    page.get_by_role("button", name="Add an opportunity").click()
    look(page, "opportunity-add")
    page.get_by_label("At which host?").select_option(label=HOST)
    page.get_by_label("What is it?").fill(OPPORTUNITY)
    page.get_by_label("Regular volunteering").check()
    page.get_by_label("How many places are there?").fill("5")
    page.get_by_label("No steps").check()
    day(page, "Day you agreed it with the host", date(2026, 11, 2))
    day(page, "First day", date(2026, 11, 9))
    day(page, "Last day", date(2027, 2, 26))
    page.get_by_role("button", name="Save the opportunity").click()


def renew(page: Page) -> None:
    """The insurance is renewed, and then the opportunity can be added."""
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name=f"Change ({HOST})").click()
    look(page, "host-edit")
    day(page, "Last day of the insurance", date(2027, 10, 31))
    page.get_by_role("button", name="Save the host").click()
    expect(page.locator("main")).to_contain_text("The host was saved.")


def record(page: Page) -> None:
    """More than there are places is refused; then what came of it."""
    page.get_by_role("link", name=OPPORTUNITY).click()
    heading(page, OPPORTUNITY)
    page.get_by_role("button", name="Record what came of it").click()
    day(page, "On which day?", date(2026, 11, 16))
    page.get_by_label("Offered to a young person").fill("6")
    page.get_by_role("button", name="Record").click()
    assert errors_of(page) == ["That makes 6 offered, and there are only 5 places"]
    look(page, "opportunity-record-error")
    page.get_by_label("Offered to a young person").fill("4")
    page.get_by_label("Taken up", exact=True).fill("2")
    page.get_by_label("Travel").fill("1")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("main")).to_contain_text("Your numbers were recorded.")
    look(page, "opportunity-detail")


def test_supplier_keeps_the_log_and_the_officer_reads_it(visit):
    supplier, officer = visit(), visit()
    sign_in(supplier, SUPPLIER)
    open_log(supplier)
    add_host(supplier, insured_until=date(2026, 11, 6))
    look(supplier, "opportunity-log")
    add_opportunity(supplier)
    refused = "The insurance of the host ends on 6 November 2026, so nothing can start there on 9 November 2026"
    assert errors_of(supplier) == [refused]
    look(supplier, "opportunity-refused")
    renew(supplier)
    add_opportunity(supplier)
    expect(supplier.locator("main")).to_contain_text("The opportunity was added.")
    record(supplier)

    sign_in(officer, OFFICER)
    officer.goto("/council/opportunities/")
    expect(officer.get_by_role("row").filter(has_text=OPPORTUNITY)).to_contain_text("Taken up")
    look(officer, "council-opportunities")
    officer.get_by_role("link", name="2026 to 2027").click()
    expect(officer.locator("main")).to_contain_text("For the public")
    look(officer, "council-opportunities-year")
    officer.get_by_role("link", name=OPPORTUNITY).click()
    heading(officer, OPPORTUNITY)
    expect(officer.get_by_role("button", name="Record what came of it")).to_have_count(0)


def test_supplier_reads_beside_a_figure_what_the_log_says(visit, at):
    page = visit()
    sign_in(page, SUPPLIER)
    page.goto(at("/returns/{written}/1/figure/"))
    expect(page.locator("#log-says")).to_contain_text("Your log says 2 for this period.")
    look(page, "figure-with-log")


def test_host_is_retired_and_an_opportunity_ended(visit):
    page = visit()
    sign_in(page, SUPPLIER)
    open_log(page)
    page.get_by_role("link", name="Story time helper").click()
    page.get_by_role("link", name="End it").click()
    look(page, "opportunity-end")
    page.get_by_role("button", name="End this opportunity").click()
    expect(page.locator("main")).to_contain_text("The opportunity has ended.")
    page.get_by_role("link", name="Change (Riverside Library)").click()
    page.get_by_role("link", name="Retire this host").click()
    look(page, "host-retire")
    page.get_by_role("button", name="Retire this host").click()
    expect(page.locator("main")).to_contain_text("The host was retired.")

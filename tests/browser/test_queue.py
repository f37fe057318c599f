"""The queue two officers share: whose, in which order, kept as a view; who covers, and who is handed what."""

from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

MANAGER, LEAD = "amina.demo@example.org", "tom.example@example.org"
FOSTERING = "Independent fostering agency placements"
VIEW = "My team’s, longest waiting"


def rows(page: Page) -> Locator:
    """The rows of the table, without its head."""
    return page.locator("tbody tr")


def choose(page: Page, words: str) -> None:
    """Follow one of the filters above the table."""
    page.get_by_role("main").get_by_role("link", name=words, exact=True).click()


def test_officer_finds_what_to_read_first_and_keeps_a_view(visit):
    page, colleague = visit(), visit()
    sign_in(page, MANAGER)
    page.goto("/council/returns/")
    heading(page, "Returns")
    expect(page.locator("main")).to_contain_text("counts as 2 more days of waiting")
    expect(rows(page)).to_have_count(3)
    expect(page.get_by_role("cell", name="First return")).to_have_count(1)
    look(page, "queue-first-to-read")

    choose(page, VIEW)
    expect(page.get_by_role("link", name="My team’s", exact=True)).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Longest waiting", exact=True)).to_have_attribute("aria-current", "true")

    choose(page, "Of contracts I look after")
    choose(page, "Filter by supplier or service")
    look(page, "queue-narrow")
    page.get_by_label("Part of the supplier’s name").fill("willow")
    page.get_by_role("button", name="Show these returns").click()
    expect(page.locator("main")).to_contain_text("Only suppliers with “willow” in their name.")
    expect(rows(page).filter(has_not_text="Willow Street Fostering")).to_have_count(0)
    shared = page.url

    choose(page, "Save this view, or remove one")
    page.get_by_role("button", name="Save this view").click()
    assert errors_of(page) == ["Enter a name for the view"]
    page.get_by_label("What do you call this view?").fill("Willow Street")
    look(page, "queue-views")
    page.get_by_role("button", name="Save this view").click()
    expect(page.get_by_role("alert")).to_contain_text("The view was saved.")
    expect(page.get_by_role("link", name="Willow Street", exact=True)).to_be_visible()
    look(page, "queue-narrowed")
    first = rows(page).first.get_by_role("cell").first.inner_text()
    page.get_by_role("button", name="Take the next one").click()
    expect(page.get_by_text("You have this return open.")).to_be_visible()
    expect(page.locator("main")).to_contain_text(first)

    sign_in(colleague, LEAD)
    colleague.goto(shared)
    expect(colleague.locator("main")).to_contain_text("Only suppliers with “willow” in their name.")
    expect(colleague.get_by_role("link", name="Willow Street", exact=True)).to_have_count(0)


def record_absence(page: Page, days: int) -> None:
    """From today on, with a slip first."""
    page.get_by_role("button", name="Record an absence").click()
    page.get_by_role("button", name="Save").click()
    assert errors_of(page) == [
        "Enter the first day, like 27 3 2027",
        "Enter the last day, like 27 3 2027",
        "Choose who covers for them",
    ]
    look(page, "absence-error")
    first = date(2026, 11, 22)
    for name, day in (("First day away", first), ("Last day away", first + timedelta(days=days))):
        box = page.get_by_role("group", name=name)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            box.get_by_label(label).fill(str(number))
    page.get_by_label("Who covers?").select_option(label="Tom Example")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Whoever covers gets an email.")


def test_officer_is_covered_while_away_and_hands_contracts_over(visit):
    manager, lead = visit(), visit()
    sign_in(manager, MANAGER)
    manager.goto("/council/contracts/")
    manager.get_by_role("link", name="Absence, handover and teams").click()
    heading(manager, "Who is away")
    record_absence(manager, days=3)
    expect(rows(manager).filter(has_text="Away now")).to_have_count(1)
    look(manager, "absences")

    sign_in(lead, LEAD)
    lead.goto("/council/contracts/?mine=1")
    expect(rows(lead).filter(has_text=FOSTERING)).to_contain_text("Tom Example covers until 25 November 2026")
    look(lead, "contracts-covered")
    lead.goto("/council/handover/")
    heading(lead, "Hand over contracts")
    look(lead, "handover-list")
    lead.get_by_role("link", name="Amina Demo").click()
    heading(lead, "Hand over contracts of Amina Demo")
    look(lead, "handover")
    lead.get_by_role("button", name="Hand over").click()
    assert "Choose who manages them from now on" in errors_of(lead)
    look(lead, "handover-error")
    lead.get_by_label(FOSTERING).check()
    lead.get_by_label("Who manages them from now on?").select_option(label="Tom Example")
    lead.get_by_role("button", name="Hand over").click()
    expect(lead.get_by_role("alert")).to_contain_text("1 contract was handed over.")
    expect(rows(lead).filter(has_text=FOSTERING)).to_have_count(0)

    manager.goto("/council/absences/")
    rows(manager).filter(has_text="Away now").get_by_role("button").click()
    expect(manager.get_by_role("alert")).to_contain_text("The absence has ended.")


def test_lead_keeps_the_teams(page):
    sign_in(page, LEAD)
    page.goto("/council/teams/")
    expect(rows(page)).to_contain_text(["Amina Demo, Tom Example"])
    page.get_by_role("button", name="Add a team").click()
    page.get_by_label("What is the team called?").fill("Children’s Services")
    page.get_by_label("Tom Example").check()
    page.get_by_role("button", name="Save").click()
    assert errors_of(page) == ["The council has a team of this name already. Choose another name"]
    page.get_by_label("What is the team called?").fill("Buildings and grounds")
    look(page, "team")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("The team was saved.")
    look(page, "teams")

"""The portfolio, a council's first screen: from the whole through every breakdown to one return and one contract."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

OFFICER, LEAD = "amina.demo@example.org", "tom.example@example.org"
OFFICER_OF_ANOTHER = "noor.makebelieve@example.org"
# The links above the portfolio, and a row that stands in each of the tables they lead to.
WAYS = {
    "By objective": "Promote training and employment opportunities for local people",
    "By outcome": "More local people in work",
    "By measure": "Young people supported to volunteer",
    "By local theme": "Working Penbury",
    "By service": "Grounds maintenance",
    "By department": "Children and families",
    "By area": "Riverside",
    "By supplier": "Larkfield",
}
STEPS = [
    "Promised", "Not due yet", "Due by now", "Late", "Claimed", "Waiting for a decision", "Verified",
    "Verified in part", "Not verified",
]  # fmt: skip
SURE = [
    "Claimed", "With evidence", "Verified by an officer, in full or in part", "Confirmed by those who benefited",
    "Audited",
]  # fmt: skip


def number(words: str) -> int:
    """The number that some words begin with."""
    return int(re.match(r"[\d,]+", words.strip())[0].replace(",", ""))


def waterfall(page: Page) -> dict[str, int]:
    """How many pieces each step of the waterfall says."""
    rows = page.get_by_role("table", name="From promised to verified").locator("tbody tr")
    return {row.locator("th").inner_text(): number(row.locator("td").last.inner_text()) for row in rows.all()}


def quarters(page: Page) -> list[int]:
    """How many pieces are due in each quarter."""
    rows = page.get_by_role("table", name="by the quarter in which they are due").locator("tbody tr")
    return [number(row.locator("td").nth(1).inner_text()) for row in rows.all()]


def row_of(page: Page, table: str, words: str) -> Locator:
    """The row of a table that is about something."""
    return page.get_by_role("table", name=table).locator("tbody tr").filter(has_text=words).first


def pieces(page: Page) -> int:
    """How many pieces the list shows, over all its pages."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Promised pieces")
    count = page.locator("tbody tr").count()
    while (older := page.get_by_role("link", name="Next")).count():
        page.goto(older.first.get_attribute("href"))
        count += page.locator("tbody tr").count()
    return count


def test_officer_reads_where_every_promised_piece_stands(visit):
    page = visit()
    sign_in(page, OFFICER)
    page.goto("/council/")
    heading(page, "Portfolio")
    steps = waterfall(page)
    assert list(steps) == STEPS
    assert steps["Promised"] == steps["Not due yet"] + steps["Due by now"] == sum(quarters(page))
    assert steps["Due by now"] == steps["Late"] + steps["Claimed"]
    assert steps["Claimed"] == sum(
        steps[state] for state in ("Waiting for a decision", "Verified", "Verified in part", "Not verified")
    )
    for state in ("Promised", "Due by now", "Claimed", "Verified", "Verified in part", "Not verified", "Late"):
        figure = page.locator(".sv-figures a").filter(has=page.get_by_text(state, exact=True))
        assert number(figure.inner_text()) == steps[state]
    page.get_by_text("What is counted here").click()
    expect(page.get_by_text("A piece is one promise in one period")).to_be_visible()
    look(page, "portfolio")

    late = row_of(page, "From promised to verified", "Late")
    late.get_by_role("link").click()
    heading(page, "Promised pieces: late")
    look(page, "portfolio-pieces-late")
    assert pieces(page) == steps["Late"]
    page.locator("tbody tr").first.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("The supplier has not sent this return yet")
    look(page, "portfolio-late-return")


def test_officer_reads_how_sure_what_was_claimed_is_and_opens_each_step(visit):
    page = visit()
    sign_in(page, OFFICER)
    page.goto("/council/")
    rows = page.get_by_role("table", name="How sure what was claimed is").locator("tbody tr")
    steps = {row.locator("th").inner_text(): number(row.locator("td").last.inner_text()) for row in rows.all()}
    assert list(steps) == SURE and steps["Claimed"] == waterfall(page)["Claimed"] == max(steps.values())
    assert all(steps.values()), "the demonstration has some of each"
    for step in SURE[1:]:
        row_of(page, "How sure what was claimed is", step).get_by_role("link").click()
        assert pieces(page) == steps[step]
        look(page, f"portfolio-sure-{SURE.index(step)}")
        page.goto("/council/")


@pytest.mark.parametrize("way", WAYS)
def test_officer_breaks_the_portfolio_down_and_opens_what_a_figure_is_made_of(visit, way):
    page, name = visit(), way.lower().replace(" ", "-")
    sign_in(page, OFFICER)
    page.goto("/council/")
    page.get_by_role("link", name=way, exact=True).click()
    heading(page, way)
    expect(page.get_by_role("link", name=way, exact=True)).to_have_attribute("aria-current", "page")
    row = row_of(page, "Where the promised pieces stand", WAYS[way])
    promised = number(row.locator("td").nth(1).inner_text())
    look(page, f"portfolio-{name}")

    row.locator("td").nth(1).get_by_role("link").click()
    assert pieces(page) == promised
    page.goto("/council/")
    page.get_by_role("link", name=way, exact=True).click()
    row_of(page, "Where the promised pieces stand", WAYS[way]).locator("th").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(WAYS[way])
    assert waterfall(page)["Promised"] == sum(quarters(page)) == promised
    look(page, f"portfolio-{name}-one")


def test_officer_follows_a_verified_figure_down_to_its_line_and_an_amount_down_to_its_contract(visit):
    page = visit()
    sign_in(page, OFFICER)
    page.goto("/council/portfolio/measure/")
    measure = WAYS["By measure"]
    row_of(page, "Where the promised pieces stand", measure).locator("td").nth(5).get_by_role("link").click()
    heading(page, "Promised pieces: verified")
    expect(page.locator("main")).to_contain_text(f"Measure: {measure}")
    look(page, "portfolio-pieces-verified")
    page.locator("tbody tr").first.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("Verified")
    expect(page.locator("#line-title")).to_be_visible()

    page.goto("/council/portfolio/measure/")
    amounts = row_of(page, "Amounts by measure", measure)
    verified = amounts.get_by_role("cell").last.inner_text()
    amounts.get_by_role("link").click()
    heading(page, "What each contract comes to")
    expect(row_of(page, "All these contracts together", measure).get_by_role("cell").last).to_have_text(verified)
    each = [row.locator("td").last.inner_text() for row in page.get_by_role("table").last.locator("tbody tr").all()]
    assert sum(number(words) for words in each if words != "Nothing yet") == number(verified)
    look(page, "portfolio-contracts")
    page.get_by_role("table").last.locator("tbody tr").first.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("PEN-")


def test_council_without_returns_reads_what_will_appear(visit, database):
    database(
        "INSERT INTO accounts_council (id, name, slug, nation, valid_from, contact_name, contact_email, contact_phone,"
        " data_protection_email, review_working_days, change_working_days, brand_colour)"
        " SELECT 99, 'Newham Vale Council', 'newham-vale', nation, valid_from, '', '', '', '', 10, 10, brand_colour"
        " FROM accounts_council LIMIT 1"
    )
    database(
        "UPDATE accounts_officerrole SET council_id = 99"
        " WHERE user_id = (SELECT id FROM accounts_user WHERE email = ?)",
        OFFICER_OF_ANOTHER,
    )
    page = visit()
    sign_in(page, OFFICER_OF_ANOTHER)
    page.goto("/council/")
    heading(page, "Portfolio")
    expect(page.get_by_text("Figures appear here when the first return opens.")).to_be_visible()
    expect(page.get_by_text("No return is late.")).to_be_visible()
    look(page, "portfolio-empty")
    page.get_by_role("link", name="By supplier", exact=True).click()
    expect(page.get_by_text("Figures appear here when the first return opens.")).to_be_visible()
    look(page, "portfolio-empty-by-supplier")


def test_lead_says_which_measures_serve_a_local_theme(visit):
    page = visit()
    sign_in(page, LEAD)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Local themes", exact=True).click()
    heading(page, "Local themes")
    look(page, "themes")
    page.get_by_role("button", name="Add a local theme").click()
    page.get_by_role("button", name="Save").click()
    assert errors_of(page) == ["Enter the name of the local theme"]
    look(page, "theme-error")
    page.get_by_label("What is the local theme called?").fill("WORKING PENBURY")
    page.get_by_label("Young people supported to volunteer").check()
    page.get_by_role("button", name="Save").click()
    assert errors_of(page) == ["The council has a local theme of this name already. Choose another name"]
    page.get_by_label("What is the local theme called?").fill("Volunteering")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("The local theme was saved.")
    expect(page.get_by_role("row").filter(has_text="Volunteering").get_by_role("cell")).to_have_text("1")

    page.goto("/council/portfolio/theme/")
    expect(row_of(page, "Where the promised pieces stand", "Volunteering")).to_be_visible()
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Local themes", exact=True).click()
    page.get_by_role("link", name="Volunteering").click()
    expect(page.get_by_label("Young people supported to volunteer")).to_be_checked()
    look(page, "theme")
    page.get_by_role("button", name="Remove the local theme").click()
    expect(page.get_by_role("alert")).to_contain_text("The local theme was taken out.")
    expect(page.get_by_role("link", name="Volunteering")).to_have_count(0)

"""A lead brings planning data as a spreadsheet; officers see where need is greatest, and take it away as a file."""

from uuid import uuid4

from playwright.sync_api import expect

from tables.reading import read_table
from tests.browser.helpers import look, sign_in
from tests.browser.test_joining import go_on
from tests.browser.test_lists import saved
from tests.browser.test_registers import AMINA, wait_for
from tests.browser.test_supplier_journey import heading

LEAD = "tom.example@example.org"


def planning_data(area: str) -> bytes:
    """Three indicators of a new area, and a row that is not right."""
    return "\r\n".join(
        [
            "Area code,Area name,Indicator code,Indicator,Quintile,Value,Year,Source,Polarity",
            f",{area},poverty,Children in poverty (invented figures),1,31.5,2024,Made-up census,Higher is worse",
            f",{area},earnings,Median income (invented figures),4,28450,2023/24,Made-up survey,A lower value is worse",
            f",{area},heating,,Q3,,2021,,",
            f",{area},carers,Unpaid carers,9,,2021,,",
        ]
    ).encode()


def test_lead_brings_the_needs_of_areas_and_officers_see_them(visit):
    area = f"Riverside {uuid4().hex[:6]}"
    page = visit()
    sign_in(page, LEAD)
    page.goto("/council/needs/")
    look(page, "needs-before")
    page.get_by_role("link", name="Bring new figures as a spreadsheet").click()
    page.get_by_label("Needs of areas", exact=True).check()
    content = {"name": "needs.csv", "mimeType": "text/csv", "buffer": planning_data(area)}
    page.locator("input[type=file]").set_input_files(content)
    go_on(page, "Send the file")
    wait_for(page, "Which column is which?")
    expect(page.get_by_label("Fifth, 1 for the worst")).to_have_value("4")
    look(page, "needs-columns")
    page.get_by_label("Which end is worse").select_option("")
    go_on(page, "Look the rows through")
    wait_for(page, "Looked through")
    page.get_by_role("link", name="See what is not right").click()
    expect(page.locator("main")).to_contain_text("“9” is not a fifth. Enter 1 for the worst fifth of areas")
    look(page, "needs-wrong")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="See the new rows").click()
    expect(page.locator("main")).to_contain_text("is no area of yours yet. It becomes one")
    look(page, "needs-new")
    page.get_by_role("link", name="Back").click()
    go_on(page, "Take in the 3 rows that are right, leave out the rest")
    wait_for(page, "Taken in")
    expect(page.locator("main")).to_contain_text("3 rows were taken in")
    officer = visit()
    sign_in(officer, AMINA)
    officer.goto("/council/portfolio/area/")
    officer.get_by_role("link", name="Needs of areas").click()
    heading(officer, "Needs of areas")
    expect(officer.get_by_role("row", name=area)).to_contain_text("1 of 3 indicators")
    look(officer, "needs")
    officer.get_by_role("link", name=area).click()
    heading(officer, f"Needs of {area}")
    rows = officer.locator("main tbody tr")
    expect(rows.first).to_contain_text("Worst fifth")
    expect(rows.nth(2)).to_contain_text("28,450")
    look(officer, "needs-of-area")
    officer.get_by_role("link", name="Back").click()
    officer.get_by_role("link", name="Download this list").click()
    officer.get_by_label("OpenDocument spreadsheet (.ods)").check()
    with read_table(saved(officer, "Download")) as book:
        found = [row.cells for row in book.rows() if area in row.cells]
    assert {row[3] for row in found} == {"poverty", "earnings", "heating"}

"""Ratings as people meet them: the council's thresholds, and statutory KPIs from marking to the notice."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

TOM = "tom.example@example.org"
BUILDINGS = "Facilities management for council buildings"


def open_performance(page: Page) -> None:
    """From the first page, where the contract waits, to its KPIs and performance."""
    sign_in(page, TOM)
    page.goto("/council/")
    page.get_by_role("link", name="contracts to assess").click()
    heading(page, "Performance to assess")
    look(page, "performance-list")
    page.get_by_role("link", name=BUILDINGS).click()
    heading(page, "Statutory KPIs and performance")


def test_lead_sets_how_promises_are_rated_and_brings_the_usual_ratings_back(visit):
    page = visit()
    sign_in(page, TOM)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="How promises are rated").click()
    heading(page, "How promises are rated")
    look(page, "ratings")
    page.get_by_label("Slightly behind from").fill("100")
    page.get_by_role("button", name="Save the ratings").click()
    assert errors_of(page) == ["This must be lower than the percentage before it"]
    look(page, "ratings-error")
    page.get_by_label("Slightly behind from").fill("90")
    page.get_by_role("button", name="Save the ratings").click()
    expect(page.get_by_text("The ratings are saved. They count at once.")).to_be_visible()
    look(page, "ratings-versions")
    page.get_by_role("button", name="Use the usual ratings again").click()
    expect(page.get_by_label("Slightly behind from")).to_have_value("85")


def test_officer_assesses_the_performance_and_copies_the_notice(visit):
    page = visit()
    open_performance(page)
    look(page, "performance")
    page.get_by_role("button", name="Assess performance").click()
    heading(page, "Assess performance")
    look(page, "assess")
    page.get_by_label("Other", exact=True).last.check()
    page.get_by_role("button", name="Save the assessment").click()
    assert errors_of(page) == ["Say why your rating differs from the suggested one"]
    look(page, "assess-error")
    page.get_by_label("Why, if it is not the suggested rating").last.fill("The second intake comes in January.")
    page.get_by_role("button", name="Save the assessment").click()
    expect(page.get_by_text("The assessment is saved. Publish the notice next.")).to_be_visible()
    expect(page.get_by_role("region", name="Text of the notice")).to_contain_text("OCDS id: other")
    look(page, "assessment-notice")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the text of the notice").click()
    assert download.value.suggested_filename.startswith("performance-notice-")


def test_officer_marks_statutory_kpis(visit):
    page = visit()
    open_performance(page)
    page.get_by_role("link", name="Change the statutory KPIs").click()
    heading(page, "Statutory KPIs")
    look(page, "kpis")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    assert errors_of(page) == ["Choose the promises that are statutory KPIs, or say why none is set"]
    look(page, "kpis-error")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("needs at least three statutory KPIs and has 1.")).to_be_visible()
    look(page, "contract-lacks-kpis")

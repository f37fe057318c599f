"""The site that a council publishes, as readers meet it, in both languages, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.helpers import look
from tests.browser.test_supplier_journey import heading


def test_reader_changes_language_and_stays_on_the_page(page):
    page.goto("/for-suppliers/how-to-send-a-return/")
    heading(page, "How to send a return")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    heading(page, "Sut i anfon adroddiad")
    look(page, "guidance-welsh")
    page.get_by_role("navigation", name="Iaith").get_by_role("link", name="English").click()
    heading(page, "How to send a return")


def test_reader_of_welsh_signs_in_in_welsh(page):
    page.goto("/cy/")
    look(page, "public-home-welsh")
    page.get_by_role("link", name="Mewngofnodi").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    look(page, "sign-in-welsh")


@pytest.mark.parametrize("menu", ["For suppliers", "For voluntary organisations", "Our framework", "Results"])
def test_every_page_of_the_menu_is_well_made(page, menu):
    page.goto("/")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name=menu).click()
    expect(page.locator("h1")).to_be_visible()
    look(page, f"menu-{menu.lower().replace(' ', '-')}")


def test_resident_finds_results_and_what_they_mean(page):
    page.goto("/results/")
    expect(page.get_by_text("These figures stand as of")).to_be_visible()
    expect(page.get_by_role("heading", name="What the figures mean")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all public figures (CSV)").click()
    assert download.value.suggested_filename == "social-value-penbury.csv"

"""The editing screens: what waits, help, and a page in both its languages."""

from playwright.sync_api import Page, expect

from tests.browser.test_other_pages import sign_in_to_editing


def test_publisher_finds_help_and_the_reports(page: Page):
    sign_in_to_editing(page)
    page.goto("/cms/help/")
    page.get_by_role("link", name="Write a page").click()
    expect(page.locator("main")).to_contain_text("A page answers one question of one reader.")
    page.get_by_role("link", name="Help", exact=True).first.click()
    page.wait_for_url("**/cms/help/")
    page.goto("/cms/reports/review/")
    expect(page.locator("main")).to_contain_text("Pages to look at again")
    page.goto("/cms/reports/twins/")
    expect(page.locator("main")).to_contain_text("Pages without a Welsh twin")


def test_rule_is_shown_at_its_block(page: Page):
    sign_in_to_editing(page)
    page.goto("/cms/pages/")
    page.get_by_role("link", name="What social value is").first.click()
    page.get_by_role("link", name="Edit", exact=True).first.click()
    expect(page.get_by_role("button", name="Checks")).to_be_visible()

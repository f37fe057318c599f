"""Finding one's way on the public site: search, with and without scripts; missing pages; and pages on paper."""

from playwright.sync_api import expect

from tests.browser.helpers import NARROW, fits, look
from tests.browser.test_supplier_journey import heading


def search_for(page, words: str) -> None:
    """Type words into the search of the header, and send them with the keyboard."""
    page.get_by_role("search", name="Site").get_by_role("searchbox", name="Search this site").fill(words)
    page.keyboard.press("Enter")
    heading(page, "Search")


def test_guidance_is_found_from_the_header(visit):
    page = visit()
    page.set_viewport_size(NARROW)
    page.goto("/")
    fits(page)
    search_for(page, "returns")
    result = page.locator("main").get_by_role("link", name="How to send a return")
    expect(result).to_be_visible()
    look(page, "search")
    result.click()
    heading(page, "How to send a return")


def test_misspelt_word_leads_on(page):
    page.goto("/")
    search_for(page, "evidense")
    look(page, "search-nothing")
    page.get_by_role("link", name="evidence", exact=True).click()
    expect(page.locator("mark").first).to_be_visible()


def test_search_in_welsh_stays_in_welsh(page):
    page.goto("/cy/")
    page.locator("#site-search").fill("tystiolaeth")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/cy/search/?q=tystiolaeth")
    assert page.locator("html").get_attribute("lang") == "cy"
    look(page, "search-cy")


def test_missing_page_offers_what_was_meant(page, open_page):
    open_page.allowed_statuses.add(404)
    page.goto("/how-to-send-returns/")
    heading(page, "Page not found")
    expect(page.get_by_label("What are you looking for?")).to_have_value("send returns")
    look(page, "missing")
    page.locator("main").get_by_role("link", name="How to send a return").click()
    heading(page, "How to send a return")


def test_guidance_on_paper_has_its_words_and_nothing_to_press(page):
    page.goto("/")
    page.locator("main").get_by_role("link", name="How to send a return").first.click()
    heading(page, "How to send a return")
    page.emulate_media(media="print")
    for left_out in (
        ".govuk-generic-header",
        ".govuk-service-navigation",
        ".govuk-breadcrumbs",
        ".govuk-footer",
        "form",
    ):
        for found in page.locator(left_out).all():
            expect(found).to_be_hidden()
    for folded in page.locator(".govuk-details__text").all():
        expect(folded).to_be_visible()
    expect(page.locator("main h1")).to_be_visible()

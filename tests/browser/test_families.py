"""Policies, events, news, answers and statements, as readers meet them: plain ones too, and interest in an event."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.emails import email_sent_to
from tests.browser.helpers import NARROW, errors_of, fits, look

LINK = r"(/not-coming/\S+/)"
INDEXES = {
    "how-we-do-it/policies": "policy-index",
    "news-and-events/events": "event-index",
    "news-and-events/news": "news-index",
    "how-we-do-it/disclosures": "disclosure-index",
}


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


@pytest.mark.parametrize("address", ["/about/accessibility/", "/about/cookies/", "/about/privacy/"])
@pytest.mark.parametrize("language", ["", "/cy"])
def test_footer_leads_to_a_statement_in_the_language_of_the_page(page, language, address):
    page.goto(f"{language}{address}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look(page, f"statement{language}{address}".replace("/", "-").strip("-"))
    page.set_viewport_size(NARROW)
    fits(page)


@pytest.mark.parametrize("slug", INDEXES)
def test_index_leads_to_a_page_of_its_family(page, slug):
    page.goto(f"/{slug}/")
    look(page, INDEXES[slug])
    page.locator(".sv-links a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look(page, INDEXES[slug].replace("-index", "-page"))
    page.set_viewport_size(NARROW)
    fits(page)


def test_reader_tells_of_interest_and_takes_it_back(page_without_js, open_page):
    open_page.allowed_statuses.add(404)  # the link works no more, in the end
    page, began = page_without_js, time.time()
    page.goto("/news-and-events/events/")
    page.locator(".sv-links a").first.click()
    page.get_by_role("button", name="Tell us that you are interested").click()
    heading(page, "Tell us that you are interested")
    look(page, "event-interest")
    page.get_by_role("button", name="Send").click()
    assert errors_of(page)[:2] == ["Enter your name", "Enter your email address"]
    look(page, "event-interest-error")
    page.get_by_label("Your name").fill("Rhian Sample")
    page.get_by_label("Your email address").fill("rhian@charity.example")
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Send").click()
    heading(page, "We have noted your interest")
    look(page, "event-interest-thanks")
    link = re.search(LINK, email_sent_to("rhian@charity.example", since=began - 1, saying=LINK))[1]
    page.goto(link)
    heading(page, "Take your name away")
    look(page, "interest-withdraw")
    page.get_by_role("button", name="Take my name away").click()
    heading(page, "Your name is gone")
    page.goto(link)
    heading(page, "This link does not work")

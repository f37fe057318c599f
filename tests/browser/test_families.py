"""Every family of pages and every block, as readers meet them in both languages, and interest in an event."""

import json
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage
from wagtail.models import get_page_models

from cms.addresses import address as address_of
from tests.browser.emails import email_sent_to
from tests.browser.helpers import NARROW, errors_of, fits, look
from tests.browser.markup import faults_of
from tests.cms.every_page import streams_of

LINK = r"(/not-coming/\S+/)"
INDEXES = {
    "how-we-do-it/policies": "policy-index",
    "news-and-events/events": "event-index",
    "news-and-events/news": "news-index",
    "how-we-do-it/disclosures": "disclosure-index",
}

LANGUAGES = ("en-gb", "cy")
MODELS = {model._meta.model_name: model for model in get_page_models() if model is not WagtailPage}
FAMILIES = sorted(MODELS)
IN_THE_DEMONSTRATION = {"heading", "text", "inset", "warning", "steps", "details", "table"}
IN_THE_DEMONSTRATION |= {"signpost", "exemption", "problem"}
PAGES = """
    SELECT page.id, page.url_path, locale.language_code, type.model FROM wagtailcore_page page
    JOIN django_content_type type ON type.id = page.content_type_id
    JOIN wagtailcore_locale locale ON locale.id = page.locale_id
    JOIN wagtailcore_page home ON page.path LIKE home.path || '%' AND home.depth = 2
    JOIN wagtailcore_page root ON root.translation_key = home.translation_key
    JOIN wagtailcore_site site ON site.root_page_id = root.id AND site.is_default_site
    WHERE page.live AND type.app_label = 'cms' ORDER BY page.path
"""


@dataclass
class Published:
    """A page of the demonstration's first site that everybody sees."""

    pk: int
    address: str
    language: str
    family: str
    blocks: set[str]


@pytest.fixture
def published(portal_folder) -> list[Published]:
    """All of them, in the order of the tree."""
    with closing(sqlite3.connect(portal_folder / "seed.sqlite3")) as seed:
        return [
            Published(pk, address_of(path, language), language, family, _blocks(seed, pk, MODELS[family]))
            for pk, path, language, family in seed.execute(PAGES).fetchall()
        ]


def _blocks(seed: sqlite3.Connection, pk: int, model: type[WagtailPage]) -> set[str]:
    """The kinds of blocks that a page is made of."""
    columns = [field.column for field in streams_of(model)]
    if not columns:
        return set()
    table = model._meta.db_table
    (row,) = seed.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE page_ptr_id = ?", (pk,)).fetchall()
    return {block["type"] for stream in row for block in json.loads(stream or "[]")}


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


# --- Whatever the demonstration publishes -----------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_page_of_every_family_is_well_made(page, published, family, language):
    found = [one for one in published if (one.family, one.language) == (family, language)]
    assert found, f"The demonstration has no page of {family} in {language}"
    page.goto(found[0].address)
    expect(page.locator("html")).to_have_attribute("lang", language)
    look(page, f"family-{family}-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_of_the_demonstration_is_well_made(page, published, language):
    """The fewest pages, taken in their order, that show every kind of block that there is."""
    seen: set[str] = set()
    for one in published:
        if one.language == language and not one.blocks <= seen:
            seen |= one.blocks
            page.goto(one.address)
            look(page, f"blocks-{one.address.replace('/', '-').strip('-')}")
    assert seen >= IN_THE_DEMONSTRATION


def test_markup_of_every_page_is_valid(page, published):
    faults = {one.address: faults_of(page.request.get(one.address).text()) for one in published}
    assert {address: found for address, found in faults.items() if found} == {}


def test_blocks_that_show_something_live_are_well_made(page, published, number_of, database):
    """An editor adds them to a page of guidance."""
    guidance = next(one for one in published if (one.family, one.language) == ("guidancepage", "en-gb"))
    values = {
        "heading": "All there is",
        "measure": "M1.01",
        "figure": "M1.01",
        "recognition": str(number_of("SELECT MAX(id) FROM suppliers_endorsement WHERE status = 'accepted'")),
        "related": {"pages": [guidance.pk]},
    }
    body = json.dumps([{"type": name, "value": value} for name, value in values.items()])
    database("UPDATE cms_guidancepage SET body = ? WHERE page_ptr_id = ?", body, guidance.pk)
    page.goto(guidance.address)
    expect(page.get_by_text("endorses this supplier")).to_be_visible()
    look(page, "blocks-live")

"""A voluntary organisation, once: from the home page to the directory without an account, and an answer to its need.

The demonstration has a page of the voluntary sector in the menu; the council reads what waits on an editing screen.
"""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.emails import email_sent_to
from tests.browser.helpers import NARROW, errors_of, fits, look, sign_in

SUPPLIER, PUBLISHER = "wilf.fictional@example.com", "edie.placeholder@example.org"
OFFICE = "office@chess.example"
LINK = r"(/(?:cy/)?entry/\S+/)"


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def open_letter(page: Page, *, since: float) -> None:
    """Follow the link in the newest letter to the organisation."""
    page.goto(re.search(LINK, email_sent_to(OFFICE, since=since, saying=LINK))[1])
    heading(page, "Your entry")


def decide(page: Page, name: str, *, about: str = "entries") -> None:
    """Make public what waits under this name."""
    page.goto(f"/cms/community/?about={about}")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="Make it public").click()


def test_organisation_is_listed_and_gets_an_answer(visit, phone):
    reader, began = phone, time.time()
    reader.goto("/")
    reader.get_by_role("link", name="Voluntary and community sector").first.click()
    look(reader, "voluntary-hub")
    reader.get_by_role("link", name="Ask to be listed").last.click()
    heading(reader, "Ask to be listed")
    reader.get_by_role("button", name="Send").click()
    assert "Enter the name of the organisation" in errors_of(reader)
    look(reader, "entry-join-error")
    reader.get_by_label("Email address of the organisation").fill(OFFICE)
    reader.get_by_label("Name of the organisation").fill("Riverside Chess Club")
    reader.get_by_label("What your organisation does", exact=True).fill("Plays chess with anybody who comes.")
    reader.get_by_label("Arts and culture").check()
    look(reader, "entry-join")
    fits(reader)
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Look in your inbox")
    look(reader, "entry-join-sent")
    open_letter(reader, since=began)
    look(reader, "entry-home")
    reader.get_by_role("button", name="Confirm and send to the council").click()
    expect(reader.locator("main")).to_contain_text("The council reads your entry next.")

    publisher = visit()
    sign_in(publisher, PUBLISHER)
    decide(publisher, "Riverside Chess Club")
    reader.goto("/directory/?words=chess")
    look(reader, "directory")
    reader.get_by_role("link", name="Riverside Chess Club").click()
    look(reader, "entry")

    open_letter(reader, since=began)
    reader.get_by_role("link", name="Write a need or an offer").click()
    look(reader, "entry-write")
    reader.get_by_label("Need", exact=True).check()
    reader.get_by_label("Rooms, kitchens and other facilities").check()
    reader.get_by_label("Title", exact=True).fill("A room on Tuesday evenings")
    reader.get_by_label("What you need or offer", exact=True).fill("For twenty people, with tables.")
    for part, number in (("Day", "1"), ("Month", "3"), ("Year", str(time.localtime().tm_year + 1))):
        reader.get_by_label(part).fill(number)
    reader.get_by_role("button", name="Send to the council").click()
    decide(publisher, "A room on Tuesday evenings", about="posts")

    supplier = visit()
    sign_in(supplier, SUPPLIER)
    supplier.get_by_role("link", name="What voluntary organisations near your contracts look for").click()
    look(supplier, "supplier-posts")
    supplier.goto("/needs-and-offers/?words=tuesday")
    look(supplier, "board")
    supplier.get_by_role("link", name="A room on Tuesday evenings").click()
    look(supplier, "post")
    supplier.get_by_role("button", name="Answer this").click()
    supplier.get_by_label("Name of your organisation").fill("Willow Street Fostering")
    supplier.get_by_label("Email address of your organisation").fill("office@willow.example")
    supplier.get_by_label("Your message").fill("Our canteen is free then.")
    look(supplier, "post-answer")
    supplier.get_by_role("button", name="Send the message").click()
    look(supplier, "post-answer-sent")
    open_letter(reader, since=began)
    reader.get_by_role("link", name="Read answers").click()
    expect(reader.locator("main")).to_contain_text("Our canteen is free then.")
    look(reader, "entry-answers")


@pytest.mark.parametrize("address", ["/directory/", "/needs-and-offers/", "/directory/join/", "/directory/change/"])
def test_pages_are_there_in_welsh_and_on_a_narrow_screen(page, address):
    page.set_viewport_size(NARROW)
    page.goto(f"/cy{address}")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    fits(page)
    look(page, f"welsh{address.replace('/', '-')}")


def test_link_that_does_not_work_says_where_to_get_a_new_one(page, open_page):
    open_page.allowed_statuses.add(404)
    page.goto(f"/entry/{'x' * 43}/")
    heading(page, "This link does not work")
    look(page, "entry-no-more")

"""Reminders as people meet them: the supplier's next one, what an officer sees of them, and the council's settings."""

import re

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

AMINA, TOM, LENA = "amina.demo@example.org", "tom.example@example.org", "lena.demo@example.com"


def open_overdue(page: Page) -> None:
    """From the queue to a return that is overdue and was never sent."""
    page.goto("/council/returns/?show=overdue")
    page.locator("main table a").first.click()
    expect(page.get_by_text("The supplier has not sent this return yet")).to_be_visible()


def test_officer_sees_when_the_supplier_was_reminded_and_finds_it_in_the_history(visit):
    page = visit()
    sign_in(page, AMINA)
    open_overdue(page)
    expect(page.get_by_text(re.compile(r"Reminded on \d+ \w+ \d{4}"))).to_be_visible()
    look(page, "reminded")
    page.get_by_role("link", name="See the contract").click()
    expect(page.get_by_text("The portal reminded the supplier of the return for").first).to_be_visible()


def test_supplier_sees_on_the_return_when_the_next_reminder_goes(visit):
    page = visit()
    sign_in(page, LENA)
    page.goto("/supplier/")
    links = page.locator("main a[href^='/returns/']")
    addresses = links.evaluate_all("links => [...new Set(links.map(link => link.getAttribute('href')))]")
    for address in addresses:
        page.goto(address)
        if page.get_by_text("we will remind you by email on").count():
            look(page, "next-reminder")
            return
    raise AssertionError("no return of the demonstration says when its next reminder goes")


def test_lead_changes_the_reminders_and_brings_the_usual_ones_back(visit):
    page = visit()
    sign_in(page, TOM)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Reminders of returns").click()
    heading(page, "Reminders of returns")
    look(page, "reminders")
    first = page.get_by_role("group", name="Reminder 1", exact=True)
    first.get_by_label("Days before the due date").fill("2")
    page.get_by_role("button", name="Save the reminders").click()
    assert errors_of(page) == ["This must be later than the reminder before it"]
    look(page, "reminders-error")
    page.get_by_role("group", name="Reminder 1", exact=True).get_by_label("Days before the due date").fill("21")
    page.get_by_label("Every working day").check()
    page.get_by_role("button", name="Save the reminders").click()
    expect(page.get_by_text("The reminders are saved.")).to_be_visible()
    expect(page.get_by_role("group", name="Reminder 1", exact=True).get_by_label("Days before")).to_have_value("21")
    page.get_by_role("button", name="Use the usual reminders again").click()
    expect(page.get_by_role("group", name="Reminder 1", exact=True).get_by_label("Days before")).to_have_value("14")

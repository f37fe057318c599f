"""The value of a mission that both sides have agreed: reworded, and described anew."""

import re

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_promise_endings import open_promise
from tests.browser.test_promises import CHARITY, OFFICER, accept, go_on, press
from tests.browser.test_supplier_journey import heading

PARKS = "Grounds maintenance in parks and open spaces"
OLD = "We exist so that people who have been out of work for long find their feet in the open air."
NEW = "We exist so that people without work find company, a trade and a wage in the open air."
WHO = "People who have been out of work for half a year or more"
SHOWN = "How many came and how many went on to work, each quarter."


def test_agreed_mission_is_reworded_and_then_described_anew(visit):
    charity, officer = visit(), visit()
    sign_in(officer, OFFICER)
    detail = accept_mission(officer)

    sign_in(charity, CHARITY)
    open_promise(charity, PARKS, OLD)
    reword(charity)
    accept(officer, detail)
    heading(officer, NEW)
    look(officer, "mission-reworded")

    charity.goto(detail)
    describe_anew(charity)
    accept_in_its_place(officer, detail)


def accept_mission(page: Page) -> str:
    """As it waits for the council; answers with its address."""
    page.goto("/council/promises/")
    page.get_by_role("link", name=OLD).click()
    page.get_by_label("Accept it as it is").check()
    go_on(page)
    expect(page.get_by_role("heading", name="What is agreed")).to_be_visible()
    return page.url


def reword(page: Page) -> None:
    """Two answers may change; the others stay as they were agreed."""
    page.get_by_role("link", name="Change it").click()
    heading(page, "Propose a change")
    expect(page.locator("main")).to_contain_text("how people will know stay as agreed")
    look(page, "mission-change")
    press(page, "Start")
    heading(page, "Check before you send it")
    expect(page.get_by_role("link", name=re.compile("Change (what changes|how people)"))).to_have_count(0)
    page.get_by_role("link", name="Change what the organisation exists to do").click()
    say_it_otherwise(page)
    expect(page.locator("main")).to_contain_text(f"What the organisation exists to do: {NEW}, was {OLD}")
    press(page, "Send to the council")
    assert errors_of(page) == ["Say why you propose it"]
    look(page, "mission-reword-check-error")
    page.get_by_label("Why do you propose it?").fill("Company matters as much as work.")
    press(page, "Send to the council")
    expect(page.locator("main")).to_contain_text("Waits for the council")
    look(page, "mission-reword-waits")


def say_it_otherwise(page: Page) -> None:
    """Emptied first."""
    heading(page, "The value of your mission")
    expect(page.get_by_label("What do you exist to do?")).to_have_value(OLD)
    expect(page.get_by_label("How will people know?")).to_have_count(0)
    look(page, "mission-reword")
    page.get_by_label("What do you exist to do?").fill("")
    page.get_by_label("Who benefits?").fill("")
    go_on(page)
    assert errors_of(page) == ["Say what you exist to do", "Say who benefits"]
    look(page, "mission-reword-error")
    page.get_by_label("What do you exist to do?").fill(NEW)
    page.get_by_label("Who benefits?").fill(WHO)
    go_on(page)
    heading(page, "Check before you send it")


def describe_anew(page: Page) -> None:
    """What both sides counted by is described again, beginning with the words that stand."""
    page.get_by_role("link", name="Change it").click()
    page.get_by_role("link", name="Describe the mission anew").click()
    heading(page, "Put another promise in its place")
    look(page, "mission-replace")
    press(page, "Describe the mission anew")
    heading(page, "The value of your mission")
    expect(page.get_by_label("What do you exist to do?")).to_have_value(NEW)
    page.get_by_label("How will people know?").fill(SHOWN)
    look(page, "mission-anew")
    go_on(page)
    heading(page, "May it be published?")
    page.get_by_label("Yes", exact=True).check()
    go_on(page)
    heading(page, "Check before you send it")
    expect(page.locator("main")).to_contain_text(SHOWN)
    look(page, "mission-anew-check")
    page.get_by_label("Why do you propose it?").fill("We count each quarter now.")
    press(page, "Send to the council")
    expect(page.locator("main")).to_contain_text("Waits for the council")


def accept_in_its_place(page: Page, detail: str) -> None:
    """The old description ends, and leads to the new one."""
    accept(page, detail)
    expect(page.locator("main")).to_contain_text("Replaced by another")
    page.get_by_role("link", name=NEW).click()
    expect(page.get_by_role("link", name="the promise before it")).to_be_visible()
    expect(page.locator("main")).to_contain_text(SHOWN)
    look(page, "mission-in-its-place")

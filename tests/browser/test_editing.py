"""Editors who never saw the screens: from an approved return to a story in both languages that a publisher approved."""

import re
import time
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.emails import email_sent_to
from tests.browser.helpers import look, screenshot, sign_in

AMINA, ENID, EDIE = "amina.demo@example.org", "enid.example@example.org", "edie.placeholder@example.org"
DECIDED = (
    "SELECT r.id FROM returns_supplierreturn r JOIN suppliers_contract c ON c.id = r.contract_id"
    " WHERE r.status = 'decided' AND c.reference = 'PEN-GR-301' ORDER BY r.id DESC LIMIT 1"
)
WHY = "Neighbours and gardeners built it together, and they keep it up themselves."
TITLE, SUMMARY = "A garden on Mill Lane", "Neighbours and gardeners planted a garden, and look after it."
WELSH_TITLE = "Gardd ar Mill Lane"


def of_wagtail(page: Page, name: str) -> None:
    """Keep a picture of a screen of Wagtail's own; its markup is not ours to judge."""
    page.wait_for_load_state()
    screenshot(page, f"editing-{name}")


def more_actions(page: Page) -> None:
    """Open the menu beside the button that saves."""
    page.locator("footer").get_by_role("button", name="More actions").click()


def open_to_edit(page: Page, title: str) -> None:
    """Find a page by the search of the editing screens, as whoever knows its title does."""
    page.goto("/cms/pages/search/?" + urlencode({"q": title}))
    page.get_by_role("link", name=title, exact=True).first.click()
    page.wait_for_url("**/edit/")


def write_in_welsh(page: Page) -> None:
    """Translate every sentence of the page in the form of wagtail-localize, one after the other."""
    untranslated = page.get_by_role("button", name="Translate", exact=True)
    expect(untranslated.first).to_be_visible()
    for place in range(untranslated.count()):
        left = untranslated.count()
        untranslated.first.click()
        page.locator("textarea:visible").fill(WELSH_TITLE if place == 0 else f"Brawddeg {place} yn Gymraeg.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(untranslated).to_have_count(left - 1)
    expect(page.get_by_text("Saving")).to_have_count(0)


def test_editor_publishes_a_story_from_an_approved_return_in_both_languages(open_page, number_of):
    officer, editor, publisher, reader = open_page(), open_page(), open_page(), open_page()
    began = time.time()
    sign_in(officer, AMINA)
    officer.goto(f"/council/returns/{number_of(DECIDED)}/")
    officer.get_by_role("link", name="Suggest this as a case study").click()
    officer.get_by_label("Why is it worth telling?").fill(WHY)
    officer.get_by_role("button", name="Suggest it").click()
    expect(officer.locator("main")).to_contain_text("With the editors")

    sign_in(editor, ENID)
    editor.goto("/cms/")
    editor.get_by_role("button", name="Case studies").click()
    editor.get_by_role("list", name="Case studies").get_by_role("link", name="Case studies suggested").click()
    editor.locator("main").get_by_role("link", name="Grounds maintenance in parks and open spaces").first.click()
    expect(editor.locator("main")).to_contain_text(WHY)
    of_wagtail(editor, "suggestion")
    editor.get_by_role("button", name="Begin a draft").click()
    editor.wait_for_url("**/edit/")
    editor.get_by_role("textbox", name="Title").first.fill(TITLE)
    editor.get_by_role("textbox", name="Summary").first.fill(SUMMARY)
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("has been updated")).to_be_visible()
    of_wagtail(editor, "draft")

    more_actions(editor)
    editor.get_by_role("link", name="Both languages").click()
    expect(editor.locator("main")).to_contain_text("There is no page in Cymraeg yet.")
    of_wagtail(editor, "one-language")
    editor.get_by_role("link", name="Translate this page").click()
    editor.get_by_role("button", name="Submit").click()
    editor.get_by_role("link", name="Both languages").click()
    editor.get_by_role("button", name="Send both to be approved").click()
    expect(editor.get_by_role("alert")).to_contain_text("sentences are not translated yet")
    of_wagtail(editor, "not-translated")
    editor.get_by_role("row", name=re.compile("Cymraeg")).get_by_role("link").click()
    write_in_welsh(editor)
    of_wagtail(editor, "translated")
    editor.get_by_role("link", name="Both languages").click()
    editor.get_by_role("button", name="Send both to be approved").click()
    expect(editor.locator("main")).to_contain_text("What is new is with the publishers of your site")
    of_wagtail(editor, "both-sent")
    assert reader.goto("/case-studies/").ok
    expect(reader.get_by_role("link", name=TITLE)).to_have_count(0)

    sign_in(publisher, EDIE)
    publisher.goto("/cms/")
    waiting = publisher.locator("#waiting-for-you, section:has-text('Waiting for you')").first
    expect(waiting).to_contain_text(TITLE)
    of_wagtail(publisher, "to-approve")
    publisher.get_by_role("link", name=WELSH_TITLE).first.click()
    publisher.get_by_role("link", name="Both languages").first.click()
    of_wagtail(publisher, "publish-both")
    publisher.get_by_role("button", name="Publish both").click()
    expect(publisher.get_by_text("Both languages are public now")).to_be_visible()
    assert "A page that you sent was approved" in email_sent_to(ENID, since=began, saying="approved")

    reader.goto("/case-studies/")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(reader.locator("main")).to_contain_text("Brightwater Grounds CIC")
    expect(reader.locator("main")).to_contain_text("Apprenticeship starts by local residents")
    look(reader, "case-study-published")
    reader.get_by_role("link", name="Cymraeg").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(WELSH_TITLE)
    look(reader, "case-study-published-welsh")


def test_publisher_sends_a_page_back_and_the_editor_reads_why(open_page):
    editor, publisher, began = open_page(), open_page(), time.time()
    sign_in(editor, ENID)
    open_to_edit(editor, "What social value is")
    editor.get_by_role("textbox", name="Summary").first.fill("Good that comes with what the council buys.")
    more_actions(editor)
    editor.get_by_role("button", name="Submit to the publishers of").click()
    expect(editor.get_by_text("has been submitted for moderation")).to_be_visible()
    sign_in(publisher, EDIE)
    publisher.goto("/cms/")
    publisher.locator("main").get_by_role("link", name="What social value is").first.click()
    more_actions(publisher)
    publisher.get_by_role("button", name="Request changes").click()
    publisher.get_by_role("textbox", name="Comment").fill("Say which council.")
    publisher.get_by_role("dialog").get_by_role("button", name="Request changes").click()
    expect(publisher.get_by_text("Page 'What social value is'").first).to_be_visible()
    letter = email_sent_to(ENID, since=began, saying="asks for changes")
    assert "Say which council" not in letter  # said behind the sign-in alone
    editor.goto("/cms/")
    expect(editor.locator("main")).to_contain_text("Needs changes")
    editor.goto(urlsplit(re.search(r"https?://\S+", letter)[0]).path)
    expect(editor.get_by_text("Say which council.").first).to_be_attached()
    of_wagtail(editor, "sent-back")


def test_editor_finds_help_and_what_to_look_at_again(page: Page):
    sign_in(page, ENID)
    page.goto("/cms/help/")
    of_wagtail(page, "help")
    page.locator("main").get_by_role("link", name="Write a page").click()
    expect(page.locator("main")).to_contain_text("A page answers one question of one reader.")
    page.goto("/cms/reports/review/")
    expect(page.locator("main")).to_contain_text("Pages to look at again")
    page.goto("/cms/reports/twins/")
    expect(page.locator("main")).to_contain_text("Pages without a Welsh twin")


def test_rule_is_shown_at_the_block_that_breaks_it(page: Page):
    sign_in(page, EDIE)
    open_to_edit(page, "What social value is")
    heading = page.locator("[data-streamfield-child] input[type=text]").first
    heading.fill("")
    more_actions(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("could not be").first).to_be_visible()
    expect(page.locator("[data-streamfield-child] .error-message").first).to_be_visible()
    of_wagtail(page, "rule-at-block")

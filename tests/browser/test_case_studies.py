"""From a decided return to a published story: suggest, draft, ask, agree, publish, translate, and take it back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in

OFFICER, EDITOR, ADMIN = "amina.demo@example.org", "edie.placeholder@example.org", "lena.demo@example.com"
SUPPLIER = "Larkfield Homes for Young People Ltd"
REASON = "Young people chose what the kitchen teaches, and the figures could be followed."
TITLE = "A kitchen that teaches"
DECIDED = (
    "SELECT r.id FROM returns_supplierreturn r JOIN suppliers_organisation o ON o.id = r.supplier_id"
    " WHERE r.status = 'decided' AND o.name LIKE 'Larkfield%' ORDER BY r.id DESC LIMIT 1"
)


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def publish(editor: Page) -> None:
    """Ask for the page that is edited to be published, and wait for what comes of it."""
    editor.get_by_role("button", name="More actions").click()
    with editor.expect_navigation():
        editor.get_by_role("button", name="Publish", exact=True).click()


def test_officer_suggests_editor_drafts_supplier_agrees_and_the_story_is_published(visit, open_page, number_of):
    decided = number_of(DECIDED)
    officer, editor, admin, public = visit(), open_page(), visit(), visit()  # editors need scripts
    sign_in(officer, OFFICER)
    officer.goto(f"/council/returns/{decided}/")
    officer.get_by_role("link", name="Suggest this as a case study").click()
    heading(officer, "Suggest a case study")
    look(officer, "case-study-suggest")
    officer.get_by_role("button", name="Suggest it").click()
    assert errors_of(officer) == ["Say in a few words why it is worth telling"]
    officer.get_by_label("Why is it worth telling?").fill(REASON)
    officer.get_by_role("button", name="Suggest it").click()
    expect(officer.locator("main")).to_contain_text("With the editors")
    look(officer, "case-study-suggested")

    sign_in(editor, EDITOR)
    editor.goto("/cms/case-studies/suggested/")
    editor.locator("table.listing a").first.click()
    expect(editor.locator("main")).to_contain_text(REASON)
    editor.get_by_role("button", name="Begin a draft").click()
    editor.wait_for_url("**/cms/pages/*/edit/")
    editor.locator("#id_title").fill(TITLE)
    editor.locator("#id_summary").fill("How a kitchen of one home became a place to learn.")
    editor.get_by_role("button", name="Save draft").click()
    draft = editor.url

    editor.goto("/cms/consents/")
    editor.get_by_role("link", name="Ask a supplier whether it may be named").click()
    editor.get_by_label("Supplier").select_option(label=SUPPLIER)
    editor.get_by_role("button", name="Ask").click()
    expect(editor.locator("main")).to_contain_text("Waiting for the supplier")

    editor.goto(draft)
    publish(editor)
    expect(editor.locator("main")).to_contain_text("The supplier has not agreed to be named")

    sign_in(admin, ADMIN)
    admin.goto("/organisation/")
    admin.get_by_role("link", name="How you are shown").click()
    heading(admin, "How you are shown")
    look(admin, "organisation-shown-asked")
    admin.get_by_role("button", name="Yes, name us").click()
    expect(admin.locator("main")).to_contain_text("Given")
    look(admin, "organisation-shown-given")

    editor.goto(draft)
    publish(editor)
    public.goto("/case-studies/")
    look(public, "case-studies")
    public.get_by_role("link", name=TITLE).click()
    heading(public, TITLE)
    expect(public.locator("main")).to_contain_text(SUPPLIER)
    expect(public.locator("main")).to_contain_text("The figures")
    look(public, "case-study")

    admin.get_by_role("link", name="Withdraw the consent").click()
    look(admin, "name-withdraw")
    admin.get_by_role("button", name="Withdraw our consent").click()
    expect(admin.locator("main")).to_contain_text("Withdrawn")
    public.goto(f"{public.url}?again")
    expect(public.locator("main")).not_to_contain_text(SUPPLIER)


def test_reader_goes_from_a_story_to_its_welsh_twin_and_back(visit):
    public = visit()
    public.goto("/case-studies/a-garden-in-mill-lane-park/")
    public.get_by_role("navigation", name="Language").get_by_role("link", name="Cymraeg").click()
    expect(public.locator("html")).to_have_attribute("lang", "cy")
    look(public, "case-study-welsh")
    public.get_by_role("navigation", name="Iaith").get_by_role("link", name="English").click()
    expect(public).to_have_url(re.compile("/case-studies/a-garden-in-mill-lane-park/$"))


def test_nobody_is_named_before_anybody_is_endorsed(visit):
    page = visit()
    page.goto("/suppliers-doing-well/")
    heading(page, "Suppliers doing well")
    look(page, "suppliers-doing-well")

"""From a decided return to a published story: suggest, draft, ask, agree, publish, translate, and take it back."""

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in

OFFICER, EDITOR, ADMIN = "amina.demo@example.org", "edie.placeholder@example.org", "lena.demo@example.com"
SUPPLIER = "Larkfield Homes"
REASON = "Young people chose what the kitchen teaches, and the figures could be followed."
TITLE = "A kitchen that teaches"
DECIDED = (
    "SELECT r.id FROM returns_supplierreturn r JOIN suppliers_organisation o ON o.id = r.supplier_id"
    " WHERE r.status = 'decided' AND o.name LIKE 'Larkfield%' ORDER BY r.id DESC LIMIT 1"
)


def heading(page: Page, words: str) -> None:
    """Wait for the page with this h1."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def test_officer_suggests_editor_drafts_supplier_agrees_and_the_story_is_published(visit, number_of):
    decided = number_of(DECIDED)
    officer, editor, admin, public = visit(), visit(), visit(), visit()
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
    editor.get_by_label("Title").first.fill(TITLE)
    editor.get_by_label("Summary").first.fill("How a kitchen of one home became a place to learn.")
    editor.get_by_role("button", name="Save draft").click()
    draft = editor.url

    editor.goto("/cms/consents/")
    editor.get_by_role("link", name="Ask a supplier whether it may be named").click()
    editor.get_by_label("Supplier").select_option(label=SUPPLIER)
    editor.get_by_role("button", name="Ask").click()
    expect(editor.locator("main")).to_contain_text("Waiting for the supplier")

    editor.goto(draft)
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish").click()
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
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish").click()
    public.goto("/case-studies/")
    look(public, "case-studies")
    public.get_by_role("link", name=TITLE).click()
    heading(public, TITLE)
    expect(public.locator("main")).to_contain_text(SUPPLIER)
    expect(public.locator("main")).to_contain_text("The figures")
    look(public, "case-study")

    admin.get_by_role("link", name="Withdraw it").click()
    look(admin, "name-withdraw")
    admin.get_by_role("button", name="Withdraw our consent").click()
    expect(admin.locator("main")).to_contain_text("Withdrawn")
    public.goto(f"{public.url}?again")
    expect(public.locator("main")).not_to_contain_text(SUPPLIER)


def test_welsh_twin_of_a_story_is_found_from_it(visit):
    """Readers go from a list and from a story to the other language."""
    public = visit()
    public.goto("/case-studies/")
    public.get_by_role("link", name="Cymraeg").click()
    assert "/cy/" in public.url
    look(public, "case-studies-welsh")
    public.goto("/case-studies/a-garden-in-mill-lane-park/")
    public.get_by_role("link", name="Cymraeg").click()
    heading(public, "Cornel o barc")
    look(public, "case-study-welsh")


def test_nobody_is_named_before_anybody_is_endorsed(visit):
    page = visit()
    page.goto("/suppliers-doing-well/")
    heading(page, "Suppliers doing well")
    look(page, "suppliers-doing-well")

"""The viewer in the browser: a photo and a table as the council gets them, with scripts and without."""

import io
from contextlib import suppress

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.helpers import look, sign_in

SUPPLIER = "bryn.pretend@example.com"
TITLE = "Grounds maintenance in parks and open spaces"
CHECKED = 40_000


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((1200, 800)).save(out, "JPEG", comment=b"where it was taken")
    return out.getvalue()


def view(page: Page, name: str) -> None:
    """Open the viewer of a file on the page of files, once it is ready."""
    pk = page.locator("[data-file]").filter(has_text=name).get_attribute("id").removeprefix("file-")
    page.goto(f"/evidence/{pk}/look/")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_supplier_looks_at_the_cleaned_copies_beside_what_they_support(visit):
    page = visit()
    sign_in(page, SUPPLIER)
    page.get_by_role("link", name=TITLE).first.click()
    files = f"{page.url}1/evidence/"
    page.goto(files)
    photo = {"name": "hedge.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
    hours = {"name": "hours.csv", "mimeType": "text/csv", "buffer": b"Month,Hours\nMay,12\n<b>June</b>,9\n"}
    page.locator("input[type=file]").set_input_files([photo, hours])
    page.get_by_role("button", name="Add the chosen files").click()
    for name in ("hedge.jpg", "hours.csv"):
        file = page.locator("[data-file]").filter(has_text=name)
        for _again in range(CHECKED // 1000):  # without scripts the page says so only when it is loaded again
            with suppress(AssertionError):
                expect(file).to_contain_text("Ready", timeout=1000)
                break
            page.goto(files)
        expect(file).to_contain_text("Ready")
    view(page, "hedge.jpg")
    picture = page.get_by_role("img", name="The picture hedge.jpg")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1200
    look(page, "evidence-viewer-photo")
    page.get_by_role("link", name="Look at hours.csv").click()
    expect(page.get_by_role("table")).to_contain_text("<b>June</b>")
    expect(page.locator(".sv-listed img")).to_have_count(1)  # the photo's, which was opened before
    look(page, "evidence-viewer-table")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    assert download.value.suggested_filename == "hours.csv"
    page.get_by_role("link", name="Back to the commitment").first.click()
    expect(page).to_have_url(files)

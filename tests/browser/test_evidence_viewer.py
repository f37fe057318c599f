"""The viewer in the browser: a photo and a table as the council gets them, and deciding beside them."""

import io
from contextlib import suppress

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, sign_in

SUPPLIER = "bryn.pretend@example.com"
TITLE = "Grounds maintenance in parks and open spaces"
OFFICER = "amina.demo@example.org"
TO_READ = "Independent fostering agency placements"
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


def take_and_open_the_first_file(page: Page) -> None:
    """From the queue to the first file of the first commitment, which is about young people, so that we say why."""
    page.goto("/council/returns/")
    page.get_by_role("row").filter(has_text=TO_READ).get_by_role("link").click()
    page.get_by_role("button", name="Take this return").click()
    page.locator(".sv-review__evidence").get_by_role("link").first.click()
    say_why(page)


def say_why(page: Page) -> None:
    page.get_by_label("To check the return").check()
    page.get_by_role("button", name="Continue to the file").click()


def test_officer_decides_a_line_beside_its_file(visit):
    page = visit()
    sign_in(page, OFFICER)
    take_and_open_the_first_file(page)
    first = page.url
    expect(page.get_by_role("heading", name="Decide this commitment")).to_be_visible()
    claimed = page.get_by_label("Verified figure").input_value()
    look(page, "evidence-viewer-deciding")
    file, form = page.locator(".sv-viewer__file").bounding_box(), page.get_by_label("Verified figure").bounding_box()
    assert form["x"] > file["x"] + file["width"], "on a desk the form stands beside the file"

    page.get_by_label("Verified in part", exact=True).check()
    page.locator("[name=reason]").fill("One left.")
    page.get_by_role("button", name="Save and next").click()
    assert errors_of(page) == ["Enter a figure that is less than claimed, or choose “Verified”"]
    assert page.url == first
    expect(page.locator(".sv-viewer__file img").first).to_be_visible()
    expect(page.locator("[name=reason]")).to_have_value("One left.")
    look(page, "evidence-viewer-deciding-error")

    page.get_by_label("Verified figure").fill(str(int(claimed) - 1))
    page.get_by_role("button", name="Save and next").click()
    say_why(page)
    expect(page.get_by_role("heading", name="Decide this commitment")).to_be_visible()
    assert page.url != first
    expect(page.locator("main")).to_contain_text("2. ")
    page.goto(first)
    expect(page.get_by_label("Verified figure")).to_have_value(str(int(claimed) - 1))
    expect(page.locator(".sv-viewer__beside")).to_contain_text("Verified in part")

"""The published framework as its readers meet it."""

from playwright.sync_api import expect

from tests.browser.helpers import fits, look
from tests.browser.test_supplier_journey import heading


def test_reader_goes_from_the_menu_to_a_measure_and_back_over_the_trail(page):
    page.goto("/")
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Our framework").click()
    heading(page, "Our framework")
    look(page, "framework")
    page.get_by_role("link", name="Apprenticeship starts by local residents").click()
    heading(page, "Apprenticeship starts by local residents")
    look(page, "framework-measure")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="More local people in work").click()
    heading(page, "More local people in work")
    look(page, "framework-outcome")


def test_measure_about_children_in_care_says_what_never_to_send(page):
    page.goto("/framework/measures/m8-02/")
    expect(page.get_by_text("faces, voices, tattoos, school uniforms or badges")).to_be_visible()
    page.get_by_role("link", name="Volunteering opportunities taken up").click()
    heading(page, "Volunteering opportunities taken up")
    look(page, "framework-protected-measure")


def test_framework_fits_a_narrow_screen(page):
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/framework/", "/framework/measures/m1-01/", "/framework/objectives/o1/"):
        page.goto(address)
        fits(page)


def test_files_are_taken_away(page):
    page.goto("/framework/")
    kinds = {"CSV": "csv", "an Excel workbook": "xlsx", "an OpenDocument spreadsheet": "ods"}
    for name, file in ((f"as {kind}", f"framework.{extension}") for kind, extension in kinds.items()):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"The whole framework {name}").click()
        assert download.value.suggested_filename == file

"""The first page anybody meets."""

from playwright.sync_api import expect

from tests.browser.helpers import axe, screenshot, sign_in


def test_sign_in_page_is_accessible(page):
    page.goto("/accounts/login/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)
    screenshot(page, "sign-in")


def test_sign_in_page_fits_a_small_phone(phone):
    phone.goto("/accounts/login/")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    axe(phone)
    screenshot(phone, "sign-in-320")


def test_sign_in_page_works_without_scripts(page_without_js):
    page_without_js.goto("/accounts/login/")
    page_without_js.locator("input[name=login]").fill("nobody@council.example")
    page_without_js.locator("input[name=password]").fill("not the right password")
    page_without_js.locator("input[name=password]").press("Enter")
    expect(page_without_js.get_by_text("There is a problem")).to_be_visible()


def test_sign_in_takes_a_supplier_to_what_needs_doing(page):
    sign_in(page, "sam.specimen@example.com")
    expect(page.get_by_role("heading", level=1)).to_have_text("What you need to do")
    axe(page)

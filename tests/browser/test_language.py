"""Choosing the language of pages and e-mails, with and without a choice, on a wide screen and a narrow one."""

from playwright.sync_api import expect

from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_other_pages import SAM
from tests.browser.test_supplier_journey import heading


def test_person_chooses_welsh_and_finds_it_chosen(page):
    sign_in(page, SAM)
    page.goto("/accounts/language/")
    heading(page, "Which language do you want to use?")
    expect(page.get_by_label("English")).to_be_checked()
    look(page, "language")
    page.get_by_label("Cymraeg").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Mae eich dewis iaith wedi’i gadw.")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    look(page, "language-saved")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en-gb")
    page.goto("/accounts/language/")
    expect(page.get_by_label("Cymraeg")).to_be_checked()


def test_no_choice_at_all_is_said_at_the_choice(page):
    sign_in(page, SAM)
    page.goto("/accounts/language/")
    page.locator("input[type=radio]").evaluate_all("radios => radios.forEach(radio => { radio.checked = false })")
    page.get_by_role("button", name="Save").click()
    assert errors_of(page) == ["Choose a language"]
    look(page, "language-empty")

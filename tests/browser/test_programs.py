"""Tokens of programs from making one to revoking it, with a program that uses it meanwhile, and the guide."""

import json
import re
import urllib.error
import urllib.request

from playwright.sync_api import Page, expect

from tests.browser.helpers import errors_of, look, own, sign_in
from tests.browser.test_supplier_journey import heading

OLGA, TOM = "olga.testcase@example.com", "tom.example@example.org"


def ask(secret: str) -> tuple[int, dict]:
    """What a program gets at the address that says what its token is good for."""
    address = f"{own('PORTAL_TEST_URL').rstrip('/')}/api/v1/token/"
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {secret}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def make(page: Page, name: str) -> str:
    """Make a token, with mistakes first, and copy it."""
    page.get_by_role("button", name="Make a token").click()
    page.get_by_role("button", name="Make the token").click()
    assert "Enter what the token is for" in errors_of(page)
    look(page, "token-error")
    page.get_by_label("What is it for?").fill(name)
    if page.get_by_label("Read, answer and send").count():
        page.get_by_label("Read, answer and send").check()
    page.get_by_label("90 days").check()
    page.get_by_role("button", name="Make the token").click()
    heading(page, "Copy your token now")
    look(page, "token-made")
    return page.locator("code", has_text=re.compile("^rsv_")).inner_text()


def test_admin_makes_a_token_a_program_uses_it_and_it_is_revoked(page):
    sign_in(page, OLGA)
    page.get_by_role("link", name="Your organisation").click()
    page.get_by_role("link", name="Tokens for programs").click()
    heading(page, "Tokens for programs")
    look(page, "tokens-none")
    secret = make(page, "Finance system")
    assert ask(secret)[0] == 200
    page.get_by_role("link", name="See all tokens").click()
    look(page, "tokens")
    page.get_by_role("link", name="Revoke Finance system").click()
    look(page, "token-revoke")
    page.get_by_role("button", name="Revoke the token").click()
    expect(page.get_by_text("The token was revoked.")).to_be_visible()
    look(page, "tokens-revoked")
    assert ask(secret)[0] == 401


def test_lead_makes_a_token_of_the_council(page):
    sign_in(page, TOM)
    page.goto("/council/contracts/")
    page.get_by_role("link", name="Tokens for programs").first.click()
    status, told = ask(make(page, "Data warehouse"))
    assert (status, told["scope"], told["organisation"]) == (200, "read", None)


def test_guide_for_programs_is_there_in_both_languages(page):
    page.goto("/api/")
    heading(page, "API for programs")
    look(page, "api-guide")
    page.get_by_role("link", name="Cymraeg").click()
    expect(page).to_have_url(re.compile("/cy/api/$"))
    look(page, "api-guide-welsh")

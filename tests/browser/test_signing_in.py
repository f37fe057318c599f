"""Signing up and in, second factors, sessions: with codes by e-mail, an authenticator app and a passkey."""

import os
import re
import shutil
import time
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from accounts import sessions
from tests.browser.emails import code_sent_to, email_sent_to
from tests.browser.helpers import (
    DEMONSTRATION_PASSWORD,
    errors_of,
    forget_used_codes,
    give_demonstration_code,
    look,
    runs_scripts,
    screenshot,
    sign_in_by_form,
)
from tests.browser.kept_sessions import changed_session, live_database, session_of
from tests.browser.test_supplier_journey import heading
from tests.services import portal

EDIE = "edie.placeholder@example.org"
SAM, AMINA, LENA = "sam.specimen@example.com", "amina.demo@example.org", "lena.demo@example.com"
PASSWORD = "four plain words here"


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def time_there(page: Page) -> float:
    """What the portal's clock says; it runs on another day."""
    answer = page.request.get("/livez")
    return parsedate_to_datetime(answer.headers["date"]).timestamp()


def app_code(page: Page, secret: str) -> str:
    """What an authenticator app shows now; waits when the code is about to change."""
    now = time_there(page)
    if now % 30 > 26:
        page.wait_for_timeout(1000 * (31 - now % 30))
        now = time_there(page)
    return format_hotp_value(hotp_value(secret, int(now) // 30))


def next_app_code(page: Page, secret: str) -> str:
    """What the app shows now, which may have been used in this test."""
    forget_used_codes()
    return app_code(page, secret)


def sign_up(page: Page, address: str) -> None:
    page.goto("/accounts/login/?next=/supplier/returns/")
    page.get_by_role("link", name="Create an account").click()
    heading(page, "Create an account")
    page.get_by_label("First name").fill("Pia")
    page.get_by_label("Last name").fill("Placeholder")
    page.get_by_label("Email address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Continue")


def confirm_it_is_you(page: Page, password: str = DEMONSTRATION_PASSWORD) -> None:
    heading(page, "Confirm it is you")
    page.get_by_label("Your password", exact=True).fill(password)
    press(page, "Continue")


def set_up_app(page: Page, name: str = "") -> str:
    """From the page that sets an app up to the recovery codes; answers with the secret."""
    heading(page, "Set up an authenticator app")
    page.get_by_text("I cannot scan the picture").click()
    secret = page.locator(".sv-secret").inner_text().replace(" ", "")
    if name:
        look(page, name)
    page.get_by_label("6-digit code that the app shows now").fill(app_code(page, secret))
    press(page, "Continue")
    heading(page, "Your recovery codes")
    return secret


# --- Signing up -------------------------------------------------------------------------------------------------------
def test_sign_up_with_a_code_from_an_email(visit):
    page, began, address = visit(), time.time(), f"pia{os.urandom(4).hex()}@example.com"
    page.goto("/accounts/signup/")
    look(page, "sign-up")
    press(page, "Continue")
    assert errors_of(page)[0] == "Enter your first name"
    look(page, "sign-up-empty")
    sign_up(page, address)
    heading(page, "Enter the code we sent you")
    look(page, "sign-up-code")
    page.get_by_label("Code").fill("BBBB-BBBB")
    press(page, "Continue")
    assert len(errors_of(page)) == 1
    look(page, "sign-up-code-wrong")
    page.get_by_label("Code").fill(code_sent_to(address, since=began))
    press(page, "Continue")
    expect(page).to_have_url(re.compile("/supplier/returns/$"))


def test_sign_up_with_an_address_that_has_an_account_looks_the_same_and_tells_its_owner(page):
    began = time.time()
    sign_up(page, SAM)
    heading(page, "Enter the code we sent you")
    assert "There is one already." in email_sent_to(SAM, since=began, saying="tried to create an account")


def test_sign_in_with_a_code_from_an_email(visit):
    page, began = visit(), time.time()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Send a code to my email address").click()
    heading(page, "Sign in with a code")
    look(page, "sign-in-code")
    page.get_by_label("Email address").fill(SAM)
    press(page, "Send the code")
    page.get_by_label("Code").fill(code_sent_to(SAM, since=began))
    press(page, "Continue")
    heading(page, "What you need to do")


# --- Second factor ----------------------------------------------------------------------------------------------------
def test_supplier_sets_up_an_app_and_signs_in_with_it_and_with_a_recovery_code(visit):
    page = visit()
    sign_in_by_form(page, SAM)
    page.goto("/accounts/")
    page.get_by_role("link", name="Set up authenticator app").click()
    confirm_it_is_you(page)
    secret = set_up_app(page, "app")
    look(page, "recovery-codes")
    code = page.locator(".sv-codes li").first.inner_text()
    page.get_by_role("button", name="I have kept my codes").click()
    heading(page, "What you need to do")
    page.goto("/accounts/")
    look(page, "account-with-app")
    page.goto("/accounts/2fa/")
    look(page, "second-factor")

    other = visit()
    other.goto("/accounts/login/")
    other.get_by_label("Email address").fill(SAM)
    other.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    press(other, "Sign in")
    heading(other, "Enter your code")
    look(other, "prompt")
    press(other, "Continue")
    assert errors_of(other) == ["Enter the code"]
    look(other, "prompt-empty")
    other.get_by_label("Code").fill(next_app_code(other, secret))
    press(other, "Continue")
    heading(other, "What you need to do")

    third = visit()
    third.goto("/accounts/login/")
    third.get_by_label("Email address").fill(SAM)
    third.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    press(third, "Sign in")
    third.get_by_label("Code").fill(code)
    press(third, "Continue")
    heading(third, "What you need to do")
    third.goto("/accounts/")
    expect(third.locator("main")).to_contain_text("9 left")


def test_officer_without_one_is_led_to_setting_it_up_and_on(page, database):
    database(
        "DELETE FROM mfa_authenticator WHERE user_id = (SELECT id FROM accounts_user WHERE email = ?)",
        AMINA,
    )
    sign_in_by_form(page, AMINA)
    page.goto("/council/contracts/")
    heading(page, "Set up a second factor")
    look(page, "second-factor-required")
    page.get_by_role("button", name="Set up an app").click()
    confirm_it_is_you(page)
    set_up_app(page)
    page.get_by_role("button", name="I have kept my codes").click()
    heading(page, "Contracts")


def test_demonstration_shows_its_code(visit):
    page = visit()
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(LENA)
    page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    press(page, "Sign in")
    expect(page.locator(".govuk-inset-text")).to_contain_text("This is a demonstration account. The code now is")
    look(page, "prompt-demonstration")
    give_demonstration_code(page)
    heading(page, "What you need to do")


@pytest.fixture
def authenticator(page):
    """A device that keeps passkeys and knows its owner, in the browser."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield lambda verified: tools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": verified}
    )


def test_passkey_is_set_up_and_signs_in_alone_and_after_the_password(page, authenticator):
    sign_in_by_form(page, SAM)
    page.goto("/accounts/2fa/webauthn/")
    look(page, "passkeys-none")
    page.get_by_role("button", name="Set up a passkey").click()
    confirm_it_is_you(page)
    heading(page, "Set up a passkey")
    look(page, "passkey-add")
    page.get_by_label("Name of this passkey").fill("My phone")
    press(page, "Continue")
    heading(page, "Your recovery codes")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("heading", name="My phone")).to_be_visible()
    look(page, "passkeys")
    page.get_by_role("link", name="Rename My phone").click()
    look(page, "passkey-rename")
    page.get_by_label("Name of this passkey").fill("My computer")
    press(page, "Save")
    page.get_by_role("link", name="Remove My computer").click()
    look(page, "passkey-remove")
    page.get_by_role("button", name="Sign out").click()

    page.goto("/accounts/login/?next=/supplier/returns/")
    press(page, "Use a passkey")
    expect(page).to_have_url(re.compile("/supplier/returns/$"))
    page.get_by_role("button", name="Sign out").click()

    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(SAM)
    page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    press(page, "Sign in")
    heading(page, "Enter your code")
    press(page, "Use a passkey")
    heading(page, "What you need to do")


def test_passkey_that_does_not_know_its_owner_says_so_in_the_page(page, authenticator):
    authenticator(False)
    page.goto("/accounts/login/")
    press(page, "Use a passkey")
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used.", timeout=40_000)
    look(page, "passkey-not-used")


def test_passkey_without_scripts_is_not_offered_and_said_to_need_them(page_without_js):
    page_without_js.goto("/accounts/login/")
    expect(page_without_js.get_by_role("button", name="Use a passkey")).to_have_count(0)
    expect(page_without_js.get_by_text("only in a browser that runs JavaScript")).to_be_visible()


# --- The account ------------------------------------------------------------------------------------------------------
def test_account_pages(page):
    sign_in_by_form(page, SAM)
    page.goto("/accounts/name/")
    look(page, "name")
    page.get_by_label("First name").fill("")
    press(page, "Save")
    assert errors_of(page) == ["Enter your first name"]
    look(page, "name-error")
    page.get_by_label("First name").fill("Samira")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Your name was changed.")
    page.goto("/accounts/email/")
    look(page, "addresses")
    page.get_by_label("Add an email address").fill("samira@example.com")
    began = time.time()
    press(page, "Add")
    look(page, "confirm-it-is-you")
    confirm_it_is_you(page)
    page.get_by_label("Code").fill(code_sent_to("samira@example.com", since=began))
    press(page, "Continue")
    heading(page, "Your email addresses")
    look(page, "addresses-two")


def test_session_elsewhere_is_ended(visit):
    here, there = visit(), visit()
    sign_in_by_form(here, SAM)
    sign_in_by_form(there, SAM)
    here.goto("/accounts/sessions/")
    look(here, "sessions")
    here.get_by_role("button", name="End this session").click()
    expect(here.locator("main")).to_contain_text("The session was ended.")
    there.goto("/supplier/")
    heading(there, "Sign in")


# --- Sessions that end ------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def hurried(portal_folder, tmp_path_factory):
    """A portal whose sessions end after 24 seconds: the warning comes after 12."""
    folder = tmp_path_factory.mktemp("hurried")
    shutil.copyfile(portal_folder / "seed.sqlite3", folder / "portal.sqlite3")
    # The second factors in the database are encrypted with it.
    shutil.copyfile(portal_folder / "secret_key", folder / "secret_key")
    shutil.copytree(portal_folder / "static", folder / "static")
    shutil.copytree(portal_folder / "seed-media", folder / "media")
    minutes = {"OFFICER_IDLE_MINUTES": "0.4", "SUPPLIER_IDLE_MINUTES": "0.4"}
    with portal(f"sqlite:///{folder / 'portal.sqlite3'}", var_dir=folder, workers=1, **minutes) as url:
        yield url


@pytest.fixture
def hurry(open_page, hurried):
    """A function that opens a page of that portal."""
    return lambda **options: open_page(base_url=hurried, **options)


def test_warning_before_the_end_can_be_put_off_and_ends_in_the_sign_in(hurry):
    page = hurry()
    sign_in_by_form(page, SAM)
    page.goto("/accounts/name/")
    dialog = page.get_by_role("dialog", name="You are about to be signed out")
    expect(dialog).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    expect(dialog).to_contain_text("seconds")
    look(page, "session-end")
    page.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()
    expect(dialog).to_be_visible(timeout=30_000)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_role("region", name="Important")).to_contain_text("You were signed out because you did nothing")
    look(page, "signed-out")
    assert page.url.endswith("/accounts/login/?next=/accounts/name/")


def test_sign_out_from_the_warning(hurry):
    page = hurry()
    sign_in_by_form(page, SAM)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=30_000)
    dialog.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def test_warning_in_the_editing_screens_can_be_put_off_and_ends_in_the_sign_in(hurry):
    page, problems = hurry(), []
    page.on("console", lambda line: problems.append(line.text) if "Content Security" in line.text else None)
    sign_in_by_form(page, EDIE)
    page.goto("/cms/pages/")
    dialog = page.get_by_role("dialog", name="You are about to be signed out")
    expect(dialog).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    screenshot(page, "session-end-editing")
    page.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_role("region", name="Important")).to_contain_text("You were signed out because you did nothing")
    assert "/accounts/login/?next=/cms/pages/" in page.url
    assert not problems


def test_words_are_kept_for_their_writer_and_nobody_else(hurry):
    page = hurry()
    sign_in_by_form(page, SAM)
    page.goto("/accounts/name/")
    page.get_by_label("First name").fill("Half a na")
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible(timeout=60_000)
    assert "Half a na" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.get_by_label("Email address").fill(SAM)
    page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    press(page, "Sign in")
    heading(page, "Change your name")
    expect(page.locator(".govuk-inset-text")).to_contain_text("We kept what you typed here")
    look(page, "words-kept")
    press(page, "Put it back")
    expect(page.get_by_label("First name")).to_have_value("Half a na")
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible(timeout=60_000)
    sign_in_by_form(page, "vera.mockup@example.com")
    page.goto("/accounts/name/")
    expect(page.locator(".govuk-inset-text")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def lie_unused(page: Page, folder: Path, seconds: int) -> None:
    """Have the session of a page lie unused for so long, by the portal's own notes."""
    with live_database(folder) as live, changed_session(live, folder, session_of(page)) as noted:
        noted[sessions.KEY]["used"] -= seconds


def test_page_without_scripts_says_nothing_and_the_next_one_says_why(page_without_js, portal_folder):
    page = page_without_js
    sign_in_by_form(page, SAM)
    page.goto("/accounts/name/")
    assert not runs_scripts(page)
    lie_unused(page, portal_folder, sessions.LONGEST - 60)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_label("First name").fill("Too late")
    press(page, "Save")
    heading(page, "Sign in")
    expect(page.locator("main")).to_contain_text("You were signed out because you did nothing")
    assert page.url.endswith("next=/accounts/name/")

"""An admin takes everything of the organisation away: asks, waits, reads the email, downloads and opens the archive."""

import json
import re
import time
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from tests.browser.emails import email_sent_to
from tests.browser.helpers import errors_of, look, sign_in
from tests.browser.test_supplier_journey import heading

LENA = "lena.demo@example.com"
NOTHING = "There is nothing here yet."


def test_admin_takes_everything_of_the_organisation_away(visit):
    page = visit()
    sign_in(page, LENA)
    look_where_files_will_be(page)
    ask_for_everything(page)
    since = time.time() - 60
    wait_until_it_is_ready(page)
    assert "/your-files/" in email_sent_to(LENA, since=since, saying="is ready")
    open_the_archive(page)


def look_where_files_will_be(page: Page) -> None:
    """From one's account; whoever asked before, in another browser, sees that there."""
    page.goto("/accounts/")
    page.get_by_role("link", name="Files that you asked for").click()
    heading(page, "Your files")
    if page.get_by_text(NOTHING).count():
        look(page, "exports-none")


def ask_for_everything(page: Page) -> None:
    """From the page of the organisation, with a mistake first."""
    page.get_by_role("link", name="Your organisation").click()
    page.get_by_role("link", name="Take everything away").click()
    heading(page, "Take everything away")
    look(page, "organisation-everything")
    page.get_by_role("button", name="Ask for the archive").click()
    assert errors_of(page) == ["Choose whether you need the files of evidence as well"]
    look(page, "organisation-everything-error")
    page.get_by_label("Yes, the tables and the files").check()
    page.get_by_role("button", name="Ask for the archive").click()
    heading(page, "Your files")
    expect(page.locator("main")).to_contain_text("Your file is being made. You get an email when it is ready.")
    page.goto("/your-files/?still=1")
    look(page, "exports-waiting")


def wait_until_it_is_ready(page: Page) -> None:
    """The page loads itself again; without patience one looks again oneself."""
    page.goto("/your-files/")
    expect(newest(page)).to_contain_text("Ready", timeout=90_000)
    look(page, "exports-ready")


def newest(page: Page):
    """The card of the file that was asked for last."""
    return page.locator(".govuk-summary-card").first


def open_the_archive(page: Page) -> None:
    """What is in it is what the page before said."""
    with page.expect_download() as waiting:
        newest(page).get_by_role("link", name=re.compile("^Download")).click()
    assert re.fullmatch(r"[a-z-]+-20\d\d-\d\d-\d\d\.zip", waiting.value.suggested_filename)
    with ZipFile(waiting.value.path()) as archive:
        assert archive.testzip() is None
        described = json.loads(archive.read("datapackage.json"))
        assert "Everything of" in archive.read("README.txt").decode()
        rows = {one["name"]: one["rows"] for one in described["resources"]}
        assert all(rows[name] for name in ("contracts", "commitments", "returns", "lines", "answers", "members"))
        assert {f"{name}.csv" for name in rows} <= set(archive.namelist())
        held = [name for name in archive.namelist() if name.startswith("evidence/")]
        assert len(held) == len({name.lower() for name in held})

"""Browser tests: Chromium against a portal as people meet it (gunicorn, DEBUG off, content security policy on).

They run in a process of their own (`make test`, or `python -m tests.run browser`), because Playwright's event loop and
Django's test databases do not share one. The portal's address and folder come from the environment:
PORTAL_TEST_URL and PORTAL_TEST_VAR, with a word for each process when several run at a time. Each test finds the
demonstration as it was made.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.helpers import NARROW, WIDE, own
from tests.services import chromium

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def portal_url() -> str:
    """The address of the running portal."""
    return own("PORTAL_TEST_URL")


@pytest.fixture(scope="session")
def portal_folder() -> Path:
    """Where the running portal keeps what it writes."""
    return Path(own("PORTAL_TEST_VAR"))


@pytest.fixture(autouse=True)
def fresh_portal(portal_folder):
    """Put the demonstration back as it was made: the database under the running portal, its files, no sign-in counted.

    SQLite's own backup copies into a database that others have open, in one transaction.
    """
    seed, live = portal_folder / "seed.sqlite3", portal_folder / "portal.sqlite3"
    with closing(sqlite3.connect(seed)) as source, closing(sqlite3.connect(live, timeout=20)) as target:
        source.backup(target)
    for kept in ("evidence", "media"):
        seeded = portal_folder / f"seed-{kept}"
        for file in seeded.rglob("*"):
            place = portal_folder / kept / file.relative_to(seeded)
            if file.is_file() and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, place)
    shutil.rmtree(portal_folder / "cache", ignore_errors=True)


@pytest.fixture
def database(fresh_portal, portal_folder):
    """A function that changes one row of the portal's database, for states that the demonstration does not have."""

    def run(statement: str, *values) -> None:
        with closing(sqlite3.connect(portal_folder / "portal.sqlite3", timeout=20)) as live, live:
            assert live.execute(statement, values).rowcount == 1, statement

    return run


@pytest.fixture
def number_of(portal_folder):
    """A function that reads the number of a row of the portal's database which no page on the way leads to."""

    def read(statement: str, *values) -> int:
        with closing(sqlite3.connect(portal_folder / "portal.sqlite3", timeout=20)) as live:
            return live.execute(statement, values).fetchone()[0]

    return read


# Returns of the demonstration that no page on the way leads to, by their contract and the first day of their period.
RETURNS = {
    "written": ("PEN-CH-101", "2026-08-01"),  # a draft of Larkfield
    "ready": ("PEN-CH-104", "2025-11-01"),  # a draft of Larkfield with every answer
    "read": ("PEN-FM-401", "2026-08-01"),  # Tom has it open
    "willow": ("PEN-FO-201", "2026-08-01"),  # sent to Penbury
    "brightwater": ("PEN-GR-301", "2026-10-01"),
}


@pytest.fixture
def at(portal_folder):
    """A function that puts the numbers of RETURNS into an address: `/returns/{ready}/check/`."""
    asked = (
        "SELECT r.id FROM returns_supplierreturn r JOIN suppliers_contract c ON c.id = r.contract_id"
        " JOIN suppliers_reportingperiod p ON p.id = r.period_id WHERE c.reference = ? AND p.starts_on = ?"
    )
    with closing(sqlite3.connect(portal_folder / "seed.sqlite3")) as seed:
        numbers = {name: seed.execute(asked, key).fetchone()[0] for name, key in RETURNS.items()}
    return lambda address: address.format(**numbers)


@pytest.fixture(scope="session")
def playwright_driver():
    """Playwright for the whole run."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright):
    """One Chromium for the whole run."""
    assert chromium(), "The browser tests need Chromium: apt-get install chromium"
    browser = playwright_driver.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser: Browser, portal_url, fresh_portal):
    """A function that opens a page signed in as nobody; at the end any complaint of the browser fails the test.

    Complaints are errors in the console (a broken script, a refused content security policy, a missing file) and
    exceptions nobody caught. A page that is meant to answer 4xx says so in `allowed_statuses`.
    """
    contexts, complaints = [], []

    def listen(page: Page) -> None:
        page.on("console", lambda message: complain(message) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))

    def complain(message) -> None:
        refused = [f"status of {status}" for status in open_page.allowed_statuses]
        if not any(words in message.text for words in refused):
            complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def open_page(viewport=WIDE, base_url=portal_url, **options) -> Page:
        context = browser.new_context(base_url=base_url, viewport=viewport, locale="en-GB", **options)
        context.set_default_timeout(90_000)
        context.on("page", listen)
        contexts.append(context)
        return context.new_page()

    open_page.allowed_statuses = set()
    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "The browser complained:\n" + "\n".join(complaints)


@pytest.fixture(params=[True, False], ids=["with_scripts", "without_scripts"])
def visit(request, open_page):
    """A function that opens a page for one more person; each test runs in browsers with and without scripts."""
    return lambda: open_page(java_script_enabled=request.param)


@pytest.fixture
def page(open_page) -> Page:
    """A page on a desk: 1280 pixels wide."""
    return open_page()


@pytest.fixture
def phone(open_page) -> Page:
    """A page on a small phone: 320 pixels wide, touched by fingers."""
    return open_page(NARROW, has_touch=True)


@pytest.fixture
def page_without_js(open_page) -> Page:
    """A page in a browser that runs no scripts."""
    return open_page(java_script_enabled=False)

"""What every journey does: sign in, look at a page (accessible, valid, fits a phone), take its picture."""

import functools
import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.kept_sessions import KeptSession, kept_session, session_of
from tests.browser.markup import faults_of

PROJECT = Path(__file__).resolve().parent.parent.parent
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENSHOTS = PROJECT / "build" / "screenshots"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
# The password of every person of the demonstration (load_demo prints it).
DEMONSTRATION_PASSWORD = "social value 2026"


def own(variable: str) -> str:
    """This process's word of an environment variable; pytest-xdist calls its processes gw0, gw1 and so on."""
    words = os.environ.get(variable, "").split()
    assert words, "Start a portal first: python -m tests.run portal (or run python -m tests.run browser)."
    return words[int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))]


_kept: dict[str, KeptSession] = {}


def sign_in(page: Page, email: str) -> None:
    """Be signed in as a person of the demonstration, and land where they are taken.

    Each process goes through the form once a person. From then on it puts that session back, as if it had begun now.
    """
    folder = Path(own("PORTAL_TEST_VAR"))
    if email in _kept and not session_of(page) and _kept[email].put_back(page, folder):
        page.goto("/home/")
        expect(page.get_by_text("Sign out").first).to_be_attached()
        return
    sign_in_by_form(page, email)
    _kept.setdefault(email, kept_session(page, folder))


def sign_in_by_form(page: Page, email: str, password: str = DEMONSTRATION_PASSWORD) -> None:
    """Sign in as a person of the demonstration with password and code, and land where they are taken."""
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Sign out").or_(page.get_by_label("Code")).first).to_be_attached()
    if page.url.endswith("/2fa/authenticate/"):
        give_demonstration_code(page)
    expect(page.get_by_text("Sign out").first).to_be_attached()  # on a phone inside the menu, which is shut


def forget_used_codes() -> None:
    """Have the portal forget which codes of an app were used: the one now can be used again."""
    shutil.rmtree(Path(own("PORTAL_TEST_VAR")) / "cache", ignore_errors=True)


def give_demonstration_code(page: Page) -> None:
    """Enter the code that the prompt shows for accounts of the demonstration, or the next one if it just changed."""
    shown = page.locator(".govuk-inset-text")
    if "was used already" in shown.inner_text():
        forget_used_codes()
        page.reload()
    for _try in range(2):
        page.get_by_label("Code").fill(re.search(r"\d{3} \d{3}", shown.inner_text())[0])
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name="Continue").click()
        if page.get_by_text("That did not work").count() == 0:
            return


@functools.cache
def _axe_source() -> str:
    return AXE.read_text()


def axe(page: Page) -> None:
    """Assert that axe finds nothing wrong with the page as it is now (WCAG 2.2 AA and best practice)."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(_axe_source())
    result = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", AXE_TAGS)
    found = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    {node['html']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
    assert not found, f"axe on {page.url}:\n" + "\n".join(found)


def screenshot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page as build/screenshots/<name>.png and return its path."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def fits(page: Page) -> None:
    """Assert that nobody has to scroll sideways; what stands in a scroll container of its own may be wider."""
    width = page.viewport_size["width"]
    needed = page.evaluate("document.documentElement.scrollWidth")
    assert needed <= width, f"{page.url} needs {needed} pixels and has {width}"


def runs_scripts(page: Page) -> bool:
    """Whether the page's scripts ran."""
    return page.locator("body.js-enabled").count() == 1


def when_checked(page: Page, name: str, status: str = "Ready") -> Locator:
    """Wait on the page of evidence until a file was checked; without scripts one looks again oneself."""
    file = page.locator("[data-file]").filter(has_text=name)
    for _look in range(40):
        if runs_scripts(page) or "Being checked" not in file.inner_text():
            break
        page.wait_for_timeout(1000)
        page.get_by_role("link", name="Check again").click()
    expect(file).to_contain_text(status, timeout=40_000)
    return file


def look(page: Page, name: str) -> None:
    """Look at a page as it stands, on a desk and on a small phone: its markup, its width, axe, and a picture of each.

    Without scripts there is neither axe, which is one, nor a picture; nor is there a picture in continuous integration,
    where nobody looks at it.
    """
    page.wait_for_load_state()
    faults = faults_of(page.content())
    assert not faults, f"{page.url}:\n" + "\n".join(faults)
    for viewport, ending in ((NARROW, "-320"), (WIDE, "")):
        page.set_viewport_size(viewport)
        fits(page)
        if runs_scripts(page):
            axe(page)
            if os.environ.get("CI") != "true":
                screenshot(page, f"{name}{ending}")


def errors_of(page: Page) -> list[str]:
    """What the error summary says, line by line; the page's title must say that there is one."""
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_visible()
    assert page.title().startswith("Error: ")
    return summary.locator("li").all_inner_texts()

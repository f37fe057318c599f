"""What every journey does: sign in, ask axe whether the page is accessible, take a picture."""

import functools
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from portal.demo.people import PASSWORD

PROJECT = Path(__file__).resolve().parent.parent.parent
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENSHOTS = PROJECT / "build" / "screenshots"


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in as a person of the demonstration, through the form, and land where they are taken."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    expect(page).not_to_have_url(re.compile("/accounts/login/"))


@functools.cache
def _axe_source() -> str:
    return AXE.read_text()


def axe(page: Page) -> None:
    """Assert that axe finds nothing wrong with the page as it is now (WCAG 2.2 AA and best practice)."""
    page.evaluate(_axe_source())
    result = page.evaluate("tags => axe.run(document, {runOnly: tags})", AXE_TAGS)
    found = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    " + "\n    ".join(node["html"] for node in rule["nodes"])
        for rule in result["violations"]
    ]
    assert not found, f"axe on {page.url}:\n" + "\n".join(found)


def screenshot(page: Page, name: str) -> Path:
    """Keep a picture of the whole page as build/screenshots/<name>.png and return its path."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path

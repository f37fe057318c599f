"""Reading the e-mails that the portal under test sends: files in its folder."""

import re
import time
from email import message_from_string
from pathlib import Path

from tests.browser.helpers import own

WITHIN_SECONDS = 45
CODE = r"^([A-Z]{4}-[A-Z]{4})$"


def code_sent_to(address: str, *, since: float) -> str:
    """The code in the newest e-mail to an address that came after `since`; waits until there is one."""
    return re.search(CODE, email_sent_to(address, since=since, saying=CODE), re.MULTILINE)[1]


def email_sent_to(address: str, *, since: float, saying: str = "") -> str:
    """The text of the newest e-mail to an address that says so; `since` is by the clock of the files."""
    folder, until = Path(own("PORTAL_TEST_VAR")) / "mail", time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < until:
        for text in _newest(folder, since):
            message = message_from_string(text)
            if message["To"] == address:
                part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
                body = part.get_payload(decode=True).decode()
                if re.search(saying, body, re.MULTILINE):
                    return body
        time.sleep(0.2)
    raise AssertionError(f"No e-mail to {address} came within {WITHIN_SECONDS} seconds.")


def _newest(folder: Path, since: float) -> list[str]:
    """Each e-mail written since then, the newest first; a file may hold several."""
    files = [path for path in folder.glob("*.log") if path.stat().st_mtime >= since]
    files.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    return [text for path in files for text in reversed(re.split(r"^-{79}\n", path.read_text(), flags=re.MULTILINE))]

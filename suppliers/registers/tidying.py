"""What a cell says once the dirt is off it: codes of web pages, odd spaces, and letters that were read wrong.

Pure: no database, no clock.
"""

import html
import re
from typing import Any

from tables.cells import as_written

# What stands where letters beyond ASCII were written in UTF-8 and read as Windows wrote them ("Â£", "â€™", "Ã©").
MISREAD = re.compile("[\u00c2\u00c3\u00e2\u00c5]")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
TWICE = 2


def tidy(value: Any) -> str:
    """A cell as one line of plain text; empty where there is nothing in it."""
    if value is None:
        return ""
    return tidy_text(as_written(value)) if isinstance(value, str) else str(value)


def tidy_text(text: str) -> str:
    """Text on one line, with what `html` and `misread` cells hid."""
    return " ".join(unspoiled(text).split())


def tidy_lines(value: Any) -> str:
    """Text of several lines, each tidied; empty ones left out."""
    if not isinstance(value, str):
        return tidy(value)
    lines = (" ".join(line.split()) for line in unspoiled(as_written(value)).splitlines())
    return "\n".join(line for line in lines if line)


def unspoiled(text: str) -> str:
    """Text with the codes of web pages (&amp;), signs that cannot be seen, and misread letters put right."""
    if "&" in text:
        for _time in range(TWICE):
            text = html.unescape(text)
    if MISREAD.search(text):
        text = _read_again(text)
    return INVISIBLE.sub("", text.replace("\u00a0", " "))


def _read_again(text: str) -> str:
    """What was written in UTF-8 and read as code page 1252; as it is where that was not what happened."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text

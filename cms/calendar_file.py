"""An event as an iCalendar file (RFC 5545), written by hand: it is ten lines of text with a few rules."""

import re
from datetime import UTC, datetime
from typing import Any

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_LINE = 75


def calendar_of(event: Any, *, url: str) -> bytes:
    """The file of an `EventPage`, whose page is at `url`. The same each time until the page is published again."""
    where = ", ".join(filter(None, [event.place, event.online_note]))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Report social value//Events//EN",
        "BEGIN:VEVENT",
        f"UID:{event.translation_key}",
        f"DTSTAMP:{_moment(event.last_published_at or event.begins)}",
        f"DTSTART:{_moment(event.begins)}",
        f"DTEND:{_moment(event.ends)}",
        f"SUMMARY:{_text(event.title)}",
        f"DESCRIPTION:{_text(event.summary)}",
        f"LOCATION:{_text(where)}",
        f"URL:{FORBIDDEN.sub('', url)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    r"""Words as a value: what separates values is escaped, and a new line is `\n`."""
    words = FORBIDDEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", words).replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, none of which cuts a letter in two."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece])

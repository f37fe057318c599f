"""Small words to build the bodies of pages with: a block of a StreamField, or a part of one.

Links are written as [words](page:slug), with the English slug of a page in either language, as [words](at:name), with
the name of a public address that is no page, or with a whole address.
"""

import re
from typing import Any

Block = tuple[str, Any]
Entry = dict[str, Any]
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def heading(title: str) -> Block:
    """A section heading; a page has no other level."""
    return "heading", title


def text(*parts: str) -> Block:
    """Paragraphs and lists that follow each other."""
    return "text", "".join(parts)


def paragraph(words: str) -> str:
    """A part of a text, of some details or of a step."""
    return f"<p>{_linked(words)}</p>"


def bullets(*items: str) -> str:
    """A part: things in no order."""
    return f"<ul>{_items(items)}</ul>"


def numbered(*items: str) -> str:
    """A part: things in order."""
    return f"<ol>{_items(items)}</ol>"


def warning(words: str) -> Block:
    """What nobody may miss."""
    return "warning", words


def inset(words: str) -> Block:
    """What stands out a little."""
    return "inset", words


def details(summary: str, *parts: str) -> Block:
    """More about one thing, for those who want it."""
    return "details", {"summary": summary, "text": "".join(parts)}


def steps(*stages: tuple[str, str]) -> Block:
    """What happens one after the other: a title and a part for each."""
    return "steps", {"steps": [{"title": title, "text": part} for title, part in stages]}


def table(caption: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Block:
    """Things side by side, in plain words."""
    return "table", {"caption": caption, "head": list(head), "rows": [list(row) for row in rows]}


def figure(measure: str) -> Block:
    """What was verified under the measure with a code, as it stands on the day on which somebody reads it."""
    return "figure", measure


def recognition(contract: str) -> Block:
    """The endorsement that a supplier has for the contract with a reference, for as long as it is shown."""
    return "recognition", contract


def measure(code: str) -> Block:
    """A measure of the framework, as it is now."""
    return "measure", code


def _linked(words: str) -> str:
    return LINK.sub(r'<a href="\2">\1</a>', words)


def _items(items: tuple[str, ...]) -> str:
    return "".join(f"<li>{_linked(item)}</li>" for item in items)

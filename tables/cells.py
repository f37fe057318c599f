"""What a cell may hold, and how text in one is kept from being taken for a formula, with nothing lost.

A spreadsheet program that opens a CSV file takes text that begins with =, +, -, @, a tab or a line's end for a formula
(OWASP, CSV injection). Such text gets an apostrophe before it, and so does text that begins with apostrophes and goes
on like that: so each is read back as it was by taking one apostrophe away. In XLSX and ODS a cell says that it is text.
"""

from datetime import date, datetime
from decimal import Decimal

Value = str | int | float | Decimal | bool | date | datetime | None
"""What is written into a cell. Moments are written as they stand, so whoever writes them chooses the zone."""

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


SUSPECT = {*BEGINNINGS, "'"}
"""What text begins with that `harmless` looks at any further."""


def harmless(value):
    """Text with an apostrophe before what could begin a formula; numbers, days and all else as they are."""
    if not isinstance(value, str) or value[:1] not in SUSPECT:
        return value
    return f"'{value}" if value.lstrip("'").startswith(BEGINNINGS) else value


def as_written(value):
    """The reverse of `harmless`: what a cell of a CSV file said before it was made harmless."""
    is_guarded = isinstance(value, str) and value.startswith("'") and value.lstrip("'").startswith(BEGINNINGS)
    return value[1:] if is_guarded else value

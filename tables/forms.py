"""Sheets that people fill in: cells that are open beside cells that are locked, with choices and notes.

They are protected, without a password: that keeps people from changing by mistake what is read back later. It proves
nothing, so whoever reads such a file asks for proof of its own. `tables.filling` writes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tables.cells import Value


class Look(StrEnum):
    """What a cell is, and so how it looks."""

    TITLE = "title"
    HEADING = "heading"
    TOLD = "told"
    """Locked, to be read."""
    LINE = "line"
    """Locked, on one line, however long it is."""
    OPEN = "open"
    """To be filled in."""
    SHUT = "shut"
    """Locked and grey: nothing is asked here."""
    WRONG = "wrong"
    """To be filled in anew, because what stands in it is not right."""


@dataclass(frozen=True)
class FormCell:
    """A cell: what stands in it, how it looks, what may be chosen for it, and a note that programs show beside it."""

    value: Value = None
    look: Look = Look.TOLD
    choices: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether people may write in it."""
        return self.look in (Look.OPEN, Look.WRONG)


@dataclass(frozen=True)
class FormSheet:
    """A sheet of such cells from its first row on, the widths of its columns in characters, and how much stays put."""

    name: str
    rows: Sequence[Sequence[FormCell]]
    widths: Sequence[int]
    still_rows: int = 0
    still_columns: int = 0

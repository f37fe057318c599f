"""How large a spreadsheet may be."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Bounds:
    """The most that one spreadsheet may have: in bytes as a file and unpacked, in sheets, rows, columns and cells."""

    bytes: int = 30 * MEGABYTE
    unpacked: int = 600 * MEGABYTE
    members: int = 2_000
    sheets: int = 50
    rows: int = 200_000
    columns: int = 256
    cells: int = 8_000_000
    """Rows times columns of a sheet: the reader keeps a place for each, whether it is filled or not."""
    characters: int = 32_767
    """In a cell, as Excel has it."""

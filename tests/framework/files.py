"""Copies of the shipped files that a test may break."""

import csv
import shutil
from pathlib import Path

from framework.starter import DATA

FILES = ("framework.csv", "framework_rules.csv", "framework_relations.csv")


def copy_files(folder: Path) -> Path:
    """The shipped files in a folder of the test's own."""
    for name in FILES:
        shutil.copy(DATA / name, folder / name)
    return folder


def read(folder: Path, name: str) -> list[list[str]]:
    """The cells of a file, head first: row 1 of the file is item 0."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(folder: Path, name: str, rows: list[list[str]]) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def put(folder: Path, name: str, row: int, column: str, text: str) -> None:
    """Change one cell; rows are counted as a spreadsheet does, the head being row 1."""
    rows = read(folder, name)
    rows[row - 1][rows[0].index(column)] = text
    write(folder, name, rows)


def row_of(folder: Path, name: str, code: str) -> int:
    """The row of a measure, as a spreadsheet counts."""
    rows = read(folder, name)
    return 1 + next(number for number, cells in enumerate(rows) if code in cells)

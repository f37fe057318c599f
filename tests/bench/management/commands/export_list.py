"""`manage.py export_list OFFICER`: writes the list of promised pieces as files, and the same rows plainly."""

import csv
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import IO

import xlsxwriter
from django.core.management.base import BaseCommand
from django.db import connection

from accounts.models import User
from reports.lists import listing_of
from reports.lists.listing import ROWS_AT_A_TIME, Listing
from tables.writing import Kind, Table, write
from tests.bench.memory import forget_most, most_resident, resident

TURNS = {Kind.CSV: 5, Kind.XLSX: 3}
WARM_ROWS = 2000
FILTERS = {"state": "promised"}
PLAINLY = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip


class Command(BaseCommand):
    """Prints how many rows there are, and seconds of both ways and MiB grown for each kind of file, as JSON."""

    help = "Write a long list as files, and the same rows plainly."

    def add_arguments(self, parser) -> None:
        """Whose list it is."""
        parser.add_argument("officer", type=int)

    def handle(self, *args, **options) -> None:
        """Warm up with some rows of each, then take turns."""
        listing, officer = listing_of("pieces"), User.objects.get(pk=options["officer"])
        for kind in TURNS:
            _timed(_written(listing, officer, kind, most=WARM_ROWS))
            _timed(FLOORS[kind](listing, officer, most=WARM_ROWS))
        answer: dict = {"rows": listing.rows(officer, FILTERS).order_by().count()}
        for kind in TURNS:
            ours, floor, grown = [], [], []
            for _turn in range(TURNS[kind]):
                before = resident()
                forget_most()
                ours.append(_timed(_written(listing, officer, kind)))
                grown.append(most_resident() - before)
                floor.append(_timed(FLOORS[kind](listing, officer)))
            [rows] = {count for _seconds, count in ours}
            if {count for _seconds, count in floor} != {rows}:
                raise RuntimeError(f"Both ways were to write {rows} rows.")
            answer[kind.value] = {
                "rows": rows, "seconds": min(ours)[0], "floor_s": min(floor)[0], "grown_mib": round(max(grown), 1),
            }  # fmt: skip
        print(json.dumps(answer), flush=True)


def _timed(way: Callable[[IO[bytes]], int]) -> tuple[float, int]:
    """Seconds that a way took to write its file, and how many rows it wrote."""
    with tempfile.TemporaryFile() as file:
        began = time.perf_counter()
        rows = way(file)
        return time.perf_counter() - began, rows


def _written(listing: Listing, officer: User, kind: Kind, most: int | None = None) -> Callable[[IO[bytes]], int]:
    """The portal's own way."""

    def way(file: IO[bytes]) -> int:
        table, rows = listing.table(officer, FILTERS), [0]
        write(Table(table.name, table.columns, _counted(islice(table.rows, most), rows)), kind, file, language="en-GB")
        return rows[0]

    return way


def _counted(rows: Iterator, count: list[int]) -> Iterator:
    for row in rows:
        count[0] += 1
        yield row


def _streamed(listing: Listing, officer: User, most: int | None) -> Iterator[tuple]:
    """What the list's own question answers, a thousand at a time; as many values a row as the file has columns."""
    _names, values = listing.values_streamed(officer, FILTERS)
    columns = len(listing.fields)
    with connection.chunked_cursor() as cursor:
        cursor.execute(*values.query.sql_with_params())
        rows = (row[:columns] for some in iter(lambda: cursor.fetchmany(ROWS_AT_A_TIME), []) for row in some)
        yield from islice(rows, most)


def _plain_csv(listing: Listing, officer: User, most: int | None = None) -> Callable[[IO[bytes]], int]:
    def way(file: IO[bytes]) -> int:
        count = [0]
        text = open(file.fileno(), "w", encoding="utf-8", newline="", closefd=False)  # noqa: SIM115
        csv.writer(text).writerows(_counted(_streamed(listing, officer, most), count))
        text.close()
        return count[0]

    return way


def _plain_xlsx(listing: Listing, officer: User, most: int | None = None) -> Callable[[IO[bytes]], int]:
    def way(file: IO[bytes]) -> int:
        number = 0
        with xlsxwriter.Workbook(file, PLAINLY) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(_streamed(listing, officer, most), start=1):
                sheet.write_row(number, 0, row)
        return number

    return way


FLOORS = {Kind.CSV: _plain_csv, Kind.XLSX: _plain_xlsx}

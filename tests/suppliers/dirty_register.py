"""A register of 500 rows as councils have them: made up, dirty in the ways real ones are, the same from the same seed.

Half has the shape of an export of Contracts Finder, half that of a register under the Transparency Code. Each way of
being dirty says what should become of its rows: RIGHT, REMARKED (right, with something worth knowing), or words of
what is not right.
"""

import csv
import io
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

RIGHT, REMARKED, REPEATED = "right", "remarked", "repeated"
PLACES = ("Larkfield", "Penbury", "Northmoor", "Harrow Vale", "Eastwick", "Stonebridge")
THINGS = (
    "grounds",
    "minibuses",
    "roof repairs",
    "short breaks",
    "software licences",
    "school meals",
    "advice",
    "signs",
)
CONTRACTS_FINDER = (
    *("Notice Identifier", "Notice Type", "Organisation Name", "Status", "Published Date", "Title", "Description"),
    *("Nationwide", "Postcode", "Region", "Cpv Codes", "Contact Name", "Start Date", "End Date", "Value Low"),
    *("Awarded Date", "Awarded Value", "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]"),
    *("Contract start date", "Contract end date", "OCID"),
)
TRANSPARENCY = (
    *("Reference number", "Title of agreement", "Local authority department responsible", "Description"),
    *("Supplier name", "Company registration number", "VCSE number", "Sum", "Irrecoverable VAT", "Start date"),
    *("End date", "Review date", "Process", "SME", "VCSE"),
)
Row = dict[str, object]


class Maker:
    """Makes clean rows of one shape, which ways of being dirty then spoil."""

    def __init__(self, random_: random.Random, headings: tuple[str, ...]) -> None:
        self.random, self.headings, self.made = random_, headings, 0
        self.is_finder = headings == CONTRACTS_FINDER
        self.value, self.start, self.end, self.reference, self.title, self.supplier = (
            ("Awarded Value", "Contract start date", "Contract end date", "Notice Identifier", "Title", headings[17])
            if self.is_finder
            else ("Sum", "Start date", "End date", "Reference number", "Title of agreement", "Supplier name")
        )

    def clean(self) -> Row:
        """A row in which everything is right."""
        self.made += 1
        number, start = self.made, date(2025, 4, 1) + timedelta(days=self.random.randrange(700))
        row: Row = dict.fromkeys(self.headings, "")
        row |= {
            self.reference: f"{'CF' if self.is_finder else 'TC'}-{number:04d}",
            self.title: f"{self.random.choice(PLACES)} {self.random.choice(THINGS)} {number}",
            "Description": f"Supply of {self.random.choice(THINGS)}.",
            self.value: f"{self.random.randrange(6_000, 900_000)}.{self.random.randrange(100):02d}",
            self.start: f"{start:%d/%m/%Y}",
            self.end: f"{start + timedelta(days=1094):%d/%m/%Y}",
        }
        name, company = f"Invented {self.random.choice(PLACES)} {number} Ltd", f"{number % 40 + 1:08d}"
        if self.is_finder:
            row[self.supplier] = f"[{name}|1 High Street|COMPANIES_HOUSE|{company}|Yes|No]"
            row |= {"Notice Type": "Contract", "Organisation Name": "Some Council", "Status": "Awarded"}
        else:
            row |= {self.supplier: name, "Company registration number": company, "SME": "Y", "VCSE": "N"}
        return row


Way = tuple[str, int, str, Callable[[Maker, Row], None]]


def _set(column: str, *texts: str) -> Callable[[Maker, Row], None]:
    """One of these texts in a column that is named by what it holds."""

    def spoil(maker: Maker, row: Row) -> None:
        row[getattr(maker, column, column)] = maker.random.choice(texts)

    return spoil


def _edit(column: str, change: Callable[[str], str]) -> Callable[[Maker, Row], None]:
    def spoil(maker: Maker, row: Row) -> None:
        name = getattr(maker, column)
        row[name] = change(str(row[name]))

    return spoil


def _no_number(maker: Maker, row: Row) -> None:
    if maker.is_finder:
        row[maker.supplier] = "[Somebody Ltd|2 Low Road|NONE||No|No]"
    else:
        row["Company registration number"] = maker.random.choice(["", "N/A", "0"])


def _several(maker: Maker, row: Row) -> None:
    joined = "Alder Works Ltd, Birch Works Ltd, Cedar Works Ltd"
    row[maker.supplier] = joined
    if not maker.is_finder:
        row["Company registration number"] = ""


def _bad_number(maker: Maker, row: Row) -> None:
    if maker.is_finder:
        row[maker.supplier] = "[Somebody Ltd|2 Low Road|COMPANIES_HOUSE|RJR|No|No]"
    else:
        row["Company registration number"] = "12AB"


def _serial(maker: Maker, row: Row) -> None:
    for name in (maker.start, maker.end):
        day, month, year = map(int, str(row[name]).split("/"))
        row[name] = str((date(year, month, day) - date(1899, 12, 30)).days)


# What is done to a row, to how many of each half, and what should become of them.
WAYS: tuple[Way, ...] = (
    ("clean", 85, RIGHT, lambda maker, row: None),
    ("pounds with commas", 15, RIGHT, _edit("value", lambda text: f"£{float(text):,.2f}")),
    ("odd spaces", 15, RIGHT, _edit("title", lambda text: "\u00a0 " + text.replace(" ", " \u00a0") + "  ")),
    ("codes of web pages", 15, RIGHT, _edit("title", lambda text: f"{text} &amp;amp; others &ndash; &#163;")),
    ("days as words", 10, RIGHT, _set("start", "1 April 2025", "1st Apr 2025", "01-Apr-25", "2025-04-01T00:00:00Z")),
    ("no end yet", 10, RIGHT, _set("end", "", "-")),
    ("nothing but reference and title", 10, REMARKED,
     lambda maker, row: row.update({name: "" for name in row if name not in (maker.reference, maker.title)})),
    ("value 0", 10, REMARKED, _set("value", "0", "0.00", "£0")),
    ("value to come", 5, REMARKED, _set("value", "TBC", "n/a", "Not stated")),
    ("value in short", 5, REMARKED, _set("value", "£1.2m", "250k", "1.5 million")),
    ("days as numbers", 10, REMARKED, _serial),
    ("supplier without a number", 15, REMARKED, _no_number),
    ("several suppliers", 10, REMARKED, _several),
    ("a text too long", 2, REMARKED, _edit("title", lambda text: text + " and more" * 40)),
    ("no reference", 5, "Enter the reference", _set("reference", "", " \u00a0 ")),
    ("no title", 5, "Enter the title", _set("title", "")),
    ("no day", 5, "no day", _set("end", "see contract", "Autumn", "3 years + 1")),
    ("month before day", 3, "no real day", _set("start", "04/25/2025", "12/31/2025")),
    ("ends before it starts", 3, "before the first day", _set("end", "01/01/2001")),
    ("a range of values", 3, "no amount", _set("value", "£10,000 - £20,000", "12.345,67")),
    ("below nothing", 2, "no amount", _set("value", "-500")),
    ("said twice", 2, REPEATED, lambda maker, row: None),
)  # fmt: skip
# Only a register under the Code has a column of its own for the number.
BAD_NUMBER = 3


def dirty_register(seed: int = 20261129) -> tuple[dict[str, bytes], dict[str, dict[int, str]]]:
    """Two files by their names, and by the same names what should become of each row by its number."""
    files, expected = {}, {}
    for name, headings, above in (
        ("contracts-finder.csv", CONTRACTS_FINDER, []),
        ("transparency.csv", TRANSPARENCY, [["Contracts register of Some Council"], [], ["As at", "June"], []]),
    ):
        maker = Maker(random.Random(seed), headings)
        rows = list(_spoiled(maker))
        maker.random.shuffle(rows)
        rows = [one for row, fate in rows for one in ([(row, RIGHT)] * (fate == REPEATED) + [(row, fate)])]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([*above, headings, *([row[name] for name in headings] for row, _fate in rows)])
        files[name] = text.getvalue().encode("cp1252" if above else "utf-8-sig", "xmlcharrefreplace")
        expected[name] = {number: fate for number, (_row, fate) in enumerate(rows, start=len(above) + 2)}
    return files, expected


def _spoiled(maker: Maker):
    for _name, count, fate, spoil in WAYS:
        for _one in range(count):
            row = maker.clean()
            spoil(maker, row)
            yield row, fate
    for _one in range(BAD_NUMBER):
        row = maker.clean()
        _bad_number(maker, row)
        yield row, REMARKED if maker.is_finder else "company number"


def tally(expected: dict[int, str]) -> Counter:
    """How many rows should end how."""
    kinds = {RIGHT: "new", REMARKED: "new", REPEATED: "unchanged"}
    return Counter(kinds.get(fate, "wrong") for fate in expected.values())

"""Returns as spreadsheets: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from django.urls import reverse
from django.utils import timezone

from returns.models import SupplierReturn, WorkbookUpload
from returns.workbook.proof import line_code
from returns.workbook.reading import FoundRow, FoundSheet
from tests.guards.pages_contracts import SentAgain

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
workbook-home        -             GET   in    200   403   200   200   403   403   403   403   200   403   403
workbook-home        -             POST  in    302   403   302   302   403   403   403   403   302   403   403
workbook-download    -             GET   in    405   405   405   405   405   405   405   405   405   405   405
workbook-download    -             POST  in    302   403   200   200   403   403   403   403   200   403   403
workbook-detail      workbook      GET   in    404   404   200   404   404   404   404   404   404   404   404
workbook-marked      workbook      GET   in    404   404   200   404   404   404   404   404   404   404   404
workbook-decide      workbook      GET   in    405   405   405   405   405   405   405   405   405   405   405
workbook-decide      workbook      POST  in    404   404   302   404   404   404   404   404   404   404   404
"""
# What a row of TABLE is asked about.
SUBJECTS: dict = {"workbook": lambda world: [world.more["workbook"].pk]}
# Page, who looks, how many queries.
BUDGETS = {
    "workbook-home": ("editor", 6),
    "workbook-detail": ("editor", 5),
    "workbook-marked": ("editor", 9),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "workbook-home": {"file": SentAgain("returns.xlsx", b"anything")},
        "workbook-download": {"kind": "ods"},
        "workbook-decide": {"action": "right"},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    return {"workbook": sent_by(people["editor"], contract.returns.order_by("pk").first())}


def sent_by(person, this: SupplierReturn | None) -> WorkbookUpload:
    """A spreadsheet in which the figure of every commitment of a return is wrong."""
    sheets = []
    if this:
        revision = this.revisions.first()
        rows = [
            FoundRow(
                place=5 + number,
                code=line_code(this.pk, revision.number, number, "0" * 16),
                cells={"figure": "many"},
                wrong={"figure": "Enter a whole number in figures"},
            )
            for number in this.lines.values_list("number", flat=True)
        ]
        sheets = [FoundSheet(this.reference, this.pk, revision.number, rows=rows).to_json()]
    now = timezone.now()
    return WorkbookUpload.objects.create(
        status="read", kind="ods", file_name="<script>alert(1)</script>.ods", language="en-gb", found=sheets,
        try_after=now, kept_at=now, kept_by=person,
    )  # fmt: skip


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    if page == "workbook-home":
        return reverse(page)
    return reverse(page, args=[sent_by(scene.people["editor"], scene.draft).pk])


def make_rows(scene, kind: str) -> None:
    """The lines of the draft are the rows, and the spreadsheets that were sent before."""
    for _row in range(scene.rows):
        sent_by(scene.people["editor"], None)

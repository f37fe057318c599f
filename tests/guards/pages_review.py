"""What is said about single lines of a return, and who notes what: who may, how many queries, and the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from decimal import Decimal

from django.urls import reverse

from returns.actions.disputing import raise_dispute
from returns.actions.reviewing import Decision, decide_line, decide_return, take_return
from returns.actions.submitting import submit_return
from returns.declarations import DECLARATIONS
from returns.sheet import load_sheet
from tests.factories import AnswerFactory, CommitmentFactory, ReturnLineFactory, SupplierReturnFactory

WHY = "The list names four of them on its second page."

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
line-dispute       refused_1   GET    in    404   403   200   200   404   403   403   403   200   404   404
line-dispute       refused_1   POST   in    404   403   302   302   404   403   403   403   302   404   404
line-dispute       refused_2   GET    in    404   403   302   302   404   403   403   403   302   404   404
dispute-list       -           GET    in    403   403   403   403   200   200   200   200   200   403   403
dispute-keep       dispute     GET    in    403   403   403   403   404   200   200   403   403   403   403
dispute-keep       dispute     POST   in    403   403   403   403   404   302   302   403   403   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "refused_1": lambda world: [world.more["refused"].pk, 1],
    "refused_2": lambda world: [world.more["refused"].pk, 2],
    "dispute": lambda world: [world.more["dispute"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {
    "line-dispute, refused": ("editor", 5),
    "dispute-list": ("manager", 5),
    "dispute-keep": ("manager", 5),
    "return-detail, disputed": ("editor", 12),
    "line-review, disputed": ("manager", 13),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {"line-dispute": {"words": WHY}, "dispute-keep": {"words": WHY}}.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    refused = make_refused(people, contract)
    dispute = raise_dispute(line=refused.lines.get(number=2), reason=WHY, by=people["editor"])
    return {"refused": refused, "dispute": dispute}


def make_refused(people: dict, contract):
    """A return of two lines that is decided and of which nothing is verified."""
    supplier_return = SupplierReturnFactory(contract=contract, line_count=2)
    for _line in range(2):
        line = ReturnLineFactory(supplier_return=supplier_return, commitment=CommitmentFactory(contract=contract))
        AnswerFactory(
            line=line,
            claimed=25,
            narrative="It helped.",
            no_evidence_reason="It follows.",
            figure_done=True,
            words_done=True,
            evidence_done=True,
        )
    submit_return(supplier_return=supplier_return, declarations=list(DECLARATIONS), by=people["editor"])
    take_return(supplier_return=supplier_return, by=people["manager"])
    for row in load_sheet(supplier_return, sent=True).rows:
        decide_line(row=row, decision=Decision("not_verified", Decimal(0), reason=WHY), by=people["manager"])
    return decide_return(supplier_return=supplier_return, message="", by=people["manager"])


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, _case = page.partition(", ")
    if name == "dispute-list":
        return reverse(name)
    refused = scene.people["refused"]
    if name == "dispute-keep":
        return reverse(name, args=[refused.lines.get(number=2).dispute.pk])
    return reverse(name, args=[refused.pk, *([1] if name.startswith("line-") else [])])


def make_rows(scene, page: str) -> None:
    """As many disputes as the scene has rows, each of a return of its own."""
    for _row in range(scene.rows):
        refused = scene.people["refused"] = make_refused(scene.people, scene.contract)
        raise_dispute(line=refused.lines.get(number=2), reason=WHY, by=scene.people["editor"])

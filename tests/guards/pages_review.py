"""What is said about single lines of a return, and who notes what: who may, how many queries, and the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from decimal import Decimal

from django.urls import reverse

from returns.actions.disputing import raise_dispute
from returns.actions.questions import ask_question
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
line-ask           reading_1   GET    in    404   403   403   403   404   200   302   403   403   404   404
line-ask           reading_1   POST   in    404   403   403   403   404   302   302   403   403   404   404
question-withdraw  question    GET    in    404   403   403   403   404   405   302   403   403   404   404
question-withdraw  question    POST   in    404   403   403   403   404   302   302   403   403   404   404
line-answer        asked_line  GET    in    404   403   200   200   404   403   403   403   200   404   404
line-answer        asked_line  POST   in    404   403   302   302   404   403   403   403   302   404   404
return-bulk        reading     GET    in    404   403   403   403   404   200   302   403   403   404   404
return-bulk        reading     POST   in    404   403   403   403   404   302   302   403   403   404   404
sampling-home      -           GET    in    403   403   403   403   200   200   200   200   200   403   403
sampling-edit      council_pk  GET    in    403   403   403   403   404   403   200   403   403   403   403
sampling-edit      council_pk  POST   in    403   403   403   403   404   403   302   403   403   403   403
line-answer        refused_1   GET    in    404   403   302   302   404   403   403   403   302   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "refused_1": lambda world: [world.more["refused"].pk, 1],
    "refused_2": lambda world: [world.more["refused"].pk, 2],
    "question": lambda world: [*_asked(world), world.more["question"].pk],
    "asked_line": lambda world: _asked(world),
    "dispute": lambda world: [world.more["dispute"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {
    "line-dispute, refused": ("editor", 5),
    "dispute-list": ("manager", 5),
    "dispute-keep": ("manager", 5),
    "return-detail, disputed": ("editor", 11),
    "line-review, disputed": ("manager", 11),
    "line-ask, asked": ("manager", 8),
    "line-answer, asked": ("editor", 9),
    "line-review, asked": ("manager", 11),
    "return-detail, asked": ("editor", 11),
    "supplier-home, asked": ("editor", 9),
    "return-finish, asked": ("manager", 11),
    "return-bulk, asked": ("manager", 9),
    "sampling-home": ("lead", 6),
    "sampling-edit": ("lead", 6),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    if name in ("line-dispute", "dispute-keep", "line-ask", "line-answer"):
        return {"words": WHY}
    if name == "sampling-edit":
        return {"percent": "30", "worth": "5,000"}
    return {} if name in ("question-withdraw", "return-bulk") else None


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    refused = make_refused(people, contract)
    dispute = raise_dispute(line=refused.lines.get(number=2), reason=WHY, by=people["editor"])
    read = make_taken(people, contract)
    question = ask_question(row=load_sheet(read, sent=True).rows[0], text=WHY, by=people["manager"])
    return {"refused": refused, "dispute": dispute, "question": question}


def _asked(world) -> list[int]:
    """The return and the line that a question of the world is about."""
    line = world.more["question"].line
    return [line.supplier_return_id, line.number]


def make_refused(people: dict, contract, *, lines: int = 2):
    """A return that is decided and of which nothing is verified."""
    supplier_return = make_taken(people, contract, lines=lines)
    for row in load_sheet(supplier_return, sent=True).rows:
        decide_line(row=row, decision=Decision("not_verified", Decimal(0), reason=WHY), by=people["manager"])
    return decide_return(supplier_return=supplier_return, message="", by=people["manager"])


def make_taken(people: dict, contract, *, lines: int = 2):
    """A return that the manager reads."""
    supplier_return = SupplierReturnFactory(contract=contract, line_count=lines)
    for _line in range(lines):
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
    return take_return(supplier_return=supplier_return, by=people["manager"])


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    if name in ("dispute-list", "supplier-home", "sampling-home"):
        return reverse(name)
    if name == "sampling-edit":
        return reverse(name, args=[scene.contract.council_id])
    if case == "asked":
        return reverse(name, args=[scene.sent.pk, *([1] if name.startswith("line-") else [])])
    refused = scene.people["refused"]
    if name == "dispute-keep":
        return reverse(name, args=[refused.lines.get(number=2).dispute.pk])
    return reverse(name, args=[refused.pk, *([1] if name.startswith("line-") else [])])


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    return "asked" if page.endswith("asked") else "disputed"


def make_rows(scene, kind: str) -> None:
    """As many disputes as the scene has rows, all of one return, or a question about each line of another."""
    if kind == "asked":
        for row in load_sheet(scene.sent, sent=True).rows:
            ask_question(row=row, text=WHY, by=scene.people["manager"])
        return
    refused = scene.people["refused"] = make_refused(scene.people, scene.contract, lines=scene.rows + 1)
    for line in refused.lines.filter(number__gt=1):
        raise_dispute(line=line, reason=WHY, by=scene.people["editor"])

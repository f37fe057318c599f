"""Registers that come in as spreadsheets: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from django.urls import reverse
from django.utils import timezone

from suppliers.models import RegisterFile, RegisterRow
from tests.factories import ContractFactory
from tests.guards.pages_contracts import SentAgain
from tests.suppliers.registering_files import as_csv

#                                      anon- other             other                             cms
#                                      ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
register-start    -            GET     in    403   403   403   403   302   302   302   403   302   403   403
register-start    -            POST    in    403   403   403   403   302   302   302   403   302   403   403
register-upload   council_pk   GET     in    403   403   403   403   404   200   200   403   200   403   403
register-upload   council_pk   POST    in    403   403   403   403   404   302   302   403   302   403   403
team-register     supplier_org GET     in    404   403   403   200   404   404   404   404   403   404   404
team-register     supplier_org POST    in    404   403   403   302   404   404   404   404   403   404   404
register-detail   register     GET     in    404   404   404   404   404   200   200   403   200   404   404
register-detail   register     POST    in    404   404   404   404   404   302   302   403   302   404   404
register-detail   team_file    GET     in    404   404   404   200   404   404   404   404   404   404   404
register-columns  register     GET     in    404   404   404   404   404   200   200   403   200   404   404
register-columns  register     POST    in    404   404   404   404   404   302   302   403   302   404   404
register-rows     wrong_rows   GET     in    404   404   404   404   404   200   200   403   200   404   404
register-rows     odd_rows     GET     in    404   404   404   404   404   404   404   403   404   404   404
register-mend     register     GET     in    404   404   404   404   404   200   200   403   200   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "register": lambda world: [world.more["register"].pk],
    "team_file": lambda world: [world.more["team_file"].pk],
    "wrong_rows": lambda world: [world.more["register"].pk, "wrong"],
    "odd_rows": lambda world: [world.more["register"].pk, "odd"],
}
# Page, who looks, how many queries.
BUDGETS = {
    "register-upload": ("manager", 6),
    "team-register": ("admin", 6),
    "register-detail": ("manager", 5),
    "register-detail, taken": ("manager", 6),
    "register-columns": ("manager", 5),
    "register-rows, wrong": ("manager", 6),
    "register-rows, changed": ("manager", 6),
    "register-mend": ("manager", 6),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "register-upload": {"kind": "contracts", "file": SentAgain("a.csv", as_csv([["A-1", "Advice"]]))},
        "team-register": {"file": SentAgain("a.csv", as_csv([["a@example.com"]], headings=["Email", "Role"]))},
        "register-detail": {"action": "right", "read": "0"},
        "register-columns": {"reference": "0", "title": "1"},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    register = looked_at(people["manager"], rows=1, council=contract.council)
    team = {"kind": "members", "columns": {"email": 0, "role": 1}}
    return {
        "register": register,
        "team_file": looked_at(people["admin"], rows=1, organisation=contract.supplier, **team),
    }


def looked_at(by, *, rows: int, **fields) -> RegisterFile:
    """A register that was looked through, with so many rows of every kind."""
    now = timezone.now()
    defaults = {
        "kind": "contracts", "status": "checked", "file_name": "contracts.csv", "language": "en-gb",
        "headings": ["Reference", "Title"], "samples": ["A-1", "Advice"], "columns": {"reference": 0, "title": 1},
        "heading_row": 1, "last_row": 4 * rows + 1, "done_to": 4 * rows + 1, "sent_at": now, "sent_by": by,
        "confirmed_at": now, "confirmed_by": by,
    }  # fmt: skip
    register = RegisterFile.objects.create(**{**defaults, **dict.fromkeys(RegisterRow.Verdict.values, rows), **fields})
    for number in range(2, 4 * rows + 2):
        verdict = RegisterRow.Verdict.values[number % 4]
        RegisterRow.objects.create(
            register=register,
            number=number,
            verdict=verdict,
            key=f"REG-{number}",
            title=f"Contract {number}",
            values={"reference": f"REG-{number}", "title": f"Contract {number}"} if verdict == "new" else {},
            changes=[["title", "Before", "After"]] if verdict == "changed" else [],
            problems=[["title", {"en-gb": "Enter the title of the contract"}]] if verdict == "wrong" else [],
            cells=[f"REG-{number}", ""] if verdict == "wrong" else [],
        )
    return register


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    if name == "register-upload":
        return reverse(name, args=[scene.contract.council_id])
    if name == "team-register":
        return reverse(name, args=[scene.contract.supplier_id])
    status = "taken" if case == "taken" else "checked"
    register = RegisterFile.objects.filter(council=scene.contract.council, status=status).latest("sent_at")
    return reverse(name, args=[register.pk, case] if name == "register-rows" else [register.pk])


def make_rows(scene, kind: str) -> None:
    """As many files, and as many rows of each kind in them, as the scene has rows."""
    council, manager = scene.contract.council, scene.people["manager"]
    for _row in range(scene.rows):
        looked_at(manager, rows=0, council=council, status="refused", fault="empty")
        looked_at(scene.people["admin"], rows=0, organisation=scene.contract.supplier, kind="members")
    taken = looked_at(manager, rows=scene.rows, council=council, status="taken")
    RegisterFile.objects.filter(pk=taken.pk).update(taken_to=taken.last_row)
    for row in taken.rows.filter(verdict="new"):
        ContractFactory(council=council, reference=row.key, status="preparing", supplier=None, supplier_owner=None)
    looked_at(manager, rows=scene.rows, council=council)

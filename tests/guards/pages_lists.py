"""Lists as files: who may, how many queries the page before them costs, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are. What a file itself costs is asked in
tests/reports/test_lists.py.
"""

from django.urls import reverse

from reports.lists import LISTS
from tests.factories import ContractFactory, SupplierReturnFactory

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
list-download       contracts     GET   in    403   403   403   403   200   200   200   200   200   403   403
list-download       contracts     POST  in    403   403   403   403   200   200   200   200   200   403   403
list-download       own_returns   GET   in    200   200   200   200   403   403   403   403   200   403   403
list-download       own_returns   POST  in    200   200   200   200   403   403   403   403   200   403   403
list-download       cases         GET   in    200   200   200   200   200   200   200   200   200   403   403
list-download       cases         POST  in    200   200   200   200   200   200   200   200   200   403   403
list-download       no_list       GET   in    404   404   404   404   404   404   404   404   404   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "contracts": lambda world: ["contracts"],
    "own_returns": lambda world: ["own-returns"],
    "cases": lambda world: ["cases"],
    "no_list": lambda world: ["weather"],
}
# Lists that are none without the filter that says of what they are.
ABOUT_SOMETHING = ("amounts", "counts", "promises", "opportunity-log", "team")
# Amounts are two questions. Who answers a proposal must not belong to a supplier of it.
QUERIES = {"measures": 6, "proposals": 6}
# Page, who looks, how many queries.
BUDGETS = {
    f"list-download, {name}": ("lead" if listing.is_for_officers else "editor", QUERIES.get(name, 5))
    for name, listing in LISTS.items()
    if name not in ABOUT_SOMETHING
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {"file": "csv"} if name == "list-download" else None


def make_objects(people: dict, contract) -> dict:
    """Nothing more is asked about."""
    return {}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    return reverse(name, args=[case])


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where these pages show them."""
    for _row in range(scene.rows):
        SupplierReturnFactory(contract=ContractFactory(council=scene.contract.council))

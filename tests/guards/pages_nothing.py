"""Nothing to report for several contracts: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from django.urls import reverse

from returns.declarations import DECLARATIONS
from tests.factories import (
    AnswerFactory,
    CommitmentFactory,
    ContractFactory,
    ReturnLineFactory,
    SupplierReturnFactory,
)

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
nothing-many         -             GET   in    200   403   200   200   403   403   403   403   200   403   403
nothing-many         -             POST  in    200   403   302   302   403   403   403   403   302   403   403
"""
# What a row of TABLE is asked about: nothing of the world.
SUBJECTS: dict = {}
# Page, who looks, how many queries.
BUDGETS = {"nothing-many": ("editor", 5)}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    if name != "nothing-many":
        return None
    return {
        "returns": [world.more["untouched"].pk],
        "nil_reason": "The programme starts later.",
        "declarations": list(DECLARATIONS),
    }


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    return {"untouched": untouched(contract)}


def untouched(beside):
    """An open return of the same supplier in which nothing was answered."""
    contract = ContractFactory(
        council=beside.council, supplier=beside.supplier, framework_version=beside.framework_version
    )
    this = SupplierReturnFactory(contract=contract)
    promised = beside.commitments.first()
    of_measure = {"measure": promised.measure} if promised else {}
    commitment = CommitmentFactory(contract=contract, **of_measure)
    AnswerFactory(line=ReturnLineFactory(supplier_return=this, commitment=commitment))
    return this


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    return reverse(page)


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where these pages show them."""
    for _row in range(scene.rows):
        untouched(scene.contract)

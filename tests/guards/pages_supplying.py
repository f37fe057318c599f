"""Signing off, taking part, and what was sought in vain: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

TABLE = ""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {}
# Page, who looks, how many queries.
BUDGETS = {}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return None


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    return {}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    raise KeyError(page)


def make_rows(scene, page: str) -> None:
    """Put as many rows as the scene has where this page shows them."""

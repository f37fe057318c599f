"""Ratings: who may set them, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from django.urls import reverse
from django.utils import timezone

from suppliers.models import RatingRule

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
ratings-edit       council_pk  GET    in    403   403   403   403   404   403   200   403   403   403   403
ratings-edit       council_pk  POST   in    403   403   403   403   404   403   302   403   403   403   403
"""
SUBJECTS: dict = {}
# Page, who looks, how many queries.
BUDGETS = {"ratings-edit": ("lead", 6)}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {"ratings-edit": {"met": "95", "slightly_below": "80", "below": "50"}}.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    return {"rating_rule": a_version(contract.council, 1, people["lead"])}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    return reverse(page, args=[scene.contract.council.pk])


def make_rows(scene, page: str) -> None:
    """As many versions of the thresholds as the scene has rows."""
    for row in range(scene.rows):
        a_version(scene.contract.council, row + 1, scene.people["lead"])


def a_version(council, version: int, by) -> RatingRule:
    """One version of a council's thresholds."""
    return RatingRule.objects.create(
        council=council, version=version, met=100 + version, set_at=timezone.now(), set_by=by
    )

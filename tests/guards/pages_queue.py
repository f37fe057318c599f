"""The pages around the officers' queue: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from django.urls import reverse

from returns.actions.saved_views import save_view
from returns.models import SavedView
from suppliers.models import ServiceCategory

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
return-queue-narrow  -           GET    in    403   403   403   403   200   200   200   200   200   403   403
saved-view-list      -           GET    in    403   403   403   403   200   200   200   200   200   403   403
saved-view-list      -           POST   in    403   403   403   403   302   302   302   302   302   403   403
saved-view-remove    kept_view   GET    in    403   403   403   403   405   405   405   405   405   403   403
saved-view-remove    kept_view   POST   in    403   403   403   403   404   302   404   404   404   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {"kept_view": lambda world: [world.more["kept_view"].pk]}
# Page, who looks, how many queries.
BUDGETS = {"saved-view-list": ("manager", 5), "return-queue-narrow": ("manager", 5)}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    data = {"saved-view-list": {"name": "Mine first", "whose": "mine"}, "saved-view-remove": {"go": "1"}}
    return data.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    return {"kept_view": save_view(name="My waiting returns", query="whose=mine", by=people["manager"])}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    return reverse(page)


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where these pages show them."""
    manager, council = scene.people["manager"], scene.contract.council
    for row in range(scene.rows):
        SavedView.objects.create(user=manager, name=f"View {row}", query="whose=team&order=oldest")
        ServiceCategory.objects.create(council=council, code=f"S{row}", label=f"Service {row}")

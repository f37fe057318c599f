"""The opportunity log: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import date

from django.urls import reverse

from suppliers.actions.hosts import retire_host
from suppliers.actions.opportunities import end_opportunity, record_steps
from suppliers.models import Host
from tests.factories import AreaFactory
from tests.returns.pages import day_typed
from tests.suppliers.opportunity_log import a_host, an_opportunity, host_typed, opportunity_typed

# Who belongs to both sides writes for the supplier.
TABLE = """
opportunity-log     contract    GET    in    404   200   200   200   404   200   200   200   200   404   404
opportunity-detail  opportunity GET    in    404   200   200   200   404   200   200   200   200   404   404
opportunity-detail  over        GET    in    404   200   200   200   404   200   200   200   200   404   404
host-add            contract    GET    in    404   403   200   200   404   403   403   403   200   404   404
host-add            contract    POST   in    404   403   302   302   404   403   403   403   302   404   404
host-edit           host        GET    in    404   403   200   200   404   403   403   403   200   404   404
host-edit           host        POST   in    404   403   302   302   404   403   403   403   302   404   404
host-edit           retired     GET    in    404   403   302   302   404   403   403   403   302   404   404
host-retire         host        GET    in    404   403   200   200   404   403   403   403   200   404   404
host-retire         host        POST   in    404   403   302   302   404   403   403   403   302   404   404
opportunity-add     contract    GET    in    404   403   200   200   404   403   403   403   200   404   404
opportunity-add     contract    POST   in    404   403   302   302   404   403   403   403   302   404   404
opportunity-edit    opportunity GET    in    404   403   200   200   404   403   403   403   200   404   404
opportunity-edit    opportunity POST   in    404   403   302   302   404   403   403   403   302   404   404
opportunity-edit    over        GET    in    404   403   302   302   404   403   403   403   302   404   404
opportunity-record  opportunity GET    in    404   403   200   200   404   403   403   403   200   404   404
opportunity-record  opportunity POST   in    404   403   302   302   404   403   403   403   302   404   404
opportunity-record  over        POST   in    404   403   302   302   404   403   403   403   302   404   404
opportunity-end     opportunity GET    in    404   403   200   200   404   403   403   403   200   404   404
opportunity-end     opportunity POST   in    404   403   302   302   404   403   403   403   302   404   404
council-opportunity-list -      GET    in    403   403   403   403   200   200   200   200   200   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    **{name: lambda world, name=name: [world.more[name].pk] for name in ("host", "retired", "opportunity", "over")},
}
# Page, who looks, how many queries.
BUDGETS = {
    "opportunity-log": ("editor", 8),
    "opportunity-log, officer": ("manager", 8),
    "opportunity-detail": ("editor", 7),
    "host-add": ("editor", 6),
    "host-edit": ("editor", 6),
    "host-retire": ("editor", 5),
    "opportunity-add": ("editor", 6),
    "opportunity-edit": ("editor", 5),
    "opportunity-record": ("editor", 5),
    "opportunity-end": ("editor", 5),
    "council-opportunity-list": ("manager", 7),
    "council-opportunity-list, year=2026": ("manager", 7),
    "council-opportunity-list, status=offered&contract=1": ("manager", 8),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "host-add": host_typed(),
        "host-edit": host_typed(name="Hillside City Farm"),
        "host-retire": {"go": "1"},
        "opportunity-add": opportunity_typed(world.more["host"]),
        "opportunity-edit": opportunity_typed(),
        "opportunity-record": {"offered": "2", "taken_up": "1", **day_typed("on", date(2026, 6, 10))},
        "opportunity-end": {"go": "1"},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    editor = people["editor"]
    host, retired = a_host(contract, editor), a_host(contract, editor, name="Closed Museum")
    retire_host(host=retired, by=editor)
    over = end_opportunity(opportunity=an_opportunity(host, editor), by=editor)
    return {"host": host, "retired": retired, "opportunity": an_opportunity(host, editor), "over": over}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    contract = scene.contract
    if name == "council-opportunity-list":
        return f"{reverse(name)}?{case.replace('contract=1', f'contract={contract.pk}')}"
    if name in ("opportunity-log", "host-add", "opportunity-add"):
        return reverse(name, args=[contract.pk])
    host = Host.objects.filter(contract=contract).latest("pk")
    return reverse(name, args=[host.pk if name.startswith("host-") else host.opportunities.latest("pk").pk])


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where this page shows them; the checks of these hosts run out."""
    editor, soon = scene.people["editor"], date(2026, 7, 20)
    for row in range(scene.rows):
        area = AreaFactory(council=scene.contract.council)
        said = {"name": f"Host {row}", "dbs_renew_on": soon, "insurance_ends_on": soon, "area_id": area.pk}
        host = a_host(scene.contract, editor, **said)
        opportunity = an_opportunity(host, editor)
        for reason in ("travel", "choice"):
            counts = {"offered": 1, reason: 1}
            record_steps(opportunity=opportunity, on=date(2026, 6, 10), counts=counts, by=editor)

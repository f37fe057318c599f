"""Endorsing a supplier: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import date

from django.urls import reverse

from returns.actions.endorsing import approve_endorsement, propose_endorsement
from suppliers.models import Commitment, Endorsement
from tests.factories import ContractFactory

#                                         anon- other             other                             cms
#                                         ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
endorsement-propose  contract       GET   in    403   403   403   403   404   200   200   403   403   403   403
endorsement-propose  contract       POST  in    403   403   403   403   404   200   200   403   403   403   403
endorsement-detail   offered        GET   in    404   200   200   200   404   200   200   200   200   404   404
endorsement-detail   only_proposed  GET   in    404   404   404   404   404   200   200   200   200   404   404
endorsement-decide   only_proposed  GET   in    403   403   403   403   404   403   200   403   403   403   403
endorsement-decide   only_proposed  POST  in    403   403   403   403   404   403   302   403   403   403   403
endorsement-answer   offered        GET   in    405   405   405   405   405   405   405   405   405   405   405
endorsement-answer   offered        POST  in    404   403   403   302   404   403   403   403   403   404   404
endorsement-withdraw offered        GET   in    403   403   403   403   404   200   200   403   403   403   403
endorsement-withdraw offered        POST  in    403   403   403   403   404   302   302   403   403   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {name: lambda world, name=name: [world.more[name].pk] for name in ("offered", "only_proposed")}
# Page, who looks, how many queries.
BUDGETS = {
    "endorsement-propose": ("manager", 7),
    "endorsement-detail": ("manager", 6),
    "endorsement-detail, supplier": ("admin", 6),
    "endorsement-decide": ("lead", 5),
    "endorsement-withdraw": ("manager", 5),
}
REASON = "Every promise was kept."


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "endorsement-propose": {"reason": REASON, "commitments": [str(world.commitments[0].pk)]},
        "endorsement-decide": {"decision": "decline", "reason": "Too early."},
        "endorsement-answer": {"answer": "accept"},
        "endorsement-withdraw": {"reason": "Returns are late."},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    offered = propose_endorsement(
        contract=contract, reason=REASON, commitments=contract.commitments.order_by("pk")[:1], by=people["manager"]
    )
    approve_endorsement(endorsement=offered, valid_to=date(2027, 7, 1), by=people["lead"])
    other = ContractFactory(council=contract.council, supplier=contract.supplier, manager=people["manager"])
    return {"offered": offered, "only_proposed": put(other, people)}


def put(contract, people: dict, **more) -> Endorsement:
    """An endorsement that was proposed."""
    fields = {"council": contract.council, "supplier": contract.supplier, "reason": REASON, **more}
    moment = "2026-07-01T09:00:00Z"
    return Endorsement.objects.create(contract=contract, proposed_at=moment, proposed_by=people["manager"], **fields)


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name = page.partition(", ")[0]
    if name == "endorsement-propose":
        return reverse(name, args=[scene.contract.pk])
    return reverse(name, args=[Endorsement.objects.filter(contract=scene.contract).first().pk])


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    return "offered" if page.endswith("supplier") else "proposed"


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where pages of this kind show them."""
    approved = {"status": "offered", "valid_to": date(2027, 7, 1), "decided_at": "2026-07-02T09:00:00Z"}
    more = {**approved, "decided_by": scene.people["lead"]} if kind == "offered" else {}
    endorsement = put(scene.contract, scene.people, **more)
    endorsement.commitments.set(Commitment.objects.filter(contract=scene.contract)[: scene.rows])

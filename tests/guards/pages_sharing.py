"""How officers share their work: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.actions import record_absence, save_team
from accounts.models import Absence, Team
from returns.models import SupplierReturn
from tests.factories import ContractFactory, OfficerRoleFactory

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
absence-list         -           GET    in    403   403   403   403   200   200   200   200   200   403   403
absence-add          council_pk  GET    in    403   403   403   403   404   200   200   403   200   403   403
absence-add          council_pk  POST   in    403   403   403   403   404   302   302   403   302   403   403
absence-end          absence     GET    in    403   403   403   403   405   405   405   405   405   403   403
absence-end          absence     POST   in    403   403   403   403   404   302   302   403   403   403   403
council-team-list    -           GET    in    403   403   403   403   200   200   200   200   200   403   403
council-team-add     council_pk  GET    in    403   403   403   403   404   403   200   403   403   403   403
council-team-add     council_pk  POST   in    403   403   403   403   404   403   302   403   403   403   403
council-team-edit    office_team GET    in    403   403   403   403   404   403   200   403   403   403   403
council-team-edit    office_team POST   in    403   403   403   403   404   403   302   403   403   403   403
council-team-remove  office_team GET    in    403   403   403   403   405   405   405   405   405   403   403
council-team-remove  office_team POST   in    403   403   403   403   404   403   302   403   403   403   403
handover-list        -           GET    in    403   403   403   403   200   200   200   200   200   403   403
handover-officer     their_work  GET    in    403   403   403   403   404   200   200   403   403   403   403
handover-officer     their_work  POST   in    403   403   403   403   404   302   302   403   403   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    **{name: lambda world, name=name: [world.more[name].pk] for name in ("absence", "office_team")},
    "their_work": lambda world: [world.contract.council_id, world.people["manager"].pk],
}
# Page, who looks, how many queries.
BUDGETS = {
    "absence-list": ("manager", 5),
    "absence-list, past": ("manager", 5),
    "absence-add": ("lead", 6),
    "council-team-list": ("lead", 6),
    "council-team-add": ("lead", 6),
    "council-team-edit": ("lead", 7),
    "handover-list": ("lead", 9),
    "handover-officer": ("lead", 10),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    people = {one: str(world.people[one].pk) for one in ("manager", "lead")}
    days = {"starts_on_day": "3", "starts_on_month": "8", "starts_on_year": "2026"}
    days |= {"ends_on_day": "7", "ends_on_month": "8", "ends_on_year": "2026"}
    team = {"name": "Another team", "members": [people["manager"]]}
    return {
        "absence-add": {**days, "user": people["manager"], "cover": people["lead"]},
        "absence-end": {"go": "1"},
        "council-team-add": team,
        "council-team-edit": team,
        "council-team-remove": {"go": "1"},
        "handover-officer": {"which": "ticked", "contract": [str(world.contract.pk)], "to": people["lead"]},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    council, manager = contract.council, people["manager"]
    deputy = OfficerRoleFactory(council=council).user
    contract.deputy = deputy
    contract.save()
    days = {"starts_on": date(2027, 1, 4), "ends_on": date(2027, 1, 8)}
    return {
        "office": council,
        "absence": record_absence(user=manager, council=council, cover=deputy, by=manager, **days),
        "office_team": save_team(
            team=Team(council=council, name="Care contracts"), members=[manager, deputy], by=people["lead"]
        ),
    }


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    council = scene.contract.council
    if name == "handover-officer":
        return reverse(name, args=[council.pk, scene.people["manager"].pk])
    if name in ("absence-add", "council-team-add"):
        return reverse(name, args=[council.pk])
    if name == "council-team-edit":
        return reverse(name, args=[Team.objects.filter(council=council).latest("pk").pk])
    return f"{reverse(name)}?show={case}"


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    return "read" if page == "handover-officer" else "waiting"


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where pages of this kind show them."""
    council, manager, now = scene.contract.council, scene.people["manager"], timezone.now()
    for row in range(scene.rows):
        officer = OfficerRoleFactory(council=council).user
        ContractFactory(council=council, supplier=scene.contract.supplier, manager=officer)
        ContractFactory(council=council, supplier=scene.contract.supplier, manager=None, status="preparing")
        absence = {"council": council, "cover": manager, "recorded_at": now, "recorded_by": officer}
        Absence.objects.create(user=officer, starts_on=now.date(), ends_on=date(2026, 8, 1), **absence)
        Absence.objects.create(user=officer, starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 9), **absence)
        team = Team.objects.create(council=council, name=f"Team {row}")
        team.members.set([officer, manager])
    if kind == "read":
        waiting = SupplierReturn.objects.filter(council=council, status=SupplierReturn.Status.SUBMITTED)
        waiting.update(status=SupplierReturn.Status.UNDER_REVIEW, taken_at=now, taken_by=manager)

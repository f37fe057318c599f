"""Reminders and what officers are told: who may set them, how many queries, and what the e-mails are sent about.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from returns.models import OfficerDigest, Reminder
from tests.factories import AnswerFactory, CommitmentFactory, ReturnLineFactory, SupplierReturnFactory

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
reminders-edit     council_pk  GET    in    403   403   403   403   404   403   200   403   403   403   403
reminders-edit     council_pk  POST   in    403   403   403   403   404   403   302   403   403   403   403
return-review      reminded    GET    in    404   403   403   403   404   200   200   200   200   404   404
"""
SUBJECTS = {"reminded": lambda world: [world.more["reminded"].pk]}
# Page, who looks, how many queries: the reminders of one return are asked for at once, however many there are.
BUDGETS = {
    "reminders-edit": ("lead", 6),
    "return-detail, reminded": ("editor", 10),
    "return-review, reminded": ("manager", 7),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {"reminders-edit": settings_data(digest="daily")}.get(name)


def settings_data(**changes) -> dict:
    """The usual reminders as the form sends them, with changes."""
    days = {"days_1": 14, "days_2": 3, "days_4": 1, "days_5": 7, "days_6": 14, "days_7": 28}
    on = {f"is_on_{number}": "on" for number in range(1, 8)}
    rest = {"manager_from": "6", "lead_from": "7", "digest": "weekly", "digest_weekday": "0", "digest_hour": "8"}
    return {**days, **on, **rest, **changes}


def make_objects(people: dict, contract) -> dict:
    """A return of which everybody was reminded who ever is, and an officer who was told that returns wait."""
    supplier_return = SupplierReturnFactory(contract=contract, line_count=1)
    line = ReturnLineFactory(supplier_return=supplier_return, commitment=CommitmentFactory(contract=contract))
    AnswerFactory(line=line)
    reminder = Reminder.objects.create(
        supplier_return=supplier_return, due_on=supplier_return.due_on, step=7, days=28, sent_on=timezone.localdate()
    )
    digest = OfficerDigest.objects.create(officer=people["manager"], sent_on=timezone.localdate())
    return {"reminded": supplier_return, "reminder": reminder, "digest": digest}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    return reverse(name, args=[(scene.draft if case else scene.contract.council).pk])


def make_rows(scene, kind: str) -> None:
    """As many reminders of one return as the scene has rows, of one due date after the other."""
    for row in range(scene.rows):
        day = scene.draft.opened_on + timedelta(days=row)
        Reminder.objects.create(supplier_return=scene.draft, due_on=day, step=1, days=-14, sent_on=day)

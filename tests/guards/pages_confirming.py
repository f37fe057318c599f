"""How sure a figure is: asking those who benefited, their one page without an account, and what auditors find.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from accounts.links import hash_of
from returns.actions.auditing import mark_line
from returns.actions.confirming import Asking, ask_confirmation, withdraw_confirmation
from returns.models import AuditMark, Confirmation, ReturnLine

#                                        anon- other             other                             cms
#                                        ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
confirmation-list     sent_line    GET   in    404   200   200   200   404   200   200   200   200   404   404
confirmation-list     draft_line   GET   in    404   404   404   404   404   404   404   404   404   404   404
confirmation-ask      sent_line    GET   in    404   403   200   200   404   200   200   403   200   404   404
confirmation-ask      sent_line    POST  in    404   403   302   302   404   302   302   403   302   404   404
confirmation-ask      draft_line   POST  in    404   404   404   404   404   404   404   404   404   404   404
confirmation-resend   asked_of     GET   in    405   405   405   405   405   405   405   405   405   405   405
confirmation-resend   asked_of     POST  in    404   403   302   302   404   403   403   403   302   404   404
confirmation-withdraw asked_of     GET   in    405   405   405   405   405   405   405   405   405   405   405
confirmation-withdraw asked_of     POST  in    404   403   302   302   404   403   403   403   302   404   404
confirmation-withdraw by_council   POST  in    404   403   403   403   404   302   302   403   403   404   404
confirmation-answer   open_link    GET   200   200   403   403   403   200   403   403   403   403   200   200
confirmation-answer   open_link    POST  302   302   403   403   403   302   403   403   403   403   302   302
confirmation-answer   ended_link   GET   404   404   404   404   404   404   404   404   404   404   404   404
confirmation-answer   ended_link   POST  404   404   404   404   404   404   404   404   404   404   404   404
confirmation-answer   no_link      GET   404   404   404   404   404   404   404   404   404   404   404   404
confirmation-thanks   -            GET   200   200   200   200   200   200   200   200   200   200   200   200
line-audit            decided_line GET   in    403   403   403   403   404   403   403   200   403   403   403
line-audit            decided_line POST  in    403   403   403   403   404   403   403   302   403   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    **{
        name: lambda world, name=name: [world.more[name].pk]
        for name in ("sent_line", "decided_line", "asked_of", "by_council")
    },
    "draft_line": lambda world: [world.draft.lines.first().pk],
    "open_link": lambda world: [world.more["asked_of"].token],
    "ended_link": lambda world: [world.more["ended"].token],
    "no_link": lambda world: ["x" * 43],
}
# Page, who looks, how many queries. Whoever has no account costs one, whether the link works or not.
BUDGETS = {
    "confirmation-list": ("editor", 8),
    "confirmation-list, council": ("manager", 9),
    "confirmation-ask": ("editor", 6),
    "confirmation-answer": ("anonymous", 1),
    "confirmation-thanks": ("anonymous", 0),
    "line-audit": ("auditor", 6),
}
SECRET = "a secret that only this test knows"


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "confirmation-ask": {
            "organisation_name": "Village Hall",
            "email": "hall@village.example",
            "figure": "5",
            "is_organisation": "on",
        },
        "confirmation-answer": {"answer": "received", "comment": "It helped."},
        "line-audit": {"verdict": "differs", "note": "The letter is of another year."},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    lines = ReturnLine.objects.filter(supplier_return__contract=contract)
    sent = lines.filter(supplier_return__status="submitted").first()
    decided = lines.filter(supplier_return__status="decided").first()

    def ask(email: str, by: str) -> Confirmation:
        asking = Asking("Harbour Food Bank", email, Decimal(5))
        return ask_confirmation(line=sent, asking=asking, by=people[by])

    asked, ended = ask("office@foodbank.example", "editor"), ask("hall@parish.example", "editor")
    withdraw_confirmation(confirmation=ended, by=people["editor"])
    return {
        "sent_line": sent,
        "decided_line": decided,
        "asked_of": asked,
        "by_council": ask("info@foodbank.example", "manager"),
        "ended": ended,
        "audit_mark": mark_line(line=decided, is_agreed=False, note="Counted again: 20.", by=people["auditor"]),
    }


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name = page.partition(", ")[0]
    if name == "confirmation-thanks":
        return reverse(name)
    if name == "confirmation-answer":
        return reverse(name, args=[SECRET])
    return reverse(name, args=[(scene.decided if name == "line-audit" else scene.sent).lines.first().pk])


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where these pages show them."""
    now, line = timezone.now(), scene.sent.lines.first()
    for row in range(scene.rows):
        Confirmation.objects.create(
            line=line,
            side="supplier",
            organisation_name=f"Charity {row}",
            email=f"office@charity{row}.example",
            figure=1,
            token_hash=hash_of(SECRET if row == 0 else f"secret {row}"),
            expires_on=timezone.localdate() + timedelta(days=30),
            asked_at=now,
            asked_by=scene.people["editor"],
        )
        for marked in (line, scene.decided.lines.first()):
            AuditMark.objects.create(line=marked, is_agreed=True, marked_at=now, marked_by=scene.people["auditor"])

"""Cases about promises that fall short: who may, how many queries, and the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import date
from decimal import Decimal

import time_machine
from django.urls import reverse
from django.utils import timezone

from returns.actions.escalating import open_escalation, reply_to_step, take_step
from returns.actions.plans import Planned, accept_plan, propose_plan
from returns.actions.remedies import Asked, propose_remedy
from returns.escalating import Level, Step
from suppliers.actions.remedies import set_remedies
from suppliers.remedies import KINDS, Granted
from tests.factories import CommitmentFactory

WHY = "Few of them were verified by now."
DAY = {"due_on_1_day": "1", "due_on_1_month": "9", "due_on_1_year": "2026"}

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
escalation-list    -           GET    in    200   200   200   200   200   200   200   200   200   200   200
escalation-detail  asked_case  GET    in    404   200   200   200   404   200   200   200   200   404   404
escalation-detail  plan_case   GET    in    404   200   200   200   404   200   200   200   200   404   404
escalation-open    contract    GET    in    403   403   403   403   404   200   200   403   403   403   403
escalation-open    contract    POST   in    403   403   403   403   404   302   302   403   403   403   403
escalation-close   asked_case  GET    in    404   403   403   403   404   200   200   403   403   404   404
escalation-close   asked_case  POST   in    404   403   403   403   404   302   302   403   403   404   404
step-take          next_step   GET    in    404   403   403   403   404   200   200   403   403   404   404
step-take          next_step   POST   in    404   403   403   403   404   302   302   403   403   404   404
step-take          past_ladder GET    in    404   403   403   403   404   404   404   403   403   404   404
step-correct       asked_step  GET    in    404   403   403   403   404   200   200   403   403   404   404
step-correct       asked_step  POST   in    404   403   403   403   404   302   302   403   403   404   404
step-reply         asked_step  GET    in    404   403   200   200   404   403   403   403   200   404   404
step-reply         asked_step  POST   in    404   403   302   302   404   403   403   403   302   404   404
plan-propose       asked_case  GET    in    404   403   200   200   404   403   403   403   200   404   404
plan-propose       asked_case  POST   in    404   403   302   302   404   403   403   403   302   404   404
plan-answer        plan_case   GET    in    404   403   403   403   404   200   200   403   403   404   404
plan-answer        plan_case   POST   in    404   403   403   403   404   302   302   403   403   404   404
plan-report        first_act   GET    in    404   403   200   200   404   403   403   403   200   404   404
plan-report        first_act   POST   in    404   403   302   302   404   403   403   403   302   404   404
plan-finish        agreed_case GET    in    404   403   403   403   404   200   200   403   403   404   404
plan-finish        agreed_case POST   in    404   403   403   403   404   302   302   403   403   404   404
remedy-propose     credit      GET    in    404   403   403   403   404   200   200   403   403   404   404
remedy-propose     credit      POST   in    404   403   403   403   404   302   302   403   403   404   404
remedy-decide      remedy      GET    in    403   403   403   403   404   403   200   403   403   403   403
remedy-decide      remedy      POST   in    403   403   403   403   404   403   302   403   403   403   403
contract-remedies  contract    GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-remedies  contract    POST   in    403   403   403   403   404   302   302   403   403   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    **{
        name: lambda world, name=name: [world.more[name].pk]
        for name in ("asked_case", "plan_case", "agreed_case", "remedy")
    },
    "next_step": lambda world: [world.more["asked_case"].pk, Level.REVIEW.value],
    "past_ladder": lambda world: [world.more["asked_case"].pk, Level.TERMINATION.value],
    "asked_step": lambda world: [world.more["asked_case"].pk, 1],
    "first_act": lambda world: [world.more["agreed_case"].pk, 1],
    "credit": lambda world: [world.more["noticed_case"].pk, "service_credit"],
}
# Page, who looks, how many queries.
BUDGETS = {
    "escalation-list": ("manager", 6),
    "escalation-list, waiting": ("manager", 5),
    "escalation-detail, supplier": ("editor", 9),
    "escalation-detail, officer": ("manager", 12),
    "escalation-open": ("manager", 6),
    "escalation-close": ("manager", 8),
    "step-take": ("manager", 8),
    "step-correct": ("manager", 8),
    "step-reply": ("editor", 8),
    "plan-propose": ("editor", 8),
    "plan-answer": ("manager", 9),
    "plan-report": ("editor", 9),
    "plan-finish": ("manager", 9),
    "remedy-propose": ("manager", 12),
    "remedy-decide": ("lead", 10),
    "contract-remedies": ("manager", 8),
    "supplier-home, cases": ("editor", 10),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "escalation-open": {"commitments": [str(world.commitments[0].pk)], "first": "1", "words": WHY},
        "escalation-close": {"result": "withdrawn", "words": WHY},
        "step-take": {"words": WHY},
        "step-correct": {"words": WHY},
        "step-reply": {"words": WHY},
        "plan-propose": {"cause": WHY, "words_1": "Open two groups", "owner_1": "Site manager", **DAY},
        "plan-answer": {"words": "", "action": "accept"},
        "plan-report": {"words": WHY},
        "plan-finish": {"outcome": "completed", "words": WHY},
        "remedy-propose": {"amount": "10", "words": WHY},
        "remedy-decide": {"words": "", "action": "approve"},
        "contract-remedies": {"kinds": ["retention"], "clause": "Clause 9", "cap": ""},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    promise = CommitmentFactory(contract=contract)
    set_remedies(contract=contract, granted=Granted(frozenset(KINDS) - {"shortfall_payment"}, None, "Schedule 6"),
                 by=people["manager"])  # fmt: skip
    asked, planned, agreed = (make_case(people, contract, [promise], Level.PLAN) for _case in range(3))
    plan = make_plan(planned, people)
    carried_out = accept_plan(plan=make_plan(agreed, people), by=people["manager"])
    noticed, second = (make_noticed(people, contract, [promise]) for _case in range(2))
    remedy = propose_remedy(escalation=second, asked=Asked("retention", WHY, Decimal(10)), by=people["manager"])
    reply = reply_to_step(step=noticed.steps.get(), words=WHY, by=people["editor"])
    return {
        "asked_case": asked, "plan_case": planned, "agreed_case": agreed, "noticed_case": noticed, "remedy": remedy,
        "proposed_plan": plan, "plan_action": carried_out.actions.first(), "step": asked.steps.get(), "reply": reply,
    }  # fmt: skip


def make_case(people: dict, contract, promises: list, level: Level, **rest):
    """A case about some promises, with its first step."""
    step = Step(level, WHY, **rest)
    return open_escalation(contract=contract, commitments=promises, step=step, by=people["manager"])


def make_noticed(people: dict, contract, promises: list):
    """A case with a formal notice whose deadline has passed."""
    with time_machine.travel(date(2026, 4, 2), tick=False):
        return make_case(people, contract, promises, Level.NOTICE, requirement="Clause 12", due_on=date(2026, 5, 1))


def make_plan(case, people: dict, *, actions: int = 2):
    """A plan that waits for the council."""
    planned = [Planned("Open a group", "Site manager", timezone.localdate()) for _action in range(actions)]
    return propose_plan(escalation=case, cause=WHY, actions=planned, by=people["editor"])


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    if name in ("supplier-home", "escalation-list"):
        return reverse(name) + (f"?show={case}" if case == "waiting" else "")
    if name in ("escalation-open", "contract-remedies"):
        return reverse(name, args=[scene.contract.pk])
    made = scene.people["made"]
    if name == "remedy-decide":
        return reverse(name, args=[made.remedies.get().pk])
    more = {"step-take": [0], "step-correct": [1], "step-reply": [1], "plan-report": [1]}.get(name, [])
    return reverse(name, args=[made.pk, *(["service_credit"] if name == "remedy-propose" else more)])


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    name = page.partition(", ")[0]
    if name in ("escalation-list", "supplier-home"):
        return "cases"
    same = {"plan-answer": "plan", "escalation-detail": "plan", "plan-report": "accepted", "plan-finish": "accepted"}
    return same.get(name, name if name in ("plan-propose", "remedy-decide") else "steps")


def make_rows(scene, kind: str) -> None:
    """As many promises, steps and actions in a case as the scene has rows, or as many cases."""
    people, contract = scene.people, scene.contract
    promises = list(contract.commitments.all())
    if kind == "cases":
        for _row in range(min(scene.rows, 20)):
            make_case(people, contract, promises[:1], Level.PLAN)
        return
    rates = {promise.pk: Decimal(5) for promise in promises}
    set_remedies(contract=contract, granted=Granted(frozenset(KINDS), None, "Schedule 6", rates), by=people["manager"])
    made = people["made"] = make_noticed(people, contract, promises)
    for _row in range(scene.rows):
        take_step(escalation=made, step=Step(Level.NOTE, WHY), by=people["manager"])
    if kind == "remedy-decide":
        asked = Asked("service_credit", WHY, Decimal(10))
        propose_remedy(escalation=made, asked=asked, by=people["manager"])
    if kind in ("plan", "plan-propose", "accepted"):
        made = people["made"] = make_case(people, contract, promises, Level.PLAN)
        if kind != "plan-propose":
            plan = make_plan(made, people, actions=scene.rows)
            if kind == "accepted":
                accept_plan(plan=plan, by=people["manager"])

"""Promises: proposed, agreed, changed: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from suppliers.actions.drafts import keep_draft
from suppliers.actions.proposing import propose_commitment
from suppliers.models import Commitment, Organisation, Proposal, TargetPoint, TargetProfile
from suppliers.terms import Terms, to_json
from tests.factories import CommitmentFactory, ContractFactory, MeasureFactory, ReportingPeriodFactory

# Who belongs to both sides proposes for the supplier, and answers for neither.
TABLE = """
promise-list       contract    GET    in    404   200   200   200   404   200   200   200   200   404   404
promise-detail     commitment  GET    in    404   200   200   200   404   200   200   200   200   404   404
promise-detail     proposed    GET    in    404   200   200   200   404   200   200   200   200   404   404
promise-waiting    -           GET    in    403   403   403   403   200   200   200   200   200   403   403
promise-add        contract    GET    in    404   403   200   200   404   200   200   403   200   404   404
promise-add        contract    POST   in    404   403   302   302   404   302   302   403   302   404   404
promise-mission    contract    GET    in    404   403   200   200   404   403   403   403   200   404   404
promise-mission    contract    POST   in    404   403   302   302   404   403   403   403   302   404   404
promise-change     commitment  GET    in    404   403   200   200   404   200   200   403   200   404   404
promise-change     commitment  POST   in    404   403   302   302   404   302   302   403   302   404   404
promise-replace    commitment  GET    in    404   403   200   200   404   200   200   403   200   404   404
promise-replace    commitment  POST   in    404   403   302   302   404   302   302   403   302   404   404
promise-withdraw   commitment  GET    in    404   403   200   200   404   200   200   403   200   404   404
promise-withdraw   commitment  POST   in    404   403   302   302   404   302   302   403   302   404   404
promise-step       add_words   GET    in    404   403   200   200   404   200   200   403   200   404   404
promise-step       add_words   POST   in    404   403   302   302   404   302   302   403   302   404   404
promise-step       ours_words  GET    in    404   403   403   403   404   200   200   403   403   404   404
promise-step       ours_words  POST   in    404   403   403   403   404   302   302   403   403   404   404
promise-step       no_kind     GET    in    404   404   404   404   404   404   404   404   404   404   404
promise-step       no_step     GET    in    404   403   404   404   404   404   404   403   404   404   404
promise-profile    ours_draft  GET    in    404   403   403   403   404   200   200   403   403   404   404
promise-profile    ours_draft  POST   in    404   403   403   403   404   200   200   403   403   404   404
promise-check      add_draft   GET    in    404   403   302   302   404   302   302   403   302   404   404
promise-check      ours_draft  GET    in    404   403   403   403   404   200   200   403   403   404   404
promise-check      ours_draft  POST   in    404   403   403   403   404   200   200   403   403   404   404
promise-answer     ours        GET    in    404   403   403   403   404   200   200   403   403   404   404
promise-answer     ours        POST   in    404   403   403   403   404   302   302   403   403   404   404
promise-answer     theirs      GET    in    404   403   200   200   404   403   403   403   403   404   404
promise-answer     theirs      POST   in    404   403   302   302   404   403   403   403   403   404   404
promise-take-back  ours        GET    in    404   403   200   200   404   403   403   403   200   404   404
promise-take-back  ours        POST   in    404   403   302   302   404   403   403   403   302   404   404
promise-take-back  theirs      GET    in    404   403   403   403   404   200   200   403   403   404   404
promise-take-back  theirs      POST   in    404   403   403   403   404   302   302   403   403   404   404
activity-enter     by_activity GET    in    403   403   403   403   404   200   200   403   403   403   403
activity-enter     by_activity POST   in    403   403   403   403   404   302   302   403   403   403   403
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "ours": lambda world: [world.more["ours"].pk],
    "theirs": lambda world: [world.more["theirs"].pk],
    "proposed": lambda world: [world.more["ours"].commitment_id],
    "by_activity": lambda world: [world.more["by_activity"].pk],
    "add_draft": lambda world: ["add", world.contract.pk],
    "ours_draft": lambda world: ["counter", world.more["ours"].pk],
    "add_words": lambda world: ["add", world.contract.pk, "words"],
    "ours_words": lambda world: ["counter", world.more["ours"].pk, "words"],
    "no_kind": lambda world: ["other", world.contract.pk, "words"],
    "no_step": lambda world: ["add", world.contract.pk, "price"],
}
# Page, who looks, how many queries.
BUDGETS = {
    "promise-list": ("editor", 7),
    "promise-list, officer": ("manager", 7),
    "promise-detail": ("editor", 11),
    "promise-detail, officer": ("manager", 11),
    "promise-waiting": ("lead", 7),
    "promise-add": ("editor", 9),
    "promise-mission": ("editor", 7),
    "promise-change": ("editor", 7),
    "promise-replace": ("manager", 7),
    "promise-withdraw": ("editor", 5),
    "promise-step, measure": ("editor", 8),
    "promise-step, place": ("manager", 7),
    "promise-profile": ("manager", 9),
    "promise-check": ("manager", 12),
    "promise-answer": ("manager", 11),
    "promise-take-back": ("editor", 8),
    "activity-enter": ("manager", 7),
}
WORDS = {"promise": "Take on four young people leaving care", "tender_wording": ""}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "promise-add": {"start": "1"},
        "promise-mission": {
            "promise": "Nobody is alone.", "target_group": "Older people", "calculation_rule": "They are visited.",
            "evidence_required": "Letters", "sensitivity": "standard",
            "outcome": world.commitments[0].measure.outcome.code,
        },
        "promise-change": {"start": "1"},
        "promise-replace": {"start": "1"},
        "promise-withdraw": {"reason": "Agreed with the school."},
        "promise-step": WORDS,
        "promise-profile": {"from_20260401": "x"},
        "promise-check": {"reason": "Agreed with the school."},
        "promise-answer": {"answer": "accept", "reason": "", "proportion_reason": "Agreed with the school."},
        "promise-take-back": {"really": "1"},
        "activity-enter": {"placement_year": "10"},
    }.get(name)  # fmt: skip


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    Organisation.objects.filter(pk=contract.supplier_id).update(is_vcse=True, is_mission_led=True)
    contract.supplier.refresh_from_db()
    measure = contract.commitments.first().measure
    terms = Terms(promise="Take on four", measure=measure.code, target=Decimal(4))
    return {
        "ours": propose_commitment(contract=contract, terms=terms, by=people["admin"]),
        "theirs": propose_commitment(contract=contract, terms=terms, by=people["lead"]),
        "by_activity": _by_activity(contract, measure),
    }


def _by_activity(contract, measure):
    """The contract's first period, with a promise that goes by placement years."""
    period = contract.periods.order_by("starts_on").first()
    promise = CommitmentFactory(contract=contract, measure=measure, basis="placement_year", rate=Decimal(2))
    profile = TargetProfile.objects.create(commitment=promise, version=1)
    TargetPoint.objects.create(
        profile=profile, period=period, starts_on=period.starts_on, ends_before=period.ends_before, amount=100
    )
    return period


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, case = page.partition(", ")
    contract = scene.contract
    newest = Proposal.objects.filter(commitment__contract=contract).order_by("-pk").first()
    if name in ("promise-list", "promise-add", "promise-mission"):
        return reverse(name, args=[contract.pk])
    if name == "promise-waiting":
        return reverse(name)
    if name == "promise-detail":
        return reverse(name, args=[newest.commitment_id])
    if name in ("promise-change", "promise-replace", "promise-withdraw"):
        return reverse(name, args=[contract.commitments.order_by("pk").first().pk])
    if name == "promise-step":
        outcome = contract.framework_version.outcomes.first().code
        address = reverse(name, args=["add", contract.pk, case])
        return f"{address}?outcome={outcome}" if case == "measure" else address
    if name in ("promise-check", "promise-profile"):
        return reverse(name, args=["counter", newest.pk])
    if name == "activity-enter":
        return reverse(name, args=[contract.periods.order_by("starts_on").first().pk])
    return reverse(name, args=[newest.pk])


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where these pages show them."""
    contract, people = scene.contract, scene.people
    Organisation.objects.filter(pk=contract.supplier_id).update(is_vcse=True, is_mission_led=True)
    measure = contract.commitments.first().measure
    ReportingPeriodFactory.create_batch(scene.rows, contract=contract)
    for _row in range(scene.rows):
        MeasureFactory(version=measure.version, outcome=measure.outcome)
        CommitmentFactory(contract=contract, measure=measure, basis="placement_year", rate=Decimal(2))
        _waiting(contract, measure, people["admin"], number=1)
        begun = ContractFactory(council=contract.council, framework_version=measure.version)
        keep_draft(kind="add", subject=begun.pk, contract=begun, answers={"terms": {}, "done": []}, by=people["lead"])
    _answered(contract, measure, people, scene.rows)


def _waiting(contract, measure, by, *, number: int) -> Commitment:
    """A new promise that waits for the council."""
    promise = CommitmentFactory(contract=contract, measure=measure, status="proposed")
    _proposal(promise, by, number=number)
    return promise


def _answered(contract, measure, people: dict, rows: int) -> None:
    """A promise about which so many proposals were countered, and one waits."""
    promise = CommitmentFactory(contract=contract, measure=measure, status="proposed")
    for number in range(1, rows + 1):
        _proposal(
            promise, people["admin"], number=number, status="countered", answered_at=timezone.now(),
            answered_by=people["manager"],
        )  # fmt: skip
    _proposal(promise, people["admin"], number=rows + 1)


def offer(promise: Commitment, by) -> Proposal:
    """What an officer proposed, which waits for the supplier."""
    return _proposal(promise, by, number=1, status="with_supplier", side="council")


def _proposal(
    promise: Commitment, by, *, number: int, status: str = "with_council", side: str = "supplier", **answered
) -> Proposal:
    terms = Terms(promise=f"Take on {number}", measure=promise.measure.code, target=Decimal(number))
    return Proposal.objects.create(
        commitment=promise, number=number, kind="new", side=side, status=status, terms=to_json(terms),
        reason="As in the tender", proposed_at=timezone.now(), proposed_by=by, **answered,
    )  # fmt: skip

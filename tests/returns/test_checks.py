"""What the portal finds in a return before it goes and before it is decided; invariant 5."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from audit.models import AuditEvent
from framework.models import MeasureRelation
from returns.actions.answering import Figure, answer_figure, confirm_pairs, declare_nil
from returns.actions.submitting import submit_return
from returns.checks import (
    BEFORE_DECIDING,
    BEFORE_SENDING,
    LOOK,
    STOP,
    baseline_is_known,
    before_deciding,
    before_sending,
    every_line_answered,
    evidence_is_ready,
    figures_have_evidence,
    figures_in_step,
    nil_is_nil,
    pairs_confirmed,
    photos_allowed,
    stops,
    usual_size,
    verified_in_step,
)
from returns.checks import __path__ as FOLDER
from returns.models import ContractFigure, SupplierReturn
from returns.overview import council_figures
from suppliers.checks import NotReady
from suppliers.models import Commitment
from tests.factories import CouncilFactory, EvidenceFactory, EvidenceUseFactory, FrameworkVersionFactory, MeasureFactory
from tests.returns.road import (
    CLAIMS,
    DECLARED,
    KINDS,
    answer,
    answer_all,
    decide,
    decide_all,
    finish,
    in_part,
    next_period,
    not_at_all,
    open_road,
    send,
    send_back,
    take,
    taken,
)
from tests.returns.road import date as day

pytestmark = pytest.mark.django_db


def found(check, road, *, sent=False) -> list[tuple]:
    """What one check finds: the code, how bad, the page and the line."""
    return [(item.code, item.severity, item.page, item.line) for item in check.problems(road.sheet(sent=sent))]


def related(*relations, **fields):
    """A road of two counts, A and B, that stand in these relations."""
    version = FrameworkVersionFactory(framework__council=CouncilFactory())
    council = version.framework.council
    measures = [MeasureFactory(version=version, code=code, **fields) for code in "AB"]
    for relation in relations:
        MeasureRelation.objects.create(
            version=version, measure_a=measures[0], measure_b=measures[1], rule="Words", **relation
        )
    return open_road(*measures, council=council, framework_version=version)


SUBSET = {"kind": "subset_of", "effect": "block", "span": "period"}
FUNNEL = {"kind": "funnel_next", "effect": "block", "span": "contract"}
WARNING = {"kind": "subset_of", "effect": "warn", "span": "period"}
PAIR = {"kind": "never_both_for_same_item", "effect": "confirm", "span": "period"}
CONDITION = {"kind": "valid_only_if_not_worse", "effect": "block", "span": "period"}


def figure(amount) -> Figure:
    return Figure(claimed=Decimal(amount), nothing_reason="" if amount else "None yet")


def test_checks_of_the_folder_all_run():
    names = {path.stem for path in Path(FOLDER[0]).glob("*.py")} - {"__init__", "problem", "relations"}
    names.remove("correction_in_step")  # asked when a figure is corrected: see test_invariant_05_corrections.py
    names.remove("day_to_change_by")  # asked when a return is sent back
    names.remove("dispute_in_time")  # asked when a decision is disputed
    names.remove("plan_can_be_followed")  # asked when a plan to catch up is proposed
    names.remove("step_can_be_taken")  # asked when a step of a case is taken
    names.remove("remedy_is_granted")  # asked when a remedy is proposed and when it is approved
    names.remove("endorsement_stands_on_figures")  # asked when an endorsement is proposed
    names -= {"confirmation_can_be_asked", "address_is_not_ours"}  # asked before somebody who benefited is
    names.remove("declarations_ticked")  # asked with what was ticked, by sending and by asking for sign-off
    assert names == {check.__module__.rpartition(".")[2] for check in (*BEFORE_SENDING, *BEFORE_DECIDING)}


# --- Every line answered --------------------------------------------------------------------------------------------
def test_every_line_answered_stops_at_the_first_open_question():
    road = open_road("count", "narrative")
    assert found(every_line_answered, road) == [
        ("unanswered", STOP, "figure", 1),
        ("unanswered", STOP, "figure", 2),
    ]
    answer_figure(answer=road.row(2).answer, figure=Figure(), by=road.editor)
    assert found(every_line_answered, road)[1] == ("unanswered", STOP, "words", 2)


def test_every_line_answered_passes_a_line_of_every_kind():
    road = open_road(*KINDS)
    answer_all(road)
    assert found(every_line_answered, road) == []


@pytest.mark.parametrize(
    ("kind", "claim", "codes"),
    [
        ("count", Figure(claimed=Decimal(0)), ["nothing_without_reason"]),
        ("count", Figure(), ["nothing_without_reason"]),
        ("count", Figure(claimed=Decimal(0), nothing_reason="In July"), []),
        ("money", Figure(claimed=Decimal("0.00")), ["nothing_without_reason"]),
        ("percent", Figure(), ["nothing_without_reason"]),
        ("percent", Figure(Decimal(0), Decimal(0), Decimal(50)), []),
        ("percent", Figure(nothing_reason="In July"), []),
        ("milestone", Figure(), ["nothing_without_reason"]),
        ("milestone", Figure(claimed=Decimal(0)), []),
        ("narrative", Figure(nothing_reason="In July"), []),
    ],
)
def test_every_line_answered_zero_needs_a_reason(kind, claim, codes):
    road = open_road(kind)
    answer(road, 1, claim)
    assert [code for code, *_rest in found(every_line_answered, road)] == codes


def test_every_line_answered_wants_words_again_when_there_is_something_after_all():
    """First nothing, so no words were asked; then a figure from the check page."""
    road = open_road()
    answer(road, 1, Figure(claimed=Decimal(0), nothing_reason="In July"))
    answer_figure(answer=road.row().answer, figure=figure(3), by=road.editor)
    assert found(every_line_answered, road) == [("words_missing", STOP, "words", 1)]


def test_every_line_answered_leaves_closed_lines_alone():
    road = taken("count", "count")
    send_back(road, 2)
    assert found(every_line_answered, road) == [("unanswered", STOP, "figure", 2)]


# --- Evidence, photos, starting figures ---------------------------------------------------------------------------
def test_figures_have_evidence_or_a_reason():
    road = open_road("count", "milestone")
    answer_all(road)
    road.row(1).answer.evidence_uses.all().delete()
    for row in road.sheet().rows:
        type(row.answer).objects.filter(pk=row.answer.pk).update(no_evidence_reason="")
    assert found(figures_have_evidence, road) == [
        ("evidence_missing", STOP, "evidence", 1),
        ("evidence_missing", STOP, "evidence", 2),
    ]
    EvidenceUseFactory(answer=road.row(1).answer, evidence=EvidenceFactory(contract=road.contract))
    answer_figure(answer=road.row(2).answer, figure=Figure(claimed=Decimal(0)), by=road.editor)
    assert found(figures_have_evidence, road) == []


@pytest.mark.parametrize(
    ("status", "stopped"),
    [
        ("uploaded", True),
        ("scanning", True),
        ("quarantined", True),
        ("removed", True),
        ("disposed", True),
        ("hidden", True),
        ("available", False),
    ],
)
def test_evidence_is_ready_before_it_goes(status, stopped):
    road = open_road()
    EvidenceUseFactory(answer=road.row().answer, evidence=EvidenceFactory(contract=road.contract, status=status))
    assert found(evidence_is_ready, road) == ([("evidence_not_ready", STOP, "evidence", 1)] if stopped else [])


@pytest.mark.parametrize(("photos", "stopped"), [("no", True), ("with consent", False), ("yes", False)])
def test_photos_allowed_stops_a_photo_where_none_is(photos, stopped):
    measure = MeasureFactory(photos=photos)
    road = open_road(measure, framework_version=measure.version)
    for kind in ("image/png", "application/pdf"):
        EvidenceUseFactory(answer=road.row().answer, evidence=EvidenceFactory(contract=road.contract, media_type=kind))
    assert found(photos_allowed, road) == ([("photo_not_allowed", STOP, "evidence", 1)] if stopped else [])


def test_baseline_is_known_before_a_change_is_claimed():
    measure = MeasureFactory(baseline_required=True)
    road = open_road(measure, framework_version=measure.version, commitment={"baseline": Decimal(7)})
    answer_all(road)
    assert found(baseline_is_known, road) == []
    Commitment.objects.update(baseline=None)
    assert found(baseline_is_known, road) == [("baseline_missing", STOP, "figure", 1)]
    answer(road, 1, figure(0))
    assert found(baseline_is_known, road) == []


# --- Nothing to report ----------------------------------------------------------------------------------------------
def test_nil_is_nil_stops_a_figure():
    road = open_road("count", "narrative", "milestone")
    declare_nil(revision=road.sheet().revision, reason="Nothing", by=road.editor)
    assert found(nil_is_nil, road) == []
    answer(road, 1)
    answer(road, 2)
    answer(road, 3, Figure(claimed=Decimal(0)))
    assert found(nil_is_nil, road) == [
        ("nil_with_figures", STOP, "nothing", 1),
        ("nil_with_figures", STOP, "nothing", 2),
    ]
    declare_nil(revision=road.sheet().revision, reason="", by=road.editor)
    assert found(nil_is_nil, road) == []


# --- Usual size -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("amount", "looks"),
    [(24, False), (12, False), (48, False), (11, True), (49, True), (0, False)],
)
def test_usual_size_is_half_to_double_the_target_of_the_period(amount, looks):
    road = open_road()
    answer(road, 1, figure(amount))
    assert found(usual_size, road) == ([("unusual_figure", LOOK, "figure", 1)] if looks else [])
    if looks:
        answer(road, 1, replace(figure(amount), unusual_reason="A summer school"))
        assert found(usual_size, road) == []


def test_usual_size_says_nothing_of_words_and_milestones():
    road = open_road("narrative", "milestone")
    answer_all(road)
    assert found(usual_size, road) == []


# --- Relations: invariant 5 -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("a", "b", "stopped"), [(21, 20, True), (20, 20, False), (3, 20, False), (1, 0, True)])
def test_invariant_05_part_larger_than_its_whole_is_not_sent(a, b, stopped):
    road = related(SUBSET)
    answer_all(road, line_1=figure(a), line_2=figure(b))
    assert found(figures_in_step, road) == ([("figures_out_of_step", STOP, "figure", 1)] if stopped else [])
    if stopped:
        with pytest.raises(NotReady):
            send(road)
        assert SupplierReturn.objects.get().status == "draft"
    else:
        assert send(road).status == "submitted"


def test_invariant_05_funnel_counts_what_earlier_periods_had():
    """10 offered and 8 taken up in spring, 1 and 3 in summer: 11 offered and 11 taken up so far is fine, 12 is not."""
    road = related(FUNNEL)
    send(road, line_1=figure(10), line_2=figure(8))
    next_period(road, day(2026, 7, 1))
    answer_all(road, line_1=figure(1), line_2=figure(4))
    assert found(figures_in_step, road) == [("figures_out_of_step", STOP, "figure", 1)]
    answer(road, 2, figure(3))
    assert found(figures_in_step, road) == []


def test_invariant_05_part_is_never_added_to_its_whole():
    road = related(SUBSET)
    send(road, line_1=figure(5), line_2=figure(20))
    take(road)
    decide_all(road)
    finish(road)
    assert {row.measure.code: row.verified for row in council_figures(road.second)} == {"A": 5, "B": 20}
    assert sorted(ContractFigure.objects.values_list("verified", flat=True)) == [5, 20]


def test_invariant_05_part_verified_larger_than_its_whole_is_not_finished():
    road = related(SUBSET)
    send(road, line_1=figure(10), line_2=figure(20))
    take(road)
    decide(road, 1)
    decide(road, 2, in_part(9))
    assert found(verified_in_step, road, sent=True) == [("verified_out_of_step", STOP, "line", 1)]
    with pytest.raises(NotReady):
        finish(road)
    decide(road, 1, in_part(9))
    assert finish(road).status == "decided"


def test_figures_in_step_warns_until_somebody_says_why():
    road = related(WARNING)
    answer_all(road, line_1=figure(21), line_2=figure(20))
    assert found(figures_in_step, road) == [("figures_out_of_step", LOOK, "figure", 1)]
    answer(road, 1, replace(figure(21), unusual_reason="Counted at the end"))
    assert found(figures_in_step, road) == []


def test_figures_in_step_lead_to_the_line_that_may_be_changed():
    road = related(SUBSET)
    send(road, line_1=figure(10), line_2=figure(20))
    take(road)
    send_back(road, 2)
    answer(road, 2, figure(9))
    assert found(figures_in_step, road) == [("figures_out_of_step", STOP, "figure", 2)]


def test_pairs_confirmed_before_both_are_claimed():
    road = related(PAIR)
    answer_all(road, line_1=figure(5), line_2=figure(6))
    sheet = road.sheet()
    [problem] = pairs_confirmed.problems(sheet)
    assert (problem.code, problem.severity, problem.pair) == ("pair_not_confirmed", STOP, "A+B")
    assert "Measure 1" in problem.message and "Measure 2" in problem.message
    with pytest.raises(NotReady):
        submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor)
    confirm_pairs(revision=sheet.revision, pairs=["A+B"], declarations=[], by=road.editor)
    assert found(pairs_confirmed, road) == []
    assert submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor).status == "submitted"
    assert AuditEvent.objects.get(event="return.submitted").data["pairs"] == ["A+B"]


def test_pairs_confirmed_are_not_asked_when_one_is_nothing():
    road = related(PAIR)
    answer_all(road, line_1=figure(5), line_2=figure(0))
    assert found(pairs_confirmed, road) == []


def test_condition_that_is_not_met_stops_verifying_and_not_sending():
    road = related(CONDITION, calculation_rule="Baseline minus now")
    answer_all(road, line_1=figure(5), line_2=figure(-1))
    assert stops(before_sending(road.sheet())) == []
    send(road)
    take(road)
    decide_all(road)
    assert found(verified_in_step, road, sent=True) == [("verified_out_of_step", STOP, "line", 1)]
    decide(road, 1, not_at_all(road.row(1, sent=True)))
    assert before_deciding(road.sheet(sent=True)) == []


def test_verified_in_step_names_every_line_to_decide():
    road = taken("count", "narrative", "percent")
    decide(road, 2)
    assert found(verified_in_step, road, sent=True) == [
        ("undecided", STOP, "line", 1),
        ("undecided", STOP, "line", 3),
    ]


def test_checks_find_nothing_in_a_good_return():
    road = open_road(*KINDS)
    answer_all(road, line_1=CLAIMS["count"])
    assert stops(before_sending(road.sheet())) == []

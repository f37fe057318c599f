"""Taking a return, deciding its lines, sending it back and finishing it; invariant 6."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from returns import emails
from returns.actions.answering import (
    answer_words,
)
from returns.actions.evidence import use_evidence
from returns.actions.reviewing import (
    Decision,
    ask_for_change,
    decide_line,
    decide_return,
    hand_back_return,
    send_back_return,
    take_over_return,
    take_return,
)
from returns.models import Answer, ContractFigure, LineComment, Revision, Verification
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.factories import EvidenceFactory, EvidenceUseFactory, OfficerRoleFactory
from tests.returns import road as roads
from tests.returns.road import (
    ask,
    codes,
    decide,
    decided,
    finish,
    in_full,
    in_part,
    last_event,
    not_at_all,
    open_road,
    send,
    send_back,
    sent,
    take,
    taken,
)

pytestmark = pytest.mark.django_db


def test_decide_keeps_what_was_claimed_and_a_changed_mind_is_a_new_row():
    road = taken()
    decide(road, 1, in_part(3))
    decide(road, 1)
    rows = Verification.objects.order_by("id")
    assert [(row.decision, row.claimed, row.verified) for row in rows] == [
        ("part_verified", 20, 3),
        ("verified", 20, 20),
    ]
    assert road.row(sent=True).verification == rows[1]


def test_decide_takes_back_the_question_and_a_question_the_decision():
    road = taken()
    ask(road)
    decide(road)
    assert not LineComment.objects.exists()
    ask(road, text="After all: why?")
    assert road.row(sent=True).verification is None
    ask(road, text="Reworded")
    assert LineComment.objects.get().text == "Reworded"


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "decided"])
def test_decide_needs_a_return_that_is_being_read(status):
    road = open_road()
    if status == "returned":
        send(road)
        take(road)
        send_back(road)
    elif status != "draft":
        road = decided() if status == "decided" else sent()
    row = road.row(sent=status != "draft")
    supplier_return = row.line.supplier_return
    at = last_event()
    for act in (
        lambda: decide_line(row=row, decision=in_full(row), by=road.officer),
        lambda: ask_for_change(row=row, text="Why?", by=road.officer),
        lambda: send_back_return(supplier_return=supplier_return, message="", by=road.officer),
        lambda: decide_return(supplier_return=supplier_return, message="", by=road.officer),
        lambda: hand_back_return(supplier_return=supplier_return, by=road.officer),
        lambda: take_over_return(supplier_return=supplier_return, reason="", by=road.second),
    ):
        with pytest.raises((PermissionDenied, InvalidTransition)), transaction.atomic():
            act()
    if status != "submitted":
        with pytest.raises(InvalidTransition):
            take_return(supplier_return=supplier_return, by=road.officer)
    assert codes(road, at) == []


def test_decide_with_a_sheet_from_before_somebody_elses_decision_is_refused():
    road = taken()
    stale = road.row(sent=True)
    decide(road)
    with pytest.raises(InvalidTransition), transaction.atomic():
        decide_line(row=stale, decision=in_part(1), by=road.officer)
    assert Verification.objects.count() == 1


def test_take_over_of_ones_own_return_changes_nothing():
    road = taken()
    at = last_event()
    take_over_return(supplier_return=road.fresh(), reason="Twice", by=road.officer)
    assert codes(road, at) == []


def test_hand_back_keeps_the_decisions():
    road = taken("count", "count")
    decide(road, 1)
    hand_back_return(supplier_return=road.fresh(), by=road.officer)
    take(road, by=road.second)
    assert road.row(1, sent=True).verification.decided_by == road.officer
    assert road.fresh().taken_by == road.second


def test_send_back_opens_only_what_was_asked_and_the_files_stay():
    road = open_road("count", "hours", "narrative")
    evidence = EvidenceFactory(contract=road.contract)
    EvidenceUseFactory(answer=road.row(2).answer, evidence=evidence)
    send(road)
    take(road)
    decide(road, 1)
    send_back(road, 2)
    sheet = road.sheet()
    assert (sheet.revision.number, road.fresh().answered_count) == (2, 2)
    assert [row.line.is_open for row in sheet.rows] == [False, True, False]
    assert [row.answer.is_complete for row in sheet.rows] == [True, False, True]
    assert [row.answer.claimed for row in sheet.rows] == [20, Decimal("24.25"), None]
    assert sheet.row(2).evidence == [evidence]
    assert sheet.row(1).verification and not sheet.row(2).verification
    for number in (1, 3):
        with pytest.raises(InvalidTransition):
            answer_words(answer=sheet.row(number).answer, narrative="Changed", by=road.editor)
        with pytest.raises(InvalidTransition):
            use_evidence(answer=sheet.row(number).answer, evidence=evidence, by=road.editor)
    send(road)
    assert Revision.objects.filter(submitted_at=None).count() == 0


def test_send_back_gives_the_councils_number_of_working_days(time_machine):
    time_machine.move_to("2026-12-22T15:00:00+00:00")
    road = taken()
    send_back(road)
    # Ten working days from Tuesday 22 December, with Christmas, its Monday in lieu and New Year's Day between.
    assert road.fresh().due_on == roads.date(2027, 1, 8)


def test_send_back_takes_a_later_working_day_within_three_months_only(time_machine):
    time_machine.move_to("2026-12-22T15:00:00+00:00")
    road = taken()
    ask(road)
    day = roads.date
    for wrong in (day(2026, 12, 22), day(2026, 12, 25), day(2027, 1, 9), day(2027, 3, 23)):
        with pytest.raises(NotReady), transaction.atomic():
            send_back_return(supplier_return=road.fresh(), message="", by=road.officer, due_on=wrong)
    assert (road.fresh().status, Revision.objects.count()) == ("under_review", 1)
    send_back_return(supplier_return=road.fresh(), message="", by=road.officer, due_on=day(2027, 3, 22))
    assert road.fresh().due_on == day(2027, 3, 22)


def test_send_back_keeps_to_a_council_that_gives_longer_than_that(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = taken()
    type(road.contract.council).objects.filter(pk=road.contract.council_id).update(change_working_days=90)
    send_back(road)
    assert road.fresh().due_on > roads.date(2026, 10, 6)


def test_send_back_needs_a_question():
    road = taken()
    with pytest.raises(InvalidTransition), transaction.atomic():
        send_back_return(supplier_return=road.fresh(), message="Please look again", by=road.officer)
    assert Revision.objects.count() == 1


def test_send_back_that_fails_in_the_middle_leaves_nothing(monkeypatch):
    road = taken()
    ask(road)
    at = last_event()

    def fail(*args):
        raise RuntimeError("no e-mail")

    monkeypatch.setitem(emails.EMAILS, "return_sent_back", fail)
    with pytest.raises(RuntimeError):
        send_back_return(supplier_return=road.fresh(), message="", by=road.officer)
    assert (road.fresh().status, Revision.objects.count(), codes(road, at)) == ("under_review", 1, [])
    assert Answer.objects.count() == 1


def test_finish_needs_a_decision_on_every_line():
    road = taken("count", "count")
    decide(road, 1)
    ask(road, 2)
    with pytest.raises(NotReady) as refused:
        finish(road)
    assert [(problem.code, problem.line) for problem in refused.value.problems] == [("undecided", 2)]
    assert road.fresh().status == "under_review"


def test_finish_closes_every_line_and_frees_the_officer():
    road = decided("count", "count")
    fresh = road.fresh()
    assert (fresh.taken_by, fresh.decided_by, fresh.officer_message) == (None, road.officer, "Thank you.")
    assert not fresh.lines.filter(is_open=True).exists()


@pytest.mark.parametrize(
    ("decisions", "outcome"),
    [
        (("full", "full"), "approved"),
        (("full", "part"), "part_approved"),
        (("none", "full"), "part_approved"),
        (("none", "none"), "not_approved"),
    ],
)
def test_finish_comes_to_what_its_lines_came_to(decisions, outcome):
    road = taken("count", "count")
    for number, decision in enumerate(decisions, start=1):
        row = road.row(number, sent=True)
        made = {"full": in_full(row), "part": in_part(1), "none": not_at_all(row)}[decision]
        decide(road, number, made)
    at = last_event()
    finish(road)
    assert AuditEvent.objects.get(id__gt=at).data == {"outcome": outcome}


def verification(road, **fields):
    row = road.row(sent=True)
    moment = row.answer.revision.submitted_at
    return Verification.objects.create(
        **{
            "line": row.line,
            "revision": row.answer.revision,
            "decision": "verified",
            "claimed": row.answer.claimed,
            "decided_at": moment,
            "decided_by": road.officer,
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({"verified": 20}, True),
        ({"verified": 0}, True),
        ({"verified": None}, True),
        ({"verified": Decimal("20.001")}, False),
        ({"verified": 21, "is_under_claim": True}, False),
        ({"verified": 21, "reason": "More"}, False),
        ({"verified": 21, "is_under_claim": True, "reason": "More"}, True),
        ({"verified": 1, "claimed": None}, False),
        ({"verified": 1, "claimed": None, "is_under_claim": True, "reason": "More"}, True),
    ],
)
def test_invariant_06_database_refuses_more_than_claimed_without_a_reason(fields, holds):
    road = taken()
    if holds:
        assert verification(road, **fields).pk
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        verification(road, **fields)


def test_invariant_06_action_refuses_more_than_claimed_without_a_reason():
    road = taken()
    for wrong in (
        Decision("verified", Decimal(21)),
        Decision("verified", Decimal(21), is_under_claim=True),
        Decision("part_verified", Decimal(3)),
        Decision("not_verified", Decimal(0)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            decide(road, 1, wrong)
    assert not Verification.objects.exists()
    decide(road, 1, Decision("verified", Decimal(21), is_under_claim=True, reason="The list shows one more"))
    finish(road)
    assert ContractFigure.objects.get().verified == 21


def test_officer_role_of_another_council_opens_no_door():
    road = taken()
    stranger = OfficerRoleFactory(role="social_value_lead").user
    with pytest.raises(PermissionDenied):
        decide_return(supplier_return=road.fresh(), message="", by=stranger)

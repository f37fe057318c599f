"""Invariant 19: two officers cannot both decide one line; a return sent twice at once is sent once."""

import threading
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from returns.actions import submitting
from returns.actions.answering import Figure, answer_figure, declare_nil
from returns.actions.correcting import Difference, approve_correction, decline_correction, propose_correction
from returns.actions.opening import open_due_returns
from returns.actions.reviewing import (
    ask_for_change,
    decide_line,
    decide_return,
    hand_back_return,
    send_back_return,
    take_over_return,
    take_return,
)
from returns.actions.submitting import submit_return
from returns.actions.waiving import waive_period
from returns.checks import before_sending
from returns.figures import differing_figures
from returns.models import Answer, ContractFigure, Revision, SupplierReturn, Verification
from returns.sheet import load_sheet
from suppliers.actions.answering import accept_proposal
from suppliers.actions.contracts import extend_contract
from suppliers.actions.proposing import propose_commitment
from suppliers.models import ReportingPeriod
from suppliers.terms import Terms
from suppliers.workflow import InvalidTransition
from tests.factories import MemberFactory, OfficerRoleFactory
from tests.returns import road as roads
from tests.returns.road import (
    DECLARED,
    answer_all,
    correct,
    decide,
    decide_all,
    decided,
    in_part,
    open_road,
    sent,
    taken,
)
from tests.returns.together import failures, together

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT = 8


def returns(road, count):
    """So many copies of the return, each read for itself, as so many requests would."""
    return [SupplierReturn.objects.select_related("contract__council", "council", "period").get(
        pk=road.supplier_return.pk) for _ in range(count)]  # fmt: skip


def officers(road, count):
    return [OfficerRoleFactory(council=road.contract.council).user for _ in range(count)]


def events(road, code):
    return AuditEvent.objects.filter(trail=road.contract.audit_trail, event=code).count()


def test_invariant_19_eight_people_submitting_at_once_make_one_submission():
    road = open_road("count", "percent")
    answer_all(road)
    people = [MemberFactory(organisation=road.contract.supplier).user for _ in range(EIGHT)]
    OutboundEmail.objects.all().delete()
    results = together(
        [
            lambda item=item, by=by: submit_return(supplier_return=item, declarations=DECLARED, by=by)
            for item, by in zip(returns(road, EIGHT), people, strict=True)
        ]
    )
    assert failures(results) == [InvalidTransition] * 7
    winner = next(result for result in results if not isinstance(result, Exception)).submitted_by
    fresh = road.fresh()
    assert (fresh.status, fresh.submitted_by) == ("submitted", winner)
    assert Revision.objects.get(supplier_return=fresh).submitted_by == winner
    assert events(road, "return.submitted") == 1
    assert sorted(OutboundEmail.objects.values_list("to", flat=True)) == sorted([winner.email, road.officer.email])
    assert list(differing_figures()) == []


def test_invariant_19_eight_officers_taking_one_return_make_one_reader():
    road = sent()
    results = together(
        [
            lambda item=item, by=by: take_return(supplier_return=item, by=by)
            for item, by in zip(returns(road, EIGHT), officers(road, EIGHT), strict=True)
        ]
    )
    assert failures(results) == [InvalidTransition] * 7
    assert events(road, "return.taken") == 1
    assert road.fresh().status == "under_review"


def test_invariant_19_two_officers_taking_over_at_once_leave_it_with_the_first():
    road = taken()
    rivals = officers(road, 2)
    results = together(
        [
            lambda item=item, by=by: take_over_return(supplier_return=item, reason="On leave", by=by)
            for item, by in zip(returns(road, 2), rivals, strict=True)
        ]
    )
    assert failures(results) == [InvalidTransition]
    winner = next(by for by, result in zip(rivals, results, strict=True) if not isinstance(result, Exception))
    assert road.fresh().taken_by == winner
    assert events(road, "return.taken_over") == 1


def test_invariant_19_one_officer_in_two_windows_decides_a_line_once():
    road = taken()
    rows = [road.row(sent=True) for _ in range(EIGHT)]
    results = together(
        [lambda row=row: decide_line(row=row, decision=in_part(row.number), by=road.officer) for row in rows]
    )
    assert failures(results) == [InvalidTransition] * 7
    assert Verification.objects.get() == road.row(sent=True).verification
    assert events(road, "line.decided") == 1


def test_invariant_19_taking_over_and_deciding_at_once_leave_one_of_them_out():
    road = taken()
    rival = officers(road, 1)[0]
    row, [item] = road.row(sent=True), returns(road, 1)
    decision, taken_over = together(
        [
            lambda: decide_line(row=row, decision=in_part(3), by=road.officer),
            lambda: take_over_return(supplier_return=item, reason="On leave", by=rival),
        ]
    )
    assert not isinstance(taken_over, Exception)
    assert road.fresh().taken_by == rival
    # Either it was decided before the take-over, or the officer no longer had it: never afterwards.
    codes = list(
        AuditEvent.objects.filter(event__in=["line.decided", "return.taken_over"])
        .order_by("id").values_list("event", flat=True)
    )  # fmt: skip
    if isinstance(decision, InvalidTransition):
        assert codes == ["return.taken_over"] and road.row(sent=True).verification is None
    else:
        assert codes == ["line.decided", "return.taken_over"] and road.row(sent=True).verification == decision


@pytest.mark.parametrize("times", range(3))
def test_invariant_19_finishing_and_changing_ones_mind_at_once_agree(times):
    """The figures are those of the decisions that stand, whoever came first."""
    road = taken("count", "count")
    decide_all(road)
    row, items = road.row(sent=True), returns(road, 2)
    together(
        [
            lambda: decide_return(supplier_return=items[0], message="", by=road.officer),
            lambda: decide_line(row=row, decision=in_part(times), by=road.officer),
            lambda: ask_for_change(row=road.row(2, sent=True), text="Why?", by=road.officer),
        ]
    )
    fresh = road.fresh()
    assert list(differing_figures()) == []
    if fresh.status == "decided":
        assert all(row.verification for row in road.sheet(sent=True).rows)


def test_invariant_19_eight_finishes_decide_once():
    road = taken()
    decide_all(road)
    OutboundEmail.objects.all().delete()
    results = together(
        [
            lambda item=item: decide_return(supplier_return=item, message="Done", by=road.officer)
            for item in returns(road, EIGHT)
        ]
    )
    assert failures(results) == [InvalidTransition] * 7
    assert events(road, "return.decided") == 1
    assert list(OutboundEmail.objects.values_list("to", flat=True)) == [road.editor.email]


def test_invariant_19_finishing_sending_back_and_handing_back_at_once_move_it_once():
    road = taken("count", "count")
    decide(road, 1)
    decide(road, 2)
    items = returns(road, 3)
    results = together(
        [
            lambda: decide_return(supplier_return=items[0], message="", by=road.officer),
            lambda: hand_back_return(supplier_return=items[1], by=road.officer),
            lambda: send_back_return(supplier_return=items[2], message="", by=road.officer),
        ]
    )
    assert len(failures(results)) == 2
    assert events(road, "return.decided") + events(road, "return.handed_back") == 1


def test_invariant_02_a_figure_saved_while_the_return_is_sent_is_refused(monkeypatch):
    """What the council has is what was checked: never a figure that came in between the checks and the sending."""
    road = open_road("count", "count")
    answer_all(road)
    row, found = road.row(2), []

    def answer_meanwhile():
        found.extend(
            together([lambda: answer_figure(answer=row.answer, figure=Figure(claimed=Decimal(31)), by=road.editor)])
        )

    colleague = threading.Thread(target=answer_meanwhile)

    def checked(sheet):
        problems = before_sending(sheet)
        colleague.start()
        colleague.join(1)  # it waits for the sending to end; if it did not, it would be done by now
        return problems

    monkeypatch.setattr(submitting, "before_sending", checked)
    submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor)
    colleague.join()
    assert failures(found) == [InvalidTransition]
    assert Answer.objects.get(pk=row.answer.pk).claimed == 20
    assert ContractFigure.objects.get(measure=row.measure).claimed == 20
    last = AuditEvent.objects.filter(trail=road.contract.audit_trail).latest("id")
    assert last.event == "return.submitted"
    assert list(differing_figures()) == []


def test_saying_nothing_while_the_return_is_sent_is_sent_or_refused():
    road = open_road()
    answer_all(road)
    revision, [item] = road.sheet().revision, returns(road, 1)
    together(
        [
            lambda: declare_nil(revision=revision, reason="No work yet", by=road.editor),
            lambda: submit_return(supplier_return=item, declarations=DECLARED, by=road.editor),
        ]
    )
    revision.refresh_from_db()
    # With a figure, nil stops the sending; without it, it came too late.
    assert bool(revision.nil_reason) == (road.fresh().status == "draft")


@pytest.mark.parametrize("times", range(4))
def test_corrections_of_one_measure_agreed_at_once_both_count(times):
    measure = sent_measure()
    road = decided(measure, measure, measure, **measure_contract(measure))
    waiting = [correct(road, number, approve=False, value=-number) for number in (1, 2, 3)]
    results = together(
        [
            lambda item=item: approve_correction(correction=item, reason="", by=road.second)
            for item in waiting
        ]
    )  # fmt: skip
    assert failures(results) == []
    assert ContractFigure.objects.get(period=road.supplier_return.period).verified == 60 - 6
    assert list(differing_figures()) == []


def sent_measure():
    return roads.MeasureFactory(value_type="count")


def measure_contract(measure):
    """A contract measured by the version of a measure that all share."""
    return {"framework_version": measure.version}


def test_correction_is_proposed_once_and_decided_once():
    road = decided()
    line = road.fresh().lines.get()
    proposals = together(
        [
            lambda by=by: propose_correction(line=line, difference=Difference(Decimal(-1)), reason="Twice", by=by)
            for by in officers(road, 4)
        ]
    )
    assert failures(proposals) == [InvalidTransition] * 3
    correction = next(item for item in proposals if not isinstance(item, Exception))
    copies = [type(correction).objects.select_related("line__supplier_return").get() for _ in range(4)]
    decisions = together(
        [
            lambda act=act, item=item, by=by: act(correction=item, reason="Checked", by=by)
            for act, item, by in zip(
                [approve_correction, decline_correction] * 2, copies, officers(road, 4), strict=True
            )
        ]
    )
    assert failures(decisions) == [InvalidTransition] * 3
    assert events(road, "correction.approved") + events(road, "correction.declined") == 1
    assert list(differing_figures()) == []


def test_open_due_returns_by_four_workers_opens_each_period_once():
    road = open_road("count", "hours")
    day = roads.date(2027, 3, 31)
    results = together([lambda: open_due_returns(today=day)] * 4)
    assert failures(results) == [] and sum(results) == 3
    assert SupplierReturn.objects.filter(contract=road.contract).count() == 4
    assert events(road, "return.opened") == 4
    assert not ReportingPeriod.objects.filter(opened_on=None).exists()


@pytest.mark.parametrize("times", range(3))
def test_period_is_opened_or_waived_never_both(times):
    road = open_road()
    period = road.contract.periods.get(number=2)
    period.contract = road.contract
    together(
        [
            lambda: waive_period(period=period, reason="No placements", by=road.officer),
            lambda: open_due_returns(today=roads.date(2026, 7, 1)),
        ]
    )
    now = ReportingPeriod.objects.get(pk=period.pk)
    opened = SupplierReturn.objects.filter(period=now).exists()
    assert (now.opened_on is not None) == opened
    assert opened != (now.waived_at is not None)
    assert events(road, "period.waived") == (0 if opened else 1)


@pytest.mark.parametrize("times", range(3))
def test_return_that_opens_while_targets_are_spread_again_has_a_target_in_force(times):
    """Whether the promise, the waiver or the worker came first, lines and profiles say the same."""
    road = open_road()
    ten_more = propose_commitment(
        contract=road.contract,
        terms=Terms(measure=road.commitments[0].measure.code, promise="Ten more", target=Decimal(10)),
        by=road.officer,
    )
    later = ten_more.commitment
    period = ReportingPeriod.objects.select_related("contract").get(contract=road.contract, number=4)
    results = together(
        [
            lambda: accept_proposal(proposal=ten_more, by=road.editor),
            lambda: open_due_returns(today=roads.date(2026, 7, 1)),
            lambda: waive_period(period=period, reason="No placements", by=road.officer),
        ]
    )
    assert failures(results) == []
    for commitment in (road.commitments[0], later):
        points = dict(commitment.profiles.get(is_current=True).points.values_list("period", "amount"))
        lines = dict(commitment.lines.values_list("supplier_return__period", "target"))
        opened = set(SupplierReturn.objects.filter(contract=road.contract).values_list("period", flat=True))
        assert sum(points.values()) == commitment.target
        assert lines == {period: amount for period, amount in points.items() if period in opened}


@pytest.mark.parametrize("times", range(3))
def test_contract_extended_while_a_return_opens_keeps_that_return(times):
    road = open_road()
    results = together(
        [
            lambda: extend_contract(
                contract=road.contract, ends_on=roads.date(2027, 9, 30), reason="", by=road.officer
            ),
            lambda: open_due_returns(today=roads.date(2026, 7, 1)),
        ]
    )
    assert failures(results) == []
    open_due_returns(today=roads.date(2026, 7, 1))
    periods = list(road.contract.periods.order_by("starts_on"))
    assert [period.number for period in periods] == [1, 2, 3, 4, 5, 6]
    assert all(first.ends_before == second.starts_on for first, second in pairwise(periods))
    assert SupplierReturn.objects.filter(contract=road.contract).count() == 2
    points = road.commitments[0].profiles.get(is_current=True).points
    assert sum(point.amount for point in points.all()) == 100


def test_invariant_19_nobody_decides_what_another_officer_has_open():
    road = taken()
    rival = officers(road, 1)[0]
    row = load_sheet(road.fresh(), sent=True).rows[0]
    for act in (
        lambda: decide_line(row=row, decision=in_part(1), by=rival),
        lambda: ask_for_change(row=row, text="Why?", by=rival),
        lambda: decide_return(supplier_return=road.fresh(), message="", by=rival),
        lambda: send_back_return(supplier_return=road.fresh(), message="", by=rival),
        lambda: hand_back_return(supplier_return=road.fresh(), by=rival),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Verification.objects.exists()

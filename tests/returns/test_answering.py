"""Answering and sending a return, and saying that there is nothing to report."""

from decimal import Decimal

import pytest

from returns.actions.answering import (
    Figure,
    answer_figure,
    answer_words,
    confirm_pairs,
    declare_nil,
    finish_evidence,
    tell_story,
)
from returns.actions.reviewing import (
    accept_nil,
    outcome_of,
)
from returns.actions.submitting import submit_return
from returns.models import ContractFigure, Revision, SupplierReturn
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.returns.road import (
    DECLARED,
    KINDS,
    answer,
    answer_all,
    codes,
    finish,
    last_event,
    open_road,
    post,
    send,
    sent,
    take,
)

pytestmark = pytest.mark.django_db


def test_answer_counts_a_line_when_all_three_pages_are_done():
    road = open_road("count", "count")
    row = road.row(1)
    answer_figure(answer=row.answer, figure=Figure(claimed=Decimal(3)), by=road.editor)
    answer_words(answer=row.answer, narrative="Words", by=road.editor)
    assert road.fresh().answered_count == 0
    finish_evidence(answer=row.answer, no_evidence_reason="", by=road.editor)
    assert (road.fresh().answered_count, road.fresh().line_count) == (1, 2)


def test_answer_is_refused_once_the_return_is_sent():
    road = open_road()
    answer_all(road)
    stale, revision = road.row().answer, road.sheet().revision
    send(road)
    for act in (
        lambda: answer_figure(answer=stale, figure=Figure(claimed=Decimal(1)), by=road.editor),
        lambda: answer_words(answer=stale, narrative="", by=road.editor),
        lambda: finish_evidence(answer=stale, no_evidence_reason="", by=road.editor),
        lambda: tell_story(revision=revision, story="", by=road.editor),
        lambda: declare_nil(revision=revision, reason="", by=road.editor),
        lambda: confirm_pairs(revision=revision, pairs=[], declarations=[], by=road.editor),
    ):
        with pytest.raises(InvalidTransition):
            act()
    assert road.row(sent=True).answer.claimed == 20


def test_submit_with_problems_says_all_of_them_and_saves_nothing():
    road = open_road("count", "hours")
    at = last_event()
    with pytest.raises(NotReady) as refused:
        submit_return(supplier_return=road.fresh(), declarations=["true"], by=road.editor)
    assert [problem.code for problem in refused.value.problems] == ["unanswered", "unanswered", "not_declared"]
    assert codes(road, at) == [] and post() == []
    assert road.fresh().status == "draft"
    assert Revision.objects.get().submitted_at is None


def test_submit_twice_makes_one_submission():
    road = open_road()
    answer_all(road)
    stale = road.fresh()
    first = SupplierReturn.objects.get(pk=stale.pk)
    submit_return(supplier_return=first, declarations=DECLARED, by=road.editor)
    with pytest.raises(InvalidTransition):
        submit_return(supplier_return=stale, declarations=DECLARED, by=road.editor)
    assert codes(road).count("return.submitted") == 1


def test_submit_keeps_what_the_portal_found():
    road = sent("count", commitment={"target": Decimal(400)})
    revision = Revision.objects.get()
    assert [(found["code"], found["line"]) for found in revision.findings] == [("unusual_figure", 1)]
    assert road.fresh().warning_count == 1
    assert revision.declarations == DECLARED
    assert (revision.submitted_by, road.fresh().sent_revision) == (road.editor, revision)


@pytest.mark.parametrize("broken", ["tell", "refresh_figures", "_freeze"])
def test_submit_that_fails_in_the_middle_leaves_nothing(monkeypatch, broken):
    road = open_road()
    answer_all(road)
    at = last_event()

    def fail(*args, **kwargs):
        raise RuntimeError("out of order")

    monkeypatch.setattr(f"returns.actions.submitting.{broken}", fail)
    with pytest.raises(RuntimeError):
        submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor)
    assert road.fresh().status == "draft" and Revision.objects.get().submitted_at is None
    assert ContractFigure.objects.get().claimed is None
    assert codes(road, at) == [] and post() == []


def test_nil_return_says_nothing_in_every_line_for_one_reason():
    road = open_road(*KINDS)
    answer(road, KINDS.index("percent") + 1, Figure(Decimal(0), Decimal(0), Decimal(50)))
    declare_nil(revision=road.sheet().revision, reason="The work starts in July.", by=road.editor)
    submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor)
    for row in road.sheet(sent=True).rows:
        assert (row.answer.nothing_reason, row.answer.is_complete) == ("The work starts in July.", True)
        nothing = None if row.measure.value_type in ("percent", "narrative") else 0
        assert (row.answer.claimed, row.answer.numerator) == (nothing, None)
    take(road)
    assert accept_nil(supplier_return=road.fresh(), by=road.officer) == 7
    assert accept_nil(supplier_return=road.fresh(), by=road.officer) == 0
    finish(road)
    assert outcome_of(road.sheet(sent=True).decisions) == "approved"
    assert ContractFigure.objects.get(measure__value_type="count").verified == 0
    assert codes(road).count("nil.declared") == 1


def test_nil_can_be_taken_back():
    road = open_road()
    declare_nil(revision=road.sheet().revision, reason="Nothing", by=road.editor)
    declare_nil(revision=road.sheet().revision, reason="", by=road.editor)
    assert codes(road)[-2:] == ["nil.declared", "nil.withdrawn"]
    send(road)
    with pytest.raises(InvalidTransition):
        take(road)
        accept_nil(supplier_return=road.fresh(), by=road.officer)

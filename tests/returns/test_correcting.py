"""Corrections of decided figures, and waived periods."""

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import OutboundEmail
from returns.actions.correcting import approve_correction, decline_correction
from returns.actions.opening import open_due_returns
from returns.actions.waiving import waive_period
from returns.models import ContractFigure, Correction, Verification
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.returns import road as roads
from tests.returns.pages import browser, shown
from tests.returns.road import (
    codes,
    correct,
    decide_all,
    decided,
    finish,
    last_event,
    open_road,
    taken,
)

pytestmark = pytest.mark.django_db


def test_correction_changes_the_figure_only_when_a_second_officer_agrees():
    road = decided()
    correction = correct(road, approve=False, value=-2)
    assert ContractFigure.objects.get().verified == 20
    approve_correction(correction=correction, reason="", by=road.second)
    assert ContractFigure.objects.get().verified == 18
    assert Verification.objects.get().verified == 20


def test_correction_that_is_declined_changes_nothing():
    road = decided()
    decline_correction(correction=correct(road, approve=False, value=-2), reason="No", by=road.second)
    assert ContractFigure.objects.get().verified == 20
    correct(road, value=-3)
    assert ContractFigure.objects.get().verified == 17


@pytest.mark.parametrize(
    ("kind", "difference", "said"),
    [
        ("count", {"value": -21}, "below zero"),
        ("count", {}, "stands already"),
        ("percent", {"denominator": -50}, "above zero"),
        ("percent", {"numerator": -46}, "below zero"),
        ("percent", {"numerator": 6}, "more than the second"),
        ("milestone", {"value": 1}, "done or not done"),
        ("narrative", {"value": 1}, "in words"),
    ],
)
def test_correction_that_could_not_be_is_refused(kind, difference, said):
    road = decided(kind)
    with pytest.raises(NotReady, match=said):
        correct(road, **difference)
    assert not Correction.objects.exists()


def test_correction_of_the_wrong_kind_is_a_mistake():
    with pytest.raises(ValueError, match="is not corrected by"):
        correct(decided("percent"), value=1)
    with pytest.raises(ValueError, match="is not corrected by"):
        correct(decided("count"), numerator=1, denominator=1)


def test_correction_needs_a_decided_return_and_waits_alone():
    road = taken()
    decide_all(road)
    with pytest.raises(InvalidTransition), transaction.atomic():
        correct(road, value=-1)
    finish(road)
    correct(road, approve=False, value=-1)
    with pytest.raises(InvalidTransition), transaction.atomic():
        correct(road, approve=False, value=-1)


def test_correction_is_decided_once():
    road = decided()
    correction = correct(road, approve=False, value=-1)
    stale = Correction.objects.get()
    approve_correction(correction=correction, reason="", by=road.second)
    for act in (approve_correction, decline_correction):
        with pytest.raises(InvalidTransition), transaction.atomic():
            act(correction=stale, reason="", by=road.second)
    assert ContractFigure.objects.get().verified == 19


def test_correction_counts_those_approved_before():
    road = decided()
    correct(road, value=-15)
    with pytest.raises(NotReady):
        correct(road, value=-6)
    correct(road, value=-5)
    assert ContractFigure.objects.get().verified == 0


def test_waive_moves_the_target_to_the_periods_left():
    road = open_road("count", "percent")
    waive_period(period=road.contract.periods.get(number=3), reason="No placements", by=road.officer)
    for commitment, expected in zip(road.commitments, ([24, 38, 0, 38], [100, 100, 0, 100]), strict=True):
        profile = commitment.profiles.get(is_current=True)
        assert profile.version == 2
        assert list(profile.points.order_by("period__number").values_list("amount", flat=True)) == expected
    assert open_due_returns(today=roads.date(2027, 3, 31)) == 2


def test_waive_of_an_open_or_waived_period_is_refused():
    road = open_road()
    at = last_event()
    period = road.contract.periods.get(number=2)
    with pytest.raises(InvalidTransition), transaction.atomic():
        waive_period(period=road.contract.periods.get(number=1), reason="No", by=road.officer)
    waive_period(period=period, reason="No", by=road.officer)
    with pytest.raises(InvalidTransition), transaction.atomic():
        waive_period(period=period, reason="No", by=road.officer)
    assert codes(road, at) == ["period.waived"]


def test_waive_is_told_to_the_supplier_with_its_reason_where_the_email_leads():
    road = open_road()
    address = reverse("contract-progress", args=[road.contract.pk])
    assert "No return needed" not in shown(browser(road.editor).get(address))
    waive_period(period=road.contract.periods.get(number=3), reason="No placements in autumn", by=road.officer)
    assert address in OutboundEmail.objects.get(subject="No return is needed", to=road.editor.email).body
    page = shown(browser(road.editor).get(address))
    assert "No return needed" in page
    assert "No placements in autumn" in page


def test_waive_of_the_last_period_for_a_target_is_refused_and_nothing_is_saved():
    road = open_road("count", "milestone")
    open_due_returns(today=roads.date(2026, 12, 31))
    period = road.contract.periods.get(number=4)
    with pytest.raises(NotReady):
        waive_period(period=period, reason="No", by=road.officer)
    period.refresh_from_db()
    assert period.waived_at is None
    assert road.commitments[0].profiles.count() == 1


def test_waive_of_the_last_period_without_a_target_left_is_fine():
    road = open_road("milestone", "narrative", "percent")
    open_due_returns(today=roads.date(2026, 12, 31))
    waive_period(period=road.contract.periods.get(number=4), reason="No", by=road.officer)
    assert open_due_returns(today=roads.date(2027, 3, 31)) == 0


def test_waive_with_a_long_reason_keeps_all_of_it():
    road = open_road()
    reason = "No placements were made. " * 30
    waive_period(period=road.contract.periods.get(number=4), reason=reason, by=road.officer)
    assert road.contract.periods.get(number=4).waived_reason == reason

"""Which lines must be looked at: always some, of the others a share by chance that can be drawn again from its seed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from framework.models import ProxyValue
from returns.actions.answering import Figure
from returns.actions.bulk import verify_rest
from returns.actions.reviewing import hand_back_return
from returns.actions.sampling import set_sampling
from returns.models import Sample, SamplingRule, Verification
from returns.reading import checks_by_line
from returns.sampling import Rule, by_chance, choose, rule_of
from suppliers.workflow import InvalidTransition
from tests.factories import EvidenceFactory, EvidenceUseFactory, MeasureFactory
from tests.returns.pages import address, browser, shown
from tests.returns.road import (
    ask,
    codes,
    decide,
    decide_all,
    finish,
    last_event,
    next_period,
    not_at_all,
    open_road,
    send,
    send_back,
    sent,
    take,
)

pytestmark = pytest.mark.django_db
KINDS = ("count",) * 5


def second_return(*kinds, refuse: int = 0, evidence=EvidenceFactory, **rest):
    """The second return of a contract, sent with a file for each line; `refuse` names a line of the first one."""
    road = sent(*(kinds or KINDS), **rest)
    take(road)
    if refuse:
        decide(road, refuse, not_at_all(road.row(refuse, sent=True)))
    decide_all(road)
    finish(road)
    next_period(road, date(2026, 7, 1))
    for row in road.sheet().rows:
        EvidenceUseFactory(answer=row.answer, evidence=evidence(contract=road.contract))
    return road


def sample_of(road) -> dict[int, list[str]]:
    """Take the return, and what was chosen."""
    take(road)
    return road.sheet(sent=True).sample


# --- By chance --------------------------------------------------------------------------------------------------------
@given(st.sets(st.integers(1, 500), max_size=60), st.text("0123456789abcdef", min_size=1), st.integers(1, 100))
def test_share_is_rounded_up_and_the_same_for_the_same_seed(numbers, seed, percent):
    chosen = by_chance(numbers, seed=seed, percent=percent)
    assert chosen <= numbers and len(chosen) == -(-len(numbers) * percent // 100)
    assert by_chance(sorted(numbers, reverse=True), seed=seed, percent=percent) == chosen


def test_seed_gives_these_lines_for_ever():
    """The lines of method 1 for a seed, written down once: whoever changes the method must raise its number."""
    assert by_chance(range(1, 21), seed="0f1e2d3c", percent=25) == {3, 5, 6, 9, 17}


def test_sample_is_made_again_from_what_was_logged():
    road = second_return()
    send(road)
    at = last_event()
    take(road)
    drawn = AuditEvent.objects.get(id__gt=at, event="sample.drawn").data
    assert codes(road, at) == ["return.taken", "sample.drawn"]
    sheet = road.sheet(sent=True)
    rule = Rule(drawn["percent"], Decimal(drawn["worth"]))
    again = choose(sheet, checks_by_line(sheet), rule=rule, seed=drawn["seed"])
    assert {str(number): reasons for number, reasons in again.items()} == drawn["lines"] == Sample.objects.first().lines
    assert len(drawn["seed"]) == 32 and (drawn["count"], drawn["of"], drawn["method"]) == (2, 5, 1)


def test_two_returns_have_two_seeds():
    road = second_return()
    send(road)
    take(road)
    assert len(set(Sample.objects.values_list("seed", flat=True))) == Sample.objects.count() == 2


# --- Always -----------------------------------------------------------------------------------------------------------
def test_first_return_of_a_contract_is_looked_at_whole():
    assert sample_of(sent("count", "count")) == {1: ["first"], 2: ["first"]}


def test_of_a_later_one_a_share_is_chosen_and_at_least_one_line():
    road = second_return()
    send(road)
    sample = sample_of(road)
    assert len(sample) == 2 and set(map(tuple, sample.values())) == {("chance",)}


def test_everything_is_looked_at_after_a_refusal():
    road = second_return("count", "count", "count", refuse=2)
    send(road)
    assert sample_of(road) == {number: ["after_refusal"] for number in (1, 2, 3)}


def test_line_on_which_the_portal_found_something_is_looked_at():
    road = second_return()
    send(road, line_4=Figure(claimed=Decimal(90), unusual_reason="A large group came."))
    assert sample_of(road)[4] == ["finding"]


def test_line_worth_more_than_the_councils_amount_is_looked_at():
    measure = MeasureFactory()
    ProxyValue.objects.create(measure=measure, pounds=500, source="Unit costs", valid_from=date(2026, 1, 1))
    road = second_return(measure, measure, measure, measure, measure, framework_version=measure.version)
    set_sampling(council=road.contract.council, rule=Rule(1, Decimal(9_999)), by=road.second)
    send(road)
    assert sample_of(road) == {number: ["worth"] for number in range(1, 6)}


@pytest.mark.parametrize(
    ("sensitivity", "always"),
    [("looked-after children", True), ("care leavers", True), ("special", True), ("young people", False)],
)
def test_lines_about_people_who_need_protection_are_looked_at(sensitivity, always):
    measure = MeasureFactory(sensitivity=sensitivity, photos="no")
    road = second_return(*[measure] * 4, framework_version=measure.version)
    send(road)
    reasons = sample_of(road)
    assert reasons == {number: ["protected"] for number in range(1, 5)} if always else len(reasons) == 1


def test_line_that_was_sent_back_is_looked_at_again_and_each_revision_is_drawn_once():
    road = second_return()
    send(road)
    take(road)
    decide_all(road)
    hand_back_return(supplier_return=road.fresh(), by=road.officer)
    take(road, by=road.second)
    assert Sample.objects.filter(revision__supplier_return=road.supplier_return).count() == 1
    send_back(road, 3, by=road.second)
    send(road)
    assert sample_of(road)[3] == ["changed"]


def test_sample_never_changes():
    take(sent())
    for change in (lambda: Sample.objects.update(seed="f" * 32), lambda: Sample.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


# --- The council's rule -----------------------------------------------------------------------------------------------
def test_lead_sets_what_is_looked_at(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road()
    lead, council = browser(road.second), road.contract.council
    page = reverse("sampling-edit", args=[council.pk])
    assert "25% of all others, at least one" in shown(lead.get(reverse("sampling-home")))
    wrong = shown(lead.post(page, {"percent": "0", "worth": "lots"}))
    assert "Enter a whole number from 1 to 100" in wrong and "Enter an amount in pounds, like 10,000" in wrong
    at = last_event()
    saved = shown(lead.post(page, {"percent": "40", "worth": "£5,000"}, follow=True))
    assert "40% of all others" in saved and "£5,000.00" in saved
    event = AuditEvent.objects.get(id__gt=at)
    assert (event.event, event.data) == ("sampling.set", {"percent": 40, "worth": "5,000.00"})
    assert rule_of(council) == Rule(40, Decimal(5000))
    assert not set_sampling(council=council, rule=Rule(40, Decimal(5000)), by=road.second)
    with pytest.raises(PermissionDenied):
        set_sampling(council=council, rule=Rule(), by=road.officer)
    assert SamplingRule.objects.count() == 1


# --- Bulk -------------------------------------------------------------------------------------------------------------
def unsampled(road) -> set[int]:
    return {row.number for row in road.sheet(sent=True).rows} - set(road.sheet(sent=True).sample)


def test_officer_verifies_together_what_is_not_in_the_sample():
    road = second_return()
    send(road)
    take(road)
    client, rest = browser(road.officer), unsampled(road)
    review = shown(client.get(address(road, "return-review")))
    assert "Look at this line" in review and "Not in the sample" in review
    page = client.get(address(road, "return-bulk"))
    assert "Verify 3 commitments" in shown(page)
    at = last_event()
    done = client.post(address(road, "return-bulk"), {"lines": sorted(rest)}, follow=True)
    assert "3 commitments are verified." in shown(done)
    assert codes(road, at) == ["line.decided"] * 3
    assert all(event.data["is_bulk"] for event in AuditEvent.objects.filter(id__gt=at))
    decided = Verification.objects.filter(line__supplier_return=road.supplier_return)
    assert set(decided.values_list("decision", "is_bulk", "verified")) == {("verified", True, Decimal(20))}
    assert {verification.line.number for verification in decided} == rest
    decide_all(road)
    assert set(decided.filter(is_bulk=False).values_list("line__number", flat=True)) == set(range(1, 6)) - rest
    finish(road)
    page = shown(browser(road.second).get(address(road, "line-review", min(rest))))
    assert "Verified In bulk: not in the sample" in page


def test_only_the_lines_that_were_listed_are_verified_together():
    road = second_return()
    send(road)
    take(road)
    rest = unsampled(road)
    for wrong in (set(), rest | {max(set(range(1, 6)) - rest)}, rest - {min(rest)}):
        with pytest.raises(InvalidTransition):
            verify_rest(supplier_return=road.fresh(), numbers=wrong, by=road.officer)
    with pytest.raises(PermissionDenied):
        verify_rest(supplier_return=road.fresh(), numbers=rest, by=road.second)
    ask(road, min(rest))
    with pytest.raises(InvalidTransition):
        verify_rest(supplier_return=road.fresh(), numbers=rest, by=road.officer)
    assert verify_rest(supplier_return=road.fresh(), numbers=rest - {min(rest)}, by=road.officer) == 2


def test_line_whose_evidence_is_not_there_or_not_ready_is_never_verified_together():
    road = second_return()
    hidden = road.row(1).evidence[0]
    for row in road.sheet().rows[1:]:
        row.answer.evidence_uses.all().delete()
    send(road)
    take(road)
    type(hidden).objects.filter(pk=hidden.pk).update(status="hidden")
    page = shown(browser(road.officer).get(address(road, "return-bulk")))
    assert "No commitment can be verified like this" in page


def test_first_return_has_nothing_to_verify_together():
    road = sent("count", "count")
    take(road)
    page = shown(browser(road.officer).get(address(road, "return-review")))
    assert "Verify what is not in the sample" not in page and "first return of the contract" in page

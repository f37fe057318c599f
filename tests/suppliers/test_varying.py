"""An agreed promise changes only when the other side accepts: the target, the spread over the periods, the words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from framework.models import Measure
from framework.values import decimal_places
from returns.actions.opening import open_due_returns
from returns.models import ReturnLine
from suppliers.actions.answering import accept_proposal, counter_proposal, decline_proposal
from suppliers.actions.proposing import propose_variation, propose_withdrawal, take_back_proposal
from suppliers.calendar import Span, add_months
from suppliers.checks import NotReady
from suppliers.models import Commitment, ContractParty, TargetPoint
from suppliers.profile import chosen_points, problem_of_spread
from suppliers.promises import standing_terms
from suppliers.workflow import InvalidTransition
from tests.factories import MemberFactory, OrganisationFactory
from tests.returns.pages import shown
from tests.suppliers.contracts import active, being_set_up, points
from tests.suppliers.promise_pages import answer, step_of
from tests.suppliers.promising import REASON, accept, agreed, fresh, officer_of, propose, supplier_of

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)


@pytest.fixture
def contract():
    return active(being_set_up())


def stored(commitment) -> Commitment:
    return Commitment.objects.select_related("measure__version__framework", "contract").get(pk=commitment.pk)


def vary(commitment, *, by=None, reason=REASON, **changes):
    """A change that the supplier proposes."""
    row = stored(commitment)
    terms = replace(standing_terms(row), **changes)
    return propose_variation(commitment=row, terms=terms, reason=reason, by=by or supplier_of(row.contract))


def starts(contract) -> list[date]:
    return list(contract.periods.order_by("starts_on").values_list("starts_on", flat=True))


def test_change_binds_when_it_is_accepted_and_not_before(contract):
    commitment = agreed(contract)
    proposal = vary(commitment, target=Decimal(80), place="Two wards", reason="A partner left.")
    assert (stored(commitment).target, points(commitment)) == (Decimal(100), [24, 25, 25, 26])
    assert AuditEvent.objects.get(event="variation.proposed").data == {"line": 2, "reason": "A partner left."}
    accept(proposal)
    now = stored(commitment)
    assert (now.target, now.place, points(commitment)) == (Decimal(80), "Two wards", [19, 20, 20, 21])
    profile = commitment.profiles.get(is_current=True)
    assert (profile.version, profile.reason) == (2, "A partner left.")
    assert AuditEvent.objects.get(event="commitment.varied").data == {"line": 2}


def test_change_of_words_leaves_the_spread_alone(contract):
    commitment = agreed(contract)
    accept(vary(commitment, promise="Take on six young people"))
    assert stored(commitment).promise == "Take on six young people"
    assert commitment.profiles.count() == 1


def test_open_and_sent_periods_keep_their_points_and_lines(contract):
    commitment = agreed(contract)
    open_due_returns(today=JULY)
    lines = dict(ReturnLine.objects.filter(commitment=commitment).values_list("number", "target"))
    before = set(TargetPoint.objects.filter(profile__commitment=commitment).values_list("pk", "amount"))
    accept(vary(commitment, target=Decimal(149)))
    assert points(commitment) == [24, 25, 50, 50]
    assert dict(ReturnLine.objects.filter(commitment=commitment).values_list("number", "target")) == lines
    assert before <= set(TargetPoint.objects.filter(profile__commitment=commitment).values_list("pk", "amount"))


def test_target_below_what_is_asked_for_already_is_refused(contract):
    commitment = agreed(contract)
    open_due_returns(today=JULY)
    proposal = vary(commitment, target=Decimal(30))
    with pytest.raises(NotReady, match="already ask for 49 people: the target cannot be less"):
        accept(proposal)
    assert (stored(commitment).target, fresh(proposal).status) == (Decimal(100), "with_council")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Change something first"),
        ({"measure": "M9"}, "What is counted cannot change"),
        ({"target": None}, "Enter the target"),
        ({"target": Decimal("1.5")}, "whole number"),
        ({"promise": ""}, "Say in plain words"),
    ],
)
def test_change_that_is_none_or_changes_too_much_is_refused(contract, changes, said):
    with pytest.raises(NotReady, match=said):
        vary(agreed(contract), **changes)


def test_who_delivers_cannot_change_because_the_earlier_answers_are_theirs(contract):
    partner = OrganisationFactory()
    ContractParty.objects.create(contract=contract, organisation=partner, role="consortium")
    with pytest.raises(NotReady, match="Who delivers it cannot change"):
        vary(agreed(contract), deliverer=partner.pk)


def test_deliverer_proposes_changes_of_its_own_promise(contract):
    partner = OrganisationFactory()
    ContractParty.objects.create(contract=contract, organisation=partner, role="consortium")
    commitment = agreed(contract, deliverer=partner.pk)
    proposal = vary(commitment, target=Decimal(90), by=MemberFactory(organisation=partner).user)
    assert (proposal.side, proposal.status) == ("supplier", "with_council")


def test_one_thing_waits_about_a_promise_at_a_time(contract):
    commitment = agreed(contract)
    proposal = vary(commitment, target=Decimal(80))
    for act in (
        lambda: vary(commitment, target=Decimal(70), by=officer_of(contract)),
        lambda: propose_withdrawal(commitment=stored(commitment), reason=REASON, by=officer_of(contract)),
    ):
        with pytest.raises(NotReady, match="Settle that first"):
            act()
    take_back_proposal(proposal=proposal, by=supplier_of(contract))
    assert stored(commitment).status == "agreed"
    assert vary(commitment, target=Decimal(70), by=officer_of(contract)).number == 3


def test_only_what_is_agreed_changes(contract):
    with pytest.raises(InvalidTransition):
        vary(propose(contract).commitment, target=Decimal(80))


def test_declined_change_leaves_everything_as_it_was(contract):
    commitment = agreed(contract)
    decline_proposal(proposal=vary(commitment, target=Decimal(80)), reason="No.", by=officer_of(contract))
    assert (stored(commitment).status, stored(commitment).target) == ("agreed", Decimal(100))
    assert AuditEvent.objects.get(event="proposal.declined").data == {"line": 2, "reason": "No."}


def test_change_is_answered_with_another_change(contract):
    commitment = agreed(contract)
    first = vary(commitment, target=Decimal(80))
    other = replace(standing_terms(stored(commitment)), target=Decimal(90))
    second = counter_proposal(proposal=fresh(first), terms=other, reason=REASON, by=officer_of(contract))
    accept_proposal(proposal=fresh(second), by=supplier_of(contract))
    assert stored(commitment).target == Decimal(90)


# --- The spread over the periods --------------------------------------------------------------------------------------
def test_both_sides_agree_how_much_in_each_period(contract):
    chosen = tuple(zip(starts(contract), map(Decimal, (10, 20, 30, 40)), strict=True))
    commitment = agreed(contract, amounts=chosen)
    assert points(commitment) == [10, 20, 30, 40]


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ((10, 20, 30, 30), "add up to 90 people. That is 10 people less than the target of 100 people"),
        ((10, 20, 30, 41), "add up to 101 people. That is 1 person more than the target of 100 people"),
        ((10, 20, 70), "The periods have changed"),
        ((-10, 20, 50, 40), "Enter an amount of 0 or more"),
    ],
)
def test_amounts_that_do_not_fit_are_refused(contract, amounts, said):
    chosen = tuple(zip(starts(contract), map(Decimal, amounts), strict=False))
    proposal = propose(contract, amounts=chosen)
    with pytest.raises(NotReady, match=said):
        accept(proposal)


def test_promise_whose_periods_differ_says_what_stands_for_each(contract):
    commitment = agreed(contract)
    assert "Spread evenly" in detail_of(commitment)
    days = starts(contract)
    accept(vary(commitment, amounts=tuple(zip(days, map(Decimal, (10, 20, 30, 40)), strict=True))))
    accept(vary(commitment, place="Two wards"))
    page = detail_of(commitment)
    assert "from 1 April 2026 10 people; from 1 July 2026 20 people" in page
    facts = page[: page.index("History")]
    assert "Spread evenly" not in facts


def test_change_of_the_words_shows_the_amounts_that_stand_and_does_not_count_them_as_changed(client, contract):
    commitment = agreed(contract)
    days = starts(contract)
    accept(vary(commitment, amounts=tuple(zip(days, map(Decimal, (10, 20, 30, 40)), strict=True))))
    client.force_login(supplier_of(contract))
    client.post(reverse("promise-change", args=[commitment.pk]))
    answer(client, "change", commitment.pk, place={"place": "Two wards", "target_group": ""})
    page = shown(client.get(step_of("change", commitment.pk, "check")))
    assert "from 1 April 2026 10 people" in page and "Spread evenly" not in page
    answer(client, "change", commitment.pk, amount={"target": "80"})
    page = shown(client.get(step_of("change", commitment.pk, "check")))
    assert "Over the periods: Spread evenly, was from 1 April 2026 10 people" in page


def detail_of(commitment) -> str:
    """The page of a promise, as its supplier sees it."""
    client = Client()
    client.force_login(supplier_of(commitment.contract))
    return shown(client.get(reverse("promise-detail", args=[commitment.pk])))


def test_amounts_agreed_before_reporting_starts_hold_when_it_does():
    contract = being_set_up()
    days = (date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1))
    commitment = agreed(contract, amounts=tuple(zip(days, map(Decimal, (0, 0, 0, 100)), strict=True)))
    other = agreed(contract, amounts=((date(2026, 5, 1), Decimal(100)),))
    assert not commitment.profiles.exists()
    active(contract)
    assert points(commitment) == [0, 0, 0, 100]
    assert points(other) == [24, 25, 25, 26]


def test_spread_that_a_period_overtook_must_be_made_anew(contract):
    commitment = agreed(contract)
    chosen = tuple(zip(starts(contract), map(Decimal, (10, 20, 30, 40)), strict=True))
    proposal = vary(commitment, amounts=chosen)
    open_due_returns(today=JULY)
    with pytest.raises(NotReady, match="add up to 119 people"):
        accept(proposal)


def test_waived_period_promises_nothing_whatever_was_chosen(contract):
    contract.periods.filter(number=2).update(
        waived_at="2026-04-01T09:00Z", waived_by=contract.manager, waived_reason="No placements"
    )
    chosen = tuple(zip(starts(contract), map(Decimal, (30, 99, 30, 40)), strict=True))
    assert points(agreed(contract, amounts=chosen)) == [30, 0, 30, 40]


def test_levels_are_not_spread(contract):
    made = being_set_up()
    level = agreed(made, kind="percent", target=Decimal(80), amounts=((date(2026, 4, 1), Decimal(5)),))
    active(made)
    assert points(level) == [80, 80, 80, 80]


@given_settings(deadline=None)
@given(
    st.sampled_from([("count", "people"), ("hours", "hours"), ("quantity", "tco2e")]),
    st.lists(st.integers(0, 10**9), min_size=1, max_size=40),
    st.integers(-(10**6), 10**6),
)
def test_invariant_10_chosen_amounts_pass_only_when_they_sum_exactly(kind, units, off):
    measure = Measure(value_type=kind[0], unit=kind[1], aggregation="sum")
    amounts = [Decimal(unit).scaleb(-decimal_places(measure)) for unit in units]
    target = sum(amounts, Decimal(0)) + Decimal(off).scaleb(-decimal_places(measure))
    problem = problem_of_spread(measure, target=target, amounts=amounts)
    assert bool(problem) == bool(off)
    if off:
        assert ("less" if off > 0 else "more") in problem
    periods = [month_after(number) for number in range(len(units))]
    chosen = {period.starts_on: amount for period, amount in zip(periods, amounts, strict=True)}
    assert chosen_points(periods, kept=[], chosen=chosen) == amounts
    assert chosen_points([*periods, month_after(len(units))], kept=[], chosen=chosen) is None


def month_after(number: int) -> Span:
    """A month of a contract, so many after its first."""
    return Span(add_months(date(2026, 4, 1), number), add_months(date(2026, 5, 1), number))

"""How much a contract of its size should ask: the bands, the years between two dates, and the reason for more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from suppliers.actions.contracts import activate_contract
from suppliers.actions.proportion import explain_proportion, set_bands
from suppliers.calendar import add_months
from suppliers.checks import NotReady, before_activating
from suppliers.models import Contract
from suppliers.proportion import (
    DEFAULT_BANDS,
    RETURNS_A_YEAR,
    Band,
    asks_too_much,
    beyond,
    suggested,
    suggestion_for,
    yearly_value,
    years_between,
)
from tests.factories import CommitmentFactory, ContractFactory, MeasureFactory, MemberFactory, OfficerRoleFactory

REASON = "The supplier offered it in its bid."
WHY = "Say why the contract asks for more than contracts of its value usually do"
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
values = st.decimals(Decimal(0), Decimal(10) ** 9, places=2)


def a_contract(value, *, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31), frequency="quarterly") -> Contract:
    """One that is not stored."""
    value = None if value is None else Decimal(value)
    return Contract(value_net=value, starts_on=starts_on, ends_on=ends_on, frequency=frequency)


# --- Years and yearly values ------------------------------------------------------------------------------------------
@given(starts_on=days, years=st.integers(1, 9))
def test_whole_years_are_exact_over_leap_years(starts_on, years):
    ends_on = add_months(starts_on, 12 * years) - timedelta(days=1)
    assert years_between(starts_on, ends_on) == years


@given(starts_on=days, length=st.integers(0, 4000))
def test_years_never_shrink_when_a_contract_gets_longer(starts_on, length):
    ends_on = starts_on + timedelta(days=length)
    shorter, longer = years_between(starts_on, ends_on), years_between(starts_on, ends_on + timedelta(days=1))
    assert 1 <= shorter <= longer
    assert abs(float(shorter) - max(1, (length + 1) / 365.25)) < 0.01


@pytest.mark.parametrize(
    ("value", "ends_on", "yearly"),
    [
        ("300000", date(2029, 3, 31), "100000.00"),
        ("299999.99", date(2029, 3, 31), "100000.00"),
        ("299999.98", date(2029, 3, 31), "99999.99"),
        ("50000", date(2026, 9, 30), "50000.00"),  # half a year counts as one
        ("150000", date(2027, 9, 30), "100000.00"),  # 183 of the 366 days of the second year
    ],
)
def test_yearly_value_is_to_the_penny(value, ends_on, yearly):
    assert yearly_value(a_contract(value, ends_on=ends_on)) == Decimal(yearly)


def test_nothing_is_suggested_while_value_or_dates_are_not_known():
    known = {"value": "100", "starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)}
    for name in known:
        assert suggestion_for(a_contract(**{**known, name: None})) is None
    assert asks_too_much(a_contract(None, frequency="monthly"), commitments=99) == []
    far = a_contract("100", starts_on=date(9990, 1, 1), ends_on=date(9999, 12, 31))
    assert yearly_value(far) is None


# --- Bands ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("yearly", "most", "frequency"),
    [
        ("0", 2, "annual"),
        ("99999.99", 2, "annual"),
        ("100000", 4, "six_monthly"),
        ("999999.99", 4, "six_monthly"),
        ("1000000", 6, "quarterly"),
        ("4999999.99", 6, "quarterly"),
        ("5000000", 10, "quarterly"),
        ("900000000", 10, "quarterly"),
    ],
)
def test_default_bands_are_those_of_the_domain_rules(yearly, most, frequency):
    suggestion = suggested(Decimal(yearly), DEFAULT_BANDS)
    assert (suggestion.most_commitments, suggestion.frequency) == (most, frequency)


@given(one=values, other=values)
def test_bigger_contracts_are_never_asked_for_less(one, other):
    small, big = (suggested(value, DEFAULT_BANDS) for value in sorted((one, other)))
    assert small.most_commitments <= big.most_commitments
    assert RETURNS_A_YEAR[small.frequency] <= RETURNS_A_YEAR[big.frequency]


@given(
    edges=st.lists(st.decimals(1, 10**8, places=2), max_size=6, unique=True),
    yearly=values,
)
def test_band_of_a_value_is_the_last_that_begins_at_or_below_it(edges, yearly):
    bands = [Band(edge, place + 1, "annual") for place, edge in enumerate(sorted([Decimal(0), *edges]))]
    chosen = bands[suggested(yearly, bands).most_commitments - 1]
    assert chosen.from_value <= yearly
    assert all(band.from_value > yearly for band in bands[chosen.most_commitments :])


@given(yearly=values, frequency=st.sampled_from(Contract.Frequency.values), commitments=st.integers(0, 30))
def test_asking_for_what_is_usual_needs_no_reason_and_more_does(yearly, frequency, commitments):
    usual = suggested(yearly, DEFAULT_BANDS)
    found = beyond(usual, frequency=frequency, commitments=commitments)
    too_many = commitments > usual.most_commitments
    too_often = RETURNS_A_YEAR[frequency] > RETURNS_A_YEAR[usual.frequency]
    assert len(found) == too_many + too_often


def test_sentences_name_both_figures():
    usual = suggested(Decimal(50_000), DEFAULT_BANDS)
    assert beyond(usual, frequency="monthly", commitments=3) == [
        "Contracts of this value usually have 2 commitments at most. This one has 3",
        "Contracts of this value usually report less often: every year. This one reports: every month",
    ]


# --- A council's own --------------------------------------------------------------------------------------------------
@pytest.mark.django_db
class TestBandsOfACouncil:
    def test_lead_sets_them_and_they_replace_the_usual_ones(self):
        contract = ContractFactory(status="preparing", value_net=Decimal(150_000))
        lead = OfficerRoleFactory(council=contract.council, role="social_value_lead").user
        own = [Band(Decimal(0), 1, "one_off"), Band(Decimal(40_000), 9, "monthly")]
        set_bands(council=contract.council, bands=own, by=lead)
        suggestion = suggestion_for(contract)
        assert (suggestion.most_commitments, suggestion.frequency) == (9, "monthly")
        other = ContractFactory(value_net=Decimal(150_000))
        assert suggestion_for(other).most_commitments == 2, "another council's"
        assert AuditEvent.objects.latest("id").event == "proportion_bands.set"
        set_bands(council=contract.council, bands=[], by=lead)
        assert suggestion_for(contract).most_commitments == 2

    @pytest.mark.parametrize("edges", [[1, 2], [0, 5, 5], [0, 9, 3]])
    def test_they_begin_at_nothing_and_rise(self, edges):
        lead = OfficerRoleFactory(role="social_value_lead")
        with pytest.raises(NotReady):
            set_bands(council=lead.council, bands=[Band(Decimal(e), 1, "annual") for e in edges], by=lead.user)
        assert not lead.council.proportion_bands.exists()

    @pytest.mark.parametrize("role", ["contract_manager", "auditor"])
    def test_they_are_for_leads_of_the_council(self, role):
        officer, elsewhere = OfficerRoleFactory(role=role), OfficerRoleFactory(role="social_value_lead")
        for person in (officer.user, elsewhere.user, MemberFactory(role="admin").user):
            with pytest.raises(PermissionDenied):
                set_bands(council=officer.council, bands=[], by=person)


# --- Before reporting starts ------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_contract_that_asks_too_often_starts_only_with_a_reason():
    contract = ContractFactory(status="preparing", value_net=Decimal(90_000), frequency="monthly")
    with pytest.raises(NotReady, match="Say why the contract asks for more"):
        activate_contract(contract=contract, by=contract.manager)
    explain_proportion(contract=contract, reason=REASON, by=contract.manager)
    event = AuditEvent.objects.latest("id")
    assert (event.event, event.data) == ("proportion.explained", {"reason": REASON})
    activate_contract(contract=contract, by=contract.manager)
    assert Contract.objects.get(pk=contract.pk).status == "active"


@pytest.mark.django_db
@pytest.mark.parametrize(("agreed", "proposed", "said"), [(2, 3, []), (3, 0, [WHY])])
def test_agreed_commitments_count_and_proposed_ones_do_not(agreed, proposed, said):
    contract = ContractFactory(status="preparing", value_net=Decimal(90_000), frequency="annual")
    measure = MeasureFactory(version=contract.framework_version)
    for status, how_many in (("agreed", agreed), ("proposed", proposed)):
        CommitmentFactory.create_batch(how_many, contract=contract, measure=measure, status=status)
    assert before_activating(contract) == said


@pytest.mark.django_db
def test_contract_without_a_known_value_needs_no_reason():
    contract = ContractFactory(status="preparing", value_net=None, frequency="monthly")
    assert before_activating(contract) == []


@pytest.mark.django_db
def test_reason_is_for_those_who_manage_the_contract():
    contract = ContractFactory(status="preparing")
    for person in (contract.supplier_owner, OfficerRoleFactory().user):
        with pytest.raises(PermissionDenied):
            explain_proportion(contract=contract, reason=REASON, by=person)

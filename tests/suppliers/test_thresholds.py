"""Which contracts must publish key performance indicators (Procurement Act 2023, section 52); invariant 16."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suppliers.models import Contract, LegalThreshold
from suppliers.thresholds import needs_statutory_kpis, threshold
from tests.factories import ContractFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
KIND = LegalThreshold.Kind.STATUTORY_KPIS
ABOVE, AT, BELOW = Decimal("5000000.01"), Decimal("5000000.00"), Decimal("4999999.99")


def contract(**fields) -> Contract:
    return Contract(**{"legal_basis": "PA2023", "value_gross": ABOVE, "signed_on": date(2026, 3, 2), **fields})


@pytest.mark.parametrize(
    ("fields", "flagged"),
    [
        ({}, True),
        ({"value_gross": AT}, False),
        ({"value_gross": BELOW}, False),
        ({"value_gross": None}, False),
        ({"value_gross": None, "value_net": Decimal(9_000_000)}, False),
        ({"value_gross": BELOW, "value_net": ABOVE}, False),
        ({"legal_basis": "PCR2015"}, False),
        ({"legal_basis": "other"}, False),
        ({"is_light_touch": True}, False),
        ({"is_light_touch": True, "value_gross": Decimal(900_000_000)}, False),
        ({"signed_on": None}, True),
    ],
)
def test_statutory_kpis_of_a_contract(fields, flagged):
    assert needs_statutory_kpis(contract(**fields), on=TODAY) == flagged


@settings(max_examples=100, deadline=None)
@given(
    value=st.decimals(0, 10**11, places=2) | st.none(),
    basis=st.sampled_from(Contract.LegalBasis.values),
    above=st.booleans() | st.none(),
    signed_on=st.dates(date(2020, 1, 1), date(2035, 1, 1)) | st.none(),
)
def test_invariant_16_light_touch_is_never_flagged(value, basis, above, signed_on):
    light = contract(
        value_gross=value, legal_basis=basis, is_above_threshold=above, signed_on=signed_on, is_light_touch=True
    )
    assert not needs_statutory_kpis(light, on=TODAY)


def test_invariant_16_holds_for_what_is_stored():
    stored = ContractFactory(legal_basis="PA2023", value_gross=Decimal(50_000_000), is_light_touch=True)
    stored.refresh_from_db()
    assert not needs_statutory_kpis(stored, on=TODAY)


def test_threshold_in_force_on_the_day_of_signing_counts():
    old = threshold(KIND, on=TODAY)
    LegalThreshold.objects.filter(pk=old.pk).update(valid_to=date(2026, 12, 31))
    LegalThreshold.objects.create(kind=KIND, amount=Decimal(6_000_000), valid_from=date(2027, 1, 1), source="A test")
    later = date(2028, 1, 1)
    assert threshold(KIND, on=date(2026, 12, 31)) == old
    assert threshold(KIND, on=date(2027, 1, 1)).amount == 6_000_000
    assert needs_statutory_kpis(contract(), on=later)
    assert not needs_statutory_kpis(contract(signed_on=date(2027, 1, 1)), on=later)
    assert not needs_statutory_kpis(contract(signed_on=None), on=later)


def test_threshold_before_the_law_is_none():
    LegalThreshold.objects.all().delete()
    assert threshold(KIND, on=TODAY) is None
    assert not needs_statutory_kpis(contract(), on=TODAY)

"""Later notices on a contract that is here already, and the same notices again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import CouncilIdentifier
from audit.models import AuditEvent
from suppliers.actions.import_notices import import_releases
from suppliers.models import Contract, ContractParty, NoticeRef, Organisation, OrganisationIdentifier
from suppliers.ocds.read import read
from tests.factories import CouncilFactory, FrameworkVersionFactory, OrganisationFactory, ReportingPeriodFactory
from tests.suppliers.ocds_packages import (
    COUNCIL_PPON,
    OCID,
    PARTNER_PPON,
    SUPPLIER_PPON,
    as_bytes,
    contract_details,
    delta,
    ppon_party,
)

pytestmark = pytest.mark.django_db
PARTNER = ppon_party(PARTNER_PPON, "Invented Partner", "supplier")


@pytest.fixture
def council():
    council = CouncilFactory()
    CouncilIdentifier.objects.create(council=council, scheme="GB-PPON", value=COUNCIL_PPON)
    return council


@pytest.fixture
def contract(council):
    """The contract of the UK7 notice."""
    bring_in(contract_details())
    return Contract.objects.get()


def bring_in(*releases):
    """Import releases that have no problem, and give the outcome of their one process."""
    found, problems = read("notices.json", as_bytes(*releases))
    report = import_releases(releases=found, by=None, problems=problems)
    assert report.problems == []
    return report.outcomes[0]


def activate(contract):
    """Reporting has begun; its first period is there."""
    contract.status = Contract.Status.ACTIVE
    contract.framework_version = FrameworkVersionFactory()
    contract.save()
    return ReportingPeriodFactory(contract=contract)


def everything():
    """Every row an import may touch."""
    models = (Contract, ContractParty, NoticeRef, Organisation, OrganisationIdentifier, AuditEvent)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def changes(**fields):
    """A delta that changes these fields of the contract."""
    return {"contracts": [{"id": "1", **fields}]}


CHANGES = [
    changes(title="A better title"),
    changes(value={"amount": 60000}),
    changes(value={"amountGross": 72000.5}),
    changes(period={"endDate": "2030-05-18T23:59:59Z"}),
    changes(dateSigned="2026-04-05T00:00:00Z"),
    changes(aboveThreshold=True),
    changes(description="Longer words"),
    {"tender": {"specialRegime": ["lightTouch"]}},
    {"tender": {"description": "Other words", "status": None}},
    {"awards": [{"id": "1", "suppliers": [{"id": PARTNER["id"]}]}], "parties": [PARTNER]},
    {"awards": [{"id": "1", "amendments": [{"id": "a"}]}]},
    {"contracts": [], "awards": [], "parties": []},
]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.sampled_from(range(len(CHANGES))), unique=True, max_size=5), data=st.data())
def test_invariant_21_importing_twice_changes_nothing_and_deltas_wipe_nothing(transactional_council, chosen, data):
    releases = [contract_details(), *(delta(number, **CHANGES[number]) for number in chosen)]
    at_once = data.draw(st.permutations(releases + data.draw(st.lists(st.sampled_from(releases), max_size=3))))
    bring_in(*at_once)
    first = everything()

    for again in (releases, *([release] for release in data.draw(st.permutations(releases)))):
        if "buyer" in again[0] or len(again) > 1 or NoticeRef.objects.exists():
            bring_in(*again)
    assert everything() == first

    contract = Contract.objects.get()
    said = {key: value for number in sorted(chosen) for entry in CHANGES[number].get("contracts", []) for key, value in entry.items()}
    assert contract.title == said.get("title", "Software for bin rounds")
    assert contract.value_net == (Decimal("60000.00") if 1 in chosen else Decimal("54393.60"))
    assert contract.value_gross == (Decimal("72000.50") if 2 in chosen else Decimal("67992.00"))
    assert contract.starts_on == date(2026, 5, 19)
    assert contract.ends_on == (date(2030, 5, 18) if 3 in chosen else date(2029, 5, 18))
    assert contract.signed_on == (date(2026, 4, 5) if 4 in chosen else date(2026, 4, 4))
    assert contract.is_above_threshold is (5 in chosen)
    assert contract.is_light_touch is (7 in chosen)
    assert contract.reference == "REF-774"
    assert contract.legal_basis == "PA2023"
    assert str(contract.supplier.identifiers.get()) == f"GB-PPON-{SUPPLIER_PPON}"
    assert contract.parties.count() == (1 if 9 in chosen else 0)

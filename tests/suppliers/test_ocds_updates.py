"""Later notices on a contract that is here already, and the same notices again."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
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
    {"tender": {"description": "Other words", "status": None}},
    {"tender": {"specialRegime": ["lightTouch"]}},
    changes(description="Longer words"),
    {"awards": [{"id": "1", "suppliers": [{"id": PARTNER["id"]}]}], "parties": [PARTNER]},
    {"awards": [{"id": "1", "amendments": [{"id": "a"}]}]},
    {"contracts": [], "awards": [], "parties": []},
]


# What a change does to the fields of the contract; the others must stay as the UK7 notice has them.
EFFECTS = {
    0: {"title": "A better title"},
    1: {"value_net": Decimal("60000.00")},
    2: {"value_gross": Decimal("72000.50")},
    3: {"ends_on": date(2030, 5, 18)},
    4: {"signed_on": date(2026, 4, 5)},
    5: {"is_above_threshold": True},
    6: {"description": "Other words"},  # the tender's, which counts while the contract has none of its own
    7: {"is_light_touch": True},
    8: {"description": "Longer words"},
    9: {"parties": 1},
}
AT_FIRST = {
    "title": "Software for bin rounds",
    "description": "Software that plans the rounds of bin lorries",
    "value_net": Decimal("54393.60"),
    "value_gross": Decimal("67992.00"),
    "starts_on": date(2026, 5, 19),
    "ends_on": date(2029, 5, 18),
    "signed_on": date(2026, 4, 4),
    "legal_basis": "PA2023",
    "is_light_touch": False,
    "is_above_threshold": False,
    "reference": "REF-774",
    "status": "preparing",
    "supplier": f"GB-PPON-{SUPPLIER_PPON}",
    "parties": 0,
}


def as_it_is():
    """The one contract, as a reader sees it."""
    contract = Contract.objects.get()
    plain = {name: getattr(contract, name) for name in AT_FIRST if name not in {"supplier", "parties"}}
    return {**plain, "supplier": str(contract.supplier.identifiers.get()), "parties": contract.parties.count()}


@contextmanager
def taken_back():
    """One example of a property: nothing of it stays in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(st.sampled_from(range(len(CHANGES))), unique=True, max_size=5), data=st.data())
def test_invariant_21_importing_twice_changes_nothing_and_deltas_wipe_nothing(council, chosen, data):
    first = contract_details()
    deltas = [delta(number, **CHANGES[number]) for number in chosen]
    expected = dict(AT_FIRST)
    for number in sorted(chosen):
        expected |= EFFECTS.get(number, {})
    repeated = data.draw(st.lists(st.sampled_from([first, *deltas]), max_size=3))
    with taken_back():  # all in one batch, in any order, some twice
        bring_in(*data.draw(st.permutations([first, *deltas, *repeated])))
        assert as_it_is() == expected
        before = everything()
        bring_in(*deltas, first)
        for release in data.draw(st.permutations([first, *deltas])):
            bring_in(release)
        assert everything() == before
    with taken_back():  # one by one, the differences in any order
        for release in [first, *deltas, *repeated]:
            bring_in(release)
        assert as_it_is() == expected


def test_update_is_audited_with_figures_before_and_after(contract):
    outcome = bring_in(delta(1, **changes(value={"amount": 60000}, title="New")))
    assert outcome.updated == [contract]
    told = AuditEvent.objects.get(event="contract.updated").data
    assert told["fields"] == ["title", "value_net"]
    assert told["figures"] == {"value_net": ["54393.60", "60000.00"]}


def test_update_leaves_what_an_officer_changed(contract):
    Contract.objects.update(title="As we call it", ends_on=date(2027, 1, 1))
    outcome = bring_in(delta(1, **changes(title="New", value={"amount": 60000})))
    contract.refresh_from_db()
    assert (contract.title, contract.ends_on) == ("As we call it", date(2027, 1, 1))
    assert contract.value_net == Decimal("60000.00")
    assert outcome.notes == ["REF-774: the notice differs in title. An officer must decide."]
    assert AuditEvent.objects.get(event="contract.contradicted").data["fields"] == ["title"]


def test_update_to_what_an_officer_has_put_already_changes_nothing(contract):
    Contract.objects.update(title="New")
    outcome = bring_in(delta(1, **changes(title="New")))
    assert (outcome.updated, outcome.notes, outcome.recorded) == ([], [], 1)


def test_update_takes_away_what_the_notice_takes_away(contract):
    bring_in(delta(1, **changes(dateSigned=None, value={"amountGross": None})))
    contract.refresh_from_db()
    assert (contract.signed_on, contract.value_gross, contract.value_net) == (None, None, Decimal("54393.60"))


def test_update_does_not_end_a_contract_before_it_starts(contract):
    Contract.objects.update(starts_on=date(2028, 1, 1))
    outcome = bring_in(delta(1, **changes(period={"endDate": "2027-05-18T23:59:59Z"})))
    contract.refresh_from_db()
    assert contract.ends_on == date(2029, 5, 18)
    assert outcome.notes == ["REF-774: the notice differs in ends on. An officer must decide."]


def test_update_of_an_active_contract_moves_neither_dates_nor_value_nor_periods(contract):
    period = activate(contract)
    dates_and_value = changes(
        period={"startDate": "2026-06-01T00:00:00Z", "endDate": "2030-05-18T23:59:59Z"},
        value={"amount": 60000},
        title="New",
        aboveThreshold=True,
    )
    outcome = bring_in(delta(1, **dates_and_value))
    contract.refresh_from_db()
    assert (contract.starts_on, contract.ends_on) == (date(2026, 5, 19), date(2029, 5, 18))
    assert contract.value_net == Decimal("54393.60")
    assert (contract.title, contract.is_above_threshold) == ("New", True)
    assert list(contract.periods.all()) == [period]
    assert outcome.notes == [
        "REF-774: the notice differs in ends on, starts on, value without VAT. An officer must decide."
    ]
    assert AuditEvent.objects.get(event="contract.contradicted").data["figures"] == {
        "ends_on": ["2029-05-18", "2030-05-18"],
        "starts_on": ["2026-05-19", "2026-06-01"],
        "value_net": ["54393.60", "60000.00"],
    }


def test_update_of_an_active_contract_changes_no_suppliers(contract):
    activate(contract)
    partner = {"parties": [PARTNER], "awards": [{"id": "1", "suppliers": [{"id": PARTNER["id"]}]}]}
    outcome = bring_in(delta(1, **partner))
    assert not ContractParty.objects.exists()
    assert "differs in other suppliers" in outcome.notes[0]


def test_update_names_a_supplier_that_had_no_number_before(council):
    release = contract_details()
    release["parties"][1]["identifier"] = {"legalName": "Invented Software Limited"}
    release["parties"][1]["id"] = release["awards"][0]["suppliers"][0]["id"] = "GB-FTS-7"
    bring_in(release)
    number = {"id": "GB-FTS-7", "identifier": {"scheme": "GB-PPON", "id": SUPPLIER_PPON}}
    bring_in(delta(1, parties=[number]))
    assert str(Contract.objects.get().supplier.identifiers.get()) == f"GB-PPON-{SUPPLIER_PPON}"


def test_update_keeps_the_supplier_a_person_chose(council):
    release = contract_details()
    release["parties"][1]["identifier"] = {"legalName": "Invented Software Limited"}
    release["parties"][1]["id"] = release["awards"][0]["suppliers"][0]["id"] = "GB-FTS-7"
    bring_in(release)
    chosen = OrganisationFactory()
    Contract.objects.update(supplier=chosen)
    number = {"id": "GB-FTS-7", "identifier": {"scheme": "GB-PPON", "id": SUPPLIER_PPON}}
    outcome = bring_in(delta(1, parties=[number]))
    assert Contract.objects.get().supplier == chosen
    assert outcome.notes == ["REF-774: the notice differs in supplier. An officer must decide."]


def test_update_replaces_the_consortium_of_a_contract_being_set_up(contract):
    partner = {"parties": [PARTNER], "awards": [{"id": "1", "suppliers": [{"id": PARTNER["id"]}]}]}
    bring_in(delta(1, **partner))
    assert contract.parties.get().organisation.name == "Invented Partner"
    bring_in(delta(2, awards=[{"id": "1", "suppliers": None}]))
    contract.refresh_from_db()
    assert (contract.parties.count(), contract.supplier) == (0, None)


def test_update_says_once_that_a_contract_is_over(contract):
    outcome = bring_in(delta(1, **changes(status="terminated")))
    assert outcome.notes == ["REF-774: the notice says it is terminated. An officer must decide."]
    assert bring_in(delta(2, **changes(title="New"))).notes == []
    contract.refresh_from_db()
    assert contract.status == "preparing"


def test_update_with_only_the_currency_stored_before_is_understood(contract):
    bring_in(delta(1, **changes(value={"amount": 1.005})))
    contract.refresh_from_db()
    assert contract.value_net == Decimal("1.01")


def test_update_can_add_a_contract_to_its_process(contract):
    outcome = bring_in(delta(1, contracts=[{"id": "2", "awardID": "1", "title": "Second"}]))
    assert [added.reference for added in outcome.created] == ["REF-774/2"]
    contract.refresh_from_db()
    assert contract.reference == "REF-774"


def test_update_of_the_same_process_id_in_another_council_is_kept_apart(contract):
    other = CouncilFactory()
    forged = NoticeRef.objects.get()
    forged.pk, forged.council = None, other
    forged.release = {**forged.release, "contracts": [{"id": "1", "title": "Forged"}]}
    forged.save()
    bring_in(contract_details(), delta(1, **changes(aboveThreshold=True)))
    contract.refresh_from_db()
    assert contract.title == "Software for bin rounds"
    assert set(Contract.objects.values_list("ocid", flat=True)) == {OCID}

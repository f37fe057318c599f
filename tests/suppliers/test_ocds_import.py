"""What becomes of notices: contracts being set up, organisations known by their numbers, nothing half done."""

import json
from datetime import date
from decimal import Decimal

import pytest

from audit.models import AuditEvent
from suppliers.models import Contract, NoticeRef, Organisation
from tests.factories import ContractFactory, CouncilFactory
from tests.suppliers.ocds_importing import bring_in, bring_in_well, council_with
from tests.suppliers.ocds_packages import (
    COUNCIL_PPON,
    OCID,
    SUPPLIER_PPON,
    contract_details,
    delta,
    light_touch_award,
    market_modification,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    """The buyer of the UK7 notice."""
    return council_with(COUNCIL_PPON)


def test_import_contract_details_notice(council):
    outcome = bring_in_well(contract_details())
    contract = Contract.objects.get()
    assert outcome.created == [contract]
    assert (contract.council, contract.status, contract.reference) == (council, "preparing", "REF-774")
    assert (contract.title, contract.ocid, contract.ocds_id) == ("Software for bin rounds", OCID, "1")
    assert contract.description == "Software that plans the rounds of bin lorries"
    assert (contract.starts_on, contract.ends_on) == (date(2026, 5, 19), date(2029, 5, 18))
    assert contract.signed_on == date(2026, 4, 4)
    assert (contract.value_net, contract.value_gross) == (Decimal("54393.60"), Decimal("67992.00"))
    assert (contract.legal_basis, contract.is_light_touch, contract.is_above_threshold) == ("PA2023", False, False)
    supplier = contract.supplier
    assert (supplier.name, supplier.is_sme, supplier.is_vcse) == ("Invented Software Limited", True, False)
    assert [str(number) for number in supplier.identifiers.all()] == [f"GB-PPON-{SUPPLIER_PPON}"]
    notice = NoticeRef.objects.get()
    assert (notice.council, notice.release_id, notice.kind) == (council, "000101-2026", "UK7")
    assert notice.release == contract_details()


def test_import_is_audited_without_names(council):
    bring_in_well(contract_details())
    assert set(AuditEvent.objects.values_list("event", "council_id")) == {
        ("contract.imported", council.pk),
        ("notice.recorded", council.pk),
        ("organisation.created", None),
    }
    assert "Invented" not in json.dumps(list(AuditEvent.objects.values_list("data", flat=True)))


def test_import_light_touch_award_from_a_buyer_without_number():
    council = CouncilFactory()
    outcome = bring_in_well(light_touch_award(), council=council)
    contract = Contract.objects.get()
    assert (contract.council, contract.title, contract.reference) == (council, "Befriending service", "001186")
    # The words "light touch" in a description prove nothing; only the structured field does.
    assert (contract.legal_basis, contract.is_light_touch, contract.is_above_threshold) == ("PCR2015", False, None)
    assert (contract.starts_on, contract.ends_on, contract.value_net) == (None, None, None)
    assert str(contract.supplier.identifiers.get()) == "GB-CHC-1999992"
    assert contract.supplier.is_sme is None
    assert outcome.notes == []


@pytest.mark.parametrize("regime", ["lightTouch", ["concession", "lightTouch"]])
def test_import_light_touch_from_the_special_regime(council, regime):
    release = contract_details()
    release["tender"]["specialRegime"] = regime
    bring_in_well(release)
    assert Contract.objects.get().is_light_touch


def test_import_notice_without_contracts_is_recorded_only(council):
    outcome = bring_in_well(market_modification())
    assert not Contract.objects.exists()
    assert NoticeRef.objects.get().kind == "UK15"
    assert outcome.notes == [
        "It names no contract, so none was imported.",
        "It takes a supplier out. An officer must decide what that means.",
    ]


def test_import_takes_title_dates_and_value_from_the_award_where_the_contract_has_none(council):
    release = contract_details()
    release["contracts"] = [{"id": "1", "awardID": "1"}]
    release["awards"][0] |= {
        "title": "Award of software",
        "contractPeriod": {"startDate": "2026-07-01T00:00:00+01:00", "endDate": "2027-06-30T00:00:00+01:00"},
        "value": {"amount": 1000, "currency": "GBP"},
    }
    bring_in_well(release)
    contract = Contract.objects.get()
    assert (contract.title, contract.value_net) == ("Award of software", Decimal("1000.00"))
    assert (contract.starts_on, contract.ends_on) == (date(2026, 7, 1), date(2027, 6, 30))


def test_import_does_not_give_each_of_two_contracts_the_value_of_their_award(council):
    release = contract_details()
    release["contracts"] = [{"id": "1", "awardID": "1"}, {"id": "2", "awardID": "1"}]
    release["awards"][0]["value"] = {"amount": 1000, "currency": "GBP"}
    bring_in_well(release)
    assert list(Contract.objects.values_list("reference", "value_net")) == [("REF-774/1", None), ("REF-774/2", None)]


def test_import_finds_another_reference_when_one_is_taken(council):
    ContractFactory(council=council, reference="REF-774")
    outcome = bring_in_well(contract_details())
    assert outcome.created[0].reference == "REF-774/1"
    assert outcome.notes == ["Reference REF-774 is taken by another contract, so this one is REF-774/1."]


def test_import_same_reference_in_another_council_is_no_obstacle(council):
    ContractFactory(reference="REF-774")
    assert bring_in_well(contract_details()).created[0].reference == "REF-774"


def test_import_a_very_long_tender_id_does_not_become_a_reference(council):
    release = contract_details()
    release["tender"]["id"] = "R" * 90
    assert bring_in_well(release).created[0].reference == f"{OCID}/1"


def test_import_long_title_is_cut_and_marked(council):
    release = contract_details()
    release["contracts"][0]["title"] = "T" * 300
    title = bring_in_well(release).created[0].title
    assert len(title) == 250
    assert title.endswith("T…")


@pytest.mark.parametrize("status", ["cancelled", "terminated"])
def test_import_leaves_out_a_contract_that_is_over(council, status):
    release = contract_details()
    release["contracts"][0]["status"] = status
    assert bring_in_well(release).notes == [f"Contract 1 was left out: the notice says it is {status}."]
    assert not Contract.objects.exists()


# --- Problems -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"value": {"amount": 1, "currency": "EUR"}}, "contracts[0].value.currency", "must be GBP"),
        ({"value": {"amount": 1}}, "contracts[0].value.currency", "must be GBP"),
        (
            {"period": {"startDate": "2026-05-19T00:00:00Z", "endDate": "2026-05-18T23:59:59Z"}},
            "contracts[0].period.endDate",
            "ends on 2026-05-18, before it starts on 2026-05-19",
        ),
        ({"id": None}, "contracts[0].id", "missing"),
        ({"id": "x" * 61}, "contracts[0].id", "longer than 60"),
    ],
)
def test_import_bad_contract_writes_nothing_and_stops_nobody(council, change, field, said):
    release = contract_details()
    release["contracts"][0] |= change
    report = bring_in(release, light_touch_award(), council=council)
    assert [(problem.file, problem.ocid, problem.field) for problem in report.problems] == [
        ("notices.json", OCID, field)
    ]
    assert said in report.problems[0].message
    assert [outcome.ocid for outcome in report.outcomes] == [light_touch_award()["ocid"]]
    assert NoticeRef.objects.get().ocid == light_touch_award()["ocid"]


def test_import_second_of_two_contracts_bad_takes_the_first_back(council):
    release = contract_details()
    bad = {"id": "2", "awardID": "2"}
    release["contracts"].append(bad)
    release["awards"].append({"id": "2", "suppliers": [{"id": "P2"}]})
    release["parties"].append(
        {
            "id": "P2",
            "identifier": {"scheme": "GB-COH", "id": "01234567"},
            "additionalIdentifiers": [{"scheme": "GB-COH", "id": "07654321"}],
        }
    )
    assert "different numbers of one kind" in bring_in(release).problems[0].message
    for model in (Contract, Organisation, NoticeRef, AuditEvent):
        assert not model.objects.exists()


def test_import_contract_without_any_title_is_a_problem(council):
    release = contract_details()
    del release["contracts"][0]["title"], release["tender"]["title"]
    assert bring_in(release).problems[0].field == "contracts[0].title"


def test_import_release_with_a_bad_shape_holds_its_whole_process_back(council):
    report = bring_in(contract_details(), delta(1, contracts=[{"id": "1", "value": {"amount": -5}}]))
    assert [problem.field for problem in report.problems] == ["releases[1].contracts[0].value.amount"]
    assert not NoticeRef.objects.exists()


def test_import_one_notice_number_with_two_texts_is_a_problem(council):
    report = bring_in(contract_details(), contract_details(language="cy"))
    assert "say different things" in report.problems[0].message
    assert not NoticeRef.objects.exists()


def test_import_notice_that_was_published_anew_stays_as_it_was(council):
    bring_in_well(contract_details())
    outcome = bring_in_well(contract_details(language="cy"))
    assert outcome.notes == ["Notice 000101-2026 was imported before with other content; it stays as it was."]
    assert NoticeRef.objects.get().release["language"] == "en"

"""What becomes of notices: contracts being set up, organisations known by their numbers, nothing half done."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import CouncilIdentifier
from audit.models import AuditEvent
from suppliers.actions.import_notices import import_releases
from suppliers.models import Contract, ContractParty, NoticeRef, Organisation, OrganisationIdentifier
from suppliers.ocds.read import read
from tests.factories import ContractFactory, CouncilFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.suppliers.ocds_packages import (
    COUNCIL_PPON,
    OCID,
    PARTNER_PPON,
    SUPPLIER_PPON,
    as_bytes,
    contract_details,
    delta,
    light_touch_award,
    market_modification,
    ppon_party,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    """The buyer of the UK7 notice."""
    return council_with(COUNCIL_PPON)


def council_with(ppon, **fields):
    council = CouncilFactory(**fields)
    CouncilIdentifier.objects.create(council=council, scheme="GB-PPON", value=ppon)
    return council


def organisation_with(scheme, value, **fields):
    organisation = OrganisationFactory(**fields)
    OrganisationIdentifier.objects.create(organisation=organisation, scheme=scheme, value=value)
    return organisation


def bring_in(*releases, by=None, council=None):
    """Import releases as if from one file."""
    found, problems = read("notices.json", as_bytes(*releases))
    return import_releases(releases=found, by=by, council=council, problems=problems)


def bring_in_well(*releases, **options):
    """Import releases that have no problem, and give the outcome of the first process."""
    report = bring_in(*releases, **options)
    assert report.problems == []
    return report.outcomes[0]


def events(code):
    return AuditEvent.objects.filter(event=code)


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


# --- The buyer ----------------------------------------------------------------------------------------------------


def test_import_buyer_is_found_by_number_and_not_by_the_council_named(council):
    other = CouncilFactory()
    bring_in_well(contract_details(), council=other)
    assert Contract.objects.get().council == council


def test_import_buyer_is_never_found_by_name():
    CouncilFactory(name="Anytown Council")
    report = bring_in(contract_details())
    problem = report.problems[0]
    assert (problem.file, problem.ocid, problem.field) == ("notices.json", OCID, "buyer.id")
    assert f"GB-PPON-{COUNCIL_PPON}" in problem.message
    assert "--council" in problem.message
    assert not NoticeRef.objects.exists()


def test_import_buyer_without_an_official_number_must_be_named():
    problem = bring_in(light_touch_award()).problems[0]
    assert problem.field == "buyer.id"
    assert problem.message == "The notice gives no official number for its buyer. Say which council buys (--council)."


def test_import_later_notice_without_buyer_follows_the_earlier_ones():
    council = CouncilFactory()
    bring_in_well(light_touch_award(), council=council)
    later = delta(1, ocid=light_touch_award()["ocid"], tender={"title": "Befriending"})
    bring_in_well(later)
    assert Contract.objects.get().title == "Befriending"
    assert set(NoticeRef.objects.values_list("council", flat=True)) == {council.pk}


def test_import_under_a_named_council_says_when_the_buyer_has_another_number():
    named = CouncilFactory(name="Somewhere Council")
    outcome = bring_in_well(contract_details(), council=named)
    assert Contract.objects.get().council == named
    assert any(COUNCIL_PPON in note and "Somewhere Council" in note for note in outcome.notes)


def test_import_buyer_with_numbers_of_two_councils_is_a_problem(council):
    other = council_with(PARTNER_PPON)
    release = contract_details()
    release["parties"][0]["additionalIdentifiers"] = [{"scheme": "GB-PPON", "id": PARTNER_PPON}]
    assert "different councils" in bring_in(release).problems[0].message
    assert not Contract.objects.filter(council__in=[council, other]).exists()


def test_import_officer_brings_in_for_the_own_council_only(council):
    officer = OfficerRoleFactory(council=council).user
    assert bring_in_well(contract_details(), by=officer).created
    assert events("contract.imported").get().actor == officer
    stranger = OfficerRoleFactory().user
    assert bring_in(contract_details(), by=stranger).problems[0].field == "buyer.id"
    with pytest.raises(PermissionDenied):
        bring_in(light_touch_award(), by=stranger, council=council)


def test_import_auditor_may_not(council):
    auditor = OfficerRoleFactory(council=council, role="auditor").user
    assert bring_in(contract_details(), by=auditor).problems
    assert not Contract.objects.exists()


def test_import_officer_who_belongs_to_the_supplier_may_not_change_the_contract(council):
    officer = OfficerRoleFactory(council=council).user
    contract = bring_in_well(contract_details()).created[0]
    MemberFactory(user=officer, organisation=contract.supplier)
    report = bring_in(delta(1, contracts=[{"id": "1", "title": "Mine"}]), by=officer)
    assert "may not change contract REF-774" in report.problems[0].message


# --- Suppliers ----------------------------------------------------------------------------------------------------


def test_import_supplier_is_found_by_any_of_its_numbers_and_learns_the_others(council):
    known = organisation_with("GB-COH", "01234567", name="Known here")
    release = contract_details()
    release["parties"][1]["additionalIdentifiers"] = [{"scheme": "GB-COH", "id": "1234567"}]
    bring_in_well(release)
    assert Contract.objects.get().supplier == known
    assert {str(number) for number in known.identifiers.all()} == {"GB-COH-01234567", f"GB-PPON-{SUPPLIER_PPON}"}
    known.refresh_from_db()
    assert (known.name, known.is_sme, known.is_vcse) == ("Known here", True, False)
    assert events("organisation.identified").count() == 1


def test_import_does_not_overrule_what_is_known_of_a_supplier(council):
    known = organisation_with("GB-PPON", SUPPLIER_PPON, is_sme=False, is_vcse=True)
    bring_in_well(contract_details())
    known.refresh_from_db()
    assert (known.is_sme, known.is_vcse) == (False, True)
    assert not events("organisation.identified").exists()


def test_import_supplier_without_number_waits_for_a_person():
    council = CouncilFactory()
    OrganisationFactory(name="The Invented Charity")
    release = light_touch_award()
    release["parties"][1] |= {"id": "GB-FTS-990320", "identifier": {"legalName": "The Invented Charity"}}
    release["awards"][0]["suppliers"][0]["id"] = "GB-FTS-990320"
    outcome = bring_in_well(release, council=council)
    assert Contract.objects.get().supplier is None
    assert "A person must choose the supplier" in outcome.notes[0]
    assert Organisation.objects.count() == 1


def test_import_numbers_of_two_organisations_stop_the_process(council):
    organisation_with("GB-PPON", SUPPLIER_PPON)
    organisation_with("GB-COH", "01234567")
    release = contract_details()
    release["parties"][1]["additionalIdentifiers"] = [{"scheme": "GB-COH", "id": "01234567"}]
    problem = bring_in(release).problems[0]
    assert (problem.ocid, problem.field) == (OCID, "parties[1]")
    assert "belong to 2 different organisations" in problem.message
    assert not NoticeRef.objects.exists()
    assert not AuditEvent.objects.exists()


def test_import_a_second_company_number_is_not_slipped_under_an_organisation(council):
    known = organisation_with("GB-PPON", SUPPLIER_PPON)
    OrganisationIdentifier.objects.create(organisation=known, scheme="GB-COH", value="07654321")
    release = contract_details()
    release["parties"][1]["additionalIdentifiers"] = [{"scheme": "GB-COH", "id": "01234567"}]
    problem = bring_in(release).problems[0]
    assert "GB-COH-01234567, GB-COH-07654321" in problem.message
    assert known.identifiers.count() == 2


@pytest.mark.parametrize(
    ("scheme", "number", "said"), [("GB-COH", "RJR", "not a company number"), ("GB-CHC", "12", "6 or 7 digits")]
)
def test_import_bad_number_of_a_supplier_names_the_field(council, scheme, number, said):
    release = contract_details()
    release["parties"][1]["additionalIdentifiers"] = [{"scheme": scheme, "id": number}]
    problem = bring_in(release).problems[0]
    assert problem.field == "parties[1].additionalIdentifiers[0].id"
    assert said in problem.message
    assert not Organisation.objects.exists()


def test_import_bad_number_of_a_party_we_do_not_use_is_no_problem(council):
    release = contract_details()
    release["parties"].append({"id": "T", "identifier": {"scheme": "GB-COH", "id": "RJR"}, "roles": ["tenderer"]})
    bring_in_well(release)


def test_import_unusual_ppon_is_remarked_on(council):
    release = contract_details()
    release["parties"][1] = ppon_party("PABC-1034-DEFG", "Odd Limited", "supplier")
    release["awards"][0]["suppliers"] = [{"id": "GB-PPON-PABC-1034-DEFG"}]
    assert "PABC-1034-DEFG is an unusual PPON" in bring_in_well(release).notes[0]
    assert Contract.objects.get().supplier.name == "Odd Limited"


def test_import_supplier_known_only_by_its_reference_is_recognised_by_the_number_in_it(council):
    release = contract_details()
    release["parties"].pop()
    bring_in_well(release)
    assert str(Contract.objects.get().supplier.identifiers.get()) == f"GB-PPON-{SUPPLIER_PPON}"


def test_import_foreign_numbers_are_passed_over(council):
    release = contract_details()
    release["parties"][1]["identifier"] = {"scheme": "US-EIN", "id": "99-999"}
    assert "A person must choose" in bring_in_well(release).notes[0]


def test_import_several_suppliers_become_a_consortium(council):
    release = contract_details()
    release["parties"].append(ppon_party(PARTNER_PPON, "Invented Partner", "supplier", scale="large", vcse=True))
    release["awards"][0]["suppliers"] += [
        {"id": f"GB-PPON-{PARTNER_PPON}"},
        {"id": f"GB-PPON-{SUPPLIER_PPON.lower()}"},
        {"id": "GB-FTS-1"},
    ]
    outcome = bring_in_well(release)
    contract = Contract.objects.get()
    assert contract.supplier.name == "Invented Software Limited"
    party = ContractParty.objects.get()
    assert (party.contract, party.organisation.name, party.role) == (contract, "Invented Partner", "consortium")
    assert (party.organisation.is_sme, party.organisation.is_vcse) == (False, True)
    assert outcome.notes == ["REF-774: 1 further suppliers have no official number and were left out."]


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

"""Whose contract a notice makes: the buyer and its officers, the suppliers, all found by number and never by name."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import AuditEvent
from suppliers.models import Contract, ContractParty, NoticeRef, Organisation, OrganisationIdentifier
from tests.factories import CouncilFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.suppliers.ocds_importing import bring_in, bring_in_well, council_with, events, organisation_with
from tests.suppliers.ocds_packages import (
    COUNCIL_PPON,
    OCID,
    PARTNER_PPON,
    SUPPLIER_PPON,
    contract_details,
    delta,
    light_touch_award,
    ppon_party,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    """The buyer of the UK7 notice."""
    return council_with(COUNCIL_PPON)


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

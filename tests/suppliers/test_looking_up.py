"""Officers find an organisation by whichever of its numbers they have; each look-up is on record, and not many are."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from audit.queries import sentence_for
from suppliers.actions.looking_up import MOST_AN_HOUR, look_up_organisations
from suppliers.checks import NotReady
from suppliers.identifiers import readings_of
from suppliers.models import OrganisationIdentifier
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.suppliers.joining import browser, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return ContractFactory(status="preparing", supplier=None, supplier_owner=None)


def numbered(**numbers) -> OrganisationIdentifier:
    """An organisation with these numbers."""
    organisation = OrganisationFactory()
    for scheme, value in numbers.items():
        OrganisationIdentifier.objects.create(organisation=organisation, scheme=scheme.replace("_", "-"), value=value)
    return organisation


def look_up(contract, typed: str, by=None) -> list:
    return look_up_organisations(contract=contract, numbers=readings_of(typed), by=by or contract.manager)


@pytest.mark.parametrize(
    "typed",
    ["01234567", "1234567", "1123456", "GB-CHC-1123456", "pbcd-1234-ghjl", "GB-PPON:PBCD-1234-GHJL", "SC012345"],
)
def test_any_kind_of_number_finds_the_organisation(contract, typed):
    wanted = numbered(GB_COH="01234567", GB_CHC="1123456", GB_PPON="PBCD-1234-GHJL", GB_SC="SC012345")
    numbered(GB_COH="07654321")
    assert look_up(contract, typed) == [wanted]


@pytest.mark.parametrize("path", ["contract-supplier", "contract-parties"])
def test_number_that_fits_two_kinds_shows_both_to_choose_from(contract, path):
    company, charity = numbered(GB_COH="01123456"), numbered(GB_CHC="1123456")
    client, address = browser(contract.manager), reverse(path, args=[contract.pk])
    typed = {"number": "1123456", "role": "consortium"}
    page = client.post(address, typed).content.decode()
    assert company.name in page and charity.name in page and "Charity number 1123456" in page
    assert "Which of these" in page
    client.post(address, {**typed, "confirmed": str(charity.pk)})
    contract.refresh_from_db()
    assert charity in (contract.supplier, *(party.organisation for party in contract.parties.all()))


def test_each_look_up_is_in_the_councils_history_found_or_not(contract):
    known = numbered(GB_COH="01234567")
    client, address = browser(contract.manager), reverse("contract-supplier", args=[contract.pk])
    for number in ("01234567", "07654321"):
        client.post(address, {"number": number})
    found, unknown = AuditEvent.objects.filter(event="organisation.looked_up").order_by("id")
    assert (found.actor, found.council_id, found.trail) == (
        contract.manager, contract.council_id, contract.council.audit_trail,
    )  # fmt: skip
    assert found.data["organisations"] == [known.pk] and "GB-COH-01234567" in found.data["numbers"]
    assert unknown.data["organisations"] == [] and unknown.data["contract"] == contract.pk
    assert sentence_for(found).endswith("looked an organisation up by a number")
    assert known.name not in str(found.data)


def test_one_person_looks_up_forty_times_an_hour(contract, time_machine):
    colleague = OfficerRoleFactory(council=contract.council).user
    time_machine.move_to("2026-07-06T10:00Z")
    for _each in range(MOST_AN_HOUR):
        look_up(contract, "00000009")
    known = numbered(GB_COH="01234567")
    with pytest.raises(NotReady, match="within an hour"):
        look_up(contract, "01234567")
    client, address = browser(contract.manager), reverse("contract-supplier", args=[contract.pk])
    page = client.post(address, {"number": "01234567", "confirmed": str(known.pk)}).content.decode()
    assert "within an hour" in page and known.name not in page
    assert look_up(contract, "01234567", colleague) == [known]
    time_machine.move_to(timezone.now() + timedelta(minutes=61))
    assert look_up(contract, "01234567") == [known]


def test_only_whoever_manages_the_contract_looks_up(contract):
    numbered(GB_COH="01234567")
    auditor = OfficerRoleFactory(council=contract.council, role="auditor").user
    for by in (auditor, OfficerRoleFactory().user, MemberFactory(role="admin").user):
        with pytest.raises(PermissionDenied):
            look_up(contract, "01234567", fresh(by))
    assert not AuditEvent.objects.filter(event="organisation.looked_up").exists()


def test_organisation_that_became_a_part_of_another_is_not_found(contract):
    gone = numbered(GB_COH="01234567")
    gone.merged_into = OrganisationFactory()
    gone.save()
    assert look_up(contract, "01234567") == []


def test_text_that_fits_no_kind_is_no_number():
    assert readings_of("PBCD-1234") == [] == readings_of("GB-COH-x") == readings_of("")

"""Statutory KPIs: which contracts need them, marking promises, and the reason for none (invariant 16)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from audit.queries import sentence_for
from suppliers.actions.kpis import explain_no_kpis, mark_kpis
from suppliers.checks import NotReady
from suppliers.kpis import lacks_kpis, needs_kpis, why_no_kpis, with_kpis
from suppliers.models import Contract, LegalThreshold, NoKpiReason, StatutoryKpi
from suppliers.thresholds import needs_statutory_kpis
from tests.factories import CommitmentFactory, ContractFactory, MemberFactory, OfficerRoleFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
REASON = "The service is bought by the hour, and no figure says how good it is."
LARGE = {"legal_basis": "PA2023", "value_gross": Decimal("5000000.01")}


def large(promises: int = 4, **fields) -> Contract:
    contract = ContractFactory(**{**LARGE, **fields})
    CommitmentFactory.create_batch(promises, contract=contract)
    return contract


def in_short(contract: Contract) -> Contract:
    return with_kpis(Contract.objects.filter(pk=contract.pk), on=TODAY).get()


def mark(contract: Contract, count: int = 3) -> None:
    chosen = contract.commitments.values_list("pk", flat=True)[:count]
    mark_kpis(contract=contract, commitments=set(chosen), by=contract.manager)


# --- The duty ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "fields",
    [{}, {"value_gross": Decimal(5_000_000)}, {"value_gross": None}, {"legal_basis": "PCR2015"}, {"signed_on": None},
     {"is_light_touch": True}, {"signed_on": date(2024, 1, 1)}],
)  # fmt: skip
def test_duty_read_with_many_contracts_is_that_of_one(fields):
    contract = large(0, **fields)
    assert needs_kpis(in_short(contract)) == needs_statutory_kpis(contract, on=TODAY)
    assert bool(why_no_kpis(contract, on=TODAY)) != needs_statutory_kpis(contract, on=TODAY)


def test_amount_comes_from_the_table_of_its_day():
    contract = large(0, signed_on=date(2027, 3, 1))
    LegalThreshold.objects.create(kind="statutory_kpis", amount=6_000_000, valid_from=date(2027, 1, 1), source="A test")
    assert not needs_kpis(in_short(contract))
    assert needs_kpis(in_short(large(0, signed_on=date(2026, 3, 1))))


@pytest.mark.parametrize(("marked", "lacks"), [(0, True), (2, True), (3, False), (4, False)])
def test_contract_with_fewer_than_three_is_flagged_on_its_page(client, marked, lacks):
    contract = large()
    if marked:
        mark(contract, marked)
    assert lacks_kpis(in_short(contract)) == lacks
    client.force_login(contract.manager)
    said = client.get(reverse("contract-detail", args=[contract.pk])).content.decode()
    assert (f"needs at least three statutory KPIs and has {marked}." in said) == lacks


def test_reason_for_none_ends_the_flag_until_kpis_are_marked():
    contract = large()
    explain_no_kpis(contract=contract, reason=REASON, by=contract.manager)
    assert not lacks_kpis(in_short(contract))
    mark(contract, 2)
    assert lacks_kpis(in_short(contract)) and not NoKpiReason.objects.exists()
    explain_no_kpis(contract=contract, reason=REASON, by=contract.manager)
    assert not StatutoryKpi.objects.exists()


def test_invariant_16_light_touch_is_never_flagged_nor_marked(client):
    contract = large(is_light_touch=True, value_gross=Decimal(90_000_000))
    for act in (lambda: mark(contract), lambda: explain_no_kpis(contract=contract, reason=REASON, by=contract.manager)):
        with pytest.raises(NotReady, match="light touch"):
            act()
    client.force_login(contract.manager)
    said = client.get(reverse("contract-kpis", args=[contract.pk])).content.decode()
    assert "This is a light touch contract, and the law asks for no statutory KPIs of those." in said
    assert 'name="commitments"' not in said and 'name="reason"' not in said
    assert "statutory KPIs and has" not in client.get(reverse("contract-detail", args=[contract.pk])).content.decode()
    client.post(reverse("contract-kpis", args=[contract.pk]), {"reason": REASON})
    assert not StatutoryKpi.objects.exists() and not NoKpiReason.objects.exists()


# --- Marking ----------------------------------------------------------------------------------------------------------
def test_marks_are_told_in_the_history_once():
    contract = large()
    mark(contract)
    mark(contract)
    event = AuditEvent.objects.get(event="kpis.marked")
    assert sentence_for(event).endswith("marked the statutory KPIs of the contract: commitments 1, 2 and 3")
    mark(contract, 2)
    assert StatutoryKpi.objects.count() == 2


def test_reason_is_told_in_the_history_once():
    contract = large()
    for _time in range(2):
        explain_no_kpis(contract=contract, reason=REASON, by=contract.manager)
    assert AuditEvent.objects.get(event="no_kpis.explained").data["reason"] == REASON


@pytest.mark.parametrize("fields", [{"status": "proposed"}, {"is_publishable": False, "unpublishable": "commercial"}])
def test_promises_that_are_open_or_not_public_cannot_be_kpis(fields):
    contract = large()
    other = CommitmentFactory(contract=contract, **fields)
    with pytest.raises(NotReady, match="agreed and may be published"):
        mark_kpis(contract=contract, commitments={other.pk}, by=contract.manager)


def test_promise_of_another_contract_cannot_be_a_kpi():
    contract, other = large(), large()
    with pytest.raises(NotReady):
        mark_kpis(contract=contract, commitments={other.commitments.first().pk}, by=contract.manager)


def test_whoever_does_not_manage_marks_nothing():
    contract = large()
    auditor = OfficerRoleFactory(council=contract.council, role="auditor").user
    for act, words in ((mark_kpis, {"commitments": {1}}), (explain_no_kpis, {"reason": REASON})):
        with pytest.raises(PermissionDenied):
            act(contract=contract, by=auditor, **words)


def test_other_council_supplier_and_strangers_mark_nothing():
    contract = large()
    other = OfficerRoleFactory(role="contract_manager").user
    both = MemberFactory(organisation=contract.supplier, user=contract.manager, role="admin").user
    chosen = set(contract.commitments.values_list("pk", flat=True)[:3])
    for who in (other, both, MemberFactory(organisation=contract.supplier, role="admin").user):
        with pytest.raises(PermissionDenied):
            mark_kpis(contract=contract, commitments=chosen, by=who)
    assert not StatutoryKpi.objects.exists()


def test_page_asks_for_one_or_the_other(client):
    contract = large()
    client.force_login(contract.manager)
    here, chosen = reverse("contract-kpis", args=[contract.pk]), str(contract.commitments.first().pk)
    said = client.post(here, {"reason": ""}).content.decode()
    assert "Choose the promises that are statutory KPIs, or say why none is set" in said
    said = client.post(here, {"reason": REASON, "commitments": [chosen]}).content.decode()
    assert "Empty this, or choose no promises" in said
    assert client.post(here, {"commitments": [chosen]}).status_code == 302
    assert StatutoryKpi.objects.get().commitment_id == int(chosen)

"""A contract ends when nothing of it is open any more, and no return opens after that."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from returns.actions.ending import end_contract
from returns.actions.opening import open_due_returns, open_return
from returns.models import SupplierReturn
from suppliers.checks import NotReady
from suppliers.models import Contract
from suppliers.workflow import InvalidTransition
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory
from tests.returns.road import decided, open_road, sent

pytestmark = pytest.mark.django_db
REASON = "The service was brought in-house."


def test_contract_ends_and_what_had_not_opened_is_asked_for_no_more():
    road = decided()
    OutboundEmail.objects.all().delete()
    contract = Contract.objects.get(pk=road.contract.pk)
    end_contract(contract=contract, reason=REASON, by=road.officer)
    contract.refresh_from_db()
    assert contract.status == "ended"
    event = AuditEvent.objects.latest("id")
    assert (event.event, event.data) == ("contract.ended", {"reason": REASON, "periods": 3})
    assert set(contract.periods.filter(opened_on=None).values_list("waived_reason", flat=True)) == {REASON}
    assert [(email.to, email.subject) for email in OutboundEmail.objects.all()] == [
        (road.editor.email, "A contract has ended")
    ]
    assert open_due_returns(today=date(2027, 4, 1)) == 0
    for period in contract.periods.filter(opened_on=None):
        with pytest.raises(InvalidTransition):
            open_return(period=period, today=date(2027, 4, 1))
    with pytest.raises(InvalidTransition):
        end_contract(contract=contract, reason=REASON, by=road.officer)


@pytest.mark.parametrize("road", [open_road, sent], ids=["draft", "sent"])
def test_contract_with_a_return_that_is_open_or_waits_goes_on(road):
    road = road()
    with pytest.raises(NotReady, match="Decide it first"):
        end_contract(contract=road.contract, reason=REASON, by=road.officer)
    assert Contract.objects.get(pk=road.contract.pk).status == "active"
    assert not SupplierReturn.objects.filter(period__waived_at__isnull=False).exists()


def test_contract_is_ended_by_who_manages_it():
    contract = ContractFactory()
    both = MemberFactory(organisation=contract.supplier).user
    OfficerRoleFactory(user=both, council=contract.council)
    auditor = OfficerRoleFactory(council=contract.council, role="auditor").user
    for person in (both, auditor, contract.supplier_owner, OfficerRoleFactory().user):
        with pytest.raises(PermissionDenied):
            end_contract(contract=contract, reason=REASON, by=person)


def test_contract_that_is_being_set_up_does_not_end():
    contract = ContractFactory(status="preparing")
    with pytest.raises(InvalidTransition):
        end_contract(contract=contract, reason=REASON, by=contract.manager)


def test_page_says_what_stands_in_the_way_and_keeps_the_reason(client):
    road = open_road()
    client.force_login(road.officer)
    address = reverse("contract-end", args=[road.contract.pk])
    page = client.post(address, {"reason": REASON}).content.decode()
    assert "Decide it first" in page and REASON in page
    assert "Give a reason" in client.post(address, {"reason": " "}).content.decode()

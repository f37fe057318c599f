"""What an auditor is shown: everything, and no button that does nothing."""

import pytest

from tests.factories import OfficerRoleFactory
from tests.returns.road import sent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/council/", "/council/returns/"])
def test_nobody_is_offered_the_next_return_when_none_waits(client, address):
    client.force_login(OfficerRoleFactory(role="contract_manager").user)
    assert "/council/returns/next/" not in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/council/", "/council/returns/"])
@pytest.mark.parametrize(("role", "is_offered"), [("auditor", False), ("contract_manager", True)])
def test_only_who_may_decide_is_offered_the_next_return(client, address, role, is_offered):
    council = sent().contract.council
    client.force_login(OfficerRoleFactory(role=role, council=council).user)
    assert ("/council/returns/next/" in client.get(address).content.decode()) is is_offered

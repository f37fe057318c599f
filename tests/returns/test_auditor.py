"""What an auditor is shown: everything, and no button that does nothing."""

import pytest

from tests.factories import OfficerRoleFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/council/", "/council/returns/"])
@pytest.mark.parametrize(("role", "is_offered"), [("auditor", False), ("contract_manager", True)])
def test_only_who_may_decide_is_offered_the_next_return(client, address, role, is_offered):
    client.force_login(OfficerRoleFactory(role=role).user)
    assert ("/council/returns/next/" in client.get(address).content.decode()) is is_offered

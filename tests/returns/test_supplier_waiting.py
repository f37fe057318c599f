"""What waits for an answer stands on the page a supplier's people land on, in its place between due soon and later."""

from decimal import Decimal

import pytest
from django.urls import reverse

from suppliers.actions.invitations import invite_colleague
from suppliers.actions.proposing import propose_commitment
from suppliers.actions.team import Duties
from suppliers.terms import Terms
from tests.factories import MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.returns.pages import browser, shown
from tests.returns.road import open_road
from tests.suppliers.joining import person

pytestmark = pytest.mark.django_db
HEADING = "Invitations and agreements waiting"


def home_of(user) -> str:
    return shown(browser(user).get(reverse("supplier-home")))


def test_promise_of_the_council_waits_for_whoever_writes_and_for_nobody_else(time_machine):
    time_machine.move_to("2026-07-10T09:00:00+00:00")
    road = open_road("count")
    contract, measure = road.contract, road.row(1).measure
    officer = OfficerRoleFactory(council=contract.council).user
    terms = Terms(promise="Plant 20 trees", measure=measure.code, target=Decimal(20))
    propose_commitment(contract=contract, terms=terms, by=officer, proportion_reason="It was in the bid.")
    viewer = MemberFactory(organisation=contract.supplier, role="viewer").user
    stranger = MemberFactory().user
    page = home_of(road.editor)
    assert HEADING in page and "Plant 20 trees" in page and contract.council.name in page
    assert "Waiting since 10 July 2026" in page
    for other in (viewer, stranger):
        assert HEADING not in home_of(other)


def test_invitation_waits_for_the_address_it_went_to(time_machine):
    time_machine.move_to("2026-07-10T09:00:00+00:00")
    invited, organisation = person(), OrganisationFactory()
    admin = MemberFactory(organisation=organisation, role="admin").user
    invite_colleague(organisation=organisation, email=invited.email, duties=Duties("editor"), by=admin)
    page = home_of(invited)
    assert f"You are invited to join the team of {organisation.name}" in page
    assert "not part of a supplier's team" not in page

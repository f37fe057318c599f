"""Contracts as officers see them, and periods that are waived there."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actions import record_absence
from accounts.models import OfficerRole
from returns.views.officer import contracts
from suppliers.models import Endorsement, Member
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    ContractPartyFactory,
    OfficerRoleFactory,
    ServiceCategoryFactory,
    UserFactory,
)
from tests.returns.pages import all_kinds_sent, browser, shown
from tests.returns.road import next_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(time_machine):
    return all_kinds_sent(time_machine)


@pytest.fixture
def client(road):
    return browser(road.officer)


def test_waive_a_period_from_the_contract(road, client):
    period = road.contract.periods.get(number=4)
    page = reverse("period-waive", args=[period.pk])
    contract = reverse("contract-detail", args=[road.contract.pk])
    assert page in client.get(contract).content.decode()
    assert "The supplier can read it." in shown(client.get(page))
    assert "Give a reason" in shown(client.post(page, {"reason": ""}))
    assert client.post(page, {"reason": "No placements"}).url == contract
    assert "Waived" in shown(client.get(contract)) and "No placements" in shown(client.get(contract))
    assert "cannot be waived" in shown(client.post(page, {"reason": "Again"}))
    auditor = browser(OfficerRoleFactory(council=road.contract.council, role="auditor").user)
    assert page not in auditor.get(contract).content.decode()


def test_waive_the_last_period_that_a_target_needs_says_why_not_and_what_to_do(road, client):
    next_period(road, date(2026, 10, 1))
    last = road.contract.periods.get(opened_on=None)
    told = client.post(reverse("period-waive", args=[last.pk]), {"reason": "No placements"})
    page = shown(told)
    assert "This is the last period left for commitment 1: Promise of count." in page and "No placements" in page
    assert "the supplier can say that there is nothing to report" in page
    assert "move the end of the contract to a later day" in page
    last.refresh_from_db()
    assert last.waived_at is None


def test_contract_page_of_one_that_is_not_started(road):
    contract = ContractFactory(
        council=road.contract.council, status="preparing", supplier=None, starts_on=None, ends_on=None, manager=None
    )
    client = browser(road.officer)
    assert "reporting has not started" in shown(client.get(reverse("contract-detail", args=[contract.pk])))
    assert contract.title in shown(client.get(reverse("contract-list")))
    assert contract.title not in shown(client.get(reverse("contract-list"), {"mine": "1"}))


# --- The page says what holds now, though its questions were written before ------------------------------------------
def page_of(contract, person) -> str:
    """The words of the contract's page as an officer reads them, in a request of its own."""
    return shown(browser(person).get(reverse("contract-detail", args=[contract.pk])))


def test_cover_and_endorsement_of_a_contract_end_with_their_last_day(road, time_machine):
    cover = OfficerRoleFactory(council=road.contract.council).user
    days = {"starts_on": date(2026, 7, 7), "ends_on": date(2026, 7, 8)}
    record_absence(user=road.officer, council=road.contract.council, cover=cover, by=road.officer, **days)
    Endorsement.objects.create(
        contract=road.contract, council=road.contract.council, supplier=road.contract.supplier,
        status="accepted", reason="All was verified.", valid_to=date(2026, 7, 8),
        proposed_by=road.officer, proposed_at="2026-07-01T10:00Z", decided_by=road.second,
        decided_at="2026-07-02T10:00Z", answered_by=road.editor, answered_at="2026-07-03T10:00Z",
    )  # fmt: skip
    said = f"{cover} covers until 8 July 2026"
    endorsed = "Accepted by the supplier , until 8 July 2026"
    for day, covers, runs in (("06", False, True), ("07", True, True), ("08", True, True), ("09", False, False)):
        time_machine.move_to(f"2026-07-{day}T10:00:00+01:00")
        page = page_of(road.contract, road.second)
        assert ((said in page), (endorsed in page)) == (covers, runs), day


def test_page_notices_at_once_that_somebody_can_no_longer_act(road):
    nobody, no_manager = "Nobody at the supplier looks after this contract now", "can no longer act for the council"
    before = page_of(road.contract, road.second)
    assert nobody not in before and no_manager not in before
    OfficerRole.objects.filter(user=road.officer).delete()
    Member.objects.filter(user=road.contract.supplier_owner).update(role="viewer")
    after = page_of(road.contract, road.second)
    assert nobody in after and no_manager in after


def test_contract_is_gone_for_an_officer_who_left_its_council_and_works_for_another(road):
    other = ContractFactory()
    person = OfficerRoleFactory(council=road.contract.council).user
    client = browser(person)
    addresses = [reverse("contract-detail", args=[contract.pk]) for contract in (road.contract, other)]
    assert [client.get(address).status_code for address in addresses] == [200, 404]
    OfficerRole.objects.filter(user=person).update(council=other.council)
    assert [client.get(address).status_code for address in addresses] == [404, 200]
    OfficerRole.objects.filter(user=person).delete()
    assert [client.get(address).status_code for address in addresses] == [403, 403]


def test_number_that_no_contract_can_have_is_not_found(client):
    assert client.get(reverse("contract-detail", args=[10**30])).status_code == 404


def test_each_contract_shows_its_own_people_services_and_promises(road):
    """One after the other, in one process, and the first once more."""
    pages = {}
    contracts_shown = [ContractFactory(council=road.contract.council) for _each in range(2)]
    for number, contract in enumerate(contracts_shown):
        contract.categories.add(ServiceCategoryFactory(council=contract.council, label=f"Service of {number}"))
        ContractPartyFactory(contract=contract, organisation__name=f"Partner of {number}")
        CommitmentFactory(contract=contract, promise=f"Promise of {number}")
        owner = UserFactory(first_name=f"Member-of-{number}", last_name="Jones")
        Member.objects.create(organisation=contract.supplier, user=owner, role="editor")
    for number in (0, 1, 0):
        pages[number] = page_of(contracts_shown[number], road.second)
        for what in ("Service of", "Partner of", "Promise of"):
            assert f"{what} {number}" in pages[number] and f"{what} {1 - number}" not in pages[number]
        assert f"Member-of-{number}" in pages[number] and f"Member-of-{1 - number}" not in pages[number]


def test_history_leads_from_the_earlier_events_back_to_the_newest(road, client, monkeypatch):
    monkeypatch.setattr(contracts, "PAGE", 3)
    address = reverse("contract-history", args=[road.contract.pk])
    newest = client.get(address)
    assert "Back to the newest events" not in shown(newest)
    earlier = client.get(address, {"before": newest.context["before"]})
    assert "Back to the newest events" in shown(earlier) and f'href="{address}"' in earlier.content.decode()

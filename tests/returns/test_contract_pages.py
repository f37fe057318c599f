"""Contracts as officers see them, and periods that are waived there."""

from datetime import date

import pytest
from django.urls import reverse

from returns.views.officer import contracts
from tests.factories import ContractFactory, OfficerRoleFactory
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


def test_history_leads_from_the_earlier_events_back_to_the_newest(road, client, monkeypatch):
    monkeypatch.setattr(contracts, "PAGE", 3)
    address = reverse("contract-history", args=[road.contract.pk])
    newest = client.get(address)
    assert "Back to the newest events" not in shown(newest)
    earlier = client.get(address, {"before": newest.context["before"]})
    assert "Back to the newest events" in shown(earlier) and f'href="{address}"' in earlier.content.decode()

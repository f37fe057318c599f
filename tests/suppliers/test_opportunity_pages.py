"""The pages of the opportunity log, as the supplier and the council meet them."""

from datetime import date

import pytest
from django.urls import reverse

from suppliers.actions.opportunities import record_steps
from suppliers.models import Host, Opportunity
from suppliers.opportunities import totals_of
from tests.factories import AreaFactory, ContractFactory, ContractPartyFactory, MemberFactory
from tests.returns.pages import browser, day_typed, shown
from tests.suppliers.opportunity_log import a_host, an_opportunity, host_typed, opportunity_typed

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)


@pytest.fixture
def contract(time_machine):
    time_machine.move_to("2026-07-10T10:00:00+01:00", tick=False)
    return ContractFactory()


@pytest.fixture
def editor(contract):
    return contract.supplier_owner


@pytest.fixture
def client(editor):
    return browser(editor)


def page(name: str, thing) -> str:
    return reverse(name, args=[thing.pk])


def test_host_is_added_with_its_checks_and_shown_to_the_council(contract, client):
    area = AreaFactory(council=contract.council)
    added = shown(client.post(page("host-add", contract), host_typed(area=str(area.pk)), follow=True))
    assert "The host was added." in added
    host = Host.objects.get()
    assert (host.name, host.area, host.outward_postcode) == ("Riverside Library", area, "LE2")
    seen = shown(browser(contract.manager).get(page("opportunity-log", contract)))
    assert "Riverside Library" in seen and "holds until 12 January 2027" in seen and "Add a host" not in seen


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"outward_postcode": "LE2 7AB"}, "Enter the first half of a postcode only, like LE2"),
        ({"outward_postcode": ""}, "Say where it is: an area, or the first half of the postcode"),
        ({"name": "Farm of NHS 943 476 5919"}, "It looks like this names a person: NHS number"),
        ({"insurance_ends_on_year": ""}, "Enter the last day of the insurance"),
        ({"dbs_renew_on_year": "226"}, "The year must be between 2000 and 2100"),
        ({"contact_email": "nobody"}, "Enter an email address in the right format, like name@example.com"),
    ],
)
def test_host_with_something_wrong_is_said_at_its_question(contract, client, typed, error):
    response = client.post(page("host-add", contract), host_typed(**typed))
    assert shown(response).count(error) == 2
    assert not Host.objects.exists()


def test_opportunity_is_added_and_refused_where_a_check_is_out_of_date(contract, client, editor):
    host = a_host(contract, editor, dbs_renew_on=date(2026, 5, 31))
    refused = client.post(page("opportunity-add", contract), opportunity_typed(host))
    assert shown(refused).count("The DBS check of the host holds until 31 May 2026, so nothing can start there") == 2
    typed = opportunity_typed(host, **day_typed("starts_on", date(2026, 5, 31)))
    assert "The opportunity was added." in shown(client.post(page("opportunity-add", contract), typed, follow=True))
    assert Opportunity.objects.get().access == ["toilet", "quiet"]
    log = shown(client.get(page("opportunity-log", contract)))
    assert "Out of date Hillside City Farm: DBS check, ended on 31 May 2026" in log


def test_numbers_are_recorded_and_add_up_on_the_page(contract, client, editor):
    opportunity = an_opportunity(a_host(contract, editor), editor)
    typed = {"offered": "4", "taken_up": "2", "reason_travel": "1", **day_typed("on", DAY)}
    said = shown(client.post(page("opportunity-record", opportunity), typed, follow=True))
    assert "Your numbers were recorded." in said and "Not taken up: Travel 1" in said
    too_many = shown(client.post(page("opportunity-record", opportunity), {"offered": "2", **day_typed("on", DAY)}))
    assert "That makes 6 offered, and there are only 5 places" in too_many
    taken_away = {**typed, "is_mistake": "on"}
    client.post(page("opportunity-record", opportunity), taken_away)
    totals = totals_of(opportunity.steps.all())
    assert (totals.sought, totals.offered, totals.reasons) == (1, 0, {})


def test_nothing_can_be_written_about_a_person_when_numbers_are_recorded(contract, client, editor):
    opportunity = an_opportunity(a_host(contract, editor), editor)
    form = client.get(page("opportunity-record", opportunity)).content.decode()
    assert "<textarea" not in form and "<select" not in form
    client.post(page("opportunity-record", opportunity), {"offered": "1", "note": "J", **day_typed("on", DAY)})
    assert list(opportunity.steps.values_list("what", "count")) == [("sought", 1), ("offered", 1)]


def test_log_is_hidden_from_who_only_takes_part_and_from_other_contracts_of_a_restricted_member(contract, editor):
    opportunity = an_opportunity(a_host(contract, editor), editor)
    partner = MemberFactory(organisation=ContractPartyFactory(contract=contract).organisation).user
    restricted = MemberFactory(organisation=contract.supplier, is_restricted=True).user
    for person in (partner, restricted):
        for name, thing in (("opportunity-log", contract), ("opportunity-detail", opportunity)):
            assert browser(person).get(page(name, thing)).status_code == 404


def test_council_sees_every_contract_of_its_own_with_totals_by_filters_that_are_links(contract, editor):
    opportunity = an_opportunity(a_host(contract, editor), editor)
    record_steps(opportunity=opportunity, on=DAY, counts={"offered": 3, "taken_up": 2, "travel": 1}, by=editor)
    other, elsewhere = ContractFactory(council=contract.council), ContractFactory()
    an_opportunity(a_host(other, other.supplier_owner), other.supplier_owner, title="Book stall")
    an_opportunity(a_host(elsewhere, elsewhere.supplier_owner), elsewhere.supplier_owner, title="Far away")
    client, here = browser(contract.manager), reverse("council-opportunity-list")
    everything = shown(client.get(here))
    assert "Book stall" in everything and "Saturday helper" in everything and "Far away" not in everything
    assert "Sought 2" in everything and "Taken up 2" in everything and "For the public" not in everything
    some = shown(client.get(f"{here}?status=taken_up&contract={contract.pk}"))
    assert "Book stall" not in some and "Sought 1" in some and f"Only of {contract.title}" in some
    year = shown(client.get(f"{here}?year=2026"))
    assert "Taken up 2 fewer than 5" in year and "Travel 1 fewer than 5" in year
    assert "No opportunities here" in shown(client.get(f"{here}?year=2025"))
    assert "Book stall" in shown(client.get(f"{here}?year=x&status=x&contract=%00&after=~x"))


def test_council_page_goes_on_by_key(contract, editor):
    host = a_host(contract, editor)
    for number in range(26):
        an_opportunity(host, editor, title=f"Place {number:02}")
    response = browser(contract.manager).get(reverse("council-opportunity-list"))
    assert "Place 25" in shown(response) and "Place 00" not in shown(response)
    after = response.context["page"].after
    assert "Place 00" in shown(browser(contract.manager).get(reverse("council-opportunity-list"), {"after": after}))


def test_opportunity_is_changed_and_keeps_its_host(contract, client, editor):
    opportunity = an_opportunity(a_host(contract, editor), editor)
    assert "Host: Hillside City Farm" in shown(client.get(page("opportunity-edit", opportunity)))
    changed = shown(client.post(page("opportunity-edit", opportunity), opportunity_typed(), follow=True))
    assert "The opportunity was saved." in changed and "Quiet space" in changed

"""Suppliers doing well: endorsed by the council, accepted by the supplier, and gone when either changes its mind."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from cms.actions.consents import agree_to_name, ask_for_name, refuse_name, withdraw_consent
from cms.models import CouncilSite, ResultsPage
from returns.actions.endorsing import accept_endorsement, approve_endorsement, propose_endorsement, withdraw_endorsement
from suppliers.models import Endorsement
from tests.cms.cases import NOW, admin_of, editor_of, index_page, site_of
from tests.cms.sites import english_home, guidance, welsh_home
from tests.factories import ContractFactory, OrganisationFactory
from tests.returns.pages import shown
from tests.returns.road import decided

pytestmark = pytest.mark.django_db
ADDRESS = "/suppliers-doing-well/"
REASON = "Every promise was kept, and early."


@pytest.fixture
def road(time_machine):
    time_machine.move_to(NOW, tick=False)
    road = decided("hours")
    site_of(road.contract.council)
    return road


@pytest.fixture
def offered(road) -> Endorsement:
    endorsement = propose_endorsement(
        contract=road.contract, reason=REASON, commitments=road.commitments[:1], by=road.officer
    )
    return approve_endorsement(endorsement=endorsement, valid_to=date(2027, 7, 1), by=road.second)


@pytest.fixture
def admin(road):
    return admin_of(road.contract)


@pytest.fixture
def accepted(offered, admin) -> Endorsement:
    return accept_endorsement(endorsement=offered, by=admin)


def public(**kwargs) -> str:
    return shown(Client().get(ADDRESS, kwargs))


def test_lists_of_stories_and_of_results_lead_to_it(road):
    index_page()
    english_home().add_child(instance=ResultsPage(title="Results", slug="results", summary="What was done."))
    for address in ("/case-studies/", "/results/"):
        assert f'href="{ADDRESS}"' in Client().get(address).content.decode()
    CouncilSite.objects.all().delete()
    for address in ("/case-studies/", "/results/"):
        assert ADDRESS not in Client().get(address).content.decode()


def test_nobody_is_named_before_the_supplier_accepts(road, offered):
    words = public()
    assert road.contract.supplier.name not in words and "No supplier is named at the moment" in words


def test_accepted_endorsement_is_shown_with_reason_and_day(road, accepted):
    words = public()
    assert road.contract.supplier.name in words and REASON in words and "1 July 2027" in words


def test_it_is_gone_when_it_ends_or_is_withdrawn(road, accepted, time_machine):
    withdraw_endorsement(endorsement=accepted, reason="Two returns are late.", by=road.officer)
    assert road.contract.supplier.name not in public()


def test_it_is_gone_after_its_day(road, accepted, time_machine):
    time_machine.move_to("2027-07-02T10:00:00+01:00", tick=False)
    assert road.contract.supplier.name not in public()


def test_supplier_that_does_not_want_to_be_named_is_not(road, accepted, admin):
    editor = editor_of()
    consent = ask_for_name(council=road.contract.council, supplier=road.contract.supplier, by=editor)
    assert road.contract.supplier.name in public()
    agree_to_name(consent=consent, by=admin)
    assert road.contract.supplier.name in public()
    withdraw_consent(consent=consent, by=admin)
    assert road.contract.supplier.name not in public()
    again = ask_for_name(council=road.contract.council, supplier=road.contract.supplier, by=editor)
    assert road.contract.supplier.name not in public()
    agree_to_name(consent=again, by=admin)
    assert road.contract.supplier.name in public()


def test_refusal_counts_as_well(road, accepted, admin):
    consent = ask_for_name(council=road.contract.council, supplier=road.contract.supplier, by=editor_of())
    refuse_name(consent=consent, by=admin)
    assert road.contract.supplier.name not in public()


def test_another_council_s_suppliers_are_not_here(road, accepted):
    council_site = road.contract.council.site
    council_site.council = ContractFactory().council
    council_site.save()
    assert road.contract.supplier.name not in public()


def test_site_of_no_council_names_nobody(road, accepted):
    road.contract.council.site.delete()
    assert "No supplier is named at the moment" in public()


def test_list_is_in_welsh_under_its_own_address(road, accepted):
    welsh_home()
    response = Client().get(f"/cy{ADDRESS}")
    assert response["Content-Language"] == "cy" and road.contract.supplier.name in shown(response)


def test_block_shows_it_as_long_as_it_lasts(road, accepted):
    guidance(body=[("recognition", str(accepted.pk))])
    assert REASON in shown(Client().get("/evidence/"))
    withdraw_endorsement(endorsement=accepted, reason="Two returns are late.", by=road.officer)
    assert REASON not in shown(Client().get("/evidence/"))


@pytest.mark.parametrize("value", ["", "0", "999999", "x", "²", "<b>"])
def test_block_with_anything_else_shows_nothing(road, value):
    guidance(body=[("recognition", value)])
    assert Client().get("/evidence/").status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_few_queries_and_comes_in_pages(road, accepted, rows, django_assert_max_num_queries):
    for _number in range(rows):
        contract = ContractFactory(council=road.contract.council, supplier=OrganisationFactory())
        accepted.pk, accepted.contract, accepted.supplier = None, contract, contract.supplier
        accepted.save(force_insert=True)
    assert Client().get(ADDRESS).status_code == 200
    cache.clear()
    with django_assert_max_num_queries(8):
        response = Client().get(ADDRESS)
    assert response.cookies == {}
    assert ("Next page" in shown(response)) == (rows == 30)


@pytest.mark.parametrize("cursor", ["x", "~9", "~99999999999999999999", "end"])
def test_cursors_of_nobody_do_no_harm(road, accepted, cursor):
    assert road.contract.supplier.name in public(after=cursor)

"""What a supplier's people and others may look at, and the lists that lead there."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import EvidenceFactory, EvidenceUseFactory, MemberFactory, OfficerRoleFactory
from tests.returns.pages import address, browser, shown
from tests.returns.road import KINDS, answer, answer_all, decided, open_road, send, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return open_road(*KINDS)


@pytest.fixture
def client(road):
    return browser(road.editor)


# --- Who may look -------------------------------------------------------------------------------------------------
PAGES = ["return-story", "return-nil", "return-check"]
LINE_PAGES = ["line-figure", "line-words", "line-evidence"]


def test_viewer_reads_but_does_not_write(road):
    answer(road, 1)
    viewer = browser(MemberFactory(organisation=road.contract.supplier, role="viewer").user)
    page = viewer.get(address(road, "return-detail"))
    assert "You can read this return" in shown(page)
    assert address(road, "line-figure", 1) not in page.content.decode()
    assert "20 people" in shown(viewer.get(address(road, "line-record", 1)))
    for name in PAGES:
        assert viewer.get(address(road, name)).status_code == 403
        assert viewer.post(address(road, name)).status_code == 403
    for name in LINE_PAGES:
        assert viewer.get(address(road, name, 1)).status_code == 403
        assert viewer.post(address(road, name, 1)).status_code == 403
    assert viewer.post(address(road, "evidence-remove", 1)).status_code == 403


def test_strangers_find_nothing_and_officers_read_only_what_was_sent(road):
    answer(road, 1)
    stranger = browser(MemberFactory(role="admin").user)
    officer = browser(OfficerRoleFactory(council=road.contract.council).user)
    pages = [(name, None) for name in [*PAGES, "return-detail", "return-sent"]]
    for name, number in [*pages, *((name, 1) for name in [*LINE_PAGES, "line-record"])]:
        assert stranger.get(address(road, name, number)).status_code == 404
        if name not in ("return-detail", "return-sent"):
            assert officer.get(address(road, name, number)).status_code == 403
    for name in ("return-detail", "return-sent"):
        assert officer.get(address(road, name)).url == reverse("return-review", args=[road.supplier_return.pk])
    assert Client().get(address(road, "return-detail")).status_code == 302


def test_line_that_is_not_there_is_not_found(road, client):
    for name in [*LINE_PAGES, "line-record"]:
        assert client.get(address(road, name, 8)).status_code == 404
        assert client.get(address(road, name, 99999)).status_code == 404
    assert client.get(reverse("return-detail", args=[10**9])).status_code == 404


# --- Lists --------------------------------------------------------------------------------------------------------
def test_lists_show_what_there_is(road, client):
    other = decided()
    MemberFactory(organisation=other.contract.supplier, user=road.editor)
    sent()
    listed = shown(client.get(reverse("return-list")))
    assert road.contract.title in listed and other.contract.title in listed
    home = shown(client.get(reverse("supplier-home")))
    assert home.index(road.contract.title) < home.index(other.contract.title)
    commitments = client.get(reverse("commitment-list"))
    assert commitments.status_code in (200, 302)


def way_back(page) -> str:
    """Where the back link of a page leads."""
    return re.search(r'<a href="([^"]*)" class="govuk-back-link"', page.content.decode()).group(1)


def test_commitments_of_one_contract_lead_back_to_the_list_they_were_chosen_from(road, client):
    MemberFactory(organisation=sent().contract.supplier, user=road.editor)
    page = client.get(reverse("contract-progress", args=[road.contract.pk]))
    assert way_back(page) == reverse("commitment-list")
    assert road.contract.title in shown(client.get(way_back(page)))


def test_commitments_of_the_only_contract_lead_back_home(road, client):
    """The list would open this very page again."""
    page = client.get(reverse("commitment-list"), follow=True)
    assert page.redirect_chain == [(reverse("contract-progress", args=[road.contract.pk]), 302)]
    assert way_back(page) == reverse("supplier-home")


def test_home_without_an_organisation_and_with_nothing_to_do(road):
    alone = browser(OfficerRoleFactory().user)
    assert "not part of a supplier's team" in shown(alone.get(reverse("supplier-home")))
    send(road)
    page = shown(browser(road.editor).get(reverse("supplier-home")))
    assert "It opens on 1 July 2026" in page


def test_hostile_page_cursors_show_the_first_page(road, client):
    first = shown(client.get(reverse("return-list")))
    for cursor in ("x", "~", "~-1", "~9" * 40, "2026~1", "0001-01-01T00:00:00+14:00~1", "%00"):
        assert shown(client.get(reverse("return-list"), {"after": cursor})) == first
        assert shown(client.get(reverse("return-list"), {"before": cursor})) == first


def test_due_dates_are_told_by_the_local_day(road, time_machine):
    time_machine.move_to("2026-07-31T22:30:00+00:00")
    client = browser(road.editor)
    assert "today" in shown(client.get(address(road, "return-detail")))
    # Half past eleven in the evening in UTC is already 1 August in British Summer Time.
    time_machine.move_to("2026-07-31T23:30:00+00:00")
    client = browser(road.editor)
    assert "1 day ago" in shown(client.get(address(road, "return-detail")))
    assert "Overdue" in shown(client.get(reverse("supplier-home")))


def test_pages_ask_the_database_as_much_for_many_lines_as_for_few(road, client, django_assert_max_num_queries):
    EvidenceUseFactory(answer=road.row(1).answer, evidence=EvidenceFactory(contract=road.contract))
    answer_all(road)
    with django_assert_max_num_queries(20):
        client.get(address(road, "return-check"))
    assert road.fresh().due_on == date(2026, 7, 31)

"""Contracts change hands, officers go away and leave: nothing is ever owned by nobody."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actions import record_absence, revoke_role
from accounts.models import Departure, OutboundEmail
from audit.models import AuditEvent
from returns.actions.departures import tell_of_departures
from returns.actions.submitting import submit_return
from suppliers.actions.handover import name_deputy
from suppliers.models import Contract
from tests.factories import ContractFactory, OfficerRoleFactory, UserFactory
from tests.returns.pages import browser, shown
from tests.returns.road import DECLARED, answer_all, correct, decided, open_road, post, sent, take, taken

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 6)


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to(f"{TODAY}T10:00:00+01:00")


def away(road, cover):
    """The road's officer is away today, and somebody covers."""
    record_absence(
        user=road.officer, council=road.contract.council, starts_on=TODAY, ends_on=TODAY, cover=cover, by=road.officer
    )
    post()


def page_of(road) -> str:
    """The address of the page about the work of the road's officer."""
    return reverse("handover-officer", args=[road.contract.council_id, road.officer.pk])


# --- While somebody is away -------------------------------------------------------------------------------------------
def test_return_that_comes_in_is_told_to_manager_deputy_and_cover():
    road = open_road()
    deputy, cover = (OfficerRoleFactory(council=road.contract.council).user for _each in range(2))
    name_deputy(contract=road.contract, deputy=deputy, by=road.officer)
    away(road, cover)
    sheet = answer_all(road)
    submit_return(supplier_return=sheet.supplier_return, declarations=DECLARED, by=road.editor)
    told = {to for to, subject in post() if subject == "A return has come in"}
    assert told == {road.officer.email, deputy.email, cover.email}


def test_correction_is_told_to_whoever_looks_after_the_contract_but_for_its_proposer():
    road = decided()
    cover = OfficerRoleFactory(council=road.contract.council).user
    away(road, cover)
    correct(road, approve=False, value=-1)
    assert post() == [(cover.email, "A correction waits for you")]


def test_pages_say_who_covers_until_when():
    road = taken()
    cover = OfficerRoleFactory(council=road.contract.council).user
    away(road, cover)
    said = f"{cover} covers until 6 July 2026"
    pk = road.contract.pk
    assert said in shown(browser(road.second).get(reverse("contract-detail", args=[pk])))
    assert said in shown(browser(road.second).get(reverse("contract-list")))
    assert said in shown(browser(road.second).get(page_of(road)))
    assert said in shown(browser(road.editor).get(reverse("contract-agreement", args=[pk])))
    assert said in shown(browser(road.editor).get(reverse("contract-progress", args=[pk])))
    assert road.contract.title in shown(browser(cover).get(reverse("contract-list"), {"mine": "1"}))


# --- Handing over -----------------------------------------------------------------------------------------------------
def test_lead_hands_over_ticked_contracts_and_then_all_the_others():
    road = sent()
    council, officer = road.contract.council, road.officer
    others = [ContractFactory(council=council, manager=officer) for _each in range(30)]
    new = OfficerRoleFactory(council=council).user
    lead = browser(road.second)
    page = shown(lead.get(page_of(road)))
    assert others[-1].title in page and "Next page" in page
    said = lead.post(page_of(road), {"which": "ticked", "to": str(new.pk)})
    assert "Tick the contracts to hand over" in shown(said)
    ticked = {"which": "ticked", "contract": [str(others[-1].pk)], "to": str(new.pk)}
    assert "1 contract was handed over." in shown(lead.post(page_of(road), ticked, follow=True))
    assert "30 contracts were handed over." in shown(
        lead.post(page_of(road), {"which": "all", "to": str(new.pk)}, follow=True)
    )
    assert Contract.objects.filter(manager=new).count() == 31 and not Contract.objects.filter(manager=officer).exists()
    assert "handed the contract over" in shown(lead.get(reverse("contract-detail", args=[road.contract.pk])))


def test_boxes_of_another_officers_contracts_are_refused():
    road, stranger = sent(), ContractFactory()
    new = OfficerRoleFactory(council=road.contract.council).user
    other = ContractFactory(council=road.contract.council)
    for contract in (other, stranger):
        ticked = {"which": "ticked", "contract": [str(contract.pk)], "to": str(new.pk)}
        assert browser(road.second).post(page_of(road), ticked).status_code == 200
    assert not Contract.objects.filter(manager=new).exists()


def test_officer_hands_over_their_own_and_nobody_elses():
    road = sent()
    assert browser(road.officer).get(page_of(road)).status_code == 200
    page = reverse("handover-officer", args=[road.contract.council_id, road.second.pk])
    assert browser(road.officer).get(page).status_code == 403
    strange = reverse("handover-officer", args=[road.contract.council_id, UserFactory().pk])
    assert browser(road.second).get(strange).status_code == 404


def test_open_returns_of_an_officer_are_listed_with_the_way_to_take_them_over():
    road = taken()
    page = browser(road.second).get(page_of(road)).content.decode()
    assert reverse("return-take-over", args=[road.supplier_return.pk]) in page
    own = browser(road.officer).get(page_of(road)).content.decode()
    assert reverse("return-take-over", args=[road.supplier_return.pk]) not in own


# --- When somebody leaves ---------------------------------------------------------------------------------------------
def leave(road, how: str) -> None:
    """The road's officer is switched off or loses the role, after the last e-mail was read."""
    post()
    if how == "off":
        road.officer.is_active = False
        road.officer.save()
    else:
        admin = UserFactory(is_superuser=True)
        for role in road.officer.officer_roles.all():
            revoke_role(officer_role=role, by=admin)


@pytest.mark.parametrize("how", ["off", "role"])
def test_leads_are_told_once_of_an_officer_who_left_and_find_what_is_left(how):
    road = taken()
    assert tell_of_departures() == 0
    leave(road, how)
    assert tell_of_departures() == 1 and tell_of_departures() == 0
    assert post() == [(road.second.email, "Contracts are to be handed over")]
    assert AuditEvent.objects.get(event="handover.asked").data == {"users": [road.officer.pk]}
    page = shown(browser(road.second).get(reverse("handover-list")))
    assert "Can no longer act" in page and f"{road.contract.title} {road.contract.reference}" in page
    assert road.contract.title in shown(browser(road.second).get(page_of(road)))


def test_who_reads_a_return_and_left_is_missed_without_any_contract():
    road = sent()
    reader = OfficerRoleFactory(council=road.contract.council).user
    take(road, by=reader)
    reader.officer_roles.all().delete()
    assert tell_of_departures() == 1
    assert Departure.objects.get().user == reader


def test_nobody_is_missed_once_their_work_is_handed_over():
    road = sent()
    leave(road, "role")
    tell_of_departures()
    Contract.objects.update(manager=road.second)
    assert tell_of_departures() == 0 and not Departure.objects.exists()


def test_council_without_a_lead_is_told_at_its_own_address():
    road = sent()
    road.second.officer_roles.all().delete()
    leave(road, "role")
    tell_of_departures()
    assert OutboundEmail.objects.get().to == road.contract.council.contact_email


def test_managers_do_not_see_the_contracts_of_nobody():
    road = sent()
    orphan = ContractFactory(council=road.contract.council, manager=None, status="preparing")
    assert orphan.title in shown(browser(road.second).get(reverse("handover-list")))
    assert orphan.title not in shown(browser(road.officer).get(reverse("handover-list")))


# --- Recorded on the pages --------------------------------------------------------------------------------------------
def days(first: int, last: int) -> dict[str, str]:
    return {
        f"{name}_{part}": value
        for name, number in (("starts_on", first), ("ends_on", last))
        for part, value in (("day", str(number)), ("month", "7"), ("year", "2026"))
    }


def test_officer_records_an_absence_and_ends_it():
    road = sent()
    cover = OfficerRoleFactory(council=road.contract.council).user
    client = browser(road.officer)
    add = reverse("absence-add", args=[road.contract.council_id])
    assert "Enter the first day" in shown(client.post(add, {"cover": str(cover.pk)}))
    assert "or a later one" in shown(client.post(add, {**days(8, 7), "cover": str(cover.pk)}))
    page = shown(client.post(add, {**days(6, 10), "cover": str(cover.pk)}, follow=True))
    absence = road.officer.absences.get()
    assert "Away now" in page and absence.cover == cover
    assert "Nobody is away now" in shown(client.post(reverse("absence-end", args=[absence.pk]), follow=True))
    assert "Ended on 6 July 2026" in shown(client.get(reverse("absence-list"), {"show": "past"}))


def test_lead_keeps_teams_on_one_page():
    road = sent()
    lead, council = browser(road.second), road.contract.council
    data = {"name": "Care contracts", "members": [str(road.officer.pk)]}
    page = shown(lead.post(reverse("council-team-add", args=[council.pk]), data, follow=True))
    assert "Care contracts" in page and str(road.officer) in page
    assert "this name already" in shown(lead.post(reverse("council-team-add", args=[council.pk]), data))
    team = council.teams.get()
    lead.post(reverse("council-team-edit", args=[team.pk]), {"name": "Care", "members": []})
    assert not team.members.exists()
    lead.post(reverse("council-team-remove", args=[team.pk]))
    assert not council.teams.exists()


def test_people_page_names_a_deputy_who_is_not_the_manager():
    road = sent()
    deputy = OfficerRoleFactory(council=road.contract.council).user
    page = reverse("contract-people", args=[road.contract.pk])
    named = {"manager": str(road.officer.pk), "owner": str(road.editor.pk)}
    client = browser(road.officer)
    assert "not the contract manager as well" in shown(client.post(page, {**named, "deputy": str(road.officer.pk)}))
    said = shown(client.post(page, {**named, "deputy": str(deputy.pk)}, follow=True))
    assert f"Deputy: {deputy}" in said
    client.post(page, named)
    assert Contract.objects.get().deputy is None

"""Who has a return open, and what is not shown to whom."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from returns.actions.reviewing import ask_for_change, take_over_return
from returns.forms.officer import DecisionForm
from returns.models import Verification
from tests.factories import MemberFactory, OfficerRoleFactory
from tests.returns.pages import address, all_kinds_sent, browser, day_typed, shown
from tests.returns.road import answer, decide, decide_all, open_road, take

pytestmark = pytest.mark.django_db
QUEUE = "return-queue"


@pytest.fixture
def road(time_machine):
    return all_kinds_sent(time_machine)


@pytest.fixture
def client(road):
    return browser(road.officer)


# --- Who has it -----------------------------------------------------------------------------------------------------
def test_colleague_sees_who_has_it_and_may_take_it_over(road, client):
    take(road)
    colleague = browser(road.second)
    review = address(road, "return-review")
    assert f"{road.officer} has this return open" in shown(colleague.get(review))
    for name, typed in (("line-review", {"decision": "verified", "verified": "20"}), ("return-finish", {})):
        told = colleague.post(address(road, name, 1 if name == "line-review" else None), typed, follow=True)
        assert "You do not have this return open" in shown(told)
    assert not Verification.objects.exists()
    page = colleague.post(address(road, "return-take-over"), {"reason": " "})
    assert "Give a reason" in shown(page)
    assert colleague.post(address(road, "return-take-over"), {"reason": "On leave"}).url == review
    assert road.fresh().taken_by == road.second
    assert "You do not have this return open" in shown(
        client.post(address(road, "line-review", 1), {"decision": "verified"}, follow=True)
    )
    history = shown(client.get(reverse("contract-detail", args=[road.contract.pk])))
    assert "took the return over: On leave" in history


def test_hand_back_puts_it_into_the_queue(road, client):
    take(road)
    decide(road, 1)
    told = client.post(address(road, "return-hand-back"), follow=True)
    assert "back in the queue" in shown(told)
    assert road.fresh().status == "submitted"


def test_officer_is_told_when_a_colleague_was_quicker(road, client, monkeypatch):
    told = client.post(address(road, "return-hand-back"), follow=True)
    assert "You do not have this return open" in shown(told)
    take(road)
    assert "Somebody else changed" in shown(browser(road.second).post(address(road, "return-take"), follow=True))
    read = DecisionForm.to_decision

    def taken_over_meanwhile(form):
        take_over_return(supplier_return=road.fresh(), reason="Quick", by=road.second)
        return read(form)

    monkeypatch.setattr(DecisionForm, "to_decision", taken_over_meanwhile)
    typed = {"decision": "verified", "verified": "20"}
    assert "Somebody else changed" in shown(client.post(address(road, "line-review", 1), typed, follow=True))
    assert not Verification.objects.exists()


def test_send_back_after_the_question_went_is_told(road, client, monkeypatch):
    take(road)
    decide_all(road)
    ask_for_change(row=road.row(1, sent=True), text="Why?", by=road.officer)
    told = client.post(
        address(road, "return-finish"),
        {"message": "", "act": "send_back", **day_typed("due_on", date(2026, 7, 20))},
        follow=True,
    )
    assert "sent back" in shown(told)


# --- What is not shown ----------------------------------------------------------------------------------------------
def test_draft_is_not_shown_to_the_council(time_machine):
    time_machine.move_to("2026-05-01T10:00:00+01:00")
    road = open_road()
    answer(road, 1)
    client = browser(road.officer)
    page = shown(client.get(address(road, "return-review")))
    assert "has not sent this return yet" in page and "20 people" not in page and "It helped" not in page
    assert client.get(address(road, "line-review", 1)).status_code == 404
    for name, thing in (("contract-detail", road.contract), ("commitment-detail", road.commitments[0])):
        page = shown(client.get(reverse(name, args=[thing.pk])))
        assert "20 people" not in page and "It helped" not in page
    assert "Not sent yet" in page


def test_strangers_find_nothing_and_suppliers_are_refused(road, client):
    take(road)
    stranger = browser(OfficerRoleFactory(role="social_value_lead").user)
    auditor = browser(OfficerRoleFactory(council=road.contract.council, role="auditor").user)
    supplier = browser(road.editor)
    period = road.contract.periods.get(number=3)
    line = road.supplier_return.lines.first()
    names = ["return-review", "return-take", "return-hand-back", "return-take-over", "return-accept-nil"]
    pages = [address(road, name) for name in [*names, "return-finish"]]
    pages += [
        address(road, "line-review", 1),
        reverse("contract-detail", args=[road.contract.pk]),
        reverse("period-waive", args=[period.pk]),
        reverse("line-correct", args=[line.pk]),
    ]
    for page in pages:
        for method in ("get", "post"):
            assert getattr(stranger, method)(page).status_code in (404, 405), page
            assert getattr(supplier, method)(page).status_code in (403, 405), page
            assert getattr(Client(), method)(page).status_code == 302, page
        if page not in (pages[0], pages[6], pages[7]):
            assert auditor.post(page).status_code == 403, page
    assert auditor.get(pages[0]).status_code == 200
    assert auditor.post(pages[6], {"decision": "verified"}).status_code == 403
    for page in (reverse("council-home"), reverse(QUEUE), reverse("contract-list"), reverse("correction-list")):
        assert supplier.get(page).status_code == 403
        assert road.contract.supplier.name not in shown(stranger.get(page))


def test_line_that_is_not_there_is_not_found(road, client):
    take(road)
    assert client.get(address(road, "line-review", 8)).status_code == 404
    assert client.post(address(road, "line-review", 8), {"decision": "verified"}).status_code == 404


def test_supplier_of_one_council_who_works_for_another_sees_neither_side_of_it(road):
    """An officer elsewhere who belongs to the supplier reads the supplier's pages, never the council's."""
    both = OfficerRoleFactory(role="social_value_lead").user
    MemberFactory(organisation=road.contract.supplier, user=both)
    client = browser(both)
    assert client.get(reverse("contract-detail", args=[road.contract.pk])).status_code == 404
    assert client.get(address(road, "return-review")).status_code == 403
    assert client.get(address(road, "return-detail")).status_code == 200
    assert road.contract.title not in shown(client.get(reverse(QUEUE)))

"""Corrections of verified figures, page by page: one officer proposes, a second decides."""

import pytest
from django.urls import reverse

from returns.models import ContractFigure, Correction, ReturnLine
from tests.returns.pages import all_kinds_sent, browser, shown
from tests.returns.road import correct, decide_all, finish, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(time_machine):
    return all_kinds_sent(time_machine)


@pytest.fixture
def client(road):
    return browser(road.officer)


def test_correction_by_a_second_officer(road, client):
    take(road)
    decide_all(road)
    finish(road)
    line = road.supplier_return.lines.get(number=1)
    page = reverse("line-correct", args=[line.pk])
    assert "Verified now 20 people" in shown(client.get(page))
    for typed, said in (
        ({"figure": "20", "reason": "Same"}, "the figure that stands already"),
        ({"figure": "18", "reason": " "}, "Say why it must be corrected"),
        ({"figure": "x", "reason": "x"}, "Enter a whole number"),
    ):
        assert said in shown(client.post(page, typed))
    told = client.post(page, {"figure": "18", "reason": "Two were counted twice"}, follow=True)
    assert "waits for a second officer" in shown(told)
    again = client.post(page, {"figure": "17", "reason": "Again"})
    assert "one correction at a time" in shown(again)
    correction = Correction.objects.get()
    decision = reverse("correction-decide", args=[correction.pk])
    assert client.get(decision).status_code == 403 and client.post(decision).status_code == 403
    second = browser(road.second)
    to_decide = shown(second.get(decision))
    assert "Two were counted twice" in to_decide
    assert "Verified now 20 people Difference −2 people Verified if you approve 18 people" in to_decide
    assert "Give a reason" in shown(second.post(decision, {"action": "decline", "reason": ""}))
    second.post(decision, {"action": "approve", "reason": ""})
    assert ContractFigure.objects.get(measure=line.commitment.measure).verified == 18
    told = second.post(decision, {"action": "approve", "reason": ""})
    assert "has decided this correction already" in shown(told)
    assert "Verified now 18 people" in shown(client.get(page))
    assert "18 people" in shown(client.get(reverse("contract-detail", args=[road.contract.pk])))


def test_correction_of_a_percentage_by_its_parts(road, client):
    take(road)
    decide_all(road)
    finish(road)
    page = reverse("line-correct", args=[road.supplier_return.lines.get(number=5).pk])
    assert "45 of 50" in shown(client.get(page))
    assert "cannot be more than the second" not in shown(client.get(page))
    assert "part of" in shown(client.post(page, {"numerator": "51", "denominator": "50", "reason": "More"}))
    assert "above 0" in shown(client.post(page, {"numerator": "5", "denominator": "0", "reason": "More"}))
    client.post(page, {"numerator": "40", "denominator": "48", "reason": "Counted again"})
    correction = Correction.objects.get()
    assert (correction.numerator_difference, correction.denominator_difference) == (-5, -2)
    decision = shown(browser(road.second).get(reverse("correction-decide", args=[correction.pk])))
    assert "Verified now 90% (45 of 50)" in decision
    assert "Verified if you approve 83.333% (40 of 48)" in decision
    shown(browser(road.second).get(reverse("correction-list")))


def test_correction_of_words_and_milestones(road, client):
    take(road)
    decide_all(road)
    finish(road)
    words = reverse("line-correct", args=[road.supplier_return.lines.get(number=7).pk])
    assert "in words" in shown(client.post(words, {"figure": "1", "reason": "x"}))
    done = reverse("line-correct", args=[road.supplier_return.lines.get(number=6).pk])
    client.post(done, {"figure": "no", "reason": "It was not opened"})
    correction = Correction.objects.get()
    assert correction.difference == -1
    decision = shown(browser(road.second).get(reverse("correction-decide", args=[correction.pk])))
    assert "Verified now Done Difference Not done after all Verified if you approve Not done" in decision


def test_correction_before_the_return_is_decided_is_refused(road, client):
    page = reverse("line-correct", args=[ReturnLine.objects.get(number=1).pk])
    told = client.post(page, {"figure": "3", "reason": "Early"})
    assert "Only a decided return can be corrected" in shown(told)
    assert not Correction.objects.exists()


def test_correction_says_whose_figure_it_is_on_both_pages(road, client):
    take(road)
    decide_all(road)
    finish(road)
    line = road.supplier_return.lines.get(number=3)
    page = shown(client.get(reverse("line-correct", args=[line.pk])))
    whose = f"Supplier {road.contract.supplier.name} Contract {road.contract.title} Period 1 April to 30 June 2026"
    assert whose in page
    assert "The verified figure should be hours" in page  # the unit stands beside the box
    correct(road, 3, value=-1, approve=False)
    assert whose in shown(browser(road.second).get(reverse("correction-decide", args=[Correction.objects.get().pk])))

"""A supplier's way through a return, page by page, as a browser without JavaScript sees it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from returns.actions.submitting import submit_return
from returns.declarations import DECLARATIONS
from returns.forms.supplier import FigureForm
from returns.models import Answer, Evidence
from tests.factories import MemberFactory
from tests.returns.files import a_pdf, an_upload
from tests.returns.pages import address, browser, shown
from tests.returns.road import (
    DECLARED,
    KINDS,
    answer,
    answer_all,
    correct,
    decide,
    finish,
    in_part,
    open_road,
    send,
    send_back,
    take,
)

pytestmark = pytest.mark.django_db
# What a person types on the first page of each kind of line.
TYPED = {
    "count": {"figure": "1,020"},
    "quantity": {"figure": "22.5"},
    "hours": {"figure": "24.25 hours"},
    "money": {"figure": "£25.50"},
    "percent": {"numerator": "45", "denominator": "50"},
    "milestone": {
        "is_done": "yes", "achieved_on_day": "20", "achieved_on_month": "5", "achieved_on_year": "2026",
    },
    # Browsers send at least this: there is nothing to fill in.
    "narrative": {"csrfmiddlewaretoken": "x"},
}  # fmt: skip


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return open_road(*KINDS)


@pytest.fixture
def client(road):
    return browser(road.editor)


# --- The journey --------------------------------------------------------------------------------------------------
def test_journey_from_home_to_sent_with_a_line_of_every_kind(road, client):
    home = shown(client.get(reverse("supplier-home")))
    assert "0 of 7 commitments answered" in home and "Due Friday 31 July 2026" in home
    tasks = shown(client.get(address(road, "return-detail")))
    assert "Cannot start yet" in tasks and tasks.count("Not yet started") == 7

    for number, kind in enumerate(KINDS, start=1):
        figure = address(road, "line-figure", number)
        assert f"Commitment {number} of 7" in shown(client.get(figure))
        assert client.post(figure, TYPED[kind]).url == address(road, "line-words", number)
        words = address(road, "line-words", number)
        shown(client.get(words))
        assert client.post(words, {"narrative": "Ten people learnt to weld."}).url == address(
            road, "line-evidence", number
        )
        evidence = address(road, "line-evidence", number)
        shown(client.get(evidence))
        after = client.post(evidence, {"action": "continue", "no_evidence_reason": "It follows."})
        assert after.url == address(road, "return-detail")

    tasks = shown(client.get(address(road, "return-detail")))
    assert "Cannot start yet" not in tasks and tasks.count("Completed") == 7
    story = address(road, "return-story")
    shown(client.get(story))
    assert client.post(story, {"story": "A good spring."}).url == address(road, "return-detail")

    check = address(road, "return-check")
    page = shown(client.get(check))
    for answered in ("1,020 people", "22.5 people", "24.25 hours", "£25.50", "90%", "45 of 50", "20 May 2026"):
        assert answered in page
    assert "A good spring." in page and "more than twice its target" in page
    sending = client.post(check, {"declarations": list(DECLARATIONS)}, follow=True)
    assert sending.redirect_chain == [(address(road, "return-sent"), 302)]
    assert f"Your reference {road.supplier_return.reference}" in shown(sending)
    assert "reads your return by Friday 3 July 2026" in shown(sending)

    claimed = list(Answer.objects.order_by("line__number").values_list("claimed", flat=True))
    assert claimed == [1020, Decimal("22.5"), Decimal("24.25"), Decimal("25.5"), 90, 1, None]
    assert "Sent on 20 June 2026" in shown(client.get(reverse("supplier-home")))
    record = shown(client.get(address(road, "return-detail")))
    assert "With the council" in record and "1,020 people" in record
    assert "0 of" not in record


def test_journey_every_page_of_a_sent_return_leads_to_its_record(road, client):
    answer_all(road)
    send(road)
    detail = address(road, "return-detail")
    for name in ("return-check", "return-story", "return-nil"):
        assert client.get(address(road, name)).url == detail
        told = client.post(address(road, name), {"story": "Late", "nil_reason": "Late"}, follow=True)
        assert "has been sent to the council" in shown(told)
    for name in ("line-figure", "line-words", "line-evidence"):
        assert client.get(address(road, name, 1)).url == detail
        assert client.post(address(road, name, 1), {"figure": "1", "narrative": "Late"}).url == detail
    assert not Answer.objects.filter(narrative="Late").exists()
    assert "Promise of count" in shown(client.get(address(road, "line-record", 1)))


def test_journey_of_somebody_whose_colleague_sends_it_meanwhile(road, client, monkeypatch):
    """The page was opened while the return was open; somebody sends it before the answer is saved."""
    answer_all(road)
    colleague = MemberFactory(organisation=road.contract.supplier).user
    read = FigureForm.to_figure

    def sent_meanwhile(form):
        submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=colleague)
        return read(form)

    monkeypatch.setattr(FigureForm, "to_figure", sent_meanwhile)
    told = client.post(address(road, "line-figure", 1), {"figure": "3"}, follow=True)
    assert "has been sent to the council already" in shown(told)
    assert Answer.objects.get(line__number=1).claimed == 20


def test_check_page_loses_no_tick_when_something_is_wrong(road, client):
    answer_all(road)
    page = client.post(address(road, "return-check"), {"declarations": ["true", "counted_once"]})
    assert "Tick all the declarations" in shown(page)
    assert page.content.decode().count(" checked") == 2
    again = client.get(address(road, "return-check"))
    assert again.content.decode().count(" checked") == 2
    assert road.fresh().status == "draft"


def test_check_page_says_what_is_missing_with_a_link_to_it(road, client):
    answer(road, 1)
    page = client.get(address(road, "return-check"))
    assert "Answer commitment 2" in shown(page)
    assert f"{address(road, 'line-figure', 2)}?from=check" in page.content.decode()
    page = client.post(address(road, "return-check"), {"declarations": list(DECLARATIONS)})
    assert "Answer commitment 7" in shown(page)
    assert road.fresh().status == "draft"


def test_change_from_the_check_page_comes_back_to_it(road, client):
    answer_all(road)
    for name, typed in (
        ("line-figure", {"figure": "21"}),
        ("line-words", {"narrative": "Other words"}),
        ("line-evidence", {"action": "continue", "no_evidence_reason": "Lost"}),
    ):
        after = client.post(f"{address(road, name, 1)}?from=check", typed)
        assert after.url == address(road, "return-check")
    after = client.post(f"{address(road, 'return-story')}?from=check", {"story": "Story"})
    assert after.url == address(road, "return-check")
    row = road.row(1)
    assert (row.answer.claimed, row.answer.narrative, row.answer.no_evidence_reason) == (21, "Other words", "Lost")


# --- Nothing to report --------------------------------------------------------------------------------------------
def test_nothing_for_one_line_needs_a_reason(road, client):
    figure = address(road, "line-figure", 1)
    page = client.post(figure, {"figure": "", "nothing": "on", "nothing_reason": " "})
    assert "Say why there is nothing to report" in shown(page)
    client.post(figure, {"nothing": "on", "nothing_reason": "The course starts in July."})
    client.post(address(road, "line-words", 1), {"narrative": ""})
    client.post(address(road, "line-evidence", 1), {"action": "continue"})
    row = road.row(1)
    assert (row.answer.claimed, row.answer.nothing_reason, row.is_ready) == (
        0,
        "The course starts in July.",
        True,
    )


def test_nothing_for_the_whole_return_and_back(road, client):
    nil = address(road, "return-nil")
    assert "Say why there is nothing to report" in shown(client.post(nil, {"nil_reason": " \n "}))
    assert client.post(nil, {"nil_reason": "No work yet."}).url == address(road, "return-check")
    page = shown(client.get(address(road, "return-check")))
    assert "No work yet." in page and "Answer commitment" not in page
    assert client.post(nil, {"action": "take_back"}).url == address(road, "return-detail")
    assert road.sheet().revision.nil_reason == ""
    client.post(nil, {"nil_reason": "No work yet."})
    client.post(address(road, "return-check"), {"declarations": list(DECLARATIONS)})
    assert road.fresh().status == "submitted"
    assert "No work yet." in shown(client.get(address(road, "return-detail")))


def test_nothing_for_the_whole_return_with_a_figure_is_stopped(road, client):
    answer(road, 1)
    client.post(address(road, "return-nil"), {"nil_reason": "No work yet."})
    page = client.post(address(road, "return-check"), {"declarations": list(DECLARATIONS)})
    assert "You reported something for commitment 1" in shown(page)
    assert address(road, "return-nil") in page.content.decode()
    assert road.fresh().status == "draft"


# --- Sent back ----------------------------------------------------------------------------------------------------
def test_sent_back_opens_only_what_was_asked_and_shows_what_changed(road, client):
    send(road)
    take(road)
    for number in range(1, 8):
        if number != 3:
            decide(road, number)
    send_back(road, 3, message="Check the hours")
    page = client.get(address(road, "return-detail"))
    assert "asks for a change to 1 commitment" in shown(page) and "Which months were these?" in shown(page)
    for number in range(1, 8):
        leads_to = address(road, "line-figure" if number == 3 else "line-record", number)
        assert f'href="{leads_to}"' in page.content.decode()
    assert "Verified" not in shown(page)
    detail = address(road, "return-detail")
    for number in (1, 2, 4, 7):
        assert client.get(address(road, "line-figure", number)).url == detail
        assert client.post(address(road, "line-words", number), {"narrative": "Changed"}).url == detail
        kept = client.post(address(road, "line-evidence", number), {"action": "add", "files": [an_upload(a_pdf())]})
        assert kept.url == detail
        assert "stays as you sent it" in shown(client.get(address(road, "line-record", number)))
    assert not Answer.objects.filter(narrative="Changed").exists() and not Evidence.objects.exists()
    assert "Which months were these?" in shown(client.get(address(road, "line-figure", 3)))
    client.post(address(road, "line-figure", 3), {"figure": "20.5"})
    client.post(address(road, "line-words", 3), {"narrative": "April and May."})
    client.post(address(road, "line-evidence", 3), {"action": "continue", "no_evidence_reason": "It follows."})
    page = shown(client.get(address(road, "return-check")))
    assert "What changed since the last time" in page and "Before: 24.25 hours Now: 20.5 hours" in page
    client.post(address(road, "return-check"), {"declarations": list(DECLARATIONS)})
    assert road.fresh().status == "submitted"
    assert road.row(3, sent=True).answer.claimed == Decimal("20.5")
    assert road.row(1, sent=True).verification is not None


def test_decided_return_shows_the_decisions_reasons_and_corrections(road, client):
    send(road)
    take(road)
    decide(road, 1, in_part(15, "Five were counted in March."))
    for number in range(2, 8):
        decide(road, number)
    assert "Five were counted" not in shown(client.get(address(road, "return-detail")))
    finish(road, message="Thank you for the figures.")
    correct(road, 1, value=2)
    page = shown(client.get(address(road, "return-detail")))
    for words in (
        "Approved in part",
        "Five were counted in March.",
        "15 people",
        "Thank you for the figures.",
        "+2 people",
        "Counted again.",
    ):
        assert words in page

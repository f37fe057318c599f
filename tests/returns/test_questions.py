"""A question about one line while the return is read: the supplier answers in words, and nothing it sent changes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from returns.actions.questions import answer_question, ask_question, withdraw_question
from returns.actions.reviewing import hand_back_return
from returns.models import Answer, LineQuestion
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.factories import EvidenceFactory, EvidenceUseFactory
from tests.returns.pages import address, browser, shown
from tests.returns.road import ask as ask_for_change
from tests.returns.road import codes, decide_all, finish, last_event, open_road, post, send, send_back, take

pytestmark = pytest.mark.django_db
QUESTION = "Which of the two schools hosted them?"
ANSWER = "The primary school hosted all of them."


@pytest.fixture
def road(time_machine):
    """A return of two lines that an officer reads."""
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road("count", "count")
    file = EvidenceFactory(contract=road.contract, uploaded_by=road.editor)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=file)
    send(road)
    take(road)
    post()
    return road


def ask(road, number: int = 1, **changes) -> LineQuestion:
    return ask_question(**{"row": road.row(number, sent=True), "text": QUESTION, "by": road.officer, **changes})


def test_officer_asks_the_supplier_answers_and_the_officer_reads_it(road):
    officer, supplier = browser(road.officer), browser(road.editor)
    line, form = address(road, "line-review", 1), address(road, "line-ask", 1)
    assert "Ask a question" in shown(officer.get(line))
    assert "Write your question" in shown(officer.post(form, {"words": ""}))
    assert "Your question has been sent" in shown(officer.post(form, {"words": QUESTION}, follow=True))
    assert "Waits for an answer" in shown(officer.get(address(road, "line-review", 2)))
    assert "Waits for an answer" in shown(officer.get(reverse("return-queue") + "?show=mine"))

    home = shown(supplier.get(reverse("supplier-home")))
    assert "The council asks you something" in home and "To answer" in home and "With the council" not in home
    page = shown(supplier.get(address(road, "return-detail")))
    assert "Answer the question about commitment 1" in page
    answer = address(road, "line-answer", 1)
    assert QUESTION in shown(supplier.get(answer))
    assert "Write your answer" in shown(supplier.post(answer, {"words": " "}))
    assert "Your answer has been sent" in shown(supplier.post(answer, {"words": ANSWER}, follow=True))
    assert "With the council" in shown(supplier.get(reverse("supplier-home")))
    assert "no question to answer here any more" in shown(supplier.get(answer, follow=True))

    page = shown(officer.get(line))
    assert QUESTION in page and ANSWER in page and "Ask a question" in page


def test_question_and_answer_are_recorded_and_told_with_a_link_only(road):
    at = last_event()
    question = ask(road)
    assert post() == [(road.editor.email, "The council asks you something")]
    answer_question(question=question, text=ANSWER, by=road.editor)
    assert post() == [(road.officer.email, "Your question was answered")]
    assert codes(road, at) == ["question.asked", "question.answered"]


def test_answer_changes_nothing_that_was_sent(road):
    before = list(Answer.objects.order_by("pk").values())
    answer_question(question=ask(road), text=ANSWER, by=road.editor)
    assert list(Answer.objects.order_by("pk").values()) == before
    assert road.fresh().status == "under_review" and not road.sheet(sent=True).asked


def test_one_question_at_a_time_waits_on_a_line_and_another_may_follow(road):
    question = ask(road)
    with pytest.raises(InvalidTransition):
        ask(road)
    ask(road, 2)
    answer_question(question=question, text=ANSWER, by=road.editor)
    ask(road, text="And in which month?")
    assert LineQuestion.objects.filter(line=question.line).count() == 2


def test_return_is_neither_finished_nor_sent_back_while_a_question_waits(road):
    decide_all(road)
    question = ask(road)
    page = shown(browser(road.officer).get(address(road, "return-finish")))
    assert "The question about commitment 1 waits for its answer" in page
    with pytest.raises(NotReady):
        finish(road)
    ask_for_change(road, 2)
    with pytest.raises(NotReady):
        send_back(road, 2)
    at = last_event()
    withdraw = reverse("question-withdraw", args=[road.supplier_return.pk, 1, question.pk])
    taken_back = browser(road.officer).post(withdraw, follow=True)
    assert "Your question is taken back" in shown(taken_back)
    assert codes(road, at) == ["question.withdrawn"]
    assert send_back(road, 2).status == "returned"


def test_question_that_was_taken_back_is_not_answered(road):
    question = ask(road)
    withdraw_question(question=question, by=road.officer)
    with pytest.raises(InvalidTransition):
        answer_question(question=question, text=ANSWER, by=road.editor)
    assert "The council asks you something" not in shown(browser(road.editor).get(reverse("supplier-home")))


def test_return_that_was_handed_back_still_takes_the_answer(road):
    question = ask(road)
    hand_back_return(supplier_return=road.fresh(), by=road.officer)
    assert answer_question(question=question, text=ANSWER, by=road.editor).status == "answered"


def test_who_may_ask_and_answer(road):
    cast = road.everybody()
    for name in ("editor", "lead", "auditor", "other_council", "officer_and_member"):
        with pytest.raises(PermissionDenied):
            ask(road, by=cast[name])
    question = ask(road)
    for name in ("viewer", "other_supplier", "manager", "lead", "auditor", "other_council"):
        with pytest.raises(PermissionDenied):
            answer_question(question=question, text=ANSWER, by=cast[name])
    with pytest.raises(PermissionDenied):
        withdraw_question(question=question, by=road.second)
    assert answer_question(question=question, text=ANSWER, by=cast["admin"]).answered_by == cast["admin"]


def test_viewer_reads_that_a_question_waits_and_is_offered_no_answer(road):
    ask(road)
    viewer = browser(road.everybody()["viewer"])
    page = viewer.get(address(road, "return-detail"))
    assert "A question about commitment 1 waits for an answer" in shown(page)
    assert viewer.get(address(road, "line-answer", 1)).status_code == 403


@pytest.mark.parametrize(("name", "who"), [("line-ask", "officer"), ("line-answer", "editor")])
def test_words_that_name_somebody_are_asked_about(road, name, who):
    if name == "line-answer":
        ask(road)
    form, person = address(road, name, 1), browser(getattr(road, who))
    named = {"words": "Ring 020 7946 0018."}
    assert "It looks like this names a person" in shown(person.post(form, named))
    person.post(form, {**named, "words_checked": "on"})
    assert LineQuestion.objects.get().status == ("asked" if name == "line-ask" else "answered")


def test_what_was_asked_and_answered_never_changes(road):
    question = ask(road)
    with pytest.raises(IntegrityError), transaction.atomic():
        LineQuestion.objects.update(text="Something else?")
    answer_question(question=question, text=ANSWER, by=road.editor)
    for change in ({"answer": "Another one."}, {"status": "asked", "answer": "", "answered_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LineQuestion.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        LineQuestion.objects.all().delete()

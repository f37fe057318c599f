"""What was sought or offered and not taken up: totals by reason, as proof of trying (SU7)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from returns.actions.answering import Figure, answer_figure
from returns.checks import before_sending
from returns.models import NotTakenUp
from returns.presenting import not_taken_up_words
from tests.returns.pages import address, browser, shown
from tests.returns.partners import add_partner
from tests.returns.road import KINDS, answer, ask, decide_all, finish, open_road, send, send_back, take

pytestmark = pytest.mark.django_db
TRYING = {"obligation": "best_endeavours"}


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return open_road("count", commitment=TRYING)


@pytest.fixture
def client(road):
    return browser(road.editor)


def tried(**counts):
    """What a browser sends for the reasons."""
    return {f"not_taken_up_{reason}": str(count) for reason, count in counts.items()}


def stored(road, number=1, *, sent=False):
    return road.row(number, sent=sent).not_taken_up


def messages(road):
    return [problem.message for problem in before_sending(road.sheet())]


# --- The page ---------------------------------------------------------------------------------------------------------
def test_page_asks_only_where_trying_is_promised(road, client, time_machine):
    page = shown(client.get(address(road, "line-figure", 1)))
    assert "Sought or offered, and not taken up" in page and "Safeguarding advice" in page
    firm = open_road("count")
    assert "not taken up" not in shown(browser(firm.editor).get(address(firm, "line-figure", 1)))
    browser(firm.editor).post(address(firm, "line-figure", 1), {"figure": "20", **tried(travel=3)})
    assert not NotTakenUp.objects.exists()


def test_reasons_are_saved_with_the_figure_and_shown_again(road, client):
    path = address(road, "line-figure", 1)
    closed = client.get(path).content.decode()
    assert '<details class="govuk-details" id="not-taken-up">' in closed
    sent = {"figure": "20", **tried(travel=3, other=2, health=0, choice="")}
    assert client.post(path, sent).url == address(road, "line-words", 1)
    assert stored(road) == {"travel": 3, "other": 2}
    page = client.get(path).content.decode()
    assert '<details class="govuk-details" id="not-taken-up" open>' in page
    client.post(path, {"figure": "20", **tried(other=1)})
    assert stored(road) == {"other": 1}


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("two", "Travel: enter a whole number in figures, like 3"),
        ("-1", "Travel: enter a whole number in figures, like 3"),
        ("1.5", "Travel: enter a whole number in figures, like 3"),
        ("1000000", "Travel: enter a number below 1 million"),
    ],
)
def test_wrong_number_is_said_and_nothing_typed_is_lost(road, client, typed, error):
    response = client.post(address(road, "line-figure", 1), {"figure": "20", **tried(travel=typed, other=4)})
    page = shown(response)
    assert page.count(error) == 2  # in the summary and beside the field
    html = response.content.decode()
    assert "open>" in html and f'value="{typed}"' in html and 'value="4"' in html
    assert stored(road) == {}


def test_nothing_can_be_written_there_in_words(road, client):
    client.post(address(road, "line-figure", 1), {"figure": "20", **tried(travel=1), "not_taken_up_name": "J"})
    assert stored(road) == {"travel": 1}


# --- What counts as an answer -----------------------------------------------------------------------------------------
def test_nothing_with_reasons_needs_no_further_words_and_no_evidence(road, client):
    path = address(road, "line-figure", 1)
    assert "If it is 0, say why it is, or count below" in shown(client.post(path, {"figure": "0"}))
    client.post(path, {"figure": "0", **tried(travel=3)})
    client.post(address(road, "line-words", 1), {"narrative": ""})
    client.post(address(road, "line-evidence", 1), {"action": "continue"})
    assert messages(road) == []
    row = road.row()
    assert (row.answer.claimed, row.answer.nothing_reason, row.says_why_nothing) == (0, "", True)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_ticked_with_reasons_alone_for_every_kind(time_machine, kind):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = open_road(kind, commitment=TRYING)
    client, path = browser(road.editor), address(road, "line-figure", 1)
    nothing = {"is_done": "no"} if kind == "milestone" else {"nothing": "on"}
    if kind != "milestone":  # its day has not come, which is reason enough
        assert "Say why there is nothing to report" in shown(client.post(path, nothing))
    assert client.post(path, {**nothing, **tried(host=2)}).url == address(road, "line-words", 1)
    client.post(address(road, "line-words", 1), {"narrative": ""})
    client.post(address(road, "line-evidence", 1), {"action": "continue"})
    assert messages(road) == []
    assert "2 in all. The host could not take anybody: 2" in shown(client.get(address(road, "return-check")))
    assert client.get(path).status_code == 200


def test_less_than_half_with_reasons_is_not_looked_at_twice_and_more_than_twice_is(road):
    """The target of a quarter is 24 or 25 people."""
    for claimed, counts, said in ((5, {}, 1), (5, {"travel": 9}, 0), (90, {"travel": 9}, 1)):
        answer(road, 1, Figure(claimed=Decimal(claimed)))
        answer_figure(
            answer=road.row().answer, figure=Figure(claimed=Decimal(claimed)), not_taken_up=counts, by=road.editor
        )
        assert len(messages(road)) == said, (claimed, counts, messages(road))


def test_figure_above_nothing_still_needs_its_words(road):
    row = road.row()
    answer_figure(answer=row.answer, figure=Figure(claimed=Decimal(20)), not_taken_up={"travel": 3}, by=road.editor)
    type(row.answer).objects.filter(pk=row.answer.pk).update(words_done=True, evidence_done=True)
    assert "Say who benefited and what changed for commitment 1" in messages(road)


def test_return_with_nothing_at_all_has_nothing_that_was_tried(road, client):
    client.post(address(road, "line-figure", 1), {"figure": "0", **tried(travel=3)})
    client.post(address(road, "return-nil"), {"nil_reason": "The site is shut."})
    assert any("this is not a return with nothing" in message for message in messages(road))


def test_reasons_are_refused_where_the_promise_is_firm(time_machine):
    road = open_road("count")
    with pytest.raises(ValueError, match="best endeavours"):
        answer_figure(answer=road.row().answer, figure=Figure(), not_taken_up={"travel": 1}, by=road.editor)


# --- Sent, read and sent back -----------------------------------------------------------------------------------------
def test_officer_reads_the_reasons_beside_the_claim(road, client):
    client.post(address(road, "line-figure", 1), {"figure": "20", **tried(travel=3, timetable=2)})
    send(road)
    words = "5 in all. School, college or work timetable: 2. Travel: 3"
    assert words in shown(browser(road.officer).get(address(road, "line-review", 1)))
    assert words in shown(client.get(address(road, "return-detail")))
    take(road)
    decide_all(road)
    finish(road)
    assert words in shown(client.get(address(road, "return-detail")))


def test_sent_back_they_are_copied_and_differences_are_shown(road, client):
    client.post(address(road, "line-figure", 1), {"figure": "20", **tried(travel=3)})
    send(road)
    take(road)
    ask(road)
    send_back(road)
    assert stored(road) == {"travel": 3}
    client.post(address(road, "line-figure", 1), {"figure": "20", **tried(travel=4)})
    assert stored(road, sent=True) == {"travel": 3}
    send(road)
    page = shown(browser(road.officer).get(address(road, "line-review", 1)))
    assert "Before: 3 in all. Travel: 3" in page and "Now: 4 in all. Travel: 4" in page


def test_sent_reasons_never_change(road, client):
    client.post(address(road, "line-figure", 1), {"figure": "20", **tried(travel=3)})
    send(road)
    for change in (lambda: NotTakenUp.objects.update(count=9), lambda: NotTakenUp.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_partner_says_it_of_its_own_line(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = open_road("count", "count", commitment=TRYING)
    partner = add_partner(road, 2)
    partner.browser().post(address(road, "line-figure", 2), {"figure": "0", **tried(language=1)})
    assert stored(road, 2) == {"language": 1}
    assert partner.browser().post(address(road, "line-figure", 1), tried(language=1)).status_code == 404


@given(st.dictionaries(st.sampled_from(NotTakenUp.Reason.values), st.integers(1, 999_999)))
def test_words_name_every_reason_once_and_add_up(counts):
    words = not_taken_up_words(counts)
    if not counts:
        assert words == ""
    else:
        total, *reasons = words.split(". ")
        assert total == f"{sum(counts.values())} in all"
        assert sorted(reasons) == sorted(f"{NotTakenUp.Reason(code).label}: {n}" for code, n in counts.items())

"""What the portal found when a return was sent is kept as facts, and told to each reader in the reader's own words."""

from decimal import Decimal

import pytest

from framework import relations
from returns.checks import sentence_of, usual_size
from tests.returns.pages import address, browser, shown
from tests.returns.road import open_road, send, sent
from tests.returns.test_checks import WARNING, figure, related

pytestmark = pytest.mark.django_db
SAID = "The supplier was told this before sending:"


def other_words(text: str) -> str:
    """As if the reader had another language."""
    return f"[{text}]"


def review(road, number=1) -> str:
    """What the officer reads at a line."""
    return shown(browser(road.officer).get(address(road, "line-review", number)))


@pytest.mark.parametrize(
    ("claimed", "said"),
    [(201, "Commitment 1 is more than twice its target"), (9, "Commitment 1 is less than half its target")],
)
def test_unusual_figure_is_told_in_the_words_of_who_reads_it(monkeypatch, claimed, said):
    road = open_road("count", commitment={"target": Decimal(400)})
    send(road, line_1=figure(claimed))
    assert f"{SAID} {said}. That can be right: say why" in review(road)
    monkeypatch.setattr(usual_size, "_", other_words)
    assert f"{SAID} [{said}. That can be right: say why]" in review(road)


def test_figures_out_of_step_are_told_in_the_words_of_who_reads_them(monkeypatch):
    road = related(WARNING)
    send(road, line_1=figure(21), line_2=figure(20))
    a, b = (f"“{row.measure.title}”" for row in road.sheet(sent=True).rows)
    told = f"{SAID} {a} is 21 people. It is part of {b}, which is 20 people. That can be right: say why"
    assert told in review(road, 1) and SAID not in review(road, 2)
    monkeypatch.setattr(relations, "_", other_words)
    assert f"{SAID} [[{a}] is 21 people. It is part of [{b}], which is 20 people." in review(road, 1)


def test_finding_kept_as_a_sentence_before_there_were_facts_is_still_told():
    road = sent("count")
    kept = {"code": "unusual_figure", "line": 1, "message": "As it was said then"}
    assert sentence_of(kept, road.sheet(sent=True)) == "As it was said then"

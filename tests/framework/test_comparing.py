"""What differs between two versions, in words."""

import pytest

from framework.comparing import MOST_WORDS, Piece, compare, words_in_and_out
from framework.models import Objective, Outcome
from framework.published import PublishedFramework
from tests.framework.measures import measure


def one(code="M1", *, outcome="More work", **fields):
    top = Objective(code="O1", title="Work")
    return measure(code=code, outcome=Outcome(code="OC1", title=outcome, objective=top), **fields)


def difference(before, after):
    return compare(PublishedFramework(before), PublishedFramework(after))


def test_same_measures_show_no_difference():
    assert difference([one()], [one()]).is_empty


def test_place_in_the_framework_and_source_are_no_difference():
    assert difference([one(position=1, source="a")], [one(position=2, source="b", external_code="X")]).is_empty


def test_measures_that_are_new_and_gone():
    found = difference([one("A"), one("B")], [one("B"), one("C")])
    assert [m.code for m in found.added] == ["C"]
    assert [m.code for m in found.gone] == ["A"]
    assert found.changed == ()


def test_each_field_that_changed_is_named_with_its_words_in_and_out():
    before = one(title="Local people hired", unit="people", baseline_required=False)
    after = one(title="Local residents hired", unit="hours", baseline_required=True, outcome="Better work")
    (changed,) = difference([before], [after]).changed
    assert [change.field for change in changed.changes] == ["Title", "Unit", "Needs a starting figure", "Outcome"]
    assert changed.changes[0].pieces == (
        Piece("same", "Local"),
        Piece("out", "people"),
        Piece("in", "residents"),
        Piece("same", "hired"),
    )
    assert changed.changes[2].pieces == (Piece("out", "no"), Piece("in", "yes"))


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "new words", [("in", "new words")]),
        ("old words", "", [("out", "old words")]),
        ("a b c", "a c", [("same", "a"), ("out", "b"), ("same", "c")]),
        ("a", "a b", [("same", "a"), ("in", "b")]),
    ],
)
def test_words_in_and_out(before, after, pieces):
    assert [(piece.kind, piece.words) for piece in words_in_and_out(before, after)] == pieces


def test_long_texts_are_shown_as_a_whole():
    long = "word " * MOST_WORDS
    assert [piece.kind for piece in words_in_and_out(long, f"{long} more")] == ["out", "in"]

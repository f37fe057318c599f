"""Later notices are differences: what they do not mention stays."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from suppliers.ocds.merge import merged
from suppliers.ocds.read import Release

KEYS = st.sampled_from(["title", "value", "status", "period", "suppliers"])
LEAVES = st.integers(0, 3) | st.sampled_from(["a", "b"])


def release(number, day=None, **data):
    moment = datetime(2026, 1, day or number, tzinfo=UTC)
    return Release("file.json", "ocds-1", str(number), moment, data)


def test_merge_takes_objects_key_by_key():
    before = release(1, tender={"id": "T", "title": "Old", "value": {"amount": 1, "currency": "GBP"}})
    after = release(2, tender={"title": "New", "value": {"amount": 2}})
    expected = {"id": "T", "title": "New", "value": {"amount": 2, "currency": "GBP"}}
    assert merged([after, before])["tender"] == expected


def test_merge_recognises_items_by_their_id():
    before = release(1, contracts=[{"id": "1", "title": "One", "status": "active"}, {"id": 2, "title": "Two"}])
    after = release(2, contracts=[{"id": "2", "title": "Second"}, {"id": "3"}, {"id": "1", "status": "terminated"}])
    assert merged([before, after])["contracts"] == [
        {"id": "1", "title": "One", "status": "terminated"},
        {"id": "2", "title": "Second"},
        {"id": "3"},
    ]


def test_merge_null_takes_a_field_away_and_an_empty_list_takes_nothing():
    before = release(1, tender={"id": "T", "title": "Old"}, awards=[{"id": "1", "suppliers": [{"id": "A"}]}])
    after = release(2, tender={"title": None, "notes": {"a": None}}, awards=[])
    assert merged([before, after]) == {
        "tender": {"id": "T", "notes": {}},
        "awards": [{"id": "1", "suppliers": [{"id": "A"}]}],
    }


def test_merge_leaves_no_null_in_items_without_ids():
    assert merged([release(1, parties=[{"name": None, "roles": ["buyer"]}])])["parties"] == [{"roles": ["buyer"]}]


def test_merge_replaces_whole_lists():
    before = release(
        1, parties=[{"id": "P", "roles": ["buyer"], "additionalIdentifiers": [{"id": "1", "scheme": "GB-COH"}]}]
    )
    after = release(
        2, parties=[{"id": "P", "roles": ["supplier"], "additionalIdentifiers": [{"id": "2", "scheme": "GB-CHC"}]}]
    )
    assert merged([before, after])["parties"] == after.data["parties"]


def test_merge_does_not_change_what_it_was_given():
    before = release(1, tender={"lots": [{"id": "1", "status": "active"}]})
    merged([before, release(2, tender={"lots": [{"id": "1", "status": "complete"}]})])
    assert before.data == {"tender": {"lots": [{"id": "1", "status": "active"}]}}


@given(
    st.lists(st.dictionaries(KEYS, LEAVES | st.dictionaries(KEYS, LEAVES, max_size=3), max_size=4), max_size=5),
    st.randoms(use_true_random=False),
)
def test_merge_does_not_depend_on_the_order_of_files(texts, random):
    releases = [release(number, day=1 + number // 2, **data) for number, data in enumerate(texts, start=1)]
    shuffled = [*releases, *releases]
    random.shuffle(shuffled)
    assert merged(shuffled) == merged(releases)


@given(st.dictionaries(KEYS, LEAVES), st.dictionaries(KEYS, LEAVES))
def test_merge_keeps_every_field_the_delta_does_not_mention(first, second):
    result = merged([release(1, tender=first), release(2, tender=second)])
    assert result["tender"] == {**first, **second}

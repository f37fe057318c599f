"""Whatever a notice holds, it is understood or refused in words; it never breaks the import."""

import json
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from suppliers.ocds.facts import Where, buyer_of, facts, notice_kind
from suppliers.ocds.merge import merged
from suppliers.ocds.problems import Refused
from suppliers.ocds.read import read
from tests.suppliers.ocds_packages import as_bytes, contract_details, light_touch_award, market_modification

WHERE = Where("notices.json", "ocds-1")
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(value, path=()):
    """Every path into a release."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_facts_of_a_spoiled_notice_are_read_or_refused(data):
    sound = data.draw(st.sampled_from([contract_details(), light_touch_award(), market_modification()]))
    spoiled = deepcopy(sound)
    *steps, last = data.draw(st.sampled_from(sorted(places(sound), key=str)))
    place = spoiled
    for step in steps:
        place = place[step]
    place[last] = data.draw(ODD)
    releases, problems = read("notices.json", as_bytes(spoiled, sound))
    assert len(releases) + bool(problems) == 2 or not releases  # a text no database can keep spoils its file
    try:
        whole = merged(releases)
        facts(whole, WHERE)
        buyer_of(whole, WHERE)
        assert all(len(notice_kind(release.data)) <= 10 for release in releases)
    except Refused as refused:
        assert refused.problem.message
        assert refused.problem.ocid == "ocds-1"


@given(ODD | st.text())
def test_read_any_json_gives_problems_and_not_errors(value):
    assert read("odd.json", json.dumps(value).encode())[1]
    assert read("odd.json", json.dumps({"version": "1.1", "releases": [value]}).encode())[1]


@given(st.binary(max_size=200))
def test_read_any_bytes_gives_problems_and_not_errors(content):
    assert read("odd.json", content)[1]


def test_notice_kind_is_that_of_the_notice_itself():
    release = contract_details()
    release["tender"]["documents"] = [{"id": "000001-2026", "noticeType": "UK4"}]
    assert notice_kind(release) == "UK7"
    assert notice_kind(light_touch_award()) == ""

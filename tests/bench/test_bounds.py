"""A bound that is passed is named, with the page and the size; nothing else is."""

from pathlib import Path

import pytest

from returns.evidence.kinds import KINDS
from tests.bench.__main__ import MOST_PSS_MIB, MOST_QUERIES, MOST_RSS_MIB, passed_bounds
from tests.bench.mixed import TURNS, mixed
from tests.bench.pages import LIMIT, percentile, ratio


def report(**row) -> dict:
    """A report of one page that keeps every bound, except for what `row` says."""
    kept = {"page": "task list", "kind": "page", "size": 10_000, "concurrency": 1, "p50_ms": 20.0, "p95_ms": 30.0}
    kept |= {"queries": MOST_QUERIES, "ratio": LIMIT, "limit": LIMIT}
    memory = {
        "before": [{"rss": 90.0, "pss": 50.0}],
        "after": [{"rss": float(MOST_RSS_MIB), "pss": float(MOST_PSS_MIB)}],
    }
    return {"rows": [kept | row], "growth": {"task list": 1.2}, "workers_rss_mib": {"10000": memory}}


def test_bounds_that_are_just_kept_are_not_named():
    assert passed_bounds(report()) == []


def test_bounds_name_the_page_that_is_too_slow():
    (sentence,) = passed_bounds(report(ratio=3.01, concurrency=8))
    assert "task list at 10,000 lines, 8 at a time: 3.01" in sentence


def test_bounds_name_the_public_page_that_costs_more_than_two_bare_ones():
    (sentence,) = passed_bounds(report(page="public guidance, by Wagtail's", kind="bare", ratio=2.01, limit=2.0))
    assert "public guidance, by Wagtail's at 10,000 lines, 1 at a time: 2.01 times a bare page, over 2.0" in sentence


def test_bounds_name_the_page_that_asks_too_much():
    (sentence,) = passed_bounds(report(queries=MOST_QUERIES + 1))
    assert "task list at 10,000 lines: 13 queries" in sentence


def test_bounds_of_a_public_page_are_stricter():
    assert passed_bounds(report(page="public results", queries=8)) == []
    (sentence,) = passed_bounds(report(page="public results", queries=9))
    assert sentence == "public results at 10,000 lines: 9 queries, over 8"


def test_bounds_name_the_page_that_grows():
    (sentence,) = passed_bounds(report() | {"growth": {"task list": 1.21}})
    assert "task list: 1.21 times" in sentence


@pytest.mark.parametrize(
    ("rss", "pss", "words"), [(170.1, 80.0, "170.1 MiB resident, over 170"), (99.0, 110.1, "110.1 MiB in proportion")]
)
def test_bounds_name_the_worker_that_needs_too_much(rss, pss, words):
    memory = {"before": [{"rss": 90.0, "pss": 50.0}], "after": [{"rss": rss, "pss": pss}, {"rss": 99.0, "pss": 9.0}]}
    (sentence,) = passed_bounds(report() | {"workers_rss_mib": {"100000": memory}})
    assert f"A worker at 100,000 lines: {words}" in sentence


def test_bounds_name_what_files_cost():
    row = {"page": "examining files", "kind": "upload", "unit": "files", "size": 1000, "p95_ms": "", "limit": 1.2}
    memory = [{"what": "A sandbox", "mib": 501.0, "limit": 500}, {"what": "A worker", "mib": 500, "limit": 500}]
    kept = report()
    kept["rows"].append(row | {"concurrency": 2, "p50_ms": 90.0, "ratio": 1.21})
    slow, large = passed_bounds(kept | {"memory": memory})
    assert "examining files at 1,000 files, 2 at a time: 1.21" in slow
    assert large == "A sandbox: 501.0 MiB, over 500"


def test_mixed_files_are_of_every_kind_and_each_is_its_own():
    made = [mixed(number) for number in range(len(TURNS) * 2)]
    assert {Path(name).suffix.lstrip(".").replace("jpg", "jpeg") for name, _content in made} == set(KINDS)
    assert len({content for _name, content in made}) == len(made)
    # Times stand in the containers, so only those without any are the same again.
    assert mixed(1) == mixed(1) and mixed(6) == mixed(6)


def test_ratio_is_not_moved_by_one_turn_that_something_else_disturbed():
    assert ratio([[10, 11, 12], [10, 11, 90], [80, 90, 95]], [[5, 5.5, 6], [5, 5.5, 6], [5, 5.5, 6]]) == 2.0


def test_percentile_is_a_time_that_was_measured():
    assert percentile([float(time) for time in range(100, 0, -1)], 95) == 95.0
    assert percentile([7.0], 95) == 7.0


def test_measure_that_broke_off_is_named():
    """What could not be measured has not kept its bound."""
    (sentence,) = passed_bounds(report() | {"broken_off": ["POST /returns/24/: status 500 in place of 302."]})
    assert sentence == "A measure broke off: POST /returns/24/: status 500 in place of 302."

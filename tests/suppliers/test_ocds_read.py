"""Files of notices that cannot be read say which file, which process, which field and why."""

import json
from datetime import date

import pytest

from suppliers.ocds import read as reading
from suppliers.ocds.read import read
from suppliers.ocds.shape import day, pounds
from tests.suppliers.ocds_packages import OCID, as_bytes, contract_details, light_touch_award


def problem_of(content):
    """The one problem of a file."""
    releases, problems = read("notices.json", content)
    assert releases == []
    assert len(problems) == 1, problems
    assert problems[0].file == "notices.json"
    return problems[0]


def test_ocds_sound_package_gives_its_releases_in_order():
    releases, problems = read("two.json", as_bytes(contract_details(), light_touch_award()))
    assert problems == []
    assert [release.id for release in releases] == ["000101-2026", "000202-2025"]
    assert releases[0].published.isoformat() == "2026-06-01T19:08:07+01:00"


def test_ocds_byte_order_mark_is_no_obstacle():
    assert len(read("bom.json", b"\xef\xbb\xbf" + as_bytes(contract_details()))[0]) == 1


@pytest.mark.parametrize(
    ("content", "field", "said"),
    [
        (b"", "", "not JSON, or was cut off: line 1"),
        (as_bytes(contract_details())[:-200], "", "cut off"),
        (b"<html>Not found</html>", "", "not JSON"),
        (b"\xff\xfe{}", "", "not text in UTF-8"),
        (b"[]", "", "not a release package"),
        (b'"text"', "", "not a release package"),
        (b'{"version": "1.1"}', "releases", "list of releases is missing"),
        (b'{"version": "1.1", "releases": {}}', "releases", "list of releases is missing"),
        (b'{"version": "1.1", "records": []}', "records", "Save the release package"),
        (b'{"version": "1.0", "releases": []}', "version", "Only version 1.1"),
        (b'{"releases": []}', "version", "Only version 1.1"),
        (b'{"version": "1.1", "version": "1.1", "releases": []}', "", "“version” comes twice"),
        (b'{"version": "1.1", "releases": [{"a": NaN}]}', "", "NaN is not a number"),
        (b'{"version": "1.1", "releases": [{"a": 1e999}]}', "", "too large"),
        (b'{"version": "1.1", "releases": [{"a": "x\\u0000y"}]}', "", "not text"),
        (b'{"version": "1.1", "releases": [{"\\ud800": 1}]}', "", "not text"),
        (b'{"version": "1.1", "releases": [' + b"[" * 60 + b"]" * 60 + b"]}", "", "more than 40 levels"),
        (b'{"version": "1.1", "releases": [' + b"[" * 200000 + b"]" * 200000 + b"]}", "", "more than 40 levels"),
        (b'{"version": "1.1", "releases": [7]}', "releases[0]", "must be an object"),
    ],
)
def test_ocds_broken_file_says_what_is_wrong(content, field, said):
    problem = problem_of(content)
    assert problem.field == field
    assert said in problem.message


def test_ocds_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 1024 * 1024)
    assert "larger than 1 MB" in problem_of(b" " * (1024 * 1024 + 1)).message


@pytest.mark.parametrize("field", ["ocid", "id", "date", "tag"])
@pytest.mark.parametrize("value", [None, 7, "", [], {}])
def test_ocds_release_without_its_basics_is_refused(field, value):
    problem = problem_of(as_bytes(contract_details(**{field: value})))
    assert problem.field == f"releases[0].{field}"
    assert problem.ocid == ("" if field == "ocid" else OCID)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("buyer", [], "must be an object"),
        ("buyer.id", 1.5, "text or a whole number"),
        ("parties", {}, "must be a list"),
        ("parties.0", None, "is empty"),
        ("parties.0.identifier", "GB-COH-1", "must be an object"),
        ("parties.0.identifier.id", " ", "id is empty"),
        ("parties.1.details.vcse", "no", "true or false"),
        ("tender", "text", "must be an object"),
        ("tender.title", 7, "must be text"),
        ("tender.legalBasis.id", True, "text or a whole number"),
        ("tender.specialRegime", 7, "list of texts"),
        ("awards.0.suppliers.0", "GB-COH-1", "must be an object"),
        ("awards.0.contractPeriod", {"startDate": "19 May"}, "“19 May” is not a date"),
        ("contracts.0.period.endDate", "2029-13-01T00:00:00Z", "is not a date"),
        ("contracts.0.period.endDate", 20290518, "must be text like"),
        ("contracts.0.period.startDate", "0001-01-01T00:00:00Z", "year 1 cannot be right"),
        ("contracts.0.dateSigned", "3026-01-01", "year 3026 cannot be right"),
        ("contracts.0.value.amount", "54,393", "must be a number"),
        ("contracts.0.value.amount", True, "must be a number"),
        ("contracts.0.value.amount", -1, "cannot be negative"),
        ("contracts.0.value.amountGross", 10**12, "too large"),
        ("contracts.0.value.amountGross", 10**400, "too large"),
        ("contracts.0.aboveThreshold", "false", "true or false"),
        ("contracts.0.id", "x" * 251, "longer than"),
        ("ocid", "x" * 61, "longer than 60"),
    ],
)
def test_ocds_wrong_type_names_its_field(path, value, said):
    release = contract_details()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = release
    for step in steps:
        place = place[step]
    place[last] = value
    problem = problem_of(as_bytes(release))
    assert problem.field.replace("[", ".").replace("]", "").startswith(f"releases.0.{path}")
    assert said in problem.message


def test_ocds_what_is_not_read_may_look_as_it_likes():
    release = light_touch_award(planning=7, links="text", language=[])
    assert read("odd.json", as_bytes(release))[1] == []


def test_ocds_one_bad_release_leaves_the_others():
    releases, problems = read("mixed.json", as_bytes(contract_details(buyer=7), light_touch_award()))
    assert [release.id for release in releases] == ["000202-2025"]
    assert [(problem.ocid, problem.field) for problem in problems] == [(OCID, "releases[0].buyer")]
    assert str(problems[0]).startswith(f"mixed.json: {OCID}: releases[0].buyer: ")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-05-19T00:00:00Z", date(2026, 5, 19)),
        ("2029-05-18T23:59:59Z", date(2029, 5, 18)),  # in London already 19 May, but 18 May is meant
        ("2026-06-01T00:00:00+01:00", date(2026, 6, 1)),
        ("2026-05-31T23:00:00Z", date(2026, 6, 1)),  # midnight in London
        ("2026-10-25T00:00:00+01:00", date(2026, 10, 25)),  # the night the clocks go back
        ("2026-03-29T00:00:00Z", date(2026, 3, 29)),
        ("2026-05-19", date(2026, 5, 19)),
        ("2028-02-29T12:00:00", date(2028, 2, 29)),
    ],
)
def test_ocds_day_is_the_one_that_is_meant(written, meant):
    assert day(written) == meant


def test_ocds_pounds_are_exact_to_the_penny():
    assert str(pounds(json.loads("54393.6"))) == "54393.60"
    assert str(pounds(json.loads("0.145"))) == "0.15"
    assert str(pounds(67992)) == "67992.00"

"""The ten checks of an officer: what the portal has done, what is to do, who ticked it (domain rules, 6.6)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import AuditEvent
from framework.models import ProxyValue
from returns.actions.answering import Figure
from returns.actions.checking import tick_checks
from returns.checks.officer import RULES
from returns.models import LineCheck
from returns.reading import checks_by_line
from tests.factories import EvidenceFactory, EvidenceUseFactory, MeasureFactory, UserFactory
from tests.returns.pages import address, browser, shown
from tests.returns.road import answer, decide, finish, last_event, open_road, send, sent, take, taken

pytestmark = pytest.mark.django_db


def states(road, number: int = 1) -> dict[str, str]:
    """How the checks of a line stand, by their codes."""
    return {check.code: check.state for check in checks_by_line(road.sheet(sent=True))[number]}


def with_files(kind="count", *, figure=None, file=None, **measure):
    """A sent return with one line of one kind and two files that nothing else uses."""
    counted = MeasureFactory(value_type=kind, **measure)
    road = open_road(counted, framework_version=counted.version)
    for _file in range(2):
        evidence = EvidenceFactory(contract=road.contract, **(file or {}))
        EvidenceUseFactory(answer=road.row().answer, evidence=evidence)
    send(road, **({"line_1": figure} if figure else {}))
    return road


def test_rules_are_those_that_the_database_knows():
    assert [rule.CODE for rule in RULES] == LineCheck.Check.values
    assert [str(rule.TITLE) for rule in RULES] == [str(words) for words in LineCheck.Check.labels]


def test_figure_with_files_is_checked_by_the_portal_and_by_a_person():
    assert states(with_files()) == {
        "period": "to_do",
        "contract": "to_do",
        "arithmetic": "to_do",
        "steps": "passed",
        "claimed_before": "passed",
        "personal": "passed",
        "reasonable": "passed",
        "benefit": "to_do",
    }


def test_nothing_to_report_leaves_nothing_to_check_but_the_words():
    road = sent_with(Figure(claimed=Decimal(0), nothing_reason="It starts later."))
    assert states(road) == {"steps": "passed", "personal": "passed"}


def sent_with(figure, kind="count"):
    """A sent return with this figure and no file."""
    road = open_road(kind)
    answer(road, 1, figure)
    send(road)
    return road


@pytest.mark.parametrize(
    ("kind", "code", "sentence"),
    [
        ("hours", "arithmetic", "The hours in the evidence add up to what is claimed"),
        ("money", "arithmetic", "The amounts in the evidence add up to what is claimed, and leave out VAT"),
        ("quantity", "arithmetic", "What the evidence counts adds up to what is claimed"),
        ("percent", "arithmetic", "45 of 50 is the percentage that is claimed"),
        ("milestone", "period", "20 May 2026 is inside the period"),
    ],
)
def test_arithmetic_and_dates_follow_the_kind_of_figure(kind, code, sentence):
    checks = {check.code: check.sentence for check in checks_by_line(sent(kind).sheet(sent=True))[1]}
    assert checks[code] == sentence


def test_full_time_equivalents_ask_for_their_basis():
    checks = checks_by_line(with_files("quantity", unit="FTE").sheet(sent=True))[1]
    assert "full-time equivalent" in {check.code: check.sentence for check in checks}["arithmetic"]


def test_milestone_done_outside_the_period_is_looked_at():
    road = sent_with(Figure(claimed=Decimal(1), achieved_on=date(2026, 3, 20)), "milestone")
    assert states(road)["period"] == "look"


@pytest.mark.parametrize("figure", [Decimal(5), Decimal(90)])
def test_figure_outside_half_to_twice_the_target_is_looked_at(figure):
    assert states(with_files(figure=Figure(claimed=figure, unusual_reason="A late start.")))["reasonable"] == "look"


def test_local_measure_asks_about_the_area():
    assert states(with_files(title="Local residents employed"))["local"] == "to_do"
    assert states(with_files(evidence_required="Totals by outward postcode"))["local"] == "to_do"


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ({"pounds": 500}, {"additional"}),
        ({"pounds": "500.01"}, {"additional", "independent"}),
        ({"pounds": 600, "valid_to": date(2026, 3, 31)}, set()),
        ({"pounds": 600, "valid_from": date(2026, 4, 2)}, set()),
    ],
)
def test_priced_line_is_additional_and_an_expensive_one_has_an_independent_source(value, asked):
    measure = MeasureFactory()
    ProxyValue.objects.create(**{"measure": measure, "source": "Unit costs", "valid_from": date(2026, 1, 1), **value})
    road = open_road(measure, framework_version=measure.version)
    send(road)
    assert {"additional", "independent"} & states(road).keys() == asked


def test_file_that_supports_another_line_is_looked_at():
    road = open_road("count", "count")
    evidence = EvidenceFactory(contract=road.contract)
    for number in (1, 2):
        EvidenceUseFactory(answer=road.row(number).answer, evidence=evidence)
    send(road)
    assert states(road)["claimed_before"] == states(road, 2)["claimed_before"] == "look"


def test_line_without_files_cannot_be_compared_with_others():
    assert states(sent())["claimed_before"] == "to_do"


def test_sensitive_files_are_looked_through_by_a_person():
    assert states(with_files(sensitivity="care leavers", photos="no"))["personal"] == "to_do"


def test_file_in_which_the_portal_found_something_is_looked_at():
    confirmed = {"confirmed_at": timezone.now(), "confirmed_by": UserFactory(), "findings": {"email": 1}}
    assert states(with_files(file=confirmed))["personal"] == "look"


# --- Ticks ------------------------------------------------------------------------------------------------------------
def test_officer_ticks_on_the_page_and_the_record_says_who_and_when(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = with_files()
    take(road)
    client, line = browser(road.officer), address(road, "line-review", 1)
    page = shown(client.get(line))
    assert "Done Reasonable: Between half and twice the target" in page
    assert "4 checks are not ticked." in page
    at = last_event()
    response = client.post(line, {"checks": ["period", "contract", "nonsense"], "act": "ticks"})
    assert response.url == line
    assert not LineCheck.objects.exists()  # what is no check here spoils the whole: nothing is half saved
    client.post(line, {"checks": ["period", "contract"], "act": "ticks"})
    assert set(LineCheck.objects.values_list("code", "ticked_by")) == {
        ("period", road.officer.pk),
        ("contract", road.officer.pk),
    }
    event = AuditEvent.objects.get(id__gt=at)
    assert event.event == "line.checked"
    assert event.data == {"line": 1, "ticked": ["contract", "period"], "revision": 1}
    assert "2 checks are not ticked." in shown(client.get(line))


def test_decision_records_what_was_ticked_and_is_not_stopped_by_the_rest():
    road = with_files()
    take(road)
    at = last_event()
    browser(road.officer).post(
        address(road, "line-review", 1), {"decision": "verified", "verified": "20", "checks": ["arithmetic"]}
    )
    decided = AuditEvent.objects.get(id__gt=at, event="line.decided")
    assert decided.data["ticked"] == ["arithmetic"]
    page = shown(browser(road.officer).get(address(road, "return-finish")))
    assert "Commitment 1: 3 checks are not ticked" in page
    finish(road)
    page = shown(browser(road.second).get(address(road, "line-review", 1)))
    assert f"Ticked Unit and arithmetic: What the evidence counts adds up to what is claimed {road.officer}" in page


def test_tick_that_stands_keeps_whoever_made_it():
    road = taken()
    row = road.row(sent=True)
    assert tick_checks(row=row, ticked={"benefit"}, by=road.officer) == {"benefit"}
    assert tick_checks(row=row, ticked={"benefit"}, by=road.officer) == set()
    first = LineCheck.objects.get()
    assert tick_checks(row=row, ticked={"benefit", "arithmetic"}, by=road.officer) == {"arithmetic"}
    assert LineCheck.objects.get(code="benefit") == first
    assert tick_checks(row=row, ticked=set(), by=road.officer) == {"arithmetic", "benefit"}
    assert not LineCheck.objects.exists()


def test_tick_is_for_the_officer_who_has_the_return():
    road = taken()
    for person in (road.second, road.editor):
        with pytest.raises(PermissionDenied):
            tick_checks(row=road.row(sent=True), ticked={"benefit"}, by=person)


def test_ticks_of_a_decided_return_stay_as_they_are():
    road = taken()
    tick_checks(row=road.row(sent=True), ticked={"benefit"}, by=road.officer)
    decide(road)
    finish(road)
    tick = LineCheck.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        LineCheck.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        LineCheck.objects.create(
            line=tick.line, revision=tick.revision, code="period", ticked_at=tick.ticked_at, ticked_by=road.officer
        )

"""What the opportunity log says of a line: beside its figure for both sides, and never put into it."""

from datetime import date

import pytest

from suppliers.actions.opportunities import record_steps
from tests.factories import FrameworkVersionFactory, MeasureFactory
from tests.returns.pages import address, browser, shown
from tests.returns.road import open_road, send, take
from tests.suppliers.opportunity_log import a_host, an_opportunity

pytestmark = pytest.mark.django_db
TRYING = {"obligation": "best_endeavours"}


def road_of(code: str):
    """A return with one line of this measure, and a log that says two offered in its period and one after it."""
    version = FrameworkVersionFactory()
    measure = MeasureFactory(version=version, code=code)
    road = open_road(measure, commitment=TRYING, framework_version=version)
    opportunity = an_opportunity(a_host(road.contract, road.editor), road.editor)
    for day, counts in ((date(2026, 6, 30), {"offered": 2, "travel": 1}), (date(2026, 7, 1), {"offered": 1})):
        record_steps(opportunity=opportunity, on=day, counts=counts, by=road.editor)
    return road


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    return road_of("M8.02")


def test_supplier_reads_what_the_log_says_and_enters_the_figure_itself(road):
    response = browser(road.editor).get(address(road, "line-figure", 1))
    said = shown(response)
    assert "Your log says 2 for this period. It is not filled in for you" in said and "Travel: 1" in said
    assert 'value="2"' not in response.content.decode()
    assert road.row(1).answer.claimed is None


def test_officer_reads_the_same_beside_the_claim(road):
    send(road)
    take(road)
    said = shown(browser(road.officer).get(address(road, "line-review", 1)))
    assert "2 for this period, as the log stands now" in said and "Not taken up: Travel: 1" in said
    assert road.row(1, sent=True).answer.claimed == 20


def test_other_measures_are_told_nothing(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = road_of("M8.04")
    assert "Your log says" not in shown(browser(road.editor).get(address(road, "line-figure", 1)))

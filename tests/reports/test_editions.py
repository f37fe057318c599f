"""The public figures that pages read are those that were worked out, in one question, and say as of when."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from framework.hidden_counts import Hidden
from reports.editions import NOTHING, edition_of, figures_of_contract, publish_figures, publish_figures_of
from reports.models import PublishedEdition
from reports.published import PublishedFigure, published_totals
from reports.published_measures import catalogue_of
from reports.published_places import areas_of
from reports.tasks import publish_figures as publish_figures_task
from tests.factories import AreaFactory
from tests.reports.town import TODAY, Town

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def town():
    """Two contracts, one in an area; a figure that is hidden, one kept whole, one percentage, one withheld."""
    town = Town()
    hours, leavers = town.measure("M1.01"), town.measure("M10.01", protects=True)
    few, secret = town.measure("M10.02", protects=True), town.measure("M5.01")
    share = town.measure(
        "M2.05",
        value_type="percent",
        unit="percent",
        aggregation="sum",
        numerator_label="left",
        denominator_label="all",
    )
    first, second = town.contract(area=AreaFactory(council=town.council, name="Harbour")), town.contract()
    for contract, amount in ((first, 30), (second, 12)):
        town.report(contract, hours, amount, promised=50)
        town.report(contract, leavers, amount, promised=20)
        town.report(contract, share, amount, base=60)
    town.report(first, few, 3, promised=8)
    town.report(first, secret, 7, promised=9, is_publishable=False, unpublishable="personal")
    town.verify_on(hours, TODAY - timedelta(days=200), TODAY - timedelta(days=20))
    town.contracts = (first, second)
    with time_machine.travel(NOW, tick=False):
        publish_figures()
    return town


def said(figures) -> list[dict]:
    """What may be read of figures, with the code of the measure in its place."""
    names = [field.name for field in fields(PublishedFigure) if field.name != "measure"]
    return [{"code": one.measure.code, **{name: getattr(one, name) for name in names}} for one in figures]


def queries_of(call) -> int:
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


def test_pages_read_what_was_worked_out(town):
    catalogue = catalogue_of(town.council.pk)
    worked_out = list(published_totals(town.council.pk, catalogue, today=TODAY).values())
    edition = edition_of(town.council.pk)
    assert said(edition.figures) == said(worked_out)
    assert [figure.verified_words for figure in edition.figures] == [one.verified_words for one in worked_out]
    assert [figure.promised_words for figure in edition.figures] == [one.promised_words for one in worked_out]
    assert Hidden.FEWER_THAN_5 in {figure.verified for figure in edition.figures}
    assert edition.made_at == NOW
    by_area = [
        (place.area.name if place.area else "", said(place.figures))
        for place in areas_of(town.council.pk, catalogue, today=TODAY)
    ]
    assert [(name, said(figures)) for name, figures in edition.areas] == by_area
    assert {name for name, _figures in by_area} == {"Harbour", ""}


def test_measure_is_described_without_another_question(town):
    figure = edition_of(town.council.pk).of("M1.01")[0]
    with CaptureQueriesContext(connection) as queries:
        outcome = figure.measure.outcome
        assert outcome.title and outcome.objective.title and figure.measure.version.framework.name
    assert len(queries) == 0


@pytest.mark.parametrize("codes", [None, {"M1.01", "M10.01"}, {"M9.99"}, set()])
def test_figures_of_a_contract_are_its_own_or_those_of_the_council(town, codes):
    """Its own: promised and verified. Of what is kept whole the council's figure, as the edition has it."""
    own = {
        town.contracts[0].pk: {"M1.01": (50, 30), "M2.05": (None, 50)},
        town.contracts[1].pk: {"M1.01": (50, 12), "M2.05": (None, 20)},
    }
    whole = {town.contracts[0].pk: {"M10.01", "M10.02"}, town.contracts[1].pk: {"M10.01"}}
    edition = edition_of(town.council.pk)
    for contract in town.contracts:
        expected = []
        for figure in said(edition.figures):
            if figure["code"] in whole[contract.pk]:
                expected.append(figure | {"whole_council": True})
            elif figure["code"] in own[contract.pk]:
                promised, verified = own[contract.pk][figure["code"]]
                bare = dict.fromkeys(("numerator", "denominator", "since", "to")) | {"leaves_out": False}
                expected.append(figure | bare | {"promised": promised, "verified": verified})
        shown = said(figures_of_contract(contract.pk, codes, today=TODAY))
        assert shown == [one for one in expected if codes is None or one["code"] in codes]


def test_contract_shows_the_whole_council_where_a_group_is_protected(town):
    shown = {figure.measure.code: figure for figure in figures_of_contract(town.contracts[0].pk, today=TODAY)}
    assert (shown["M1.01"].verified, shown["M1.01"].whole_council) == (30, False)
    assert (shown["M10.01"].verified, shown["M10.01"].whole_council) == (42, True)
    assert "M5.01" not in shown


def test_reading_costs_one_question_and_a_contract_two(town):
    assert queries_of(lambda: edition_of(town.council.pk)) == 1
    assert queries_of(lambda: figures_of_contract(town.contracts[0].pk, today=TODAY)) == 2


def test_nothing_is_written_where_nothing_changed(town):
    later = NOW + timedelta(minutes=5)
    with time_machine.travel(later, tick=False):
        assert publish_figures() == 0
    edition = PublishedEdition.objects.get()
    assert (edition.as_of, edition.last_checked) == (NOW, later)


def test_change_is_published_by_the_task(town):
    town.report(town.contract(), town.measure("M1.02"), 5, promised=6)
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        publish_figures_task()
    edition = edition_of(town.council.pk)
    assert edition.of("M1.02")[0].verified == 5
    assert edition.made_at == NOW + timedelta(minutes=5)


def test_council_that_is_no_more_publishes_nothing(town):
    town.council.valid_to = TODAY
    town.council.save()
    with time_machine.travel(NOW, tick=False):
        publish_figures()
    assert edition_of(town.council.pk) == NOTHING


def test_nothing_is_known_of_no_council_and_before_the_task_has_run(town):
    assert edition_of(None) == edition_of(Town().council.pk) == NOTHING
    PublishedEdition.objects.all().delete()
    assert figures_of_contract(town.contracts[0].pk, today=TODAY) == []


def test_draft_contract_shows_nothing(town):
    draft = town.contract(status="preparing")
    assert figures_of_contract(draft.pk, today=TODAY) == []


def test_one_council_s_figures_stay_its_own(town):
    other = Town()
    publish_figures_of(other.council.pk, today=TODAY)
    assert edition_of(other.council.pk).figures == []

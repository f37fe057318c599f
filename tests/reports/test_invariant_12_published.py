"""Invariant 12 of all that is published, and invariant 3: where nothing is hidden it is what officers read."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.hidden_counts import Hidden
from framework.small_numbers import PublicPercentage
from framework.values import quantise
from reports.editions import Edition, edition_of, figures_of_contract, publish_figures_of
from reports.filters import Filters
from reports.open_data import HEADER, open_data_rows
from reports.published import PublishedFigure, published_totals
from reports.published_measures import catalogue_of
from reports.published_places import areas_of
from reports.queries import amounts_of
from returns.models import CouncilTotal
from tests.factories import AreaFactory, FrameworkFactory, FrameworkVersionFactory
from tests.reports.test_invariant_12_hiding import EVERYBODY, LEAVERS, SHARE, Story, nobody_can_tell
from tests.reports.town import TODAY, Town
from tests.returns import road as roads
from tests.returns.test_invariant_03_sums import undone

pytestmark = pytest.mark.django_db
FEWER, NOT_SHOWN = Hidden.FEWER_THAN_5, Hidden.NOT_SHOWN


def worked_out(council, today=TODAY) -> Edition:
    """What is public of a council, once the task has run."""
    publish_figures_of(council, today=today)
    return edition_of(council)


def results(town, today=TODAY):
    """The totals by code; every code is there once."""
    found = worked_out(town.council.pk, today).figures
    by_code = {figure.measure.code: figure for figure in found}
    assert len(by_code) == len(found)
    return by_code


def by_area(town):
    return {
        (name or None, figure.measure.code): figure
        for name, figures in worked_out(town.council.pk).areas
        for figure in figures
    }


def for_contract(contract, codes=None):
    publish_figures_of(contract.council_id, today=TODAY)
    return {figure.measure.code: figure for figure in figures_of_contract(contract.pk, codes, today=TODAY)}


def rows(town):
    publish_figures_of(town.council.pk, today=TODAY)
    header, *found = open_data_rows(town.council.pk, today=TODAY)
    assert header == HEADER
    return [dict(zip(header, row, strict=True)) for row in found]


def count_queries(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


# --- Figures that hide nothing (invariant 3) --------------------------------------------------------------------------
def test_invariant_03_published_figures_are_those_of_officers_where_nothing_is_hidden():
    road = roads.decided("count", "quantity", "hours", "money", "percent", "milestone", "narrative")
    council = road.contract.council_id
    published = worked_out(council).figures
    officers = amounts_of(road.second, Filters())
    assert len(published) == len(officers) == 6
    for figure, known in zip(published, officers, strict=True):
        assert (figure.measure, figure.promised, figure.verified) == (known.measure, known.in_all, known.verified)
        assert figure.is_now == known.is_now
        due = road.supplier_return.due_on
        assert (figure.since, figure.to) == (due, due)
    assert [figure.verified_words for figure in published][:1] == ["20 people"]
    assert [figure.promised_words for figure in published][-1] == ""
    [share] = [figure for figure in published if figure.measure.value_type == "percent"]
    assert (share.verified, share.numerator, share.denominator) == (90, 45, 50)
    [(_area, place)] = edition_of(council).areas
    contract = figures_of_contract(road.contract.pk, today=TODAY)
    for below in (place, contract):
        assert [(one.promised, one.verified) for one in below] == [(one.promised, one.verified) for one in published]
        assert all(one.numerator is one.denominator is None for one in below)


def test_published_figure_follows_a_decision_and_never_says_what_is_claimed():
    road = roads.taken("count")
    council = road.contract.council_id
    [before] = worked_out(council).figures
    assert (before.promised, before.verified, before.verified_words) == (100, None, "Not recorded")
    roads.decide(road, 1, roads.in_part(13))
    roads.finish(road)
    [after] = worked_out(council).figures
    assert after.verified == 13
    assert not any("claim" in name.name for name in fields(PublishedFigure))
    publish_figures_of(council, today=TODAY)
    told = str(list(open_data_rows(council, today=TODAY)))
    assert "13" in told and ", 20," not in told


def test_published_areas_and_contracts_come_to_the_council():
    town = Town()
    trees, saplings = town.measure("T"), town.measure("S")
    town.tie(saplings, "subset_of", trees)
    areas = [AreaFactory(council=town.council, name=name) for name in ("East", "West")]
    contracts = [town.contract(area=area) for area in (*areas, *areas, None)]
    for number, contract in enumerate(contracts):
        town.report(contract, trees, number + 1, promised=10)
        town.report(contract, saplings, number, promised=5)
    whole = results(town)
    assert (whole["T"].verified, whole["T"].promised, whole["S"].verified) == (15, 50, 10)
    areas = by_area(town)
    assert [areas[name, "T"].verified for name in ("East", "West", None)] == [4, 6, 5]
    assert [for_contract(contract)["T"].verified for contract in contracts] == [1, 2, 3, 4, 5]
    assert not for_contract(contracts[0])["T"].whole_council


# --- Whom it protects -------------------------------------------------------------------------------------------------
def test_invariant_12_figures_of_protected_measures_are_those_of_the_whole_council():
    town = Town()
    leavers, local = town.measure("L", protects=True), town.measure("U")
    area = AreaFactory(council=town.council)
    one, other = town.contract(area=area), town.contract(area=area)
    for contract, started in ((one, 7), (other, 2)):
        town.report(contract, leavers, started, promised=started)
        town.report(contract, local, started)
    assert results(town)["L"].verified == 9 and results(town)["L"].is_kept_whole
    assert {code for _area, code in by_area(town)} == {"U"}
    shown = for_contract(other)
    assert (shown["L"].verified, shown["L"].promised, shown["L"].whole_council) == (9, 9, True)
    assert (shown["U"].verified, shown["U"].whole_council) == (2, False)
    assert for_contract(other, ["L"]).keys() == {"L"}
    assert {(row["level"], row["measure_code"]) for row in rows(town)} == {
        ("council", "L"),
        ("council", "U"),
        ("area", "U"),
        ("contract", "U"),
    }


@pytest.mark.parametrize("kind", ["subset_of", "funnel_next", "same_fact_other_unit", "overlaps", "feeds"])
@pytest.mark.parametrize("is_first", [True, False])
def test_invariant_12_what_is_tied_to_a_protected_measure_is_not_broken_down_either(kind, is_first):
    """Whether anybody has reported on the protected one yet, or not: what is published today cannot be taken back."""
    town = Town()
    everybody, leavers, further = town.measure("U"), town.measure("L", protects=True), town.measure("V")
    town.tie(*((everybody, kind, leavers) if is_first else (leavers, kind, everybody)))
    town.tie(further, "subset_of", everybody)
    contract = town.contract()
    for measure in (everybody, further):
        town.report(contract, measure, 30)
    assert by_area(town) == {}
    assert {figure.whole_council for figure in for_contract(contract).values()} == {True}


@pytest.mark.parametrize("kind", ["never_both_for_same_item", "valid_only_if_not_worse"])
def test_invariant_12_measures_that_are_about_different_people_are_not_tied(kind):
    town = Town()
    everybody, leavers = town.measure("U"), town.measure("L", protects=True)
    town.tie(everybody, kind, leavers)
    contract = town.contract()
    town.report(contract, everybody, 3)
    town.report(contract, leavers, 3)
    assert {code for _area, code in by_area(town)} == {"U"}
    assert (results(town)["U"].verified, results(town)["L"].verified_words) == (3, "fewer than 5")


def test_invariant_12_promised_figures_are_hidden_by_the_same_rule():
    town = Town()
    offered, taken_up = town.measure("O", protects=True), town.measure("T", protects=True)
    town.tie(offered, "funnel_next", taken_up)
    contract = town.contract()
    town.report(contract, offered, 50, promised=20)
    town.report(contract, taken_up, 40, promised=17)
    shown = results(town)
    assert isinstance(shown["O"].promised, Hidden) or isinstance(shown["T"].promised, Hidden)
    assert "not shown" in (shown["O"].promised_words, shown["T"].promised_words)
    assert (shown["O"].verified, shown["T"].verified) == (50, 40)


def test_invariant_12_percentage_of_a_protected_count_goes_with_it():
    town = Town()
    happy = town.measure("M1.01", protects=True)
    share = town.measure("M1.02", value_type="percent", numerator_label="M1.01", denominator_label="asked")
    contract = town.contract()
    town.report(contract, happy, 3)
    town.report(contract, share, 3, base=60)
    shown = results(town)
    assert shown["M1.01"].verified is FEWER
    assert (shown["M1.02"].verified, shown["M1.02"].numerator, shown["M1.02"].denominator) == (NOT_SHOWN,) * 3
    assert shown["M1.02"].verified_words == "not shown"
    assert by_area(town) == {}


def test_invariant_12_hidden_figure_does_not_say_of_how_many_returns_it_comes():
    town = Town()
    leavers, others = town.measure("L", protects=True), town.measure("U")
    contract = town.contract()
    days = (date(2026, 7, 31), date(2026, 10, 30))
    for measure in (leavers, others):
        town.report(contract, measure, 3)
        town.verify_on(measure, *days)
    shown = results(town)
    assert (shown["U"].since, shown["U"].to) == days
    assert (shown["L"].since, shown["L"].to) == (None, None)


COUNTS = st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5]), min_size=2, max_size=2)


@settings(deadline=None, max_examples=12)
@given(st.lists(COUNTS, min_size=4, max_size=4), st.sampled_from(["none", "area"]))
def test_invariant_12_nobody_works_a_small_count_out_of_all_that_is_published(drawn, places):
    """Two contracts: of all that take part some are leavers, of whom some stay and some of those are glad."""
    takes_part, leave, stay, glad = ([sum(of) for of in zip(*drawn[n:], strict=True)] for n in range(4))
    with undone():
        town = Town()
        everybody, others = town.measure("M1.01"), town.measure("M1.05")
        leavers, stayers = (town.measure(code, protects=True) for code in ("M1.02", "M1.03"))
        share = town.measure("M1.04", value_type="percent", numerator_label="glad", sensitivity="special", photos="no")
        town.tie(leavers, "subset_of", everybody)
        town.tie(leavers, "funnel_next", stayers)
        contracts = [
            town.contract(area=AreaFactory(council=town.council) if places == "area" else None) for _n in range(2)
        ]
        for number, contract in enumerate(contracts):
            for measure, amounts in ((everybody, takes_part), (leavers, leave), (stayers, stay), (others, stay)):
                town.report(contract, measure, amounts[number])
            town.report(contract, share, glad[number], base=stay[number])
        shown = results(town)
        truth = {0: sum(takes_part), 1: sum(leave), 2: sum(stay), 3: (sum(glad), sum(stay))}
        marks = {
            number: PublicPercentage(figure.verified, figure.numerator, figure.denominator)
            for number, figure in enumerate(shown[f"M1.0{number + 1}"] for number in truth)
        }
        story = Story({0: EVERYBODY, 1: LEAVERS, 2: LEAVERS, 3: SHARE}, truth, ((1, (0,)), (2, (1,))), most=24)
        nobody_can_tell(story, marks)
        # Nothing else tells of these four: whatever is shown elsewhere is the same total again.
        for contract in contracts:
            for code, figure in for_contract(contract).items():
                assert figure.whole_council == (code != "M1.05")
                if figure.whole_council:
                    assert (figure.verified, figure.promised) == (shown[code].verified, shown[code].promised)
        assert {code for _area, code in by_area(town)} <= {"M1.05"}
        assert {row["measure_code"] for row in rows(town) if row["level"] != "council"} == {"M1.05"}
        assert [worked_out(town.council.pk).of(code) for code in shown] == [[one] for one in shown.values()]


# --- What is not published --------------------------------------------------------------------------------------------
def test_contract_whose_promise_may_not_be_published_is_in_no_figure_of_that_measure():
    town = Town()
    trees, hedges, leavers = town.measure("T"), town.measure("H"), town.measure("L", protects=True)
    area = AreaFactory(council=town.council, name="East")
    quiet, loud, lost = town.contract(area=area), town.contract(area=area), town.contract()
    kept_back = {"is_publishable": False, "unpublishable": "commercial"}
    for measure in (trees, leavers):
        town.report(quiet, measure, 100, promised=100, **kept_back)
        town.report(loud, measure, 7, promised=8)
    town.report(quiet, hedges, 5)
    town.report(lost, hedges, None, is_publishable=False, unpublishable="personal", status="declined", agreed_at=None)
    town.verify_on(trees, date(2026, 7, 31))
    shown = results(town)
    assert [(shown[code].promised, shown[code].verified) for code in "TL"] == [(8, 7), (8, 7)]
    assert (shown["T"].leaves_out, shown["L"].leaves_out, shown["H"].leaves_out) == (True, True, False)
    assert (shown["T"].since, shown["T"].to) == (None, None)
    assert by_area(town)["East", "T"].verified == 7
    assert for_contract(quiet).keys() == {"H"} and for_contract(loud).keys() == {"T", "L"}
    assert not for_contract(loud)["T"].leaves_out
    assert 100 not in {value for row in rows(town) for value in row.values()}


def test_figure_that_is_all_kept_back_is_not_there():
    town = Town()
    trees = town.measure("T")
    town.report(town.contract(), trees, 100, is_publishable=False, unpublishable="personal")
    assert results(town) == {} and rows(town) == [] and by_area(town) == {}


@pytest.mark.parametrize("days", [{"valid_from": TODAY + timedelta(days=1)}, {"valid_to": TODAY}])
def test_council_that_there_is_not_publishes_nothing(days):
    town = Town()
    trees, contract = town.measure("T"), town.contract()
    town.report(contract, trees, 100)
    assert results(town) and for_contract(contract)
    type(town.council).objects.filter(pk=town.council.pk).update(**days)
    assert results(town) == {} and for_contract(contract) == {} and by_area(town) == {} and rows(town) == []
    assert edition_of(0).figures == [] and figures_of_contract(0, today=TODAY) == []


def test_draft_is_not_published():
    town = Town()
    trees, draft = town.measure("T"), town.contract(status="preparing")
    town.report(draft, trees, 100)
    assert for_contract(draft) == {}
    assert [row["level"] for row in rows(town)].count("contract") == 0


def test_other_councils_are_other_pages():
    town, other = Town(), Town()
    trees = town.measure("T")
    town.report(town.contract(), trees, 100)
    other.report(other.contract(), trees, 7)
    assert (results(town)["T"].verified, results(other)["T"].verified) == (100, 7)


def test_licensed_measures_and_words_are_not_published():
    town = Town()
    licensed = FrameworkVersionFactory(framework__council=town.council, framework__is_licensed=True)
    contract = town.contract()
    for measure in (town.measure("T"), town.measure("X", version=licensed), town.measure("W", value_type="narrative")):
        town.report(contract, measure, 10)
    assert results(town).keys() == for_contract(contract).keys() == {"T"}


def test_invariant_12_measure_for_one_contract_is_published_only_where_it_protects_nobody():
    town = Town()
    contract = town.contract()
    single = FrameworkFactory(council=town.council, is_for_single_contracts=True)
    for code, protects in (("C1", False), ("C2", True)):
        version = FrameworkVersionFactory(framework=single)
        town.report(contract, town.measure(code, version=version, protects=protects), 30)
    assert results(town).keys() == for_contract(contract).keys() == {"C1"}


def test_total_that_no_contract_is_left_in_is_not_there():
    town = Town()
    trees = town.measure("T")
    CouncilTotal.objects.create(council=town.council, measure=trees, shard=1)
    assert results(town) == {}


# --- Versions of a framework ------------------------------------------------------------------------------------------
def test_invariant_12_measure_is_published_once_for_all_versions_of_its_framework():
    """Never by version: two totals and their sum would be a subtraction."""
    town = Town()
    first = town.measure("L", protects=True, title="Old words")
    later = FrameworkVersionFactory(framework=town.version.framework, number=2)
    second = town.measure("L", protects=True, title="New words", version=later)
    contract = town.contract()
    town.report(contract, first, 3, promised=4)
    town.report(town.contract(), second, 6, promised=6)
    figure = results(town)["L"]
    assert (figure.verified, figure.promised, figure.measure.title) == (9, 10, "New words")
    assert for_contract(contract)["L"].verified == 9
    assert [row["verified"] for row in rows(town)] == [9]


@pytest.mark.parametrize(
    "fields", [{"unit": "days"}, {"value_type": "hours"}, {"sensitivity": "special", "photos": "no"}]
)
def test_measure_that_is_counted_otherwise_in_another_version_is_another_measure(fields):
    town = Town()
    first = town.measure("T")
    second = town.measure("T", version=FrameworkVersionFactory(framework=town.version.framework, number=2), **fields)
    town.report(town.contract(), first, 30)
    town.report(town.contract(), second, 20)
    assert sorted(one.verified for one in worked_out(town.council.pk).of("T")) == [20, 30]


def test_invariant_12_ties_of_one_version_hold_for_all():
    town = Town()
    offered, taken_up = town.measure("O", protects=True), town.measure("T", protects=True)
    later = FrameworkVersionFactory(framework=town.version.framework, number=2)
    town.tie(offered, "funnel_next", taken_up)
    contract = town.contract()
    town.report(contract, town.measure("O", protects=True, version=later), 20)
    town.report(contract, town.measure("T", protects=True, version=later), 17)
    town.report(town.contract(), offered, 0)
    assert any(isinstance(figure.verified, Hidden) for figure in results(town).values())


# --- Files and queries ------------------------------------------------------------------------------------------------
def test_open_data_has_plain_values_and_words_for_what_is_hidden():
    town = Town()
    area = AreaFactory(council=town.council, name="East")
    contract = town.contract(area=area)
    hours = town.measure("H", value_type="hours")
    leavers = town.measure("L", protects=True)
    share = town.measure("P", value_type="percent")
    town.report(contract, hours, "12.5", promised=40)
    town.report(contract, leavers, 2)
    town.report(contract, share, 30, base=40)
    by_place = {(row["level"], row["measure_code"]): row for row in rows(town)}
    whole = by_place["council", "H"]
    assert (whole["promised"], whole["verified"], whole["unit"]) == (40, D("12.5"), "hours")
    assert by_place["council", "L"]["verified"] == "fewer than 5"
    assert {by_place["council", "P"][name] for name in ("verified", "top_figure", "bottom_figure")} == {75, 30, 40}
    one = by_place["contract", "H"]
    assert (one["area"], one["contract_reference"], one["supplier"]) == (
        "East",
        contract.reference,
        contract.supplier.name,
    )
    assert (by_place["area", "P"]["verified"], by_place["area", "P"]["top_figure"]) == (75, "")
    assert all(isinstance(value, str | int | D | date) for row in by_place.values() for value in row.values())
    assert quantise(hours, whole["verified"]) == D("12.50")


@pytest.mark.parametrize("kept_back", [False, True])
def test_published_figures_ask_as_much_for_many_contracts_as_for_one(kept_back):
    town = Town()
    measures = [town.measure(f"M1.0{number}", protects=number % 2 == 0) for number in range(4)]
    town.tie(measures[0], "funnel_next", measures[2])
    first = town.contract(area=AreaFactory(council=town.council))
    council = town.council.pk

    def fill(contract, **promise):
        for measure in measures:
            town.report(contract, measure, 8, promised=9, **promise)

    def counted():
        publish_figures_of(council, today=TODAY)
        return [
            count_queries(call)
            for call in (
                lambda: published_totals(council, catalogue_of(council), today=TODAY),
                lambda: areas_of(council, catalogue_of(council), today=TODAY),
                lambda: edition_of(council).of("M1.00"),
                lambda: figures_of_contract(first.pk, today=TODAY),
                lambda: list(open_data_rows(council, today=TODAY)),
            )
        ]

    fill(first)
    if kept_back:
        fill(town.contract(), is_publishable=False, unpublishable="commercial")
    few = counted()
    for _number in range(12):
        fill(town.contract(area=AreaFactory(council=town.council)))
    more = int(kept_back)
    assert few == counted() == [5 + more, 5 + more, 1, 2, 2]

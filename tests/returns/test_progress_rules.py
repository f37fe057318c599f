"""What progress and the overview say of measures whose periods do not simply add up (domain rules, section 2.4)."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from framework.values import percentage
from returns.actions.answering import Figure
from returns.actions.correcting import approve_correction
from returns.figures import differing_figures
from returns.models import ContractFigure, SupplierReturn
from returns.overview import council_figures
from returns.progress import progress_of, to_date
from returns.sheet import load_sheet
from suppliers.actions.rating import set_ratings
from suppliers.rating import Thresholds
from tests.factories import CouncilFactory, FrameworkVersionFactory, MeasureFactory, OfficerRoleFactory
from tests.returns import road as roads
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
D = Decimal
QUARTERS = [date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1)]
TWO_YEARS = {"ends_on": date(2028, 3, 31)}
STAFF = {"value_type": "quantity", "aggregation": "average", "unit": "FTE"}
NOW = {"value_type": "count", "aggregation": "latest"}
SHARE_NOW = {"value_type": "percent", "aggregation": "latest"}


def start(*, target=30, **measure):
    """A contract of two years with one promise of a measure like this."""
    version = FrameworkVersionFactory(framework__council=CouncilFactory())
    made = MeasureFactory(version=version, **measure)
    shared = {"framework_version": version, "council": version.framework.council}
    return roads.open_road(made, commitment={"target": D(target)}, **TWO_YEARS, **shared)


def figure_of(value) -> Figure:
    """A number, or a top and a bottom figure."""
    if isinstance(value, tuple):
        top, bottom = map(D, value)
        return Figure(percentage(top, bottom), top, bottom)
    return Figure(claimed=D(value), nothing_reason="" if value else "Not yet")


def claim(road, *values, decide=True, verified=True) -> None:
    """Each value is claimed in a period of its own, one after another; it is verified in full, or not at all."""
    for value in values:
        if road.fresh().status == "decided":
            opened = [day for day in QUARTERS if day > road.supplier_return.period.starts_on]
            roads.next_period(road, opened[0])
        roads.send(road, line_1=figure_of(value))
        if decide:
            roads.take(road)
            row = road.row(sent=True)
            roads.decide(road, 1, roads.in_full(row) if verified else roads.not_at_all(row))
            roads.finish(road)


def progress(road, today):
    [item] = progress_of([road.contract], today=today)[road.contract.pk]
    return item


# --- People (FTE) ----------------------------------------------------------------------------------------------------


def test_progress_of_people_is_the_mean_of_this_year_not_person_years():
    road = start(target=30, **STAFF)
    claim(road, 30, 30, 30, 30, 32, 28)
    item = progress(road, date(2027, 10, 1))
    assert (item.commitment.target, item.due, item.claimed, item.verified) == (30, 30, 30, 30)
    assert item.rated.words == "On track"
    assert item.percent == 100


def test_progress_of_people_says_how_far_this_year_is_below_last():
    road = start(target=30, **STAFF)
    claim(road, 40, 40, 40, 40, 15)
    item = progress(road, date(2027, 7, 1))
    assert (item.claimed, item.verified, item.due) == (15, 15, 30)
    assert item.rated.words == "Well behind"


def test_progress_of_people_stays_with_the_last_year_that_has_a_figure():
    road = start(target=30, **STAFF)
    claim(road, 10, 20, 30, 40)
    roads.next_period(road, date(2027, 4, 1))
    item = progress(road, date(2027, 4, 2))
    assert (item.due, item.claimed, item.verified) == (30, 25, 25)


def test_progress_of_people_claimed_and_verified_each_have_their_own_last_year():
    road = start(target=30, **STAFF)
    claim(road, 10, 20, 30, 40)
    claim(road, 44, decide=False)
    item = progress(road, date(2027, 7, 1))
    assert (item.claimed, item.verified) == (44, 25)


def test_progress_of_people_without_any_figure_is_not_known():
    item = progress(start(**STAFF), date(2026, 4, 2))
    assert (item.due, item.claimed, item.verified) == (None, None, None)


# --- Ratings ---------------------------------------------------------------------------------------------------------


def test_rating_follows_the_thresholds_of_the_council_at_once():
    road = start(target=30, **STAFF)
    claim(road, 26)
    assert progress(road, date(2026, 7, 1)).rated == ("slightlyBelow", "Slightly behind", "amber")
    lead = OfficerRoleFactory(council=road.contract.council, role="social_value_lead").user
    set_ratings(council=road.contract.council, thresholds=Thresholds(120, 100, 90), by=lead)
    assert progress(road, date(2026, 7, 1)).rated.words == "Well behind"
    for name, person, subject in (
        ("contract-detail", road.officer, road.contract),
        ("contract-progress", road.editor, road.contract),
        ("commitment-detail", road.editor, road.commitments[0]),
    ):
        assert "Well behind" in shown(browser(person).get(reverse(name, args=[subject.pk]))), name


def test_rating_before_the_first_decision_is_too_early_to_say():
    road = start(target=30, **STAFF)
    claim(road, 30, decide=False)
    assert progress(road, date(2026, 7, 2)).rated == ("other", "Too early to say", "")


def test_promise_in_words_is_not_rated():
    road = roads.decided("narrative")
    assert progress(road, date(2027, 1, 1)).rated == ("other", "Not rated", "")


# --- The last verified period stands ---------------------------------------------------------------------------------


def test_latest_that_was_not_verified_leaves_the_last_verified_period_standing():
    road = start(**NOW)
    claim(road, 12)
    claim(road, 20, verified=False)
    item = progress(road, date(2026, 10, 1))
    assert (item.claimed, item.verified) == (20, 12)
    stored = ContractFigure.objects.order_by("period__starts_on").values_list("claimed", "verified")
    assert list(stored) == [(12, 12), (20, None)]
    assert item.past[-1].verified == 0
    assert list(differing_figures()) == []


def test_latest_that_was_not_verified_counts_once_a_correction_is_approved():
    road = start(**NOW)
    claim(road, 12)
    claim(road, 20, verified=False)
    waiting = roads.correct(road, approve=False, value=7)
    assert progress(road, date(2026, 10, 1)).verified == 12
    approve_correction(correction=waiting, reason="", by=road.second)
    assert progress(road, date(2026, 10, 1)).verified == 7
    assert [total.verified for total in council_figures(road.second)] == [7]
    assert list(differing_figures()) == []


def test_latest_with_corrections_that_cancel_out_stands_at_nothing():
    road = start(**NOW)
    claim(road, 12)
    claim(road, 20, verified=False)
    roads.correct(road, value=7)
    roads.correct(road, value=-7)
    assert progress(road, date(2026, 10, 1)).verified == 0


def test_latest_never_verified_is_not_known():
    road = start(**NOW)
    claim(road, 20, verified=False)
    item = progress(road, date(2026, 7, 1))
    assert (item.verified, item.rated.words) == (None, "Not rated")


def test_sum_that_was_not_verified_is_nothing_all_the_same():
    road = start(value_type="count")
    claim(road, 12, 20, verified=False)
    assert progress(road, date(2026, 10, 1)).verified == 0


# --- One line, however often it was sent or corrected ----------------------------------------------------------------


def test_progress_counts_a_line_once_that_was_sent_twice_and_corrected_twice(django_assert_num_queries):
    road = start(target=30)
    claim(road, 8, decide=False)
    roads.take(road)
    roads.send_back(road)
    claim(road, 10)
    for difference in (-2, -1):
        roads.correct(road, value=difference)
    roads.correct(road, value=-5, approve=False)
    roads.next_period(road, QUARTERS[1])
    roads.answer(road, 1, figure_of(4))
    with django_assert_num_queries(2):
        item = progress(road, date(2026, 10, 1))
    assert (item.claimed, item.verified) == (10, 7)
    assert [(past.is_sent, past.claimed, past.is_decided, past.verified) for past in item.past] == [
        (True, 10, True, 7),
        (False, None, False, None),
    ]
    assert [past.ends_on for past in item.past] == [date(2026, 6, 30), date(2026, 9, 30)]


# --- The council's overview ------------------------------------------------------------------------------------------


def council():
    """What two contracts of one council share, and its lead."""
    version = FrameworkVersionFactory(framework__council=CouncilFactory())
    lead = OfficerRoleFactory(council=version.framework.council, role="social_value_lead").user
    return version, lead


@pytest.mark.parametrize("kind", [STAFF, NOW], ids=["people", "latest"])
def test_overview_adds_the_latest_figure_of_each_contract(kind):
    version, lead = council()
    measure = MeasureFactory(version=version, **kind)
    shared = {"framework_version": version, "council": version.framework.council, **TWO_YEARS}
    first = roads.open_road(measure, commitment={"target": D(30)}, **shared)
    claim(first, 10, 20)
    second = roads.open_road(measure, commitment={"target": D(5)}, **shared)
    claim(second, 4)
    roads.next_period(second, QUARTERS[1])
    roads.send(second, line_1=figure_of(6))
    [total] = council_figures(lead)
    assert (total.promised, total.claimed, total.verified, total.is_now) == (35, 26, 24, True)


def test_overview_of_latest_percentages_divides_the_sums_of_the_parts():
    version, lead = council()
    measure = MeasureFactory(version=version, **SHARE_NOW)
    shared = {"framework_version": version, "council": version.framework.council, **TWO_YEARS}
    first = roads.open_road(measure, **shared)
    claim(first, (1, 2), (9, 10))
    claim(roads.open_road(measure, **shared), (10, 90))
    [total] = council_figures(lead)
    assert (total.promised, total.claimed, total.verified) == (None, 19, 19)


def test_overview_counts_what_is_done_and_leaves_out_what_is_said_in_words():
    road = roads.decided("milestone", "narrative")
    [total] = council_figures(road.second)
    assert (total.promised, total.claimed, total.verified) == (None, 1, 1)


def test_overview_of_another_council_is_its_own():
    claim(start(**NOW), 12)
    assert council_figures(council()[1]) == []


def test_overview_page_says_which_totals_are_where_things_stand_now():
    road = start(code="N1", **NOW)
    claim(road, 12)
    page = shown(browser(road.second).get(reverse("portfolio-by", args=["measure"])))
    assert "N1, where things stand now" in page
    other = start(code="C1", value_type="count")
    page = shown(browser(other.second).get(reverse("portfolio-by", args=["measure"])))
    assert "C1, where" not in page


# --- What was reported before ----------------------------------------------------------------------------------------


def beside(supplier_return) -> str:
    """What stands beside the question of this return's first line."""
    return to_date(load_sheet(supplier_return).row(1)).reported


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        (NOW, (3, 5, 90), "5 people"),
        (STAFF, (10, 20, 90), "15 FTE"),
        ({"value_type": "percent"}, ((9, 10), (10, 90), (1, 1)), "19%"),
        (SHARE_NOW, ((9, 10), (45, 90), (1, 1)), "50%"),
        ({"value_type": "count"}, (3, 5, 90), "8 people"),
    ],
    ids=["latest", "people", "percent", "latest percent", "sum"],
)
def test_reported_before_counts_only_earlier_periods(kind, values, said, django_assert_num_queries):
    road = start(**kind)
    claim(road, *values)
    third = road.fresh()
    assert beside(third) == said
    first = SupplierReturn.objects.filter(contract=road.contract).order_by("period__starts_on").first()
    assert beside(first) == ("0 people" if kind == {"value_type": "count"} else "")
    row = load_sheet(third).row(1)
    with django_assert_num_queries(1):
        to_date(row)

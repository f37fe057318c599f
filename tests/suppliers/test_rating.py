"""Ratings: from a ratio to one of five ids, and the thresholds that a council sets (domain rules, section 6.7)."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from audit.queries import sentence_for
from suppliers.actions.rating import set_ratings
from suppliers.checks import NotReady
from suppliers.models import Rating, RatingRule
from suppliers.rating import COLOURS, USUAL, Thresholds, are_in_order, rating_of, ratio_of, rules_of, thresholds_of
from tests.factories import OfficerRoleFactory

D = Decimal
STRICT = Thresholds(110, 95, 70)
percents = st.integers(1, 200)


@pytest.fixture
def lead(db):
    return OfficerRoleFactory(role="social_value_lead")


# --- From figures to an id --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("verified", "rating"),
    [
        ("300", "met"), ("100", "met"), ("99.999", "slightlyBelow"), ("85", "slightlyBelow"), ("84.999", "below"),
        ("60", "below"), ("59.999", "significantlyBelow"), ("0", "significantlyBelow"), ("-5", "significantlyBelow"),
    ],
)  # fmt: skip
def test_rating_by_the_usual_thresholds(verified, rating):
    assert rating_of(ratio_of(D(verified), D(100)), USUAL) == rating


@pytest.mark.parametrize(
    ("verified", "rating"), [("0", "met"), ("50", "met"), ("100", "met"), ("110", "slightlyBelow")]
)
def test_rating_where_lower_is_better_is_the_other_way_round(verified, rating):
    assert rating_of(ratio_of(D(verified), D(100), lower_is_better=True), USUAL) == rating


@pytest.mark.parametrize(("verified", "profile"), [(None, D(10)), (D(10), None), (D(10), D(0)), (None, None)])
def test_nothing_promised_or_nothing_known_is_not_rated(verified, profile):
    for lower in (True, False):
        assert rating_of(ratio_of(verified, profile, lower_is_better=lower), USUAL) == Rating.OTHER


@given(
    st.lists(percents, min_size=3, max_size=3, unique=True), st.decimals(0, 10, places=4), st.decimals(0, 10, places=4)
)
def test_more_is_never_rated_worse(limits, one, other):
    thresholds = Thresholds(*sorted(limits, reverse=True))
    order = [Rating.SIGNIFICANTLY_BELOW, Rating.BELOW, Rating.SLIGHTLY_BELOW, Rating.MET]
    less, more = sorted([one, other])
    assert order.index(rating_of(less, thresholds)) <= order.index(rating_of(more, thresholds))


@given(percents, percents, percents)
def test_thresholds_are_in_order_when_each_is_lower(met, slightly, below):
    assert are_in_order(Thresholds(met, slightly, below)) == (met > slightly > below)


def test_every_rating_has_its_own_word():
    words = [str(rating.label) for rating in Rating]
    assert words == ["On track", "Slightly behind", "Behind", "Well behind", "Not rated"]
    assert COLOURS.keys() == set(Rating)


# --- What a council sets ----------------------------------------------------------------------------------------------
def test_lead_sets_ratings_as_a_new_version(lead):
    assert thresholds_of(lead.council_id) == USUAL
    assert set_ratings(council=lead.council, thresholds=STRICT, by=lead.user)
    assert set_ratings(council=lead.council, thresholds=USUAL, by=lead.user)
    assert thresholds_of(lead.council_id) == USUAL
    assert [(rule.version, rule.met) for rule in rules_of(lead.council_id)] == [(2, 100), (1, 110)]
    first, last = AuditEvent.objects.order_by("id")
    assert (first.event, last.event) == ("ratings.set", "ratings.set")
    assert sentence_for(first).endswith("on track, slightly behind and behind: 110%, 95%, 70%")


def test_setting_the_same_again_leaves_no_version(lead):
    assert not set_ratings(council=lead.council, thresholds=USUAL, by=lead.user)
    assert not RatingRule.objects.exists() and not AuditEvent.objects.exists()


def test_ratings_of_another_council_are_its_own(lead):
    set_ratings(council=lead.council, thresholds=STRICT, by=lead.user)
    assert thresholds_of(OfficerRoleFactory().council_id) == USUAL


@pytest.mark.parametrize("limits", [(100, 100, 60), (60, 85, 100), (201, 85, 60), (100, 85, 0)])
def test_ratings_that_do_not_fall_within_bounds_are_refused(lead, limits):
    with pytest.raises(NotReady):
        set_ratings(council=lead.council, thresholds=Thresholds(*limits), by=lead.user)
    assert not RatingRule.objects.exists()


def test_officers_who_do_not_lead_set_no_ratings(lead):
    manager = OfficerRoleFactory(council=lead.council, role="contract_manager").user
    with pytest.raises(PermissionDenied):
        set_ratings(council=lead.council, thresholds=STRICT, by=manager)


def test_versions_are_never_changed_or_removed(lead):
    set_ratings(council=lead.council, thresholds=STRICT, by=lead.user)
    for change in (lambda: RatingRule.objects.update(met=120), RatingRule.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert thresholds_of(lead.council_id) == STRICT


# --- The page ---------------------------------------------------------------------------------------------------------
def send(client, lead, **data) -> str:
    client.force_login(lead.user)
    response = client.post(reverse("ratings-edit", args=[lead.council_id]), data, follow=True)
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_page_shows_what_counted_when(client, lead, time_machine):
    time_machine.move_to("2026-05-04T10:00:00Z", tick=False)
    said = send(client, lead, met="105", slightly_below="90", below="75")
    assert "The ratings are saved." in said
    assert "4 May 2026 On track from 105% Slightly behind from 90% Behind from 75%" in said
    assert "Before that On track from 100% Slightly behind from 85% Behind from 60%" in said
    assert "The ratings are saved." in send(client, lead, action="usual")
    assert thresholds_of(lead.council_id) == USUAL


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (
            {"met": "85", "slightly_below": "85", "below": "60"},
            "“Slightly behind from” must be lower than “On track from”",
        ),
        ({"met": "201", "slightly_below": "85", "below": "60"}, "On track from: enter a whole number from 1 to 200"),
        ({"met": "", "slightly_below": "", "below": ""}, "On track from: enter a whole number from 1 to 200"),
    ],
)
def test_page_says_what_is_wrong(client, lead, data, error):
    said = send(client, lead, **data)
    assert "There is a problem" in said and error in said
    assert not RatingRule.objects.exists()

"""Who sees which frameworks, and what a version holds."""

import pytest
from django.contrib.auth.models import AnonymousUser

from framework.actions import load_starter_framework
from framework.models import Measure
from framework.permissions import can_freeze_version, can_load_framework
from framework.queries import measures_of, never_added_pairs, relations_of, versions_visible_to
from framework.relations import Relation
from tests.factories import CouncilFactory, FrameworkVersionFactory, MemberFactory, OfficerRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_people_see_shared_frameworks_and_those_of_their_council():
    council = CouncilFactory()
    own = FrameworkVersionFactory(framework__council=council)
    other = FrameworkVersionFactory(framework__council=CouncilFactory())
    shared = FrameworkVersionFactory()
    for role in ("contract_manager", "social_value_lead", "auditor"):
        person = OfficerRoleFactory(council=council, role=role).user
        assert set(versions_visible_to(person)) == {own, shared}
    assert set(versions_visible_to(MemberFactory().user)) == {shared}
    assert set(versions_visible_to(OfficerRoleFactory(council=other.framework.council).user)) == {other, shared}
    assert not versions_visible_to(AnonymousUser()).exists()


def test_measures_come_in_order_with_their_outcome_in_one_query(django_assert_num_queries):
    version = load_starter_framework(by=None)
    FrameworkVersionFactory()
    with django_assert_num_queries(1):
        measures = [(measure.outcome.objective.code, measure.code) for measure in measures_of(version)]
    assert len(measures) == 94
    assert measures[0] == ("O1", "M1.01")
    assert measures[-1] == ("O6", "M10.06")
    assert [code for _, code in measures] == list(
        Measure.objects.order_by("outcome__objective__position", "outcome__position", "position").values_list(
            "code", flat=True
        )
    )


def test_relations_come_in_one_query(django_assert_num_queries):
    version = load_starter_framework(by=None)
    with django_assert_num_queries(1):
        relations = relations_of(version)
    assert len(relations) == 62
    assert Relation("M8.02", "funnel_next", "M8.03", "block", "contract") in relations
    assert Relation("M8.01", "funnel_next", "M8.02", "warn", "contract") in relations
    assert Relation("M1.03", "subset_of", "M1.02", "warn", "period") in relations
    assert Relation("M9.04", "subset_of", "M9.03", "block", "contract", is_joint=True) in relations
    assert Relation("M7.08", "valid_only_if_not_worse", "M7.06", "block", "period") in relations
    assert Relation("M1.14", "never_both_for_same_item", "M6.01", "confirm", "period") in relations


def test_invariant_05_shipped_parts_are_never_added_to_their_whole():
    pairs = never_added_pairs(load_starter_framework(by=None))
    assert len(pairs) == 62 - 36 - 1  # every relation but the pairs to confirm and the condition
    assert {frozenset(pair) for pair in (("M5.05", "M2.04"), ("M8.06", "M8.03"), ("M8.02", "M8.03"))} <= pairs


def test_nobody_loads_or_freezes_without_the_right():
    version = FrameworkVersionFactory(framework__council=CouncilFactory())
    manager = OfficerRoleFactory(council=version.framework.council).user
    assert can_freeze_version(manager, version)
    assert not can_freeze_version(AnonymousUser(), version)
    assert not can_freeze_version(OfficerRoleFactory().user, version)
    assert not can_load_framework(manager)
    assert not can_load_framework(AnonymousUser())
    assert not can_load_framework(UserFactory(is_superuser=True, is_active=False))
    assert can_load_framework(None)

"""What is published of frameworks: which version, in which order, at which addresses, and what a search finds."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from framework.models import FrameworkVersion, MeasureRelation
from framework.published import (
    RELATION_WORDS,
    PublishedFramework,
    measures_matching,
    measures_published,
    published_framework,
    slug_of,
    versions_to_compare,
)
from tests.factories import (
    A_MOMENT,
    CouncilFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    MeasureFactory,
    ObjectiveFactory,
    OutcomeFactory,
    UserFactory,
)
from tests.framework.measures import measure

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def version_of(framework, number=1, effective=date(2025, 4, 1), *, frozen=False):
    made = FrameworkVersionFactory(framework=framework, number=number, effective_from=effective)
    MeasureFactory(version=made, code=f"M{number}")
    if frozen:
        FrameworkVersion.objects.filter(pk=made.pk).update(frozen_at=A_MOMENT, frozen_by=UserFactory())
    return made


def published(council_id):
    found = published_framework(council_id)
    return found and found.version


# --- Which version ----------------------------------------------------------------------------------------------------
def test_council_without_a_framework_of_its_own_publishes_the_shared_one():
    shared = version_of(FrameworkFactory())
    assert published(CouncilFactory().pk) == published(None) == shared


def test_own_framework_comes_before_a_newer_shared_one():
    council = CouncilFactory()
    own = version_of(FrameworkFactory(council=council), effective=date(2024, 4, 1))
    version_of(FrameworkFactory(), effective=date(2026, 4, 1))
    assert published(council.pk) == own


def test_starter_comes_before_another_framework_that_all_share():
    starter = version_of(FrameworkFactory(name="Starter framework"), effective=date(2024, 4, 1))
    version_of(FrameworkFactory(), effective=date(2026, 4, 1))
    assert published(None) == starter
    own = version_of(FrameworkFactory(name="Starter framework", council=CouncilFactory()))
    assert published(own.framework.council_id) == own


def test_newest_version_is_the_one():
    framework = FrameworkFactory()
    version_of(framework, 1, frozen=True)
    newer = version_of(framework, 2, date(2026, 4, 1))
    assert published(None) == newer


@pytest.mark.parametrize("frozen", [True, False])
def test_version_is_published_from_its_first_day(frozen):
    framework = FrameworkFactory()
    older = version_of(framework)
    today = timezone.localdate()
    coming = version_of(framework, 2, today + TOMORROW, frozen=frozen)
    assert published(None) == older
    assert measures_published(None, today + TOMORROW).first().version == coming
    assert [version.number for version in versions_to_compare(None)] == [1]


@pytest.mark.parametrize("closed", ["is_licensed", "is_for_single_contracts"])
def test_what_is_licensed_or_of_single_contracts_is_never_published(closed):
    council = CouncilFactory()
    version_of(FrameworkFactory(council=council, **{closed: True}))
    version_of(FrameworkFactory(**{closed: True}))
    assert published(council.pk) is None
    assert versions_to_compare(council.pk) == []
    assert measures_matching(council.pk, "measure", 5) == []


def test_framework_of_another_council_is_not_published_here():
    version_of(FrameworkFactory(council=CouncilFactory()))
    assert published(CouncilFactory().pk) is None
    assert published(None) is None


def test_version_without_measures_is_not_published():
    council = CouncilFactory()
    FrameworkVersionFactory(framework__council=council, number=1, effective_from=date(2026, 4, 1))
    shared = version_of(FrameworkFactory())
    assert published(council.pk) == shared


def test_earlier_versions_of_the_same_framework_may_be_compared():
    council = CouncilFactory()
    framework = FrameworkFactory(council=council)
    for number in (1, 2, 3):
        version_of(framework, number, date(2023 + number, 4, 1))
    version_of(FrameworkFactory())
    version_of(FrameworkFactory(council=council), effective=date(2023, 4, 1))
    assert [version.number for version in versions_to_compare(council.pk)] == [3, 2, 1]


def test_whole_framework_is_one_query(django_assert_num_queries):
    version = FrameworkVersionFactory(effective_from=date(2025, 4, 1))
    MeasureFactory.create_batch(30, version=version)
    with django_assert_num_queries(1):
        framework = published_framework(None)
        assert sum(len(part.measures) for part in framework.objectives) == 30
        assert framework.version.framework.name


# --- Order and addresses ----------------------------------------------------------------------------------------------
def test_measures_stand_under_their_outcomes_and_objectives_in_order():
    version = FrameworkVersionFactory(effective_from=date(2025, 4, 1))
    second = ObjectiveFactory(version=version, code="O2", position=2)
    first = ObjectiveFactory(version=version, code="O1", position=1)
    later = OutcomeFactory(version=version, objective=second, code="OC2", position=2)
    sooner = OutcomeFactory(version=version, objective=first, code="OC1", position=1)
    MeasureFactory(version=version, outcome=later, code="B", position=1)
    MeasureFactory(version=version, outcome=sooner, code="A", position=2)
    framework = published_framework(None)
    assert [part.objective.code for part in framework.objectives] == ["O1", "O2"]
    assert list(framework.measures) == ["A", "B"]
    assert framework.outcome_at("oc2").measures == (framework.measures["B"],)
    assert framework.objective_at("o1").measures == (framework.measures["A"],)
    assert framework.objective_at("o9") is None


@pytest.mark.parametrize(
    ("code", "slug"), [("M1.01", "m1-01"), ("SV-01", "sv-01"), ("A/B", "a-b"), ("Ω", "x"), ("", "x"), ("é1", "e1")]
)
def test_code_as_a_part_of_an_address(code, slug):
    assert slug_of(code) == slug
    framework = PublishedFramework([measure(code=code, version=FrameworkVersion())])
    assert framework.address_of(code) == f"measures/{slug}/"


def test_codes_that_look_alike_have_addresses_of_their_own():
    version = FrameworkVersion()
    framework = PublishedFramework(
        measure(code=code, version=version) for code in ("M1.01", "m1-01", "M1 01", "Ω", "Π")
    )
    addresses = [framework.address_of(code) for code in framework.measures]
    assert addresses == [f"measures/{slug}/" for slug in ("m1-01", "m1-01_2", "m1-01_3", "x", "x_2")]
    assert framework.measure_at("m1-01_2").code == "m1-01"
    assert framework.measure_at("nowhere") is None


# --- Words ------------------------------------------------------------------------------------------------------------
def test_every_relation_has_words_in_both_directions():
    assert RELATION_WORDS.keys() == {(kind, ahead) for kind in MeasureRelation.Kind for ahead in (True, False)}
    for words in RELATION_WORDS.values():
        assert str(words).count("%(measure)s") == 1
        assert str(words) % {"measure": "X"}


def test_search_finds_by_code_title_and_what_stands_around():
    version = FrameworkVersionFactory(effective_from=date(2025, 4, 1))
    outcome = OutcomeFactory(version=version, title="More local people in work")
    apprentices = MeasureFactory(version=version, outcome=outcome, code="M1.04", title="Apprenticeship starts")
    weeks = MeasureFactory(version=version, outcome=outcome, code="M1.05", title="Weeks", target_group="Apprenticeship")
    MeasureFactory(version=version, outcome=outcome, code="M7.01", title="Carbon saved")
    assert measures_matching(None, "m1.04", 5) == [apprentices]
    assert measures_matching(None, "APPRENTICESHIP", 5) == [apprentices, weeks]
    assert measures_matching(None, "apprenticeship work", 1) == [apprentices]
    assert len(measures_matching(None, "work", 9)) == 3
    assert measures_matching(None, "work apprenticeship nowhere", 5) == []


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "'; drop table", "\0", "x" * 10_000])
def test_search_finds_nothing_in_nothing(text):
    MeasureFactory(version=FrameworkVersionFactory(effective_from=date(2025, 4, 1)))
    assert measures_matching(None, text, 5) == []

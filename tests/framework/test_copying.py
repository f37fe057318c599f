"""A council's own framework: copied, then added to until a contract uses it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import OfficerRole
from audit.models import AuditEvent
from framework.actions import freeze_version, load_starter_framework
from framework.contents import read_contents
from framework.copying import NewMeasure, VersionFrozen, add_measure, begin_next_version, copy_framework
from framework.models import Framework, FrameworkVersion, Measure, ProxyValue
from tests.factories import (
    CouncilFactory,
    FrameworkVersionFactory,
    MeasureFactory,
    OfficerRoleFactory,
    OutcomeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
GARDEN = NewMeasure(
    code="C.01", title="A garden open to everybody", unit="garden", value_type="milestone", aggregation="latest"
)


@pytest.fixture
def officer():
    return OfficerRoleFactory().user


@pytest.fixture
def council(officer):
    return officer.officer_roles.get().council


@pytest.fixture
def outcome(council):
    return OutcomeFactory(version__framework__council=council)


def test_copy_holds_all_that_the_original_holds(officer, council):
    starter = load_starter_framework(by=None)
    copy = copy_framework(version=starter, council=council, name="Our framework", by=officer)
    assert (str(copy), copy.framework.council, copy.frozen_at) == ("Our framework, Version 1", council, None)
    assert (copy.framework.licence, copy.framework.is_licensed) == ("BSD-3-Clause", False)
    assert copy.measures.count() == 94
    assert read_contents(copy) == read_contents(starter)


def test_copy_leaves_the_original_alone(officer, council):
    starter = load_starter_framework(by=None)
    before = read_contents(starter)
    copy = copy_framework(version=starter, council=council, name="Our framework", by=officer)
    add_measure(outcome=copy.outcomes.first(), measure=GARDEN, by=officer)
    assert read_contents(starter) == before


def test_copy_keeps_later_money_values_with_their_dates(officer, council):
    measure = MeasureFactory(version__effective_from=date(2026, 4, 1))
    for first, last in [(date(2026, 4, 1), date(2027, 3, 31)), (date(2027, 4, 1), None)]:
        ProxyValue.objects.create(measure=measure, pounds="12.71", source="A rate", valid_from=first, valid_to=last)
    copy = copy_framework(version=measure.version, council=council, name="Our framework", by=officer)
    values = ProxyValue.objects.filter(measure__version=copy).values_list("valid_from", "valid_to")
    assert list(values) == [(date(2026, 4, 1), date(2027, 3, 31)), (date(2027, 4, 1), None)]


def test_copy_is_recorded_for_the_council(officer, council):
    version = FrameworkVersionFactory(framework__name="Shared")
    copy = copy_framework(version=version, council=council, name="Our framework", by=officer)
    (event,) = AuditEvent.objects.all()
    assert (event.event, event.actor, event.council_id) == ("framework.copied", officer, council.pk)
    assert event.data == {
        "framework": "Our framework", "label": "Version 1", "source": "Shared", "source_label": "Version 1",
    }  # fmt: skip
    assert event.subject_id == str(copy.pk)


def test_copy_of_a_licensed_framework_stays_licensed(officer, council):
    version = FrameworkVersionFactory(framework__is_licensed=True, framework__licence="By contract")
    copy = copy_framework(version=version, council=council, name="Ours", by=officer)
    assert (copy.framework.licence, copy.framework.is_licensed) == ("By contract", True)


def test_second_copy_needs_another_name(officer, council):
    version = FrameworkVersionFactory()
    copy_framework(version=version, council=council, name="Ours", by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_framework(version=version, council=council, name="Ours", by=officer)
    assert council.frameworks.count() == 1
    copy_framework(version=version, council=council, name="Ours too", by=officer)


def test_people_without_the_right_copy_nothing(officer, council):
    shared, another = FrameworkVersionFactory(), FrameworkVersionFactory(framework__council=CouncilFactory())
    auditor = OfficerRoleFactory(council=council, role=OfficerRole.Role.AUDITOR).user
    for version, person in [
        (shared, auditor),
        (shared, OfficerRoleFactory().user),
        (shared, UserFactory()),
        (another, officer),
    ]:
        with pytest.raises(PermissionDenied):
            copy_framework(version=version, council=council, name="Ours", by=person)
    assert not Framework.objects.filter(council=council).exists()
    assert not AuditEvent.objects.exists()


def test_measure_is_added_at_the_end(officer, outcome):
    MeasureFactory(version=outcome.version, outcome=outcome)
    measure = add_measure(outcome=outcome, measure=GARDEN, by=officer)
    assert (measure.code, measure.value_type, measure.position) == ("C.01", Measure.ValueType.MILESTONE, 2)
    (event,) = AuditEvent.objects.all()
    assert (event.event, event.actor, event.data["measure"]) == ("measure.added", officer, "C.01")


def test_measure_that_does_not_fit_is_refused_in_words(officer, outcome):
    share = NewMeasure(code="C.02", title="A share", unit="percent", value_type="percent", aggregation="latest")
    children = NewMeasure(
        code="C.03", title="Photos", unit="people", value_type="count", sensitivity="care leavers", photos="yes"
    )
    add_measure(outcome=outcome, measure=GARDEN, by=officer)
    for measure in (share, children, GARDEN):
        with pytest.raises(ValidationError):
            add_measure(outcome=outcome, measure=measure, by=officer)
    assert outcome.measures.count() == 1


def test_frozen_version_takes_no_measure(officer, outcome):
    freeze_version(version=FrameworkVersion.objects.get(), by=officer)
    # Even where the caller read the version before somebody else froze it.
    assert outcome.version.frozen_at is None
    with pytest.raises(VersionFrozen):
        add_measure(outcome=outcome, measure=GARDEN, by=officer)
    assert not outcome.measures.exists()


def test_people_without_the_right_add_no_measure(officer, council, outcome):
    shared = OutcomeFactory()
    auditor = OfficerRoleFactory(council=council, role=OfficerRole.Role.AUDITOR).user
    for place, person in [(outcome, auditor), (outcome, OfficerRoleFactory().user), (shared, officer)]:
        with pytest.raises(PermissionDenied):
            add_measure(outcome=place, measure=GARDEN, by=person)
    assert not Measure.objects.exists()


def test_next_version_holds_the_same_and_can_be_changed_while_the_one_before_stays(officer, council):
    starter = load_starter_framework(by=None)
    first = copy_framework(version=starter, council=council, name="Our framework", by=officer)
    freeze_version(version=first, by=officer)
    second = begin_next_version(version=first, effective_from=date(2027, 4, 1), by=officer)
    assert (str(second), second.effective_from, second.frozen_at) == (
        "Our framework, Version 2",
        date(2027, 4, 1),
        None,
    )
    assert read_contents(second).measures == read_contents(first).measures
    values = [ProxyValue.objects.filter(measure__version=version).count() for version in (first, second)]
    assert values[0] and values[0] == values[1]
    add_measure(outcome=second.outcomes.first(), measure=GARDEN, by=officer)
    assert first.measures.count() == 94 and second.measures.count() == 95
    assert begin_next_version(version=first, effective_from=date(2028, 4, 1), by=officer).number == 3
    event = AuditEvent.objects.filter(event="framework.copied").earliest("-pk")
    assert (event.data["source_label"], event.data["label"]) == ("Version 1", "Version 3")


def test_next_version_is_begun_by_officers_of_the_council_alone(officer, outcome):
    stranger = OfficerRoleFactory().user
    shared = FrameworkVersionFactory(framework__council=None)
    for version, person in ((outcome.version, stranger), (shared, officer)):
        with pytest.raises(PermissionDenied):
            begin_next_version(version=version, effective_from=date(2027, 4, 1), by=person)
    assert FrameworkVersion.objects.count() == 2

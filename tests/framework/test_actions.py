"""Loading the starter framework and freezing versions."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts.models import OfficerRole
from audit.models import AuditEvent
from framework.actions import freeze_version, load_starter_framework
from framework.models import Framework, FrameworkVersion, Measure, MeasureRelation, Objective, Outcome, ProxyValue
from framework.starter import DATA, StarterError, read_starter
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    CouncilFactory,
    FrameworkVersionFactory,
    OfficerRoleFactory,
    UserFactory,
)
from tests.framework.files import FILES, copy_files, put, read, row_of, write

pytestmark = pytest.mark.django_db
FRAMEWORK, RULES, RELATIONS = FILES
TABLES = [Framework, FrameworkVersion, Objective, Outcome, Measure, MeasureRelation, ProxyValue]


def everything():
    """Every row of this room, and how much was recorded."""
    return [list(table.objects.order_by("pk").values()) for table in TABLES], AuditEvent.objects.count()


def officer(**fields):
    return OfficerRoleFactory(**fields).user


@pytest.fixture
def folder(tmp_path):
    return copy_files(tmp_path)


def test_starter_framework_is_loaded_whole():
    version = load_starter_framework(by=None)
    assert str(version) == "Starter framework, Version 1"
    assert (version.framework.council, version.framework.licence) == (None, "BSD-3-Clause")
    assert version.effective_from == date(2026, 4, 1)
    assert version.frozen_at is None
    counts = [version.objectives.count(), version.outcomes.count(), version.measures.count(), version.relations.count()]
    assert counts == [6, 10, 94, 62]
    assert ProxyValue.objects.count() == 11


def test_starter_framework_has_its_objectives_and_outcomes_in_order():
    version = load_starter_framework(by=None)
    assert [str(objective) for objective in version.objectives.all()] == [
        "O1 Promote training and employment opportunities for local people",
        "O2 Raise the living standards of local residents",
        "O3 Build the capacity and sustainability of the voluntary and community sector",
        "O4 Promote equity and fairness",
        "O5 Promote environmental sustainability",
        "O6 Open up opportunities for children in our care and care leavers",
    ]
    assert [(outcome.objective.code, str(outcome)) for outcome in version.outcomes.select_related("objective")] == [
        ("O1", "OC1 More local people in work"),
        ("O1", "OC2 Thriving local businesses"),
        ("O1", "OC3 Responsible businesses that do their bit for the local community"),
        ("O2", "OC4 A local workforce that is fairly paid and positively supported by employers"),
        ("O3", "OC5 An effective and resilient third sector"),
        ("O4", "OC6 A reduction in poverty, health and education inequalities"),
        ("O5", "OC7 We protect our physical environment and help to limit climate change"),
        ("O6", "OC8 Children in our care volunteer and take part in their community"),
        ("O6", "OC9 Care leavers move into learning, work and independent living"),
        ("O6", "OC10 Unaccompanied and isolated young people feel they belong"),
    ]


def test_every_cell_of_the_files_arrives():
    version = load_starter_framework(by=None)
    rows = [dict(zip(read_head(FRAMEWORK), cells, strict=True)) for cells in shipped(FRAMEWORK)]
    rules = {cells[0]: dict(zip(read_head(RULES), cells, strict=True)) for cells in shipped(RULES)}
    measures = version.measures.select_related("outcome__objective").prefetch_related("proxy_values")
    assert [measure.code for measure in measures] == [row["measure_code"] for row in rows]
    for row, measure in zip(rows, measures, strict=True):
        rule = rules[measure.code]
        proxies = [(f"{proxy.pounds:.2f}", proxy.source) for proxy in measure.proxy_values.all()]
        parts = [measure.numerator_label, measure.denominator_label]
        assert row == {
            "objective_code": measure.outcome.objective.code,
            "objective": measure.outcome.objective.title,
            "outcome_code": measure.outcome.code,
            "outcome": measure.outcome.title,
            "measure_code": measure.code,
            "measure": measure.title,
            "unit": measure.unit,
            "value_type": measure.value_type,
            "aggregation": measure.aggregation,
            "evidence_required": measure.evidence_required,
            "target_group": measure.target_group,
            "double_counting_note": measure.double_counting_note,
            "proxy_value_gbp": proxies[0][0] if proxies else "",
            "proxy_source": proxies[0][1] if proxies else "",
            "source": measure.source,
        }
        assert rule == {
            "measure_code": measure.code,
            "calculation_rule": measure.calculation_rule,
            "ratio_parts": " / ".join(filter(None, parts)),
            "baseline_required": "yes" if measure.baseline_required else "no",
            "evidence_sensitivity": measure.sensitivity,
            "photos_allowed": measure.photos,
        }
    relations = version.relations.select_related("measure_a", "measure_b")
    assert sorted(shipped(RELATIONS)) == sorted([r.measure_a.code, r.kind, r.measure_b.code, r.rule] for r in relations)


def shipped(name):
    return read(DATA, name)[1:]


def read_head(name):
    return read(DATA, name)[0]


def test_second_load_changes_nothing():
    first = load_starter_framework(by=None)
    before = everything()
    assert load_starter_framework(by=None) == first
    assert everything() == before


def test_load_is_recorded_once():
    version = load_starter_framework(by=None)
    load_starter_framework(by=None)
    (event,) = AuditEvent.objects.all()
    assert (event.event, event.actor, event.subject_id) == ("framework.loaded", None, str(version.pk))
    assert event.data == {"framework": "Starter framework", "label": "Version 1"}
    assert event.trail == f"framework.frameworkversion:{version.pk}"


def test_version_not_in_use_is_brought_up_to_date(folder):
    put(folder, FRAMEWORK, row_of(folder, FRAMEWORK, "M1.02"), "measure", "An older title")
    put(folder, FRAMEWORK, row_of(folder, FRAMEWORK, "M1.13"), "proxy_value_gbp", "11.44")
    put(folder, FRAMEWORK, row_of(folder, FRAMEWORK, "M7.05"), "proxy_value_gbp", "")
    put(folder, FRAMEWORK, row_of(folder, FRAMEWORK, "M7.05"), "proxy_source", "")
    put(folder, FRAMEWORK, row_of(folder, FRAMEWORK, "M1.01"), "measure_code", "M1.00")
    put(folder, RULES, row_of(folder, RULES, "M1.01"), "measure_code", "M1.00")
    relations = read(folder, RELATIONS)
    write(folder, RELATIONS, [cells for cells in relations if "M1.01" not in cells and "M7.11" not in cells])
    old = load_starter_framework(by=None, folder=folder)
    assert old.measures.get(code="M1.02").title == "An older title"
    kept = old.measures.get(code="M2.04").pk

    new = load_starter_framework(by=None)

    assert new == old
    assert new.measures.get(code="M1.02").title == "Local residents employed on the contract"
    assert new.measures.get(code="M2.04").pk == kept
    assert [new.measures.count(), new.relations.count(), ProxyValue.objects.count()] == [94, 62, 11]
    assert not new.measures.filter(code="M1.00").exists()
    assert ProxyValue.objects.get(measure__code="M1.13").pounds == Decimal("12.71")
    assert [event.event for event in AuditEvent.objects.order_by("id")] == [
        "framework.loaded",
        "framework_version.updated",
    ]
    before = everything()
    load_starter_framework(by=None)
    assert everything() == before


def test_measure_that_a_promise_uses_is_not_dropped(folder):
    version = load_starter_framework(by=None)
    CommitmentFactory(
        contract=ContractFactory(framework_version=version),
        measure=version.measures.get(code="M10.06"),
        promise="Ten friends",
    )
    for name in FILES:
        write(folder, name, [cells for cells in read(folder, name) if "M10.06" not in cells])
    before = everything()
    with pytest.raises(StarterError, match=r"a measure that commitments use is missing: Ten friends"):
        load_starter_framework(by=None, folder=folder)
    assert everything() == before


def test_frozen_version_is_left_alone_and_a_new_one_made(folder):
    put(folder, FRAMEWORK, row_of(folder, FRAMEWORK, "M1.02"), "measure", "An older title")
    old = freeze_version(version=load_starter_framework(by=None, folder=folder), by=officer())
    frozen = list(old.measures.values())

    new = load_starter_framework(by=None)

    assert (new.framework, new.number, new.label) == (old.framework, 2, "Version 2")
    assert new.measures.get(code="M1.02").title == "Local residents employed on the contract"
    assert list(old.measures.values()) == frozen
    assert load_starter_framework(by=None) == new
    assert FrameworkVersion.objects.count() == 2


def test_frozen_version_that_fits_the_files_is_kept():
    version = freeze_version(version=load_starter_framework(by=None), by=officer())
    assert load_starter_framework(by=None) == version
    assert FrameworkVersion.objects.count() == 1


def test_later_money_value_is_no_difference():
    version = freeze_version(version=load_starter_framework(by=None), by=officer())
    ProxyValue.objects.filter(measure__code="M1.13").update(valid_to=date(2027, 3, 31))
    measure = version.measures.get(code="M1.13")
    ProxyValue.objects.create(measure=measure, pounds="13.10", source="A later rate", valid_from=date(2027, 4, 1))
    before = everything()
    assert load_starter_framework(by=None) == version
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "code", "column", "text"),
    [
        (FRAMEWORK, "M10.06", "value_type", "number"),
        (FRAMEWORK, "M10.06", "measure_code", "M10.05"),
        (FRAMEWORK, "M9.10", "proxy_value_gbp", "one pound"),
        (RELATIONS, "M7.08", "portal_rule", "do nothing"),
    ],
)
@pytest.mark.parametrize("is_loaded", [False, True])
def test_broken_file_leaves_nothing_half_loaded(folder, name, code, column, text, is_loaded):
    if is_loaded:
        load_starter_framework(by=None)
    before = everything()
    put(folder, name, row_of(folder, name, code), column, text)
    with pytest.raises(StarterError, match=f"{name}, row [0-9]+, column {column}: "):
        load_starter_framework(by=None, folder=folder)
    assert everything() == before


def test_failure_while_writing_leaves_nothing_half_loaded(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("framework.actions.record", fail)
    before = everything()
    with pytest.raises(RuntimeError):
        load_starter_framework(by=None)
    assert everything() == before


def test_command_says_what_is_there(capsys):
    for _ in range(2):
        call_command("load_framework")
        assert capsys.readouterr().out == "Starter framework, Version 1: 94 measures\n"


def test_command_names_the_broken_file(monkeypatch, folder):
    put(folder, FRAMEWORK, 3, "unit", "furlongs")
    monkeypatch.setattr("framework.actions.read_starter", lambda shipped: read_starter(folder))
    with pytest.raises(CommandError, match=r"^framework.csv, row 3, column unit: “furlongs”"):
        call_command("load_framework")


def test_only_the_portal_and_its_keepers_may_load():
    for person in (UserFactory(), officer(role=OfficerRole.Role.SOCIAL_VALUE_LEAD)):
        with pytest.raises(PermissionDenied):
            load_starter_framework(by=person)
    assert not FrameworkVersion.objects.exists()
    load_starter_framework(by=UserFactory(is_superuser=True))
    assert FrameworkVersion.objects.exists()


@pytest.mark.parametrize("role", [OfficerRole.Role.CONTRACT_MANAGER, OfficerRole.Role.SOCIAL_VALUE_LEAD])
def test_officer_freezes_a_version_once(role, time_machine):
    version = FrameworkVersionFactory(framework__council=CouncilFactory())
    first = officer(council=version.framework.council, role=role)
    time_machine.move_to("2026-05-01T09:00:00Z", tick=False)
    frozen = freeze_version(version=version, by=first)
    assert (frozen.frozen_at.isoformat(), frozen.frozen_by) == ("2026-05-01T09:00:00+00:00", first)

    time_machine.move_to("2026-05-02T09:00:00Z", tick=False)
    again = freeze_version(version=version, by=officer(council=version.framework.council))
    assert (again.frozen_at, again.frozen_by) == (frozen.frozen_at, first)
    (event,) = AuditEvent.objects.all()
    assert (event.event, event.actor, event.council_id) == (
        "framework_version.frozen",
        first,
        version.framework.council_id,
    )


def test_shared_framework_is_frozen_by_an_officer_of_any_council():
    version = FrameworkVersionFactory()
    assert freeze_version(version=version, by=officer()).frozen_at


def test_people_without_the_right_freeze_nothing():
    own = FrameworkVersionFactory(framework__council=CouncilFactory())
    shared = FrameworkVersionFactory()
    auditor = officer(council=own.framework.council, role=OfficerRole.Role.AUDITOR)
    for version, person in [
        (own, auditor),
        (own, officer()),
        (own, UserFactory()),
        (shared, auditor),
        (shared, UserFactory()),
    ]:
        with pytest.raises(PermissionDenied):
            freeze_version(version=version, by=person)
    assert not FrameworkVersion.objects.filter(frozen_at__isnull=False).exists()
    assert not AuditEvent.objects.exists()

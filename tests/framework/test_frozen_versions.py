"""What a contract uses never changes again, whoever asks (domain rules, invariants 2, 8 and 11)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from framework.actions import freeze_version
from framework.models import FrameworkVersion, Measure, MeasureRelation, Objective, Outcome, ProxyValue
from tests.factories import FrameworkVersionFactory, MeasureFactory, OfficerRoleFactory

pytestmark = pytest.mark.django_db

PARTS = {
    "objective": (Objective, "title"),
    "outcome": (Outcome, "title"),
    "measure": (Measure, "calculation_rule"),
    "relation": (MeasureRelation, "rule"),
}


def relate(measure_a, measure_b):
    return MeasureRelation.objects.create(
        version=measure_a.version,
        measure_a=measure_a,
        kind="overlaps",
        measure_b=measure_b,
        effect="show",
        span="period",
    )


def fill(version):
    """Two measures that are related, and a money value of the first."""
    first = MeasureFactory(version=version)
    relate(first, MeasureFactory(version=version, outcome=first.outcome))
    ProxyValue.objects.create(measure=first, pounds="12.71", source="A law", valid_from=date(2026, 4, 1))
    return version


def everything():
    tables = [FrameworkVersion, *(table for table, _ in PARTS.values()), ProxyValue]
    return [list(table.objects.order_by("pk").values()) for table in tables]


@pytest.fixture
def version():
    return freeze_version(version=fill(FrameworkVersionFactory()), by=OfficerRoleFactory().user)


@pytest.fixture
def open_version():
    return fill(FrameworkVersionFactory())


def refused(change):
    """The database refuses the change, and nothing is different afterwards."""
    before = everything()
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        change()
    assert everything() == before


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.parametrize("part", PARTS)
def test_invariant_02_frozen_framework_version_never_changes(version, part):
    model, field = PARTS[part]
    rows = model.objects.filter(version=version)
    row = rows.first()
    table = model._meta.db_table
    refused(lambda: save(row, **{field: "Changed"}))
    refused(lambda: rows.update(**{field: "Changed"}))
    refused(lambda: model.objects.bulk_update([row], [field]))
    refused(lambda: sql(f"UPDATE {table} SET {field} = 'Changed' WHERE id = {row.pk}"))
    refused(lambda: MeasureRelation.objects.filter(version=version).delete())
    refused(lambda: sql(f"DELETE FROM {table} WHERE version_id = {version.pk}"))


def test_invariant_02_frozen_framework_version_row_never_changes(version):
    rows = FrameworkVersion.objects.filter(pk=version.pk)
    refused(lambda: save(version, label="Changed"))
    refused(lambda: rows.update(label="Changed"))
    refused(lambda: rows.update(frozen_at=None, frozen_by=None))
    refused(lambda: FrameworkVersion.objects.bulk_update([version], ["label"]))
    refused(
        lambda: sql(
            f"UPDATE framework_frameworkversion SET frozen_at = NULL, frozen_by_id = NULL WHERE id = {version.pk}"
        )
    )
    refused(lambda: sql(f"DELETE FROM framework_frameworkversion WHERE id = {version.pk}"))


def test_invariant_02_frozen_framework_version_takes_nothing_new(version, open_version):
    measure = version.measures.first()
    refused(lambda: Objective.objects.create(version=version, code="O9", title="New", position=9))
    refused(
        lambda: Outcome.objects.create(
            version=version, objective=measure.outcome.objective, code="N", title="New", position=9
        )
    )
    refused(lambda: MeasureFactory(version=version, outcome=measure.outcome))
    refused(
        lambda: Measure.objects.bulk_create(
            [MeasureFactory.build(version=version, outcome=measure.outcome, position=9, code="M9")]
        )
    )
    refused(lambda: relate(version.measures.last(), measure))
    for model, _ in PARTS.values():
        refused(lambda model=model: model.objects.filter(version=open_version).update(version=version))
        refused(lambda model=model: model.objects.filter(version=version).update(version=open_version))


def test_invariant_02_frozen_framework_version_is_not_deleted_with_what_it_holds(version):
    for delete in (version.measures.last().delete, version.outcomes.last().delete, version.delete):
        before = everything()
        with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
            delete()
        assert everything() == before


def test_version_that_no_contract_uses_may_change(version, open_version):
    for model, field in PARTS.values():
        row = model.objects.filter(version=open_version).first()
        save(row, **{field: "Changed"})
        row.refresh_from_db()
        assert getattr(row, field) == "Changed"
    ProxyValue.objects.filter(measure__version=open_version).update(pounds=1)
    ProxyValue.objects.filter(measure__version=open_version).delete()
    open_version.delete()
    assert list(FrameworkVersion.objects.all()) == [version]


def test_money_value_of_a_measure_in_use_stays_as_it_was(version):
    proxy = ProxyValue.objects.get()
    rows = ProxyValue.objects.all()
    refused(lambda: save(proxy, pounds=Decimal("13.00")))
    refused(lambda: rows.update(pounds=0))
    refused(lambda: rows.update(source="Another"))
    refused(lambda: rows.update(valid_from=date(2025, 4, 1)))
    refused(lambda: rows.update(measure=version.measures.last()))
    refused(lambda: sql("UPDATE framework_proxyvalue SET pounds = 13"))
    refused(lambda: rows.delete())
    refused(lambda: sql("DELETE FROM framework_proxyvalue"))


def test_money_value_of_a_measure_in_use_may_end_and_be_followed_by_another(version):
    ProxyValue.objects.update(valid_to=date(2027, 3, 31))
    ProxyValue.objects.create(
        measure=version.measures.first(), pounds="13.10", source="A later law", valid_from=date(2027, 4, 1)
    )
    assert [proxy.pounds for proxy in ProxyValue.objects.all()] == [Decimal("12.71"), Decimal("13.10")]


def test_invariant_11_what_young_people_do_is_never_priced(open_version):
    unpriced = MeasureFactory(version=open_version, may_be_priced=False)

    def price():
        return ProxyValue(measure=unpriced, pounds="1.00", source="A guess", valid_from=date(2026, 4, 1))

    for change in (
        lambda: price().save(),
        lambda: ProxyValue.objects.bulk_create([price()]),
        lambda: ProxyValue.objects.update(measure=unpriced),
    ):
        before = everything()
        with pytest.raises(IntegrityError, match="never has a price"), transaction.atomic():
            change()
        assert everything() == before


@pytest.mark.parametrize("sensitivity", ["care leavers", "looked-after children", "special"])
@pytest.mark.parametrize("photos", ["yes", "with consent"])
def test_invariant_11_measure_about_children_in_our_care_takes_no_photo(sensitivity, photos):
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureFactory(sensitivity=sensitivity, photos=photos)
    assert MeasureFactory(sensitivity=sensitivity, photos="no").pk


def test_only_ratios_and_quantities_are_averaged():
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureFactory(aggregation="average")
    assert MeasureFactory(aggregation="average", value_type="quantity", unit="FTE").pk

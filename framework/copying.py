"""A council's own framework: a copy of another one, added to until the first contract uses it (SU3)."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from accounts.models import Council, User
from audit.record import record
from framework.contents import read_contents, write_contents
from framework.events import FrameworkEvent
from framework.models import Framework, FrameworkVersion, Measure, Outcome, ProxyValue, Theme
from framework.permissions import can_change_version, can_copy_framework


class VersionFrozen(Exception):
    """A contract uses the version already, so it never changes again."""


@dataclass(frozen=True)
class NewMeasure:
    """What a council says about a measure of its own; the fields are those of `framework.models.Measure`.

    A percentage must name both of its parts.
    """

    code: str
    title: str
    unit: str
    value_type: str
    aggregation: str = Measure.Aggregation.SUM.value
    lower_is_better: bool = False
    calculation_rule: str = ""
    numerator_label: str = ""
    denominator_label: str = ""
    baseline_required: bool = False
    evidence_required: str = ""
    sensitivity: str = Measure.Sensitivity.STANDARD.value
    photos: str = Measure.Photos.NO.value
    target_group: str = ""
    double_counting_note: str = ""
    may_be_priced: bool = True


@transaction.atomic
def copy_framework(*, version: FrameworkVersion, council: Council, name: str, by: User) -> FrameworkVersion:
    """A framework of the council's own, whose first version holds all that `version` holds, money values too.

    The original stays as it is, and a licence goes with the copy. The council's local themes
    take the new measures in. Raises PermissionDenied, or django.db.IntegrityError when the council has a framework of
    that name.
    """
    if not can_copy_framework(by, version, council):
        raise PermissionDenied
    source = version.framework
    framework = Framework.objects.create(
        name=name, council=council, licence=source.licence, is_licensed=source.is_licensed
    )
    copy = framework.versions.create(number=1, label="Version 1", effective_from=version.effective_from)
    return _copied(version, copy, by)


@transaction.atomic
def begin_next_version(*, version: FrameworkVersion, effective_from: date, by: User) -> FrameworkVersion:
    """The next version of a council's own framework, which holds all that `version` holds until somebody changes it.

    Readers see it from `effective_from` on; contracts stay with the version that they have. Raises PermissionDenied,
    also for a framework that all share.
    """
    framework = version.framework
    if framework.council is None or not can_copy_framework(by, version, framework.council):
        raise PermissionDenied
    number = (framework.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    copy = framework.versions.create(number=number, label=f"Version {number}", effective_from=effective_from)
    return _copied(version, copy, by)


def _copied(version: FrameworkVersion, copy: FrameworkVersion, by: User) -> FrameworkVersion:
    """Fill a new version with what another one holds, and record where it is from."""
    # Contents know only the money values of the first day; all of them are copied, each with its dates.
    write_contents(copy, replace(read_contents(version), effective_from=copy.effective_from, proxies={}))
    _copy_money_values(version, copy)
    _copy_themes(version, copy)
    data = {
        "framework": copy.framework.name,
        "label": copy.label,
        "source": version.framework.name,
        "source_label": version.label,
    }
    record(FrameworkEvent.FRAMEWORK_COPIED, by=by, on=copy, data=data)
    return copy


@transaction.atomic
def add_measure(*, outcome: Outcome, measure: NewMeasure, by: User) -> Measure:
    """Add a measure of the council's own at the end of the version that `outcome` belongs to.

    Raises PermissionDenied, VersionFrozen, or django.core.exceptions.ValidationError naming the fields that do not fit.
    """
    version = outcome.version
    if not can_change_version(by, version):
        raise PermissionDenied
    if FrameworkVersion.objects.filter(pk=version.pk, frozen_at__isnull=False).exists():
        raise VersionFrozen
    last = version.measures.aggregate(last=Max("position"))["last"] or 0
    added = Measure(version=version, outcome=outcome, position=last + 1, **vars(measure))
    added.full_clean()
    added.save()
    data = {"framework": version.framework.name, "label": version.label, "measure": added.code}
    record(FrameworkEvent.MEASURE_ADDED, by=by, on=version, data=data)
    return added


def _copy_money_values(version: FrameworkVersion, copy: FrameworkVersion) -> None:
    """Every money value of the measures, with its source and its dates."""
    measures = {measure.code: measure for measure in copy.measures.all()}
    ProxyValue.objects.bulk_create(
        ProxyValue(
            measure=measures[value.measure.code],
            pounds=value.pounds,
            source=value.source,
            valid_from=value.valid_from,
            valid_to=value.valid_to,
        )
        for value in ProxyValue.objects.filter(measure__version=version).select_related("measure")
    )


def _copy_themes(version: FrameworkVersion, copy: FrameworkVersion) -> None:
    """Each measure of the copy serves the local themes that the council put its original under."""
    serves = Theme.measures.through
    measures = {measure.code: measure.pk for measure in copy.measures.all()}
    before = serves.objects.filter(measure__version=version, theme__council=copy.framework.council_id)
    serves.objects.bulk_create(
        serves(theme_id=theme, measure_id=measures[code])
        for theme, code in before.values_list("theme", "measure__code")
    )

"""Measures that both sides of one contract agree on, because the framework has none that fits (SU3).

Each is kept in a version of its own, in a framework of the council that holds nothing else, under a copy of the outcome
it belongs to. So it can be frozen when it is agreed, while the version the contract uses stays as it is (decision
records 0004 and 0022). These are parts of the actions in `suppliers`, which ask who may.
"""

from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from accounts.models import Council, User
from framework.copying import NewMeasure
from framework.models import Framework, FrameworkVersion, Measure, Objective, Outcome

NAME = "Measures agreed for single contracts"


def write_single_measure(*, outcome: Outcome, measure: NewMeasure, council: Council) -> Measure:
    """A measure for one contract, under a copy of `outcome` and of its objective; it may change until it is frozen.

    Its code is given here (C1, C2 ... in the council), and it never has a money value. Raises
    django.core.exceptions.ValidationError naming the fields that do not fit.
    """
    framework = _framework_of(council)
    # Two that are written at once wait for one another, so that each gets a number of its own.
    Framework.objects.filter(pk=framework.pk).update(name=F("name"))
    number = (framework.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = framework.versions.create(
        number=number, label=f"C{number}", effective_from=outcome.version.effective_from
    )
    top = outcome.objective
    objective = Objective.objects.create(version=version, code=top.code, title=top.title, position=1)
    copy = Outcome.objects.create(
        version=version, objective=objective, code=outcome.code, title=outcome.title, position=1
    )
    written = Measure(version=version, outcome=copy, position=1, **_fields(measure, _code(outcome, number)))
    written.full_clean()
    written.save()
    return written


def change_single_measure(*, written: Measure, outcome: Outcome, measure: NewMeasure) -> Measure:
    """Write a measure anew while the two sides still talk about it. Its code stays.

    Raises as `write_single_measure`, and django.db.IntegrityError when it is frozen.
    """
    for name, value in _fields(measure, written.code).items():
        setattr(written, name, value)
    copy, top = written.outcome, outcome.objective
    Objective.objects.filter(pk=copy.objective_id).update(code=top.code, title=top.title)
    Outcome.objects.filter(pk=copy.pk).update(code=outcome.code, title=outcome.title)
    written.full_clean()
    written.save()
    return written


def drop_single_measure(measure: Measure) -> None:
    """Take away a measure that was proposed and is wanted no longer. One that is frozen, or not of this kind, stays."""
    version = measure.version
    if version.framework.is_for_single_contracts and version.frozen_at is None:
        version.delete()


def freeze_single_measure(*, measure: Measure, by: User) -> None:
    """Fix a measure for good, because both sides agreed a promise that is counted by it; others are left alone."""
    FrameworkVersion.objects.filter(
        pk=measure.version_id, framework__is_for_single_contracts=True, frozen_at__isnull=True
    ).update(frozen_at=timezone.now(), frozen_by=by)


def _framework_of(council: Council) -> Framework:
    """The council's framework of such measures, made when it is first needed."""
    framework, _created = Framework.objects.get_or_create(
        council=council, is_for_single_contracts=True, defaults={"name": NAME}
    )
    return framework


def _code(outcome: Outcome, number: int) -> str:
    """C and the number; something else where the contract's own version uses that code already."""
    code = f"C{number}"
    return f"{code}-{number}" if outcome.version.measures.filter(code=code).exists() else code


def _fields(measure: NewMeasure, code: str) -> dict[str, Any]:
    """What is stored of a measure."""
    return {**vars(measure), "code": code, "may_be_priced": False}

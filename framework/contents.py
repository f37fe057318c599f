"""All that a version of a framework holds, read and written as a whole."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from framework.models import FrameworkVersion, Measure, MeasureRelation, Objective, Outcome, ProxyValue

Fields = dict[str, Any]
RelationKey = tuple[str, str, str]
MEASURE_FIELDS = [
    field.name for field in Measure._meta.concrete_fields if field.name not in ("id", "version", "outcome", "code")
]
RELATION_FIELDS = ["effect", "span", "is_joint", "rule"]


@dataclass(frozen=True)
class Contents:
    """The parts of a version by their codes: comparing two of them shows whether anything differs.

    An outcome names its objective's code, a measure its outcome's; relations are keyed by (measure, kind, measure).
    `proxies` are by measure code and hold from `effective_from`; later values of a measure are no part of the contents.
    """

    effective_from: date
    objectives: dict[str, Fields]
    outcomes: dict[str, Fields]
    measures: dict[str, Fields]
    relations: dict[RelationKey, Fields]
    proxies: dict[str, Fields]


def read_contents(version: FrameworkVersion) -> Contents:
    """What the database holds of a version: five queries."""
    proxies = ProxyValue.objects.filter(measure__version=version, valid_from=version.effective_from)
    return Contents(
        effective_from=version.effective_from,
        objectives={row.code: _fields(row, ["title", "position"]) for row in version.objectives.all()},
        outcomes={
            row.code: _fields(row, ["title", "position"]) | {"objective": row.objective.code}
            for row in version.outcomes.select_related("objective")
        },
        measures={
            row.code: _fields(row, MEASURE_FIELDS) | {"outcome": row.outcome.code}
            for row in version.measures.select_related("outcome")
        },
        relations={_relation_key(row): _fields(row, RELATION_FIELDS) for row in _relations(version)},
        proxies={row.measure.code: _fields(row, ["pounds", "source"]) for row in proxies.select_related("measure")},
    )


def write_contents(version: FrameworkVersion, contents: Contents) -> None:
    """Make a version hold exactly these contents, inside the caller's transaction. Rows that fit are left alone.

    Raises django.db.models.ProtectedError when a measure that goes is used by a commitment, and
    django.db.IntegrityError when the version is frozen.
    """
    dates = {version.effective_from, contents.effective_from}
    if version.effective_from != contents.effective_from:
        version.effective_from = contents.effective_from
        version.save(update_fields=["effective_from"])
    objectives, old_objectives = _put(
        version.objectives.all(), contents.objectives, _code, lambda code: Objective(version=version, code=code)
    )
    outcomes, old_outcomes = _put(
        version.outcomes.all(),
        {code: _linked(fields, "objective", objectives) for code, fields in contents.outcomes.items()},
        _code,
        lambda code: Outcome(version=version, code=code),
    )
    measures, old_measures = _put(
        version.measures.all(),
        {code: _linked(fields, "outcome", outcomes) for code, fields in contents.measures.items()},
        _code,
        lambda code: Measure(version=version, code=code),
    )
    _relations_kept, old_relations = _put(
        _relations(version),
        contents.relations,
        _relation_key,
        lambda key: MeasureRelation(
            version=version, measure_a=measures[key[0]], kind=key[1], measure_b=measures[key[2]]
        ),
    )
    _proxies_kept, old_proxies = _put(
        ProxyValue.objects.filter(measure__version=version, valid_from__in=dates).select_related("measure"),
        {(code, contents.effective_from): fields for code, fields in contents.proxies.items()},
        lambda row: (row.measure.code, row.valid_from),
        lambda key: ProxyValue(measure=measures[key[0]], valid_from=key[1]),
    )
    for row in (*old_relations, *old_proxies, *old_measures, *old_outcomes, *old_objectives):
        row.delete()


def _put(
    rows: Iterable[Model],
    wanted: Mapping[Any, Fields],
    key_of: Callable[[Any], Hashable],
    make: Callable[[Any], Model],
) -> tuple[dict[Any, Any], list[Model]]:
    """Add and change rows until all that is wanted is there. Returns them by key, and the rows that are left over."""
    found = {key_of(row): row for row in rows}
    kept, new = {}, []
    for key, fields in wanted.items():
        row = kept[key] = found.pop(key) if key in found else make(key)
        differs = [name for name, value in fields.items() if getattr(row, name) != value]
        for name in differs:
            setattr(row, name, fields[name])
        if row.pk is None:
            new.append(row)
        elif differs:
            row.save(update_fields=differs)
    if new:
        type(new[0])._default_manager.bulk_create(new)
    return kept, list(found.values())


def _linked(fields: Fields, name: str, parents: Mapping[str, Any]) -> Fields:
    """The fields with the parent's code replaced by its row's key."""
    return {key: value for key, value in fields.items() if key != name} | {f"{name}_id": parents[fields[name]].pk}


def _fields(row: Model, names: list[str]) -> Fields:
    return {name: getattr(row, name) for name in names}


def _relations(version: FrameworkVersion):
    return version.relations.select_related("measure_a", "measure_b")


def _relation_key(row: MeasureRelation) -> RelationKey:
    return row.measure_a.code, row.kind, row.measure_b.code


def _code(row: Objective | Outcome | Measure) -> str:
    return row.code

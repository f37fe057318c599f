"""Which measures of a council are published, which of them only as a total, and how they are tied to one another."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from framework.models import Measure, MeasureRelation
from framework.relations import MAY_BE_ADDED
from framework.small_numbers import is_protected
from reports.published_hiding import Part, Ties, kept_whole
from returns.models import CouncilTotal
from suppliers.models import Commitment
from suppliers.places import Kind

Relation = MeasureRelation.Kind
# What makes measures of two versions of a framework one and the same, beside its code.
SAME = ("value_type", "unit", "aggregation", "numerator_label", "denominator_label")
# What is read of a measure: what pages say of it, and what its figures go by.
SAID = (
    *("version_id", "code", "title", "position", "sensitivity", "calculation_rule", *SAME),
    *("version__number", "version__framework__name", "outcome__code", "outcome__title"),
    *("outcome__objective__code", "outcome__objective__title"),
)
# Promises that figures come from.
COUNTED = (Commitment.Status.AGREED, Commitment.Status.WITHDRAWN, Commitment.Status.REPLACED)
Row = tuple[int, str, int, bool]


@dataclass(frozen=True)
class Catalogue:
    """The published measures of a council by number, in the order of their frameworks.

    A measure is the same in all versions of a framework in which it is counted alike; the newest speaks for all.
    `number_of` leads from the id of each to its number. Of `kept_whole` only totals of the council are published. Of
    `withheld`, ids of measures, some contract's promise may not be published.
    """

    measures: Mapping[int, Measure]
    number_of: Mapping[int, int]
    ties: Ties
    kept_whole: frozenset[int]
    withheld: frozenset[int] = frozenset()

    @property
    def leaving_out(self) -> set[int]:
        """The numbers of the measures from whose figures contracts are left out."""
        return {number for pk, number in self.number_of.items() if pk in self.withheld}

    @property
    def broken_down(self) -> list[int]:
        """The ids of the measures whose figures are published by contract and by area too."""
        return [pk for pk, number in self.number_of.items() if number not in self.kept_whole]


def catalogue_of(council_id: int) -> Catalogue:
    """The measures of every version that the council has figures of, whether it has figures of these or not.

    What is licensed from others is not published, nor what is reported in words, nor a measure about a protected group
    that was agreed for one contract: its total would be that contract's figure. Three queries.
    """
    versions = CouncilTotal.objects.filter(council=council_id, kind=Kind.ALL).order_by().values("measure__version")
    measures = (
        Measure.objects.filter(version__in=versions, version__framework__is_licensed=False)
        .exclude(value_type=Measure.ValueType.NARRATIVE)
        .exclude(~Q(sensitivity=Measure.Sensitivity.STANDARD), version__framework__is_for_single_contracts=True)
        .select_related("version__framework", "outcome__objective")
        .only(*SAID)
    )
    relations = MeasureRelation.objects.filter(version__in=versions).exclude(kind__in=MAY_BE_ADDED)
    found = catalogue(measures, relations.order_by("pk").values_list("measure_a", "kind", "measure_b", "is_joint"))
    return replace(found, withheld=frozenset(withheld(council_id).values_list("measure", flat=True)))


def withheld(council_id: int) -> QuerySet[Commitment]:
    """Promises that may not be published, of a council: what their contracts did for these measures is in no figure.

    It is left out of totals as well, because it would be what they have more than the published contracts.
    """
    promises = Commitment.objects.filter(contract__council=council_id, is_publishable=False, status__in=COUNTED)
    return promises.order_by()


def catalogue(measures: Iterable[Measure], relations: Iterable[Row]) -> Catalogue:
    """The catalogue of these measures; relations as ids of two measures, with what stands between them."""
    alike: dict[Hashable, list[Measure]] = defaultdict(list)
    for measure in measures:
        alike[_identity(measure)].append(measure)
    groups = [sorted(group, key=lambda one: one.version.number) for group in alike.values()]
    groups.sort(key=lambda group: _place(group[-1]))
    number_of = {one.pk: number for number, group in enumerate(groups) for one in group}
    newest = {number: group[-1] for number, group in enumerate(groups)}
    ties = _ties(relations, number_of, newest, [one for group in groups for one in group])
    return Catalogue(newest, number_of, ties, kept_whole(newest, ties))


def _identity(measure: Measure) -> Hashable:
    """The same for measures of one framework that are counted alike. A change of whom it protects is a new measure."""
    counted = tuple(getattr(measure, name) for name in SAME)
    return measure.version.framework_id, measure.code, is_protected(measure), counted


def _place(measure: Measure) -> tuple:
    framework = measure.version.framework
    return (framework.name, framework.pk, measure.position, measure.pk)


def _ties(
    relations: Iterable[Row], number_of: Mapping[int, int], newest: Mapping[int, Measure], measures: list[Measure]
) -> Ties:
    """What the relations of all versions say together. A measure that is not published tells nothing of another."""
    parts: dict[Part, None] = {}
    joint: dict[int, dict[int, None]] = defaultdict(dict)
    beside: dict[tuple[int, int], None] = {}
    for first, kind, second, is_joint in relations:
        a, b = number_of.get(first), number_of.get(second)
        if a is None or b is None or a == b:
            continue
        if kind == Relation.SUBSET_OF and is_joint:
            joint[a][b] = None
        elif kind == Relation.SUBSET_OF or (kind == Relation.FEEDS and newest[a].unit == newest[b].unit):
            parts[Part(a, (b,))] = None
        elif kind == Relation.FUNNEL_NEXT:
            parts[Part(b, (a,))] = None
        else:
            beside[a, b] = None
    joined = (Part(part, tuple(wholes)) for part, wholes in joint.items())
    return Ties((*parts, *joined), _tops(number_of, measures), tuple(beside))


def _tops(number_of: Mapping[int, int], measures: list[Measure]) -> tuple[tuple[int, int], ...]:
    """Percentages whose top figure is the figure of another measure of their version."""
    by_code = {(one.version_id, one.code): number_of[one.pk] for one in measures}
    pairs = {
        (number_of[one.pk], by_code.get((one.version_id, one.numerator_code))): None
        for one in measures
        if one.value_type == Measure.ValueType.PERCENT
    }
    return tuple((percent, counted) for percent, counted in pairs if counted is not None and counted != percent)

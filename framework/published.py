"""What a council publishes as its social value framework, read from the same rows that officers and contracts use.

Everybody may see this: no user is asked about. What is licensed from others is never published, and nor are measures
that were agreed for one contract each.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import CharField, Exists, Expression, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from framework.actions import STARTER_NAME
from framework.models import FrameworkVersion, Measure, MeasureRelation, Objective, Outcome, Theme

Kind = MeasureRelation.Kind
MOST_VERSIONS = 100
MOST_TEXTS = 7
"""In a row of what surrounds a measure."""
MEASURES = "measures"
ORDER = ("outcome__objective__position", "outcome__position", "position")
# What a relation says on the page of the measure it begins with, and on the page of the other one.
RELATION_WORDS = {
    (Kind.SUBSET_OF, True): _("This is part of %(measure)s. The two are shown side by side and never added together."),
    (Kind.SUBSET_OF, False): _("%(measure)s is part of this. The two are shown side by side and never added together."),
    (Kind.FUNNEL_NEXT, True): _("The next step is %(measure)s. Steps are never added together."),
    (Kind.FUNNEL_NEXT, False): _("The step before is %(measure)s. Steps are never added together."),
    (Kind.NEVER_BOTH, True): _("Never count the same person or thing here and in %(measure)s."),
    (Kind.NEVER_BOTH, False): _("Never count the same person or thing here and in %(measure)s."),
    (Kind.SAME_FACT, True): _("%(measure)s says the same in another unit. It is counted once, and valued once."),
    (Kind.SAME_FACT, False): _("%(measure)s says the same in another unit. It is counted once, and valued once."),
    (Kind.OVERLAPS, True): _("This overlaps with %(measure)s. The two are never added, and at most one is valued."),
    (Kind.OVERLAPS, False): _("This overlaps with %(measure)s. The two are never added, and at most one is valued."),
    (Kind.FEEDS, True): _("This is a part of what makes up %(measure)s. A money value is given there only."),
    (Kind.FEEDS, False): _("%(measure)s is a part of what makes this up. A money value is given here only."),
    (Kind.VALID_ONLY_IF, True): _("This counts only while %(measure)s has not got worse."),
    (Kind.VALID_ONLY_IF, False): _("%(measure)s counts only while this has not got worse."),
}


@dataclass(frozen=True)
class OutcomePart:
    """An outcome with its measures, in their order."""

    outcome: Outcome
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class ObjectivePart:
    """An objective with its outcomes, in their order."""

    objective: Objective
    outcomes: tuple[OutcomePart, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All the measures below it."""
        return tuple(measure for part in self.outcomes for measure in part.measures)


class PublishedFramework:
    """A version as readers see it: its measures in their order, each with an address of its own.

    The addresses are the parts behind that of the page that shows the framework, such as "measures/m1-01/".
    """

    def __init__(self, measures: Iterable[Measure]) -> None:
        self.measures: dict[str, Measure] = {measure.code: measure for measure in measures}

    @property
    def version(self) -> FrameworkVersion:
        """The version, with its framework. Raises StopIteration where there is no measure."""
        return next(iter(self.measures.values())).version

    @cached_property
    def objectives(self) -> tuple[ObjectivePart, ...]:
        """Everything in the order in which it is shown. What has no measures asks for nothing and is left out."""
        tree: dict[int, dict[int, list[Measure]]] = {}
        for measure in self.measures.values():
            outcomes = tree.setdefault(measure.outcome.objective_id, {})
            outcomes.setdefault(measure.outcome_id, []).append(measure)
        return tuple(
            ObjectivePart(
                next(iter(outcomes.values()))[0].outcome.objective,
                tuple(OutcomePart(measures[0].outcome, tuple(measures)) for measures in outcomes.values()),
            )
            for outcomes in tree.values()
        )

    def measure_at(self, slug: str) -> Measure | None:
        """The measure with this address."""
        return next((self.measures[code] for code, known in self._slugs.items() if known == slug), None)

    def outcome_at(self, slug: str) -> OutcomePart | None:
        """The outcome with this address: the first one where two codes are alike but for their signs."""
        parts = (part for top in self.objectives for part in top.outcomes)
        return next((part for part in parts if slug_of(part.outcome.code) == slug), None)

    def objective_at(self, slug: str) -> ObjectivePart | None:
        """The objective with this address."""
        return next((part for part in self.objectives if slug_of(part.objective.code) == slug), None)

    def address_of(self, code: str) -> str:
        """The address of a measure of this framework."""
        return f"{MEASURES}/{self._slugs[code]}/"

    @cached_property
    def _slugs(self) -> dict[str, str]:
        slugs: dict[str, str] = {}
        taken: set[str] = set()
        for code in self.measures:
            slug, number = slug_of(code), 1
            while slug in taken:
                number += 1
                slug = f"{slug_of(code)}_{number}"
            taken.add(slug)
            slugs[code] = slug
        return slugs


def slug_of(code: str) -> str:
    """A code as a part of an address: M1.01 is m1-01."""
    return slugify(re.sub(r"[^\w\s-]", "-", code)).strip("_") or "x"


def versions_published(council_id: int | None, day: date | None = None) -> QuerySet[FrameworkVersion]:
    """The versions a council may publish, and first of all the one it does publish: its own newest, else the starter,
    and where that is not loaded another one that all share.

    A version is published from the day on from which it counts; one without measures asks for nothing and is none.
    """
    theirs = Q(framework__council__isnull=True)
    if council_id is not None:
        theirs |= Q(framework__council=council_id)
    return (
        FrameworkVersion.objects.filter(
            theirs,
            Exists(Measure.objects.filter(version=OuterRef("pk"))),
            framework__is_licensed=False,
            framework__is_for_single_contracts=False,
            effective_from__lte=day or timezone.localdate(),
        )
        .select_related("framework")
        .annotate(is_another=~Q(framework__name=STARTER_NAME, framework__council__isnull=True))
        .order_by(F("framework__council").asc(nulls_last=True), "is_another", "-effective_from", "-number", "-pk")
    )


def versions_to_compare(council_id: int | None, day: date | None = None) -> list[FrameworkVersion]:
    """The version a council publishes, and behind it the other published ones of the same framework, newest first."""
    versions = list(versions_published(council_id, day)[:MOST_VERSIONS])
    same = [version for version in versions if version.framework_id == versions[0].framework_id]
    return sorted(same, key=lambda version: -version.number)


def measures_published(council_id: int | None, day: date | None = None) -> QuerySet[Measure]:
    """The measures of the version a council publishes, in their order, with all that is above them: one query."""
    return measures_in(Subquery(versions_published(council_id, day).values("pk")[:1]))


def measures_in(version: Subquery | int) -> QuerySet[Measure]:
    """The measures of a version in their order, with all that is above them."""
    measures = Measure.objects.filter(version=version).select_related("outcome__objective", "version__framework")
    return measures.order_by(*ORDER)


def published_framework(council_id: int | None) -> PublishedFramework | None:
    """What a council publishes; None where there is nothing to publish. One query."""
    framework = PublishedFramework(measures_published(council_id))
    return framework if framework.measures else None


def surroundings_of(measure_id: int, council_id: int | None) -> QuerySet:
    """The relations of a measure and the local themes of a council that it serves, as rows of seven texts.

    ("relation", kind, code of the other, "from" or "to") and ("theme", name), each filled up with empty texts, so that
    they come in one query, and more can be joined to it. Their order is that of the texts.
    """
    relations = MeasureRelation.objects.order_by()
    begins = relations.filter(measure_a=measure_id).values_list(
        *as_row("relation", "kind", "measure_b__code", Value("from"))
    )
    ends = relations.filter(measure_b=measure_id).values_list(
        *as_row("relation", "kind", "measure_a__code", Value("to"))
    )
    themes = Theme.objects.order_by().filter(council=council_id, measures=measure_id)
    return begins.union(ends, themes.values_list(*as_row("theme", "name")), all=True)


def as_row(kind: str, *texts: str | Expression) -> list:
    """The expressions of one row of `surroundings_of`, each cast to text so that rows of every table fit together."""
    row = (Value(kind, CharField()), *texts)
    return [Cast(text, TextField()) for text in (*row, *[Value("")] * (MOST_TEXTS - len(row)))]


def measures_matching(council_id: int | None, text: str, limit: int) -> list[Measure]:
    """Published measures in which all the words of a search are, the best first; none for an empty search. One query.

    Words are looked for in what readers see: the code, title, people who benefit, outcome, objective and evidence.
    """
    return best_matches(measures_published(council_id), text, limit) if text.split() else []


def best_matches(
    measures: Iterable[Measure], text: str, limit: int, titles: Mapping[str, tuple[str, str]] | None = None
) -> list[Measure]:
    """The same among measures that are at hand. `titles` are more titles by code: those in another language, of each
    measure and of what it stands under.
    """
    words = text.casefold().split()
    scored = [(_score(measure, words, *(titles or {}).get(measure.code, ("", ""))), measure) for measure in measures]
    found = sorted((one for one in scored if words and one[0]), key=lambda one: -one[0])
    return [measure for _points, measure in found[:limit]]


def _score(measure: Measure, words: list[str], other_title: str, above: str) -> int:
    """How well a measure answers a search; 0 for not at all."""
    code, title = measure.code.casefold(), f"{measure.title} {other_title}".casefold()
    others = (
        *(measure.target_group, measure.outcome.title, measure.outcome.objective.title),
        *(measure.evidence_required, measure.calculation_rule, above),
    )
    rest = " ".join(others).casefold()
    if not all(word in code or word in title or word in rest for word in words):
        return 0
    return 1 + sum(100 * (word == code) + 10 * (word in title) + 2 * (word in rest) for word in words)

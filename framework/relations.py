"""How measures stand to one another, so that one fact is never counted twice (domain rules, section 2.5; SU11).

Pure: no database. Relations come from `framework.queries.relations_of`; measures are named by their codes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from framework.models import Measure, MeasureRelation
from framework.values import format_value

Kind, Effect, Span = MeasureRelation.Kind, MeasureRelation.Effect, MeasureRelation.Span
ORDER = (Effect.BLOCK, Effect.WARN, Effect.CONFIRM)
# Every kind but these two says that one figure is inside the other, or the same fact again.
MAY_BE_ADDED = {Kind.NEVER_BOTH, Kind.VALID_ONLY_IF}


class UnknownRule(ValueError):
    """A rule in the file of relations that the portal has no reading of."""


@dataclass(frozen=True)
class Reading:
    """What a rule in words makes the portal do, over which span, and whether all partners are added up first."""

    effect: str
    span: str
    is_joint: bool = False


READINGS = {
    "show beside, never add; block if a is more than b in the same period and area": Reading(Effect.BLOCK, Span.PERIOD),
    "show beside, never add; block if a is more than b over the whole contract to date": Reading(
        Effect.BLOCK, Span.CONTRACT
    ),
    "show beside, never add; warn if a (at period end) is more than b (average)": Reading(Effect.WARN, Span.PERIOD),
    "show beside, never add; compare over the whole contract with M9.01 plus M9.03": Reading(
        Effect.BLOCK, Span.CONTRACT, is_joint=True
    ),
    "never add; warn if offers are more than sourced to date and no reason is given": Reading(
        Effect.WARN, Span.CONTRACT
    ),
    "never add; block if take-up to date is more than offers to date": Reading(Effect.BLOCK, Span.CONTRACT),
    "ask supplier to confirm when both are claimed in one return": Reading(Effect.CONFIRM, Span.PERIOD),
    "show together, count once, value once": Reading(Effect.SHOW, Span.PERIOD),
    "show side by side, never add, value at most one": Reading(Effect.SHOW, Span.PERIOD),
    "value in b only": Reading(Effect.SHOW, Span.PERIOD),
    "block verification of a while total energy use is above its baseline": Reading(Effect.BLOCK, Span.PERIOD),
}


def read_rule(rule: str) -> Reading:
    """What a rule of the relations file means. Raises UnknownRule for any other text."""
    try:
        return READINGS[rule]
    except KeyError:
        raise UnknownRule(rule) from None


@dataclass(frozen=True)
class Relation:
    """One relation between two measures, by their codes."""

    measure_a: str
    kind: str
    measure_b: str
    effect: str
    span: str
    is_joint: bool = False


@dataclass(frozen=True)
class Claims:
    """The figures of one return by measure code, and the contract's totals to date with this return in them.

    A code that is missing is not part of the contract, or not answered: nothing is said about it. `explained` are the
    codes whose unusual figure comes with a reason, which answers a warning.
    """

    period: Mapping[str, Decimal]
    to_date: Mapping[str, Decimal] = field(default_factory=dict)
    explained: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Breach:
    """A relation that the figures break, or that asks a question. `amount_b` is the sum over `measures_b`."""

    kind: str
    effect: str
    span: str
    measure_a: str
    measures_b: tuple[str, ...]
    amount_a: Decimal
    amount_b: Decimal

    @property
    def key(self) -> str:
        """A name that stays the same from return to return: "M1.09+M1.10"."""
        return "+".join((self.measure_a, *self.measures_b))

    @property
    def stops_submission(self) -> bool:
        """Whether the return may not go like this. A condition that is not met only stops what officers verify."""
        return self.effect == Effect.BLOCK and self.kind != Kind.VALID_ONLY_IF

    @property
    def stops_verification(self) -> bool:
        """Whether the figure may not be verified like this."""
        return self.effect == Effect.BLOCK


def breaches(relations: Iterable[Relation], claims: Claims) -> list[Breach]:
    """What these figures break: what blocks first, then warnings, then pairs to confirm."""
    found = [breach for relation in _joined(relations) if (breach := _breach(*relation, claims)) is not None]
    return sorted(found, key=lambda breach: ORDER.index(Effect(breach.effect)))


def never_added(relations: Iterable[Relation]) -> frozenset[frozenset[str]]:
    """Pairs of codes that never go into one sum: a part and its whole, steps of a funnel, one fact in two units."""
    return frozenset(
        frozenset((relation.measure_a, relation.measure_b))
        for relation in relations
        if relation.kind not in MAY_BE_ADDED
    )


def explain(breach: Breach, measures: Mapping[str, Measure]) -> str:
    """The breach as a sentence that says what to do. A measure that is not in `measures` is named by its code."""
    names = {code: _("“%(title)s”") % {"title": measures[code].title} for code in measures}
    facts = {
        "a": names.get(breach.measure_a, breach.measure_a),
        "b": _(" and ").join(names.get(code, code) for code in breach.measures_b),
        "amount_a": _shown(breach.amount_a, measures, (breach.measure_a, *breach.measures_b)),
        "amount_b": _shown(breach.amount_b, measures, (*breach.measures_b, breach.measure_a)),
    }
    return _sentence(breach) % facts


def _joined(relations: Iterable[Relation]) -> Iterator[tuple[Relation, tuple[str, ...]]]:
    """Each relation with its partners: one, or all the joint ones of a measure at once."""
    joint: dict[tuple[str, str], tuple[Relation, list[str]]] = {}
    for relation in relations:
        if relation.is_joint:
            joint.setdefault((relation.measure_a, relation.kind), (relation, []))[1].append(relation.measure_b)
        else:
            yield relation, (relation.measure_b,)
    for relation, partners in joint.values():
        yield relation, tuple(partners)


def _breach(relation: Relation, partners: tuple[str, ...], claims: Claims) -> Breach | None:
    if relation.effect == Effect.SHOW:
        return None
    figures = claims.to_date if relation.span == Span.CONTRACT else claims.period
    if relation.kind == Kind.VALID_ONLY_IF:
        # The condition stands from an earlier period until a later one says otherwise.
        figures = {**claims.to_date, **claims.period}
    known = tuple(code for code in partners if code in figures)
    if relation.measure_a not in figures or not known:
        return None
    a, b = figures[relation.measure_a], sum((figures[code] for code in known), Decimal(0))
    if not _is_broken(relation, a, b):
        return None
    # With a partner unknown nobody can say that the part exceeds the whole, only that it looks like it.
    effect = relation.effect if known == partners else Effect.WARN
    if effect == Effect.WARN and claims.explained & {relation.measure_a, *known}:
        return None
    return Breach(relation.kind, str(effect), relation.span, relation.measure_a, known, a, b)


def _is_broken(relation: Relation, a: Decimal, b: Decimal) -> bool:
    match relation.kind:
        case Kind.SUBSET_OF:
            return a > b
        case Kind.FUNNEL_NEXT:
            return b > a
        case Kind.NEVER_BOTH:
            return bool(a and b)
        case Kind.VALID_ONLY_IF:
            return a > 0 > b
    return False


def _sentence(breach: Breach) -> str:
    if breach.kind == Kind.NEVER_BOTH:
        return _("Both %(a)s and %(b)s have a figure. Confirm that nobody and nothing is counted in both")
    if breach.kind == Kind.VALID_ONLY_IF:
        return _("%(a)s counts only while %(b)s is not below 0. It is %(amount_b)s, so this figure cannot be verified")
    if breach.kind == Kind.FUNNEL_NEXT:
        if breach.effect == Effect.WARN:
            return _("%(b)s is %(amount_b)s so far, more than %(a)s: %(amount_a)s. That can be right: say why")
        return _("%(b)s is %(amount_b)s so far. It cannot be more than %(a)s: %(amount_a)s. Check both figures")
    if breach.effect == Effect.WARN:
        return _("%(a)s is %(amount_a)s. It is part of %(b)s, which is %(amount_b)s. That can be right: say why")
    if breach.span == Span.CONTRACT:
        return _("%(a)s is %(amount_a)s so far. It cannot be more than %(b)s: %(amount_b)s. Check the figures")
    return _("%(a)s is %(amount_a)s. It cannot be more than %(b)s: %(amount_b)s. Check both figures")


def _shown(amount: Decimal, measures: Mapping[str, Measure], codes: tuple[str, ...]) -> str:
    """The amount in the unit of the first of these measures that is at hand: related measures share one."""
    for code in codes:
        if code in measures:
            return format_value(measures[code], amount, exact=True)
    return f"{amount:,f}"

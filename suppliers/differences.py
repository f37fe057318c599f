"""The terms of a promise in words, and what differs between two sets of them.

One list of facts serves every page: what is proposed, what stands, what one side would change. Asks the database
nothing: what terms only name by code or number comes with `Known`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from framework.models import Measure
from framework.units import unit_of
from framework.values import format_value
from suppliers.models import Commitment
from suppliers.profile import amount_at_rate, may_have_rate
from suppliers.terms import Terms, figure_text

ValueType = Measure.ValueType


@dataclass(frozen=True)
class Known:
    """What terms name: measures of the contract's framework version by code, and organisations' names by id."""

    measures: Mapping[str, Measure] = field(default_factory=dict)
    organisations: Mapping[int, str] = field(default_factory=dict)

    def measure_of(self, terms: Terms) -> Measure:
        """What these terms count by; one that is in the version no longer has only its code."""
        if terms.custom is not None:
            return Measure(**vars(terms.custom))
        code = terms.measure
        return self.measures.get(code) or Measure(code=code, title=code, value_type=ValueType.COUNT, unit="")


@dataclass(frozen=True)
class Fact:
    """One term in words, such as "Target" and "12 people"; `name` is the page's step on which it is asked."""

    label: str
    words: str
    name: str = ""


def facts(terms: Terms, known: Known) -> dict[str, Fact]:
    """The terms in words, in the order in which people read them."""
    measure = known.measure_of(terms)
    if terms.is_mission:
        return {**_of_the_mission(terms, measure), **_of_publication(terms)}
    return {
        "measure": Fact(_("Measured by"), _named(measure), "measure"),
        **(_of_the_measure(measure) if terms.custom is not None else {}),
        "promise": Fact(_("The promise"), terms.promise, "words"),
        "tender_wording": Fact(_("As worded in the tender"), terms.tender_wording, "words"),
        **_of_the_amount(terms, measure),
        "obligation": Fact(_("How binding"), _label(Commitment.Obligation, terms.obligation), "binding"),
        "is_additional": Fact(_("More than the specification asks"), _yes(terms.is_additional), "binding"),
        "place": Fact(_("Where"), terms.place, "place"),
        "target_group": Fact(_("Who benefits"), terms.target_group, "place"),
        "deliverer": Fact(_("Who delivers it"), _deliverer(terms, known), "place"),
        **_of_publication(terms),
    }


def differences(before: Terms, after: Terms, known: Known) -> list[str]:
    """What `after` has otherwise than `before`, one sentence each: "Target: 12 people, was 10 people"."""
    was, now = facts(before, known), facts(after, known)
    said = []
    for name in [*now, *(gone for gone in was if gone not in now)]:
        old, new = was.get(name), now.get(name)
        label = (new or old or Fact("", "")).label
        words = {"new": _words(new), "old": _words(old), "label": label}
        if words["new"] != words["old"]:
            said.append(_("%(label)s: %(new)s, was %(old)s") % words)
    return said


def _words(fact: Fact | None) -> str:
    """What a fact says; "not given" where it says nothing."""
    return (fact.words if fact else "") or _("not given")


def day_words(day: date | None) -> str:
    """31 March 2026; nothing for no day."""
    return date_format(day, "j F Y") if day else ""


def target_words(terms: Terms, measure: Measure) -> str:
    """How much is promised: "12 people", or the rate with what the expectation comes to at it.

    The target itself follows the activity that was entered since, and no more what was expected once.
    """
    if terms.basis == Commitment.Basis.ABSOLUTE or terms.rate is None:
        return format_value(measure, terms.target, exact=True) if terms.target is not None else ""
    expected = terms.expected or Decimal(0)
    comes_to = amount_at_rate(measure, basis=terms.basis, rate=terms.rate, activity=expected)
    parts = {
        "rate": format_value(measure, terms.rate, exact=True),
        "expected": f"{expected:,f}",
        "target": format_value(measure, comes_to, exact=True),
    }
    if terms.basis == Commitment.Basis.SPEND:
        return _("%(rate)s for each £100,000 that is spent. With £%(expected)s expected: %(target)s") % parts
    return _("%(rate)s for each year of placement. With %(expected)s expected: %(target)s") % parts


def _named(measure: Measure) -> str:
    """A measure's title with its code where it has one."""
    return f"{measure.title} ({measure.code})" if measure.code and measure.code != measure.title else measure.title


def who_words(sensitivity: str) -> str:
    """Whom a measure is about, as it is asked and shown."""
    if sensitivity == Measure.Sensitivity.STANDARD:
        return _("Nobody in particular, or adults who need no special protection")
    return _label(Measure.Sensitivity, sensitivity)


def _unit_words(measure: Measure) -> str:
    """What a measure counts in, in words: "people", "pounds"."""
    fixed = {ValueType.MONEY.value: _("pounds"), ValueType.PERCENT.value: _("per cent")}
    return fixed.get(measure.value_type) or str(unit_of(measure.unit).name)


def _of_the_measure(measure: Measure) -> dict[str, Fact]:
    """What is said of a measure that only this contract has."""
    found = {
        "value_type": Fact(_("Kind of figure"), _label(ValueType, measure.value_type), "own-what"),
        "unit": Fact(_("Counted in"), _unit_words(measure), "own-what"),
        "aggregation": Fact(_("Adds up by"), _label(Measure.Aggregation, measure.aggregation), "own-how"),
        "calculation_rule": Fact(_("How to work it out"), measure.calculation_rule, "own-how"),
        "evidence_required": Fact(_("Evidence wanted"), measure.evidence_required, "own-how"),
        "sensitivity": Fact(_("Who it is about"), who_words(measure.sensitivity), "own-how"),
        "photos": Fact(_("Photos"), _label(Measure.Photos, measure.photos), "own-how"),
    }
    if measure.value_type == ValueType.PERCENT:
        found["parts"] = Fact(
            _("Worked out from"),
            _("%(top)s as a share of %(bottom)s")
            % {"top": measure.numerator_label, "bottom": measure.denominator_label},
            "own-how",
        )
    if measure.value_type in (ValueType.MILESTONE, ValueType.NARRATIVE):
        found.pop("unit")
        found.pop("aggregation")
    return found


def _of_the_amount(terms: Terms, measure: Measure) -> dict[str, Fact]:
    """How much, by when, and measured against what."""
    found = {}
    if measure.value_type == ValueType.MILESTONE:
        found["done_by"] = Fact(_("To be done by"), day_words(terms.done_by), "amount")
    elif measure.value_type == ValueType.NARRATIVE:
        found["target"] = Fact(_("Target"), _("Reported in words"), "")
    else:
        if may_have_rate(measure):
            found["basis"] = Fact(_("The target is"), _label(Commitment.Basis, terms.basis), "basis")
        found["target"] = Fact(_("Target"), target_words(terms, measure), "amount")
        found["amounts"] = Fact(_("Over the periods"), _amounts_words(terms, measure), "profile")
    if measure.baseline_required or terms.baseline is not None:
        figure = "" if terms.baseline is None else f"{Decimal(figure_text(terms.baseline)):,f}"
        found["baseline"] = Fact(_("Starting figure"), figure, "amount")
        found["baseline_note"] = Fact(_("Where the starting figure comes from"), terms.baseline_note, "amount")
    if terms.starts_on:
        found["starts_on"] = Fact(_("Reported from"), day_words(terms.starts_on), "")
    if terms.ends_on:
        found["ends_on"] = Fact(_("Reported until"), day_words(terms.ends_on), "")
    return found


def _amounts_words(terms: Terms, measure: Measure) -> str:
    """How the target is spread, period by period where somebody chose."""
    if terms.amounts is None:
        is_level = measure.value_type == ValueType.PERCENT or measure.aggregation != Measure.Aggregation.SUM
        return _("The same in every period") if is_level else _("Spread evenly")
    parts = {day_words(day): format_value(measure, amount, exact=True) for day, amount in terms.amounts}
    return "; ".join(_("from %(day)s %(amount)s") % {"day": day, "amount": parts[day]} for day in parts)


def _of_the_mission(terms: Terms, measure: Measure) -> dict[str, Fact]:
    """What an organisation says of the value of its mission."""
    return {
        "measure": Fact(_("Measured by"), measure.title, ""),
        "promise": Fact(_("What the organisation exists to do"), terms.promise, "mission"),
        "target_group": Fact(_("Who benefits"), terms.target_group, "mission"),
        "calculation_rule": Fact(_("What changes because of it"), measure.calculation_rule, "mission"),
        "evidence_required": Fact(_("How people will know"), measure.evidence_required, "mission"),
        "sensitivity": Fact(_("Who it is about"), who_words(measure.sensitivity), "mission"),
    }


def _of_publication(terms: Terms) -> dict[str, Fact]:
    """Whether it may be published, and why not."""
    if terms.is_publishable:
        return {"is_publishable": Fact(_("May be published"), _("Yes"), "publish")}
    why = _label(Commitment.Unpublishable, terms.unpublishable)
    words = _("No. %(why)s. %(note)s") % {"why": why, "note": terms.unpublishable_note}
    return {"is_publishable": Fact(_("May be published"), words.strip(), "publish")}


def _deliverer(terms: Terms, known: Known) -> str:
    """Who delivers it, by name."""
    if terms.deliverer is None:
        return _("The supplier")
    return known.organisations.get(terms.deliverer, _("Another organisation"))


def _label(choices, code: str) -> str:
    """What people read for a code; the code itself when it is of another age."""
    return str(dict(choices.choices).get(code, code))


def _yes(flag: bool) -> str:
    return _("Yes") if flag else _("No")

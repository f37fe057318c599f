"""What differs between two versions of a framework, in the words that readers see. Pure: no database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from framework.models import Measure
from framework.published import PublishedFramework
from framework.units import unit_of

# Longer texts are shown as a whole before and after: nobody reads so many small changes.
MOST_WORDS = 600


@dataclass(frozen=True)
class Piece:
    """Some words of a text: those that stayed, those that were taken out and those that were put in."""

    kind: Literal["same", "out", "in"]
    words: str


@dataclass(frozen=True)
class Change:
    """One thing about a measure that is not what it was, with its words in and out."""

    field: str
    pieces: tuple[Piece, ...]
    is_english: bool = False
    """Whether the words are the framework's own, which are English."""


@dataclass(frozen=True)
class ChangedMeasure:
    """A measure that is in both versions and is not the same in them."""

    measure: Measure
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """Measures that are new, that are gone, and that changed, each in the order of its version."""

    added: tuple[Measure, ...]
    gone: tuple[Measure, ...]
    changed: tuple[ChangedMeasure, ...]

    @property
    def is_empty(self) -> bool:
        """Whether readers see no difference."""
        return not (self.added or self.gone or self.changed)


def compare(before: PublishedFramework, after: PublishedFramework) -> Comparison:
    """What a newer version says differently. Measures are the same when their codes are."""
    old, new = before.measures, after.measures
    changed = (ChangedMeasure(new[code], tuple(_changes(old[code], new[code]))) for code in new if code in old)
    return Comparison(
        added=tuple(measure for code, measure in new.items() if code not in old),
        gone=tuple(measure for code, measure in old.items() if code not in new),
        changed=tuple(one for one in changed if one.changes),
    )


def words_in_and_out(before: str, after: str) -> tuple[Piece, ...]:
    """A text word by word: what stayed, what was taken out and what was put in, so that it reads from left to right."""
    old, new = before.split(), after.split()
    if not old or not new or len(old) + len(new) > MOST_WORDS:
        return tuple(_pieces(before, after))
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", " ".join(old[a:b])))
        else:
            found += _pieces(" ".join(old[a:b]), " ".join(new[c:d]))
    return tuple(found)


def unit_words(measure: Measure) -> str:
    """The unit of a measure as readers know it; nothing for what is told in words or done by a date."""
    if measure.value_type in (Measure.ValueType.NARRATIVE, Measure.ValueType.MILESTONE):
        return ""
    return str(unit_of(measure.unit).name)


def _pieces(out: str, put_in: str) -> Iterator[Piece]:
    if out:
        yield Piece("out", out)
    if put_in:
        yield Piece("in", put_in)


def _yes_or_no(name: str) -> Callable[[Measure], str]:
    return lambda measure: _("yes") if getattr(measure, name) else _("no")


def _label(name: str) -> Callable[[Measure], str]:
    return lambda measure: str(getattr(measure, f"get_{name}_display")())


def _text(name: str) -> Callable[[Measure], str]:
    return lambda measure: getattr(measure, name)


# What readers see of a measure, each in words.
_READ: dict[str, Callable[[Measure], str]] = {
    "title": _text("title"),
    "unit": unit_words,
    "value_type": _label("value_type"),
    "aggregation": _label("aggregation"),
    "lower_is_better": _yes_or_no("lower_is_better"),
    "calculation_rule": _text("calculation_rule"),
    "numerator_label": _text("numerator_label"),
    "denominator_label": _text("denominator_label"),
    "baseline_required": _yes_or_no("baseline_required"),
    "evidence_required": _text("evidence_required"),
    "sensitivity": _label("sensitivity"),
    "photos": _label("photos"),
    "target_group": _text("target_group"),
    "double_counting_note": _text("double_counting_note"),
}
# What of it is written in the framework itself.
_WRITTEN = {
    *("title", "calculation_rule", "numerator_label", "denominator_label"),
    *("evidence_required", "target_group", "double_counting_note"),
}


def _changes(before: Measure, after: Measure) -> Iterator[Change]:
    for name, read in _READ.items():
        field: Any = Measure._meta.get_field(name)
        if read(before) != read(after):
            pieces = words_in_and_out(read(before), read(after))
            yield Change(capfirst(str(field.verbose_name)), pieces, is_english=name in _WRITTEN)
    for label, was, now in (
        (_("Outcome"), before.outcome.title, after.outcome.title),
        (_("Objective"), before.outcome.objective.title, after.outcome.objective.title),
    ):
        if was != now:
            yield Change(label, words_in_and_out(was, now), is_english=True)

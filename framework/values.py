"""Figures of measures: how they are typed, stored and shown, and how they add up (domain rules, sections 2.4 and 8.3).

Everything here is pure: no database, no clock. Amounts are `Decimal`, in the measure's own unit: pounds, hours, people,
per cent (10 means 10%). Something to be done by a date is 1 when done and 0 when not; words have no amount.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from framework.models import Measure
from framework.units import UNITS, Unit, unit_of, with_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ZERO = Decimal(0)
MOST_DIGITS = 12
MOST_CHARACTERS = 60
PART_PLACES = 3
QUARTER = Decimal("0.25")
MINUS = "\N{MINUS SIGN}"

# 1250, 1,250 and 1 250, each with or without decimals; never 1,5 (one and a half elsewhere) or 1e9.
NUMBER = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+", re.ASCII)
LOOKALIKES = str.maketrans({"−": "-", "–": "-", "－": "-", "＋": "+", "，": ",", "．": ".", "％": "%", "￡": "£"})


class FigureError(ValueError):
    """What somebody typed is not a figure for this measure. `message` says how to mend it, `code` what is wrong.

    Codes: required, not_a_number, decimals, negative, not_positive, too_large, words.
    """

    def __init__(self, code: str, message: "StrOrPromise") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True)
class Kind:
    """One kind of figure: decimal places stored (None: as its unit has), a fixed unit, and how to type it."""

    places: int | None
    unit: Unit | None
    how: Any


KINDS: dict[str, Kind] = {
    Measure.ValueType.COUNT.value: Kind(0, None, gettext_lazy("Enter a whole number in figures, like 12 or 1,250")),
    Measure.ValueType.QUANTITY.value: Kind(None, None, gettext_lazy("Enter a number in figures, like 12 or 2.5")),
    Measure.ValueType.HOURS.value: Kind(
        2, UNITS["hours"], gettext_lazy("Enter the hours in figures, like 12 or 7.5 for seven and a half hours")
    ),
    Measure.ValueType.MONEY.value: Kind(
        2, UNITS["gbp"], gettext_lazy("Enter the whole amount in pounds, like 1,500,000 or 12.71")
    ),
    Measure.ValueType.PERCENT.value: Kind(3, UNITS["percent"], gettext_lazy("Enter a percentage, like 10 or 12.5")),
    Measure.ValueType.MILESTONE.value: Kind(0, None, gettext_lazy("Enter yes if it is done, or no if it is not")),
    Measure.ValueType.NARRATIVE.value: Kind(0, None, gettext_lazy("This is reported in words: leave the figure out")),
}
# In both languages, whatever the page is in: people write in either.
YES = ("yes", "done", "1", "ie", "do", "ydy", "wedi'i wneud", "wedi’i wneud", "wedi'i gwblhau", "wedi’i gwblhau")
NO = ("no", "not done", "0", "na", "nage", "naddo", "nac ydy", "heb ei wneud", "heb ei gwblhau")
ANSWERS = dict.fromkeys(YES, Decimal(1)) | dict.fromkeys(NO, ZERO)


@dataclass(frozen=True)
class Affixes:
    """What stands before and after an input: "£" or the unit's name. Either may be empty."""

    prefix: str
    suffix: str


@dataclass(frozen=True)
class Figure:
    """An amount with what it is made of. Percentages have both parts; averages of people need the financial year.

    `financial_year` is any key that is the same for the periods of one year, such as 2026 for 2026 to 2027.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    financial_year: int | str | None = None


# --- Typing ----------------------------------------------------------------------------------------------------------


def decimal_places(measure: Measure) -> int:
    """How many decimals a figure of this measure is stored with: at most 3."""
    places = KINDS[measure.value_type].places
    return _unit(measure).places if places is None else places


def quantise(measure: Measure, amount: Decimal) -> Decimal:
    """The amount with the measure's number of decimals, halves rounded away from zero."""
    return _round(amount, decimal_places(measure))


def parse_value(measure: Measure, text: str) -> Decimal:
    """What a person typed, as an amount of this measure: "1,250", "£12.50", "12.5%", "3 hours", "1 250".

    Raises FigureError when it is empty, not written in figures, too fine, too large, or negative for no good reason.
    """
    kind = KINDS[measure.value_type]
    plain = _plain(text)
    if not plain:
        raise FigureError("required", kind.how)
    if measure.value_type == Measure.ValueType.NARRATIVE:
        raise FigureError("words", kind.how)
    if measure.value_type == Measure.ValueType.MILESTONE:
        if plain.lower() not in ANSWERS:
            raise FigureError("not_a_number", kind.how)
        return ANSWERS[plain.lower()]
    amount = _parse(_without_unit(measure, plain), decimal_places(measure), kind.how)
    if amount < 0 and not measure.may_be_negative:
        raise FigureError("negative", gettext_lazy("Enter 0 or a number above it"))
    return amount


def parse_part(measure: Measure, text: str, *, part: Literal["numerator", "denominator"]) -> Decimal:
    """What a person typed as the top or bottom figure of a percentage, to at most 3 decimals.

    Raises FigureError as `parse_value` does; the bottom figure must be above 0, and the top figure may be below it only
    where the measure is a change.
    """
    how = gettext_lazy("Enter a number in figures, like 12 or 1,250.50")
    plain = _plain(text)
    if not plain:
        raise FigureError("required", how)
    # Parts are often money, whatever the measure: the pound sign is no mistake.
    amount = _parse(plain.replace("£", "", 1), PART_PLACES, how)
    if part == "denominator" and amount <= 0:
        raise FigureError("not_positive", gettext_lazy("Enter a number above 0. If it is 0 there is nothing to report"))
    if amount < 0 and not measure.may_be_negative:
        raise FigureError("negative", gettext_lazy("Enter 0 or a number above it"))
    return amount


def input_affixes(measure: Measure) -> Affixes:
    """What to show beside the input of a figure: a pound sign before money, else the unit after it."""
    if measure.value_type == Measure.ValueType.MONEY:
        return Affixes("£", "")
    if measure.value_type in (Measure.ValueType.MILESTONE, Measure.ValueType.NARRATIVE):
        return Affixes("", "")
    return Affixes("", str(_unit(measure).name))


def _plain(text: str | None) -> str:
    """The text with digits of any script as 0 to 9, one kind of minus and space, and nothing invisible."""
    if len(text or "") > MOST_CHARACTERS:
        raise FigureError("too_large", gettext_lazy("Enter only the number: this is too long"))
    characters = []
    for character in (text or "").translate(LOOKALIKES):
        category = unicodedata.category(character)
        if character.isdecimal():
            characters.append(str(unicodedata.decimal(character)))
        elif category == "Zs" or character in "\t\r\n":
            characters.append(" ")
        elif category != "Cf":
            characters.append(character)
    return "".join(characters).strip()


def _without_unit(measure: Measure, plain: str) -> str:
    """The text without the pound sign, per cent sign or unit that may stand beside a figure of this measure."""
    if measure.value_type == Measure.ValueType.MONEY:
        plain = plain.replace("£", "", 1)
    unit = _unit(measure)
    lower = plain.lower()
    for word in sorted({*unit.typed, str(unit.name).lower()}, key=len, reverse=True):
        if word and lower.endswith(word):
            return plain[: -len(word)]
    return plain


def _parse(plain: str, places: int, how: Any) -> Decimal:
    """The number in a plain text. Raises FigureError."""
    plain = plain.strip()
    is_negative = plain.startswith("-")
    digits = plain[1:].strip() if plain[:1] in ("-", "+") else plain
    if not NUMBER.fullmatch(digits):
        raise FigureError("not_a_number", how)
    whole, _point, fraction = digits.replace(",", "").replace(" ", "").partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    if len(whole) > MOST_DIGITS:
        raise FigureError("too_large", gettext_lazy("Enter a number below 1,000,000,000,000"))
    if len(fraction) > places:
        raise FigureError("decimals", _too_fine(places))
    amount = _round(Decimal(f"{whole or 0}.{fraction or 0}"), places)
    return -amount if is_negative and amount else amount


def _too_fine(places: int) -> Any:
    if places == 0:
        return gettext_lazy("Enter a whole number, without decimals")
    return ngettext_lazy("Round to %(places)s decimal place", "Round to %(places)s decimal places", "places") % {
        "places": places
    }


# --- Showing ---------------------------------------------------------------------------------------------------------


def format_value(measure: Measure, amount: Decimal | int | None, *, exact: bool = False) -> str:
    """The amount with its unit, as people read it: "1,250 hours", "£12.71", "10%", "1 person", "Not recorded".

    Rounded for readers (domain rules, section 8.3): hours to quarter hours, percentages to one decimal, the rest to
    what is stored. `exact` rounds nothing: use it where people check what they typed themselves.
    """
    if measure.value_type == Measure.ValueType.NARRATIVE:
        return _("Reported in words")
    if amount is None:
        return _("Not recorded")
    amount = _exactly(amount)
    if measure.value_type == Measure.ValueType.MILESTONE:
        return _milestone(int(amount))
    rounded = amount if exact else _for_readers(measure, amount)
    shown = _digits(abs(rounded), pence=measure.value_type == Measure.ValueType.MONEY)
    return (MINUS if rounded < 0 else "") + with_words(_unit(measure), abs(rounded), shown)


def format_difference(measure: Measure, amount: Decimal | int) -> str:
    """A signed change of a figure, rounded by nothing: "+1 person", "−£2.50"; of what is done or not, how it turned."""
    amount = _exactly(amount)
    if measure.value_type == Measure.ValueType.MILESTONE:
        return _("Not done after all") if amount < 0 else _("Done after all")
    return (MINUS if amount < 0 else "+") + format_value(measure, abs(amount), exact=True)


def _milestone(done: int) -> str:
    """One is done or not; over several contracts it is how many are done."""
    if done in (0, 1):
        return _("Done") if done else _("Not done")
    return ngettext("%(done)s done", "%(done)s done", done) % {"done": f"{done:,}"}


def _for_readers(measure: Measure, amount: Decimal) -> Decimal:
    if measure.value_type == Measure.ValueType.HOURS:
        return _round(amount / QUARTER, 0) * QUARTER
    if measure.value_type == Measure.ValueType.PERCENT:
        return _round(amount, 1)
    return quantise(measure, amount)


def _digits(amount: Decimal, *, pence: bool) -> str:
    """1,250 or 2.5: groups of three, no idle zeros, except that pence come in twos."""
    text = f"{amount:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if pence and len(text.partition(".")[2]) == 1:
        text += "0"
    return text


# --- Adding up -------------------------------------------------------------------------------------------------------


def percentage(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """100 x numerator / denominator to 3 decimals; None when a part is missing or there is nothing to divide by."""
    if numerator is None or denominator is None or denominator <= 0:
        return None
    with localcontext(prec=60):
        return _round(100 * numerator / denominator, 3)


def combine_periods(measure: Measure, figures: Iterable[Figure]) -> Figure:
    """The figure of one commitment over its periods, which come in order of date (domain rules, section 2.4).

    Sums add. The latest stands. Averages: percentages are the sum of the top figures over the sum of the bottom
    figures, and people (FTE) are the mean within each financial year, then added up as person-years. Periods without
    a figure are left out; without any, the value is None. Raises ValueError for a percentage without its parts.
    """
    known = _known(measure, figures)
    if not known:
        return Figure(None)
    if measure.aggregation == Measure.Aggregation.LATEST:
        return Figure(_value(measure, known[-1]), known[-1].numerator, known[-1].denominator)
    if measure.value_type == Measure.ValueType.PERCENT:
        return _ratio(known)
    if measure.aggregation == Measure.Aggregation.AVERAGE:
        return Figure(_person_years(known))
    return Figure(_total(figure.value for figure in known))


def combine_contracts(measure: Measure, figures: Iterable[Figure]) -> Figure:
    """The figure of several commitments or contracts, each already combined over its periods: the order is no matter.

    Percentages are computed again from the sums of their parts, never averaged; everything else adds. For people the
    sum is "people supported, as reported by suppliers": nobody can tell whether two suppliers met the same person.
    Raises ValueError for a percentage without its parts.
    """
    known = _known(measure, figures)
    if not known:
        return Figure(None)
    if measure.value_type == Measure.ValueType.PERCENT:
        return _ratio(known)
    return Figure(_total(figure.value for figure in known))


def _known(measure: Measure, figures: Iterable[Figure]) -> list[Figure]:
    """The figures that say something."""
    if measure.value_type == Measure.ValueType.NARRATIVE:
        return []
    if measure.value_type != Measure.ValueType.PERCENT:
        return [figure for figure in figures if figure.value is not None]
    known = [figure for figure in figures if figure != Figure(None, financial_year=figure.financial_year)]
    if any(figure.numerator is None or figure.denominator is None for figure in known):
        raise ValueError(f"A percentage of {measure.code} lacks its two parts, and percentages are never averaged.")
    return known


def _value(measure: Measure, figure: Figure) -> Decimal | None:
    if measure.value_type == Measure.ValueType.PERCENT:
        return percentage(figure.numerator, figure.denominator)
    return figure.value


def _ratio(figures: list[Figure]) -> Figure:
    top = _total(figure.numerator for figure in figures)
    bottom = _total(figure.denominator for figure in figures)
    return Figure(percentage(top, bottom), top, bottom)


def _person_years(figures: list[Figure]) -> Decimal:
    """Each year's mean is rounded to the finest grain that is stored, so the years on a page add up to the total."""
    years: dict[int | str | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        years[figure.financial_year].append(figure)
    return _total(_round(_total(figure.value for figure in year) / len(year), 3) for year in years.values())


def _total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), ZERO)


# --- Small things ----------------------------------------------------------------------------------------------------


def _unit(measure: Measure) -> Unit:
    return KINDS[measure.value_type].unit or unit_of(measure.unit)


def _exactly(amount: Decimal | int) -> Decimal:
    """The amount as a Decimal. Raises TypeError for a float, whose last digits are guesses."""
    if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
        raise TypeError(f"A figure is a Decimal or a whole number, not {type(amount).__name__}.")
    return Decimal(amount)


def _round(amount: Decimal, places: int) -> Decimal:
    with localcontext(prec=60):
        return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)

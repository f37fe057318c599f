"""What the cells of a register say: days, pounds, yes and no, official numbers, and the names of suppliers.

Each reader takes a cell as `tables.reading` hands it on and answers with what it says, or None where it is empty; it
raises Unreadable, which says how to mend it. Pure: no database, no clock.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.db.models import TextChoices
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from suppliers.identifiers import CHARITY, COMPANY, Identifier, InvalidIdentifier, normalise, split
from suppliers.registers.saying import Sentence, here, in_each, say
from suppliers.registers.tidying import tidy, tidy_lines
from tables.reading import ErrorCell

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_POUNDS = Decimal("999999999999.99")
PENNY = Decimal("0.01")
# What people write where they know nothing, folded as `fold_word` does.
NOT_KNOWN = frozenset(
    (
        "", "-", "--", "–", "—", "?", "n/a", "na", "none", "nil", "null", "tbc", "tba", "tbd", "unknown", "not known",
        "not applicable", "not stated", "not specified", "ongoing", "on-going", "rolling", "open ended", "various",
        "see notice", "to be confirmed", "not available", "amherthnasol", "anhysbys", "dim", "i'w gadarnhau", "x",
    )
)  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "ionawr", "ion"), ("feb", "february", "chwefror", "chwe"),
            ("mar", "march", "mawrth", "maw"), ("apr", "april", "ebrill", "ebr"), ("may", "mai"),
            ("jun", "june", "mehefin", "meh"), ("jul", "july", "gorffennaf", "gorff"),
            ("aug", "august", "awst"), ("sep", "sept", "september", "medi"),
            ("oct", "october", "hydref", "hyd"), ("nov", "november", "tachwedd", "tach"),
            ("dec", "december", "rhagfyr", "rhag"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?", re.ASCII)
SHORT = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: \d{1,2}:\d{2}.*)?", re.ASCII)
WORDS = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:[snrt][tdh])?[- /]?(?:of )?([a-z]{3,10})\.?,?[- /]?(\d{4}|\d{2})")
SERIAL = re.compile(r"\d{5}(\.0+)?", re.ASCII)
AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?", re.ASCII)
TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000}
SCALED = re.compile(r"(.*?) ?(k|thousand|m|mn|million|bn)\.?", re.ASCII)
YES = frozenset(("yes", "y", "true", "1", "ie", "oes", "ydy", "sme", "vcse", "gwir"))
NO = frozenset(("no", "n", "false", "0", "na", "nage", "nac oes", "nac ydy", "anwir"))
WELSH_NO = "Na"
"""As this portal writes it in its own files; "NA" and "n/a" say that nobody knows."""
DAY_ZERO, DAY_ZERO_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
# How schemes are called where a register names them: Contracts Finder, and the words of people.
SCHEME_WORDS = {
    "companies_house": COMPANY, "companies house": COMPANY, "company number": COMPANY, "company": COMPANY,
    "charity_commission": CHARITY, "charity commission": CHARITY, "charity number": CHARITY, "charity": CHARITY,
    "vat": "VAT", "vat number": "VAT", "ppon": "GB-PPON", "ukprn": "GB-UKPRN",
}  # fmt: skip
GROUP = re.compile(r"\[([^\[\]]*)\]")
JOINED = re.compile(r"\s*(?:;|\||\n|, (?=[A-Z0-9]))\s*")


class Unreadable(ValueError):
    """The cell does not say what its column asks for. `said` says how to mend it."""

    def __init__(self, said: Sentence) -> None:
        super().__init__(here(said))
        self.said = said


@dataclass(frozen=True)
class Said:
    """What a cell says, and what is worth knowing about how it was read."""

    value: Any
    remark: Sentence | None = None


@dataclass(frozen=True)
class Party:
    """A supplier as a row names it: its name, its official numbers, and whether it is small or voluntary."""

    name: str
    numbers: tuple[Identifier, ...]
    is_sme: bool | None = None
    is_vcse: bool | None = None


Reader = Callable[[Any, bool], Said]
"""Reads a cell; the flag says whether numbers that stand for days count from 1904."""

ERROR = _("The cell holds an error of the spreadsheet. Mend the formula, or type what it should say")


def checked(cell: Any) -> Any:
    """The cell. Raises Unreadable for an error of the spreadsheet, or a formula that was never worked out."""
    if isinstance(cell, ErrorCell):
        raise Unreadable(say(ERROR))
    return cell


def fold_word(text: str) -> str:
    """A word as it is compared: small letters, without what stands round it."""
    return text.casefold().strip(" .()[]*'\"“”")


def says_nothing(text: str) -> bool:
    """Whether a text is one of those that people write where they know nothing."""
    return fold_word(text) in NOT_KNOWN


def _nothing(text: str) -> Said:
    """Nothing; where somebody wrote words for it, that is worth knowing."""
    if not text.strip(" -–—."):
        return Said(None)
    return Said(None, say(_("“%(text)s” was taken as not known"), text=text[:60]))


# --- Words ------------------------------------------------------------------------------------------------------------
def line_reader(limit: int, *, cuts: bool = False) -> Reader:
    """Reads one line of at most so many characters; longer ones are cut with a remark, or refused."""

    def read(cell: Any, _from_1904: bool) -> Said:
        text = tidy(checked(cell))
        if len(text) <= limit:
            return Said(text or None)
        if cuts:
            return _cut(text, limit)
        message = _("The text has %(count)d characters. Make it %(limit)d or fewer")
        raise Unreadable(say(message, count=len(text), limit=limit))

    return read


def reference_reader(limit: int) -> Reader:
    """Reads a reference. A whole number that a spreadsheet made of it loses the decimals the spreadsheet added."""
    line = line_reader(limit)

    def read(cell: Any, from_1904: bool) -> Said:
        if isinstance(cell, Decimal) and cell == cell.to_integral_value():
            cell = int(cell)
        return line(cell, from_1904)

    return read


def words_reader(limit: int) -> Reader:
    """Reads some lines of at most so many characters together."""

    def read(cell: Any, _from_1904: bool) -> Said:
        text = tidy_lines(checked(cell))
        if len(text) <= limit:
            return Said(text or None)
        return _cut(text, limit)

    return read


def _cut(text: str, limit: int) -> Said:
    return Said(f"{text[: limit - 1]}…", say(_("The text was cut after %(limit)d characters"), limit=limit - 1))


# --- Days -------------------------------------------------------------------------------------------------------------
def read_day(cell: Any, from_1904: bool) -> Said:
    """A day, however people or spreadsheets write it: the day before the month, as in the United Kingdom."""
    cell = checked(cell)
    if isinstance(cell, datetime):
        return Said(_in_bounds(cell.date(), cell))
    if isinstance(cell, date):
        return Said(_in_bounds(cell, cell))
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _serial(Decimal(cell), from_1904, str(cell))
    text = tidy(cell)
    if says_nothing(text):
        return _nothing(text)
    return _day_of(text, from_1904)


def _day_of(text: str, from_1904: bool) -> Said:
    word = text.casefold()
    if found := ISO.fullmatch(text):
        return Said(_day(text, int(found[1]), int(found[2]), int(found[3])))
    if found := SHORT.fullmatch(text):
        return Said(_day(text, _year(found[3]), int(found[2]), int(found[1])))
    if (found := WORDS.fullmatch(word)) and found[2] in MONTHS:
        return Said(_day(text, _year(found[3]), MONTHS[found[2]], int(found[1])))
    if SERIAL.fullmatch(text):
        return _serial(Decimal(text), from_1904, text)
    raise Unreadable(say(_("“%(text)s” is no day. Enter it like 27/03/2027"), text=text[:60]))


def _serial(number: Decimal, from_1904: bool, text: str) -> Said:
    """The day that a spreadsheet counts as this number; a remark says how it was read."""
    zero = DAY_ZERO_OF_1904 if from_1904 else DAY_ZERO
    if not 20_000 <= number < 80_000:
        raise Unreadable(say(_("“%(text)s” is no day. Enter it like 27/03/2027"), text=text[:60]))
    day = _in_bounds(zero + timedelta(days=int(number)), text)
    return Said(day, say(_("%(number)s was read as %(day)s"), number=text, day=f"{day:%d/%m/%Y}"))


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        message = _("“%(text)s” is no real day. Enter the day before the month, like 27/03/2027")
        raise Unreadable(say(message, text=text[:60])) from None
    return _in_bounds(found, text)


def _in_bounds(day: date, text: Any) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = _("“%(text)s” is too far away. Enter a day between %(first)d and %(last)d")
        raise Unreadable(say(message, text=str(text)[:60], first=FIRST_YEAR, last=LAST_YEAR))
    return day


# --- Pounds -----------------------------------------------------------------------------------------------------------
def read_pounds(cell: Any, _from_1904: bool) -> Said:
    """An amount in pounds. Nothing costs 0: that is how registers say that they do not know."""
    cell = checked(cell)
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _pounds(Decimal(cell), str(cell), is_rough=False)
    text = tidy(cell)
    if says_nothing(text):
        return _nothing(text)
    amount, is_rough = _amount_in(text)
    return _pounds(amount, text, is_rough=is_rough)


def _amount_in(text: str) -> tuple[Decimal, bool]:
    """The amount that a text says, and whether it was written short, like 1.2m. Raises Unreadable."""
    word = re.sub(r"^(gbp|£)\s*|\s*(gbp|£|per annum|p\.?a\.?)$", "", text.casefold()).strip()
    if re.search(r"per annum|\bp\.?a\b", text.casefold()):
        message = _("“%(text)s” is an amount for each year. Enter the amount for the whole contract")
        raise Unreadable(say(message, text=text[:60]))
    scaled = SCALED.fullmatch(word)
    plain = scaled[1] if scaled else word
    found = AMOUNT.fullmatch(plain.replace(" ", ""))
    try:
        if found is None:
            raise InvalidOperation
        return Decimal(plain.replace(" ", "").replace(",", "")) * (TIMES[scaled[2]] if scaled else 1), bool(scaled)
    except InvalidOperation:
        message = _("“%(text)s” is no amount in pounds. Enter it like 250,000 or 250000.50")
        raise Unreadable(say(message, text=text[:60])) from None


def _pounds(amount: Decimal, text: str, *, is_rough: bool) -> Said:
    if not amount.is_finite() or amount < 0:
        raise Unreadable(say(_("“%(text)s” is below 0. Enter an amount of 0 or more"), text=text[:60]))
    if amount > MOST_POUNDS:
        raise Unreadable(say(_("“%(text)s” is too much. Enter an amount below £1,000,000,000,000"), text=text[:60]))
    exact = amount.quantize(PENNY, rounding=ROUND_HALF_UP)
    if not exact:
        return Said(None, say(_("A value of 0 was taken as not known")))
    if is_rough:
        return Said(exact, say(_("“%(text)s” was read as £%(amount)s"), text=text[:60], amount=f"{exact:,.2f}"))
    return Said(exact)


# --- Yes and no, and choices ------------------------------------------------------------------------------------------
def read_answer(cell: Any, _from_1904: bool) -> Said:
    """Yes or no."""
    cell = checked(cell)
    if isinstance(cell, bool):
        return Said(cell)
    text = tidy(cell)
    word = fold_word(text)
    if word in NO - NOT_KNOWN or text == WELSH_NO:
        return Said(False)
    if word in YES:
        return Said(True)
    if says_nothing(text):
        return Said(None)
    raise Unreadable(say(_("“%(text)s” is neither yes nor no. Enter one of them"), text=text[:60]))


def choice_reader(choices: Callable[[], dict[str, str]], enum: type[TextChoices]) -> Reader:
    """Reads one of some choices, by its code or by what people call it in either language."""

    def offered() -> str:
        return get_text_list([str(label) for label in enum.labels], gettext("or"))

    def read(cell: Any, _from_1904: bool) -> Said:
        text = tidy(checked(cell))
        if says_nothing(text):
            return Said(None)
        known = choices()
        if (found := known.get(fold_word(text))) is None:
            message = _("“%(text)s” is not one of the answers that fit here. Enter %(answers)s")
            raise Unreadable(say(message, text=text[:60], answers=offered))
        return Said(found)

    return read


# --- Official numbers and suppliers -----------------------------------------------------------------------------------
def number_reader(scheme: str) -> Reader:
    """Reads a number of one scheme; a scheme that stands before it is taken at its word."""

    def read(cell: Any, _from_1904: bool) -> Said:
        text = _plain_number(checked(cell))
        if says_nothing(text) or not text.strip("0"):
            return _nothing(text)
        named, number = split(text)
        return Said((_number(named or scheme, number),))

    return read


def read_numbers(cell: Any, _from_1904: bool) -> Said:
    """Numbers that each have their scheme before them, with spaces or commas between them."""
    text = _plain_number(checked(cell))
    if says_nothing(text):
        return _nothing(text)
    found = []
    for part in re.split(r"[\s,;|]+", text):
        scheme, number = split(part)
        if not scheme:
            message = _("“%(text)s” does not say what kind of number it is. Enter it like GB-COH-01234567")
            raise Unreadable(say(message, text=part[:60]))
        found.append(_number(scheme, number))
    return Said(tuple(dict.fromkeys(found)))


def _plain_number(cell: Any) -> str:
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        cell = int(cell)
    return tidy(cell)


def _number(scheme: str, number: str) -> Identifier:
    try:
        return Identifier(scheme, normalise(scheme, number))
    except InvalidIdentifier:
        raise Unreadable(in_each(lambda: _refusal(scheme, number))) from None


def _refusal(scheme: str, number: str) -> str:
    """What is wrong with a number; empty for one that fits its scheme."""
    try:
        normalise(scheme, number)
    except InvalidIdentifier as problem:
        return str(problem).rstrip(".")
    return ""


def read_parties(cell: Any, _from_1904: bool) -> Said:
    """Suppliers as Contracts Finder writes them: [Name|Address|Ref type|Ref Number|Is SME|Is VCSE][...]."""
    text = tidy(checked(cell))
    if says_nothing(text):
        return _nothing(text)
    groups = GROUP.findall(text)
    if not groups:
        return Said(tuple(Party(name, ()) for name in names_in(text)))
    parties = list(map(_party, groups))
    unread = [remark for _party_, remark in parties if remark]
    remark = in_each(lambda: "; ".join(map(here, unread))) if unread else None
    return Said(tuple(party for party, _remark in parties), remark)


def _party(group: str) -> tuple[Party, Sentence | None]:
    """One supplier, and a remark where its number fits no scheme."""
    parts = [part.strip() for part in group.split("|")]
    name, _address, kind, number, is_sme, is_vcse, *_more = [*parts, *[""] * 6]
    scheme, remark = SCHEME_WORDS.get(fold_word(kind), ""), None
    numbers: tuple[Identifier, ...] = ()
    if scheme and not says_nothing(number) and number.strip("0"):
        try:
            numbers = (_number(scheme, number),)
        except Unreadable as problem:
            remark = problem.said
    return Party(name[:250], numbers, _flag(is_sme), _flag(is_vcse)), remark


def _flag(text: str) -> bool | None:
    try:
        return read_answer(text, False).value
    except Unreadable:
        return None


def names_in(text: str) -> Iterator[str]:
    """The names that a cell may join: by semicolons, bars, lines' ends, or commas before a capital letter."""
    return (name[:250] for name in JOINED.split(text) if name)

"""What the cells of planning data say: numbers, years and fifths. As `suppliers.registers.values`."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_noop as _

from suppliers.registers.saying import say
from suppliers.registers.tidying import tidy
from suppliers.registers.values import Said, Unreadable, checked, fold_word, says_nothing

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST = Decimal(10) ** 12
PLACES = Decimal("0.001")
NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*[-/–]\s*(?:\d\d|\d{4}))?", re.ASCII)
# As publications write it: 1, 1.0, Q1, quintile 1, fifth 1.
FIFTH = re.compile(r"(?:q|quintile|fifth|pumed)?\s*([1-5])(?:\.0+)?", re.ASCII)


def read_number(cell: Any, _from_1904: bool) -> Said:
    """A number of any unit, whose sign may stand beside it, as text with at most three decimals."""
    cell = checked(cell)
    text = f"{cell:f}" if isinstance(cell, Decimal) else tidy(cell)
    if says_nothing(text):
        return Said(None)
    plain = re.sub(r"^£\s*|\s*%$", "", text)
    if isinstance(cell, bool) or not NUMBER.fullmatch(plain):
        raise Unreadable(say(_("“%(text)s” is not a number. Enter figures, like 12.5"), text=text[:60]))
    try:
        amount = Decimal(plain.replace(",", ""))
    except InvalidOperation as error:
        raise Unreadable(say(_("“%(text)s” is not a number. Enter figures, like 12.5"), text=text[:60])) from error
    if abs(amount) >= MOST:
        raise Unreadable(say(_("“%(text)s” is too large. Enter a number below 1,000,000,000,000"), text=text[:60]))
    exact = amount.quantize(PLACES) + 0  # which takes the sign off nothing
    remark = say(_("“%(text)s” is kept to three decimals"), text=text[:60]) if exact != amount else None
    return Said(f"{exact.normalize():f}", remark)


def read_year(cell: Any, _from_1904: bool) -> Said:
    """The year that figures are of; of one that begins in one year and ends in the next, the first."""
    text = tidy(checked(cell)).removesuffix(".0")
    if says_nothing(text):
        return Said(None)
    found = YEAR.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise Unreadable(say(_("“%(text)s” is not a year. Enter it in four figures, like 2025"), text=text[:60]))
    remark = say(_("“%(text)s” is read as %(year)s"), text=text[:60], year=found[1]) if found[1] != text else None
    return Said(found[1], remark)


def read_fifth(cell: Any, _from_1904: bool) -> Said:
    """In which fifth an area lies, from 1, the worst, to 5, the best."""
    text = tidy(checked(cell))
    if says_nothing(text):
        return Said(None)
    found = FIFTH.fullmatch(fold_word(text))
    if not found:
        message = _("“%(text)s” is not a fifth. Enter 1 for the worst fifth of areas, up to 5 for the best")
        raise Unreadable(say(message, text=text[:60]))
    return Said(found[1])

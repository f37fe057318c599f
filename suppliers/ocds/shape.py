"""The shape of a release: the type of every field we read. Fields we do not read may look as they like.

A `null` is always allowed: in a later release it takes the field away (OCDS merging rules).
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONDON = ZoneInfo("Europe/London")
# Nothing a council buys lies outside these; a figure or year beyond them is a slip.
MOST_POUNDS = Decimal(100_000_000_000)
FIRST_YEAR, LAST_YEAR = 1980, 2150
# Of processes and contracts. Contracts Finder lets those who publish make the ids of their releases themselves.
LONGEST_ID, LONGEST_RELEASE_ID = 60, 250

Problem = tuple[str, str]  # where ("tender.title"), and what is wrong with it
Check = Callable[[Any], str]


def moment(text: str) -> datetime:
    """A date and time of a notice, with its zone; without one, London's. Raises ValueError."""
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=LONDON)


def day(text: str) -> date:
    """The date a notice means: as it is written, unless the moment is midnight in London, whose date then counts.

    Notices write "the end of 18 May" as 23:59:59Z all year round, and some write "1 June" as 23:00Z on 31 May.
    Raises ValueError.
    """
    parsed = moment(text)
    local = parsed.astimezone(LONDON)
    return local.date() if local.time() == time() else parsed.date()


def pounds(number: float) -> Decimal:
    """An amount of a notice, to the penny."""
    return Decimal(str(number)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _text(value: Any) -> str:
    return "" if isinstance(value, str) else _("This must be text.")


def _ident(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return _("An id must be text or a whole number.")
    if not str(value).strip():
        return _("The id is empty.")
    return "" if len(str(value)) <= 250 else _("The id is longer than 250 characters.")


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else _("This must be true or false.")


def _date(value: Any) -> str:
    if not isinstance(value, str):
        return _("A date must be text like 2026-05-15T00:00:00Z.")
    try:
        year = moment(value).year
    except ValueError:
        return _("“%(value)s” is not a date. Dates look like 2026-05-15T00:00:00Z.") % {"value": value[:40]}
    return "" if FIRST_YEAR <= year <= LAST_YEAR else _("The year %(year)s cannot be right.") % {"year": year}


def _amount(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("An amount must be a number.")
    if value < 0:
        return _("An amount cannot be negative.")
    return "" if value <= MOST_POUNDS else _("The amount is too large to be right.")


def _texts(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return "" if all(isinstance(item, str) for item in values) else _("This must be text or a list of texts.")


VALUE = {"amount": _amount, "amountGross": _amount, "currency": _text}
PERIOD = {"startDate": _date, "endDate": _date}
NOTICES = [{"id": _ident, "noticeType": _text}]
IDENTIFIER = {"scheme": _text, "id": _ident, "legalName": _text}
PARTY = {
    "id": _ident,
    "name": _text,
    "roles": _texts,
    "identifier": IDENTIFIER,
    "additionalIdentifiers": [IDENTIFIER],
    "details": {"scale": _text, "vcse": _flag},
}
AWARD = {
    "id": _ident,
    "title": _text,
    "description": _text,
    "suppliers": [{"id": _ident, "name": _text}],
    "value": VALUE,
    "contractPeriod": PERIOD,
    "documents": NOTICES,
}
CONTRACT = {
    "id": _ident,
    "awardID": _ident,
    "title": _text,
    "description": _text,
    "status": _text,
    "value": VALUE,
    "period": PERIOD,
    "dateSigned": _date,
    "aboveThreshold": _flag,
    "documents": NOTICES,
}
TENDER = {
    "id": _ident,
    "title": _text,
    "description": _text,
    "legalBasis": {"scheme": _text, "id": _ident},
    "specialRegime": _texts,
    "documents": NOTICES,
}
RELEASE: dict[str, Any] = {
    "buyer": {"id": _ident, "name": _text},
    "parties": [PARTY],
    "tender": TENDER,
    "awards": [AWARD],
    "contracts": [CONTRACT],
}


def problems_of_release(release: dict) -> Iterator[Problem]:
    """Everything wrong with the shape of one release, what it must have first."""
    yield from _must_have(release, "ocid", _short_text(LONGEST_ID))
    yield from _must_have(release, "id", _short_text(LONGEST_RELEASE_ID))
    yield from _must_have(release, "date", _date)
    yield from _must_have(release, "tag", _tags)
    yield from _problems(release, RELEASE, "")


def _must_have(release: dict, field: str, check: Check) -> Iterator[Problem]:
    if release.get(field) is None:
        yield field, _("This is missing.")
    elif message := check(release[field]):
        yield field, message


def _short_text(most: int) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            return _("This must be text, and not empty.")
        return "" if len(value) <= most else _("This is longer than %(most)s characters.") % {"most": most}

    return check


def _tags(value: Any) -> str:
    fits = isinstance(value, list) and value and all(isinstance(tag, str) for tag in value)
    return "" if fits else _('This must be a list of at least one text, like ["award"].')


def _problems(value: Any, shape: Any, where: str) -> Iterator[Problem]:
    """Compare a value with its shape: a dict of shapes, a list of one shape, or a check."""
    if value is None:
        return
    if isinstance(shape, dict):
        yield from _problems_of_object(value, shape, where)
    elif isinstance(shape, list):
        yield from _problems_of_list(value, shape[0], where)
    elif message := shape(value):
        yield where, message


def _problems_of_object(value: Any, shape: dict, where: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield where, _("This must be an object, in curly brackets.")
        return
    for field, inner in shape.items():
        yield from _problems(value.get(field), inner, f"{where}.{field}" if where else field)


def _problems_of_list(value: Any, shape: Any, where: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield where, _("This must be a list, in square brackets.")
        return
    for index, item in enumerate(value):
        if item is None:
            yield f"{where}[{index}]", _("An item of this list is empty.")
        yield from _problems(item, shape, f"{where}[{index}]")

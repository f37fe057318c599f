"""The terms of a promise: what one side proposes and the other accepts, as one value (decision record 0022).

Pure: no database, no clock. Kept in `Proposal.terms` as JSON, where figures are texts, so that they stay exact, and
dates are written as 2026-04-01. What a key means is said at the fields of `Commitment`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from framework.copying import NewMeasure

Amounts = tuple[tuple[date, Decimal], ...]

DECIMALS = ("target", "rate", "expected", "baseline")
DATES = ("done_by", "starts_on", "ends_on")
FIGURE = re.compile(r"-?\d{1,16}(\.\d{1,6})?", re.ASCII)


class TermsError(ValueError):
    """What should be terms is not."""


@dataclass(frozen=True)
class Terms:
    """A promise as it is proposed. Figures are in the measure's own unit.

    `measure` is the code of a measure of the contract's framework version; or `custom` is one of the contract's own,
    which belongs to the outcome with the code `outcome`. `expected` is the activity that a rate is expected to meet
    over the whole contract: placement years, or pounds. `amounts` says what is promised for the periods, each by its
    first day; without them the portal spreads the target evenly. `deliverer` is the id of an organisation.
    """

    promise: str = ""
    measure: str = ""
    custom: NewMeasure | None = None
    outcome: str = ""
    is_mission: bool = False
    target: Decimal | None = None
    basis: str = "absolute"
    rate: Decimal | None = None
    expected: Decimal | None = None
    done_by: date | None = None
    baseline: Decimal | None = None
    baseline_note: str = ""
    obligation: str = "firm"
    place: str = ""
    target_group: str = ""
    deliverer: int | None = None
    is_additional: bool = True
    is_publishable: bool = True
    unpublishable: str = ""
    unpublishable_note: str = ""
    tender_wording: str = ""
    amounts: Amounts | None = None
    starts_on: date | None = None
    ends_on: date | None = None


NAMES = {field.name for field in fields(Terms)}
CUSTOM_NAMES = {field.name for field in fields(NewMeasure)}
FLAGS = {field.name for field in fields(Terms) if field.type in ("bool", bool)}
CUSTOM_FLAGS = {field.name for field in fields(NewMeasure) if field.type in ("bool", bool)}


def to_json(terms: Terms) -> dict[str, Any]:
    """The terms as JSON can hold them, and `from_json` reads them back."""
    data: dict[str, Any] = {}
    for name in sorted(NAMES):
        value = getattr(terms, name)
        if isinstance(value, Decimal):
            value = figure_text(value)
        elif isinstance(value, date):
            value = value.isoformat()
        elif name == "custom" and value is not None:
            value = {key: _plain(part) for key, part in vars(value).items()}
        elif name == "amounts" and value is not None:
            value = {day.isoformat(): figure_text(amount) for day, amount in value}
        data[name] = _plain(value)
    return data


def from_json(data: Mapping[str, Any]) -> Terms:
    """The terms that JSON holds. What is missing is as if it was never said.

    Raises TermsError for a key that terms do not have, and for a value of the wrong kind.
    """
    if not isinstance(data, Mapping):
        raise TermsError("Terms are a table of names and values.")
    if unknown := set(data) - NAMES:
        raise TermsError(f"Terms have no {', '.join(sorted(map(str, unknown)))}.")
    return Terms(**{name: _read(name, value) for name, value in data.items()})


def lying_as(terms: Terms, before: Terms) -> Terms:
    """The terms with all that is promised for the periods once they hold, where that is known.

    Terms that name no amounts leave the periods as they lay `before`, as long as the target is the same; those that
    name some leave the others.
    """
    if before.amounts is None or (terms.amounts is None and terms.target != before.target):
        return terms
    return replace(terms, amounts=tuple(sorted({**dict(before.amounts), **dict(terms.amounts or ())}.items())))


def figure_text(amount: Decimal) -> str:
    """A figure as text, exact and without idle zeros: "12.5"."""
    text = f"{amount:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _plain(value: Any) -> Any:
    """A choice of a field as the plain text it is."""
    return str(value) if isinstance(value, str) else value


def _read(name: str, value: Any) -> Any:
    """One value as the field has it."""
    if name == "custom":
        return None if value is None else _read_custom(value)
    if name == "amounts":
        return None if value is None else _read_amounts(value)
    if name in DECIMALS:
        return None if value is None else _read_figure(name, value)
    if name in DATES:
        return None if value is None else _read_day(name, value)
    if name == "deliverer":
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TermsError("Who delivers is known by a whole number.")
        return value
    return _read_word(name, value, name in FLAGS)


def _read_word(name: str, value: Any, is_flag: bool) -> Any:
    """A text, or yes or no."""
    if not isinstance(value, bool if is_flag else str):
        raise TermsError(f"{name} cannot be {type(value).__name__}.")
    return value


def _read_figure(name: str, value: Any) -> Decimal:
    """An exact figure, from its text."""
    if not isinstance(value, str) or not FIGURE.fullmatch(value):
        raise TermsError(f"{name} is no figure written as text.")
    return Decimal(value)


def _read_day(name: str, value: Any) -> date:
    """A day, from 2026-04-01."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise TermsError(f"{name} is no day like 2026-04-01.") from error


def _read_amounts(value: Any) -> Amounts:
    """What is promised for each period, in order of their first days."""
    if not isinstance(value, Mapping):
        raise TermsError("amounts are a table of days and figures.")
    read = {_read_day("amounts", day): _read_figure("amounts", amount) for day, amount in value.items()}
    return tuple(sorted(read.items()))


def _read_custom(value: Any) -> NewMeasure:
    """A measure of the contract's own."""
    if not isinstance(value, Mapping) or set(value) - CUSTOM_NAMES or not {"title", "unit", "value_type"} <= set(value):
        raise TermsError("custom is no measure.")
    read = {name: _read_word(name, part, name in CUSTOM_FLAGS) for name, part in value.items()}
    return NewMeasure(**{"code": "", **read})

"""Parts of long public lists, by number: what is asked is one query, and nothing counts what is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

SIZE = 20
LAST = 500


@dataclass(frozen=True)
class Part:
    """Up to 20 rows, and the addresses of the parts around them ("" where there is none)."""

    rows: list
    before: str
    after: str


def part_of(rows: QuerySet | Sequence[Any], request: HttpRequest, *, size: int = SIZE) -> Part:
    """The part that `?page=` of an address asks for; the first one where it asks for none, or for one without rows."""
    number = _number(request.GET.get("page", ""))
    found = list(rows[(number - 1) * size : number * size + 1])
    if number > 1 and not found:
        number, found = 1, list(rows[: size + 1])
    before = _address(request, number - 1) if number > 1 else ""
    after = _address(request, number + 1) if len(found) > size and number < LAST else ""
    return Part(found[:size], before, after)


def year_asked(request: HttpRequest) -> int | None:
    """The year that `?year=` of an address asks for."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) else None


def _number(asked: str) -> int:
    usable = asked.isascii() and asked.isdigit() and len(asked) <= len(str(LAST))
    return max(1, min(int(asked), LAST)) if usable else 1


def _address(request: HttpRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"

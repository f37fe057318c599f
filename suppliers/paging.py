"""Pages of long lists by key: the last page costs what the first does, and nothing counts a million rows."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

SIZE = 25


@dataclass(frozen=True)
class Page:
    """Up to 25 rows, and the cursors of the pages around them ("" where there is none)."""

    rows: list
    before: str
    after: str


def _key(row, field: str | None) -> str:
    """Where a row stands in the order, as a cursor."""
    if field is None:
        return f"~{row.pk}"
    value = getattr(row, field)
    return f"{value.isoformat()}~{row.pk}" if value else ""


def _parse(cursor: str, field: str | None) -> tuple[datetime | None, int] | None:
    """A cursor's moment and id; None when it is no cursor of ours, and the first page is shown."""
    moment, _separator, pk = cursor.partition("~")
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None
    if field is None:
        return None if moment else (None, int(pk))
    try:
        parsed = parse_datetime(moment)
        # In UTC, because a moment at the edge of the calendar cannot be shown in every zone.
        return (parsed.astimezone(UTC), int(pk)) if parsed and parsed.tzinfo else None
    except (ValueError, OverflowError):
        return None


def page_by_key(rows: QuerySet, *, field: str | None, after: str = "", before: str = "", size: int = SIZE) -> Page:
    """One page of `rows` in the order of a moment `field` and id, oldest first; without a field newest id first.

    `after` and `before` are cursors of an earlier page; `before="end"` is the last page. What is no cursor of ours, and
    one beyond which there is nothing (any more), leads to the first. One query of size + 1 rows.
    """
    all_rows = rows
    newest_first = field is None
    cursor = _parse(before or after, field)
    backwards = bool(before) and (cursor is not None or before == "end")
    if cursor is not None:
        moment, pk = cursor
        up = backwards == newest_first
        name = "gt" if up else "lt"
        beyond = Q(**{f"pk__{name}": pk})
        if field is not None:
            beyond = Q(**{f"{field}__{name}": moment}) | (Q(**{field: moment}) & beyond)
            rows = rows.filter(**{f"{field}__{name}e": moment})
        rows = rows.filter(beyond)
    descending = newest_first != backwards
    order = [name for name in (field, "pk") if name]
    rows = rows.order_by(*(f"-{name}" if descending else name for name in order))
    found = list(rows[: size + 1])
    if cursor is not None and not found:
        return page_by_key(all_rows, field=field, size=size)
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_after = backwards and cursor is not None and bool(found)
    has_after = has_after or (not backwards and more)
    has_before = (backwards and more) or (not backwards and cursor is not None and bool(found))
    return Page(
        rows=found,
        before=_key(found[0], field) if has_before else "",
        after=_key(found[-1], field) if has_after else "",
    )

"""Pages of what the public looks through, by key: the last page costs what the first does, and nothing is counted.

As `suppliers.paging`, for lists in the order of a name, and for rows that stand for something else.
"""

from django.db.models import Q, QuerySet

from suppliers.paging import Page

SIZE = 20
LONGEST_CURSOR = 200
END = "end"


def page_in_order(
    rows: QuerySet, *, key: str, name: str = "", after: str = "", before: str = "", size: int = SIZE
) -> Page:
    """One page of rows in the order of a text `name` and an id `key`; without a name the highest id first.

    Cursors are those of an earlier page; `before="end"` is the last page. What is no cursor of ours, and one beyond
    which there is nothing, leads to the first page. One query of size + 1 rows.
    """
    cursor = _parse(before or after, has_name=bool(name))
    backwards = bool(before) and (cursor is not None or before == END)
    is_up = bool(name) != backwards
    beyond = rows.filter(_beyond(cursor, key, name, is_up=is_up)) if cursor else rows
    sign = "" if is_up else "-"
    found = list(beyond.order_by(*(f"{sign}{field}" for field in (name, key) if field))[: size + 1])
    if cursor and not found:
        return page_in_order(rows, key=key, name=name, size=size)
    has_more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_before = has_more if backwards else cursor is not None
    has_after = has_more if not backwards else cursor is not None
    return Page(
        rows=found,
        before=_cursor(found[0], key, name) if found and has_before else "",
        after=_cursor(found[-1], key, name) if found and has_after else "",
    )


def _cursor(row, key: str, name: str) -> str:
    return f"{getattr(row, key)}~{getattr(row, name)}" if name else f"{getattr(row, key)}~"


def _parse(cursor: str, *, has_name: bool) -> tuple[int, str] | None:
    """A cursor's id and name; None when it is none of ours."""
    key, sign, name = cursor.partition("~")
    is_ours = sign and key.isascii() and key.isdigit() and len(key) <= 18 and len(cursor) <= LONGEST_CURSOR
    if not is_ours or bool(name) != has_name or "\0" in name:
        return None
    return int(key), name


def _beyond(cursor: tuple[int, str], key: str, name: str, *, is_up: bool) -> Q:
    """A condition: what comes after a cursor."""
    pk, text = cursor
    way = "gt" if is_up else "lt"
    beyond = Q(**{f"{key}__{way}": pk})
    if not name:
        return beyond
    # The first part is what the index is entered by.
    return Q(**{f"{name}__{way}e": text}) & (Q(**{f"{name}__{way}": text}) | (Q(**{name: text}) & beyond))

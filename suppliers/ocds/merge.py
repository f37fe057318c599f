"""Releases of one process laid over one another: later notices are differences, not copies (OCDS merging rules)."""

from collections.abc import Iterable
from typing import Any

from suppliers.ocds.read import Release

# Lists the standard replaces as a whole although their items are objects that may carry ids.
WHOLE_LISTS = {"additionalIdentifiers", "additionalClassifications", "identifiers"}


def in_order(releases: Iterable[Release]) -> list[Release]:
    """By date of publication; releases of the same moment by their id, so that the order is always the same."""
    return sorted(releases, key=lambda release: (release.published, release.id))


def merged(releases: Iterable[Release]) -> dict:
    """What is known of a process after all its releases. What a later one does not mention stays as it was."""
    result: dict = {}
    for release in in_order(releases):
        result = _object(result, release.data)
    return result


def _object(before: Any, after: dict) -> dict:
    """Key by key; null takes a key away."""
    result = dict(before) if isinstance(before, dict) else {}
    for key, value in after.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = _value(result.get(key), value, whole=key in WHOLE_LISTS)
    return result


def _value(before: Any, after: Any, *, whole: bool) -> Any:
    if isinstance(after, dict):
        return _object(before, after)
    if isinstance(after, list) and not whole and _have_ids(after) and _have_ids(before or []):
        return _list(before or [], after)
    if isinstance(after, list):
        return [_value(None, item, whole=True) for item in after]
    return after


def _have_ids(value: Any) -> bool:
    """Whether it is a list of objects that each carry an id (an empty one is)."""
    return isinstance(value, list) and all(isinstance(item, dict) and item.get("id") is not None for item in value)


def _list(before: list, after: list) -> list:
    """Item by item, recognised by id; those not mentioned stay, new ones come last."""
    items = {str(item["id"]): item for item in before}
    for item in after:
        items[str(item["id"])] = _object(items.get(str(item["id"])), item)
    return list(items.values())

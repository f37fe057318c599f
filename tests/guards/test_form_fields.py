"""What a form takes fits into the column it is kept in: SQLite keeps whatever it gets, PostgreSQL fails."""

from django import forms
from django.core.validators import MaxLengthValidator

from tests.guards.source import ROOMS, modules

LONGEST_ADDRESS = 254
"""What `EmailField` of a model holds."""


def own_forms() -> list[type[forms.BaseForm]]:
    """Every form of the rooms, those that Wagtail makes left out."""
    for name in modules():
        __import__(name)
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] in ROOMS:
            found.add(kind)
    return sorted(found, key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")


def longest(kind: type[forms.BaseForm], name: str) -> int:
    """How long an address may be in a field of a form, in one that is shown where it can be made without anything."""
    try:
        field = kind().fields[name]
    except (TypeError, KeyError, AttributeError, ValueError, RuntimeError):  # it needs something, or asks the database
        field = kind.base_fields[name]
    return min(rule.limit_value for rule in field.validators if isinstance(rule, MaxLengthValidator))


def test_no_form_takes_a_longer_address_than_is_kept():
    fields = [
        (kind, name)
        for kind in own_forms()
        for name, field in getattr(kind, "base_fields", {}).items()
        if isinstance(field, forms.EmailField)
    ]
    assert len(fields) >= 12
    limits = {f"{kind.__qualname__}.{name}": longest(kind, name) for kind, name in fields}
    assert {name: limit for name, limit in limits.items() if limit > LONGEST_ADDRESS} == {}

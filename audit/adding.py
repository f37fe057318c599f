"""Many rows in one statement: what differs between them travels to the database as one JSON document.

For tables that grow by hundreds of rows at a time. Django's `bulk_create` sends each value of each row as a parameter
of its own, which for rows with JSON in them takes three to four times as long.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model


def add_rows(model: type[Model], *, each: Sequence[str], rows: Iterable[Sequence], **same: Any) -> None:
    """Add a row to the model's table for each of `rows`, in their order; nothing happens where there is none.

    `each` names the fields whose values a row holds, as JSON knows them: texts, whole numbers, and for a JSONField
    whatever it keeps. `same` are fields that are alike in all rows. What neither names has its default. Nothing is
    validated, and no model instance is made. Raises TypeError for a field that the model has not, or that has a value
    JSON does not know; otherwise what `bulk_create` raises.
    """
    document = json.dumps(list(rows))
    if document == "[]":
        return
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    if unknown := {*each, *same} - fields.keys():
        raise TypeError(f"{model.__name__} has no column {', '.join(sorted(unknown))}.")
    alike = {name: same.get(name, field.get_default()) for name, field in fields.items() if name not in each}
    values = [fields[name].get_db_prep_save(value, connection) for name, value in alike.items()]
    said = [_alike(fields[name]) for name in alike] + [_said(fields[name], at) for at, name in enumerate(each)]
    columns = ", ".join(f'"{fields[name].column}"' for name in (*alike, *each))
    source = _SOURCES[connection.vendor]
    statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {", ".join(said)} FROM {source}'  # noqa: S608 (names of models alone)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, document])


_SOURCES: Mapping[str, str] = {
    "postgresql": "jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS one(value, place) ORDER BY one.place",
    "sqlite": "json_each(%s) AS one ORDER BY one.key",
}


def _type(field: Field) -> str:
    """The type of a column in PostgreSQL without its length: a cast would cut what is too long instead of refusing."""
    return str(field.db_type(connection)).split("(")[0]


def _alike(field: Field) -> str:
    return f"%s::{_type(field)}" if connection.vendor == "postgresql" else "%s"


def _said(field: Field, place: int) -> str:
    """The value of a field in a row of the document."""
    if connection.vendor == "sqlite":
        return f"json_extract(one.value, '$[{place}]')"
    return f"one.value -> {place}" if isinstance(field, JSONField) else f"(one.value ->> {place})::{_type(field)}"

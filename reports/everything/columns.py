"""What a table of an organisation's archive is: whose rows, which columns, and what each column means to a program.

A column takes its title, type and choices from the field of the model that it tells. Ids are text, days and moments ISO
8601, moments in UTC; figures have as many decimals as they need.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from suppliers.models import Organisation
from tables.cells import Value

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROWS_AT_A_TIME = 1000
# Keys have no words of their own in the models.
KEYS = {
    "id": _("Id"),
    "organisation": _("Id of the organisation"),
    "contract": _("Id of the contract"),
    "period": _("Id of the period"),
    "commitment": _("Id of the commitment"),
    "replaces": _("Id of the commitment that it replaces"),
    "deliverer": _("Id of the organisation that delivers it"),
    "supplier_return": _("Id of the return"),
    "revision": _("Id of the revision"),
    "sent_revision": _("Id of the newest revision that was sent"),
    "line": _("Id of the line"),
    "answer": _("Id of the answer"),
    "evidence": _("Id of the file"),
    "profile": _("Id of the version of the target"),
    "host": _("Id of the host"),
    "opportunity": _("Id of the opportunity"),
    "escalation": _("Id of the case"),
    "step": _("Id of the step"),
    "corrects": _("Id of the step that it corrects"),
    "plan": _("Id of the plan"),
    "correction": _("Id of the correction"),
}
PEOPLE = {
    "answered_by": _("Answered by"),
    "asked_by": _("Asked by"),
    "finished_by": _("Finished by"),
    "invited_by": _("Invited by"),
    "manager": _("Contract manager"),
    "proposed_by": _("Proposed by"),
    "raised_by": _("Raised by"),
    "recorded_by": _("Recorded by"),
    "replied_by": _("Replied by"),
    "reported_by": _("Reported by"),
    "submitted_by": _("Sent by"),
    "supplier_owner": _("Who looks after it at the supplier"),
    "taken_by": _("Taken by"),
    "uploaded_by": _("Added by"),
    "user": _("Person"),
}


@dataclass(frozen=True)
class Seen:
    """For whom an archive is made, and of which organisation: the person reaches this one and nothing else."""

    user: User
    organisation: Organisation


@dataclass(frozen=True)
class Column:
    """One column: its name for programs, its title for people, its value in a row, and its type in the description.

    `choices` are all the codes that can stand in it, with their words. `field` is the model's field that it tells.
    """

    name: str
    title: "StrOrPromise"
    value: Callable[[Seen, Any], Any]
    kind: str = "string"
    choices: "tuple[tuple[Any, StrOrPromise], ...]" = ()
    field: str = ""

    def cell(self, seen: Seen, row: Any) -> Value:
        """What stands in the file."""
        return as_cell(self.value(seen, row))


@dataclass(frozen=True)
class Part:
    """One table of the archive: a name for programs, words for people, its rows in a fixed order, and its columns.

    `keys` are columns whose values are ids of another table, by name.
    """

    name: str
    title: "StrOrPromise"
    model: type[models.Model]
    rows: Callable[[Seen], QuerySet]
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, str], ...] = ()

    def cells(self, seen: Seen) -> Iterator[list[Value]]:
        """Row by row; a fixed number of queries for each thousand."""
        for row in self.rows(seen).iterator(chunk_size=ROWS_AT_A_TIME):
            yield [column.cell(seen, row) for column in self.columns]


def name_of(person: User | None) -> str:
    """A person as pages name them; nothing for nobody."""
    return str(person) if person else ""


def as_cell(value: Any) -> Value:
    """A value as a cell of CSV holds it, so that every program reads the same."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, Decimal):
        return value.normalize()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return value


def told(model: type[models.Model], *names: str) -> tuple[Column, ...]:
    """Columns that tell these fields of a model as they are. People are told by name."""
    return tuple(_told(model._meta.get_field(name)) for name in names)


def _told(field: Any) -> Column:
    if isinstance(field, models.ForeignKey):
        return _person(field) if field.related_model is User else _key(field)
    if field.primary_key:
        return Column("id", KEYS["id"], lambda _seen, row: str(row.pk), field=field.name)
    name, title = field.name, capfirst(field.verbose_name)
    choices = tuple((code, label) for code, label in field.flatchoices if code not in ("", None))
    return Column(name, title, lambda _seen, row: getattr(row, name), _kind_of(field), choices, name)


def _person(field: Any) -> Column:
    name = field.name
    return Column(name, PEOPLE[name], lambda _seen, row: name_of(getattr(row, name)), field=name)


def _key(field: Any) -> Column:
    key = field.attname
    return Column(key, KEYS[field.name], lambda _seen, row: _id(getattr(row, key)), field=field.name)


def _id(value: Any) -> str | None:
    return None if value is None else str(value)


def _kind_of(field: Any) -> str:
    """The type of a field in the words of Table Schema."""
    kinds: tuple[tuple[type, str], ...] = (
        (models.DateTimeField, "datetime"),
        (models.DateField, "date"),
        (models.BooleanField, "boolean"),
        (models.DecimalField, "number"),
        (models.IntegerField, "integer"),
    )
    if isinstance(field, models.JSONField):
        return "array" if field.default is list else "object"
    return next((kind for type_, kind in kinds if isinstance(field, type_)), "string")


def where(columns: tuple[Column, ...], holds: Callable[[Seen, Any], bool]) -> tuple[Column, ...]:
    """The same columns, empty in rows of which this does not hold."""
    return tuple(replace(column, value=_only(column, holds)) for column in columns)


def _only(column: Column, holds: Callable[[Seen, Any], bool]) -> Callable[[Seen, Any], Any]:
    return lambda seen, row: column.value(seen, row) if holds(seen, row) else None

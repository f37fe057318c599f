"""Queries whose SQL is written once and asked again and again, with other values.

Django writes a query anew each time it is asked. For a page that asks a dozen wide ones this takes longer than what the
database does to answer. What is kept here is the text of the question and never a row: each answer is read anew.
"""

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
PLACE = "%s"


@dataclass(frozen=True)
class Blank:
    """What stands in a query for a value that is not known yet."""

    name: str


def blank(name: str) -> Value:
    """A place in a condition of a query, to be filled by `Written.rows_for`."""
    return Value(Blank(name))


class _Asked(Query):
    """A query that was written before, with the values it is asked with this time."""

    written: SQLCompiler
    asked: tuple[str, tuple]

    def get_compiler(self, using: str | None = None, connection: Any = None, elide_empty: bool = True) -> SQLCompiler:
        """What Django reads the rows with: it knows which column is what, and has nothing left to write."""
        compiler = copy(self.written)
        compiler.connection = connection or connections[using or DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_options, **_more: self.asked  # type: ignore[method-assign]
        return compiler


class Written(Generic[Row]):
    """Rows whose conditions hold `blank`s. Made once a process, or once for whatever else it depends on (a day)."""

    def __init__(self, rows: "QuerySet[Any, Row]") -> None:
        """Raises ValueError where the SQL itself holds the sign of a place, so that none could be told from another."""
        compiler = rows.query.get_compiler(using=rows.db)
        statement, self._values = compiler.as_sql()
        self._pieces = statement.split(PLACE)
        if len(self._pieces) != len(self._values) + 1:
            raise ValueError(f"The places of this query cannot be told apart: {statement}")
        del compiler.connection  # each thread has its own
        self._rows = rows.all()
        self._rows.query.__class__ = _Asked
        cast("_Asked", self._rows.query).written = compiler

    def rows_for(self, **values: Any) -> list[Row]:
        """The rows, with these values in the blanks of their names. One query, and none where no row can be found.

        A collection fills a place after IN. A query of one column fills one after IN, or one after = where it gives one
        row at most: it is asked within this one, so what a person may see is decided by the query of its kind.
        """
        try:
            asked = self._filled(values)
        except EmptyResultSet:  # known beforehand to give nothing
            return []
        rows = self._rows.all()
        cast("_Asked", rows.query).asked = asked
        return list(rows)

    def _filled(self, values: dict[str, Any]) -> tuple[str, tuple]:
        """The statement and its parameters. Raises EmptyResultSet, and KeyError for a blank that has no value."""
        words = [self._pieces[0]]
        parameters: list = []
        for value, piece in zip(self._values, self._pieces[1:], strict=True):
            word, these = _in_place(values[value.name]) if isinstance(value, Blank) else (PLACE, (value,))
            words += word, piece
            parameters += these
        return "".join(words), tuple(parameters)


def _in_place(value: Any) -> tuple[str, Collection]:
    """What is written in a place for a value, and the parameters that go with it: no value ever becomes SQL itself."""
    if isinstance(value, QuerySet):
        statement, parameters = value.query.sql_with_params()
        return f"({statement})", parameters
    if isinstance(value, list | set | frozenset):
        if not value:
            raise EmptyResultSet
        return f"({', '.join([PLACE] * len(value))})", value
    return PLACE, (value,)

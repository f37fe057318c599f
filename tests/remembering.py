"""What many tests begin with: made once by the real actions, and from then on put back row by row.

    @remembered
    def open_road(*kinds): ...

The first call does all that `open_road` does. A later one with the same words, in a database that holds nothing but
what migrations left, inserts the rows which the first one wrote, with their ids, and answers with a copy of its answer.
That is quicker by far than to walk the road again. Any other call, beside other rows or without a transaction, makes
everything anew.
"""

import functools
import pickle
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import time_machine
from django.apps import apps
from django.core.files.storage import storages
from django.db import connection, models, transaction
from django.utils import timezone, translation

# For so long the moment in which something was made is as good as now.
GOOD_FOR = timedelta(hours=1)
CHANGED = re.compile(r'(?:UPDATE|DELETE FROM) "(\w+)"')


@dataclass
class Kept:
    """What one call made, all of it in one `moment`."""

    moment: datetime
    inserts: list[str]
    files: dict[str, bytes]
    on_commit: list[tuple[Callable, bool]]
    answer: bytes

    def put_back(self):
        """Its rows, its files and what it left to be done after the transaction; answers as the first call did."""
        with connection.cursor() as cursor:
            for insert in self.inserts:
                cursor.execute(insert)
        for name, content in self.files.items():
            path = _evidence_folder() / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for callback, robust in self.on_commit:
            transaction.on_commit(callback, robust=robust)
        return pickle.loads(self.answer)


_kept: dict[str, list[Kept]] = defaultdict(list)
_left_by_migrations: dict[str, int] = {}


def begin_with_fresh_database() -> None:
    """Forget everything, because ids are given anew, and count what migrations left in each table."""
    _kept.clear()
    _left_by_migrations.update(_rows())


def remembered(make: Callable) -> Callable:
    """`make`, which inserts the rows that it made before where that comes to the same."""

    @functools.wraps(make)
    def made(*args, **kwargs):
        if not connection.in_atomic_block or _rows() != _left_by_migrations:
            return make(*args, **kwargs)
        same, now = _kept[repr((make.__qualname__, args, kwargs, translation.get_language()))], timezone.now()
        for kept in same:
            if kept.moment <= now < kept.moment + GOOD_FOR:
                return kept.put_back()
        same.append(_keep(lambda: make(*args, **kwargs), now.replace(microsecond=0)))
        return pickle.loads(same[-1].answer)

    return made


def _keep(make: Callable, moment: datetime) -> Kept:
    """Make it, while the clock stands still, and read what it wrote."""
    files, waiting = _files(), len(connection.run_on_commit)
    with time_machine.travel(moment, tick=False), _only_new_rows():
        answer = make()
    new = {name: path.read_bytes() for name, path in _files().items() if name not in files}
    on_commit = [(callback, robust) for _sids, callback, robust in connection.run_on_commit[waiting:]]
    return Kept(moment, list(_inserts()), new, on_commit, pickle.dumps(answer))


@contextmanager
def _only_new_rows() -> Iterator[None]:
    """Fail if a row of migrations is changed: that could not be put back."""
    tables = set()

    def note(execute, sql, params, many, context):
        tables.update(CHANGED.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield
    rows = _rows()
    touched = tables | {table for table, count in rows.items() if count != _left_by_migrations[table]}
    assert not [table for table in touched if _left_by_migrations.get(table)], touched


def _inserts() -> Iterator[str]:
    """A statement for each table with new rows, whatever hangs on others first, as triggers look at what is there.

    Foreign keys are checked at the end of the transaction on both databases.
    """
    quote, literal = connection.ops.quote_name, "quote" if connection.vendor == "sqlite" else "quote_nullable"
    rows = _rows()
    with connection.cursor() as cursor:
        for table, model in reversed(_models().items()):
            if rows[table] == _left_by_migrations[table]:
                continue
            columns = [quote(field.column) for field in model._meta.local_concrete_fields if not field.generated]
            values = ", ".join(f"{literal}({column})" for column in columns)
            cursor.execute(f"SELECT {values} FROM {quote(table)} ORDER BY {quote(model._meta.pk.column)}")
            found = ", ".join(f"({', '.join(row)})" for row in cursor.fetchall())
            yield f"INSERT INTO {quote(table)} ({', '.join(columns)}) VALUES {found}"


def _rows() -> dict[str, int]:
    """How many rows each table holds."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return dict(zip(_models(), cursor.fetchone(), strict=True))


@functools.cache
def _counting() -> str:
    return "SELECT " + ", ".join(
        f"(SELECT COUNT(*) FROM {connection.ops.quote_name(table)})" for table in _models()
    )  # fmt: skip


@functools.cache
def _models() -> dict[str, type[models.Model]]:
    """The models by their tables, each after those it hangs on."""
    found: dict[str, type[models.Model]] = {}

    def add(model: type[models.Model]) -> None:
        if model._meta.db_table in found or not model._meta.managed:
            return
        found[model._meta.db_table] = model
        for field in model._meta.local_concrete_fields:
            if field.remote_field:
                add(field.remote_field.model._meta.concrete_model)
        found[model._meta.db_table] = found.pop(model._meta.db_table)

    for model in apps.get_models(include_auto_created=True):
        add(model._meta.concrete_model)
    return found


def _evidence_folder() -> Path:
    return Path(storages["evidence"].location)


def _files() -> dict[str, Path]:
    """The stored files of evidence by their names."""
    folder = _evidence_folder()
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}

"""What somebody with the rights of the database's owner can do, and the portal cannot."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection

from audit.append_only import PREFIX
from audit.models import AuditEvent

A_MOMENT = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


def triggers_in_force() -> set[str]:
    """The names of all triggers of this kind in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        return {name for (name,) in cursor.fetchall() if name.startswith(PREFIX)}


@contextlib.contextmanager
def triggers_lifted(table: str) -> Iterator[None]:
    """Switch the triggers of one table off and on again, leaving no trace."""
    connection.check_constraints()  # PostgreSQL alters no table that has unchecked rows
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            yield
            for _name, sql in triggers:
                cursor.execute(sql)
        else:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            yield
            connection.check_constraints()
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def tamper(sql: str, *parameters, table: str = "audit_auditevent") -> None:
    """Run a statement that the triggers of `table` would refuse; it must touch at least one row."""
    with triggers_lifted(table), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        assert cursor.rowcount > 0


def add_events(*ids: int, **fields) -> None:
    """Events with these ids, as if transactions had committed them just now."""
    values = {
        "at": A_MOMENT,
        "event": "return.opened",
        "subject_type": "returns.supplierreturn",
        "subject_id": "1",
        "trail": "returns.supplierreturn:1",
        "data": {"period": "July to September 2026"},
        **fields,
    }
    AuditEvent.objects.bulk_create(AuditEvent(id=number, **values) for number in ids)

"""Tables whose rows may only be added, kept so by the database itself.

A migration puts `refuse_changes(...)` after the operation that makes the table:

    operations = [
        refuse_changes("audit_auditevent"),
        refuse_changes(
            "returns_answer",
            when="EXISTS (SELECT 1 FROM returns_revision r WHERE r.id = OLD.revision_id AND r.sent_at IS NOT NULL)",
            message="Answers that were sent are never changed.",
        ),
    ]

From then on the database answers such a change with django.db.IntegrityError on SQLite and PostgreSQL alike, whoever
asks: a model, `queryset.update()`, `bulk_update()`, raw SQL. There is no switch that lets the portal itself through.

Two things to know on SQLite, where Django alters a table by building a new one and renaming it:

- The altered table loses its triggers. A test compares the migrations with the database and fails, so
  end the migration that alters such a table with the same `refuse_changes(...)` again; making it twice does no harm.
- A table that is named in another table's `when` cannot be renamed while that trigger exists. Take it away first:
  `operations = [RULE.lifted(), migrations.AlterField(...), RULE]` with `RULE = refuse_changes(...)` above the class.

On PostgreSQL keep rows and triggers in separate migrations: a table with unchecked foreign keys cannot get a trigger.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db import NotSupportedError, router
from django.db.migrations.operations.base import Operation

# Every trigger begins with this word, so that tests and support can list them.
PREFIX = "refuse_"
_CHANGES = ("INSERT", "UPDATE", "DELETE")
_NAME_LIMIT = 63  # PostgreSQL cuts longer names off without a word.


def refuse_changes(
    table: str,
    *,
    when: str | Mapping[str, str] = "",
    columns: Sequence[str] = (),
    operations: Sequence[str] = ("UPDATE", "DELETE"),
    message: str = "",
    rule: str = "",
) -> "RefuseChanges":
    """A reversible migration operation after which `table` refuses changes.

    `when` is an SQL condition on `OLD.column` (and, for UPDATE, `NEW.column`) that may hold subqueries; without it
    every row is protected. Where the engines need different SQL, give `{"sqlite": ..., "postgresql": ...}`.
    `columns` narrows a refused UPDATE to those that change the value of one of these columns.
    `operations` are UPDATE, DELETE or both; or INSERT alone, whose condition speaks of `NEW.column`.
    `message` is what the error says, in English, for whoever reads the log.
    `rule` is a short word that tells several refusals of the same operation on one table apart.

    Where DELETE is refused, PostgreSQL refuses TRUNCATE whatever `when` says, and SQLite refuses `REPLACE INTO` over a
    protected row (it would remove the row without asking a DELETE trigger). The table needs a primary key named `id`.
    Raises ValueError for an unknown operation, an INSERT mixed with others, or a name too long for PostgreSQL.
    """
    return RefuseChanges(
        table=table,
        when=when,
        columns=tuple(columns),
        operations=tuple(operations),
        message=message or f"Rows of {table} are never changed or removed.",
        rule=rule,
    )


class RefuseChanges(Operation):
    """What `refuse_changes` returns; with `lift` its opposite, which takes the triggers away."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table, when, columns, operations, message, rule, lift=False) -> None:
        if not operations or set(operations) - set(_CHANGES):
            raise ValueError(f"operations must be some of {', '.join(_CHANGES)}, not {operations!r}.")
        if "INSERT" in operations and len(operations) > 1:
            raise ValueError("INSERT has no OLD row: refuse it by a refuse_changes of its own.")
        self.table, self.when, self.columns = table, when, columns
        self.operations, self.message, self.rule, self.lift = operations, message, rule, lift
        for change in (*operations, "TRUNCATE"):
            if len(self.trigger(change)) > _NAME_LIMIT:
                raise ValueError(f"{self.trigger(change)} is longer than {_NAME_LIMIT} characters: shorten the rule.")

    def lifted(self) -> "RefuseChanges":
        """The opposite operation: forwards it takes the triggers away, backwards it makes them."""
        _, _, arguments = self.deconstruct()
        return RefuseChanges(**{**arguments, "lift": not self.lift})

    def trigger(self, change: str) -> str:
        """The name of the trigger that watches for `change` (UPDATE, DELETE, TRUNCATE ...)."""
        return PREFIX + "_".join(filter(None, [change.lower(), self.table, self.rule]))

    def triggers(self, vendor: str) -> list[str]:
        """The names of all triggers this makes on `vendor` ("sqlite" or "postgresql")."""
        return [self.trigger(change) for change in self._watched(vendor)]

    def state_forwards(self, app_label, state) -> None:
        """Models know nothing of triggers."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Make the triggers, or take them away."""
        self._run(app_label, schema_editor, lift=self.lift)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Undo `database_forwards`."""
        self._run(app_label, schema_editor, lift=not self.lift)

    def describe(self) -> str:
        """What `migrate` and `sqlmigrate` print."""
        return f"{'Allow' if self.lift else 'Refuse'} {', '.join(self.operations)} on {self.table}"

    def _run(self, app_label, schema_editor, *, lift: bool) -> None:
        connection = schema_editor.connection
        if not router.allow_migrate(connection.alias, app_label):
            return
        statements = {"sqlite": self._sqlite, "postgresql": self._postgresql}.get(connection.vendor)
        if statements is None:
            raise NotSupportedError(f"Append-only tables are not written for {connection.vendor}.")
        for statement in statements(lift):
            # None, not an empty list: a condition may hold LIKE '%...'.
            schema_editor.execute(statement, params=None)

    def _watched(self, vendor: str) -> list[str]:
        """The operations that get a trigger, with the way round them that each engine has."""
        extra = []
        if vendor == "sqlite" and "INSERT" not in self.operations:
            extra = ["REPLACE"]
        elif vendor == "postgresql" and "DELETE" in self.operations:
            extra = ["TRUNCATE"]
        return [*self.operations, *extra]

    def _condition(self, change: str, vendor: str) -> str:
        """The SQL that must be true for `change` to be refused."""
        when = self.when if isinstance(self.when, str) else self.when[vendor]
        parts = [f"({when})"] if when else []
        if change == "UPDATE" and self.columns:
            differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
            parts.append("(" + " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in self.columns) + ")")
        return " AND ".join(parts) or "TRUE"

    def _sqlite(self, lift: bool) -> Iterator[str]:
        for change in self._watched("sqlite"):
            yield f'DROP TRIGGER IF EXISTS "{self.trigger(change)}"'
            if lift:
                continue
            before, condition = change, self._condition(change, "sqlite")
            if change == "REPLACE":
                before = "INSERT"
                gone = self._condition("DELETE" if "DELETE" in self.operations else "UPDATE", "sqlite")
                # The row that would be replaced is called OLD, so that the same condition serves. Table names and
                # conditions come from migrations alone, hence no injection.
                condition = f'EXISTS (SELECT 1 FROM "{self.table}" AS OLD WHERE OLD."id" = NEW."id" AND {gone})'  # noqa: S608
            yield (
                f'CREATE TRIGGER "{self.trigger(change)}" BEFORE {before} ON "{self.table}" FOR EACH ROW '
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, {_quoted(self.message)}); END"
            )

    def _postgresql(self, lift: bool) -> Iterator[str]:
        for change in self._watched("postgresql"):
            name = self.trigger(change)
            yield f'DROP TRIGGER IF EXISTS "{name}" ON "{self.table}"'
            if lift:
                yield f'DROP FUNCTION IF EXISTS "{name}"()'
                continue
            whole_table = change == "TRUNCATE"
            condition = "TRUE" if whole_table else self._condition(change, "postgresql")
            # A check violation, so that Django raises IntegrityError as it does on SQLite.
            yield (
                f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $refuse$\n'
                f"BEGIN\n"
                f"  IF {condition} THEN\n"
                f"    RAISE EXCEPTION USING ERRCODE = '23514', TABLE = '{self.table}', "
                f"MESSAGE = {_quoted(self.message)};\n"
                f"  END IF;\n"
                f"  RETURN {'OLD' if change == 'DELETE' else 'NEW'};\n"
                f"END\n"
                f"$refuse$"
            )
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {change} ON "{self.table}" '
                f'FOR EACH {"STATEMENT" if whole_table else "ROW"} EXECUTE FUNCTION "{name}"()'
            )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

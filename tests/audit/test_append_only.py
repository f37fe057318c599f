import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Locale, Page, Site

from audit.append_only import RefuseChanges, refuse_changes
from audit.models import AuditEvent, Seal
from audit.seal import seal_events
from tests.audit.tampering import add_events, triggers_in_force


def run(sql: str, *parameters) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def alter_database(*operations: RefuseChanges, backwards: bool = False) -> None:
    editor = connection.schema_editor()
    for operation in operations:
        change = operation.database_backwards if backwards else operation.database_forwards
        change("audit", editor, None, None)


@pytest.fixture
def two_events(db):
    add_events(1, 2)
    seal_events()
    connection.check_constraints()  # as at the end of a transaction
    return AuditEvent.objects.order_by("id")


def save_one(events):
    event = events.first()
    event.event = "return.decided"
    event.save()


CHANGES = {
    "a saved event": save_one,
    "a bulk update": lambda events: events.update(event="return.decided"),
    "bulk_update": lambda events: AuditEvent.objects.bulk_update(events, ["event"]),
    "an upsert": lambda events: AuditEvent.objects.bulk_create(
        events, update_conflicts=True, unique_fields=["id"], update_fields=["event"]
    ),
    "a deleted event": lambda events: events.first().delete(),
    "a bulk delete": lambda events: events.delete(),
    "an update in SQL": lambda events: run("UPDATE audit_auditevent SET event = 'x' WHERE id = 2"),
    "an update in SQL that changes nothing": lambda events: run("UPDATE audit_auditevent SET event = event"),
    "a delete in SQL": lambda events: run("DELETE FROM audit_auditevent WHERE id = 1"),
    "a changed seal": lambda events: Seal.objects.update(events=1),
    "a deleted seal": lambda events: Seal.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_audit_trail_refuses(two_events, change):
    before = list(AuditEvent.objects.values()), list(Seal.objects.values())

    with pytest.raises(IntegrityError), transaction.atomic():
        change(two_events)

    assert (list(AuditEvent.objects.values()), list(Seal.objects.values())) == before


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_seal"])
def test_audit_trail_refuses_the_way_round_of_each_engine(two_events, table):
    way_round = {
        "sqlite": f"REPLACE INTO {table} SELECT * FROM {table}",
        "postgresql": f"TRUNCATE {table}",
    }
    with pytest.raises(IntegrityError, match="never changed or removed"):
        run(way_round[connection.vendor])

    assert AuditEvent.objects.count() == 2


@pytest.mark.django_db
def test_audit_trail_takes_new_events_in_bulk():
    add_events(1, 2, 3)

    assert AuditEvent.objects.count() == 3


@pytest.mark.django_db
def test_every_refusal_of_the_migrations_is_in_force():
    """Fails when a later migration rebuilt a protected table on SQLite and did not end with its refuse_changes."""
    executor = MigrationExecutor(connection)
    expected: set[str] = set()
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True):
        for operation in migration.operations:
            if isinstance(operation, RefuseChanges):
                names = operation.triggers(connection.vendor)
                expected = expected.difference(names) if operation.lift else expected.union(names)

    assert "refuse_update_audit_auditevent" in expected
    assert triggers_in_force() == expected


# --- Conditions, on tables made for the purpose -----------------------------------------------------------------------
@pytest.fixture
def lines_and_answers(db):
    """Answer 1 hangs on a decided line, answer 2 on an open one."""
    run("CREATE TABLE line (id integer PRIMARY KEY, status varchar(10) NOT NULL)")
    run("CREATE TABLE answer (id integer PRIMARY KEY, line_id integer NOT NULL, figure integer, note varchar(20))")
    run("INSERT INTO line VALUES (1, 'decided'), (2, 'open')")
    run("INSERT INTO answer VALUES (1, 1, 10, 'it''s 100%%'), (2, 2, 20, NULL)")


DECIDED = "EXISTS (SELECT 1 FROM line WHERE line.id = OLD.line_id AND line.status LIKE 'decid%')"


def test_condition_protects_only_rows_it_holds_for(lines_and_answers):
    alter_database(refuse_changes("answer", when=DECIDED, message="The line's decided: 100% final."))

    run("UPDATE answer SET figure = 21 WHERE id = 2")
    with pytest.raises(IntegrityError, match=r"The line's decided: 100% final\."):
        run("UPDATE answer SET figure = 11 WHERE id = 1")
    with pytest.raises(IntegrityError):
        run("DELETE FROM answer")
    run("DELETE FROM answer WHERE id = 2")

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, figure FROM answer")
        assert cursor.fetchall() == [(1, 10)]


def test_condition_follows_the_other_table(lines_and_answers):
    alter_database(refuse_changes("answer", when=DECIDED))
    run("UPDATE line SET status = 'decided' WHERE id = 2")

    with pytest.raises(IntegrityError):
        run("UPDATE answer SET figure = 22 WHERE id = 2")


def test_condition_may_differ_between_engines(lines_and_answers):
    alter_database(refuse_changes("answer", when={"sqlite": "OLD.id IS 1", "postgresql": "OLD.id = ANY('{1}')"}))

    run("UPDATE answer SET figure = 21 WHERE id = 2")
    with pytest.raises(IntegrityError):
        run("UPDATE answer SET figure = 11 WHERE id = 1")


def test_columns_leave_the_others_free(lines_and_answers):
    alter_database(refuse_changes("answer", columns=["figure", "line_id"], operations=["UPDATE"]))

    run("UPDATE answer SET note = 'seen', figure = figure, line_id = line_id")
    with pytest.raises(IntegrityError):
        run("UPDATE answer SET figure = NULL WHERE id = 2")
    run("DELETE FROM answer")


def test_insert_can_be_refused_by_condition(lines_and_answers):
    alter_database(
        refuse_changes(
            "answer",
            when="EXISTS (SELECT 1 FROM line WHERE line.id = NEW.line_id AND line.status = 'decided')",
            operations=["INSERT"],
        )
    )

    run("INSERT INTO answer VALUES (3, 2, 5, NULL)")
    with pytest.raises(IntegrityError):
        run("INSERT INTO answer VALUES (4, 1, 5, NULL)")


def test_two_rules_on_one_table_stand_side_by_side(lines_and_answers):
    alter_database(
        refuse_changes("answer", when=DECIDED), refuse_changes("answer", when="OLD.note IS NULL", rule="without_note")
    )

    for answer in (1, 2):
        with pytest.raises(IntegrityError):
            run("UPDATE answer SET figure = 0 WHERE id = %s", answer)


def test_replacing_a_protected_row_is_refused_on_sqlite(lines_and_answers):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has REPLACE")
    alter_database(refuse_changes("answer", when=DECIDED))

    run("REPLACE INTO answer VALUES (2, 2, 21, NULL)")
    with pytest.raises(IntegrityError):
        run("REPLACE INTO answer VALUES (1, 2, 11, NULL)")


def test_migration_can_be_reversed_and_made_twice(lines_and_answers):
    before = triggers_in_force()
    rule = refuse_changes("answer", when=DECIDED)

    alter_database(rule, rule)
    assert triggers_in_force() - before == set(rule.triggers(connection.vendor))
    alter_database(rule, backwards=True)
    assert triggers_in_force() == before
    run("DELETE FROM answer")


def test_lifted_rule_lets_the_table_in_its_condition_be_rebuilt(lines_and_answers):
    rule = refuse_changes("answer", when=DECIDED)
    alter_database(rule, rule.lifted())

    run("CREATE TABLE new__line (id integer PRIMARY KEY, status varchar(20) NOT NULL)")
    run("INSERT INTO new__line SELECT * FROM line")
    run("DROP TABLE line")
    run("ALTER TABLE new__line RENAME TO line")
    alter_database(rule.lifted(), backwards=True)

    with pytest.raises(IntegrityError):
        run("UPDATE answer SET figure = 11 WHERE id = 1")


def test_audit_migration_reverses_and_runs_again(transactional_db):
    # Verbosity 0: what migrate prints is not ours to test.
    call_command("migrate", "audit", "0001", verbosity=0)
    assert not {name for name in triggers_in_force() if name.endswith(("_audit_auditevent", "_audit_seal"))}

    call_command("migrate", "audit", verbosity=0)
    add_events(1)
    with pytest.raises(IntegrityError):
        run("DELETE FROM audit_auditevent")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"operations": ["update"]}, "operations must be"),
        ({"operations": []}, "operations must be"),
        ({"operations": ["INSERT", "UPDATE"]}, "INSERT has no OLD row"),
        ({"rule": "x" * 60}, "longer than 63"),
    ],
)
def test_impossible_rule_is_refused_when_written(arguments, problem):
    with pytest.raises(ValueError, match=problem):
        refuse_changes("answer", **arguments)


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_transactional_tests_begin_with_a_migrated_database(turn):
    """Whichever of the two runs second finds what the first took away."""
    assert AuditEvent.objects.count() == 0
    assert Page.objects.filter(depth=1).count() == Site.objects.count() == 1
    assert Locale.objects.exists()
    assert "refuse_delete_audit_auditevent" in triggers_in_force()

    add_events(1)
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()

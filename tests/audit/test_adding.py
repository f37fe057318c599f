"""Many rows in one statement say the same as rows that are created one by one."""

import pytest
import time_machine
from django.db import DataError, IntegrityError, connection, transaction

from audit.adding import add_rows
from audit.models import AuditEvent
from audit.record import by_program, record, record_each
from returns.events import ReturnEvent
from tests.audit.tampering import A_MOMENT
from tests.factories import ContractFactory, UserFactory

pytestmark = pytest.mark.django_db
EACH = ("subject_id", "data")
SAME = {"at": A_MOMENT, "actor_id": None, "event": "thing.done", "subject_type": "things.thing"}
ODD = (
    "",
    "it’s",
    'a "quoted" word',
    "back\\slash",
    "two\nlines",
    "$[0] %s {ŵ ŷ}",
    "cymraeg ŵ ŷ",
    "🙂",
    "'; DROP TABLE x",
)


def written() -> list[tuple]:
    """What the events say, oldest first, without their ids."""
    names = [field.attname for field in AuditEvent._meta.concrete_fields if not field.primary_key]
    return list(AuditEvent.objects.order_by("id").values_list(*names))


@time_machine.travel(A_MOMENT, tick=False)
def test_same_event_for_many_things_is_what_recording_each_alone_writes(django_assert_num_queries):
    officer, things = UserFactory(), [(ContractFactory(), {"row": row, "words": word}) for row, word in enumerate(ODD)]
    things.append((UserFactory(), {"deep": [None, True, 1, -2.5, {"a": []}], "large": 2**53}))
    with by_program(7):
        for on, data in things:
            record(ReturnEvent.OPENED, by=officer, on=on, data=data)
        one_by_one = written()
        with django_assert_num_queries(1):
            record_each(ReturnEvent.OPENED, by=officer, things=things)
    assert written() == one_by_one * 2
    record_each(ReturnEvent.OPENED, by=None, things=things[:1])
    assert AuditEvent.objects.latest("id").actor is None


def test_rows_come_in_their_order_and_take_the_defaults_of_their_fields():
    add_rows(AuditEvent, each=EACH, rows=([str(number), {}] for number in range(1200)), **SAME)
    found = AuditEvent.objects.order_by("id")
    assert list(found.values_list("subject_id", flat=True)) == [str(number) for number in range(1200)]
    assert set(found.values_list("trail", "council_id")) == {("", None)}


def test_nothing_is_asked_of_the_database_where_there_is_nothing_to_add(django_assert_num_queries):
    with django_assert_num_queries(0):
        add_rows(AuditEvent, each=EACH, rows=[], **SAME)


@pytest.mark.parametrize("wrong", [{"colour": "red"}, {"at": A_MOMENT, "id": 1}])
def test_column_that_the_table_has_not_is_refused(wrong):
    with pytest.raises(TypeError, match="AuditEvent has no column"):
        add_rows(AuditEvent, each=EACH, rows=[["1", {}]], **{**SAME, **wrong})


def test_what_the_database_refuses_is_refused_whole():
    with pytest.raises(IntegrityError), transaction.atomic():
        add_rows(AuditEvent, each=EACH, rows=[["1", {}], [None, {}]], **SAME)
    assert not AuditEvent.objects.exists()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite keeps texts of any length")
def test_text_that_is_too_long_is_refused_and_never_cut():
    with pytest.raises(DataError), transaction.atomic():
        add_rows(AuditEvent, each=EACH, rows=[["1" * 37, {}]], **SAME)
    assert not AuditEvent.objects.exists()

"""Invariant 2: what was sent and what was decided never changes again, whichever way somebody tries."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from returns.models import (
    Answer,
    Correction,
    Evidence,
    EvidenceUse,
    LineComment,
    ReturnLine,
    Revision,
    SupplierReturn,
    Verification,
)
from tests.factories import EvidenceFactory, EvidenceUseFactory
from tests.remembering import remembered
from tests.returns.road import Road, answer, correct, decide, decided, finish, open_road, send, send_back, sent, take

pytestmark = pytest.mark.django_db

# Every column of every table of a decided return that says something, with a value it does not have.
CHANGES = [
    ("returns_supplierreturn", "status = 'draft'"),
    ("returns_supplierreturn", "due_on = '2030-01-01'"),
    ("returns_supplierreturn", "officer_message = 'changed'"),
    ("returns_supplierreturn", "decided_at = submitted_at"),
    ("returns_revision", "story = 'changed'"),
    ("returns_revision", "submitted_at = NULL, submitted_by_id = NULL"),
    ("returns_revision", "declarations = '[]'"),
    ("returns_returnline", "target = 1"),
    ("returns_returnline", "verification_id = NULL"),
    ("returns_returnline", "is_open = (1 = 1)"),
    ("returns_answer", "claimed = 999"),
    ("returns_answer", "narrative = 'changed'"),
    ("returns_verification", "verified = 1"),
    ("returns_verification", "reason = 'changed'"),
    ("returns_evidenceuse", "evidence_id = evidence_id"),
    ("returns_linecomment", "text = 'changed'"),
    ("returns_correction", "difference = 5"),
    ("returns_correction", "status = 'declined'"),
    ("returns_evidence", "sha256 = 'changed'"),
    ("returns_evidence", "original_name = 'other.pdf'"),
]


@pytest.fixture
def road():
    return with_all_there_is()


@remembered
def with_all_there_is() -> Road:
    """A decided return that had all there is: a file, a question, a second revision, a correction."""
    road = open_road()
    answer(road)
    EvidenceUseFactory(answer=road.row().answer, evidence=EvidenceFactory(contract=road.contract))
    send(road)
    take(road)
    send_back(road, 1)
    send(road)
    take(road)
    decide(road)
    finish(road)
    correct(road, value=-1)
    return road


def everything() -> dict:
    """All rows of a return as they are."""
    tables = (
        SupplierReturn,
        Revision,
        ReturnLine,
        Answer,
        EvidenceUse,
        Evidence,
        Verification,
        LineComment,
        Correction,
    )
    return {table: list(table.objects.order_by("pk").values()) for table in tables}


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(("table", "change"), CHANGES, ids=[f"{table[8:]} {change}" for table, change in CHANGES])
def test_invariant_02_decided_return_refuses_sql(road, table, change):
    before = everything()
    with pytest.raises(IntegrityError):
        sql(f"UPDATE {table} SET {change}")
    assert everything() == before


@pytest.mark.parametrize("table", sorted({table for table, _change in CHANGES} - {"returns_evidence"}))
def test_invariant_02_decided_return_refuses_deleting_by_sql(road, table):
    before = everything()
    with pytest.raises(IntegrityError):
        sql(f"DELETE FROM {table}")
    assert everything() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda thing: type(thing).objects.filter(pk=thing.pk).update(id=thing.pk),
        lambda thing: thing.save(),
        lambda thing: thing.delete(),
        lambda thing: type(thing).objects.filter(pk=thing.pk).delete(),
        lambda thing: type(thing).objects.bulk_update([thing], [thing._meta.fields[2].attname.removesuffix("_id")]),
    ],
    ids=["update", "save", "delete", "queryset delete", "bulk update"],
)
@pytest.mark.parametrize(
    "model", [SupplierReturn, Revision, ReturnLine, Answer, EvidenceUse, Verification, LineComment, Correction]
)
def test_invariant_02_decided_return_refuses_the_orm(road, model, change):
    before = everything()
    with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
        change(model.objects.order_by("pk").first())
    assert everything() == before


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("returns_revision", "story = 'changed'"),
        ("returns_answer", "claimed = 999"),
        ("returns_evidenceuse", "answer_id = answer_id"),
    ],
)
def test_invariant_02_sent_revision_refuses_sql(table, change):
    road = open_road()
    EvidenceUseFactory(answer=road.row().answer, evidence=EvidenceFactory(contract=road.contract))
    send(road)
    before = everything()
    for statement in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError):
            sql(statement)
    assert everything() == before


def test_invariant_02_sent_revision_stays_when_the_return_comes_back():
    """The council reads what was sent, while the supplier writes in the next revision."""
    road = sent()
    take(road)
    send_back(road, 1)
    first, second = Revision.objects.order_by("number")
    Answer.objects.filter(revision=second).update(claimed=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(revision=first).update(claimed=7)
    assert first.answers.get().claimed == 20


def test_invariant_02_nothing_is_slipped_into_what_was_sent():
    road = sent("count", "count")
    other = open_road()
    answer(other)
    EvidenceUseFactory(answer=other.row().answer, evidence=EvidenceFactory(contract=other.contract))
    sent_revision, sent_answer = road.fresh().sent_revision_id, road.row(sent=True).answer.pk
    for change in (
        lambda: Answer.objects.filter(pk=other.row().answer.pk).update(revision=sent_revision),
        lambda: EvidenceUse.objects.filter(answer=other.row().answer).update(answer=sent_answer),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_invariant_02_no_line_is_moved_into_a_decided_return():
    road, other = decided(), open_road("count", "count")
    with pytest.raises(IntegrityError), transaction.atomic():
        other.supplier_return.lines.filter(number=2).update(supplier_return=road.supplier_return)

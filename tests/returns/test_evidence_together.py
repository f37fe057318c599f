"""Several people at work on the same file at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import storages
from django.db import connection

from returns.actions.evidence import add_evidence, remove_evidence
from returns.evidence.refusal import EvidenceRefused
from returns.models import Answer, Evidence, EvidenceUse
from tests.factories import AnswerFactory, EvidenceUseFactory, MemberFactory, SupplierReturnFactory
from tests.returns import files

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works) -> list:
    """Do all of these, each with a database connection of its own; what they gave back or raised."""

    def in_thread(work):
        try:
            return work()
        except EvidenceRefused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(in_thread, works))


def add(answer, by, content):
    fresh = Answer.objects.select_related("line__supplier_return", "line__commitment__measure").get(pk=answer.pk)
    return add_evidence(answer=fresh, upload=files.an_upload(content), by=by)


@pytest.fixture
def answers():
    """Answers in two returns of one contract."""
    first = AnswerFactory()
    contract = first.line.supplier_return.contract
    return first, AnswerFactory(line__supplier_return=SupplierReturnFactory(contract=contract))


@pytest.fixture
def editor(answers):
    return MemberFactory(organisation=answers[0].line.supplier_return.supplier).user


def test_together_adding_the_same_content_keeps_one_file(answers, editor):
    content = files.a_pdf()
    found = at_once(*(lambda answer=answer: add(answer, editor, content) for answer in answers * 3))
    assert len(set(found)) == 1
    assert Evidence.objects.count() == 1
    assert EvidenceUse.objects.count() == 2
    assert storages["evidence"].open(found[0].incoming_name).read() == content


def test_together_the_twentieth_file_is_added_once(answers, editor):
    for _number in range(19):
        EvidenceUseFactory(answer=answers[0])
    contents = [files.a_pdf(lambda pdf, n=n: pdf.Root.update({"/Number": n})) for n in range(4)]
    found = at_once(*(lambda content=content: add(answers[0], editor, content) for content in contents))
    assert found.count("too_many_files") == 3
    assert answers[0].evidence_uses.count() == 20


def test_together_adding_and_removing_never_leaves_a_row_without_its_file(answers, editor):
    content = files.a_pdf()
    first, second = answers
    for _round in range(5):
        evidence = add(first, editor, content)
        at_once(
            lambda evidence=evidence: remove_evidence(answer=first, evidence=evidence, by=editor),
            lambda: add(second, editor, content),
        )
        kept = EvidenceUse.objects.exclude(evidence__status="removed").values_list("evidence", flat=True)
        assert list(kept) == list(EvidenceUse.objects.values_list("evidence", flat=True))
        for row in Evidence.objects.filter(pk__in=kept):
            assert storages["evidence"].size(row.incoming_name) == len(content)
            remove_evidence(answer=second, evidence=row, by=editor)
        assert not EvidenceUse.objects.exists()

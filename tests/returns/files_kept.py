"""Files of some age, and the uses from which their time runs, for the tests of keeping and disposal."""

from datetime import UTC, date, datetime

from django.core.files.storage import storages

from returns.models import Evidence, Revision, SupplierReturn
from tests.factories import (
    AnswerFactory,
    ContractFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    OfficerRoleFactory,
    UserFactory,
)

TODAY = date(2026, 7, 10)
ENDED = date(2019, 12, 31)  # 72 months before 31 December 2025
LONG_AGO = datetime(2018, 3, 1, 9, tzinfo=UTC)


def an_old_contract(ends_on: date = ENDED, **fields):
    """A contract that has ended."""
    return ContractFactory(starts_on=date(2016, 4, 1), signed_on=date(2016, 3, 1), ends_on=ends_on, **fields)


def an_old_file(contract=None, **fields) -> Evidence:
    """A file that is due, because its contract ended long ago."""
    return EvidenceFactory(contract=contract or an_old_contract(), uploaded_at=LONG_AGO, **fields)


def lead_of(council):
    """A social value lead of a council."""
    return OfficerRoleFactory(council=council, role="social_value_lead").user


def used(evidence: Evidence, *, status: str = "draft", decided_on: date | None = None, sensitivity: str = "standard"):
    """Let a file support a line of one more return of its contract, which gets this status."""
    line = {"line__commitment__measure__sensitivity": sensitivity, "line__commitment__measure__photos": "no"}
    answer = AnswerFactory(line__supplier_return__contract=evidence.contract, **line)
    use = EvidenceUseFactory(answer=answer, evidence=evidence)
    if status == "draft":
        return use
    person, moment = UserFactory(), datetime(2026, 1, 5, 12, tzinfo=UTC)
    changes = {"status": status, "sent_revision": answer.revision, "submitted_at": moment, "submitted_by": person}
    changes |= {"queue_place": moment, "queue_reasons": {}}
    if status == "under_review":
        changes |= {"taken_at": moment, "taken_by": person}
    if status == "decided":
        decided = datetime.combine(decided_on or date(2026, 1, 5), datetime.min.time(), UTC)
        changes |= {"decided_at": decided, "decided_by": person}
    Revision.objects.filter(pk=answer.revision_id).update(submitted_at=moment, submitted_by=person)
    SupplierReturn.objects.filter(pk=answer.line.supplier_return_id).update(**changes)
    return use


def is_stored(evidence: Evidence) -> bool:
    """Whether the content of a file is in storage."""
    return storages["evidence"].exists(evidence.storage_name)


def status_of(evidence: Evidence) -> str:
    """The status of a file as the database has it."""
    return Evidence.objects.values_list("status", flat=True).get(pk=evidence.pk)

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection, transaction

from audit.models import AuditEvent
from audit.record import record
from audit.seal import seal_events
from audit.verify import verify_chain
from returns.events import ReturnEvent
from tests.audit.tampering import A_MOMENT
from tests.factories import ContractFactory, OrganisationFactory, UserFactory


@time_machine.travel(A_MOMENT, tick=False)
@pytest.mark.django_db
def test_record_keeps_who_what_when_and_whose():
    officer, contract = UserFactory(), ContractFactory()

    record(ReturnEvent.SUBMITTED, by=officer, on=contract, data={"revision": 2})

    event = AuditEvent.objects.get()
    assert (event.at, event.actor, event.event) == (A_MOMENT, officer, "return.submitted")
    assert (event.subject_type, event.subject_id) == ("suppliers.contract", str(contract.pk))
    assert event.trail == f"suppliers.contract:{contract.pk}"
    assert event.council_id == contract.council_id
    assert event.data == {"revision": 2}


@pytest.mark.django_db
def test_record_by_the_portal_on_a_thing_without_trail():
    record(ReturnEvent.OPENED, by=None, on=UserFactory())

    event = AuditEvent.objects.get()
    assert (event.actor, event.trail, event.council_id, event.data) == (None, "", None, {})


@pytest.mark.django_db
def test_record_is_one_insert(django_assert_num_queries):
    """Every action pays for it, so it must not read anything nor open a savepoint."""
    officer, contract = UserFactory(), ContractFactory()

    with django_assert_num_queries(1) as queries:
        record(ReturnEvent.OPENED, by=officer, on=contract)

    assert queries[0]["sql"].startswith('INSERT INTO "audit_auditevent"')


@pytest.mark.django_db(transaction=True)
def test_record_refuses_outside_a_transaction():
    organisation = OrganisationFactory()

    with pytest.raises(RuntimeError, match=r"return\.opened must be recorded inside the transaction"):
        record(ReturnEvent.OPENED, by=None, on=organisation)

    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_record_falls_with_its_transaction():
    organisation = OrganisationFactory()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(ReturnEvent.OPENED, by=None, on=organisation)
        1 / 0  # noqa: B018 - an action that fails after recording

    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_four_people_record_at_once_and_all_is_sealed():
    """Somebody seals meanwhile; nobody waits long enough to fail, and every event is sealed exactly once."""
    organisation = OrganisationFactory()
    start = Barrier(5)

    def record_25(person: int) -> None:
        try:
            start.wait()
            for turn in range(25):
                with transaction.atomic():
                    record(ReturnEvent.OPENED, by=None, on=organisation, data={"person": person, "turn": turn})
        finally:
            connection.close()

    def seal_repeatedly() -> int:
        try:
            start.wait()
            return sum(seal_events() for _ in range(20))
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as threads:
        people = [threads.submit(record_25, person) for person in range(4)]
        sealing = threads.submit(seal_repeatedly)
        for person in people:
            person.result()
    sealed = sealing.result() + seal_events()

    said = {(event.data["person"], event.data["turn"]) for event in AuditEvent.objects.all()}
    assert said == {(person, turn) for person in range(4) for turn in range(25)}
    report = verify_chain()
    assert report.problems == []
    assert sealed == report.sealed_events == 100

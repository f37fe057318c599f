"""A worker that dies with a register in its hands leaves whole batches behind, and the next one goes on after them."""

import os
import signal
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from audit.models import AuditEvent
from suppliers.actions import register_contracts, register_steps
from suppliers.actions.registers import match_columns, take_in_register
from suppliers.models import Contract
from suppliers.registers.pipeline import work_on
from tests.factories import OfficerRoleFactory
from tests.suppliers.registering_files import brought, counts, looked_through, many, state, taken_in, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerRoleFactory()


def about(officer) -> dict:
    return {"council": officer.council, "by": officer.user}


class Killed(BaseException):
    """What ends a worker: nothing of ours catches it."""


def later(register) -> None:
    """When the lease of whoever died is over, somebody else goes on."""
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        worked(register)


def dies_at(monkeypatch, module, name: str, times: int) -> None:
    """Whoever calls a function this many times dies there."""
    original, calls = getattr(module, name), []

    def call(*args, **kwargs):
        calls.append(1)
        if len(calls) == times:
            raise Killed
        return original(*args, **kwargs)

    monkeypatch.setattr(module, name, call)


@pytest.mark.parametrize("times", [1, 4, 5, 6])
def test_worker_that_dies_while_taking_in_leaves_nothing_undone_and_nothing_twice(officer, monkeypatch, times):
    monkeypatch.setattr(register_steps, "BATCH", 2)
    elsewhere = OfficerRoleFactory()
    taken_in(many(5), **about(elsewhere))
    expected = state()
    register = looked_through(many(5), **about(officer))
    take_in_register(register=register, only_if_all=True, by=officer.user)
    with monkeypatch.context() as dying:
        dies_at(dying, register_contracts, "record_each", times)
        with pytest.raises(Killed):
            work_on(register)
    register.refresh_from_db()
    assert register.taken == 2 * ((times - 1) // 2)
    assert not work_on(register), "it is still in the hands of whoever died"
    later(register)
    assert (register.status, register.taken) == ("taken", 5)
    assert Contract.objects.filter(council=officer.council).count() == 5
    mine = AuditEvent.objects.filter(event="contract.registered", council_id=officer.council_id)
    assert mine.count() == mine.values("subject_id").distinct().count() == 5
    assert state()["numbers"] == expected["numbers"]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_worker_that_dies_while_looking_through_leaves_every_row_once(officer, monkeypatch, times):
    monkeypatch.setattr(register_steps, "BATCH", 2)
    register = brought(many(5), **about(officer))
    match_columns(register=register, columns=register.columns, counts_from_1904=False, by=officer.user)
    with monkeypatch.context() as dying:
        dies_at(dying, register_steps, "_mark_repeats", times)
        with pytest.raises(Killed):
            work_on(register)
    later(register)
    assert register.status == "checked" and counts(register) == {"new": 5}


@pytest.mark.django_db(transaction=True)
def test_worker_process_that_is_killed_in_a_batch_is_followed_by_another(monkeypatch):
    monkeypatch.setattr(register_steps, "BATCH", 2)
    officer = OfficerRoleFactory()
    register = looked_through(many(5), **about(officer))
    take_in_register(register=register, only_if_all=True, by=officer.user)
    connection.close()
    worker = os.fork()
    if not worker:
        original, calls = register_contracts.record_each, []

        def record_or_die(*args, **kwargs):
            calls.append(1)
            if len(calls) == 4:
                os.kill(os.getpid(), signal.SIGKILL)
            original(*args, **kwargs)

        register_contracts.record_each = record_or_die
        work_on(register)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -signal.SIGKILL
    register.refresh_from_db()
    assert (register.taken, Contract.objects.count()) == (2, 2)
    later(register)
    assert (register.status, register.taken, Contract.objects.count()) == ("taken", 5, 5)
    assert AuditEvent.objects.filter(event="contract.registered").count() == 5

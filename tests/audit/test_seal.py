import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import seal as sealing
from audit.models import AuditEvent, Seal
from audit.seal import seal_events
from audit.spans import length
from audit.tasks import seal_audit
from audit.verify import verify_chain
from tests.audit.tampering import A_MOMENT, add_events

pytestmark = pytest.mark.django_db


def test_nothing_to_seal_makes_no_seal():
    assert seal_events() == 0
    assert not Seal.objects.exists()

    add_events(1)
    seal_events()
    assert seal_events() == 0
    assert Seal.objects.count() == 1


def test_seals_follow_one_another():
    for ids in ([1, 2], [3], [4, 5, 6]):
        add_events(*ids)
        assert seal_events() == len(ids)

    seals = list(Seal.objects.order_by("id"))
    assert [(seal.first_id, seal.last_id, seal.events) for seal in seals] == [(1, 2, 2), (3, 3, 1), (4, 6, 3)]
    assert [seal.previous_digest for seal in seals] == ["", seals[0].digest, seals[1].digest]
    assert verify_chain().is_sound


def test_worker_seals(caplog):
    add_events(1, 2, 3)

    with caplog.at_level(logging.INFO, logger="audit"):
        seal_audit()

    seal = Seal.objects.get()
    assert seal.events == 3
    assert f"Newest digest: {seal.digest}" in caplog.text


def test_backlog_is_sealed_in_bounded_batches(monkeypatch):
    monkeypatch.setattr(sealing, "MOST_EVENTS", 3)
    add_events(*range(1, 11))

    assert seal_events() == 10

    assert [seal.events for seal in Seal.objects.all()] == [3, 3, 3, 1]
    assert verify_chain().is_sound


def test_late_backlog_is_sealed_in_bounded_batches(monkeypatch):
    monkeypatch.setattr(sealing, "MOST_EVENTS", 3)
    add_events(9)
    seal_events()
    add_events(*range(1, 9), 10)

    assert seal_events() == 9

    assert [seal.late_ids for seal in Seal.objects.all()] == [[], [1, 2, 3], [4, 5, 6], [7, 8]]
    assert verify_chain().is_sound


def test_ids_that_are_missing_are_written_down_as_gaps():
    add_events(2, 3, 6, 9)
    seal_events()

    assert Seal.objects.get().gaps == [[1, 1], [4, 5], [7, 8]]


def test_rolled_back_transactions_leave_a_sound_chain():
    AuditEvent.objects.create(at=A_MOMENT, event="return.opened")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lost = AuditEvent.objects.create(at=A_MOMENT, event="return.opened")
        1 / 0  # noqa: B018 - an action that fails after recording
    kept = AuditEvent.objects.create(at=A_MOMENT, event="return.opened")
    seal_events()

    seal = Seal.objects.get()
    assert (seal.last_id, seal.events) == (kept.pk, 2)
    assert length(seal.gaps) == seal.last_id - seal.first_id + 1 - 2
    if connection.vendor == "postgresql":  # SQLite gives the number to the next event instead
        assert seal.gaps[-1] == [lost.pk, lost.pk]
    assert verify_chain().is_sound


def test_late_event_is_named_by_the_next_seal_once():
    add_events(1, 3)
    seal_events()
    add_events(2, 4)
    assert seal_events() == 2
    add_events(5)
    assert seal_events() == 1

    assert [seal.late_ids for seal in Seal.objects.all()] == [[], [2], []]
    assert verify_chain().is_sound


def test_late_event_is_sealed_though_nothing_else_happened():
    add_events(1, 3)
    seal_events()
    add_events(2)

    assert seal_events() == 1

    newest = Seal.objects.last()
    assert (newest.first_id, newest.last_id, newest.late_ids) == (4, 3, [2])
    add_events(4)
    seal_events()
    assert verify_chain().is_sound


def test_late_event_is_sealed_after_the_worker_stood_still_for_a_week():
    with time_machine.travel(A_MOMENT):
        add_events(1, 3)
        seal_events()
    with time_machine.travel(A_MOMENT + timedelta(days=7)):
        add_events(2, 4)
        assert seal_events() == 2

    assert verify_chain().is_sound


def test_gap_closes_a_day_later():
    for days, ids in enumerate([(1, 3), (4,)]):
        with time_machine.travel(A_MOMENT + timedelta(days=days, minutes=days)):
            add_events(*ids)
            seal_events()
    add_events(2)

    assert seal_events() == 0
    assert not verify_chain().is_sound


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(1, 13)), st.lists(st.integers(min_value=0, max_value=11), max_size=5), st.data())
def test_every_event_is_sealed_once_whatever_order_they_commit_in(order, breaks, data):
    never_committed = data.draw(st.sets(st.sampled_from(order), max_size=4))
    batches, start = [], 0
    for end in [*sorted(breaks), len(order)]:
        batches.append([number for number in order[start:end] if number not in never_committed])
        start = end
    with transaction.atomic():
        sealed = 0
        for batch in batches:
            add_events(*batch)
            sealed += seal_events()
        report = verify_chain()
        transaction.set_rollback(True)

    assert sealed == report.sealed_events == len(order) - len(never_committed)
    assert report.waiting_events == 0
    assert report.problems == []


def test_sealer_that_comes_second_leaves_the_chain_alone(monkeypatch):
    """The other sealer finishes between our reading and our writing."""
    add_events(1, 2)
    look, others = sealing._next_seal, []

    def look_and_be_overtaken():
        seal = look()
        if not others:
            others.append("once")
            others.append(seal_events())
        return seal

    monkeypatch.setattr(sealing, "_next_seal", look_and_be_overtaken)

    assert seal_events() == 0
    assert others[1] == 2
    assert Seal.objects.count() == 1
    assert verify_chain().is_sound


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_make_one_chain(monkeypatch):
    monkeypatch.setattr(sealing, "MOST_EVENTS", 5)
    add_events(*range(1, 101))
    start = Barrier(4)

    def seal_with_others(_):
        try:
            start.wait()
            return seal_events()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        sealed = sum(threads.map(seal_with_others, range(4)))
    sealed += seal_events()

    assert sealed == 100
    assert Seal.objects.count() == 20
    assert verify_chain().is_sound

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from audit import verify
from audit.models import AuditEvent, Seal
from audit.seal import seal_events
from audit.verify import verify_chain
from tests.audit.tampering import A_MOMENT, add_events, tamper
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Four seals: events 1 to 3; 4, 6 and 7; 8 with 5 that came late; 9 and 10."""
    for ids in ([1, 2, 3], [4, 6, 7], [5, 8], [9, 10]):
        add_events(*ids)
        seal_events()
    return list(Seal.objects.order_by("id"))


def found() -> list[tuple[int | None, int | None]]:
    return [(problem.seal_id, problem.event_id) for problem in verify_chain().problems]


def remove_seals(*seals: Seal) -> None:
    for seal in seals:
        tamper("DELETE FROM audit_seal WHERE id = %s", seal.pk, table="audit_seal")


def test_untouched_chain_is_sound(chain):
    add_events(11)
    report = verify_chain(expected_digest=chain[1].digest)

    assert report.is_sound
    assert (report.seals, report.sealed_events, report.waiting_events) == (4, 10, 1)
    assert report.newest_digest == chain[-1].digest


def test_empty_trail_is_sound(db):
    report = verify_chain()

    assert report.is_sound
    assert (report.seals, report.sealed_events, report.waiting_events, report.newest_digest) == (0, 0, 0, "")


@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-07-02 09:30:00+00:00'",
        "event = 'return.decided'",
        "subject_type = 'returns.answer'",
        "subject_id = '2'",
        "trail = ''",
        "council_id = 7",
        """data = '{"period": "July"}'""",
    ],
)
def test_changed_event_is_named(chain, change):
    tamper(f"UPDATE audit_auditevent SET {change} WHERE id = 6")

    assert found() == [(chain[1].pk, 6)]


def test_changed_actor_is_named(chain):
    tamper("UPDATE audit_auditevent SET actor_id = %s WHERE id = 2", UserFactory().pk)

    assert found() == [(chain[0].pk, 2)]


def test_changed_late_event_is_named(chain):
    tamper("UPDATE audit_auditevent SET event = 'x' WHERE id = 5")

    assert found() == [(chain[2].pk, 5)]


def test_removed_events_are_named_and_their_neighbours_are_not(chain):
    tamper("DELETE FROM audit_auditevent WHERE id IN (1, 5, 7, 10)")

    assert found() == [(chain[0].pk, 1), (chain[1].pk, 7), (chain[2].pk, 5), (chain[3].pk, 10)]


def test_exchanged_events_are_both_named(chain):
    tamper("UPDATE audit_auditevent SET id = CASE id WHEN 1 THEN -2 ELSE -1 END, trail = id WHERE id IN (1, 2)")
    tamper("UPDATE audit_auditevent SET id = -id WHERE id < 0")

    assert found() == [(chain[0].pk, 1), (chain[0].pk, 2)]


def test_event_slipped_into_an_old_gap_is_named():
    for days, ids in enumerate([(1, 3), (4,)]):
        with time_machine.travel(A_MOMENT + timedelta(days=2 * days)):
            add_events(*ids)
            seal_events()
    add_events(2)

    assert found() == [(Seal.objects.first().pk, 2)]


def test_event_in_a_gap_that_is_still_open_waits_for_the_next_seal():
    add_events(1, 3)
    seal_events()
    add_events(2)

    report = verify_chain()
    assert report.is_sound
    assert report.waiting_events == 1


def test_event_numbered_below_the_first_is_named(chain):
    add_events(-5)

    assert found() == [(None, -5)]


def test_seal_removed_from_the_middle_shows(chain):
    remove_seals(chain[1])

    assert found() == [(chain[2].pk, None)]


def test_seal_removed_from_the_beginning_shows(chain):
    remove_seals(chain[0])

    assert found() == [(chain[1].pk, None)]


def test_tail_that_was_cut_off_shows_against_the_digest_from_the_log(chain):
    remove_seals(chain[3])

    assert verify_chain().is_sound, "nothing in the database itself can tell"
    assert verify_chain(chain[2].digest).is_sound
    assert [problem.text for problem in verify_chain(chain[3].digest).problems] == [
        "No seal has the digest you expect. The newest seals were cut off or replaced."
    ]


def test_tail_that_was_cut_off_and_sealed_anew_shows_against_the_digest_from_the_log(chain):
    remove_seals(chain[3])
    tamper("DELETE FROM audit_auditevent WHERE id = 10")
    seal_events()

    assert verify_chain().is_sound
    assert not verify_chain(chain[3].digest).is_sound


def test_everything_removed_shows_against_the_digest_from_the_log(chain):
    remove_seals(*chain)
    tamper("DELETE FROM audit_auditevent")

    assert not verify_chain(chain[3].digest).is_sound


@pytest.mark.parametrize(
    "change",
    [
        "sealed = '2020-01-01 00:00:00+00:00'",
        "first_id = 3",
        "last_id = 8",
        "last_id = 9000000000000000000",
        "last_id = 9000000000000000000, events = 2000000000",
        "events = 2",
        "gaps = '[]'",
        "gaps = '[[5, 6]]'",
        "gaps = '[5]'",
        "gaps = '7'",
        """gaps = '[["a", "b"]]'""",
        "late_ids = '[8]'",
        "late_ids = 'null'",
        "marks = ''",
        "digest = 'f'",
    ],
)
def test_changed_seal_is_named_first(chain, change):
    tamper(f"UPDATE audit_seal SET {change} WHERE id = %s", chain[1].pk, table="audit_seal")

    problems = found()
    assert problems[0] == (chain[1].pk, None)
    # The next seal is named too where it no longer follows; no event is.
    assert set(problems) <= {(chain[1].pk, None), (chain[2].pk, None)}


def test_changed_marks_accuse_but_are_noticed(chain):
    marks = "0" * len(chain[0].marks)
    tamper("UPDATE audit_seal SET marks = %s WHERE id = %s", marks, chain[0].pk, table="audit_seal")

    assert {seal_id for seal_id, _ in found()} == {chain[0].pk}


def test_seal_made_without_the_key_is_named(chain):
    """Somebody who can write to the database cannot continue the chain."""
    Seal.objects.create(
        first_id=11,
        last_id=11,
        events=1,
        key_mark=chain[3].key_mark,
        marks=chain[3].marks[:12],
        previous_digest=chain[3].digest,
        digest="0" * 64,
    )
    add_events(11)

    assert [seal_id for seal_id, _ in found()] == [Seal.objects.last().pk]


def test_another_key_is_called_by_its_name(chain, settings):
    settings.AUDIT_KEY = "another key that is long enough for a key, fifty of them"

    problems = verify_chain().problems
    assert [problem.seal_id for problem in problems] == [seal.pk for seal in chain]
    assert all("another AUDIT_KEY" in problem.text for problem in problems)


def test_key_changed_half_way_names_the_seals_it_was_not_made_with(chain, settings):
    settings.AUDIT_KEY = "another key that is long enough for a key, fifty of them"
    add_events(11)
    seal_events()

    assert found() == [(seal.pk, None) for seal in chain]


def test_search_stops_when_the_picture_is_clear(monkeypatch):
    monkeypatch.setattr(verify, "MOST_PROBLEMS", 3)
    add_events(*range(1, 11))
    seal_events()
    tamper("UPDATE audit_auditevent SET event = 'x'")

    assert len(verify_chain().problems) == 3


# --- manage.py verify_audit -------------------------------------------------------------------------------------------
def test_command_prints_counts_and_newest_digest(chain, capsys):
    call_command("verify_audit", expect=chain[2].digest)

    printed = capsys.readouterr().out
    assert "The audit trail is as it was sealed." in printed
    assert "Seals: 4" in printed
    assert "Sealed events: 10" in printed
    assert "Events not sealed yet: 0" in printed
    assert f"Newest digest: {chain[3].digest}" in printed


def test_command_on_an_empty_trail(db, capsys):
    call_command("verify_audit")

    assert "Newest digest: none" in capsys.readouterr().out


def test_command_says_in_words_what_is_wrong_and_fails(chain, capsys):
    tamper("UPDATE audit_auditevent SET event = 'x' WHERE id = 6")
    tamper("DELETE FROM audit_auditevent WHERE id = 9")

    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit")

    assert stopped.value.code == 1
    assert capsys.readouterr().err.splitlines() == [
        "The audit trail is not as it was sealed. The first difference:",
        f"  Event 6 is not as seal {chain[1].pk} sealed it: it was changed.",
        "Other differences:",
        f"  Event 9, sealed by seal {chain[3].pk}, was removed.",
    ]


def test_verifying_changes_nothing(chain):
    before = list(AuditEvent.objects.values()), list(Seal.objects.values())
    verify_chain()

    assert (list(AuditEvent.objects.values()), list(Seal.objects.values())) == before

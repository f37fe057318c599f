import pytest

from audit.events import Event
from audit.models import AuditEvent
from audit.queries import history_of, sentence_for
from tests.audit.tampering import A_MOMENT, add_events
from tests.factories import UserFactory

TRAIL = "returns.supplierreturn:1"


def event_row(code: str, **fields) -> AuditEvent:
    return AuditEvent(at=A_MOMENT, event=code, **fields)


@pytest.mark.django_db
def test_history_is_newest_first_and_of_one_trail():
    add_events(1, 2, 4)
    add_events(3, trail="returns.supplierreturn:11")

    assert [event.pk for event in history_of(TRAIL)] == [4, 2, 1]


@pytest.mark.django_db
def test_history_turns_pages_by_the_last_event_shown():
    add_events(*range(1, 6))

    first = [event.pk for event in history_of(TRAIL, limit=2)]
    add_events(6)  # something happens while the first page is read
    second = [event.pk for event in history_of(TRAIL, limit=2, before=first[-1])]

    assert (first, second) == ([5, 4], [3, 2])


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.django_db
def test_history_with_its_sentences_is_one_query(django_assert_num_queries, rows):
    add_events(*range(1, rows + 1), actor=UserFactory())

    with django_assert_num_queries(1):
        assert len([sentence_for(event) for event in history_of(TRAIL)]) == rows


def test_sentence_is_filled_from_the_data():
    actor = UserFactory.build(first_name="Person", last_name="One")
    event = event_row("return.submitted", actor=actor, data={"revision": 2})

    assert sentence_for(event) == "Person One sent the return, revision 2"


def test_sentence_of_what_the_portal_did():
    event = event_row("return.opened", data={"period": "July to September 2026"})

    assert sentence_for(event) == "The portal opened the return for July to September 2026"


def test_sentence_never_shows_an_address():
    actor = UserFactory.build(first_name="", last_name="", email="person@example.com")
    event = event_row("return.taken", actor=actor)

    assert sentence_for(event) == "Somebody without a name started to read the return"


def test_sentence_takes_the_actor_from_the_event_and_not_from_the_data():
    assert sentence_for(event_row("return.taken", data={"actor": "Somebody else"})).startswith("The portal ")


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("return.of_another_age", {"revision": 2}),
        ("return.submitted", {}),
        ("return.submitted", ["revision"]),
        ("return.submitted", None),
        ("", {}),
    ],
)
def test_sentence_that_cannot_be_told_is_the_code(code, data):
    assert sentence_for(event_row(code, data=data)) == code


def test_every_event_of_every_room_tells_something_without_data():
    """Old history stays readable: whatever the data lacks, a sentence or the code comes out."""
    for code in Event.all():
        assert sentence_for(event_row(code))

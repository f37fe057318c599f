"""What looks like personal data: in files, confirmed or replaced, and in whatever a supplier writes."""

import pytest

from audit.models import AuditEvent
from framework.models import Measure
from returns.actions.answering import answer_words, tell_story
from returns.checks import STOP, before_sending, personal_data
from returns.models import Evidence
from tests.factories import EvidenceFactory, EvidenceUseFactory, MeasureFactory
from tests.returns.pages import address, browser, shown
from tests.returns.road import answer, answer_all, codes, last_event, open_road

pytestmark = pytest.mark.django_db
NAMES = "Thank you to the college. Write to sam.sample@example.com to hear more."
CLEAN = "Six people took part and three found work."
WARNING = "It looks like this names a person: email address. Write about the activity, not the person"
TICK = "I have checked: nobody is named who should not be"


@pytest.fixture(autouse=True)
def before_the_end(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")


@pytest.fixture
def road():
    return open_road("count", "milestone")


def careful(*more, **measure):
    """A return whose first line is about people who need protection."""
    asked = MeasureFactory(**{"photos": "no", "sensitivity": Measure.Sensitivity.CARE_LEAVERS, **measure})
    return open_road(asked, *more, framework_version=asked.version)


def add(road, number=1, **fields) -> Evidence:
    evidence = EvidenceFactory(**{"contract": road.contract, "uploaded_by": road.editor, **fields})
    EvidenceUseFactory(answer=road.row(number).answer, evidence=evidence)
    return evidence


def stops_of(road) -> list[tuple[str, int | None]]:
    """The pages on which personal data stops the return."""
    found = list(personal_data.problems(road.sheet()))
    assert all(problem.severity == STOP and problem in before_sending(road.sheet()) for problem in found)
    return [(problem.page, problem.line) for problem in found]


# --- Files ------------------------------------------------------------------------------------------------------------
def test_file_that_looks_like_it_names_people_is_confirmed_before_sending(road):
    client = browser(road.editor)
    evidence = add(road, findings={"email": 3, "date_of_birth": 1}, original_name="list.xlsx")
    page = shown(client.get(address(road, "line-evidence", 1)))
    assert "email address (3)" in page and "date of birth (1)" in page
    assert "I have looked. Nobody is named who should not be" in page and "Replace list.xlsx" in page
    assert stops_of(road) == [("evidence", 1)]
    assert "Look at list.xlsx of commitment 1 and confirm" in shown(client.get(address(road, "return-check")))
    since = last_event()
    told = client.post(address(road, "evidence-confirm", 1), {"evidence": str(evidence.pk)}, follow=True)
    assert "list.xlsx confirmed" in shown(told) and "Looked at and confirmed on 20 June 2026" in shown(told)
    assert stops_of(road) == []
    assert codes(road, since) == ["evidence.confirmed"]
    evidence.refresh_from_db()
    assert evidence.confirmed_by == road.editor and evidence.confirmed_at is not None


def test_confirming_twice_is_told_once_and_stays_with_the_first(road):
    evidence = add(road, findings={"email": 1})
    confirm = address(road, "evidence-confirm", 1)
    for person in (road.editor, road.everybody()["admin"]):
        browser(person).post(confirm, {"evidence": str(evidence.pk)})
    evidence.refresh_from_db()
    assert evidence.confirmed_by == road.editor
    assert AuditEvent.objects.filter(event="evidence.confirmed").count() == 1


def test_confirmation_names_what_was_found_but_not_the_data(road):
    evidence = add(road, findings={"email": 1}, original_name="sam.xlsx")
    browser(road.editor).post(address(road, "evidence-confirm", 1), {"evidence": str(evidence.pk)})
    event = AuditEvent.objects.get(event="evidence.confirmed")
    assert event.data["findings"] == {"email": 1} and "sam" not in str(event.data)


def test_file_of_a_sensitive_measure_is_replaced_and_not_confirmed():
    road = careful()
    client, evidence = browser(road.editor), add(road, findings={"email": 1}, original_name="list.xlsx")
    page = shown(client.get(address(road, "line-evidence", 1)))
    assert "Here no file may name anybody" in page and "Replace list.xlsx" in page
    assert "I have looked" not in page
    assert stops_of(road) == [("evidence", 1)]
    told = shown(client.post(address(road, "evidence-confirm", 1), {"evidence": str(evidence.pk)}, follow=True))
    assert "must not name anybody" in told
    evidence.refresh_from_db()
    assert evidence.confirmed_at is None and stops_of(road) == [("evidence", 1)]


def test_file_that_was_refused_says_what_it_seems_to_hold():
    road = careful()
    refused = {"status": "quarantined", "fault": "personal_data", "stored_sha256": ""}
    add(road, findings={"email": 2, "postcode": 1}, original_name="list.xlsx", **refused)
    page = shown(browser(road.editor).get(address(road, "line-evidence", 1)))
    assert "The selected file must not name anybody" in page and "Replace list.xlsx" in page
    assert "It looks like it has: email address (2), full postcode (1)." in page
    assert "I have looked" not in page


def test_file_confirmed_for_one_line_is_still_replaced_on_a_sensitive_one():
    road = careful("count")
    evidence = add(road, 2, findings={"email": 1})
    EvidenceUseFactory(answer=road.row(1).answer, evidence=evidence)
    browser(road.editor).post(address(road, "evidence-confirm", 2), {"evidence": str(evidence.pk)})
    assert stops_of(road) == [("evidence", 1)]


@pytest.mark.parametrize(("photos", "is_asked"), [("no", True), ("yes", False)])
def test_pictures_in_a_document_are_looked_at_where_photos_are_not_allowed(photos, is_asked):
    road = careful(photos=photos, sensitivity="standard")
    client, evidence = browser(road.editor), add(road, notes=["pictures"])
    page = shown(client.get(address(road, "line-evidence", 1)))
    assert ("I have looked. No picture shows a child or young person" in page) is is_asked
    assert bool(stops_of(road)) is is_asked
    client.post(address(road, "evidence-confirm", 1), {"evidence": str(evidence.pk)})
    assert stops_of(road) == []


def test_pictures_and_names_are_confirmed_together():
    road = careful(sensitivity="standard")
    add(road, notes=["pictures"], findings={"email": 1})
    page = shown(browser(road.editor).get(address(road, "line-evidence", 1)))
    assert "I have looked. Nobody is named who should not be. No picture shows a child or young person" in page


@pytest.mark.parametrize("status", ["uploaded", "quarantined", "hidden"])
def test_file_that_nobody_can_open_is_not_confirmed(road, status):
    evidence = add(road, status=status)
    told = browser(road.editor).post(address(road, "evidence-confirm", 1), {"evidence": str(evidence.pk)})
    assert told.status_code == 302
    evidence.refresh_from_db()
    assert evidence.confirmed_at is None


def test_file_of_another_line_is_not_confirmed_here(road):
    evidence = add(road, 2, findings={"email": 1})
    told = browser(road.editor).post(address(road, "evidence-confirm", 1), {"evidence": str(evidence.pk)})
    assert told.status_code == 404


# --- Words ------------------------------------------------------------------------------------------------------------
def words_pages(road) -> dict[str, tuple[str, dict]]:
    """The field of each page that takes words: its address, and what else is sent with it."""
    nothing, not_yet = {"nothing": "on"}, {"is_done": "no"}
    return {
        "narrative": (address(road, "line-words", 1), {}),
        "nothing_reason": (address(road, "line-figure", 1), nothing),
        "unusual_reason": (address(road, "line-figure", 1), {"figure": "20"}),
        "nothing_reason of a milestone": (address(road, "line-figure", 2), not_yet),
        "no_evidence_reason": (address(road, "line-evidence", 1), {"action": "continue"}),
        "story": (address(road, "return-story"), {}),
        "nil_reason": (address(road, "return-nil"), {}),
    }


FIELDS = [
    "narrative", "nothing_reason", "unusual_reason", "nothing_reason of a milestone", "no_evidence_reason", "story",
    "nil_reason",
]  # fmt: skip


@pytest.mark.parametrize("what", FIELDS)
def test_words_that_look_like_a_name_are_asked_about_once(road, what):
    client, (page, rest) = browser(road.editor), words_pages(road)[what]
    field = what.split()[0]
    asked = client.post(page, {**rest, field: NAMES})
    assert shown(asked).count(WARNING) == 2 and TICK in shown(asked) and NAMES in shown(asked)
    assert client.post(page, {**rest, field: NAMES, f"{field}_checked": "on"}).status_code == 302
    assert shown(client.get(page, follow=True)).count(WARNING) == 0
    again = client.post(page, {**rest, field: NAMES})
    assert again.status_code == 302, "Words that were saved and not changed are not asked about again."
    assert client.post(page, {**rest, field: NAMES + " Or sit.sample@example.com"}).status_code == 200


@pytest.mark.parametrize("what", [what for what in FIELDS if "milestone" not in what])
def test_words_about_people_who_need_protection_are_never_taken_with_a_name(what):
    road = careful("milestone")
    client, (page, rest) = browser(road.editor), words_pages(road)[what]
    field = what.split()[0]
    asked = shown(client.post(page, {**rest, field: NAMES, f"{field}_checked": "on"}))
    assert asked.count(WARNING) == 2 and TICK not in asked and NAMES in asked
    assert client.post(page, {**rest, field: CLEAN}).status_code == 302


def test_reason_that_is_not_saved_is_not_looked_at(road):
    page = address(road, "line-figure", 1)
    assert browser(road.editor).post(page, {"figure": "100", "nothing_reason": NAMES}).status_code == 302


def test_words_that_came_another_way_stop_a_sensitive_return():
    road = careful("count")
    answer_all(road)
    answer_words(answer=road.row(1).answer, narrative=NAMES, by=road.editor)
    answer_words(answer=road.row(2).answer, narrative=NAMES, by=road.editor)
    tell_story(revision=road.sheet().revision, story=NAMES, by=road.editor)
    assert stops_of(road) == [("words", 1), ("story", None)]
    check = browser(road.editor).get(address(road, "return-check"))
    page = check.content.decode()
    assert (
        f"{address(road, 'return-story')}?from=check" in page and f"{address(road, 'line-words', 1)}?from=check" in page
    )


def test_words_stop_no_return_without_a_sensitive_line(road):
    answer(road, 1)
    answer_words(answer=road.row(1).answer, narrative=NAMES, by=road.editor)
    tell_story(revision=road.sheet().revision, story=NAMES, by=road.editor)
    assert stops_of(road) == []

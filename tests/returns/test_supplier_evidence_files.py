"""How the supplier sees its files: being checked, ready, refused and why, replaced, and opened by the council."""

from datetime import UTC, datetime

import pytest
from django.utils.html import escape

from framework.models import Measure
from returns.actions.evidence import use_evidence
from returns.evidence.refusal import Fault
from returns.models import Evidence, EvidenceAccess, EvidenceUse
from tests.factories import EvidenceFactory, EvidenceUseFactory, LegalHoldFactory, MeasureFactory
from tests.returns import files
from tests.returns.files_kept import is_stored
from tests.returns.pages import address, browser, shown
from tests.returns.road import KINDS, next_period, open_road, send, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return open_road(*KINDS)


@pytest.fixture
def client(road):
    return browser(road.editor)


def add(road, number=1, **fields) -> Evidence:
    """A file of one line in any state."""
    fields = {"contract": road.contract, "uploaded_by": road.editor, **fields}
    evidence = EvidenceFactory(**fields)
    EvidenceUseFactory(answer=road.row(number).answer, evidence=evidence)
    return evidence


def careful(road_of=open_road, **measure):
    """A return whose only line is about people who need protection."""
    asked = MeasureFactory(**{"photos": "no", "sensitivity": Measure.Sensitivity.CARE_LEAVERS, **measure})
    return road_of(asked, framework_version=asked.version)


# --- What is said before ----------------------------------------------------------------------------------------------
def test_page_of_a_sensitive_measure_says_what_is_fine_and_what_is_not(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = careful()
    page = shown(browser(road.editor).get(address(road, "line-evidence", 1)))
    for words in ("This is fine", "This is not", "Two examples", "Fine:", "Not fine:", "Photos are not allowed here"):
        assert words in page
    assert "None of these files names or shows a child or young person" in page


def test_page_of_a_standard_measure_asks_for_no_tick(road, client):
    page = shown(client.get(address(road, "line-evidence", 1)))
    assert "Never upload names" in page and "None of these files names" not in page


@pytest.mark.parametrize(("photos", "is_offered", "words"), [
    ("no", False, "Photos are not allowed here"),
    ("with consent", True, "Photos may show adults only, and only those who agreed to it"),
    ("yes", True, "CSV, JPEG, PNG or HEIC"),
])  # fmt: skip
def test_browser_is_offered_photos_only_where_they_are_taken(time_machine, photos, is_offered, words):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = careful(photos=photos, sensitivity="standard")
    response = browser(road.editor).get(address(road, "line-evidence", 1))
    assert (".jpg" in response.content.decode()) is is_offered
    assert words in shown(response)


@pytest.mark.parametrize("action", ["add", "continue"])
def test_sensitive_measure_takes_no_file_without_the_tick(time_machine, action):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = careful()
    client, page = browser(road.editor), address(road, "line-evidence", 1)
    chosen = {"action": action, "files": [files.an_upload(files.a_pdf())]}
    assert "then tick to say that none of them names or shows a child" in shown(client.post(page, chosen))
    assert not Evidence.objects.exists()
    chosen = {"action": action, "files": [files.an_upload(files.a_pdf())], "names_no_child": "on"}
    assert client.post(page, chosen).status_code == 302
    assert EvidenceUse.objects.filter(answer=road.row(1).answer).count() == 1


def test_sensitive_measure_uses_no_file_of_another_line_without_the_tick(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    asked = MeasureFactory(photos="no", sensitivity=Measure.Sensitivity.CARE_LEAVERS)
    road = open_road("count", asked, framework_version=asked.version)
    evidence = add(road, 1)
    client, page = browser(road.editor), address(road, "line-evidence", 2)
    assert "then tick" in shown(client.post(page, {"action": "add", "reuse": [str(evidence.pk)]}))
    client.post(page, {"action": "add", "reuse": [str(evidence.pk)], "names_no_child": "on"})
    assert road.row(2).evidence == [evidence]


# --- The list of files ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("status", ["uploaded", "scanning"])
def test_file_that_waits_is_being_checked_and_can_be_looked_at_again(road, client, status):
    add(road, status=status, original_name="totals.csv")
    response = client.get(address(road, "line-evidence", 1))
    page = shown(response)
    assert "totals.csv" in page and "Being checked" in page and "Check again" in page
    assert "data-waiting" in response.content.decode()
    assert "evidence-open" not in response.content.decode() and "Remove" in page


def test_file_that_is_ready_can_be_opened_and_nothing_waits(road, client):
    evidence = add(road, original_name="totals.csv")
    response = client.get(address(road, "line-evidence", 1))
    assert "Ready" in shown(response) and "Check again" not in shown(response)
    assert f"/evidence/{evidence.pk}/" in response.content.decode()


def test_file_waits_when_the_scanner_is_away_and_says_so(road, client):
    add(road, status="uploaded", fault=Fault.SCANNER_AWAY)
    page = shown(client.get(address(road, "line-evidence", 1)))
    assert "the virus scanner does not answer" in page and "Being checked" in page
    assert "There is a problem" not in page


def test_supplier_removes_a_file_on_hold_and_is_told_that_its_content_is_kept(road):
    evidence = EvidenceFactory(contract=road.contract, uploaded_by=road.editor, original_name="minutes.pdf")
    EvidenceUseFactory(answer=road.row(1).answer, evidence=evidence)
    LegalHoldFactory(council=road.contract.council)
    told = browser(road.editor).post(address(road, "evidence-remove", 1), {"evidence": str(evidence.pk)}, follow=True)
    assert "minutes.pdf removed. The council has a legal duty to keep its content for now" in shown(told)
    assert not road.row(1).evidence and is_stored(evidence)


@pytest.mark.parametrize("fault", ["damaged", "password", "macros", "virus", "personal_data", "name_disagrees"])
def test_refused_file_says_why_beside_itself_and_in_the_summary(road, client, fault):
    kind = {"media_type": "application/pdf"} if fault == "name_disagrees" else {}
    evidence = add(road, status="quarantined", fault=fault, original_name="letter.txt", **kind)
    response = client.get(address(road, "line-evidence", 1))
    words = str(Fault(fault).label).replace("{extension}", ".pdf")
    assert shown(response).count(words) == 2
    page = response.content.decode()
    assert f'<a href="#file-{evidence.pk}">{escape(f"letter.txt: {words}")}</a>' in page
    assert f'id="file-{evidence.pk}"' in page
    assert "<title>Error: " in page and f"replace={evidence.pk}" in page


def test_file_with_a_fault_of_another_age_is_still_shown(road, client):
    add(road, status="quarantined", fault="no_longer_known")
    assert "cannot be used as evidence" in shown(client.get(address(road, "line-evidence", 1)))


def test_file_that_nobody_scanned_is_for_its_uploader_alone(road, client):
    mine = add(road, scan="not_scanned", original_name="mine.pdf")
    theirs = add(road, scan="not_scanned", original_name="theirs.pdf", uploaded_by=road.everybody()["admin"])
    response = client.get(address(road, "line-evidence", 1))
    page = shown(response)
    assert "This installation has no virus scanner. Only you can open this file." in page
    assert "Only the person who added this file can open it." in page
    assert f"/evidence/{mine.pk}/" in response.content.decode()
    assert f"/evidence/{theirs.pk}/" not in response.content.decode()


def test_file_with_a_reported_problem_says_that_nobody_can_open_it(road, client):
    evidence = add(road, status="hidden")
    response = client.get(address(road, "line-evidence", 1))
    assert "Nobody can open it while the council looks into it" in shown(response)
    assert f"/evidence/{evidence.pk}/" not in response.content.decode()


@pytest.mark.parametrize(("notes", "words"), [
    (["hidden_sheets"], "It has hidden sheets. Check in the downloaded file that nobody is named there."),
    (["comments_removed"], "We took out the comments."),
    (["author_removed"], "We took out the names of the people who made it."),
    (["changes_removed"], "It had tracked changes. We kept the text as it reads with all of them."),
])  # fmt: skip
def test_file_tells_what_was_changed_in_it(road, client, notes, words):
    add(road, notes=notes)
    page = shown(client.get(address(road, "line-evidence", 1)))
    assert words in page and "There is a problem" not in page


def test_pages_without_files_say_what_will_be_there(road, client):
    assert "None yet." in shown(client.get(address(road, "line-evidence", 1)))


# --- Another file in the same place -----------------------------------------------------------------------------------
def test_refused_file_is_replaced_in_its_place(road, client):
    first = add(road, original_name="one.pdf")
    bad = add(road, status="quarantined", original_name="bad.pdf")
    page = address(road, "line-evidence", 1)
    asked = shown(client.get(f"{page}?replace={bad.pk}"))
    assert "Replace bad.pdf" in asked and "Choose a file to take its place" in asked
    upload = files.an_upload(files.a_pdf(), "good.pdf")
    assert client.post(f"{page}?replace={bad.pk}", {"action": "add", "files": [upload]}).url == page
    assert [item.original_name for item in road.row(1).evidence] == ["one.pdf", "good.pdf"]
    bad.refresh_from_db()
    assert bad.status == "removed" and first in road.row(1).evidence


def test_file_that_is_refused_takes_nobodys_place(road, client):
    bad = add(road, status="quarantined", original_name="bad.pdf")
    chosen = {"action": "add", "files": [files.an_upload(b"<html>", "worse.pdf")]}
    page = shown(client.post(f"{address(road, 'line-evidence', 1)}?replace={bad.pk}", chosen))
    assert "worse.pdf:" in page and "Replace bad.pdf" in page
    assert road.row(1).evidence == [bad]


def test_file_takes_not_its_own_place(road, client):
    content = files.a_pdf()
    client.post(address(road, "line-evidence", 1), {"action": "add", "files": [files.an_upload(content)]})
    [kept] = road.row(1).evidence
    chosen = {"action": "add", "files": [files.an_upload(content)]}
    page = shown(client.post(f"{address(road, 'line-evidence', 1)}?replace={kept.pk}", chosen))
    assert "This is the same file. Choose another one" in page
    assert road.row(1).evidence == [kept]


def test_replacing_a_file_of_another_line_replaces_nothing(road, client):
    other = add(road, 2)
    chosen = {"action": "add", "files": [files.an_upload(files.a_pdf(), "new.pdf")]}
    client.post(f"{address(road, 'line-evidence', 1)}?replace={other.pk}", chosen)
    assert road.row(2).evidence == [other]
    assert [item.original_name for item in road.row(1).evidence] == ["new.pdf"]


def test_coming_from_the_check_page_is_remembered_all_the_way(road, client):
    bad = add(road, status="quarantined")
    page = f"{address(road, 'line-evidence', 1)}?from=check"
    assert f"?from=check&amp;replace={bad.pk}" in client.get(page).content.decode()
    assert client.get(f"{page}&replace={bad.pk}").content.decode().count("from=check") >= 2
    chosen = {"action": "add", "files": [files.an_upload(files.a_pdf())]}
    assert client.post(f"{page}&replace={bad.pk}", chosen).url == page


# --- Who opened it ----------------------------------------------------------------------------------------------------
def opened(evidence, by, day):
    moment = datetime(2026, 7, day, 11, 0, tzinfo=UTC)
    EvidenceAccess.objects.create(evidence=evidence, kind="view", accessed_at=moment, accessed_by=by)


@pytest.fixture
def sent_file(road):
    evidence = add(road, original_name="totals.csv")
    send(road)
    return evidence


def test_supplier_sees_that_officers_opened_a_file(road, client, sent_file):
    page = address(road, "return-detail")
    assert "Opened by the council" not in shown(client.get(page))
    opened(sent_file, road.officer, 3)
    assert "Opened by the council on 3 July 2026" in shown(client.get(page))
    opened(sent_file, road.second, 5)
    words = shown(client.get(page))
    assert "Opened by the council 2 times, last on 5 July 2026" in words
    assert road.second.get_full_name() not in words


def test_supplier_is_not_told_of_its_own_people_or_other_councils(road, client, sent_file):
    opened(sent_file, road.editor, 3)
    opened(sent_file, road.everybody()["other_council"], 4)
    assert "Opened by the council" not in shown(client.get(address(road, "return-detail")))


def test_record_of_one_line_shows_it_too(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = taken("count", "count")
    viewer = road.everybody()["viewer"]
    evidence = EvidenceFactory(contract=road.contract)
    next_period(road, today=datetime(2026, 7, 2, tzinfo=UTC).date())
    use_evidence(answer=road.row(1).answer, evidence=evidence, by=road.editor)
    opened(evidence, road.officer, 3)
    page = shown(browser(viewer).get(address(road, "line-record", 1)))
    assert "Opened by the council on 3 July 2026" in page

"""What the supplier says a file is: asked once and never needed, and told to whoever reads the file (section 6.5)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from framework.models import Measure
from returns.evidence.natures import OFTEN_WRONG, natures_for
from returns.models import EvidenceUse
from tests.factories import EvidenceFactory, EvidenceUseFactory
from tests.framework.measures import measure
from tests.returns import files
from tests.returns.pages import address, browser, shown
from tests.returns.road import answer_all, open_road, send, send_back, take

pytestmark = pytest.mark.django_db
Nature = EvidenceUse.Nature


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return open_road("count", "hours")


@pytest.fixture
def client(road):
    return browser(road.editor)


def add(road, client, number=1, name="letter.pdf", content=None, query="", **fields):
    """Send the form of the evidence page, as a browser without scripts does."""
    chosen = files.an_upload(files.a_pdf() if content is None else content, name, "application/pdf")
    return client.post(address(road, "line-evidence", number) + query, {"action": "add", "files": [chosen], **fields})


def said(road, number=1) -> list[str]:
    return list(EvidenceUse.objects.filter(answer=road.row(number).answer).values_list("nature", flat=True))


# --- What may be said -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked_for", "first"),
    [
        ("Signed apprenticeship agreement with personal details redacted", ["apprenticeship_agreement"]),
        ("Staff timesheet extract or school confirmation", ["timesheet", "partner_letter"]),
        ("Purchase ledger extract: sample of invoices on request", ["invoice_extract", "invoice_sample"]),
        ("Meter readings or bills", ["meter_reading"]),
        ("Whatever you have", ["apprenticeship_agreement"]),
    ],
)
def test_nature_that_the_measure_asks_for_comes_first(asked_for, first):
    offered = [value for value, _label in natures_for(measure(evidence_required=asked_for))]
    assert offered[: len(first)] == first
    assert sorted(offered) == sorted(Nature.values) and offered[-1] == "other"


def test_nature_of_a_photo_is_not_offered_where_none_is_taken():
    without = [value for value, _label in natures_for(measure(photos=Measure.Photos.NO))]
    assert set(Nature.values) - set(without) == {"photo"}


def test_nature_of_every_kind_but_the_last_has_something_to_check():
    assert set(OFTEN_WRONG) == set(Nature) - {Nature.OTHER}


# --- Saying it --------------------------------------------------------------------------------------------------------
def test_nature_is_asked_beside_the_files_and_may_be_left_out(road, client):
    assert "What kind of file is it? (optional)" in shown(client.get(address(road, "line-evidence", 1)))
    assert add(road, client).status_code == 302
    assert said(road) == [""]


def test_nature_is_shown_with_what_often_goes_wrong_and_recorded(road, client):
    assert add(road, client, nature="timesheet").status_code == 302
    page = shown(client.get(address(road, "line-evidence", 1)))
    assert "Timesheet. Check that it gives dates, activity and hours, and names no child in its notes." in page
    assert AuditEvent.objects.filter(event="evidence.added").get().data["nature"] == "timesheet"


def test_nature_that_there_is_not_is_refused_in_words(road, client):
    page = shown(add(road, client, nature="diary"))
    assert "There is a problem" in page and said(road) == []


def test_nature_that_the_database_does_not_know_is_refused(road):
    with transaction.atomic(), pytest.raises(IntegrityError):
        EvidenceUseFactory(answer=road.row(1).answer, evidence__contract=road.contract, nature="diary")


def test_nature_is_changed_by_adding_the_file_again(road, client):
    content = files.a_pdf()
    add(road, client, content=content, nature="timesheet")
    add(road, client, content=content)
    assert said(road) == ["timesheet"]
    add(road, client, content=content, nature="other")
    assert said(road) == ["other"]
    assert AuditEvent.objects.filter(event="evidence.reused").get().data["nature"] == "other"


def test_nature_goes_along_when_a_file_is_used_for_another_commitment(road, client):
    kept = EvidenceFactory(contract=road.contract)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=kept, nature="partner_letter")
    client.post(address(road, "line-evidence", 2), {"action": "add", "reuse": [str(kept.pk)]})
    assert said(road, 2) == ["partner_letter"]


def test_nature_of_a_file_that_is_replaced_is_filled_in(road, client):
    old = EvidenceFactory(contract=road.contract)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=old, nature="payroll_extract")
    page = client.get(address(road, "line-evidence", 1) + f"?replace={old.pk}").content.decode()
    assert '<option value="payroll_extract" selected>' in page
    add(road, client, query=f"?replace={old.pk}", nature="payroll_extract")
    assert said(road) == ["payroll_extract"]


# --- Reading it -------------------------------------------------------------------------------------------------------
def test_officer_reads_beside_the_file_what_it_is(road):
    evidence = EvidenceFactory(contract=road.contract)
    answer_all(road)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=evidence, nature="attendance_total")
    send(road)
    take(road)
    officer = browser(road.officer)
    assert "Attendance totals," in shown(officer.get(reverse("line-review", args=[road.supplier_return.pk, 1])))
    viewer = shown(officer.get(reverse("evidence-view", args=[evidence.pk])))
    assert "What the supplier says it is Attendance totals" in viewer


def test_nature_stays_with_the_answer_when_a_return_is_sent_back(road):
    answer_all(road)
    EvidenceUseFactory(
        answer=road.row(1).answer, evidence=EvidenceFactory(contract=road.contract), nature="policy_document"
    )
    send(road)
    take(road)
    send_back(road, 2)
    assert said(road) == ["policy_document"]


def test_nature_of_a_file_that_was_sent_never_changes(road):
    answer_all(road)
    use = EvidenceUseFactory(
        answer=road.row(1).answer, evidence=EvidenceFactory(contract=road.contract), nature="photo"
    )
    send(road)
    with transaction.atomic(), pytest.raises(IntegrityError):
        EvidenceUse.objects.filter(pk=use.pk).update(nature="other")

"""The evidence page of a line: files added, refused, used again and removed."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from kombu.exceptions import OperationalError

from returns.models import Evidence, EvidenceUse
from returns.tasks import examine_evidence
from tests.factories import EvidenceFactory, EvidenceUseFactory, MeasureFactory
from tests.returns import files
from tests.returns.pages import address, browser, shown
from tests.returns.road import KINDS, open_road

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return open_road(*KINDS)


@pytest.fixture
def client(road):
    return browser(road.editor)


def upload(name="letter.pdf", content=None):
    kind = "image/jpeg" if name.endswith(".jpg") else "application/pdf"
    return SimpleUploadedFile(name, files.a_pdf() if content is None else content, content_type=kind)


def test_evidence_several_files_at_once(road, client):
    picture = files.a_picture()
    chosen = [upload("one.pdf"), upload("two.jpg", picture)]
    evidence = address(road, "line-evidence", 1)
    assert client.post(evidence, {"action": "add", "files": chosen}).url == evidence
    page = shown(client.get(evidence))
    assert "one.pdf" in page and "two.jpg" in page and "Why there is no evidence" not in page
    assert EvidenceUse.objects.filter(answer=road.row(1).answer).count() == 2


def test_evidence_one_refused_keeps_the_others_and_says_which(road, client):
    chosen = [upload("good.pdf"), upload("bad.pdf", b"<html>"), upload("empty.pdf", b"")]
    page = shown(client.post(address(road, "line-evidence", 1), {"action": "continue", "files": chosen}))
    assert "bad.pdf:" in page and "empty.pdf:" in page
    assert [item.original_name for item in road.row(1).evidence] == ["good.pdf"]
    assert page.count("good.pdf") >= 1
    assert not road.row(1).answer.evidence_done


def test_evidence_add_without_a_file_says_so(road, client):
    page = shown(client.post(address(road, "line-evidence", 1), {"action": "add"}))
    assert "Choose a file to add" in page


def test_evidence_of_another_line_is_used_again_and_removed(road, client):
    kept = EvidenceFactory(contract=road.contract, original_name="one.pdf")
    EvidenceUseFactory(answer=road.row(1).answer, evidence=kept)
    second = address(road, "line-evidence", 2)
    assert "one.pdf" in shown(client.get(second))
    client.post(second, {"action": "add", "reuse": [str(kept.pk)]})
    assert road.row(2).evidence == [kept]
    remove = address(road, "evidence-remove", 1)
    told = client.post(remove, {"evidence": str(kept.pk)}, follow=True)
    assert "one.pdf removed" in shown(told)
    assert road.row(1).evidence == [] and road.row(2).evidence == [kept]
    assert client.post(remove, {"evidence": str(kept.pk)}).status_code == 404
    client.post(address(road, "evidence-remove", 2), {"evidence": str(kept.pk)})
    assert Evidence.objects.get().status == "removed"


@pytest.mark.parametrize(
    ("state", "asked", "is_offered"),
    [
        ({}, {}, True),
        ({"status": "uploaded"}, {}, False),
        ({"status": "quarantined"}, {}, False),
        ({"media_type": "image/png"}, {}, True),
        ({"media_type": "image/png"}, {"photos": "no"}, False),
        ({"findings": {"email": 1}}, {}, True),
        ({"findings": {"email": 1}}, {"photos": "no", "sensitivity": "care leavers"}, False),
    ],
)
def test_evidence_of_another_line_is_offered_where_it_may_be_used(time_machine, state, asked, is_offered):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    measure = MeasureFactory(**asked)
    road = open_road(measure, "count", framework_version=measure.version)
    evidence = EvidenceFactory(contract=road.contract, original_name="one.pdf", **state)
    EvidenceUseFactory(answer=road.row(2).answer, evidence=evidence)
    page = shown(browser(road.editor).get(address(road, "line-evidence", 1)))
    assert ("Use a file that you added to another commitment one.pdf" in page) is is_offered


def test_evidence_of_a_stranger_is_not_used(road, client):
    stranger = EvidenceFactory()
    page = client.post(address(road, "line-evidence", 1), {"action": "add", "reuse": [str(stranger.pk)]})
    assert page.status_code == 200
    assert not EvidenceUse.objects.exists()
    client.post(address(road, "evidence-remove", 1), {"evidence": "nonsense"})


def test_photo_where_none_is_allowed_is_refused_in_words(time_machine, road):
    measure = MeasureFactory(photos="no", sensitivity="care leavers")
    other = open_road(measure, framework_version=measure.version)
    page = browser(other.editor).post(
        address(other, "line-evidence", 1),
        {"action": "add", "files": [upload("us.jpg", files.a_picture())], "names_no_child": "on"},
    )
    assert "us.jpg:" in shown(page)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("trouble", [None, OperationalError, OSError])
def test_evidence_is_added_whether_or_not_the_worker_can_be_woken(road, client, monkeypatch, trouble):
    woken = []

    def wake():
        woken.append(True)
        if trouble:
            raise trouble

    monkeypatch.setattr(examine_evidence, "delay_on_commit", wake)
    page = address(road, "line-evidence", 1)
    assert client.post(page, {"action": "add", "files": [upload()]}).url == page
    assert woken and road.row(1).evidence[0].status == "uploaded"


def test_evidence_that_cannot_be_removed_says_so(road, client):
    gone = EvidenceFactory(contract=road.contract, status="disposed", original_name="one.pdf")
    EvidenceUseFactory(answer=road.row(1).answer, evidence=gone)
    told = client.post(address(road, "evidence-remove", 1), {"evidence": str(gone.pk)}, follow=True)
    assert "one.pdf: This file cannot be used as evidence" in shown(told)
    assert road.row(1).evidence == [gone]


def test_evidence_that_is_hidden_can_be_taken_from_the_answer_and_stays_hidden(road, client):
    hidden = EvidenceFactory(contract=road.contract, status="hidden", original_name="one.pdf")
    EvidenceUseFactory(answer=road.row(1).answer, evidence=hidden)
    client.post(address(road, "evidence-remove", 1), {"evidence": str(hidden.pk)})
    assert road.row(1).evidence == []
    hidden.refresh_from_db()
    assert hidden.status == "hidden" and storages["evidence"].exists(hidden.storage_name)

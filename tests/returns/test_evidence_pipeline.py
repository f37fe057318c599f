"""From received to ready or refused: scanned by a real clamd, examined in a real sandbox."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone

from audit.models import AuditEvent
from cage.sandbox import PROJECT, SandboxUnavailable
from returns.actions.evidence import add_evidence, remove_evidence
from returns.actions.examining import CLAIM, claim_evidence
from returns.evidence import pipeline
from returns.evidence.kinds import KINDS
from returns.evidence.pipeline import examine_one, examine_waiting
from returns.evidence.queries import openable_evidence
from returns.models import Evidence, Revision
from suppliers.workflow import InvalidTransition
from tests.factories import (
    A_MOMENT,
    AnswerFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    MemberFactory,
    OfficerRoleFactory,
    ReturnLineFactory,
)
from tests.golden.evidence.contents import photo_of_a_phone
from tests.returns import files
from tests.returns.road import examine_all
from tests.services import EICAR, clamd, free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    return AnswerFactory()


def add(answer, content=None, name="letter.pdf", by=None):
    by = by or MemberFactory(organisation=answer.line.supplier_return.supplier).user
    upload = files.an_upload(files.a_pdf() if content is None else content, name)
    return add_evidence(answer=answer, upload=upload, by=by)


def examined(answer, content=None, name="letter.pdf"):
    """What became of a file that was added just now."""
    evidence = add(answer, content, name)
    assert examine_all() == 1
    evidence.refresh_from_db()
    return evidence


def stored_files() -> list[str]:
    root = Path(storages["evidence"].location)
    return sorted(str(found.relative_to(root)) for found in root.rglob("*") if found.is_file())


def events(evidence) -> list[str]:
    return list(AuditEvent.objects.filter(subject_id=str(evidence.pk)).order_by("id").values_list("event", flat=True))


# --- Passed -----------------------------------------------------------------------------------------------------------
def test_sound_file_becomes_ready_and_only_the_cleaned_copy_stays(
    answer, virus_scanner, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        evidence = examined(answer)
    assert (evidence.status, evidence.scan, evidence.fault) == ("available", "clean", "")
    assert evidence.scanned and evidence.scanned_with.startswith("ClamAV ")
    assert (evidence.media_type, evidence.try_after) == ("application/pdf", None)
    names = [evidence.storage_name, *(f"{evidence.storage_name}.{name}" for name in evidence.previews)]
    assert stored_files() == sorted(names)
    assert set(evidence.previews) == {"page-1.jpg", "thumbnail.jpg"}
    assert storages["evidence"].size(evidence.storage_name) == evidence.stored_size
    assert events(evidence) == ["evidence.added", "evidence.examined"]
    event = AuditEvent.objects.get(event="evidence.examined")
    assert (event.actor, event.data) == (None, {"scan": "clean", "findings": 0})


SOUND = {
    "docx": (lambda: files.a_docx(), "letter.docx"),
    "xlsx": (lambda: files.an_xlsx(), "hours.xlsx"),
    "odt": (lambda: files.an_opendocument("text"), "letter.odt"),
    "csv": (lambda: b"Month,Hours\r\nJuly,12\r\n", "hours.csv"),
    "jpeg": (lambda: files.a_picture(), "garden.jpg"),
    "png": (lambda: files.a_picture("PNG"), "garden.png"),
}


@pytest.mark.parametrize("kind", SOUND)
def test_each_kind_becomes_ready(answer, kind):
    make, name = SOUND[kind]
    evidence = examined(answer, make(), name)
    assert (evidence.status, evidence.fault) == ("available", "")
    assert KINDS[kind].media_type == evidence.media_type
    for preview in evidence.previews:
        assert storages["evidence"].size(f"{evidence.storage_name}.{preview}")


def test_photo_of_a_phone_is_kept_without_where_and_when(answer, django_capture_on_commit_callbacks):
    """Invariant 13: what is served has no metadata, and what came is nowhere any more."""
    content = photo_of_a_phone()
    assert b"Exif" in content
    with django_capture_on_commit_callbacks(execute=True):
        evidence = examined(answer, content, "garden.jpg")
    assert evidence.status == "available" and len(stored_files()) == 3
    for name in stored_files():
        kept = storages["evidence"].open(name).read()
        assert b"Exif" not in kept and b"Planted" not in kept
    assert evidence.stored_sha256 != evidence.sha256


def test_findings_are_counted_and_named_nowhere_else(answer, caplog):
    evidence = examined(answer, b"Email,Hours\r\nsomebody@charity.example,12\r\n", "hours.csv")
    assert evidence.status == "available"
    assert evidence.findings["email"] == 1
    assert "somebody" not in caplog.text
    assert "somebody" not in str(list(AuditEvent.objects.values_list("data", flat=True)))


# --- Refused ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (files.a_locked_pdf(), "letter.pdf", "password"),
        (files.a_docx({"word/vbaProject.bin": files.OLE_START}), "letter.docx", "macros"),
        (files.a_picture() + files.a_docx(), "garden.jpg", "unsafe"),
        (files.an_xlsx(), "letter.docx", "name_disagrees"),
        (files.a_pdf()[:300], "letter.pdf", "damaged"),
    ],
    ids=["locked", "macros", "two files in one", "name", "half"],
)
def test_unsound_file_is_refused_and_nothing_of_it_is_kept(
    answer, content, name, fault, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        evidence = examined(answer, content, name)
    assert (evidence.status, evidence.fault) == ("quarantined", fault)
    assert stored_files() == []
    assert events(evidence) == ["evidence.added", "evidence.refused"]
    assert AuditEvent.objects.get(event="evidence.refused").data == {"fault": fault, "scan": "not_scanned"}
    assert not openable_evidence(evidence.uploaded_by).exists()


def test_file_that_crashes_the_library_is_refused_as_unsafe(answer, monkeypatch, caplog):
    def run_bomb(call, folder, **arguments):
        return run_apart("tests.cage.bombs:crash", folder)

    run_apart = pipeline.run_apart
    monkeypatch.setattr(pipeline, "run_apart", run_bomb)
    evidence = examined(answer, name="letter about a person.pdf")
    assert (evidence.status, evidence.fault) == ("quarantined", "unsafe")
    assert "letter" not in caplog.text and "person" not in caplog.text


# --- Measures about people who need protection ------------------------------------------------------------------------
def test_file_that_names_somebody_is_refused_for_a_sensitive_measure(django_capture_on_commit_callbacks):
    answer = AnswerFactory(line__commitment__measure__sensitivity="young people")
    with django_capture_on_commit_callbacks(execute=True):
        evidence = examined(answer, b"Email,Hours\r\nsomebody@charity.example,12\r\n", "hours.csv")
    assert (evidence.status, evidence.fault) == ("quarantined", "personal_data")
    assert evidence.findings == {"email": 1, "heading": 1} and stored_files() == []
    assert "somebody@charity.example" not in str(Evidence.objects.filter(pk=evidence.pk).values())


def test_file_that_is_used_for_a_sensitive_measure_meanwhile_is_refused(monkeypatch, answer):
    """The second line takes the file between our look at its lines and the moment it becomes ready."""
    content = b"Email,Hours\r\nsomebody@charity.example,12\r\n"
    evidence = add(answer, content, "hours.csv")
    sensitive = AnswerFactory(
        line=ReturnLineFactory(
            supplier_return=answer.line.supplier_return, commitment__measure__sensitivity="young people"
        )
    )

    def use_meanwhile(**arguments):
        EvidenceUseFactory(answer=sensitive, evidence=evidence)
        return note_likeness(**arguments)

    note_likeness = pipeline.note_likeness
    monkeypatch.setattr(pipeline, "note_likeness", use_meanwhile)
    examine_all()
    evidence.refresh_from_db()
    assert (evidence.status, evidence.fault, evidence.stored_sha256) == ("quarantined", "personal_data", "")
    assert evidence.findings == {"email": 1, "heading": 1}
    assert not [name for name in stored_files() if not name.startswith("incoming/")]


# --- Viruses ----------------------------------------------------------------------------------------------------------
INFECTED = {
    "plain": (lambda: b"Month,Hours\r\n" + EICAR, "hours.csv"),
    "in a Word document": (lambda: files.a_docx({"word/media/one.bin": EICAR}), "letter.docx"),
    "in a container in a Word document": (
        lambda: files.a_docx({"word/embeddings/one.xlsx": files.a_docx({"word/one.bin": EICAR})}),
        "letter.docx",
    ),
    "behind a PDF": (lambda: files.a_pdf() + EICAR, "letter.pdf"),
}


@pytest.mark.parametrize("case", INFECTED)
def test_virus_is_caught_by_a_real_scanner(answer, virus_scanner, case, django_capture_on_commit_callbacks):
    make, name = INFECTED[case]
    with django_capture_on_commit_callbacks(execute=True):
        evidence = examined(answer, make(), name)
    assert (evidence.status, evidence.scan, evidence.fault) == ("quarantined", "infected", "virus")
    assert evidence.scanned_with.startswith("ClamAV ")
    assert stored_files() == []
    assert not openable_evidence(evidence.uploaded_by).exists()


def test_scanner_that_stops_lets_files_wait_and_goes_on_when_it_is_back(answer, settings, time_machine, caplog):
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)
    port = free_port()
    settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{port}"
    evidence = add(answer)
    for _attempt in range(8):
        assert examine_waiting() == 0
        time_machine.shift(61)
    evidence.refresh_from_db()
    assert (evidence.status, evidence.fault, evidence.attempts) == ("uploaded", "scanner_away", 0)
    assert "the virus scanner does not answer" in caplog.text
    assert not openable_evidence(evidence.uploaded_by).exists()
    with clamd(port):
        assert examine_all() == 1
    evidence.refresh_from_db()
    assert (evidence.status, evidence.scan, evidence.fault) == ("available", "clean", "")


def test_scanner_that_stops_in_the_middle_is_no_attempt(answer, virus_scanner, settings, monkeypatch, time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)

    def stop(source):
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{free_port()}"
        return scan(source)

    scan = pipeline._scan
    monkeypatch.setattr(pipeline, "_scan", stop)
    evidence = add(answer)
    assert examine_waiting() == 0
    evidence.refresh_from_db()
    assert (evidence.status, evidence.fault, evidence.attempts) == ("scanning", "scanner_away", 0)
    monkeypatch.undo()
    settings.CLAMD_ADDRESS = virus_scanner
    assert examine_waiting() == 0, "it is tried again after a minute"
    time_machine.shift(61)
    assert examine_all() == 1


def test_without_a_scanner_only_the_uploader_opens_the_file(answer):
    evidence = examined(answer)
    assert (evidence.status, evidence.scan, evidence.scanned) == ("available", "not_scanned", None)
    supplier_return = answer.line.supplier_return
    Revision.objects.filter(pk=answer.revision_id).update(submitted_at=A_MOMENT, submitted_by=evidence.uploaded_by)
    others = [
        MemberFactory(organisation=supplier_return.supplier, role="admin").user,
        OfficerRoleFactory(council=supplier_return.council, role="social_value_lead").user,
    ]
    assert list(openable_evidence(evidence.uploaded_by)) == [evidence]
    assert [list(openable_evidence(person)) for person in others] == [[], []]


def test_scanned_file_is_opened_by_whoever_sees_it(answer, virus_scanner):
    evidence = examined(answer)
    assert list(openable_evidence(MemberFactory(organisation=evidence.organisation, role="viewer").user)) == [evidence]


@pytest.mark.parametrize("status", ["uploaded", "scanning", "quarantined", "hidden", "removed", "disposed"])
def test_nobody_opens_what_is_not_ready(status):
    evidence = EvidenceFactory(status=status)
    assert not openable_evidence(evidence.uploaded_by).exists()


# --- Killed, taken twice, taken away ----------------------------------------------------------------------------------
def test_claim_of_a_worker_that_died_runs_out(answer, time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)
    evidence = add(answer)
    claim_evidence(evidence=evidence)
    assert examine_waiting() == 0, "somebody has it in hand"
    time_machine.shift(CLAIM + timedelta(seconds=1))
    assert examine_waiting() == 1
    evidence.refresh_from_db()
    assert (evidence.status, evidence.attempts) == ("available", 2)


def test_file_that_kills_five_workers_is_given_up(answer, time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)
    evidence = add(answer)
    for _attempt in range(5):
        claim_evidence(evidence=Evidence.objects.get())
        time_machine.shift(CLAIM + timedelta(seconds=1))
    assert examine_waiting() == 1
    evidence.refresh_from_db()
    assert (evidence.status, evidence.fault, evidence.scan) == ("quarantined", "unsafe", "waiting")


def test_worker_that_lost_its_claim_changes_nothing(answer, time_machine, monkeypatch):
    """It slept for three minutes; another worker has the file ready meanwhile."""
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)
    evidence = add(answer)

    def sleep(*arguments):
        monkeypatch.undo()
        time_machine.shift(CLAIM + timedelta(seconds=1))
        assert examine_waiting() == 1
        return fetch(*arguments)

    fetch = pipeline._fetch
    monkeypatch.setattr(pipeline, "_fetch", sleep)
    assert not examine_one(Evidence.objects.select_related("contract").get())
    evidence.refresh_from_db()
    assert (evidence.status, evidence.attempts) == ("available", 2)
    assert events(evidence) == ["evidence.added", "evidence.examined"]
    assert evidence.storage_name in stored_files()


def test_file_removed_while_it_is_examined_stays_removed(answer, monkeypatch, django_capture_on_commit_callbacks):
    evidence = add(answer)

    def remove(**arguments):
        remove_evidence(answer=answer, evidence=evidence, by=evidence.uploaded_by)
        return note_likeness(**arguments)

    note_likeness = pipeline.note_likeness
    monkeypatch.setattr(pipeline, "note_likeness", remove)
    with django_capture_on_commit_callbacks(execute=True):
        assert examine_all() == 0
    evidence.refresh_from_db()
    assert evidence.status == "removed"
    assert stored_files() == []


def test_content_that_was_lost_or_changed_is_not_examined(answer, django_capture_on_commit_callbacks):
    lost, changed = add(answer), add(answer, files.a_docx(), "letter.docx")
    storages["evidence"].delete(lost.incoming_name)
    Path(storages["evidence"].path(changed.incoming_name)).write_bytes(b"something else")
    assert examine_all() == 2
    assert set(Evidence.objects.values_list("status", "fault")) == {("quarantined", "lost")}


@pytest.mark.parametrize("problem", [OSError("the store is away"), SandboxUnavailable("no room")])
def test_file_waits_when_the_portal_itself_fails(answer, monkeypatch, problem, time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)
    evidence = add(answer)

    def fail(*arguments, **named):
        raise problem

    monkeypatch.setattr(pipeline, "fetch_incoming", fail)
    for _attempt in range(8):
        assert examine_waiting() == 0
        time_machine.shift(61)
    monkeypatch.undo()
    assert examine_all() == 1
    evidence.refresh_from_db()
    assert evidence.status == "available"


def test_claim_is_given_once():
    evidence = EvidenceFactory(status="uploaded")
    one, other = Evidence.objects.get(pk=evidence.pk), Evidence.objects.get(pk=evidence.pk)
    claim_evidence(evidence=one)
    with pytest.raises(InvalidTransition):
        claim_evidence(evidence=other)


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_queue():
    answer = AnswerFactory()
    for number in range(6):
        add(answer, f"Month,Hours\r\nJuly,{number}\r\n".encode(), "hours.csv")

    def work(_number):
        try:
            return examine_all()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(work, range(3))) == 6
    assert set(Evidence.objects.values_list("status", "attempts")) == {("available", 1)}
    assert AuditEvent.objects.filter(event="evidence.examined").count() == 6


WORKER = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.conf import settings
from django.core.files.storage import storages
from returns.evidence import pipeline
settings.STORAGES["evidence"]["OPTIONS"]["location"] = os.environ["EVIDENCE_FOLDER"]
settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
def begin(call, folder, **arguments):
    print("begun", folder, flush=True)
    return run_apart("tests.cage.bombs:sleep", folder)
run_apart = pipeline.run_apart
pipeline.run_apart = begin
pipeline.examine_waiting()
"""


@pytest.mark.django_db(transaction=True)
def test_worker_killed_in_the_middle_of_a_file_loses_nothing_and_does_nothing_twice(time_machine):
    evidence = add(AnswerFactory())
    environment = {
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "EVIDENCE_FOLDER": str(storages["evidence"].location),
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=PROJECT, env=os.environ | environment, stdout=subprocess.PIPE, text=True
    )
    word, folder = worker.stdout.readline().split()
    assert word == "begun"
    worker.kill()
    worker.communicate()
    evidence.refresh_from_db()
    assert evidence.status == "scanning"
    assert examine_waiting() == 0
    time_machine.move_to(timezone.now() + CLAIM + timedelta(seconds=1), tick=False)
    assert examine_waiting() == 1
    evidence.refresh_from_db()
    assert (evidence.status, evidence.attempts) == ("available", 2)
    assert events(evidence) == ["evidence.added", "evidence.examined"]
    names = [evidence.storage_name, *(f"{evidence.storage_name}.{name}" for name in evidence.previews)]
    assert stored_files() == sorted(names)
    deadline = time.monotonic() + 20
    while Path(folder).exists() and time.monotonic() < deadline:
        os.sched_yield()
    assert not Path(folder).exists()

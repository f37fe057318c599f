"""Adding files to an answer, using them again and taking them away."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import IntegrityError
from django.utils import timezone

from audit.models import AuditEvent
from returns.actions import evidence as actions
from returns.actions.evidence import add_evidence, remove_evidence, use_evidence
from returns.evidence.refusal import EvidenceRefused
from returns.models import Evidence, EvidenceUse, Incident, Revision, SupplierReturn
from suppliers.workflow import InvalidTransition
from tests.factories import (
    AnswerFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    MemberFactory,
    OfficerRoleFactory,
    ReturnLineFactory,
    RevisionFactory,
    SupplierReturnFactory,
    UserFactory,
)
from tests.returns import files

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 7, 20, 12, tzinfo=UTC)


@pytest.fixture
def answer():
    return AnswerFactory()


@pytest.fixture
def editor(answer):
    return member_of(answer)


def member_of(answer, role="editor"):
    return MemberFactory(organisation=answer.line.supplier_return.supplier, role=role).user


def another_line(answer, **fields):
    """The answer to a second commitment of the same return."""
    return AnswerFactory(line=ReturnLineFactory(supplier_return=answer.line.supplier_return, **fields))


def send(answer, by):
    Revision.objects.filter(pk=answer.revision_id).update(submitted_at=NOON, submitted_by=by)


def stored_files() -> list[Path]:
    return [found for found in Path(storages["evidence"].location).rglob("*") if found.is_file()]


def events(evidence) -> list[str]:
    return list(AuditEvent.objects.filter(subject_id=str(evidence.pk)).order_by("id").values_list("event", flat=True))


def a_pdf_of_its_own() -> bytes:
    return files.a_pdf(lambda pdf: pdf.Root.update({"/Number": 2}))


def add(answer, by, content=None, name="letter.pdf", declared_type="application/pdf"):
    upload = files.an_upload(files.a_pdf() if content is None else content, name, declared_type)
    return add_evidence(answer=answer, upload=upload, by=by)


def test_add_lets_the_file_wait_with_what_it_seems_to_be(answer, editor):
    content = files.a_pdf()
    evidence = add(answer, editor, content, "../annexe\u202e.pdf")
    supplier_return = answer.line.supplier_return
    assert (evidence.contract, evidence.organisation) == (supplier_return.contract, supplier_return.supplier)
    assert (evidence.original_name, evidence.media_type) == ("annexe.pdf", "application/pdf")
    assert (evidence.size, evidence.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (evidence.status, evidence.uploaded_by, evidence.scan) == ("uploaded", editor, "waiting")
    assert list(answer.evidence_uses.values_list("evidence", flat=True)) == [evidence.pk]
    assert stored_files() == [Path(storages["evidence"].path(evidence.incoming_name))]
    assert storages["evidence"].open(evidence.incoming_name).read() == content


def test_add_is_on_record_without_the_files_name(answer, editor):
    evidence = add(answer, editor, name="letter about one person.pdf")
    event = AuditEvent.objects.get(subject_id=str(evidence.pk))
    assert (event.event, event.actor) == ("evidence.added", editor)
    assert event.trail == answer.line.supplier_return.audit_trail
    assert event.data == {"line": answer.line.number, "revision": 1, "sha256": evidence.sha256}


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "letter.pdf", "empty"),
        (files.OLE_START + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "letter.docx", "password"),
        (files.a_pdf(), "letter.docx", "name_disagrees"),
        (b"<html></html>", "page.html", "wrong_type"),
        (b"%PDF-1.7" + bytes(15 * 1024 * 1024), "letter.pdf", "too_big"),
    ],
    ids=["empty", "locked", "name", "type", "size"],
)
def test_add_unsound_file_leaves_nothing_behind(answer, editor, content, name, code):
    with pytest.raises(EvidenceRefused) as refused:
        add(answer, editor, content, name, "")
    assert refused.value.code == code
    assert not Evidence.objects.exists() and not AuditEvent.objects.exists()
    assert stored_files() == []


@pytest.mark.parametrize("role", ["admin", "editor"])
def test_add_is_for_people_who_write(answer, role):
    assert add(answer, member_of(answer, role))


def test_add_by_anybody_else_is_denied(answer):
    supplier_return = answer.line.supplier_return
    strangers = [
        member_of(answer, "viewer"),
        MemberFactory(role="admin").user,
        OfficerRoleFactory(council=supplier_return.council).user,
        UserFactory(is_superuser=True),
    ]
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            add(answer, stranger)
    assert not Evidence.objects.exists()


def test_add_to_a_line_that_is_not_open_is_refused(editor, answer):
    answer.line.is_open = False
    with pytest.raises(InvalidTransition):
        add(answer, editor)


def test_add_after_the_return_was_sent_meanwhile_leaves_nothing_behind(answer, editor):
    send(answer, editor)
    with pytest.raises(InvalidTransition):
        add(answer, editor)
    assert not Evidence.objects.exists()
    assert stored_files() == []


def test_add_same_content_twice_keeps_one(answer, editor):
    content = files.a_pdf()
    first = add(answer, editor, content, "letter.pdf")
    again = add(answer, editor, content, "copy of letter.pdf")
    assert again == first and again.original_name == "letter.pdf"
    assert EvidenceUse.objects.count() == 1
    assert events(first) == ["evidence.added"]


def test_add_content_of_another_line_uses_the_file_there(answer, editor):
    content = files.a_pdf()
    first = add(answer, editor, content)
    second_answer = another_line(answer)
    assert add(second_answer, editor, content) == first
    assert first.uses.count() == 2
    assert events(first) == ["evidence.added", "evidence.reused"]


def test_add_content_of_another_contract_is_a_file_of_its_own(answer, editor):
    content = files.a_pdf()
    supplier = answer.line.supplier_return.supplier
    other = AnswerFactory(line__supplier_return=SupplierReturnFactory(contract__supplier=supplier))
    first, second = add(answer, editor, content), add(other, editor, content)
    assert first != second
    assert (first.contract, second.contract) == (
        answer.line.supplier_return.contract,
        other.line.supplier_return.contract,
    )


def test_add_same_content_at_the_same_moment_keeps_one(answer, editor, monkeypatch):
    """Somebody else's row appears between our look and our insert; the database refuses ours."""
    content = files.a_pdf()
    other = EvidenceFactory(contract=answer.line.supplier_return.contract, content=content)
    real_filter, hidden = Evidence.objects.filter, []

    def filter_blind_once(*args, **kwargs):
        found = real_filter(*args, **kwargs)
        if "contract" in kwargs and not hidden:
            hidden.append(True)
            monkeypatch.setattr(type(found), "first", lambda query: monkeypatch.undo())
        return found

    monkeypatch.setattr(Evidence.objects, "filter", filter_blind_once)
    assert add(answer, editor, content) == other
    assert hidden
    assert Evidence.objects.count() == 1


def test_add_content_with_a_virus_is_refused_again_at_once(answer, editor):
    content = files.a_pdf()
    contract = answer.line.supplier_return.contract
    EvidenceFactory(contract=contract, content=content, status="quarantined", fault="virus")
    with pytest.raises(EvidenceRefused, match="contains a virus"):
        add(answer, editor, content)
    assert stored_files() == []


def test_add_content_refused_before_is_looked_at_again(answer, editor):
    """It may be for another line this time, or the reason be gone."""
    content = files.a_pdf()
    contract = answer.line.supplier_return.contract
    before = EvidenceFactory(contract=contract, content=content, status="quarantined", fault="personal_data")
    again = add(answer, editor, content)
    assert again != before
    assert again.status == "uploaded"


def test_add_content_that_is_hidden_is_refused(answer, editor):
    content = files.a_pdf()
    EvidenceFactory(contract=answer.line.supplier_return.contract, content=content, status="hidden")
    with pytest.raises(EvidenceRefused, match="cannot be used"):
        add(answer, editor, content)


def test_add_content_that_was_destroyed_because_of_a_problem_is_refused(answer, editor):
    content, owner = files.a_pdf(), answer.line.supplier_return.supplier
    before = EvidenceFactory(organisation=owner, content=content, status="removed")
    lead, now = UserFactory(), timezone.now()
    Incident.objects.create(
        evidence=before, council=before.contract.council, kind="child", outcome="destroyed",
        aware_since=now, reporter=lead, closed_at=now, closed_by=lead,
    )  # fmt: skip
    with pytest.raises(EvidenceRefused, match="cannot be used"):
        add(answer, editor, content)


@pytest.mark.parametrize("photos", ["yes", "no"])
def test_add_photo_of_another_line_depends_on_the_measure_too(answer, editor, photos):
    content = files.a_picture()
    add(answer, editor, content, "garden.jpg", "")
    second = another_line(answer, commitment__measure__photos=photos)
    if photos == "yes":
        assert add(second, editor, content, "garden.jpg", "").uses.count() == 2
    else:
        with pytest.raises(EvidenceRefused, match="must not be a photo"):
            add(second, editor, content, "garden.jpg", "")


# --- Filling the storage ----------------------------------------------------------------------------------------------
def test_quota_of_files_for_a_supplier(answer, editor, settings):
    settings.EVIDENCE_FILES_A_DAY = 4
    for _number in range(3):
        EvidenceFactory(contract=answer.line.supplier_return.contract, uploaded_at=timezone.now())
    assert add(answer, editor)
    with pytest.raises(EvidenceRefused, match="today's share is used up") as refused:
        add(answer, editor, a_pdf_of_its_own())
    assert refused.value.code == "quota"
    assert Evidence.objects.count() == 4
    assert len(stored_files()) == 4


def test_quota_of_one_person_is_half_of_it(answer, editor, settings):
    settings.EVIDENCE_FILES_A_DAY = 4
    contract = answer.line.supplier_return.contract
    for status in ("removed", "quarantined"):
        EvidenceFactory(contract=contract, uploaded_at=timezone.now(), uploaded_by=editor, status=status)
    with pytest.raises(EvidenceRefused) as refused:
        add(answer, editor)
    assert refused.value.code == "quota"
    assert add(answer, member_of(answer))


def test_quota_of_megabytes(answer, editor, settings):
    settings.EVIDENCE_MEGABYTES_A_DAY = 2
    contract = answer.line.supplier_return.contract
    EvidenceFactory(contract=contract, uploaded_at=timezone.now(), size=2 * 1024 * 1024 - 100)
    with pytest.raises(EvidenceRefused) as refused:
        add(answer, editor)
    assert refused.value.code == "quota"


def test_quota_is_fresh_the_day_after_and_for_others(answer, editor, settings):
    settings.EVIDENCE_FILES_A_DAY = 2
    contract = answer.line.supplier_return.contract
    for _number in range(5):
        EvidenceFactory(contract=contract, uploaded_at=timezone.now() - timedelta(hours=24, seconds=1))
        EvidenceFactory(uploaded_at=timezone.now())
    assert add(answer, editor)


# --- Files that name somebody -----------------------------------------------------------------------------------------
def test_use_file_that_names_somebody_for_a_sensitive_measure_is_refused(answer, editor):
    evidence = EvidenceFactory(contract=answer.line.supplier_return.contract, findings={"email": 2})
    sensitive = another_line(answer, commitment__measure__sensitivity="young people")
    with pytest.raises(EvidenceRefused) as refused:
        use_evidence(answer=sensitive, evidence=evidence, by=editor)
    assert refused.value.code == "personal_data"
    assert use_evidence(answer=answer, evidence=evidence, by=editor)


def test_add_file_that_names_somebody_again_for_a_sensitive_measure_is_refused(answer, editor):
    content = files.a_pdf()
    EvidenceFactory(contract=answer.line.supplier_return.contract, content=content, findings={"email": 2})
    sensitive = another_line(answer, commitment__measure__sensitivity="young people")
    with pytest.raises(EvidenceRefused) as refused:
        add(sensitive, editor, content)
    assert refused.value.code == "personal_data"


@pytest.mark.parametrize("status", ["uploaded", "scanning", "quarantined"])
def test_remove_file_that_is_not_ready(answer, editor, status, django_capture_on_commit_callbacks):
    evidence = EvidenceFactory(contract=answer.line.supplier_return.contract, status=status)
    EvidenceUseFactory(answer=answer, evidence=evidence)
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(answer=answer, evidence=evidence, by=editor)
    evidence.refresh_from_db()
    assert evidence.status == "removed"
    assert stored_files() == []


def test_add_after_removal_starts_afresh(answer, editor):
    content = files.a_pdf()
    first = add(answer, editor, content)
    remove_evidence(answer=answer, evidence=first, by=editor)
    second = add(answer, editor, content)
    assert second != first
    assert second.status == "uploaded"


@pytest.mark.parametrize(("photos", "is_taken"), [("yes", True), ("with consent", True), ("no", False)])
@pytest.mark.parametrize(("name", "format"), [("garden.jpg", "JPEG"), ("garden.png", "PNG")])
def test_invariant_11_photo_is_added_only_where_the_measure_takes_it(photos, is_taken, name, format):
    answer = AnswerFactory(line__commitment__measure__photos=photos)
    try:
        add(answer, member_of(answer), files.a_picture(format), name, "")
    except EvidenceRefused as refused:
        assert refused.code == "photo_not_allowed"
    assert answer.evidence_uses.exists() == is_taken


def test_add_letter_where_photos_are_not_allowed_is_taken():
    answer = AnswerFactory(line__commitment__measure__photos="no")
    assert add(answer, member_of(answer))


def test_add_takes_twenty_files_and_not_one_more(answer, editor):
    for _number in range(20):
        EvidenceUseFactory(answer=answer)
    with pytest.raises(EvidenceRefused) as refused:
        add(answer, editor)
    assert refused.value.code == "too_many_files"
    assert answer.evidence_uses.count() == 20
    assert Evidence.objects.count() == 20


def test_add_one_of_the_twenty_again_is_no_error(answer, editor):
    content = files.a_pdf()
    first = add(answer, editor, content)
    for _number in range(19):
        EvidenceUseFactory(answer=answer)
    assert add(answer, editor, content) == first


def test_add_fails_whole_when_its_event_cannot_be_written(answer, editor, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(IntegrityError):
        add(answer, editor)
    assert not Evidence.objects.exists()
    assert stored_files() == []


def test_use_attaches_a_file_of_the_same_contract_once(answer, editor):
    evidence = EvidenceFactory(contract=answer.line.supplier_return.contract)
    second_answer = another_line(answer)
    for _time in range(2):
        use_evidence(answer=second_answer, evidence=evidence, by=editor)
    assert evidence.uses.count() == 1
    assert events(evidence) == ["evidence.reused"]


def test_use_file_of_another_contract_is_denied(answer, editor):
    supplier = answer.line.supplier_return.supplier
    for evidence in (EvidenceFactory(), EvidenceFactory(contract__supplier=supplier)):
        with pytest.raises(PermissionDenied):
            use_evidence(answer=answer, evidence=evidence, by=editor)


def test_use_by_a_viewer_is_denied(answer):
    evidence = EvidenceFactory(contract=answer.line.supplier_return.contract)
    with pytest.raises(PermissionDenied):
        use_evidence(answer=answer, evidence=evidence, by=member_of(answer, "viewer"))


def test_invariant_11_photo_is_used_again_only_where_the_measure_takes_it(answer, editor):
    photo = EvidenceFactory(contract=answer.line.supplier_return.contract, media_type="image/jpeg")
    sensitive = another_line(answer, commitment__measure__photos="no")
    with pytest.raises(EvidenceRefused, match="must not be a photo"):
        use_evidence(answer=sensitive, evidence=photo, by=editor)


@pytest.mark.parametrize("status", ["uploaded", "scanning", "quarantined", "removed", "disposed"])
def test_use_file_that_is_not_ready_is_refused(answer, editor, status):
    evidence = EvidenceFactory(contract=answer.line.supplier_return.contract, status=status)
    with pytest.raises(EvidenceRefused, match="cannot be used"):
        use_evidence(answer=answer, evidence=evidence, by=editor)


def test_use_after_the_return_was_sent_meanwhile_is_refused(answer, editor):
    evidence = EvidenceFactory(contract=answer.line.supplier_return.contract)
    send(answer, editor)
    with pytest.raises(InvalidTransition):
        use_evidence(answer=answer, evidence=evidence, by=editor)
    assert not evidence.uses.exists()


def test_remove_last_use_removes_the_file_and_its_content(answer, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        evidence = add(answer, editor)
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(answer=answer, evidence=evidence, by=editor)
    evidence.refresh_from_db()
    assert evidence.status == "removed"
    assert stored_files() == []
    assert events(evidence) == ["evidence.added", "evidence.removed"]


def test_remove_leaves_the_file_to_other_lines(answer, editor, django_capture_on_commit_callbacks):
    evidence = EvidenceUseFactory(answer=answer).evidence
    second_answer = another_line(answer)
    use_evidence(answer=second_answer, evidence=evidence, by=editor)
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(answer=answer, evidence=evidence, by=editor)
    evidence.refresh_from_db()
    assert evidence.status == "available"
    assert list(evidence.uses.values_list("answer", flat=True)) == [second_answer.pk]
    assert storages["evidence"].exists(evidence.storage_name)


def test_remove_leaves_the_file_to_the_revision_that_was_sent(answer, editor):
    evidence = EvidenceUseFactory(answer=answer).evidence
    send(answer, editor)
    second = AnswerFactory(
        line=answer.line, revision=RevisionFactory(supplier_return=answer.line.supplier_return, number=2)
    )
    EvidenceUseFactory(answer=second, evidence=evidence)
    remove_evidence(answer=second, evidence=evidence, by=editor)
    evidence.refresh_from_db()
    assert evidence.status == "available"
    assert list(evidence.uses.values_list("answer", flat=True)) == [answer.pk]


def test_remove_from_a_revision_that_was_sent_is_refused(answer, editor):
    evidence = add(answer, editor)
    send(answer, editor)
    with pytest.raises(InvalidTransition):
        remove_evidence(answer=answer, evidence=evidence, by=editor)
    assert evidence.uses.exists()


def test_remove_what_is_not_there_changes_nothing(answer, editor):
    evidence = add(answer, editor)
    remove_evidence(answer=another_line(answer), evidence=evidence, by=editor)
    evidence.refresh_from_db()
    assert evidence.status == "uploaded"
    assert events(evidence) == ["evidence.added"]


def test_remove_by_a_stranger_is_denied(answer, editor):
    evidence = add(answer, editor)
    for stranger in (member_of(answer, "viewer"), MemberFactory(role="admin").user):
        with pytest.raises(PermissionDenied):
            remove_evidence(answer=answer, evidence=evidence, by=stranger)


def test_remove_and_add_are_refused_once_the_council_has_the_return(answer, editor):
    evidence = add(answer, editor)
    answer.line.supplier_return.status = SupplierReturn.Status.SUBMITTED
    with pytest.raises(InvalidTransition):
        add(answer, editor, files.a_docx(), "letter.docx", "")
    with pytest.raises(InvalidTransition):
        remove_evidence(answer=answer, evidence=evidence, by=editor)

"""Where the content of evidence lies, and that nothing is left lying about."""

import hashlib
import io
import os
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.utils import timezone

from returns.evidence.refusal import MAX_BYTES, EvidenceRefused
from returns.evidence.store import fingerprint, kept, open_evidence, put_incoming, sweep_incoming, take_away
from returns.models import Evidence
from tests.factories import ContractFactory, EvidenceFactory

CONTENT = b"%PDF-1.7 the same for everybody"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def organisation(db):
    return ContractFactory().supplier


@pytest.fixture
def place(organisation):
    return Evidence(organisation=organisation, stored_sha256=SHA256, stored_size=len(CONTENT), previews=["page-1.jpg"])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "clean").write_bytes(CONTENT)
    (tmp_path / "page-1.jpg").write_bytes(b"a drawing")
    return tmp_path


def is_there(place: Evidence) -> bool:
    return storages["evidence"].exists(place.storage_name)


def keep(place, folder):
    return kept(place, folder, clean="clean", previews=["page-1.jpg"])


def make_row(organisation, **fields):
    return EvidenceFactory(contract=ContractFactory(supplier=organisation), content=CONTENT, **fields)


class Endless(io.RawIOBase):
    """A stream that never ends and counts what was read of it."""

    given = 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        return offset

    def read(self, size=-1):
        assert size > 0, "the whole stream was asked for at once"
        self.given += size
        return bytes(size)


def test_fingerprint_hashes_and_counts_from_the_beginning():
    stream = io.BytesIO(CONTENT)
    stream.seek(7)
    found = fingerprint(stream)
    assert (found.sha256, found.size, stream.tell()) == (SHA256, len(CONTENT), 0)


def test_fingerprint_reads_no_more_than_is_allowed():
    stream = Endless()
    with pytest.raises(EvidenceRefused, match="smaller than 15 MB"):
        fingerprint(stream)
    assert stream.given <= MAX_BYTES + 1024 * 1024


def test_fingerprint_takes_exactly_the_limit():
    assert fingerprint(io.BytesIO(bytes(MAX_BYTES))).size == MAX_BYTES


def test_fingerprint_of_an_empty_file_is_refused():
    with pytest.raises(EvidenceRefused, match="is empty"):
        fingerprint(io.BytesIO())


def test_kept_copy_lies_by_organisation_and_hash_for_the_owner_only(organisation, place, folder):
    with keep(place, folder):
        make_row(organisation)
    assert place.storage_name == f"{organisation.pk}/{SHA256[:2]}/{SHA256}"
    with open_evidence(place) as content:
        assert content.read() == CONTENT
    assert storages["evidence"].open(f"{place.storage_name}.page-1.jpg").read() == b"a drawing"
    assert Path(storages["evidence"].path(place.storage_name)).stat().st_mode & 0o777 == 0o600


def test_kept_copy_is_taken_away_when_its_row_fails(place, folder):
    with pytest.raises(ZeroDivisionError), keep(place, folder):
        assert is_there(place)
        raise ZeroDivisionError
    assert not is_there(place)
    assert not storages["evidence"].exists(f"{place.storage_name}.page-1.jpg")


def test_kept_copy_of_another_row_survives_a_failure(organisation, place, folder):
    make_row(organisation)
    with pytest.raises(ZeroDivisionError), keep(place, folder):
        raise ZeroDivisionError
    assert is_there(place)


def test_kept_copy_without_a_row_does_not_stay(place, folder):
    with keep(place, folder):
        pass
    assert not is_there(place)


def test_kept_copy_taken_away_by_somebody_else_meanwhile_is_put_back(organisation, place, folder):
    """Two files of one supplier clean to the same copy; the first is removed while the second is examined."""
    with keep(place, folder):
        make_row(organisation)
        storages["evidence"].delete(place.storage_name)
    assert is_there(place)


def test_kept_twice_is_written_once(organisation, place, folder):
    make_row(organisation)
    before = storages["evidence"].get_modified_time(place.storage_name)
    with keep(place, folder):
        pass
    assert storages["evidence"].get_modified_time(place.storage_name) == before
    names = storages["evidence"].listdir(place.storage_name.rpartition("/")[0])[1]
    assert sorted(names) == [SHA256, f"{SHA256}.page-1.jpg"]


def test_kept_over_what_a_killed_process_left_is_whole(organisation, place, folder):
    storages["evidence"].save(place.storage_name, io.BytesIO(CONTENT[:5]))
    with keep(place, folder):
        make_row(organisation)
    with open_evidence(place) as content:
        assert content.read() == CONTENT


def test_incoming_leaves_an_uploads_temporary_file_alone(organisation):
    row = Evidence(organisation=organisation)
    with TemporaryUploadedFile("letter.pdf", "application/pdf", len(CONTENT), None) as upload:
        upload.write(CONTENT)
        put_incoming(row, upload.file)
        upload.seek(0)
        assert upload.read() == CONTENT
        assert storages["evidence"].size(row.incoming_name) == len(CONTENT)


@pytest.mark.django_db(transaction=True)
def test_taken_away_content_goes_with_its_previews_when_the_removal_commits(organisation, place):
    evidence = make_row(organisation, previews=["page-1.jpg"])
    storages["evidence"].save(f"{place.storage_name}.page-1.jpg", io.BytesIO(b"a drawing"))
    with transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(status=Evidence.Status.REMOVED)
        take_away(evidence)
        assert is_there(place)
    assert not is_there(place)
    assert not storages["evidence"].exists(f"{place.storage_name}.page-1.jpg")


@pytest.mark.django_db(transaction=True)
def test_taken_away_content_stays_for_another_contract_of_the_supplier(organisation, place):
    evidence, _other = make_row(organisation), make_row(organisation)
    with transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(status=Evidence.Status.REMOVED)
        take_away(evidence)
    assert is_there(place)


@pytest.mark.django_db(transaction=True)
def test_taken_away_file_that_still_waited_goes_too(organisation):
    evidence = EvidenceFactory(contract=ContractFactory(supplier=organisation), status="uploaded")
    assert storages["evidence"].exists(evidence.incoming_name)
    Evidence.objects.filter(pk=evidence.pk).update(status=Evidence.Status.REMOVED)
    take_away(evidence)
    assert not storages["evidence"].exists(evidence.incoming_name)


def test_sweep_deletes_what_waits_for_nobody(organisation, time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)
    waits, refused = EvidenceFactory(status="uploaded"), EvidenceFactory(status="quarantined")
    lost = Evidence(organisation=organisation)
    for row in (refused, lost):
        put_incoming(row, io.BytesIO(CONTENT))
    moment = timezone.now().timestamp()
    os.utime(storages["evidence"].path(lost.incoming_name), (moment, moment))
    assert sweep_incoming() == 1
    assert not storages["evidence"].exists(refused.incoming_name)
    assert storages["evidence"].exists(lost.incoming_name), "its row may come any moment"
    time_machine.shift(3601)
    assert sweep_incoming() == 1
    assert not storages["evidence"].exists(lost.incoming_name)
    assert storages["evidence"].exists(waits.incoming_name)


def test_sweep_of_an_empty_storage_is_no_error(db):
    assert sweep_incoming() == 0

"""Where the content of evidence lies, and that nothing is left lying about."""

import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction

from returns.evidence.refusal import MAX_BYTES, EvidenceRefused
from returns.evidence.store import fingerprint, open_evidence, stored, take_away
from returns.models import Evidence
from tests.factories import ContractFactory, EvidenceFactory

CONTENT = b"%PDF-1.7 the same for everybody"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def organisation(db):
    return ContractFactory().supplier


@pytest.fixture
def place(organisation):
    return Evidence(organisation=organisation, sha256=SHA256, size=len(CONTENT))


def is_there(place: Evidence) -> bool:
    return storages["evidence"].exists(place.storage_name)


def keep(organisation, content=CONTENT):
    return stored(io.BytesIO(content), fingerprint(io.BytesIO(content)), organisation_id=organisation.pk)


def make_row(organisation):
    return EvidenceFactory(contract=ContractFactory(supplier=organisation), content=CONTENT)


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


def test_stored_content_lies_by_organisation_and_hash_for_the_owner_only(organisation, place):
    with keep(organisation):
        make_row(organisation)
    assert place.storage_name == f"{organisation.pk}/{SHA256[:2]}/{SHA256}"
    with open_evidence(place) as content:
        assert content.read() == CONTENT
    assert Path(storages["evidence"].path(place.storage_name)).stat().st_mode & 0o777 == 0o600


def test_stored_content_is_taken_away_when_its_row_fails(organisation, place):
    with pytest.raises(ZeroDivisionError), keep(organisation):
        assert is_there(place)
        raise ZeroDivisionError
    assert not is_there(place)


def test_stored_content_of_another_row_survives_a_failure(organisation, place):
    make_row(organisation)
    with pytest.raises(ZeroDivisionError), keep(organisation):
        raise ZeroDivisionError
    assert is_there(place)


@pytest.mark.django_db(transaction=True)
def test_stored_content_without_a_row_does_not_outlive_the_transaction(organisation, place):
    with transaction.atomic(), keep(organisation):
        pass
    assert not is_there(place)


@pytest.mark.django_db(transaction=True)
def test_stored_content_taken_away_by_somebody_else_meanwhile_is_put_back(organisation, place):
    """Two people upload the same file; the first one's transaction fails after the second has found it there."""
    with transaction.atomic(), keep(organisation):
        make_row(organisation)
        storages["evidence"].delete(place.storage_name)
    assert is_there(place)


def test_stored_twice_is_written_once(organisation, place):
    make_row(organisation)
    before = storages["evidence"].get_modified_time(place.storage_name)
    with keep(organisation):
        pass
    assert storages["evidence"].get_modified_time(place.storage_name) == before
    assert storages["evidence"].listdir(place.storage_name.rpartition("/")[0])[1] == [SHA256]


def test_stored_over_what_a_killed_process_left_is_whole(organisation, place):
    storages["evidence"].save(place.storage_name, io.BytesIO(CONTENT[:5]))
    with keep(organisation):
        make_row(organisation)
    with open_evidence(place) as content:
        assert content.read() == CONTENT


def test_stored_leaves_an_uploads_temporary_file_alone(organisation, place):
    with TemporaryUploadedFile("letter.pdf", "application/pdf", len(CONTENT), None) as upload:
        upload.write(CONTENT)
        with stored(upload.file, fingerprint(upload.file), organisation_id=organisation.pk):
            make_row(organisation)
        upload.seek(0)
        assert upload.read() == CONTENT
        assert storages["evidence"].size(place.storage_name) == len(CONTENT)


@pytest.mark.django_db(transaction=True)
def test_taken_away_content_goes_when_the_removal_commits(organisation, place):
    evidence = make_row(organisation)
    with transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(status=Evidence.Status.REMOVED)
        take_away(evidence)
        assert is_there(place)
    assert not is_there(place)


@pytest.mark.django_db(transaction=True)
def test_taken_away_content_stays_for_another_contract_of_the_supplier(organisation, place):
    evidence, _other = make_row(organisation), make_row(organisation)
    with transaction.atomic():
        Evidence.objects.filter(pk=evidence.pk).update(status=Evidence.Status.REMOVED)
        take_away(evidence)
    assert is_there(place)

"""Evidence in an S3-compatible store keeps every promise of the folder, and nobody gets at it without a signature."""

import hashlib
import hmac
import io
import re
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError
from django.urls import reverse

from returns.actions.evidence import add_evidence, remove_evidence
from returns.evidence import access
from returns.evidence.store import open_evidence, sweep_incoming
from returns.models import EvidenceAccess
from tests.factories import AnswerFactory, EvidenceFactory, EvidenceUseFactory, MemberFactory
from tests.returns import files
from tests.returns.road import examine_all
from tests.services import EICAR, s3

NAME, CONTENT = "7/ab/abcdef", b"%PDF-1.7 what the file says"


@pytest.fixture(scope="module")
def server():
    """One real server for this module, with keys of its own."""
    with s3() as found:
        yield found


@pytest.fixture
def bucket(server, settings):
    """The evidence storage is a bucket, as EVIDENCE_S3_BUCKET makes it."""
    storage = {
        "BACKEND": "returns.evidence.bucket.EvidenceBucket",
        "OPTIONS": {**server, "default_acl": "private"},
    }
    settings.STORAGES = {**settings.STORAGES, "evidence": storage}
    yield storages["evidence"]
    storages["evidence"].bucket.objects.all().delete()


@pytest.fixture(params=["folder", "bucket"])
def storage(request):
    """Both places where evidence can lie."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return storages["evidence"]


def ask(address: str, method: str = "GET"):
    """What the server answers to somebody with no keys: the status, the content and the headers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method=method), timeout=10) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as refusal:
        return refusal.code, b"", refusal.headers


# --- What the store leans on, in a folder and in a bucket -------------------------------------------------------------
def test_storage_gives_back_what_it_got(storage):
    assert not storage.exists(NAME)
    assert storage.save(NAME, ContentFile(CONTENT)) == NAME
    assert storage.exists(NAME)
    assert storage.size(NAME) == len(CONTENT)
    with storage.open(NAME, "rb") as content:
        assert content.read() == CONTENT


def test_storage_reads_from_the_beginning_again(storage):
    storage.save(NAME, ContentFile(CONTENT))
    with storage.open(NAME, "rb") as content:
        assert content.read(4) == CONTENT[:4]
        content.seek(0)
        assert b"".join(content.chunks(5)) == CONTENT


def test_storage_never_writes_over_what_is_there(storage):
    storage.save(NAME, ContentFile(CONTENT))
    other = storage.save(NAME, ContentFile(b"something else"))
    assert other != NAME
    with storage.open(NAME, "rb") as content:
        assert content.read() == CONTENT


def test_storage_deletes_for_good_and_twice_without_complaint(storage):
    storage.save(NAME, ContentFile(CONTENT))
    storage.delete(NAME)
    assert not storage.exists(NAME)
    storage.delete(NAME)


@pytest.mark.parametrize("look", ["open", "size"])
def test_storage_says_when_a_file_is_not_there(storage, look):
    with pytest.raises(FileNotFoundError):
        getattr(storage, look)(NAME)


def test_storage_leaves_the_given_file_open(storage):
    given = io.BytesIO(CONTENT)
    storage.save(NAME, File(given, name=NAME))
    assert given.seek(0) == 0 and given.read() == CONTENT


def test_storage_takes_a_file_of_the_largest_size(storage):
    """Large enough for an upload in parts."""
    content = bytes(range(256)) * 4 * 1024 * 15
    storage.save(NAME, ContentFile(content))
    assert storage.size(NAME) == len(content) == 15 * 1024 * 1024
    with storage.open(NAME, "rb") as found:
        assert found.read() == content


# --- Who gets at it ---------------------------------------------------------------------------------------------------
def test_bucket_gives_strangers_nothing(bucket, server):
    bucket.save(NAME, ContentFile(CONTENT))
    address = f"{server['endpoint_url']}/{server['bucket_name']}/{NAME}"
    assert {ask(address)[0], ask(address, "HEAD")[0]} == {403}
    assert ask(bucket.url(NAME))[:2] == (200, CONTENT)


def test_bucket_lists_nobody_but_the_owner(bucket):
    bucket.save(NAME, ContentFile(CONTENT))
    grants = bucket.bucket.Object(NAME).Acl().grants
    assert len(grants) == 1 and grants[0]["Grantee"]["Type"] == "CanonicalUser"


def test_bucket_tells_others_to_save_and_not_to_keep(bucket):
    """Also who gets at a file by another way than the portal."""
    bucket.save(NAME, ContentFile(CONTENT))
    kept = bucket.bucket.Object(NAME)
    assert (kept.cache_control, kept.content_disposition) == ("private, no-store", "attachment")


def test_bucket_has_no_address_without_a_short_lived_signature(bucket):
    address = urlsplit(bucket.url(NAME))
    said = parse_qs(address.query)
    assert said["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert said["X-Amz-Expires"] == ["60"]
    assert said["X-Amz-Signature"][0]


# --- Served from there ------------------------------------------------------------------------------------------------
@pytest.fixture
def evidence(db, bucket):
    """A file in the bucket that supports a line, with a name that needs care."""
    return EvidenceUseFactory(
        evidence__content=CONTENT, evidence__original_name="llythyr – Môn.pdf", evidence__previews=["page-1.jpg"]
    ).evidence


def test_download_streams_from_the_bucket(client, evidence):
    client.force_login(evidence.uploaded_by)
    response = client.get(reverse("evidence-open", args=[evidence.pk]))
    assert b"".join(response.streaming_content) == CONTENT
    assert response["Content-Length"] == str(len(CONTENT))


def test_invariant_14_row_is_written_before_the_bucket_is_asked(client, evidence):
    storages["evidence"].delete(evidence.storage_name)
    client.force_login(evidence.uploaded_by)
    client.raise_request_exception = False
    assert client.get(reverse("evidence-open", args=[evidence.pk])).status_code == 500
    assert EvidenceAccess.objects.count() == 1


def test_invariant_14_signed_address_is_on_record_and_works_for_a_minute(client, settings, evidence, server):
    settings.EVIDENCE_SERVING = "signed"
    client.force_login(evidence.uploaded_by)
    response = client.get(reverse("evidence-open", args=[evidence.pk]))
    assert response.status_code == 302
    assert response["Cache-Control"] == "private, no-store"
    address = response["Location"]
    assert address.startswith(f"{server['endpoint_url']}/{server['bucket_name']}/{evidence.storage_name}?")
    assert parse_qs(urlsplit(address).query)["X-Amz-Expires"] == ["60"]
    status, content, headers = ask(address)
    assert (status, content) == (200, CONTENT)
    assert headers["Content-Disposition"] == "attachment; filename*=utf-8''llythyr%20%E2%80%93%20M%C3%B4n.pdf"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Cache-Control"] == "private, no-store"
    assert EvidenceAccess.objects.get().kind == "download"


@pytest.mark.parametrize("broken", ["EvidenceAccess.objects.create", "record"], ids=["row", "event"])
@pytest.mark.parametrize("serving", ["signed", "stream"])
def test_invariant_14_no_address_is_signed_and_nothing_sent_when_the_row_cannot_be_written(
    client, settings, evidence, monkeypatch, serving, broken
):
    settings.EVIDENCE_SERVING = serving
    client.force_login(evidence.uploaded_by)
    client.raise_request_exception = False

    def refuse(*args, **kwargs):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(f"{access.__name__}.{broken}", refuse)
    response = client.get(reverse("evidence-open", args=[evidence.pk]))
    assert response.status_code == 500 and "Location" not in response
    assert b"X-Amz-Signature" not in response.content and CONTENT not in response.content
    assert not EvidenceAccess.objects.exists()


def signature(address: str, server: dict, day: str) -> str:
    """What a store computes before it answers an address (AWS Signature Version 4), from the secret key."""
    parts = urlsplit(address)
    query = "&".join(sorted(pair for pair in parts.query.split("&") if not pair.startswith("X-Amz-Signature=")))
    request = "\n".join(["GET", parts.path, query, f"host:{parts.netloc}\n", "host", "UNSIGNED-PAYLOAD"])
    moment = parse_qs(parts.query)["X-Amz-Date"][0]
    scope = f"{day}/{server['region_name']}/s3/aws4_request"
    hashed = hashlib.sha256(request.encode()).hexdigest()
    key = f"AWS4{server['secret_key']}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{hashed}".encode(), "sha256").hex()


def test_signed_address_is_for_one_file_and_one_minute(client, settings, evidence, server, time_machine):
    """The key, the moment and the minute are what is signed: none of them can be changed without the secret."""
    settings.EVIDENCE_SERVING = "signed"
    client.force_login(evidence.uploaded_by)
    time_machine.move_to("2026-07-06T09:00:00Z", tick=False)
    address = client.get(reverse("evidence-open", args=[evidence.pk]))["Location"]
    parts, said = urlsplit(address), {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
    assert parts.path == f"/{server['bucket_name']}/{evidence.storage_name}"
    assert said["X-Amz-Expires"] == "60" and said["X-Amz-Date"] == "20260706T090000Z"
    assert said["X-Amz-SignedHeaders"] == "host"
    assert said["X-Amz-Signature"] == signature(address, server, "20260706")
    other = EvidenceFactory(content=b"somebody else's")
    for changed in (
        address.replace(evidence.storage_name, other.storage_name),
        address.replace("X-Amz-Expires=60", "X-Amz-Expires=604800"),
        address.replace("X-Amz-Date=20260706T090000Z", "X-Amz-Date=20260706T100000Z"),
    ):
        assert changed != address
        assert signature(changed, server, "20260706") != said["X-Amz-Signature"]


def test_person_is_led_to_no_file_of_somebody_else(client, settings, evidence):
    settings.EVIDENCE_SERVING = "signed"
    other = EvidenceFactory(content=b"somebody else's")
    client.force_login(evidence.uploaded_by)
    assert client.get(reverse("evidence-open", args=[other.pk])).status_code == 404
    assert EvidenceAccess.objects.count() == 0


def test_file_of_the_store_is_read_as_from_a_folder(evidence):
    with open_evidence(evidence) as content:
        assert content.read() == CONTENT


# --- The whole road ---------------------------------------------------------------------------------------------------
def in_bucket(bucket) -> list[str]:
    return sorted(kept.key for kept in bucket.bucket.objects.all())


def add(answer, by, content: bytes, name: str):
    return add_evidence(answer=answer, upload=files.an_upload(content, name), by=by)


def test_file_goes_its_whole_road_by_way_of_the_bucket(
    db, client, bucket, virus_scanner, django_capture_on_commit_callbacks
):
    answer = AnswerFactory()
    by = MemberFactory(organisation=answer.line.supplier_return.supplier).user
    with django_capture_on_commit_callbacks(execute=True):
        evidence = add(answer, by, files.a_picture(size=(300, 200), comment=b"Planted-Comment"), "photo.jpg")
    assert in_bucket(bucket) == [f"incoming/{evidence.pk}"]
    client.force_login(by)
    assert client.get(reverse("evidence-open", args=[evidence.pk])).status_code == 404, "not examined yet"
    with django_capture_on_commit_callbacks(execute=True):
        assert examine_all() == 1
    evidence.refresh_from_db()
    assert (evidence.status, evidence.fault) == ("available", "")
    names = [evidence.storage_name, *(f"{evidence.storage_name}.{name}" for name in evidence.previews)]
    assert in_bucket(bucket) == sorted(names) and len(names) > 1
    downloaded = b"".join(client.get(reverse("evidence-open", args=[evidence.pk])).streaming_content)
    assert hashlib.sha256(downloaded).hexdigest() == evidence.stored_sha256
    assert b"Planted" not in downloaded
    page = client.get(reverse("evidence-view", args=[evidence.pk])).content.decode()
    picture = client.get(re.search('<img src="([^"]+)"', page)[1].replace("&amp;", "&"))
    assert b"".join(picture.streaming_content).startswith(b"\xff\xd8\xff")
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(answer=answer, evidence=evidence, by=by)
    assert in_bucket(bucket) == []


def test_infected_file_leaves_nothing_in_the_bucket(db, bucket, virus_scanner, django_capture_on_commit_callbacks):
    answer = AnswerFactory()
    by = MemberFactory(organisation=answer.line.supplier_return.supplier).user
    with django_capture_on_commit_callbacks(execute=True):
        evidence = add(answer, by, files.a_pdf() + EICAR, "letter.pdf")
        examine_all()
    evidence.refresh_from_db()
    assert (evidence.status, evidence.fault) == ("quarantined", "virus")
    assert in_bucket(bucket) == []


def test_what_waits_in_the_bucket_for_nobody_is_swept_away(db, bucket, settings):
    waiting = EvidenceFactory(status="uploaded")
    gone = EvidenceFactory(status="removed")
    bucket.save(gone.incoming_name, ContentFile(CONTENT))
    bucket.save("incoming/just-now", ContentFile(CONTENT))
    assert sweep_incoming() == 1
    assert {waiting.incoming_name, "incoming/just-now"} <= set(in_bucket(bucket))
    assert gone.incoming_name not in in_bucket(bucket)

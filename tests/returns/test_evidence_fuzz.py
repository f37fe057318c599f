"""Whatever comes, it is refused with a known fault or kept without what must go; nothing crashes and nothing is left.

The same examples each time, so that a run fails only for what changed. FUZZ_EXAMPLES=3000 in the environment looks for
new ones, that many in each test.
"""

import io
import os
import random
import shutil
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from django.core.files.storage import storages
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cage import sandbox
from returns.actions.evidence import add_evidence
from returns.evidence import store
from returns.evidence.containers import OLE_START, ZIP_START
from returns.evidence.kinds import EXTENSIONS, HEIC_BRANDS, JPEG_START, KINDS, PNG_START
from returns.evidence.names import MAX_NAME_BYTES
from returns.evidence.pipeline import examine_waiting
from returns.evidence.refusal import MEGABYTE, EvidenceRefused, Fault
from returns.models import Evidence, EvidenceUse
from returns.workflow import WAITING
from tests.factories import AnswerFactory, EvidenceFactory, MemberFactory
from tests.golden.evidence.make import GOLDEN, REFUSED, TAKEN, Golden, left_in
from tests.returns import files
from tests.returns.pages import address, browser, shown
from tests.returns.road import open_road

pytestmark = pytest.mark.django_db
HUNTING = "FUZZ_EXAMPLES" in os.environ
OF_A_FILE = {golden.fate for golden in REFUSED}
LIMIT = 2000
MOST_STORED = 16 * MEGABYTE
HEADS = (b"", b"%PDF-1.7\n", b"\xef\xbb\xbf", ZIP_START, OLE_START, JPEG_START, PNG_START, b"GIF89a", b"MZ", b"<html>")
HEADS += tuple(b"\x00\x00\x00\x18ftyp" + brand for brand in HEIC_BRANDS[:2])


def fuzz(examples: int):
    """So many examples, the same each time unless somebody hunts for more."""
    return settings(
        max_examples=int(os.environ.get("FUZZ_EXAMPLES", examples)),
        derandomize=not HUNTING,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def stored() -> list[str]:
    root = Path(storages["evidence"].location)
    return sorted(str(found.relative_to(root)) for found in root.rglob("*") if found.is_file())


def forget() -> None:
    """Begin the next example with an empty storage and nothing that waits."""
    shutil.rmtree(storages["evidence"].location, ignore_errors=True)
    Evidence.objects.filter(status__in=WAITING).update(try_after=None, status=Evidence.Status.REMOVED)


# --- Receiving --------------------------------------------------------------------------------------------------------
STEMS = st.text(max_size=300)
NAMES = st.builds(str.__add__, STEMS, st.sampled_from(["", ".", ".exe", ".PDF", *EXTENSIONS])) | st.sampled_from(
    ["../../etc/passwd.csv", "C:\\con.pdf", "\u202efdp.exe", "a\x00.pdf", ".pdf", "\ud800.pdf", ""]
)
TYPES = st.sampled_from(["", "text/html", *(kind.media_type for kind in KINDS.values())]) | st.text(max_size=200)
SIZES = st.sampled_from([0, LIMIT - 1, LIMIT, LIMIT + 1])


def filled(head: bytes, body: bytes, size: int) -> bytes:
    """A content of this size, or as it comes for 0."""
    return (head + body).ljust(size, b"a")[: size or None]


CONTENTS = st.builds(filled, st.sampled_from(HEADS), st.binary(max_size=600), SIZES)
# What is sound as far as its beginning shows: a name and the content that belongs to it.
AGREEING = st.sampled_from(
    [
        (".pdf", b"%PDF-1.7\n"),
        (".docx", ZIP_START),
        (".png", PNG_START),
        (".heif", HEADS[-1]),
        (".csv", b"Month,Hours\n"),
    ]
)
ARRIVALS = st.tuples(NAMES, TYPES, CONTENTS) | st.builds(
    lambda stem, pair, body, size: (stem + pair[0], "", filled(pair[1], body, size)),
    STEMS,
    AGREEING,
    st.text("abc,\n", max_size=600).map(str.encode),
    SIZES,
)


@pytest.fixture
def small_limit(monkeypatch):
    """A file may have no more than 2,000 bytes."""
    monkeypatch.setattr(store, "MAX_BYTES", LIMIT)


def test_receiving_takes_a_file_whole_or_refuses_it(small_limit):
    answer = AnswerFactory()
    person = MemberFactory(organisation=answer.line.supplier_return.supplier).user
    seen = Counter()

    @fuzz(120)
    @given(ARRIVALS)
    def run(arrival):
        name, declared_type, content = arrival
        upload = files.an_upload(content, "name.csv", declared_type)
        upload._name = name
        try:
            evidence = add_evidence(answer=answer, upload=upload, by=person)
        except EvidenceRefused as refused:
            seen[refused.code] += 1
            assert refused.code in Fault.values and refused.message
            assert (refused.code == "too_big") is (len(content) > LIMIT)
            assert stored() == []
            return
        seen["taken"] += 1
        assert 0 < len(content) <= LIMIT
        assert stored() == [evidence.incoming_name]
        assert storages["evidence"].open(evidence.incoming_name).read() == content
        assert 0 < len(evidence.original_name.encode()) <= MAX_NAME_BYTES
        assert evidence.original_name.isprintable() and "/" not in evidence.original_name
        assert Path(evidence.original_name).suffix.lower() in EXTENSIONS
        EvidenceUse.objects.filter(evidence=evidence).delete()
        forget()

    run()
    assert min(seen["taken"], seen["too_big"], seen["name_disagrees"], seen["wrong_type"]) > 0, seen


def test_receiving_page_answers_whatever_is_sent(small_limit, time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    road = open_road("count")
    client, page = browser(road.editor), address(road, "line-evidence", 1)

    @fuzz(25)
    @given(st.binary(max_size=60), CONTENTS, st.sampled_from(["application/pdf", "text/csv", "a\tb", "x" * 300]))
    def run(name, content, declared_type):
        quoted = name.translate(None, b'\r\n"')
        body = (
            b'--B\r\nContent-Disposition: form-data; name="action"\r\n\r\nadd\r\n--B\r\n'
            b'Content-Disposition: form-data; name="files"; filename="' + quoted + b'.csv"\r\n'
            b"Content-Type: " + declared_type.encode() + b"\r\n\r\n" + content + b"\r\n--B--\r\n"
        )
        answer = client.generic("POST", page, body, "multipart/form-data; boundary=B")
        assert answer.status_code in (200, 302, 400)
        if answer.status_code == 200:
            assert "There is a problem" in shown(answer)
        assert len(stored()) == Evidence.objects.filter(status__in=WAITING).count() <= 1
        EvidenceUse.objects.all().delete()
        forget()

    run()


# --- Examining --------------------------------------------------------------------------------------------------------
def flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _time in range(chance.choice([1, 1, 2, 8, 40])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.choices(range(len(content) + 1), k=2))
    return chance.choice([content[:end], content[start:], content[:start] + content[end:]])


def insert(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    odd = [
        chance.randbytes(chance.randrange(1, 40)),
        b"\x00",
        b"\xff" * 9,
        b"<",
        b"&a;",
        b"9" * 30,
        b" obj",
        b"<<" * 99,
    ]
    return content[:place] + chance.choice(odd) + content[place:]


def repeat(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.choices(range(len(content) + 1), k=2))
    return content[:end] + content[start:end] * chance.choice([1, 3]) + content[end:]


def splice(content: bytes, chance: random.Random) -> bytes:
    other = chance.choice(GOLDEN).content
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


CHANGES = (flip, cut, insert, repeat, splice)


def change_a_member(content: bytes, chance: random.Random) -> bytes:
    """The same container, sound as such, in which one member is changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name, part in members.items() if part])
    members[name] = chance.choice(CHANGES)(members[name], chance)
    return files.a_zip(members)


def mutated(golden: Golden, seed: int) -> bytes:
    """A golden file with one thing changed in it, another for each seed."""
    chance = random.Random(seed)
    if zipfile.is_zipfile(golden.path) and golden.is_taken and chance.random() < 0.7:
        return change_a_member(golden.content, chance)
    return chance.choice(CHANGES)(golden.content, chance)


@pytest.fixture
def temporary_files(tmp_path_factory, monkeypatch):
    """A folder of its own for everything temporary, so that what is left behind shows."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_examining_changed_files_refuses_or_cleans_them(temporary_files, caplog, django_capture_on_commit_callbacks):
    kinds = [golden for golden in GOLDEN if golden.content and (golden.is_taken or not golden.at_once)]
    seen = Counter()

    @fuzz(150)
    @given(st.sampled_from(kinds) | st.sampled_from(TAKEN), st.integers(0, 2**32))
    def run(golden, seed):
        content = mutated(golden, seed) or b"a"
        evidence = EvidenceFactory(status="uploaded", content=content, original_name=golden.name)
        with django_capture_on_commit_callbacks(execute=True):
            assert examine_waiting() == 1, caplog.text
        evidence.refresh_from_db()
        seen[evidence.fault or "taken"] += 1
        if evidence.status == "quarantined":
            assert evidence.fault in OF_A_FILE and stored() == []
        else:
            assert evidence.status == "available"
            assert_clean(golden)
        assert [path.name for path in temporary_files.iterdir() if path != sandbox._helper.folder] == []
        assert list(sandbox._helper.folder.iterdir()) == []
        forget()

    run()
    assert "could not be examined" not in caplog.text
    assert min(seen["taken"], seen["damaged"], seen["unsafe"]) > 5, seen


def assert_clean(golden: Golden) -> None:
    """What is stored is not what came, is no more than there is room for, and tells nothing that must not be told."""
    size = 0
    for name in stored():
        assert not name.startswith("incoming/")
        content = storages["evidence"].open(name).read()
        size += len(content)
        assert left_in(content, golden.gone) == []
    assert size < MOST_STORED

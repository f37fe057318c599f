"""What is taken as evidence, what is not, and what the person is told."""

import io
import subprocess
import sys
import tempfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns.evidence.content import kind_of
from returns.evidence.kinds import KINDS, first_look
from returns.evidence.refusal import EvidenceRefused, Fault
from tests.returns import files
from tests.returns.photos import a_heic


def kind(content: bytes, name: str, declared_type: str = "") -> str:
    return kind_of(io.BytesIO(content), name=name, declared_type=declared_type).name


def fault(content: bytes, name: str, declared_type: str = "") -> str:
    with pytest.raises(EvidenceRefused) as refused:
        kind(content, name, declared_type)
    return refused.value.code


SOUND = [
    ("pdf", files.a_pdf(), "letter.pdf", "application/pdf"),
    ("docx", files.a_docx(), "letter.docx", f"{files.OOXML}wordprocessingml.document"),
    ("xlsx", files.an_xlsx(), "hours.xlsx", f"{files.OOXML}spreadsheetml.sheet"),
    ("odt", files.an_opendocument("text"), "letter.odt", "application/vnd.oasis.opendocument.text"),
    ("ods", files.an_opendocument("spreadsheet"), "hours.ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("csv", b"Month,Hours\r\nJuly,12\r\n", "hours.csv", "text/csv"),
    ("jpeg", files.a_picture("JPEG"), "garden.jpg", "image/jpeg"),
    ("png", files.a_picture("PNG"), "garden.png", "image/png"),
    ("heic", a_heic(), "garden.heic", "image/heic"),
]


@pytest.mark.parametrize(("expected", "content", "name", "media_type"), SOUND, ids=[row[0] for row in SOUND])
def test_kind_sound_file_is_taken(expected, content, name, media_type):
    found = kind_of(io.BytesIO(content), name=name, declared_type=media_type)
    assert (found.name, found.media_type, found.is_photo) == (expected, media_type, expected in ("jpeg", "png", "heic"))
    assert name.endswith(found.extension)


def test_kind_every_kind_on_the_list_is_tried():
    assert {row[0] for row in SOUND} == set(KINDS)


@pytest.mark.parametrize(("expected", "content", "name", "media_type"), SOUND, ids=[row[0] for row in SOUND])
@pytest.mark.parametrize("declared_type", ["", "application/octet-stream"])
def test_kind_browser_that_does_not_know_is_tolerated(expected, content, name, media_type, declared_type):
    assert kind(content, name.upper(), declared_type) == expected


@pytest.mark.parametrize(("expected", "content", "name", "media_type"), SOUND, ids=[row[0] for row in SOUND])
def test_kind_name_of_another_type_is_refused(expected, content, name, media_type):
    other = "letter.pdf" if expected != "pdf" else "letter.docx"
    assert fault(content, other) == ("type_disagrees" if expected == "csv" else "name_disagrees")
    assert fault(content, "page.html") == ("wrong_type" if expected == "csv" else "name_disagrees")


@pytest.mark.parametrize(("expected", "content", "name", "media_type"), SOUND, ids=[row[0] for row in SOUND])
def test_kind_declared_type_of_another_type_is_refused(expected, content, name, media_type):
    assert fault(content, name, "text/html") == "type_disagrees"


@pytest.mark.parametrize(
    ("content", "name"),
    [row[1:3] for row in SOUND if row[0] != "csv"],
    ids=[row[0] for row in SOUND if row[0] != "csv"],
)
def test_kind_beginning_of_a_file_is_damaged(content, name):
    assert fault(content[: len(content) // 4], name) == "damaged"


@pytest.mark.parametrize(("expected", "content", "name", "media_type"), SOUND, ids=[row[0] for row in SOUND])
def test_kind_leaves_the_stream_at_its_beginning(expected, content, name, media_type):
    with tempfile.NamedTemporaryFile() as stream:
        stream.write(content)
        kind_of(stream, name=name)
        assert stream.read() == content


REFUSED = {
    "empty": (b"", "letter.pdf", "empty"),
    "locked pdf": (files.a_locked_pdf(), "letter.pdf", "password"),
    "pdf locked against changes only": (files.a_locked_pdf(user=""), "letter.pdf", "password"),
    "locked word": (files.OLE_START + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
    "locked opendocument": (
        files.an_opendocument(manifest="<m:file-entry><m:encryption-data/></m:file-entry>"),
        "letter.odt",
        "password",
    ),
    "locked opendocument of the new kind": (
        files.an_opendocument(members={"encrypted-package": bytes(40)}),
        "letter.odt",
        "password",
    ),
    "old word": (files.OLE_START + bytes(600) + "WordDocument".encode("utf-16-le"), "letter.doc", "old_office"),
    "old excel": (files.OLE_START + bytes(600) + "Workbook".encode("utf-16-le"), "hours.xls", "old_office"),
    "heic without a picture": (files.NO_HEIC, "garden.heic", "damaged"),
    "heic called jpeg": (a_heic(), "garden.jpg", "name_disagrees"),
    "avif": (b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif" + bytes(40), "garden.avif", "wrong_type"),
    "macros by type": (files.a_docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "a.docx", "macros"),
    "macros by part": (files.a_docx({"word/vbaProject.bin": files.OLE_START}), "letter.docx", "macros"),
    "macros by declared part": (files.a_docx(others=("application/vnd.ms-office.vbaProject",)), "a.docx", "macros"),
    "old macros": (files.a_docx(others=("application/vnd.ms-excel.macrosheet+xml",)), "letter.docx", "macros"),
    "macros in opendocument": (
        files.an_opendocument(members={"Basic/Standard/Module1.xml": "<a/>"}),
        "a.odt",
        "macros",
    ),
    "macros inside a workbook inside": (
        files.a_docx({"word/embeddings/book.xlsx": files.a_docx({"xl/vbaProject.bin": files.OLE_START})}),
        "letter.docx",
        "macros",
    ),
    "embedded object": (files.a_docx({"word/embeddings/oleObject1.bin": files.OLE_START}), "letter.docx", "active"),
    "activex": (files.a_docx(others=("application/vnd.ms-office.activeX+xml",)), "letter.docx", "active"),
    "program inside": (files.a_docx({"word/media/image1.png": b"MZ\x90\x00"}), "letter.docx", "active"),
    "pdf with script": (files.a_pdf_with_script(), "letter.pdf", "active"),
    "pdf with files": (files.a_pdf_with_file(), "letter.pdf", "active"),
    "archive": (files.a_zip({"letter.pdf": files.a_pdf()}), "letters.zip", "wrong_type"),
    "archive called word": (files.a_zip({"letter.pdf": files.a_pdf()}), "letters.docx", "type_disagrees"),
    "presentation": (files.a_docx(main=f"{files.OOXML}presentationml.presentation.main+xml"), "a.pptx", "wrong_type"),
    "drawing": (files.an_opendocument("graphics"), "plan.odg", "wrong_type"),
    "web page": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "page.html", "wrong_type"),
    "web page called csv": (b"<!DOCTYPE html><html></html>", "page.csv", "type_disagrees"),
    "web page after a blank": (b"\xef\xbb\xbf \r\n<svg onload=alert(1)>", "page.csv", "type_disagrees"),
    "script in a table": (b"a,b\r\n1,<SCRIPT>alert(1)</SCRIPT>\r\n", "page.csv", "type_disagrees"),
    "script far down in a table": (b"a,b\r\n" * 20000 + b"1,<script>x</script>\r\n", "page.csv", "type_disagrees"),
    "pdf header inside a web page": (b"<html>%PDF-1.7\n</html>", "letter.pdf", "type_disagrees"),
    "web page with pdf header": (b"%PDF-1.7\n<html><script>x</script></html>", "letter.pdf", "damaged"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "plan.svg", "wrong_type"),
    "gif that is a web page": (b"GIF89a/*<html><script>alert(1)</script>*/=1;", "garden.png", "type_disagrees"),
    "gif": (b"GIF89a" + bytes(60), "garden.gif", "wrong_type"),
    "postscript called png": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "plan.png", "type_disagrees"),
    "rich text": (b"{\\rtf1 letter}", "letter.rtf", "wrong_type"),
    "shell script": (b"#!/bin/sh\nrm -r /\n", "hours.csv", "type_disagrees"),
    "plain text": (b"Thank you for the good work.\n", "letter.txt", "wrong_type"),
    "video": (b"\x00\x00\x00\x18ftypmp42" + bytes(60), "garden.mp4", "wrong_type"),
    "program": (b"MZ\x90\x00" + bytes(60), "letter.exe", "wrong_type"),
    "pdf called a program": (files.a_pdf(), "letter.pdf.exe", "name_disagrees"),
    "jpeg with an archive behind": (files.a_picture() + files.a_docx(), "garden.jpg", "unsafe"),
    "jpeg before a word document": (files.a_picture() + files.a_docx(), "letter.docx", "unsafe"),
    "pdf with an archive behind": (files.a_pdf() + files.a_docx(), "letter.pdf", "unsafe"),
    "word document with something behind": (files.a_docx() + b"<html>", "letter.docx", "damaged"),
    "two word documents": (files.a_docx() + files.a_docx(), "letter.docx", "damaged"),
    "half a picture": (files.a_picture(size=(400, 300))[:-600], "garden.jpg", "damaged"),
    "word document without its text": (
        files.a_zip({"[Content_Types].xml": files.content_types(files.WORD_MAIN, "word/document.xml")}),
        "letter.docx",
        "damaged",
    ),
    "word document with a broken list": (files.a_zip({"[Content_Types].xml": "<Types><"}), "letter.docx", "damaged"),
    "table with NUL": (b"Month,Hours\r\nJuly,1\x002\r\n", "hours.csv", "type_disagrees"),
    "table in an unknown alphabet": (b"Month\x81,Hours\x8d\r\n", "hours.csv", "type_disagrees"),
    "table of thousands of columns": (b"," * 5000 + b"\r\n", "hours.csv", "type_disagrees"),
    "table with an endless cell": (b'"' + b"a" * 200_000, "hours.csv", "type_disagrees"),
    "blank table": (b" \r\n", "hours.csv", "type_disagrees"),
    "sixty megapixels": (files.a_png_that_claims(10_000, 6_000), "garden.png", "too_many_pixels"),
    "a billion pixels": (files.a_png_that_claims(60_000, 20_000), "garden.png", "too_many_pixels"),
    "a thousand passes": (files.a_picture() + b"\xff\xda" * 1000, "garden.jpg", "unsafe"),
}


@pytest.mark.parametrize(("content", "name", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_kind_unsound_file_is_refused(content, name, expected):
    assert fault(content, name) == expected


# --- What the web process sees ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("expected", "content", "name", "media_type"), SOUND, ids=[row[0] for row in SOUND])
def test_first_look_lets_sound_files_through(expected, content, name, media_type):
    with tempfile.NamedTemporaryFile() as stream:
        stream.write(content)
        assert first_look(stream, name=name, declared_type=media_type).name == expected
        assert stream.read() == content


@pytest.mark.parametrize(("content", "name", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_first_look_says_the_same_of_an_unsound_file_or_leaves_it_to_the_worker(content, name, expected):
    try:
        first_look(io.BytesIO(content), name=name)
    except EvidenceRefused as refused:
        # Two things can be wrong at once: of a photo with an archive behind that is called a letter, the name shows.
        assert refused.code in (expected, "name_disagrees")
    else:
        assert (
            content.startswith((b"PK", b"%PDF", b"\xff\xd8", b"\x89PNG")) or b"ftyp" in content or len(content) > 1024
        )


@pytest.mark.parametrize(
    "case",
    ["empty", "old word", "locked word", "archive", "web page", "web page called csv", "pdf header inside a web page",
     "svg", "gif", "postscript called png", "rich text", "shell script", "video", "program", "pdf called a program",
     "heic called jpeg", "table with NUL", "blank table"],
)  # fmt: skip
def test_first_look_refuses_at_once_what_shows_at_once(case):
    content, name, expected = REFUSED[case]
    with pytest.raises(EvidenceRefused) as refused:
        first_look(io.BytesIO(content), name=name)
    assert refused.value.code == expected


def test_first_look_declared_type_must_agree():
    for _expected, content, name, _media_type in SOUND:
        with pytest.raises(EvidenceRefused, match="not the type of file it says"):
            first_look(io.BytesIO(content), name=name, declared_type="text/html")


@pytest.mark.parametrize("end", range(1018, 1030))
def test_first_look_may_cut_a_letter_in_two(end):
    content = ("a" * (end - 3) + "€ŵ" * 2000).encode()
    assert first_look(io.BytesIO(content), name="hours.csv").name == "csv"


@given(st.binary(max_size=2000), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\xd0\xcf"]))
def test_first_look_at_noise_never_fails(noise, start):
    try:
        assert first_look(io.BytesIO(start + noise), name="hours.csv").name == "csv"
    except EvidenceRefused as refused:
        assert refused.message


HOSTILE_CONTAINERS = {
    "leads outside": files.a_docx({"../../etc/cron.d/job": "x"}),
    "leads outside on windows": files.a_docx({"word\\..\\..\\job": "x"}),
    "absolute": files.a_docx({"/etc/passwd": "x"}),
    "drive": files.a_docx({"C:/job": "x"}),
    "too many members": files.a_docx({f"word/{n}.xml": "<a/>" for n in range(2100)}),
    "directory of megabytes": files.a_docx({f"word/{n}{'x' * 600}": "" for n in range(1900)}),
    "unpacks beyond belief": files.a_docx({"word/media/zeros": bytes(20 * 1024 * 1024)}),
    "unpacks to too much": files.a_docx({f"word/{n}": bytes(80 * 1024 * 1024) for n in range(2)}),
    "archive inside": files.a_docx({"word/media/more.7z": b"7z\xbc\xaf\x27\x1c"}),
    "archives inside archives": files.a_docx(
        {"word/embeddings/one.xlsx": files.a_docx({"two.xlsx": files.a_docx()})},
    ),
    "one name twice": files.a_docx({"Word/Document.xml": "<other/>"}),
    "rare packing": files.a_zip({"[Content_Types].xml": "<Types/>"}, packing=zipfile.ZIP_BZIP2),
    "entities in the list": files.a_zip({"[Content_Types].xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><Types>&b;</Types>"}),
    "entities in the text": files.a_docx({"word/styles.xml": "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"}),
    "entities in another alphabet": files.a_docx({"word/styles.xml": "<!DOCTYPE a []><a/>".encode("utf-16")}),
    "entities in opendocument": files.an_opendocument(members={"styles.xml": "<!DOCTYPE a []><a/>"}),
}


@pytest.mark.parametrize("content", HOSTILE_CONTAINERS.values(), ids=HOSTILE_CONTAINERS.keys())
def test_kind_hostile_container_is_refused_as_unsafe(content):
    assert fault(content, "letter.docx") == "unsafe"


def test_kind_members_sharing_bytes_are_refused():
    content = bytearray(files.a_docx({"word/a.bin": b"a" * 500, "word/b.bin": b"b" * 500}))
    entries = [found for found in range(len(content)) if content[found : found + 4] == b"PK\x01\x02"]
    first, second = entries[-2:]
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    assert fault(bytes(content), "letter.docx") == "unsafe"


def test_kind_member_longer_than_it_says_is_damaged():
    assert fault(files.a_zip_with_a_lie_about_size(70_001, 69_001), "letter.docx") == "damaged"


def test_kind_word_document_may_bring_the_workbook_of_a_chart():
    assert kind(files.a_docx({"word/embeddings/chart.xlsx": files.an_xlsx()}), "letter.docx") == "docx"


@pytest.mark.parametrize(
    "content",
    [
        "Mîs;Oriau\r\nGorffennaf;12\r\n".encode(),
        "Café,£\r\n".encode("cp1252"),
        b"From date,To date\r\n1 July,2 July\r\n",
    ],
    ids=["welsh with semicolons", "windows", "heading like a letter's"],
)
def test_kind_tables_as_people_make_them_are_taken(content):
    assert kind(content, "hours.csv", "application/vnd.ms-excel") == "csv"


def test_kind_photo_of_two_pictures_is_taken():
    """Some phones put a second, smaller picture into the same JPEG."""
    content = files.a_picture("MPO", save_all=True, append_images=[])
    assert kind(content, "garden.jpeg") == "jpeg"


def test_kind_pdf_that_opens_at_a_page_is_taken():
    def open_at_page(pdf):
        pdf.Root.OpenAction = [pdf.pages[0].obj, "/Fit"]

    assert kind(files.a_pdf(open_at_page), "letter.pdf") == "pdf"


def test_fault_each_has_its_own_words():
    words = [str(each.label) for each in Fault]
    assert len(set(words)) == len(words)


def test_fault_messages_name_the_limits():
    assert EvidenceRefused(Fault.TOO_BIG).message == "The selected file must be smaller than 15 MB"
    assert EvidenceRefused(Fault.TOO_MANY_FILES).message.startswith("You can only have up to 20 files")
    assert "50 megapixels" in EvidenceRefused(Fault.TOO_MANY_PIXELS).message
    refused = EvidenceRefused(Fault.NAME_DISAGREES, extension=".docx")
    assert refused.message.startswith("The name of the selected file must end in .docx")


@given(
    st.binary(min_size=1, max_size=300),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\xd0\xcf"]),
)
def test_kind_noise_is_never_more_than_a_table(noise, start):
    try:
        assert kind(start + noise, "hours.csv") == "csv"
    except EvidenceRefused as refused:
        assert refused.message


MEASURE = """
import io, resource, sys
import django.conf; django.conf.settings.configure(USE_I18N=False)
from returns.evidence.content import kind_of
from returns.evidence.refusal import EvidenceRefused
content = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    kind_of(io.BytesIO(content), name=sys.argv[1])
except EvidenceRefused as refused:
    print(refused.code)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.a_pdf_that_unpacks_to(1500), "letter.pdf"),
        (files.a_docx({f"word/{n}.bin": bytes(1024 * 1024) + bytes([n]) for n in range(140)}), "letter.docx"),
        (files.a_picture("JPEG", size=(9000, 5500)), "garden.jpg"),
        (b"Month,Hours\r\n" * 1_000_000, "hours.csv"),
    ],
    ids=["pdf", "docx", "jpeg", "csv"],
)
def test_kind_memory_stays_bounded(content, name):
    """Measured in a process of its own: a file that unpacks to gigabytes costs less than 150 MB."""
    done = subprocess.run([sys.executable, "-c", MEASURE, name], input=content, capture_output=True, check=True)
    assert int(done.stdout.split()[-1]) < 150

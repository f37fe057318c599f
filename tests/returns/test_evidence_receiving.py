"""What is too much is refused while it comes in: by file, by number and all together; the rest is kept."""

import re
from io import BytesIO
from tempfile import TemporaryDirectory

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from returns.evidence.receiving import MAX_BODY_BYTES
from returns.evidence.refusal import MAX_BYTES, MAX_FILES
from returns.models import Evidence
from suppliers.receiving import StopAtLimit
from tests.factories import EvidenceFactory, EvidenceUseFactory
from tests.returns import files
from tests.returns.pages import address, browser, shown
from tests.returns.road import open_road

pytestmark = pytest.mark.django_db
CHUNK = 64 * 1024


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    return open_road("count")


def too_big(name="big.pdf"):
    return files.an_upload(b"%PDF-1.7" + bytes(MAX_BYTES), name)


def test_file_that_is_too_big_is_named_and_the_others_are_kept(road):
    chosen = [files.an_upload(files.a_pdf(), "good.pdf"), too_big()]
    page = browser(road.editor).post(address(road, "line-evidence", 1), {"action": "add", "files": chosen})
    assert "big.pdf: The selected file must be smaller than 15 MB" in shown(page)
    assert [item.original_name for item in road.row(1).evidence] == ["good.pdf"]


@pytest.mark.parametrize("times", [1, 4])
def test_no_more_of_a_file_reaches_the_disk_than_shows_that_it_is_too_big(settings, times):
    with TemporaryDirectory() as folder:
        settings.FILE_UPLOAD_TEMP_DIR = folder
        sent = {"files": files.an_upload(bytes(times * MAX_BYTES), "big.pdf"), "after": "1"}
        request = RequestFactory().post("/", sent)
        request.upload_handlers = [StopAtLimit(request, most=MAX_BYTES), TemporaryFileUploadHandler(request)]
        received = request.FILES["files"]
        received.seek(0, 2)
        assert received.tell() == received.size <= MAX_BYTES + CHUNK
        assert (received.size > MAX_BYTES) is (times > 1)
        assert request.POST["after"] == "1", "What is typed after a big file is not lost."
        received.close()


def test_more_files_than_a_line_may_have_are_named_and_the_others_are_kept(road):
    chosen = [files.an_upload(f"Hours\n{number}\n".encode(), f"{number}.csv", "text/csv") for number in range(22)]
    page = shown(browser(road.editor).post(address(road, "line-evidence", 1), {"action": "add", "files": chosen}))
    assert len(road.row(1).evidence) == MAX_FILES
    assert "20.csv: You can only have up to 20 files" in page and "21.csv: You can only" in page
    assert "19.csv: " not in page


def test_body_that_says_it_is_far_too_big_is_answered_without_being_read(road):
    class Untouchable(BytesIO):
        def read(self, *args):
            raise AssertionError("the body was read")

    client = browser(road.editor)
    response = client.generic(
        "POST", address(road, "line-evidence", 1), "", MULTIPART_CONTENT, CONTENT_LENGTH=str(MAX_BODY_BYTES + 1),
        **{"wsgi.input": Untouchable()},
    )  # fmt: skip
    assert response.status_code == 413
    page = response.content.decode()
    assert page.count("The selected files are too big to send together") == 2 and "<title>Error:" in page
    assert "What you typed on this page was not saved, so type it again" in page
    assert not Evidence.objects.exists()


def test_hundreds_of_files_get_the_pages_own_words(road, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    chosen = [files.an_upload(b"a\n", f"{number}.csv") for number in range(4)]
    response = browser(road.editor).post(address(road, "line-evidence", 1), {"action": "add", "files": chosen})
    assert response.status_code == 413
    assert "You selected too many files. Choose up to 20 at a time" in response.content.decode()


@pytest.mark.parametrize(("number", "size"), [(4, 2), (40, 2), (9, 200_000)])
def test_what_was_typed_beside_hundreds_of_files_is_kept(settings, time_machine, number, size):
    time_machine.move_to("2026-06-20T10:00:00+01:00")
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    road = open_road("count", "hours")
    other = EvidenceFactory(contract=road.contract, original_name="plan.pdf")
    EvidenceUseFactory(answer=road.row(2).answer, evidence=other)
    chosen = [files.an_upload(b"a" * size, f"{place}.csv") for place in range(number)]
    words = "The host’s letter comes next month."
    typed = {"files": chosen, "reuse": [str(other.pk)], "no_evidence_reason": words, "action": "continue"}
    response = browser(road.editor).post(address(road, "line-evidence", 1), typed)
    page = response.content.decode()
    assert response.status_code == 413 and "You selected too many files" in page
    assert words in page and re.search(rf'value="{other.pk}"[^>]* checked', page)
    assert Evidence.objects.count() == 1 and not road.row(1).answer.no_evidence_reason


def test_body_that_ends_in_the_middle_of_hundreds_of_files_still_gets_the_page(road, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    body = encode_multipart(BOUNDARY, {"files": [files.an_upload(b"a\n", f"{number}.csv") for number in range(9)]})
    response = browser(road.editor).generic("POST", address(road, "line-evidence", 1), body[:-300], MULTIPART_CONTENT)
    assert response.status_code == 413 and "You selected too many files" in response.content.decode()


def test_body_of_nonsense_length_is_a_bad_request(road):
    response = browser(road.editor).post(address(road, "line-evidence", 1), {}, CONTENT_LENGTH="many")
    assert response.status_code == 400


def test_files_are_taken_only_with_the_token_of_the_page(road):
    client = Client(enforce_csrf_checks=True)
    client.force_login(road.editor)
    page = address(road, "line-evidence", 1)
    chosen = {"action": "add", "files": [files.an_upload(files.a_pdf())]}
    assert client.post(page, chosen).status_code == 403
    token = re.search('name="csrfmiddlewaretoken" value="(.+?)"', client.get(page).content.decode())[1]
    chosen = {"action": "add", "files": [files.an_upload(files.a_pdf())], "csrfmiddlewaretoken": token}
    assert client.post(page, chosen).status_code == 302
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("who", ["anonymous", "viewer", "other_supplier"])
def test_body_of_somebody_who_may_not_write_is_not_read(road, who):
    class Untouchable(BytesIO):
        def read(self, *args):
            raise AssertionError("the body was read")

    client = Client() if who == "anonymous" else browser(road.everybody()[who])
    response = client.generic(
        "POST", address(road, "line-evidence", 1), "", MULTIPART_CONTENT, CONTENT_LENGTH="100",
        **{"wsgi.input": Untouchable()},
    )  # fmt: skip
    assert response.status_code in (302, 403, 404)

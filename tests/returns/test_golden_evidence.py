"""Every golden file meets its fate by every route: the page, the action, and being used for another line."""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from framework.models import Measure
from returns.actions.evidence import add_evidence, use_evidence
from returns.evidence.kinds import KINDS
from returns.evidence.pipeline import examine_waiting
from returns.evidence.refusal import EvidenceRefused, Fault, fault_message
from returns.models import Answer, Evidence, EvidenceUse
from tests.factories import AnswerFactory, MemberFactory, ReturnLineFactory
from tests.golden.evidence.make import GOLDEN, MOST_BYTES, REFUSED, TAKEN, Golden, left_in, make_all
from tests.guards.source import called, modules
from tests.returns import files
from tests.returns.pages import browser, shown
from tests.services import EICAR

pytestmark = pytest.mark.django_db
CAREFUL = {"photos": Measure.Photos.NO, "sensitivity": Measure.Sensitivity.CARE_LEAVERS}
# Its encoder may write other bytes on another machine; what the file is checked for stays.
MACHINES_DIFFER = {".heic"}


def each(goldens):
    return pytest.mark.parametrize("golden", goldens, ids=[golden.name for golden in goldens])


# --- The files themselves ---------------------------------------------------------------------------------------------
def test_golden_files_are_what_the_script_makes():
    made = make_all()
    there = {path for folder in {path.parent for path in made} for path in folder.iterdir()}
    assert there == made.keys()
    changed = [
        path.name
        for path, content in made.items()
        if path.suffix not in MACHINES_DIFFER and path.read_bytes() != content
    ]
    assert not changed, "Write them anew: python -m tests.golden.evidence.make"


def test_golden_files_are_small():
    sizes = {golden.name: len(golden.content) for golden in GOLDEN}
    assert max(sizes.values()) < MOST_BYTES and sum(sizes.values()) < 1_000_000
    assert len(sizes) == len(GOLDEN)


def test_golden_files_cover_every_kind_and_every_fault_that_a_file_can_have():
    # The rest are about sizes, numbers of files, the measure, the installation or its scanner.
    of_no_file = {"too_big", "too_many_files", "photo_not_allowed", "virus", "personal_data", "quota", "lost"}
    of_no_file |= {"scanner_away", "unusable"}
    kept = {golden.path.suffix.lstrip(".").replace("jpg", "jpeg") for golden in TAKEN}
    assert kept == set(KINDS)
    assert {golden.fate for golden in REFUSED} == set(Fault.values) - of_no_file


@each([golden for golden in TAKEN if golden.gone])
def test_golden_file_holds_the_words_that_must_go(golden):
    # A colour profile is packed in a PNG, and so is the picture in a HEIC.
    assert left_in(golden.content, golden.gone) == list(golden.gone)


def test_golden_routes_are_all_there_are():
    """Whoever writes a further way for files to come in tries the golden files on it here."""
    ways = {name: set(called(tree)) & {"add_evidence", "use_evidence"} for name, tree in modules().items()}
    # The demonstration's own files come by the action, too.
    assert {name for name, calls in ways.items() if calls} == {"returns.views.supplier.files", "portal.demo.answers"}


# --- Routes -----------------------------------------------------------------------------------------------------------
class Line:
    """One line of a draft, somebody who may answer it, and its page."""

    def __init__(self, beside: "Line | None" = None, **measure):
        asked = {f"commitment__measure__{name}": value for name, value in measure.items()}
        if beside:
            asked["supplier_return"] = beside.answer.line.supplier_return
        self.answer: Answer = AnswerFactory(line=ReturnLineFactory(**asked))
        self.line = self.answer.line
        supplier = self.line.supplier_return.supplier
        self.person = beside.person if beside else MemberFactory(organisation=supplier, role="editor").user
        self.client: Client = browser(self.person)
        self.page = reverse("line-evidence", args=[self.line.supplier_return_id, self.line.number])

    def send(self, golden: Golden, **typed):
        """Send a file from the page."""
        upload = files.an_upload(golden.content, golden.name, golden.declared_type)
        return self.client.post(self.page, {"files": [upload], **typed})

    def add(self, golden: Golden) -> Evidence:
        """Have a file added by the action alone."""
        upload = files.an_upload(golden.content, golden.name, golden.declared_type)
        return add_evidence(answer=self.answer, upload=upload, by=self.person)

    def fault_of(self, act, *arguments) -> str:
        """The fault that an attempt was refused with, or "" when it was not."""
        try:
            act(*arguments)
        except EvidenceRefused as refused:
            return refused.code
        return ""

    def use(self, evidence: Evidence) -> None:
        use_evidence(answer=self.answer, evidence=evidence, by=self.person)


def stored() -> list[str]:
    root = Path(storages["evidence"].location)
    return sorted(str(found.relative_to(root)) for found in root.rglob("*") if found.is_file())


def assert_taken(golden: Golden, evidence: Evidence) -> None:
    """It is ready, says what was found, and all that is stored of it holds none of the words that must go."""
    evidence.refresh_from_db()
    assert (evidence.status, evidence.fault) == ("available", "")
    assert evidence.media_type == KINDS[golden.fate].media_type
    assert (tuple(evidence.notes), evidence.findings) == (golden.notes, golden.findings)
    assert stored() == sorted(
        [evidence.storage_name, *(f"{evidence.storage_name}.{name}" for name in evidence.previews)]
    )
    for name in stored():
        content = storages["evidence"].open(name).read()
        assert left_in(content, golden.gone) == []
    kept = storages["evidence"].open(evidence.storage_name).read()
    assert left_in(kept, golden.stays) == list(golden.stays)


def assert_refused(golden: Golden, evidence: Evidence, fault: str) -> None:
    """It is shut with this fault, and nothing of it is stored."""
    evidence.refresh_from_db()
    assert (evidence.status, evidence.fault) == ("quarantined", fault)
    assert stored() == []


def words_of(fault: str) -> str:
    """What the person reads, as far as it is the same for every file."""
    return fault_message(fault, extension="EXTENSION").partition(" EXTENSION")[0]


@each(GOLDEN)
def test_golden_file_meets_its_fate_on_the_page(golden, django_capture_on_commit_callbacks):
    line = Line()
    with django_capture_on_commit_callbacks(execute=True):
        answer = line.send(golden, action="add")
    if golden.at_once:
        assert words_of(golden.fate) in shown(answer)
        assert not Evidence.objects.exists() and stored() == []
        return
    assert answer.status_code == 302
    assert "Being checked" in shown(line.client.get(line.page))
    with django_capture_on_commit_callbacks(execute=True):
        assert examine_waiting() == 1
    evidence, page = Evidence.objects.get(), shown(line.client.get(line.page))
    download = line.client.get(f"/evidence/{evidence.pk}/")
    if golden.is_taken:
        assert_taken(golden, evidence)
        served = b"".join(download.streaming_content)
        assert served == storages["evidence"].open(evidence.storage_name).read()
        assert left_in(served, golden.gone) == []
    else:
        assert_refused(golden, evidence, golden.fate)
        assert words_of(golden.fate) in page and download.status_code == 404


@each([golden for golden in GOLDEN if golden.is_taken or golden.careful_fate != golden.fate])
def test_golden_file_meets_its_fate_for_people_who_need_protection(golden, django_capture_on_commit_callbacks):
    line = Line(**CAREFUL)
    with django_capture_on_commit_callbacks(execute=True):
        answer = line.send(golden, action="continue", names_no_child="on")
    if golden.careful_fate == "photo_not_allowed":
        assert words_of(golden.careful_fate) in shown(answer)
        assert not Evidence.objects.exists() and stored() == []
        return
    with django_capture_on_commit_callbacks(execute=True):
        assert examine_waiting() == 1
    evidence = Evidence.objects.get()
    if golden.careful_fate in KINDS:
        assert_taken(golden, evidence)
    else:
        assert_refused(golden, evidence, golden.careful_fate)
        assert words_of(golden.careful_fate) in shown(line.client.get(line.page))


@each([golden for golden in TAKEN if not golden.at_once])
def test_golden_file_is_used_for_further_lines_where_it_may(golden, django_capture_on_commit_callbacks):
    line = Line()
    further, careful = Line(line), Line(line, **CAREFUL)
    with django_capture_on_commit_callbacks(execute=True):
        evidence = line.add(golden)
        assert examine_waiting() == 1
    assert_taken(golden, evidence)
    refused = golden.careful_fate if golden.careful_fate not in KINDS else ""
    assert further.fault_of(further.use, evidence) == ""
    assert careful.fault_of(careful.use, evidence) == refused
    # The same content once more is the same file, whoever sends it and from where.
    assert careful.fault_of(careful.add, golden) == refused
    assert Evidence.objects.count() == 1
    assert EvidenceUse.objects.filter(answer=careful.answer).exists() is not bool(refused)


@each([golden for golden in REFUSED if not golden.at_once])
def test_golden_file_that_was_refused_is_of_no_use_and_refused_again(golden, django_capture_on_commit_callbacks):
    line = Line()
    further = Line(line)
    for place in (line, further):
        with django_capture_on_commit_callbacks(execute=True):
            evidence = place.add(golden)
            assert examine_waiting() == 1
        assert_refused(golden, evidence, golden.fate)
        assert further.fault_of(further.use, evidence) == "unusable"


@each([golden for golden in GOLDEN if golden.at_once])
def test_golden_file_that_shows_at_once_is_refused_by_the_action(golden):
    line = Line()
    assert line.fault_of(line.add, golden) == golden.fate
    assert not Evidence.objects.exists() and stored() == []


def test_golden_virus_is_refused_by_every_route(virus_scanner, django_capture_on_commit_callbacks):
    """The industry's test file, made here: no file of this project holds it whole."""
    infected = files.an_upload(b"Month,Hours\r\n" + EICAR, "hours.csv")
    line = Line()
    further = Line(line)
    with django_capture_on_commit_callbacks(execute=True):
        assert line.client.post(line.page, {"action": "add", "files": [infected]}).status_code == 302
        assert examine_waiting() == 1
    evidence = Evidence.objects.get()
    assert (evidence.status, evidence.scan, evidence.fault) == ("quarantined", "infected", "virus")
    assert stored() == []
    assert words_of("virus") in shown(line.client.get(line.page))
    assert further.fault_of(further.use, evidence) == "unusable"
    infected.seek(0)
    again = further.client.post(further.page, {"action": "add", "files": [infected]})
    assert words_of("virus") in shown(again)
    assert line.client.get(f"/evidence/{evidence.pk}/").status_code == 404

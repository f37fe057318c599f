"""Everything of one organisation in an archive: whose, with which files, within which bounds."""

import io
import os
import re
import signal
import tracemalloc
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import User
from audit.models import AuditEvent
from audit.queries import sentence_for
from audit.record import record
from framework.models import Measure
from reports import making
from reports.actions import exports as actions
from reports.everything import archive as archives
from reports.everything import files
from reports.everything.files import safe_name
from reports.everything.seen import seen_by
from reports.making import make_one, make_waiting
from reports.permissions import can_fetch_export
from returns.evidence.access import ReasonNeeded, record_downloads
from returns.models import Evidence, EvidenceAccess, SupplierReturn
from suppliers.events import SupplierEvent
from suppliers.models import Commitment, Contract, Member
from suppliers.workflow import InvalidTransition
from tests.catalogues import write_catalogue
from tests.factories import (
    AnswerFactory,
    CommitmentFactory,
    ContractFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    MeasureFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
)
from tests.reports.archives import Archive, archive_of, asked_everything
from tests.reports.exporting import as_file, later, lying
from tests.reports.list_rows import make_rows
from tests.returns import road as roads
from tests.returns.partners import add_partner, file_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def road():
    return roads.decided("count", "percent", "narrative")


@pytest.fixture
def admin(road):
    return MemberFactory(organisation=road.contract.supplier, role="admin").user


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


# --- Whose ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_only_an_admin_of_the_organisation_asks_for_everything(road, role):
    supplier = road.contract.supplier
    for person in (
        MemberFactory(organisation=supplier, role=role).user,
        MemberFactory(role="admin").user,
        road.officer,
    ):
        with pytest.raises(PermissionDenied):
            asked_everything(person, supplier)


def test_that_it_was_asked_for_made_and_fetched_stands_in_the_history_of_the_organisation(road, admin):
    supplier = road.contract.supplier
    export = asked_everything(admin, supplier, with_files=True)
    make_waiting()
    export.refresh_from_db()
    actions.fetch_export(export=export, by=fresh(admin))
    events = AuditEvent.objects.filter(trail=supplier.audit_trail, event__startswith="export.").order_by("pk")
    assert [event.event for event in events] == ["export.asked", "export.made", "export.fetched"]
    assert sentence_for(events[0]) == f"{admin} asked for a file to be made: Everything of one organisation"
    assert all(event.data["with_files"] for event in events) and supplier.name not in str(events.values_list("data"))


def test_admin_who_lost_the_role_gets_no_archive(road, admin):
    supplier = road.contract.supplier
    MemberFactory(organisation=supplier, role="admin")
    waiting, ready = asked_everything(admin, supplier), asked_everything(admin, supplier, with_files=True)
    make_one(ready)
    ready.refresh_from_db()
    assert can_fetch_export(fresh(admin), ready)
    Member.objects.filter(user=admin).update(role="editor")
    assert not can_fetch_export(fresh(admin), ready)
    make_waiting()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.fault) == ("failed", "not_allowed")


def test_admin_of_two_organisations_finds_one_of_them_in_an_archive(road, admin):
    other = OrganisationFactory(name="Quite Another Ltd")
    MemberFactory(user=admin, organisation=other, role="admin")
    theirs = ContractFactory(supplier=other, title="Another contract")
    found, others = archive_of(admin, road.contract.supplier), archive_of(fresh(admin), other)
    assert found.ids("contracts") == {str(road.contract.pk)} and "Quite Another" not in found.text
    assert others.ids("contracts") == {str(theirs.pk)} and not others.rows("returns")


def test_officer_who_is_an_admin_as_well_finds_nothing_of_the_council(road, admin):
    OfficerRoleFactory(user=admin, council=road.contract.council, role="social_value_lead")
    ContractFactory(council=road.contract.council, title="Of somebody else")
    found = archive_of(fresh(admin), road.contract.supplier)
    assert found.ids("contracts") == {str(road.contract.pk)} and "Of somebody else" not in found.text


def test_organisation_that_only_takes_part_finds_its_own_part():
    road = roads.open_road("count", "hours")
    partner = add_partner(road, 2)
    own = file_on(road, 2, partner.organisation, "own.pdf")
    theirs = file_on(road, 1, road.contract.supplier, "suppliers.pdf")
    Contract.objects.update(description="What it buys.", proportion_reason="Because.")
    SupplierReturn.objects.update(officer_message="For the supplier.")
    member = MemberFactory(organisation=partner.organisation, role="admin").user
    found = archive_of(member, partner.organisation, with_files=True)
    assert {row["commitment_id"] for row in found.rows("lines")} == {str(road.commitments[1].pk)}
    assert {row["line_id"] for row in found.rows("answers")} == found.ids("lines")
    assert found.ids("evidence") == {str(own.pk)} and f"evidence/{own.pk}/own.pdf" in found.names
    assert str(theirs.pk) not in found.text and not [name for name in found.names if "suppliers.pdf" in name]
    [contract], [supplier_return] = found.rows("contracts"), found.rows("returns")
    assert (contract["is_supplier"], contract["description"], contract["manager"]) == ("false", "", "")
    assert (supplier_return["is_whole"], supplier_return["officer_message"]) == ("false", "")
    assert [row["organisation_id"] for row in found.rows("contract_parties")] == [str(partner.organisation.pk)]
    assert road.contract.supplier.name in contract["supplier_name"]


def test_supplier_finds_what_others_added_to_its_contract_and_whose_it_is():
    road = roads.open_road("count")
    partner = add_partner(road, 1)
    file = file_on(road, 1, partner.organisation, "partners.pdf")
    admin = MemberFactory(organisation=road.contract.supplier, role="admin").user
    found = archive_of(admin, road.contract.supplier, with_files=True)
    [row] = found.rows("evidence")
    assert (row["id"], row["organisation_name"]) == (str(file.pk), partner.organisation.name)
    assert (row["uploaded_by"], row["findings"]) == ("", ""), "who of the partner's added it is the partner's"


def test_new_organisation_without_anything_gets_an_archive_all_the_same():
    member = MemberFactory(role="admin")
    found = archive_of(member.user, member.organisation, with_files=True)
    assert [row["name"] for row in found.rows("organisation")] == [member.organisation.name]
    assert not found.rows("contracts") and "There is no file that can be taken away." in found.text


def test_claimed_and_verified_stand_apart_and_corrections_are_in_what_is_verified(road, admin):
    line = road.row(1, sent=True).line
    roads.correct(road, line.number, value=-1)
    [row] = [row for row in archive_of(admin, road.contract.supplier).rows("lines") if row["id"] == str(line.pk)]
    verification = road.row(1, sent=True).verification
    assert row["claimed"] == str(int(verification.claimed)) and row["decision"] == verification.decision
    assert row["verified_at_first"] == str(int(verification.verified))
    assert row["verified"] == str(int(verification.verified - 1))


def test_history_in_the_archive_is_what_its_own_people_did(road, admin):
    supplier = road.contract.supplier
    with transaction.atomic():
        record(SupplierEvent.ORGANISATION_CHANGED, by=admin, on=supplier, data={"fields": ["name"]})
        record(SupplierEvent.ORGANISATION_CHANGED, by=road.officer, on=supplier, data={"fields": ["name"]})
        record(SupplierEvent.ORGANISATION_CHANGED, by=admin, on=road.contract, data={"fields": ["title"]})
        record(SupplierEvent.REGISTRATION_PASSED_ON, by=None, on=supplier, data={"registration": 1})
    rows = archive_of(admin, supplier).rows("events")
    assert [(row["event"], row["actor"]) for row in rows] == [
        ("organisation.changed", str(admin)), ("export.asked", str(admin))
    ]  # fmt: skip


# --- Words ------------------------------------------------------------------------------------------------------------
def test_text_that_could_be_a_formula_is_harmless_and_comes_back_as_it_was(road, admin):
    Commitment.objects.filter(pk=road.commitments[0].pk).update(promise='=HYPERLINK("https://evil.example")')
    found = archive_of(admin, road.contract.supplier)
    assert "'=HYPERLINK" in found.zip.read("commitments.csv").decode()
    assert '=HYPERLINK("https://evil.example")' in {row["promise"] for row in found.rows("commitments")}


def test_archive_is_in_the_language_in_which_it_was_asked_for(road, admin, settings, tmp_path):
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, {"README.txt": "DARLLENWCH.txt", "Contracts": "Contractau"})]
    with translation.override("cy"):
        found = archive_of(admin, road.contract.supplier)
    assert "DARLLENWCH.txt" in found.names and "README.txt" not in found.names
    assert found.resource("contracts")["title"] == "Contractau"
    assert found.description["languages"] == ["cy"]


def test_people_read_what_is_in_it(road, admin):
    found = archive_of(admin, road.contract.supplier)
    told = found.zip.read("README.txt").decode()
    assert f"Everything of {road.contract.supplier.name}" in told and "contracts.csv: Contracts. 1 row." in told
    assert "Claimed is what the organisation reported." in told and "The files themselves were not asked for." in told
    assert "&" not in told and "{" not in told


# --- Files ------------------------------------------------------------------------------------------------------------
def test_files_are_in_it_whole_and_each_is_on_record_as_a_download(road, admin):
    files_of_road = [
        EvidenceFactory(contract=road.contract, original_name=name) for name in ("a.pdf", "a.pdf", "b ŷ.pdf")
    ]
    found = archive_of(admin, road.contract.supplier, with_files=True)
    for file in files_of_road:
        row = next(row for row in found.rows("evidence") if row["id"] == str(file.pk))
        with storages["evidence"].open(file.storage_name) as stored:
            assert found.zip.read(row["file"]) == stored.read()
        access = EvidenceAccess.objects.get(evidence=file)
        assert (access.accessed_by, access.kind) == (admin, "download")
    opened = AuditEvent.objects.filter(event="evidence.opened", actor=admin)
    assert opened.count() == len([name for name in found.names if name.startswith("evidence/")])
    assert {event.data["kind"] for event in opened} == {"download"}
    assert AuditEvent.objects.get(event="export.made").data["evidence"] == opened.count()


def test_files_that_were_not_asked_for_stay_and_nothing_is_on_record(road, admin):
    EvidenceFactory(contract=road.contract)
    found = archive_of(admin, road.contract.supplier)
    assert not [name for name in found.names if name.startswith("evidence/")]
    assert not EvidenceAccess.objects.exists() and found.rows("evidence")


@pytest.mark.parametrize("status", ["hidden", "removed", "disposed", "quarantined", "uploaded"])
def test_file_that_nobody_could_download_is_only_listed(road, admin, status):
    file = EvidenceFactory(contract=road.contract, status=status)
    found = archive_of(admin, road.contract.supplier, with_files=True)
    [row] = [row for row in found.rows("evidence") if row["id"] == str(file.pk)]
    assert (row["status"], row["file"]) == (status, "")
    assert not EvidenceAccess.objects.filter(evidence=file).exists()


def test_file_that_no_scanner_saw_is_there_for_whoever_added_it_alone(road, admin):
    own = EvidenceFactory(contract=road.contract, scan="not_scanned", uploaded_by=admin)
    others = EvidenceFactory(contract=road.contract, scan="not_scanned")
    places = {
        row["id"]: row["file"] for row in archive_of(admin, road.contract.supplier, with_files=True).rows("evidence")
    }
    assert places[str(own.pk)] and not places[str(others.pk)]


@pytest.mark.parametrize(
    "now", [{"status": "hidden"}, {"status": "disposed"}, {"status": "removed"}], ids=lambda now: now["status"]
)
def test_archive_is_not_handed_over_with_a_file_that_may_not_be_opened_any_more(road, admin, now):
    file, _other = EvidenceFactory.create_batch(2, contract=road.contract)
    whole, tables = (asked_everything(admin, road.contract.supplier, with_files=way) for way in (True, False))
    assert make_waiting() == 2
    whole.refresh_from_db()
    tables.refresh_from_db()
    EvidenceFactory(contract=road.contract, status="hidden")  # which is in neither
    fresh = User.objects.get(pk=admin.pk)
    assert can_fetch_export(fresh, whole) and can_fetch_export(fresh, tables)
    Evidence.objects.filter(pk=file.pk).update(**now)
    assert not can_fetch_export(fresh, whole) and can_fetch_export(fresh, tables)


def test_archive_is_not_handed_over_when_downloads_cannot_be_put_on_record(road, admin, monkeypatch):
    EvidenceFactory(contract=road.contract)
    export = asked_everything(admin, road.contract.supplier, with_files=True)

    def fail(**_given):
        raise DatabaseError("the log is full")

    with monkeypatch.context() as failing:
        failing.setattr(actions, "record_downloads", fail)
        assert make_waiting() == 0
    export.refresh_from_db()
    assert (export.status, export.stored_name) == ("waiting", "") and not EvidenceAccess.objects.exists()
    with later(minutes=2):
        make_waiting()
    assert EvidenceAccess.objects.count() == Evidence.objects.filter(status="available").count()


def test_downloads_by_an_officer_are_not_put_on_record_without_a_reason():
    measure = MeasureFactory(sensitivity=Measure.Sensitivity.CHILDREN_IN_CARE, photos="no")
    answer = AnswerFactory(line__commitment__measure=measure)
    file = EvidenceUseFactory(answer=answer).evidence
    officer = OfficerRoleFactory(council=file.contract.council).user
    with pytest.raises(ReasonNeeded):
        record_downloads(evidence=[file], by=officer, at=timezone.now())
    assert not EvidenceAccess.objects.exists()


@pytest.mark.parametrize("bound", [{"MOST_BYTES": 10}, {"MOST_FILES": 1}], ids=["too many bytes", "too many files"])
def test_files_beyond_the_bound_are_only_listed_and_the_text_says_so(road, admin, monkeypatch, bound):
    EvidenceFactory.create_batch(2, contract=road.contract)
    for name, value in bound.items():
        monkeypatch.setattr(files, name, value)
    found = archive_of(admin, road.contract.supplier, with_files=True)
    assert not [name for name in found.names if name.startswith("evidence/")]
    assert re.search(r"files with .* are too much for one archive", found.text) and not EvidenceAccess.objects.exists()


def test_file_that_storage_lost_is_left_out_and_said(road, admin):
    lost, there = EvidenceFactory.create_batch(2, contract=road.contract)
    storages["evidence"].delete(lost.storage_name)
    found = archive_of(admin, road.contract.supplier, with_files=True)
    assert "1 file could not be found in storage" in found.text
    assert not EvidenceAccess.objects.filter(evidence=lost).exists()
    assert EvidenceAccess.objects.filter(evidence=there).exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/absolute.pdf", "absolute.pdf"),
        ("con.pdf", "_con.pdf"),
        ('what: "yes"?.pdf', "what_ _yes__.pdf"),
        ("..", "file"),
        ("a\x00b.pdf", "ab.pdf"),
        ("long" * 40 + ".pdf", "long" * 20 + ".pdf"),
        ("llythyr ŷ.pdf", "llythyr ŷ.pdf"),
    ],
)
def test_names_in_the_archive_are_safe(name, expected):
    assert safe_name(name) == expected


def test_no_name_leads_out_of_the_archive_and_none_is_there_twice(road, admin, tmp_path):
    for name in ("../../up.pdf", "..\\up.pdf", "up.pdf", "C:up.pdf", "up.pdf"):
        EvidenceFactory(contract=road.contract, original_name=name)
    found = archive_of(admin, road.contract.supplier, with_files=True)
    assert len(found.names) == len({name.lower() for name in found.names})
    for name in found.names:
        assert not name.startswith("/") and ".." not in name.split("/") and "\\" not in name and ":" not in name
    found.zip.extractall(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_archive_asks_as_often_for_thirty_rows_as_for_one(road, admin):
    def cost() -> tuple[int, int]:
        seen = seen_by(admin, road.contract.supplier)
        with CaptureQueriesContext(connection) as queries:
            written = archives.write_archive(seen, io.BytesIO(), with_files=True, check=lambda: None)
        return written.rows, len(queries)

    make_rows(road, 1)
    cost()
    few, asked = cost()
    make_rows(road, 30)
    many, asked_then = cost()
    assert asked_then == asked and many > few + 30 * 8


# --- Memory and workers -----------------------------------------------------------------------------------------------
def test_archive_takes_little_memory_however_large_it_is(road, admin):
    EvidenceFactory(contract=road.contract, content=os.urandom(60 * 2**20))
    CommitmentFactory.create_batch(1500, contract=road.contract, measure=road.commitments[0].measure)
    export = asked_everything(admin, road.contract.supplier, with_files=True)
    tracemalloc.start()
    try:
        assert make_waiting() == 1
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    export.refresh_from_db()
    assert export.size > 60 * 2**20 and most < 50 * 2**20


def test_archive_may_be_larger_than_four_gigabytes(road, admin, monkeypatch):
    """Members say their sizes in 64 bits, so that no file is too large while its size is not known yet."""
    EvidenceFactory(contract=road.contract)
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 0)
    found = archive_of(admin, road.contract.supplier, with_files=True)
    assert found.zip.testzip() is None and all(info.extract_version >= 45 for info in found.zip.infolist()[:2])


@pytest.mark.django_db(transaction=True)
def test_worker_that_is_killed_over_an_archive_leaves_nothing_and_puts_nothing_on_record():
    road = roads.open_road("count")
    admin = MemberFactory(organisation=road.contract.supplier, role="admin").user
    EvidenceFactory(contract=road.contract)
    export, before = asked_everything(admin, road.contract.supplier, with_files=True), lying()
    connection.close()
    worker = os.fork()
    if not worker:
        archives._told = lambda *_args, **_given: os.kill(os.getpid(), signal.SIGKILL)
        make_one(export)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -signal.SIGKILL
    assert lying() == before and not EvidenceAccess.objects.exists()
    with later(minutes=3):
        assert make_waiting() == 1
    export.refresh_from_db()
    assert export.status == "ready" and EvidenceAccess.objects.count() == 1
    assert len(Archive(as_file(export)).rows("evidence")) == 1


def test_worker_that_lost_its_lease_over_an_archive_stops(road, admin, monkeypatch):
    export = asked_everything(admin, road.contract.supplier)

    def lost(_self):
        raise InvalidTransition("somebody else makes it")

    monkeypatch.setattr(making.Held, "check", lost)
    assert make_waiting() == 0
    export.refresh_from_db()
    assert export.status == "making" and not EvidenceAccess.objects.exists()

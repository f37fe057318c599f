"""Files that a worker makes: whole or not at all, once, for whoever asked, and with the rights of the moment."""

import hashlib
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from accounts.models import OfficerRole, OutboundEmail
from audit.models import AuditEvent
from audit.queries import sentence_for
from reports import holding, kept_files, making
from reports.actions import exports as actions
from reports.actions.exports import (
    begin_export,
    drop_old_exports,
    fetch_export,
    finish_export,
    hold_export,
)
from reports.holding import Held
from reports.lists import LISTS
from reports.making import make_one, make_waiting
from reports.models import Export
from reports.permissions import can_fetch_export
from suppliers.checks import NotReady
from suppliers.models import Contract, Member
from suppliers.workflow import InvalidTransition
from tables.reading import read_table
from tables.writing import Kind
from tests.factories import (
    ContractFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
    SupplierReturnFactory,
    UserFactory,
)
from tests.reports.exporting import as_file, asked, content_of, later, lying, made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_lies_there():
    """Each test begins with an empty storage."""
    for name in lying():
        kept_files.remove(name)


@pytest.fixture
def role():
    return OfficerRoleFactory()


@pytest.fixture
def officer(role):
    ContractFactory.create_batch(3, council=role.council)
    return role.user


def fresh(user):
    """The same person in another request: how far they reach is asked again."""
    return type(user).objects.get(pk=user.pk)


def rows_of(export, tmp_path) -> list[tuple]:
    """The rows of a stored table below its headings."""
    path = tmp_path / "made"
    path.write_bytes(content_of(export))
    with read_table(path) as book:
        assert book.kind == export.file
        return [row.cells for row in book.rows()][1:]


# --- Asking -----------------------------------------------------------------------------------------------------------
def test_list_is_asked_for_with_its_filters_in_the_language_of_whoever_asks(officer):
    with translation.override("cy"):
        export = asked(officer, filters="show=active")
    assert (export.status, export.list_name, export.filters, export.language) == (
        "waiting", "contracts", "show=active", "cy"
    )  # fmt: skip
    event = AuditEvent.objects.get(event="export.asked")
    assert event.data == {"list": "contracts", "file": "xlsx", "filters": "show=active"}
    assert sentence_for(event) == f"{officer} asked for a file to be made: Contracts"


def test_list_of_the_other_side_is_refused(officer):
    with pytest.raises(PermissionDenied):
        asked(MemberFactory().user, "contracts")
    with pytest.raises(PermissionDenied):
        asked(officer, "own-returns")
    assert not Export.objects.exists()


def test_nobody_has_more_than_five_files_waiting(officer):
    for number in range(5):
        asked(officer, filters=f"q={number}")
    with pytest.raises(NotReady, match="5 files are being made for you already"):
        asked(officer, filters="q=5")
    assert asked(officer, filters="q=4").pk == Export.objects.first().pk, "the same once more is that one"
    assert asked(OfficerRoleFactory().user).status == "waiting", "others wait for nobody"
    assert make_waiting() == 6
    assert asked(officer, filters="q=5").status == "waiting"


def test_filters_that_cannot_be_kept_whole_are_refused(officer):
    with pytest.raises(NotReady, match="too many filters"):
        asked(officer, filters="q=" + "a" * 499)


# --- Making -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", list(Kind))
def test_file_holds_every_row_and_is_what_its_row_says(officer, tmp_path, kind):
    export = made(officer, kind=kind)
    content = content_of(export)
    assert (export.size, export.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    references = {row[1] for row in rows_of(export, tmp_path)}
    assert references == set(Contract.objects.values_list("reference", flat=True)) and export.rows == 3
    event = AuditEvent.objects.get(event="export.made")
    assert event.actor is None and event.data["sha256"] == export.sha256 and event.data["rows"] == 3


def test_file_holds_what_the_person_sees_under_the_filters_and_nothing_of_others(officer, role, tmp_path):
    ended = ContractFactory(council=role.council, status="ended")
    ContractFactory(status="ended")
    [row] = rows_of(made(officer, filters="show=ended"), tmp_path)
    assert row[1] == ended.reference


def test_file_is_in_the_language_in_which_it_was_asked_for(officer, tmp_path):
    with translation.override("cy"):
        heading = str(LISTS["contracts"].fields[1].heading)
        export = made(officer, kind=Kind.CSV)
    assert heading in content_of(export).decode("utf-8-sig").splitlines()[0]


def test_whoever_asked_is_told_by_a_link_that_holds_nothing(officer):
    export = made(officer)
    email = OutboundEmail.objects.get(to=officer.email)
    assert email.subject == "Your file is ready" and "/your-files/" in email.body
    assert export.stored_name not in email.body and "contracts" not in email.body.lower()


def test_person_who_may_no_longer_see_the_list_gets_no_file(officer, role):
    export = asked(officer)
    role.delete()
    assert make_waiting() == 1
    export.refresh_from_db()
    assert (export.status, export.fault) == ("failed", "not_allowed")
    assert OutboundEmail.objects.get(to=officer.email).subject == "Your file could not be made"
    assert lying() == set()


def test_person_whose_account_is_closed_gets_no_file(officer):
    export = asked(officer)
    officer.is_active = False
    officer.save()
    make_waiting()
    export.refresh_from_db()
    assert (export.status, export.fault) == ("failed", "not_allowed")
    assert not OutboundEmail.objects.filter(to=officer.email).exists()


def test_filters_that_name_what_a_person_may_not_see_give_no_file(officer):
    export = asked(officer, "amounts", filters="measure=999999")
    make_waiting()
    export.refresh_from_db()
    assert export.fault == "not_allowed"


def test_workbook_that_would_be_longer_than_a_sheet_is_not_made_and_csv_is(officer, monkeypatch):
    monkeypatch.setattr(making, "MOST_IN_A_SHEET", 2)
    workbook, text = asked(officer), asked(officer, kind=Kind.CSV)
    assert make_waiting() == 2
    workbook.refresh_from_db()
    text.refresh_from_db()
    assert (workbook.status, workbook.fault, text.status) == ("failed", "too_long", "ready")


# --- Workers that fail, die and come too late -------------------------------------------------------------------------
class Killed(BaseException):
    """What ends a worker: nothing of ours catches it."""


def broken(*_args, **_kwargs):
    raise OSError("no space left on device")


def test_storage_that_fails_is_tried_three_times_and_then_the_person_is_told(officer, monkeypatch):
    export = asked(officer)
    monkeypatch.setattr(kept_files, "put", broken)
    for attempt in (1, 2):
        with later(minutes=2 * attempt):
            assert make_waiting() == 0
        export.refresh_from_db()
        assert (export.status, export.attempts) == ("waiting", attempt)
    assert not OutboundEmail.objects.exists()
    with later(minutes=10):
        assert make_waiting() == 0
    export.refresh_from_db()
    assert (export.status, export.fault, export.attempts) == ("failed", "something_else", 3)
    assert AuditEvent.objects.get(event="export.failed").data["fault"] == "something_else"
    assert OutboundEmail.objects.get().subject == "Your file could not be made"


def test_storage_that_works_again_gives_the_file(officer, monkeypatch):
    export = asked(officer)
    with monkeypatch.context() as failing:
        failing.setattr(kept_files, "put", broken)
        make_waiting()
    assert make_waiting() == 0, "it waits a minute first"
    with later(minutes=2):
        assert make_waiting() == 1
    export.refresh_from_db()
    assert (export.status, export.attempts) == ("ready", 2)


def test_file_that_cannot_be_made_holds_up_no_other(officer, monkeypatch):
    bad, good = asked(officer, filters="q=1"), asked(OfficerRoleFactory().user)
    original = making._write_list

    def write(export, file, held):
        return broken() if export.pk == bad.pk else original(export, file, held)

    monkeypatch.setitem(making._WRITERS, Export.What.LIST, write)
    assert make_waiting() == 1
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.status, bad.status) == ("ready", "waiting")


def test_database_that_fails_when_a_file_is_put_back_holds_up_no_other(officer, monkeypatch):
    bad, good = asked(officer, filters="q=1"), asked(OfficerRoleFactory().user)
    original = making._write_list

    def write(export, file, held):
        return broken() if export.pk == bad.pk else original(export, file, held)

    def put_back(**_given):
        raise DatabaseError("gone away")

    monkeypatch.setitem(making._WRITERS, Export.What.LIST, write)
    monkeypatch.setattr(making, "put_back_export", put_back)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.EXPORTS_AT_ONCE", 2, raising=False)
        assert make_waiting() == 1
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.status, bad.status) == ("ready", "making")


def test_what_was_stored_is_taken_away_again_when_its_row_cannot_say_so(officer, monkeypatch):
    export = asked(officer)

    def fail(**_given):
        raise DatabaseError("gone away")

    with monkeypatch.context() as failing:
        failing.setattr(making, "finish_export", fail)
        assert make_waiting() == 0
    assert lying() == set()
    export.refresh_from_db()
    assert export.status == "waiting"


@pytest.mark.parametrize("place", ["_measure", "finish_export"])
def test_worker_that_dies_leaves_nothing_half_and_is_followed_by_another(officer, monkeypatch, place):
    export = asked(officer)

    def die(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(making, place, die)
        with pytest.raises(Killed):
            make_one(export)
    export.refresh_from_db()
    assert export.status == "making" and make_waiting() == 0, "it is still in the hands of whoever died"
    with later(minutes=3):
        assert make_waiting() == 1
    export.refresh_from_db()
    assert (export.status, export.attempts) == ("ready", 2)
    assert lying() == {export.stored_name} and AuditEvent.objects.filter(event="export.made").count() == 1


def test_file_that_no_worker_survives_is_given_up(officer, monkeypatch):
    export = asked(officer)

    def die(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(making, "_measure", die)
        for attempt in range(3):
            with later(minutes=5 * attempt), pytest.raises(Killed):
                make_waiting()
    with later(minutes=30):
        assert make_waiting() == 1
    export.refresh_from_db()
    assert (export.status, export.fault) == ("failed", "something_else")


@pytest.mark.django_db(transaction=True)
def test_worker_process_that_is_killed_in_the_middle_is_followed_by_another():
    role = OfficerRoleFactory()
    ContractFactory.create_batch(3, council=role.council)
    export = asked(role.user)
    connection.close()
    worker = os.fork()
    if not worker:
        making._measure = lambda _file: os.kill(os.getpid(), signal.SIGKILL)
        make_one(export)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -signal.SIGKILL
    export.refresh_from_db()
    assert (export.status, export.attempts, lying()) == ("making", 1, set())
    with later(minutes=3):
        assert make_waiting() == 1
    export.refresh_from_db()
    assert (export.status, export.rows, lying()) == ("ready", 3, {export.stored_name})
    assert AuditEvent.objects.filter(event="export.made").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_each_file_once(settings):
    settings.EXPORTS_AT_ONCE = 3
    for _person in range(6):
        asked(OfficerRoleFactory().user)

    def work(_number):
        try:
            return make_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(work, range(3))) == 6
    assert set(Export.objects.values_list("status", "attempts")) == {("ready", 1)}
    assert AuditEvent.objects.filter(event="export.made").count() == 6


def test_only_so_many_are_made_at_once(officer, settings):
    first, second = asked(officer, filters="q=1"), asked(officer, filters="q=2")
    begin_export(export=first)
    assert make_waiting() == 0
    settings.EXPORTS_AT_ONCE = 2
    assert make_waiting() == 1
    second.refresh_from_db()
    assert second.status == "ready"


def test_worker_that_lost_its_lease_hands_nothing_over(officer):
    export = asked(officer)
    begin_export(export=export)
    with later(minutes=3):
        other = Export.objects.get(pk=export.pk)
        begin_export(export=other)
        with pytest.raises(InvalidTransition):
            hold_export(export=export)
        late = actions.Made("late", 1, "0" * 64, 1, {"councils": [], "organisations": []})
        with pytest.raises(InvalidTransition):
            finish_export(export=export, made=late)
        finish_export(export=other, made=late)
    export.refresh_from_db()
    assert export.status == "ready" and AuditEvent.objects.filter(event="export.made").count() == 1


@pytest.mark.django_db(transaction=True)
def test_lease_is_extended_for_as_long_as_the_file_is_being_made(monkeypatch):
    monkeypatch.setattr(holding, "EVERY_SECONDS", 0)
    export = asked(OfficerRoleFactory().user)
    begin_export(export=export)
    before, reached = export.try_after, []

    def note(**given):
        hold_export(**given)
        reached.append(Export.objects.get(pk=export.pk).try_after)
        if len(reached) == 2:
            raise InvalidTransition("taken away")

    monkeypatch.setattr(holding, "hold_export", note)
    with Held(export) as held:
        held._thread.join()
        assert reached[0] > before
        with pytest.raises(InvalidTransition):
            held.check()


@pytest.mark.django_db(transaction=True)
def test_database_that_is_busy_does_not_end_the_hold(monkeypatch):
    monkeypatch.setattr(holding, "EVERY_SECONDS", 0)
    export, tries = asked(OfficerRoleFactory().user), []

    def busy(**_given):
        tries.append(1)
        if len(tries) < 3:
            raise DatabaseError("database is locked")
        raise InvalidTransition("taken away")

    monkeypatch.setattr(holding, "hold_export", busy)
    with Held(export) as held:
        held._thread.join()
    assert len(tries) == 3


# --- Fetching ---------------------------------------------------------------------------------------------------------
def test_fetching_is_written_down(officer):
    export = made(officer, filters="show=active")
    fetch_export(export=export, by=fresh(officer))
    event = AuditEvent.objects.get(event="export.fetched")
    assert (event.actor, event.data["filters"], event.data["sha256"]) == (officer, "show=active", export.sha256)


def test_nobody_but_whoever_asked_fetches_a_file(officer, role):
    export = made(officer)
    colleague = OfficerRoleFactory(council=role.council, role="social_value_lead").user
    boss = UserFactory(is_superuser=True, is_staff=True)
    for other in (colleague, boss, UserFactory()):
        with pytest.raises(PermissionDenied):
            fetch_export(export=export, by=other)
    assert not AuditEvent.objects.filter(event="export.fetched").exists()


def test_officer_who_lost_one_of_two_councils_gets_no_file_with_both(officer):
    second = OfficerRoleFactory(user=officer)
    export = made(officer)
    assert can_fetch_export(fresh(officer), export)
    second.delete()
    assert not can_fetch_export(fresh(officer), export)
    assert can_fetch_export(fresh(officer), made(fresh(officer), filters="q=again"))


def test_officer_with_another_role_in_the_same_council_still_gets_the_file(officer, role):
    export = made(officer)
    OfficerRole.objects.filter(pk=role.pk).update(role="auditor")
    assert can_fetch_export(fresh(officer), export)


def test_officer_of_one_more_council_still_gets_the_file(officer):
    export = made(officer)
    OfficerRoleFactory(user=officer)
    assert can_fetch_export(fresh(officer), export)


def test_supplier_who_left_an_organisation_gets_no_file_with_its_returns():
    member = MemberFactory()
    other = MemberFactory(user=member.user)
    SupplierReturnFactory(contract__supplier=other.organisation)
    export = made(member.user, "own-returns")
    assert export.rows == 1 and can_fetch_export(fresh(member.user), export)
    other.delete()
    assert not can_fetch_export(fresh(member.user), export)


def test_supplier_who_sees_fewer_contracts_now_gets_no_file_with_all():
    member = MemberFactory()
    mine = SupplierReturnFactory(contract__supplier=member.organisation).contract
    whole = made(member.user, "own-returns")
    Member.objects.filter(pk=member.pk).update(is_restricted=True)
    member.contracts.set([mine])
    assert not can_fetch_export(fresh(member.user), whole)
    part = made(fresh(member.user), "own-returns", kind=Kind.CSV)
    assert can_fetch_export(fresh(member.user), part)
    member.contracts.set([])
    assert not can_fetch_export(fresh(member.user), part)
    Member.objects.filter(pk=member.pk).update(is_restricted=False)
    assert can_fetch_export(fresh(member.user), part)


def test_admin_who_is_none_any_more_gets_no_file_with_the_teams_addresses():
    admin = MemberFactory(role="admin")
    export = made(admin.user, "team", filters=f"organisation={admin.organisation_id}")
    assert export.rows == 1 and can_fetch_export(fresh(admin.user), export)
    for role in ("editor", "viewer"):
        Member.objects.filter(pk=admin.pk).update(role=role)
        assert not can_fetch_export(fresh(admin.user), export)


def test_what_a_list_of_one_side_holds_does_not_hang_on_the_other(officer):
    member = MemberFactory(user=officer, organisation=OrganisationFactory())
    export = made(officer)
    member.delete()
    assert can_fetch_export(fresh(officer), export)


# --- Dropping ---------------------------------------------------------------------------------------------------------
def test_file_is_dropped_after_seven_days(officer, django_capture_on_commit_callbacks):
    export = made(officer)
    with later(days=6, hours=23), django_capture_on_commit_callbacks(execute=True):
        assert drop_old_exports() == 0 and can_fetch_export(fresh(officer), export)
    with later(days=7), django_capture_on_commit_callbacks(execute=True):
        assert not can_fetch_export(fresh(officer), export), "not even before the task has come by"
        assert drop_old_exports() == 1
    export.refresh_from_db()
    assert (export.status, export.stored_name, lying()) == ("gone", "", set())
    event = AuditEvent.objects.get(event="export.dropped")
    assert event.actor is None and event.data["list"] == "contracts"
    with later(days=29), django_capture_on_commit_callbacks(execute=True):
        assert drop_old_exports() == 0
    assert not Export.objects.exists()


def test_storage_that_fails_holds_up_no_dropping_and_the_rest_is_deleted_later(
    officer, monkeypatch, django_capture_on_commit_callbacks
):
    first, second = made(officer, filters="q=1"), made(officer, filters="q=2")
    with monkeypatch.context() as failing, later(days=8):
        failing.setattr(kept_files, "remove", broken)
        with django_capture_on_commit_callbacks(execute=True):
            assert drop_old_exports() == 2
    assert lying() == {first.stored_name, second.stored_name}
    with later(days=9):
        drop_old_exports()
    assert lying() == set()


def test_what_is_ready_or_being_stored_is_never_taken_for_a_stray(officer):
    export, other = made(officer), asked(officer, filters="q=1")
    begin_export(export=other)
    kept_files.put(str(other.lease), as_file(export))
    kept_files.put("nobodys", as_file(export))
    with later(hours=2):
        drop_old_exports()
    assert lying() == {export.stored_name, str(other.lease)}


def test_files_lie_in_private_storage_and_not_where_pictures_are_served_from(officer, settings):
    export = made(officer)
    place = Path(storages["evidence"].path(f"exports/{export.stored_name}"))
    assert place.is_file() and Path(settings.MEDIA_ROOT) not in place.parents
    assert place.stat().st_mode & 0o077 == 0


# --- What the database refuses ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "changes",
    [
        {"status": "ready"}, {"status": "making"}, {"status": "failed"}, {"status": "odd"},
        {"list_name": ""}, {"what": "organisation"}, {"stored_name": "lies"},
    ],
    ids=str,
)  # fmt: skip
def test_half_a_file_cannot_be_said(officer, changes):
    export = asked(officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(**changes)


def test_moment_of_the_next_attempt_is_not_in_the_past_of_what_was_begun(officer):
    export = asked(officer)
    begin_export(export=export)
    assert export.try_after > timezone.now() and export.attempts == 1
    with pytest.raises(InvalidTransition):
        begin_export(export=export)

"""Everything of an organisation, held against the database table by table in a world with something of every kind."""

import re
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from reports.everything.archive import PARTS
from returns.models import Answer, Correction, Evidence, NotTakenUp, SupplierReturn
from suppliers.models import Member, Organisation, OrganisationIdentifier, Registration, ShortfallRate
from tables.reading import read_table
from tests.guards.conftest import world  # noqa: F401  # a fixture
from tests.reports.archives import Archive, archive_of
from tests.reports.exporting import lying

# The way from a row to the organisation that answers for it, and what else has to hold for it to be shown.
ON_LINE = "line__supplier_return__supplier"
WAYS = {
    "organisation": "pk",
    "official_numbers": "organisation",
    "members": "organisation",
    "invitations": "organisation",
    "registrations": "organisation",
    "claims": "organisation",
    "endorsements": "supplier",
    "contracts": "supplier",
    "contract_parties": "contract__supplier",
    "contract_remedies": "contract__supplier",
    "shortfall_rates": "commitment__contract__supplier",
    "periods": "contract__supplier",
    "commitments": "contract__supplier",
    "proposals": "commitment__contract__supplier",
    "target_versions": "commitment__contract__supplier",
    "target_points": "profile__commitment__contract__supplier",
    "hosts": "contract__supplier",
    "opportunities": "contract__supplier",
    "opportunity_steps": "opportunity__contract__supplier",
    "returns": "supplier",
    "revisions": "supplier_return__supplier",
    "lines": "supplier_return__supplier",
    "answers": ON_LINE,
    "not_taken_up": "answer__line__supplier_return__supplier",
    "sign_offs": "revision__supplier_return__supplier",
    "evidence": "contract__supplier",
    "evidence_uses": "answer__line__supplier_return__supplier",
    "comments": ON_LINE,
    "questions": ON_LINE,
    "corrections": ON_LINE,
    "disputes": ON_LINE,
    "confirmations": ON_LINE,
    "cases": "contract__supplier",
    "case_steps": "escalation__contract__supplier",
    "case_replies": "step__escalation__contract__supplier",
    "plans": "step__escalation__contract__supplier",
    "plan_actions": "plan__step__escalation__contract__supplier",
}
CONDITIONS = {
    "endorsements": Q(decided_at__isnull=False) & ~Q(status="declined"),
    "corrections": Q(status="approved", line__supplier_return__status="decided"),
    "confirmations": Q(line__supplier_return__sent_revision__isnull=False),
    "comments": Q(line__supplier_return__revisions__number__gt=F("revision__number")),
}
NAMES = [part.name for part in PARTS]


@pytest.fixture(scope="module")
def archive(world) -> Archive:  # noqa: F811
    """The archive of the supplier of this world, with its files, once the world has some more of what it lacks."""
    supplier, people = world.contract.supplier, world.people
    now, promise = timezone.now(), world.commitments[0]
    OrganisationIdentifier.objects.create(organisation=supplier, scheme="GB-COH", value="00123456")
    Registration.objects.create(
        organisation=supplier, scheme="GB-CHC", value="0123", asked_at=now, asked_by=people["admin"]
    )
    ShortfallRate.objects.create(commitment=promise, amount=Decimal("12.50"))
    NotTakenUp.objects.create(
        answer=Answer.objects.filter(line__supplier_return=world.draft).first(), reason="travel", count=2
    )
    more = {"reason": "Counted twice.", "difference": Decimal(-1), "proposed_at": now, "proposed_by": people["manager"]}
    Correction.objects.create(
        line=world.decided.lines.last(), status="approved", decided_at=now, decided_by=people["lead"], **more
    )
    admin = User.objects.get(pk=world.people["admin"].pk)
    return archive_of(admin, world.contract.supplier, with_files=True)


def test_every_table_has_a_way(archive):
    assert WAYS.keys() == set(NAMES) - {"events"}


@pytest.mark.parametrize("name", WAYS)
def test_every_row_of_the_organisation_is_there_and_no_other(world, archive, name):  # noqa: F811
    part = next(part for part in PARTS if part.name == name)
    expected = part.model.objects.filter(**{WAYS[name]: world.contract.supplier.pk})
    expected = expected.filter(CONDITIONS.get(name, Q()))
    assert archive.ids(name) == {str(pk) for pk in expected.values_list("pk", flat=True)}
    assert len(archive.rows(name)) == archive.resource(name)["rows"]


def test_world_has_something_for_every_table(archive):
    assert [name for name in NAMES if not archive.rows(name)] == []


def test_nothing_of_another_organisation_is_there(world, archive):  # noqa: F811
    others = Organisation.objects.exclude(pk=world.contract.supplier_id)
    parties = {row["organisation_name"] for row in archive.rows("contract_parties")}
    names = set(others.values_list("name", flat=True)) - parties
    assert names and not [name for name in names if re.search(rf"\b{re.escape(name)}\b", archive.text)]
    emails = User.objects.exclude(memberships__organisation=world.contract.supplier).values_list("email", flat=True)
    told = {row["email"] for name in ("invitations", "confirmations") for row in archive.rows(name)}
    assert not [email for email in set(emails) - told if email in archive.text]


def test_every_id_leads_to_a_row_of_the_table_it_names(archive):
    for part in PARTS:
        for column, other in part.keys:
            named = {row[column] for row in archive.rows(part.name) if row[column]}
            assert named <= archive.ids(other), f"{part.name}.{column}"


def test_whoever_is_an_officer_as_well_finds_nothing_of_the_council_in_it(world):  # noqa: F811
    with transaction.atomic():
        both = User.objects.get(pk=world.people["both"].pk)
        Member.objects.filter(user=both).update(role="admin")
        found = archive_of(both, world.contract.supplier)
        admins = archive_of(User.objects.get(pk=world.people["admin"].pk), world.contract.supplier)
        for name in NAMES:
            if name != "events":
                assert found.ids(name) == admins.ids(name)
        transaction.set_rollback(True)


# --- The description that programs read -------------------------------------------------------------------------------
TYPES = {"string", "number", "integer", "boolean", "date", "datetime", "array", "object"}


def test_description_is_a_tabular_data_package(archive):
    """As https://specs.frictionlessdata.io/tabular-data-package/ has it, assertion by assertion."""
    package = archive.description
    assert package["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert datetime.fromisoformat(package["created"]).utcoffset().total_seconds() == 0
    names = [resource["name"] for resource in package["resources"]]
    assert names == NAMES and all(re.fullmatch(r"[a-z0-9._-]+", name) for name in names)


@pytest.mark.parametrize("name", NAMES)
def test_each_table_is_described_as_a_tabular_data_resource(archive, name):
    resource = archive.resource(name)
    assert resource["profile"] == "tabular-data-resource" and resource["title"]
    content = archive.zip.read(resource["path"])
    assert resource["path"] == f"{name}.csv" and len(content) == resource["bytes"]
    assert (resource["encoding"], resource["format"], resource["mediatype"]) == ("utf-8", "csv", "text/csv")
    schema = resource["schema"]
    fields = [field["name"] for field in schema["fields"]]
    head = content.decode("utf-8-sig").split("\r\n")[0].split(",")
    assert head == fields, "the headings are the names of the fields, in their order"
    assert {field["type"] for field in schema["fields"]} <= TYPES and all(field["title"] for field in schema["fields"])
    assert schema["primaryKey"] == "id" and schema["missingValues"] == [""]
    for key in schema["foreignKeys"]:
        assert key["fields"] in fields and key["reference"]["resource"] in NAMES
        assert key["reference"]["fields"] == "id"
    ids = [row["id"] for row in archive.rows(name)]
    assert len(ids) == len(set(ids)), "a primary key is there once"


SHAPES = {
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?",
    "boolean": "true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "array": r"\[.*\]",
    "object": r"\{.*\}",
    "string": r"(?s).*",
}


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_of_the_type_and_among_the_words_that_its_column_names(archive, name):
    for field in archive.resource(name)["schema"]["fields"]:
        cells = {row[field["name"]] for row in archive.rows(name)} - {""}
        assert all(re.fullmatch(SHAPES[field["type"]], cell) for cell in cells), field["name"]
        words = {str(code) for code in field.get("constraints", {}).get("enum", [])}
        assert not words or cells <= words, field["name"]
        assert not words or all(word in field["description"] for word in words)


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_read_back_as_they_were_written(archive, tmp_path, name):
    path = tmp_path / "table.csv"
    path.write_bytes(archive.zip.read(f"{name}.csv"))
    with read_table(path) as book:
        head, *rows = [row.cells for row in book.rows()]
    found = [[str(cell or "").strip() for cell in cells] for cells in rows]
    expected = [[cell.strip() for cell in row.values()] for row in archive.rows(name)]
    assert list(head) == [field["name"] for field in archive.resource(name)["schema"]["fields"]]
    assert [cells + [""] * (len(head) - len(cells)) for cells in found] == expected


# --- What is the council's until it says so ---------------------------------------------------------------------------
def test_nothing_is_verified_before_a_return_is_decided(world, archive):  # noqa: F811
    of = {row["id"]: row["supplier_return_id"] for row in archive.rows("lines")}
    reading = [row for row in archive.rows("lines") if of[row["id"]] == str(world.reading.pk)]
    assert reading and {row[name] for row in reading for name in ("verified", "decision", "decided_at")} == {""}
    decided = [row for row in archive.rows("lines") if of[row["id"]] == str(world.decided.pk)]
    assert {row["decision"] for row in decided} == {"verified"} and all(row["claimed"] for row in decided)


def test_correction_that_waits_is_not_told(world, archive):  # noqa: F811
    assert world.correction.status == "proposed" and str(world.correction.pk) not in archive.ids("corrections")


def test_change_that_was_asked_for_is_told_once_the_return_was_sent_back(world, archive):  # noqa: F811
    assert "Add the letter from the school." in {row["text"] for row in archive.rows("comments")}
    [returned] = [row for row in archive.rows("returns") if row["id"] == str(world.returned.pk)]
    assert (returned["status"], returned["officer_message"]) == ("returned", "Add the letter.")


# --- Files ------------------------------------------------------------------------------------------------------------
def test_every_file_that_can_be_opened_is_there_and_no_other(world, archive):  # noqa: F811
    files = Evidence.objects.filter(contract__supplier=world.contract.supplier, status="available", scan="clean")
    rows = {row["id"]: row["file"] for row in archive.rows("evidence")}
    assert {pk for pk, place in rows.items() if place} == {str(pk) for pk in files.values_list("pk", flat=True)}
    assert {place for place in rows.values() if place} == {
        name for name in archive.names if name.startswith("evidence/")
    }
    assert len(archive.names) == len(set(archive.names))


def test_archive_lies_in_private_storage(archive):
    assert lying()


def test_return_of_each_status_is_there(archive):
    assert {row["status"] for row in archive.rows("returns")} == set(SupplierReturn.Status.values)

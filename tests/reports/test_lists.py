"""Lists as files: every row a person sees under the filters and no other, in columns that keep what they say."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from audit.models import AuditEvent
from audit.queries import sentence_for
from framework.models import Measure
from reports.lists import LISTS
from reports.views import lists as views
from returns.models import (
    ReturnLine,
)
from suppliers.calendar import add_months
from suppliers.models import (
    Contract,
    Member,
)
from tables.reading import read_table
from tables.writing import Kind
from tests.factories import (
    ContractFactory,
    MemberFactory,
    OfficerRoleFactory,
    UserFactory,
)
from tests.reports.list_rows import make_rows
from tests.returns import road as roads

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("kind", list(Kind))
OWN = [name for name, listing in LISTS.items() if listing.is_for_officers is False]
BOTH = [name for name, listing in LISTS.items() if listing.is_for_officers is None]
KINDS_FROM_LAST = ("narrative", "percent", "count")
OFFICERS = [name for name in LISTS if name not in OWN]


@pytest.fixture
def road():
    return roads.decided("count", "percent", "narrative")


@pytest.fixture
def member(road):
    return MemberFactory(organisation=road.contract.supplier, role="viewer").user


def address_of(name: str, query: str = "") -> str:
    return reverse("list-download", args=[name]) + (f"?{query}" if query else "")


def query_for(name: str, road) -> str:
    """The filters without which a list is of nothing."""
    return {
        "amounts": f"measure={road.commitments[0].measure_id}&state=promised",
        "pieces": "state=promised",
        "returns": "show=decided",
        "counts": "by=supplier",
        "promises": f"contract={road.contract.pk}",
        "opportunity-log": f"contract={road.contract.pk}",
        "team": f"organisation={road.contract.supplier_id}",
    }.get(name, "")


def downloaded(person, name: str, query: str = "", kind: str = "csv"):
    client = Client()
    client.force_login(person)
    return client.post(address_of(name, query), {"file": kind})


def rows_of(response) -> list[dict[str, str]]:
    """The rows of a CSV answer by their headings."""
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def person_for(name: str, road, member):
    """Who sees rows of a list: teams with addresses only their admins, contracts of nobody only leads."""
    if name == "team":
        own = Member.objects.filter(organisation=road.contract.supplier, role="admin").first()
        return own.user if own else MemberFactory(organisation=road.contract.supplier, role="admin").user
    if name == "handover":
        return road.second
    return member if name in OWN else road.officer


@pytest.mark.parametrize("name", LISTS)
@KINDS
def test_every_list_comes_in_every_kind(road, member, tmp_path, name, kind):
    make_rows(road, 1)
    response = downloaded(person_for(name, road, member), name, query_for(name, road), kind)
    path = tmp_path / "list"
    path.write_bytes(b"".join(response))
    with read_table(path) as book:
        head, *rows = [row.cells for row in book.rows()]
    assert book.kind == kind and len(set(head)) == len(head)
    assert rows and max(len(row) for row in rows) <= len(head)
    assert response["Content-Disposition"].startswith(f'attachment; filename="{name}-20')
    assert response["Content-Disposition"].endswith(f'.{kind}"')


def test_contracts_keep_their_numbers_days_and_figures(road):
    contract = road.contract
    contract.supplier.identifiers.create(scheme="GB-COH", value="00123456")
    Contract.objects.filter(pk=contract.pk).update(reference="007", value_net=Decimal("12.50"), title="=1+1")
    [row] = rows_of(downloaded(road.officer, "contracts"))
    assert (row["Reference"], row["Contract"]) == ("007", "'=1+1")
    assert "GB-COH-00123456" in row["Official numbers of the supplier"]
    assert row["Value without VAT, in pounds"] == "12.50"
    assert row["Starts on"] == contract.starts_on.isoformat()


def test_supplier_has_its_own_cases_in_a_file(road, member):
    make_rows(road, 2)
    assert len(rows_of(downloaded(member, "cases"))) == 2
    assert rows_of(downloaded(MemberFactory().user, "cases")) == []
    assert downloaded(UserFactory(), "cases").status_code == 403


SHOWN = {
    "registrations": ("registration-list", ["waiting", "decided"]),
    "absences": ("absence-list", ["now", "past"]),
    "disposals": ("disposal-list", ["x"]),
    "proposals": ("promise-waiting", ["x"]),
    "returns": ("return-queue", ["waiting", "decided", "to_come", "overdue", "mine"]),
    "claims": ("council-claim-list", ["waiting", "decided"]),
    "cases": ("escalation-list", ["open", "waiting", "closed", "all", "nothing"]),
    "incidents": ("incident-list", ["open", "closed"]),
    "holds": ("hold-list", ["standing", "lifted"]),
    "opportunities": ("council-opportunity-list", ["x"]),
    "corrections": ("correction-list", ["x"]),
    "disputes": ("dispute-list", ["x"]),
    "certificates": ("certificate-list", ["x"]),
}


@pytest.mark.parametrize(("name", "show"), [(name, show) for name, (_page, shows) in SHOWN.items() for show in shows])
def test_file_has_as_many_rows_as_the_page_whatever_it_is_filtered_by(road, name, show):
    make_rows(road, 2)
    make_rows(road, 1, is_over=True)
    page = Client()
    page.force_login(road.officer)
    shown = page.get(reverse(SHOWN[name][0]), {"show": show}).context["page"].rows
    assert len(rows_of(downloaded(road.officer, name, f"show={show}"))) == len(shown)


@pytest.mark.parametrize("show", ["all", "active", "ended", "preparing", "mine"])
def test_file_has_the_rows_of_the_page(road, show):
    council, manager = road.contract.council, road.contract.manager
    ContractFactory(council=council, status="preparing", reference="P1", manager=manager)
    ContractFactory(council=council, status="ended", reference="E1")
    page = Client()
    page.force_login(road.officer)
    shown = page.get(reverse("contract-list"), {"show": show}).context["page"].rows
    found = rows_of(downloaded(road.officer, "contracts", f"show={show}"))
    assert [row["Reference"] for row in found] == [contract.reference for contract in shown]


def test_more_rows_than_a_page_come_all_in_their_order(road):
    ContractFactory.create_batch(40, council=road.contract.council, framework_version=road.contract.framework_version)
    found = [row["Reference"] for row in rows_of(downloaded(road.officer, "contracts"))]
    assert found == list(
        Contract.objects.filter(council=road.contract.council).order_by("-pk").values_list("reference", flat=True)
    )
    assert len(found) == 41


@pytest.mark.parametrize("name", LISTS)
def test_nothing_of_others_is_in_a_file(road, member, name):
    make_rows(road, 1)
    stranger = (
        OfficerRoleFactory(role="social_value_lead").user if name in OFFICERS else MemberFactory(role="admin").user
    )
    response = downloaded(stranger, name, query_for(name, road))
    assert response.status_code == 404 if name == "amounts" else rows_of(response) == []


@pytest.mark.parametrize("name", [name for name in LISTS if name not in BOTH])
def test_list_of_the_other_side_is_refused(road, member, name):
    other = road.officer if name in OWN else member
    assert downloaded(other, name, query_for(name, road)).status_code == 403
    assert not AuditEvent.objects.filter(event="list.downloaded").exists()


def pieces_by_kind(road) -> dict[str, dict[str, str]]:
    """The rows of all promised pieces by the kind of their measure."""
    kinds = dict(Measure.objects.values_list("code", "value_type"))
    rows = rows_of(downloaded(road.officer, "pieces", "state=promised"))
    return {kinds[row["Measure code"]]: row for row in rows}


def test_pieces_have_claimed_and_verified_apart(road):
    rows = pieces_by_kind(road)
    assert set(rows) == {"count", "percent", "narrative"}
    decided = ReturnLine.objects.get(commitment__measure__value_type="count").verification
    assert (rows["count"]["Claimed"], rows["count"]["Verified"]) == (
        str(int(decided.claimed)),
        str(int(decided.verified)),
    )
    assert rows["narrative"]["Claimed"] == rows["narrative"]["Verified"] == ""
    ratio = ReturnLine.objects.get(commitment__measure__value_type="percent").verification
    assert Decimal(rows["percent"]["Verified"]) == round(100 * ratio.numerator / ratio.denominator, 3)
    assert rows["count"]["Status"] == "Verified"


def test_nothing_is_verified_before_a_return_is_decided():
    road = roads.taken("count")
    roads.decide_all(road)
    [row] = rows_of(downloaded(road.officer, "pieces", "state=promised"))
    assert row["Claimed"] != "" and row["Verified"] == ""


def test_approved_correction_is_in_what_was_verified(road):
    line = ReturnLine.objects.get(commitment__measure__value_type="count")
    roads.correct(road, line.number, value=-1)
    assert Decimal(pieces_by_kind(road)["count"]["Verified"]) == line.verification.verified - 1


def test_download_is_written_down_with_its_filters(road):
    downloaded(road.officer, "contracts", "show=active", "xlsx")
    event = AuditEvent.objects.get(event="list.downloaded")
    assert (event.actor, event.data) == (
        road.officer,
        {"list": "contracts", "file": "xlsx", "filters": "show=active"},
    )
    assert sentence_for(event) == f"{road.officer} downloaded a list as a file: Contracts"


def test_page_says_how_many_rows_and_asks_for_a_kind(road, client):
    client.force_login(road.officer)
    content = client.get(address_of("contracts", "show=active")).content.decode()
    assert "The file will have 1 row, under the filters that you chose." in content
    assert f'href="{reverse("contract-list")}?show=active"' in content
    answer = client.post(address_of("contracts"), {})
    assert answer.status_code == 200 and "Choose which kind of file you need" in answer.content.decode()
    assert (
        "Choose which kind of file you need" in client.post(address_of("contracts"), {"file": "exe"}).content.decode()
    )


def test_list_that_is_too_long_for_a_sheet_comes_as_csv(road, client, monkeypatch):
    monkeypatch.setattr(views, "MOST_ROWS", 2)
    ContractFactory.create_batch(4, council=road.contract.council)
    client.force_login(road.officer)
    monkeypatch.setattr(views, "MOST_IN_A_SHEET", 4)
    content = client.get(address_of("contracts")).content.decode()
    assert "The list has more than 4 rows." in content and "so it comes as CSV alone" in content
    assert "xlsx" not in content
    assert client.post(address_of("contracts"), {"file": "xlsx"}).status_code == 200
    assert not AuditEvent.objects.filter(event__in=["list.downloaded", "export.asked"]).exists()
    assert len(rows_of(client.post(address_of("contracts"), {"file": "csv"}))) == 5


def test_file_is_in_the_language_of_who_asked_to_its_last_row(road):
    with translation.override("cy"):
        status = str(Contract.Status.ACTIVE.label)
        heading = str(LISTS["contracts"].fields[1].heading)
    road.officer.preferred_language = "cy"
    road.officer.save()
    [row] = rows_of(downloaded(road.officer, "contracts"))
    assert row[heading] == road.contract.reference and status in row.values() and status != "Active"


def test_promises_of_one_contract_say_what_was_agreed(road):
    make_rows(road, 1)
    rows = rows_of(downloaded(road.officer, "promises", f"contract={road.contract.pk}"))
    assert [row["Promise"] for row in rows] == ["More of it", *(f"Promise of {kind}" for kind in KINDS_FROM_LAST)]
    assert (rows[-1]["Target"], rows[-1]["Status"], rows[0]["Status"]) == ("100", "Agreed", "Proposed")
    assert {row["Contract reference"] for row in rows} == {road.contract.reference}
    assert rows[-1]["Who delivers it"] == road.contract.supplier.name


@pytest.mark.parametrize("query", ["", "contract=", "contract=x", "contract=1e3", "contract=" + "9" * 40])
@pytest.mark.parametrize("name", ["promises", "opportunity-log"])
def test_list_of_no_contract_is_not_found(road, name, query):
    assert downloaded(road.officer, name, query).status_code == 404


def test_team_with_addresses_is_for_its_admins_alone(road, member):
    query = f"organisation={road.contract.supplier_id}"
    assert rows_of(downloaded(member, "team", query)) == []
    admin = MemberFactory(organisation=road.contract.supplier, role="admin").user
    MemberFactory(organisation=road.contract.supplier, is_restricted=True).contracts.add(road.contract)
    rows = rows_of(downloaded(admin, "team", query))
    assert [row["Role"] for row in rows] == ["Editor", "Admin", "Viewer", "Editor"]
    assert [row["How many contracts they can see"] for row in rows] == ["1", "", "", ""]
    assert rows[1]["Email address"] == admin.email


def test_name_of_a_file_that_was_never_sent_is_not_the_councils(road):
    make_rows(road, 1)
    [row] = rows_of(downloaded(road.officer, "disposals"))
    assert (row["File"], row["Sent to the council"], row["Due on"]) == ("", "False", "2026-01-31")
    assert row["Rule"] == "72 months after the end of the contract"


def test_what_was_held_and_destroyed_is_told_in_full(road):
    make_rows(road, 1)
    [hold], [gone] = rows_of(downloaded(road.officer, "holds")), rows_of(downloaded(road.officer, "certificates"))
    contract = Contract.objects.get(legal_holds__isnull=False)
    assert (hold["Contract reference"], hold["One file"], hold["Why"]) == (contract.reference, "False", "A claim.")
    assert (gone["Contract reference"], gone["Size in bytes"], gone["By"]) == (
        contract.reference,
        "1",
        str(road.officer),
    )
    [problem] = rows_of(downloaded(road.officer, "incidents"))
    assert (problem["Contract reference"], problem["Outcome"]) == (contract.reference, "")


def test_contract_to_assess_has_its_day(road):
    make_rows(road, 1)
    [row] = rows_of(downloaded(road.officer, "performance"))
    assessed = Contract.objects.get(reference=row["Contract reference"])
    assert row["Assess by"] == (add_months(assessed.starts_on, 12) - timedelta(days=1)).isoformat()


def test_counts_are_those_of_the_page(road, client):
    client.force_login(road.officer)
    shown = client.get(reverse("portfolio-by", args=["measure"])).context
    rows = rows_of(downloaded(road.officer, "counts", "by=measure"))
    assert [(row["Measure"], row["Promised"], row["Verified"]) for row in rows] == [
        (row.title, str(row.standing.promised), str(row.standing.verified)) for row, _filters in shown["rows"]
    ]
    amounts = rows_of(downloaded(road.officer, "measures"))
    [count] = [row for row in amounts if row["Measure code"] == road.commitments[0].measure.code]
    [item] = [item for item in shown["amounts"] if item.measure == road.commitments[0].measure]
    assert Decimal(count["Verified"]) == item.verified and Decimal(count["Promised so far"]) == item.promised
    assert count["Pieces claimed"] == str(item.reached.claimed) == "1"


def test_counts_by_nothing_we_know_are_not_found(road):
    assert downloaded(road.officer, "counts", "by=weather").status_code == 404
    assert downloaded(road.officer, "measures", "supplier=999999").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_page_of_every_list_is_there_to_go_back_to(road, member, client, name):
    person = person_for(name, road, member)
    client.force_login(person)
    page = client.get(address_of(name, query_for(name, road)))
    assert page.status_code == 200
    assert client.get(page.context["back"], follow=True).status_code == 200


def test_unknown_list_is_not_found(road):
    assert downloaded(road.officer, "secrets").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_file_asks_as_often_for_thirty_rows_as_for_one(road, member, name):
    query = "show=to_come" if name == "returns" else query_for(name, road)

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            rows = rows_of(downloaded(person_for(name, road, member), name, query))
        return len(rows), len(queries)

    make_rows(road, 1)
    cost()
    few, asked = cost()
    make_rows(road, 30)
    more, asked_then = cost()
    assert asked_then == asked and (more >= few + 30 or name == "measures")


def test_every_list_links_to_its_file():
    templates = Path(views.__file__).resolve().parents[2] / "templates"
    written = "".join(path.read_text() for path in templates.rglob("*.html"))
    assert [name for name in LISTS if f'with list="{name}"' not in written] == []

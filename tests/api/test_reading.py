"""What programs read: the same as people on the pages, and nothing of anybody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.schema import description
from framework.models import Framework
from suppliers.models import Contract, Organisation
from tests.api.programs import Program, assert_problem
from tests.factories import ContractFactory, FrameworkFactory, FrameworkVersionFactory, MeasureFactory

pytestmark = pytest.mark.usefixtures("undone")
LISTS = ("contracts/", "commitments/", "organisations/", "framework-versions/", "lines/", "returns/")
ALL = ("supplier", "reader", "council", "partner", "other_supplier", "other_council")


def details(world) -> dict[str, tuple[str, set[str]]]:
    """Every address of one thing, with an id of this world and the programs that may read it."""
    of_contract = {"supplier", "reader", "council", "partner"}
    first, second = world.contract.commitments.order_by("position")
    supplier, partner = world.contract.supplier, second.deliverer
    version = world.contract.framework_version
    return {
        f"contracts/{world.contract.pk}/": ("contracts/{id}/", of_contract),
        f"commitments/{first.pk}/": ("commitments/{id}/", of_contract - {"partner"}),
        f"commitments/{second.pk}/": ("commitments/{id}/", of_contract),
        f"organisations/{supplier.pk}/": (
            "organisations/{id}/",
            {"supplier", "reader", "council", "other_council"},
        ),
        f"organisations/{partner.pk}/": ("organisations/{id}/", {"partner", "council"}),
        f"returns/{world.draft.pk}/": ("returns/{id}/", of_contract),
        f"returns/{world.sent.pk}/": ("returns/{id}/", of_contract),
        f"returns/{world.decided.pk}/": ("returns/{id}/", of_contract),
        f"framework-versions/{version.pk}/": ("framework-versions/{id}/", {"council"}),
    }


def test_every_address_that_is_read_is_looked_at_here(world):
    read = {path.removeprefix("/api/v1/") for path, methods in description()["paths"].items() if "get" in methods}
    assert read == {*LISTS, *(shape for shape, _who in details(world).values()), "token/"}


@pytest.mark.parametrize("who", ALL)
def test_one_thing_is_there_for_its_people_and_for_nobody_else(world, who):
    program = world.programs[who]
    got = {path: program.get(path).status_code for path in details(world)}
    assert got == {path: 200 if who in may else 404 for path, (_shape, may) in details(world).items()}
    for path in [path for path, status in got.items() if status == 404]:
        there_is_none = program.get(f"{path.rstrip('/')}987/")
        assert assert_problem(program.get(path), 404) == assert_problem(there_is_none, 404)


def test_lists_hold_what_may_be_read_one_by_one_and_nothing_else(world):
    two = {str(one.pk) for one in world.contract.commitments.all()}
    own = {str(one.pk) for one in world.contract.commitments.filter(deliverer__isnull=False)}
    returns = {str(one.pk) for one in (world.draft, world.sent, world.decided)}
    here, elsewhere = str(world.contract.pk), str(world.other_contract.pk)
    expected = {
        "supplier": ({here, elsewhere}, two, returns),
        "reader": ({here, elsewhere}, two, returns),
        "council": ({here}, two, returns),
        "partner": ({here}, own, returns),
        "other_supplier": (set(), set(), set()),
        "other_council": ({elsewhere}, set(), set()),
    }
    for who, program in world.programs.items():
        got = [{row["id"] for row in program.rows(path)} for path in ("contracts/", "commitments/", "returns/")]
        assert tuple(got) == expected[who], who
        lines = program.rows("lines/")
        assert {row["commitment"] for row in lines} == expected[who][1]
        assert {row["return_id"] for row in lines} == expected[who][2]


@pytest.mark.parametrize("path", [*LISTS, "token/"])
def test_nothing_is_read_without_a_token(world, path):
    for program in (Program(), Program("rsv_nothing")):
        assert_problem(program.get(path), 401)


# --- Figures ----------------------------------------------------------------------------------------------------------
def test_claimed_and_verified_are_two_fields_and_a_correction_counts(world):
    for who in ("supplier", "council"):
        rows = world.programs[who].rows(f"lines/?return={world.decided.pk}")
        figures = {row["number"]: (row["claimed"], row["verified"], row["decision"]) for row in rows}
        assert figures == {1: ("25", "9", "part_verified"), 2: ("25", "10", "part_verified")}
        whole = world.programs[who].get(f"returns/{world.decided.pk}/").json()
        assert [(line["claimed"], line["verified"]) for line in whole["lines"]] == [("25", "9"), ("25", "10")]


def test_council_sees_nothing_of_answers_before_they_are_sent(world):
    draft = world.programs["council"].get(f"returns/{world.draft.pk}/").json()
    assert (draft["status"], draft["lines"], draft["revision"]) == ("draft", [], None)
    rows = world.programs["council"].rows(f"lines/?return={world.draft.pk}")
    assert [(row["claimed"], row["verified"]) for row in rows] == [(None, None)] * 2
    own = world.programs["supplier"].get(f"returns/{world.draft.pk}/").json()
    assert [line["answer"]["figure"] for line in own["lines"]] == ["25", "25"]
    assert [line["claimed"] for line in own["lines"]] == [None, None]


def test_decision_is_told_once_the_return_is_decided_and_not_before(world):
    sent = world.programs["supplier"].get(f"returns/{world.sent.pk}/").json()
    assert {(line["verified"], line["decision"]) for line in sent["lines"]} == {(None, None)}


def test_evidence_about_people_who_need_protection_is_not_even_counted(world):
    for who in ("supplier", "council"):
        lines = world.programs[who].get(f"returns/{world.sent.pk}/").json()["lines"]
        assert [line["answer"]["files"] for line in lines] == [1, None]


def test_who_takes_part_reads_its_own_lines_and_not_what_is_between_supplier_and_council(world):
    whole = world.programs["supplier"].get(f"returns/{world.sent.pk}/").json()
    part = world.programs["partner"].get(f"returns/{world.sent.pk}/").json()
    assert [line["number"] for line in whole["lines"]] == [1, 2] and whole["is_whole"]
    assert [line["number"] for line in part["lines"]] == [2] and not part["is_whole"]
    assert (part["story"], part["message"], part["nothing_reason"]) == (None, None, None)


# --- The framework ----------------------------------------------------------------------------------------------------
def test_framework_comes_whole_and_what_is_licensed_does_not_come(world):
    own, licensed = world.contract.framework_version, FrameworkVersionFactory(framework=FrameworkFactory())
    MeasureFactory(version=licensed)
    program = world.programs["council"]
    assert {str(own.pk), str(licensed.pk)} <= {row["id"] for row in program.rows("framework-versions/")}
    whole = program.get(f"framework-versions/{own.pk}/").json()
    measures = [one for top in whole["objectives"] for part in top["outcomes"] for one in part["measures"]]
    assert [measure["code"] for measure in measures] == [one.code for one in own.measures.order_by("position")]
    Framework.objects.filter(pk=licensed.framework_id).update(is_licensed=True)
    assert str(licensed.pk) not in {row["id"] for row in program.rows("framework-versions/")}
    assert_problem(program.get(f"framework-versions/{licensed.pk}/"), 404)


# --- Pages of lists and filters ---------------------------------------------------------------------------------------
def test_pages_hold_every_row_once_whatever_their_size(world):
    ContractFactory.create_batch(4, supplier=world.contract.supplier, council=world.contract.council)
    program = world.programs["council"]
    whole = [row["id"] for row in program.rows("contracts/")]
    assert len(whole) == 5 and whole == sorted(whole, key=int, reverse=True)
    for size in (1, 2, 5):
        assert [row["id"] for row in program.rows(f"contracts/?limit={size}")] == whole
    assert len(program.get("contracts/?limit=2").json()["results"]) == 2


def test_filters_go_with_the_pages(world):
    program = world.programs["supplier"]
    assert [row["id"] for row in program.rows("contracts/?status=preparing&limit=1")] == []
    rows = program.rows(f"lines/?contract={world.contract.pk}&status=decided&limit=1")
    assert {row["return_id"] for row in rows} == {str(world.decided.pk)} and len(rows) == 2
    assert [row["id"] for row in program.rows("returns/?status=submitted")] == [str(world.sent.pk)]


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "after=",
        "after=-1",
        "after=%00",
        f"after={'9' * 19}",
        "limit=0",
        "limit=201",
        "limit=x",
        "status=x",
        "sort=x",
    ],
)
def test_what_cannot_be_asked_for_is_said_by_its_name(world, query):
    problem = assert_problem(world.programs["supplier"].get(f"returns/?{query}"), 422)
    assert [error["field"] for error in problem["errors"]] == [query.partition("=")[0]]


@pytest.mark.parametrize("path", LISTS)
def test_list_asks_as_often_for_many_rows_as_for_one(world, path):
    program = world.programs["council"]

    def queries_for(size: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert program.get(f"{path}?limit={size}").status_code == 200
        return len(queries)

    program.get(path)  # writes the day on which the token was used
    assert queries_for(1) == queries_for(200) <= 6


def test_things_say_what_they_are_as_text(world):
    row = world.programs["council"].get(f"contracts/{world.contract.pk}/").json()
    contract = Contract.objects.get(pk=world.contract.pk)
    assert row["id"] == str(contract.pk) and row["starts_on"] == "2026-04-01" and row["status"] == "active"
    assert row["supplier"] == {"id": str(contract.supplier_id), "name": contract.supplier.name}
    promise = world.programs["council"].rows("commitments/")[0]
    assert promise["target"] == "100" and promise["contract"] == str(contract.pk)
    assert Organisation.objects.get(pk=promise["deliverer"]["id"]).name == promise["deliverer"]["name"]


# --- What is no address -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path", ["", "nothing/", "contracts", "contracts/x/", "contracts/-1/", f"contracts/{'9' * 30}/"]
)
def test_what_is_no_address_is_answered_in_json(world, path):
    assert_problem(world.programs["supplier"].get(path), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_what_is_read_takes_nothing_else(world, method):
    response = world.programs["supplier"].ask(method, "contracts/", {})
    assert_problem(response, 405)
    assert response["Allow"] == "GET, HEAD"


def test_head_is_answered_as_get(world):
    assert world.programs["supplier"].ask("HEAD", "contracts/").status_code == 200
    assert Program().ask("HEAD", "contracts/").status_code == 401

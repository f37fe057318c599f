"""What programs send: through the forms, checks and actions of the pages, with the same sentences when it cannot be."""

import json

import pytest
from django.db import connection

from accounts.models import User
from api.models import ApiToken
from api.parsing import MOST_BYTES
from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions.submitting import submit_return
from returns.declarations import DECLARATIONS
from returns.models import Answer, NotTakenUp, SignOff, SupplierReturn
from suppliers.models import Commitment, Member, Organisation
from tests.api.programs import Program, assert_problem
from tests.catalogues import write_catalogue
from tests.factories import CommitmentFactory, MeasureFactory
from tests.guards.world import make_draft

pytestmark = pytest.mark.usefixtures("undone")
ALL = list(DECLARATIONS)
WORDS = "Two young people began to work in our kitchens."


def line(world, number: int, page: str) -> str:
    return f"returns/{world.draft.pk}/lines/{number}/{page}/"


def whole(world, page: str) -> str:
    return f"returns/{world.draft.pk}/{page}/"


# Every address that is written to, with what is taken there.
WRITES = {
    "returns/{id}/lines/{number}/figure/": ("PUT", {"figure": "7"}),
    "returns/{id}/lines/{number}/words/": ("PUT", {"narrative": WORDS}),
    "returns/{id}/lines/{number}/evidence/": ("PUT", {"no_evidence_reason": "The letter follows."}),
    "returns/{id}/story/": ("PUT", {"story": "A good summer."}),
    "returns/{id}/nothing/": ("PUT", {"nothing_reason": "The programme starts later."}),
    "returns/{id}/nothing/#": ("DELETE", None),
    "returns/{id}/send/": ("POST", {"declarations": ALL}),
}


def all_writes(world, number: int = 1):
    for shape, (method, body) in WRITES.items():
        yield method, shape.rstrip("#").format(id=world.draft.pk, number=number), body


def in_draft(world, number: int = 1) -> Answer:
    return Answer.objects.get(line__supplier_return=world.draft, line__number=number)


def commitment_of(world, **changes) -> Commitment:
    """A promise in a draft of its own, which takes the place of the draft of the world."""
    kind = changes.pop("value_type", "count")
    measure = MeasureFactory(version=world.contract.framework_version, value_type=kind)
    promise = CommitmentFactory(contract=world.contract, measure=measure, **changes)
    world.draft = make_draft(world.contract, [promise], figure=None)
    return promise


@pytest.fixture(autouse=True)
def same_draft_after(world, undone):
    before = world.draft
    yield
    world.draft = before


# --- The whole way ----------------------------------------------------------------------------------------------------
def test_program_answers_every_line_and_sends_the_return(world):
    program, begun = world.programs["supplier"], AuditEvent.objects.count()
    told = program.put(line(world, 1, "figure"), {"figure": "7"}).json()
    assert told["answer"]["figure"] == "7" and told["claimed"] is None
    told = program.put(line(world, 1, "words"), {"narrative": WORDS}).json()
    assert told["answer"]["narrative"] == WORDS
    told = program.put(line(world, 1, "evidence"), {"no_evidence_reason": "The letter follows."}).json()
    assert told["answer"]["is_answered"]
    assert program.put(whole(world, "story"), {"story": "A good summer."}).json()["story"] == "A good summer."
    response = program.post(whole(world, "send"), {"declarations": ALL, "pairs": []})
    assert response.json() == {"outcome": "sent", "status": "submitted"}
    sent = SupplierReturn.objects.get(pk=world.draft.pk)
    assert (sent.status, sent.submitted_by) == ("submitted", world.people["supplier"])
    events = AuditEvent.objects.order_by("id")[begun:]
    assert [event.event for event in events] == ["line.answered"] * 3 + ["story.saved", "return.submitted"]
    assert {event.actor for event in events} == {world.people["supplier"]}
    token = ApiToken.objects.get(name="supplier")
    assert {event.data["by_program"] for event in events} == {token.pk}
    assert sentence_for(events[0]).startswith(f"{world.people['supplier'].get_full_name()} (by a program) ")
    lines = world.programs["council"].rows(f"lines/?return={sent.pk}")
    assert {row["number"]: row["claimed"] for row in lines} == {1: "7", 2: "25"}


def test_nothing_to_report_is_said_taken_back_and_sent(world):
    program = world.programs["supplier"]
    told = program.put(whole(world, "nothing"), {"nothing_reason": "The programme starts later."}).json()
    assert (told["is_nothing"], told["nothing_reason"]) == (True, "The programme starts later.")
    assert program.ask("DELETE", whole(world, "nothing")).json()["is_nothing"] is False
    commitment_of(world)
    program.put(whole(world, "nothing"), {"nothing_reason": "The programme starts later."})
    assert program.post(whole(world, "send"), {"declarations": ALL}).json()["outcome"] == "sent"


@pytest.mark.parametrize(
    ("kind", "sent", "figure"),
    [
        ("hours", {"figure": "7.5"}, "7.5"),
        ("money", {"figure": "1,250.50"}, "1250.5"),
        ("percent", {"numerator": "3", "denominator": "4"}, "75"),
        ("milestone", {"is_done": True, "achieved_on": "2026-04-09"}, "1"),
        ("milestone", {"is_done": False, "nothing_reason": "The roof leaks."}, "0"),
        ("narrative", {}, None),
        ("count", {"nothing": True, "nothing_reason": "It starts later."}, "0"),
    ],
)
def test_each_kind_of_figure_is_taken_as_on_its_page(world, kind, sent, figure):
    commitment_of(world, value_type=kind)
    response = world.programs["supplier"].put(line(world, 1, "figure"), sent)
    assert response.status_code == 200, response.content
    assert response.json()["answer"]["figure"] == figure


def test_what_was_tried_in_vain_stays_until_something_else_is_said(world):
    commitment_of(world, obligation="best_endeavours")
    program = world.programs["supplier"]
    counts = [{"reason": "choice", "count": 2}, {"reason": "host", "count": 1}]
    told = program.put(line(world, 1, "figure"), {"figure": "3", "not_taken_up": counts}).json()
    assert told["answer"]["not_taken_up"] == counts
    assert program.put(line(world, 1, "figure"), {"figure": "4"}).json()["answer"]["not_taken_up"] == counts
    program.put(line(world, 1, "figure"), {"figure": "4", "not_taken_up": []})
    assert not NotTakenUp.objects.exists()


# --- What has to be mended --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("page", "sent", "field", "message"),
    [
        ("figure", {}, "figure", "Enter"),
        ("figure", {"figure": "many"}, "figure", "Enter"),
        ("figure", {"figure": "0"}, "figure", "If it is 0, tick"),
        ("figure", {"nothing": True}, "nothing_reason", "Say why there is nothing to report"),
        ("words", {"narrative": ""}, "narrative", "Say in a few sentences who benefited and what changed"),
        ("words", {"narrative": "x" * 3001}, "narrative", "This must be 3000 characters or fewer"),
        ("words", {"narrative": "Ring 07700 900123"}, "narrative", "It looks like this names a person"),
        ("words", {"narrative": "a\x00b"}, "narrative", "Null"),
        # What is no text, or no field.
        ("figure", {"figure": 7}, "figure", "This must be a text in quotes"),
        ("figure", {"figure": None}, "figure", "This cannot be null"),
        ("figure", {"figure": "7", "nothing": "no"}, "nothing", "This must be true or false"),
        ("figure", {"figure": "7", "verified": "7"}, "verified", "There is no such field"),
        ("figure", {"figure": "7", "not_taken_up": {}}, "not_taken_up", "This must be a list"),
        ("figure", {"not_taken_up": [{"reason": "x", "count": 1}]}, "not_taken_up.0.reason", "This must be one of"),
        ("figure", {"not_taken_up": [{"reason": "host", "count": -1}]}, "not_taken_up.0.count", "This must be a whole"),
        ("words", {}, "narrative", "This is missing"),
        ("words", [], "", ""),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_as_on_the_page(world, page, sent, field, message):
    events = AuditEvent.objects.count()
    response = world.programs["supplier"].put(line(world, 1, page), sent)
    problem = assert_problem(response, 422 if field else 400)
    if field:
        said = {error["field"]: error["message"] for error in problem["errors"]}
        assert said[field].startswith(message), said
    assert AuditEvent.objects.count() == events


def test_words_that_may_name_somebody_are_taken_once_somebody_has_checked(world):
    sent = {"narrative": "The hall in 12 High Street was painted; ring 07700 900123."}
    program = world.programs["supplier"]
    assert_problem(program.put(line(world, 1, "words"), sent), 422)
    assert program.put(line(world, 1, "words"), {**sent, "narrative_checked": True}).status_code == 200
    # Where people need protection there is no such tick.
    assert_problem(program.put(line(world, 2, "words"), {**sent, "narrative_checked": True}), 422)


def test_return_that_is_not_ready_comes_back_with_the_lines_to_mend(world):
    Answer.objects.filter(line__supplier_return=world.draft).update(figure_done=False, claimed=None)
    problem = assert_problem(world.programs["supplier"].post(whole(world, "send"), {"declarations": ALL}), 422)
    assert {(error["line"], error["field"]) for error in problem["errors"]} == {(1, "figure"), (2, "figure")}
    problem = assert_problem(world.programs["supplier"].post(whole(world, "send"), {"declarations": ALL[:1]}), 422)
    assert "Tick all the declarations, or change your answers" in [error["message"] for error in problem["errors"]]


def test_sentences_come_in_welsh_to_who_asks_for_it(world, settings, tmp_path):
    english, welsh = "Say in a few sentences who benefited and what changed", "Dywedwch mewn ychydig o frawddegau"
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, {english: welsh})]
    program = Program(**{**world.programs["supplier"].headers, "Accept-Language": "cy, en;q=0.5"})
    response = program.put(line(world, 1, "words"), {"narrative": ""})
    assert response["Content-Language"] == "cy"
    assert [error["message"] for error in response.json()["errors"]] == [welsh]


# --- Who may ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"),
    [("reader", 403), ("council", 403), ("other_supplier", 404), ("other_council", 403), (None, 401)],
)
def test_who_may_not_write_is_refused_everywhere_and_nothing_happens(world, who, status):
    program = world.programs[who] if who else Program("rsv_nothing")
    before = in_draft(world), AuditEvent.objects.count()
    for method, path, body in all_writes(world):
        assert_problem(program.ask(method, path, body), status)
    assert (in_draft(world), AuditEvent.objects.count()) == before


def test_who_takes_part_answers_its_own_line_and_nothing_else(world):
    program = world.programs["partner"]
    own = {path: program.ask(method, path, body).status_code for method, path, body in all_writes(world, 2)}
    others = {path: program.ask(method, path, body).status_code for method, path, body in all_writes(world, 1)}
    of_lines = {path for path in own if "/lines/" in path}
    assert own == {path: 200 if path in of_lines else 403 for path in own}
    assert others == {path: 404 if "/lines/" in path else 403 for path in others}


def test_no_program_signs_off_whoever_made_its_token(world):
    person = world.people["supplier"]
    Organisation.objects.filter(pk=world.contract.supplier_id).update(needs_sign_off=True)
    Member.objects.filter(user=person).update(is_signatory=True)
    program = world.programs["supplier"]
    told = program.post(whole(world, "send"), {"declarations": ALL}).json()
    assert told == {"outcome": "sign_off_asked", "status": "draft"}
    asked = SignOff.objects.get()
    assert (asked.asked_by, asked.status) == (person, "asked")
    assert program.get(f"returns/{world.draft.pk}/").json()["is_with_signatory"]
    for method, path, body in all_writes(world):
        problem = assert_problem(program.ask(method, path, body), 409)
        assert problem["detail"] == "This return is with a signatory, so nothing was changed."
    # The person signs on the page, and nothing says that a program did.
    supplier_return = SupplierReturn.objects.get(pk=world.draft.pk)
    signatory = User.objects.get(pk=person.pk)
    submit_return(supplier_return=supplier_return, declarations=ALL, sign_off=asked, by=signatory)
    assert "by_program" not in AuditEvent.objects.latest("pk").data


def test_admin_sends_where_no_signatory_sees_the_contract_as_on_the_page(world):
    Organisation.objects.filter(pk=world.contract.supplier_id).update(needs_sign_off=True)
    told = world.programs["supplier"].post(whole(world, "send"), {"declarations": ALL}).json()
    assert told["outcome"] == "sent"


# --- Meanwhile --------------------------------------------------------------------------------------------------------
def test_what_was_sent_meanwhile_is_not_written_to(world):
    supplier_return = SupplierReturn.objects.get(pk=world.draft.pk)
    submit_return(
        supplier_return=supplier_return, declarations=ALL, by=User.objects.get(pk=world.people["supplier"].pk)
    )
    for method, path, body in all_writes(world):
        problem = assert_problem(world.programs["supplier"].ask(method, path, body), 409)
        assert problem["detail"].startswith("This return has been sent to the council already.")


def test_line_that_stays_as_it_was_sent_is_not_written_to(world):
    in_draft(world).line.__class__.objects.filter(supplier_return=world.draft, number=1).update(is_open=False)
    response = world.programs["supplier"].put(line(world, 1, "figure"), {"figure": "7"})
    assert "stays as it was sent" in assert_problem(response, 409)["detail"]
    assert_problem(world.programs["supplier"].put(line(world, 9, "figure"), {"figure": "7"}), 404)


# --- What cannot be read ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "body",
    [
        *("{", "[]", '"x"', "null", '{"figure": NaN}', '{"figure": "\\ud800"}', "[" * 100_000, '{"a": 1' + "0" * 5000),
        b"\xff\xfe{}",
        json.dumps({"narrative": "x"})[:-1],
    ],
)
def test_body_that_is_no_json_object_is_refused(world, body):
    assert_problem(world.programs["supplier"].ask("PUT", line(world, 1, "words"), body), 400)


def test_body_that_is_too_large_is_refused_and_is_not_read_to_its_end(world):
    body = json.dumps({"narrative": "x" * MOST_BYTES})
    assert_problem(world.programs["supplier"].ask("PUT", line(world, 1, "words"), body), 413)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "text/xml"])
def test_anything_but_json_is_refused(world, kind):
    response = world.programs["supplier"].ask("PUT", line(world, 1, "figure"), "figure=7", content_type=kind)
    assert_problem(response, 415)


# --- Our own faults ---------------------------------------------------------------------------------------------------
def test_fault_of_ours_says_nothing_of_itself(world, monkeypatch, caplog, settings):
    settings.DEBUG = True
    monkeypatch.setattr("api.v1.returns.told_return", lambda *_args: 1 / 0)
    response = world.programs["supplier"].get(f"returns/{world.draft.pk}/")
    problem = assert_problem(response, 500)
    assert "ZeroDivision" not in str(problem) and "Traceback" not in str(problem)
    assert "ZeroDivisionError" in caplog.text  # whoever looks after the portal reads it
    connection.queries_log.clear()

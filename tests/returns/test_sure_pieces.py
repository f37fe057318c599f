"""How many pieces have reached which step of how sure they are: counted again by every action that changes it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from returns.actions.auditing import mark_line
from returns.actions.confirming import answer_confirmation
from returns.actions.incidents import Closing, close_incident, hide_infected, report_problem
from returns.figures import differing_figures
from returns.ladder import rungs_of_lines
from returns.models import ContractFigure, ContractTotal, CouncilTotal, Evidence, ReturnLine, Tally
from returns.rungs import RUNGS
from tests.factories import ConfirmationFactory, EvidenceFactory, EvidenceUseFactory, OfficerRoleFactory
from tests.returns import road as roads

pytestmark = pytest.mark.django_db
ROWS = (ContractFigure, ContractTotal, CouncilTotal, Tally)


@pytest.fixture
def road():
    """A return of one line with a file that was sent."""
    road = roads.open_road("hours")
    EvidenceUseFactory(answer=road.row().answer, evidence=EvidenceFactory(contract=road.contract))
    assert counted() == (0, 0, 0)
    roads.send(road, line_1=roads.Figure(claimed=Decimal(10)))
    return road


def counted() -> tuple[int, int, int]:
    """With evidence, confirmed and audited, which every kind of row says alike, as the lines do."""
    names = ("lines_evidenced", "lines_confirmed", "lines_audited")
    found = {model: {row[:3] for row in model.objects.values_list(*names)} for model in ROWS}
    [one] = set.union(*found.values())
    assert list(differing_figures()) == []
    [line] = ReturnLine.objects.all()
    # The ladder of the line says the same.
    said = rungs_of_lines([line.pk]).get(line.pk, [])
    assert one == tuple(int(str(RUNGS[step]) in said) for step in ("evidenced", "confirmed", "audited"))
    return one


def lead(road):
    return OfficerRoleFactory(council=road.contract.council, role="social_value_lead").user


def say(road, answer: str) -> None:
    confirmation = ConfirmationFactory(line=road.supplier_return.lines.get())
    answer_confirmation(confirmation=confirmation, answer=answer, comment="", by=None)


def mark(road, *, agrees: bool) -> None:
    line = road.supplier_return.lines.get()
    by = OfficerRoleFactory(council=road.contract.council, role="auditor").user
    mark_line(line=line, is_agreed=agrees, note="" if agrees else "Not found.", by=by)


def test_piece_is_sent_with_evidence(road):
    assert counted() == (1, 0, 0)


def test_file_that_is_hidden_shows_nothing_until_it_is_shown_again(road):
    evidence = Evidence.objects.get()
    incident = report_problem(evidence=evidence, kind="other", words="", by=road.officer)
    assert counted() == (0, 0, 0)
    close_incident(incident=incident, closing=Closing("shown_again", "Nothing."), by=lead(road))
    assert counted() == (1, 0, 0)
    hide_infected(evidence=Evidence.objects.get(), scanned_with="ClamAV")
    assert counted() == (0, 0, 0)


@pytest.mark.parametrize(("problem", "left"), [(None, 1), ("shown_again", 1), ("", 0), ("destroyed", 0)])
def test_file_whose_time_was_over_counts_unless_it_went_with_a_problem(road, problem, left):
    """A file that is hidden shows nothing, and being disposed of then does not make it show something again."""
    evidence = Evidence.objects.get()
    if problem is not None:
        incident = report_problem(evidence=evidence, kind="other", words="", by=road.officer)
    if problem == "shown_again":
        close_incident(incident=incident, closing=Closing("shown_again", "Nothing."), by=lead(road))
    Evidence.objects.update(status="disposed")
    if problem == "destroyed":
        closing = Closing("destroyed", "It had names.", date(2026, 7, 10), date(2026, 7, 11))
        close_incident(incident=incident, closing=closing, by=lead(road))
    assert counted() == (left, 0, 0)


def test_one_organisation_that_received_it_confirms(road):
    say(road, "partly")
    assert counted() == (1, 0, 0)
    say(road, "received")
    assert counted() == (1, 1, 0)
    say(road, "not_received")
    assert counted() == (1, 1, 0)


def test_newest_mark_of_an_auditor_stands(road):
    roads.take(road)
    roads.decide_all(road)
    roads.finish(road)
    mark(road, agrees=True)
    assert counted() == (1, 0, 1)
    mark(road, agrees=False)
    assert counted() == (1, 0, 0)
    mark(road, agrees=True)
    assert counted() == (1, 0, 1)


def test_what_is_sent_back_stays_as_sure_until_it_is_sent_again(road):
    say(road, "received")
    roads.take(road)
    roads.send_back(road, 1)
    road.row().answer.evidence_uses.all().delete()
    assert counted() == (1, 1, 0)
    roads.send(road, line_1=roads.Figure(claimed=Decimal(8)))
    assert counted() == (0, 1, 0)


@pytest.mark.parametrize("act", ["say", "hide"])
def test_contract_is_held_before_what_changes(road, act):
    """As whoever sends a new link, or sends the return, does: the other way round they would wait for one another."""
    evidence = Evidence.objects.get()
    with CaptureQueriesContext(connection) as queries:
        if act == "say":
            say(road, "received")
        else:
            report_problem(evidence=evidence, kind="other", words="", by=road.officer)
    statements = [query["sql"] for query in queries]
    held = next(place for place, sql in enumerate(statements) if sql.startswith("SELECT") and is_held(sql))
    table = "returns_confirmation" if act == "say" else "returns_evidence"
    changed = next(place for place, sql in enumerate(statements) if sql.startswith(f'UPDATE "{table}"'))
    assert held < changed


def is_held(sql: str) -> bool:
    """Whether this is the question that holds a contract: for its id and nothing else."""
    return 'FROM "suppliers_contract" WHERE "suppliers_contract"."id" = ' in sql and sql.startswith(
        'SELECT "suppliers_contract"."id" AS '
    )

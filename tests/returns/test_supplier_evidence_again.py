"""A file that supported a claim before: the supplier is asked why, and told nothing of anybody else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from returns.actions.evidence import use_evidence
from returns.checks import before_sending, used_before
from returns.models import EvidenceMatch, EvidenceUse
from suppliers.models import Contract
from tests.factories import EvidenceFactory, EvidenceUseFactory
from tests.returns.pages import address, browser, shown
from tests.returns.partners import file_on, shared_road
from tests.returns.road import answer_all, codes, last_event, next_period, open_road, send, send_back, take

pytestmark = pytest.mark.django_db
ASKED = "You used this file, or one like it, before:"
SECOND_PERIOD = date(2026, 7, 2)
REASON = "The letter covers both quarters."


@pytest.fixture(autouse=True)
def summer(time_machine):
    time_machine.move_to("2026-07-02T10:00:00+01:00")


@pytest.fixture
def road():
    """A contract whose first return was sent with a file, and whose second return is open."""
    road = open_road("count", "hours")
    Contract.objects.filter(pk=road.contract.pk).update(title="Road repairs")
    road.file = EvidenceFactory(contract=road.contract, uploaded_by=road.editor, original_name="letter.pdf")
    EvidenceUseFactory(answer=road.row(1).answer, evidence=road.file)
    send(road)
    next_period(road, SECOND_PERIOD)
    return road


def found(road) -> list[int]:
    return [problem.line for problem in before_sending(road.sheet()) if problem.code == "used_before"]


def alike(road, earlier, number=1):
    """A file of the open return that is nearly like an earlier one."""
    evidence = EvidenceFactory(contract=road.contract, uploaded_by=road.editor)
    EvidenceUseFactory(answer=road.row(number).answer, evidence=evidence)
    EvidenceMatch.objects.create(evidence=evidence, earlier=earlier, likeness="text")
    return evidence


def test_same_file_in_a_later_return_is_asked_about(road):
    assert found(road) == []
    use_evidence(answer=road.row(1).answer, evidence=road.file, by=road.editor)
    assert found(road) == [1]
    client = browser(road.editor)
    question = f"{ASKED} Road repairs, 1 April 2026 to 30 June 2026. Why is it used again?"
    assert question in shown(client.get(address(road, "line-evidence", 1)))
    assert f"Commitment 1, letter.pdf: {question}" in shown(client.get(address(road, "return-check")))


def test_reason_is_kept_and_asked_for_no_more(road):
    use_evidence(answer=road.row(1).answer, evidence=road.file, by=road.editor)
    client, explain, since = browser(road.editor), address(road, "evidence-explain", 1), last_event()
    field = f"again-{road.file.pk}-reason"
    empty = client.post(explain, {"evidence": str(road.file.pk), field: " "})
    assert shown(empty).count("Say why the file is used again") == 2 and found(road) == [1]
    told = client.post(explain, {"evidence": str(road.file.pk), field: REASON}, follow=True)
    assert "Saved why letter.pdf is used again" in shown(told) and REASON in shown(told)
    assert found(road) == [] and codes(road, since) == ["evidence.explained"]


def test_reason_names_nobody(road):
    use_evidence(answer=road.row(1).answer, evidence=road.file, by=road.editor)
    client, explain = browser(road.editor), address(road, "evidence-explain", 1)
    data = {"evidence": str(road.file.pk), f"again-{road.file.pk}-reason": "Ask sam.sample@example.com"}
    asked = shown(client.post(explain, data))
    assert "It looks like this names a person" in asked and "Ask sam.sample@example.com" in asked
    client.post(explain, {**data, f"again-{road.file.pk}-reason_checked": "on"})
    assert found(road) == []


def test_return_is_not_sent_without_the_reason(road):
    use_evidence(answer=road.row(1).answer, evidence=road.file, by=road.editor)
    answer_all(road)
    assert found(road) == [1]
    browser(road.editor).post(address(road, "return-check"), {"declarations": []})
    assert road.fresh().status == "draft"


def test_file_like_an_earlier_one_of_the_same_supplier_names_the_return(road):
    evidence = alike(road, road.file)
    sheet = road.sheet()
    uses = used_before.earlier_uses(sheet, sheet.row(1))[evidence.pk]
    assert [str(use) for use in uses] == ["Road repairs, 1 April 2026 to 30 June 2026"]
    assert found(road) == [1]


def test_file_like_one_of_somebody_else_says_nothing_of_them(road):
    other = open_road("count")
    theirs = EvidenceFactory(contract=other.contract, original_name="secret.pdf")
    EvidenceUseFactory(answer=other.row(1).answer, evidence=theirs)
    alike(road, theirs)
    assert found(road) == [], "A draft is nobody's business."
    send(other)
    assert found(road) == [1]
    page = shown(browser(road.editor).get(address(road, "line-evidence", 1)))
    assert "This file, or one like it, has been used before. Why is it used again?" in page
    for secret in (other.contract.title, other.contract.supplier.name, other.contract.council.name, "secret.pdf"):
        assert secret not in page.replace(road.contract.council.name, "")


def test_two_commitments_of_one_return_share_a_file_without_being_asked(road):
    evidence = EvidenceFactory(contract=road.contract)
    for number in (1, 2):
        EvidenceUseFactory(answer=road.row(number).answer, evidence=evidence)
    assert found(road) == []


def test_two_files_that_are_alike_on_one_commitment_are_not_asked_about(road):
    evidence = EvidenceFactory(contract=road.contract)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=evidence)
    alike(road, evidence)
    assert found(road) == []


def test_two_files_that_are_alike_on_two_commitments_are_asked_about_once(road):
    earlier = EvidenceFactory(contract=road.contract)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=earlier)
    evidence = alike(road, earlier, number=2)
    assert found(road) == [2]
    client, explain = browser(road.editor), address(road, "evidence-explain", 2)
    page = shown(client.get(address(road, "line-evidence", 2)))
    assert "A file like this one supports commitment 1 of this return. Why is it used again?" in page
    client.post(explain, {"evidence": str(evidence.pk), f"again-{evidence.pk}-reason": "Two rooms of one house."})
    assert found(road) == []


def test_file_like_a_settled_one_of_the_same_return_is_asked_about_whichever_was_added_first(road):
    earlier = EvidenceFactory(contract=road.contract)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=earlier)
    send(road)
    take(road)
    send_back(road, 2)
    later = EvidenceFactory(contract=road.contract)
    EvidenceUseFactory(answer=road.row(2).answer, evidence=later)
    EvidenceMatch.objects.create(evidence=earlier, earlier=later, likeness="text")
    assert found(road) == [2]


def test_partner_is_asked_nothing_about_files_of_a_draft_that_are_not_theirs():
    road, partner = shared_road(2)
    theirs = file_on(road, 1, road.contract.supplier, "secret.pdf")
    own = file_on(road, 2, partner.organisation, "own.pdf")
    EvidenceMatch.objects.create(evidence=own, earlier=theirs, likeness="text")
    page = shown(partner.browser().get(address(road, "line-evidence", 2)))
    assert "own.pdf" in page and "Why is it used again?" not in page
    assert found(road) == [2], "The supplier, who answers for the whole return, is asked."


@pytest.mark.parametrize("sent_first", ["added first", "added second"])
def test_whoever_sends_second_is_asked_whichever_file_was_added_first(road, sent_first):
    other = open_road("count", supplier=road.contract.supplier)
    theirs, own = EvidenceFactory(contract=other.contract), EvidenceFactory(contract=road.contract)
    EvidenceUseFactory(answer=other.row(1).answer, evidence=theirs)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=own)
    later, earlier = (own, theirs) if sent_first == "added first" else (theirs, own)
    EvidenceMatch.objects.create(evidence=later, earlier=earlier, likeness="picture")
    assert found(road) == found(other) == []
    send(other)
    assert found(road) == [1]
    page = shown(browser(road.editor).get(address(road, "return-check")))
    assert f"{ASKED} {other.contract.title}" in page


def test_return_that_comes_back_keeps_its_file_and_its_reason(road):
    use_evidence(answer=road.row(1).answer, evidence=road.file, by=road.editor)
    data = {"evidence": str(road.file.pk), f"again-{road.file.pk}-reason": REASON}
    browser(road.editor).post(address(road, "evidence-explain", 1), data)
    send(road)
    take(road)
    send_back(road, 1)
    assert road.row(1).again_reasons == {road.file.pk: REASON} and found(road) == []


def test_settled_lines_are_not_asked_about(road):
    send(road)
    take(road)
    send_back(road, 1)
    EvidenceUse.objects.create(answer=road.row(2).answer, evidence=road.file)
    assert found(road) == []


def test_files_that_are_used_nowhere_else_cost_one_query(road):
    EvidenceUseFactory(answer=road.row(1).answer, evidence=EvidenceFactory(contract=road.contract))
    sheet = road.sheet()
    with CaptureQueriesContext(connection) as queries:
        assert not any(used_before.earlier_uses(sheet, row) for row in sheet.rows)
    assert len(queries) == 1


def test_earlier_uses_cost_two_queries_whatever_the_number_of_files(road):
    for number in (1, 2, 1, 2):
        alike(road, road.file, number)
    sheet = road.sheet()
    with CaptureQueriesContext(connection) as queries:
        assert [len(used_before.earlier_uses(sheet, row)) for row in sheet.rows] == [2, 2]
        list(used_before.problems(sheet))
    assert len(queries) == 2


def test_file_of_another_line_is_not_explained_here(road):
    use_evidence(answer=road.row(2).answer, evidence=road.file, by=road.editor)
    data = {"evidence": str(road.file.pk), f"again-{road.file.pk}-reason": REASON}
    assert browser(road.editor).post(address(road, "evidence-explain", 1), data).status_code == 404

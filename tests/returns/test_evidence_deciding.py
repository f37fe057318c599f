"""An officer decides a line beside the file that supports it: the same form, checks and road as on its own page."""

from decimal import Decimal

import pytest
from django.urls import reverse

from returns.actions.answering import Figure
from returns.models import Evidence, EvidenceAccess, EvidenceUse, LineComment, Verification
from tests.factories import EvidenceFactory, EvidenceUseFactory
from tests.returns.pages import address, browser, shown
from tests.returns.road import KINDS, decide, open_road, send, send_back, take

pytestmark = pytest.mark.django_db
FORM = "Decide this commitment"


def road_with_files(*numbers: int, kinds=KINDS, claimed: int = 0):
    """A return that was sent, with a file at each of these lines, and open with the road's officer."""
    road = open_road(*kinds)
    for number in numbers:
        file = EvidenceFactory(contract=road.contract, organisation=road.contract.supplier)
        EvidenceUseFactory(answer=road.row(number).answer, evidence=file)
    send(road, **({"line_1": Figure(claimed=Decimal(claimed))} if claimed else {}))
    take(road)
    return road


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    return road_with_files(1, 3)


def viewer(road, number: int, place: int = 0) -> str:
    """The address of the viewer of a file of a line."""
    row = road.row(number)
    use = EvidenceUse.objects.filter(answer=row.answer).order_by("id")[place]
    return f"{reverse('evidence-view', args=[use.evidence.pk])}?line={row.line.pk}"


def test_line_is_decided_beside_its_file_and_the_next_lines_first_file_follows(road):
    client = browser(road.officer)
    page = client.get(viewer(road, 1))
    assert FORM in shown(page) and 'value="20"' in page.content.decode()
    decide(road, 2)
    answer = client.post(viewer(road, 1), {"decision": "part_verified", "verified": "18", "reason": "Two left."})
    assert answer.url == viewer(road, 3)
    decision = road.row(1).verification
    assert (decision.decision, decision.verified, decision.reason) == ("part_verified", Decimal(18), "Two left.")
    assert decision.decided_by == road.officer


def test_next_line_without_a_file_follows_on_its_own_page_and_the_finish_comes_last(road):
    client = browser(road.officer)
    assert client.post(viewer(road, 1), {"decision": "verified", "verified": "20"}).url == address(
        road, "line-review", 2
    )
    for number in (2, 4, 5, 6, 7):
        decide(road, number)
    assert client.post(viewer(road, 3), {"decision": "verified", "verified": "24.25"}).url == address(
        road, "return-finish"
    )


def test_next_lines_file_that_nobody_can_open_is_left_out(road):
    Evidence.objects.filter(uses__answer=road.row(3).answer).update(status="hidden")
    decide(road, 2)
    answer = browser(road.officer).post(viewer(road, 1), {"decision": "verified", "verified": "20"})
    assert answer.url == address(road, "line-review", 3)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"verified": "19", "reason": "My words"}, "Choose a decision"),
        ({"decision": "verified", "verified": "19", "reason": "My words"}, "choose “Verified in part”"),
        ({"decision": "part_verified", "verified": "19"}, "Say why only a part is verified"),
        ({"decision": "verified", "verified": "30"}, "The verified figure cannot be more than the supplier claimed"),
        ({"decision": "ask", "verified": "19"}, "Say what the supplier should change"),
    ],
)
def test_error_stands_beside_the_file_with_what_was_typed(road, typed, error):
    page = browser(road.officer).post(viewer(road, 1), typed)
    words = shown(page)
    assert error in words and "There is a problem" in words and "The file" in words
    assert f'value="{typed["verified"]}"' in page.content.decode() and typed.get("reason", "") in words
    assert not Verification.objects.exists()
    assert EvidenceAccess.objects.filter(accessed_by=road.officer, kind="view").count() == 1


def test_change_is_asked_for_beside_the_file_and_stands_there_afterwards(road):
    client = browser(road.officer)
    client.post(viewer(road, 1), {"decision": "ask", "reason": "Which months were these?"})
    assert LineComment.objects.get().text == "Which months were these?"
    page = client.get(viewer(road, 1))
    assert "Which months were these?" in shown(page) and 'value="ask" checked' in page.content.decode()


def test_colleague_who_does_not_have_the_return_gets_no_form_and_decides_nothing(road):
    client = browser(road.second)
    assert FORM not in shown(client.get(viewer(road, 1)))
    answer = client.post(viewer(road, 1), {"decision": "verified", "verified": "20"}, follow=True)
    assert "You do not have this return open. Nothing you did was saved." in shown(answer)
    assert not Verification.objects.exists()


def test_supplier_gets_no_form_and_decides_nothing(road):
    client = browser(road.editor)
    assert FORM not in shown(client.get(viewer(road, 1)))
    assert client.post(viewer(road, 1), {"decision": "verified", "verified": "20"}).status_code == 403
    assert not Verification.objects.exists()


def test_file_that_was_replaced_since_decides_nothing(road):
    """The old file shows what was sent with it; deciding that would decide words nobody reads any more."""
    old = viewer(road, 1)
    send_back(road, 1)
    EvidenceUse.objects.filter(answer=road.row(1).answer).delete()
    send(road)
    take(road)
    client = browser(road.officer)
    assert FORM not in shown(client.get(old))
    answer = client.post(old, {"decision": "verified", "verified": "20"}, follow=True)
    assert "Somebody else changed this return first. Nothing you did was saved." in shown(answer)
    assert not Verification.objects.filter(line__number=1).exists()


def test_percentage_is_decided_in_its_two_parts_beside_the_file(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = road_with_files(1, kinds=["percent"])
    page = browser(road.officer).post(viewer(road, 1), {"decision": "verified", "numerator": "45", "denominator": "50"})
    assert page.url == address(road, "return-finish")
    assert (road.row(1).verification.numerator, road.row(1).verification.denominator) == (45, 50)


def test_what_the_portal_found_is_pointed_out_beside_the_form(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = road_with_files(1, kinds=["count"], claimed=60)
    words = shown(browser(road.officer).get(viewer(road, 1)))
    assert "The portal found 1 thing worth a second look." in words
    assert "The portal found" not in shown(browser(road.editor).get(viewer(road, 1)))

"""An officer's way through the council's returns: from the queue to the finish, line by line."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from audit.models import AuditEvent
from returns.actions.answering import Figure, declare_nil
from returns.actions.submitting import submit_return
from returns.models import ContractFigure, LineComment, SupplierReturn, Verification
from tests.factories import MeasureFactory, MemberFactory
from tests.returns.pages import address, all_kinds_sent, browser, day_typed, shown
from tests.returns.road import DECLARED, KINDS, answer, ask, decide, decide_all, not_at_all, open_road, send, sent, take

pytestmark = pytest.mark.django_db
QUEUE = "return-queue"
# What the officer sends for each kind of line to verify it as claimed.
AS_CLAIMED = {
    "count": {"verified": "20"},
    "quantity": {"verified": "22.5"},
    "hours": {"verified": "24.25"},
    "money": {"verified": "25.50"},
    "percent": {"numerator": "45", "denominator": "50"},
    "milestone": {},
    "narrative": {},
}


@pytest.fixture
def road(time_machine):
    return all_kinds_sent(time_machine)


@pytest.fixture
def client(road):
    return browser(road.officer)


# --- The journey --------------------------------------------------------------------------------------------------
def test_journey_from_the_queue_to_a_decided_return(road, client):
    assert "1 waiting to be read" in shown(client.get(reverse("council-home")))
    queue = shown(client.get(reverse(QUEUE)))
    assert road.contract.supplier.name in queue and "First return" in queue and "Nobody" in queue
    review = address(road, "return-review")
    assert "Nobody has this return open" in shown(client.get(review))
    assert client.post(address(road, "return-take")).url == review
    assert "You have this return open" in shown(client.get(review))

    for number, kind in enumerate(KINDS, start=1):
        line = address(road, "line-review", number)
        shown(client.get(line))
        after = client.post(line, {"decision": "verified", **AS_CLAIMED[kind]})
        following = address(road, "line-review", number + 1) if number < 7 else address(road, "return-finish")
        assert after.url == following

    page = shown(client.get(address(road, "return-finish")))
    assert "The supplier will see: Approved" in page and "24.25 hours" in page
    ended = client.post(address(road, "return-finish"), {"message": "Well done.", "act": "decide"}, follow=True)
    assert "The return is decided" in shown(ended)
    fresh = road.fresh()
    assert (fresh.status, fresh.officer_message) == ("decided", "Well done.")
    verified = {figure.measure.value_type: figure for figure in ContractFigure.objects.select_related("measure")}
    assert verified["hours"].verified == Decimal("24.25")
    assert (verified["percent"].verified_numerator, verified["percent"].verified_denominator) == (45, 50)
    contract = shown(client.get(reverse("contract-detail", args=[road.contract.pk])))
    assert "Decided" in contract and "20 people" in contract
    assert "20 people" in shown(client.get(reverse("portfolio-by", args=["measure"])))


def test_journey_of_a_return_that_is_sent_back(road, client):
    take(road)
    ask_first = {"decision": "ask", "reason": ""}
    line = address(road, "line-review", 1)
    assert "Say what the supplier should change" in shown(client.post(line, ask_first))
    client.post(line, {"decision": "ask", "reason": "Which months were these?"})
    for number in range(2, 8):
        decide(road, number)
    page = client.get(address(road, "return-finish"))
    assert "Send the return back for changes" in shown(page)
    assert "Commitment 1: Which months were these?" in shown(page)
    said = {"message": "One question", "act": "send_back", **day_typed("due_on", date(2026, 7, 20))}
    told = client.post(address(road, "return-finish"), said, follow=True)
    assert "sent back" in shown(told) and "due" in shown(told)
    assert road.fresh().status == "returned"
    answer(road, 1, Figure(claimed=Decimal(19)))
    assert "20 people" in shown(client.get(address(road, "line-review", 1)))
    send(road)
    take(road)
    page = shown(client.get(address(road, "line-review", 1)))
    assert "What changed since the last time" in page and "Before: 20 people Now: 19 people" in page


def asked_about(road) -> None:
    """One question, everything else decided: the return is about to be sent back."""
    take(road)
    ask(road)
    for number in range(2, 8):
        decide(road, number)


def test_send_back_fills_in_the_councils_own_number_of_working_days(road, client):
    asked_about(road)
    page = client.get(address(road, "return-finish"))
    assert "Filled in with the council’s 10 working days. You can choose another working day." in shown(page)
    boxes = re.findall(r'name="due_on_(\w+)"[^>]* value="(\d+)"', page.content.decode())
    assert boxes == [("day", "20"), ("month", "7"), ("year", "2026")]


def test_send_back_is_due_on_the_day_the_officer_chose_and_everybody_reads_it(road, client):
    asked_about(road)
    said = {"message": "", "act": "send_back", **day_typed("due_on", date(2026, 8, 14))}
    assert client.post(address(road, "return-finish"), said).url == address(road, "return-review")
    assert road.fresh().due_on == date(2026, 8, 14)
    assert AuditEvent.objects.get(event="return.sent_back").data["due_on"] == "2026-08-14"
    task_list = shown(browser(road.editor).get(address(road, "return-detail")))
    assert "Due Friday 14 August 2026" in task_list


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Enter the day by which changes are due, like 27 3 2027"),
        ({"due_on_day": "31", "due_on_month": "9", "due_on_year": "2026"}, "Enter the day by which changes are due"),
        (day_typed("due_on", date(2026, 7, 6)), "must be after today"),
        (day_typed("due_on", date(2025, 7, 20)), "must be after today"),
        (day_typed("due_on", date(2026, 7, 18)), "must be a working day, not a weekend or a bank holiday"),
        (day_typed("due_on", date(2026, 8, 31)), "must be a working day, not a weekend or a bank holiday"),
        (day_typed("due_on", date(2026, 10, 7)), "must be 6 October 2026 or before"),
    ],
)
def test_send_back_says_what_is_wrong_with_the_day_and_keeps_what_was_typed(road, client, typed, error):
    asked_about(road)
    page = client.post(address(road, "return-finish"), {"message": "My own words", "act": "send_back", **typed})
    words = shown(page)
    assert error in words and "There is a problem" in words and "My own words" in words
    boxes = re.findall(r'name="(due_on_\w+)"[^>]* value="(\d+)"', page.content.decode())
    assert dict(boxes) == typed
    assert road.fresh().status == "under_review"


def test_return_of_which_nothing_is_verified_may_be_started_again(road, client):
    """What was sent and refused stays as it was; the supplier begins a new revision (domain rules, section 6.3)."""
    take(road)
    for number in range(1, 8):
        decide(road, number, not_at_all(road.row(number, sent=True), f"Nothing shows it: {number}."))
    page = shown(client.get(address(road, "return-finish")))
    assert "The supplier will see: Not approved" in page and "Should the supplier start again?" in page
    first, refused = road.fresh().sent_revision, list(Verification.objects.order_by("id").values())
    page = client.post(address(road, "return-start-again"), follow=True)
    assert "Send the return back for changes" in shown(page) and "Commitment 7: Nothing shows it: 7." in shown(page)
    said = {"message": "Start again.", "act": "send_back", **day_typed("due_on", date(2026, 7, 20))}
    client.post(address(road, "return-finish"), said)
    assert road.fresh().status == "returned"
    sheet = road.sheet()
    assert (sheet.revision.number, all(row.line.is_open for row in sheet.rows)) == (2, True)
    assert "Nothing shows it: 7." in shown(browser(road.editor).get(address(road, "line-words", 7)))
    send(road, line_1=Figure(claimed=Decimal(12)))
    assert list(Verification.objects.order_by("id").values()) == refused
    assert first.answers.get(line__number=1).claimed == 20 and road.row(1, sent=True).answer.claimed == 12


def test_return_of_which_anything_is_verified_or_undecided_is_not_started_again(road, client):
    take(road)
    for number in range(1, 7):
        decide(road, number, not_at_all(road.row(number, sent=True)))
    for _state in ("line 7 is not decided", "line 7 is verified"):
        assert "Should the supplier start again?" not in shown(client.get(address(road, "return-finish")))
        told = client.post(address(road, "return-start-again"), follow=True)
        assert "Somebody else changed this return first. Nothing you did was saved." in shown(told)
        assert not LineComment.objects.exists()
        if road.row(7, sent=True).verification is None:
            decide(road, 7)


def test_finish_never_decides_when_the_button_said_send_back(road, client):
    """The question was taken back in another window before the button was pressed."""
    take(road)
    decide_all(road)
    told = client.post(address(road, "return-finish"), {"message": "Some questions", "act": "send_back"}, follow=True)
    assert "have changed in another window" in shown(told)
    assert road.fresh().status == "under_review"
    ask(road)
    client.post(address(road, "return-finish"), {"message": "Done", "act": "decide"})
    assert road.fresh().status == "under_review"


def test_finish_with_undecided_lines_says_which(road, client):
    take(road)
    page = client.post(address(road, "return-finish"), {"message": "Done", "act": "decide"})
    assert "Decide commitment 7" in shown(page)
    assert road.fresh().status == "under_review"


def test_take_next_takes_the_oldest_one_may_take(road, client, time_machine):
    time_machine.move_to("2026-07-07T10:00:00+01:00")
    own = sent(council=road.contract.council)
    MemberFactory(organisation=own.contract.supplier, user=road.officer, role="viewer")
    SupplierReturn.objects.filter(pk=own.supplier_return.pk).update(submitted_at="2026-07-01T00:00:00Z")
    client = browser(road.officer)
    assert client.post(reverse("return-take-next")).url == address(road, "return-review")
    assert "There is nothing waiting to be read." in shown(client.post(reverse("return-take-next"), follow=True))
    assert own.fresh().status == "submitted"


# --- One line -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "typed", "said"),
    [
        (1, {}, "Choose a decision"),
        (1, {"decision": "nonsense"}, "Select a valid choice"),
        (1, {"decision": "verified", "verified": ""}, "Enter a whole number"),
        (1, {"decision": "verified", "verified": "twenty"}, "Enter a whole number"),
        (1, {"decision": "verified", "verified": "-1"}, "Enter 0 or a number above it"),
        (1, {"decision": "verified", "verified": "9" * 50}, "below 1,000,000,000,000"),
        (1, {"decision": "verified", "verified": "21"}, "cannot be more than the supplier claimed"),
        (1, {"decision": "verified", "verified": "21", "is_under_claim": "on"}, "Say why the verified figure is more"),
        (1, {"decision": "verified", "verified": "19"}, "choose “Verified in part”"),
        (1, {"decision": "part_verified", "verified": "20", "reason": "x"}, "less than claimed, or choose “Verified”"),
        (1, {"decision": "part_verified", "verified": "19", "reason": "  "}, "Say why only a part is verified"),
        (1, {"decision": "not_verified"}, "Say why nothing is verified"),
        (1, {"decision": "ask", "reason": "x" * 1001}, "You wrote 1001"),
        (5, {"decision": "verified", "numerator": "46", "denominator": "50"}, "cannot be more"),
        (5, {"decision": "verified", "numerator": "90", "denominator": "100"}, "cannot be more"),
        (5, {"decision": "verified", "numerator": "45", "denominator": "49"}, "cannot be more"),
        (5, {"decision": "verified", "numerator": "44", "denominator": "50"}, "choose “Verified in part”"),
        (5, {"decision": "part_verified", "numerator": "45", "denominator": "50", "reason": "x"}, "less than claimed"),
        (5, {"decision": "verified", "numerator": "45", "denominator": "0"}, "above 0"),
        (5, {"decision": "verified", "numerator": "", "denominator": ""}, "Enter a number in figures"),
        (6, {"decision": "part_verified", "reason": "Half"}, "Select a valid choice"),
        (7, {"decision": "part_verified", "reason": "Half"}, "Select a valid choice"),
    ],
)
def test_decision_that_does_not_fit_is_told_and_nothing_typed_is_lost(road, client, number, typed, said):
    take(road)
    page = client.post(address(road, "line-review", number), typed)
    assert said in shown(page)
    for name in ("verified", "numerator", "denominator", "reason"):
        if typed.get(name, "").strip():
            assert typed[name] in page.content.decode()
    assert not Verification.objects.exists() and not road.row(number, sent=True).is_asked


@pytest.mark.parametrize(
    ("number", "typed", "verified"),
    [
        (1, {"decision": "part_verified", "verified": "19", "reason": "One twice"}, 19),
        (1, {"decision": "verified", "verified": "21", "is_under_claim": "on", "reason": "One more"}, 21),
        (1, {"decision": "not_verified", "verified": "nonsense", "reason": "No proof"}, 0),
        (4, {"decision": "part_verified", "verified": "£12.71", "reason": "Net of VAT"}, Decimal("12.71")),
        (5, {"decision": "part_verified", "numerator": "40", "denominator": "50", "reason": "Five twice"}, 80),
        (5, {"decision": "part_verified", "numerator": "36", "denominator": "40", "reason": "Ten left"}, 90),
        (5, {"decision": "not_verified", "reason": "No proof"}, None),
        (6, {"decision": "not_verified", "reason": "Not opened"}, 0),
        (7, {"decision": "verified"}, None),
        (7, {"decision": "not_verified", "reason": "No story"}, None),
    ],
)
def test_decision_is_kept_as_it_was_made(road, client, number, typed, verified):
    take(road)
    assert client.post(address(road, "line-review", number), typed).status_code == 302
    made = Verification.objects.get()
    assert (made.decision, made.verified, made.reason) == (typed["decision"], verified, typed.get("reason", ""))
    page = shown(browser(road.second).get(address(road, "line-review", number)))
    assert made.get_decision_display() in page


def test_decision_on_a_change_for_the_worse_that_is_not_verified(time_machine):
    """Reported -5, not verified: 0 counts, which is more than was claimed and is marked so."""
    from_baseline = {"value_type": "quantity", "unit": "tco2e", "calculation_rule": "Baseline minus this period"}
    road = measured(from_baseline)
    send(road, line_1=Figure(claimed=Decimal(-5), unusual_reason="A cold spring"))
    take(road)
    client = browser(road.officer)
    client.post(address(road, "line-review", 1), {"decision": "not_verified", "reason": "No meter readings"})
    made = Verification.objects.get()
    assert (made.claimed, made.verified, made.is_under_claim) == (-5, 0, True)


def measured(fields):
    measure = MeasureFactory(**fields)
    return open_road(measure, framework_version=measure.version)


def test_percentage_of_which_nothing_is_reported_is_verified_whole_or_not(road):
    other = open_road("percent")
    send(other, line_1=Figure(nothing_reason="No contracts let yet"))
    take(other)
    client = browser(other.officer)
    line = address(other, "line-review", 1)
    assert "Top" not in shown(client.get(line))
    assert "Select a valid choice" in shown(client.post(line, {"decision": "part_verified", "reason": "Half"}))
    assert client.post(line, {"decision": "verified"}).status_code == 302
    client.post(address(other, "return-finish"), {"act": "decide"})
    assert other.fresh().status == "decided"


def test_nothing_for_the_whole_period_is_accepted_at_once():
    road = open_road(*KINDS)
    declare_nil(revision=road.sheet().revision, reason="No work yet.", by=road.editor)
    submit_return(supplier_return=road.fresh(), declarations=DECLARED, by=road.editor)
    take(road)
    client = browser(road.officer)
    assert "No work yet." in shown(client.get(address(road, "return-review")))
    assert client.post(address(road, "return-accept-nil")).url == address(road, "return-finish")
    client.post(address(road, "return-finish"), {"act": "decide"})
    assert road.fresh().status == "decided"

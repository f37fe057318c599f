"""An officer's way through the council's returns: the queue, the decisions, the finish, corrections and waivers."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from returns.actions.answering import Figure, declare_nil
from returns.actions.reviewing import ask_for_change, take_over_return
from returns.actions.submitting import submit_return
from returns.forms.officer import DecisionForm
from returns.models import ContractFigure, Correction, ReturnLine, SupplierReturn, Verification
from tests.factories import (
    ContractFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    MeasureFactory,
    MemberFactory,
    OfficerRoleFactory,
)
from tests.returns.pages import address, browser, shown
from tests.returns.road import (
    DECLARED,
    KINDS,
    answer,
    ask,
    correct,
    decide,
    decide_all,
    decided,
    finish,
    next_period,
    open_road,
    send,
    send_back,
    sent,
    take,
    taken,
)
from tests.returns.road import FIRST_DAY as APRIL

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
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road(*KINDS)
    EvidenceUseFactory(answer=road.row(1).answer, evidence=EvidenceFactory(contract=road.contract))
    send(road)
    return road


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
    assert "20 people" in shown(client.get(reverse("council-home")))


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
    told = client.post(address(road, "return-finish"), {"message": "One question", "act": "send_back"}, follow=True)
    assert "sent back" in shown(told) and "due" in shown(told)
    assert road.fresh().status == "returned"
    answer(road, 1, Figure(claimed=Decimal(19)))
    assert "20 people" in shown(client.get(address(road, "line-review", 1)))
    send(road)
    take(road)
    page = shown(client.get(address(road, "line-review", 1)))
    assert "What changed since the last time" in page and "Before: 20 people Now: 19 people" in page


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


# --- Who has it -----------------------------------------------------------------------------------------------------
def test_colleague_sees_who_has_it_and_may_take_it_over(road, client):
    take(road)
    colleague = browser(road.second)
    review = address(road, "return-review")
    assert f"{road.officer} has this return open" in shown(colleague.get(review))
    for name, typed in (("line-review", {"decision": "verified", "verified": "20"}), ("return-finish", {})):
        told = colleague.post(address(road, name, 1 if name == "line-review" else None), typed, follow=True)
        assert "You do not have this return open" in shown(told)
    assert not Verification.objects.exists()
    page = colleague.post(address(road, "return-take-over"), {"reason": " "})
    assert "Give a reason" in shown(page)
    assert colleague.post(address(road, "return-take-over"), {"reason": "On leave"}).url == review
    assert road.fresh().taken_by == road.second
    assert "You do not have this return open" in shown(
        client.post(address(road, "line-review", 1), {"decision": "verified"}, follow=True)
    )
    history = shown(client.get(reverse("contract-detail", args=[road.contract.pk])))
    assert "took the return over: On leave" in history


def test_hand_back_puts_it_into_the_queue(road, client):
    take(road)
    decide(road, 1)
    told = client.post(address(road, "return-hand-back"), follow=True)
    assert "back in the queue" in shown(told)
    assert road.fresh().status == "submitted"


def test_officer_is_told_when_a_colleague_was_quicker(road, client, monkeypatch):
    told = client.post(address(road, "return-hand-back"), follow=True)
    assert "You do not have this return open" in shown(told)
    take(road)
    assert "Somebody else changed" in shown(browser(road.second).post(address(road, "return-take"), follow=True))
    read = DecisionForm.to_decision

    def taken_over_meanwhile(form):
        take_over_return(supplier_return=road.fresh(), reason="Quick", by=road.second)
        return read(form)

    monkeypatch.setattr(DecisionForm, "to_decision", taken_over_meanwhile)
    typed = {"decision": "verified", "verified": "20"}
    assert "Somebody else changed" in shown(client.post(address(road, "line-review", 1), typed, follow=True))
    assert not Verification.objects.exists()


def test_send_back_after_the_question_went_is_told(road, client, monkeypatch):
    take(road)
    decide_all(road)
    ask_for_change(row=road.row(1, sent=True), text="Why?", by=road.officer)
    told = client.post(address(road, "return-finish"), {"message": "", "act": "send_back"}, follow=True)
    assert "sent back" in shown(told)


# --- What is not shown ----------------------------------------------------------------------------------------------
def test_draft_is_not_shown_to_the_council(time_machine):
    time_machine.move_to("2026-05-01T10:00:00+01:00")
    road = open_road()
    answer(road, 1)
    client = browser(road.officer)
    page = shown(client.get(address(road, "return-review")))
    assert "has not sent this return yet" in page and "20 people" not in page and "It helped" not in page
    assert client.get(address(road, "line-review", 1)).status_code == 404
    for name, thing in (("contract-detail", road.contract), ("commitment-detail", road.commitments[0])):
        page = shown(client.get(reverse(name, args=[thing.pk])))
        assert "20 people" not in page and "It helped" not in page
    assert "Not sent yet" in page


def test_strangers_find_nothing_and_suppliers_are_refused(road, client):
    take(road)
    stranger = browser(OfficerRoleFactory(role="social_value_lead").user)
    auditor = browser(OfficerRoleFactory(council=road.contract.council, role="auditor").user)
    supplier = browser(road.editor)
    period = road.contract.periods.get(number=3)
    line = road.supplier_return.lines.first()
    names = ["return-review", "return-take", "return-hand-back", "return-take-over", "return-accept-nil"]
    pages = [address(road, name) for name in [*names, "return-finish"]]
    pages += [
        address(road, "line-review", 1),
        reverse("contract-detail", args=[road.contract.pk]),
        reverse("period-waive", args=[period.pk]),
        reverse("line-correct", args=[line.pk]),
    ]
    for page in pages:
        for method in ("get", "post"):
            assert getattr(stranger, method)(page).status_code in (404, 405), page
            assert getattr(supplier, method)(page).status_code in (403, 405), page
            assert getattr(Client(), method)(page).status_code == 302, page
        if page not in (pages[0], pages[6], pages[7]):
            assert auditor.post(page).status_code == 403, page
    assert auditor.get(pages[0]).status_code == 200
    assert auditor.post(pages[6], {"decision": "verified"}).status_code == 403
    for page in (reverse("council-home"), reverse(QUEUE), reverse("contract-list"), reverse("correction-list")):
        assert supplier.get(page).status_code == 403
        assert road.contract.supplier.name not in shown(stranger.get(page))


def test_line_that_is_not_there_is_not_found(road, client):
    take(road)
    assert client.get(address(road, "line-review", 8)).status_code == 404
    assert client.post(address(road, "line-review", 8), {"decision": "verified"}).status_code == 404


def test_supplier_of_one_council_who_works_for_another_sees_neither_side_of_it(road):
    """An officer elsewhere who belongs to the supplier reads the supplier's pages, never the council's."""
    both = OfficerRoleFactory(role="social_value_lead").user
    MemberFactory(organisation=road.contract.supplier, user=both)
    client = browser(both)
    assert client.get(reverse("contract-detail", args=[road.contract.pk])).status_code == 404
    assert client.get(address(road, "return-review")).status_code == 403
    assert client.get(address(road, "return-detail")).status_code == 200
    assert road.contract.title not in shown(client.get(reverse(QUEUE)))


# --- The queue ------------------------------------------------------------------------------------------------------
def test_queue_filters_show_each_its_own(time_machine):
    time_machine.move_to("2026-08-03T10:00:00+01:00")
    draft = open_road(today=APRIL)
    council = draft.contract.council
    made = {
        "to_come": draft,
        "waiting": sent(council=council),
        "mine": taken(council=council),
        "sent_back": taken(council=council),
        "decided": decided(council=council),
    }
    send_back(made["sent_back"])
    titles = {name: road.contract.title for name, road in made.items()}
    reader = browser(made["mine"].officer)

    def listed(show):
        page = shown(reader.get(reverse(QUEUE), {"show": show}))
        return {name for name, title in titles.items() if f"{title} " in page}

    for show in ("waiting", "mine", "sent_back", "decided", "to_come"):
        assert listed(show) == {show}
    assert listed("reading") == {"mine"}
    assert listed("overdue") == {"to_come"}
    assert listed("my_contracts") == set()
    assert listed("nonsense") == {"waiting"}


def test_queue_pages_are_walked_by_their_links(time_machine):
    first = sent()
    council, kinds = first.contract.council, [first]
    for number in range(30):
        time_machine.move_to(f"2026-07-{number // 3 + 1:02d}T09:00:00+01:00")
        kinds.append(sent(council=council))
    client = browser(first.officer)
    page, seen, links = client.get(reverse(QUEUE)), [], 0
    while True:
        body = page.content.decode()
        seen += [road.contract.title for road in kinds if f">{road.contract.title}<" in body]
        link = next((part for part in body.split('href="') if 'rel="next"' in part[:300]), None)
        if link is None:
            break
        links += 1
        page = client.get(link.split('"')[0].replace("&amp;", "&"))
    assert links == 1
    assert sorted(seen) == sorted(road.contract.title for road in kinds)


# --- Corrections ------------------------------------------------------------------------------------------------------
def test_correction_by_a_second_officer(road, client):
    take(road)
    decide_all(road)
    finish(road)
    line = road.supplier_return.lines.get(number=1)
    page = reverse("line-correct", args=[line.pk])
    assert "Verified now: 20 people" in shown(client.get(page))
    for typed, said in (
        ({"figure": "20", "reason": "Same"}, "the figure that stands already"),
        ({"figure": "18", "reason": " "}, "Say why it must be corrected"),
        ({"figure": "x", "reason": "x"}, "Enter a whole number"),
    ):
        assert said in shown(client.post(page, typed))
    told = client.post(page, {"figure": "18", "reason": "Two were counted twice"}, follow=True)
    assert "waits for a second officer" in shown(told)
    again = client.post(page, {"figure": "17", "reason": "Again"})
    assert "one correction at a time" in shown(again)
    correction = Correction.objects.get()
    decision = reverse("correction-decide", args=[correction.pk])
    assert client.get(decision).status_code == 403 and client.post(decision).status_code == 403
    second = browser(road.second)
    assert "Two were counted twice" in shown(second.get(decision))
    assert "Give a reason" in shown(second.post(decision, {"action": "decline", "reason": ""}))
    second.post(decision, {"action": "approve", "reason": ""})
    assert ContractFigure.objects.get(measure=line.commitment.measure).verified == 18
    told = second.post(decision, {"action": "approve", "reason": ""})
    assert "has decided this correction already" in shown(told)
    assert "Verified now: 18 people" in shown(client.get(page))
    assert "18 people" in shown(client.get(reverse("contract-detail", args=[road.contract.pk])))


def test_correction_of_a_percentage_by_its_parts(road, client):
    take(road)
    decide_all(road)
    finish(road)
    page = reverse("line-correct", args=[road.supplier_return.lines.get(number=5).pk])
    assert "45 of 50" in shown(client.get(page))
    assert "cannot be more than the second" not in shown(client.get(page))
    assert "part of" in shown(client.post(page, {"numerator": "51", "denominator": "50", "reason": "More"}))
    assert "above 0" in shown(client.post(page, {"numerator": "5", "denominator": "0", "reason": "More"}))
    client.post(page, {"numerator": "40", "denominator": "48", "reason": "Counted again"})
    correction = Correction.objects.get()
    assert (correction.numerator_difference, correction.denominator_difference) == (-5, -2)
    shown(browser(road.second).get(reverse("correction-decide", args=[correction.pk])))
    shown(browser(road.second).get(reverse("correction-list")))


def test_correction_of_words_and_milestones(road, client):
    take(road)
    decide_all(road)
    finish(road)
    words = reverse("line-correct", args=[road.supplier_return.lines.get(number=7).pk])
    assert "in words" in shown(client.post(words, {"figure": "1", "reason": "x"}))
    done = reverse("line-correct", args=[road.supplier_return.lines.get(number=6).pk])
    client.post(done, {"figure": "no", "reason": "It was not opened"})
    assert Correction.objects.get().difference == -1


def test_correction_before_the_return_is_decided_is_refused(road, client):
    page = reverse("line-correct", args=[ReturnLine.objects.get(number=1).pk])
    told = client.post(page, {"figure": "3", "reason": "Early"})
    assert "Only a decided return can be corrected" in shown(told)
    assert not Correction.objects.exists()


# --- Contracts and waivers --------------------------------------------------------------------------------------------
def test_waive_a_period_from_the_contract(road, client):
    period = road.contract.periods.get(number=4)
    page = reverse("period-waive", args=[period.pk])
    contract = reverse("contract-detail", args=[road.contract.pk])
    assert page in client.get(contract).content.decode()
    assert "Give a reason" in shown(client.post(page, {"reason": ""}))
    assert client.post(page, {"reason": "No placements"}).url == contract
    assert "Waived" in shown(client.get(contract)) and "No placements" in shown(client.get(contract))
    assert "cannot be waived" in shown(client.post(page, {"reason": "Again"}))
    auditor = browser(OfficerRoleFactory(council=road.contract.council, role="auditor").user)
    assert page not in auditor.get(contract).content.decode()


def test_waive_the_last_period_that_a_target_needs_says_why_not(road, client):
    next_period(road, date(2026, 10, 1))
    last = road.contract.periods.get(opened_on=None)
    told = client.post(reverse("period-waive", args=[last.pk]), {"reason": "No placements"})
    assert "No period is left" in shown(told) and "No placements" in shown(told)
    last.refresh_from_db()
    assert last.waived_at is None


def test_contract_page_of_one_that_is_not_started(road):
    contract = ContractFactory(
        council=road.contract.council, status="preparing", supplier=None, starts_on=None, ends_on=None, manager=None
    )
    client = browser(road.officer)
    assert "reporting has not started" in shown(client.get(reverse("contract-detail", args=[contract.pk])))
    assert contract.title in shown(client.get(reverse("contract-list")))
    assert contract.title not in shown(client.get(reverse("contract-list"), {"mine": "1"}))


def test_home_counts_lead_to_what_they_count(road, client):
    correct_me = decided(council=road.contract.council)
    correct(correct_me, approve=False, value=-1)
    page = shown(client.get(reverse("council-home")))
    for words in ("1 waiting to be read", "0 open with you", "1 corrections to decide"):
        assert words in page or words.replace("corrections", "correction") in page

"""The pages of promises: what each side reads, asks and answers, and what is said when something does not fit."""

from decimal import Decimal

import pytest
from django.urls import reverse

from suppliers.actions.proposing import propose_withdrawal
from suppliers.models import Commitment, Proposal
from tests.factories import ContractFactory, MeasureFactory
from tests.returns.pages import browser, shown
from tests.suppliers.contracts import YEAR_END, active, being_set_up
from tests.suppliers.promise_pages import ANSWERS, answer, propose_on_pages, step_of
from tests.suppliers.promising import REASON, accept, agreed, officer_of, propose, supplier_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    """One that is reported on, and whose framework holds one measure more of each sort that the tests ask for."""
    made = being_set_up()
    version = made.framework_version
    MeasureFactory(version=version, title="Apprenticeship starts")
    MeasureFactory(version=version, title="Hours of mentoring")
    MeasureFactory(version=version, title="Invoices paid in time", value_type="percent")
    MeasureFactory(version=version, title="Volunteering", sensitivity="looked-after children", photos="no")
    return active(made)


@pytest.fixture
def measure(contract):
    return measure_called("Apprenticeship starts", contract)


def measure_called(title, contract):
    return contract.framework_version.measures.get(title=title)


def test_supplier_proposes_question_by_question_and_the_council_accepts(contract, measure):
    supplier, officer = browser(supplier_of(contract)), browser(officer_of(contract))
    proposal = propose_on_pages(supplier, contract, measure.code)
    commitment = proposal.commitment
    assert (commitment.status, proposal.status) == ("proposed", "with_council")
    assert (commitment.target, commitment.place) == (Decimal(100), "The whole borough")
    assert commitment.tender_wording == "We will offer four places."
    detail = reverse("promise-detail", args=[commitment.pk])
    assert "Waits for the council" in shown(supplier.get(detail))
    assert "Waits for your answer" in shown(officer.get(reverse("promise-list", args=[contract.pk])))
    page = shown(officer.get(reverse("promise-answer", args=[proposal.pk])))
    assert "Take on four young people leaving care" in page and "We will offer four places." in page
    assert "Apprenticeship starts" in page and "100 people" in page
    assert officer.post(reverse("promise-answer", args=[proposal.pk]), {"answer": "accept"}).url == detail
    words = shown(supplier.get(detail))
    assert "Agreed" in words and "25 people" in words and "Accepted by" in words
    assert "Change it" in words


def test_answers_are_kept_until_all_is_sent_and_each_can_be_changed(contract, measure):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    answer(client, "add", contract.pk, measure={"measure": measure.code}, words=ANSWERS["words"])
    page = shown(client.get(reverse("promise-add", args=[contract.pk])))
    assert "Carry on where you stopped" in page
    assert client.get(step_of("add", contract.pk, "check")).url == step_of("add", contract.pk, "basis")
    assert "four young people" in shown(client.get(step_of("add", contract.pk, "words")))
    rest = {name: data for name, data in ANSWERS.items() if name != "words"}
    there = answer(client, "add", contract.pk, **rest)
    check = shown(client.get(there))
    assert "Change target" in check and "Change the promise" in check
    assert answer(client, "add", contract.pk, words={"promise": "Take on five"}) == there
    assert "Take on five" in shown(client.get(there))
    assert not Proposal.objects.exists()


def test_another_kind_of_measure_asks_for_the_amount_again(contract, measure):
    client = browser(supplier_of(contract))
    percent = measure_called("Invoices paid in time", contract)
    client.post(reverse("promise-add", args=[contract.pk]))
    answer(client, "add", contract.pk, measure={"measure": measure.code}, **ANSWERS)
    there = answer(client, "add", contract.pk, measure={"measure": percent.code})
    assert there == step_of("add", contract.pk, "amount")
    assert "the same is expected in every period" in shown(client.get(there))


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("measure", {"measure": ""}, "Choose a measure"),
        ("words", {"promise": ""}, "Say in plain words what is promised"),
        ("words", {"promise": "x" * 301}, "This must be 300 characters or fewer. You wrote 301."),
        ("words", {"promise": "Ring 01632 960 001 for a place"}, "It looks like this names a person"),
        ("basis", {"basis": ""}, "Choose how the target is set"),
        ("amount", {"target": "lots"}, "Enter a whole number in figures"),
        ("amount", {"target": "2.5"}, "Enter a whole number, without decimals"),
        ("binding", {"obligation": ""}, "Choose how binding it is"),
        ("publish", {"is_publishable": ""}, "Say whether this promise may be published"),
        ("publish", {"is_publishable": "no"}, "Choose why it may not be published"),
        (
            "publish",
            {"is_publishable": "no", "unpublishable": "commercial"},
            "Say more about why it may not be published",
        ),
    ],
)
def test_mistakes_are_said_beside_what_was_typed_and_nothing_is_lost(contract, measure, step, typed, said):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    answer(client, "add", contract.pk, measure={"measure": measure.code})
    page = shown(client.post(step_of("add", contract.pk, step), typed))
    assert said in page and "There is a problem" in page
    for text in typed.values():
        assert text in page or text in client.post(step_of("add", contract.pk, step), typed).content.decode()


def test_words_that_look_like_a_person_pass_when_somebody_says_that_they_looked(contract, measure):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    words = {"promise": "Ring 01632 960 001 for a place"}
    answer(client, "add", contract.pk, measure={"measure": measure.code}, words={**words, "promise_checked": "on"})
    sensitive = measure_called("Volunteering", contract)
    answer(client, "add", contract.pk, measure={"measure": sensitive.code})
    page = shown(client.post(step_of("add", contract.pk, "words"), {**words, "promise_checked": "on"}))
    assert "It looks like this names a person" in page


def test_measures_are_found_by_word_code_and_outcome(contract, measure):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    page = step_of("add", contract.pk, "measure")
    assert "Apprenticeship starts" not in shown(client.get(page)) and measure.outcome.title in shown(client.get(page))
    for query in ({"q": "apprentice STARTS"}, {"q": measure.code}, {"outcome": measure.outcome.code}):
        found = shown(client.get(page, query))
        assert "Apprenticeship starts" in found and "Hours of mentoring" not in found
    assert "No measure fits" in shown(client.get(page, {"q": "nothing like it"}))
    assert client.post(f"{page}?q=apprentice", {"measure": measure.code}).status_code == 302
    foreign = MeasureFactory(code="ELSEWHERE")
    assert "Choose a measure" in shown(client.post(page, {"measure": foreign.code}))


def test_council_answers_with_other_terms_and_the_supplier_accepts_them(contract):
    supplier, officer = browser(supplier_of(contract)), browser(officer_of(contract))
    proposal = propose(contract, place="Two wards", tender_wording="We will.")
    page = reverse("promise-answer", args=[proposal.pk])
    there = officer.post(page, {"answer": "counter"}).url
    assert there == step_of("counter", proposal.pk, "check")
    assert "Nothing yet" in shown(officer.get(there))
    assert "Change something first, or accept" in shown(officer.post(there, {"reason": REASON}))
    answer(officer, "counter", proposal.pk, amount={"target": "120"})
    check = shown(officer.get(there))
    assert "Target: 120 people, was 100 people" in check
    assert "Say why you propose it" in shown(officer.post(there, {"reason": ""}))
    assert officer.post(there, {"reason": REASON}).url == reverse("promise-detail", args=[proposal.commitment_id])
    second = Proposal.objects.get(number=2)
    assert (second.side, second.status, second.reason) == ("council", "with_supplier", REASON)
    answered = shown(supplier.get(reverse("promise-answer", args=[second.pk])))
    assert "Target: 120 people, was 100 people" in answered
    supplier.post(reverse("promise-answer", args=[second.pk]), {"answer": "accept", "reason": ""})
    commitment = Commitment.objects.get(pk=proposal.commitment_id)
    assert (commitment.status, commitment.target, commitment.place) == ("agreed", Decimal(120), "Two wards")
    history = shown(supplier.get(reverse("promise-detail", args=[commitment.pk])))
    assert "Other terms proposed: accepted" in history and "Proposed: answered with another proposal" in history


def test_decline_needs_a_reason_that_the_other_side_reads(contract):
    officer = browser(officer_of(contract))
    proposal = propose(contract)
    page = reverse("promise-answer", args=[proposal.pk])
    assert "Choose your answer" in shown(officer.post(page, {"answer": ""}))
    assert "Say why you decline it" in shown(officer.post(page, {"answer": "decline"}))
    officer.post(page, {"answer": "decline", "reason": "The specification asks for it."})
    detail = shown(browser(supplier_of(contract)).get(reverse("promise-detail", args=[proposal.commitment_id])))
    assert "Declined" in detail and "The specification asks for it." in detail
    assert "answered or taken back already" in shown(officer.get(page, follow=True))


def test_change_begins_with_the_terms_that_stand(contract):
    commitment = agreed(contract)
    supplier = browser(supplier_of(contract))
    page = reverse("promise-change", args=[commitment.pk])
    assert "Until then the promise stays as it is" in shown(supplier.get(page))
    there = supplier.post(page).url
    assert there == step_of("change", commitment.pk, "check")
    answer(supplier, "change", commitment.pk, amount={"target": "80"})
    assert "Target: 80 people, was 100 people" in shown(supplier.get(there))
    supplier.post(there, {"reason": "Two partners left."})
    proposal = Proposal.objects.get(kind="variation")
    assert (proposal.status, commitment.proposals.count()) == ("with_council", 2)
    again = supplier.get(page, follow=True)
    assert "waits for an answer. Settle that first" in shown(again)
    assert supplier.get(step_of("change", commitment.pk, "measure")).status_code == 302


def test_periods_are_edited_and_must_come_to_the_target(contract):
    commitment = agreed(contract)
    supplier = browser(supplier_of(contract))
    supplier.post(reverse("promise-change", args=[commitment.pk]))
    page = reverse("promise-profile", args=["change", commitment.pk])
    names = [f"from_{period.starts_on:%Y%m%d}" for period in contract.periods.order_by("starts_on")]
    assert "1 April to 30 June 2026" in shown(supplier.get(page))
    short = dict(zip(names, ["10", "20", "30", "30"], strict=True))
    assert "That is 10 people less than the target of 100 people" in shown(supplier.post(page, short))
    over = dict(zip(names, ["50", "20", "30", "30"], strict=True))
    assert "That is 30 people more than the target of 100 people" in shown(supplier.post(page, over))
    assert "Enter a whole number" in shown(supplier.post(page, {**short, names[0]: "some"}))
    right = dict(zip(names, ["10", "20", "30", "40"], strict=True))
    there = supplier.post(page, right).url
    assert "from 1 January 2027 40 people" in shown(supplier.get(there))
    supplier.post(there, {"reason": "The college year."})
    accept(Proposal.objects.get(kind="variation"))
    profile = commitment.profiles.get(is_current=True)
    assert list(profile.points.values_list("amount", flat=True)) == [10, 20, 30, 40]
    assert profile.reason == "The college year."


def test_open_periods_are_shown_and_not_asked(contract):
    commitment = agreed(contract)
    contract.periods.filter(number=1).update(opened_on=contract.starts_on)
    supplier = browser(supplier_of(contract))
    supplier.post(reverse("promise-change", args=[commitment.pk]))
    page = supplier.get(reverse("promise-profile", args=["change", commitment.pk]))
    assert "24 people. Its return is open, so it stays." in shown(page)
    assert f"from_{contract.starts_on:%Y%m%d}" not in page.content.decode()


def test_replace_and_end_are_proposed_on_pages(contract, measure):
    commitment = agreed(contract)
    officer, supplier = browser(officer_of(contract)), browser(supplier_of(contract))
    there = supplier.post(reverse("promise-replace", args=[commitment.pk])).url
    assert there == step_of("replace", commitment.pk, "measure")
    check = answer(supplier, "replace", commitment.pk, measure={"measure": measure.code}, **ANSWERS)
    assert "It would take the place of" in shown(supplier.get(check))
    supplier.post(check, {"reason": "The partner closed."})
    proposal = Proposal.objects.get(kind="substitution")
    assert "Apprenticeship starts" in shown(officer.get(reverse("promise-answer", args=[proposal.pk])))
    officer.post(reverse("promise-answer", args=[proposal.pk]), {"answer": "accept"})
    old = shown(supplier.get(reverse("promise-detail", args=[commitment.pk])))
    assert "Replaced by another" in old and "Take on four young people leaving care" in old
    new = Commitment.objects.get(replaces=commitment)
    assert "the promise before it" in shown(supplier.get(reverse("promise-detail", args=[new.pk])))
    page = reverse("promise-withdraw", args=[new.pk])
    assert "Say why it should end" in shown(supplier.post(page, {"reason": ""}))
    supplier.post(page, {"reason": "The service changed."})
    end = Proposal.objects.get(kind="withdrawal")
    words = shown(officer.get(reverse("promise-answer", args=[end.pk])))
    assert "Answer with other terms" not in words and "end with the last period whose return is open" in words
    assert "the promise ends as it says above" in words and "If you accept it, both sides" not in words
    told = shown(officer.post(reverse("promise-answer", args=[end.pk]), {"answer": "accept"}, follow=True))
    assert "Accepted. The promise ends, what was reported of it stays" in told and "bound by it" not in told
    assert "Withdrawn" in shown(supplier.get(reverse("promise-list", args=[contract.pk])))


def test_take_back_is_asked_once_more(contract):
    person = supplier_of(contract)
    proposal = propose(contract, by=person)
    client = browser(person)
    page = reverse("promise-take-back", args=[proposal.pk])
    assert "The promise ends before it began" in shown(client.get(page))
    client.post(page)
    assert "Withdrawn" in shown(client.get(reverse("promise-detail", args=[proposal.commitment_id])))
    assert "answered or taken back already" in shown(client.post(page, follow=True))


def test_who_comes_second_is_told_and_changes_nothing(contract):
    commitment = agreed(contract)
    proposal = propose_withdrawal(commitment=commitment, reason=REASON, by=supplier_of(contract))
    first, second = browser(officer_of(contract)), browser(officer_of(contract))
    page = reverse("promise-answer", args=[proposal.pk])
    assert second.get(page).status_code == 200
    first.post(page, {"answer": "decline", "reason": REASON})
    assert "answered or taken back already" in shown(second.post(page, {"answer": "accept"}, follow=True))
    commitment.refresh_from_db()
    assert commitment.status == "agreed"


def test_contract_that_asks_for_more_than_usual_needs_a_reason_of_the_council():
    contract = ContractFactory(status="preparing", value_net=Decimal(90_000), ends_on=YEAR_END, frequency="annual")
    code = MeasureFactory(version=contract.framework_version).code
    for _time in range(2):
        agreed(contract, measure=code)
    supplier, officer = browser(supplier_of(contract)), browser(officer_of(contract))
    assert "the council is asked why" in shown(supplier.get(reverse("promise-add", args=[contract.pk])))
    proposal = propose_on_pages(supplier, contract, code)
    page = reverse("promise-answer", args=[proposal.pk])
    assert "Contracts of this value usually have 2 commitments at most" in shown(officer.get(page))
    assert "Say why this contract asks for more than usual" in shown(officer.post(page, {"answer": "accept"}))
    officer.post(page, {"answer": "accept", "proportion_reason": "Each is small."})
    contract.refresh_from_db()
    assert contract.proportion_reason == "Each is small."
    assert "Why does this contract ask" not in shown(officer.get(reverse("promise-add", args=[contract.pk])))


def test_fields_that_were_not_asked_change_nothing(contract, measure):
    """Extra names in what is posted are not read: neither the status nor who agreed can be typed."""
    client = browser(supplier_of(contract))
    proposal = propose_on_pages(
        client,
        contract,
        measure.code,
        publish={"is_publishable": "yes", "status": "agreed", "is_mission": "on", "deliverer": "1", "target": "9"},
    )
    commitment = proposal.commitment
    assert (commitment.status, commitment.is_mission, commitment.deliverer, commitment.target) == (
        "proposed", False, None, Decimal(100),
    )  # fmt: skip


def test_pages_say_why_nothing_can_be_proposed(contract):
    client = browser(supplier_of(contract))
    commitment = agreed(contract)
    contract.status = "ended"
    contract.save()
    for page in (
        reverse("promise-add", args=[contract.pk]),
        reverse("promise-change", args=[commitment.pk]),
        reverse("promise-replace", args=[commitment.pk]),
    ):
        assert "The contract has ended" in shown(client.get(page, follow=True))
    early = ContractFactory(status="preparing", supplier=contract.supplier, framework_version=None)
    page = client.get(reverse("promise-add", args=[early.pk]), follow=True)
    assert "when the council has chosen the framework" in shown(page)


def test_another_kind_of_own_measure_asks_again_how_it_works(contract):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    what = {"title": "Meals", "outcome": contract.framework_version.outcomes.first().code, "unit": "meals"}
    how = {
        "aggregation": "sum", "lower_is_better": "no", "baseline_required": "no", "calculation_rule": "Meals cooked",
        "evidence_required": "A list of dates", "sensitivity": "standard", "photos": "no",
    }  # fmt: skip
    answer(
        client, "add", contract.pk, measure={"measure": "own"}, own_what={**what, "value_type": "count"}, own_how=how
    )
    there = answer(client, "add", contract.pk, own_what={**what, "value_type": "money"})
    assert there == step_of("add", contract.pk, "own-how")

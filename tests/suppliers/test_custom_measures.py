"""A measure of a contract's own: described in full, held for that contract alone, and fixed when both sides agree."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from framework.copying import NewMeasure
from framework.models import Framework, FrameworkVersion, Measure, ProxyValue
from framework.queries import versions_visible_to
from framework.single import NAME, freeze_single_measure, write_single_measure
from suppliers.actions.answering import accept_proposal, counter_proposal, decline_proposal
from suppliers.actions.proposing import propose_substitution, propose_variation
from suppliers.checks import NotReady, before_agreeing
from suppliers.models import Commitment
from suppliers.promises import standing_terms, terms_in
from suppliers.terms import Terms
from tests.factories import CommitmentFactory, MeasureFactory
from tests.returns.pages import browser, shown
from tests.suppliers.contracts import active, being_set_up, points
from tests.suppliers.promise_pages import ANSWERS, answer, step_of
from tests.suppliers.promising import REASON, accept, agreed, fresh, officer_of, propose, supplier_of
from tests.suppliers.test_varying import stored

pytestmark = pytest.mark.django_db
COOKS = NewMeasure(
    code="",
    title="Young people who learned to cook",
    unit="people",
    value_type="count",
    calculation_rule="Whoever cooks a meal alone",
    evidence_required="Numbers from the keyworkers",
    sensitivity="care leavers",
    photos="no",
)


@pytest.fixture
def contract():
    made = being_set_up()
    MeasureFactory(version=made.framework_version, code="M-ALT", value_type="hours")
    return active(made)


def outcome_of(contract):
    return contract.framework_version.outcomes.first()


def own(contract, custom=COOKS, **fields) -> dict:
    """What terms need to be counted by a measure of the contract's own."""
    return {"custom": custom, "outcome": outcome_of(contract).code, **fields}


def test_own_measure_lives_in_a_version_of_its_own_under_a_copy_of_its_outcome(contract):
    measure = propose(contract, **own(contract)).commitment.measure
    framework = measure.version.framework
    assert (framework.name, framework.council, framework.is_for_single_contracts) == (NAME, contract.council, True)
    assert (measure.code, measure.may_be_priced, measure.version.frozen_at) == ("C1", False, None)
    assert measure.outcome.code == outcome_of(contract).code and measure.outcome.pk != outcome_of(contract).pk
    second = propose(contract, **own(contract)).commitment.measure
    assert (second.code, second.version.framework) == ("C2", framework)
    assert Framework.objects.filter(is_for_single_contracts=True).count() == 1


def test_code_never_stands_for_another_measure_of_the_contract():
    made = being_set_up()
    MeasureFactory(version=made.framework_version, code="C1")
    assert propose(made, **own(made)).commitment.measure.code == "C1-1"


def test_own_measure_is_fixed_when_both_sides_agree(contract):
    proposal = propose(contract, **own(contract))
    officer = officer_of(contract)
    commitment = accept(proposal, by=officer).commitment
    version = FrameworkVersion.objects.get(pk=commitment.measure.version_id)
    assert version.frozen_by == officer and points(commitment) == [24, 25, 25, 26]
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=commitment.measure_id).update(title="Otherwise")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProxyValue.objects.create(measure=commitment.measure, pounds=5, source="Nobody", valid_from="2026-04-01")


def test_other_terms_write_the_measure_anew_and_another_one_takes_it_away(contract):
    supplier, officer = supplier_of(contract), officer_of(contract)
    first = propose(contract, by=supplier, **own(contract))
    measure = first.commitment.measure
    terms = replace(terms_in(first), custom=replace(COOKS, title="Young people who cook for others"))
    second = counter_proposal(proposal=fresh(first), terms=terms, reason=REASON, by=officer)
    measure.refresh_from_db()
    assert (measure.title, measure.code) == ("Young people who cook for others", "C1")
    assert terms_in(fresh(first)).custom.title == COOKS.title  # the history keeps what was said
    listed = replace(terms, custom=None, outcome="", measure="M-ALT")
    third = counter_proposal(proposal=fresh(second), terms=listed, reason=REASON, by=supplier)
    assert fresh(third).commitment.measure.code == "M-ALT"
    assert not Measure.objects.filter(pk=measure.pk).exists()
    fourth = counter_proposal(proposal=fresh(third), terms=terms, reason=REASON, by=officer)
    accept_proposal(proposal=fresh(fourth), by=supplier)
    assert stored(first.commitment).measure.title == "Young people who cook for others"


def test_replacement_with_an_own_measure_is_written_when_it_is_accepted(contract):
    commitment = agreed(contract)
    terms = Terms(promise="Cook together", target=Decimal(12), **own(contract))
    proposal = propose_substitution(commitment=stored(commitment), terms=terms, reason=REASON, by=supplier_of(contract))
    assert not Framework.objects.filter(is_for_single_contracts=True).exists()
    accept(proposal)
    new = Commitment.objects.select_related("measure__version").get(replaces=commitment)
    assert new.measure.title == COOKS.title and new.measure.version.frozen_at


def test_agreed_promise_with_an_own_measure_changes_its_target_and_keeps_its_measure(contract):
    commitment = agreed(contract, **own(contract))
    terms = replace(standing_terms(stored(commitment)), target=Decimal(40))
    assert terms.custom.title == COOKS.title
    accept(propose_variation(commitment=stored(commitment), terms=terms, reason=REASON, by=supplier_of(contract)))
    assert stored(commitment).target == Decimal(40)
    changed = replace(terms, custom=replace(COOKS, title="Something else"))
    with pytest.raises(NotReady, match="What is counted cannot change"):
        propose_variation(commitment=stored(commitment), terms=changed, reason=REASON, by=supplier_of(contract))


def test_declined_measure_stays_for_the_history_and_nobody_chooses_it(contract):
    proposal = propose(contract, **own(contract))
    decline_proposal(proposal=proposal, reason=REASON, by=officer_of(contract))
    assert stored(proposal.commitment).measure.title == COOKS.title
    visible = versions_visible_to(officer_of(contract, "social_value_lead"))
    assert contract.framework_version in visible and stored(proposal.commitment).measure.version not in visible


def test_own_measure_is_for_its_own_contract_alone(contract):
    measure = agreed(contract, **own(contract)).measure
    other = CommitmentFactory(contract__council=contract.council, measure=measure, status="proposed")
    assert before_agreeing(other) == ["Choose a measure from the framework version of this contract"]


def test_outcome_must_be_one_of_the_contracts_framework(contract):
    with pytest.raises(NotReady, match="Choose the outcome that your own measure belongs to"):
        propose(contract, **own(contract, outcome="NOWHERE"))


def test_invariant_11_no_photo_of_protected_groups_by_any_route(contract):
    for group in ("care leavers", "looked-after children", "special"):
        with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
            propose(contract, **own(contract, replace(COOKS, sensitivity=group, photos="yes")))
    with pytest.raises(ValidationError), transaction.atomic():
        propose(contract, **own(contract, replace(COOKS, value_type="percent", aggregation="average")))


def test_measures_of_two_councils_have_nothing_to_do_with_one_another(contract):
    other = active(being_set_up())
    one, two = (propose(made, **own(made)).commitment.measure for made in (contract, other))
    assert (one.code, two.code) == ("C1", "C1")
    assert one.version.framework.council != two.version.framework.council


def test_freezing_leaves_measures_of_whole_frameworks_alone(contract):
    listed = MeasureFactory()
    freeze_single_measure(measure=listed, by=contract.manager)
    assert FrameworkVersion.objects.get(pk=listed.version_id).frozen_at is None
    written = write_single_measure(outcome=outcome_of(contract), measure=COOKS, council=contract.council)
    freeze_single_measure(measure=written, by=contract.manager)
    freeze_single_measure(measure=written, by=officer_of(contract))
    assert FrameworkVersion.objects.get(pk=written.version_id).frozen_by == contract.manager


# --- Pages ------------------------------------------------------------------------------------------------------------
WHAT = {"title": COOKS.title, "value_type": "count", "unit": "people"}
HOW = {
    "aggregation": "sum",
    "lower_is_better": "no",
    "baseline_required": "no",
    "calculation_rule": "Whoever cooks a meal alone",
    "evidence_required": "Numbers from the keyworkers",
    "sensitivity": "care leavers",
    "photos": "no",
}


def test_own_measure_is_described_on_two_pages(contract):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    there = answer(client, "add", contract.pk, measure={"measure": "own"})
    assert there == step_of("add", contract.pk, "own-what")
    what = {**WHAT, "outcome": outcome_of(contract).code}
    check = answer(client, "add", contract.pk, own_what=what, own_how=HOW, **ANSWERS)
    page = shown(client.get(check))
    for said in (COOKS.title, "Whole number", "Add the periods", "Young people leaving care", "Not allowed"):
        assert said in page
    client.post(check, {"reason": ""})
    assert Commitment.objects.latest("pk").measure.code == "C1"


def test_check_page_of_an_own_measure_shows_words_and_figures_as_people_read_them(contract):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    what = {"title": "Rent saved", "value_type": "money", "outcome": outcome_of(contract).code}
    how = {**HOW, "baseline_required": "yes", "sensitivity": "standard"}
    amount = {"target": "125000", "baseline": "1250000.50", "baseline_note": "Rents of last year"}
    answers = {**ANSWERS, "amount": amount}
    check = answer(client, "add", contract.pk, measure={"measure": "own"}, own_what=what, own_how=how, **answers)
    page = shown(client.get(check))
    for said in ("Counted in pounds", "£125,000", "1,250,000.5", "Nobody in particular, or adults who need no"):
        assert said in page
    assert "gbp" not in page and "Standard" not in page


@pytest.mark.parametrize(
    ("page", "change", "said"),
    [
        ("own-what", {"title": ""}, "Say what is counted"),
        ("own-what", {"outcome": ""}, "Choose the outcome it comes closest to"),
        ("own-what", {"value_type": ""}, "Choose what kind of figure it is"),
        ("own-what", {"unit": ""}, "Say what it is counted in"),
        ("own-how", {"aggregation": ""}, "Choose how the periods combine"),
        ("own-how", {"calculation_rule": ""}, "Say what counts and what does not"),
        ("own-how", {"evidence_required": ""}, "Say what evidence shows it"),
        ("own-how", {"sensitivity": ""}, "Choose who it is about"),
        ("own-how", {"photos": "yes"}, "Choose that photos are not allowed"),
        ("own-how", {"calculation_rule": "Ring 01632 960 001"}, "It looks like this names a person"),
    ],
)
def test_mistakes_in_an_own_measure_say_how_to_mend_them(contract, page, change, said):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    what = {**WHAT, "outcome": outcome_of(contract).code}
    answer(client, "add", contract.pk, measure={"measure": "own"}, own_what=what)
    data = {**(what if page == "own-what" else HOW), **change}
    assert said in shown(client.post(step_of("add", contract.pk, page), data))


def test_percentage_of_ones_own_names_both_parts(contract):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    what = {**WHAT, "value_type": "percent", "outcome": outcome_of(contract).code}
    answer(client, "add", contract.pk, measure={"measure": "own"}, own_what=what)
    how = {**HOW, "aggregation": "average"}
    page = shown(client.post(step_of("add", contract.pk, "own-how"), how))
    assert "Say what the top figure counts" in page and "Say what the bottom figure counts" in page
    how |= {"numerator_label": "meals cooked", "denominator_label": "meals eaten"}
    check = answer(client, "add", contract.pk, own_how=how, **{**ANSWERS, "amount": {"target": "80"}})
    assert "meals cooked as a share of meals eaten" in shown(client.get(check))


def test_page_about_how_comes_after_the_page_about_what(contract):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    answer(client, "add", contract.pk, measure={"measure": "own"})
    assert client.get(step_of("add", contract.pk, "own-how")).url == step_of("add", contract.pk, "own-what")

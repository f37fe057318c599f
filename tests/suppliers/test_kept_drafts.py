"""What a person has begun outlasts their session: a promise in the middle of its questions, signing up."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from suppliers.actions.drafts import keep_draft
from suppliers.models import KeptDraft, Organisation, Proposal
from suppliers.tasks import drop_old_drafts
from tests.factories import ContractFactory, MeasureFactory, MemberFactory
from tests.returns.pages import browser, shown
from tests.suppliers.contracts import active, being_set_up
from tests.suppliers.joining import person
from tests.suppliers.promise_pages import ANSWERS, answer, step_of
from tests.suppliers.promising import agreed, officer_of, propose, supplier_of

pytestmark = pytest.mark.django_db
NOW = "2026-07-10T09:00:00Z"
# Longer than a supplier's session lasts without a request, and than an officer's.
IDLE = timedelta(minutes=61)
NUMBER = {"kind": "company", "value": "01234567"}
DETAILS = {"name": "Made Up Ltd", "is_sme": "yes", "vcse": "no"}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def contract():
    made = being_set_up()
    MeasureFactory(version=made.framework_version, title="Apprenticeship starts")
    return active(made)


@pytest.fixture
def measure(contract):
    return contract.framework_version.measures.get(title="Apprenticeship starts")


def signed_out_by_idleness(client: Client, clock, page: str) -> None:
    """Do nothing for so long that the next request ends the session, and loses what it held."""
    clock.shift(IDLE)
    assert reverse("account_login") in client.get(page).url
    assert "_auth_user_id" not in client.session


# --- A session ends in the middle -------------------------------------------------------------------------------------
def test_promise_goes_on_where_it_was_after_a_sign_out_by_idleness(clock, contract, measure):
    user = supplier_of(contract)
    client = browser(user)
    client.post(reverse("promise-add", args=[contract.pk]))
    answer(client, "add", contract.pk, measure={"measure": measure.code}, words=ANSWERS["words"])
    signed_out_by_idleness(client, clock, step_of("add", contract.pk, "basis"))
    again = browser(user)
    assert "four young people" in shown(again.get(step_of("add", contract.pk, "words")))
    assert again.get(step_of("add", contract.pk, "check")).url == step_of("add", contract.pk, "basis")
    rest = {name: data for name, data in ANSWERS.items() if name != "words"}
    there = answer(again, "add", contract.pk, **rest)
    again.post(there, {"reason": ""})
    terms = Proposal.objects.get().terms
    assert (terms["promise"], terms["measure"]) == (ANSWERS["words"]["promise"], measure.code)
    assert not KeptDraft.objects.exists()  # it was sent


def test_officers_change_goes_on_where_it_was_after_a_sign_out_by_idleness(clock, contract):
    commitment, officer = agreed(contract), officer_of(contract)
    client = browser(officer)
    client.post(reverse("promise-change", args=[commitment.pk]))
    answer(client, "change", commitment.pk, words={"promise": "Take on five"})
    signed_out_by_idleness(client, clock, step_of("change", commitment.pk, "check"))
    page = shown(browser(officer).get(step_of("change", commitment.pk, "check")))
    assert "Take on five" in page


def test_organisation_goes_on_being_signed_up_after_a_sign_out_by_idleness(clock):
    user = person()
    client = browser(user)
    client.post(reverse("organisation-start"), NUMBER)
    client.post(reverse("organisation-details"), DETAILS)
    signed_out_by_idleness(client, clock, reverse("organisation-check"))
    again = browser(user)
    page = shown(again.get(reverse("organisation-check")))
    assert "Made Up Ltd" in page and "01234567" in page
    again.post(reverse("organisation-check"))
    assert Organisation.objects.get(name="Made Up Ltd").is_provisional
    assert not KeptDraft.objects.exists()


# --- Whose it is, and for how long ------------------------------------------------------------------------------------
def test_colleagues_and_the_other_side_see_nothing_of_a_draft(clock, contract, measure):
    writer = browser(supplier_of(contract))
    answer(writer, "add", contract.pk, measure={"measure": measure.code}, words={"promise": "Plant twenty trees"})
    for other in (supplier_of(contract), officer_of(contract)):
        client = browser(other)
        for page in (
            reverse("promise-add", args=[contract.pk]),
            reverse("promise-list", args=[contract.pk]),
            step_of("add", contract.pk, "words"),
            reverse("home"),
        ):
            assert "twenty trees" not in shown(client.get(page, follow=True))


def test_two_people_keep_a_draft_each_about_the_same_contract(clock, contract, measure):
    one, other = browser(supplier_of(contract)), browser(supplier_of(contract))
    for client, promise in ((one, "Plant twenty trees"), (other, "Plant thirty trees")):
        answer(client, "add", contract.pk, measure={"measure": measure.code}, words={"promise": promise})
    assert "twenty" in shown(one.get(step_of("add", contract.pk, "words")))
    assert "thirty" in shown(other.get(step_of("add", contract.pk, "words")))
    assert KeptDraft.objects.count() == 2


def test_words_that_name_a_person_are_refused_before_anything_is_kept(clock, contract, measure):
    client = browser(supplier_of(contract))
    answer(client, "add", contract.pk, measure={"measure": measure.code})
    client.post(step_of("add", contract.pk, "words"), {"promise": "Ring 01632 960 001 for a place"})
    assert "01632" not in str(KeptDraft.objects.get().answers)


def test_starting_again_forgets_what_was_answered(clock, contract, measure):
    client = browser(supplier_of(contract))
    answer(client, "add", contract.pk, measure={"measure": measure.code})
    client.post(reverse("promise-add", args=[contract.pk]))
    assert not KeptDraft.objects.exists()


def test_looking_keeps_nothing(clock, contract):
    proposal = propose(contract)
    client = browser(officer_of(contract))
    client.get(step_of("counter", proposal.pk, "check"))
    client.get(step_of("counter", proposal.pk, "words"))
    client.get(reverse("promise-add", args=[contract.pk]))
    assert not KeptDraft.objects.exists()


def test_draft_nobody_went_on_with_is_gone_after_28_days(clock, contract, measure):
    client = browser(supplier_of(contract))
    answer(client, "add", contract.pk, measure={"measure": measure.code})
    clock.shift(timedelta(days=28))
    assert drop_old_drafts() == 0
    clock.shift(timedelta(minutes=1))
    assert drop_old_drafts() == 1
    assert not KeptDraft.objects.exists()


def test_a_further_answer_keeps_a_draft_for_longer(clock, contract, measure):
    user = supplier_of(contract)
    answer(browser(user), "add", contract.pk, measure={"measure": measure.code})
    clock.shift(timedelta(days=27))
    answer(browser(user), "add", contract.pk, words=ANSWERS["words"])
    clock.shift(timedelta(days=2))
    assert drop_old_drafts() == 0


def test_nothing_is_kept_about_a_contract_one_does_not_see(clock):
    stranger, contract = MemberFactory().user, ContractFactory()
    with pytest.raises(PermissionDenied):
        keep_draft(kind="add", subject=contract.pk, contract=contract, answers={}, by=stranger)
    assert not KeptDraft.objects.exists()

"""An organisation that exists for social value describes the value of its mission in place of further pledges."""

import pytest
from django.urls import reverse

from returns.actions.opening import open_due_returns
from returns.models import ReturnLine
from suppliers.actions.answering import accept_proposal
from suppliers.models import Commitment, Proposal
from tests.factories import ContractFactory, MeasureFactory, OrganisationFactory
from tests.returns.pages import browser, shown
from tests.suppliers.contracts import YEAR_END, active
from tests.suppliers.promise_pages import answer, step_of
from tests.suppliers.promising import officer_of, supplier_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    charity = OrganisationFactory(is_vcse=True, vcse_kind="charity", is_mission_led=True)
    made = ContractFactory(status="preparing", supplier=charity, ends_on=YEAR_END)
    MeasureFactory(version=made.framework_version)
    return made


def mission(contract, **changes) -> dict:
    return {
        "promise": "We exist so that nobody who leaves care is alone at nineteen.",
        "target_group": "Young people leaving care in the borough",
        "calculation_rule": "People have somebody to call, and keep their first flat.",
        "evidence_required": "Numbers of matches, and what young people say in our yearly survey.",
        "sensitivity": "care leavers",
        "outcome": contract.framework_version.outcomes.first().code,
        **changes,
    }


def describe(client, contract, **changes) -> Proposal:
    page = reverse("promise-mission", args=[contract.pk])
    response = client.post(page, mission(contract, **changes))
    assert response.status_code == 302, response.context["form"].errors
    there = answer(client, "mission", contract.pk, publish={"is_publishable": "yes"})
    assert there == step_of("mission", contract.pk, "check")
    client.post(there, {"reason": ""})
    return Proposal.objects.latest("pk")


def test_mission_is_described_on_one_page_and_accepted_alone(contract):
    supplier, officer = browser(supplier_of(contract)), browser(officer_of(contract))
    assert "Describe the value of your mission" in shown(supplier.get(reverse("promise-list", args=[contract.pk])))
    page = shown(supplier.get(reverse("promise-mission", args=[contract.pk])))
    assert "in place of further pledges" in page and "The council can accept it alone" in page
    proposal = describe(supplier, contract)
    commitment = proposal.commitment
    assert (commitment.is_mission, commitment.target, commitment.measure.value_type) == (True, None, "narrative")
    assert commitment.measure.title == "The value of our mission"
    answer_page = reverse("promise-answer", args=[proposal.pk])
    words = shown(officer.get(answer_page))
    assert "you can accept it alone" in words and "keep their first flat" in words
    officer.post(answer_page, {"answer": "accept"})
    active(contract)
    open_due_returns(today=contract.starts_on)
    line = ReturnLine.objects.get(commitment=commitment)
    assert line.target is None  # reported in words each period


def test_council_answers_a_mission_with_other_words(contract):
    supplier, officer = supplier_of(contract), officer_of(contract)
    proposal = describe(browser(supplier), contract)
    client = browser(officer)
    there = client.post(reverse("promise-answer", args=[proposal.pk]), {"answer": "counter"}).url
    client.get(there)
    answer(
        client, "counter", proposal.pk, mission=mission(contract, evidence_required="Numbers of matches each quarter.")
    )
    assert "How people will know: Numbers of matches each quarter., was" in shown(client.get(there))
    client.post(there, {"reason": "We need it more often."})
    accept_proposal(proposal=Proposal.objects.get(number=2), by=supplier)
    measure = Commitment.objects.get().measure
    assert measure.evidence_required == "Numbers of matches each quarter."


def test_mission_is_described_once(contract):
    client = browser(supplier_of(contract))
    describe(client, contract)
    client.post(reverse("promise-mission", args=[contract.pk]), mission(contract))
    there = answer(client, "mission", contract.pk, publish={"is_publishable": "yes"})
    assert "The value of the mission is described already" in shown(client.post(there, {"reason": ""}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"promise": ""}, "Say what you exist to do"),
        ({"target_group": ""}, "Say who benefits"),
        ({"calculation_rule": ""}, "Say what changes because of it"),
        ({"evidence_required": ""}, "Say how people will know"),
        ({"sensitivity": ""}, "Choose who it is about"),
        ({"outcome": "X"}, "Choose the outcome it comes closest to"),
        ({"promise": "Ring 01632 960 001"}, "It looks like this names a person"),
    ],
)
def test_mistakes_say_how_to_mend_them(contract, change, said):
    client = browser(supplier_of(contract))
    page = shown(client.post(reverse("promise-mission", args=[contract.pk]), mission(contract, **change)))
    assert said in page


def test_route_is_for_organisations_that_exist_for_social_value(contract):
    page = reverse("promise-mission", args=[contract.pk])
    assert browser(officer_of(contract)).get(page).status_code == 403
    assert browser(supplier_of(contract, "viewer")).get(page).status_code == 403
    other = ContractFactory(ends_on=YEAR_END)
    client = browser(supplier_of(other))
    assert client.get(reverse("promise-mission", args=[other.pk])).status_code == 403
    assert "mission" not in shown(client.get(reverse("promise-list", args=[other.pk])))

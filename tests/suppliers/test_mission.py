"""An organisation that exists for social value describes the value of its mission in place of further pledges."""

import pytest
from django.urls import reverse

from returns.actions.opening import open_due_returns
from returns.models import ReturnLine
from suppliers.actions.answering import accept_proposal
from suppliers.actions.proposing import propose_substitution
from suppliers.checks import NotReady
from suppliers.models import Commitment, Proposal
from suppliers.promises import standing_terms
from tests.factories import ContractFactory, MeasureFactory, OrganisationFactory
from tests.returns.pages import browser, shown
from tests.suppliers.contracts import YEAR_END, active
from tests.suppliers.promise_pages import answer, step_of
from tests.suppliers.promising import agreed, officer_of, supplier_of

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


# --- Agreed, then reworded or described anew --------------------------------------------------------------------------
@pytest.fixture
def agreed_mission(contract):
    proposal = describe(browser(supplier_of(contract)), contract)
    accept_proposal(proposal=proposal, by=officer_of(contract))
    active(contract)
    return Commitment.objects.get()


def test_agreed_mission_is_reworded(contract, agreed_mission):
    supplier, officer = browser(supplier_of(contract)), browser(officer_of(contract))
    change = reverse("promise-change", args=[agreed_mission.pk])
    assert "What changes because of it and how people will know stay as agreed" in shown(supplier.get(change))
    check = supplier.post(change).url
    assert check == step_of("change", agreed_mission.pk, "check")
    page = supplier.get(check).content.decode()
    there = step_of("change", agreed_mission.pk, "mission")
    assert page.count(f'href="{there}"') == 2  # what it exists to do, and who benefits
    form = shown(supplier.get(there))
    assert "We exist so that nobody" in form and "describe your mission anew" in form
    assert "How will people know" not in form
    words = {"promise": "We exist so that everybody who leaves care has a friend.", "target_group": "Young people"}
    assert answer(supplier, "change", agreed_mission.pk, mission=words) == check
    assert "What the organisation exists to do: We exist so that everybody" in shown(supplier.get(check))
    supplier.post(check, {"reason": "Plainer words."})
    proposal = Proposal.objects.latest("pk")
    assert "everybody who leaves care" in shown(officer.get(reverse("promise-answer", args=[proposal.pk])))
    officer.post(reverse("promise-answer", args=[proposal.pk]), {"answer": "accept"})
    agreed_mission.refresh_from_db()
    assert (agreed_mission.promise, agreed_mission.is_mission) == (words["promise"], True)
    assert agreed_mission.measure.evidence_required == mission(contract)["evidence_required"]


def test_reworded_mission_about_people_who_need_protection_names_nobody(contract, agreed_mission):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-change", args=[agreed_mission.pk]))
    there = step_of("change", agreed_mission.pk, "mission")
    words = {"promise": "Ring 01632 960 001", "target_group": "Young people", "promise_checked": "on"}
    page = shown(client.post(there, words))
    assert "It looks like this names a person" in page


def test_agreed_mission_is_described_anew(contract, agreed_mission):
    client = browser(supplier_of(contract))
    replace = reverse("promise-replace", args=[agreed_mission.pk])
    assert "Describe the mission anew" in client.get(replace).content.decode()
    there = client.post(replace, {"mission": "1"}).url
    assert there == step_of("replace", agreed_mission.pk, "mission")
    assert "keep their first flat" in shown(client.get(there))  # it begins with the words that stand
    anew = mission(contract, evidence_required="Numbers of matches each quarter.")
    check = answer(client, "replace", agreed_mission.pk, mission=anew, publish={"is_publishable": "yes"})
    client.post(check, {"reason": "We count more often now."})
    accept_proposal(proposal=Proposal.objects.latest("pk"), by=officer_of(contract))
    new = Commitment.objects.get(status="agreed")
    assert new.is_mission and new.replaces == agreed_mission
    assert new.measure.evidence_required == "Numbers of matches each quarter."


def test_agreed_mission_gives_way_to_another_kind_of_promise(contract, agreed_mission):
    client = browser(supplier_of(contract))
    there = client.post(reverse("promise-replace", args=[agreed_mission.pk])).url
    assert there == step_of("replace", agreed_mission.pk, "measure")


def test_no_other_promise_is_replaced_by_a_second_mission(contract, agreed_mission):
    other = agreed(contract)
    terms = standing_terms(agreed_mission)
    with pytest.raises(NotReady, match="described already"):
        propose_substitution(commitment=other, terms=terms, reason="Better.", by=supplier_of(contract))

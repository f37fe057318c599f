"""What waits for an answer stands on the page a supplier's people land on, in its place between due soon and later."""

from decimal import Decimal

import pytest
from django.urls import reverse

from suppliers.actions.answering import decline_proposal
from suppliers.actions.drafts import keep_draft
from suppliers.actions.invitations import invite_colleague
from suppliers.actions.proposing import propose_commitment
from suppliers.actions.team import Duties
from suppliers.models import Registration
from suppliers.terms import Terms
from tests.factories import (
    ContractFactory,
    MeasureFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
)
from tests.returns.pages import browser, shown
from tests.returns.road import open_road
from tests.suppliers.contracts import YEAR_END, active, being_set_up
from tests.suppliers.joining import person
from tests.suppliers.promise_pages import answer, step_of
from tests.suppliers.promising import agreed, officer_of, propose, supplier_of

pytestmark = pytest.mark.django_db
HEADING = "Invitations and agreements waiting"


def home_of(user) -> str:
    return shown(browser(user).get(reverse("supplier-home")))


def test_promise_of_the_council_waits_for_whoever_writes_and_for_nobody_else(time_machine):
    time_machine.move_to("2026-07-10T09:00:00+00:00")
    road = open_road("count")
    contract, measure = road.contract, road.row(1).measure
    officer = OfficerRoleFactory(council=contract.council).user
    terms = Terms(promise="Plant 20 trees", measure=measure.code, target=Decimal(20))
    propose_commitment(contract=contract, terms=terms, by=officer, proportion_reason="It was in the bid.")
    viewer = MemberFactory(organisation=contract.supplier, role="viewer").user
    stranger = MemberFactory().user
    page = home_of(road.editor)
    assert HEADING in page and "Plant 20 trees" in page and contract.council.name in page
    assert "Waiting since 10 July 2026" in page
    for other in (viewer, stranger):
        assert HEADING not in home_of(other)


def test_invitation_waits_for_the_address_it_went_to(time_machine):
    time_machine.move_to("2026-07-10T09:00:00+00:00")
    invited, organisation = person(), OrganisationFactory()
    admin = MemberFactory(organisation=organisation, role="admin").user
    invite_colleague(organisation=organisation, email=invited.email, duties=Duties("editor"), by=admin)
    page = home_of(invited)
    assert f"You are invited to join the team of {organisation.name}" in page
    assert "not part of a supplier's team" not in page


def not_promised_yet():
    """A contract that is being set up, with a measure to promise by."""
    contract = ContractFactory(status="preparing", ends_on=YEAR_END)
    MeasureFactory(version=contract.framework_version)
    return contract


def with_measure():
    """A contract that is reported on, and another measure to promise by."""
    made = being_set_up()
    measure = MeasureFactory(version=made.framework_version)
    return active(made), measure


# --- Contracts on their way, and their people -------------------------------------------------------------------------
def test_contract_being_set_up_waits_for_the_supplier_until_somebody_proposes():
    contract = not_promised_yet()
    editor, viewer = supplier_of(contract), supplier_of(contract, "viewer")
    said = f"Say what you promise under “{contract.title}”"
    page = home_of(editor)
    assert f"{said} {contract.council.name}" in page
    assert reverse("contract-agreement", args=[contract.pk]) in browser(editor).get("/supplier/").content.decode()
    assert said not in home_of(viewer)
    propose(contract)
    assert said not in home_of(editor)


def test_contract_without_a_framework_asks_nothing_of_the_supplier_yet():
    contract = ContractFactory(status="preparing", framework_version=None)
    assert "Say what you promise" not in home_of(supplier_of(contract))


def test_declined_promise_leaves_the_contract_waiting_for_the_supplier():
    contract = not_promised_yet()
    decline_proposal(proposal=propose(contract), reason="Too little.", by=officer_of(contract))
    assert "Say what you promise" in home_of(supplier_of(contract))


@pytest.mark.parametrize("status", ["preparing", "active"])
def test_admins_are_asked_to_name_who_looks_after_a_contract(status):
    contract = ContractFactory(status=status, supplier_owner=None)
    admin, editor = supplier_of(contract, "admin"), supplier_of(contract)
    said = f"Name who looks after “{contract.title}”"
    assert said in home_of(admin) and said not in home_of(editor)
    contract.supplier_owner = editor
    contract.save()
    assert said not in home_of(admin)
    editor.memberships.update(role="viewer")  # can no longer act, so counts as missing
    assert said in home_of(admin)


def test_nobody_is_asked_to_name_somebody_for_a_contract_that_ended():
    contract = ContractFactory(status="ended", supplier_owner=None)
    assert "Name who looks after" not in home_of(supplier_of(contract, "admin"))


def test_organisation_that_was_not_confirmed_is_told_until_it_asks_again():
    organisation, officer = OrganisationFactory(is_provisional=True), OfficerRoleFactory().user
    admin = MemberFactory(organisation=organisation, role="admin").user
    editor = MemberFactory(organisation=organisation).user
    asked = {"organisation": organisation, "scheme": "GB-COH", "asked_by": admin}
    moments = {"asked_at": "2026-07-01T09:00:00Z", "decided_at": "2026-07-02T09:00:00Z"}
    Registration.objects.create(**asked, **moments, value="00999999", status="declined", decided_by=officer)
    said = f"{organisation.name} was not confirmed"
    page = home_of(admin)
    assert said in page and "Waiting since 2 July 2026" in page and said not in home_of(editor)
    Registration.objects.create(**asked, asked_at="2026-07-03T09:00:00Z", value="00999998")
    assert said not in home_of(admin)


# --- What was begun ---------------------------------------------------------------------------------------------------
def test_promise_that_was_begun_is_gone_on_with_from_the_page_people_land_on(time_machine):
    time_machine.move_to("2026-07-10T09:00:00+00:00")
    contract, measure = with_measure()
    editor = supplier_of(contract)
    client = browser(editor)
    answer(client, "add", contract.pk, measure={"measure": measure.code})
    page = shown(client.get(reverse("supplier-home")))
    assert f"Go on with your promise for “{contract.title}”" in page
    assert "Not sent yet. You last changed it on 10 July 2026" in page
    assert page.count(contract.title) == 1, "The title says it, and the words below it name the council only."
    assert f"“{contract.title}” {contract.council.name} Not sent yet" in page
    there = step_of("add", contract.pk, "check")
    assert f'href="{there}"' in client.get(reverse("supplier-home")).content.decode()
    assert client.get(there).url == step_of("add", contract.pk, "words")
    assert "Go on with" not in home_of(supplier_of(contract))


def test_change_is_offered_while_it_can_still_be_sent():
    contract = active(being_set_up())
    commitment, editor = agreed(contract), supplier_of(contract)
    browser(editor).post(reverse("promise-change", args=[commitment.pk]))
    said = f"Go on with your change of a promise for “{contract.title}”"
    assert said in home_of(editor)
    type(commitment).objects.filter(pk=commitment.pk).update(status="withdrawn")
    assert said not in home_of(editor)


def test_answer_with_other_terms_is_offered_until_somebody_answers():
    contract = active(being_set_up())
    proposal = propose(contract, by=officer_of(contract))
    editor = supplier_of(contract)
    answer(browser(editor), "counter", proposal.pk, words={"promise": "Take on five"})
    said = f"Go on with your answer about a promise for “{contract.title}”"
    assert said in home_of(editor)
    decline_proposal(proposal=proposal, reason="Too much.", by=supplier_of(contract))
    assert said not in home_of(editor)


def test_draft_is_not_offered_to_who_left_the_organisation_or_only_reads_now():
    contract = active(being_set_up())
    editor = supplier_of(contract)
    keep_draft(kind="add", subject=contract.pk, contract=contract, answers={"terms": {}, "done": []}, by=editor)
    assert "Go on with your promise" in home_of(editor)
    editor.memberships.update(role="viewer")
    assert "Go on with" not in home_of(editor)
    editor.memberships.all().delete()
    assert "Go on with" not in home_of(editor)


def test_signing_up_is_gone_on_with_from_the_page_people_land_on():
    newcomer = person()
    client = browser(newcomer)
    client.post(reverse("organisation-start"), {"kind": "company", "value": "01234567"})
    page = client.get(reverse("supplier-home"))
    assert "Go on signing your organisation up" in shown(page)
    assert client.get(reverse("organisation-check")).url == reverse("organisation-details")


def test_officer_finds_what_they_began_beside_what_suppliers_propose():
    contract, measure = with_measure()
    officer = browser(officer_of(contract))
    answer(officer, "add", contract.pk, measure={"measure": measure.code})
    page = shown(officer.get(reverse("promise-waiting")))
    assert "What you began" in page and f"Go on with your promise for “{contract.title}”" in page
    assert "What you began" not in shown(browser(officer_of(contract)).get(reverse("promise-waiting")))

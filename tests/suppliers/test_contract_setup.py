"""A contract is added and set up by an officer: what is stored, what is refused, and what is on record."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import sentence_for
from suppliers.actions.contract_setup import (
    Details,
    ReferenceTaken,
    Reporting,
    Words,
    change_contract,
    choose_supplier,
    create_contract,
    describe_contract,
    set_reporting,
)
from suppliers.actions.contracts import activate_contract
from suppliers.checks import NotReady, before_activating
from suppliers.models import Contract, Proposal, ServiceCategory
from suppliers.workflow import InvalidTransition
from tests.factories import (
    A_MOMENT,
    AreaFactory,
    CommitmentFactory,
    ContractFactory,
    CouncilFactory,
    DepartmentFactory,
    FrameworkVersionFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
    ServiceCategoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DATES = {"starts_on": date(2026, 4, 1), "ends_on": date(2029, 3, 31)}


@pytest.fixture
def role():
    return OfficerRoleFactory()


@pytest.fixture
def contract(role):
    return ContractFactory(council=role.council, manager=role.user, status="preparing")


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))


def as_it_is(contract, **changes) -> Details:
    """The details of a contract with some of them changed."""
    kept = {name: getattr(contract, name) for name in Details.__dataclass_fields__ if name != "categories"}
    return Details(**{**kept, **changes})


def add(role, **fields) -> Contract:
    details = Details(**{"reference": "CS-1", "title": "Advice", **fields})
    return create_contract(council=role.council, details=details, manager=role.user, by=role.user)


# --- Adding -----------------------------------------------------------------------------------------------------------
def test_contract_is_added_with_all_that_was_said(role):
    category = ServiceCategory.objects.create(council=role.council, code="ADV", label="Advice")
    version = FrameworkVersionFactory(framework__council=role.council)
    said = {
        "description": "Advice for tenants", "signed_on": date(2026, 3, 2), "value_gross": Decimal(360_000),
        "legal_basis": "PA2023", "is_light_touch": True, "framework_version": version, **DATES,
    }  # fmt: skip
    contract = add(role, categories=(category.pk,), value_net=Decimal(300_000), **said)
    contract.refresh_from_db()
    assert {name: getattr(contract, name) for name in said} == said
    assert (contract.status, contract.manager, list(contract.categories.all())) == ("preparing", role.user, [category])
    assert contract.frequency == "six_monthly", "as contracts of £100,000 a year usually report"
    assert events() == ["contract.created", "manager.named"]
    assert not OutboundEmail.objects.exists(), "who named themselves knows"


def test_contract_without_a_value_keeps_the_usual_frequency(role):
    assert add(role, **DATES).frequency == "quarterly"


def test_reference_is_the_councils_own(role):
    ContractFactory(reference="CS-1")
    assert add(role).reference == "CS-1"
    with pytest.raises(ReferenceTaken, match="Another contract of the council has this reference"):
        add(role)
    assert Contract.objects.filter(council=role.council).count() == 1


def test_reference_taken_at_the_same_moment_is_told_alike(role, contract, monkeypatch):
    """Between looking and saving somebody else may be quicker: the database sees it."""
    taken = as_it_is(ContractFactory(council=role.council, reference="CS-2"))
    monkeypatch.setattr("suppliers.actions.contract_setup._check", lambda *args: None)
    for act in (
        lambda: change_contract(contract=contract, details=as_it_is(contract, reference="CS-2"), by=role.user),
        lambda: create_contract(council=role.council, details=taken, manager=None, by=role.user),
    ):
        with pytest.raises(ReferenceTaken):
            act()


def test_only_what_the_council_has_can_be_chosen(role):
    foreign = ServiceCategory.objects.create(council=CouncilFactory(), code="ADV", label="Advice")
    version = FrameworkVersionFactory(framework__council=CouncilFactory())
    single = FrameworkVersionFactory(framework__council=role.council, framework__is_for_single_contracts=True)
    OfficerRoleFactory(user=role.user, council=version.framework.council)  # an officer there as well
    for fields in ({"categories": (foreign.pk,)}, {"framework_version": version}, {"framework_version": single}):
        with pytest.raises(NotReady):
            add(role, **fields)
    with pytest.raises(NotReady, match="cannot end before it starts"):
        add(role, starts_on=date(2026, 4, 2), ends_on=date(2026, 4, 1))
    auditor = OfficerRoleFactory(council=role.council, role="auditor").user
    for manager in (UserFactory(), auditor, OfficerRoleFactory().user):
        with pytest.raises(NotReady, match="decides for the council"):
            create_contract(
                council=role.council, details=Details(reference="CS-1", title="Advice"), manager=manager, by=role.user
            )
    assert not Contract.objects.filter(council=role.council).exists()


# --- Changing ---------------------------------------------------------------------------------------------------------
def test_change_tells_which_fields_and_figures_and_no_text(contract, role):
    details = as_it_is(contract, title="Another title", ends_on=date(2028, 3, 31), value_net=Decimal(5))
    change_contract(contract=contract, details=details, by=role.user)
    contract.refresh_from_db()
    assert (contract.title, contract.ends_on) == ("Another title", date(2028, 3, 31))
    event = AuditEvent.objects.get(event="contract.changed")
    assert event.data == {
        "fields": ["ends_on", "title", "value_net"],
        "figures": {"ends_on": ["2029-03-31", "2028-03-31"], "value_net": ["18000000.00", "5"]},
    }
    assert sentence_for(event).endswith("changed the contract: ends on, title and value without VAT")


def test_change_of_nothing_is_not_on_record(contract, role):
    change_contract(contract=contract, details=as_it_is(contract), by=role.user)
    assert events() == []


def test_framework_stays_once_something_is_promised(contract, role):
    other = FrameworkVersionFactory(framework__council=contract.council)
    change_contract(contract=contract, details=as_it_is(contract, framework_version=other), by=role.user)
    CommitmentFactory(contract=contract, status="proposed")
    third = FrameworkVersionFactory(framework__council=contract.council)
    with pytest.raises(NotReady, match="framework cannot change"):
        change_contract(contract=contract, details=as_it_is(contract, framework_version=third), by=role.user)


@pytest.mark.parametrize("status", ["active", "ended"])
def test_what_returns_rest_on_stays_once_reporting_has_started(contract, role, status):
    stale = Contract.objects.get(pk=contract.pk)
    Contract.objects.filter(pk=contract.pk).update(status=status)
    for late in (stale, Contract.objects.get(pk=contract.pk)):
        with pytest.raises(InvalidTransition):
            change_contract(contract=late, details=as_it_is(contract, title="Late"), by=role.user)
        with pytest.raises(InvalidTransition):
            set_reporting(contract=late, reporting=Reporting("annual", "contract"), by=role.user)
        with pytest.raises(InvalidTransition):
            choose_supplier(contract=late, organisation=OrganisationFactory(), by=role.user)


def test_words_of_an_active_contract_may_change(role):
    contract = ContractFactory(council=role.council, manager=role.user)
    category = ServiceCategory.objects.create(council=role.council, code="ADV", label="Advice")
    department, area = DepartmentFactory(council=role.council), AreaFactory(council=role.council)
    words = Words(title="Clearer", description="Better", categories=(category.pk,), department=department, area=area)
    describe_contract(contract=contract, words=words, by=role.user)
    contract.refresh_from_db()
    assert (contract.title, contract.description, contract.categories.get()) == ("Clearer", "Better", category)
    assert (contract.department, contract.area) == (department, area)
    assert AuditEvent.objects.get().data["fields"] == ["area", "categories", "department", "description", "title"]
    Contract.objects.update(status="ended")
    contract.refresh_from_db()
    with pytest.raises(InvalidTransition):
        describe_contract(contract=contract, words=words, by=role.user)


@pytest.mark.parametrize(
    "place",
    [
        lambda: {"categories": (ServiceCategoryFactory().pk,)},
        lambda: {"department": DepartmentFactory()},
        lambda: {"area": AreaFactory()},
    ],
    ids=["service", "department", "area"],
)
def test_contract_is_not_put_under_what_another_council_keeps(role, place):
    contract = ContractFactory(council=role.council, manager=role.user)
    with pytest.raises(NotReady, match="of the council"):
        describe_contract(contract=contract, words=Words(title="T", **place()), by=role.user)


def test_reporting_is_set_with_a_reason(contract, role):
    reporting = Reporting("one_off", "contract", date(2027, 1, 4), "Both sides want it so.")
    set_reporting(contract=contract, reporting=reporting, by=role.user)
    contract.refresh_from_db()
    assert (contract.frequency, contract.anchor, contract.one_off_due_on) == ("one_off", "contract", date(2027, 1, 4))
    assert AuditEvent.objects.get().data["fields"] == [
        "anchor", "frequency", "one_off_due_on", "proportion_reason",
    ]  # fmt: skip


# --- The supplier -----------------------------------------------------------------------------------------------------
def test_supplier_is_chosen_and_its_people_are_told(contract, role):
    organisation = OrganisationFactory()
    person = MemberFactory(organisation=organisation, role="admin").user
    choose_supplier(contract=contract, organisation=organisation, by=role.user)
    contract.refresh_from_db()
    assert (contract.supplier, contract.supplier_owner) == (organisation, None), "the other one's owner goes with it"
    assert events() == ["supplier.chosen"]
    assert [(email.to, email.subject) for email in OutboundEmail.objects.all()] == [
        (person.email, "A contract is being set up for you")
    ]
    choose_supplier(contract=contract, organisation=organisation, by=role.user)
    assert events() == ["supplier.chosen"], "choosing it again changes nothing"


def test_supplier_cannot_be_the_officers_own_or_one_that_is_not_confirmed(contract, role):
    own, party = MemberFactory(user=role.user).organisation, OrganisationFactory()
    contract.parties.create(organisation=party, role="subcontractor")
    merged = OrganisationFactory(merged_into=party)
    for organisation in (own, OrganisationFactory(is_provisional=True), merged, party):
        with pytest.raises(NotReady):
            choose_supplier(contract=contract, organisation=organisation, by=role.user)


@pytest.mark.parametrize("what", ["agreed", "with_council"])
def test_supplier_stays_once_it_has_promised_something(contract, role, what):
    commitment = CommitmentFactory(contract=contract, status="agreed" if what == "agreed" else "proposed")
    if what == "with_council":
        Proposal.objects.create(
            commitment=commitment, number=1, kind="new", side="supplier", status=what,
            proposed_at=A_MOMENT, proposed_by=contract.supplier_owner,
        )  # fmt: skip
    with pytest.raises(NotReady, match="supplier cannot change"):
        choose_supplier(contract=contract, organisation=OrganisationFactory(), by=role.user)


# --- Who may, and when reporting starts -------------------------------------------------------------------------------
def test_setting_up_is_for_officers_who_decide_and_belong_to_no_side(contract, role):
    both = MemberFactory(organisation=contract.supplier).user
    OfficerRoleFactory(council=role.council, user=both)
    strangers = [
        OfficerRoleFactory(council=role.council, role="auditor").user,
        OfficerRoleFactory().user,
        contract.supplier_owner,
        both,
    ]
    acts = [
        lambda by: change_contract(contract=contract, details=as_it_is(contract), by=by),
        lambda by: describe_contract(contract=contract, words=Words(title="T"), by=by),
        lambda by: set_reporting(contract=contract, reporting=Reporting("annual", "contract"), by=by),
        lambda by: choose_supplier(contract=contract, organisation=OrganisationFactory(), by=by),
    ]
    for act in acts:
        for person in strangers:
            with pytest.raises(PermissionDenied):
                act(person)
    for person in strangers[:3]:
        with pytest.raises(PermissionDenied):
            create_contract(
                council=role.council, details=Details(reference="CS-9", title="Advice"), manager=None, by=person
            )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"supplier_owner": None}, "Name the person who looks after the contract at the supplier"),
        ({"supplier__is_provisional": True}, "Confirm the supplier first"),
        ({"supplier_owner__is_active": False}, "Name another person at the supplier"),
        ({"manager__is_active": False}, "Name another contract manager"),
    ],
)
def test_reporting_starts_only_with_a_confirmed_supplier_and_people_who_can_act(contract, change, said):
    lead = OfficerRoleFactory(council=contract.council, role="social_value_lead").user
    assert before_activating(contract) == []
    for path, value in change.items():
        *way, name = path.split("__")
        thing = getattr(contract, way[0]) if way else contract
        setattr(thing, name, value)
        thing.save()
    with pytest.raises(NotReady, match=said) as refused:
        activate_contract(contract=contract, by=lead)
    assert len(refused.value.problems) == 1

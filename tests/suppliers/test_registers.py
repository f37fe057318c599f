"""An officer brings a register of contracts: every row is right or explained, and what is read is what is done."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.utils import timezone

from accounts.models import OfficerRole, OutboundEmail
from audit.models import AuditEvent
from suppliers.actions import register_steps
from suppliers.actions.registers import drop_old_registers, leave_register, match_columns, take_in_register
from suppliers.checks import NotReady
from suppliers.models import (
    Contract,
    ContractParty,
    Organisation,
    OrganisationIdentifier,
    RegisterFile,
)
from suppliers.registers.pipeline import work_on_registers
from suppliers.registers.shown import page_of, without_supplier
from suppliers.workflow import InvalidTransition
from tests.factories import ContractFactory, DepartmentFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.suppliers.registering_files import (
    CONTRACT_HEADINGS,
    as_csv,
    brought,
    counts,
    looked_through,
    many,
    problems_of,
    remarks_of,
    state,
    taken_in,
    worked,
)
from tests.tables.hostile import of_errors, of_text

pytestmark = pytest.mark.django_db
GOOD = ["PAR-1", "Grounds of the parks", "Invented Gardens Ltd", "1234567", "01/04/2026", "31/03/2029", "£54,393.60"]


@pytest.fixture
def officer():
    return OfficerRoleFactory()


def about(officer) -> dict:
    return {"council": officer.council, "by": officer.user}


# --- What rows become -------------------------------------------------------------------------------------------------
def test_row_becomes_a_contract_with_its_supplier_and_an_event(officer):
    register = looked_through(as_csv([GOOD]), **about(officer))
    assert counts(register) == {"new": 1} and not Contract.objects.exists()
    register = taken_in(as_csv([GOOD]), **about(officer))
    contract = Contract.objects.get()
    assert (contract.council, contract.status, contract.reference) == (officer.council, "preparing", "PAR-1")
    assert (contract.starts_on, contract.ends_on) == (date(2026, 4, 1), date(2029, 3, 31))
    assert contract.value_net == Decimal("54393.60") and contract.frequency == "annual"
    assert contract.supplier.name == "Invented Gardens Ltd"
    assert str(contract.supplier.identifiers.get()) == "GB-COH-01234567"
    event = AuditEvent.objects.get(event="contract.registered")
    assert (event.actor, event.data["row"]) == (officer.user, 2)
    assert (register.status, register.taken) == (RegisterFile.Status.TAKEN, 1)
    told = AuditEvent.objects.filter(subject_id=str(register.pk)).order_by("pk")
    assert list(told.values_list("event", flat=True)) == [
        "register.brought", "register.looked_through", "register.confirmed", "register.taken_in",
    ]  # fmt: skip
    subjects = list(OutboundEmail.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects[-1] == "Your file has been taken in"


def test_same_file_again_changes_nothing(officer):
    taken_in(many(3), **about(officer))
    before = state()
    register = looked_through(many(3), **about(officer))
    assert counts(register) == {"unchanged": 3}
    with pytest.raises(NotReady, match="Nothing in this file"):
        take_in_register(register=register, only_if_all=False, by=officer.user)
    assert {**state(), "rows": []} == {**before, "rows": []}


def test_empty_cells_take_nothing_away_and_others_show_before_and_after(officer):
    department = DepartmentFactory(council=officer.council, name="Parks & streets")
    taken_in(as_csv([GOOD]), **about(officer))
    headings = ("Reference", "Title", "End date", "Value", "Department")
    content = as_csv([["PAR-1", "", "31.3.2030", "", "parks &amp; Streets"]], headings=headings)
    register = looked_through(content, **about(officer))
    (shown,) = page_of(register, "changed", start=0).rows
    assert shown.changes == [("Last day", "31 March 2029", "31 March 2030"), ("Department", "", "Parks & streets")]
    taken_in(content, **about(officer))
    contract = Contract.objects.get()
    assert (contract.title, contract.ends_on, contract.department) == (GOOD[1], date(2030, 3, 31), department)
    assert contract.value_net == Decimal("54393.60")
    event = AuditEvent.objects.get(event="contract.changed")
    assert event.data["fields"] == ["department", "ends_on"]
    assert event.data["figures"] == {"ends_on": ["2029-03-31", "2030-03-31"]}


def test_contract_that_is_reported_on_changes_its_words_alone(officer):
    active = ContractFactory(council=officer.council, reference="A-1", title="Old")
    ended = ContractFactory(council=officer.council, reference="A-2", status="ended")
    headings = ("Reference", "Title", "Value")
    rows = [["A-1", "Better words", "18000000"], ["A-2", ended.title, "5"]]
    register = taken_in(as_csv(rows, headings=headings), **about(officer))
    active.refresh_from_db()
    assert active.title == "Better words" and "has ended" in problems_of(register, 3)[0]
    register = looked_through(as_csv([["A-1", "Other", "17"]], headings=headings), **about(officer))
    assert "is reported on already" in problems_of(register, 2)[0]


def test_register_reaches_no_contract_of_another_council(officer):
    theirs = ContractFactory(reference="PAR-1", title="Theirs")
    register = taken_in(as_csv([GOOD]), **about(officer))
    theirs.refresh_from_db()
    assert counts(register) == {"new": 1} and theirs.title == "Theirs"
    assert Contract.objects.filter(reference="PAR-1").count() == 2


def test_row_about_a_contract_that_stood_already_in_the_file(officer):
    other = [*GOOD[:1], "Something else", *GOOD[2:]]
    register = looked_through(as_csv([GOOD, GOOD, other]), **about(officer))
    assert counts(register) == {"new": 1, "unchanged": 1, "wrong": 1}
    assert remarks_of(register, 3)[-1] == "Row 2 says the same"
    assert "Row 2 is about the same" in problems_of(register, 4)[0]


def test_row_without_what_is_needed_says_how_to_mend_it(officer):
    rows = [
        ["", "No reference", "", "", "", "", ""],
        ["R-2", "", "", "", "", "", ""],
        ["R-3", "Dates", "", "", "32/13/2026", "soon", ""],
        ["R-4", "Order", "", "", "01/04/2027", "01/04/2026", ""],
        ["R-5", "Money", "", "", "", "", "12,34"],
        ["R-6", "Number", "", "12AB", "", "", "-5"],
    ]
    register = looked_through(as_csv(rows), **about(officer))
    assert counts(register) == {"wrong": 6}
    said = [" ".join(problems_of(register, number)) for number in range(2, 8)]
    for words, text in zip(
        ("Enter the reference", "Enter the title", "no real day", "before the first day", "12,34", "company number"),
        said,
        strict=True,
    ):
        assert words in text
    assert "“soon” is no day" in said[2] and "“-5” is no amount" in said[5]


# --- Suppliers --------------------------------------------------------------------------------------------------------
def test_supplier_is_recognised_by_number_and_never_by_name(officer):
    known = OrganisationFactory(name="Another name here")
    OrganisationIdentifier.objects.create(organisation=known, scheme="GB-COH", value="01234567")
    OrganisationFactory(name="Namesake Ltd")
    rows = [GOOD, ["PAR-2", "Benches", "Namesake Ltd", "", "", "", ""]]
    register = taken_in(as_csv(rows), **about(officer))
    first, second = Contract.objects.order_by("reference")
    assert first.supplier == known and known.name == "Another name here" and second.supplier is None
    assert list(without_supplier(officer.user, register)) == [second]
    assert "A person must choose the supplier" in remarks_of(register, 3)[0]
    assert Organisation.objects.count() == 2


def test_suppliers_as_contracts_finder_writes_them(officer):
    cell = (
        "[First &amp; Sons Ltd|1 Road|COMPANIES_HOUSE|7654321|Yes|No]"
        "[Second CIC|2 Road|COMPANIES_HOUSE|07654322|Yes|Yes][Third|3 Road|NONE||No|No]"
    )
    headings = (
        *("Notice Identifier", "Title", "Start Date", "Contract start date", "Awarded Value"),
        "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]",
    )
    rows = [["CF-1", "Minibuses", "01/01/2020", "1 May 2026", "0", cell]]
    register = taken_in(as_csv(rows, headings=headings), **about(officer))
    contract = Contract.objects.get()
    assert (contract.starts_on, contract.value_net) == (date(2026, 5, 1), None)
    assert (contract.supplier.name, contract.supplier.is_sme) == ("First & Sons Ltd", True)
    assert [party.organisation.name for party in contract.parties.all()] == ["Second CIC"]
    assert ContractParty.objects.get().organisation.is_vcse
    remarks = " ".join(remarks_of(register, 2))
    assert "1 further supplier has" in remarks and "A value of 0" in remarks


def test_officer_sets_up_no_contract_with_an_organisation_of_their_own(officer):
    own = MemberFactory(user=officer.user).organisation
    OrganisationIdentifier.objects.create(organisation=own, scheme="GB-COH", value="01234567")
    register = looked_through(as_csv([GOOD]), **about(officer))
    assert "Ask a colleague" in problems_of(register, 2)[0]


# --- Columns ----------------------------------------------------------------------------------------------------------
def test_headings_stand_below_a_title_and_what_was_chosen_is_remembered(officer):
    lines = [["Contracts register of the council"], [], ["As of", "1 June 2026"], ["Ref", "Bought", "Title"]]
    content = "\n".join(",".join(line) for line in [*lines, ["X-1", "Salt", "Winter"]]).encode()
    register = brought(content, **about(officer))
    assert (register.heading_row, register.columns) == (4, {"reference": 0, "title": 2})
    assert register.samples == ["X-1", "Salt", "Winter"]
    match_columns(register=register, columns={"reference": 0, "title": 1}, counts_from_1904=True, by=officer.user)
    assert worked(register).rows.get().title == "Salt"
    again = brought(content, **about(officer))
    assert again.columns == {"reference": 0, "title": 1} and again.counts_from_1904
    elsewhere = brought(content, **about(OfficerRoleFactory()))
    assert elsewhere.columns == {"reference": 0, "title": 2}


@pytest.mark.parametrize(
    ("title", "between"), [("Larkfield Council | Contracts register", ","), ("Register, 2026", ";")]
)
def test_title_with_another_sign_than_stands_between_the_cells_hides_no_headings(officer, title, between):
    lines = [["Ref", "Bought", "Title"], ["X-1", "Salt", "Winter"]]
    content = "\n".join([title, *(between.join(line) for line in lines)]).encode()
    register = brought(content, **about(officer))
    assert (register.heading_row, register.headings) == (2, ["Ref", "Bought", "Title"])


def test_nothing_is_looked_through_without_the_columns_that_are_needed(officer):
    register = brought(as_csv([["a", "b"]], headings=("Colour", "Size")), **about(officer))
    with pytest.raises(NotReady, match="Choose the column for: your reference"):
        match_columns(register=register, columns={"title": 0}, counts_from_1904=False, by=officer.user)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"%PDF-1.7 no table", "not_a_table"),
        (b"\n\n", "empty"),
        (b"just one word\n", "no_headings"),
        (of_errors(1_001), "too_many_errors"),
        (of_text("Winter _x0000_ salt"), "controls"),
    ],
    ids=["no table", "empty", "no headings", "errors", "controls"],
)
def test_file_that_is_no_register_is_refused_in_words_and_deleted(officer, content, fault):
    register = brought(content, **about(officer))
    assert (register.status, register.fault) == (RegisterFile.Status.REFUSED, fault)
    assert AuditEvent.objects.get(event="register.refused").data == {"fault": fault}
    assert OutboundEmail.objects.get().subject == "Your file could not be read"


# --- Taking in --------------------------------------------------------------------------------------------------------
def test_row_that_would_do_something_else_by_now_is_not_done(officer):
    register = looked_through(many(3), **about(officer))
    ContractFactory(council=officer.council, reference="R-0", title="Written by somebody meanwhile")
    ContractFactory(council=officer.council, reference="R-1", title="Contract 1", value_net=1000, status="preparing",
                    supplier=None)  # fmt: skip
    take_in_register(register=register, only_if_all=True, by=officer.user)
    assert counts(worked(register)) == {"new": 1, "wrong": 2}
    assert (register.taken, register.status) == (1, "taken")
    assert "Things have changed here" in problems_of(register, 3)[0]


def test_rows_are_taken_in_only_while_the_person_has_the_right(officer):
    register = looked_through(many(3), **about(officer))
    take_in_register(register=register, only_if_all=True, by=officer.user)
    OfficerRole.objects.filter(pk=officer.pk).update(role=OfficerRole.Role.AUDITOR)
    assert (worked(register).status, register.fault, Contract.objects.count()) == ("taken", "not_allowed", 0)
    with pytest.raises(PermissionDenied):
        leave_register(register=register, by=OfficerRoleFactory().user)


def test_rows_that_were_left_when_the_right_was_lost_do_not_count_as_taken_in(officer, monkeypatch):
    monkeypatch.setattr(register_steps, "BATCH", 2)
    register = looked_through(as_csv([[f"R-{n}", f"Contract {n}", *[""] * 5] for n in range(5)]), **about(officer))
    take_in_register(register=register, only_if_all=True, by=officer.user)
    register_steps.claim_register(register=register)
    register_steps.take_in_batch(register=register)
    register_steps.put_back_register(register=register)
    ContractFactory(council=officer.council, reference="R-4", status="preparing", supplier=None)
    OfficerRole.objects.filter(pk=officer.pk).update(role=OfficerRole.Role.AUDITOR)
    assert (worked(register).fault, register.taken, register.taken_to) == ("not_allowed", 2, 3)
    assert [one.reference for one in without_supplier(officer.user, register)] == ["R-0", "R-1"]


def test_only_if_all_are_right(officer):
    register = looked_through(as_csv([GOOD, ["", "x", "", "", "", "", ""]]), **about(officer))
    with pytest.raises(NotReady, match="Not every row is right"):
        take_in_register(register=register, only_if_all=True, by=officer.user)


def test_second_file_of_a_council_is_told_to_wait(officer):
    first, second = (looked_through(many(count), **about(officer)) for count in (1, 2))
    take_in_register(register=first, only_if_all=True, by=officer.user)
    with pytest.raises(NotReady, match="Another file is being taken in"):
        take_in_register(register=second, only_if_all=True, by=officer.user)
    with pytest.raises(InvalidTransition):
        leave_register(register=first, by=officer.user)
    elsewhere = OfficerRoleFactory()
    other = looked_through(many(1), **about(elsewhere))
    take_in_register(register=other, only_if_all=True, by=elsewhere.user)
    worked(first)
    take_in_register(register=second, only_if_all=False, by=officer.user)
    assert work_on_registers() == 2
    assert Contract.objects.count() == 3


# --- Leaving and forgetting -------------------------------------------------------------------------------------------
def lying() -> set[str]:
    """The names of what lies in the storage of registers."""
    try:
        return set(storages["evidence"].listdir("registers")[1])
    except FileNotFoundError:
        return set()


def test_file_is_gone_once_it_is_taken_in_left_or_old(officer, django_capture_on_commit_callbacks):
    before = lying()
    with django_capture_on_commit_callbacks(execute=True):
        taken_in(many(1), **about(officer))
        left, old = (looked_through(many(2), **about(officer)) for _file in range(2))
        leave_register(register=left, by=officer.user)
    assert lying() - before == {str(old.pk)} and RegisterFile.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=29)), django_capture_on_commit_callbacks(execute=True):
        storages["evidence"].save("registers/stray", storages["evidence"].open(f"registers/{old.pk}"))
        assert drop_old_registers() == 2
    assert not RegisterFile.objects.exists() and str(old.pk) not in lying()
    assert AuditEvent.objects.filter(event="register.left").count() == 1
    assert CONTRACT_HEADINGS[0] not in str(list(AuditEvent.objects.values_list("data", flat=True)))

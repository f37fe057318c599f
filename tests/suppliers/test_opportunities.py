"""The opportunity log: which hosts may be offered, what adds up, and that what was recorded stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from audit.models import AuditEvent
from framework.hidden_counts import Hidden
from suppliers.actions.hosts import add_host, change_host, retire_host
from suppliers.actions.opportunities import add_opportunity, change_opportunity, end_opportunity, record_steps
from suppliers.checks import NotReady
from suppliers.models import Contract, Host, Opportunity, OpportunityStep, WhyNot
from suppliers.opportunities import Totals, public_totals, totals_of_period
from suppliers.workflow import InvalidTransition
from tests.factories import AreaFactory, ContractFactory, MemberFactory, OfficerRoleFactory
from tests.suppliers.opportunity_log import FIRST, LAST, SOUGHT, a_host, an_opportunity, details, host_details

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 7, 10), date(2026, 6, 10)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to("2026-07-10T10:00:00+01:00", tick=False)


@pytest.fixture
def contract():
    return ContractFactory()


@pytest.fixture
def editor(contract):
    return contract.supplier_owner


@pytest.fixture
def opportunity(contract, editor):
    return an_opportunity(a_host(contract, editor), editor)


def said(error) -> list[tuple[str, str]]:
    """The fields and the sentences of what is wrong."""
    return [(problem.field, problem.message) for problem in error.value.problems]


def events() -> list[tuple[str, dict]]:
    """What happened in the log, with its data."""
    log = AuditEvent.objects.filter(event__regex=r"^(host|hosts|opportunity)\.").order_by("pk")
    return list(log.values_list("event", "data"))


# --- Hosts whose checks do not hold -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("host", "starts_on", "sentence"),
    [
        (
            {"dbs_renew_on": date(2026, 6, 14)}, date(2026, 6, 15),
            "The DBS check of the host holds until 14 June 2026, so nothing can start there on 15 June 2026",
        ),
        (
            {"insurance_ends_on": date(2026, 6, 14)}, date(2026, 6, 15),
            "The insurance of the host ends on 14 June 2026, so nothing can start there on 15 June 2026",
        ),
        (
            {"dbs_checked_on": date(2026, 6, 20)}, date(2026, 6, 15),
            "The DBS check of the host is from 20 June 2026, so nothing can start there on 15 June 2026",
        ),
    ],
)  # fmt: skip
def test_nothing_starts_at_a_host_whose_checks_do_not_hold_on_that_day(contract, editor, host, starts_on, sentence):
    host = a_host(contract, editor, **host)
    with pytest.raises(NotReady) as error:
        an_opportunity(host, editor, starts_on=starts_on)
    assert said(error) == [("starts_on", sentence)]
    assert not Opportunity.objects.exists() and not OpportunityStep.objects.exists()


@pytest.mark.parametrize(
    "host", [{"dbs_renew_on": FIRST}, {"insurance_ends_on": FIRST}, {"dbs_checked_on": FIRST}], ids=str
)
def test_checks_hold_on_their_first_and_last_day(contract, editor, host):
    assert an_opportunity(a_host(contract, editor, **host), editor).starts_on == FIRST


def test_role_that_needs_no_check_starts_without_one(contract, editor):
    host = a_host(contract, editor, dbs_level="none", dbs_checked_on=None, dbs_renew_on=None)
    assert an_opportunity(host, editor).status == "sought"


def test_first_day_cannot_move_to_where_the_checks_end(contract, editor):
    opportunity = an_opportunity(a_host(contract, editor, insurance_ends_on=date(2026, 7, 31)), editor)
    with pytest.raises(NotReady, match="The insurance of the host ends on 31 July 2026"):
        change_opportunity(opportunity=opportunity, details=details(starts_on=date(2026, 8, 1)), by=editor)


def test_nobody_begins_after_the_checks_ended_and_others_can_still_be_counted(contract, editor):
    host = a_host(contract, editor, dbs_renew_on=date(2026, 6, 30))
    opportunity = an_opportunity(host, editor)
    record_steps(opportunity=opportunity, on=DAY, counts={"offered": 3, "taken_up": 1}, by=editor)
    for counts in ({"taken_up": 1}, {"offered": 1}):
        with pytest.raises(NotReady, match="The DBS check of the host holds until 30 June 2026"):
            record_steps(opportunity=opportunity, on=TODAY, counts=counts, by=editor)
    record_steps(opportunity=opportunity, on=TODAY, counts={"choice": 1}, by=editor)
    assert (
        change_opportunity(opportunity=opportunity, details=details(title="Hen keeper"), by=editor).title
        == "Hen keeper"
    )


def test_retired_host_takes_nobody_names_nobody_and_never_changes(contract, editor):
    host = a_host(contract, editor)
    retire_host(host=host, by=editor)
    host = Host.objects.get()
    assert (host.contact_name, host.contact_email) == ("", "")
    with pytest.raises(NotReady, match="The host was retired from the log"):
        an_opportunity(host, editor)
    for act in (
        lambda: retire_host(host=host, by=editor),
        lambda: change_host(host=host, details=host_details(), by=editor),
    ):
        with pytest.raises(InvalidTransition):
            act()
    with pytest.raises(IntegrityError), transaction.atomic():
        Host.objects.update(name="Another")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"outward_postcode": ""}, "outward_postcode"),
        ({"dbs_checked_on": None}, "dbs_checked_on"),
        ({"dbs_checked_on": date(2026, 7, 11)}, "dbs_checked_on"),
        ({"dbs_renew_on": None}, "dbs_renew_on"),
        ({"dbs_renew_on": date(2026, 1, 12)}, "dbs_renew_on"),
        ({"dbs_level": "none"}, "dbs_level"),
        ({"name": "Farm, call 0116 496 0000"}, "name"),
        ({"contact_name": "NHS 943 476 5919"}, "contact_name"),
    ],
    ids=str,
)
def test_host_with_something_missing_or_out_of_order_is_refused(contract, editor, wrong, field):
    with pytest.raises(NotReady) as error:
        a_host(contract, editor, **wrong)
    assert [name for name, _sentence in said(error)] == [field]


def test_host_stands_once_in_a_log_and_in_an_area_of_its_own_council(contract, editor):
    a_host(contract, editor, area_id=AreaFactory(council=contract.council).pk)
    with pytest.raises(NotReady, match="in the log already"):
        a_host(contract, editor)
    with pytest.raises(NotReady, match="Choose an area of the council"):
        a_host(contract, editor, name="Another", area_id=AreaFactory().pk)


# --- What adds up -----------------------------------------------------------------------------------------------------
def test_status_follows_what_is_counted(opportunity, editor):
    steps = [
        ({"offered": 3}, False, "offered"),
        ({"travel": 1}, False, "not_taken_up"),
        ({"taken_up": 2}, False, "taken_up"),
        ({"taken_up": 2}, True, "not_taken_up"),
        ({"travel": 1}, True, "offered"),
        ({"offered": 3}, True, "sought"),
    ]
    for counts, is_mistake, status in steps:
        record_steps(opportunity=opportunity, on=DAY, counts=counts, is_mistake=is_mistake, by=editor)
        opportunity.refresh_from_db()
        assert opportunity.status == status, counts
    assert (opportunity.offered, opportunity.taken_up, opportunity.not_taken_up) == (0, 0, 0)
    assert OpportunityStep.objects.count() == 1 + len(steps)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"offered": 6}, "That makes 6 offered, and there are only 5 places"),
        ({"offered": 2, "taken_up": 3}, "That makes 3 taken up, and only 2 were offered"),
        (
            {"offered": 4, "taken_up": 3, "travel": 2, "choice": 1},
            "That makes 6 taken up or not taken up, and there are only 5 places",
        ),
        ({}, "Enter at least one number"),
        ({"offered": 0}, "Enter at least one number"),
    ],
)
def test_more_than_there_are_places_is_refused(opportunity, editor, counts, sentence):
    with pytest.raises(NotReady) as error:
        record_steps(opportunity=opportunity, on=DAY, counts=counts, by=editor)
    assert [words for _field, words in said(error)] == [sentence]
    assert OpportunityStep.objects.count() == 1


def test_database_itself_refuses_more_than_there_are_places(opportunity):
    for wrong in ({"offered": 6}, {"taken_up": 1}, {"not_taken_up": 6}, {"places": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opportunity.objects.update(**wrong)


def test_only_what_was_recorded_on_a_day_is_taken_away_from_it(opportunity, editor):
    record_steps(opportunity=opportunity, on=DAY, counts={"offered": 2}, by=editor)
    for on, counts in ((DAY, {"offered": 3}), (DAY + timedelta(days=1), {"offered": 1})):
        with pytest.raises(NotReady, match=r"Offered: only [02] were recorded on that day"):
            record_steps(opportunity=opportunity, on=on, counts=counts, is_mistake=True, by=editor)


@pytest.mark.parametrize(
    ("on", "counts", "sentence"),
    [
        (TODAY + timedelta(days=1), {"offered": 1}, "The day cannot be in the future"),
        (SOUGHT - timedelta(days=1), {"offered": 1}, "The day cannot be before the day you agreed it with the host"),
        (SOUGHT, {"offered": 1, "taken_up": 1}, "Nobody can take it up before its first day or after its last day"),
    ],
)
def test_day_on_which_it_cannot_have_happened_is_refused(opportunity, editor, on, counts, sentence):
    with pytest.raises(NotReady) as error:
        record_steps(opportunity=opportunity, on=on, counts=counts, by=editor)
    assert said(error) == [("on", sentence)]


@pytest.mark.parametrize(
    ("wrong", "sought_on", "field"),
    [
        ({}, TODAY + timedelta(days=1), "sought_on"),
        ({}, FIRST + timedelta(days=1), "starts_on"),
        ({"ends_on": FIRST - timedelta(days=1)}, SOUGHT, "ends_on"),
        ({"title": "Helping with NHS number 943 476 5919"}, SOUGHT, "title"),
    ],
    ids=str,
)
def test_opportunity_out_of_order_is_refused(contract, editor, wrong, sought_on, field):
    with pytest.raises(NotReady) as error:
        an_opportunity(a_host(contract, editor), editor, sought_on=sought_on, **wrong)
    assert field in [name for name, _sentence in said(error)]


def test_nothing_is_counted_that_is_not_on_the_list(opportunity, editor):
    for counts in ({"bullied": 1}, {"sought": 1}, {"offered": -1}):
        with pytest.raises(ValueError, match="on the list"):
            record_steps(opportunity=opportunity, on=DAY, counts=counts, by=editor)


def test_places_cannot_be_fewer_than_are_used(opportunity, editor):
    record_steps(opportunity=opportunity, on=DAY, counts={"offered": 4, "travel": 4}, by=editor)
    with pytest.raises(NotReady, match="only 3 places"):
        change_opportunity(opportunity=opportunity, details=details(places=3), by=editor)
    assert change_opportunity(opportunity=opportunity, details=details(places=4), by=editor).places == 4


# --- Who, and what stays ----------------------------------------------------------------------------------------------
def test_only_who_writes_for_the_supplier_keeps_the_log(contract, editor, opportunity):
    host = opportunity.host
    strangers = [
        MemberFactory(organisation=contract.supplier, role="viewer").user,
        MemberFactory().user,
        contract.manager,
        OfficerRoleFactory(council=contract.council, role="social_value_lead").user,
    ]
    for person in strangers:
        for act in (
            lambda by: add_host(contract=contract, details=host_details(name="Another"), by=by),
            lambda by: change_host(host=host, details=host_details(name="Another"), by=by),
            lambda by: retire_host(host=host, by=by),
            lambda by: add_opportunity(host=host, sought_on=SOUGHT, details=details(), by=by),
            lambda by: change_opportunity(opportunity=opportunity, details=details(places=4), by=by),
            lambda by: record_steps(opportunity=opportunity, on=DAY, counts={"offered": 1}, by=by),
            lambda by: end_opportunity(opportunity=opportunity, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(person)


def test_log_of_a_contract_that_ended_stays_as_it_is(contract, editor, opportunity):
    Contract.objects.update(status="ended")
    contract.refresh_from_db()
    with pytest.raises(InvalidTransition):
        record_steps(opportunity=opportunity, on=DAY, counts={"offered": 1}, by=editor)
    with pytest.raises(InvalidTransition):
        add_host(contract=contract, details=host_details(name="Another"), by=editor)


def test_what_was_recorded_and_what_has_ended_never_changes(opportunity, editor):
    record_steps(opportunity=opportunity, on=DAY, counts={"offered": 1}, by=editor)
    changes = [
        lambda: OpportunityStep.objects.update(count=9), lambda: OpportunityStep.objects.all().delete(),
        lambda: Opportunity.objects.update(sought_on=date(2026, 5, 5)),
        lambda: Opportunity.objects.all()._raw_delete("default"),
        lambda: Host.objects.all()._raw_delete("default"),
    ]  # fmt: skip
    end_opportunity(opportunity=opportunity, by=editor)
    for change in (*changes, lambda: Opportunity.objects.update(title="Another")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(InvalidTransition):
        record_steps(opportunity=opportunity, on=DAY, counts={"offered": 1}, by=editor)


def test_opportunity_added_by_mistake_no_longer_counts_as_sought(contract, opportunity, editor):
    record_steps(opportunity=opportunity, on=DAY, counts={"offered": 1}, by=editor)
    with pytest.raises(NotReady, match="Take away first what was recorded of it"):
        end_opportunity(opportunity=opportunity, is_mistake=True, by=editor)
    record_steps(opportunity=opportunity, on=DAY, counts={"offered": 1}, is_mistake=True, by=editor)
    end_opportunity(opportunity=opportunity, is_mistake=True, by=editor)
    assert totals_of_period(contract.pk, starts_on=date(2026, 4, 1), ends_before=date(2026, 7, 11)) == Totals()


def test_history_holds_figures_and_no_names(contract, editor, opportunity):
    host = opportunity.host
    change_host(host=host, details=host_details(name="City Farm", insurance_ends_on=date(2027, 1, 31)), by=editor)
    change_opportunity(opportunity=opportunity, details=details(places=4), by=editor)
    record_steps(opportunity=opportunity, on=DAY, counts={"offered": 2, "taken_up": 1, "travel": 1}, by=editor)
    end_opportunity(opportunity=opportunity, by=editor)
    retire_host(host=host, by=editor)
    dates = {"starts_on": str(FIRST), "ends_on": str(LAST)}
    assert events() == [
        ("host.added", {}),
        ("opportunity.added", {"places": 5}),
        ("host.changed", {"insurance_ends_on": "2027-01-31"}),
        ("opportunity.changed", {"before": {"places": 5, **dates}, "after": {"places": 4, **dates}}),
        ("opportunity.recorded", {"on": "2026-06-10", "offered": 2, "taken_up": 1, "not_taken_up": 1}),
        ("opportunity.ended", {"is_mistake": False}),
        ("host.retired", {}),
    ]
    assert {event.trail for event in AuditEvent.objects.filter(event__startswith="host.")} == {contract.audit_trail}


# --- Totals -----------------------------------------------------------------------------------------------------------
def test_totals_of_a_period_count_what_happened_in_it(contract, opportunity, editor):
    record_steps(
        opportunity=opportunity, on=date(2026, 6, 30), counts={"offered": 2, "taken_up": 1, "travel": 1}, by=editor
    )
    record_steps(opportunity=opportunity, on=date(2026, 7, 1), counts={"offered": 2, "choice": 1}, by=editor)
    an_opportunity(a_host(ContractFactory(supplier=contract.supplier), editor), editor)
    spring = totals_of_period(contract.pk, starts_on=date(2026, 4, 1), ends_before=date(2026, 7, 1))
    summer = totals_of_period(contract.pk, starts_on=date(2026, 7, 1), ends_before=date(2026, 10, 1))
    assert spring == Totals(sought=1, offered=2, taken_up=1, reasons={"travel": 1})
    assert summer == Totals(sought=0, offered=2, taken_up=0, reasons={"choice": 1})
    assert [spring.figure_for(code) for code in ("M8.01", "M8.02", "M8.03", "M8.04")] == [1, 2, 1, None]


def test_public_totals_hide_what_is_small_and_what_would_give_it_away():
    shown = public_totals(Totals(sought=12, offered=40, taken_up=30, reasons={"travel": 7, "health": 3}))
    assert shown["health"] is Hidden.FEWER_THAN_5 and shown["sought"] == 12 and shown["language"] == 0
    assert isinstance(shown["travel"], Hidden) or isinstance(shown["not_taken_up"], Hidden)


@given(
    st.integers(0, 30), st.integers(0, 12), st.integers(0, 8),
    st.dictionaries(st.sampled_from(WhyNot.values), st.integers(1, 8), max_size=3),
)  # fmt: skip
def test_no_small_number_is_ever_public(sought, taken_up, more, reasons):
    totals = Totals(sought=sought, offered=taken_up + more, taken_up=taken_up, reasons=reasons)
    assert not [count for count in public_totals(totals).values() if not isinstance(count, Hidden) and 0 < count < 5]

"""Returns open by themselves on the first day of their period, once, with the targets in force."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from audit.models import AuditEvent
from audit.queries import sentence_for
from returns.actions import opening
from returns.actions.answering import Figure
from returns.actions.correcting import approve_correction
from returns.actions.opening import open_due_returns, open_return
from returns.actions.reviewing import Decision
from returns.actions.waiving import waive_period
from returns.models import Answer, ContractFigure, Correction, Revision, SupplierReturn
from returns.tasks import open_returns
from suppliers.models import Commitment, Contract, ReportingPeriod
from suppliers.workflow import InvalidTransition
from tests.returns.road import CLAIMS, agree, correct, decide, decided, finish, open_road, send, take

pytestmark = pytest.mark.django_db
APRIL, JULY = date(2026, 4, 1), date(2026, 7, 1)


@pytest.fixture
def road():
    return open_road("count", "percent", "narrative")


def test_open_makes_a_draft_with_a_line_and_an_empty_answer_for_each_promise(road):
    opened = SupplierReturn.objects.get()
    period = road.contract.periods.get(number=1)
    assert (opened.period, opened.status, opened.opened_on, opened.due_on) == (period, "draft", APRIL, period.due_on)
    assert (opened.supplier, opened.council) == (road.contract.supplier, road.contract.council)
    assert (opened.line_count, opened.answered_count) == (3, 0)
    assert Revision.objects.get().number == 1
    assert [(row.number, row.line.target) for row in road.sheet().rows] == [(1, 24), (2, 100), (3, None)]
    assert Answer.objects.filter(claimed=None, figure_done=False).count() == 3
    assert list(ContractFigure.objects.order_by("measure").values_list("promised", "claimed", "verified")) == [
        (24, None, None),
        (100, None, None),
        (0, None, None),
    ]


def test_open_is_on_record_as_the_portals_own_act(road):
    event = AuditEvent.objects.get(event="return.opened")
    assert event.actor is None and event.council_id == road.contract.council_id
    assert sentence_for(event).startswith("The portal opened the return for 1 April 2026")


def test_open_again_changes_nothing(road):
    assert open_due_returns(today=APRIL) == 0
    assert open_due_returns(today=JULY) == 1
    assert open_due_returns(today=JULY) == 0
    assert SupplierReturn.objects.count() == 2


def test_open_of_one_period_twice_is_refused(road):
    period = road.contract.periods.get(number=1)
    with pytest.raises(InvalidTransition):
        open_return(period=period, today=APRIL)
    stale = ReportingPeriod.objects.get(number=2)
    waive_period(period=ReportingPeriod.objects.get(number=2), reason="No placements", by=road.officer)
    with pytest.raises(InvalidTransition):
        open_return(period=stale, today=JULY)
    assert SupplierReturn.objects.count() == 1


def test_open_is_not_for_waived_periods(road):
    waive_period(period=ReportingPeriod.objects.get(number=2), reason="No placements", by=road.officer)
    assert open_due_returns(today=date(2026, 9, 30)) == 0
    assert open_due_returns(today=date(2026, 10, 1)) == 1


@pytest.mark.parametrize("status", ["preparing", "ended"])
def test_open_is_only_for_active_contracts(road, status):
    Contract.objects.update(status=status)
    assert open_due_returns(today=JULY) == 0


def test_open_is_not_for_contracts_without_agreed_promises(road):
    Commitment.objects.update(status="withdrawn")
    assert open_due_returns(today=JULY) == 0
    assert ReportingPeriod.objects.get(number=2).opened_on is None


def test_open_is_not_for_periods_that_no_promise_concerns(road):
    """A promise that begins later makes no empty return before it."""
    Commitment.objects.update(starts_on=date(2026, 10, 1))
    assert open_due_returns(today=date(2026, 9, 30)) == 0
    assert open_due_returns(today=date(2026, 10, 1)) == 1
    assert SupplierReturn.objects.latest("id").period.number == 3


def test_open_takes_only_the_promises_of_the_period(road):
    Commitment.objects.filter(position=1).update(starts_on=date(2026, 7, 2))
    Commitment.objects.filter(position=2).update(ends_on=date(2026, 6, 30))
    open_due_returns(today=JULY)
    opened = SupplierReturn.objects.latest("id")
    assert [(line.number, line.commitment.position) for line in opened.lines.all()] == [(1, 1), (2, 3)]


def test_open_takes_the_target_of_the_profile_in_force(road):
    waive_period(period=ReportingPeriod.objects.get(number=4), reason="No placements", by=road.officer)
    open_due_returns(today=JULY)
    second = SupplierReturn.objects.latest("id")
    assert second.lines.get(number=1).target == 38  # what was promised for the fourth quarter is spread over two


def test_open_after_a_promise_was_added_has_its_line_from_the_next_period_on(road):
    added = agree(road.contract, road.commitments[0].measure, road.officer)
    assert not added.lines.exists()
    open_due_returns(today=JULY)
    line = added.lines.get()
    points = added.profiles.get().points
    assert line.target == points.get(period=line.supplier_return.period).amount
    assert sum(point.amount for point in points.all()) == 100
    assert not points.filter(period__number=1).exists()


def test_open_is_bounded_and_goes_on_the_next_time(road, monkeypatch):
    monkeypatch.setattr(opening, "BATCH", 1)
    monkeypatch.setattr(opening, "BATCHES", 2)
    assert [open_due_returns(today=date(2027, 3, 31)) for _ in range(3)] == [2, 1, 0]


def test_open_goes_on_in_batches_until_nothing_is_left(road, monkeypatch):
    monkeypatch.setattr(opening, "BATCH", 2)
    assert open_due_returns(today=date(2027, 3, 31)) == 3
    assert not ReportingPeriod.objects.filter(opened_on=None).exists()


@pytest.mark.parametrize("batch", [1, 500])
def test_open_one_that_fails_leaves_nothing_of_it_and_stops_no_other(road, monkeypatch, caplog, batch):
    bad, refresh = ReportingPeriod.objects.get(number=2), opening.refresh_figures

    def fail(supplier_return):
        if supplier_return.period_id == bad.pk:
            raise RuntimeError("out of order")
        refresh(supplier_return)

    monkeypatch.setattr(opening, "BATCH", batch)
    monkeypatch.setattr(opening, "refresh_figures", fail)
    assert open_due_returns(today=date(2027, 3, 31)) == 2
    assert f"The return of period {bad.pk} could not be opened: RuntimeError" in caplog.text
    assert set(SupplierReturn.objects.values_list("period__number", flat=True)) == {1, 3, 4}
    bad.refresh_from_db()
    assert bad.opened_on is None
    monkeypatch.undo()
    assert open_due_returns(today=date(2027, 3, 31)) == 1  # the next time, once it is mended


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        # 1 July 2026 begins at 23:00 UTC the evening before, in British Summer Time.
        ("2026-06-30T22:59:59+00:00", 0),
        ("2026-06-30T23:00:00+00:00", 1),
        ("2026-07-01T00:30:00+01:00", 1),
    ],
)
def test_task_opens_by_the_local_day(road, time_machine, moment, opens):
    time_machine.move_to(moment)
    assert open_returns() == opens
    assert SupplierReturn.objects.filter(opened_on=timezone.localdate()).count() == opens


def test_task_opens_in_the_nights_when_the_clocks_change(road, time_machine):
    """Periods begin on the days the clocks go forward and back, at midnight whatever the hour is called."""
    for number, day in ((2, date(2027, 3, 28)), (3, date(2026, 10, 25))):
        ReportingPeriod.objects.filter(number=number).update(starts_on=day, ends_before=date(2027, 6, 1))
    ReportingPeriod.objects.filter(number=4).delete()
    time_machine.move_to("2026-10-24T22:59:59+00:00")
    assert open_returns() == 0
    time_machine.move_to("2026-10-24T23:00:00+00:00")  # midnight, still summer time
    assert open_returns() == 1
    time_machine.move_to("2027-03-27T23:59:59+00:00")
    assert open_returns() == 0
    time_machine.move_to("2027-03-28T00:00:00+00:00")  # midnight, still winter time
    assert open_returns() == 1


def test_open_before_the_first_day_opens_nothing(road):
    assert open_due_returns(today=date(2026, 6, 30)) == 0


# --- What was to be done by a date ------------------------------------------------------------------------------------
def promises_of_the_next_return(road, day) -> list[int]:
    """The commitments that the return opened on a day asks about, by their position."""
    assert open_due_returns(today=day) == 1
    return [line.commitment.position for line in SupplierReturn.objects.latest("id").lines.all()]


def test_open_asks_no_more_about_what_is_verified_as_done():
    road = decided("count", "milestone")
    assert promises_of_the_next_return(road, JULY) == [1]
    assert promises_of_the_next_return(road, date(2026, 10, 1)) == [1]


def test_open_asks_again_once_a_correction_says_that_it_is_not_done():
    road = decided("count", "milestone")
    correct(road, 2, value=-1, approve=False)
    assert promises_of_the_next_return(road, JULY) == [1]
    approve_correction(correction=Correction.objects.get(), reason="", by=road.second)
    assert promises_of_the_next_return(road, date(2026, 10, 1)) == [1, 2]


@pytest.mark.parametrize(
    ("claim", "decision", "asked"),
    [
        (CLAIMS["milestone"], Decision("verified", verified=Decimal(1)), []),
        (CLAIMS["milestone"], Decision("not_verified", verified=Decimal(0), reason="No photo"), [2]),
        (Figure(claimed=Decimal(0)), Decision("verified", verified=Decimal(0)), [2]),
        (Figure(claimed=Decimal(0), nothing_reason="Not begun"), Decision("verified", verified=Decimal(0)), [2]),
    ],
)
def test_open_asks_about_what_is_to_be_done_until_it_is_verified(claim, decision, asked):
    road = open_road("count", "milestone")
    send(road, line_2=claim)
    take(road)
    decide(road, 1)
    decide(road, 2, decision)
    assert promises_of_the_next_return(road, JULY) == [1, 2]  # nobody has decided the return yet
    finish(road)
    assert promises_of_the_next_return(road, date(2026, 10, 1)) == [1, *asked]


def test_open_asks_no_more_once_a_correction_says_that_it_is_done():
    road = open_road("count", "milestone")
    send(road)
    take(road)
    decide(road, 1)
    decide(road, 2, Decision("not_verified", verified=Decimal(0), reason="No photo"))
    finish(road)
    correct(road, 2, value=1)
    assert promises_of_the_next_return(road, JULY) == [1]


def test_open_is_not_for_contracts_whose_only_promise_is_done():
    road = decided("milestone")
    assert open_due_returns(today=JULY) == 0
    correct(road, value=-1)
    assert open_due_returns(today=JULY) == 1


def test_open_counts_what_is_done_for_the_promise_itself_alone():
    """Another contract, and another promise of the same contract, are asked about as before."""
    road = decided("milestone", "milestone")
    other = open_road("milestone", council=road.contract.council)
    correct(road, 1, value=-1)
    assert open_due_returns(today=JULY) == 2
    opened = SupplierReturn.objects.filter(opened_on=JULY)
    assert {(line.commitment.contract_id, line.commitment.position) for one in opened for line in one.lines.all()} == {
        (road.contract.pk, 1),
        (other.contract.pk, 1),
    }

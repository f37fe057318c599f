"""Invariants 3 and 4: however a return goes, lines, commitments, contracts and the whole council come to the same."""

from collections import defaultdict
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from framework.values import Figure as Amount
from framework.values import combine_contracts, combine_periods, percentage
from returns.actions.answering import Figure
from returns.actions.reviewing import Decision
from returns.actions.waiving import waive_period
from returns.figures import differing_figures
from returns.models import Answer, ContractFigure, ReturnLine
from returns.overview import council_figures
from returns.progress import financial_year, progress_of
from suppliers.actions.contracts import extend_contract
from suppliers.checks import NotReady
from suppliers.models import TargetPoint
from tests.factories import CouncilFactory, FrameworkVersionFactory, MeasureFactory, OfficerRoleFactory
from tests.remembering import remembered
from tests.returns import road as roads

pytestmark = pytest.mark.django_db
ZERO = Decimal(0)
# What is counted, and how its periods add up; the first measure is promised twice in one contract.
MEASURES = [
    {"value_type": "count", "code": "C"},
    {"value_type": "hours", "code": "H"},
    {"value_type": "quantity", "code": "T", "unit": "tco2e"},
    {"value_type": "quantity", "aggregation": "average", "unit": "FTE", "code": "F"},
    {"value_type": "percent", "code": "P"},
    {"value_type": "percent", "aggregation": "latest", "code": "L"},
    {"value_type": "count", "aggregation": "latest", "code": "N"},
    {"value_type": "milestone", "code": "D"},
    {"value_type": "narrative", "code": "W"},
]
GRAIN = {"count": 0, "hours": 2, "quantity": 2}


@contextmanager
def undone():
    """One history, of which nothing is left afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@remembered
def two_roads() -> tuple[list[roads.Road], User]:
    """Two contracts that share a council and its measures, and the council's lead."""
    council = CouncilFactory()
    version = FrameworkVersionFactory(framework__council=council)
    measures = {fields["code"]: MeasureFactory(version=version, **fields) for fields in MEASURES}
    shared = {"council": council, "framework_version": version}
    both = [roads.open_road(*(measures[code] for code in codes), **shared) for codes in ("CCFPPLNDW", "CHPTFLND")]
    return both, OfficerRoleFactory(council=council, role="social_value_lead").user


class History:
    """Two contracts of one council, and everything that may happen to them, drawn step by step."""

    def __init__(self, data) -> None:
        self.data = data
        self.today = roads.FIRST_DAY
        self.roads, self.lead = two_roads()

    def draw(self, *choices):
        return self.data.draw(st.sampled_from(choices))

    def amount(self, places: int, most: int = 90) -> Decimal:
        return Decimal(self.data.draw(st.integers(0, most * 10**places))).scaleb(-places)

    # --- What may happen next, by the status of the return -----------------------------------------------------------
    def step(self) -> None:
        self.road = self.draw(*self.roads)
        self.draw(*self.acts())()

    def acts(self) -> tuple:
        """What may happen to the return as it is now."""
        return {
            "draft": (self.answer, self.send, self.send, self.send),
            "returned": (self.answer, self.send),
            "submitted": (self.take,),
            "under_review": (self.decide, self.ask, self.send_back, self.finish, self.finish, self.finish),
            "decided": (self.correct, self.correct, self.open_next, self.waive, self.extend),
        }[self.road.fresh().status]

    def answer(self) -> None:
        lines = [row.number for row in self.road.sheet().rows if row.line.is_open]
        number = self.draw(*lines)
        roads.answer(self.road, number, self.figure(self.road.row(number)))

    def figure(self, row) -> Figure:
        kind = row.measure.value_type
        if kind == "narrative":
            return Figure()
        if kind == "milestone":
            return self.draw(roads.CLAIMS["milestone"], Figure(claimed=ZERO))
        if kind == "percent":
            bottom = self.amount(1) + 1
            top = min(bottom, self.amount(1))
            return Figure(claimed=percentage(top, bottom), numerator=top, denominator=bottom)
        claimed = self.amount(GRAIN[kind])
        return Figure(claimed=claimed, nothing_reason="" if claimed else "Not yet")

    def send(self) -> None:
        waiting = [row for row in self.road.sheet().rows if not row.is_ready]
        roads.send(self.road, **{f"line_{row.number}": self.figure(row) for row in waiting})

    def take(self) -> None:
        roads.take(self.road)

    def decide(self) -> None:
        rows = self.road.sheet(sent=True).rows
        row = self.draw(*rows)
        roads.decide(self.road, row.number, self.decision(row))

    def decision(self, row) -> Decision:
        kind, answered = row.measure.value_type, row.answer
        if self.draw(False, False, True):
            return roads.not_at_all(row)
        if kind in ("milestone", "narrative") or self.draw(True, False):
            return roads.in_full(row)
        if kind == "percent":
            top = min(answered.numerator, self.amount(1))
            part = percentage(top, answered.denominator)
            return Decision("part_verified", part, top, answered.denominator, reason="Fewer")
        figure = self.amount(GRAIN[kind])
        more = figure > answered.claimed
        return Decision("verified" if more else "part_verified", figure, is_under_claim=more, reason="Counted again")

    def ask(self) -> None:
        roads.ask(self.road, self.draw(*self.road.sheet(sent=True).rows).number)

    def send_back(self) -> None:
        roads.send_back(self.road, self.draw(*self.road.sheet(sent=True).rows).number)

    def finish(self) -> None:
        for row in self.road.sheet(sent=True).rows:
            if row.verification is None:
                roads.decide(self.road, row.number, self.decision(row))
        roads.finish(self.road)

    def correct(self) -> None:
        rows = [
            row for row in self.road.sheet(sent=True).rows if row.measure.value_type not in ("milestone", "narrative")
        ]
        row, approve = self.draw(*rows), self.draw(True, True, False)
        if row.line.corrections.filter(status="proposed").exists():
            return
        if row.measure.value_type == "percent":
            # One more of one more: it always fits, also where nothing was verified before.
            roads.correct(self.road, row.number, approve=approve, numerator=1, denominator=self.draw(1, 2))
        else:
            roads.correct(self.road, row.number, approve=approve, value=self.amount(GRAIN[row.measure.value_type]) + 1)

    def open_next(self) -> None:
        periods = self.road.contract.periods.filter(opened_on=None, waived_at=None)
        if period := periods.order_by("starts_on").first():
            self.today = max(self.today, period.starts_on)
            roads.next_period(self.road, self.today)

    def waive(self) -> None:
        periods = list(self.road.contract.periods.filter(opened_on=None, waived_at=None))
        if periods:
            self.try_to(lambda: waive_period(period=self.draw(*periods), reason="No work", by=self.road.officer))

    def extend(self) -> None:
        self.road.contract.refresh_from_db()
        ends_on = self.road.contract.ends_on + timedelta(days=self.draw(-100, 20, 90, 200, 366))
        self.try_to(
            lambda: extend_contract(contract=self.road.contract, ends_on=ends_on, reason="", by=self.road.officer)
        )

    def try_to(self, act) -> None:
        """What leaves nothing to deliver in is refused, and then nothing has changed."""
        try:
            act()
        except NotReady:
            self.road.contract.refresh_from_db()

    # --- What must hold after every step -----------------------------------------------------------------------------
    def agrees(self) -> None:
        assert list(differing_figures()) == []
        lines = list(self.lines())
        self.stored_figures_are_the_sums_of(lines)
        self.commitments_are_the_sums_of(lines)
        self.council_is_the_sum_of_its_contracts(lines)
        self.targets_are_all_spread()

    def lines(self):
        """Each line with what was verified of it, added up by hand from the rows themselves."""
        for line in ReturnLine.objects.select_related(
            "supplier_return__period", "commitment__measure", "verification"
        ).order_by("supplier_return__period__starts_on", "number"):
            line.value = line.top = line.bottom = None
            verified = line.verification if line.supplier_return.status == "decided" else None
            if verified is not None:
                approved = [item for item in line.corrections.all() if item.status == "approved"]
                if line.commitment.measure.value_type == "percent":
                    line.bottom = (verified.denominator or ZERO) + sum(item.denominator_difference for item in approved)
                    line.top = (verified.numerator or ZERO) + sum(item.numerator_difference for item in approved)
                    line.top, line.bottom = (line.top, line.bottom) if line.bottom else (None, None)
                elif verified.verified is not None:
                    line.value = verified.verified + sum(item.difference for item in approved)
                # Where the latest stands, what was not verified says nothing.
                is_latest = line.commitment.measure.aggregation == "latest"
                if is_latest and verified.decision == "not_verified" and not approved:
                    line.value = None
            yield line

    def stored_figures_are_the_sums_of(self, lines) -> None:
        names = {"value": "verified", "top": "verified_numerator", "bottom": "verified_denominator"}
        keys = ("contract", "measure", "period")
        by_hand = {name: defaultdict(lambda: None) for name in names}
        for line in lines:
            key = (line.supplier_return.contract_id, line.commitment.measure_id, line.supplier_return.period_id)
            for name in names:
                amount = getattr(line, name)
                if amount is not None:
                    by_hand[name][key] = (by_hand[name][key] or ZERO) + amount
        for name, column in names.items():
            stored = {tuple(row[:3]): row[3] for row in ContractFigure.objects.values_list(*keys, column)}
            assert {key: amount for key, amount in stored.items() if amount is not None} == dict(by_hand[name])
            for place, key in enumerate(keys):  # and under every filter
                totals = ContractFigure.objects.values_list(key).annotate(total=Sum(column)).order_by()
                for value, total in totals:
                    parts = [amount for found, amount in by_hand[name].items() if found[place] == value]
                    assert total == (sum(parts) if parts else None)

    def commitments_are_the_sums_of(self, lines) -> None:
        contracts = [road.contract for road in self.roads]
        for items in progress_of(contracts, today=self.today).values():
            for item in items:
                figures = [
                    Amount(line.value, line.top, line.bottom, financial_year(line.supplier_return.period.starts_on))
                    for line in lines
                    if line.commitment_id == item.commitment.pk and (line.value is not None or line.top is not None)
                ]
                if item.measure.code == "F":  # a level, held against a promised level: the mean of the last year
                    last = [figure for figure in figures if figure.financial_year == figures[-1].financial_year]
                    figures = [Amount(sum(figure.value for figure in last) / len(last))] if last else []
                    assert item.verified == (round(figures[0].value, 3) if figures else None)
                    continue
                assert item.verified == combine_periods(item.measure, figures).value

    def council_is_the_sum_of_its_contracts(self, lines) -> None:
        shown = {item.measure.code: item for item in council_figures(self.lead)}
        assert set(shown) == set("CHTPFLND")
        assert {code for code, item in shown.items() if item.is_now} == set("FLND")
        progress = [
            item
            for items in progress_of([road.contract for road in self.roads], today=self.today).values()
            for item in items
        ]
        for code, item in shown.items():
            if code == "P":
                parts = [line for line in lines if line.commitment.measure.code == "P" and line.top is not None]
                top, bottom = sum(line.top for line in parts), sum(line.bottom for line in parts)
                assert item.verified == (percentage(top, bottom) if parts else None)
                continue
            if item.is_now:
                self.stands_now(item, lines)
                continue
            same = [Amount(found.verified) for found in progress if found.measure == item.measure]
            assert item.verified == combine_contracts(item.measure, same).value
            claims = [Amount(found.claimed) for found in progress if found.measure == item.measure]
            assert item.claimed == combine_contracts(item.measure, claims).value

    def stands_now(self, item, lines) -> None:
        """Each contract's last line with a figure counts, its newest line for the promise, and nothing else."""
        lines = [line for line in lines if line.commitment.measure == item.measure]
        claims = {
            answer.line_id: answer
            for answer in Answer.objects.filter(line__in=lines).select_related("line__supplier_return")
            if self.has_sent(answer)
        }
        promised, claimed, verified = {}, {}, {}
        for line in lines:  # in order of date
            contract, claim = line.supplier_return.contract_id, claims.get(line.pk)
            promised[contract] = line.target
            if claim and (claim.claimed is not None or claim.numerator is not None):
                claimed[contract] = Amount(claim.claimed, claim.numerator, claim.denominator)
            if line.value is not None or line.top is not None:
                verified[contract] = Amount(line.value, line.top, line.bottom)
        assert item.promised == (None if item.measure.code in "LD" else sum(promised.values()))
        for shown, latest in ((item.claimed, claimed), (item.verified, verified)):
            if item.measure.code == "L":
                top = sum(amount.numerator for amount in latest.values())
                bottom = sum(amount.denominator for amount in latest.values())
                assert shown == (percentage(top, bottom) if latest else None)
            else:
                assert shown == (sum(amount.value for amount in latest.values()) if latest else None)

    def has_sent(self, answer: Answer) -> bool:
        """Whether the council has this answer."""
        return answer.revision_id == answer.line.supplier_return.sent_revision_id

    def targets_are_all_spread(self) -> None:
        for road in self.roads:
            for commitment in road.commitments:
                if commitment.measure.code in "CHT":
                    points = TargetPoint.objects.filter(profile__commitment=commitment, profile__is_current=True)
                    assert sum(points.values_list("amount", flat=True)) == commitment.target
                    sent = commitment.lines.values_list("supplier_return__period", "target")
                    assert set(sent) <= set(points.values_list("period", "amount"))


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_invariant_03_lines_commitments_contracts_and_council_agree_after_every_step(data):
    with undone():
        history = History(data)
        history.agrees()
        for _step in range(data.draw(st.integers(10, 25))):
            history.step()
            history.agrees()


def test_invariant_04_percent_totals_come_from_the_two_parts():
    """9 of 10 and 10 of 90 are 19 of 100, not the mean of 90% and 11%."""
    council = CouncilFactory()
    version = FrameworkVersionFactory(framework__council=council)
    measure = MeasureFactory(version=version, value_type="percent")
    shared = {"council": council, "framework_version": version}
    for top, bottom in ((9, 10), (10, 90)):
        road = roads.open_road(measure, **shared)
        figure = Figure(percentage(Decimal(top), Decimal(bottom)), Decimal(top), Decimal(bottom))
        roads.send(road, line_1=figure)
        roads.take(road)
        roads.decide_all(road)
        roads.finish(road)
    [total] = council_figures(OfficerRoleFactory(council=council).user)
    assert (total.claimed, total.verified, total.promised) == (19, 19, None)


def test_invariant_04_percent_of_two_periods_and_a_correction():
    road = roads.open_road("percent")
    roads.send(road, line_1=Figure(Decimal(50), Decimal(1), Decimal(2)))
    for day in (date(2026, 7, 1), None):
        roads.take(road)
        roads.decide_all(road)
        roads.finish(road)
        if day:
            roads.next_period(road, day)
            roads.send(road, line_1=Figure(Decimal(100), Decimal(8), Decimal(8)))
    roads.correct(road, numerator=-2, denominator=0)
    [item] = progress_of([road.contract], today=date(2027, 1, 1))[road.contract.pk]
    assert (item.claimed, item.verified) == (90, 70)
    [total] = council_figures(road.second)
    assert (total.claimed, total.verified) == (90, 70)


def test_invariant_04_percentage_that_was_not_verified_counts_in_neither_part():
    road = roads.taken("percent")
    roads.decide(road, 1, roads.not_at_all(road.row(sent=True)))
    roads.finish(road)
    [figure] = ContractFigure.objects.filter(contract=road.contract)
    assert (figure.verified, figure.verified_numerator, figure.verified_denominator) == (None, None, None)
    roads.correct(road, numerator=3, denominator=4)
    figure.refresh_from_db()
    assert (figure.verified_numerator, figure.verified_denominator) == (3, 4)
    [item] = progress_of([road.contract], today=date(2027, 1, 1))[road.contract.pk]
    assert item.verified == 75
    assert list(differing_figures()) == []


def test_invariant_03_large_corrections_that_cancel_out_leave_the_penny():
    """SQLite adds decimals up as floats; what people see is exact all the same."""
    road = roads.decided("money")
    roads.correct(road, value=Decimal("999999999999.99"))
    roads.correct(road, value=Decimal("-999999999999.98"))
    [item] = progress_of([road.contract], today=date(2027, 1, 1))[road.contract.pk]
    [total] = council_figures(road.second)
    assert item.verified == total.verified == ContractFigure.objects.get().verified == Decimal("25.51")
    assert list(differing_figures()) == []


def test_invariant_03_many_small_amounts_come_to_their_exact_sum():
    council = CouncilFactory()
    version = FrameworkVersionFactory(framework__council=council)
    measure = MeasureFactory(version=version, value_type="money")
    road = roads.open_road(*[measure] * 12, council=council, framework_version=version)
    roads.send(road, **{f"line_{number}": Figure(claimed=Decimal("0.10")) for number in range(1, 13)})
    roads.take(road)
    roads.decide_all(road)
    roads.finish(road)
    [total] = council_figures(road.second)
    assert (total.claimed, total.verified, total.promised) == (Decimal("1.20"), Decimal("1.20"), 12 * Decimal("24.93"))

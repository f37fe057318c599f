"""Invariant 3 of the portfolio: under every filter it is the sum of the lines, whatever has happened and on any day."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.models import Measure
from reports.dimensions import Dimension
from reports.filters import Filters
from reports.queries import amounts_of, contracts_of, pieces_of, quarters_of
from reports.standing import LISTED, Standing, state_of
from returns.actions.auditing import mark_line
from returns.actions.confirming import answer_confirmation
from returns.actions.incidents import Closing, close_incident, report_problem
from returns.figures import differing_figures
from returns.models import ContractTotal, Evidence, EvidenceUse, Incident
from suppliers.actions.contract_setup import Words, describe_contract
from suppliers.models import Contract
from tests.factories import (
    AreaFactory,
    ConfirmationFactory,
    DepartmentFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    OfficerRoleFactory,
    ServiceCategoryFactory,
)
from tests.returns import road as roads
from tests.returns.test_invariant_03_sums import History, undone

pytestmark = pytest.mark.django_db


def sure_of(line) -> list[str]:
    """By hand, which steps of how sure it is a line has reached beside its decision."""
    this = line.supplier_return
    if this.sent_revision_id is None:
        return []
    uses = EvidenceUse.objects.filter(answer__line=line, answer__revision=this.sent_revision)
    marks = [mark.is_agreed for mark in line.audit_marks.order_by("pk")]
    found = {
        "evidenced": any(use.evidence.status == "available" for use in uses),
        "confirmed": any(asked.answer == "received" for asked in line.confirmations.all()),
        "audited": marks[-1:] == [True],
    }
    return [step for step, is_reached in found.items() if is_reached]


class PortfolioHistory(History):
    """What may happen to two contracts, and that they move between services, departments and areas meanwhile."""

    def __init__(self, data) -> None:
        super().__init__(data)
        council = self.roads[0].contract.council
        self.categories = sorted(one.pk for one in ServiceCategoryFactory.create_batch(2, council=council))
        self.departments = DepartmentFactory.create_batch(2, council=council)
        self.area = AreaFactory(council=council)
        self.auditor = OfficerRoleFactory(council=council, role="auditor").user

    def acts(self) -> tuple:
        more = (self.withdraw,) if self.road.fresh().status == "decided" else ()
        here = self.road.fresh()
        more += (self.add_file,) if here.status in ("draft", "returned") else ()
        more += (self.confirm, self.hide, self.show_again) if here.sent_revision_id else ()
        more += (self.audit,) if here.status == "decided" else ()
        return (*super().acts(), *more, self.vary, self.substitute, self.add, self.put_elsewhere)

    def withdraw(self) -> None:
        """A promise is ended: its past pieces stay, and no later return asks about it."""
        agreed = list(self.road.contract.commitments.filter(status="agreed"))
        if len(agreed) > 1:
            commitment = self.draw(*agreed)
            self.try_to(lambda: roads.withdraw(self.road, commitment))

    def vary(self) -> None:
        """More or less is promised; less than what open returns ask for is refused."""
        if agreed := self.agreed():
            target = self.amount(0, most=150)
            self.try_to(lambda: roads.vary(self.road, self.draw(*agreed), target=target))

    def substitute(self) -> None:
        """Another promise of the same measure takes the place of one."""
        if agreed := self.agreed():
            self.try_to(lambda: roads.substitute(self.road, self.draw(*agreed), target=self.amount(0)))

    def add(self) -> None:
        """One more promise of a measure that is or was promised already."""
        commitment = self.draw(*self.road.contract.commitments.exclude(target=None))
        self.try_to(
            lambda: roads.agree(self.road.contract, commitment.measure, self.road.officer, target=self.amount(0))
        )

    def add_file(self) -> None:
        """A file that is ready supports what is not sent yet."""
        rows = [row for row in self.road.sheet().rows if row.line.is_open]
        evidence = EvidenceFactory(contract=self.road.contract)
        for row in rows[: self.draw(1, 2)]:
            EvidenceUseFactory(answer=row.answer, evidence=evidence)

    def hide(self) -> None:
        """Somebody reports a problem with a file."""
        if shown := self.files("available"):
            report_problem(evidence=self.draw(*shown), kind="other", words="", by=self.road.officer)

    def show_again(self) -> None:
        """It was none."""
        if hidden := self.files("hidden"):
            incident = Incident.objects.get(evidence=self.draw(*hidden), closed_at=None)
            close_incident(incident=incident, closing=Closing("shown_again", "Nothing."), by=self.lead)

    def files(self, status: str) -> list[Evidence]:
        return list(Evidence.objects.filter(contract=self.road.contract, status=status).order_by("uploaded_at", "size"))

    def confirm(self) -> None:
        """An organisation says whether it received what is claimed."""
        line = self.draw(*self.road.supplier_return.lines.order_by("number"))
        answer = self.draw("received", "received", "partly", "not_received")
        answer_confirmation(confirmation=ConfirmationFactory(line=line), answer=answer, comment="", by=None)

    def audit(self) -> None:
        """An auditor agrees, or does not."""
        line = self.draw(*self.road.supplier_return.lines.order_by("number"))
        line.supplier_return = self.road.fresh()
        agrees = self.draw(True, True, False)
        mark_line(line=line, is_agreed=agrees, note="" if agrees else "Not found.", by=self.auditor)

    def agreed(self) -> list:
        """The promises with a target that stand."""
        return list(self.road.contract.commitments.filter(status="agreed", target__isnull=False))

    def put_elsewhere(self) -> None:
        """Under other services, another department and another area, or under none."""
        self.road.contract.refresh_from_db()
        words = Words(
            title=self.road.contract.title,
            description=self.road.contract.description,
            categories=self.draw((), tuple(self.categories[:1]), tuple(self.categories)),
            department=self.draw(None, *self.departments),
            area=self.draw(None, self.area),
        )
        describe_contract(contract=self.road.contract, words=words, by=self.road.officer)

    # --- What must hold after every step -----------------------------------------------------------------------------
    def agrees(self) -> None:
        assert list(differing_figures()) == []
        lines = list(self.lines())
        for line in lines:
            line.steps = sure_of(line)
        filters = [(one, [line for line in lines if inside(line)]) for one, inside in self.filters()]
        amounts = [list(amounts_of(self.lead, one)) for one, _inside in filters]
        self.counts_are_those_of_its_lines(filters)
        for (_one, inside), items in zip(filters, amounts, strict=True):
            self.amounts_are_those_of_its_lines(items, inside)
        self.promised_in_all_is_what_stands_and_what_was_asked_for(lines, filters, amounts)

    def counts_are_those_of_its_lines(self, filters) -> None:
        """Under every filter, on the first and the last day of it all."""
        for today in (roads.FIRST_DAY, self.today, self.today + timedelta(days=400)):
            for one, inside in filters:
                found = Standing.of(quarter.standing for quarter in quarters_of(self.lead, one, today=today))
                counted = Counter(state_of(line, today=today) for line in inside)
                counted.update(step for line in inside for step in line.steps)
                assert found == Standing(**counted)

    def amounts_are_those_of_its_lines(self, items, inside) -> None:
        """Of measures that add up, the sums; of all, how many pieces have reached each step."""
        for item in items:
            here = [line for line in inside if line.commitment.measure == item.measure]
            if item.measure.code in "CHT":
                values = [line.value for line in here if line.value is not None]
                assert item.verified == (sum(values) if values else None)
            counted = Counter(step for line in here for step in line.steps)
            reached = (counted["evidenced"], counted["confirmed"], counted["audited"])
            assert (item.reached.evidenced, item.reached.confirmed, item.reached.audited) == reached

    def promised_in_all_is_what_stands_and_what_was_asked_for(self, lines, filters, amounts) -> None:
        """Targets that stand, and what returns asked for of promises that are over; of levels what was asked last."""
        by_hand = {}
        for road in self.roads:
            for measure in Measure.objects.filter(commitments__contract=road.contract).distinct():
                promises = road.contract.commitments.filter(measure=measure)
                standing = [one.target or 0 for one in promises.filter(status="agreed")]
                asked = [
                    line
                    for line in lines
                    if line.commitment.measure_id == measure.pk and line.supplier_return.contract_id == road.contract.pk
                ]
                if measure.code in "CHT":
                    standing += [line.target for line in asked if line.commitment.status != "agreed"]
                elif not standing:
                    last = max(line.supplier_return.period.starts_on for line in asked)
                    standing = [line.target or 0 for line in asked if line.supplier_return.period.starts_on == last]
                by_hand[road.contract.pk, measure.pk] = sum(standing)
        stored = ContractTotal.objects.values_list("contract", "measure", "in_all")
        assert {(contract, measure): amount for contract, measure, amount in stored} == by_hand
        for (one, _inside), items in zip(filters, amounts, strict=True):
            for item in items:
                if item.measure.code in "CHTFN":
                    here = {row.contract_id for row in contracts_of(self.lead, one, item.measure.pk)}
                    parts = [by_hand[pk, item.measure.pk] for pk in here if (pk, item.measure.pk) in by_hand]
                    assert item.in_all == sum(parts)

    def filters(self):
        """Each filter there is something for, and by hand whether a line is inside."""
        yield Filters(), lambda line: True
        for measure in Measure.objects.filter(version=self.roads[0].contract.framework_version_id):
            yield (
                Filters.of(Dimension.MEASURE, measure.pk),
                lambda line, pk=measure.pk: line.commitment.measure_id == pk,
            )
        ways = {"department": "department_id", "area": "area_id", "supplier": "supplier_id"}
        contracts = {road.contract.pk: Contract.objects.get(pk=road.contract.pk) for road in self.roads}
        for kind, name in ways.items():
            for key in {getattr(contract, name) or 0 for contract in contracts.values()}:
                inside = {pk for pk, contract in contracts.items() if (getattr(contract, name) or 0) == key}
                yield self.of_contracts(kind, key, inside)
        for key in (0, *self.categories):
            inside = {
                pk
                for pk, contract in contracts.items()
                if key in (set(contract.categories.values_list("pk", flat=True)) or {0})
            }
            yield self.of_contracts("category", key, inside)

    def of_contracts(self, kind, key, inside):
        """A filter by place, and whether a line is of one of the contracts there."""
        return Filters.of(Dimension(kind), key), lambda line: line.supplier_return.contract_id in inside


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_invariant_03_portfolio_is_the_sum_of_its_lines_under_every_filter(data):
    with undone():
        history = PortfolioHistory(data)
        history.agrees()
        for _step in range(data.draw(st.integers(8, 16))):
            history.step()
            history.agrees()


def test_invariant_03_every_count_opens_into_as_many_pieces_and_every_amount_into_its_contracts():
    road = roads.decided("count", "percent", "narrative")
    roads.next_period(road, roads.FIRST_DAY + timedelta(days=91))
    today = road.supplier_return.due_on + timedelta(days=1)
    for filters in (Filters(), Filters.of(Dimension.SUPPLIER, road.contract.supplier_id)):
        standing = Standing.of(quarter.standing for quarter in quarters_of(road.second, filters, today=today))
        assert (standing.promised, standing.late, standing.verified) == (6, 3, 3)
        for state in LISTED:
            pieces = pieces_of(road.second, filters.but(state=state), today=today)
            assert pieces.count() == getattr(standing, state), state
        [total] = [item for item in amounts_of(road.second, filters) if item.measure.value_type == "count"]
        found = contracts_of(road.second, filters, total.measure.pk)
        assert (
            (sum(row.verified for row in found), sum(row.promised for row in found))
            == (20, 49)
            == (
                total.verified,
                total.promised,
            )
        )

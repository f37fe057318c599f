"""The story of the contracts: each act of it noted for the moment at which it happened."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from accounts.models import Council
from framework.models import FrameworkVersion, Measure
from portal.demo import answers, decisions, others
from portal.demo.clock import Clock
from portal.demo.dates import agreed_due_on, days_ago, run_of
from portal.demo.people import Cast
from portal.demo.shapes import Chapter, Deal
from portal.demo.timeline import NATION, Act, Timeline, moment, working_day
from returns.actions.opening import open_due_returns
from returns.actions.waiving import waive_period
from suppliers.actions.answering import accept_proposal
from suppliers.actions.contracts import activate_contract
from suppliers.actions.parties import add_party
from suppliers.actions.proposing import propose_commitment
from suppliers.calendar import add_months, next_working_day
from suppliers.models import Area, Contract, Department, ReportingPeriod, ServiceCategory
from suppliers.terms import Terms

DUE_SOON = ("untouched", "half", "complete")
SPREAD_DAYS = 9
Head = TypeVar("Head", Department, Area)


class Story:
    """Contracts, their periods and what became of them, on one timeline."""

    def __init__(self, cast: Cast, versions: dict[str, FrameworkVersion], timeline: Timeline, today: date) -> None:
        self.cast = cast
        self.versions = versions
        self.timeline = timeline
        self.today = today
        self.periods: dict[str, list[ReportingPeriod]] = {}
        self._opening_days: set[date] = set()

    def add(self, deal: Deal, number: int) -> None:
        """Note how a contract begins; the rest is noted when its periods are known. `number` spreads the days."""
        starts_on, _ends_on = run_of(deal, self.today)
        at = moment(working_day(starts_on - timedelta(days=30)), 9, 4 * number)
        self.timeline.add(at, lambda clock: self._begin(deal, number))

    # --- The contract -------------------------------------------------------------------------------------------------
    def _begin(self, deal: Deal, number: int) -> None:
        """Write the contract down with its promises, and note when reporting starts."""
        contract = self._contract(deal)
        manager = self.cast.people[deal.manager]
        measures = {measure.code: measure for measure in self.versions[deal.council].measures.all()}
        for key, role in deal.partners.items():
            add_party(contract=contract, organisation=self.cast.suppliers[key], role=role, by=manager)
        for promise in deal.promises:
            terms = Terms(
                promise=promise.promise,
                measure=promise.measure,
                target=None if promise.target is None else Decimal(promise.target),
                done_by=self._done_by(deal, measures[promise.measure]),
                baseline=None if promise.baseline is None else Decimal(promise.baseline),
                baseline_note=promise.baseline_note,
                obligation=promise.obligation,
                tender_wording=promise.tender_wording,
                is_additional=promise.is_additional,
                deliverer=self.cast.suppliers[promise.deliverer].pk if promise.deliverer else None,
            )
            entered = propose_commitment(contract=contract, terms=terms, by=manager)
            accept_proposal(proposal=entered, by=self.cast.people[deal.writer])
        starts_on, _ends_on = run_of(deal, self.today)
        at = moment(working_day(starts_on - timedelta(days=20)), 10, 4 * number)
        self.timeline.add(at, lambda clock: self._activate(contract, deal, number))

    def _contract(self, deal: Deal) -> Contract:
        starts_on, ends_on = run_of(deal, self.today)
        council = self.cast.councils[deal.council]
        contract = Contract.objects.create(
            council=council,
            supplier=self.cast.suppliers[deal.supplier],
            reference=deal.reference,
            title=deal.title,
            description=deal.description,
            starts_on=starts_on,
            ends_on=ends_on,
            signed_on=working_day(starts_on - timedelta(days=33)),
            value_net=Decimal(deal.value_net),
            value_gross=Decimal(deal.value_gross),
            legal_basis=Contract.LegalBasis.PA2023,
            is_light_touch=deal.is_light_touch,
            is_above_threshold=deal.is_above_threshold,
            framework_version=self.versions[deal.council],
            frequency=deal.frequency,
            anchor=deal.anchor,
            manager=self.cast.people[deal.manager],
            supplier_owner=self.cast.people[deal.writer],
            proportion_reason=deal.proportion_reason,
            department=_head(Department, council, others.DEPARTMENTS, *deal.categories),
            area=_head(Area, council, others.AREAS, deal.reference),
        )
        contract.categories.set(ServiceCategory.objects.filter(council=council, code__in=deal.categories))
        return contract

    def _done_by(self, deal: Deal, measure: Measure) -> date | None:
        """What is done by a date is promised for the end of the second year."""
        if measure.value_type != Measure.ValueType.MILESTONE:
            return None
        return add_months(run_of(deal, self.today)[0], 24) - timedelta(days=1)

    def _activate(self, contract: Contract, deal: Deal, number: int) -> None:
        """Start reporting, and note what became of each period."""
        activate_contract(contract=contract, by=self.cast.people[deal.manager])
        periods = self.periods[deal.reference] = list(contract.periods.order_by("number"))
        complete = [period for period in periods if period.ends_before <= self.today]
        for back, period in enumerate(reversed(complete)):
            self._tell_of(period, deal, deal.chapter(back), number)
        for period in periods:
            self._open_on(period.starts_on)

    def _open_on(self, day: date) -> None:
        """The worker opens every return whose period begins on a day, once."""
        if day not in self._opening_days:
            self._opening_days.add(day)
            self.timeline.add(moment(day, 0, 7), lambda clock: _open(day))

    # --- Its periods --------------------------------------------------------------------------------------------------
    def _tell_of(self, period: ReportingPeriod, deal: Deal, chapter: Chapter, number: int) -> None:
        """Note what became of the return for one period that lies in the past."""
        if chapter.kind in DUE_SOON:
            _agree_due_on(period, self.today)
        plot = Plot(self, period, deal, chapter, number)
        plots: dict[str, Callable[[], None]] = {
            "approved": plot.approved,
            "part": plot.approved,
            "changed": plot.changed,
            "nil": plot.nil,
            "waived": plot.waived,
            "untouched": plot.untouched,
            "half": plot.half,
            "complete": plot.complete,
            "signing": plot.signing,
            "overdue": plot.overdue,
            "waiting": plot.waiting,
            "waiting_again": plot.waiting_again,
            "reviewing": plot.reviewing,
            "returned": plot.returned,
        }
        plots[chapter.kind]()

    # --- Much later ---------------------------------------------------------------------------------------------------
    def correct(self, deal: Deal, *, back: int, line: int, difference: str, reason: str, by: str) -> ReportingPeriod:
        """An officer finds a verified figure wrong; returns the period it belongs to. Called while the story plays."""
        complete = [period for period in self.periods[deal.reference] if period.ends_before <= self.today]
        period = complete[-1 - back]
        decisions.propose(period, line, difference, reason, self.cast.people[by])
        return period


class Plot:
    """What becomes of one return: each method notes the acts of one kind of chapter."""

    def __init__(self, story: Story, period: ReportingPeriod, deal: Deal, chapter: Chapter, number: int) -> None:
        self.story = story
        self.period = period
        self.deal = deal
        self.chapter = chapter
        people = story.cast.people
        self.writer, self.officer = people[deal.writer], people[deal.manager]
        turn = period.number * 5 + number
        self._hour, self._minute = 9 + turn % 7, (turn * 7) % 60
        self.sent_on = working_day(period.ends_before + timedelta(days=8 + turn % SPREAD_DAYS))
        self.read_on = next_working_day(self.sent_on + timedelta(days=4 + turn % 3), NATION)

    def approved(self) -> None:
        """Sent in time, read within two weeks, finished."""
        self._at(self.sent_on, self._send)
        self._at(self.read_on, lambda clock: decisions.approve(clock, self._return(), self.chapter, self.officer))
        if self.chapter.kind == "part":
            self._dispute()

    def _dispute(self) -> None:
        """What was verified less is disputed, and the council keeps its decision."""
        said_on = next_working_day(self.read_on + timedelta(days=2), NATION)
        self._at(said_on, lambda clock: decisions.dispute(self.period, self.chapter.line, self.writer))
        answered_on = next_working_day(self.read_on + timedelta(days=6), NATION)
        self._at(answered_on, lambda clock: decisions.keep(self.period, self.chapter.line, self.officer))

    def changed(self) -> None:
        """Sent back once, sent again, finished."""
        self._at(self.sent_on, self._send)
        self._at(self.read_on, lambda clock: decisions.send_back(clock, self._return(), self.chapter, self.officer))
        self._at(next_working_day(self.read_on + timedelta(days=5), NATION), self._send_again)
        last = next_working_day(self.read_on + timedelta(days=9), NATION)
        self._at(last, lambda clock: decisions.approve(clock, self._return(), self.chapter, self.officer))

    def nil(self) -> None:
        """Nothing to report, and the council accepts that."""
        reason = self.deal.nil_reason
        self._at(self.sent_on, lambda clock: answers.send_nothing(clock, self._return(), reason, self.writer))
        self._at(self.read_on, lambda clock: decisions.approve_nothing(clock, self._return(), self.officer))

    def waived(self) -> None:
        """The council asks for no return, before it would have opened."""
        day = working_day(self.period.starts_on - timedelta(days=8))
        self._at(day, lambda clock: waive_period(period=self.period, reason=self.chapter.reason, by=self.officer))

    def untouched(self) -> None:
        """Nobody has begun."""

    def half(self) -> None:
        """Half of it is answered, and one figure without its words."""
        day = self.story.today - timedelta(days=2)
        half = len(self.deal.promises) // 2
        self._at(day, lambda clock: self._answer(clock, half))
        again = moment(self.story.today - timedelta(days=1), 12)
        self.story.timeline.add(
            again, lambda clock: answers.answer_only_figure(self._return(), self.deal, half + 1, self.writer)
        )

    def complete(self) -> None:
        """Everything is answered, and nothing sent."""
        self._at(self.story.today - timedelta(days=1), self._finish)

    def signing(self) -> None:
        """Everything is answered, and whoever signs off was asked to send it."""
        self._at(days_ago(self.story.today, self.chapter.days), self._ask)

    def overdue(self) -> None:
        """One answer, and then nothing more."""
        self._at(self.sent_on, lambda clock: self._answer(clock, 1))

    def waiting(self) -> None:
        """Sent some days ago; nobody has taken it."""
        self._at(days_ago(self.story.today, self.chapter.days), self._send)

    def waiting_again(self) -> None:
        """Sent back once and sent again; nobody has taken it since."""
        self._at(days_ago(self.story.today, self.chapter.days), self._send)
        back_on = days_ago(self.story.today, 12)
        self._at(back_on, lambda clock: decisions.send_back(clock, self._return(), self.chapter, self.officer))
        self._at(days_ago(self.story.today, 5), self._send_again)

    def reviewing(self) -> None:
        """One officer has it open, has decided the first two lines, and asked about the third, which is answered."""
        self._at(days_ago(self.story.today, self.chapter.days), self._send)
        self._at(
            days_ago(self.story.today, 3),
            lambda clock: decisions.begin(clock, self._return(), self.chapter, self.officer, lines=2),
        )
        day = days_ago(self.story.today, 2)
        self._at(day, lambda clock: decisions.ask(self._return(), 3, self.officer))
        self._at(day, lambda clock: decisions.answer(self._return(), 3, self.writer))

    def returned(self) -> None:
        """The council asks for changes, and the supplier has not begun to make them."""
        self._at(days_ago(self.story.today, self.chapter.days), self._send)
        back_on = days_ago(self.story.today, 7)
        self._at(back_on, lambda clock: decisions.send_back(clock, self._return(), self.chapter, self.officer))

    def _at(self, day: date, act: Act) -> None:
        """Note an act for a day, at this return's own hour."""
        self.story.timeline.add(moment(day, self._hour, self._minute), act)

    def _return(self):
        return answers.return_of(self.period)

    def _answer(self, clock: Clock, lines: int) -> None:
        striking = self.chapter.line if self.chapter.kind == "waiting" else 0
        answers.answer_return(clock, self._return(), self.deal, self.writer, lines=lines, striking=striking)

    def _finish(self, clock: Clock) -> None:
        self._answer(clock, len(self.deal.promises))
        answers.tell(self._return(), self.deal, self.writer)

    def _send(self, clock: Clock) -> None:
        self._finish(clock)
        answers.send(clock, self._return(), self.writer)

    def _ask(self, clock: Clock) -> None:
        self._finish(clock)
        answers.ask_for_sign_off(clock, self._return(), self.writer)

    def _send_again(self, clock: Clock) -> None:
        answers.answer_again(clock, self._return(), self.deal, self.writer)
        answers.send(clock, self._return(), self.writer)


def _open(day: date) -> None:
    """The worker's nightly act."""
    open_due_returns(today=day)


def _agree_due_on(period: ReportingPeriod, today: date) -> None:
    """Keep what is meant to be due soon within the next 30 days."""
    due_on = agreed_due_on(period.due_on, today)
    if due_on != period.due_on:
        ReportingPeriod.objects.filter(pk=period.pk).update(due_on=due_on)


def _head(model: type[Head], council: Council, heads: dict[str, tuple[str, ...]], *keys: str) -> Head | None:
    """The department that has one of these services, or the area that has the contract with this reference."""
    names = [name for name, under in heads.items() if set(under) & set(keys)]
    return model._default_manager.filter(council=council, name__in=names).first()

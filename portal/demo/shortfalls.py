"""Promises that fall short: a case with a formal notice whose deadline has passed, and one with a plan under way."""

from datetime import date, timedelta
from decimal import Decimal

from portal.demo.people import Cast
from portal.demo.promises import contract_of
from portal.demo.timeline import Timeline
from returns.actions.escalating import open_escalation, reply_to_step, take_step
from returns.actions.plans import Planned, accept_plan, propose_plan, report_action
from returns.escalating import Level, Step
from returns.models import Escalation, RemedialPlan
from suppliers.actions.remedies import set_remedies
from suppliers.models import Commitment
from suppliers.remedies import Granted

BUILDINGS, LODGINGS = "PEN-FM-401", "PEN-FO-202"
CLAUSE = "Schedule 6, clause 4"
# What the first case is about: money spent with small and medium-sized businesses.
SPEND = "M2.07"


class Shortfalls:
    """What both sides said, over the last months before the demonstration's day."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.people, self.today = cast.people, today
        acts = (
            (140, self.set_remedies), (130, self.open_case), (127, self.reply), (110, self.give_notice),
            (24, self.ask_for_plan), (18, self.propose_plan), (16, self.accept_plan), (6, self.report_one),
        )  # fmt: skip
        timeline.tell(acts, today=today, hour=16)

    def set_remedies(self) -> None:
        """As the contract has it: a payment of ten pence in the pound, a sum held back, or something of equal worth."""
        kinds = frozenset({"shortfall_payment", "retention", "substitution"})
        spend = self._spend()
        granted = Granted(kinds, Decimal(25000), CLAUSE, {spend.pk: Decimal("0.10")})
        set_remedies(contract=spend.contract, granted=granted, by=self.people["tom"])

    def open_case(self) -> None:
        """Spending with small businesses lags behind."""
        spend = self._spend()
        words = "Spending with small and medium-sized businesses is a quarter behind. Tell us how it will catch up."
        step = Step(Level.REQUEST, words, reference="Contract meeting, item 5")
        open_escalation(contract=spend.contract, commitments=[spend], step=step, by=self.people["tom"])

    def reply(self) -> None:
        """The supplier says why."""
        words = "Two firms left the market. We have asked the chamber of commerce to help us find others."
        reply_to_step(step=self._case(BUILDINGS).steps.get(number=1), words=words, by=self.people["olga"])

    def give_notice(self) -> None:
        """Nothing changed: a formal notice, with time to improve."""
        step = Step(
            Level.NOTICE,
            "The spending that was promised has still not been reached. Improve it by the deadline.",
            requirement="£900,000 with small and medium-sized businesses over the contract, as profiled (schedule 3)",
            due_on=self.today - timedelta(days=20),
        )
        take_step(escalation=self._case(BUILDINGS), step=step, by=self.people["tom"])

    def ask_for_plan(self) -> None:
        """Another contract, early on."""
        contract = contract_of(LODGINGS)
        promise = contract.commitments.filter(status=Commitment.Status.AGREED).earliest("position")
        step = Step(Level.PLAN, "Fewer people than promised were reached so far. Send us a plan to catch up.")
        open_escalation(contract=contract, commitments=[promise], step=step, by=self.people["tom"])

    def propose_plan(self) -> None:
        """Two actions, one of them soon done."""
        actions = (
            Planned("Ask three more hosts to take part", "Hosts coordinator", self.today - timedelta(days=3), "3 more"),
            Planned("Begin a second group on Saturdays", "Team manager", self.today + timedelta(days=40), "5 more"),
        )
        cause = "One host moved away, and the group was too far for many to get to."
        propose_plan(escalation=self._case(LODGINGS), cause=cause, actions=actions, by=self.people["wilf"])

    def accept_plan(self) -> None:
        """Enough to begin with."""
        accept_plan(plan=self._plan(), words="Good. Tell us as soon as the hosts agree.", by=self.people["tom"])

    def report_one(self) -> None:
        """The first action is done."""
        words = "Three hosts have agreed and begin next month."
        report_action(action=self._plan().actions.get(number=1), words=words, by=self.people["wilf"])

    def _spend(self) -> Commitment:
        """The promise that the first case is about."""
        rows = Commitment.objects.select_related("contract__council", "measure")
        return rows.get(contract__reference=BUILDINGS, measure__code=SPEND)

    def _case(self, reference: str) -> Escalation:
        """The newest case of a contract."""
        return Escalation.objects.filter(contract__reference=reference).select_related("contract__council").latest("pk")

    def _plan(self) -> RemedialPlan:
        """The plan that the second case is about."""
        return self._case(LODGINGS).steps.get().plans.select_related("step__escalation__contract__council").get()

"""What became of some promises: proposed, answered, changed, replaced, ended; so that each state can be looked at."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from framework.copying import NewMeasure
from framework.models import Measure
from portal.demo.people import Cast
from portal.demo.timeline import Timeline
from suppliers.actions.answering import accept_proposal, counter_proposal, decline_proposal
from suppliers.actions.proposing import (
    propose_commitment,
    propose_substitution,
    propose_variation,
    propose_withdrawal,
)
from suppliers.models import Commitment, Contract, Proposal
from suppliers.promises import standing_terms, terms_in
from suppliers.terms import Terms

HOMES, PARKS = "PEN-CH-103", "PEN-GR-301"
MISSION = Terms(
    promise="We exist so that people who have been out of work for long find their feet in the open air.",
    target_group="People who have been out of work for a year or more",
    is_mission=True,
    outcome="OC1",
    custom=NewMeasure(
        code="",
        title="The value of our mission",
        unit="text",
        value_type=Measure.ValueType.NARRATIVE.value,
        aggregation=Measure.Aggregation.LATEST.value,
        calculation_rule="People get up for something, learn a trade among others, and most go on to paid work.",
        evidence_required="How many came, how many went on to work, and what they say in our yearly survey.",
        may_be_priced=False,
    ),
)
WELCOME = NewMeasure(
    code="",
    title="Welcome meals cooked by young people",
    unit="sessions",
    value_type=Measure.ValueType.COUNT.value,
    calculation_rule="A meal for everybody in the house that young people planned and cooked",
    evidence_required="Dates and how many came, without names",
    sensitivity=Measure.Sensitivity.CHILDREN_IN_CARE.value,
    may_be_priced=False,
)


class Talks:
    """Two sides talking about promises, over the last weeks before the demonstration's day."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.officer, self.supplier = cast.people["amina"], cast.people["lena"]
        self.charity = cast.people["bryn"]
        acts = (
            (44, self.propose_meals), (41, self.answer_with_fewer), (38, self.accept_fewer), (36, self.propose_twice),
            (33, self.decline_twice), (30, self.change), (27, self.accept_change), (25, self.replace_one),
            (22, self.accept_replacement), (20, self.end_one), (17, self.accept_end), (6, self.propose_more),
            (5, self.ask_for_less), (4, self.describe_mission),
        )  # fmt: skip
        timeline.tell(acts, today=today, hour=14)

    def propose_meals(self) -> None:
        """A promise that the framework has no measure for."""
        terms = Terms(promise="Cook 30 welcome meals together", custom=WELCOME, outcome="OC10", target=Decimal(30))
        propose_commitment(contract=contract_of(HOMES), terms=terms, by=self.supplier)

    def answer_with_fewer(self) -> None:
        """The council asks for what can be kept."""
        proposal = waiting_in(HOMES)
        terms = replace(terms_in(proposal) or Terms(), target=Decimal(24), promise="Cook 24 welcome meals together")
        reason = "One meal a month in each house is plenty, and can be kept."
        counter_proposal(proposal=proposal, terms=terms, reason=reason, proportion_reason=PROPORTION, by=self.officer)

    def accept_fewer(self) -> None:
        """Agreed, with a history."""
        accept_proposal(proposal=waiting_in(HOMES), by=self.supplier)

    def propose_twice(self) -> None:
        """Something that the contract pays for anyway."""
        terms = Terms(promise="Have a key worker for everybody", measure="M10.04", target=Decimal(20))
        propose_commitment(contract=contract_of(HOMES), terms=terms, by=self.supplier)

    def decline_twice(self) -> None:
        """Declined."""
        reason = "The specification asks for a key worker already, so it is not additional."
        decline_proposal(proposal=waiting_in(HOMES), reason=reason, by=self.officer)

    def change(self) -> None:
        """The council proposes to say where a promise is delivered."""
        terms = replace(standing_terms(_promise(HOMES, 1)), place="The harbour wards")
        reason = "Most of the young people live there now."
        propose_variation(commitment=_promise(HOMES, 1), terms=terms, reason=reason, by=self.officer)

    def accept_change(self) -> None:
        """Changed."""
        accept_proposal(proposal=waiting_in(HOMES), by=self.supplier)

    def replace_one(self) -> None:
        """A partner has closed: another promise is to take the place of the last one."""
        last = _last(HOMES)
        terms = Terms(promise="Help 10 young people to shape the house rules", measure="M10.04", target=Decimal(10))
        reason = "The partner who offered this has closed."
        propose_substitution(commitment=last, terms=terms, reason=reason, by=self.supplier)

    def accept_replacement(self) -> None:
        """Replaced."""
        accept_proposal(proposal=waiting_in(HOMES), by=self.officer)

    def end_one(self) -> None:
        """A promise that nobody needs any more."""
        meals = Commitment.objects.filter(contract__reference=HOMES, measure__title=WELCOME.title)
        commitment = meals.select_related("contract", "measure__version__framework").get()
        reason = "The houses have kitchens of their own now, and everybody cooks anyway."
        propose_withdrawal(commitment=commitment, reason=reason, by=self.supplier)

    def accept_end(self) -> None:
        """Ended."""
        accept_proposal(proposal=waiting_in(HOMES), by=self.officer)

    def propose_more(self) -> None:
        """Waits for the council."""
        terms = Terms(
            promise="Give 150 hours of English to young people who have just arrived",
            measure="M10.01",
            target=Decimal(150),
            tender_wording="We would offer further language support subject to demand.",
            target_group="Young people in their first three months here",
        )
        propose_commitment(contract=contract_of(HOMES), terms=terms, by=self.supplier)

    def ask_for_less(self) -> None:
        """Waits for the supplier."""
        terms = replace(standing_terms(_promise(HOMES, 1)), obligation=Commitment.Obligation.BEST_ENDEAVOURS.value)
        reason = "Young people are free to say no, so what counts is that it is offered."
        propose_variation(commitment=_promise(HOMES, 1), terms=terms, reason=reason, by=self.officer)

    def describe_mission(self) -> None:
        """An organisation that exists for social value says so; it waits for the council."""
        propose_commitment(contract=contract_of(PARKS), terms=MISSION, by=self.charity)


# Why the contract has more promises than others of its size.
PROPORTION = "The young people asked for it themselves, and it costs the supplier little."


def contract_of(reference: str) -> Contract:
    """A contract by its reference."""
    return Contract.objects.select_related("council", "supplier").get(reference=reference)


def _promise(reference: str, position: int) -> Commitment:
    """A promise of a contract by its number."""
    rows = Commitment.objects.select_related("contract", "measure__version__framework")
    return rows.get(contract__reference=reference, position=position)


def _last(reference: str) -> Commitment:
    """The last promise of the tender that is agreed."""
    rows = Commitment.objects.filter(contract__reference=reference, status=Commitment.Status.AGREED)
    listed = rows.filter(measure__version__framework__is_for_single_contracts=False).order_by("-position")
    return listed.select_related("contract", "measure__version__framework")[0]


def waiting_in(reference: str) -> Proposal:
    """What has waited longest for an answer in a contract: on some days two steps of this story overlap."""
    rows = Proposal.objects.filter(commitment__contract__reference=reference, answered_at__isnull=True)
    beside = ("commitment__contract", "commitment__measure__version__framework")
    return rows.select_related(*beside).earliest("proposed_at", "pk")

"""Promises made while contracts ran: by a subcontractor, by what is spent, in confidence, and one taken back."""

from datetime import date
from decimal import Decimal

from portal.demo.people import Cast
from portal.demo.promises import contract_of, waiting_in
from portal.demo.timeline import Timeline
from suppliers.actions.answering import accept_proposal
from suppliers.actions.proposing import propose_commitment, take_back_proposal
from suppliers.models import Commitment
from suppliers.terms import Terms

BUILDINGS, LODGINGS, MOOR = "PEN-FM-401", "PEN-FO-202", "NOR-CH-001"


class LaterPromises:
    """What both sides agreed after the newest complete period had opened, and before the one that runs now did."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.people, self.subcontractor = cast.people, cast.suppliers["willow"]
        acts = (
            (67, self.propose_subcontracted), (66, self.propose_by_spend), (63, self.accept_subcontracted),
            (62, self.accept_by_spend), (60, self.propose_in_confidence), (56, self.accept_in_confidence),
            (34, self.propose_by_mistake), (32, self.take_it_back),
        )  # fmt: skip
        timeline.tell(acts, today=today, hour=15)

    def propose_subcontracted(self) -> None:
        """The supplier promises what its subcontractor delivers."""
        terms = Terms(
            promise="Create 6 volunteering opportunities with local charities",
            measure="M5.04",
            target=Decimal(6),
            deliverer=self.subcontractor.pk,
        )
        propose_commitment(contract=contract_of(BUILDINGS), terms=terms, by=self.people["olga"])

    def accept_subcontracted(self) -> None:
        """Agreed: the subcontractor answers its own line from the next return on."""
        accept_proposal(proposal=waiting_in(BUILDINGS), by=self.people["tom"])

    def propose_by_spend(self) -> None:
        """A promise that follows what the council spends."""
        terms = Terms(
            promise="Give 10 hours of advice to voluntary organisations for each £100,000 of spend",
            measure="M5.01",
            basis=Commitment.Basis.SPEND.value,
            rate=Decimal(10),
            expected=Decimal(410000),
        )
        propose_commitment(contract=contract_of(LODGINGS), terms=terms, by=self.people["wilf"])

    def accept_by_spend(self) -> None:
        """Agreed: the target of a period follows when the council enters its spend."""
        accept_proposal(proposal=waiting_in(LODGINGS), by=self.people["tom"])

    def propose_in_confidence(self) -> None:
        """A promise that the public does not read, and why."""
        terms = Terms(
            promise="Spend £30,000 with small and medium-sized businesses",
            measure="M2.07",
            target=Decimal(30000),
            is_publishable=False,
            unpublishable=Commitment.Unpublishable.COMMERCIAL.value,
            unpublishable_note="Only one firm nearby does this work, so the figure would tell its prices.",
        )
        propose_commitment(contract=contract_of(LODGINGS), terms=terms, by=self.people["wilf"])

    def accept_in_confidence(self) -> None:
        """Agreed as it is."""
        accept_proposal(proposal=waiting_in(LODGINGS), by=self.people["tom"])

    def propose_by_mistake(self) -> None:
        """Proposed under the wrong contract."""
        terms = Terms(promise="Give 40 hours of help towards work at schools", measure="M1.15", target=Decimal(40))
        propose_commitment(contract=contract_of(MOOR), terms=terms, by=self.people["lena"])

    def take_it_back(self) -> None:
        """Taken back before the council answered."""
        take_back_proposal(proposal=waiting_in(MOOR), by=self.people["lena"])

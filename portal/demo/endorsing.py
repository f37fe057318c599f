"""A supplier that does well is endorsed: proposed by one officer, approved by a lead, wanted by the supplier."""

from datetime import date

from portal.demo.people import Cast
from portal.demo.promises import contract_of
from portal.demo.timeline import Timeline
from returns.actions.endorsing import MOST_MONTHS, accept_endorsement, approve_endorsement, propose_endorsement
from suppliers.calendar import add_months
from suppliers.models import Endorsement

FOSTERING = "PEN-FO-201"
REASON = "Returns come early, the evidence is clear, and hosts ask for more of this work."


class Endorsements:
    """The whole way of one endorsement, over some weeks."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.people, self.today = cast.people, today
        timeline.tell(((31, self.propose), (29, self.approve), (26, self.accept)), today=today, hour=14)

    def propose(self) -> None:
        """The contract manager has read six returns in a row."""
        contract = contract_of(FOSTERING)
        commitments = contract.commitments.filter(measure__code__in=["M8.04", "M3.06"])
        amina = self.people["amina"]
        propose_endorsement(contract=contract, reason=REASON, commitments=commitments, by=amina)

    def approve(self) -> None:
        """The lead agrees, for almost as long as it can be: around holidays this is more than a month before today."""
        endorsement = Endorsement.objects.select_related("contract", "council", "supplier").get()
        ends_on = add_months(self.today, MOST_MONTHS - 2)
        approve_endorsement(endorsement=endorsement, valid_to=ends_on, by=self.people["tom"])

    def accept(self) -> None:
        """The supplier is glad of it."""
        endorsement = Endorsement.objects.select_related("contract", "supplier").get()
        accept_endorsement(endorsement=endorsement, by=self.people["wilf"])

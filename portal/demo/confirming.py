"""Those who benefited are asked: one confirms, one says that it was only a part, one has not answered yet."""

from datetime import date
from decimal import Decimal

from portal.demo.people import Cast
from portal.demo.timeline import Timeline
from returns.actions.auditing import mark_line
from returns.actions.confirming import Asking, answer_confirmation, ask_confirmation
from returns.models import Confirmation, ReturnLine, SupplierReturn

FOSTERING, VOLUNTEERING = "PEN-FO-201", "M3.06"


class Confirmations:
    """What was asked about hours of volunteering in the newest return that is decided, over the last weeks."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.people = cast.people
        self.asked: dict[str, Confirmation] = {}
        acts = (
            (24, self.ask_food_bank), (23, self.ask_river_trust), (21, self.food_bank_confirms),
            (18, self.river_trust_had_a_part), (9, self.audit), (2, self.ask_small_charity),
        )  # fmt: skip
        timeline.tell(acts, today=today, hour=13)

    def ask_food_bank(self) -> None:
        """The supplier asks one of its hosts."""
        self._ask("Penbury Food Bank", "office@foodbank.example", "6", by="wilf")

    def ask_river_trust(self) -> None:
        """The council asks another."""
        self._ask("Pen Valley River Trust", "hello@rivertrust.example", "5", by="amina")

    def food_bank_confirms(self) -> None:
        """It was as the supplier says."""
        self._answer("Penbury Food Bank", Confirmation.Answer.RECEIVED)

    def river_trust_had_a_part(self) -> None:
        """Less came than was claimed, and the contract manager hears of it."""
        self._answer("Pen Valley River Trust", Confirmation.Answer.PARTLY, "The second day was rained off.")

    def audit(self) -> None:
        """The auditor took a sample."""
        note = "I compared the table of hours with the answer of the food bank."
        mark_line(line=self._line(), is_agreed=True, note=note, by=self.people["iris"])

    def ask_small_charity(self) -> None:
        """Nobody has answered yet."""
        self._ask("Penbury Toy Library", "info@toylibrary.example", "3", by="wilf")

    def _ask(self, name: str, email: str, hours: str, *, by: str) -> None:
        asking = Asking(name, email, Decimal(hours))
        self.asked[name] = ask_confirmation(line=self._line(), asking=asking, by=self.people[by])

    def _answer(self, name: str, answer: Confirmation.Answer, comment: str = "") -> None:
        answer_confirmation(confirmation=self.asked[name], answer=answer.value, comment=comment, by=None)

    def _line(self) -> ReturnLine:
        """The line of the newest decided return, with what the actions look at."""
        lines = ReturnLine.objects.filter(
            supplier_return__contract__reference=FOSTERING,
            supplier_return__status=SupplierReturn.Status.DECIDED,
            commitment__measure__code=VOLUNTEERING,
        )
        kept = lines.select_related("supplier_return__contract__manager", "commitment__measure", "verification")
        return kept.latest("supplier_return__period__starts_on")

"""The statutory KPIs of Penbury's largest contract, and how its performance was assessed almost a year ago."""

from datetime import date

from django.utils import timezone

from portal.demo.people import Cast
from portal.demo.promises import contract_of
from portal.demo.timeline import Timeline
from returns.actions.assessing import Assessed, assess_contract
from returns.assessing import kpis_of
from suppliers.actions.kpis import mark_kpis
from suppliers.models import Rating

BUILDINGS = "PEN-FM-401"
KPIS = (2, 3, 4)
# So many days ago: the next assessment is due within days.
MARKED, ASSESSED = 361, 360
REASON = "The figures cover one quarter only, and the second intake begins in January."


class Performance:
    """What the council said about it."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.tom = cast.people["tom"]
        timeline.tell(((MARKED, self.mark), (ASSESSED, self.assess)), today=today, hour=14)

    def mark(self) -> None:
        """Three promises about work are the KPIs."""
        contract = contract_of(BUILDINGS)
        lines = contract.commitments.filter(position__in=KPIS).values_list("pk", flat=True)
        mark_kpis(contract=contract, commitments=set(lines), by=self.tom)

    def assess(self) -> None:
        """As the portal suggests, but for the last KPI, which it is too early to judge."""
        contract, today = contract_of(BUILDINGS), timezone.localdate()
        *others, last = kpis_of(contract, today=today)
        decided = {item.commitment.pk: Assessed(item.rated.rating) for item in others}
        decided[last.commitment.pk] = Assessed(Rating.OTHER.value, REASON)
        assess_contract(contract=contract, decided=decided, today=today, by=self.tom)

"""Larkfield’s opportunity log for its homes in Penbury: hosts, what was offered, and a check that runs out."""

from datetime import date, timedelta

from portal.demo.people import Cast
from portal.demo.promises import contract_of
from portal.demo.timeline import Timeline
from suppliers.actions.expiries import remind_of_expiries
from suppliers.actions.hosts import HostDetails, add_host
from suppliers.actions.opportunities import OpportunityDetails, add_opportunity, record_steps
from suppliers.models import Host, Opportunity

HOMES = "PEN-CH-101"
FARM, LIBRARY = "Hillside City Farm", "Riverside Library"
CONTACT, OUTWARD = "Volunteering coordinator", "PN1"


class OpportunityLog:
    """What was written in it in the period that runs now."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.by, self.today = cast.people["sam"], today
        acts = (
            (20, self.add_hosts), (19, self.add_opportunities), (14, self.offer),
            (9, self.hear_back), (8, lambda: self.remind(8)),
        )  # fmt: skip
        timeline.tell(acts, today=today, hour=11)

    def _day(self, back: int) -> date:
        return self.today - timedelta(days=back)

    def add_hosts(self) -> None:
        """A farm whose insurance soon ends, and a library where no role needs a check."""
        farm = HostDetails(
            name=FARM,
            kind="charity",
            contact_email="volunteers@farm.example",
            dbs_level="enhanced",
            dbs_checked_on=self._day(300),
            dbs_renew_on=self._day(-430),
            insurance="both",
            insurance_ends_on=self._day(-16),
            contact_name=CONTACT,
            outward_postcode=OUTWARD,
        )
        library = HostDetails(
            name=LIBRARY,
            kind="public",
            contact_email="volunteers@library.example",
            dbs_level="none",
            insurance="public",
            insurance_ends_on=self._day(-200),
            contact_name=CONTACT,
            outward_postcode=OUTWARD,
        )
        for details in (farm, library):
            add_host(contract=contract_of(HOMES), details=details, by=self.by)

    def add_opportunities(self) -> None:
        """Places at both."""
        farm = OpportunityDetails(
            title="Saturday helper with the animals",
            kind="regular",
            places=6,
            access=["step_free", "fares", "shadowing"],
            starts_on=self._day(18),
            ends_on=self._day(-90),
        )
        library = OpportunityDetails(
            title="Story time helper",
            kind="one_off",
            places=4,
            access=["step_free", "toilet", "quiet", "transport"],
            starts_on=self._day(-20),
            ends_on=self._day(-20),
        )
        for name, details in ((FARM, farm), (LIBRARY, library)):
            host = Host.objects.select_related("contract").get(name=name, contract=contract_of(HOMES))
            add_opportunity(host=host, sought_on=self._day(25), details=details, by=self.by)

    def offer(self) -> None:
        """The places at the farm are offered."""
        record_steps(opportunity=self._at(FARM), on=self._day(20), counts={"offered": 5}, by=self.by)

    def hear_back(self) -> None:
        """Most went, some did not."""
        counts = {"taken_up": 3, "travel": 1, "timetable": 1}
        record_steps(opportunity=self._at(FARM), on=self._day(15), counts=counts, by=self.by)

    def remind(self, back: int) -> None:
        """What the worker does on that morning."""
        remind_of_expiries(today=self._day(back))

    def _at(self, host: str) -> Opportunity:
        return Opportunity.objects.get(host__name=host, contract=contract_of(HOMES))

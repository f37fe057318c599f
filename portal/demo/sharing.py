"""How Penbury's officers share their work: a team, an absence that is planned, and a view of the queue that is kept."""

from datetime import date, timedelta

from accounts.actions import record_absence, save_team
from accounts.models import Team
from portal.demo.people import Cast
from portal.demo.timeline import Timeline
from returns.actions.saved_views import save_view
from returns.queue import Filters

TEAM, VIEW = "Children’s services", "My team’s, longest waiting"
# The first and the last day of the absence, so many days from now: nobody is away today, so that all can be tried.
AWAY = (12, 16)


class Sharing:
    """What they said about it, some weeks and some days ago."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.council, self.amina, self.tom = cast.councils["penbury"], cast.people["amina"], cast.people["tom"]
        self.today = today
        acts = ((41, self.make_team), (11, self.keep_view), (10, self.plan_absence))
        timeline.tell(acts, today=today, hour=9)

    def make_team(self) -> None:
        """The lead says who works together."""
        save_team(team=Team(council=self.council, name=TEAM), members=[self.amina, self.tom], by=self.tom)

    def keep_view(self) -> None:
        """The filters that the contract manager uses every week."""
        save_view(name=VIEW, query=Filters(whose="team", order="oldest").query, by=self.amina)

    def plan_absence(self) -> None:
        """A week away, with a colleague who covers."""
        first, last = (self.today + timedelta(days=days) for days in AWAY)
        days = {"starts_on": first, "ends_on": last}
        record_absence(user=self.amina, council=self.council, cover=self.tom, by=self.amina, **days)

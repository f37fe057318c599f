"""What has come in from others: suggestions, an entry and a need to be read, an answer, and who comes to an event."""

from datetime import date

from accounts.models import User
from cms.actions.case_suggestions import decline_case_study, suggest_case_study
from cms.actions.interests import Interested, tell_interest
from cms.actions.listing import confirm_entry
from cms.actions.posting import Reply, answer_post
from cms.models import CaseStudySuggestion, EventPage, Post
from portal.demo.people import Cast
from portal.demo.site import in_progress, in_progress_cy
from portal.demo.site_pages.community import Community
from portal.demo.timeline import Timeline
from returns.models import SupplierReturn
from returns.told import may_be_told

HOUR = 15


class Waiting:
    """Each on its day; the newest of it nobody has answered."""

    def __init__(self, cast: Cast, community: Community, timeline: Timeline, today: date) -> None:
        self.cast, self.community = cast, community
        acts = (
            (31, self.suggest_in_vain), (27, self.decline), (14, lambda: self.tell_interest(0)),
            (13, lambda: self.tell_interest(1)), (12, self.answer), (11, self.suggest), (9, self.post),
            (4, self.ask_to_be_listed),
        )  # fmt: skip
        timeline.tell(acts, today=today, hour=HOUR)

    def suggest_in_vain(self) -> None:
        """An officer suggests a contract that was told of just before."""
        self._suggest(in_progress.DECLINED)

    def decline(self) -> None:
        """The publisher says why not now."""
        suggestion = CaseStudySuggestion.objects.get(council=self.cast.councils["penbury"])
        decline_case_study(suggestion=suggestion, reason=in_progress.DECLINED_BECAUSE, by=self._person("edie"))

    def suggest(self) -> None:
        """Another one, which waits."""
        (reference,) = in_progress.SUGGESTED.keys() - {in_progress.DECLINED}
        self._suggest(reference)

    def tell_interest(self, number: int) -> None:
        """Somebody would like to come to an event."""
        event = EventPage.objects.get(slug=in_progress.EVENT)
        tell_interest(event=event, person=Interested(**in_progress.INTERESTED[number]), by=None)

    def answer(self) -> None:
        """Somebody answers an offer of a supplier, whose people read it when they sign in."""
        post = Post.objects.get(slug=in_progress.ANSWERED)
        answer_post(post=post, reply=Reply(**in_progress.ANSWER), by=None)

    def post(self) -> None:
        """A listed organisation needs something, and nobody has read it yet."""
        self.community.write(in_progress.WAITING_POST, in_progress_cy.WAITING_POST)

    def ask_to_be_listed(self) -> None:
        """An organisation asks, and opens the link in the letter; nobody has read it yet."""
        entry = self.community.ask(in_progress.WAITING_ENTRY, in_progress_cy.WAITING_ENTRY)
        confirm_entry(entry=entry, by=None)

    def _person(self, key: str) -> User:
        """Somebody with the rights that they have by now."""
        return User.objects.get(pk=self.cast.people[key].pk)

    def _suggest(self, reference: str) -> None:
        """The newest return of a contract that may be told."""
        decided = SupplierReturn.objects.filter(
            contract__reference=reference, status=SupplierReturn.Status.DECIDED
        ).order_by("-period__number")
        told = next(one for one in decided if may_be_told(one))
        suggest_case_study(
            supplier_return=told,
            reason=in_progress.SUGGESTED[reference],
            by=told.contract.manager or self._person("tom"),
        )

"""Loading the demonstration: once, whole or not at all, as if its people had worked with the portal for two years."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Council, OutboundEmail
from framework.actions import load_starter_framework, set_theme
from framework.copying import NewMeasure, add_measure, copy_framework
from framework.models import FrameworkVersion, Measure
from portal.demo import decisions, larkfield_homes, larkfield_support, others, pantry_lane
from portal.demo.arrivals import Arrivals
from portal.demo.clock import Clock, clock_at
from portal.demo.confirming import Confirmations
from portal.demo.dates import days_ago, run_of
from portal.demo.endorsing import Endorsements
from portal.demo.framework_versions import put_a_version_behind
from portal.demo.later import LaterPromises
from portal.demo.needs import bring_needs
from portal.demo.notice import bring_in_notice
from portal.demo.opportunities import OpportunityLog
from portal.demo.pages import PublicSites
from portal.demo.people import COUNCILS, Cast, make_cast
from portal.demo.performance import Performance
from portal.demo.promises import Talks
from portal.demo.sharing import Sharing
from portal.demo.shortfalls import Shortfalls
from portal.demo.story import Story
from portal.demo.timeline import Timeline, moment, working_day
from reports.editions import publish_figures
from returns.actions.reminding import send_reminders
from suppliers.actions.categories import create_default_categories
from suppliers.actions.places import set_places
from suppliers.actions.postcodes import set_local_postcodes
from suppliers.models import Area, Department, ServiceCategory

DEALS = (*larkfield_homes.DEALS, *larkfield_support.DEALS, *others.DEALS, *pantry_lane.DEALS)
# E-mails older than this were read long ago; the others wait for the worker, so that there is something to see.
NEWS = timedelta(days=7)
# The oldest return that is not sent was due some weeks ago, and its first reminder went two weeks before that.
REMINDED_FOR = 80
OWN_MEASURES = {
    "OC5": NewMeasure(
        code="PB.01",
        title="Community space opened to everybody",
        unit="space",
        value_type=Measure.ValueType.MILESTONE.value,
        aggregation=Measure.Aggregation.LATEST.value,
        calculation_rule="Done on the first day on which the space is open to everybody",
        evidence_required="Notes of the opening; where it is, and when it is open",
        photos=Measure.Photos.WITH_CONSENT.value,
        may_be_priced=False,
    ),
    "OC6": NewMeasure(
        code="PB.02",
        title="How people who use the service helped to shape it",
        unit="story",
        value_type=Measure.ValueType.NARRATIVE.value,
        aggregation=Measure.Aggregation.LATEST.value,
        calculation_rule="Told in words: what people said, and what was changed because of it",
        evidence_required="Notes without names of what was said and what was changed",
        sensitivity=Measure.Sensitivity.SPECIAL.value,
        may_be_priced=False,
    ),
}


def is_loaded() -> bool:
    """Whether the demonstration is there."""
    return Council.objects.filter(slug__in=[council["slug"] for council in COUNCILS.values()]).exists()


@transaction.atomic
def load_demonstration(*, today: date) -> bool:
    """Load the demonstration so that it looks lived in on `today`; False, and nothing changed, when it is there.

    What has an action goes through it, at the moment it is said to have happened, so that history, figures and e-mails
    are those of real use. Nothing happens on `today` itself but returns that open in its first minutes.
    """
    if is_loaded():
        return False
    began = moment(working_day(min(run_of(deal, today)[0] for deal in DEALS) - timedelta(days=60)), 9)
    with clock_at(began):
        cast = make_cast(joined=began)
        versions = _settle_in(cast)
    timeline = Timeline()
    story = Story(cast, versions, timeline, today)
    for number, deal in enumerate(DEALS):
        story.add(deal, number)
    _add_corrections(story)
    Talks(cast, timeline, today)
    LaterPromises(cast, timeline, today)
    Confirmations(cast, timeline, today)
    Endorsements(cast, timeline, today)
    Arrivals(cast, versions["penbury"], timeline, today)
    Sharing(cast, timeline, today)
    OpportunityLog(cast, timeline, today)
    Shortfalls(cast, timeline, today)
    Performance(cast, timeline, today)
    PublicSites(cast, timeline, today)
    pantry_lane.add_duties(story)
    _add_office_work(story)
    _add_reminders(story)
    timeline.play(moment(today, 0, 30))
    with clock_at(moment(today, 0, 30)):
        publish_figures()
    _tidy_outbox(moment(today, 0) - NEWS)
    return True


def _settle_in(cast: Cast) -> dict[str, FrameworkVersion]:
    """Categories of both councils, and what each measures by: Penbury by its own copy, Northmoor by the shared one."""
    amina, tom, noor = (cast.people[name] for name in ("amina", "tom", "noor"))
    penbury = cast.councils["penbury"]
    create_default_categories(council=penbury, by=amina)
    create_default_categories(council=cast.councils["northmoor"], by=noor)
    ServiceCategory.objects.bulk_create(
        ServiceCategory(council=penbury, code=code, label=label) for code, label in others.CATEGORIES.items()
    )
    for model, names in ((Department, others.DEPARTMENTS), (Area, others.AREAS)):
        set_places(council=penbury, model=model, kept={}, added=[{"name": name} for name in names], by=tom)
    set_local_postcodes(council=penbury, codes=others.LOCAL_POSTCODES, by=tom)
    bring_needs(council=penbury, areas=list(others.AREAS), year=timezone.localdate().year - 1, by=tom)
    shared = load_starter_framework(by=None)
    copied = copy_framework(version=shared, council=penbury, name="Penbury social value framework", by=amina)
    own = put_a_version_behind(copied, amina)
    for outcome, measure in OWN_MEASURES.items():
        add_measure(outcome=own.outcomes.get(code=outcome), measure=measure, by=amina)
    for name, objectives in others.THEMES.items():
        served = own.measures.filter(outcome__objective__code__in=objectives).values_list("pk", flat=True)
        set_theme(council=penbury, theme=None, name=name, measures=list(served), by=tom)
    return {"penbury": own, "northmoor": shared}


def _add_corrections(story: Story) -> None:
    """One correction that a second officer agreed to, and one that waits for a second officer."""
    people, timeline, today = story.cast.people, story.timeline, story.today
    homes, buildings = larkfield_homes.RESIDENTIAL, others.BUILDINGS

    def found_by_tom(clock) -> None:
        reason = "The job centre counted one person twice. Its new letter says so."
        period = story.correct(buildings, back=3, line=3, difference="-1", reason=reason, by="tom")
        agreed_at = moment(days_ago(today, 36), 14)
        timeline.add(agreed_at, lambda clock: decisions.agree(period, 3, people["amina"]))

    def found_by_amina(clock) -> None:
        reason = "Eight of these hours belong to another home, which reports them too."
        story.correct(homes, back=3, line=4, difference="-8", reason=reason, by="amina")

    timeline.add(moment(days_ago(today, 43), 11), found_by_tom)
    timeline.add(moment(days_ago(today, 4), 16), found_by_amina)


def _add_office_work(story: Story) -> None:
    """A contract that was brought in from a notice and is not set up yet."""
    people, council = story.cast.people, story.cast.councils["penbury"]
    announced = moment(days_ago(story.today, 11), 17)
    story.timeline.add(announced, lambda clock: _bring_in(council, people["amina"], announced))


def _add_reminders(story: Story) -> None:
    """The worker's mornings: earlier returns were sent long before anybody had to be reminded of them."""
    for days in range(REMINDED_FOR, 0, -1):
        story.timeline.add(moment(days_ago(story.today, days), 6, 10), _remind)


def _remind(clock: Clock) -> None:
    """What the worker does on the morning that the clock shows."""
    send_reminders(today=timezone.localdate())


def _bring_in(council: Council, by, published: datetime) -> None:
    bring_in_notice(council=council, by=by, published=published - timedelta(hours=1))


def _tidy_outbox(before: datetime) -> None:
    """Old e-mails count as sent: nobody is to be told today what happened two years ago."""
    old = OutboundEmail.objects.filter(status=OutboundEmail.Status.WAITING, queued__lt=before)
    old.update(status=OutboundEmail.Status.SENT, sent=F("queued"), body="", html="")

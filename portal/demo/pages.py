"""The public sites of the demonstration: every page in English and in Welsh, each published on its day."""

from datetime import date
from functools import partial

from wagtail.models import Site

from accounts.models import Council, User
from cms.actions.setting_up import set_up_sites
from cms.models import CouncilSite
from portal.demo.dates import days_ago
from portal.demo.people import Cast
from portal.demo.site_pages.community import Community
from portal.demo.site_pages.dated import disclosure_drafts, event_drafts, news_drafts, policy_drafts
from portal.demo.site_pages.desk import Desk
from portal.demo.site_pages.drafts import OPENING, Drafts
from portal.demo.site_pages.files import Files, give_logo
from portal.demo.site_pages.measures import write_measure_words
from portal.demo.site_pages.northmoor import open_site
from portal.demo.site_pages.sections import (
    guidance_drafts,
    home_draft,
    list_drafts,
    menu_drafts,
    put_up_signposts,
)
from portal.demo.site_pages.statements import statement_drafts
from portal.demo.site_pages.stories import ANSWERED, ASKED, BACK, Stories
from portal.demo.site_pages.waiting import Waiting
from portal.demo.timeline import Timeline, moment, whenever

SETTLED = 80
HOUR = 9


class PublicSites:
    """How the sites came to be: settings first, then consents, then all pages, then one after the other goes out."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.cast, self.timeline, self.today = cast, timeline, today
        self.files = Files()
        self.stories = Stories(cast, self.files, today)
        acts = (
            (SETTLED, self.settle), (ASKED, self.stories.ask), (ANSWERED, self.stories.answer),
            (BACK, self.stories.take_back), (OPENING, self.open),
        )  # fmt: skip
        for days, act in acts:
            timeline.add(moment(days_ago(today, days), HOUR), whenever(act))
        Waiting(cast, Community(cast, timeline, today), timeline, today)

    def settle(self) -> None:
        """The default site is Penbury's, and its framework is told in plain words and in Welsh."""
        site = settle_penbury(self.cast.councils["penbury"])
        write_measure_words(self.cast.councils["penbury"])
        set_up_sites()
        self.files.put_up(site, self.cast.people["edie"])

    def open(self) -> None:
        """Write every page in both languages, publish those that are due, and note when the others follow."""
        drafts = Drafts(self.cast.people["edie"])
        drafts.added = self.files.added()
        for draft in (home_draft(), *menu_drafts(), *list_drafts(), *guidance_drafts(self.today), *self._later()):
            drafts.write(draft)
        put_up_signposts(drafts)
        northmoor = self.cast.councils["northmoor"]
        open_site(northmoor, self.today)
        set_up_sites()
        give_logo(CouncilSite.objects.get(council=northmoor), "northmoor", None)
        drafts.by = User.objects.get(pk=self.cast.people["edie"].pk)  # who knows of the rights given just now
        for slug, draft in drafts.all.items():
            if draft.days_ago >= OPENING:
                drafts.publish(slug)
            else:
                day = days_ago(self.today, draft.days_ago)
                self.timeline.add(moment(day, HOUR, 30), whenever(partial(drafts.publish, slug)))
        Desk(self.cast, drafts, self.timeline, self.today)

    def _later(self) -> list:
        return [
            *statement_drafts(self.today),
            *self.stories.drafts(),
            *policy_drafts(self.today),
            *event_drafts(self.today),
            *news_drafts(self.today),
            *disclosure_drafts(self.today),
        ]


def settle_penbury(penbury: Council) -> CouncilSite:
    """What the council sets for its whole site."""
    site, _is_new = CouncilSite.objects.update_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={
            "council": penbury,
            "welsh_name": "Cyngor Bwrdeistref Penbury",
            "welsh_contact_name": "Tîm gwerth cymdeithasol",
            "contact_hours": "Monday to Friday, 9am to 5pm",
            "welsh_contact_hours": "Dydd Llun i ddydd Gwener, 9am i 5pm",
            "footer": "Penbury is made up, and so is everybody in it.",
            "welsh_footer": "Dychmygol yw Penbury, a phawb sydd yno.",
        },
    )
    return site

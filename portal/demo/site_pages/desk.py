"""What Enid writes and Edie decides: a page that waits, one that came back, one with a moment, one without Welsh."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from accounts.models import User
from cms.actions.reminding import remind_of_reviews
from cms.actions.together import publish_together, send_together
from cms.models import GuidancePage, NewsPage, SitePage
from portal.demo.dates import days_ago
from portal.demo.people import Cast
from portal.demo.site import in_progress, in_progress_cy
from portal.demo.site.sections import SLUGS
from portal.demo.site.writing import Entry
from portal.demo.site_pages.drafts import Drafts, written
from portal.demo.timeline import Timeline, moment, working_day

IN_DAYS = 8
HOUR = 10


class Desk:
    """Both at work, since the site was opened. `drafts` are the pages that are there."""

    def __init__(self, cast: Cast, drafts: Drafts, timeline: Timeline, today: date) -> None:
        self.cast, self.drafts, self.today = cast, drafts, today
        acts = (
            (24, self.write_on_goods), (22, self.send_on_goods), (19, self.send_back),
            (in_progress.ALONE["days_ago"], self.publish_alone), (in_progress.OVERDUE_DAYS - 1, self.remind),
            (10, self.send_on_volunteering), (9, self.plan),
        )  # fmt: skip
        timeline.tell(acts, today=today, hour=HOUR)

    def write_on_goods(self) -> None:
        """Enid begins a page of guidance."""
        self._write(GuidancePage(), in_progress.SENT_BACK, SLUGS["suppliers"], self._person("enid"))

    def send_on_goods(self) -> None:
        """She thinks that it is ready."""
        page = GuidancePage.objects.get(slug=in_progress.SENT_BACK["slug"])
        page.get_workflow().start(page, self._person("enid"))

    def send_back(self) -> None:
        """Edie asks for changes."""
        page = GuidancePage.objects.get(slug=in_progress.SENT_BACK["slug"])
        state = page.current_workflow_task_state
        page.current_workflow_task.on_action(state, self._person("edie"), "reject", comment=in_progress.COMMENT)

    def publish_alone(self) -> None:
        """Edie publishes in a hurry, and nobody has translated it since."""
        edie, words = self._person("edie"), in_progress.ALONE
        page = self._write(NewsPage(published_on=days_ago(self.today, words["days_ago"])), words, "news", edie)
        page.get_latest_revision().publish(user=edie)

    def remind(self) -> None:
        """What the worker does on the morning after a page was to be looked at again."""
        remind_of_reviews(today=timezone.localdate())

    def send_on_volunteering(self) -> None:
        """Enid sends a page in both languages; it waits for Edie."""
        enid = self._person("enid")
        page = self._write(GuidancePage(), in_progress.SENT, SLUGS["suppliers"], enid, in_progress_cy.SENT)
        send_together(page=page, by=enid)

    def plan(self) -> None:
        """Edie sets the moment at which news go out by themselves, in both languages."""
        edie, day = self._person("edie"), working_day(self.today + timedelta(days=IN_DAYS))
        page = NewsPage(published_on=day, go_live_at=moment(day, HOUR))
        publish_together(page=self._write(page, in_progress.PLANNED, "news", edie, in_progress_cy.PLANNED), by=edie)

    def _person(self, key: str) -> User:
        """Somebody with the rights that they have by now."""
        return User.objects.get(pk=self.cast.people[key].pk)

    def _write(self, page: SitePage, words: Entry, below: str, by: User, welsh: Entry | None = None) -> Page:
        """Keep a draft, and its twin where there are words for it."""
        page.live, page.owner = False, by
        _fill(page, words, self.drafts.english, "en-gb")
        Page.objects.get(pk=self.drafts.english[below].pk).add_child(instance=page)
        page.save_revision(user=by)
        log(instance=page, action="wagtail.create", user=by)
        if welsh:
            twin: Any = page.copy_for_translation(Locale.objects.get(language_code="cy"))
            _fill(twin, welsh, self.drafts.welsh, "cy")
            twin.save()
            twin.save_revision(user=by)
        return page


def _fill(page: SitePage, words: Entry, pages: dict[str, SitePage], language: str) -> None:
    for name in ("title", "slug", "summary"):
        setattr(page, name, words[name])
    page.draft_title = page.title
    page.body = written(words["body"], pages, language)  # type: ignore[attr-defined]

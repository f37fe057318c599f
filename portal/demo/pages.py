"""The public site of the demonstration, written as its editor would: every page in English, then in Welsh."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from accounts.models import Council, User
from cms.actions.setting_up import set_up_sites
from cms.models import CouncilSite, FrameworkPage, GuidancePage, HomePage, SitePage
from portal.demo.families import families, without_tables
from portal.demo.site import framework, guidance, guidance_cy, indexes_cy
from portal.demo.site.catalogue import ENGLISH, WELSH
from portal.demo.site.writing import Block, Entry

LINK = re.compile(r'<a href="page:([\w-]+)">')
# A section: its English slug, what it says of itself in each language, and its slug in Welsh.
SECTIONS = {
    "suppliers": (
        "for-suppliers",
        "What we ask of suppliers, how to report it, and how to count it.",
        "i-gyflenwyr",
        "Yr hyn a ofynnwn gan gyflenwyr, sut i adrodd arno, a sut i’w gyfrif.",
    ),
    "voluntary": (
        "for-voluntary-organisations",
        "What social value could mean for your group, and how to take part.",
        "i-sefydliadau-gwirfoddol",
        "Yr hyn y gallai gwerth cymdeithasol ei olygu i’ch grŵp, a sut i gymryd rhan.",
    ),
    "council": (
        "how-we-do-it",
        "The law, how we check figures, and what we do when a promise slips.",
        "sut-rydym-yn-gwneud-hyn",
        "Y gyfraith, sut rydym yn gwirio ffigurau, a’r hyn a wnawn pan na chedwir addewid.",
    ),
}
# Fields of pages that are written in each language, beside title, slug and body.
IN_WELSH = ("summary", "introduction", "scope", "out_of_scope", "tested_how", "tested_by", "place")
AT_HOME = ("what-social-value-is", "how-to-send-a-return", "what-good-evidence-looks-like", "before-you-bid")


@dataclass
class Writer:
    """Whoever writes the site in one language, and the pages so far by their English slug."""

    by: User
    language: str
    pages: dict[str, SitePage] = field(default_factory=dict)
    bodies: dict[str, list[Block]] = field(default_factory=dict)

    def add(self, slug: str, page: SitePage, body: list[Block], *, below: Page) -> SitePage:
        """A page that is not published yet: pages link to one another, so that all must be there first."""
        page.owner, page.live = self.by, False
        self.keep(slug, below.add_child(instance=page), body)
        return self.pages[slug]

    def keep(self, slug: str, page: SitePage, body: list[Block]) -> None:
        """A page that is there already."""
        self.pages[slug], self.bodies[slug] = page, body

    def publish(self) -> None:
        """Put the links into all bodies, and publish."""
        for slug, page in self.pages.items():
            page.body = self.written(self.bodies[slug])
            page.save_revision(user=self.by).publish(user=self.by)

    def written(self, body: list[Block]) -> str:
        """A body as the field keeps it."""
        return json.dumps([{"type": name, "value": self._value(name, value)} for name, value in body])

    def _value(self, name: str, value: Any) -> Any:
        if name == "text":
            return self._linked(value)
        if name == "details":
            return {**value, "text": self._linked(value["text"])}
        if name == "steps":
            return {"steps": [{**step, "text": self._linked(step["text"])} for step in value["steps"]]}
        if name == "table":
            columns = [{"type": "text", "heading": title} for title in value["head"]]
            return {
                "caption": value["caption"],
                "table": {"columns": columns, "rows": [{"values": list(row)} for row in value["rows"]], "caption": ""},
            }
        return value

    def _linked(self, html: str) -> str:
        """Links by slug as Wagtail keeps links to pages; to one that is not there they become plain words."""

        def link(found: re.Match) -> str:
            page = self.pages.get(found.group(1))
            return f'<a linktype="page" id="{page.pk}">' if page else "<a>"

        return LINK.sub(link, html)


def publish_pages(*, by: User) -> None:
    """Publish the site in both languages, as the site of Penbury."""
    site = Site.objects.get(is_default_site=True)
    penbury = Council.objects.get(slug="penbury")
    CouncilSite.objects.update_or_create(
        site=site,
        defaults={
            "council": penbury,
            "welsh_name": "Cyngor Bwrdeistref Penbury",
            "contact_hours": "Monday to Friday, 9am to 5pm",
            "welsh_contact_hours": "Dydd Llun i ddydd Gwener, 9am i 5pm",
            "footer": "Penbury is made up, and so is everybody in it.",
            "welsh_footer": "Dychmygol yw Penbury, a phawb sydd yno.",
        },
    )
    english = Writer(by, "en-gb")
    write_english(english)
    english.publish()
    write_welsh(english)


def write_english(writer: Writer) -> None:
    """The home page, and the guidance in its sections."""
    home, words = HomePage.objects.get(slug="home"), ENGLISH["home"]
    home.title, home.summary, home.introduction = words["title"], words["summary"], words["introduction"]
    writer.keep("home", home, words["body"])
    for key, title in guidance.SECTIONS.items():
        slug, summary, *_welsh = SECTIONS[key]
        section = GuidancePage(title=title, slug=slug, summary=summary, show_in_menus=True)
        writer.add(slug, section, [], below=home)
        for page in (page for page in guidance.PAGES if page["section"] == key):
            shown = GuidancePage(title=page["title"], slug=page["slug"], summary=page["summary"])
            writer.add(page["slug"], shown, page["body"], below=section)
    words = framework.ENGLISH
    page = FrameworkPage(title=words["title"], slug=words["slug"], summary=words["summary"], show_in_menus=True)
    writer.add(framework.SLUG, page, words["body"], below=home)
    for told in families(today=timezone.localdate(), by=writer.by):
        writer.add(told.slug, told.page, told.body, below=writer.pages[told.below])
    home.signposts = [("signpost", {"page": writer.pages[slug], "words": ENGLISH[slug]["summary"]}) for slug in AT_HOME]


def in_welsh(problems, words: list[Entry]) -> str:
    """What does not work yet in the words of the twin, each to be mended on the same day."""
    days = [problem.value["fix_by"] for problem in problems]
    told = [
        {"what": one["what"], "why": one["why"], "criterion": one["criterion"], "fix_by": day.isoformat()}
        for one, day in zip(words, days, strict=True)
    ]
    return json.dumps([{"type": "problem", "value": value} for value in told])


def write_welsh(english: Writer) -> None:
    """The twin of every English page, with the words that were written for it."""
    welsh, locale = Writer(english.by, "cy"), Locale.objects.get(language_code="cy")
    named = {slug: (key, *SECTIONS[key][2:]) for key, (slug, *_rest) in SECTIONS.items()}
    for slug, page in english.pages.items():
        if slug in named:
            key, own_slug, summary = named[slug]
            words: Entry = {"title": guidance_cy.SECTIONS[key], "slug": own_slug, "summary": summary, "body": []}
        else:
            words = framework.WELSH if slug == framework.SLUG else {**indexes_cy.WELSH, **WELSH}[slug]
        twin = page.copy_for_translation(locale)
        twin.title = twin.draft_title = words["title"]
        twin.slug = words["slug"] if slug != "home" else twin.slug
        for name in IN_WELSH:
            if name in words and hasattr(twin, name):
                setattr(twin, name, words[name])
        if "quote" in words:
            twin.quote_words, twin.quote_who = words["quote"]["words"], words["quote"]["who"]
        if "does_not_work" in words:
            twin.problems = in_welsh(page.problems, words["does_not_work"])
        welsh.keep(slug, twin, without_tables(words["body"]) if slug == "cookies" else words["body"])
    welsh.pages["home"].signposts = [
        ("signpost", {"page": welsh.pages[slug], "words": WELSH[slug]["summary"]}) for slug in AT_HOME
    ]
    set_up_sites()
    welsh.by = User.objects.get(pk=english.by.pk)  # who knows of the rights given just now
    welsh.publish()

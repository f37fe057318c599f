"""The frame of the site: its home page, the menu with its sections and lists, guidance, and where to ask."""

from datetime import date

from cms.models import (
    CaseStudyIndexPage,
    ContactPage,
    DisclosureIndexPage,
    EventIndexPage,
    FrameworkPage,
    GuidancePage,
    HomePage,
    NewsIndexPage,
    PolicyIndexPage,
    ResultsPage,
    SitePage,
    VoluntaryHubPage,
)
from portal.demo.dates import days_ago
from portal.demo.site import framework, guidance, sections
from portal.demo.site.catalogue import ENGLISH, WELSH
from portal.demo.site.in_progress import OVERDUE, OVERDUE_DAYS
from portal.demo.site.writing import Entry
from portal.demo.site_pages.drafts import Draft, Drafts

HOME = "home"
# What the menu does not lead to, and what most people come for. The words of the home page have no links beside these.
AT_HOME = (
    "what-social-value-is", "results", "how-we-check-figures", "before-you-bid", "how-to-send-a-return",
    "what-good-evidence-looks-like", "voluntary-sector", "policies", "disclosures", "contact",
)  # fmt: skip
# The rest of the tree: family, English slug, below which page.
LISTS = (
    (VoluntaryHubPage, "voluntary-sector", HOME),
    (NewsIndexPage, "news", "news-and-events"),
    (EventIndexPage, "events", "news-and-events"),
    (PolicyIndexPage, "policies", "how-we-do-it"),
    (DisclosureIndexPage, "disclosures", "how-we-do-it"),
)


def home_draft() -> Draft:
    """The first page, which the portal made when it was set up."""
    page, english, welsh = HomePage.objects.get(slug=HOME), ENGLISH[HOME], WELSH[HOME]
    page.introduction = english["introduction"]
    return Draft(page, "", english, welsh, {"introduction": welsh["introduction"]})


def menu_drafts() -> list[Draft]:
    """The seven pages of the menu, in its order."""
    in_order: list[tuple[type[SitePage], str]] = [
        (GuidancePage, sections.SLUGS["suppliers"]),
        (GuidancePage, sections.SLUGS["voluntary"]),
        (FrameworkPage, framework.SLUG),
        (ResultsPage, "results"),
        (CaseStudyIndexPage, "case-studies"),
        (GuidancePage, "news-and-events"),
        (GuidancePage, sections.SLUGS["council"]),
    ]
    return [Draft(family(show_in_menus=True), HOME, ENGLISH[slug], WELSH[slug]) for family, slug in in_order]


def list_drafts() -> list[Draft]:
    """Lists, the page of the voluntary sector, and how to reach the council."""
    return [
        contact_draft(HOME, ENGLISH["contact"], WELSH["contact"]),
        *(Draft(family(), below, ENGLISH[slug], WELSH[slug]) for family, slug, below in LISTS),
    ]


def contact_draft(below: str, english: Entry, welsh: Entry) -> Draft:
    """How to reach a council: whom else to ask stands in rows."""
    page, in_welsh = ([("contact", one) for one in words["contacts"]] for words in (english, welsh))
    return Draft(ContactPage(contacts=page), below, english, welsh, {"contacts": in_welsh})


def guidance_drafts(today: date) -> list[Draft]:
    """All guidance, in its sections; one page should have been looked at again some days ago."""
    overdue_on = days_ago(today, OVERDUE_DAYS)
    return [
        Draft(
            GuidancePage(review_on=overdue_on if page["slug"] == OVERDUE else None),
            sections.SLUGS[page["section"]],
            page,
            WELSH[page["slug"]],
        )
        for page in guidance.PAGES
    ]


def put_up_signposts(drafts: Drafts) -> None:
    """Where readers of the home page go next, once the pages are there."""
    for pages, words in ((drafts.english, ENGLISH), (drafts.welsh, WELSH)):
        pages[HOME].signposts = [
            ("signpost", {"page": pages[slug], "words": words[slug]["summary"]}) for slug in AT_HOME
        ]

"""The council's public site as measured: a page of each kind that has most to show, and what they are found among."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from wagtail.models import Page, Site

from cms.indexing import index_entry
from cms.models import (
    CaseStudyIndexPage,
    CaseStudyMeasure,
    CaseStudyPage,
    CouncilSite,
    FrameworkPage,
    GuidancePage,
    HomePage,
    ListedOrganisation,
    ResultsPage,
)
from framework.models import Measure
from framework.published import slug_of
from reports.editions import publish_figures_of
from suppliers.models import Contract
from tests.bench.council import MIXES, People
from tests.bench.models import BarePage

PARAGRAPH = (
    "<p>A return is your progress report. It asks, for every promise in your contract, what you did in the period, who "
    "benefited and what changed. You can stop at any question and come back: what you saved is kept.</p>"
)
STORIES, ENTRIES = 60, 300
MEASURE = "M1.01"


def publish_site(people: People, today: date) -> Iterator[tuple[str, str, str]]:
    """Publish the site and yield the name, address and a telling word of each page of it; the bare page last."""
    council_id = people.councils[0]
    CouncilSite.objects.create(site=Site.objects.get(is_default_site=True), council_id=council_id)
    publish_figures_of(council_id, today=today)
    home, guidance = HomePage.objects.get(), _guidance()
    framework = _add(home, FrameworkPage(title="What we ask for", slug="framework", summary="Every measure."))
    results = _add(home, ResultsPage(title="Results", slug="results", summary="Promised and delivered."))
    stories = _add(home, CaseStudyIndexPage(title="Case studies", slug="case-studies", summary="What came of it."))
    story = _stories(stories, Contract.objects.filter(council_id=council_id).order_by("-pk").first())
    entry = _entries(council_id, today)
    measure = Measure.objects.filter(code=MEASURE).latest("pk")
    yield "public home", home.get_url(), "<h1"
    yield "public guidance", guidance.get_url(), guidance.title
    yield "public framework", framework.get_url(), measure.title
    yield "public measure", f"{framework.get_url()}measures/{slug_of(MEASURE)}/", measure.title
    yield "public results", results.get_url(), "Local residents recruited"
    yield "public case studies", stories.get_url(), story.title
    yield "public case study", story.get_url(), story.title
    yield "public directory", reverse("directory-list"), entry.name
    yield "public search", f"{reverse('search')}?q=story", f"{stories.get_url()}story-"
    yield "bare page", reverse("bench-wagtail", args=["bare/"]), guidance.title


def _add(above: Page, page: Page) -> Page:
    above.add_child(instance=page)
    page.save_revision().publish()
    return page


def _guidance() -> GuidancePage:
    """A page as long as guidance is, and a bare one with the same words."""
    body = []
    for section in range(1, 7):
        body += [("heading", f"Part {section}"), ("text", PARAGRAPH * 2)]
    page = GuidancePage(title="How to send a return", slug="how-to-send-a-return", summary="From start to end.")
    page.body = [*body, ("warning", "Never upload names, dates of birth or addresses.")]
    _add(HomePage.objects.get(), page)
    _add(HomePage.objects.get(), BarePage(title=page.title, slug="bare", body=page.body.raw_data))
    return page


def _stories(index: CaseStudyIndexPage, contract: Contract) -> CaseStudyPage:
    """So many stories of one contract with its figures; the newest of them."""
    chosen = Measure.objects.filter(version=contract.framework_version_id, code__in=[*MIXES[0]])
    for number in range(STORIES):
        page = CaseStudyPage(title=f"Story {number}", slug=f"story-{number}", summary="What came of it.", year=2026)
        page.contract, page.body = contract, [("heading", "What they did"), ("text", PARAGRAPH * 3)]
        page.measures.set([CaseStudyMeasure(measure=measure) for measure in chosen])
        _add(index, page)
    return page


def _entries(council_id: int, today: date) -> ListedOrganisation:
    """So many entries of the directory; the first of them in the order of names."""
    entries = [
        ListedOrganisation(
            council_id=council_id,
            status=ListedOrganisation.Status.LISTED,
            slug=f"organisation-{number}",
            email=f"office{number}@organisation.example",
            name=f"Organisation {number:04}",
            sort_name=f"organisation {number:04}",
            does="Collects food and gives it out.",
            causes=["food"],
            offered=["volunteers"],
            sent_on=today,
            right_on=today,
        )
        for number in range(ENTRIES)
    ]
    for entry in ListedOrganisation.objects.bulk_create(entries):
        index_entry(entry)
    return entries[0]

"""The pages of the demonstration that are no guidance: results, case studies, events, policies and the rest."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cms.actions.consents import Given, record_consent
from cms.models import (
    AccessibilityStatementPage,
    CaseStudyIndexPage,
    CaseStudyMeasure,
    CaseStudyPage,
    Consent,
    ContactPage,
    CookiesPage,
    DisclosureIndexPage,
    DisclosurePage,
    DpiaPage,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    PolicyIndexPage,
    PolicyPage,
    PrivacyPage,
    ResultsPage,
    SitePage,
    VoluntaryHubPage,
)
from framework.models import Measure
from portal.demo.site import (
    case_studies,
    community,
    contact,
    disclosures,
    gatherings,
    news,
    policies,
    statements,
)
from portal.demo.site.indexes import INDEXES
from portal.demo.site.writing import Block, Entry
from suppliers.models import Contract

# From and to of each event, in the order of `gatherings.EVENTS`.
HOURS = ((time(9, 30), time(12)), (time(13), time(14)), (time(18), time(20)), (time(10), time(11, 30)))
AUDIENCES = ("suppliers", "suppliers", "voluntary", "everybody")
EXEMPTIONS = {
    "Section 40(2): personal information": "foi-40-2",
    "Section 43(2): commercial interests": "foi-43-2",
}


@dataclass(frozen=True)
class Told:
    """A page to be written: its English slug, the page, its body, and the slug of the page above it."""

    slug: str
    page: SitePage
    body: list[Block]
    below: str = "home"


def families(*, today: date, by) -> Iterator[Told]:
    """Every page, those above others first."""
    yield from _indexes()
    yield from _told(ContactPage, contact.CONTACT)
    yield from _told(VoluntaryHubPage, community.HUB)
    yield from _case_studies(by)
    yield from _policies(today)
    yield from _events(today)
    for entry in news.NEWS:
        yield from _told(NewsPage, entry, below="news", published_on=today - timedelta(days=entry["days_ago"]))
    yield from _disclosures(today)
    yield from _statements(today)


def without_tables(body: list[Block]) -> list[Block]:
    """The words about cookies: the page lists those that the portal sets itself."""
    return [block for block in body if block[0] != "table"]


def _told(model: type[SitePage], entry: Entry, *, below: str = "home", **more: Any) -> Iterator[Told]:
    words = {name: entry[name] for name in ("title", "slug", "summary")}
    yield Told(entry["slug"], model(**words, **more), list(entry["body"]), below)


def _indexes() -> Iterator[Told]:
    models: dict[str, type[SitePage]] = {
        "results": ResultsPage,
        "case-studies": CaseStudyIndexPage,
        "policies": PolicyIndexPage,
        "events": EventIndexPage,
        "news": NewsIndexPage,
        "answers-to-requests": DisclosureIndexPage,
    }
    for slug, entry in INDEXES.items():
        yield from _told(models[slug], entry, show_in_menus=slug in ("results", "case-studies"))


def _case_studies(by) -> Iterator[Told]:
    for entry in case_studies.CASE_STUDIES:
        contract = Contract.objects.get(reference=entry["contract"]["reference"])
        quote = entry.get("quote")
        more: dict[str, Any] = {"contract": contract, "year": timezone.localdate().year}
        if quote:
            given = Given(
                covers=Consent.Covers.QUOTE,
                given_by=quote["who"],
                organisation=quote["who"],
                about="A quote in a case study",
                way="email",
                kept_where="Consent register, made up",
                given_on=timezone.localdate(),
            )
            consent = record_consent(council=contract.council, given=given, by=by)
            more |= {"quote_words": quote["words"], "quote_who": quote["who"], "quote_consent": consent}
        for told in _told(CaseStudyPage, entry, below="case-studies", **more):
            measures = Measure.objects.filter(version=contract.framework_version_id, code__in=entry["measures"])
            told.page.measures.set([CaseStudyMeasure(measure=measure) for measure in measures])  # type: ignore[attr-defined]
            yield told


def _policies(today: date) -> Iterator[Told]:
    for entry in policies.POLICIES:
        is_draft = entry["status"] == policies.DRAFT
        yield from _told(
            PolicyPage,
            entry,
            below="policies",
            version=entry["version"],
            status="draft" if is_draft else "adopted",
            adopted_on=None if is_draft else today - timedelta(days=120),
            closes_on=today + timedelta(days=30) if is_draft else None,
            review_on=today + timedelta(days=30 * entry["review_months"]),
        )


def _events(today: date) -> Iterator[Told]:
    for entry, (begins, ends), audience in zip(gatherings.EVENTS, HOURS, AUDIENCES, strict=True):
        day = today + timedelta(days=entry["days"])
        yield from _told(
            EventPage,
            entry,
            below="events",
            begins=timezone.make_aware(datetime.combine(day, begins)),
            ends=timezone.make_aware(datetime.combine(day, ends)),
            place=entry["place"],
            audience=audience,
            audience_words=entry["audience"],
        )


def _disclosures(today: date) -> Iterator[Told]:
    for entry in disclosures.DISCLOSURES:
        answered = today - timedelta(days=entry["days_ago"])
        yield from _told(
            DisclosurePage,
            entry,
            below="answers-to-requests",
            reference=entry["reference"],
            received_on=answered - timedelta(days=17),
            answered_on=answered,
            exemptions=json.dumps([{"type": "exemption", "value": EXEMPTIONS[words]} for words in entry["exemptions"]]),
        )


def _statements(today: date) -> Iterator[Told]:
    said = statements.ACCESSIBILITY
    problems = [
        {
            "what": problem["what"],
            "why": problem["why"],
            "criterion": problem["criterion"],
            "fix_by": (today + timedelta(days=30 * problem["fixed_in_months"])).isoformat(),
        }
        for problem in said["does_not_work"]
    ]
    yield from _told(
        AccessibilityStatementPage,
        said,
        scope=said["scope"],
        compliance="partial",
        problems=json.dumps([{"type": "problem", "value": problem} for problem in problems]),
        disproportionate_burden=said["disproportionate_burden"],
        out_of_scope=said["out_of_scope"],
        answer_working_days=said["answer_working_days"],
        prepared_on=today - timedelta(days=said["prepared_days_ago"]),
        reviewed_on=today - timedelta(days=said["reviewed_days_ago"]),
        tested_on=today - timedelta(days=said["tested_days_ago"]),
        tested_by=said["tested_by"],
        tested_how=said["tested_how"],
    )
    by_slug = {entry["slug"]: entry for entry in statements.PAGES}
    yield from _told(CookiesPage, by_slug["cookies"] | {"body": without_tables(by_slug["cookies"]["body"])})
    yield from _told(PrivacyPage, by_slug["privacy"])
    yield from _told(DpiaPage, by_slug["data-protection-impact"])

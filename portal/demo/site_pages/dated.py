"""Policies, events, news and disclosures: pages with days, which are worked out from the demonstration's day."""

import re
from datetime import date, datetime, time, timedelta

from cms.models import DisclosurePage, EventPage, NewsPage, PolicyPage, SitePage
from portal.demo.dates import days_ago
from portal.demo.site import disclosures, gatherings, news, policies
from portal.demo.site.catalogue import WELSH
from portal.demo.site.writing import Entry
from portal.demo.site_pages.drafts import OPENING, Draft
from portal.demo.timeline import moment, working_day
from suppliers.calendar import add_months

OPEN_FOR_COMMENTS = timedelta(days=42)
ANSWERED_WITHIN = 26
CLOCK = re.compile(r"(\d+)(?::(\d+))?(am|pm)")
SECTION = re.compile(r"(\d+)\((\d)\)")
ONLINE = ("Online", "We send you the link the day before.", "Anfonwn y ddolen atoch y diwrnod cynt.")
# For whom an event is, and whether people tell us that they come.
EVENTS = {
    "buyers-meet-small-firms": (EventPage.Audience.EVERYBODY, False),
    "your-first-return-step-by-step": (EventPage.Audience.SUPPLIERS, True),
    "open-evening-for-voluntary-organisations": (EventPage.Audience.VOLUNTARY, True),
    "what-makes-evidence-easy": (EventPage.Audience.SUPPLIERS, False),
}
# How long before its day an event was announced.
ANNOUNCED = 50


def policy_drafts(today: date) -> list[Draft]:
    """Those in force, the one that was before them, and a draft that is open for comments."""
    drafts: dict[str, Draft] = {}
    for entry in policies.POLICIES:
        older = drafts.get(entry.get("supersedes", ""))
        drafts[entry["slug"]] = _policy(entry, today, older.page if older else None)
    return [*drafts.values()]


def _policy(entry: Entry, today: date, older: SitePage | None) -> Draft:
    is_draft = entry["status"] == policies.DRAFT
    page = PolicyPage(
        version=entry["version"],
        status=entry["status"],
        adopted_on=None if is_draft else days_ago(today, entry["adopted_days_ago"]),
        supersedes=older,
        review_on=add_months(today, entry["review_months"]),
        closes_on=today + OPEN_FOR_COMMENTS if is_draft else None,
    )
    return Draft(page, "policies", entry, WELSH[entry["slug"]], days_ago=5 if is_draft else OPENING)


def event_drafts(today: date) -> list[Draft]:
    """Three that are on, and one that was."""
    return [_event(entry, today) for entry in gatherings.EVENTS]


def _event(entry: Entry, today: date) -> Draft:
    welsh, day = WELSH[entry["slug"]], working_day(today + timedelta(days=entry["days"]))
    audience, takes_interest = EVENTS[entry["slug"]]
    begins, ends = (_at(day, words) for words in entry["hours"].split(" to "))
    is_online = entry["place"] == ONLINE[0]
    page = EventPage(
        begins=begins,
        ends=ends,
        place="" if is_online else entry["place"],
        online_note=ONLINE[1] if is_online else "",
        audience=audience,
        audience_words=entry["audience"],
        takes_interest=takes_interest,
    )
    in_welsh = {
        "place": "" if is_online else welsh["place"],
        "online_note": ONLINE[2] if is_online else "",
        "audience_words": welsh["audience"],
    }
    return Draft(page, "events", entry, welsh, in_welsh, days_ago=max(ANNOUNCED - entry["days"], 1))


def _at(day: date, words: str) -> datetime:
    """A moment by the clock as people say it: 9:30am, noon."""
    if words == "noon":
        return moment(day, 12)
    hour, minute, half = CLOCK.fullmatch(words).groups()  # type: ignore[union-attr]
    said = time(int(hour) % 12 + (12 if half == "pm" else 0), int(minute or 0))
    return moment(day, said.hour, said.minute)


def news_drafts(today: date) -> list[Draft]:
    """What is new, each on its day."""
    return [
        Draft(
            NewsPage(published_on=days_ago(today, entry["days_ago"])),
            "news",
            entry,
            WELSH[entry["slug"]],
            days_ago=entry["days_ago"],
        )
        for entry in news.NEWS
    ]


def disclosure_drafts(today: date) -> list[Draft]:
    """What people asked; what was answered before there was a site came with it."""
    return [_disclosure(entry, today) for entry in disclosures.DISCLOSURES]


def _disclosure(entry: Entry, today: date) -> Draft:
    page = DisclosurePage(
        reference=entry["reference"],
        received_on=days_ago(today, entry["days_ago"] + ANSWERED_WITHIN),
        answered_on=days_ago(today, entry["days_ago"]),
        exemptions=[("exemption", _code(words)) for words in entry["exemptions"]],
    )
    return Draft(page, "disclosures", entry, WELSH[entry["slug"]], days_ago=min(entry["days_ago"], OPENING))


def _code(words: str) -> str:
    """How an exemption is kept: "Section 40(2): …" is foi-40-2."""
    return "foi-{}-{}".format(*SECTION.search(words).groups())  # type: ignore[union-attr]

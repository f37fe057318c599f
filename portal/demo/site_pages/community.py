"""Voluntary organisations that asked to be listed, and what they and suppliers need and offer."""

import re
from datetime import date, timedelta
from functools import partial

from cms.actions.listing import ask_for_entry, confirm_entry
from cms.actions.moderating import accept_entry, accept_post
from cms.actions.posting import post_for_entry, post_for_supplier
from cms.entry_words import EntryWords, PostWords
from cms.models import ListedOrganisation, Post
from portal.demo.dates import days_ago
from portal.demo.people import Cast
from portal.demo.site import community, community_cy, listed, listed_cy
from portal.demo.site.writing import Entry
from portal.demo.timeline import Timeline, moment, whenever
from suppliers.models import Area

FIRST = 57
"""So many days ago the first organisation asked; another did every day after that."""
WRITERS = {"brightwater": "bryn", "willow": "wilf", "pantry": "gwen"}
TAG = re.compile(r"<[^>]+>")


class Community:
    """The directory and the board, from the first request on."""

    def __init__(self, cast: Cast, timeline: Timeline, today: date) -> None:
        self.cast, self.today, self.council = cast, today, cast.councils["penbury"]
        for place, entry in enumerate(listed.DIRECTORY):
            day = days_ago(today, FIRST - place)
            timeline.add(moment(day, 11, place), whenever(partial(self.ask, entry, listed_cy.DIRECTORY[entry["slug"]])))
            timeline.add(moment(day, 12, place), whenever(partial(self.confirm, entry)))
            accepted = days_ago(today, FIRST - place - 1)
            timeline.add(moment(accepted, 15, place), whenever(partial(self.accept, entry)))
        for post in community.POSTS:
            day = days_ago(today, post["days_ago"])
            timeline.add(moment(day, 10, 30), whenever(partial(self.post, post)))

    def ask(self, entry: Entry, welsh: Entry) -> ListedOrganisation:
        """An organisation says what it does, in both languages."""
        words = EntryWords(
            name=entry["name"],
            causes=list(entry["causes"]),
            does=entry["does"],
            does_cy=welsh["does"],
            offers=entry["offers"],
            offers_cy=welsh["offers"],
            offered=list(entry["offered"]),
            sought=list(entry["sought"]),
            area_ids=self._areas(entry),
            public_email=entry["email"],
        )
        ask_for_entry(council=self.council, email=entry["email"], language="en-gb", words=words, by=None)
        return self._entry(entry["email"])

    def confirm(self, entry: Entry) -> None:
        """It opens the link in the letter."""
        confirm_entry(entry=self._entry(entry["email"]), by=None)

    def accept(self, entry: Entry) -> None:
        """A publisher has read it."""
        waiting = self._entry(entry["email"])
        accept_entry(entry=waiting, read=EntryWords.of_entry(waiting).fingerprint, by=self.cast.people["edie"])

    def post(self, post: Entry) -> None:
        """A need or an offer is written, and put on the board the same morning."""
        accept_post(post=self.write(post, community_cy.POSTS[post["slug"]]), by=self.cast.people["edie"])

    def write(self, post: Entry, welsh: Entry) -> Post:
        """A need or an offer is written, in both languages; the council has not read it yet."""
        words = PostWords(
            kind=post["kind"],
            what=post["what"],
            ends_on=self.today + timedelta(days=post["open_days"]),
            title=post["title"],
            words=_plain(post),
            title_cy=welsh["title"],
            words_cy=_plain(welsh),
            causes=list(post["causes"]),
            area_ids=self._areas(post),
        )
        if "organisation" in post:
            (email,) = (entry["email"] for entry in listed.DIRECTORY if entry["slug"] == post["organisation"])
            return post_for_entry(entry=self._entry(email), words=words, by=None)
        supplier, person = self.cast.suppliers[post["supplier"]], self.cast.people[WRITERS[post["supplier"]]]
        return post_for_supplier(supplier_id=supplier.pk, council_id=self.council.pk, words=words, by=person)

    def _entry(self, email: str) -> ListedOrganisation:
        return ListedOrganisation.objects.select_related("council").get(council=self.council, email=email)

    def _areas(self, entry: Entry) -> list[int]:
        names = [listed.AREAS[key] for key in entry["areas"]]
        return sorted(Area.objects.filter(council=self.council, name__in=names).values_list("pk", flat=True))


def _plain(post: Entry) -> str:
    """What a post says, as somebody types it into a form."""
    return "\n\n".join([post["summary"], *(TAG.sub("", value) for _name, value in post["body"])])

"""Events: when they are, in which state, how they are listed, and as a file for a calendar."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.hours import when_words
from cms.models import EventInterest, EventPage
from tests.cms.families import DAY, HOSTILE, event, events, london, queries_cold
from tests.cms.sites import of_council, twin_of, welsh_home
from tests.returns.pages import shown

pytestmark = pytest.mark.django_db
State = EventPage.State
NOW = london(2026, 7, 10, 9)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ((2026, 10, 30, 9, 30), (2026, 10, 30, 12), "Friday 30 October 2026, 9:30am to noon"),
        ((2026, 7, 1, 18), (2026, 7, 1, 20), "Wednesday 1 July 2026, 6pm to 8pm"),
        ((2026, 7, 1, 12), (2026, 7, 2, 0), "Wednesday 1 July 2026, noon to Thursday 2 July 2026, midnight"),
    ],
)
def test_hours_are_told_as_people_say_them(begins, ends, words):
    with translation.override("en-gb"):
        assert when_words(london(*begins), london(*ends)) == words


@pytest.mark.parametrize(
    ("fields", "taken", "state"),
    [
        ({}, 0, State.OPEN),
        ({"capacity": 2}, 1, State.OPEN),
        ({"capacity": 2}, 2, State.FULL),
        ({"capacity": 2, "closes_on": date(2026, 7, 9)}, 2, State.CLOSED),
        ({"closes_on": date(2026, 7, 10)}, 0, State.OPEN),
        ({"takes_interest": False}, 0, State.NO_SIGN_UP),
        ({"begins": NOW - timedelta(hours=1)}, 0, State.CLOSED),
        ({"begins": NOW - 2 * DAY, "takes_interest": False}, 0, State.PAST),
        ({"begins": NOW - 2 * DAY}, 0, State.PAST),
    ],
)
def test_state_of_an_event(fields, taken, state):
    begins = fields.get("begins", NOW + DAY)
    page = EventPage(**{"begins": begins, "ends": begins + timedelta(hours=2)} | fields)
    assert page.state(taken, NOW) == state


@time_machine.travel(NOW, tick=False)
def test_index_lists_what_is_on_first_and_what_was_apart(client):
    index = events()
    for number, days in enumerate((20, 3, -4, -30)):
        event(index, slug=f"e{number}", title=f"In {days} days.", starts_in=days * DAY)
    words = shown(client.get("/events/"))
    order = ["What is on", "In 3 days.", "In 20 days.", "Past events", "In -4 days.", "In -30 days.", "All past events"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    past = shown(client.get("/events/?show=past"))
    assert "In -30 days." in past and "In 3 days." not in past


@time_machine.travel(NOW, tick=False)
def test_index_is_in_parts_and_shows_few_past_events(client):
    index = events()
    for number in range(23):
        event(index, slug=f"on-{number}", title=f"On {number}.", starts_in=(number + 1) * DAY)
        event(index, slug=f"was-{number}", title=f"Was {number}.", starts_in=-(number + 1) * DAY)
    first, second = shown(client.get("/events/")), shown(client.get("/events/?page=2"))
    assert "On 19." in first and "On 20." not in first and "Was 4." in first and "Was 5." not in first
    assert "On 22." in second and "Was 0." not in second
    assert "Was 22." in shown(client.get("/events/?show=past&page=2"))
    assert 'href="?show=past&amp;page=2"' in client.get("/events/?show=past").content.decode()


def test_page_says_when_where_and_for_whom(client):
    event(begins=london(2036, 5, 14, 18), audience="voluntary", online_note="We send a link the day before.")
    words = shown(client.get("/events/buyers/"))
    for part in ("Wednesday 14 May 2036, 6pm to 8pm", "Riverside Library", "We send a link", "Voluntary organisations"):
        assert part in words
    assert "Tell us that you are interested" in words


def test_own_words_for_whom_take_the_place_of_the_choice(client):
    event(audience="suppliers", audience_words="Small firms in the borough")
    words = shown(client.get("/events/buyers/"))
    assert "For whom Small firms in the borough" in words and "For whom Suppliers" not in words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"takes_interest": False}, "You do not need to book or to tell us."),
        ({"starts_in": -DAY}, "This event is over"),
        ({"starts_in": -timedelta(hours=1)}, "This event has begun."),
        ({"closes_on": date(2020, 1, 31)}, "You could tell us until 31 January 2020."),
    ],
)
def test_page_says_why_nobody_can_tell_us(fields, words, client):
    event(**fields)
    page = client.get("/events/buyers/")
    assert words in shown(page) and "/interest/" not in page.content.decode()


def test_full_event_says_so_in_both_languages(client):
    page = event(capacity=1)
    welsh_home()
    twin = twin_of(page, title="Prynwyr", slug="prynwyr")
    EventInterest.objects.create(event=twin, name="A", email="a@example.org", token_hash="x")
    assert "This event is full." in shown(client.get("/events/buyers/"))
    assert "/interest/" not in client.get(twin.get_url()).content.decode()
    assert queries_cold("/events/buyers/") <= 8


def test_event_tells_search_engines_when_and_where_it_is(client):
    of_council()
    event(begins=london(2036, 5, 14, 18), online_note="We send a link.")
    page = client.get("/events/buyers/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])
    assert (data["startDate"], data["endDate"]) == ("2036-05-14T18:00:00+01:00", "2036-05-14T20:00:00+01:00")
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends": NOW}, "ends"),
        ({"closes_on": date(2026, 7, 12)}, "closes_on"),
        ({"place": "", "online_note": ""}, "place"),
        ({"capacity": 0}, "capacity"),
    ],
)
def test_event_that_cannot_be_is_refused(fields, wrong):
    page = event(begins=NOW + DAY)
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert wrong in refused.value.message_dict


# --- As a file for a calendar -----------------------------------------------------------------------------------------
def unfolded(response) -> dict[str, str]:
    """The lines of a calendar file as a program reads them."""
    lines = response.content.decode().replace("\r\n ", "").split("\r\n")
    assert lines[-1] == "" and "\n" not in "".join(lines)
    return dict(line.split(":", 1) for line in lines[:-1])


def test_calendar_has_the_event_in_universal_time(client):
    event(begins=london(2036, 5, 14, 18))
    response = client.get("/events/buyers/calendar/")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="buyers.ics"'
    lines = unfolded(response)
    assert (lines["DTSTART"], lines["DTEND"]) == ("20360514T170000Z", "20360514T190000Z")
    assert lines["SUMMARY"] == "Buyers meet small firms" and lines["LOCATION"] == "Riverside Library"
    assert lines["URL"] == "http://testserver/events/buyers/"
    assert 'href="/events/buyers/calendar/"' in client.get("/events/buyers/").content.decode()


def test_calendar_takes_any_words(client):
    words = f"Ŵyl {HOSTILE} " + "ŵ" * 100
    event(title=words, summary="One\r\nBEGIN:VALARM\x01", place="a;b,c\\d")
    response = client.get("/events/buyers/calendar/")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    lines = unfolded(response)
    assert lines["SUMMARY"] == re.sub(r"([\\;,])", r"\\\1", words)
    assert lines["DESCRIPTION"] == "One\\nBEGIN:VALARM"
    assert lines["LOCATION"] == "a\\;b\\,c\\\\d"


def test_calendar_is_kept_by_caches_and_private_where_its_page_is(client):
    page = event()
    response = client.get("/events/buyers/calendar/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get("/events/buyers/calendar/", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert queries_cold("/events/buyers/calendar/") <= 8
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/events/buyers/calendar/").status_code == 302


def test_calendar_is_of_the_language_of_its_page(client):
    page = event()
    welsh_home()
    twin = twin_of(page, title="Prynwyr", slug="prynwyr")
    lines = unfolded(client.get(f"{twin.get_url()}calendar/"))
    assert lines["SUMMARY"] == "Prynwyr" and "/cy/" in lines["URL"]
    assert datetime.strptime(lines["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) == page.begins.replace(
        microsecond=0
    )

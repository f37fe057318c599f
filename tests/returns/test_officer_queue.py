"""The queue of returns: its filters, its pages, and the counts that lead to it."""

import pytest
from django.urls import reverse

from tests.returns.pages import all_kinds_sent, browser, shown
from tests.returns.road import FIRST_DAY as APRIL
from tests.returns.road import correct, decided, open_road, send_back, sent, taken

pytestmark = pytest.mark.django_db
QUEUE = "return-queue"


@pytest.fixture
def road(time_machine):
    return all_kinds_sent(time_machine)


@pytest.fixture
def client(road):
    return browser(road.officer)


def test_queue_filters_show_each_its_own(time_machine):
    time_machine.move_to("2026-08-03T10:00:00+01:00")
    draft = open_road(today=APRIL)
    council = draft.contract.council
    made = {
        "to_come": draft,
        "waiting": sent(council=council),
        "mine": taken(council=council),
        "sent_back": taken(council=council),
        "decided": decided(council=council),
    }
    send_back(made["sent_back"])
    titles = {name: road.contract.title for name, road in made.items()}
    reader = browser(made["mine"].officer)

    def listed(show):
        page = shown(reader.get(reverse(QUEUE), {"show": show}))
        return {name for name, title in titles.items() if f"{title} " in page}

    for show in ("waiting", "mine", "sent_back", "decided", "to_come"):
        assert listed(show) == {show}
    assert listed("reading") == {"mine"}
    assert listed("overdue") == {"to_come"}
    assert listed("my_contracts") == set()
    assert listed("nonsense") == {"waiting"}


def test_queue_says_who_has_each_return_and_when_it_was_decided(time_machine):
    time_machine.move_to("2026-08-03T10:00:00+01:00")
    made = decided()
    council = made.contract.council
    back, waiting = taken(council=council), sent(council=council)
    send_back(back)
    reader = browser(made.officer)

    def rows(show):
        return reader.get(reverse(QUEUE), {"show": show}).content.decode().partition("<tbody")[2]

    assert rows("decided").count("3 August 2026") == 2 and "Nobody" not in rows("decided")  # received, decided
    assert "The supplier" in rows("sent_back") and "Nobody" not in rows("sent_back")
    assert "Nobody" in rows("waiting") and waiting.contract.title in rows("waiting")


def test_queue_pages_are_walked_by_their_links(time_machine):
    first = sent()
    council, kinds = first.contract.council, [first]
    for number in range(30):
        time_machine.move_to(f"2026-07-{number // 3 + 1:02d}T09:00:00+01:00")
        kinds.append(sent(council=council))
    client = browser(first.officer)
    page, seen, links = client.get(reverse(QUEUE)), [], 0
    while True:
        body = page.content.decode()
        seen += [road.contract.title for road in kinds if f">{road.contract.title}<" in body]
        link = next((part for part in body.split('href="') if 'rel="next"' in part[:300]), None)
        if link is None:
            break
        links += 1
        page = client.get(link.split('"')[0].replace("&amp;", "&"))
    assert links == 1
    assert sorted(seen) == sorted(road.contract.title for road in kinds)


def test_home_counts_lead_to_what_they_count(road, client):
    correct_me = decided(council=road.contract.council)
    correct(correct_me, approve=False, value=-1)
    page = shown(client.get(reverse("council-home")))
    for words in ("1 waiting to be read", "0 open with you", "1 corrections to decide"):
        assert words in page or words.replace("corrections", "correction") in page

"""What the portal does by itself: asks once a year, hides what nobody keeps, ends posts, forgets."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import actor_name
from cms.actions.community_upkeep import ask_whether_right, expire_posts, forget_old, hide_unanswered
from cms.actions.moderating import decline_entry, take_down_post
from cms.actions.posting import Reply, answer_post
from cms.models import EntryLink, ListedOrganisation, Post, PostMessage
from cms.tasks import end_posts, forget_community, keep_directory
from tests.cms.community import (
    a_publisher,
    asked_entry,
    last_link,
    listed_entry,
    published_post,
    site_of,
    typed_answer,
    waiting_entry,
)
from tests.factories import CouncilFactory

pytestmark = pytest.mark.django_db
Status = ListedOrganisation.Status
START = date(2026, 7, 10)
REASON = "Not a voluntary organisation."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-07-10T09:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def council():
    return site_of(CouncilFactory()).council


@pytest.fixture
def publisher(council):
    return a_publisher()


def on(clock, days: int) -> date:
    """Go so many days on from the start."""
    clock.move_to(f"{START + timedelta(days=days)}T09:00:00Z")
    return timezone.localdate()


def status() -> str:
    return ListedOrganisation.objects.get().status


def test_organisation_is_asked_once_a_year_and_hidden_after_sixty_days(council, publisher, clock):
    listed_entry(council, publisher)
    assert ask_whether_right(today=on(clock, 364)) == 0
    assert ask_whether_right(today=on(clock, 365)) == 1
    assert ask_whether_right(today=on(clock, 366)) == 0, "once"
    assert OutboundEmail.objects.latest("id").subject == "Is your entry still right?"
    asked = AuditEvent.objects.get(event="yearly_check.asked")
    assert actor_name(asked) == "The portal"
    assert hide_unanswered(today=on(clock, 424)) == 0
    assert hide_unanswered(today=on(clock, 425)) == 1
    assert status() == Status.HIDDEN
    assert OutboundEmail.objects.latest("id").subject == "Your entry is hidden"
    assert Client().get("/directory/harbour-food-bank/").status_code == 404
    assert AuditEvent.objects.get(event="entry.hidden").actor is None
    link = last_link()
    assert Client().post(f"{link}right/").status_code == 302
    assert status() == Status.LISTED
    assert "Harbour Food Bank" in Client().get("/directory/").content.decode()


def test_answer_in_time_keeps_the_entry_for_another_year(council, publisher, clock):
    listed_entry(council, publisher)
    ask_whether_right(today=on(clock, 365))
    clock.move_to(f"{START + timedelta(days=400)}T09:00:00Z")
    assert Client().post(f"{last_link()}right/").status_code == 302
    assert hide_unanswered(today=on(clock, 430)) == 0
    assert ask_whether_right(today=on(clock, 764)) == 0
    assert ask_whether_right(today=on(clock, 765)) == 1


def test_yearly_link_ends_after_sixty_days(council, publisher, clock):
    listed_entry(council, publisher)
    ask_whether_right(today=on(clock, 365))
    link = last_link()
    on(clock, 424)
    assert Client().get(link).status_code == 200
    on(clock, 426)
    assert Client().get(link).status_code == 404


def test_post_ends_after_its_last_day(council, publisher, clock):
    post = published_post(listed_entry(council, publisher), publisher)
    assert expire_posts(today=post.ends_on) == 0
    assert expire_posts(today=post.ends_on + timedelta(days=1)) == 1
    assert Post.objects.get().status == Post.Status.EXPIRED
    assert AuditEvent.objects.get(event="post.expired").actor is None


def test_what_was_declined_is_deleted_after_twelve_months(council, publisher, clock):
    decline_entry(entry=waiting_entry(council), reason=REASON, by=publisher)
    assert forget_old(today=on(clock, 364)) == 0
    assert forget_old(today=on(clock, 365)) == 1
    assert not ListedOrganisation.objects.exists()
    assert AuditEvent.objects.get(event="entry.forgotten").data == {}


def test_post_that_ended_is_deleted_after_twelve_months(council, publisher, clock):
    post = published_post(listed_entry(council, publisher), publisher)
    take_down_post(post=post, reason=REASON, by=publisher)
    assert forget_old(today=on(clock, 364)) == 0
    assert forget_old(today=on(clock, 365)) == 1
    assert not Post.objects.exists() and ListedOrganisation.objects.exists()
    assert AuditEvent.objects.get(event="post.forgotten").actor is None


def test_entry_and_its_posts_go_together(council, publisher, clock):
    entry = listed_entry(council, publisher)
    take_down_post(post=published_post(entry, publisher), reason=REASON, by=publisher)
    ListedOrganisation.objects.update(status=Status.TAKEN_DOWN, ended_on=START)
    assert forget_old(today=on(clock, 366)) == 1
    assert not Post.objects.exists() and not ListedOrganisation.objects.exists()


def test_what_nobody_confirmed_is_deleted_after_thirty_days(council, clock):
    asked_entry(council)
    assert forget_old(today=on(clock, 29)) == 0
    assert forget_old(today=on(clock, 30)) == 1
    assert not ListedOrganisation.objects.exists()


def test_old_answers_and_dead_links_are_deleted(council, publisher, clock):
    post = published_post(listed_entry(council, publisher), publisher)
    answer_post(post=post, reply=Reply(**typed_answer()), by=None)
    forget_old(today=on(clock, 31))
    assert not EntryLink.objects.exists() and PostMessage.objects.count() == 1
    forget_old(today=on(clock, 366))
    assert not PostMessage.objects.exists()


def test_listed_entries_are_never_forgotten(council, publisher, clock):
    listed_entry(council, publisher)
    assert forget_old(today=on(clock, 3000)) == 0
    assert status() == Status.LISTED


def test_tasks_do_it(council, publisher, clock):
    entry = listed_entry(council, publisher)
    published_post(entry, publisher)
    on(clock, 400)
    assert (keep_directory(), end_posts()) == (1, 1)
    on(clock, 800)
    assert keep_directory() == 1
    assert forget_community() == 1

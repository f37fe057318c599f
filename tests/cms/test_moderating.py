"""Whoever publishes a council's site decides what of its directory and board is public, and of no other council's."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from cms.actions.listing import change_entry
from cms.actions.moderating import accept_entry, decline_entry, decline_post, take_down_entry, take_down_post
from cms.actions.posting import post_for_entry
from cms.entry_words import EntryWords
from cms.models import EntryTerm, ListedOrganisation, Post
from suppliers.workflow import InvalidTransition
from tests.cms.community import (
    a_publisher,
    accept,
    asked_entry,
    entry_words,
    last_link,
    listed_entry,
    post_words,
    published_post,
    site_of,
    waiting_entry,
)
from tests.factories import CouncilFactory, OfficerRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
Status = ListedOrganisation.Status
REASON = "We could not find the hall at this address."
QUEUE = "/cms/community/"


@pytest.fixture
def council():
    return site_of(CouncilFactory()).council


@pytest.fixture
def publisher(council):
    return a_publisher()


@pytest.fixture
def client(publisher):
    client = Client()
    client.force_login(publisher)
    return client


def the_entry() -> ListedOrganisation:
    return ListedOrganisation.objects.get()


# --- The screens ------------------------------------------------------------------------------------------------------
def test_publisher_reads_and_lists_an_organisation(council, client):
    entry = waiting_entry(council)
    assert "Harbour Food Bank" in client.get(QUEUE).content.decode()
    address = reverse("community-entry", args=[entry.pk])
    page = client.get(address).content.decode()
    assert "Collects food" in page and "confirmed its address" in page
    read = EntryWords.of_entry(entry).fingerprint
    assert read in page
    assert client.post(address, {"act": "accept", "read": read}).url == QUEUE
    assert the_entry().status == Status.LISTED
    assert "Harbour Food Bank" in client.get(f"{QUEUE}?show=public").content.decode()


def test_declining_needs_a_reason_which_is_read_behind_the_link(council, client):
    address = reverse("community-entry", args=[waiting_entry(council).pk])
    assert "Say why" in client.post(address, {"act": "decline", "reason": ""}).content.decode()
    assert the_entry().status == Status.WAITING
    assert client.post(address, {"act": "decline", "reason": REASON}).status_code == 302
    assert the_entry().status == Status.DECLINED
    assert REASON in Client().get(last_link()).content.decode()
    event = AuditEvent.objects.get(event="entry.declined")
    assert event.data == {}, "the audit trail cannot forget, so it holds no words"


def test_publisher_puts_a_need_on_the_board_and_takes_it_down(council, publisher, client):
    entry = listed_entry(council, publisher)
    post = post_for_entry(entry=entry, words=post_words(), by=None)
    assert "Hands on delivery days" in client.get(f"{QUEUE}?about=posts").content.decode()
    address = reverse("community-post", args=[post.pk])
    assert "Six people" in client.get(address).content.decode()
    client.post(address, {"act": "accept"})
    assert Post.objects.get().status == Post.Status.PUBLISHED
    client.post(address, {"act": "take_down", "reason": REASON})
    assert Post.objects.get().status == Post.Status.TAKEN_DOWN
    assert AuditEvent.objects.get(event="post.taken_down").actor == publisher
    assert REASON in Client().get(last_link()).content.decode()


def test_act_that_nobody_knows_does_nothing(council, client):
    address = reverse("community-entry", args=[waiting_entry(council).pk])
    for act in ("", "delete", "__class__"):
        assert client.post(address, {"act": act, "reason": REASON}).status_code == 200
    assert the_entry().status == Status.WAITING


def test_queue_in_every_form(council, publisher, client):
    for query in ("", "?about=posts", "?show=other", "?show=x&about=y&after=z", "?about=posts&show=public"):
        assert "Nothing here." in client.get(f"{QUEUE}{query}").content.decode()
    for row in range(30):
        waiting_entry(council, f"office@c{row}.example", name=f"Club {row}")
    assert "Next page" in client.get(QUEUE).content.decode()


def test_what_nobody_confirmed_is_nobodys_business(council, client):
    entry = asked_entry(council)
    assert "Harbour" not in client.get(QUEUE).content.decode()
    assert client.get(reverse("community-entry", args=[entry.pk])).status_code == 404


def test_words_of_strangers_are_never_run_on_the_screen(council, client):
    hostile = "<script>alert(1)</script>"
    entry = waiting_entry(council, name=hostile, does=hostile, offers=hostile, seeks_cy=hostile)
    for address in (QUEUE, reverse("community-entry", args=[entry.pk])):
        assert hostile not in client.get(address).content.decode()


# --- Who may ----------------------------------------------------------------------------------------------------------
def test_publisher_of_another_site_neither_sees_nor_decides(council, client):
    entry = waiting_entry(CouncilFactory())
    post = Post.objects.create(
        council=entry.council, organisation=entry, sent_on="2026-07-01", **post_words().columns()
    )
    assert client.get(reverse("community-entry", args=[entry.pk])).status_code == 404
    assert client.get(reverse("community-post", args=[post.pk])).status_code == 404
    assert "Harbour" not in client.get(QUEUE).content.decode()


@pytest.mark.parametrize("make", [UserFactory, lambda: OfficerRoleFactory().user])
def test_others_decide_nothing(council, publisher, make):
    entry, by = waiting_entry(council), make()
    listed = listed_entry(council, publisher, "office@other.example", name="Other")
    waiting = post_for_entry(entry=listed, words=post_words(), by=None)
    for act in (
        lambda: accept(entry, by),
        lambda: decline_entry(entry=entry, reason=REASON, by=by),
        lambda: take_down_entry(entry=listed, reason=REASON, by=by),
        lambda: decline_post(post=waiting, reason=REASON, by=by),
        lambda: take_down_post(post=published_post(listed, publisher), reason=REASON, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_editor_who_does_not_publish_gets_no_queue(council):
    user = a_publisher()
    group = user.groups.get()
    group.page_permissions.all().delete()
    client = Client()
    client.force_login(user)
    response = client.get(QUEUE, follow=True)
    assert response.status_code == 403 or response.request["PATH_INFO"] == "/cms/"
    assert "Directory and board" not in client.get("/cms/").content.decode()


def test_publisher_finds_the_queue_in_the_menu(client):
    assert QUEUE in client.get("/cms/").content.decode()


# --- Two at once ------------------------------------------------------------------------------------------------------
def test_nobody_accepts_words_that_they_did_not_read(council, publisher):
    entry = waiting_entry(council)
    read = EntryWords.of_entry(entry).fingerprint
    change_entry(entry=the_entry(), words=entry_words(does="Sells something else."), by=None)
    with pytest.raises(InvalidTransition):
        accept_entry(entry=entry, read=read, by=publisher)
    assert the_entry().status == Status.WAITING


def test_change_that_is_replaced_while_it_is_read_is_not_accepted(council, publisher, client):
    entry = listed_entry(council, publisher)
    change_entry(entry=the_entry(), words=entry_words(does="First change."), by=None)
    read = EntryWords.of_entry(the_entry()).fingerprint
    change_entry(entry=the_entry(), words=entry_words(does="Second change."), by=None)
    address = reverse("community-entry", args=[entry.pk])
    response = client.post(address, {"act": "accept", "read": read}, follow=True)
    assert "It has changed meanwhile." in response.content.decode()
    assert the_entry().does == "Collects food and gives it out."


def test_deciding_twice_is_refused(council, publisher):
    entry = waiting_entry(council)
    stale = the_entry()
    accept(entry, publisher)
    with pytest.raises(InvalidTransition):
        decline_entry(entry=stale, reason=REASON, by=publisher)


def test_declined_change_leaves_what_was_accepted(council, publisher):
    listed_entry(council, publisher)
    change_entry(entry=the_entry(), words=entry_words(does="Something worse."), by=None)
    decline_entry(entry=the_entry(), reason=REASON, by=publisher)
    entry = the_entry()
    assert (entry.status, entry.does, entry.proposed) == (Status.LISTED, "Collects food and gives it out.", None)
    assert EntryTerm.objects.filter(term="word:food").exists()


def test_declined_organisation_mends_its_words_and_sends_them_again(council, publisher):
    decline_entry(entry=waiting_entry(council), reason=REASON, by=publisher)
    change_entry(entry=the_entry(), words=entry_words(), by=None)
    entry = the_entry()
    assert (entry.status, entry.reason, entry.ended_on) == (Status.WAITING, "", None)
    assert accept(entry, publisher).status == Status.LISTED


def test_entry_that_is_taken_down_is_found_no_more(council, publisher):
    entry = listed_entry(council, publisher)
    take_down_entry(entry=entry, reason=REASON, by=publisher)
    assert not EntryTerm.objects.exists()
    assert Client().get("/directory/harbour-food-bank/").status_code == 404
    assert AuditEvent.objects.get(event="entry.taken_down").actor == publisher


def test_declined_post_is_told_with_its_reason(council, publisher):
    entry = listed_entry(council, publisher)
    decline_post(post=post_for_entry(entry=entry, words=post_words(), by=None), reason=REASON, by=publisher)
    assert REASON in Client().get(last_link()).content.decode()
    assert AuditEvent.objects.get(event="post.declined").actor == publisher

"""Needs and offers: written by link or signed in, read by the council first, answered without showing an address."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import actor_name
from cms.actions.listing import change_entry
from cms.actions.moderating import accept_post, take_down_entry
from cms.actions.posting import (
    MOST_ANSWERS_A_DAY,
    MOST_OPEN,
    MOST_SENT_A_DAY,
    close_post,
    post_for_entry,
    post_for_supplier,
)
from cms.board import board_page
from cms.finding import BoardFilters
from cms.models import Post, PostMessage
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.cms.community import (
    a_publisher,
    a_supplier,
    entry_words,
    last_link,
    listed_entry,
    post_words,
    published_post,
    site_of,
    supplier_post,
    typed_answer,
    typed_post,
    waiting_entry,
)
from tests.cms.sites import welsh_home
from tests.factories import AreaFactory, ContractFactory, CouncilFactory, MemberFactory

pytestmark = pytest.mark.django_db
BOARD = "/needs-and-offers/"
POST = f"{BOARD}hands-on-delivery-days/"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def council():
    return site_of(CouncilFactory(name="Larkfield Council")).council


@pytest.fixture
def publisher(council):
    return a_publisher()


@pytest.fixture
def food(council, publisher):
    return listed_entry(council, publisher)


@pytest.fixture
def supplier(council):
    return a_supplier(council)


def titles(address: str = BOARD) -> list[str]:
    """The titles that a page lists, in its order."""
    return re.findall(r'/needs-and-offers/[\w-]+/">([^<]+)</a></h3>', Client().get(address).content.decode())


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


# --- Writing ----------------------------------------------------------------------------------------------------------
def test_organisation_writes_by_its_link_and_the_council_reads_first(food, publisher):
    address = reverse("entry-post", args=[food.token])
    assert Client().post(address, typed_post()).url.endswith("?done=posted")
    assert titles() == []
    accept_post(post=Post.objects.get(), by=publisher)
    assert titles() == ["Hands on delivery days"]
    sent = AuditEvent.objects.get(event="post.sent")
    assert (sent.actor, actor_name(sent)) == (None, "The organisation")
    assert AuditEvent.objects.get(event="post.accepted").actor == publisher
    assert OutboundEmail.objects.latest("id").to == food.email


def test_organisation_that_writes_and_closes_again_and_again_is_stopped_for_the_day(food, time_machine):
    time_machine.move_to("2026-07-20T10:00:00+01:00", tick=False)
    for _number in range(MOST_SENT_A_DAY):
        close_post(post=post_for_entry(entry=food, words=post_words(), by=None), entry=food, by=None)
    page = Client().post(reverse("entry-post", args=[food.token]), typed_post())
    assert "You have sent many needs and offers today. Try again tomorrow" in page.content.decode()
    assert Post.objects.count() == MOST_SENT_A_DAY
    time_machine.move_to("2026-07-21T10:00:00+01:00", tick=False)
    post_for_entry(entry=food, words=post_words(), by=None)


def test_supplier_writes_signed_in(council, publisher, supplier):
    client, organisation = signed_in(supplier), supplier.memberships.get().organisation
    sent = typed_post(kind="offer", on_behalf_of=f"{organisation.pk}-{council.pk}")
    assert client.post(reverse("own-post-write"), sent).url == reverse("own-posts")
    accept_post(post=Post.objects.get(), by=publisher)
    assert titles() == ["Hands on delivery days"]
    assert organisation.name in Client().get(POST).content.decode()
    assert AuditEvent.objects.get(event="post.sent").actor == supplier
    assert OutboundEmail.objects.latest("id").to == supplier.email
    assert "On the board" in client.get(reverse("own-posts")).content.decode()


def test_supplier_writes_on_no_board_of_a_council_without_its_contract(council, supplier):
    elsewhere, organisation = CouncilFactory(), supplier.memberships.get().organisation
    for councils, who in ((elsewhere, supplier), (council, MemberFactory().user)):
        with pytest.raises(PermissionDenied):
            post_for_supplier(supplier_id=organisation.pk, council_id=councils.pk, words=post_words(), by=who)
    sent = typed_post(on_behalf_of=f"{organisation.pk}-{elsewhere.pk}")
    assert "Select from the list" in signed_in(supplier).post(reverse("own-post-write"), sent).content.decode()


def test_organisation_that_is_not_listed_writes_nothing(council):
    with pytest.raises(InvalidTransition):
        post_for_entry(entry=waiting_entry(council), words=post_words(), by=None)


def test_organisation_has_a_bounded_number_open(food):
    for _time in range(MOST_OPEN):
        post_for_entry(entry=food, words=post_words(), by=None)
    with pytest.raises(NotReady, match="Close one first"):
        post_for_entry(entry=food, words=post_words(), by=None)
    response = Client().post(reverse("entry-post", args=[food.token]), typed_post())
    assert "Close one first" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Enter a title"),
        ({"words": ""}, "Say what you need or offer"),
        ({"words": "x" * 1001}, "This must be 1000 characters or fewer"),
        ({"kind": ""}, "Select need or offer"),
        ({"what": "money"}, "Select from the list"),
        ({"ends_on_day": "41"}, "Enter a date, like"),
        ({"ends_on_year": "2019"}, "Enter a date from tomorrow"),
        ({"ends_on_year": "2099"}, "Enter a date from tomorrow"),
        ({"words": "Call Jo on 01632 960001."}, "It looks like this names a person"),
    ],
)
def test_what_cannot_be_taken_is_said(food, changes, said):
    response = Client().post(reverse("entry-post", args=[food.token]), typed_post(**changes))
    assert said in response.content.decode() and not Post.objects.exists()


def test_need_may_be_in_welsh_alone(food, publisher, client):
    welsh_home()
    sent = typed_post(title="", words="", title_cy="Dwylo ar ddydd Iau", words_cy="Chwech o bobl.")
    assert client.post(f"/cy{reverse('entry-post', args=[food.token])}", sent).status_code == 302
    post = accept_post(post=Post.objects.get(), by=publisher)
    assert post.slug == "dwylo-ar-ddydd-iau"
    assert '<span lang="cy">Chwech o bobl.</span>' in client.get(f"{BOARD}{post.slug}/").content.decode()
    assert "<span lang" not in client.get(f"/cy{BOARD}{post.slug}/").content.decode().partition("<main")[2]


# --- The board --------------------------------------------------------------------------------------------------------
@pytest.fixture
def both(food, publisher, supplier, council):
    """A need and an offer, the offer newer."""
    published_post(food, publisher)
    area = AreaFactory(council=council)
    offer = supplier_post(supplier, council, area_ids=[area.pk], causes=["skills"])
    accept_post(post=offer, by=publisher)
    return area


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["An hour with our accountant", "Hands on delivery days"]),
        ("kind=need", ["Hands on delivery days"]),
        ("what=advice", ["An hour with our accountant"]),
        ("cause=skills", ["An hour with our accountant"]),
        ("kind=need&what=advice", []),
        ("words=delivery", ["Hands on delivery days"]),
        ("words=harbour", ["Hands on delivery days"]),
        ("kind=x&what=y&cause=z&place=-1", ["An hour with our accountant", "Hands on delivery days"]),
    ],
)
def test_filters_of_an_address(both, query, found):
    assert titles(f"{BOARD}?{query}") == found


def test_place_finds_what_is_there_and_what_is_everywhere(both, council):
    assert titles(f"{BOARD}?place={both.pk}") == ["An hour with our accountant", "Hands on delivery days"]
    assert titles(f"{BOARD}?place={AreaFactory(council=council).pk}") == ["Hands on delivery days"]


def test_empty_board_says_what_will_stand_there(council, client):
    assert "Nothing is on the board now." in client.get(BOARD).content.decode()


def test_board_shows_no_address_of_anybody(both, food, supplier, client):
    for address in (BOARD, POST):
        page = client.get(address).content.decode()
        assert food.email not in page and supplier.email not in page


def test_post_is_gone_from_the_morning_after_its_last_day(food, publisher, client):
    post = published_post(food, publisher)
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        assert titles() == [] and client.get(POST).status_code == 404
        assert client.get(f"{POST}answer/").status_code == 404
    assert titles() == [post.title]


def test_posts_leave_and_come_back_with_their_organisation(food, publisher, client):
    published_post(food, publisher)
    change_entry(entry=food, words=entry_words(), by=None)
    assert titles() == ["Hands on delivery days"], "a change that waits hides nothing"
    take_down_entry(entry=food, reason="Not there any more.", by=publisher)
    assert titles() == [] and client.get(POST).status_code == 404


def test_pages_have_twenty_newest_first(food, publisher, supplier, council):
    for row in range(20):
        published_post(food, publisher, title=f"Need {row}")
    for row in range(15):
        accept_post(post=supplier_post(supplier, council, title=f"Offer {row}"), by=publisher)
    first = board_page(council, BoardFilters(), after="", before="")
    second = board_page(council, BoardFilters(), after=first.after, before="")
    assert (len(first.rows), len(second.rows), second.after) == (20, 15, "")
    assert first.rows[0].title == "Offer 14"
    assert board_page(council, BoardFilters(), after="", before=second.before).rows == first.rows


@pytest.mark.parametrize("rows", [1, 20])
def test_board_costs_few_queries_cold(council, food, publisher, rows, django_assert_max_num_queries):
    for row in range(rows):
        published_post(food, publisher, title=f"Need {row}", area_ids=[AreaFactory(council=council).pk])
    address = f"{BOARD}?kind=need&words=need"
    assert Client().get(address).status_code == 200
    cache.clear()
    with django_assert_max_num_queries(8):
        Client().get(address)


def test_what_people_type_is_shown_and_never_run(food, publisher, client):
    post = published_post(food, publisher, title=HOSTILE[:80], words=HOSTILE)
    for address in (BOARD, f"{BOARD}{post.slug}/", f"{BOARD}{post.slug}/answer/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;alert(1)" in page


# --- Closing ----------------------------------------------------------------------------------------------------------
def test_whoever_wrote_it_closes_it(food, publisher, supplier, council):
    post = published_post(food, publisher)
    assert Client().post(reverse("entry-post-close", args=[food.token, post.pk])).url.endswith("?done=closed")
    offer = accept_post(post=supplier_post(supplier, council), by=publisher)
    client = signed_in(supplier)
    assert client.post(reverse("own-post-close", args=[offer.pk])).status_code == 302
    assert titles() == []
    closed = AuditEvent.objects.order_by("id").values_list("event", "actor")
    assert [actor for event, actor in closed if event == "post.closed"] == [None, supplier.pk]
    assert ("post.closed", supplier.pk) in closed
    assert client.post(reverse("own-post-close", args=[offer.pk])).status_code == 302, "once more changes nothing"


def test_nobody_else_closes_it(food, publisher, supplier, council):
    post, offer = published_post(food, publisher), accept_post(post=supplier_post(supplier, council), by=publisher)
    other = listed_entry(council, publisher, "office@other.example", name="Other")
    for post_of, entry, by in (
        (post, other, None),
        (post, None, supplier),
        (offer, food, None),
        (offer, None, publisher),
    ):
        with pytest.raises(PermissionDenied):
            close_post(post=post_of, entry=entry, by=by)


# --- Answering --------------------------------------------------------------------------------------------------------
def test_answer_reaches_the_organisation_behind_its_link_alone(food, publisher, client):
    published_post(food, publisher)
    assert client.post(f"{POST}answer/", typed_answer()).url == f"{POST}answer/sent/"
    letter = OutboundEmail.objects.latest("id")
    assert letter.to == food.email and letter.subject == "Somebody has answered you"
    assert "Brightwater" not in letter.body + letter.html and "six people" not in letter.body + letter.html
    page = client.get(f"{last_link()}answers/").content.decode()
    assert "team@brightwater.example" in page and "We bring six people." in page
    assert "team@brightwater.example" not in client.get(POST).content.decode()
    event = AuditEvent.objects.get(event="post.answered")
    assert (actor_name(event), event.data) == ("A reader", {})


def test_answer_to_a_supplier_is_read_signed_in(publisher, supplier, council, client):
    post = accept_post(post=supplier_post(supplier, council), by=publisher)
    assert client.post(f"{BOARD}{post.slug}/answer/", typed_answer()).status_code == 302
    assert OutboundEmail.objects.latest("id").to == supplier.email
    assert "We bring six people." in signed_in(supplier).get(reverse("own-answers")).content.decode()
    stranger = a_supplier(council)
    assert "We bring six people." not in signed_in(stranger).get(reverse("own-answers")).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"words": ""}, "Enter your message"),
        ({"words": "x" * 1501}, "This must be 1500 characters or fewer"),
        ({"sender_email": "nobody"}, "Enter an email address, like"),
        ({"sender_name": ""}, "Enter the name of your organisation"),
        ({"words": "A pupil, born 3 May 2012, wants to help."}, "It looks like this names a person"),
        ({"words": "NHS number 943 476 5919", "words_checked": "on"}, "It looks like this names a person"),
    ],
)
def test_answer_that_cannot_be_taken_is_not_kept(food, publisher, client, changes, said):
    published_post(food, publisher)
    assert said in client.post(f"{POST}answer/", typed_answer(**changes)).content.decode()
    assert not PostMessage.objects.exists()


def test_program_that_answers_is_answered_as_if_all_was_well(food, publisher, client):
    published_post(food, publisher)
    assert client.post(f"{POST}answer/", typed_answer(trap="x")).url == f"{POST}answer/sent/"
    assert not PostMessage.objects.exists()


def test_nobody_is_flooded_with_answers(food, publisher, client):
    published_post(food, publisher)
    for _time in range(MOST_ANSWERS_A_DAY):
        client.post(f"{POST}answer/", typed_answer())
    assert "many answers today" in client.post(f"{POST}answer/", typed_answer()).content.decode()
    assert PostMessage.objects.count() == MOST_ANSWERS_A_DAY


def test_answer_in_html_is_words(food, publisher, client):
    published_post(food, publisher)
    client.post(f"{POST}answer/", typed_answer(words=HOSTILE, sender_name=HOSTILE[:120]))
    page = client.get(f"{last_link()}answers/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


# --- Near one's contracts ---------------------------------------------------------------------------------------------
def test_supplier_is_led_to_what_is_needed_near_its_contracts(council, supplier):
    contract = supplier.memberships.get().organisation.contracts.get()
    contract.area = AreaFactory(council=council)
    contract.save()
    ContractFactory(supplier=contract.supplier)  # with a council that keeps no board
    page = signed_in(supplier).get(reverse("own-posts")).content.decode()
    assert f'href="{BOARD}?kind=need&amp;place={contract.area_id}"' in page
    contract.area = None
    contract.save()
    assert f'href="{BOARD}?kind=need"' in signed_in(supplier).get(reverse("own-posts")).content.decode()

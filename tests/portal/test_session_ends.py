"""A session ends when nobody used it for a while and 12 hours after signing in, and the person reads why."""

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.kept_words import key_for
from tests.factories import MemberFactory, OfficerRoleFactory, UserFactory
from tests.signing_in import give_app, sign_in, with_password_only

pytestmark = pytest.mark.django_db
NOW = "2026-07-10T09:00:00Z"
MINUTE = 60
LEFT, STAY = "/accounts/session/", "/accounts/session/stay/"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def is_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def an_editor():
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    return user


PEOPLE = {
    "officer": (lambda: OfficerRoleFactory().user, 30),
    "editor of the public pages": (an_editor, 30),
    "staff": (lambda: UserFactory(is_staff=True), 30),
    "supplier": (lambda: MemberFactory().user, 60),
    "admin of an organisation": (lambda: MemberFactory(role="admin").user, 60),
}


# --- Unused -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", PEOPLE)
def test_session_that_nobody_uses_ends(clock, who):
    make, minutes = PEOPLE[who]
    client = signed_in(make())
    clock.shift(2 * MINUTE)
    assert is_in(client)
    clock.shift(minutes * MINUTE - 1)
    assert is_in(client)
    clock.shift(minutes * MINUTE)
    answer = client.get("/accounts/")
    assert answer["Location"] == "/accounts/login/?next=/accounts/"
    assert "_auth_user_id" not in client.session


def test_session_that_is_used_goes_on(clock):
    client = signed_in(OfficerRoleFactory().user)
    for _each in range(10):
        clock.shift(29 * MINUTE)
        assert is_in(client)


def test_session_ends_on_the_server(clock):
    client, stolen = signed_in(OfficerRoleFactory().user), Client()
    stolen.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    clock.shift(31 * MINUTE)
    is_in(client)
    clock.shift(-31 * MINUTE)
    assert not is_in(stolen)


def test_sign_in_page_says_why_and_leads_back(clock):
    client = signed_in(OfficerRoleFactory().user)
    is_in(client)
    clock.shift(31 * MINUTE)
    page = client.get("/council/returns/?show=mine", follow=True)
    assert page.request["QUERY_STRING"] == "next=%2Fcouncil%2Freturns%2F%3Fshow%3Dmine"
    said = "You were signed out because you did nothing for 30 minutes. Sign in to go on."
    assert page.content.decode().count(said) == 1
    assert said not in client.get("/accounts/login/").content.decode()


def test_form_that_comes_too_late_leads_back_to_its_page(clock):
    client = signed_in(MemberFactory().user)
    clock.shift(61 * MINUTE)
    answer = client.post(
        "/accounts/name/", {"first_name": "A"}, headers={"referer": "http://testserver/accounts/name/"}
    )
    assert answer["Location"] == "/accounts/login/?next=/accounts/name/"


def test_form_that_comes_too_late_from_elsewhere_leads_home(clock):
    client = signed_in(MemberFactory().user)
    clock.shift(61 * MINUTE)
    answer = client.post("/accounts/name/", {}, headers={"referer": "https://evil.example/x"})
    assert answer["Location"] == "/accounts/login/?next=/home/"


# --- Old --------------------------------------------------------------------------------------------------------------
def test_session_ends_twelve_hours_after_signing_in_however_busy(clock):
    client = signed_in(OfficerRoleFactory().user)
    for _each in range(35):
        clock.shift(20 * MINUTE)
        assert is_in(client)
    clock.shift(20 * MINUTE)
    page = client.get("/accounts/", follow=True).content.decode()
    assert "because you signed in 12 hours ago" in page


def test_sign_in_begins_anew(clock):
    user = OfficerRoleFactory().user
    give_app(user)
    client = Client()
    sign_in(client, user)
    for _each in range(35):
        clock.shift(20 * MINUTE)
        is_in(client)
    clock.shift(21 * MINUTE)
    assert not is_in(client)
    sign_in(client, user)
    clock.shift(20 * MINUTE)
    assert is_in(client)


# --- The warning ------------------------------------------------------------------------------------------------------
def test_page_of_a_signed_in_person_carries_the_warning_and_no_other_does(clock):
    page = signed_in(OfficerRoleFactory().user).get("/accounts/").content.decode()
    assert 'id="session-end"' in page and 'data-left="1800"' in page and 'data-warning="120"' in page
    assert "<dialog" in page and " open" not in page.partition("<dialog")[2].partition(">")[0]
    assert "session-end" not in Client().get("/accounts/login/").content.decode()


def test_editing_screens_carry_the_warning_too_and_no_key_for_kept_words(clock):
    editor = an_editor()
    client = signed_in(editor)
    for address in ("/cms/", "/cms/pages/"):
        page = client.get(address, follow=True).content.decode()
        assert page.count('id="session-end"') == 1 and 'data-left="1800"' in page and 'data-warning="120"' in page
        assert "portal/session.js" in page and "portal/editing.css" in page
        assert 'data-key=""' in page and key_for(editor) not in page


def test_asking_what_is_left_makes_it_no_longer(clock):
    client = signed_in(OfficerRoleFactory().user)
    for _each in range(29):
        clock.shift(MINUTE)
        client.get(LEFT)
    assert client.get(LEFT).json() == {"seconds": 60, "can_stay": True}
    clock.shift(MINUTE)
    assert client.get(LEFT).json() == {"seconds": 0}
    assert not is_in(client)


def test_question_after_the_end_leaves_the_reason_for_the_page(clock):
    client = signed_in(OfficerRoleFactory().user)
    clock.shift(31 * MINUTE)
    client.get(LEFT)
    assert [str(message) for message in get_messages(client.get(LEFT).wsgi_request)] == []
    assert "did nothing for 30 minutes" in client.get("/accounts/", follow=True).content.decode()


def test_staying_signed_in_begins_the_time_anew(clock):
    client = signed_in(OfficerRoleFactory().user)
    clock.shift(29 * MINUTE)
    assert client.post(STAY).json() == {"seconds": 30 * MINUTE, "can_stay": False}
    clock.shift(29 * MINUTE)
    assert is_in(client)


def test_staying_signed_in_is_no_way_back_after_the_end(clock):
    client = signed_in(OfficerRoleFactory().user)
    clock.shift(30 * MINUTE)
    assert client.post(STAY).json() == {"seconds": 0}
    assert not is_in(client)


def test_nobody_stays_longer_than_twelve_hours(clock):
    client = signed_in(OfficerRoleFactory().user)
    for _each in range(23):
        clock.shift(31 * MINUTE - 90)
        client.post(STAY)
    clock.shift(24 * MINUTE)
    client.post(STAY)
    assert client.get(LEFT).json()["can_stay"] is False
    assert client.get(LEFT).json()["seconds"] < 30 * MINUTE


def test_screens_that_ask_who_else_edits_keep_no_session_alive(clock):
    client = signed_in(an_editor())
    for _each in range(30):
        clock.shift(MINUTE)
        client.post("/cms/editing-sessions/ping/1/1/1/")
    assert not is_in(client)


# --- What it costs ----------------------------------------------------------------------------------------------------
def test_session_is_written_once_a_minute_and_not_with_every_request(clock):
    client = signed_in(OfficerRoleFactory().user)

    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            is_in(client)
        return sum(query["sql"].startswith("UPDATE") for query in queries)

    is_in(client)
    clock.shift(59)
    assert writes() == 0
    clock.shift(2)
    assert writes() == 1
    assert writes() == 0


def test_minutes_are_a_setting(clock, settings):
    settings.OFFICER_IDLE_MINUTES = 5
    client = signed_in(OfficerRoleFactory().user)
    clock.shift(2 * MINUTE)
    assert is_in(client)
    clock.shift(5 * MINUTE)
    assert not is_in(client)


# --- What somebody typed ----------------------------------------------------------------------------------------------
def test_key_for_kept_words_is_each_persons_own_and_the_same_after_signing_in_again():
    one, two = UserFactory(), UserFactory()
    assert key_for(one) == key_for(one) != key_for(two)
    client = Client()
    sign_in(client, one)
    assert key_for(one) in client.get("/accounts/").content.decode()
    stranger = Client()
    with_password_only(stranger, two)
    assert key_for(one) not in stranger.get("/accounts/").content.decode()
    old = key_for(one)
    one.set_password("seven other plain words there")
    assert key_for(one) != old


def test_session_of_a_person_keeps_the_name_of_its_cookie():
    client = Client()
    sign_in(client, UserFactory())
    assert client.cookies["sessionid"]["httponly"] and client.get(reverse("session-left")).status_code == 200

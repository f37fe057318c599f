"""Your account: one page that leads to everything, and the list of sessions."""

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.devices import device_words
from accounts.events import AccountEvent
from accounts.models import User
from audit.models import AuditEvent
from tests.factories import PASSWORD, UserFactory
from tests.signing_in import confirm_address, give_app, sign_in

pytestmark = pytest.mark.django_db
HOME, SESSIONS = "/accounts/", "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)


def is_in(client) -> bool:
    return client.get(reverse("supplier-home")).status_code == 200


# --- The page ---------------------------------------------------------------------------------------------------------
def test_account_page_leads_to_everything(client):
    user = UserFactory()
    client.force_login(user)
    page = client.get(HOME).content.decode()
    for name in (
        "account-name", "account_email", "account_change_password", "mfa_activate_totp", "mfa_list_webauthn",
        "session-list",
    ):  # fmt: skip
        assert f'href="{reverse(name)}"' in page, name
    assert user.get_full_name() in page and user.email in page and "Not set up" in page


def test_account_page_knows_the_second_factor(client):
    user = UserFactory()
    give_app(user)
    client.force_login(user)
    page = client.get(HOME).content.decode()
    assert "10 left" in page and reverse("mfa_deactivate_totp") in page


def test_account_page_costs_the_same_with_many_sessions(client, django_assert_num_queries):
    user = UserFactory()
    for _each in range(5):
        sign_in(Client(), user)
    client.force_login(user)
    client.get(HOME)
    with django_assert_num_queries(5):
        client.get(HOME)


def test_account_without_a_password_leads_to_setting_one(client):
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assert reverse("account_set_password") in client.get(HOME).content.decode()
    new = "seven other plain words there"
    assert client.post(reverse("account_set_password"), {"password1": new, "password2": new})["Location"] == HOME


def test_name_is_changed_and_stands_in_the_history_without_the_name(client):
    user = UserFactory()
    client.force_login(user)
    data = {"first_name": "Rosalind", "last_name": "Placeholder", "is_staff": "1", "email": "x@example.com"}
    assert client.post(reverse("account-name"), data)["Location"] == HOME
    changed = User.objects.get(pk=user.pk)
    assert changed.get_full_name() == "Rosalind Placeholder"
    assert not changed.is_staff and changed.email == user.email
    event = AuditEvent.objects.get(event=AccountEvent.NAME_CHANGED.code)
    assert event.actor == user and event.data == {}


def test_name_that_is_empty_is_asked_for(client):
    client.force_login(UserFactory())
    page = client.post(reverse("account-name"), {"first_name": "", "last_name": "Kept"}).content.decode()
    assert page.count("Enter your first name") == 2 and 'value="Kept"' in page


# --- Sessions ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def two():
    """A person who is signed in with two browsers."""
    user, here, there = UserFactory(), Client(headers={"user-agent": FIREFOX}), Client(headers={"user-agent": CHROME})
    sign_in(here, user)
    sign_in(there, user)
    return user, here, there


def test_sessions_are_listed_by_device_without_a_place(two):
    page = two[1].get(SESSIONS).content.decode()
    assert "Firefox on Windows" in page and "Chrome on Android" in page
    assert page.count("This session") == 1 and "127.0.0.1" not in page


def test_session_elsewhere_is_ended(two):
    _user, here, there = two
    other = UserSession.objects.exclude(session_key=here.session.session_key).get()
    assert here.post(reverse("session-end", args=[other.pk]))["Location"] == SESSIONS
    assert is_in(here) and not is_in(there)
    assert UserSession.objects.get().session_key == here.session.session_key


def test_all_other_sessions_are_ended_at_once(two):
    _user, here, there = two
    assert "End all other sessions" in here.get(SESSIONS).content.decode()
    here.post(reverse("session-end-others"))
    assert is_in(here) and not is_in(there)
    assert "End all other sessions" not in here.get(SESSIONS).content.decode()


def test_list_of_sessions_costs_the_same_for_many(django_assert_num_queries):
    user, here = UserFactory(), Client()
    for _each in range(5):
        sign_in(Client(), user)
    sign_in(here, user)
    here.get(SESSIONS)
    with django_assert_num_queries(6):
        page = here.get(SESSIONS).content.decode()
    assert page.count("Signed in</dt>") == 6


def test_session_that_lay_unused_too_long_is_listed_no_more():
    user, here, there = UserFactory(), Client(), Client()
    with time_machine.travel("2026-07-10T09:00:00Z", tick=False) as clock:
        for client in (here, there):
            sign_in(client, user)
            is_in(client)
        clock.shift(59 * 60)
        is_in(here)
        clock.shift(2 * 60)
        assert here.get(SESSIONS).content.decode().count("Signed in</dt>") == 1


def test_session_of_somebody_else_is_not_found(two):
    stranger = Client()
    stranger.force_login(UserFactory())
    for session in UserSession.objects.all():
        assert stranger.post(reverse("session-end", args=[session.pk])).status_code == 404
    assert is_in(two[1]) and is_in(two[2])


def test_own_session_ends_by_signing_out_only(two):
    _user, here, _there = two
    own = UserSession.objects.get(session_key=here.session.session_key)
    here.post(reverse("session-end", args=[own.pk]))
    assert is_in(here)


def test_new_password_ends_the_sessions_elsewhere(two):
    _user, here, there = two
    new = "seven other plain words there"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(here) and not is_in(there)
    assert here.get(SESSIONS).content.decode().count("Signed in</dt>") == 1


def test_person_who_was_switched_off_finds_no_old_session_when_switched_on_again(two):
    _user, here, _there = two
    User.objects.update(is_active=False)
    assert not is_in(here)
    User.objects.update(is_active=True)
    assert not is_in(here)


def test_last_seen_is_written_every_five_minutes_and_not_with_every_request():
    user, client = UserFactory(), Client()
    with time_machine.travel("2026-07-10T09:00:00Z", tick=False) as clock:
        sign_in(client, user)
        for _minute in range(4):
            clock.shift(60)
            is_in(client)
        assert UserSession.objects.get().last_seen_at.minute == 0
        clock.shift(60)
        is_in(client)
        assert UserSession.objects.get().last_seen_at.minute == 5


def test_new_key_at_the_sign_in_and_none_of_before(client):
    user = UserFactory()
    confirm_address(user)
    client.get(reverse("account_reset_password_from_key", kwargs={"uidb36": "x", "key": "y"}))
    before = client.session.session_key
    sign_in(client, user)
    assert client.session.session_key != before and len(client.session.session_key) == 32


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (CHROME, "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
        ("curl/8.0", "Unknown browser"),
        ("", "Unknown browser"),
        ("<script>alert(1)</script> Firefox", "Firefox"),
    ],
)
def test_device_in_words(user_agent, words):
    assert device_words(user_agent) == words

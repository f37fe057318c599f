"""Anybody may have an account, and nobody learns from us who has one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import OutboundEmail, User
from tests.factories import PASSWORD, MemberFactory, UserFactory
from tests.signing_in import PROMPT, SIGN_IN, code_now, confirm_address, give_app

pytestmark = pytest.mark.django_db
SIGN_UP, CONFIRM = "/accounts/signup/", "/accounts/confirm-email/"
CODE, CONFIRM_CODE = "/accounts/login/code/", "/accounts/login/code/confirm/"
SOMEBODY = {"first_name": "Rosalind", "last_name": "Placeholder", "email": "ros@example.com", "password1": PASSWORD}
GOING = "/supplier/returns/"


@pytest.fixture(autouse=True)
def outbox(settings):
    """E-mails are rows, as they are for people (the test runner would put them in a list)."""
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"


def code_in_the_last_email() -> str:
    """The code alone on its line."""
    return re.search(r"^([A-Z]{4}-[A-Z]{4})$", OutboundEmail.objects.latest("pk").body, re.MULTILINE)[1]


# --- A new account ----------------------------------------------------------------------------------------------------
def test_sign_up_makes_an_account_once_the_address_is_confirmed(client):
    assert "Create an account" in client.get(SIGN_IN).content.decode()
    assert client.post(SIGN_UP, SOMEBODY)["Location"] == CONFIRM
    user = User.objects.get()
    assert (user.get_full_name(), user.email) == ("Rosalind Placeholder", "ros@example.com")
    assert client.get(reverse("supplier-home"))["Location"].startswith(SIGN_IN)
    answer = client.post(CONFIRM, {"code": code_in_the_last_email()})
    assert answer["Location"] == reverse("home")
    assert EmailAddress.objects.get(user=user).verified and client.get(reverse("supplier-home")).status_code == 200


def test_sign_up_leads_back_to_where_the_person_was_going(client):
    page = client.get(SIGN_IN, {"next": GOING}).content.decode()
    assert f'href="{SIGN_UP}?next=%2Fsupplier%2Freturns%2F"' in page
    client.post(SIGN_UP, {**SOMEBODY, "next": GOING})
    assert client.post(CONFIRM, {"code": code_in_the_last_email()})["Location"] == GOING


def test_sign_up_says_what_is_missing(client):
    page = client.post(SIGN_UP, {}).content.decode()
    for words in ("Enter your first name", "Enter your last name", "Enter your email address", "Enter a password"):
        assert page.count(words) == 2, words
    assert "<title>Error: Create an account" in page


def test_sign_up_keeps_what_was_typed_but_the_password(client):
    page = client.post(SIGN_UP, {**SOMEBODY, "password1": "short"}).content.decode()
    assert 'value="Rosalind"' in page and 'value="ros@example.com"' in page and 'value="short"' not in page


def test_sign_up_takes_no_password_made_of_the_persons_name(client):
    page = client.post(SIGN_UP, {**SOMEBODY, "password1": "RosalindPlaceholder7"}).content.decode()
    assert "This password is easy to guess" in page or "too similar" in page
    assert not User.objects.exists()


def test_sign_up_writes_no_more_than_its_fields(client):
    client.post(SIGN_UP, {**SOMEBODY, "is_staff": "1", "is_superuser": "1", "is_active": "1", "groups": "1"})
    user = User.objects.get()
    assert not user.is_staff and not user.is_superuser and not user.groups.exists()


def test_wrong_code_can_be_tried_three_times(client):
    client.post(SIGN_UP, SOMEBODY)
    right = code_in_the_last_email()
    for _again in range(2):
        assert "The code is not right" in client.post(CONFIRM, {"code": "BBBB-BBBB"}).content.decode()
    assert client.post(CONFIRM, {"code": "BBBB-BBBB"}).status_code == 302
    client.post(CONFIRM, {"code": right})
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_new_code_replaces_the_one_before(client):
    client.post(SIGN_UP, SOMEBODY)
    first = code_in_the_last_email()
    client.post(CONFIRM, {"action": "resend"})
    assert code_in_the_last_email() != first
    assert "The code is not right" in client.post(CONFIRM, {"code": first}).content.decode()
    assert client.post(CONFIRM, {"code": code_in_the_last_email()}).status_code == 302


def test_somebody_who_mistyped_the_address_begins_again(client):
    client.post(SIGN_UP, SOMEBODY)
    assert f'name="next" value="{SIGN_UP}"' in client.get(CONFIRM).content.decode()
    assert client.post(reverse("account_logout"), {"next": SIGN_UP})["Location"] == SIGN_UP
    assert client.get(SIGN_UP).status_code == 200


# --- A code in place of the password ----------------------------------------------------------------------------------
def test_sign_in_by_a_code(client):
    user = UserFactory()
    confirm_address(user)
    assert CODE in client.get(SIGN_IN).content.decode()
    client.post(CODE, {"email": user.email, "next": GOING})
    answer = client.post(CONFIRM_CODE, {"code": code_in_the_last_email(), "next": GOING})
    assert answer["Location"] == GOING and client.session["_auth_user_id"] == str(user.pk)


def test_code_by_email_is_a_first_factor_only(client, still_clock):
    user = UserFactory()
    confirm_address(user)
    give_app(user)
    client.post(CODE, {"email": user.email})
    assert client.post(CONFIRM_CODE, {"code": code_in_the_last_email()})["Location"] == PROMPT
    assert "_auth_user_id" not in client.session
    assert client.post(PROMPT, {"code": code_now()})["Location"] == reverse("home")


def test_code_of_another_browser_is_worth_nothing(client):
    user = UserFactory()
    confirm_address(user)
    client.post(CODE, {"email": user.email})
    code, elsewhere = code_in_the_last_email(), Client()
    elsewhere.post(CODE, {"email": "nobody@example.com"})
    elsewhere.post(CONFIRM_CODE, {"code": code})
    assert "_auth_user_id" not in elsewhere.session


# --- Who has an account -----------------------------------------------------------------------------------------------
class CountingHasher(MD5PasswordHasher):
    """Counts what would take a tenth of a second each with the real one."""

    algorithm = "counting"
    count = 0

    def encode(self, password, salt):
        type(self).count += 1
        return super().encode(password, salt)


@pytest.fixture
def counted(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.count = 0
    return CountingHasher


def seen(path: str, data: dict, address: str, counted) -> tuple:
    """What somebody outside can see of an answer: status, where it leads, the page there, and what it cost."""
    client = Client()
    client.get(path)
    counted.count = 0
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(path, data)
    hashes = counted.count
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer
    words = re.sub(r'value="[\w-]{64}"', "", page.content.decode()).replace(address, "")
    return (answer.status_code, answer.headers.get("Location"), words, hashes), len(queries)


def data_for(path: str, address: str) -> dict:
    if path == SIGN_UP:
        return {**SOMEBODY, "email": address}
    return {"login": address, "password": "not the right one"} if path == SIGN_IN else {"email": address}


@pytest.mark.parametrize("path", [SIGN_IN, SIGN_UP, CODE, reverse("account_reset_password")])
def test_answer_is_the_same_for_known_and_unknown_addresses(counted, path):
    known = UserFactory(email="known@example.com")
    confirm_address(known)
    one, asked_one = seen(path, data_for(path, known.email), known.email, counted)
    two, asked_two = seen(path, data_for(path, "other@example.com"), "other@example.com", counted)
    assert one == two
    # An account more to write, or a link more to make: some milliseconds, beside hashes of a tenth of a second.
    assert abs(asked_one - asked_two) <= 12
    if path == SIGN_IN:
        assert abs(asked_one - asked_two) <= 1


def test_new_code_is_answered_the_same_for_known_and_unknown_addresses(counted):
    known = UserFactory(email="known@example.com")
    confirm_address(known)
    for path, confirm in ((SIGN_UP, CONFIRM), (CODE, CONFIRM_CODE)):
        pages = []
        for address in (known.email, f"unknown-at{confirm.count('/')}@example.com"):
            client = Client()
            client.post(path, data_for(path, address))
            answers = [client.post(confirm, {"action": "resend"}), client.post(confirm, {"code": "BBBB-BBBB"})]
            pages.append([re.sub(r'value="[\w-]{64}"', "", a.content.decode()).replace(address, "") for a in answers])
        assert pages[0] == pages[1]


def test_owner_of_a_known_address_is_told_that_somebody_tried(client):
    known = UserFactory()
    confirm_address(known)
    client.post(SIGN_UP, {**SOMEBODY, "email": known.email.upper()})
    email = OutboundEmail.objects.get()
    assert email.subject == "Somebody tried to create an account"
    assert User.objects.count() == 1 and "/accounts/login/" in email.body


@pytest.mark.parametrize("path", [CODE, reverse("account_reset_password")])
def test_owner_of_an_unknown_address_is_told_that_there_is_no_account(client, path):
    client.post(path, {"email": "nobody@example.com"})
    email = OutboundEmail.objects.get()
    assert email.subject == "There is no account for this email address" and SIGN_UP in email.body


def test_address_that_belongs_to_another_account_is_not_given_away_to_who_adds_it(client):
    other = UserFactory()
    confirm_address(other)
    client.force_login(UserFactory())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for address in (other.email, "free@example.com"):
        assert client.post(reverse("account_email"), {"action_add": "", "email": address})["Location"] == CONFIRM


# --- What e-mails say -------------------------------------------------------------------------------------------------
def test_no_email_about_an_account_holds_a_name_an_address_or_a_machine(client):
    person = MemberFactory(user__first_name="Rosalind", user__last_name="Placeholder").user
    confirm_address(person)
    client.post(reverse("account_reset_password"), {"email": person.email})
    client.post(CODE, {"email": person.email})
    Client().post(SIGN_UP, {**SOMEBODY, "email": person.email})
    client.force_login(person)
    new = "seven other plain words there"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    emails = OutboundEmail.objects.all()
    subjects = ["Set a new password", "Your code to sign in", "Somebody tried to create an account"]
    assert [email.subject for email in emails.order_by("pk")] == [*subjects, "Your password was changed"]
    for email in emails:
        said = email.subject + email.body
        assert not [word for word in ("Rosalind", "Placeholder", "127.0.0.1", person.email, "&#") if word in said]
        assert "http" in email.body

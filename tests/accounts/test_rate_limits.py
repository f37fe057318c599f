"""Whoever guesses is stopped before a hash is computed, by every process together, whatever address is claimed."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from tests.databases import PROJECT, sqlite_template
from tests.factories import PASSWORD, UserFactory
from tests.services import redis
from tests.signing_in import PROMPT, SIGN_IN, code_now, confirm_address, give_app, give_password

SIGN_UP, RESET, CODE = "/accounts/signup/", "/accounts/password/reset/", "/accounts/login/code/"


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed."""

    algorithm = "counting-here"
    count = 0

    def encode(self, password, salt):
        type(self).count += 1
        return super().encode(password, salt)


@pytest.fixture
def limits(settings):
    """The limits of the portal, which the suite is otherwise without."""
    settings.ACCOUNT_RATE_LIMITS = {}
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    cache.clear()
    yield
    cache.clear()


def try_to_sign_in(address: str, times: int, **headers) -> list:
    client = Client(headers=headers)
    return [client.post(SIGN_IN, {"login": address, "password": "wrong"}) for _each in range(times)]


@pytest.mark.django_db
def test_sixth_try_for_one_account_computes_no_hash(limits):
    user = UserFactory()
    confirm_address(user)
    CountingHasher.count = 0
    answers = try_to_sign_in(user.email, 7)
    assert CountingHasher.count == 5
    assert "too many tries" in answers[5].content.decode() and "too many tries" not in answers[4].content.decode()


@pytest.mark.django_db
def test_right_password_after_too_many_wrong_ones_has_to_wait(client, limits):
    user = UserFactory()
    try_to_sign_in(user.email, 5)
    assert "too many tries" in give_password(client, user).content.decode()


@pytest.mark.django_db
def test_many_tries_from_one_address_are_answered_with_429_in_our_words(limits):
    answers = [Client().post(SIGN_IN, {"login": f"a{number}@example.com", "password": "x"}) for number in range(31)]
    assert answers[-1].status_code == 429
    page = answers[-1].content.decode()
    assert "<h1" in page and "Wait 5 minutes, then try again." in page and 'class="govuk-template"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("proxies", "is_stopped"), [(0, True), (1, True)])
def test_claimed_address_begins_no_new_count(limits, settings, proxies, is_stopped):
    """Without a proxy the header counts for nothing; with one, only what the proxy itself added at the end."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answers = [
        Client(headers={"x-forwarded-for": f"198.51.100.{number}, 192.0.2.7"}).post(
            SIGN_IN, {"login": f"a{number}@example.com", "password": "x"}
        )
        for number in range(31)
    ]
    assert (answers[-1].status_code == 429) is is_stopped


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "data", "allowed"),
    [
        (RESET, {"email": "a@example.com"}, 5),
        (SIGN_UP, {"email": "", "first_name": "", "last_name": "", "password1": ""}, 20),
    ],
)
def test_further_forms_have_limits_of_their_own(limits, path, data, allowed):
    answers = [Client().post(path, data).status_code for _each in range(allowed + 1)]
    assert 429 not in answers[:-1] and answers[-1] == 429


@pytest.mark.django_db
def test_codes_by_email_are_sent_three_times_a_minute(limits):
    answers = [Client().post(CODE, {"email": "a@example.com"}) for _each in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "too many tries" in answers[-1].content.decode()


@pytest.mark.django_db
def test_second_factor_can_be_guessed_five_times(client, still_clock, limits):
    user = UserFactory()
    give_app(user)
    give_password(client, user)
    for _again in range(5):
        client.post(PROMPT, {"code": "000000"})
    assert "too many tries" in client.post(PROMPT, {"code": code_now()}).content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_password_that_was_right_does_not_count(limits):
    user = UserFactory()
    confirm_address(user)
    answers = [Client().post(SIGN_IN, {"login": user.email, "password": PASSWORD}) for _each in range(9)]
    assert {answer.status_code for answer in answers} == {302}


# --- Several processes ------------------------------------------------------------------------------------------------
TRY = """
import json, sys, django
django.setup()
from django.test import Client
answers = [
    Client().post("/accounts/login/", {"login": "somebody@example.com", "password": "wrong"}) for _each in range(3)
]
print(json.dumps(["too many tries" in answer.content.decode() for answer in answers]))
"""


def tries_of_two_processes(folder, **more) -> list[list[bool]]:
    """Three tries each; which of them were refused before anything was hashed."""
    shutil.copyfile(sqlite_template(), folder / "portal.sqlite3")
    settings = "from portal.settings import *\nSTORAGES['staticfiles'] = {'BACKEND': '%s'}\n"
    settings += "PASSWORD_HASHERS = ['django.contrib.auth.hashers.MD5PasswordHasher']\nALLOWED_HOSTS = ['testserver']\n"
    (folder / "of_two.py").write_text(settings % "django.contrib.staticfiles.storage.StaticFilesStorage")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{folder}:{PROJECT}", "DJANGO_SETTINGS_MODULE": "of_two"}
    environment |= {"EMBEDDED": "1", "VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}"}
    command = [sys.executable, "-c", TRY]
    said = []
    for _process in range(2):
        done = subprocess.run(command, env=environment | more, cwd=PROJECT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        said.append(json.loads(done.stdout))
    return said


def test_two_processes_count_together_in_files(tmp_path):
    assert tries_of_two_processes(tmp_path) == [[False, False, False], [False, False, True]]


def test_two_processes_count_together_in_redis(tmp_path):
    with redis() as address:
        assert tries_of_two_processes(tmp_path, REDIS_URL=address) == [[False, False, False], [False, False, True]]

"""A portal with production settings, as a browser meets it that signs in for real."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import sqlite_template

PROJECT = Path(__file__).resolve().parent.parent.parent

SIGN_IN_FOR_REAL = """
import json, django
django.setup()
from allauth.account.models import EmailAddress
from django.test import Client
from accounts.models import User

user = User.objects.create_user("officer@example.com", "four plain words here")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
client = Client(headers={"host": "socialvalue.council.example", "x-forwarded-for": "192.0.2.1"})
plain = client.get("/accounts/login/")
secure = {"headers": {"x-forwarded-proto": "https"}}
page = client.get("/accounts/login/", **secure)
client.post("/accounts/login/", {"login": user.email, "password": "four plain words here"}, **secure)
tries = [
    # What a visitor claims about the address stands first; what the trusted proxy saw stands last.
    Client(headers={"host": "socialvalue.council.example", "x-forwarded-for": f"198.51.100.{number}, 192.0.2.7"}).post(
        "/accounts/login/", {"login": "nobody@example.com", "password": "wrong"}, **secure
    )
    for number in range(40)
]
print(json.dumps({
    "tries": [[answer.status_code, "too many tries" in answer.content.decode()] for answer in tries],
    "plain": [plain.status_code, plain.headers.get("Location")],
    "hsts": page["Strict-Transport-Security"],
    "cookies": {name: dict(morsel) for name, morsel in client.cookies.items()},
    "sign-in": client.get("/supplier/", **secure).status_code,
    "foreign": client.get("/livez", headers={"host": "evil.example"}).status_code,
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory) -> dict:
    """What a browser meets at a portal with production settings (but for published style sheets and slow hashes)."""
    folder = tmp_path_factory.mktemp("production")
    shutil.copyfile(sqlite_template(), folder / "portal.sqlite3")
    settings = "from portal.settings import *\nSTORAGES['staticfiles'] = {'BACKEND': '%s'}\n"
    settings += "PASSWORD_HASHERS = ['django.contrib.auth.hashers.MD5PasswordHasher']\n"
    (folder / "like_production.py").write_text(settings % "django.contrib.staticfiles.storage.StaticFilesStorage")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{folder}:{PROJECT}",
        "DJANGO_SETTINGS_MODULE": "like_production",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "SECRET_KEY": "a" * 50,
        "AUDIT_KEY": "b" * 50,
        "ALLOWED_HOSTS": "socialvalue.council.example",
        "PORTAL_URL": "https://socialvalue.council.example",
        "TRUSTED_PROXY_COUNT": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", SIGN_IN_FOR_REAL], env=environment, cwd=PROJECT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", ["__Host-session", "__Host-csrf"])
def test_cookie_of_production_goes_only_to_this_host_over_tls_and_to_no_script(production, name):
    cookie = production["cookies"][name]
    assert cookie["secure"] is True and cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/" and cookie["domain"] == ""


def test_production_sets_no_other_cookie(production):
    assert set(production["cookies"]) == {"__Host-session", "__Host-csrf"}
    assert production["sign-in"] == 200


def test_session_of_production_ends_within_twelve_hours_and_with_the_browser(production):
    assert production["cookies"]["__Host-session"]["max-age"] in ("", 12 * 60 * 60)


def test_production_speaks_only_tls(production):
    assert production["plain"] == [301, "https://socialvalue.council.example/accounts/login/"]
    assert production["hsts"] == "max-age=31536000; includeSubDomains; preload"


def test_production_answers_only_to_its_own_name(production):
    assert production["foreign"] == 400


def test_production_stops_those_who_guess_passwords_whatever_address_they_claim(production):
    answers = production["tries"]
    assert answers[:5] == [[200, False]] * 5
    assert answers[10] == [200, True]
    assert answers[-1][0] == 429

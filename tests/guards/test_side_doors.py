"""No way in but the one sign-in, nothing left behind for the next reader, and the headers that keep pages apart."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.databases import sqlite_template
from tests.factories import PASSWORD
from tests.guards.access_table import SUBJECTS, TABLE
from tests.guards.world import PEOPLE

PROJECT = Path(__file__).resolve().parent.parent.parent
SIGN_IN = reverse("account_login")
ELSEWHERE = ("https://evil.example/", "//evil.example/", "https:evil.example", "/\\evil.example", "javascript:alert(1)")
# What the public sees without signing in, the same for everybody.
PUBLIC = {"livez", "readyz", "theme", "wagtail_serve"}


def rows_shown() -> list[tuple[str, str, str]]:
    """Address, subject and one person who is shown it, for every page behind the sign-in."""
    found = []
    for line in filter(str.strip, TABLE.splitlines()):
        name, subject, method, *answers = line.split()
        if method == "GET" and name not in PUBLIC:
            shown = [who for who, answer in zip(PEOPLE, answers, strict=True) if answer == "200"]
            # Officers first: theirs is what nobody else must ever see.
            found += [(name, subject, who) for who in ("manager", "lead", "editor") if who in shown][:1]
    return found


def signed_in(world, who: str) -> Client:
    client = Client()
    client.force_login(world.people[who])
    return client


@pytest.fixture
def undone(world):
    """What a test does to the world is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- Ways in ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/", "/cms/login/", "/cms/", "/_util/login/", "/admin/password_change/", "/home/"]
)
def test_every_way_in_leads_to_the_one_sign_in(world, undone, path):
    response = Client().get(path, follow=True)
    assert response.request["PATH_INFO"] == SIGN_IN
    assert 'name="login"' in response.content.decode()


@pytest.mark.parametrize("path", ["/admin/login/", "/cms/login/", "/_util/login/"])
def test_password_sent_to_a_sign_in_page_of_an_application_signs_nobody_in(world, undone, path):
    user = world.people["staff"]
    client = Client()
    client.post(path, {"username": user.email, "password": PASSWORD, "login": user.email})
    assert "_auth_user_id" not in client.session


def test_editing_screens_set_no_passwords_and_no_addresses(world, undone):
    assert Client().get("/cms/password_reset/").status_code == 404
    page = signed_in(world, "cms_editor").get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="name_email-first_name"' in page
    assert "old_password" not in page and 'name="name_email-email"' not in page


@pytest.mark.parametrize("who", ["editor", "lead", "auditor", "staff"])
def test_signed_in_person_without_the_right_gets_no_editor_and_no_circle(world, undone, who):
    response = signed_in(world, who).get("/cms/", follow=True)
    assert response.status_code == 403
    assert "does not have the right for this page" in response.content.decode()


@pytest.mark.parametrize("place", ELSEWHERE)
@pytest.mark.parametrize("path", [SIGN_IN, "/cms/login/", "/admin/login/", "/_util/login/"])
def test_sign_in_never_leads_to_another_site(world, undone, path, place):
    user = world.people["editor"]
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    page = client.get(path, {"next": place}, follow=True)
    assert page.request["PATH_INFO"] == SIGN_IN
    response = client.post(page.request["PATH_INFO"], {"login": user.email, "password": PASSWORD, "next": place})
    assert response.status_code == 302 and response["Location"] == reverse("home")


def test_sign_in_leads_back_to_where_the_person_was_going(world, undone):
    user = world.people["editor"]
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    going = reverse("return-detail", args=[world.draft.pk])
    response = Client().post(SIGN_IN, {"login": user.email, "password": PASSWORD, "next": going})
    assert response["Location"] == going


def test_signing_out_leads_home_and_never_elsewhere(world, undone):
    response = signed_in(world, "editor").post(reverse("account_logout"), {"next": ELSEWHERE[0]})
    assert response["Location"] == "/"


# --- What stays behind ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "subject", "who"), rows_shown(), ids=lambda part: str(part))
def test_page_behind_the_sign_in_is_kept_by_no_cache_and_shown_to_nobody_else(world, undone, name, subject, who):
    path = reverse(name, args=SUBJECTS[subject](world))
    response = signed_in(world, who).get(path)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    stranger = Client().get(path)
    assert stranger.status_code == 302 and stranger["Location"].startswith(SIGN_IN)


def test_every_page_behind_the_sign_in_was_walked():
    assert len(rows_shown()) > 30


@pytest.mark.parametrize("path", ["/", "/evidence/", "/livez", "/readyz", "/theme/shared.css", "/no-such-page/"])
def test_public_page_sets_no_cookie(world, undone, path):
    assert dict(Client().get(path).cookies) == {}


@pytest.mark.parametrize("path", ["/", "/evidence/"])
def test_public_page_shown_to_a_signed_in_person_is_kept_by_no_cache(world, undone, path):
    response = signed_in(world, "editor").get(path)
    assert response["Cache-Control"] == "private, no-store"
    assert "Sign out" in response.content.decode() and "Sign out" not in Client().get(path).content.decode()


# --- Headers ----------------------------------------------------------------------------------------------------------
OURS = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
OF_THE_SCREENS = OURS | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-ancestors": "'self'",
}


def policy_of(response) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";") if part.strip())


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/", None), ("/evidence/", None), ("/accounts/login/", None), ("/no-such-page/", None), ("/livez", None),
        ("/theme/shared.css", None), ("/supplier/", "editor"), ("/council/", "editor"), ("/council/", "manager"),
        ("/council/returns/", "manager"), ("/accounts/email/", "editor"),
    ],
)  # fmt: skip
def test_every_kind_of_page_lets_only_its_own_scripts_and_styles_run(world, undone, path, who):
    response = (signed_in(world, who) if who else Client()).get(path)
    assert policy_of(response) == OURS
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(("path", "who"), [("/cms/", "cms_editor"), ("/admin/", "staff")])
def test_editing_and_support_screens_allow_inline_scripts_and_nothing_from_elsewhere(world, undone, path, who):
    response = signed_in(world, who).get(path)
    assert response.status_code == 200
    assert policy_of(response) == OF_THE_SCREENS


def test_form_sent_from_another_site_is_refused_with_the_same_headers(world, undone):
    response = Client(enforce_csrf_checks=True).post(SIGN_IN, {})
    assert response.status_code == 403 and policy_of(response) == OURS


def test_evidence_is_saved_and_never_shown_or_run(world, undone):
    response = signed_in(world, "manager").get(reverse("evidence-open", args=[world.sent_file.pk]))
    assert list(response)
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Content-Disposition"].startswith("attachment")


# --- In production ----------------------------------------------------------------------------------------------------
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
print(json.dumps({
    "plain": [plain.status_code, plain.headers.get("Location")],
    "hsts": page["Strict-Transport-Security"],
    "cookies": {name: dict(morsel) for name, morsel in client.cookies.items()},
    "sign-in": client.get("/supplier/", **secure).status_code,
    "foreign": client.get("/livez", headers={"host": "evil.example"}).status_code,
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory) -> dict:
    """What a browser meets that signs in to a portal with production settings (but for published style sheets)."""
    folder = tmp_path_factory.mktemp("production")
    shutil.copyfile(sqlite_template(), folder / "portal.sqlite3")
    settings = "from portal.settings import *\nSTORAGES['staticfiles'] = {'BACKEND': '%s'}\n"
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

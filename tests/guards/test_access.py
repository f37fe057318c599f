"""Every address of the portal and every kind of person: who is let in, led to sign in, or refused, and how."""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from tests.factories import MemberFactory, OfficerRoleFactory
from tests.guards import pages_programs
from tests.guards.access_table import SUBJECTS, TABLE, data_for
from tests.guards.addresses import Address, all_addresses
from tests.guards.world import PEOPLE, World

SIGN_IN = "/accounts/login/"
ROWS = [line.split() for line in TABLE.splitlines() if line.strip()]
NAMES = {row[0] for row in ROWS}
TAKES_POST = {row[0] for row in ROWS if row[2] == "POST"}
# Applications with addresses of their own, and how each is looked at: by a table of its own, or all of them alike.
FAMILIES = ("accounts/", "admin/", "cms/", "documents/", "media/", "_util/")


def path_of(name: str, subject: str, world: World) -> str:
    """The address of one row of the table in this world."""
    return reverse(name, args=SUBJECTS[subject](world))


def visit(person, method: str, path: str, data: dict | None = None, look: Callable = lambda response: None) -> str:
    """What one person gets; whatever it did is taken back. `look` may look at the answer before that."""
    client = Client()
    with transaction.atomic():
        if person:
            client.force_login(person)
        events = AuditEvent.objects.count()
        response = client.generic(method, path) if data is None else client.post(path, data)
        answer = answer_of(response)
        if answer not in ("200", "302"):
            assert AuditEvent.objects.count() == events, f"{method} {path} answered {answer} and did something"
        look(response)
        if response.streaming:
            list(response)  # reads the file to its end, which closes it
        transaction.set_rollback(True)
    return answer


def answer_of(response: HttpResponse) -> str:
    """The status, or `in` for the way to the sign-in page."""
    if response.status_code == 302 and response["Location"].startswith(SIGN_IN):
        return "in"
    return str(response.status_code)


# --- The portal's own addresses ---------------------------------------------------------------------------------------
def test_every_address_is_in_the_table():
    own = {address.name for address in all_addresses() if not address.route.startswith(FAMILIES)} | {"editor-sign-in"}
    missing, gone = own - NAMES, NAMES - own
    assert not missing, (
        f"Nobody has said who may use {sorted(missing)}: add a GET line to TABLE in tests/guards/access_table.py, "
        "and a POST line (with its data in data_for) if the address takes POST."
    )
    assert not gone, f"{sorted(gone)} in tests/guards/access_table.py are no addresses of the portal any more."


@pytest.mark.parametrize("row", ROWS, ids=["-".join(row[:3]) for row in ROWS])
def test_each_person_gets_the_answer_of_the_table(world, row):
    name, subject, method, *expected = row
    path, data = path_of(name, subject, world), data_for(name, world) if method == "POST" else None
    got = {who: visit(person, method, path, data) for who, person in world.people.items()}
    assert got == dict(zip(PEOPLE, expected, strict=True))


@pytest.mark.parametrize("row", [row for row in ROWS if row[0] not in TAKES_POST], ids=lambda row: "-".join(row[:2]))
def test_pages_that_only_show_take_no_post(world, row):
    name, subject, _method, *expected = row
    path = path_of(name, subject, world)
    # One of those who get the same answer: whether an address takes POST is asked before or after who it is.
    for shown, who in dict(zip(expected, PEOPLE, strict=True)).items():
        assert visit(world.people[who], "POST", path) in {"405", shown} - {"200", "302"}, who


@pytest.mark.parametrize("name", sorted(TAKES_POST))
def test_addresses_that_change_something_take_only_get_head_and_post(world, name):
    subject = next(row[1] for row in ROWS if row[0] == name)
    answers = {visit(world.people[who], "PUT", path_of(name, subject, world)) for who in ("editor", "manager")}
    assert answers <= {"405", "403", "404"}


# Large bodies: who may not write is turned away before the body is read, and with it the token.
READ_LATE = {
    "line-evidence": "editor",
    "notice-upload": "manager",
    "register-upload": "manager",
    "team-register": "admin",
    "workbook-home": "editor",
}
# Where programs come with a token no cookie is looked at, so that no other site can send anything in anybody's name.
BY_TOKEN_ALONE = {*pages_programs.FOR_PROGRAMS, "api-nothing"}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_nothing_is_taken_from_another_site(world, name):
    """A form that was not made here brings no token, and is refused for everybody, signed in or not."""
    subject = next(row[1] for row in ROWS if row[0] == name)
    for person in (None, world.people["editor"], world.people["manager"]):
        client = Client(enforce_csrf_checks=True)
        if person:
            client.force_login(person)
        response = client.post(path_of(name, subject, world), data_for(name, world))
        if name in BY_TOKEN_ALONE:
            assert response.status_code in (401, 404) and response["Content-Type"] == "application/problem+json"
            continue
        if name in READ_LATE and person != world.people[READ_LATE[name]]:
            assert response.status_code in (403, 404) or response.url.startswith(reverse("account_login"))
            continue
        assert response.status_code == 403
        assert "Nothing was saved." in response.content.decode()


def test_form_that_was_made_here_is_taken(world):
    """Without this the test before could not tell a refused form from a broken one."""
    client = Client(enforce_csrf_checks=True)
    path = reverse("line-words", args=[world.draft.pk, 1])
    with transaction.atomic():
        client.force_login(world.people["editor"])
        token = re.search('name="csrfmiddlewaretoken" value="(.+?)"', client.get(path).content.decode())[1]
        data = {"csrfmiddlewaretoken": token, **data_for("line-words", world)}
        assert client.post(path, data).status_code == 302
        transaction.set_rollback(True)


def is_of_this_council(row: list[str]) -> bool:
    """Whether the table says that the address is about a thing of this council: no officer elsewhere sees it."""
    return row[3 + list(PEOPLE).index("other_officer")] in {"403", "404"}


def test_officer_elsewhere_who_writes_for_a_supplier_has_no_officers_rights_here(world):
    """Being an officer of one council opens nothing of another, not even of one's own organisation's contract."""
    with transaction.atomic():
        person = OfficerRoleFactory(user=MemberFactory(organisation=world.contract.supplier).user).user
        answers = {
            row[0]: visit(person, "GET", path_of(row[0], row[1], world))
            for row in ROWS
            if row[2] == "GET" and path_of(row[0], row[1], world).startswith("/council/") and is_of_this_council(row)
        }
        transaction.set_rollback(True)
    assert set(answers.values()) == {"403", "404"}, answers


# --- Signing in -------------------------------------------------------------------------------------------------------
#                                              anon. signed in
ACCOUNT = {
    "account-home": "                          in    200",
    "account-name": "                          in    200",
    "session-list": "                          in    200",
    "session-end": "                           in    405",
    "session-end-others": "                    in    405",
    "session-left": "                          in    200",
    "session-stay": "                          in    405",
    "account_login": "                         200   302",
    "account_logout": "                        302   200",
    "account_inactive": "                      200   200",
    "account_signup": "                        200   302",
    "account_reauthenticate": "                in    200",
    "account_email": "                         in    200",
    "account_email_verification_sent": "       in    302",
    "account_change_password": "               in    200",
    "account_set_password": "                  in    302",
    "account_reset_password": "                200   200",
    "account_confirm_login_code": "            in    302",
    "account_reset_password_from_key_done": "  200   200",
    "account_reset_password_from_key": "       200   200",
    "account_reset_password_done": "           200   200",
    "account-language": "                      in    200",
    "account_request_login_code": "            200   302",
    "mfa_index": "                             in    200",
    "mfa_authenticate": "                      in    302",
    "mfa_reauthenticate": "                    in    302",
    "mfa_activate_totp": "                     in    302",
    "mfa_deactivate_totp": "                   in    404",
    "mfa_view_recovery_codes": "               in    404",
    "mfa_generate_recovery_codes": "           in    302",
    "mfa_download_recovery_codes": "           in    404",
    "mfa_list_webauthn": "                     in    200",
    "mfa_add_webauthn": "                      in    302",
    "mfa_edit_webauthn": "                     in    302",
    "mfa_remove_webauthn": "                   in    302",
    "mfa_reauthenticate_webauthn": "           in    302",
    "mfa_login_webauthn": "                    in    302",
    "usersessions_list": "                     in    200",
}


def of_family(*prefixes: str) -> list[Address]:
    return [address for address in all_addresses() if address.route.startswith(prefixes)]


def test_every_address_around_signing_in_is_in_the_table():
    assert {address.name for address in of_family("accounts/")} == set(ACCOUNT), (
        "Say in ACCOUNT in tests/guards/test_access.py what the sign-in's new address answers."
    )


@pytest.mark.parametrize("address", of_family("accounts/"), ids=lambda address: address.name)
def test_addresses_around_signing_in_answer_as_the_table_says(world, address):
    answers = [visit(world.people[who], "GET", address.path) for who in ("anonymous", "editor")]
    assert answers == ACCOUNT[address.name].split()


@pytest.mark.parametrize("address", of_family("accounts/"), ids=lambda address: address.name)
def test_signing_in_takes_no_form_from_another_site(world, address):
    assert Client(enforce_csrf_checks=True).post(address.path, {}).status_code == 403


# --- The editors' and the support screens ----------------------------------------------------------------------------
# Pictures and texts of the editing screens themselves, the same for everybody.
FOR_ALL = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
SCREENS = [address for address in of_family("admin/", "cms/", "_util/") if address.name not in FOR_ALL]


def test_screens_are_found():
    assert len(SCREENS) > 200


def ending(person, path: str) -> str:
    """Where a person ends who follows every redirect: at the sign-in, on a page of their own, or a status."""
    client = Client()
    with transaction.atomic():
        if person:
            client.force_login(person)
        response = client.get(path, follow=True)
        transaction.set_rollback(True)
    last = response.request["PATH_INFO"]
    if last.startswith(SIGN_IN):
        return "in"
    is_screen = last.startswith(("/admin/", "/cms/"))
    return "own" if response.status_code == 200 and not is_screen else str(response.status_code)


@pytest.mark.parametrize("who", ["anonymous", "lead"])
def test_nobody_without_the_right_sees_an_editing_or_support_screen(world, who):
    """Whoever follows where these addresses lead ends at the sign-in or at a refusal, and never in a circle."""
    allowed = {"in", "404"} if who == "anonymous" else {"403", "404", "own"}
    endings = {address.path: ending(world.people[who], address.path) for address in SCREENS}
    assert {path: end for path, end in endings.items() if end not in allowed} == {}


def test_editor_sees_the_editing_screens_and_no_support_screen(world):
    editor = world.people["cms_editor"]
    assert visit(editor, "GET", reverse("wagtailadmin_home")) == "200"
    assert visit(editor, "GET", "/cms/pages/") in ("200", "302")
    assert visit(editor, "GET", "/cms/users/") == "302"  # Wagtail leads back to its front page and says why
    assert ending(editor, reverse("admin:index")) == "403"


def test_staff_without_rights_see_no_rows(world):
    staff = world.people["staff"]
    assert visit(staff, "GET", reverse("admin:index")) == "200"
    shown = {
        address.path: visit(staff, "GET", address.path)
        for address in of_family("admin/")
        if address.name.endswith(("_changelist", "_add", "_change", "_delete", "_history"))
    }
    assert set(shown.values()) <= {"403", "302"}, shown


def test_support_screens_write_nothing_even_for_a_superuser(world):
    """Whoever runs the portal looks at frameworks and the audit trail; a change goes through an action."""
    person = world.people["staff"]
    with transaction.atomic():
        person.is_superuser = True
        person.save()
        ours = [
            address
            for address in of_family("admin/audit/", "admin/framework/")
            if address.name.endswith(("_add", "_delete"))
        ]
        answers = {address.path: visit(person, "POST", address.path, {}) for address in ours}
        transaction.set_rollback(True)
    assert set(answers.values()) <= {"403", "302"}, answers

"""No way in but the one sign-in, nothing left behind for the next reader, and the headers that keep pages apart."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction

from accounts.models import Council, User
from framework.models import Measure
from returns.models import Answer, DisposalProposal, Incident, LegalHold, Revision
from suppliers.models import Commitment, Contract, Organisation
from tests.factories import PASSWORD
from tests.guards import pages_community
from tests.guards.access_table import SUBJECTS, TABLE
from tests.guards.world import PEOPLE

SIGN_IN = reverse("account_login")
ELSEWHERE = ("https://evil.example/", "//evil.example/", "https:evil.example", "/\\evil.example", "javascript:alert(1)")
# A file, and no page that shows what somebody typed.
TELLS_OF_NOBODY = {"evidence-open", "export-fetch", "list-download", "register-mend", "workbook-marked"}
# Plain text to save: nothing in it is escaped, so no browser may take it for a page.
PLAIN_TEXT = {"assessment-text"}
# What the public sees without signing in, the same for everybody.
PUBLIC = {
    "livez",
    "readyz",
    "theme",
    "wagtail_serve",
    *("open-data", "contracts-ocds", "contracts-register"),
    "framework-file",
    "recognition-list",
    "confirmation-answer",
    "confirmation-thanks",
    *("accessibility-statement", "cookies", "privacy"),
    *("event-interest", "interest-thanks", "interest-withdraw", "interest-withdrawn"),
    *("search", "robots", "sitemap", "sitemap-part"),
    *("api-guide", "api-schema"),
} | pages_community.PUBLIC


def rows_shown() -> list[tuple[str, str, str]]:
    """Address, subject and one person who is shown it, for every page behind the sign-in."""
    found = []
    for line in filter(str.strip, TABLE.splitlines()):
        name, subject, method, *answers = line.split()
        if method == "GET" and name not in PUBLIC:
            shown = [who for who, answer in zip(PEOPLE, answers, strict=True) if answer == "200"]
            # Officers first: theirs is what nobody else must ever see.
            found += [(name, subject, who) for who in ("manager", "lead", "editor", "admin") if who in shown][:1]
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


# --- Sessions ---------------------------------------------------------------------------------------------------------
def is_let_in(client: Client) -> bool:
    return client.get(reverse("supplier-home")).status_code == 200


def copy_of(client: Client) -> Client:
    """Another browser with the same cookies, as somebody has it who stole them."""
    other = Client()
    other.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    return other


def test_session_ends_on_the_server_when_the_person_signs_out(world, undone):
    client = signed_in(world, "editor")
    stolen = copy_of(client)
    assert is_let_in(stolen)
    client.post(reverse("account_logout"))
    assert not is_let_in(stolen) and not is_let_in(client)


def test_session_of_before_signing_in_is_not_taken_over(world, undone):
    user = world.people["editor"]
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    client.get(reverse("account_reset_password_from_key", kwargs={"uidb36": "x", "key": "y"}))
    before = client.session.session_key
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert is_let_in(client) and client.session.session_key != before


def test_new_password_ends_the_sessions_elsewhere(world, undone):
    client, elsewhere = signed_in(world, "editor"), signed_in(world, "editor")
    new = "seven other plain words there"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), data).status_code == 302
    assert is_let_in(client) and not is_let_in(elsewhere)


def test_person_who_is_switched_off_is_out_at_once(world, undone):
    client = signed_in(world, "editor")
    world.people["editor"].is_active = False
    world.people["editor"].save()
    assert not is_let_in(client)
    world.people["editor"].is_active = True


def test_right_that_is_taken_away_is_gone_at_once(world, undone):
    client = signed_in(world, "manager")
    assert client.get(reverse("council-home")).status_code == 200
    world.people["manager"].officer_roles.all().delete()
    assert client.get(reverse("council-home")).status_code == 403


@pytest.mark.parametrize("password", ["short words", "password1234", "PERSON-NAME@example.com"])
def test_weak_password_is_refused(world, undone, password):
    world.people["editor"].email = "person-name@example.com"
    with pytest.raises(ValidationError):
        validate_password(password, world.people["editor"])


def test_forgotten_password_says_the_same_whether_the_account_exists(world, undone):
    def answer(address: str):
        response = Client().post(reverse("account_reset_password"), {"email": address})
        page = Client().get(response["Location"])
        return response.status_code, response["Location"], page.content.decode().replace(address, "")

    assert answer(world.people["editor"].email) == answer("nobody@example.com")


# --- What comes in by the address -------------------------------------------------------------------------------------
ODD = [
    "'; DROP TABLE returns_return; --",
    "~",
    "~99999999999999999999",
    "2026-07-01~1",
    "x" * 2000,
    "\x00",
    "end",
    "%s",
]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("return-queue", "manager"),
        ("contract-list", "manager"),
        ("correction-list", "manager"),
        ("return-list", "editor"),
        ("commitment-list", "editor"),
        ("organisation-list", "editor"),
        ("registration-list", "manager"),
    ],
)
def test_odd_parameter_of_a_list_breaks_nothing(world, undone, name, who, value):
    client = signed_in(world, who)
    for parameter in ("after", "before", "show", "mine"):
        assert client.get(reverse(name), {parameter: value}).status_code == 200, parameter


# --- What people type -------------------------------------------------------------------------------------------------
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.mark.parametrize(("name", "subject", "who"), rows_shown(), ids=lambda part: str(part))
def test_what_people_type_is_shown_as_they_typed_it_and_never_run(world, undone, name, subject, who):
    User.objects.update(first_name="<script>alert(1)</script>")
    Council.objects.update(name=HOSTILE, contact_name=HOSTILE)
    Organisation.objects.update(name=HOSTILE)
    Contract.objects.update(title=HOSTILE, reference=Concat(Value(HOSTILE), Cast("pk", CharField())))
    Incident.objects.update(words=HOSTILE)
    LegalHold.objects.update(reason=HOSTILE)
    DisposalProposal.objects.filter(status="proposed").update(rule=HOSTILE)
    Commitment.objects.update(promise=HOSTILE, baseline=1, baseline_note=HOSTILE)
    Measure.objects.update(title=HOSTILE, calculation_rule=HOSTILE, evidence_required=HOSTILE)
    Answer.objects.filter(revision__submitted_at__isnull=True).update(narrative=HOSTILE, nothing_reason=HOSTILE)
    Revision.objects.filter(submitted_at__isnull=True).update(story=HOSTILE)
    response = signed_in(world, who).get(reverse(name, args=SUBJECTS[subject](world)))
    page = b"".join(response).decode(errors="ignore")
    if name in PLAIN_TEXT:
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"].startswith("attachment")
        assert HOSTILE in page
        return
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page or name in TELLS_OF_NOBODY


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


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/evidence/", "/livez", "/readyz", "/theme/shared.css", "/no-such-page/"),
        *("/search/?q=evidence", "/robots.txt", "/sitemap.xml"),
    ],
)
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
        ("/theme/shared.css", None), ("/confirm/thank-you/", None),
        ("/supplier/", "editor"), ("/council/", "editor"), ("/council/", "manager"),
        ("/council/returns/", "manager"), ("/accounts/email/", "editor"),
    ],
)  # fmt: skip
def test_every_kind_of_page_lets_only_its_own_scripts_and_styles_run(world, undone, path, who):
    response = (signed_in(world, who) if who else Client()).get(path)
    assert policy_of(response) == OURS
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == ("strict-origin" if path.startswith("/confirm/") else "same-origin")
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


def test_no_page_asks_for_a_camera_or_a_place(world, undone):
    for address in ("/", "/accounts/login/", "/livez", "/nowhere/"):
        assert "camera=()" in Client().get(address)["Permissions-Policy"], address


def test_documents_of_a_private_collection_are_not_given_to_strangers(world, undone):
    root = Collection.get_first_root_node()
    private = root.add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type=BaseViewRestriction.LOGIN)
    document = get_document_model().objects.create(
        title="Plan", file=ContentFile(b"%PDF-1.4", name="plan.pdf"), collection=private
    )
    answer = Client().get(document.url)
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]

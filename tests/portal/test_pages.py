"""What stands around every page: its frame, its errors in plain words, its colours, its navigation."""

import re

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import bad_request, page_not_found, permission_denied, server_error
from wagtail.models import Page, Site

from accounts.colours import contrast
from accounts.forms import SignInForm
from cms.models import GuidancePage, HomePage
from portal import context
from portal.theme import DEFAULT_COLOUR, stylesheet
from tests.factories import CouncilFactory, MemberFactory, OfficerRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
BODY = [
    ("heading", "What counts"),
    ("text", "<p>A letter from <b>the school</b>.</p>"),
    ("warning", "Leave names out."),
    ("details", {"summary": "Why we ask", "text": "<p>We publish the figures.</p>"}),
]


@pytest.fixture
def home_page():
    """A home page with one page of guidance."""
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(
            title="Social value here", slug="start", summary="What we promise.", introduction="What we promise."
        )
    )
    home.add_child(instance=GuidancePage(title="Evidence", slug="evidence", summary="What to send.", body=BODY))
    Site.objects.update(root_page=home)
    return home


def a_request(path="/", user=None):
    """A request as a view gets it."""
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


# --- Public pages -----------------------------------------------------------------------------------------------------
def test_home_page_leads_to_the_guidance(client, home_page):
    page = client.get("/").content.decode()
    assert '<a class="govuk-link" href="/evidence/">Evidence</a>' in page
    assert "What we promise." in page
    assert "<title>Social value here - Report social value</title>" in page


def test_guidance_page_shows_each_kind_of_block(client, home_page):
    page = client.get("/evidence/").content.decode()
    assert '<h2 class="govuk-heading-m">What counts</h2>' in page
    assert "<p>A letter from <b>the school</b>.</p>" in page
    assert "govuk-warning-text" in page and "Leave names out." in page
    assert "Why we ask" in page and "We publish the figures." in page
    assert page.count("<h1") == 1


def test_anonymous_reader_gets_no_session_and_no_cookie(client, home_page):
    assert dict(client.get("/").cookies) == {}


def test_anonymous_page_costs_no_query_for_its_frame(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("404.html", request=a_request("/nowhere/"))
    assert "Sign in" in page


def test_page_allows_only_scripts_and_styles_of_its_own(client, home_page):
    response = client.get("/evidence/")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};" and "style-src 'self';" in f"{policy};"
    page = response.content.decode()
    assert " style=" not in page and "<style" not in page
    assert re.findall(r"<script(?![^>]*src=)(?! type=.application/ld\+json.>)", page) == [], "data is no script"
    assert re.findall(r' on[a-z]+="', page) == []


def test_page_names_nothing_of_govuk(client, home_page):
    page = client.get("/").content.decode()
    assert "crown" not in page.lower() and "GOV.UK" not in page


# --- Errors in plain words --------------------------------------------------------------------------------------------
def test_missing_page_says_so_in_plain_words(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "If you typed the web address, check it is correct." in response.content.decode()


def test_forbidden_page_says_who_can_help():
    response = permission_denied(a_request(), PermissionError("Only the lead of your council can do this."))
    page = response.content.decode()
    assert response.status_code == 403
    assert "Only the lead of your council can do this." in page
    assert "social value lead" in page


def test_broken_page_needs_no_database_and_no_published_files():
    response = server_error(a_request())
    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in response.content.decode()


def test_bad_request_and_too_many_tries_say_what_to_do():
    assert "Nothing was saved." in bad_request(a_request(), ValueError()).content.decode()
    assert "Wait 5 minutes" in render_to_string("429.html", request=a_request())


def test_missing_page_for_a_request_nobody_recognised_still_appears():
    assert page_not_found(RequestFactory().get("/x"), Http404()).status_code == 404


def test_form_sent_from_an_old_page_is_explained():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a@example.com"})
    assert response.status_code == 403
    assert "Nothing was saved." in response.content.decode()


# --- Signing in -------------------------------------------------------------------------------------------------------
def test_sign_in_page_can_show_the_password_and_help_who_forgot_it(client):
    page = client.get(reverse("account_login")).content.decode()
    assert 'data-module="govuk-password-input"' in page
    assert reverse("account_reset_password") in page
    assert "placeholder" not in page
    assert "<title>Sign in - " in page


def test_sign_in_with_nothing_typed_says_what_to_enter_twice_and_in_the_title(client):
    page = client.post(reverse("account_login"), {}).content.decode()
    assert "<title>Error: Sign in - " in page
    assert page.count("Enter your email address") == page.count("Enter your password") == 2
    assert 'href="#id_login"' in page and 'href="#id_password"' in page


def test_sign_in_with_a_wrong_password_does_not_tell_whether_the_account_exists(client):
    known = UserFactory()
    page = {
        address: client.post(reverse("account_login"), {"login": address, "password": "not the one"}).content.decode()
        for address in (known.email, "nobody@example.com")
    }
    said = "The email address or password is not right."
    assert all(text.count(said) == 1 for text in page.values())


@pytest.mark.parametrize(
    "name", ["account_reset_password", "account_reset_password_done", "account_signup", "account_inactive"]
)
def test_pages_around_signing_in_look_like_the_rest(client, name):
    page = client.get(reverse(name)).content.decode()
    assert 'class="govuk-template"' in page and page.count("<h1") == 1


@pytest.mark.parametrize(
    "name", ["account_email", "account_change_password", "account_logout", "account_reauthenticate"]
)
def test_pages_about_the_account_look_like_the_rest(client, name):
    client.force_login(UserFactory())
    page = client.get(reverse(name)).content.decode()
    assert 'class="govuk-template"' in page and page.count("<h1") == 1
    assert 'action="/accounts/logout/"' in page  # signing out is a button: a link could be followed by anything


# --- The frame --------------------------------------------------------------------------------------------------------
def test_success_is_a_green_banner_and_gives_way_to_errors():
    request = a_request()
    messages.success(request, "Return sent")
    form = SignInForm({}, request=request)
    with_errors = render_to_string("404.html", {"form": form}, request=request)
    assert "There is a problem" in with_errors and "Return sent" not in with_errors
    without = render_to_string("404.html", request=request)
    assert "govuk-notification-banner--success" in without and "Return sent" in without


def test_navigation_costs_two_queries_and_is_asked_once(django_assert_max_num_queries):
    both = UserFactory()
    MemberFactory(user=both)
    OfficerRoleFactory(user=both)
    for user in (both, UserFactory()):
        request = a_request(user=user)
        with django_assert_max_num_queries(2):
            context.page(request)
            context.page(request)


def test_navigation_knows_suppliers_and_officers_apart():
    supplier, officer = MemberFactory().user, OfficerRoleFactory(council__name="Northvale Council")
    assert context.standing(a_request(user=supplier)).is_supplier
    assert context.standing(a_request(user=supplier)).councils == ()
    frame = context.page(a_request(user=officer.user))
    assert frame["own_council"]["name"] == "Northvale Council"
    assert not context.standing(a_request(user=officer.user)).is_supplier


def test_officer_of_two_councils_sees_the_colours_of_neither():
    user = UserFactory()
    OfficerRoleFactory(user=user)
    OfficerRoleFactory(user=user)
    assert context.page(a_request(user=user))["own_council"] is None


def test_navigation_marks_the_page_with_the_longest_address_that_fits():
    items = context._items((("account_login", "Sign in"), ("account_reset_password", "Reset")), "/accounts/login/code/")
    assert [item["active"] for item in items] == [True, False]


def test_navigation_leaves_out_pages_that_do_not_exist():
    assert context._items((("no-such-page", "Nothing"),), "/") == []


def test_editors_screens_have_a_frame_of_their_own(django_assert_num_queries):
    with django_assert_num_queries(0):
        frame = context.page(a_request("/cms/pages/", user=UserFactory.build()))
        assert frame.keys() == {"session_left", "session_warning"}
        assert context.page(a_request("/cms/login/", user=AnonymousUser())) == {}


# --- Colours ----------------------------------------------------------------------------------------------------------
def test_theme_is_the_colour_of_the_council_and_may_be_kept_by_caches(client):
    CouncilFactory(slug="northvale", brand_colour="#5b2a6e")
    response = client.get(reverse("theme", args=["northvale"]))
    assert response["Content-Type"] == "text/css"
    assert "--sv-brand:#5b2a6e" in response.content.decode()
    assert "public" in response["Cache-Control"] and "max-age=3600" in response["Cache-Control"]


def test_theme_of_a_signed_in_person_is_the_same_for_all(client):
    council = CouncilFactory()
    client.force_login(UserFactory())
    assert "no-store" not in client.get(reverse("theme", args=[council.slug]))["Cache-Control"]


def test_theme_never_carries_a_colour_that_is_none(client):
    CouncilFactory(slug="odd", brand_colour="}*{x:y")
    assert client.get(reverse("theme", args=["odd"])).content.decode() == stylesheet(DEFAULT_COLOUR)


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "#12345g", "#123456\n", ""])
def test_stylesheet_of_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError):
        stylesheet(colour)


def test_theme_of_an_unknown_council_is_missing(client):
    assert client.get(reverse("theme", args=["nowhere"])).status_code == 404


def test_shared_theme_is_that_of_the_only_council(client):
    CouncilFactory(brand_colour="#00703c")
    assert "#00703c" in client.get(reverse("theme", args=["shared"])).content.decode()
    CouncilFactory()
    assert client.get(reverse("theme", args=["shared"])).content.decode() == stylesheet(DEFAULT_COLOUR)


@pytest.mark.parametrize("colour", ["#ffffff", "#ffdd00", "#767676", "#5b2a6e", "#000000", "#888888"])
def test_words_on_the_councils_colour_can_be_read(colour):
    text = re.search("--sv-brand-text:(#[0-9a-f]{6})", stylesheet(colour))[1]
    mark = re.search("--govuk-brand-colour:(#[0-9a-f]{6})", stylesheet(colour))[1]
    assert contrast(colour, text) >= 4.5
    assert contrast(mark, "#ffffff") >= 3


def test_contrast_is_that_of_wcag():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54

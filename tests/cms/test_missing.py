"""Addresses at which nothing is: what may have been meant, in the frame and the language of the site."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from accounts.models import User
from cms.models import GuidancePage
from tests.cms.sites import guidance, of_council, twin_of, welsh_home

pytestmark = pytest.mark.django_db
PLAIN = "If the address is correct, the page may have moved, or it belongs to an organisation"


@pytest.fixture
def site():
    """A council's site with a section and a page of guidance in both languages."""
    of_council()
    section = guidance("For suppliers", slug="suppliers")
    page = guidance("Send evidence", slug="send-evidence", parent=section)
    welsh_home()
    twin_of(page, title="Anfon tystiolaeth", slug="anfon-tystiolaeth")


def missing(address: str, client: Client | None = None, **headers) -> str:
    """What is shown where nothing is."""
    response = (client or Client()).get(address, headers=headers)
    assert response.status_code == 404, address
    return response.content.decode()


@pytest.mark.parametrize(
    "address", ["/sending-evidence/", "/suppliers/evidence/", "/suppliers/send-evidense/", "/old/send_evidence.html"]
)
def test_missing_page_leads_to_pages_with_names_like_it(site, address):
    shown = missing(address)
    assert "Page not found" in shown and "Larkfield Council" in shown and "value@larkfield.example" in shown
    assert 'href="/suppliers/send-evidence/">Send evidence</a>' in shown
    assert 'action="/search/"' in shown and '<meta name="robots" content="noindex">' in shown


def test_words_of_the_address_are_ready_to_be_searched(site):
    assert 'value="old guidance evidence notes"' in missing("/old/guidance-on/the_evidence-notes.aspx")


def test_missing_page_is_in_the_language_of_its_address(site, client):
    client.cookies["django_language"] = "cy"
    english, welsh = missing("/send-evidence/", client), missing("/cy/tystiolaeth-anfon/")
    assert '<html lang="en-gb"' in english and 'action="/search/"' in english
    assert '<html lang="cy"' in welsh and 'action="/cy/search/"' in welsh
    assert 'href="/cy/suppliers-cy/anfon-tystiolaeth/"' in missing("/cy/suppliers-cy/anfon-tystiolaet/")
    assert '<html lang="cy"' in missing("/cy/old.html")
    assert 'href="/cy/suppliers/nothing/" rel="alternate"' in missing("/suppliers/nothing/")


def test_missing_page_names_nothing_private(site):
    page = guidance("Whistleblowers", slug="whistleblowers")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "Whistleblowers" not in missing("/whistleblower/")


def test_pages_of_the_portal_keep_their_plain_answer(site, client):
    client.force_login(User.objects.create_user("p@example.org", "x" * 12))
    shown = missing(reverse("return-detail", args=[987654]), client)
    assert PLAIN in shown and 'role="search"' not in shown
    for address in ("/confirm/no-such-secret/", "/accounts/nowhere/", "/static/nothing.css", "/favicon.ico", "/.env"):
        assert 'role="search"' not in missing(address), address


def test_site_without_a_welsh_home_answers_plainly(client):
    assert 'role="search"' not in missing("/cy/nowhere/")


def test_missing_page_costs_few_queries(site, django_assert_max_num_queries):
    for number in range(30):
        guidance(f"Guidance {number}", slug=f"g{number}")
    missing("/suppliers/evidence/")
    cache.clear()
    with django_assert_max_num_queries(9):  # with Wagtail's look at its redirects
        missing("/suppliers/evidence/")


@pytest.mark.parametrize("address", ["/old-page.html", "/Default.aspx"])
def test_missing_page_is_answered_plainly_where_the_database_is_down(site, address):
    def down(execute, sql, params, many, context):
        raise OperationalError("the database is down")

    with connection.execute_wrapper(down):
        assert PLAIN in missing(address)


@pytest.mark.parametrize("address", ["/a\x00b/", "/" + "x" * 5_000 + "/", "/%00/", "/<script>/", "/%FF.html", "/'\"/"])
def test_hostile_addresses_break_nothing(site, address):
    assert "<script>/" not in missing(address)


def test_missing_page_is_kept_by_no_cache(site, client):
    response = client.get("/nowhere/")
    assert not response.has_header("ETag") and "public" not in response.get("Cache-Control", "")


# --- Moved pages ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("old", ["/old-evidence", "/cy/hen-dystiolaeth"])
def test_old_address_leads_to_the_new_one_in_each_language(site, client, old):
    Redirect.objects.create(old_path=old, redirect_link="/suppliers/send-evidence/")
    response = client.get(f"{old}/")
    assert (response.status_code, response["Location"]) == (301, "/suppliers/send-evidence/")


def test_old_address_leads_to_a_page_of_its_language(site, client):
    for old, page in (("/old", "send-evidence"), ("/cy/hen", "anfon-tystiolaeth")):
        target = GuidancePage.objects.get(slug=page)
        Redirect.objects.create(old_path=old, redirect_page=target)
        assert client.get(f"{old}/", follow=True).redirect_chain[-1][0].endswith(f"/{page}/")

"""Public pages: found in few questions, in the language of their address, kept by caches, and without a cookie."""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction

from accounts.models import User
from cms.models import GuidancePage
from tests.cms.sites import english_home, guidance, of_council, twin_of, welsh_home

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


@pytest.fixture
def evidence():
    """A page two steps below the home page, in both languages."""
    section = guidance("For suppliers", slug="suppliers")
    page = guidance(parent=section)
    welsh_home()
    twin_of(page, title="Tystiolaeth", slug="tystiolaeth", summary="Beth i’w anfon.")
    return page


def test_page_of_each_language_has_an_address_of_its_own(evidence, client):
    english, welsh = client.get("/suppliers/evidence/"), client.get("/cy/suppliers-cy/tystiolaeth/")
    assert english.status_code == welsh.status_code == 200
    assert (english["Content-Language"], welsh["Content-Language"]) == ("en-gb", "cy")
    assert '<html lang="en-gb"' in english.content.decode()
    assert '<html lang="cy"' in welsh.content.decode()
    assert 'href="/cy/suppliers-cy/tystiolaeth/" rel="alternate" lang="cy"' in english.content.decode()
    assert 'href="/suppliers/evidence/" rel="alternate" lang="en-gb"' in welsh.content.decode()


def test_address_decides_whatever_a_person_has_chosen(evidence, client):
    client.cookies["django_language"] = "cy"
    assert '<html lang="en-gb"' in client.get("/suppliers/evidence/").content.decode()
    client.cookies["django_language"] = "en-gb"
    assert '<html lang="cy"' in client.get("/cy/suppliers-cy/tystiolaeth/").content.decode()


def test_page_without_a_twin_offers_no_other_language(client):
    guidance()
    assert "govuk-language-navigation" not in client.get("/evidence/").content.decode()


def test_unpublished_twin_is_not_offered(evidence, client):
    evidence.get_translations().get().unpublish()
    assert "govuk-language-navigation" not in client.get("/suppliers/evidence/").content.decode()
    assert client.get("/cy/suppliers-cy/tystiolaeth/").status_code == 404


def test_welsh_home_may_have_any_name(evidence, client):
    home = welsh_home()
    home.slug = "cartref"
    home.save()
    assert client.get("/cy/suppliers-cy/tystiolaeth/").status_code == 200


@pytest.mark.parametrize("address", ["/nowhere/", "/suppliers/nowhere/", "/cy/dim/", "/" + "a/" * 30])
def test_nothing_is_found_where_nothing_is(evidence, client, address):
    assert client.get(address).status_code == 404


def test_site_without_a_welsh_home_has_no_welsh_pages(client):
    guidance()
    assert client.get("/cy/").status_code == 404
    assert client.get("/cy/evidence/").status_code == 404


@pytest.mark.parametrize("address", ["/", "/suppliers/", "/suppliers/evidence/", "/cy/suppliers-cy/tystiolaeth/"])
def test_public_page_costs_few_queries_cold(evidence, address, django_assert_max_num_queries):
    of_council()
    assert Client().get(address).status_code == 200  # what the process itself remembers: content types
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        Client().get(address)


def test_public_page_sends_no_cookie_and_may_be_kept(evidence, client):
    response = client.get("/suppliers/evidence/")
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Vary"] == "Cookie"
    again = client.get("/suppliers/evidence/", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    evidence.title = "Evidence, new"
    evidence.save_revision().publish()
    assert client.get("/suppliers/evidence/", headers={"If-None-Match": response["ETag"]}).status_code == 200


def test_page_for_a_signed_in_person_is_kept_by_nobody(evidence, client):
    client.force_login(User.objects.create_user("p@example.org", "x" * 12))
    response = client.get("/suppliers/evidence/")
    assert response["Cache-Control"] == "private, no-store"
    assert not response.has_header("ETag")


def test_private_page_asks_for_its_password_and_is_kept_by_nobody(evidence, client):
    PageViewRestriction.objects.create(
        page=evidence.get_parent(), restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    response = client.get("/suppliers/evidence/")
    assert "Send totals" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_are_only_read(evidence, method):
    assert getattr(Client(), method)("/suppliers/evidence/").status_code == 405


def test_when_a_page_was_updated_stands_below_everything_else_that_it_shows(evidence, client):
    guidance("Below", parent=evidence, slug="below")
    GuidancePage.objects.get(pk=evidence.pk).save_revision().publish()
    page = client.get("/suppliers/evidence/").content.decode()
    assert page.index("In this section") < page.index("Last updated") < page.index("</main>")


def test_site_of_a_council_shows_its_name_and_contact(evidence, client):
    of_council(welsh_name="Cyngor Larkfield")
    assert "Larkfield Council" in client.get("/").content.decode()
    welsh = client.get("/cy/").content.decode()
    assert "Cyngor Larkfield" in welsh
    assert "value@larkfield.example" in welsh


def test_preview_is_shown_in_the_same_frame(evidence):
    draft = guidance("Draft", slug="draft", parent=english_home())
    response = draft.make_preview_request()
    assert response.status_code == 200
    assert "Send totals" in response.content.decode()
    assert "govuk-breadcrumbs" in response.content.decode()

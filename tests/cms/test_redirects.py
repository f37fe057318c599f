"""A page that was moved or got another name is still found under its old address, in both languages."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.cms.families import event, events, item, news
from tests.cms.sites import guidance, twin_of, welsh_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Give a page another name, as an editor who publishes it."""

    def renamed(page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return renamed


def test_page_with_a_new_name_is_found_under_the_old_one_in_both_languages(rename, client):
    page = item(news())
    welsh_home()
    twin = twin_of(page, title="Canmol", slug="canmol")
    old, old_twin = page.get_url(), twin.get_url()
    rename(page, "praised")
    rename(twin, "clod")
    assert (client.get(old).status_code, client.get(old)["Location"]) == (301, "/news/praised/")
    answer = client.get(old_twin)
    assert (answer.status_code, answer["Location"]) == (301, "/cy/news-cy/clod/")


def test_section_with_a_new_name_takes_what_is_below_it_along(rename, client):
    index = news()
    item(index)
    rename(index, "what-is-new")
    assert client.get("/news/")["Location"] == "/what-is-new/"
    assert client.get("/news/endorsed/")["Location"] == "/what-is-new/endorsed/"


def test_page_that_was_moved_is_found_under_its_old_address_in_both_languages(client):
    section, page = guidance("About", slug="about-us"), guidance(slug="evidence")
    welsh_home()
    welsh_section = twin_of(section, title="Amdanom", slug="amdanom")
    twin = twin_of(page, title="Tystiolaeth", slug="tystiolaeth")
    page.move(section, pos="last-child")
    twin.move(welsh_section, pos="last-child")
    assert client.get("/evidence/")["Location"] == "/about-us/evidence/"
    assert client.get("/cy/tystiolaeth/")["Location"] == "/cy/amdanom/tystiolaeth/"
    assert client.get("/cy/tystiolaeth/", follow=True).status_code == 200


def test_event_that_was_moved_is_found_too(client):
    page, later = event(), events(slug="later", title="Later")
    page.move(later, pos="last-child")
    assert client.get("/events/buyers/", follow=True).request["PATH_INFO"] == "/later/buyers/"
    assert Redirect.objects.filter(automatically_created=True).exists()


def test_page_that_takes_an_old_name_is_shown_there(rename, client):
    index = news()
    rename(item(index), "praised")
    item(index, title="Another page", slug="endorsed")
    response = client.get("/news/endorsed/")
    assert response.status_code == 200 and "Another page" in response.content.decode()

"""The page of the voluntary sector: found from the home page, with what is going on, in both languages."""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import HomePage, VoluntaryHubPage
from tests.cms.community import a_publisher, listed_entry, published_post, site_of
from tests.cms.sites import english_home, twin_of, welsh_home
from tests.factories import CouncilFactory, UserFactory

pytestmark = pytest.mark.django_db
HUB = "/voluntary-sector/"


def a_hub(**fields) -> VoluntaryHubPage:
    said = {"title": "Voluntary sector", "slug": "voluntary-sector", "summary": "Take part.", "show_in_menus": True}
    return english_home().add_child(instance=VoluntaryHubPage(**said | {"body": [("heading", "How")]} | fields))


@pytest.fixture
def hub():
    return a_hub()


@pytest.fixture
def council(hub):
    return site_of(CouncilFactory(name="Larkfield Council", contact_email="value@larkfield.example")).council


def test_hub_is_one_click_from_the_home_page_and_the_form_one_further(council, client):
    assert f'href="{HUB}"' in client.get("/").content.decode()
    page = client.get(HUB).content.decode()
    assert 'href="/directory/join/"' in page and "value@larkfield.example" in page


def test_hub_says_how_many_are_listed(council, client):
    assert "No organisation is listed yet." in client.get(HUB).content.decode()
    publisher = a_publisher()
    listed_entry(council, publisher)
    assert "1 organisation is listed." in client.get(HUB).content.decode()
    listed_entry(council, publisher, "office@river.example", name="River")
    assert "2 organisations are listed." in client.get(HUB).content.decode()


def test_hub_shows_the_newest_needs_and_offers(council, client):
    publisher = a_publisher()
    entry = listed_entry(council, publisher)
    for row in range(8):
        published_post(entry, publisher, title=f"Need {row}")
    page = client.get(HUB).content.decode()
    assert [f"Need {row}" in page for row in range(8)] == [False, False, True, True, True, True, True, True]


def test_hub_of_a_site_without_a_council_shows_its_words_alone(hub, client):
    page = client.get(HUB).content.decode()
    assert "How" in page and "/directory/" not in page


def test_welsh_twin_shows_the_same_in_welsh(hub, council, client):
    welsh_home()
    twin_of(hub, title="Y sector gwirfoddol", slug="y-sector-gwirfoddol")
    page = client.get("/cy/y-sector-gwirfoddol/").content.decode()
    assert 'href="/cy/directory/"' in page and '<html lang="cy"' in page


@pytest.mark.parametrize("rows", [1, 20])
def test_hub_costs_few_queries_cold(council, rows, django_assert_max_num_queries):
    publisher = a_publisher()
    entry = listed_entry(council, publisher)
    for row in range(rows):
        published_post(entry, publisher, title=f"Need {row}")
    assert Client().get(HUB).status_code == 200
    cache.clear()
    with django_assert_max_num_queries(8):
        Client().get(HUB)


class HubAsAPage(WagtailPageTestCase):
    """What Wagtail asks of a page family."""

    def setUp(self):
        self.client.force_login(UserFactory(is_superuser=True))

    def test_family_has_its_place_in_the_tree(self):
        self.assertAllowedParentPageTypes(VoluntaryHubPage, {HomePage})
        self.assertAllowedSubpageTypes(VoluntaryHubPage, set())
        self.assertCanNotCreateAt(Page, VoluntaryHubPage)

    def test_page_can_be_shown_edited_and_previewed(self):
        hub = a_hub()
        self.assertPageIsRoutable(hub)
        self.assertPageIsRenderable(hub)
        body = streamfield([("heading", "How")])
        sent = nested_form_data(
            {"title": "Take part", "slug": "voluntary-sector", "summary": "Take part.", "body": body}
        )
        sent |= {"licence": "ogl", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        self.assertPageIsEditable(hub, post_data=sent)
        self.assertPageIsPreviewable(hub, post_data=sent)

    def test_site_has_one_hub(self):
        a_hub()
        assert not VoluntaryHubPage.can_create_at(english_home())

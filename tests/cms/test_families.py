"""What holds for every family of pages: where it may stand, that editors can write and preview it, both languages."""

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from cms import models
from cms.editing.upkeep import past_review
from cms.models.site_page import SitePage
from tests.cms import families
from tests.cms.sites import english_home, of_council, twin_of, welsh_home
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
INDEXES = {
    models.PolicyIndexPage: models.PolicyPage,
    models.EventIndexPage: models.EventPage,
    models.NewsIndexPage: models.NewsPage,
    models.DisclosureIndexPage: models.DisclosurePage,
}
STATEMENTS = (
    models.AccessibilityStatementPage,
    models.CookiesPage,
    models.PrivacyPage,
    models.DpiaPage,
    models.ContactPage,
)
MOST_QUERIES = 8
TYPES = {
    "policy": "DigitalDocument",
    "event": "Event",
    "item": "NewsArticle",
    "disclosure": "Article",
    "accessibility": "WebPage",
    "CookiesPage": "WebPage",
    "PrivacyPage": "WebPage",
    "DpiaPage": "WebPage",
    "ContactPage": "ContactPage",
}


def page_of(name: str, **fields) -> SitePage:
    """A published page of a family."""
    if name in ("policy", "item", "disclosure"):
        index = {"policy": families.policies, "item": families.news, "disclosure": families.disclosures}[name]()
        return getattr(families, name)(index, **fields)
    if name in ("event", "accessibility"):
        return getattr(families, name)(**fields)
    return families.add(getattr(models, name), **{"slug": name.lower(), "body": families.BODY} | fields)


def address_of(page: SitePage) -> str:
    return page.get_url()


class TestScreens(WagtailPageTestCase):
    def setUp(self):
        self.editor = UserFactory(is_superuser=True)

    def test_pages_stand_where_they_belong(self):
        for index, page in INDEXES.items():
            self.assertAllowedParentPageTypes(index, {models.HomePage, models.GuidancePage})
            self.assertAllowedSubpageTypes(index, {page})
            self.assertAllowedParentPageTypes(page, {index})
            self.assertAllowedSubpageTypes(page, {})
        for page in STATEMENTS:
            self.assertAllowedParentPageTypes(page, {models.HomePage, models.GuidancePage})
            self.assertAllowedSubpageTypes(page, {})

    def test_pages_can_be_read_edited_and_previewed(self):
        for name in TYPES:
            page = page_of(name)
            above = page.get_parent().specific
            for one in [page] if isinstance(above, models.HomePage) else [page, above]:
                self.assertPageIsRenderable(one)
                self.assertPageIsEditable(one, post_data=self.post_data_of(one))
                self.assertPageIsPreviewable(one, post_data=self.post_data_of(one))

    def post_data_of(self, page) -> dict:
        """What the screen of a page sends when nothing is changed: as its own form has it."""
        self.client.force_login(self.editor)
        response = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        data = querydict_from_html(response.content.decode(), form_id="page-edit-form")
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):  # a script draws it
                data.update(nested_form_data({field.name: streamfield([])}))
        if isinstance(page, models.AccessibilityStatementPage):
            data["out_of_scope"] = page.out_of_scope
        return data


@pytest.mark.parametrize("name", TYPES)
def test_page_says_what_it_is_to_search_engines(name):
    of_council()
    response = Client().get(address_of(page_of(name)))
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', response.content.decode())[1])
    assert data["@type"] == TYPES[name]
    assert (data.get("publisher") or data["organizer"])["name"] == "Larkfield Council"


@pytest.mark.parametrize("name", TYPES)
def test_page_costs_few_queries_cold(name):
    of_council()
    assert families.queries_cold(address_of(page_of(name))) <= MOST_QUERIES


@pytest.mark.parametrize("name", TYPES)
def test_page_sends_no_cookie_and_may_be_kept(name):
    response = Client().get(address_of(page_of(name)))
    assert (response.status_code, response.cookies) == (200, {})
    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("name", TYPES)
def test_page_is_there_in_welsh_under_an_address_of_its_own(name):
    page = page_of(name)
    welsh_home()
    twin = twin_of(page, title="Tudalen Gymraeg", slug="tudalen")
    english, welsh = Client().get(address_of(page)), Client().get(address_of(twin))
    assert address_of(twin).startswith("/cy/") and welsh.status_code == 200
    assert "Tudalen Gymraeg" in welsh.content.decode()
    assert f'href="{address_of(twin)}" rel="alternate" lang="cy"' in english.content.decode()


@pytest.mark.parametrize("name", TYPES)
def test_words_of_an_editor_are_shown_as_they_were_typed(name):
    page = page_of(name, title=families.HOSTILE, summary=families.HOSTILE)
    for address in {address_of(page), page.get_parent().get_url()} - {"/"}:
        shown = Client().get(address).content.decode()
        assert "<script>alert" not in shown and "&lt;script&gt;alert(1)" in shown


@pytest.mark.parametrize("index", INDEXES)
def test_empty_index_says_so(index):
    response = Client().get(address_of(families.add(index, slug="index")))
    assert re.search(r"There (are|is) no|Nothing is planned", response.content.decode())


@pytest.mark.parametrize(
    ("index", "one"),
    [
        (families.policies, families.policy),
        (families.events, families.event),
        (families.news, families.item),
        (families.disclosures, families.disclosure),
    ],
)
def test_index_costs_the_same_for_one_and_for_thirty(index, one):
    of_council()
    above = index()
    one(above)
    few = families.queries_cold(address_of(above))
    for number in range(29):
        one(above, slug=f"page-{number}", title=f"Page {number}")
    assert families.queries_cold(address_of(above)) == few <= MOST_QUERIES


@pytest.mark.parametrize("asked", ["?page=0", "?page=x", "?page=99", "?page=²", "?year=0000", "?year=٢٠٢٦", "?year=1"])
def test_odd_part_of_an_index_is_the_first(asked):
    above = families.news()
    families.item(above)
    assert "A supplier is endorsed" in Client().get(f"{address_of(above)}{asked}").content.decode()


def test_review_of_every_page_can_be_asked_for():
    """Editors are reminded of pages by this one field, whatever their family."""
    day = date(2030, 1, 31)
    for name in TYPES:
        page = page_of(name, review_on=day)
        assert page.pk in past_review(Page.objects.all(), day).values_list("pk", flat=True), name
        assert page.pk not in past_review(Page.objects.all(), day - timedelta(days=1)).values_list("pk", flat=True)
        english_home().get_children().get(pk=page.get_ancestors(inclusive=True)[2].pk).delete()


def test_page_of_another_locale_is_in_no_list():
    above = families.news()
    families.item(above, title="Only in English")
    welsh_home()
    twin = twin_of(above, title="Newyddion", slug="newyddion")
    assert "Only in English" not in Client().get(address_of(twin)).content.decode()
    assert Locale.objects.count() == 2 and Page.objects.filter(title="Only in English").count() == 1


def test_part_of_a_long_index_leads_on_and_back():
    above = families.news()
    for number in range(25):
        day = date(2026, 1, 1) + timedelta(days=number)
        families.item(above, slug=f"n-{number}", title=f"Item {number}.", published_on=day)
    first = Client().get("/news/").content.decode()
    second = Client().get("/news/?page=2").content.decode()
    assert "Item 24." in first and "Item 4." not in first and 'href="?page=2"' in first
    assert "Item 4." in second and "Item 24." not in second and 'href="?page=1"' in second

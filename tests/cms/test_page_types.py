"""What holds for every family of pages, whichever there are: shown, edited, previewed, kept by caches, found cheaply.

The families are those that Wagtail knows of; each has its example in tests/cms/every_page.py, with every block filled.
"""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html

from cms import models
from cms.models.more_addresses import MoreAddresses
from tests.browser.markup import faults_of
from tests.cms.cases import NOW, a_picture
from tests.cms.every_page import BEHIND, PARENTS, EveryPage, form_of, page_models, streams_of
from tests.cms.families import queries_cold
from tests.cms.sites import twin_of, welsh_home
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8
# The name that the editor of texts gives each paragraph.
KEY = re.compile(r' data-block-key="\w+"')
SECTIONS = {models.HomePage, models.GuidancePage}
STATEMENTS = {
    models.AccessibilityStatementPage,
    models.ContactPage,
    models.CookiesPage,
    models.DpiaPage,
    models.PrivacyPage,
}
ANYWHERE = {models.PolicyIndexPage, models.EventIndexPage, models.NewsIndexPage, models.DisclosureIndexPage}
AT_THE_TOP = {models.FrameworkPage, models.ResultsPage, models.VoluntaryHubPage, models.CaseStudyIndexPage}
ONE_BELOW = {
    models.CaseStudyIndexPage: models.CaseStudyPage,
    models.PolicyIndexPage: models.PolicyPage,
    models.EventIndexPage: models.EventPage,
    models.NewsIndexPage: models.NewsPage,
    models.DisclosureIndexPage: models.DisclosurePage,
}
# Of each family, where its pages may stand and what may stand below them.
PLACES: dict[type[Page], tuple[set, set]] = {
    models.HomePage: ({Page}, {Page, models.GuidancePage} | STATEMENTS | ANYWHERE | AT_THE_TOP),
    models.GuidancePage: (SECTIONS, {Page, models.GuidancePage} | STATEMENTS | ANYWHERE),
    **{family: (SECTIONS, set()) for family in STATEMENTS},
    **{family: ({models.HomePage}, {ONE_BELOW[family]} if family in ONE_BELOW else set()) for family in AT_THE_TOP},
    **{family: (SECTIONS, {ONE_BELOW[family]}) for family in ANYWHERE},
    **{below: ({index}, set()) for index, below in ONE_BELOW.items()},
}


@pytest.fixture
def whole(time_machine) -> EveryPage:
    time_machine.move_to(NOW, tick=False)
    return EveryPage()


def stored(page: Page) -> dict:
    """The blocks of a page, without the numbers that Wagtail gives them."""

    def bare(value):
        if isinstance(value, list):
            return [bare(one) for one in value]
        if isinstance(value, dict):
            return {name: bare(one) for name, one in value.items() if name != "id"}
        return KEY.sub("", str(value))

    return {field.name: bare(list(getattr(page, field.name).get_prep_value())) for field in streams_of(page)}


class EveryFamily(WagtailPageTestCase):
    """What Wagtail asks of a family of pages."""

    @pytest.fixture(autouse=True)
    def at_a_moment(self, time_machine):
        time_machine.move_to(NOW, tick=False)

    @classmethod
    def setUpTestData(cls):
        with time_machine.travel(NOW, tick=False):
            cls.whole = EveryPage()
            cls.editor = UserFactory(is_superuser=True)

    def sent(self, page: Page) -> dict:
        """What the screen of a page sends when nothing is changed: as its own form has it, and every block."""
        self.client.force_login(self.editor)
        response = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        data = querydict_from_html(response.content.decode(), form_id="page-edit-form").dict()
        return data | nested_form_data(
            {field.name: form_of(field.stream_block, getattr(page, field.name)) for field in streams_of(page)}
        )

    def test_every_family_has_an_example_and_a_place(self):
        assert page_models() == set(self.whole.pages) == set(PLACES) == {models.HomePage, *PARENTS}

    def test_example_fills_every_block_there_is(self):
        for page in self.whole.pages.values():
            for field in streams_of(page):
                filled = {block.block_type for block in getattr(page, field.name)}
                assert filled == set(field.stream_block.child_blocks), f"{type(page).__name__}.{field.name}"

    def test_pages_stand_where_they_belong(self):
        for family, (above, below) in PLACES.items():
            self.assertAllowedParentPageTypes(family, above)
            self.assertAllowedSubpageTypes(family, below)

    def test_page_is_found_and_shown(self):
        for page in self.whole.pages.values():
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)

    def test_everything_behind_a_page_is_found_and_shown(self):
        for family, page in self.whole.pages.items():
            for behind in BEHIND.get(family, ()):
                self.assertPageIsRoutable(page, f"/{behind}")
                self.assertPageIsRenderable(page, f"/{behind}")
        framework = self.whole.pages[models.FrameworkPage]
        self.assertPageIsRenderable(framework, "/measures/m99/", accept_404=True)

    def test_no_address_behind_a_page_is_left_out(self):
        for family, page in self.whole.pages.items():
            listed = BEHIND.get(family, ())
            if isinstance(page, RoutablePageMixin):
                known = {pattern.callback.__name__ for pattern in page.get_subpage_urls() if pattern.name}
                met = {page.resolve_subpage(f"/{behind}")[0].__name__ for behind in ("", *listed)}
                assert known - met <= {"unknown", "index_route"}, family
            elif isinstance(page, MoreAddresses):
                assert {f"{word}/" for word in page.behind} == set(listed), family
            else:
                assert not listed, family

    def test_page_is_edited_and_published_with_all_its_blocks(self):
        for family, page in self.whole.pages.items():
            data, before = self.sent(page), stored(page)
            self.assertPageIsEditable(page, post_data=data)
            self.client.force_login(self.editor)
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            answer = self.client.post(edit, data | {"title": "Another title", "action-publish": "yes"})
            assert answer.status_code == 302, f"{family.__name__}: {errors_in(answer)}"
            after = family.objects.get(pk=page.pk)
            assert (after.title, after.live, after.has_unpublished_changes) == ("Another title", True, False)
            assert stored(after) == before, family

    def test_page_is_previewed_in_every_way(self):
        for page in self.whole.pages.values():
            data = self.sent(page)
            for mode, _label in page.preview_modes:
                self.assertPageIsPreviewable(page, mode=mode, post_data=data)


def errors_in(response) -> object:
    """What a form says is wrong."""
    return response.context["form"].errors if response.context else response["Location"]


def test_every_page_with_all_its_blocks_is_well_made(whole):
    for address, family in whole.addresses().items():
        response = Client().get(address)
        if response["Content-Type"].startswith("text/html"):
            assert faults_of(response.content.decode()) == [], (address, family)


def test_every_page_has_its_welsh_twin(whole):
    welsh_home()
    for family, page in whole.pages.items():
        if family is models.HomePage:
            continue
        twin = page.get_translations().first() or twin_of(page, title=f"Tudalen {family.__name__}")
        response = Client().get(twin.get_url())
        words = response.content.decode()
        assert (response.status_code, twin.get_url()[:4]) == (200, "/cy/"), family
        assert '<html lang="cy"' in words and faults_of(words) == [], family


def test_every_public_address_is_kept_by_caches_and_sends_no_cookie(whole):
    for address, family in whole.addresses().items():
        response = Client().get(address)
        assert (response.status_code, response.cookies) == (200, {}), (address, family)
        assert response["Cache-Control"] == "public, max-age=60", (address, family)
        again = Client().get(address, headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content, again.cookies) == (304, b"", {}), (address, family)


def test_every_public_address_costs_few_queries_cold(whole):
    """Of a page with words alone; what blocks cost is said below."""
    for page in whole.pages.values():
        for field in streams_of(page):
            setattr(page, field.name, [])
        page.save_revision().publish()
    costs = {address: queries_cold(address) for address in whole.addresses()}
    assert {address: cost for address, cost in costs.items() if cost > MOST_QUERIES} == {}


def test_no_kind_of_block_makes_a_page_dear(whole):
    """One block, on a page that shows nothing else; several of those that show something live are counted apart."""
    page, values = whole.pages[models.GuidancePage], whole.values()
    costs = {}
    for name in page.body.stream_block.child_blocks:
        page.body = [(name, values[name])]
        page.save()
        costs[name] = queries_cold(page.get_url())
    assert {name: cost for name, cost in costs.items() if cost > MOST_QUERIES} == {}


def test_many_blocks_of_a_kind_cost_as_much_as_one(whole):
    page, values = whole.pages[models.GuidancePage], whole.values()
    for name in ("text", "details", "image", "downloads", "related", "measure", "figure", "recognition"):
        page.body = [(name, values[name])] * 6
        page.save()
        assert queries_cold(page.get_url()) <= MOST_QUERIES, name


def test_many_pictures_cost_as_much_as_one(whole):
    page, value = whole.pages[models.GuidancePage], whole.values()["image"]
    page.body = [("image", {**value, "image": a_picture()}) for _picture in range(6)]
    page.save()
    assert queries_cold(page.get_url()) <= MOST_QUERIES

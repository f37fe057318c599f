"""Case studies: live figures, a name, a quote and a picture only with consent, and a list that is found by facets."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.actions.consents import withdraw_consent
from cms.models import CaseStudyIndexPage, CaseStudyMeasure, CaseStudyPage, GuidancePage, HomePage
from framework.models import Measure
from reports.editions import publish_figures_of
from tests.cms.cases import (
    NOW,
    a_consent,
    a_picture,
    admin_of,
    agreed,
    editor_of,
    index_page,
    publisher_of,
    site_of,
    story,
)
from tests.cms.frameworks import note, part_title
from tests.cms.sites import twin_of, welsh_home
from tests.factories import ContractFactory, MeasureFactory, OrganisationFactory, UserFactory
from tests.returns.pages import browser, shown
from tests.returns.road import correct, decided, open_road

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


@pytest.fixture
def road(time_machine):
    """A contract whose first return is decided, on the site of its council."""
    time_machine.move_to(NOW, tick=False)
    road = decided("hours", "money")
    site_of(road.contract.council)
    index_page()
    return road


@pytest.fixture
def measures(road) -> list[Measure]:
    return [commitment.measure for commitment in road.commitments]


def read(page, client=None) -> str:
    """The page as readers see it some minutes later, when the public figures have been worked out again."""
    publish_figures_of(page.contract.council_id, today=timezone.localdate())
    return shown((client or Client()).get(f"/case-studies/{page.slug}/"))


# --- Figures ----------------------------------------------------------------------------------------------------------
def test_figures_are_the_verified_ones_and_follow_a_correction(road, measures):
    page = story(road.contract, *measures)
    assert "24.25 hours" in read(page) and "£25.50" in read(page)
    correct(road, 1, value=Decimal(-4))
    assert "20.25 hours" in read(page) and "24.25" not in read(page)


def test_only_measures_that_the_page_names_are_shown(road, measures):
    page = story(road.contract, measures[0])
    assert "£25.50" not in read(page)


def test_figure_of_a_protected_group_is_the_total_of_the_council(time_machine):
    time_machine.move_to(NOW, tick=False)
    version = ContractFactory().framework_version
    measure = MeasureFactory(version=version, sensitivity="care leavers", photos="no", unit="people")
    road = decided(measure, framework_version=version, council=version.framework.council)
    site_of(road.contract.council)
    index_page()
    page = story(road.contract, measure)
    words = read(page)
    assert "20 people" in words and "All contracts of the council together" in words
    assert "All contracts of the council together" in read(page)


def test_small_figure_of_a_protected_group_is_hidden_and_keeps_the_page_from_being_published(time_machine):
    time_machine.move_to(NOW, tick=False)
    version = ContractFactory().framework_version
    measure = MeasureFactory(version=version, sensitivity="care leavers", photos="no", unit="people")
    road = decided(measure, framework_version=version, council=version.framework.council)
    site_of(road.contract.council)
    index_page()
    correct(road, 1, value=Decimal(-17))
    page = story(road.contract, measure)
    assert "fewer than 5" in read(page) and "3 people" not in read(page)
    with pytest.raises(ValidationError, match="too small to be public"):
        page.save_revision().publish()


def test_page_without_measures_says_why(road):
    page = story(road.contract, no_measures_reason="This is a story about how we work.")
    assert "This is a story about how we work." in read(page)
    assert "There is no verified figure yet." in read(story(road.contract, title="Bare"))


# --- What needs a consent ---------------------------------------------------------------------------------------------
@pytest.fixture
def editor(road):
    return editor_of()


@pytest.fixture
def whole(road, measures, editor):
    """A published page with everything that needs a consent, and these."""
    admin = admin_of(road.contract)
    given = {
        "quote_consent": a_consent(road.contract.council, editor),
        "picture_consent": a_consent(road.contract.council, editor, covers="picture"),
    }
    agreed(road.contract, editor, admin)
    return story(
        road.contract,
        measures[0],
        names_supplier=True,
        quote_words="We had asked for a bench.",
        quote_who="Friends of the Park",
        picture=a_picture(),
        picture_alt="A garden gate",
        **given,
    )


def test_everything_with_consent_is_shown(whole, road):
    html = Client().get("/case-studies/a-garden/").content.decode()
    assert road.contract.supplier.name in html
    assert "We had asked for a bench." in html and "Friends of the Park" in html
    assert 'alt="A garden gate"' in html


def test_supplier_is_not_named_without_its_consent(road, measures):
    page = story(road.contract, measures[0], names_supplier=True)
    assert road.contract.supplier.name not in read(page)


def test_consent_of_another_kind_shows_nothing(whole, road):
    CaseStudyPage.objects.filter(pk=whole.pk).update(quote_consent=whole.picture_consent_id)
    assert "We had asked for a bench." not in read(whole)


@pytest.mark.parametrize(
    ("consent", "gone", "stays"),
    [
        ("quote_consent", "We had asked for a bench.", "garden gate"),
        ("picture_consent", "garden gate", "We had asked for a bench."),
    ],
)
def test_withdrawal_takes_it_from_the_page_at_once(whole, editor, consent, gone, stays):
    withdraw_consent(consent=getattr(whole, consent), by=editor)
    html = Client().get("/case-studies/a-garden/").content.decode()
    assert gone not in html and stays in html


def test_expired_consent_counts_as_withdrawn(whole, time_machine):
    whole.quote_consent.expires_on = "2026-07-31"
    whole.quote_consent.save()
    assert "We had asked for a bench." in read(whole)
    time_machine.move_to("2026-08-01T10:00:00+01:00", tick=False)
    assert "We had asked for a bench." not in read(whole)


def test_withdrawn_consent_shows_nothing_in_a_preview_either(whole, editor):
    withdraw_consent(consent=whole.quote_consent, by=editor)
    fresh = CaseStudyPage.objects.get(pk=whole.pk)
    fresh.save_revision()
    response = fresh.get_latest_revision_as_object().make_preview_request()
    assert "We had asked for a bench." not in response.content.decode()


def test_unpublished_page_is_nowhere(whole):
    whole.unpublish()
    assert Client().get("/case-studies/a-garden/").status_code == 404
    assert "A garden" not in shown(Client().get("/case-studies/"))


# --- Before it is published -------------------------------------------------------------------------------------------
def test_page_with_everything_is_published(whole):
    whole.save_revision().publish()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"quote_consent": None}, "Choose the consent to publish this quote"),
        ({"quote_who": ""}, "Say in words of a role who said it"),
        ({"picture_consent": None}, "Choose the consent to publish this picture"),
        ({"picture_alt": ""}, "Say what the picture shows"),
    ],
)
def test_page_that_lacks_something_is_not_published(whole, changes, words):
    for name, value in changes.items():
        setattr(whole, name, value)
    with pytest.raises(ValidationError, match=words):
        whole.save_revision().publish()


def test_page_without_measure_or_reason_is_not_published(road):
    page = story(road.contract)
    with pytest.raises(ValidationError, match="Choose a measure, or say why"):
        page.save_revision().publish()


def test_supplier_that_has_not_agreed_is_not_published_by_name(road, measures):
    page = story(road.contract, measures[0], names_supplier=True)
    with pytest.raises(ValidationError, match="has not agreed to be named"):
        page.save_revision().publish()


def test_contract_that_is_not_reported_on_is_not_told(road):
    page = story(ContractFactory(council=road.contract.council, status="preparing"), no_measures_reason="None yet.")
    with pytest.raises(ValidationError, match="Nothing is reported on this contract yet"):
        page.save_revision().publish()


def test_consent_must_hold_on_the_day_for_which_publishing_is_set(whole):
    whole.quote_consent.expires_on = "2026-07-31"
    whole.quote_consent.save()
    whole.go_live_at = "2026-08-15T09:00:00Z"
    whole.live = False
    with pytest.raises(ValidationError, match="It must hold on the day of publishing"):
        whole.save_revision().publish()


# --- The form ---------------------------------------------------------------------------------------------------------
def typed(contract, **fields) -> dict:
    body = {"body": streamfield([])}
    empty = ("seo_title", "search_description", "quote_words", "quote_who", "quote_consent", "picture", "picture_alt")
    more = (
        "picture_consent",
        "service_category",
        "place",
        "no_measures_reason",
        "go_live_at",
        "expire_at",
        "review_on",
    )
    values = dict.fromkeys((*empty, *more, "review_on"), "") | {
        "title": "A garden",
        "slug": "a-garden",
        "summary": "How.",
    }
    values |= {"contract": contract.pk, "year": 2026, "licence": "ogl", "comments": {}}
    data = nested_form_data(values | body | fields)
    return data | {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}


def add(person, **fields):
    parent = CaseStudyIndexPage.objects.get()
    return browser(person).post(reverse("wagtailadmin_pages:add", args=["cms", "casestudypage", parent.pk]), fields)


def test_editor_chooses_only_contracts_of_the_council(road, editor):
    other = ContractFactory()
    html = browser(editor).get(
        reverse("wagtailadmin_pages:add", args=["cms", "casestudypage", CaseStudyIndexPage.objects.get().pk])
    )
    assert road.contract.title in html.content.decode() and other.title not in html.content.decode()
    assert add(editor, **typed(other)).status_code == 200
    assert not CaseStudyPage.objects.exists()


def test_draft_may_lack_what_publishing_needs(road, editor):
    assert add(editor, **typed(road.contract, quote_words="Good.")).status_code == 302
    page = CaseStudyPage.objects.get()
    assert (page.live, page.contract) == (False, road.contract)


def test_publishing_shows_what_is_missing_at_its_place(road):
    response = add(publisher_of(), **typed(road.contract, quote_words="Good."), **{"action-publish": "1"})
    words = shown(response)
    assert "Choose the consent to publish this quote" in words and "Say in words of a role who said it" in words
    assert "Choose a measure, or say why" in words


def test_publisher_chooses_measures_of_the_contract(road, measures):
    pk = str(measures[1].pk)
    data = typed(road.contract) | {"codes": [pk], "action-publish": "1"}
    assert add(publisher_of(), **data).status_code == 302
    page = CaseStudyPage.objects.get()
    assert page.live and [chosen.measure for chosen in page.measures.all()] == [measures[1]]
    assert "£25.50" in read(page)


def test_measure_that_the_contract_does_not_promise_is_refused(road):
    other = MeasureFactory()
    data = typed(road.contract) | {"codes": [str(other.pk)], "action-publish": "1"}
    assert "Select a valid choice" in shown(add(publisher_of(), **data))


def test_consents_of_another_council_are_not_offered(road, editor):
    other = ContractFactory().council
    theirs = a_consent(road.contract.council, editor)
    theirs.council = other
    theirs.save()
    data = typed(road.contract, quote_words="Good.", quote_consent=theirs.pk)
    assert "Select a valid choice" in shown(add(editor, **data))


def test_changing_a_page_keeps_the_measures_that_stay(road, measures, editor):
    page = story(road.contract, *measures)
    data = typed(road.contract) | {"codes": [str(measures[0].pk)]}
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert browser(editor).post(edit, data).status_code == 302
    latest = CaseStudyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [chosen.measure for chosen in latest.measures.all()] == [measures[0]]
    assert CaseStudyMeasure.objects.filter(page=page).count() == 2  # what is public changes when it is published


# --- The list ---------------------------------------------------------------------------------------------------------
def test_empty_list_says_what_will_be_there(road):
    words = shown(Client().get("/case-studies/"))
    assert "No case studies" in words and "None is published yet" in words


def test_facets_lead_to_fewer(road, measures):
    vcse = ContractFactory(
        council=road.contract.council,
        supplier=OrganisationFactory(is_vcse=True),
        framework_version=road.contract.framework_version,
    )
    story(road.contract, measures[0], title="Hours told")
    story(vcse, measures[1], title="Money told", year=2025)
    everything = shown(Client().get("/case-studies/"))
    assert "2 case studies" in everything and "Hours told" in everything and "Money told" in everything
    for query, title in [
        (f"measure={measures[0].code}", "Hours told"),
        (f"outcome={measures[1].outcome.code}&year=2025", "Money told"),
        ("year=2026", "Hours told"),
        ("kind=vcse", "Money told"),
    ]:
        words = shown(Client().get(f"/case-studies/?{query}"))
        assert "1 case study" in words and title in words, query
    assert "None is about all of these" in shown(Client().get("/case-studies/?year=2025&kind=small"))


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=99999", "page=x", "page=²", "year=<script>", "kind=%00"])
def test_addresses_that_nobody_was_given_do_no_harm(road, measures, query):
    story(road.contract, measures[0])
    response = Client().get(f"/case-studies/?{query}")
    assert response.status_code == 200 and "<script>&" not in response.content.decode()


def test_list_comes_in_pages(road, measures):
    for number in range(30):
        story(road.contract, measures[0], title=f"Story {number:02}")
    first, third = shown(Client().get("/case-studies/")), shown(Client().get("/case-studies/?page=3"))
    assert "Story 29" in first and "Story 17" not in first and "Next page" in first
    assert "Story 05" in third and "Next page" not in third and "Previous page" in third


def test_feed_has_the_newest_and_no_drafts(road, measures):
    story(road.contract, measures[0], title="A & B")
    story(road.contract, title="Draft", live=False)
    response = Client().get("/case-studies/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    space = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(response.content).findall(f"{space}entry")
    assert [entry.find(f"{space}title").text for entry in entries] == ["A & B"]
    assert response["Cache-Control"] == "public, max-age=60"
    assert Client().get("/case-studies/").content.decode().count('href="/case-studies/feed/"') == 2


def test_index_shows_its_stories_before_the_ways_to_fewer(road, measures):
    """On a phone these would be a screen of links before the first story."""
    story(road.contract, measures[0], title="A garden")
    words = shown(Client().get("/case-studies/"))
    assert words.index("A garden") < words.index("Find case studies")


def test_sign_that_no_document_may_hold_breaks_no_feed(road, measures):
    story(road.contract, measures[0], title="Gar\x08den gate", summary="A <b>\x1f & C")
    response = Client().get("/case-studies/feed/")
    space = "{http://www.w3.org/2005/Atom}"
    (entry,) = ElementTree.fromstring(response.content).findall(f"{space}entry")
    assert entry.find(f"{space}title").text == "Garden gate"
    assert entry.find(f"{space}link").get("href") == "http://testserver/case-studies/garden-gate/"


def test_welsh_twin_has_the_same_figures_and_consents(whole):
    welsh_home()
    twin_of(whole, title="Gardd", slug="gardd", quote_words="Gofynnwyd am fainc.")
    publish_figures_of(whole.contract.council_id, today=timezone.localdate())
    html = Client().get("/cy/case-studies-cy/gardd/").content.decode()
    assert "Gofynnwyd am fainc." in html and "24.25" in html
    assert "Gardd" in shown(Client().get("/cy/case-studies-cy/"))


def test_welsh_twin_and_welsh_list_have_welsh_titles_of_measures(whole, measures):
    welsh_home()
    twin_of(whole, title="Gardd", slug="gardd")
    publish_figures_of(whole.contract.council_id, today=timezone.localdate())
    english = escape(measures[0].title)
    before = Client().get("/cy/case-studies-cy/gardd/").content.decode()
    assert f'<span lang="en-GB">{english}</span>' in before
    assert f'<span lang="en">{english}</span>' in Client().get("/cy/case-studies-cy/").content.decode()
    note(measures[0].code, language="cy", title="Oriau a roddwyd")
    part_title(measures[0].outcome.code, "Cymuned gref", part="outcome")
    page = Client().get("/cy/case-studies-cy/gardd/").content.decode()
    assert ">Oriau a roddwyd</dt>" in page and english not in page
    listed = Client().get("/cy/case-studies-cy/").content.decode()
    assert "<span>Oriau a roddwyd</span>" in listed and "<span>Cymuned gref</span>" in listed
    assert english not in listed
    assert english in read(whole)


# --- Queries ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    [
        *("/case-studies/", "/case-studies/feed/", "/case-studies/a-garden/"),
        *("/cy/case-studies-cy/", "/cy/case-studies-cy/gardd/"),
    ],
)
@pytest.mark.parametrize("rows", [1, 30])
def test_public_page_costs_few_queries_cold(whole, road, measures, address, rows, django_assert_max_num_queries):
    welsh_home()
    twin_of(whole, title="Gardd", slug="gardd")
    publish_figures_of(whole.contract.council_id, today=timezone.localdate())
    for number in range(rows):
        story(road.contract, *measures, title=f"Story {number}")
    assert Client().get(address).status_code == 200
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        Client().get(address)


def test_page_sends_no_cookie(whole):
    response = Client().get("/case-studies/a-garden/")
    assert response.cookies == {} and response["Cache-Control"] == "public, max-age=60"


class TestFamily(WagtailPageTestCase):
    """What Wagtail asks of every family of pages."""

    def setUp(self):
        self.contract = open_road("hours").contract
        site_of(self.contract.council)
        index_page()
        self.index = CaseStudyIndexPage.objects.get()
        self.page = story(self.contract, parent=self.index, no_measures_reason="Words only.")
        self.client.force_login(UserFactory(is_superuser=True, is_staff=True))

    def test_where_pages_stand(self):
        self.assertAllowedParentPageTypes(CaseStudyIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(CaseStudyIndexPage, {CaseStudyPage})
        self.assertAllowedParentPageTypes(CaseStudyPage, {CaseStudyIndexPage})
        self.assertAllowedSubpageTypes(CaseStudyPage, {})
        self.assertCanNotCreateAt(GuidancePage, CaseStudyPage)

    def test_pages_can_be_shown_edited_and_previewed(self):
        for page in (self.index, self.page):
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)
            data = typed(self.contract, slug=page.slug)
            self.assertPageIsEditable(page, post_data=data)
            self.assertPageIsPreviewable(page, post_data=data)

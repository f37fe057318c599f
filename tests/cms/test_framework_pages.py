"""The published framework: what readers find at each of its addresses, in both languages and in few questions."""

import html
import json
import re
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import FrameworkPage, GuidancePage, HomePage
from framework.hidden_counts import Hidden
from framework.models import Framework, Measure, MeasureRelation
from reports.editions import publish_figures_of
from reports.published import PublishedFigure
from tests.cms.frameworks import framework_page, in_both_languages, note, part_title, publish, starter
from tests.cms.sites import guidance, of_council
from tests.factories import (
    CouncilFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    MeasureFactory,
    OutcomeFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8
ROUTES = ["", "objectives/o1/", "outcomes/oc1/", "measures/m1-01/", "measures/m2-05/", "measures/m99-99/"]


@pytest.fixture
def version():
    return starter()


@pytest.fixture
def site(version):
    return in_both_languages()


def shown(client, address, status=200):
    """The words of a page, without its tags."""
    response = client.get(address)
    assert response.status_code == status, address
    return words_of(response)


def words_of(response):
    text = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def schema(client, address):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).content.decode())
    return json.loads(found[1])


# --- What is shown ----------------------------------------------------------------------------------------------------
def test_overview_shows_every_measure_under_its_outcome_and_objective(site, client):
    page = client.get("/framework/").content.decode()
    for measure in Measure.objects.all():
        assert html.escape(measure.title) in page, measure.code
    assert page.count('class="sv-measures__one"') == 94
    assert "94 measures" in page
    assert "1 April 2024" in page
    assert 'href="/framework/measures/m1-01/"' in page
    assert 'href="/framework/objectives/o1/"' in page
    assert 'href="/framework/framework.csv"' in page
    assert 'href="/framework/framework.xlsx"' in page
    assert 'href="/framework/framework.ods"' in page


def test_every_part_of_the_framework_has_a_page(site, client, version):
    addresses = re.findall(r'href="(/framework/[^"#]+/)"', client.get("/framework/").content.decode())
    assert len(set(addresses)) == 94 + 10 + 6
    for address in set(addresses):
        assert client.get(address).status_code == 200, address


def test_change_that_an_officer_makes_shows_at_once(site, client, version):
    Measure.objects.filter(code="M1.01").update(title="Neighbours hired")
    assert "Neighbours hired" in shown(client, "/framework/")
    assert "Neighbours hired" in shown(client, "/framework/measures/m1-01/")


def test_site_without_a_framework_says_so(client):
    framework_page()
    assert "We have not published a framework yet" in shown(client, "/framework/")
    assert "not in our framework" in shown(client, "/framework/measures/m1-01/", 404)


def test_page_of_an_objective_and_of_an_outcome(site, client):
    objective = shown(client, "/framework/objectives/o1/")
    assert "Objective O1" in objective
    assert "M1.01" in objective
    assert "M7.01" not in objective
    outcome = shown(client, "/framework/outcomes/oc1/")
    assert "Outcome OC1" in outcome
    assert "More local people in work" in outcome


def test_page_of_a_measure_shows_what_the_framework_says(site, client, version):
    measure = version.measures.get(code="M1.01")
    words = shown(client, "/framework/measures/m1-01/")
    for text in (measure.title, measure.calculation_rule, measure.evidence_required, measure.target_group):
        assert text in words
    assert measure.double_counting_note in words
    assert "Unit people" in words
    assert "Objective Promote training and employment opportunities for local people" in words


def test_percentage_names_both_figures(site, client, version):
    words = shown(client, "/framework/measures/m2-05/")
    assert f"Top figure {version.measures.get(code='M2.04').title} Bottom figure" in words
    assert f"Bottom figure {version.measures.get(code='M2.05').denominator_label}" in words


def test_relations_are_sentences_with_links(site, client):
    page = client.get("/framework/measures/m8-02/")
    assert "The step before is Volunteering opportunities sourced ." in words_of(page)
    assert "The next step is Volunteering opportunities taken up ." in words_of(page)
    assert 'href="/framework/measures/m8-03/"' in page.content.decode()


def test_relation_that_stands_both_ways_is_said_once(site, client, version):
    one, other = version.measures.get(code="M1.01"), version.measures.get(code="M7.01")
    for a, b in ((one, other), (other, one)):
        MeasureRelation.objects.create(
            version=version, measure_a=a, measure_b=b, kind="overlaps", effect="show", span="period", rule="x"
        )
    words = shown(client, "/framework/measures/m1-01/")
    assert words.count(f"This overlaps with {other.title}") == 1


@pytest.mark.parametrize(
    ("code", "says", "never_says"),
    [
        ("m1-01", "Never upload names, dates of birth", "school uniforms or badges"),
        ("m8-01", "faces, voices, tattoos, school uniforms or badges", "Never upload names"),
        ("m1-07", "Photos may show adults only", "Photos are not allowed here"),
        ("m8-01", "Photos are not allowed here", "Photos may show adults only"),
    ],
)
def test_what_never_to_send_follows_the_sensitivity(site, client, code, says, never_says):
    words = shown(client, f"/framework/measures/{code}/")
    assert says in words
    assert never_says not in words


def test_local_themes_of_this_council_are_shown_and_no_others(site, client, version):
    council = of_council().council
    measure = version.measures.get(code="M1.01")
    ThemeFactory(council=council, name="Town centre first").measures.add(measure)
    ThemeFactory(name="Of another council").measures.add(measure)
    words = shown(client, "/framework/measures/m1-01/")
    assert "Town centre first" in words
    assert "Of another council" not in words


def test_own_framework_of_the_council_is_what_its_site_shows(site, client):
    council = of_council().council
    own = FrameworkVersionFactory(framework=FrameworkFactory(council=council), effective_from="2025-04-01")
    MeasureFactory(version=own, code="L1", title="Our own measure")
    words = shown(client, "/framework/")
    assert "Our own measure" in words
    assert "M1.01" not in words


def test_licensed_framework_is_never_shown(site, client):
    Framework.objects.update(is_licensed=True)
    assert "We have not published a framework yet" in shown(client, "/framework/")
    assert client.get("/framework/measures/m1-01/").status_code == 404


def test_hostile_texts_are_words(client):
    framework_page()
    version = FrameworkVersionFactory(effective_from="2025-04-01")
    nasty = "<script>alert(1)</script>%(measure)s</script>"
    fields = ("title", "calculation_rule", "evidence_required", "target_group", "double_counting_note")
    one = MeasureFactory(version=version, code="A", **dict.fromkeys(fields, nasty))
    other = MeasureFactory(version=version, code="B", outcome=one.outcome, title=nasty)
    MeasureRelation.objects.create(
        version=version, measure_a=one, measure_b=other, kind="feeds", effect="show", span="period", rule="x"
    )
    note("A", plain=nasty, good_example=nasty)
    for address in ("", "measures/a/", "measures/b/"):
        assert "<script>alert" not in Client().get(f"/framework/{address}").content.decode()


# --- Notes, guidance and figures --------------------------------------------------------------------------------------
def test_notes_of_editors_stand_beside_the_framework(site, client):
    note(plain="Hire people from here.\n\nOn any contract.", good_example="A list of jobs.", bad_example="A promise.")
    words = shown(client, "/framework/measures/m1-01/")
    for text in ("Hire people from here.", "A good example A list of jobs.", "Not enough A promise."):
        assert text in words


def test_editors_say_who_benefits_and_where_it_counts(site, client, version):
    group = version.measures.get(code="M1.01").target_group
    note(language="cy", who_benefits="Pobl sy’n byw yma.", where_counts="Ar y contract hwn.")
    welsh = shown(client, "/cy/fframwaith/measures/m1-01/")
    assert "Pobl sy’n byw yma." in welsh and "Ar y contract hwn." in welsh and group not in welsh
    assert f"Who benefits {group}" in shown(client, "/framework/measures/m1-01/")


def test_note_of_the_council_comes_before_that_of_all(site, client):
    council = of_council().council
    note(plain="What all say.")
    assert "What all say." in shown(client, "/framework/measures/m1-01/")
    note(plain="What Larkfield says.", council=council)
    words = shown(client, "/framework/measures/m1-01/")
    assert "What Larkfield says." in words
    assert "What all say." not in words


def test_guidance_that_names_the_measure_or_shows_it_is_listed(site, client):
    guidance("By code", slug="a", body=[("text", "<p>See M1.01.</p>")])
    guidance("By block", slug="b", body=[("measure", "M1.01")])
    guidance("Another measure", slug="c", body=[("text", "<p>See M1.011 and XM1.01.</p>")])
    guidance("A draft", slug="d", body=[("text", "<p>See M1.01.</p>")], live=False)
    private = guidance("Not for all", slug="e", body=[("text", "<p>See M1.01.</p>")])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    guidance("Below it", slug="f", parent=private, body=[("text", "<p>See M1.01.</p>")])
    page = client.get("/framework/measures/m1-01/").content.decode()
    listed = page.partition("Guidance about this measure")[2].partition("</nav>")[0]
    assert 'href="/a/">By code' in listed
    assert 'href="/b/">By block' in listed
    for title in ("Another measure", "A draft", "Not for all", "Below it"):
        assert title not in listed


def figure_for(measure, **fields):
    return PublishedFigure(measure=measure, promised=None, **{"verified": 1250, **fields})


def test_figure_of_the_council_is_shown_with_where_it_comes_from(site, client, version, monkeypatch):
    of_council()
    measure = version.measures.select_related("version").get(code="M1.01")
    publish(monkeypatch, [figure_for(measure)])
    words = shown(client, "/framework/measures/m1-01/")
    assert "1,250 people" in words
    assert "Verified by the council" in words
    assert "As of 1 July 2026" in words
    assert "What suppliers have done" not in shown(client, "/framework/measures/m1-02/")


def test_figure_that_is_counted_otherwise_or_elsewhere_is_not_shown(site, client, version, monkeypatch):
    of_council()
    elsewhere = MeasureFactory(version__framework__council=CouncilFactory(), code="M1.01", unit="people")
    otherwise = version.measures.select_related("version").get(code="M1.01")
    otherwise.unit = "hours"
    unknown = figure_for(version.measures.get(code="M1.01"), verified=None)
    figures = [figure_for(elsewhere), figure_for(otherwise), unknown]
    publish(monkeypatch, figures)
    assert "What suppliers have done" not in shown(client, "/framework/measures/m1-01/")
    twice = [figure_for(elsewhere), figure_for(elsewhere)]
    elsewhere.version.framework.name = "Starter framework"
    publish(monkeypatch, twice)
    assert "What suppliers have done" not in shown(client, "/framework/measures/m1-01/")


def test_hidden_figure_is_said_in_words(site, client, version, monkeypatch):
    of_council()
    measure = version.measures.select_related("version").get(code="M8.01")
    hidden = figure_for(measure, verified=Hidden.FEWER_THAN_5)
    publish(monkeypatch, [hidden])
    assert str(Hidden.FEWER_THAN_5) in shown(client, "/framework/measures/m8-01/")


# --- Versions ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def two_versions():
    framework = FrameworkFactory(name="Ours")
    made = {}
    for number in (1, 2):
        version = FrameworkVersionFactory(
            framework=framework, number=number, label=f"Version {number}", effective_from=f"202{number + 3}-04-01"
        )
        outcome = OutcomeFactory(version=version, code="OC1", title="Work")
        title = "Local people hired" if number == 1 else "Local residents hired"
        MeasureFactory(version=version, outcome=outcome, code="A", title=title)
        MeasureFactory(version=version, outcome=outcome, code=f"Only {number}", title=f"Only in {number}")
        made[number] = version
    return made


def test_changes_say_what_is_new_gone_and_different(two_versions, client):
    framework_page()
    assert 'href="/framework/changes/1/"' in client.get("/framework/").content.decode()
    page = client.get("/framework/changes/1/")
    words = words_of(page)
    assert "From Version 1 to Version 2" in words
    assert "New measures Only 2: Only in 2" in words
    assert "Measures that are gone Only 1: Only in 1" in words
    assert "Local out: people in: residents hired" in words
    assert '<del class="sv-change">' in page.content.decode()
    assert '<ins class="sv-change">' in page.content.decode()
    assert words_of(client.get("/framework/changes/1/2/")) == words


def test_version_with_a_higher_number_that_counted_earlier_leaves_no_empty_item(two_versions, client):
    type(two_versions[2]).objects.filter(pk=two_versions[2].pk).update(effective_from="2023-04-01")
    framework_page()
    html = client.get("/framework/").content.decode()
    assert "/framework/changes/" not in html and not re.search(r"<(li|ul)[^>]*>\s*</\1>", html)


@pytest.mark.parametrize("address", ["2/", "2/1/", "1/1/", "3/", "1/9/", f"{10**40}/", "0/"])
def test_changes_between_what_is_not_there_are_not_found(two_versions, client, address):
    framework_page()
    assert client.get(f"/framework/changes/{address}").status_code == 404


def test_changes_of_versions_that_are_alike(two_versions, client):
    framework_page()
    Measure.objects.exclude(code="A").delete()
    Measure.objects.update(title="The same")
    assert "The measures are the same in both" in shown(client, "/framework/changes/1/")


# --- Not found --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("address", ["measures/m1-011/", "measures/M1-01/", "measures/", "objectives/o99/", "a/b/c/"])
def test_unknown_part_says_what_there_is(site, client, address):
    response = client.get(f"/framework/{address}")
    words = words_of(response)
    assert response.status_code == 404
    assert not response.has_header("ETag")
    assert "This is not in our framework" in words
    assert "Promote training and employment opportunities for local people" in words
    if address.startswith("measures/m"):
        assert "You may have meant" in words
        assert 'href="/framework/measures/m1-01/"' in response.content.decode()


# --- Languages --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("rest", ["", "objectives/o1/", "outcomes/oc1/", "measures/m1-01/"])
def test_switch_of_language_stays_on_the_same_part(site, client, rest):
    english = client.get(f"/framework/{rest}").content.decode()
    welsh = client.get(f"/cy/fframwaith/{rest}").content.decode()
    assert f'href="/cy/fframwaith/{rest}" rel="alternate" lang="cy"' in english
    assert f'href="/framework/{rest}" rel="alternate" lang="en-gb"' in welsh
    assert f'<link rel="canonical" href="http://testserver/framework/{rest}">' in english
    assert f'<link rel="canonical" href="http://testserver/cy/fframwaith/{rest}">' in welsh
    assert f'<link rel="alternate" hreflang="cy" href="/cy/fframwaith/{rest}">' in english


def test_title_is_in_welsh_where_an_editor_wrote_it_and_else_marked_as_english(site, client):
    note(language="cy", title="Trigolion lleol", plain="Cyflogi pobl leol.")
    for rest in ("", "outcomes/oc1/", "measures/m1-01/"):
        page = client.get(f"/cy/fframwaith/{rest}").content.decode()
        assert "Trigolion lleol" in page, rest
        assert 'lang="en-GB"' in page
    page = client.get("/cy/fframwaith/measures/m1-01/").content.decode()
    assert "Cyflogi pobl leol." in page
    assert '<h1 class="govuk-heading-l">Trigolion lleol</h1>' in page
    assert "Trigolion lleol" not in client.get("/framework/measures/m1-01/").content.decode()
    assert '<span lang="en-GB">' not in client.get("/framework/measures/m1-01/").content.decode()


def test_objectives_and_outcomes_have_welsh_titles_too(site, client):
    part_title("O1", "Gwaith i bobl leol")
    part_title("OC1", "Mwy o bobl leol mewn gwaith")
    for rest in ("", "objectives/o1/", "measures/m1-01/", "measures/m99-99/"):
        assert "Gwaith i bobl leol" in client.get(f"/cy/fframwaith/{rest}").content.decode(), rest
    for rest in ("", "objectives/o1/", "outcomes/oc1/", "measures/m1-01/"):
        page = client.get(f"/cy/fframwaith/{rest}").content.decode()
        assert "Mwy o bobl leol mewn gwaith" in page, rest
        assert "More local people in work" not in page, rest
    trail = client.get("/cy/fframwaith/outcomes/oc1/").content.decode().partition("govuk-breadcrumbs__list")[2]
    assert "Gwaith i bobl leol" in trail and "lang=" not in trail.partition("</ol>")[0]
    assert "<title>Gwaith i bobl leol -" in client.get("/cy/fframwaith/objectives/o1/").content.decode()
    for rest in ("", "objectives/o1/", "outcomes/oc1/"):
        assert "Gwaith i bobl leol" not in client.get(f"/framework/{rest}").content.decode()


def test_title_of_an_outcome_is_marked_as_english_where_nobody_wrote_a_welsh_one(site, client):
    part_title("O1", "Gwaith i bobl leol")
    page = client.get("/cy/fframwaith/measures/m1-01/").content.decode()
    assert '<span lang="en-GB">More local people in work</span>' in page
    assert '<span lang="en-GB">Gwaith' not in page


def test_own_title_of_the_council_comes_before_that_of_all(site, client):
    council = of_council().council
    part_title("O1", "I bawb")
    part_title("O1", "Ein teitl ni", council=council)
    part_title("O1", "Cyngor arall", council=CouncilFactory())
    page = client.get("/cy/fframwaith/objectives/o1/").content.decode()
    assert "Ein teitl ni" in page and "I bawb" not in page and "Cyngor arall" not in page


def test_words_in_and_out_are_marked_as_english_on_a_welsh_page(two_versions, client):
    in_both_languages()
    note("A", language="cy", title="Pobl leol a gafodd swydd")
    page = client.get("/cy/fframwaith/changes/1/").content.decode()
    assert "A: Pobl leol a gafodd swydd</h3>" in page
    assert '<span lang="en-GB">residents</span></ins>' in page
    assert 'lang="en-GB">' not in client.get("/framework/changes/1/").content.decode()


# --- The frame --------------------------------------------------------------------------------------------------------
def test_trail_leads_back_over_objective_and_outcome(site, client):
    page = client.get("/framework/measures/m1-01/").content.decode()
    trail = re.findall(r'govuk-breadcrumbs__link" href="([^"]+)"', page)
    assert trail == ["/", "/framework/", "/framework/objectives/o1/", "/framework/outcomes/oc1/"]


def test_search_engines_are_told_what_each_page_is(site, client):
    overview = schema(client, "/framework/")["mainEntity"]
    assert overview["@type"] == ["DefinedTermSet", "Dataset"]
    assert [file["contentUrl"] for file in overview["distribution"]] == [
        "http://testserver/framework/framework.csv",
        "http://testserver/framework/framework.xlsx",
        "http://testserver/framework/framework.ods",
    ]
    term = schema(client, "/framework/measures/m1-01/")["mainEntity"]
    assert (term["@type"], term["termCode"]) == ("DefinedTerm", "M1.01")
    assert term["inDefinedTermSet"] == "http://testserver/framework/"
    assert term["url"] == "http://testserver/framework/measures/m1-01/"


def test_title_and_description_are_those_of_the_part(site, client, version):
    page = client.get("/framework/measures/m1-01/").content.decode()
    title = version.measures.get(code="M1.01").title
    assert f"<title>{title} -" in page
    assert f'<meta property="og:title" content="{title}">' in page


@pytest.mark.parametrize("prefix", ["/framework/", "/cy/fframwaith/"])
@pytest.mark.parametrize("rest", [*ROUTES, "nowhere/"])
def test_every_address_costs_few_queries_cold(site, prefix, rest, version, django_assert_max_num_queries):
    note(plain="Words")
    note(language="cy", title="Geiriau")
    part_title("O1", "Gwaith")
    part_title("OC1", "Mwy o waith")
    for number in range(30):
        guidance(f"Guide {number}", slug=f"guide-{number}", body=[("text", "<p>See M1.01.</p>")])
    Client().get(f"{prefix}{rest}")
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        Client().get(f"{prefix}{rest}")


def test_page_of_a_measure_costs_few_queries_on_the_site_of_a_council(site, version, django_assert_max_num_queries):
    publish_figures_of(of_council().council_id, today=date(2026, 7, 1))
    Client().get("/framework/measures/m1-01/")
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        Client().get("/framework/measures/m1-01/")


def test_changes_cost_few_queries_cold(two_versions, django_assert_max_num_queries):
    framework_page()
    for number in range(30):
        MeasureFactory(version=two_versions[2], outcome=two_versions[2].measures.first().outcome, code=f"X{number}")
    Client().get("/framework/changes/1/")
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        Client().get("/framework/changes/1/")


def test_parts_are_kept_by_caches(site, client):
    response = client.get("/framework/measures/m1-01/")
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"
    again = client.get("/framework/measures/m1-01/", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_private_page_shows_none_of_its_parts(site, client):
    PageViewRestriction.objects.create(page=site, restriction_type="password", password="open sesame")
    words = words_of(client.get("/framework/measures/m1-01/"))
    assert "How it is counted" not in words


def test_draft_is_not_found_and_twin_is_not_offered(site, client):
    site.get_translations().get().unpublish()
    assert client.get("/cy/fframwaith/measures/m1-01/").status_code == 404
    assert "/cy/fframwaith" not in client.get("/framework/measures/m1-01/").content.decode()


class FrameworkPageInWagtail(WagtailPageTestCase):
    """What editors may do with the page."""

    @classmethod
    def setUpTestData(cls):
        starter()
        cls.page = framework_page(body=[("text", "<p>First</p>"), ("measure", "M1.01"), ("figure", "M1.01")])

    def test_page_is_rendered_edited_and_previewed(self):
        self.assertPageIsRenderable(self.page)
        self.assertPageIsRenderable(self.page, "/measures/m1-01/")
        self.assertPageIsRoutable(self.page, "/changes/1/")
        body = streamfield([("measure", "M1.04"), ("figure", "M1.05")])
        words = {"title": "Our framework", "slug": "framework", "summary": "What we count.", "licence": "ogl"}
        self.client.force_login(UserFactory(is_superuser=True))
        self.assertPageIsEditable(self.page, post_data=nested_form_data({**words, "body": body}))
        self.client.force_login(UserFactory(is_superuser=True))
        unknown = nested_form_data({**words, "body": streamfield([("measure", "M99.99")])})
        refused = self.client.post(reverse("wagtailadmin_pages:edit", args=[self.page.pk]), unknown)
        assert "Select a valid choice" in refused.content.decode()
        self.assertPageIsPreviewable(self.page, post_data=nested_form_data({**words, "body": body}))

    def test_page_stands_right_below_the_home_page_with_nothing_below(self):
        self.assertAllowedParentPageTypes(FrameworkPage, {HomePage})
        self.assertAllowedSubpageTypes(FrameworkPage, set())
        assert not FrameworkPage.can_create_at(GuidancePage())
        assert not FrameworkPage.can_create_at(self.page.get_parent())

"""Blocks that show a measure or its figure: live, in the language of the page, and looked up all at once."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from cms.measure_blocks import measures_to_choose
from cms.measures import address_of_measure, measures_found
from cms.models import GuidancePage
from framework.models import Framework, Measure
from reports.published import PublishedFigure
from tests.cms.frameworks import framework_page, in_both_languages, note, publish, starter
from tests.cms.sites import guidance, of_council, twin_of
from tests.factories import FrameworkFactory, FrameworkVersionFactory, MeasureFactory

pytestmark = pytest.mark.django_db
TEN = [f"M1.0{number}" for number in range(1, 10)] + ["M2.01"]


@pytest.fixture
def version():
    return starter()


def page_with(*blocks):
    return guidance("Evidence", slug="evidence", body=list(blocks))


def show(client, address="/evidence/"):
    return client.get(address).content.decode()


def test_measure_is_shown_with_its_rule_and_a_link(version, client):
    framework_page()
    page_with(("measure", "M1.01"))
    page, measure = show(client), version.measures.get(code="M1.01")
    assert f'href="/framework/measures/m1-01/">{measure.title}' in page
    assert measure.calculation_rule in page


def test_measure_is_live(version, client):
    page_with(("measure", "M1.01"))
    Measure.objects.filter(code="M1.01").update(title="Neighbours hired")
    assert "Neighbours hired" in show(client)


def test_without_a_page_of_the_framework_the_measure_is_no_link(version, client):
    page_with(("measure", "M1.01"))
    assert f"<strong>{version.measures.get(code='M1.01').title}</strong>" in show(client)


def test_measure_that_is_not_published_shows_nothing(version, client):
    page_with(("measure", "M1.01"), ("figure", "M1.01"), ("measure", "M99.99"), ("text", "<p>After it.</p>"))
    Framework.objects.update(is_licensed=True)
    page = show(client)
    assert "After it." in page
    assert "sv-measure" not in page.partition("<main")[2]


def test_figure_is_that_of_the_council_and_says_where_it_comes_from(version, client, monkeypatch):
    of_council()
    measure = version.measures.select_related("version").get(code="M1.01")
    figure = PublishedFigure(measure=measure, promised=None, verified=1250, leaves_out=True)
    publish(monkeypatch, [figure])
    page_with(("figure", "M1.01"), ("figure", "M1.02"))
    page = show(client)
    assert "1,250 people" in page
    assert "Verified by the council" in page
    assert "Some contracts are left out" in page
    assert page.count("There is no verified figure yet") == 1


def test_site_of_no_council_has_no_figures(version, client, django_assert_max_num_queries):
    page_with(("figure", "M1.01"))
    with django_assert_max_num_queries(7):
        assert "There is no verified figure yet" in show(client)


def test_welsh_page_shows_the_title_in_welsh(version, client):
    in_both_languages()
    note(language="cy", title="Trigolion lleol")
    page = page_with(("measure", "M1.01"), ("measure", "M1.02"))
    twin_of(page, title="Tystiolaeth", slug="tystiolaeth")
    welsh = show(client, "/cy/tystiolaeth/")
    assert 'href="/cy/fframwaith/measures/m1-01/">Trigolion lleol</a>' in welsh
    assert f'<span lang="en-GB">{version.measures.get(code="M1.02").title}</span>' in welsh


@pytest.mark.parametrize("address", ["/evidence/", "/cy/tystiolaeth/"])
@pytest.mark.parametrize("kinds", [["measure"], ["measure", "figure"]])
def test_ten_blocks_cost_two_queries_more_at_most(version, address, kinds, django_assert_max_num_queries):
    of_council()
    in_both_languages()
    note(language="cy", title="Trigolion lleol")
    twin_of(page_with(), title="Tystiolaeth", slug="tystiolaeth")
    without = count(address, django_assert_max_num_queries)
    body = [(kind, code) for code in TEN for kind in kinds]
    for page in GuidancePage.objects.all():
        page.body = body
        page.save()
    assert count(address, django_assert_max_num_queries) <= without + 2


def count(address, budget):
    Client().get(address)  # what the process itself remembers: content types
    cache.clear()
    with budget(50) as asked:
        Client().get(address)
    return len(asked.captured_queries)


def test_editors_choose_among_what_the_sites_publish(version):
    council = of_council().council
    own = FrameworkVersionFactory(framework=FrameworkFactory(council=council), effective_from="2025-04-01")
    MeasureFactory(version=own, code="L1", title="Ours")
    MeasureFactory(version=own, code="M1.01", title="Ours as well")
    FrameworkVersionFactory(framework__is_licensed=True)
    choices = dict(choice for _outcome, some in measures_to_choose() for choice in some)
    assert choices["L1"] == "L1 Ours"
    assert choices["M1.01"] == "M1.01 Ours as well"
    assert len(choices) == 1 + 94 + 1


def test_search_finds_measures_by_their_titles_in_either_language(version, rf):
    of_council()
    in_both_languages()
    note(language="cy", title="Trigolion lleol")
    with translation.override("cy"):
        request = rf.get("/cy/")
        assert [measure.code for measure in measures_found(request, "TRIGOLION", 5)] == ["M1.01"]
        assert "M1.04" in [measure.code for measure in measures_found(request, "apprenticeship", 5)]
        assert address_of_measure(request, "M1.01") == "/cy/fframwaith/measures/m1-01/"
        assert address_of_measure(request, "M99.99") == ""
        assert measures_found(request, " ", 5) == []
    assert measures_found(rf.get("/"), "trigolion", 5) == []

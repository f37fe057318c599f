"""The results anybody can read: verified figures by objective and area, and all of them as a file."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Site
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import CouncilSite, GuidancePage, HomePage, ResultsPage
from framework.models import Measure
from reports.editions import publish_figures_of
from reports.models import PublishedEdition
from tests.cms.frameworks import note, part_title
from tests.cms.sites import english_home, twin_of, welsh_home
from tests.factories import AreaFactory
from tests.reports.town import TODAY, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """A council with figures, one of them hidden, one of an area; its site has a page of results."""
    town = Town()
    hours, few = town.measure("M1.01", title="Local people who found work"), town.measure("M10.02", protects=True)
    harbour = town.contract(area=AreaFactory(council=town.council, name="Harbour & Quay"))
    town.report(harbour, hours, 30, promised=50)
    town.report(harbour, few, 3, promised=8)
    town.report(town.contract(), hours, 12, promised=20)
    publish_figures_of(town.council.pk, today=TODAY)
    CouncilSite.objects.create(site=Site.objects.get(), council=town.council)
    page = ResultsPage(title="Results", slug="results", summary="What came of the promises.")
    town.page = english_home().add_child(instance=page)
    return town


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_results_say_what_was_promised_and_what_was_verified(town, client):
    page = words(client.get("/results/"))
    assert "Local people who found work" in page
    assert "70 people" in page and "42 people" in page
    assert "fewer than 5" in page and "3 people" not in page
    assert "987,654" not in page, "what suppliers claim"
    table = page.partition("<table")[2].partition("</table>")[0]
    assert table.count('<th scope="col"') == 3, "a measure nobody reported on has no empty column"
    assert "These figures stand as of" in page


def test_results_tell_a_quiet_month_from_a_worker_that_stands_still(town, client):
    PublishedEdition.objects.update(
        as_of=datetime(2026, 6, 1, 9, tzinfo=UTC), last_checked=datetime(2026, 7, 14, 9, tzinfo=UTC)
    )
    page = words(client.get("/results/"))
    assert "These figures stand as of 1 June 2026." in page
    assert "We last looked for changes on 14 July 2026." in page


def test_results_of_an_area_are_its_own_and_leave_protected_groups_out(town, client):
    assert '<a class="govuk-link" href="?area=Harbour%20%26%20Quay">Harbour &amp; Quay</a>' in words(
        client.get("/results/")
    )
    page = words(client.get("/results/", {"area": "Harbour & Quay"}))
    assert "30 people" in page and "42 people" not in page
    assert "fewer than 5" not in page.partition("What the figures mean")[0]


@pytest.mark.parametrize("area", ["Nowhere", "", "<script>", "x" * 5000, "\x00"])
def test_area_that_is_not_there_shows_the_whole_council(town, client, area):
    page = words(client.get("/results/", {"area": area}))
    assert "42 people" in page
    assert "<script>alert" not in page and 'aria-current="true">The whole council' in page


def test_nothing_published_yet_is_said(client):
    english_home().add_child(instance=ResultsPage(title="Results", slug="results", summary="What came of it."))
    page = words(client.get("/results/"))
    assert "No figures have been published yet" in page
    assert "<table" not in page


def test_results_stand_in_welsh_too(town, client):
    welsh_home()
    twin_of(town.page, title="Canlyniadau", slug="canlyniadau")
    response = client.get("/cy/canlyniadau/")
    assert response.status_code == 200
    assert '<html lang="cy"' in response.content.decode()
    assert "42" in words(response)


def test_welsh_results_call_objectives_and_measures_by_their_welsh_titles(town, client):
    welsh_home()
    twin_of(town.page, title="Canlyniadau", slug="canlyniadau")
    objective = Measure.objects.select_related("outcome__objective").get(code="M1.01").outcome.objective
    note("M1.01", language="cy", title="Pobl leol a gafodd waith")
    part_title(objective.code, "Gwaith i bobl leol", part="objective")
    page = words(client.get("/cy/canlyniadau/"))
    assert ">Gwaith i bobl leol</h2>" in page
    assert '<th scope="row" class="govuk-table__header">Pobl leol a gafodd waith</th>' in page
    assert "Local people who found work" not in page
    other = Measure.objects.get(code="M10.02").title
    assert f'<th scope="row" class="govuk-table__header"><span lang="en-GB">{other}</span></th>' in page
    english = words(client.get("/results/"))
    assert (
        "Local people who found work" in english
        and "lang=" not in english.partition("<table")[2].partition("</table")[0]
    )


@pytest.mark.parametrize("address", ["/results/", "/cy/canlyniadau/"])
def test_results_cost_few_queries_cold(town, address, django_assert_max_num_queries):
    welsh_home()
    twin_of(town.page, title="Canlyniadau", slug="canlyniadau")
    assert Client().get(address).status_code == 200
    cache.clear()
    with django_assert_max_num_queries(8):
        Client().get(address)


def test_open_data_has_every_public_figure_and_no_formula(town, client):
    town.report(town.contract(title="=HYPERLINK(1)"), town.measure("M1.03"), 9, promised=9)
    publish_figures_of(town.council.pk, today=TODAY)
    response = client.get("/open-data/social-value.csv")
    assert response["Content-Type"].startswith("text/csv")
    assert response["Cache-Control"] == "public, max-age=60" and response.cookies == {}
    assert response.content.startswith("\ufeff".encode())  # or spreadsheet programs take £ for something else
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    verified = {(row["level"], row["measure_code"]): row["verified"] for row in rows}
    assert verified["council", "M1.01"] == "42" and verified["council", "M10.02"] == "fewer than 5"
    assert {row["contract"] for row in rows if row["measure_code"] == "M1.03"} == {"", "'=HYPERLINK(1)"}
    assert ("contract", "M10.02") not in verified


def test_open_data_is_nowhere_without_a_council(client):
    assert client.get("/open-data/social-value.csv").status_code == 404


class ResultsPages(WagtailPageTestCase):
    """What editors can do with the page."""

    def test_page_is_made_below_the_home_page_alone(self):
        self.assertAllowedParentPageTypes(ResultsPage, {HomePage})
        self.assertAllowedSubpageTypes(ResultsPage, set())
        self.assertCanNotCreateAt(GuidancePage, ResultsPage)

    def test_page_can_be_shown_edited_and_previewed(self):
        page = english_home().add_child(instance=ResultsPage(title="Results", slug="results", summary="What came."))
        sent = {
            "title": "Results",
            "slug": "results",
            "summary": "What came.",
            "licence": "ogl",
            "body": streamfield([]),
        }
        self.assertPageIsRoutable(page)
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(page, post_data=nested_form_data(sent))
        self.assertPageIsPreviewable(page, post_data=nested_form_data(sent))

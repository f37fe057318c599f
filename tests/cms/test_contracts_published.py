"""The two files of contracts on a council's site: there where it publishes them, kept by caches, without formulas."""

import csv
import io

import pytest
from wagtail.models import Site

from cms.models import CouncilSite, ResultsPage
from reports.editions import publish_figures_of
from tests.catalogues import write_catalogue
from tests.cms.sites import english_home
from tests.reports import ocds_shape
from tests.reports.town import TODAY, Town

pytestmark = pytest.mark.django_db
FILES = ("/open-data/contracts-register.csv", "/open-data/contracts.ocds.json")


@pytest.fixture
def town(time_machine):
    """A council that publishes its contracts: one, whose title would be a formula."""
    time_machine.move_to("2026-11-02T10:00:00Z", tick=False)
    town = Town()
    town.report(town.contract(title="=HYPERLINK(1)", reference="00417"), town.measure("T", title="Trees"), 30)
    publish_figures_of(town.council.pk, today=TODAY)
    town.site = CouncilSite.objects.create(site=Site.objects.get(), council=town.council, publishes_contracts=True)
    english_home().add_child(instance=ResultsPage(title="Results", slug="results", summary="What came of it."))
    return town


def body(response) -> str:
    return b"".join(response).decode()


def test_register_is_a_table_without_formulas(town, client):
    response = client.get(FILES[0])
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="contracts-register-{town.council.slug}.csv"'
    text = body(response)
    assert text.startswith("\ufeff")  # or spreadsheet programs take £ for something else
    [row] = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (row["title"], row["reference_number"], row["start_date"]) == ("'=HYPERLINK(1)", "00417", "2026-04-01")


def test_contracts_are_a_package_that_says_whose_it_is_and_that_anybody_may_use_it(town, client):
    response = client.get(FILES[1])
    assert response["Content-Type"] == "application/json"
    package = ocds_shape.read([body(response)])
    assert package["uri"] == f"http://testserver{FILES[1]}"
    assert package["publisher"] == {"name": town.council.name}
    assert package["license"].endswith("/open-government-licence/version/3/")
    [release] = package["releases"]
    assert release["contracts"][0]["implementation"]["metrics"][0]["title"] == "Trees"


def test_contracts_are_told_in_welsh_too(town, client, settings, tmp_path):
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, {"people": "pobl"})]
    [release] = ocds_shape.read([body(client.get(f"/cy{FILES[1]}"))])["releases"]
    [english] = ocds_shape.read([body(client.get(FILES[1]))])["releases"]
    assert (release["language"], english["language"]) == ("cy", "en")
    [unit] = [one["unit"]["name"] for one in release["contracts"][0]["implementation"]["metrics"][0]["observations"]]
    assert unit == "pobl"


@pytest.mark.parametrize("path", FILES)
def test_file_is_kept_by_caches_and_not_sent_again_while_it_is_the_same(town, client, path):
    first = client.get(path)
    assert first["Cache-Control"] == "public, max-age=60" and first.cookies == {}
    assert "Cookie" in first["Vary"]
    assert int(first["Content-Length"]) == len(body(first).encode())
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    town.contract(title="Another")
    changed = client.get(path, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200 and "Another" in body(changed)


@pytest.mark.parametrize("path", FILES)
def test_file_is_nowhere_where_the_council_does_not_publish_it(town, client, path):
    assert path in client.get("/results/").content.decode()
    CouncilSite.objects.update(publishes_contracts=False)
    assert client.get(path).status_code == 404
    assert path not in client.get("/results/").content.decode()
    CouncilSite.objects.update(publishes_contracts=True, council=None)
    assert client.get(path).status_code == 404
    CouncilSite.objects.all().delete()
    assert client.get(path).status_code == 404


def test_package_without_contracts_is_nowhere_and_the_register_is_empty(town, client):
    CouncilSite.objects.update(council=Town().council)
    assert client.get(FILES[1]).status_code == 404
    assert list(csv.DictReader(io.StringIO(body(client.get(FILES[0]))))) == []


def test_contracts_are_there_before_any_figure_is(town, client):
    other = Town()
    other.contract(title="Parks")
    CouncilSite.objects.update(council=other.council)
    assert "No figures have been published yet" in client.get("/results/").content.decode()
    assert FILES[1] in client.get("/results/").content.decode()
    assert "Parks" in body(client.get(FILES[1]))


@pytest.mark.parametrize("path", FILES)
def test_signed_in_reader_leaves_no_copy_behind(town, client, path):
    client.force_login(town.lead)
    response = client.get(path)
    assert response["Cache-Control"] == "private, no-store" and body(response)

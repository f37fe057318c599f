"""The framework as a file: complete, safe to open, in either language, and asked for again by its ETag."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.cache import cache
from django.test import Client
from python_calamine import CalamineWorkbook
from wagtail.models import PageViewRestriction

from framework.models import Framework, Measure
from tests.cms.frameworks import framework_page, in_both_languages, note, part_title, starter
from tests.cms.sites import guidance, of_council
from tests.factories import FrameworkFactory, FrameworkVersionFactory, MeasureFactory

pytestmark = pytest.mark.django_db
FILES = [f"/framework/framework.{kind}" for kind in ("csv", "xlsx", "ods")]


@pytest.fixture
def site():
    starter()
    return in_both_languages()


def whole(response):
    return b"".join(response) if response.streaming else response.content


def rows(response):
    return list(csv.reader(StringIO(whole(response).decode("utf-8"))))


def test_csv_has_every_measure_with_its_version_date_and_licence(site, client):
    response = client.get("/framework/framework.csv")
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="framework.csv"'
    found = rows(response)
    assert len(found) == 95
    assert found[0][:4] == ["Framework", "Version", "Effective from", "Licence"]
    assert found[1][:4] == ["Starter framework", "Version 1", "2024-04-01", "BSD-3-Clause"]
    assert found[1][4:10:2] == ["O1", "OC1", "M1.01"]
    assert len({len(row) for row in found}) == 1


def test_csv_begins_with_no_byte_order_mark(site, client):
    assert whole(client.get("/framework/framework.csv"))[:9] == b"Framework"


def test_ods_says_the_same_as_the_csv(site, client):
    response = client.get("/framework/framework.ods")
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    assert book.get_sheet_by_index(0).to_python() == rows(client.get("/framework/framework.csv"))
    about = dict(book.get_sheet_by_index(1).to_python()[1:])
    assert about == {
        "Framework": "Starter framework",
        "Version": "Version 1",
        "Effective from": "2024-04-01",
        "Licence": "BSD-3-Clause",
    }


def test_workbook_says_the_same_as_the_csv(site, client):
    response = client.get("/framework/framework.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="framework.xlsx"'
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    assert book.get_sheet_by_index(0).to_python() == rows(client.get("/framework/framework.csv"))


def test_welsh_address_has_welsh_titles_and_both_have_the_column(site, client):
    note(language="cy", title="Trigolion lleol a recriwtiwyd")
    part_title("O1", "Gwaith i bobl leol")
    for address in ("/framework/framework.csv", "/cy/fframwaith/framework.csv"):
        found = rows(client.get(address))
        assert found[1][10] == "Trigolion lleol a recriwtiwyd"
        assert found[2][10] == ""
        assert found[1][-2:] == ["Gwaith i bobl leol", ""]
        assert found[0][-2:] != found[1][-2:]
    assert client.get("/cy/fframwaith/framework.csv")["Content-Language"] == "cy"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
def test_cells_of_the_csv_are_never_formulas(client, begins):
    framework_page()
    version = FrameworkVersionFactory(effective_from="2025-04-01")
    MeasureFactory(version=version, title=f"{begins}HYPERLINK(1)", code=f"{begins}1")
    found = rows(client.get("/framework/framework.csv"))[1]
    assert f"'{begins}HYPERLINK(1)" in found
    assert f"'{begins}1" in found


@pytest.mark.parametrize("address", FILES)
def test_file_is_kept_by_caches_and_asked_for_again(site, client, address):
    response = client.get(address)
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=60"
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == response["ETag"]
    Measure.objects.filter(code="M1.01").update(title="Another title")
    changed = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != response["ETag"]


@pytest.mark.parametrize("address", FILES)
def test_file_costs_few_queries(site, address, django_assert_max_num_queries):
    of_council()
    Client().get(address)
    cache.clear()
    with django_assert_max_num_queries(5):
        assert whole(Client().get(address))


@pytest.mark.parametrize(
    "address",
    [
        "/framework.csv",
        "/evidence/framework.csv",
        "/framework/measures/framework.csv",
        "/nowhere/framework.ods",
        "/framework/framework.json",
        "/framework/framework.csv/",
    ],
)
def test_there_is_no_file_elsewhere(site, client, address):
    guidance()
    assert client.get(address).status_code == 404


def test_licensed_framework_is_in_no_file(site, client):
    Framework.objects.update(is_licensed=True)
    assert [client.get(address).status_code for address in FILES] == [404] * 3


def test_draft_and_private_pages_hand_out_no_file(site, client):
    restriction = PageViewRestriction.objects.create(
        page=site, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    assert [client.get(address).status_code for address in FILES] == [404] * 3
    restriction.delete()
    site.unpublish()
    assert [client.get(address).status_code for address in FILES] == [404] * 3


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_only_read(site, method):
    assert getattr(Client(), method)(FILES[0]).status_code == 405


def test_council_with_a_framework_of_its_own_hands_out_that(site, client):
    council = of_council().council
    own = FrameworkVersionFactory(framework=FrameworkFactory(council=council), effective_from="2025-04-01")
    MeasureFactory(version=own, code="L1")
    assert [row[8] for row in rows(client.get(FILES[0]))[1:]] == ["L1"]

"""What search engines are told: the map of each site, where to stay away from, and what each page is."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from cms import crawling
from cms.models import GuidancePage, HomePage, ListedOrganisation
from cms.remembering import MEMORY
from cms.views import crawlers
from tests.cms.community import a_publisher, listed_entry, waiting_entry
from tests.cms.frameworks import in_both_languages, starter
from tests.cms.sites import english_home, guidance, of_council, twin_of, welsh_home
from tests.factories import CouncilFactory

pytestmark = pytest.mark.django_db
NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
HOST = "http://testserver"


def on_map(address: str = "/sitemap.xml", **headers) -> dict[str, dict[str, str]]:
    """Each address of a map with those of its twins."""
    response = Client().get(address, headers=headers)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return {
        url.find("map:loc", NAMES).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("xhtml:link", NAMES)
        }
        for url in ElementTree.fromstring(response.content)
    }


def schemas(client: Client, address: str) -> dict[str, dict]:
    """What a page says of itself, by type."""
    shown = client.get(address).content.decode()
    found = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown)]
    assert all(one.pop("@context") == "https://schema.org" for one in found)
    return {one["@type"]: one for one in found}


# --- The map ----------------------------------------------------------------------------------------------------------
def test_map_has_every_public_page_with_its_twins():
    page = guidance("Evidence")
    page.save_revision().publish()
    guidance("English alone", slug="alone")
    welsh_home()
    twin_of(page, title="Tystiolaeth", slug="tystiolaeth")
    both = {"en-gb": f"{HOST}/evidence/", "cy": f"{HOST}/cy/tystiolaeth/"}
    assert on_map() == {
        f"{HOST}/": {"en-gb": f"{HOST}/", "cy": f"{HOST}/cy/"},
        f"{HOST}/cy/": {"en-gb": f"{HOST}/", "cy": f"{HOST}/cy/"},
        f"{HOST}/evidence/": both,
        f"{HOST}/cy/tystiolaeth/": both,
        f"{HOST}/alone/": {},
    }
    assert re.search(
        r"<loc>[^<]*/evidence/</loc><lastmod>\d{4}-\d\d-\d\dT", Client().get("/sitemap.xml").content.decode()
    )


def test_map_leaves_out_what_is_private_unpublished_or_of_another_site():
    section = guidance("Hidden", slug="hidden")
    guidance("Below", slug="below", parent=section)
    guidance("Draft", slug="draft", live=False)
    page = guidance("Evidence")
    welsh_home()
    twin = twin_of(page, title="Tystiolaeth", slug="tystiolaeth")
    for private in (section, twin):
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    other = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="Elsewhere", slug="elsewhere", summary="x", introduction="x", locale=page.locale)
    )
    guidance("Elsewhere", parent=other)
    Site.objects.create(hostname="127.0.0.1", root_page=other)
    assert on_map() == {
        f"{HOST}/": on_map()[f"{HOST}/"],
        f"{HOST}/cy/": on_map()[f"{HOST}/cy/"],
        f"{HOST}/evidence/": {},
    }
    elsewhere = on_map(host="127.0.0.1")
    assert list(elsewhere) == ["http://127.0.0.1/", "http://127.0.0.1/evidence/"]


def test_large_map_is_in_parts(monkeypatch):
    for module in (crawling, crawlers):
        monkeypatch.setattr(module, "MOST_ON_A_MAP", 2)
    for number in range(4):
        guidance(f"Guidance {number}", slug=f"g{number}")
    index = Client().get("/sitemap.xml").content.decode()
    assert re.findall("<loc>(.*?)</loc>", index) == [f"{HOST}/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [list(on_map(f"/sitemap-{number}.xml")) for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert {address for part in parts for address in part} == {
        f"{HOST}/",
        *(f"{HOST}/g{number}/" for number in range(4)),
    }
    for number in (0, 4, 11, 10**20):
        assert Client().get(f"/sitemap-{number}.xml").status_code == 404


def test_map_has_every_measure_in_each_language():
    starter()
    framework = in_both_languages()
    shown = on_map()
    english, welsh = f"{HOST}/framework/measures/m1-01/", f"{HOST}/cy/fframwaith/measures/m1-01/"
    assert shown[english] == shown[welsh] == {"en-gb": english, "cy": welsh}
    PageViewRestriction.objects.create(page=framework, restriction_type=PageViewRestriction.LOGIN)
    assert english not in on_map()


LISTS = ("suppliers-doing-well", "directory", "needs-and-offers")


def test_map_of_a_council_has_its_lists_and_every_public_entry_in_each_language():
    council = of_council().council
    publisher = a_publisher()
    entry = listed_entry(council, publisher)
    waiting_entry(council, "other@foodbank.example", name="Not read yet")
    elsewhere = waiting_entry(CouncilFactory(), name="Of another council")
    ListedOrganisation.objects.filter(pk=elsewhere.pk).update(status="listed", slug="elsewhere")
    assert set(on_map()) == {f"{HOST}/", *(f"{HOST}/{name}/" for name in LISTS), f"{HOST}/directory/{entry.slug}/"}
    welsh_home()
    shown = on_map()
    for name in (*LISTS, f"directory/{entry.slug}"):
        both = {"en-gb": f"{HOST}/{name}/", "cy": f"{HOST}/cy/{name}/"}
        assert shown[both["en-gb"]] == shown[both["cy"]] == both
    assert len(shown) == 2 + 2 * 4
    for address in shown:
        assert Client().get(address.removeprefix(HOST)).status_code == 200, address


def test_many_entries_are_in_parts_after_the_pages(monkeypatch):
    for module in (crawling, crawlers):
        monkeypatch.setattr(module, "MOST_ON_A_MAP", 2)
    council, publisher = of_council().council, a_publisher()
    slugs = {listed_entry(council, publisher, f"{n}@food.example", name=f"Food bank {n}").slug for n in range(3)}
    index = Client().get("/sitemap.xml").content.decode()
    assert re.findall("<loc>(.*?)</loc>", index) == [f"{HOST}/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [set(on_map(f"/sitemap-{number}.xml")) for number in (1, 2, 3)]
    assert parts[0] == {f"{HOST}/"} and [len(part) for part in parts] == [1, len(LISTS) + 2, 1]
    assert {f"{HOST}/directory/{slug}/" for slug in slugs} <= parts[1] | parts[2]
    assert Client().get("/sitemap-4.xml").status_code == 404


def test_map_of_many_entries_costs_as_few_queries(django_assert_max_num_queries):
    council, publisher = of_council().council, a_publisher()
    for number in range(30):
        listed_entry(council, publisher, f"{number}@food.example", name=f"Food bank {number}")
    Client().get("/sitemap.xml")
    cache.clear()
    with django_assert_max_num_queries(9):
        assert len(on_map()) == 1 + len(LISTS) + 30


@pytest.mark.parametrize("rows", [1, 30])
def test_map_costs_few_queries(rows, django_assert_max_num_queries):
    for number in range(rows):
        guidance(f"Guidance {number}", slug=f"g{number}")
    Client().get("/sitemap.xml")
    cache.clear()
    with django_assert_max_num_queries(5):
        Client().get("/sitemap.xml")


# --- Where to stay away from ------------------------------------------------------------------------------------------
def test_robots_keep_out_of_the_portal_and_know_the_map(client):
    said = client.get("/robots.txt").content.decode().splitlines()
    closed = {line.removeprefix("Disallow: ") for line in said if line.startswith("Disallow: ")}
    assert said[0] == "User-agent: *" and said[-1] == f"Sitemap: {HOST}/sitemap.xml"
    for address in ("/accounts/", "/admin/", "/cms/", "/confirm/", "/council/", "/home/", "/returns/", "/supplier/"):
        assert address in closed
    for address in ("/", "/news/", "/search/", "/cy/search/", "/documents/1/plan.pdf", "/theme/a.css", "/sitemap.xml"):
        assert not any(address.startswith(beginning) for beginning in closed), address


def test_robots_may_read_a_page_whose_name_the_portal_uses_too(client):
    assert "Disallow: /evidence/\n" in client.get("/robots.txt").content.decode()
    guidance("Evidence")
    assert "Disallow: /evidence/\n" not in client.get("/robots.txt").content.decode()


# --- What a page says of itself ---------------------------------------------------------------------------------------
def test_home_page_says_how_the_site_is_searched(client):
    of_council()
    said = schemas(client, "/")
    assert list(said) == ["WebSite"]
    assert said["WebSite"]["url"] == f"{HOST}/" and said["WebSite"]["publisher"]["name"] == "Larkfield Council"
    assert said["WebSite"]["potentialAction"] == {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{HOST}/search/?q={{words}}"},
        "query-input": "required name=words",
    }
    welsh_home()
    welsh = schemas(client, "/cy/")["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert welsh == f"{HOST}/cy/search/?q={{words}}"


def test_page_says_where_it_stands(client):
    guidance("Evidence </script>", parent=guidance("For suppliers", slug="suppliers"))
    trail = schemas(client, "/suppliers/evidence/")["BreadcrumbList"]["itemListElement"]
    assert trail == [
        {"@type": "ListItem", "position": 1, "name": english_home().title, "item": f"{HOST}/"},
        {"@type": "ListItem", "position": 2, "name": "For suppliers", "item": f"{HOST}/suppliers/"},
        {"@type": "ListItem", "position": 3, "name": "Evidence </script>", "item": f"{HOST}/suppliers/evidence/"},
    ]
    assert schemas(client, "/suppliers/evidence/")["WebPage"]["url"] == f"{HOST}/suppliers/evidence/"


def test_page_that_is_shared_shows_its_title_and_summary(client):
    page = guidance("Evidence", summary="What to send.", search_description="What to send & when.")
    welsh_home()
    twin_of(page, title="Tystiolaeth", slug="tystiolaeth")
    shown = client.get("/evidence/").content.decode()
    said = dict(re.findall(r'<meta property="og:(\w+)" content="(.*?)">', shown))
    assert said == {
        "type": "website",
        "title": "Evidence",
        "description": "What to send &amp; when.",
        "url": f"{HOST}/evidence/",
        "locale": "en_GB",
        "site_name": "Report social value",
    }
    assert re.findall(r'rel="alternate" hreflang="([\w-]+)" href="(.*?)"', shown) == [
        ("en-gb", "/evidence/"),
        ("cy", "/cy/tystiolaeth/"),
    ]
    assert 'content="cy_GB"' in client.get("/cy/tystiolaeth/").content.decode()


def test_family_with_a_feed_shows_it_in_the_head(client, monkeypatch):
    guidance("News", slug="news")
    assert "application/atom+xml" not in client.get("/news/").content.decode()
    monkeypatch.setattr(GuidancePage, "more_context", lambda page, request, context: {"feed_address": "/news/feed/"})
    MEMORY.clear()  # of a page that other code wrote
    feed = '<link rel="alternate" type="application/atom+xml" title="News" href="/news/feed/">'
    assert feed in client.get("/news/").content.decode()

"""The directory as everybody sees it: found by words, places, causes and help, in both languages, at one price."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from accounts.models import Council
from audit.models import AuditEvent
from cms.directory import directory_page
from cms.finding import DirectoryFilters, rows_with
from cms.models import CouncilSite, EntryTerm, ListedOrganisation
from cms.terms import stem, stems_in
from tests.cms.community import a_publisher, listed_entry, published_post, site_of, waiting_entry
from tests.cms.sites import welsh_home
from tests.factories import AreaFactory, CouncilFactory

pytestmark = pytest.mark.django_db
DIRECTORY = "/directory/"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
MOST_QUERIES = 8


@pytest.fixture
def council() -> Council:
    return site_of(CouncilFactory(name="Larkfield Council")).council


@pytest.fixture
def publisher(council):
    return a_publisher()


@pytest.fixture
def food(council, publisher):
    return listed_entry(council, publisher)


@pytest.fixture
def river(council, publisher):
    changes = {
        "name": "Pen Valley River Trust",
        "does": "Looks after the river and its banks.",
        "causes": ["nature"],
        "offered": ["facilities"],
        "offers": "",
        "seeks": "",
        "does_cy": "Yn gofalu am yr afon a’i glannau.",
    }
    return listed_entry(council, publisher, "office@rivertrust.example", **changes)


def names(address: str = DIRECTORY) -> list[str]:
    """The organisations that a page lists, in its order."""
    return re.findall(r'href="(?:/cy)?/directory/[\w-]+/">([^<]+)</a></h3>', Client().get(address).content.decode())


# --- What is listed ---------------------------------------------------------------------------------------------------
def test_empty_directory_says_what_will_stand_there(council, client):
    page = client.get(DIRECTORY).content.decode()
    assert "No organisation is listed yet." in page
    assert "Ask to be listed" in page


def test_only_what_the_council_accepted_is_listed_by_name(council, food, river, publisher):
    waiting_entry(council, "office@waiting.example", name="Waiting Club")
    assert names() == ["Harbour Food Bank", "Pen Valley River Trust"]
    assert Client().get("/directory/waiting-club/").status_code == 404


def test_entry_shows_what_it_says_and_never_its_private_address(food, client):
    page = client.get("/directory/harbour-food-bank/").content.decode()
    for told in ("Collects food", "Food and cooking", "hello@foodbank.example", "01632 960 001", "Volunteers"):
        assert told in page
    assert "office@foodbank.example" not in page
    schema = json.loads(re.search(r'application/ld\+json">(.*?)</script>', page)[1])
    assert (schema["@type"], schema["name"], schema["url"]) == ("NGO", "Harbour Food Bank", "https://foodbank.example")


def test_entry_lists_its_needs_and_offers(food, publisher, client):
    published_post(food, publisher)
    assert "Hands on delivery days" in client.get("/directory/harbour-food-bank/").content.decode()


def test_welsh_page_shows_welsh_words_and_names_the_language_of_others(food, river, client):
    welsh_home()
    page = client.get("/cy/directory/").content.decode()
    assert "Yn gofalu am yr afon" in page
    assert '<span lang="en-gb">Collects food and gives it out.</span>' in page
    assert "Yn gofalu am yr afon" not in client.get(DIRECTORY).content.decode()


def test_entry_in_welsh_alone_is_shown_in_welsh_everywhere(council, publisher, client):
    listed_entry(council, publisher, does="", does_cy="Yn casglu bwyd.", name="Banc Bwyd")
    assert '<span lang="cy">Yn casglu bwyd.</span>' in client.get(DIRECTORY).content.decode()


def test_two_of_one_name_get_addresses_of_their_own(council, publisher, food):
    assert listed_entry(council, publisher, "office@second.example").slug == "harbour-food-bank-2"
    assert listed_entry(council, publisher, "office@third.example", name="Join").slug == "join-2"


# --- Finding ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=food", ["Harbour Food Bank"]),
        ("words=FOODS", ["Harbour Food Bank"]),
        ("words=harbour+bank", ["Harbour Food Bank"]),
        ("words=harbour+river", []),
        ("words=glannau", ["Pen Valley River Trust"]),
        ("words=trusts", ["Pen Valley River Trust"]),
        ("cause=nature", ["Pen Valley River Trust"]),
        ("offers=volunteers", ["Harbour Food Bank"]),
        ("offers=volunteers&cause=nature", []),
        ("cause=nobody&offers=nothing&words=", ["Harbour Food Bank", "Pen Valley River Trust"]),
        ("words=!!!", ["Harbour Food Bank", "Pen Valley River Trust"]),
        ("place=999999", ["Harbour Food Bank", "Pen Valley River Trust"]),
        ("place=x&place=%00&words=%00", ["Harbour Food Bank", "Pen Valley River Trust"]),
    ],
)
def test_filters_of_an_address(food, river, query, found):
    assert names(f"{DIRECTORY}?{query}") == found


def test_place_finds_those_who_work_there_and_those_who_work_everywhere(council, publisher, food):
    here, there = AreaFactory(council=council), AreaFactory(council=council)
    listed_entry(council, publisher, "office@club.example", name="Club", area_ids=[here.pk])
    assert names(f"{DIRECTORY}?place={here.pk}") == ["Club", "Harbour Food Bank"]
    assert names(f"{DIRECTORY}?place={there.pk}") == ["Harbour Food Bank"]
    assert names(f"{DIRECTORY}?place={here.pk}&place={there.pk}") == ["Club", "Harbour Food Bank"]


def test_place_of_another_council_is_never_kept(council, publisher):
    elsewhere = AreaFactory()
    assert list(listed_entry(council, publisher, area_ids=[elsewhere.pk]).areas.all()) == []


def test_filters_are_links_that_take_one_away(food, client):
    page = client.get(f"{DIRECTORY}?words=food&cause=food").content.decode()
    assert 'href="/directory/?cause=food"' in page and 'href="/directory/?words=food"' in page
    assert 'value="food"' in page and "Show all" in page


def test_nothing_found_says_so(food, client):
    assert "No organisation fits all of this." in client.get(f"{DIRECTORY}?words=zebra").content.decode()


@pytest.mark.parametrize(
    ("word", "same"),
    [("gardens", "garden"), ("gardening", "garden"), ("libraries", "library"), ("bikes", "bike"), ("cooking", "cook")],
)
def test_forms_of_a_word_have_one_stem(word, same):
    assert stem(word) == stem(same)


def test_words_are_found_without_their_accents_and_each_once():
    assert stems_in("Café CAFÉ cafe’s", "tŷ") == ["caf", "ty"]


def test_long_text_gives_a_bounded_number_of_terms():
    assert len(stems_in(" ".join(f"word{n}x" for n in range(5000)))) == 250


# --- Pages ------------------------------------------------------------------------------------------------------------
def walk(council: Council, start: str = "") -> list[list[str]]:
    """The names on every page, forwards."""
    pages, after = [], start
    while True:
        page = directory_page(council, DirectoryFilters(), after=after, before="")
        pages.append([entry.name for entry in page.rows])
        after = page.after
        if not after:
            return pages


def test_pages_have_twenty_in_the_order_of_names_and_go_back_as_they_came(council, publisher):
    for row in range(45):
        listed_entry(council, publisher, f"office@c{row}.example", name=f"Club {row % 9}")
    pages = walk(council)
    assert [len(page) for page in pages] == [20, 20, 5]
    assert [name for page in pages for name in page] == sorted(f"Club {row % 9}" for row in range(45))
    second = directory_page(
        council,
        DirectoryFilters(),
        after=directory_page(council, DirectoryFilters(), after="", before="").after,
        before="",
    )
    first = directory_page(council, DirectoryFilters(), after="", before=second.before)
    assert [entry.name for entry in first.rows] == pages[0] and first.before == ""
    last = directory_page(council, DirectoryFilters(), after="", before="end")
    assert last.rows[-1].name == "Club 8" and last.after == ""


@pytest.mark.parametrize("cursor", ["x", "~", "1", "1~", f"{'9' * 30}~a", "1~\0", "a" * 3000, "9~zzz"])
@pytest.mark.parametrize("way", ["after", "before"])
def test_cursor_that_is_none_leads_to_the_first_page(food, cursor, way):
    assert names(f"{DIRECTORY}?{way}={cursor}") == ["Harbour Food Bank"]


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("query", ["", "?words=club&cause=food&offers=volunteers"])
def test_directory_costs_few_queries_cold(council, publisher, rows, query, django_assert_max_num_queries):
    area = AreaFactory(council=council)
    for row in range(rows):
        listed_entry(council, publisher, f"office@c{row}.example", name=f"Club {row}", area_ids=[area.pk])
    address = f"{DIRECTORY}{query}"
    assert Client().get(address).status_code == 200
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        Client().get(address)


def test_every_filter_reads_the_index_and_sorts_nothing(council, food):
    """A page of a million rows costs what one of twenty does: the index is in the order of the names already."""
    filters = DirectoryFilters(words="food", cause="food", offers="volunteers", place=(1,))
    rows = rows_with(EntryTerm, council, filters.terms(), filters.place).order_by("sort_name", "entry_id")[:21]
    plan = rows.explain()
    assert "entry_term_in_order" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan


def test_what_few_have_is_walked_through_first(council, publisher, food, monkeypatch):
    """Of a common word and a rare cause the cause is walked through, whatever the order in the address."""
    monkeypatch.setattr("cms.finding.FEW", 1)
    listed_entry(council, publisher, "office@second.example", name="Second Food Bank", causes=["refuge"])
    filters = DirectoryFilters(words="food", cause="refuge")
    sql = str(rows_with(EntryTerm, council, filters.terms()).query)
    assert sql.index("cause:refuge") < sql.index("word:food")
    assert [entry.name for entry in directory_page(council, filters, after="", before="").rows] == ["Second Food Bank"]


# --- Whose site, and who keeps it -------------------------------------------------------------------------------------
def test_other_councils_site_shows_nothing_of_it(food, client, settings):
    other = CouncilFactory()
    site = Site.objects.create(hostname="other.example", root_page=Site.objects.get().root_page)
    CouncilSite.objects.create(site=site, council=other)
    settings.ALLOWED_HOSTS = ["other.example"]
    there = {"headers": {"host": "other.example"}}
    assert "Harbour Food Bank" not in client.get(DIRECTORY, **there).content.decode()
    assert client.get("/directory/harbour-food-bank/", **there).status_code == 404


def test_site_of_no_council_has_no_directory(client):
    for name in ("directory-list", "post-list", "entry-join", "entry-find"):
        assert client.get(reverse(name)).status_code == 404


def test_page_may_be_kept_and_sets_no_cookie(food, client):
    response = client.get(DIRECTORY)
    assert response["Cache-Control"] == "public, max-age=60" and response.cookies == {}


def test_what_an_organisation_types_is_shown_and_never_run(council, publisher, client):
    entry = listed_entry(council, publisher, name=HOSTILE[:120], does=HOSTILE, offers=HOSTILE, seeks=HOSTILE)
    for address in (DIRECTORY, reverse("entry-detail", args=[entry.slug]), reverse("entry-home", args=[entry.token])):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;alert(1)" in page


def test_listing_is_told_in_the_history(food, publisher):
    event = AuditEvent.objects.get(event="entry.accepted")
    assert (event.actor, event.data, event.trail) == (publisher, {}, f"cms.listedorganisation:{food.pk}")
    assert ListedOrganisation.objects.get().decided_by == publisher

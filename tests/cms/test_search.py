"""Search of the public site: found by other forms of a word, in this site and language, and never what is private."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.search.models import IndexEntry

from cms.models import HomePage
from cms.search import finding, results
from cms.search.kinds import MEASURES, kinds
from cms.search.words import LONGEST, MOST_WORDS, beginning, plain, words_of
from cms.tasks import index_pages
from cms.templatetags.search import marked
from framework.models import Measure
from tests.cms.families import item, news
from tests.cms.frameworks import in_both_languages, note, part_title, starter
from tests.cms.sites import english_home, guidance, of_council, twin_of, welsh_home

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8
# What full-text search, SQL, HTML and templates read as something else than words.
HOSTILE = [
    '"', "'", '"""', "' OR 1=1 --", "title:secret", "NEAR(a b)", "a AND", "OR", "NOT", "*", "(", "a)", "-", "^a",
    "%s %d", "a\x00b", "\x00", "%(x)s", "100%", "\\", "a\\", "<script>alert(1)</script>", "{{ 7 }}", "e\u0301",
    "\u202eabc", "{a} : b", "&|!:*<->", "a:*", "\U0001f600", "word " * 2_000, "x" * 10_000, "' " * 5_000,
]  # fmt: skip


def found(address: str, client: Client | None = None) -> str:
    """The words of the results, as HTML."""
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def titles(address: str) -> list[str]:
    """The titles that were found, without marks."""
    rows = re.findall(r'sv-results__title"[^>]*><a [^>]*>(.*?)</a>', found(address))
    return [re.sub(r"</?mark>", "", row) for row in rows]


# --- Words ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("word", "expected"), [
    ("apprenticeships", "apprenticeship"), ("apprenticeship", "apprenticeship"), ("policies", "polic"),
    ("policy", "polic"), ("processes", "process"), ("process", "process"), ("reporting", "report"),
    ("reported", "report"), ("boxes", "box"), ("benches", "bench"),
    ("status", "status"), ("need", "need"), ("gas", "gas"),
])  # fmt: skip
def test_other_forms_of_a_word_begin_alike(word, expected):
    assert beginning(word, "en-gb") == expected


def test_empty_words_are_left_out_unless_there_are_no_others():
    assert words_of("How do I send a return?", "en-gb") == ["send", "return"]
    assert words_of("what is it", "en-gb") == ["what", "is", "it"]
    assert words_of("sut mae anfon yr adroddiad", "cy") == ["anfon", "adroddiad"]


def test_words_are_few_and_short():
    assert len(words_of(" ".join(f"word{number}" for number in range(90)), "en-gb")) == MOST_WORDS
    assert len(plain("x" * 10_000)) == LONGEST
    assert plain("a\x00b\n c") == "a b c"


def test_marks_escape_everything_else():
    assert marked("Apprenticeships <b> & apprentices", ["apprentices"]) == (
        "<mark>Apprenticeships</mark> &lt;b&gt; &amp; <mark>apprentices</mark>"
    )
    assert marked("<i>", []) == "&lt;i&gt;"


# --- What is found ----------------------------------------------------------------------------------------------------
def test_page_is_found_by_title_summary_and_body():
    guidance("Apprenticeships", slug="a", summary="Young people who learn.", body=[("text", "<p>Wages and weeks.</p>")])
    for words in ("apprenticeship", "apprenticeships", "APPRENTICESHIPS", "learn", "weeks", "wage"):
        assert titles(f"/search/?q={words}") == ["Apprenticeships"], words


def test_title_counts_more_than_body():
    guidance("Other matters", slug="other", body=[("text", "<p>Evidence, evidence and evidence.</p>")])
    guidance("Evidence", slug="evidence", summary="What to send.", body=[("text", "<p>Totals.</p>")])
    assert titles("/search/?q=evidence") == ["Evidence", "Other matters"]


def test_result_says_what_it_is_and_where(client):
    section = guidance("For suppliers", slug="suppliers")
    page = guidance("Send evidence", parent=section, summary="What counts as evidence.")
    page.save_revision().publish()
    words = found("/search/?q=evidence")
    assert 'href="/suppliers/evidence/">Send <mark>evidence</mark></a>' in words
    assert "What counts as <mark>evidence</mark>." in words
    assert "For suppliers" in words and "Guidance. Last updated" in words
    assert "1 result<" in words


def test_page_with_all_words_stands_alone_and_without_any_the_others_are_said_to_have_some():
    guidance("Local jobs", slug="jobs", summary="Work.", body=[])
    guidance("Local food", slug="food", summary="Meals.", body=[])
    assert titles("/search/?q=local+jobs") == ["Local jobs"]
    assert set(titles("/search/?q=jobs+food")) == {"Local jobs", "Local food"}
    assert "Nothing has all of these words" in found("/search/?q=jobs+food")


def test_ten_are_shown_on_a_page():
    for number in range(23):
        guidance(f"Measure {number}", slug=f"m{number}")
    first, last = titles("/search/?q=measure"), titles("/search/?q=measure&page=3")
    assert (len(first), len(last)) == (10, 3)
    assert len({*first, *titles("/search/?q=measure&page=2"), *last}) == 23
    assert 'start="21"' in found("/search/?q=measure&page=3")
    assert 'href="?q=measure&amp;page=2"' in found("/search/?q=measure")
    for page in ("0", "-1", "99", "999999999999", "x", ""):
        assert titles(f"/search/?q=measure&page={page}")


def test_count_stops(monkeypatch):
    monkeypatch.setattr(finding, "MOST_FOUND", 3)
    monkeypatch.setattr(results, "MOST_FOUND", 3)
    for number in range(5):
        guidance(f"Measure {number}", slug=f"m{number}")
    assert "More than 3 results" in found("/search/?q=measure")
    assert len(titles("/search/?q=measure")) == 3


def test_kinds_are_counted_and_chosen(monkeypatch):
    for number in range(11):
        guidance(f"Skills {number}", slug=f"s{number}")
    shown = finding.Found("Skills <measure>", "Hours.", "/framework/measures/ski/", MEASURES, language="en-GB")
    monkeypatch.setattr(results, "measures_found", lambda request, words: [shown])
    words = found("/search/?q=skills")
    assert ">All (12)</strong>" in words and ">Guidance (11)</a>" in words and ">Measures (1)</a>" in words
    assert titles("/search/?q=skills&kind=measures") == ["Skills &lt;measure&gt;"]
    assert 'lang="en-GB"' in found("/search/?q=skills&kind=measures")
    assert len(titles("/search/?q=skills&kind=guidance&page=2")) == 1
    assert titles("/search/?q=skills&page=2") == [
        titles("/search/?q=skills&kind=guidance&page=2")[0],
        "Skills &lt;measure&gt;",
    ]
    assert len(titles("/search/?q=skills&kind=nothing-like-it")) == 10


def test_measures_are_found_in_the_language_of_the_page():
    starter()
    framework = in_both_languages()
    code = "M1.01"
    note(code, language="cy", title="Pobl leol mewn swyddi newydd")
    title = starter_title(code)
    words = found(f"/search/?q={title}&kind=measures")
    assert 'href="/framework/measures/m1-01/"' in words
    assert titles("/cy/search/?q=swyddi&kind=measures") == [f"{code}: Pobl leol mewn swyddi newydd"]
    english = found(f"/cy/search/?q={title}")
    assert 'href="/cy/fframwaith/measures/m1-01/"' in english
    assert titles(f"/search/?q={code}")[0].startswith(code)
    PageViewRestriction.objects.create(page=framework, restriction_type=PageViewRestriction.LOGIN)
    assert "measures/m1-01" not in found(f"/search/?q={title}")


def test_welsh_results_mark_what_is_english_and_nothing_else():
    starter()
    in_both_languages()
    note("M1.01", language="cy", title="Pobl leol mewn swyddi newydd")
    part_title("OC1", "Mwy o bobl mewn gwaith")
    words = found("/cy/search/?q=M1.01&kind=measures")
    assert '<h3 class="govuk-heading-s sv-results__title">' in words
    assert '<p class="govuk-body sv-results__summary" lang="en-GB">' in words
    assert '<span lang="en-GB">Promote training and employment opportunities for local people</span>' in words
    assert "Mwy o bobl mewn gwaith" in words and '<span lang="en-GB">Mwy' not in words
    assert len(titles("/cy/search/?q=mwy+o+bobl+mewn+gwaith&kind=measures")) == 10
    assert "lang=" not in found("/search/?q=M1.01&kind=measures")


def starter_title(code: str) -> str:
    """The title of a measure as it was shipped."""
    return Measure.objects.get(code=code).title


@pytest.mark.parametrize("asked", ["jobs", "people+local", "nothing+like+it"])
def test_search_with_measures_costs_few_queries_cold(asked, django_assert_max_num_queries):
    of_council()
    starter()
    in_both_languages()
    for number in range(30):
        guidance(f"Jobs for local people {number}", slug=f"e{number}")
    Client().get(f"/search/?q={asked}")
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        Client().get(f"/search/?q={asked}")


def test_every_family_has_a_kind_with_a_name():
    unnamed = [family for kind in kinds().values() for family in kind.families if not family.search_label]
    assert unnamed == []
    assert {"guidance", "case-studies", "framework", MEASURES.code} <= kinds().keys()


def test_site_without_a_framework_finds_no_measures():
    guidance("Jobs", slug="jobs")
    assert "Measures" not in found("/search/?q=jobs")


def test_result_names_its_kind_once():
    """News stands below a page called News: the way to it has said so already."""
    index_page = news()
    item(index_page, title="Zebras in the park", slug="zebras")
    item(news(title="What is new", slug="new"), title="Zebras came back", slug="back")
    words = " ".join(re.sub(r"<[^>]+>", " ", found("/search/?q=zebras")).split())
    assert "News › News" not in words and "What is new › News. Last updated" in words
    assert "News. Last updated" in words.replace("What is new › News. Last updated", "")


# --- What is not ------------------------------------------------------------------------------------------------------
def test_nothing_asked_shows_the_form_alone():
    words = found("/search/")
    assert "Nothing found" not in words and 'name="q"' in words
    assert found("/search/?q=+++").count("<h2") == found("/search/").count("<h2")


def test_nothing_found_says_what_to_do_next():
    of_council()
    guidance("Evidence")
    words = found("/search/?q=zebra")
    assert "Nothing found for zebra" in words and "Check how the words are spelled." in words
    assert 'href="/evidence/"' in words and "value@larkfield.example" in words


@pytest.mark.parametrize(("typed", "meant"), [("evidense", "evidence"), ("apprentiships", "apprenticeships")])
def test_misspelt_word_is_suggested(typed, meant):
    guidance("Evidence")
    guidance("Apprenticeships", slug="a")
    words = found(f"/search/?q={typed}")
    assert f'Did you mean <a class="govuk-link" href="?q={meant}">{meant}</a>?' in words
    assert titles(f"/search/?q={meant}")


def test_misspelt_word_is_suggested_without_the_extension_of_postgresql(monkeypatch):
    if connection.vendor == "postgresql":
        monkeypatch.setattr("cms.search.with_postgresql._has_trigrams", lambda: False)
    guidance("Evidence")
    assert 'href="?q=evidence">evidence</a>?' in found("/search/?q=evidense")


def test_suggestion_names_no_private_page():
    private = guidance("Whistleblowers")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert "Did you mean" not in found("/search/?q=whistleblowerz")


def test_private_unpublished_and_draft_words_are_never_found(client):
    section = guidance("Hidden section", slug="hidden")
    guidance("Hidden child", slug="child", parent=section)
    guidance("Hidden draft", slug="draft", live=False)
    public = guidance("Public", slug="public")
    public.body = [("text", "<p>Hidden words of a draft.</p>")]
    public.save_revision()
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert titles("/search/?q=hidden") == []
    section.view_restrictions.all().delete()
    assert set(titles("/search/?q=hidden")) == {"Hidden section", "Hidden child"}
    section.unpublish()
    assert titles("/search/?q=hidden+section") != ["Hidden section"]


def test_alias_of_a_private_page_is_never_found():
    welsh_home()
    private = guidance("Cyfrinach", slug="c")
    private.copy_for_translation(Locale.objects.get(language_code="cy"), alias=True)
    assert titles("/cy/search/?q=cyfrinach") == ["Cyfrinach"]
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert titles("/cy/search/?q=cyfrinach") == titles("/search/?q=cyfrinach") == []


def test_other_language_and_other_site_are_never_found():
    page = guidance("Evidence")
    welsh_home()
    twin_of(page, title="Tystiolaeth", slug="tystiolaeth", summary="Beth i’w anfon.")
    assert titles("/search/?q=tystiolaeth") == []
    assert titles("/cy/search/?q=tystiolaeth") == ["Tystiolaeth"]
    other = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="Elsewhere", slug="elsewhere", summary="x", introduction="x", locale=page.locale)
    )
    guidance("Evidence elsewhere", parent=other)
    Site.objects.create(hostname="other.example", root_page=other)
    assert titles("/search/?q=evidence") == ["Evidence"]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_break_nothing(typed):
    guidance("Evidence")
    for kind in ("", typed):
        response = Client().get("/search/", {"q": typed, "kind": kind, "page": kind}, headers={"accept": "text/html"})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()
        assert len(plain(typed)) <= LONGEST


def test_bytes_that_are_no_text_break_nothing(client):
    assert client.get("/search/?q=%ED%A0%80%FF&kind=%FF&page=%FF").status_code == 200


# --- As every public page ---------------------------------------------------------------------------------------------
def test_search_is_kept_by_caches_and_by_no_search_engine(client):
    guidance("Evidence")
    response = client.get("/search/?q=evidence")
    assert response["Cache-Control"] == "public, max-age=60" and response.cookies == {}
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert client.get("/search/?q=evidence", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_search_is_in_the_language_of_its_address(client):
    welsh_home()
    page = client.get("/cy/search/?q=adroddiad").content.decode()
    assert '<html lang="cy"' in page and 'action="/cy/search/"' in page
    assert 'href="/search/?q=adroddiad"' in page


def test_every_public_page_has_the_search_in_its_header(client):
    guidance("Evidence")
    for address, form in (("/", 1), ("/evidence/", 1), ("/search/", 0)):
        header = client.get(address).content.decode().partition("<main")[0]
        assert header.count('role="search"') == form, address
    assert 'role="search"' not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("asked", ["", "?q=evidence", "?q=nothing+like+it", "?q=evidence+zebra&page=2"])
@pytest.mark.parametrize("rows", [1, 30])
def test_search_costs_few_queries_cold(asked, rows, django_assert_max_num_queries):
    of_council()
    section = guidance("Section")
    for number in range(rows):
        guidance(f"Evidence {number}", slug=f"e{number}", parent=section)
    Client().get(f"/search/{asked}")  # what the process itself remembers: content types
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES - 1):
        Client().get(f"/search/{asked}")


def test_page_that_a_migration_wrote_is_found_once_the_index_was_made_again():
    IndexEntry.objects.all().delete()
    assert titles("/search/?q=promise") == []
    index_pages()
    assert titles("/search/?q=promise") == [english_home().title]


def test_index_is_the_one_of_this_database():
    assert finding.ranked.__module__.endswith("with_postgresql" if connection.vendor == "postgresql" else "with_sqlite")

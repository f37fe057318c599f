"""News and answers to requests: by year, by words, as a feed, and with the words that the law asks for."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from accounts.models import Council
from cms.exemptions import CHOICES, by_law
from cms.models import CouncilImage, DisclosurePage
from tests.cms.families import HOSTILE, disclosure, disclosures, item, news, queries_cold
from tests.cms.sites import of_council, twin_of, welsh_home
from tests.returns.pages import shown

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
INDEXES = pytest.mark.parametrize(
    ("make", "one", "day"), [(news, item, "published_on"), (disclosures, disclosure, "answered_on")]
)


def feed_of(client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(feed: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


@INDEXES
def test_index_shows_the_newest_first_and_one_year_alone(make, one, day, client):
    index = make()
    for number, year in enumerate((2024, 2026, 2025)):
        one(index, slug=f"p{number}", title=f"Of the year {year}.", **{day: date(year, 5, 4)})
    words = shown(client.get(index.get_url()))
    assert words.index("Of the year 2026.") < words.index("Of the year 2025.") < words.index("Of the year 2024.")
    alone = shown(client.get(f"{index.get_url()}?year=2025"))
    assert "Of the year 2025." in alone and "Of the year 2026." not in alone
    assert "of 2001" in shown(client.get(f"{index.get_url()}?year=2001"))
    assert queries_cold(f"{index.get_url()}?year=2025") <= 8


@INDEXES
def test_feed_has_the_newest_twenty(make, one, day, client):
    of_council()
    index = make()
    for number in range(22):
        one(index, slug=f"p{number}", title=f"{number}", **{day: date(2026, 5, 1) + timedelta(days=number)})
    feed = feed_of(client, f"{index.get_url()}feed/")
    assert titles(feed) == [str(number) for number in range(21, 1, -1)]
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{index.get_url()}p21/"
    assert entry.findtext(f"{ATOM}published").startswith("2026-05-22T00:00:00+01:00")
    assert feed.find(f"{ATOM}author").findtext(f"{ATOM}name") == "Larkfield Council"
    page = client.get(index.get_url()).content.decode()
    assert page.count(f'href="{index.get_url()}feed/"') == 2  # in the head for feed readers, and a link for people
    assert page.count('type="application/atom+xml"') == 2


@INDEXES
def test_feed_is_kept_by_caches_and_costs_little(make, one, day, client):
    index = make()
    one(index)
    address = f"{index.get_url()}feed/"
    response = client.get(address)
    assert response["Cache-Control"] == "public, max-age=60" and response.cookies == {}
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert queries_cold(address) <= 8


@INDEXES
def test_feed_speaks_the_language_of_its_index(make, one, day, client):
    index = make()
    page = one(index)
    welsh_home()
    twin_of(page, title="Yn Gymraeg", slug="yn-gymraeg")
    twin = index.get_translations().get()
    feed = feed_of(client, f"{twin.get_url()}feed/")
    assert titles(feed) == ["Yn Gymraeg"]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "cy"
    assert "/cy/" in feed.find(f"{ATOM}entry").find(f"{ATOM}link").get("href")


@INDEXES
def test_feed_takes_any_words(make, one, day, client):
    index = make()
    one(index, title=f"{HOSTILE}\x01\x0b", summary=f"{HOSTILE}\x08")
    feed = feed_of(client, f"{index.get_url()}feed/")
    assert titles(feed) == [HOSTILE]
    assert "<script>" not in feed.find(f"{ATOM}entry").findtext(f"{ATOM}summary")


@INDEXES
def test_feed_of_a_private_or_unpublished_index_is_shown_to_nobody(make, one, day, client):
    index = make()
    one(index, title="Hidden words")
    restriction = PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert b"Hidden words" not in client.get(f"{index.get_url()}feed/").content
    restriction.delete()
    index.unpublish()
    assert client.get("/news/feed/").status_code == client.get("/disclosures/feed/").status_code == 404


def test_other_words_behind_an_index_lead_nowhere(client):
    news()
    assert client.get("/news/food/").status_code == client.get("/news/feed/feed/").status_code == 404


def test_news_has_a_day_and_a_picture(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = CouncilImage.objects.create(title="Hall", file=get_test_image_file())
    page = item(news())
    page.picture = [
        ("image", {"image": image, "alt": "An empty hall", "is_decoration": False, "shows_nobody": True, "caption": ""})
    ]
    page.save_revision().publish()
    response = client.get("/news/endorsed/")
    assert "4 May 2026" in shown(response) and 'alt="An empty hall"' in response.content.decode()
    assert queries_cold("/news/endorsed/") <= 8


# --- Answers to requests ----------------------------------------------------------------------------------------------
def test_answer_says_reference_days_and_exemptions_by_their_law(client):
    page = disclosure(disclosures(), received_on=date(2026, 4, 7))
    page.exemptions = [("exemption", "foi-40-2"), ("exemption", "eir-13"), ("exemption", "foi-43-2")]
    page.save_revision().publish()
    words = shown(client.get("/disclosures/foi/"))
    for part in ("FOI-4127", "7 April 2026", "4 May 2026", "Freedom of Information Act 2000"):
        assert part in words
    assert "Section 40(2): personal information" in words and "Section 43(2): commercial interests" in words
    assert "Environmental Information Regulations 2004 Regulation 13: personal information" in words


def test_answer_without_exemptions_says_so(client):
    disclosure(disclosures())
    assert "Exemptions used None" in shown(client.get("/disclosures/foi/"))


def test_answer_says_how_to_ask_for_a_review_and_where_to_complain(client):
    of_council()
    disclosure(disclosures())
    response = client.get("/disclosures/foi/")
    words = shown(response)
    assert "within 40 working days" in words and "Information Commissioner’s Office (ICO)" in words
    assert "mailto:value@larkfield.example" in response.content.decode()
    assert "https://ico.org.uk/make-a-complaint/" in response.content.decode()


def test_scottish_council_names_the_commissioner_of_scotland(client):
    of_council()
    Council.objects.update(nation=Council.Nation.SCOTLAND)
    disclosure(disclosures())
    words = shown(client.get("/disclosures/foi/"))
    assert "Scottish Information Commissioner" in words and "ICO" not in words


@pytest.mark.parametrize(
    ("words", "found"),
    [("placement", True), ("PROMISES checked", True), ("FOI-4127", True), ("zebra", False), ("  ", True)],
)
def test_answers_are_found_by_words(words, found, client):
    disclosure(disclosures(), body=[("text", "<p>Each placement is looked at.</p>")])
    response = client.get("/disclosures/", {"words": words})
    assert ("How promises are checked" in shown(response)) == found
    assert queries_cold(f"/disclosures/?words={words}&year=2026") <= 8


def test_words_and_year_go_together(client):
    index = disclosures()
    disclosure(index, slug="a", title="Fostering now", answered_on=date(2026, 1, 1))
    disclosure(index, slug="b", title="Fostering then", answered_on=date(2024, 12, 31))
    shown_here = shown(client.get("/disclosures/?words=fostering&year=2026"))
    assert "Fostering now" in shown_here and "Fostering then" not in shown_here
    both = client.get("/disclosures/?words=fostering")
    assert 'href="/disclosures/?year=2024&amp;words=fostering"' in both.content.decode()


@pytest.mark.parametrize(
    "words", ['"', "'; DROP TABLE cms_disclosurepage; --", "(a OR", "*", "\x00", "NEAR(", "x" * 5000]
)
def test_odd_words_break_nothing(words, client):
    disclosure(disclosures())
    response = client.get("/disclosures/", {"words": words})
    assert response.status_code == 200 and DisclosurePage.objects.count() == 1


def test_words_are_shown_as_they_were_typed(client):
    disclosures()
    page = client.get("/disclosures/", {"words": HOSTILE}).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_answer_never_comes_before_its_request():
    page = disclosure(disclosures())
    page.received_on = date(2026, 5, 5)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "answered_on" in refused.value.message_dict


def test_exemptions_are_listed_once_and_in_words():
    codes = [code for _law, known in CHOICES for code, _words in known]
    assert len(codes) == len(set(codes))
    assert by_law([*codes, "unknown"]) and sum(len(law["exemptions"]) for law in by_law(codes)) == len(codes)

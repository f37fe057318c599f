"""Which addresses may be asked for notices: those of the settings, to the letter."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from suppliers.fetching.sources import Elsewhere, source_at, sources_from

TENDERS = "https://notices.example.gov.uk/api/1.0/ocdsReleasePackages"
CONTRACTS = "https://contracts.example.gov.uk/Published/Notices/OCDS/Search"
SINCE, UNTIL = datetime(2026, 6, 1, 9, 30, tzinfo=UTC), datetime(2026, 6, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://notices.example.gov.uk/api", "https://"),
        ("ftp://notices.example.gov.uk/api", "https://"),
        ("file:///etc/passwd", "https://"),
        ("//notices.example.gov.uk/api", "https://"),
        ("https://name:secret@notices.example.gov.uk/api", "password"),
        ("https://notices.example.gov.uk/api#part", "#"),
        ("https://127.0.0.1/api", "not by a number"),
        ("https://[::1]/api", "not by a number"),
        ("https://2130706433/api", "not by a number"),
        ("https://localhost/api", "not by a number"),
        ("https://notices.example.gov.uk", "whole path"),
        ("https://notices.example.gov.uk/", "whole path"),
        ("https://notices.example.gov.uk/a/../b", "whole path"),
        ("https://notices.example.gov.uk/a%2fb", "whole path"),
        ("https://notices.example.gov.uk/api?cursor=abc", "from when to when"),
        ("https://notices.example.gov.uk/api?updatedFrom=", "from when to when"),
        ("https://notices.example.gov.uk\\@elsewhere.example/api", "visible"),
        ("https://notices.example.gov.uk/a b", "visible"),
        ("https://nötices.example.gov.uk/api", "visible"),
        (f"https://notices.example.gov.uk/{'a' * 500}", "visible"),
    ],
)
def test_address_that_is_not_whole_plain_and_secure_keeps_the_portal_from_starting(address, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        sources_from([TENDERS, address])


def test_sources_of_the_setting_are_read_once_each():
    found = sources_from([TENDERS, " ", f" {CONTRACTS}?stages=award", TENDERS])
    assert [(one.host, one.port, one.path, one.query) for one in found] == [
        ("notices.example.gov.uk", 443, "/api/1.0/ocdsReleasePackages", ""),
        ("contracts.example.gov.uk", 443, "/Published/Notices/OCDS/Search", "stages=award"),
    ]
    assert sources_from([]) == ()


def test_each_service_is_asked_in_its_own_words():
    tenders = parse_qs(source_at(TENDERS).first_page(SINCE, UNTIL))
    contracts = parse_qs(source_at(f"{CONTRACTS}?stages=award&limit=50").first_page(SINCE, UNTIL))
    assert tenders == {"limit": ["100"], "updatedFrom": ["2026-06-01T09:30:00"], "updatedTo": ["2026-06-02T09:30:00"]}
    assert contracts == {
        "limit": ["50"],
        "stages": ["award"],
        "publishedFrom": ["2026-06-01T09:30:00"],
        "publishedTo": ["2026-06-02T09:30:00"],
    }


@pytest.mark.parametrize(
    "link", [f"{TENDERS}?cursor=MTAw", "?cursor=MTAw", "/api/1.0/ocdsReleasePackages?cursor=MTAw",
             TENDERS.replace("uk/", "uk:443/") + "?cursor=MTAw"],
)  # fmt: skip
def test_link_to_the_source_itself_gives_its_query(link):
    assert source_at(TENDERS).query_of(link) == "cursor=MTAw"


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/api/1.0/ocdsReleasePackages?cursor=a",
        "http://notices.example.gov.uk/api/1.0/ocdsReleasePackages?cursor=a",
        "https://notices.example.gov.uk:8443/api/1.0/ocdsReleasePackages?cursor=a",
        "https://notices.example.gov.uk/api/1.0/other?cursor=a",
        "https://notices.example.gov.uk/api/1.0/ocdsReleasePackages/more?cursor=a",
        "https://notices.example.gov.uk/api/1.0/../../admin?cursor=a",
        "https://notices.example.gov.uk@elsewhere.example/api/1.0/ocdsReleasePackages",
        "https://elsewhere.example@notices.example.gov.uk/api/1.0/ocdsReleasePackages",
        "https://notices.example.gov.uk.elsewhere.example/api/1.0/ocdsReleasePackages",
        "//elsewhere.example/api/1.0/ocdsReleasePackages",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1/api",
        "https://notices.example.gov.uk:0x50/api/1.0/ocdsReleasePackages",
        "file:///etc/passwd",
        "\\\\elsewhere.example\\api",
        "?cursor=a b",
        "?cursor=a\r\nHost: elsewhere.example",
        "?cursor=" + "a" * 2000,
        "",
        None,
        17,
        ["?cursor=a"],
    ],
)
def test_link_to_anywhere_else_is_refused(link):
    with pytest.raises(Elsewhere):
        source_at(TENDERS).query_of(link)


@given(st.text(max_size=200) | st.builds("https://{}/{}".format, st.text(max_size=40), st.text(max_size=40)))
def test_no_link_leads_away_from_the_source(link):
    """Whatever a source writes: what is asked next is the same place, and no more than a query without line ends."""
    source = source_at(TENDERS)
    try:
        query = source.query_of(link)
    except Elsewhere:
        return
    asked = urlsplit(f"https://{source.host}{source.path}?{query}")
    assert (asked.scheme, asked.netloc, asked.path) == ("https", source.host, source.path)
    assert query.isascii() and query.isprintable() and " " not in query

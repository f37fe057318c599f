"""The words of pages in progress, pictures and files: plain, in both languages, and of nobody who exists."""

import re

import pytest

from portal.demo.people import SUPPLIERS
from portal.demo.site import community, files, files_cy, in_progress, in_progress_cy, listed
from portal.demo.site.catalogue import ENGLISH
from portal.demo.site.writing import Entry
from tests.portal.test_demo_words import NEVER, links, read, shape, strings

TWO = ("SENT", "PLANNED")
PAGES = {name: getattr(in_progress, name) for name in (*TWO, "SENT_BACK", "ALONE")}
TOLD = {
    "en": [*PAGES.values(), in_progress.WAITING_ENTRY, in_progress.WAITING_POST],
    "cy": [getattr(in_progress_cy, name) for name in (*TWO, "WAITING_ENTRY", "WAITING_POST")],
}
OF_FILES = (
    "SHOWN",
    "CAPTIONS",
    "CHECKLIST_TITLE",
    "CHECKLIST_HEADING",
    "CHECKLIST_WORDS",
    "CHECKLIST_HEAD",
    "CHECKLIST",
)


def said(language: str) -> str:
    """All that is read in a language."""
    words = files if language == "en" else files_cy
    rest = [in_progress.COMMENT, in_progress.DECLINED_BECAUSE, *in_progress.SUGGESTED.values(), in_progress.ANSWER]
    return " ".join(
        [
            *map(read, TOLD[language]),
            *strings([getattr(words, name) for name in OF_FILES]),
            *(strings(rest) if language == "en" else ()),
        ]
    )


@pytest.mark.parametrize("name", PAGES)
def test_page_is_whole_and_leads_to_pages_that_are_there(name):
    entry: Entry = PAGES[name]
    assert len(entry["title"]) <= 70 and 20 <= len(entry["summary"]) <= 200 and entry["body"]
    assert entry["slug"] not in ENGLISH
    assert {address.removeprefix("page:") for address in links(entry)} <= ENGLISH.keys()
    for text in strings(entry["body"]):
        assert all(len(part.split()) <= 35 for part in re.split(r"(?<=[.?!:])\s|<[^>]+>", text))


@pytest.mark.parametrize("name", TWO)
def test_page_says_the_same_in_both_languages(name):
    english, welsh = PAGES[name], getattr(in_progress_cy, name)
    assert shape([value for _name, value in welsh["body"]]) == shape([value for _name, value in english["body"]])
    assert links(welsh) == links(english)
    assert not {welsh["title"], welsh["slug"], welsh["summary"]} & set(strings(english))


def test_pictures_and_the_checklist_are_told_in_both_languages():
    assert files.SHOWN.keys() == files_cy.SHOWN.keys() == files.TITLES.keys()
    assert files.CAPTIONS.keys() == files_cy.CAPTIONS.keys()
    assert [len(row) for row in files_cy.CHECKLIST] == [len(row) for row in files.CHECKLIST]
    for name in OF_FILES:
        assert not set(strings(getattr(files, name))) & (set(strings(getattr(files_cy, name))) - files.TITLES.keys())


@pytest.mark.parametrize("language", TOLD)
def test_words_are_plain_and_typographic(language):
    words = said(language)
    pattern = re.compile(rf"(?<![-\w’'])(?:{'|'.join(NEVER[language])})(?![-\w])", re.IGNORECASE)
    assert pattern.findall(words) == []
    assert not re.search(r"['\"]|\w - \w|\.\.\.", words)


def test_whoever_waits_is_known_or_made_up():
    assert in_progress.WAITING_POST["organisation"] in {entry["slug"] for entry in listed.DIRECTORY}
    assert in_progress.ANSWERED in {post["slug"] for post in community.POSTS if post.get("supplier")}
    assert {post["supplier"] for post in community.POSTS if "supplier" in post} <= {one.key for one in SUPPLIERS}
    addresses = [in_progress.WAITING_ENTRY["email"], in_progress.ANSWER["sender_email"]]
    for address in (*addresses, *(one["email"] for one in in_progress.INTERESTED)):
        assert address.endswith(".example")

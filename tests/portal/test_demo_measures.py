"""What the demonstration says of its framework: every title in Welsh, and measures in plain words in both languages."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from cms.models.measure_note import TEXTS
from portal.demo.load import OWN_MEASURES
from portal.demo.site import guidance, measures, measures_cy
from portal.demo.site.catalogue import WELSH
from tests.portal.test_demo_words import NEVER

NOTES = {"en": measures.NOTES, "cy": measures_cy.NOTES}
SAID = [(language, code) for language, notes in NOTES.items() for code in notes]
LONGEST_TITLE, LONGEST_SENTENCE = 110, 35
SHORTEST, LONGEST = 25, 230


@pytest.fixture(scope="module")
def rows():
    """The starter framework as it is shipped."""
    with Path("framework/data/framework.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def titles(rows, part: str) -> dict[str, str]:
    return {row[f"{part}_code"]: row[part] for row in rows}


@pytest.mark.parametrize(
    ("part", "welsh"),
    [
        ("objective", measures_cy.OBJECTIVES),
        ("outcome", measures_cy.OUTCOMES),
        ("measure", measures_cy.MEASURES),
    ],
)
def test_every_title_of_the_framework_is_there_in_welsh(rows, part, welsh):
    english = titles(rows, part)
    assert welsh.keys() == english.keys()
    for code, title in welsh.items():
        assert title != english[code] and 10 < len(title) <= LONGEST_TITLE, code
        assert re.findall(r"\d+", title) == re.findall(r"\d+", english[code]), code
        assert title[0].isupper() and not title.endswith(".") and "'" not in title, code
    assert [title for title, times in Counter(welsh.values()).items() if times > 1] == []


def test_measures_that_penbury_added_have_welsh_titles():
    assert measures_cy.OWN_MEASURES.keys() == {own.code for own in OWN_MEASURES.values()}


def test_notes_are_many_and_in_every_objective(rows):
    assert len(measures.NOTES) >= 20
    objective_of = {row["measure_code"]: row["objective_code"] for row in rows}
    assert {objective_of[code] for code in measures.NOTES} == set(titles(rows, "objective"))
    assert measures_cy.NOTES.keys() == measures.NOTES.keys()


@pytest.mark.parametrize(("language", "code"), SAID)
def test_note_is_whole_and_plain(language, code):
    note = NOTES[language][code]
    assert tuple(note) == TEXTS
    never = re.compile(rf"(?<![-\w’'])(?:{'|'.join(NEVER[language])})(?![-\w])", re.IGNORECASE)
    for name, text in note.items():
        assert SHORTEST <= len(text) <= LONGEST, (name, len(text))
        assert text.endswith(".") and "  " not in text
        assert never.findall(text) == []
        assert not re.search(r"['\"]|\w - \w|\.\.\.", text)
        for sentence in re.split(r"(?<=[.?!:])\s", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("code", measures.NOTES)
def test_note_says_the_same_in_both_languages(code):
    english, welsh = measures.NOTES[code], measures_cy.NOTES[code]
    for name in TEXTS:
        assert english[name] != welsh[name]
        assert re.findall(r"\d+", english[name]) == re.findall(r"\d+", welsh[name]), name


@pytest.mark.parametrize("code", measures.NOTES)
def test_bad_example_says_why_it_is_not_enough(code):
    for notes in NOTES.values():
        assert len(re.findall(r"[.?!](?:\s|$)", notes[code]["bad_example"])) >= 2


def test_five_pages_of_guidance_show_measures_that_have_a_note():
    shown = {page["slug"]: [value for name, value in page["body"] if name == "measure"] for page in guidance.PAGES}
    with_measures = {slug: codes for slug, codes in shown.items() if codes}
    assert len(with_measures) == 5
    for slug, codes in with_measures.items():
        assert set(codes) <= measures.NOTES.keys()
        assert [value for name, value in WELSH[slug]["body"] if name == "measure"] == codes

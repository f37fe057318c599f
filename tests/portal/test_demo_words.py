"""The words of the demonstration's public site: whole, in both languages, plain, silent on what the portal counts."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.urls import reverse

from cms.models.directory import Cause
from framework.models import Measure
from portal.demo import others
from portal.demo.load import DEALS, OWN_MEASURES
from portal.demo.people import COUNCILS, SUPPLIERS
from portal.demo.site import (
    assessment,
    case_studies,
    community,
    community_cy,
    disclosures,
    framework,
    gatherings,
    gatherings_cy,
    guidance,
    guidance_cy,
    home,
    home_cy,
    listed,
    listed_cy,
    news,
    policies,
    results,
    sections,
    statements,
    statements_cy,
    writing,
)
from portal.demo.site.catalogue import ENGLISH, WELSH
from portal.demo.site.writing import Entry

LANGUAGES = {"en": ENGLISH, "cy": WELSH}
PAGES = [(language, slug) for language, pages in LANGUAGES.items() for slug in pages]
BLOCKS = {
    "heading", "text", "warning", "inset", "details", "steps", "table", "measure", "figure", "recognition",
}  # fmt: skip
TAGS = {"p", "ul", "ol", "li", "b", "a"}
LINK = re.compile(r'href="([^"]*)"')
SHORTEST, LONGEST = 20, 200
# Sixteen may not know them, or they say less than they seem to.
TRAPS = (
    "utili[sz]\\w+", "leverag\\w+", "facilitat\\w+", "commenc\\w+", "endeavour\\w*", "prior to", "in order to",
    "whilst",
    "going forward", "stakeholders?", "deliverables?", "robust\\w*", "holistic", "synerg\\w+", "empower\\w*", "thereof",
    "aforementioned", "pursuant", "ascertain\\w*", "terminat\\w+", "remunerat\\w+", "incentivis\\w+", "streamlin\\w+",
    "via", "purchas\\w+", "assist\\w*", "approximately", "subsequent\\w*", "implement\\w*", "expedit\\w+",
    "signpost\\w*",
)  # fmt: skip
NEVER = {
    "en": (
        *TRAPS, "please", "click here", "LAC", "the child", r"looked[- ]after", "care leavers?", r"submi\w+",
        r"attachments?", "e-mails?",
    ),
    "cy": (r"os gwelwch yn dda", r"plesiwch", r"cliciwch yma", r"LAC", r"ti", r"dy", r"plant sy’n derbyn gofal"),
}  # fmt: skip


def page(language: str, slug: str) -> Entry:
    return LANGUAGES[language][slug]


def strings(value: object) -> Iterator[str]:
    """Every text within something made of texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from strings(part)


def read(entry: Entry) -> str:
    """What somebody reads of an entry, without the names of its blocks, its slug and its addresses."""
    body = [value for _name, value in entry.get("body", ())]
    rest = [value for key, value in entry.items() if key not in ("body", "slug", "contract")]
    return " ".join(re.sub(r"<[^>]+>", " ", text) for text in strings([*rest, *body]))


def links(entry: Entry) -> list[str]:
    return [address for text in strings(entry["body"]) for address in LINK.findall(text)]


def shape(value: object) -> object:
    """How a block is built: the names of its parts and how many there are, with every text left out."""
    if isinstance(value, str):
        return re.findall(r"</?(\w+)", value)
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items()}
    return [shape(part) for part in value]


# --- Every page -------------------------------------------------------------------------------------------------------


def test_site_has_what_a_council_has():
    assert len(guidance.PAGES) == 17
    assert {entry["section"] for entry in guidance.PAGES} == set(guidance.SECTIONS) == set(guidance_cy.SECTIONS)
    assert len(case_studies.CASE_STUDIES) == 6
    assert [entry["status"] for entry in policies.POLICIES].count(policies.ADOPTED) == 3
    assert {entry["status"] for entry in policies.POLICIES} == {policies.ADOPTED, policies.DRAFT, policies.SUPERSEDED}
    assert len(gatherings.EVENTS) == len(news.NEWS) == len(disclosures.DISCLOSURES) == 4
    assert (len(listed.DIRECTORY), len(community.POSTS)) == (18, 6)


def test_no_two_pages_have_one_slug():
    everything = [
        home.HOME, community.HUB, results.RESULTS, framework.ENGLISH, *sections.PAGES, *guidance.PAGES,
        *case_studies.CASE_STUDIES, *policies.POLICIES, *statements.PAGES, assessment.ASSESSMENT,
        *gatherings.EVENTS, *news.NEWS, *disclosures.DISCLOSURES,
    ]  # fmt: skip
    slugs = [entry["slug"] for entry in everything] + ["contact"]
    assert sorted(slugs) == sorted(ENGLISH)
    welsh = [entry["slug"] for entry in WELSH.values()]
    assert len(set(welsh)) == len(welsh)


@pytest.mark.parametrize(("language", "slug"), PAGES)
def test_page_is_whole(language, slug):
    entry = page(language, slug)
    assert 3 <= len(entry["title"]) <= 70
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["slug"])
    assert SHORTEST <= len(entry["summary"]) <= LONGEST
    assert entry["summary"].endswith((".", "?"))
    assert entry["body"]


@pytest.mark.parametrize(("language", "slug"), PAGES)
def test_body_is_made_of_blocks_that_say_something(language, slug):
    for name, value in page(language, slug)["body"]:
        assert name in BLOCKS
        assert value and all(text.strip() for text in strings(value))
        for text in strings(value):
            assert {tag.lower() for tag in re.findall(r"</?(\w+)", text)} <= TAGS
            assert "](" not in text and "  " not in text
        if name in ("text", "details"):
            words = value if name == "text" else value["text"]
            assert words.startswith(("<p>", "<ul>", "<ol>"))
        if name in ("heading", "warning", "inset"):
            assert "<" not in value


@pytest.mark.parametrize(("language", "slug"), PAGES)
def test_headings_are_of_one_level_and_lead_to_something(language, slug):
    names = [name for name, _value in page(language, slug)["body"]]
    assert not re.search(r"<h\d", " ".join(strings(page(language, slug)["body"])))
    assert names[-1] != "heading"
    assert ("heading", "heading") not in pairwise(names)


@pytest.mark.parametrize(("language", "slug"), PAGES)
def test_rows_of_tables_are_as_long_as_their_heads(language, slug):
    for value in (value for name, value in page(language, slug)["body"] if name == "table"):
        assert value["caption"] and value["rows"]
        assert {len(row) for row in value["rows"]} == {len(value["head"])}


@pytest.mark.parametrize(("language", "slug"), PAGES)
def test_links_lead_to_pages_that_exist(language, slug):
    for address in links(page(language, slug)):
        kind, _colon, rest = address.partition(":")
        assert kind in ("page", "at", "https", "mailto")
        if kind == "page":
            assert rest in ENGLISH and rest != slug
        if kind == "at":
            name, _dot, extension = rest.partition(".")
            more = {"path": "framework/", "extension": extension} if extension else {}
            assert reverse(name, kwargs=more).startswith("/")


# --- Both languages ---------------------------------------------------------------------------------------------------


def test_every_page_is_there_in_both_languages():
    assert WELSH.keys() == ENGLISH.keys()


@pytest.mark.parametrize("slug", ENGLISH)
def test_both_languages_say_the_same_in_the_same_order(slug):
    english, welsh = ENGLISH[slug], WELSH[slug]
    assert [name for name, _value in welsh["body"]] == [name for name, _value in english["body"]]
    assert shape([value for _name, value in welsh["body"]]) == shape([value for _name, value in english["body"]])
    assert links(welsh) == links(english)
    assert ("quote" in welsh) == ("quote" in english)


@pytest.mark.parametrize("slug", ENGLISH)
def test_figures_are_the_same_in_both_languages(slug):
    def figures(entry):
        return sorted(re.findall(r"\d[\d,.]*\d|\d", read({"summary": entry["summary"], "body": entry["body"]})))

    assert figures(WELSH[slug]) == figures(ENGLISH[slug])


@pytest.mark.parametrize("slug", ENGLISH)
def test_welsh_is_no_copy_of_the_english(slug):
    english, welsh = (set(strings([value for _name, value in pages[slug]["body"]])) for pages in (ENGLISH, WELSH))
    same = {text for text in english & welsh if re.search(r"[A-Za-z]{4}", text)}
    assert same <= {"__Host-session", "__Host-csrf", "django_language", "Carbon", *listed.AREAS.values()}
    for key in ("title", "summary"):
        assert WELSH[slug][key] != ENGLISH[slug][key]


def test_whatever_else_is_read_is_there_in_welsh():
    assert home_cy.WELSH["home"]["introduction"]
    for entry in gatherings.EVENTS:
        assert {"hours", "place", "audience"} <= gatherings_cy.WELSH[entry["slug"]].keys()
    english, welsh = statements.ACCESSIBILITY, statements_cy.WELSH["accessibility"]
    assert len(welsh["does_not_work"]) == len(english["does_not_work"])
    read_aloud = {key for key, value in english.items() if isinstance(value, str) and re.search(r"[a-z] [a-z]", value)}
    assert read_aloud <= welsh.keys()
    assert listed_cy.DIRECTORY.keys() == {entry["slug"] for entry in listed.DIRECTORY}
    assert community_cy.POSTS.keys() == {entry["slug"] for entry in community.POSTS}
    assert listed_cy.AREAS.keys() == listed.AREAS.keys()


# --- Plain words ------------------------------------------------------------------------------------------------------


def entries(language: str) -> list[Entry]:
    """The entries that are no pages of their own."""
    if language == "en":
        return [*listed.DIRECTORY, *community.POSTS]
    return [*listed_cy.DIRECTORY.values(), *community_cy.POSTS.values()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_the_house_avoids_are_not_there(language):
    pattern = re.compile(rf"(?<![-\w’'])(?:{'|'.join(NEVER[language])})(?![-\w])", re.IGNORECASE)
    for entry in [*LANGUAGES[language].values(), *entries(language)]:
        assert pattern.findall(read(entry)) == [], entry["title" if "title" in entry else "does"]


@pytest.mark.parametrize("slug", ENGLISH)
def test_sentences_are_short(slug):
    for text in strings(ENGLISH[slug]["body"]):
        for sentence in re.split(r"(?<=[.?!:])\s|<[^>]+>", text):
            assert len(sentence.split()) <= 35, sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_apostrophes_and_quotation_marks_are_typographic(language):
    for entry in [*LANGUAGES[language].values(), *entries(language)]:
        assert not re.search(r"['\"]|\w - \w|\.\.\.", read(entry))


# --- What the demonstration knows -------------------------------------------------------------------------------------


@pytest.mark.parametrize("study", case_studies.CASE_STUDIES, ids=lambda study: study["slug"])
def test_case_study_tells_of_a_contract_and_of_measures_it_promises(study):
    (deal,) = [deal for deal in DEALS if deal.reference == study["contract"]["reference"]]
    assert study["contract"] == {"reference": deal.reference, "title": deal.title, "council": deal.council}
    assert deal.council in COUNCILS
    assert set(study["measures"]) <= {promise.measure for promise in deal.promises}
    assert study["measures"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("study", case_studies.CASE_STUDIES, ids=lambda study: study["slug"])
def test_case_study_types_no_figure_that_the_portal_knows(language, study):
    told = {key: value for key, value in page(language, study["slug"]).items() if key not in ("contract", "measures")}
    assert not re.search(r"\d", read(told))


def test_case_studies_show_nothing_about_children():
    """Measures of the sixth objective, and any of the council's own that is not for everybody's eyes, stay out."""
    standard = Measure.Sensitivity.STANDARD.value
    sensitive = {own.code for own in OWN_MEASURES.values() if own.sensitivity not in ("", standard)}
    assert sensitive
    for study in case_studies.CASE_STUDIES:
        assert not {code for code in study["measures"] if code.startswith(("M8", "M9", "M10"))}
        assert not set(study["measures"]) & sensitive


def test_posts_belong_to_somebody_in_the_demonstration():
    names = {entry["slug"] for entry in listed.DIRECTORY}
    for post in community.POSTS:
        assert post.get("organisation") in names or post["supplier"] in {supplier.key for supplier in SUPPLIERS}
        assert set(post["causes"]) <= set(Cause.values) and set(post["areas"]) <= listed.AREAS.keys()
    for entry in listed.DIRECTORY:
        assert entry["email"].endswith(".example")
        assert set(entry["causes"]) <= set(Cause.values) and set(entry["areas"]) <= listed.AREAS.keys()


def test_places_of_the_directory_are_those_of_contracts():
    assert set(listed.AREAS.values()) == set(others.AREAS)
    placed = [reference for references in others.AREAS.values() for reference in references]
    assert len(set(placed)) == len(placed) and set(placed) <= {deal.reference for deal in DEALS}
    used = {area for entry in listed.DIRECTORY for area in entry["areas"]}
    assert used == listed.AREAS.keys()
    assert {cause for entry in listed.DIRECTORY for cause in entry["causes"]} == set(Cause.values)


def test_every_area_has_its_needs_told():
    tables = [value for name, value in page("en", "what-each-part-of-penbury-needs")["body"] if name == "table"]
    assert len(tables) == 2
    for told in tables:
        assert [row[0] for row in told["rows"]] == sorted(listed.AREAS.values())


def test_accessibility_statement_was_made_in_order_and_says_when_each_problem_is_mended():
    statement = statements.ACCESSIBILITY
    assert statement["prepared_days_ago"] >= statement["tested_days_ago"] >= statement["reviewed_days_ago"] >= 0
    for gap in statement["does_not_work"]:
        assert gap["what"] and gap["why"] and re.match(r"\d\.\d\.\d", gap["criterion"]) and gap["fixed_in_months"] > 0


def test_constructors_give_blocks():
    link = writing.text(writing.paragraph("See [us](page:contact)."), writing.numbered("One"))
    assert link == ("text", '<p>See <a href="page:contact">us</a>.</p><ol><li>One</li></ol>')
    assert writing.steps(("First", "<p>Do</p>")) == ("steps", {"steps": [{"title": "First", "text": "<p>Do</p>"}]})
    assert writing.table("All", ("A",), (("1",),)) == ("table", {"caption": "All", "head": ["A"], "rows": [["1"]]})

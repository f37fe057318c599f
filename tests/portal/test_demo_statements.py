"""The pages of the demonstration that the law asks for, as they are read: without the rest of its story."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import Council
from cms.actions.community_upkeep import KEPT_AFTER_THE_END, KEPT_UNCONFIRMED
from cms.actions.consents import KEEP_MONTHS
from cms.actions.interests import KEPT_FOR as INTEREST_KEPT_FOR
from cms.models import SitePage
from portal.demo.pages import settle_penbury
from portal.demo.people import COUNCILS
from portal.demo.site.assessment import ASSESSMENT
from portal.demo.site.catalogue import ENGLISH, WELSH
from portal.demo.site_pages.dated import disclosure_drafts
from portal.demo.site_pages.drafts import Drafts
from portal.demo.site_pages.northmoor import HOST, open_site
from portal.demo.site_pages.sections import guidance_drafts, home_draft, list_drafts, menu_drafts
from portal.demo.site_pages.statements import statement_drafts
from returns.keeping import CHILD_WITHIN, DEFAULTS, Start
from suppliers.actions.drafts import KEPT_FOR as DRAFTS_KEPT_FOR
from tests.cms.frameworks import starter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
READ = (
    "home", "how-we-do-it", "contact", "accessibility", "cookies", "privacy", "data-protection-impact", "disclosures",
    "foi-how-placement-promises-are-checked", "foi-what-each-small-home-reported",
)  # fmt: skip


@pytest.fixture(scope="module")
def drafts(django_db_setup, django_db_blocker) -> Iterator[Drafts]:
    """Penbury's pages, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield drafts_of_penbury()
        transaction.set_rollback(True)


def drafts_of_penbury() -> Drafts:
    """All of them written, so that links lead somewhere, and those read here published; live figures have measures."""
    starter()
    settle_penbury(council_of("penbury"))
    drafts = Drafts(None)
    for draft in (
        home_draft(), *menu_drafts(), *list_drafts(), *guidance_drafts(TODAY), *statement_drafts(TODAY),
        *disclosure_drafts(TODAY),
    ):  # fmt: skip
        drafts.write(draft)
    for slug in READ:
        drafts.publish(slug)
    return drafts


@pytest.fixture(scope="module")
def northmoor(drafts) -> Drafts:
    """The site of the second council, beside the first one's."""
    return open_site(council_of("northmoor"), TODAY)


def council_of(name: str) -> Council:
    return Council.objects.create(**COUNCILS[name])


def response_of(page: SitePage) -> HttpResponse:
    """A page as it is published, on the site that it belongs to."""
    page.refresh_from_db()
    response = Client().get(urlsplit(page.get_full_url()).path, headers={"host": page.get_site().hostname})
    assert response.status_code == 200, page.url
    return response


def read(page: SitePage) -> str:
    """The words of a page below its header."""
    main = response_of(page).content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(main)).split()).replace(" .", ".").replace(" ,", ",")


# --- Accessibility ----------------------------------------------------------------------------------------------------
def test_accessibility_statement_says_what_the_law_wants(drafts):
    words = read(drafts.english["accessibility"])
    for part in (
        "Accessibility statement for Penbury Borough Council",
        "This accessibility statement applies to the public pages of this website and the pages that suppliers and "
        "officers see after they sign in.",
        "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, "
        "due to the non-compliances and exemptions listed below.",
        "responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility "
        "Regulations 2018",
        "Penbury Borough Council is committed to making its website accessible",
        f"Email: {COUNCILS['penbury']['contact_email']}",
        f"Telephone: {COUNCILS['penbury']['contact_phone']}",
        "get back to you in 5 working days",
        "1.1.1 Non-text content (A)",
    ):
        assert part in words, part
    assert "Disproportionate burden" not in words


# --- Privacy ----------------------------------------------------------------------------------------------------------
def in_english_and_welsh(drafts, slug: str) -> list[str]:
    return [read(pages[slug]) for pages in (drafts.english, drafts.welsh)]


def test_privacy_notice_says_how_long_the_portal_keeps_what_it_removes_by_itself(drafts):
    standard, sensitive = (DEFAULTS[kind] for kind in ("standard", "sensitive"))
    english, welsh = in_english_and_welsh(drafts, "privacy")
    assert (standard.start, sensitive.start) == (Start.CONTRACT_END, Start.APPROVAL)
    for what, kept in {
        "Evidence files": f"{standard.months // 12} years after the contract ends",
        "Evidence about young people and other sensitive things": f"{sensitive.months} months after it was checked",
        "A file that names or shows a child": f"{CHILD_WITHIN.days} days at most",
        "What somebody began and did not send": f"{DRAFTS_KEPT_FOR.days} days",
        "Accounts that nobody confirmed": f"{settings.UNCONFIRMED_ACCOUNT_DAYS} days",
        "Interest in an event, with access needs": f"{INTEREST_KEPT_FOR.days} days after the event",
        "Entries in the directory": f"{KEPT_AFTER_THE_END.days // 30} months after",
        "A wish to be listed that nobody confirmed": f"{KEPT_UNCONFIRMED.days} days",
        "Needs and offers on the board, and who wrote them": f"{KEPT_AFTER_THE_END.days // 30} months after",
        "Answers to needs and offers": f"{KEPT_AFTER_THE_END.days // 30} months after they were sent",
        "Records of consents": f"{KEEP_MONTHS // 12} years after the consent ended",
    }.items():
        assert f"{what} {kept}" in english
    assert "Diddordeb mewn digwyddiad, gydag anghenion mynediad 90 diwrnod" in welsh


def test_assessment_shows_risks_data_flows_and_who_agreed_in_both_languages(drafts):
    slug = ASSESSMENT["slug"]
    both = zip((ASSESSMENT, WELSH[slug]), in_english_and_welsh(drafts, slug), ("en-gb", "cy"), strict=True)
    for said, words, language in both:
        for name in ("purpose", "data_flows", "residual_risk"):
            assert all(part in words for part in said[name].split("\n\n"))
        for risk in said["risks"]:
            assert f"{risk['what']} {risk['measures']}" in words
        with translation.override(language):
            assert f"{gettext('Medium')}: {said['risks'][0]['note']}" in words
        for one in said["signatures"]:
            assert f"{one['who']} {one['what']}" in words


def test_assessment_tells_the_same_in_both_languages():
    english, welsh = ASSESSMENT, WELSH[ASSESSMENT["slug"]]
    for name in ("purpose", "data_flows", "residual_risk"):
        assert english[name].count("\n\n") == welsh[name].count("\n\n")
        assert re.findall(r"\d+", english[name]) == re.findall(r"\d+", welsh[name])
    for name in ("risks", "signatures"):
        assert len(english[name]) == len(welsh[name])
        for one, other in zip(english[name], welsh[name], strict=True):
            assert {key for key in one if key != "level"} == other.keys()
            assert all(bool(one[key]) == bool(other[key]) for key in other)


# --- Whom to ask ------------------------------------------------------------------------------------------------------
def test_contact_page_says_whom_else_to_ask_in_both_languages(drafts):
    for pages, words in zip((ENGLISH, WELSH), in_english_and_welsh(drafts, "contact"), strict=True):
        for one in pages["contact"]["contacts"]:
            assert f"{one['about']} {one['who']}" in words
            assert one.get("phone", "") in words and one.get("email", "") in words


# --- The second council -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", ["accessibility", "privacy", "cookies", "contact", "framework"])
def test_second_council_has_what_the_law_asks_for_in_its_own_name(northmoor, slug):
    for language, name in (("english", "Northmoor County Council"), ("welsh", "Cyngor Sir Northmoor")):
        page = getattr(northmoor, language)[slug]
        html = response_of(page).content.decode()
        assert name in html and "Penbury" not in html
        assert page.title in read(page) or slug == "accessibility"
    assert COUNCILS["northmoor"]["data_protection_email"] in read(northmoor.english["privacy"])
    assert "Accessibility statement for Northmoor County Council" in read(northmoor.english["accessibility"])
    assert COUNCILS["northmoor"]["contact_phone"] in read(northmoor.english["contact"])


def test_footer_of_the_second_council_leads_to_pages_of_its_own(northmoor):
    for name, slug in {"accessibility-statement": "accessibility", "privacy": "privacy", "cookies": "cookies"}.items():
        for prefix, pages in (("", northmoor.english), ("/cy", northmoor.welsh)):
            answer = Client().get(f"{prefix}{reverse(name)}", headers={"host": HOST})
            assert answer["Location"] == urlsplit(pages[slug].get_full_url()).path


# --- Answers to requests ----------------------------------------------------------------------------------------------
def test_answers_about_young_people_promise_no_figure_below_the_whole_council(drafts):
    """Decision record 0029: never by contract, supplier, area, department or service."""
    for slug in ("foi-how-placement-promises-are-checked", "foi-what-each-small-home-reported"):
        english, welsh = in_english_and_welsh(drafts, slug)
        assert "one total for the whole council" in english and "un cyfanswm ar gyfer y cyngor cyfan" in welsh
        assert "far, by kind of service" not in english and "all homes together" not in english


def test_answer_says_which_exemption_and_under_which_licence_it_may_be_used(drafts):
    english, welsh = in_english_and_welsh(drafts, "foi-what-each-small-home-reported")
    assert "Section 40(2)" in english and "Open Government Licence v3.0" in english
    with translation.override("cy"):
        assert "40(2)" in welsh and gettext("Open Government Licence v3.0") in welsh

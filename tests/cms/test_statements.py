"""Statements: the words of the law stand, cookies are the real ones, and the footer always leads somewhere."""

import re
from datetime import date
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail import admin
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.models import PageViewRestriction, Site

from accounts.models import Council
from cms.cookies import SIDEBAR, browser_storage, duration_words, portal_cookies
from cms.models import (
    AccessibilityStatementPage,
    ContactPage,
    CookiesPage,
    DpiaPage,
    GuidancePage,
    HomePage,
    PrivacyPage,
)
from tests.cms.families import accessibility, add, queries_cold
from tests.cms.sites import english_home, guidance, of_council, twin_of, welsh_home
from tests.factories import PASSWORD, MemberFactory, UserFactory
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
Compliance = AccessibilityStatementPage.Compliance
PROBLEM = ("problem", {"what": "Pictures.", "criterion": "1.1.1 (A)", "fix_by": date(2027, 1, 31), "why": "Scans."})
KINDS = {
    "accessibility-statement": (AccessibilityStatementPage, "/about/accessibility/", "Accessibility statement"),
    "cookies": (CookiesPage, "/about/cookies/", "Cookies"),
    "privacy": (PrivacyPage, "/about/privacy/", "Privacy notice"),
}
named = pytest.mark.parametrize("name", KINDS)


def own_page(name: str, **fields):
    """The council's own page of a kind."""
    kind = KINDS[name][0]
    made = {"title": "Our own page", "slug": "ours"} | fields
    return accessibility(**made) if kind is AccessibilityStatementPage else add(kind, **made)


# --- Where the footer leads -------------------------------------------------------------------------------------------
@named
def test_footer_leads_to_a_plain_page_as_long_as_there_is_none(name, client):
    of_council()
    _kind, address, title = KINDS[name]
    assert reverse(name) == address
    assert f'href="{address}"' in client.get("/").content.decode()
    response = client.get(address)
    assert title in shown(response) and "Larkfield Council" in shown(response)
    assert response["Cache-Control"] == "public, max-age=60" and response.cookies == {}
    assert queries_cold(address) <= 8


@named
def test_footer_leads_to_the_councils_own_page(name, client):
    page = own_page(name)
    assert client.get(KINDS[name][1], follow=True).request["PATH_INFO"] == page.get_url() == "/ours/"


@named
def test_address_decides_the_language(name, client):
    page = own_page(name)
    welsh_home()
    twin = twin_of(page, title="Ein tudalen", slug="ein-un")
    assert client.get(f"/cy{KINDS[name][1]}")["Location"] == twin.get_url() == "/cy/ein-un/"
    assert client.get(KINDS[name][1])["Location"] == "/ours/"
    assert f'href="/cy{KINDS[name][1]}"' in client.get("/cy/").content.decode()


@named
def test_welsh_address_leads_to_what_there_is(name, client):
    """First to the council's page in the other language, then to the plain one, then to the English address."""
    address = KINDS[name][1]
    assert client.get(f"/cy{address}")["Location"] == address
    welsh_home()
    assert '<html lang="cy"' in client.get(f"/cy{address}").content.decode()
    own_page(name)
    assert client.get(f"/cy{address}")["Location"] == "/ours/"


@named
def test_page_that_nobody_may_see_is_not_led_to(name, client):
    page = own_page(name)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(KINDS[name][1]).status_code == 200
    restriction.delete()
    page.unpublish()
    assert client.get(KINDS[name][1]).status_code == 200


@named
def test_page_of_another_site_is_not_led_to(name, client):
    other = (
        english_home()
        .get_parent()
        .add_child(instance=HomePage(title="Other", slug="other", summary="Other.", introduction="Other."))
    )
    Site.objects.create(hostname="other.example", root_page=other)
    own_page(name, parent=other)
    assert client.get(KINDS[name][1]).status_code == 200


def test_statement_may_stand_in_a_section(client):
    page = own_page("privacy", parent=guidance("About", slug="about-us"))
    assert isinstance(page.get_parent().specific, GuidancePage)
    assert client.get("/about/privacy/")["Location"] == "/about-us/ours/"


@named
def test_portal_pages_lead_to_the_language_that_a_person_chose(name, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client = browser(MemberFactory().user)
    address = KINDS[name][1]
    assert f'href="{address}"' in client.get(reverse("supplier-home")).content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert f'href="/cy{address}"' in client.get(reverse("supplier-home")).content.decode()


# --- Accessibility ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("compliance", "problems", "out_of_scope", "words"),
    [
        (Compliance.FULL, [], "", "This website is fully compliant with the Web Content Accessibility Guidelines "
         "version 2.2 AA standard."),
        (Compliance.PARTIAL, [PROBLEM], "", "This website is partially compliant with the Web Content Accessibility "
         "Guidelines version 2.2 AA standard, due to the non-compliances listed below."),
        (Compliance.PARTIAL, [], "Files.", "due to the exemptions listed below."),
        (Compliance.PARTIAL, [PROBLEM], "Files.", "due to the non-compliances and exemptions listed below."),
        (Compliance.NONE, [PROBLEM], "", "is not compliant with the Web Content Accessibility Guidelines version 2.2 "
         "AA standard. The non-compliances are listed below."),
    ],
)  # fmt: skip
def test_status_is_said_in_the_words_of_the_law(compliance, problems, out_of_scope, words, client):
    accessibility(compliance=compliance, problems=problems, out_of_scope=out_of_scope)
    response = client.get("/accessibility/")
    assert words in shown(response)
    link = '<a class="govuk-link" href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines version 2.2'
    assert link in response.content.decode()


def test_statement_has_every_section_of_the_model(client):
    of_council(contact_hours="Monday to Friday")
    accessibility(problems=[PROBLEM], disproportionate_burden="Old maps.", improving="We test each year.")
    words = shown(client.get("/accessibility/"))
    order = [
        "Accessibility statement for Larkfield Council",
        "In one sentence.",
        "This accessibility statement applies to all pages of this website.",
        "This website is run by Larkfield Council.",
        "Feedback and contact information",
        "value@larkfield.example",
        "get back to you in 5 working days",
        "Reporting accessibility problems with this website",
        "If you find any problems not listed on this page or think we’re not meeting accessibility requirements",
        "Enforcement procedure",
        "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies "
        "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility regulations’). "
        "If you’re not happy with how we respond to your complaint, contact the Equality Advisory and Support Service "
        "(EASS).",
        "Technical information about this website’s accessibility",
        "Larkfield Council is committed to making its website accessible, in accordance with the Public Sector Bodies "
        "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
        "Compliance status",
        "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, "
        "due to the non-compliances and exemptions listed below.",
        "Non-accessible content",
        "The content listed below is non-accessible for the following reasons.",
        "Non-compliance with the accessibility regulations",
        "This fails WCAG 2.2 success criterion 1.1.1 (A). We plan to fix it by 31 January 2027.",
        "Scans.",
        "Disproportionate burden",
        "Old maps.",
        "Content that’s not within the scope of the accessibility regulations",
        "Files.",
        "What we’re doing to improve accessibility",
        "We test each year.",
        "Preparation of this accessibility statement",
        "This statement was prepared on 28 February 2026. It was last reviewed on 28 February 2026.",
        "This website was last tested on 28 February 2026 against the WCAG 2.2 AA standard. The test was "
        "carried out by: Officers",
        "By hand.",
    ]
    places = [words.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_what_the_law_wants_stands_there_whatever_an_editor_writes(language, client):
    """A page of the fewest words, with a title and a summary of its own: the sentences come with the page."""
    of_council(welsh_name="Cyngor Larkfield")
    page = accessibility(title="How we do", slug="ours", scope="all pages", prepared_on=date(2026, 1, 31), body=[])
    welsh_home()
    twin = twin_of(page, title="Ein ffordd", slug="ein-un")
    with translation.override(language):
        said = [
            gettext("Accessibility statement for %(who)s"),
            gettext("This accessibility statement applies to %(scope)s."),
            gettext("%(who)s is committed to making its website accessible, in accordance with the Public Sector "
                    "Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018."),
            gettext("This website is partially compliant with the %(wcag)s AA standard, due to the exemptions listed "
                    "below."),
            gettext("The content listed below is non-accessible for the following reasons."),
            gettext("Content that’s not within the scope of the accessibility regulations"),
            gettext("Enforcement procedure"),
            gettext("This statement was prepared on %(prepared)s. It was last reviewed on %(reviewed)s."),
            gettext("This website was last tested on %(day)s against the WCAG 2.2 AA standard. The test was carried "
                    "out by: %(who)s"),
            gettext("Feedback and contact information"),
            gettext("Compliance status"),
        ]  # fmt: skip
        filled = {"scope": "all pages", "wcag": gettext("Web Content Accessibility Guidelines version 2.2")}
    html = client.get((page if language == "en-gb" else twin).get_url()).content.decode()
    without_links = re.sub(r"</?a\b[^>]*>", "", html)
    words = " ".join(unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", without_links, flags=re.DOTALL)).split())
    for sentence in said:
        pieces = re.split(r"%\((\w+)\)s", sentence)
        pattern = "".join(
            re.escape(piece) if number % 2 == 0 else re.escape(filled.get(piece, "")) or r".{4,40}?"
            for number, piece in enumerate(pieces)
        )
        assert re.search(pattern, words), sentence
    who = "Larkfield Council" if language == "en-gb" else "Cyngor Larkfield"
    title = re.escape(said[0].replace("%(who)s", who))
    assert re.search(rf"<title>\s*{title}", html) and re.search(rf"<h1[^>]*>{title}</h1>", html)
    assert "How we do" not in words and "Ein ffordd" not in words


@pytest.mark.parametrize("address", ["/accessibility/", "/about/accessibility/"])
def test_northern_ireland_has_its_own_commission(address, client):
    of_council()
    Council.objects.update(nation=Council.Nation.NORTHERN_IRELAND)
    if address == "/accessibility/":
        accessibility()
    words = shown(client.get(address))
    assert "Equality Commission for Northern Ireland (ECNI)" in words and "EASS" not in words


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"compliance": Compliance.FULL}, "compliance"),
        ({"compliance": Compliance.PARTIAL, "out_of_scope": " "}, "compliance"),
        ({"prepared_on": date(2026, 3, 1)}, "reviewed_on"),
    ],
)
def test_statement_that_contradicts_itself_is_refused(fields, wrong):
    page = accessibility()
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert wrong in refused.value.message_dict


def test_problem_needs_a_day_or_a_reason():
    block = AccessibilityStatementPage._meta.get_field("problems").stream_block.child_blocks["problem"]
    value = block.to_python({"what": "Pictures.", "criterion": "1.1.1", "fix_by": None, "why": ""})
    with pytest.raises(ValidationError):
        block.clean(value)
    assert block.clean(block.to_python({"what": "P", "criterion": "1.1.1", "fix_by": None, "why": "Why."}))


def test_statement_is_looked_at_again_a_year_after_its_review():
    page = accessibility(reviewed_on=date(2028, 2, 29), review_on=None)
    assert page.review_on == date(2029, 3, 1)
    page.review_on = date(2028, 6, 1)
    page.full_clean()
    assert page.review_on == date(2028, 6, 1), "what an editor chose stands"
    page.reviewed_on = date(2028, 6, 1)
    page.full_clean()
    assert page.review_on == date(2029, 6, 1), "a day that is past is moved on"


# --- Cookies ----------------------------------------------------------------------------------------------------------
def test_cookies_page_lists_every_cookie_that_the_portal_sets(client):
    """A person signs in, changes something, chooses a language and signs out; whatever is set on the way is listed."""
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    MemberFactory(user=user)
    seen = set()

    def visit(address: str, data: dict | None = None) -> None:
        response = client.get(address) if data is None else client.post(address, data)
        seen.update(response.cookies)

    visit(reverse("account_login"))
    visit(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    visit(reverse("account-home"))
    visit("/accounts/signup/?language=cy")
    visit(reverse("account-language"), {"language": "cy", "preferred_language": "cy"})
    visit(reverse("account_logout"), {})
    listed = {cookie.name for cookie in portal_cookies()}
    own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
    assert own <= seen <= listed, "Say in cms/cookies.py what the new cookie is for."
    page = shown(client.get("/about/cookies/"))
    add(CookiesPage, title="Ours", slug="cookies")
    own_page_words = shown(Client().get("/cookies/"))
    for cookie in portal_cookies():
        for words in (page, own_page_words):
            assert cookie.name in words and cookie.purpose in words and cookie.stays in words


def test_cookies_page_lists_what_scripts_keep_in_the_browser(client):
    """Those of the portal by name; those of the editing and support screens by how their names begin."""
    listed = [kept.name for kept in browser_storage()]
    ours = "".join(path.read_text() for path in Path("static/portal").glob("*.js"))
    names = set(re.findall(r"(?:local|session)Storage\.setItem\((\w+),", ours))
    assert names and {re.search(rf'const {name} = "(.+?)"', ours)[1] for name in names} <= set(listed)
    assert "document.cookie" not in ours
    scripts = (Path(admin.__file__).parent / "static/wagtailadmin/js").glob("*.js")
    theirs = set(re.findall(r'localStorage\.setItem\("(.+?)"', "".join(path.read_text() for path in scripts)))
    assert theirs and all(name.startswith("wagtail:") for name in theirs) and "wagtail:…" in listed
    plain = shown(client.get("/about/cookies/"))
    add(CookiesPage, title="Ours", slug="cookies")
    for words in (plain, shown(client.get("/cookies/"))):
        for kept in browser_storage():
            assert kept.name in words and kept.purpose in words and kept.stays in words


def test_names_and_lengths_come_from_the_settings(settings):
    settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_AGE = "__Host-session", 30 * 24 * 60 * 60
    cookies = {cookie.name: cookie for cookie in portal_cookies()}
    assert "12 hours at most" in cookies["__Host-session"].stays
    assert "30 minutes without use for officers and editors" in cookies["__Host-session"].stays
    assert cookies[settings.LANGUAGE_COOKIE_NAME].stays == "30 days"


def test_cookie_of_the_editing_screens_is_still_called_so():
    assert f'"{SIDEBAR}"' in Path(wagtailadmin_tags.__file__).read_text()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(60, "1 minute"), (1, "1 minute"), (1800, "30 minutes"), (3600, "1 hour"), (5400, "90 minutes"),
     (86400, "1 day"), (365 * 86400, "1 year"), (364 * 86400, "364 days")],
)  # fmt: skip
def test_lengths_are_told_in_the_largest_unit(seconds, words):
    assert duration_words(seconds) == words


# --- Privacy, risks, contact ------------------------------------------------------------------------------------------
def test_privacy_notice_names_the_controller_the_officer_and_the_commissioner(client):
    of_council()
    Council.objects.update(data_protection_email="dpo@larkfield.example")
    add(PrivacyPage, title="Privacy notice", slug="privacy", body=[("text", "<p>What we hold.</p>")])
    for address in ("/privacy/",):
        response = client.get(address)
        words = shown(response)
        assert "Larkfield Council decides how the data" in words and "dpo@larkfield.example" in words
        assert "Information Commissioner’s Office" in words and "What we hold." in words


def test_assessment_shows_purpose_flows_risks_and_signatures(client):
    risk = {"what": "A file names a child", "measures": "Files are searched.", "level": "medium", "note": "Not all"}
    signature = {"who": "Data protection officer", "what": "Gave advice", "signed_on": date(2026, 3, 1)}
    add(
        DpiaPage,
        slug="dpia",
        purpose="To report.",
        data_flows="Suppliers to council.",
        risks=[("risk", risk)],
        residual_risk="Low in all.",
        signatures=[("signature", signature)],
        review_on=date(2027, 3, 1),
    )
    words = shown(client.get("/dpia/"))
    for part in ("To report.", "Suppliers to council.", "A file names a child", "Medium : Not all", "Low in all."):
        assert part.replace(" :", ":") in words.replace(" :", ":")
    assert "Data protection officer Gave advice 1 March 2026" in words and "look at it again on 1 March 2027" in words


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        (AccessibilityStatementPage, "scope", "pages about otters"),
        (AccessibilityStatementPage, "problems", [("problem", PROBLEM[1] | {"what": "Films of otters."})]),
        (AccessibilityStatementPage, "improving", "We ask otters."),
        (DpiaPage, "data_flows", "Otters to council."),
        (DpiaPage, "risks", [("risk", {"what": "Two otters", "measures": "Gates", "level": "low", "note": ""})]),
        (DpiaPage, "signatures", [("signature", {"who": "Keeper of otters", "what": "Agreed", "signed_on": None})]),
        (ContactPage, "contacts", [("contact", {"about": "Otters", "who": "Rangers"})]),
    ],
)
def test_statement_is_found_by_what_stands_in_its_fields(kind, field, value):
    make = accessibility if kind is AccessibilityStatementPage else partial(add, kind)
    page = make(**{field: value})
    assert [found.pk for found in kind.objects.search("otters")] == [page.pk]


def test_contact_page_shows_the_councils_contact_once_and_others(client):
    of_council(contact_hours="Monday to Friday")
    more = {"about": "Bids", "who": "Buying team", "email": "buy@x.example", "phone": "01", "post": "Hall", "hours": ""}
    page = add(ContactPage, slug="contact", contacts=[("contact", more)])
    response = client.get("/contact/")
    assert response.content.decode().count("mailto:value@larkfield.example") == 1
    assert "Bids Buying team Email: buy@x.example Telephone: 01 Hall" in shown(response)
    Council.objects.update(contact_email="new@larkfield.example")
    assert "mailto:new@larkfield.example" in client.get(page.get_url()).content.decode()
    assert '"email": "new@larkfield.example"' in client.get(page.get_url()).content.decode()

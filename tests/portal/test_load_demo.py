"""The demonstration: there on any day, real in every part, and the same when it is loaded again."""

import io
import re
import zipfile
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import Page, TaskState
from wagtail.models import Revision as PageRevision

from accounts.colours import contrast
from accounts.models import Absence, Council, OutboundEmail, Team, User
from audit.models import AuditEvent
from audit.seal import seal_events
from audit.verify import verify_chain
from cms.actions.scheduled import publish_scheduled
from cms.editing.twins import lacking_a_twin
from cms.editing.upkeep import past_review
from cms.models import (
    CaseStudyPage,
    CaseStudySuggestion,
    Consent,
    CouncilDocument,
    CouncilImage,
    CouncilSite,
    EventInterest,
    GuidancePage,
    HomePage,
    ListedOrganisation,
    PolicyPage,
    Post,
    PostMessage,
    ReviewReminder,
    SiteEditing,
)
from cms.moderation import entries_to_moderate, posts_to_moderate
from cms.site_form import LOGO_HEIGHT, LOGO_WIDTH
from cms.suggesting import suggestions_edited_by
from framework.models import Framework, Measure
from framework.published import versions_to_compare
from portal.demo import others
from portal.demo.people import PASSWORD, PEOPLE
from portal.demo.site import guidance, measures, measures_cy
from portal.demo.site.catalogue import ENGLISH, WELSH
from portal.demo.site.in_progress import ALONE, OVERDUE
from returns.evidence.content import kind_of
from returns.evidence.store import open_evidence
from returns.figures import differing_figures
from returns.ladder import RUNGS, ladder_of_line
from returns.models import (
    Answer,
    Confirmation,
    Correction,
    Evidence,
    NotTakenUp,
    Revision,
    SavedView,
    SignOff,
    SupplierReturn,
    Verification,
)
from returns.permissions import can_submit_return
from returns.presenting import groups_of_returns
from returns.queries import returns_visible_to
from returns.queue import Filters, queue_of
from returns.told import may_be_told
from suppliers.identifiers import caution, normalise
from suppliers.models import (
    Commitment,
    Contract,
    Endorsement,
    Member,
    Organisation,
    OrganisationIdentifier,
    Proposal,
    ReportingPeriod,
    TargetProfile,
)
from suppliers.paging import SIZE as PAGE
from suppliers.profile import is_level
from suppliers.queries import contracts_visible_to
from suppliers.thresholds import needs_statutory_kpis
from tests.signing_in import PROMPT

TODAY = date(2026, 11, 22)
NOW = "2026-11-22T10:00:00Z"
Status = SupplierReturn.Status
# What a public page may cost that no cache has.
MOST_QUERIES = 8
pytestmark = pytest.mark.django_db


def load(*arguments: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for this module on a frozen day, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            out = load()
        yield out
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def frozen():
    """Every test meets the demonstration on its day."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def penbury(printed):
    return Council.objects.get(slug="penbury")


def person(name: str) -> User:
    return User.objects.get(first_name=name)


def everything() -> dict:
    """Every row of every table."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
    }


def shown(client, page: Page) -> str:
    """What somebody reads at the address of a page, on the site that it belongs to."""
    site = page.get_site()
    host = "testserver" if site.is_default_site else site.hostname
    response = client.get(urlsplit(page.url).path, headers={"host": host})
    assert response.status_code == 200, page.url
    return response.content.decode()


def both(page: Page) -> list[Page]:
    """A page in English and in Welsh."""
    return [page, page.get_translations().get()]


def returns(**conditions):
    return SupplierReturn.objects.filter(council__slug="penbury", **conditions)


# --- The command ------------------------------------------------------------------------------------------------------


def test_second_load_changes_nothing_and_prints_the_sign_ins_again(printed):
    before = everything()
    again = load("--today", "2027-06-01")
    assert everything() == before
    assert before["audit.AuditEvent"]
    assert again.splitlines()[1:] == printed.splitlines()[1:]


def test_every_printed_sign_in_signs_in(printed, client):
    addresses = [word for line in printed.splitlines() for word in line.split()[:1] if "@" in word]
    assert addresses == [person.email for person in PEOPLE]
    for address in addresses:
        answer = client.post("/accounts/login/", {"login": address, "password": PASSWORD})
        if answer["Location"] == PROMPT:
            code = re.search(r"The code now is <strong>(\d{3} \d{3})", client.get(PROMPT).content.decode())[1]
            answer = client.post(PROMPT, {"code": code})
        assert (address, answer.status_code) == (address, 302)
        assert client.session["_auth_user_id"] == str(User.objects.get(email=address).pk)
        client.logout()
    assert PASSWORD in printed


def test_portal_of_real_people_refuses(settings):
    settings.EMBEDDED = settings.DEBUG = False
    before = everything()
    with pytest.raises(CommandError, match="password that everybody knows"):
        load()
    assert everything() == before


def test_portal_of_real_people_loads_it_when_it_is_meant(printed, settings):
    settings.EMBEDDED = settings.DEBUG = False
    assert PASSWORD in load("--with-a-password-everybody-knows")


def test_day_that_is_none_is_refused(printed):
    with pytest.raises(CommandError, match="not a day like 2026-11-22"):
        load("--today", "yesterday")


# --- What there is ----------------------------------------------------------------------------------------------------


def test_every_status_of_a_return_is_there(printed):
    counted = dict(returns().values_list("status").annotate(count=Count("pk")).order_by())
    assert set(counted) == set(Status.values)
    assert counted[Status.DECIDED] > PAGE
    assert returns().count() >= 30


def test_supplier_meets_every_group_on_the_first_page(printed):
    groups = groups_of_returns(person("Lena"), today=TODAY)
    found = {group.key: len(group.returns) for group in (*groups["to_do"], *groups["others"])}
    assert list(found) == ["returned", "overdue", "soon", "later", "council", "done"]
    assert (found["returned"], found["overdue"], found["soon"]) == (1, 1, 3)


def test_returns_due_soon_are_untouched_half_done_and_complete(printed):
    soon = groups_of_returns(person("Lena"), today=TODAY)["to_do"][2].returns
    answered = sorted((item.answered_count / item.line_count, item.contract.reference) for item in soon)
    assert answered == [(0, "PEN-CH-105"), (0.5, "PEN-CH-101"), (1, "PEN-CH-104")]


def test_return_sent_back_asks_for_two_changes(printed):
    back = returns(status=Status.RETURNED).get()
    assert back.lines.filter(is_open=True).count() == 2
    assert back.due_on >= TODAY
    assert back.revisions.count() == 2


def test_officer_has_a_queue_with_a_warning_a_first_return_and_one_sent_again(printed):
    rows = queue_of(person("Amina"), Filters())
    assert len(rows) == 3
    assert sorted(row.warning_count for row in rows) == [0, 0, 1]
    assert [row.contract.reference for row in rows if "first" in row.queue_reasons] == ["PEN-FO-202"]
    assert [row.contract.reference for row in rows if row.sent_revision.number == 2] == ["PEN-CH-105"]


def test_officers_share_their_work_and_keep_a_view(printed):
    amina, tom = person("Amina"), person("Tom")
    assert set(Team.objects.get().members.all()) == {amina, tom}
    absence = Absence.objects.get()
    assert (absence.user, absence.cover) == (amina, tom) and absence.starts_on > TODAY
    view = SavedView.objects.get(user=amina)
    assert Filters.parse(view.query) == Filters(whose="team", order="oldest")
    assert len(queue_of(amina, Filters.parse(view.query))) > 0


def test_return_waits_for_whoever_signs_off(printed):
    asked = SignOff.objects.get()
    item, gwen = asked.revision.supplier_return, person("Gwen")
    assert (asked.status, asked.asked_by, item.status) == (SignOff.Status.ASKED, person("Hari"), Status.DRAFT)
    assert item.answered_count == item.line_count and item.supplier.needs_sign_off
    assert can_submit_return(gwen, item) and not can_submit_return(person("Hari"), item)
    assert item.pk in [found.pk for group in groups_of_returns(gwen, today=TODAY)["to_do"] for found in group.returns]


def test_one_member_sees_one_contract_of_the_organisation_only(printed):
    seen = {name: contracts_visible_to(person(name)).count() for name in ("Gwen", "Hari", "Una")}
    assert seen == {"Gwen": 2, "Hari": 2, "Una": 1}
    assert Member.objects.get(is_restricted=True).user == person("Una")
    assert {item.contract.reference for item in returns_visible_to(person("Una"))} == {"PEN-CA-602"}


def test_another_officer_has_one_open(printed):
    assert returns(status=Status.UNDER_REVIEW).get().taken_by == person("Tom")


def test_decided_returns_are_approved_in_full_in_part_and_with_nothing(printed):
    decisions = set(Verification.objects.values_list("decision", flat=True))
    assert decisions == set(Verification.Decision.values)
    assert Revision.objects.filter(supplier_return__status=Status.DECIDED).exclude(nil_reason="").count() == 1
    assert returns(status=Status.DECIDED, revisions__number=2).exists()


def test_supplier_was_reminded_of_the_return_that_is_overdue(printed):
    overdue = SupplierReturn.objects.filter(status="draft", due_on__lt=TODAY).first()
    reminders = overdue.reminders.order_by("sent_on")
    assert [reminder.days for reminder in reminders][:4] == [-14, -3, 0, 1]
    assert AuditEvent.objects.filter(event="return.reminded", trail=overdue.audit_trail).count() == len(reminders)


def test_one_correction_is_approved_and_one_waits_for_the_second_officer(printed):
    approved, waiting = Correction.objects.order_by("proposed_at")
    assert (approved.status, approved.proposed_by, approved.decided_by) == ("approved", person("Tom"), person("Amina"))
    assert (waiting.status, waiting.proposed_by, waiting.decided_by) == ("proposed", person("Amina"), None)


def test_one_period_is_waived_before_it_opened(printed):
    period = ReportingPeriod.objects.get(waived_at__isnull=False)
    assert period.opened_on is None
    assert period.waived_at.date() < period.starts_on
    assert not SupplierReturn.objects.filter(period=period).exists()


def test_contracts_are_of_every_kind(penbury):
    contracts = penbury.contracts.all()
    assert {"monthly", "quarterly", "six_monthly", "annual"} <= set(contracts.values_list("frequency", flat=True))
    categories = set(contracts.values_list("categories__code", flat=True)) - {None}
    assert categories == {"IFA", "RES_PC", "SEMI16", "UASC", "GROUNDS", "FACILITIES"}
    assert [contract.reference for contract in contracts if needs_statutory_kpis(contract, on=TODAY)] == ["PEN-FM-401"]
    assert contracts.filter(is_light_touch=True).exists()
    assert contracts.annotate(count=Count("periods")).filter(count=12).count() >= 3


def test_contract_that_was_brought_in_is_still_being_set_up(penbury):
    contract = penbury.contracts.exclude(ocid="").get()
    assert contract.status == Contract.Status.PREPARING
    assert (contract.starts_on, contract.ends_on, contract.framework_version) == (None, None, None)
    assert contract.supplier.name == "Brightwater Grounds CIC"
    assert contract.council.notices.count() == 1


def test_promises_are_in_every_state_and_some_wait_for_either_side(penbury):
    of_penbury = Commitment.objects.filter(contract__council=penbury)
    assert set(of_penbury.values_list("status", flat=True)) == set(Commitment.Status.values)
    proposals = Proposal.objects.filter(commitment__in=of_penbury)
    assert set(proposals.values_list("kind", flat=True)) == set(Proposal.Kind.values)
    assert {"with_council", "with_supplier"} <= set(proposals.values_list("status", flat=True))
    assert of_penbury.filter(is_mission=True, contract__supplier__is_mission_led=True).exists()
    assert of_penbury.filter(measure__version__framework__is_for_single_contracts=True, status="withdrawn").exists()
    assert of_penbury.filter(status="agreed", replaces__status="replaced").exists()


def test_proposals_have_come_to_every_end(printed):
    assert set(Proposal.objects.values_list("status", flat=True)) == set(Proposal.Status.values)
    back = Proposal.objects.get(status="taken_back")
    assert (back.proposed_by, back.answered_by, back.commitment.status) == (person("Lena"), person("Lena"), "withdrawn")


def test_subcontractor_answers_a_line_of_the_return_that_runs_now(printed):
    promise = Commitment.objects.get(deliverer__name="Willow Street Fostering")
    assert (promise.contract.reference, promise.status) == ("PEN-FM-401", "agreed")
    line = promise.lines.select_related("supplier_return").get()
    assert line.supplier_return.status == Status.DRAFT
    groups = groups_of_returns(person("Wilf"), today=TODAY)
    parts = [item for group in groups["to_do"] for item in group.returns if item.is_part]
    assert [item.pk for item in parts] == [line.supplier_return_id] and parts[0].line_count == 1


def test_some_promises_go_by_spend_and_one_is_kept_from_the_public_with_its_reason(penbury):
    promises = Commitment.objects.filter(contract__council=penbury, status="agreed")
    by_spend = promises.get(basis="spend")
    assert (by_spend.rate, by_spend.target) == (10, 41)
    kept = promises.get(is_publishable=False)
    assert kept.unpublishable == "commercial" and kept.unpublishable_note


def test_opportunities_sought_in_vain_are_counted_beside_what_was_taken_up(printed):
    counts = NotTakenUp.objects.filter(answer__revision__supplier_return__status=Status.DECIDED)
    assert set(counts.values_list("reason", flat=True)) == {"choice", "timetable", "travel"}
    assert set(counts.values_list("answer__line__commitment__measure__code", flat=True)) == {"M8.03"}


def test_every_vcse_says_of_what_kind_it_is(printed):
    kinds = Organisation.objects.filter(is_vcse=True).values_list("name", "vcse_kind")
    assert dict(kinds) == {
        "Willow Street Fostering": "charity",
        "Brightwater Grounds CIC": "cic",
        "Saltmarsh Mentoring": "charity",
    }


def test_commitments_are_of_every_kind(penbury):
    commitments = Commitment.objects.filter(contract__council=penbury)
    assert set(commitments.values_list("measure__value_type", flat=True)) == set(Measure.ValueType.values)
    assert commitments.filter(measure__baseline_required=True, baseline__isnull=False).exists()
    assert {"M8.01", "M8.02", "M8.03", "M1.10", "M1.11"} <= set(commitments.values_list("measure__code", flat=True))
    assert Revision.objects.filter(confirmed_pairs=["M1.10+M1.11"]).exists()


def test_council_measures_by_its_own_framework(penbury):
    framework = Framework.objects.get(council=penbury, is_for_single_contracts=False)
    before, own = framework.versions.order_by("number")
    assert own.measures.count() == 96
    assert own.frozen_at and not before.frozen_at
    versions = penbury.contracts.exclude(status="preparing").values_list("framework_version", flat=True)
    assert set(versions) == {own.pk}


# --- What holds -------------------------------------------------------------------------------------------------------


def test_figures_are_those_of_the_lines(printed):
    assert list(differing_figures()) == []


def test_targets_add_up(printed):
    profiles = TargetProfile.objects.filter(is_current=True, commitment__target__isnull=False)
    sums = profiles.annotate(total=Sum("points__amount")).select_related("commitment__measure")
    assert all(
        profile.total == profile.commitment.target for profile in sums if not is_level(profile.commitment.measure)
    )


def test_history_is_in_order_and_sealed_without_a_difference(printed):
    moments = list(AuditEvent.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1].date() == date(2026, 11, 21)
    seal_events()
    assert verify_chain().is_sound


def test_nothing_was_sent_before_its_period_ended(printed):
    for revision in Revision.objects.filter(submitted_at__isnull=False).select_related("supplier_return__period"):
        assert revision.submitted_at.date() >= revision.supplier_return.period.ends_before


def test_councils_share_a_supplier_and_nothing_else(printed):
    noor, amina, lena = person("Noor"), person("Amina"), person("Lena")
    northmoor, here = set(returns_visible_to(noor)), set(returns_visible_to(amina))
    assert northmoor and here and not northmoor & here
    assert northmoor < set(returns_visible_to(lena))
    assert {item.council.slug for item in returns_visible_to(lena)} == {"penbury", "northmoor"}


def test_words_and_files_name_nobody(printed):
    names = {name for person in PEOPLE for name in (person.first_name, person.last_name)} - {"Demo", "Sample"}
    texts = [*Answer.objects.values_list("narrative", flat=True), *Revision.objects.values_list("story", flat=True)]
    for evidence in Evidence.objects.exclude(status="removed"):
        with open_evidence(evidence) as content:
            texts.append(content.read().decode("cp1252", errors="ignore"))
        texts.append(evidence.original_name)
    assert len(texts) > 400
    assert not [(name, text) for name in names for text in texts if f" {name} " in f" {text} "]


def test_evidence_is_real_files_of_two_kinds(printed):
    found = set()
    for evidence in Evidence.objects.exclude(status="removed"):
        with open_evidence(evidence) as content:
            found.add(kind_of(content, name=evidence.original_name).name)
    assert found == {"pdf", "csv"}


def test_addresses_and_numbers_belong_to_nobody(printed):
    addresses = [*User.objects.values_list("email", flat=True), *OutboundEmail.objects.values_list("to", flat=True)]
    domains = {address.partition("@")[2] for address in addresses}
    assert {domain for domain in domains if not domain.endswith(".example")} == {"example.com", "example.org"}
    for number in OrganisationIdentifier.objects.all():
        assert normalise(number.scheme, number.value) == number.value
        assert caution(number.scheme, number.value) == ""


def test_only_the_latest_e_mails_wait_to_be_sent(printed):
    waiting = OutboundEmail.objects.filter(status="waiting")
    assert 0 < waiting.count() < 40
    assert all(email.queued.date() >= date(2026, 11, 14) for email in waiting)
    assert not OutboundEmail.objects.filter(status="sent").exclude(body="", html="").exists()


def test_colours_of_the_councils_can_be_read(printed):
    assert all(contrast(council.brand_colour, "#ffffff") >= 4.5 for council in Council.objects.all())


# --- The public pages -------------------------------------------------------------------------------------------------


def test_guidance_is_published_below_the_home_page(printed, client):
    pages = GuidancePage.objects.live().filter(locale__language_code="en-gb")
    assert {page["slug"] for page in guidance.PAGES} <= {page.slug for page in pages}
    assert "apprenticeships" in client.get("/").content.decode()
    for page in pages:
        assert escape(page.summary) in shown(client, page)


def test_every_page_has_its_welsh_twin_but_one(printed, client):
    pages = Page.objects.live().filter(locale__language_code="en-gb", depth__gt=1).exclude(slug=ALONE["slug"])
    assert pages.count() > 50
    for page in pages:
        twin = page.get_translations().live().get()
        assert escape(twin.title) in shown(client, twin)


def test_measures_are_told_in_plain_words_in_both_languages(printed, client):
    for address, notes, pages in (
        ("/framework/measures/m3-06/", measures.NOTES, ENGLISH),
        ("/cy/ein-fframwaith/measures/m3-06/", measures_cy.NOTES, WELSH),
    ):
        page = client.get(address).content.decode().partition("<main")[2]
        guides = (
            pages[slug]["title"] for slug in ("what-good-evidence-looks-like", "how-voluntary-organisations-take-part")
        )
        for text in (*notes["M3.06"].values(), *guides):
            assert escape(text) in page, (address, text)


def test_welsh_framework_has_no_english_title(printed, client):
    page = client.get("/cy/ein-fframwaith/").content.decode().partition("<main")[2]
    assert page.count('class="sv-measures__one"') == 96
    assert re.findall(r'<a [^>]*><span lang="en-GB">(.*?)</span>', page) == []
    results = client.get("/cy/canlyniadau/").content.decode()
    assert escape(measures_cy.OBJECTIVES["O1"]) in results
    assert 'lang="en' not in results.partition("<table")[2].partition("</table")[0]


def test_tree_of_the_pages_is_whole_and_sections_list_what_is_below_in_both_languages(printed, client):
    assert [list(problem) for problem in Page.find_problems()] == [[], [], [], [], []]
    page = GuidancePage.objects.get(slug="what-good-evidence-looks-like")
    for below in page.get_translations(inclusive=True):
        assert f'href="{urlsplit(below.url).path}"' in shown(client, below.get_parent())


def test_links_of_the_pages_lead_somewhere(printed, client):
    for page in Page.objects.live().filter(depth__gt=1):
        body = shown(client, page).partition("<main")[2]
        assert "<a>" not in body, page.url


def test_addresses_that_are_no_pages_are_linked_in_the_language_of_the_page(printed, client):
    for page in Page.objects.live().filter(depth__gt=1):
        language = page.locale.language_code
        for address in set(re.findall(r'href="(/[^"#?]*)"', shown(client, page).partition("<main")[2])):
            if re.search(r"/(directory|needs-and-offers|suppliers-doing-well|open-data)/|framework\.", address):
                assert address.startswith("/cy/") == (language == "cy"), (page.url, address)
                assert client.get(address).status_code == 200, (page.url, address)


def test_figures_on_pages_are_those_of_today(printed, client):
    for slug in ("home", "counting-local-spend", "counting-carbon"):
        for page in (Page.objects.get(slug=slug), Page.objects.get(slug=slug).get_translations().get()):
            body = shown(client, page)
            assert "sv-measure" in body
            assert "no verified figure" not in body and "Nid oes ffigur" not in body, page.url


def test_pages_with_what_is_live_cost_few_queries(printed, client, django_assert_max_num_queries):
    for slug in ("home", "counting-carbon", "what-each-part-of-penbury-needs", "we-thank-suppliers-that-do-well"):
        page = Page.objects.get(slug=slug)
        shown(client, page)
        cache.clear()
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(urlsplit(page.url).path)


def test_results_are_told_for_five_areas(printed, client):
    page = client.get("/results/")
    assert page.context["areas"] == ["Eastfield", "Hillside", "Riverside", "Saltmarsh", "Town Centre"]
    for area in page.context["areas"]:
        of_area = client.get("/results/", {"area": area})
        assert of_area.context["area"] == area and of_area.context["objectives"]


def test_one_policy_took_the_place_of_another(printed, client):
    policies = PolicyPage.objects.live().filter(locale__language_code="en-gb")
    assert sorted(policies.values_list("status", flat=True)) == ["adopted"] * 3 + ["draft", "superseded"]
    assert all(policy.review_on > TODAY for policy in policies)
    for policy in (policies.get(status="superseded"), policies.get(status="superseded").get_translations().get()):
        (newer,) = client.get(urlsplit(policy.url).path).context["replaced_by"]
        assert (newer.version, newer.locale) == ("3.0", policy.locale)


def test_endorsement_in_the_news_ends_with_the_endorsement(printed, client):
    news = Page.objects.get(slug="we-thank-suppliers-that-do-well")
    for page in (news, news.get_translations().get()):
        assert "Willow Street Fostering" not in page.title + page.specific.summary
        assert "Willow Street Fostering" in shown(client, page)
    with transaction.atomic():
        Endorsement.objects.update(valid_to=date(2026, 11, 21))
        for page in (news, news.get_translations().get()):
            assert "Willow Street Fostering" not in shown(client, page)
        transaction.set_rollback(True)


def test_editor_may_write_and_publish_and_nothing_else(printed, client):
    editor = person("Edie")
    rights = HomePage.objects.get(slug="home").permissions_for_user(editor)
    assert rights.can_edit() and rights.can_publish() and rights.can_add_subpage()
    assert not returns_visible_to(editor).exists()
    client.force_login(editor)
    assert client.get("/cms/").status_code == 200


def test_menu_is_short_and_the_rest_is_reached_from_the_home_page(printed, client):
    home = HomePage.objects.get(slug="home")
    menu = home.get_children().live().in_menu().values_list("title", flat=True)
    assert list(menu) == [
        "For suppliers", "For voluntary organisations", "Our framework", "Results", "Case studies", "News and events",
        "How we do it",
    ]  # fmt: skip
    assert len(home.signposts) == 10
    for language in ("", "/cy"):
        assert client.get(f"{language}/about/accessibility/").status_code == 302


def test_case_studies_show_figures_quotes_and_names_behind_which_a_consent_stands(printed):
    studies = CaseStudyPage.objects.live().filter(locale__language_code="en-gb")
    assert {study.contract.reference for study in studies if not study.supplier_name} == {"PEN-CH-104"}
    assert sorted(study.quote_who for study in studies if study.shows_quote) == [
        "A school office", "Friends of Mill Lane Park", "Penbury Food Bank",
    ]  # fmt: skip
    assert all(study.figures for study in studies)
    answers = Consent.objects.filter(covers="name").values_list("recorded_by__first_name", "answered_by__first_name")
    assert set(answers) == {("Edie", "Bryn"), ("Edie", "Olga"), ("Edie", "Wilf")}


def test_directory_and_board_are_lively(printed, client):
    listed = ListedOrganisation.objects.filter(status="listed")
    assert all(entry.does_cy for entry in listed)
    assert listed.count() == 18
    assert {area.name for entry in listed for area in entry.areas.all()} == set(others.AREAS)
    posts = Post.objects.filter(status="published", ends_on__gt=TODAY)
    assert sorted(posts.values_list("kind", flat=True)) == ["need"] * 3 + ["offer"] * 3
    for address in ("/directory/", "/cy/directory/"):
        assert "Hillside City Farm" in client.get(address).content.decode()
    assert "Dwylo ar ddiwrnodau danfon" in client.get("/cy/needs-and-offers/").content.decode()


def test_events_lie_ahead_and_behind(printed, client):
    page = client.get("/news-and-events/events/")
    assert [event.slug for event in page.context["upcoming"]] == [
        "your-first-return-step-by-step", "buyers-meet-small-firms", "open-evening-for-voluntary-organisations",
    ]  # fmt: skip
    assert [event.slug for event in page.context["past"]] == ["what-makes-evidence-easy"]


def test_second_council_has_a_site_of_its_own(printed, client):
    for address, words in (("/", "Social value in Northmoor"), ("/cy/canlyniadau/", "Cyngor Sir Northmoor")):
        page = client.get(address, headers={"host": "northmoor.localhost:8000"}).content.decode()
        assert words in page and "Penbury" not in page
    assert "Northmoor is made up" not in client.get("/").content.decode()


def test_one_person_writes_pages_and_does_not_publish_them(printed):
    enid = person("Enid")
    for home in HomePage.objects.filter(slug__in=["home", "home-cy"]):
        rights = home.permissions_for_user(enid)
        assert rights.can_edit() and not rights.can_publish()
    assert not HomePage.objects.get(slug="northmoor").permissions_for_user(person("Edie")).can_edit()


# --- The desk of its editors ------------------------------------------------------------------------------------------


def test_one_suggestion_waits_and_one_was_declined_with_a_reason(printed):
    waiting, declined = CaseStudySuggestion.objects.order_by("-suggested_at")
    assert waiting.is_open and waiting.suggested_by == person("Amina")
    assert declined.declined_by == person("Edie") and declined.declined_reason
    for suggestion in (waiting, declined):
        assert suggestion.supplier_return.status == Status.DECIDED and may_be_told(suggestion.supplier_return)
    assert set(suggestions_edited_by(person("Enid"))) == {waiting, declined}


def test_page_in_both_languages_waits_for_the_publisher(printed):
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    pages = [state.revision.content_object for state in states]
    assert {page.specific_class for page in pages} == {GuidancePage}
    assert {page.locale.language_code for page in pages} == {"en-gb", "cy"}
    assert {state.workflow_state.requested_by for state in states} == {person("Enid")}
    assert not any(page.live for page in pages)
    for page in pages:
        offered = [action[0] for action in page.current_workflow_task.get_actions(page, person("Edie"))]
        assert {"approve", "reject"} <= set(offered)


def test_page_came_back_with_a_comment(printed):
    state = TaskState.objects.get(status=TaskState.STATUS_REJECTED)
    assert (state.workflow_state.requested_by, state.finished_by) == (person("Enid"), person("Edie"))
    assert "link to it instead" in state.comment
    assert state.workflow_state.status == "needs_changes" and not state.revision.content_object.live


def test_entry_and_post_wait_to_be_read(printed, client):
    edie = person("Edie")
    entry, post = entries_to_moderate(edie, "waiting").get(), posts_to_moderate(edie, "waiting").get()
    assert entry.does_cy and post.title_cy
    for address, hidden in (("/directory/", entry.name), ("/needs-and-offers/", post.title)):
        assert hidden not in client.get(address).content.decode()


def test_post_was_answered_and_two_people_come_to_an_event(printed):
    answer = PostMessage.objects.get()
    assert answer.post.supplier.name == "Willow Street Fostering" and answer.post.status == "published"
    interests = EventInterest.objects.all()
    assert len(interests) == 2 and {interest.event.begins.date() > TODAY for interest in interests} == {True}
    addresses = [answer.sender_email, *(interest.email for interest in interests)]
    assert all(address.endswith(".example") for address in addresses)


def test_consent_was_withdrawn_and_one_ends_soon(printed):
    withdrawn = Consent.objects.get(withdrawn_at__isnull=False)
    assert withdrawn.withdrawn_by == person("Edie")
    soon = Consent.objects.get(expires_on__gte=TODAY, expires_on__lt=TODAY + timedelta(days=31))
    assert CaseStudyPage.objects.live().filter(picture_consent=soon).count() == 2


def test_page_goes_out_by_itself_in_both_languages(printed):
    set_for_later = PageRevision.objects.filter(approved_go_live_at__isnull=False)
    planned = Page.objects.filter(pk__in=[int(revision.object_id) for revision in set_for_later])
    assert {page.locale.language_code for page in planned} == {"en-gb", "cy"} and not any(page.live for page in planned)
    with time_machine.travel("2026-12-03T10:00:00Z", tick=False):
        assert publish_scheduled(now=timezone.now()) == 2
    assert all(page.live for page in planned.all())


def test_reports_have_something_to_say(printed, client):
    overdue = past_review(Page.objects.all(), TODAY)
    assert {page.slug for page in overdue.filter(locale__language_code="en-gb")} == {OVERDUE}
    assert ReviewReminder.objects.filter(page__in=overdue, step="due").count() == len(overdue) == 2
    (alone,) = lacking_a_twin(Page.objects.all())
    assert alone.slug == ALONE["slug"] and alone.live and not alone.get_translations().exists()
    client.force_login(person("Edie"))
    for name, title in (("pages-without-twin", alone.title), ("pages-to-review", overdue[0].title)):
        assert title in client.get(reverse(name)).content.decode()


# --- Pictures and files -----------------------------------------------------------------------------------------------


def test_pictures_are_drawn_here_and_say_what_may_be_done_with_them(printed):
    pictures = CouncilImage.objects.filter(title__startswith="Drawing")
    assert pictures.count() == 3
    assert {(picture.licence, picture.source) for picture in pictures} == {("ogl", "Penbury Borough Council")}
    assert {picture.collection for picture in pictures} == {
        SiteEditing.objects.get(site__is_default_site=True).collection
    }


@pytest.mark.parametrize("slug", ["how-voluntary-organisations-take-part", "work-for-young-people-leaving-care"])
def test_picture_of_guidance_is_described_in_both_languages(printed, client, slug):
    page = GuidancePage.objects.get(slug=slug)
    described = [re.findall(r'<img[^>]* alt="([^"]+)"[^>]*sv-figure', shown(client, one)) for one in both(page)]
    assert [len(one) for one in described] == [1, 1] and described[0] != described[1]


def test_two_case_studies_show_a_picture_with_its_consent(printed, client):
    studies = CaseStudyPage.objects.live().filter(picture__isnull=False)
    assert len({study.picture_id for study in studies}) == 2 and len(studies) == 4
    assert len({study.picture_alt for study in studies}) == 4
    for study in studies:
        assert study.shows_picture and escape(study.picture_alt) in shown(client, study)


def test_each_council_has_its_logo(printed, client):
    for host in ("testserver", "northmoor.localhost:8000"):
        page = client.get("/", headers={"host": host}).content.decode()
        assert re.search(r'<img class="sv-logo" src="/media/images/\w+-logo\w*\.png" alt="\w+', page)
    for site in CouncilSite.objects.all():
        assert site.logo.width <= LOGO_WIDTH and site.logo.height <= LOGO_HEIGHT
        assert site.logo.source == site.council.name


def test_checklist_is_a_spreadsheet_to_take_away_in_the_language_of_the_page(printed, client):
    page, titles = GuidancePage.objects.get(slug="what-good-evidence-looks-like"), []
    for one, language in zip(both(page), ("en-GB", "cy"), strict=True):
        (link,) = re.findall(r'href="(/documents/[^"]+)"', shown(client, one))
        answer = client.get(link)
        with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
            assert f"<dc:language>{language}</dc:language>" in archive.read("meta.xml").decode()
            assert "table-header-rows" in archive.read("content.xml").decode()
        document = CouncilDocument.objects.get(pk=link.split("/")[2])
        assert document.title in shown(client, one) and document.file_size and document.licence == "ogl"
        titles.append(document.title)
    assert titles == ["Evidence checklist", "Rhestr wirio tystiolaeth"]


@pytest.mark.parametrize("slug", ["how-to-send-a-return", "before-you-bid"])
def test_guides_lead_on_to_others_in_the_language_of_the_page(printed, client, slug):
    for page in both(GuidancePage.objects.get(slug=slug)):
        (others,) = re.findall(r'<nav class="sv-related".*?</nav>', shown(client, page), re.DOTALL)
        found = re.findall(r'href="([^"]+)"', others)
        assert len(found) == 2
        assert {address.startswith("/cy/") for address in found} == {page.locale.language_code == "cy"}
        assert all(client.get(address).status_code == 200 for address in found)


# --- What changed in the framework ------------------------------------------------------------------------------------


def test_readers_compare_two_versions_of_the_framework(printed, client, penbury):
    newest, before = versions_to_compare(penbury.pk)
    assert (newest.number, before.number) == (2, 1) and newest.effective_from > before.effective_from
    assert "/framework/changes/1/" in client.get("/framework/").content.decode()
    comparison = client.get("/framework/changes/1/").context["comparison"]
    assert {measure.code for measure in comparison.added} == {"M1.06", "M7.10", "M7.11", "PB.01", "PB.02"}
    assert [measure.code for measure in comparison.gone] == ["PB.00"]
    assert [one.measure.code for one in comparison.changed] == ["M2.07", "M3.06", "M7.05", "M7.08"]
    assert client.get("/cy/ein-fframwaith/changes/1/").status_code == 200


# --- Suppliers that do well -------------------------------------------------------------------------------------------
def test_endorsement_was_proposed_approved_and_wanted(printed):
    endorsement = Endorsement.objects.get()
    people = (endorsement.proposed_by.first_name, endorsement.decided_by.first_name, endorsement.answered_by.first_name)
    assert people == ("Amina", "Tom", "Wilf")
    assert endorsement.status == "accepted" and endorsement.valid_to > TODAY
    assert endorsement.commitments.count() == 2


# --- Those who benefited ----------------------------------------------------------------------------------------------
def test_one_organisation_confirms_one_in_part_and_one_has_not_answered(printed):
    found = {one.organisation_name: (one.side, one.status, one.answer) for one in Confirmation.objects.all()}
    assert found == {
        "Penbury Food Bank": ("supplier", "answered", "received"),
        "Pen Valley River Trust": ("council", "answered", "partly"),
        "Penbury Toy Library": ("supplier", "open", ""),
    }
    assert Confirmation.objects.get(status="open").expires_on > TODAY
    line = Confirmation.objects.first().line
    assert [rung.key for rung in ladder_of_line(line) if rung.is_reached] == list(RUNGS)

"""From a decided return to a draft: who may suggest, what an editor does with it, and what is left out."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Site

from audit.models import AuditEvent
from cms.actions.case_suggestions import decline_case_study, draft_case_study, suggest_case_study
from cms.case_drafting import left_out_words
from cms.models import CaseStudyIndexPage, CaseStudyPage, CaseStudySuggestion, CouncilSite
from returns.actions.answering import answer_words
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.cms.cases import NOW, a_consent, editor_of, index_page, publisher_of, site_of
from tests.cms.editing import desk
from tests.factories import ContractFactory, CouncilFactory, MeasureFactory, MemberFactory, UserFactory
from tests.returns.pages import browser, shown
from tests.returns.road import (
    answer,
    decide,
    decide_all,
    decided,
    finish,
    last_event,
    not_at_all,
    open_road,
    post,
    send,
    sent,
    take,
)

pytestmark = pytest.mark.django_db
REASON = "Neighbours hold the keys to the garden now."


@pytest.fixture
def road(time_machine):
    time_machine.move_to(NOW, tick=False)
    road = decided("hours", "money")
    site_of(road.contract.council)
    index_page()
    post()
    return road


@pytest.fixture
def editor(road):
    return editor_of()


def suggest(road, by=None, reason=REASON) -> CaseStudySuggestion:
    return suggest_case_study(supplier_return=road.fresh(), reason=reason, by=by or road.editor)


# --- The help of the editing screens ----------------------------------------------------------------------------------
def test_help_leads_through_the_screens_in_their_own_words(road):
    """Six steps, and every label that they name stands on a screen that the step tells of."""
    publisher, suggestion = desk(site=Site.objects.get()).publisher, suggest(road)
    CouncilSite.objects.update(council=road.contract.council)
    person = browser(publisher)
    consent = a_consent(road.contract.council, publisher)
    asked = [
        reverse("wagtailadmin_home"),
        reverse("case-suggestion-list"),
        reverse("case-suggestion-detail", args=[suggestion.pk]),
        reverse("consent-list"),
        reverse("consent-detail", args=[consent.pk]),
    ]
    screens = [person.get(address).content.decode() for address in asked]
    page = draft_case_study(suggestion=suggestion, by=publisher)
    for name in ("wagtailadmin_pages:edit", "page-languages"):
        screens.append(person.get(reverse(name, args=[page.pk])).content.decode())
    answer = person.get(reverse("editing-help-topic", args=["case-studies"])).content.decode()
    steps = re.findall(r"<li>(.*?)</li>", answer.partition("<ol>")[2].partition("</ol>")[0])
    assert len(steps) == 6
    labels = {label for step in steps for label in re.findall("“(.+?)”", unescape(step))}
    assert {"Case studies suggested", "Begin a draft", "Consents", "Both languages"} <= labels
    seen = unescape(" ".join(screens))
    made_elsewhere = {"Left out of the draft", "Send both to be approved"}  # see the tests of drafts and of twins
    assert [label for label in labels - made_elsewhere if label not in seen] == []


def test_help_never_allows_a_name_beside_a_quote(road, editor):
    words = shown(browser(editor).get(reverse("editing-help-topic", args=["case-studies"])))
    assert "and never a name" in words and "unless they asked" not in words
    assert "Never a name" in str(CaseStudyPage._meta.get_field("quote_who").help_text)


# --- Suggesting -------------------------------------------------------------------------------------------------------
def test_supplier_suggests_and_editors_hear_of_it(road, editor):
    since = last_event()
    suggestion = suggest(road)
    assert post() == [(editor.email, "A case study was suggested")]
    event = AuditEvent.objects.get(id__gt=since, event="case_study.suggested")
    assert (event.trail, event.council_id) == (road.contract.audit_trail, road.contract.council_id)
    assert suggestion.is_open


def test_officer_suggests(road):
    assert suggest(road, by=road.officer).suggested_by == road.officer


@pytest.mark.parametrize("who", ["viewer", "auditor", "other_supplier", "other_council"])
def test_who_only_reads_suggests_nothing(road, who):
    with pytest.raises(PermissionDenied):
        suggest(road, by=road.everybody()[who])


def test_return_that_is_not_decided_is_not_suggested(time_machine):
    time_machine.move_to(NOW, tick=False)
    with pytest.raises(NotReady, match="once the council has decided"):
        suggest(sent("hours"))


def test_return_of_which_nothing_was_verified_is_not_suggested(time_machine):
    time_machine.move_to(NOW, tick=False)
    road = sent("hours")
    take(road)
    decide(road, 1, not_at_all(road.row(1, sent=True)))
    finish(road)
    with pytest.raises(NotReady, match="verified some of it"):
        suggest(road)


def test_second_suggestion_is_refused_kindly_and_a_new_one_after_a_no_is_taken(road, editor):
    first = suggest(road)
    with pytest.raises(NotReady, match="suggested already"):
        suggest(road, by=road.officer)
    decline_case_study(suggestion=first, reason="We told one like it.", by=editor)
    assert suggest(road, by=road.officer).is_open


def test_page_of_the_return_leads_to_it(road):
    address = reverse("case-study-suggest", args=[road.supplier_return.pk])
    for person, page in [(road.editor, "return-detail"), (road.officer, "return-review")]:
        response = browser(person).get(reverse(page, args=[road.supplier_return.pk]))
        assert address in response.content.decode()
    viewer = MemberFactory(organisation=road.contract.supplier, role="viewer").user
    assert address not in browser(viewer).get(reverse("return-detail", args=[road.supplier_return.pk])).content.decode()


def test_page_takes_a_suggestion_and_then_says_what_became_of_it(road, editor):
    address = reverse("case-study-suggest", args=[road.supplier_return.pk])
    client = browser(road.editor)
    assert "Why is it worth telling?" in shown(client.get(address))
    assert "Say in a few words why" in shown(client.post(address, {"reason": " "}))
    assert client.post(address, {"reason": REASON}).status_code == 302
    words = shown(client.get(address))
    assert "With the editors" in words and "Why is it worth telling?" not in words
    assert "suggested already" in shown(client.post(address, {"reason": "Again."}))
    decline_case_study(suggestion=CaseStudySuggestion.objects.get(), reason="We told one like it.", by=editor)
    assert "We told one like it." in shown(client.get(address))


def test_words_that_name_somebody_are_asked_about(road):
    address = reverse("case-study-suggest", args=[road.supplier_return.pk])
    response = browser(road.editor).post(address, {"reason": "Write to jo@example.org"})
    assert "It looks like this names a person" in shown(response)
    assert not CaseStudySuggestion.objects.exists()


# --- The draft --------------------------------------------------------------------------------------------------------
def test_draft_holds_the_words_the_contract_and_the_measures_with_figures(road, editor):
    since = last_event()
    suggestion = suggest(road)
    page = draft_case_study(suggestion=suggestion, by=editor)
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert not page.live and page.get_parent().specific == CaseStudyIndexPage.objects.get()
    assert (page.contract, page.year, page.owner) == (road.contract, 2026, None)
    assert [block.block_type for block in page.body] == ["heading", "text", "heading", "text"]
    assert "It helped." in str(page.body)
    assert {chosen.measure for chosen in page.measures.all()} == {one.measure for one in road.commitments}
    assert [figure.words for figure in page.figures] == ["24.25 hours", "£25.50"]
    assert page.latest_revision.user == editor
    assert AuditEvent.objects.get(id__gt=since, event="case_study.drafted").data["page"] == page.pk
    suggestion.refresh_from_db()
    assert suggestion.page_id == page.pk and str(suggestion.state_words) == "Being written"


def test_what_looks_like_a_person_is_left_out_and_named(time_machine):
    time_machine.move_to(NOW, tick=False)
    road = open_road("hours", "money")
    answer(road, 1)
    answer_words(answer=road.row(1).answer, narrative="Ask jo.bloggs@example.org about it.", by=road.editor)
    send(road)
    take(road)
    decide_all(road)
    finish(road)
    site_of(road.contract.council)
    index_page()
    suggestion = suggest(road)
    page = draft_case_study(suggestion=suggestion, by=editor_of())
    suggestion.refresh_from_db()
    assert "jo.bloggs" not in str(page.body) and "It helped." in str(page.body)
    assert left_out_words(suggestion.left_out) == ["Commitment 1: it looks like it names a person (email address)"]
    assert "jo.bloggs" not in str(suggestion.left_out)


def test_words_about_children_are_left_out_whatever_they_say(time_machine):
    time_machine.move_to(NOW, tick=False)
    version = ContractFactory().framework_version
    about_young = MeasureFactory(version=version, sensitivity="care leavers", photos="no")
    road = decided(about_young, framework_version=version, council=version.framework.council)
    site_of(road.contract.council)
    index_page()
    suggestion = suggest(road)
    page = draft_case_study(suggestion=suggestion, by=editor_of())
    suggestion.refresh_from_db()
    assert len(page.body) == 0
    assert "children or others who could be recognised" in left_out_words(suggestion.left_out)[0]


def test_hostile_words_stay_words(time_machine):
    time_machine.move_to(NOW, tick=False)
    road = open_road("hours")
    answer(road, 1)
    answer_words(answer=road.row(1).answer, narrative="<script>alert(1)</script>\n<b>x", by=road.editor)
    send(road)
    take(road)
    decide_all(road)
    finish(road)
    site_of(road.contract.council)
    index_page()
    page = draft_case_study(suggestion=suggest(road), by=editor_of())
    assert "<script>" not in str(page.body)


def test_one_page_a_suggestion(road, editor):
    suggestion = suggest(road)
    draft_case_study(suggestion=suggestion, by=editor)
    with pytest.raises(InvalidTransition):
        draft_case_study(suggestion=suggestion, by=publisher_of())
    with pytest.raises(InvalidTransition):
        decline_case_study(suggestion=suggestion, reason="Too late.", by=editor)
    assert CaseStudyPage.objects.count() == 1


def test_site_without_a_list_says_so(road, editor):
    CaseStudyIndexPage.objects.get().delete()
    with pytest.raises(NotReady, match="no list of case studies"):
        draft_case_study(suggestion=suggest(road), by=editor)
    assert CaseStudySuggestion.objects.get().is_open


def test_decline_tells_whoever_suggested(road, editor):
    suggestion = suggest(road)
    post()
    decline_case_study(suggestion=suggestion, reason="We told one like it.", by=editor)
    assert post() == [(road.editor.email, "Your suggestion was declined")]
    assert AuditEvent.objects.get(event="case_study.declined").data == {"reason": "We told one like it."}


@pytest.mark.parametrize("act", [draft_case_study, decline_case_study])
def test_only_editors_of_the_site_answer(road, act):
    suggestion = suggest(road)
    more = {"reason": "No."} if act is decline_case_study else {}
    elsewhere = editor_of(CaseStudyIndexPage.objects.get())  # may write below the list, and not on the whole site
    for person in (road.officer, road.editor, UserFactory(), elsewhere):
        with pytest.raises(PermissionDenied):
            act(suggestion=suggestion, by=person, **more)


# --- The editors' screens ---------------------------------------------------------------------------------------------
def test_editor_sees_what_waits_begins_a_draft_and_goes_on_to_it(road, editor):
    suggestion = suggest(road)
    client = browser(editor)
    words = shown(client.get(reverse("case-suggestion-list")))
    assert road.contract.title in words
    assert REASON in shown(client.get(reverse("case-suggestion-detail", args=[suggestion.pk])))
    response = client.post(reverse("case-suggestion-draft", args=[suggestion.pk]))
    page = CaseStudyPage.objects.get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert shown(client.get(response["Location"]))
    assert "Nothing waits" in shown(client.get(reverse("case-suggestion-list")))
    assert "Being written" in shown(client.get(reverse("case-suggestion-list") + "?show=all"))
    again = client.post(reverse("case-suggestion-draft", args=[suggestion.pk]), follow=True)
    assert "answered this suggestion already" in shown(again)


def test_editor_declines_with_a_reason(road, editor):
    suggestion = suggest(road)
    client, address = browser(editor), reverse("case-suggestion-decline", args=[suggestion.pk])
    assert "Say why not" in shown(client.post(address, {"reason": ""}))
    assert client.post(address, {"reason": "We told one like it."}).status_code == 302
    assert "Declined" in shown(client.get(reverse("case-suggestion-detail", args=[suggestion.pk])))


def test_editor_of_another_council_sees_nothing(road, editor):
    suggestion = suggest(road)
    CaseStudySuggestion.objects.filter(pk=suggestion.pk).update(council=CouncilFactory())
    client = browser(editor)
    assert "Nothing waits" in shown(client.get(reverse("case-suggestion-list") + "?show=all"))
    for name in ("detail", "decline"):
        assert client.get(reverse(f"case-suggestion-{name}", args=[suggestion.pk])).status_code == 404
    assert client.post(reverse("case-suggestion-draft", args=[suggestion.pk])).status_code == 404


def test_list_is_bounded_and_asks_as_often_for_many(road, editor, django_assert_max_num_queries):
    suggest(road)
    row = CaseStudySuggestion.objects.get()
    for _number in range(30):
        row.pk, row.declined_at, row.declined_by, row.declined_reason = None, "2026-07-20T09:00:00Z", editor, "No."
        row.save(force_insert=True)
    client = browser(editor)
    client.get(reverse("case-suggestion-list") + "?show=all")
    with django_assert_max_num_queries(16):
        words = client.get(reverse("case-suggestion-list") + "?show=all").content.decode()
    assert words.count(f"{road.contract.title}</a>") == 25

"""Publishing: what a draft may lack, who approves whom, and no page without its twin where a council wants both."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site, TaskState, WorkflowState
from wagtail.test.utils.form_data import rich_text

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import sentence_for
from cms.actions.scheduled import publish_scheduled
from cms.actions.setting_up import set_up_sites
from cms.actions.together import NotTogether, publish_together, send_together
from cms.editing.taken import taken_problem
from cms.editing.twins import MISSING, NOT_READY, twin_problem
from cms.events import CmsEvent
from cms.models import CouncilSite, GuidancePage
from tests.cms.editing import desk, form, sent, submitted
from tests.cms.sites import guidance, twin_of, welsh_home
from tests.factories import UserFactory
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
BROKEN = [("text", rich_text("<h3>Too early</h3><p>x</p>"))]
TO_MEND = "a subheading stands below a heading"


@pytest.fixture
def own():
    """The portal's own site with people who edit it."""
    return desk(site=Site.objects.get())


@pytest.fixture
def both(own):
    """A council that wants every page in both languages, with the home page in both and a page in English alone."""
    welsh_home()
    set_up_sites()
    CouncilSite.objects.update(needs_welsh=True)
    return own


def draft_twin(page: Page) -> Page:
    """A twin that nobody has published or sent."""
    twin = twin_of(page, title="Tystiolaeth", slug="tystiolaeth")
    twin.unpublish()
    return GuidancePage.objects.get(pk=twin.pk)


def again(person):
    """The same person, whose rights are read anew."""
    return person.__class__.objects.get(pk=person.pk)


# --- Rules about words ------------------------------------------------------------------------------------------------
def test_draft_may_break_every_rule(own):
    answer = sent(own.editor, own.page, body=BROKEN, title="Broken")
    assert TO_MEND not in answer.content.decode()
    own.page.refresh_from_db()
    assert own.page.get_latest_revision().content["title"] == "Broken"


@pytest.mark.parametrize(("role", "button"), [("editor", "submit"), ("publisher", "publish")])
def test_page_that_breaks_a_rule_is_neither_sent_nor_published(own, role, button):
    before = own.page.latest_revision_id
    answer = sent(getattr(own, role), own.page, button, body=BROKEN)
    assert TO_MEND in answer.content.decode()
    own.page.refresh_from_db()
    assert own.page.latest_revision_id == before and not own.page.workflow_in_progress


@pytest.mark.parametrize(("role", "button"), [("editor", "submit"), ("publisher", "publish")])
def test_page_that_keeps_the_rules_goes_on(own, role, button):
    sent(getattr(own, role), own.page, button, title="New title")
    own.page.refresh_from_db()
    assert (own.page.title == "New title") == (button == "publish")
    assert own.page.workflow_in_progress == (button == "submit")


def test_new_page_that_breaks_a_rule_is_not_published(own):
    address = reverse("wagtailadmin_pages:add", args=["cms", "guidancepage", own.home.pk])
    answer = browser(own.publisher).post(address, {**form(body=BROKEN), "action-publish": "1"})
    assert TO_MEND in answer.content.decode()
    browser(own.publisher).post(address, {**form(), "action-publish": "1"})
    assert GuidancePage.objects.get(slug="new-page").live


def test_editor_who_forges_the_button_publishes_nothing(own):
    sent(own.editor, own.page, "publish", title="Forged")
    own.page.refresh_from_db()
    assert own.page.title != "Forged"


def bulk(person, *pages, **data):
    """Publish pages from a list."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return browser(person).post(f"{address}?next=/cms/&{ids}", data, follow=True)


def test_list_publishes_nothing_while_one_page_breaks_a_rule(own):
    fine, broken = (own.home.add_child(instance=GuidancePage(title=title, summary="x", live=False)) for title in "AB")
    broken.body = [("text", "<h3>Too early</h3>")]
    broken.save_revision()
    answer = bulk(own.publisher, fine, broken)
    assert f"B: Add a heading block above this text: {TO_MEND}" in shown(answer)
    assert not Page.objects.filter(pk__in=[fine.pk, broken.pk], live=True).exists()
    bulk(own.publisher, fine)
    assert Page.objects.get(pk=fine.pk).live


def test_list_looks_at_the_pages_below_too(own):
    section = own.home.add_child(instance=GuidancePage(title="Section", summary="x", live=False))
    below = section.add_child(instance=GuidancePage(title="Below", summary="", live=False))
    assert "Below: " in shown(bulk(own.publisher, section, include_descendants="on"))
    assert not Page.objects.filter(pk__in=[section.pk, below.pk], live=True).exists()


def test_code_that_publishes_is_held_to_the_rules_too(own):
    own.page.body = [("text", "<h3>Too early</h3>")]
    with pytest.raises(ValidationError):
        own.page.save_revision().publish()


# --- A second pair of eyes --------------------------------------------------------------------------------------------
def decide(person, page: Page, action: str, **data):
    """Approve or return a page from the list of what waits."""
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return browser(person).post(address, data, follow=True)


def test_publisher_approves_what_an_editor_sent(own):
    page = submitted(own.page, own.editor)
    decide(own.publisher, page, "approve")
    page.refresh_from_db()
    assert page.title.endswith(", again") and not page.workflow_in_progress


def test_publisher_returns_a_page_and_its_editor_sees_it_waiting(own):
    page = submitted(own.page, own.editor)
    assert page.draft_title in shown(browser(own.publisher).get("/cms/"))
    decide(own.publisher, page, "reject", comment="Shorter, for everybody.")
    home = shown(browser(own.editor).get("/cms/"))
    assert "Waiting for you" in home and "Needs changes" in home


def test_editor_does_not_approve(own):
    page = submitted(own.page, own.publisher)
    decide(own.editor, page, "approve")
    page.refresh_from_db()
    assert page.workflow_in_progress


def test_nobody_approves_or_publishes_what_they_sent(own):
    page = submitted(own.page, own.publisher)
    decide(own.publisher, page, "approve")
    assert "somebody else decides about it" in shown(
        browser(own.publisher).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    )
    answer = sent(own.publisher, page, "publish", title="On my own")
    assert "You sent this page to be approved" in answer.content.decode()
    page.refresh_from_db()
    assert page.workflow_in_progress and page.title != "On my own"
    second = UserFactory()
    second.groups.add(own.editing.publishers)
    decide(second, page, "approve")
    page.refresh_from_db()
    assert not page.workflow_in_progress


def test_superuser_does_not_approve_what_they_sent_either(own):
    person = UserFactory(is_superuser=True)
    task = submitted(own.page, person).current_workflow_task
    assert [name for name, _label, _modal in task.get_actions(own.page, person)] == ["reject"]


def test_publisher_of_another_council_decides_nothing(own):
    other = desk("Moorland")
    page = submitted(own.page, own.editor)
    decide(other.publisher, page, "approve")
    page.refresh_from_db()
    assert page.workflow_in_progress
    assert not TaskState.objects.reviewable_by(other.publisher).exists()


# --- The twin ---------------------------------------------------------------------------------------------------------
def test_page_without_its_twin_is_refused_in_words(both):
    answer = sent(both.publisher, both.page, "publish", title="New title")
    assert str(MISSING) in answer.content.decode().replace("&quot;", '"')
    both.page.refresh_from_db()
    assert both.page.title != "New title"


def test_new_page_has_no_twin_and_is_refused(both):
    address = reverse("wagtailadmin_pages:add", args=["cms", "guidancepage", both.home.pk])
    answer = browser(both.publisher).post(address, {**form(), "action-publish": "1"})
    assert str(MISSING) in answer.content.decode()
    assert not GuidancePage.objects.filter(slug="new-page").exists()


def test_twin_that_is_only_a_draft_is_not_enough(both):
    draft_twin(both.page)
    assert twin_problem(both.page) == NOT_READY
    with pytest.raises(ValidationError):
        both.page.save_revision().publish()


def test_twin_that_is_public_or_waits_or_has_its_moment_is_enough(both):
    twin = draft_twin(both.page)
    twin.get_workflow().start(twin, both.editor)
    assert twin_problem(both.page) is None
    twin.current_workflow_state.cancel()
    assert twin_problem(both.page) == NOT_READY
    revision = twin.get_latest_revision()
    revision.approved_go_live_at = timezone.now() + timezone.timedelta(days=1)
    revision.save()
    assert twin_problem(both.page) is None
    revision.approved_go_live_at = None
    revision.save()
    Page.objects.filter(pk=twin.pk).update(live=True)
    assert twin_problem(both.page) is None
    both.page.save_revision().publish()


def test_page_that_only_mirrors_another_is_no_twin(both):
    twin = twin_of(both.page, title="Tystiolaeth")
    Page.objects.filter(pk=twin.pk).update(alias_of=both.page)
    assert twin_problem(both.page) == MISSING


def test_site_that_does_not_ask_for_it_publishes_in_one_language(both):
    other = desk("Moorland")
    assert twin_problem(other.page) is None
    CouncilSite.objects.update(needs_welsh=False)
    assert twin_problem(both.page) is None


def test_page_without_its_twin_is_not_approved(both):
    page = submitted(both.page, both.editor)
    decide(again(both.publisher), page, "approve")
    page.refresh_from_db()
    assert page.workflow_in_progress
    said = shown(browser(both.publisher).get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert "The other language is missing" in said
    with pytest.raises(PermissionDenied):
        page.current_workflow_task.on_action(page.current_workflow_task_state, both.publisher, "approve")


def test_page_without_its_twin_is_not_published_from_a_list(both):
    both.page.unpublish()
    assert "The other language is missing" in shown(bulk(both.publisher, both.page))
    assert not Page.objects.get(pk=both.page.pk).live


# --- Both together ----------------------------------------------------------------------------------------------------
def test_publisher_publishes_both_languages_in_one_moment(both):
    twin = draft_twin(both.page)
    both.page.title = "New title"
    both.page.save_revision()
    address = reverse("page-languages", args=[both.page.pk])
    assert "Publish both" in shown(browser(both.publisher).get(address))
    browser(both.publisher).post(address)
    assert Page.objects.get(pk=twin.pk).live and Page.objects.get(pk=both.page.pk).title == "New title"
    event = AuditEvent.objects.get(event=CmsEvent.LANGUAGES_PUBLISHED.code)
    assert event.council_id == both.settings.council_id
    assert sentence_for(event).endswith(f"published page {both.page.pk} in both languages")


def test_editor_sends_both_languages_to_be_approved(both):
    twin = draft_twin(both.page)
    twin.save_revision()
    both.page.save_revision()
    address = reverse("page-languages", args=[twin.pk])
    assert "Send both to be approved" in shown(browser(both.editor).get(address))
    browser(both.editor).post(address)
    pages = [GuidancePage.objects.get(pk=page.pk) for page in (both.page, twin)]
    assert all(page.workflow_in_progress for page in pages)
    assert AuditEvent.objects.get(event=CmsEvent.LANGUAGES_SENT.code).actor == both.editor
    publish_together(page=both.page, by=again(both.publisher))
    assert Page.objects.get(pk=twin.pk).live


def test_whoever_sent_both_is_told_that_they_were_approved(both, django_capture_on_commit_callbacks):
    CouncilSite.objects.update(needs_welsh=True)
    draft_twin(both.page).save_revision()
    both.page.save_revision()
    send_together(page=both.page, by=again(both.editor))
    with django_capture_on_commit_callbacks(execute=True):
        publish_together(page=both.page, by=again(both.publisher))
    letters = OutboundEmail.objects.filter(to=both.editor.email, subject="Your page was approved")
    assert letters.count() == 2
    states = WorkflowState.objects.values_list("status", flat=True)
    assert set(states) == {WorkflowState.STATUS_APPROVED}


def test_neither_goes_on_while_one_breaks_a_rule(both):
    twin = draft_twin(both.page)
    twin.body = [("text", "<h3>Rhy gynnar</h3>")]
    twin.save_revision(clean=False)
    answer = browser(both.publisher).post(reverse("page-languages", args=[both.page.pk]))
    assert f"Tystiolaeth: Add a heading block above this text: {TO_MEND}" in shown(answer)
    assert not Page.objects.get(pk=twin.pk).live


def test_together_needs_a_twin_and_the_right(both):
    with pytest.raises(NotTogether):
        publish_together(page=both.page, by=again(both.publisher))
    with pytest.raises(NotTogether):
        send_together(page=both.page, by=again(both.editor))
    draft_twin(both.page)
    with pytest.raises(PermissionDenied):
        publish_together(page=both.page, by=again(both.editor))
    with pytest.raises(PermissionDenied):
        send_together(page=both.page, by=UserFactory())


@pytest.mark.parametrize("act", [publish_together, send_together])
def test_site_without_editors_says_whom_to_ask(both, act):
    twin = draft_twin(both.page)
    both.editing.delete()
    runs_the_portal = UserFactory(is_superuser=True)
    with pytest.raises(NotTogether) as refused:
        act(page=both.page, by=runs_the_portal)
    assert refused.value.problems == ["This page has no publisher yet. Ask whoever runs the portal"]
    assert not Page.objects.get(pk=twin.pk).live
    assert not AuditEvent.objects.filter(event__in=["languages.published", "languages.sent"]).exists()
    answered = browser(runs_the_portal).post(reverse("page-languages", args=[both.page.pk]), follow=True)
    assert "This page has no publisher yet" in shown(answered)


def test_whoever_sent_both_does_not_publish_both(both):
    draft_twin(both.page).save_revision()
    send_together(page=both.page, by=again(both.publisher))
    with pytest.raises(NotTogether):
        publish_together(page=both.page, by=again(both.publisher))


def test_page_in_one_language_leads_to_its_translation(own):
    said = browser(own.editor).get(reverse("page-languages", args=[own.page.pk])).content.decode()
    assert reverse("wagtail_localize:submit_page_translation", args=[own.page.pk]) in said
    assert (
        "Both languages"
        in browser(own.editor).get(reverse("wagtailadmin_pages:edit", args=[own.page.pk])).content.decode()
    )


# --- At a moment ------------------------------------------------------------------------------------------------------
def plan(page: Page, *, title: str = "Planned", hours: int = 1) -> Page:
    """Set when a new draft goes public."""
    page.title, page.go_live_at = title, timezone.now() + timezone.timedelta(hours=hours)
    page.save_revision().publish()
    return page


def later(time_machine, hours: int) -> int:
    """What the worker does so many hours from now."""
    time_machine.move_to(timezone.now() + timezone.timedelta(hours=hours))
    return publish_scheduled(now=timezone.now())


def test_page_goes_public_at_its_moment_and_is_taken_back(own, time_machine):
    plan(own.page)
    assert publish_scheduled(now=timezone.now()) == 0
    assert later(time_machine, 2) == 1
    page = GuidancePage.objects.get(pk=own.page.pk)
    assert (page.title, page.live) == ("Planned", True)
    GuidancePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timezone.timedelta(hours=1))
    assert later(time_machine, 2) == 1
    assert not GuidancePage.objects.get(pk=page.pk).live
    assert later(time_machine, 2) == 0


def test_page_whose_twin_was_taken_back_does_not_go_public_and_publishers_hear_of_it(both, time_machine):
    twin = twin_of(both.page, title="Tystiolaeth")
    plan(both.page)
    twin.unpublish()
    assert later(time_machine, 2) == 0
    assert GuidancePage.objects.get(pk=both.page.pk).title != "Planned"
    assert not both.page.revisions.filter(approved_go_live_at__isnull=False).exists()
    event = AuditEvent.objects.get(event=CmsEvent.SCHEDULE_REFUSED.code)
    assert event.data == {"page": both.page.pk} and "breaks a rule" in sentence_for(event)
    letter = OutboundEmail.objects.get(to=both.publisher.email)
    assert letter.subject == "A page was not published at the time you set" and "Planned" not in letter.body
    assert later(time_machine, 2) == 0
    assert AuditEvent.objects.filter(event=CmsEvent.SCHEDULE_REFUSED.code).count() == 1


def test_page_that_cannot_be_published_keeps_no_other_back(both, time_machine):
    twin = twin_of(both.page, title="Tystiolaeth")
    for page in (both.page, twin):
        plan(page)
    broken = both.page.revisions.get(approved_go_live_at__isnull=False)
    broken.content["summary"] = ""
    broken.save()
    assert later(time_machine, 2) == 1
    assert GuidancePage.objects.get(pk=twin.pk).title == "Planned"


def test_both_at_one_moment_go_public_together(both, time_machine):
    twin = twin_of(both.page, title="Tystiolaeth")
    for page in (both.page, twin):
        plan(page)
    Page.objects.filter(pk__in=[both.page.pk, twin.pk]).update(live=False)
    assert later(time_machine, 2) == 2


def test_anonymous_sees_no_draft(own):
    submitted(own.page, own.editor)
    assert ", again" not in Client().get("/evidence-larkfield/").content.decode()


# --- Addresses that are the portal's own ------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", ["search", "directory", "needs-and-offers", "cy", "accounts", "cms", "static", "home"])
def test_page_may_not_have_an_address_at_which_the_portal_shows_something_else(own, slug):
    answer = sent(own.editor, own.page, slug=slug)
    assert f"The portal itself uses the address /{slug}/" in shown(answer)
    own.page.slug = slug
    with pytest.raises(ValidationError, match="nobody could see this page"):
        own.page.save_revision().publish()


def test_new_page_may_not_have_an_address_of_the_portal_either(own):
    client = browser(own.editor)
    address = reverse("wagtailadmin_pages:add", args=["cms", "guidancepage", own.home.pk])
    answer = client.post(address, form(title="Search", slug="search"), follow=True)
    assert "The portal itself uses the address /search/" in shown(answer)
    assert not Page.objects.filter(slug="search").exists()


def test_address_of_the_portal_is_refused_where_it_stands_and_nowhere_else(own):
    """Signing in stands once, a search once a language, and below another page both words are free."""
    below = twin_of(own.page, title="Chwilio", slug="tystiolaeth")
    for parent, slug, is_free in (
        (own.page, "search", True),
        (own.page, "cy", True),
        (below.get_parent(), "search", False),
        (below.get_parent(), "accounts", True),
        (own.home, "about", True),
        (own.home, "returns", True),
    ):
        assert (taken_problem(slug, parent) is None) == is_free, (parent, slug)
    about = guidance("About", slug="about")
    assert taken_problem("cookies", about) and taken_problem("contact", about) is None

"""Help pages, the checker and translation inside the editing screens."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, Site
from wagtail.test.utils.form_data import rich_text
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.actions.setting_up import set_up_sites
from cms.editing.help_topics import TOPICS
from cms.models import CouncilSite, GuidancePage, HomePage
from tests.cms.editing import desk, sent
from tests.cms.sites import welsh_home
from tests.factories import UserFactory
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return desk(site=Site.objects.get())


# --- Help -------------------------------------------------------------------------------------------------------------
def test_help_is_found_from_the_menu_and_leads_to_every_topic(own):
    person = browser(own.editor)
    assert reverse("editing-help") in person.get("/cms/").content.decode()
    page = person.get(reverse("editing-help")).content.decode()
    for topic, title in TOPICS.items():
        address = reverse("editing-help-topic", args=[topic])
        assert address in page
        answer = person.get(address)
        assert str(title) in shown(answer)
        assert f'href="{reverse("editing-help")}"' in answer.content.decode(), "breadcrumbs lead back"


def test_help_there_is_not_is_not_found(own):
    assert browser(own.editor).get(reverse("editing-help-topic", args=["magic"])).status_code == 404


def test_help_is_for_editors():
    assert browser(UserFactory()).get(reverse("editing-help")).status_code == 302


# --- The checker ------------------------------------------------------------------------------------------------------
def configuration(markup: str) -> dict:
    found = re.search(r'id="checker-axe-configuration"[^>]*>(.+?)</script>', markup, re.DOTALL)
    assert found, "the checker is not there"
    return json.loads(found[1])


def test_checker_looks_at_what_editors_write_and_at_pictures(own):
    markup = browser(own.editor).get("/evidence-larkfield/").content.decode()
    told = configuration(markup)
    assert told["context"]["include"] == ["main"]
    assert {"image-alt", "heading-order", "link-name"} <= set(told["options"]["runOnly"])
    assert "empty-meta-description" not in told["options"]["runOnly"]
    editor = browser(own.editor).get(reverse("wagtailadmin_pages:edit", args=[own.page.pk])).content.decode()
    assert configuration(editor)["context"]["include"] == ["main"]


def test_readers_get_no_checker_and_no_query_for_it(own, client):
    assert "wagtail-userbar" not in client.get("/evidence-larkfield/").content.decode()
    assert "wagtail-userbar" not in browser(UserFactory()).get("/evidence-larkfield/").content.decode()


def test_public_page_for_an_editor_carries_no_inline_script_or_style(own):
    markup = browser(own.editor).get("/evidence-larkfield/").content.decode()
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", markup)
    assert scripts == [] and " style=" not in markup and "<style" not in markup


# --- Translation ------------------------------------------------------------------------------------------------------
@pytest.fixture
def translated(own, django_capture_on_commit_callbacks):
    """A page whose twin an editor began, by the button of the editing screens."""
    welsh_home()
    set_up_sites()
    GuidancePage.objects.filter(pk=own.page.pk).update(review_on="2027-01-01", licence="own_use")
    welsh = Locale.objects.get(language_code="cy")
    address = reverse("wagtail_localize:submit_page_translation", args=[own.page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert browser(own.editor).post(address, {"locales": welsh.pk}).status_code == 302
    return GuidancePage.objects.get(translation_key=own.page.translation_key, locale=welsh)


def test_editor_translates_a_page_of_their_site(own, translated):
    assert not translated.live and translated.get_parent().specific == HomePage.objects.get(locale=translated.locale)
    answer = browser(own.editor).get(reverse("wagtailadmin_pages:edit", args=[translated.pk]))
    assert answer.status_code == 200
    assert reverse("page-languages", args=[translated.pk]) in answer.content.decode()


def test_blocks_are_translated_sentence_by_sentence(own, translated):
    source = TranslationSource.objects.get_for_instance(own.page)
    strings = set(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))
    assert {"First", "Send totals.", "What to send.", own.page.title} <= strings


def test_day_and_licence_are_the_same_in_both_languages(own, translated):
    assert (str(translated.review_on), translated.licence) == ("2027-01-01", "own_use")
    source = TranslationSource.objects.get_for_instance(own.page)
    strings = set(StringSegment.objects.filter(source=source).values_list("context__path", flat=True))
    assert not strings & {"review_on", "licence"}
    GuidancePage.objects.filter(pk=own.page.pk).update(review_on="2028-01-01")
    source.update_from_db()
    Translation.objects.get().save_target(user=own.editor, publish=False)
    translated.refresh_from_db()
    assert str(translated.get_latest_revision_as_object().review_on) == "2028-01-01"


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_twin_is_brought_up_to_date_as_a_draft(own, translated, role, django_capture_on_commit_callbacks):
    source = TranslationSource.objects.get_for_instance(own.page)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    person = browser(getattr(own, role))
    assert person.get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert "is a draft now" in shown(person.post(address, {"publish_translations": "on"}, follow=True))
    assert not Page.objects.get(pk=translated.pk).live
    other = desk("Moorland")
    assert browser(other.publisher).get(address).status_code == 302


def test_translation_is_kept_to_its_site(own, translated):
    other = desk("Moorland")
    translation = Translation.objects.get()
    segment = StringSegment.objects.first()
    stranger = browser(other.publisher)
    for name, arguments in {
        "edit_string_translation": [translation.pk, segment.pk],
        "download_pofile": [translation.pk],
        "preview_translation": [translation.pk],
        "stop_translation": [translation.pk],
    }.items():
        answer = stranger.get(reverse(f"wagtail_localize:{name}", args=arguments))
        assert answer.status_code in (302, 403, 405), name
        assert "Larkfield" not in answer.content.decode()


def publish_translation(person, page: Page, capture):
    """The button of the form of a translation."""
    with capture(execute=True):
        return browser(person).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True
        )


def test_publisher_publishes_a_translation(own, translated, django_capture_on_commit_callbacks):
    publish_translation(own.editor, translated, django_capture_on_commit_callbacks)
    assert not Page.objects.get(pk=translated.pk).live
    publish_translation(own.publisher, translated, django_capture_on_commit_callbacks)
    assert Page.objects.get(pk=translated.pk).live


def test_translation_that_is_not_finished_is_not_published_where_both_are_needed(
    own, translated, django_capture_on_commit_callbacks
):
    CouncilSite.objects.update(needs_welsh=True)
    answer = publish_translation(own.publisher, translated, django_capture_on_commit_callbacks)
    assert "sentences are not translated yet" in shown(answer)
    assert not Page.objects.get(pk=translated.pk).live
    translate_all()
    publish_translation(own.publisher, translated, django_capture_on_commit_callbacks)
    page = GuidancePage.objects.get(pk=translated.pk)
    assert page.live and page.body[0].value == "CY First"


def translate_all(words: str = "CY {}") -> None:
    """Write a translation of every sentence; the address stays that of the page."""
    translation = Translation.objects.get()
    for segment in StringSegment.objects.filter(source=translation.source).exclude(context__path="slug"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=words.format(segment.string.data),
        )


def test_translation_that_breaks_a_rule_is_not_published(own, translated, django_capture_on_commit_callbacks):
    translate_all("Yr un")
    own.page.body = [("heading", "A"), ("heading", "B")]
    own.page.save_revision().publish()
    TranslationSource.objects.get().update_from_db()
    translation = Translation.objects.get()
    for segment in StringSegment.objects.filter(source=translation.source, string__data__in=["A", "B"]):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=translation.target_locale, context=segment.context, data="Yr un"
        )
    answer = publish_translation(own.publisher, translated, django_capture_on_commit_callbacks)
    assert "Two headings of this page say the same" in shown(answer)
    assert not Page.objects.get(pk=translated.pk).live


def test_only_language_that_is_left_is_chosen_already(own):
    answer = browser(own.editor).get(reverse("wagtail_localize:submit_page_translation", args=[own.page.pk]))
    welsh = Locale.objects.get(language_code="cy")
    assert re.search(rf'<input [^>]*name="locales" value="{welsh.pk}"[^>]* checked', answer.content.decode())


def test_both_are_sent_with_every_sentence_translated_by_then_and_not_before(own, translated):
    address = reverse("page-languages", args=[own.page.pk])
    own.page.get_latest_revision() or own.page.save_revision()
    answer = browser(own.editor).post(address)
    assert "sentences are not translated yet" in shown(answer)
    assert not Page.objects.get(pk=translated.pk).workflow_in_progress
    translate_all()
    assert browser(own.editor).post(address).status_code == 302
    page = Page.objects.get(pk=translated.pk)
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().body[0].value == "CY First"
    said = shown(browser(own.editor).get(address))
    assert "What is new is with the publishers of your site" in said and "Send both" not in said
    browser(own.publisher).post(address)
    assert GuidancePage.objects.get(pk=translated.pk).live
    assert GuidancePage.objects.get(pk=translated.pk).body[0].value == "CY First"


def test_twin_of_a_home_page_belongs_to_its_people_at_once(own):
    welsh = Locale.objects.get(language_code="cy")
    address = reverse("wagtail_localize:submit_page_translation", args=[own.home.pk])
    browser(own.editor).post(address, {"locales": welsh.pk})
    home = HomePage.objects.get(locale=welsh)
    assert browser(own.editor).get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 200


def test_snippets_are_listed_for_those_who_may_change_them(own):
    address = reverse("wagtail_localize:snippets_api_listing", args=["cms", "councilsite"])
    assert browser(own.publisher).get(address).status_code == 302
    missing = reverse("wagtail_localize:snippets_api_listing", args=["cms", "nothing"])
    assert browser(own.publisher).get(missing).status_code == 404
    submit = reverse("wagtail_localize:submit_snippet_translation", args=["cms", "councilsite", "1"])
    assert browser(own.publisher).get(submit).status_code == 302


def test_preview_of_a_draft_shows_the_page(own):
    sent(own.editor, own.page, body=[("heading", "Second"), ("text", rich_text("<p>New words.</p>"))])
    draft = browser(own.editor).get(reverse("wagtailadmin_pages:view_draft", args=[own.page.pk]))
    assert "New words." in shown(draft)

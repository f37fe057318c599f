"""Nobody reaches what another council edits by typing its number, on any screen that takes one."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from cms.models import CouncilDocument, CouncilImage, GuidancePage, MeasureNote
from tests.cms.editing import submitted, two_desks
from tests.cms.pictures import a_png
from tests.factories import UserFactory
from tests.returns.pages import browser

pytestmark = pytest.mark.django_db
SECRET = "Moorland"
# What a council is called is no secret: its site bears the name, and so do its groups and its workflow.
WORDS = [f"{SECRET} {what}" for what in ("evidence", "draft", "picture", "document", "words", "Council")]
WORDS += [f"{SECRET}person"]


@pytest.fixture
def desks():
    """One's own site and another council's, which has something of every kind."""
    own, other = two_desks()
    type(other.editor).objects.filter(pk=other.editor.pk).update(first_name=f"{SECRET}person")
    collection, council = other.editing.collection, other.settings.council
    picture = CouncilImage.objects.create(title=f"{SECRET} picture", file=a_png(), collection=collection)
    file = ContentFile(b"%PDF", name="moor.pdf")
    document = CouncilDocument.objects.create(title=f"{SECRET} document", file=file, collection=collection)
    note = MeasureNote.objects.create(council=council, code="M1", plain=f"{SECRET} words", locale=Locale.get_default())
    page = submitted(other.page, other.editor)
    Page.objects.filter(pk=page.pk).update(owner=other.editor, locked=True, locked_by=other.editor)
    for thing in (picture, document, note):
        log(thing, "wagtail.edit", user=other.editor)
    log(page, "wagtail.edit", user=other.editor)
    source, _new = TranslationSource.get_or_create_from_instance(note)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="cy"))
    translation.save_target()
    draft = other.home.add_child(instance=GuidancePage(title=f"{SECRET} draft", summary="x", live=False))
    theirs = SimpleNamespace(
        page=page, draft=draft, picture=picture, document=document, note=note, source=source, translation=translation
    )
    return own, theirs


def addresses(own, theirs) -> list[str]:
    """Screens that take a number of something, which is another council's, and lists that name people."""
    page, picture, document, note = (one.pk for one in (theirs.page, theirs.picture, theirs.document, theirs.note))
    translation, segment = theirs.translation.pk, StringSegment.objects.get(source=theirs.source).pk
    of_note = ["cms", "measurenote", note]
    named = [
        ("wagtailadmin_pages:move_confirm", [page, own.home.pk]),
        ("wagtailadmin_pages:move_confirm", [own.page.pk, page]),
        ("wagtailadmin_pages:confirm_workflow_cancellation", [page]),
        ("wagtailadmin_choose_page_child", [page]),
        ("wagtailadmin_choose_page_child", [theirs.draft.pk]),
        ("wagtailadmin_explore", [page]),
        ("wagtailimages_chooser:select_format", [picture]),
        ("wagtailimages:preview", [picture, "original"]),
        ("wagtailimages:image_usage", [picture]),
        ("wagtaildocs:document_usage", [document]),
        ("wagtail_localize:submit_snippet_translation", of_note),
        ("wagtail_localize:update_translations", [theirs.source.pk]),
        ("wagtail_localize:snippets_api_detail", of_note),
        ("wagtail_localize:snippets_api_listing", ["cms", "measurenote"]),
        ("wagtail_localize:download_pofile", [translation]),
        ("wagtail_localize:edit_string_translation", [translation, segment]),
        ("wagtailsnippetchoosers_cms_measurenote:choose", []),
        ("wagtailsnippetchoosers_cms_measurenote:choose_results", []),
        ("wagtailsnippetchoosers_cms_measurenote:chosen", [note]),
        ("wagtailadmin_api:images:listing", []),
        ("wagtailadmin_api:images:detail", [picture]),
        ("wagtailadmin_api:documents:listing", []),
        ("wagtailadmin_api:documents:detail", [document]),
        ("wagtailadmin_api:pages:detail", [page]),
        *((f"wagtailadmin_reports:{name}", []) for name in ("site_history", "site_history_results", "workflow")),
        *((f"wagtailadmin_reports:{name}", []) for name in ("locked_pages", "workflow_tasks", "aging_pages")),
        ("wagtailadmin_explore_root", []),
        ("wagtailadmin_explore", [own.home.pk]),
        ("wagtailadmin_pages:search", []),
    ]
    ticked = [
        ("wagtailsnippetchoosers_cms_measurenote:chosen_multiple", [], f"id={note}"),
        ("wagtailadmin_choose_page_chosen_multiple", [], f"id={page}"),
        ("wagtail_bulk_action", ["cms", "measurenote", "delete"], f"id={note}"),
        ("wagtail_bulk_action", ["cms", "measurenote", "delete"], "id=all"),
        *(("wagtail_bulk_action", ["cms", "councilimage", name], f"id={picture}") for name in ("delete", "add_tags")),
        ("wagtail_bulk_action", ["cms", "councildocument", "delete"], f"id={document}"),
        *(("wagtail_bulk_action", ["wagtailcore", "page", name], f"id={page}") for name in ("move", "publish")),
        ("wagtail_bulk_action", ["wagtailcore", "page", "delete"], "id=all"),
        ("wagtail_bulk_action", ["wagtailcore", "page", "delete"], f"id=all&childOf={theirs.draft.get_parent().pk}"),
    ]
    found = [reverse(name, args=arguments) for name, arguments in named]
    return found + [f"{reverse(name, args=arguments)}?{query}" for name, arguments, query in ticked]


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_no_screen_shows_anything_of_another_council(desks, role):
    own, theirs = desks
    person, leaks = browser(getattr(own, role)), {}
    for address in addresses(own, theirs):
        answer = person.get(address)
        said = answer.content.decode(errors="ignore")
        leaks[address] = [words for words in WORDS if words in said]
        assert answer.status_code in (200, 302, 403, 404, 405), address
    assert not {address: words for address, words in leaks.items() if words}


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_nothing_of_another_council_is_changed_by_its_number(desks, role, django_capture_on_commit_callbacks):
    own, theirs = desks
    person, note = browser(getattr(own, role)), theirs.note
    segment = StringSegment.objects.get(source=theirs.source)
    edit = reverse("wagtail_localize:edit_string_translation", args=[theirs.translation.pk, segment.pk])
    with django_capture_on_commit_callbacks(execute=True):
        person.put(edit, encode_multipart(BOUNDARY, {"value": "Not theirs"}), content_type=MULTIPART_CONTENT)
        for address in addresses(own, theirs):
            person.post(address, {"value": "Not theirs", "locales": theirs.translation.target_locale_id})
        person.post(reverse("wagtail_localize:stop_translation", args=[theirs.translation.pk]))
        person.post(reverse("wagtail_localize:upload_pofile", args=[theirs.translation.pk]))
    assert MeasureNote.objects.filter(pk=note.pk, plain=note.plain).exists()
    assert not StringTranslation.objects.exists()
    assert Translation.objects.get().enabled
    assert Page.objects.get(pk=theirs.page.pk).get_parent().pk == theirs.draft.get_parent().pk


def test_what_is_ones_own_still_opens(desks):
    own, theirs = desks
    person = browser(own.editor)
    picture = CouncilImage.objects.create(title="Larkfield picture", file=a_png(), collection=own.editing.collection)
    note = MeasureNote.objects.create(
        council=own.settings.council, code="M1", plain="Larkfield words", locale=Locale.get_default()
    )
    for name, arguments in {
        "wagtailadmin_choose_page_child": [own.home.pk],
        "wagtailimages_chooser:select_format": [picture.pk],
        "wagtailadmin_api:images:detail": [picture.pk],
        "wagtail_localize:submit_snippet_translation": ["cms", "measurenote", note.pk],
        "wagtail_localize:snippets_api_detail": ["cms", "measurenote", note.pk],
        "wagtailsnippetchoosers_cms_measurenote:chosen": [note.pk],
        "wagtailadmin_pages:edit": [own.page.pk],
    }.items():
        answer = person.get(reverse(name, args=arguments))
        assert (answer.status_code, "Larkfield" in answer.content.decode()) == (200, True), name
    listing = person.get(reverse("wagtail_localize:snippets_api_listing", args=["cms", "measurenote"]))
    assert "Larkfield Council" in listing.content.decode()
    delete = reverse("wagtail_bulk_action", args=["cms", "measurenote", "delete"])
    person.post(f"{delete}?id=all")
    assert [left.council for left in MeasureNote.objects.exclude(locale__language_code="cy")] == [theirs.note.council]


def test_whoever_runs_the_portal_opens_everything(desks):
    _own, theirs = desks
    person = browser(UserFactory(is_superuser=True))
    for name, arguments in {
        "wagtailadmin_choose_page_child": [theirs.page.pk],
        "wagtailadmin_api:images:detail": [theirs.picture.pk],
        "wagtail_localize:download_pofile": [theirs.translation.pk],
        "wagtailadmin_reports:site_history": [],
    }.items():
        assert SECRET in person.get(reverse(name, args=arguments)).content.decode(), name


def test_number_that_nothing_has_is_not_found_and_no_number_breaks_nothing(desks):
    person = browser(desks[0].editor)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    several = reverse("wagtailadmin_choose_page_chosen_multiple")
    for address in (f"{several}?id=x", f"{several}?id={10**30}", f"{bulk}?id={10**30}"):
        assert person.get(address).status_code in (302, 403, 404), address

"""No way past a publisher: copies under another address, and what screens ask for in the background."""

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import OverridableSegment, Translation

from cms.actions.setting_up import set_up_sites
from cms.models import GuidancePage
from tests.cms.editing import desk, submitted
from tests.cms.sites import guidance, welsh_home
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    """The portal's own site with people who edit it, and its home page in both languages."""
    found = desk(site=Site.objects.get())
    welsh_home()
    set_up_sites()
    return found


@pytest.fixture
def twin(own, django_capture_on_commit_callbacks):
    """The draft of a translation."""
    return translated(own.editor, own.page, django_capture_on_commit_callbacks)


def translated(person, page: Page, capture) -> Page:
    welsh = Locale.objects.get(language_code="cy")
    with capture(execute=True):
        submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        assert browser(person).post(submit, {"locales": welsh.pk}).status_code == 302
    return GuidancePage.objects.get(translation_key=page.translation_key, locale=welsh)


def test_editor_makes_no_twin_public_by_letting_it_mirror_the_other_language(own, twin):
    address = reverse("wagtail_localize:convert_to_alias", args=[twin.pk])
    for person in (browser(own.editor), browser(desk("Moorland").publisher)):
        person.post(address)
        page = Page.objects.get(pk=twin.pk)
        assert not page.live and page.alias_of_id is None
    browser(own.publisher).post(address)
    assert Page.objects.get(pk=twin.pk).alias_of_id == own.page.pk


def test_translating_a_page_makes_nothing_above_it_public(own, django_capture_on_commit_callbacks):
    below = guidance("Below", parent=own.page, slug="below")
    welsh = Locale.objects.get(language_code="cy")
    submit = reverse("wagtail_localize:submit_page_translation", args=[below.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser(own.editor).post(submit, {"locales": welsh.pk}, follow=True)
    assert f"Translate “{own.page.title}” first" in shown(answer)
    assert not Page.objects.filter(locale=welsh, depth__gt=2).exists()
    above = translated(own.editor, own.page, django_capture_on_commit_callbacks)
    assert translated(own.editor, below, django_capture_on_commit_callbacks).get_parent().pk == above.pk
    assert not Page.objects.filter(locale=welsh, depth__gt=2, live=True).exists()


@pytest.mark.parametrize("role", ["editor", "publisher"])
@pytest.mark.parametrize("action", ["publish", "unpublish", "copy", "create_alias", "convert_alias", "delete", "move"])
def test_nothing_is_done_to_a_page_in_the_background(own, role, action):
    own.page.title = "By the back door"
    own.page.save_revision()
    before = Page.objects.count()
    person = browser(getattr(own, role))
    address = reverse("wagtailadmin_api:pages:action", args=[own.page.pk, action])
    data = {"update_slug": "other", "slug": "other", "destination_page_id": own.home.pk, "keep_live": True}
    assert person.post(address, data).status_code == 404
    page = Page.objects.get(pk=own.page.pk)
    assert (page.live, page.title != "By the back door", Page.objects.count()) == (True, True, before)


def test_link_that_a_translator_writes_leads_to_an_address_before_it_is_public(own, django_capture_on_commit_callbacks):
    own.page.body = [("heading", "First"), ("text", '<p>Send <a href="https://gov.uk/">your totals</a>.</p>')]
    own.page.save_revision().publish()
    twin = translated(own.editor, own.page, django_capture_on_commit_callbacks)
    translation = Translation.objects.get()
    link = OverridableSegment.objects.get(source=translation.source, data_json__contains="gov.uk")
    edit = reverse("wagtail_localize:edit_override", args=[translation.pk, link.pk])
    sent = encode_multipart(BOUNDARY, {"value": "javascript:alert(1)"})
    browser(own.editor).put(edit, sent, content_type=MULTIPART_CONTENT)
    with django_capture_on_commit_callbacks(execute=True):
        form = reverse("wagtailadmin_pages:edit", args=[twin.pk])
        answer = browser(own.publisher).post(form, {"action": "publish"}, follow=True)
    assert "one of them is not an address of a page" in shown(answer)
    assert not Page.objects.get(pk=twin.pk).live


def test_nobody_publishes_what_they_sent_from_a_list(own):
    page = submitted(own.page, own.publisher)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = browser(own.publisher).post(f"{bulk}?next=/cms/&id={page.pk}", follow=True)
    assert "somebody else publishes it" in shown(answer)
    assert not Page.objects.get(pk=page.pk).title.endswith(", again")


def test_nobody_publishes_a_translation_that_they_sent(own, twin, django_capture_on_commit_callbacks):
    sent_twin = submitted(twin, own.publisher)
    with django_capture_on_commit_callbacks(execute=True):
        form = reverse("wagtailadmin_pages:edit", args=[sent_twin.pk])
        answer = browser(own.publisher).post(form, {"action": "publish"}, follow=True)
    assert "somebody else publishes it" in shown(answer)
    assert not Page.objects.get(pk=twin.pk).live

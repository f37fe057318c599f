"""Notes about measures: what they may say, and who writes for which council."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, Site

from cms.editing.measures import MeasureNoteViewSet
from cms.models import CouncilSite, HomePage, MeasureNote, SiteEditing
from cms.models.measure_note import notes_for
from tests.cms.frameworks import note, starter
from tests.cms.sites import of_council
from tests.factories import CouncilFactory, UserFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(MeasureNoteViewSet().get_url_name(name), args=args)


def editor_of(page):
    """Somebody who edits the pages from `page` downwards."""
    group = Group.objects.create(name=f"Editors of {page.title} {page.pk}")
    group.permissions.set(SiteEditing.objects.first().editors.permissions.all())
    for permission in ("add", "change"):
        GroupPagePermission.objects.create(group=group, page=page, permission_type=permission)
    person = UserFactory()
    person.groups.add(group)
    return person


def first_home():
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def two_sites():
    """The site of Larkfield, and the one of another council beside it."""
    starter()
    larkfield = of_council()
    words = {"title": "Other", "slug": "other", "introduction": "Words.", "summary": "Words."}
    english = Locale.objects.get(language_code="en-gb")
    home = Page.objects.get(depth=1).add_child(instance=HomePage(locale=english, **words))
    site = Site.objects.create(hostname="other.example", root_page=home)
    return larkfield, CouncilSite.objects.create(site=site, council=CouncilFactory(name="Other Council"))


def data(**fields):
    empty = dict.fromkeys(("title", "good_example", "bad_example"), "")
    return empty | {"code": "M1.01", "council": "", "plain": "Hire people."} | fields


# --- What a note may say ----------------------------------------------------------------------------------------------
def test_title_is_written_in_welsh_only():
    for code, refused in (("en-gb", True), ("cy", False)):
        one = MeasureNote(code="M1", title="T", locale=Locale.objects.get(language_code=code))
        if refused:
            with pytest.raises(ValidationError):
                one.full_clean()
        else:
            one.full_clean()


def test_note_says_something():
    with pytest.raises(ValidationError):
        MeasureNote(code="M1", locale=Locale.objects.get(language_code="en-gb")).full_clean()


@pytest.mark.parametrize("of_one", [True, False])
def test_there_is_one_note_a_measure_council_and_language(of_one):
    council = CouncilFactory() if of_one else None
    note(plain="One", council=council)
    note(plain="Un", council=council, language="cy")
    with pytest.raises(IntegrityError):
        note(plain="Two", council=council)


def test_own_note_comes_first_and_those_of_others_never():
    council = CouncilFactory()
    of_all = note(plain="All")
    own = note(plain="Own", council=council)
    note(plain="Others", council=CouncilFactory())
    assert list(notes_for(council.pk, "en-gb")) == [own, of_all]
    assert list(notes_for(None, "en-gb")) == [of_all]
    assert list(notes_for(council.pk, "cy")) == []


def test_names_say_whose_it_is():
    assert str(note(plain="x")) == "M1.01"
    assert str(note(plain="x", council=CouncilFactory(name="Larkfield"))) == "M1.01 (Larkfield)"


# --- Who writes -------------------------------------------------------------------------------------------------------
def test_editors_write_notes(client):
    starter()
    client.force_login(editor_of(first_home()))
    assert "M1.04" in client.get(url("add")).content.decode()
    response = client.post(url("add"), data(code="M1.04"))
    assert response.status_code == 302
    assert MeasureNote.objects.get().code == "M1.04"


def test_measure_is_one_that_the_council_publishes(two_sites, client):
    larkfield, _other = two_sites
    client.force_login(editor_of(first_home()))
    response = client.post(url("add"), data(code="M99.99", council=larkfield.council_id))
    assert "Select a valid choice" in response.content.decode()
    assert not MeasureNote.objects.exists()


def test_editor_writes_for_the_councils_of_own_sites_only(two_sites, client):
    larkfield, other = two_sites
    client.force_login(editor_of(first_home()))
    page = client.get(url("add")).content.decode()
    assert "Larkfield Council" in page
    assert "Other Council" not in page
    for council in ("", other.council_id):
        assert client.post(url("add"), data(council=council)).status_code == 200
    assert not MeasureNote.objects.exists()
    assert client.post(url("add"), data(council=larkfield.council_id)).status_code == 302
    assert MeasureNote.objects.get().council == larkfield.council


@pytest.mark.parametrize("screen", ["edit", "delete", "copy", "history", "usage"])
def test_notes_of_other_councils_are_not_there(two_sites, client, screen):
    larkfield, other = two_sites
    mine, theirs = (note(plain="Words", council=one.council) for one in (larkfield, other))
    of_all = note(plain="Words")
    client.force_login(editor_of(first_home()))
    assert client.get(url(screen, mine.pk)).status_code == 200
    assert client.get(url(screen, theirs.pk)).status_code == 404
    assert client.get(url(screen, of_all.pk)).status_code == 404


def test_list_has_the_notes_of_own_sites(two_sites, client):
    larkfield, other = two_sites
    note("M1.02", plain="a", council=larkfield.council)
    note("M1.03", plain="b", council=other.council)
    client.force_login(editor_of(first_home()))
    page = client.get(url("list")).content.decode()
    assert "M1.02" in page
    assert "M1.03" not in page


def test_who_edits_every_site_writes_for_all(two_sites, client):
    client.force_login(editor_of(Page.objects.get(depth=1)))
    assert client.post(url("add"), data()).status_code == 302
    assert MeasureNote.objects.get().council is None


def test_people_who_are_no_editors_see_no_notes(client):
    one = note(plain="x")
    client.force_login(UserFactory())
    for address in (url("list"), url("add"), url("edit", one.pk)):
        assert client.get(address).status_code in (302, 403)

"""Editors write and publishers publish, on their own site: nobody sees anything of another council's."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site, Workflow

from audit.models import AuditEvent
from audit.queries import sentence_for
from cms.actions.setting_up import set_up_editing, set_up_sites
from cms.editing.rights import _step, give_rights
from cms.events import CmsEvent
from cms.models import CouncilDocument, CouncilImage, SiteEditing
from tests.cms.editing import desk, two_desks
from tests.cms.pictures import a_png
from tests.cms.sites import twin_of, welsh_home
from tests.factories import UserFactory
from tests.returns.pages import browser

pytestmark = pytest.mark.django_db
SECRET = "Moorland"


@pytest.fixture
def desks():
    """One's own site and another's, which has a picture and a document too."""
    own, other = two_desks()
    for one, name in ((own, "Larkfield"), (other, SECRET)):
        collection = one.editing.collection
        CouncilImage.objects.create(title=f"{name} picture", file=a_png(), collection=collection)
        CouncilDocument.objects.create(
            title=f"{name} document", file=ContentFile(b"%PDF", name=f"{name}.pdf"), collection=collection
        )
    return own, other


# --- What a site is given ---------------------------------------------------------------------------------------------
def test_site_of_a_new_portal_has_its_roles_from_the_migration():
    editing = SiteEditing.objects.get(site=Site.objects.get())
    assert (editing.editors.name, editing.publishers.name) == ("Editors of Social value", "Publishers of Social value")
    assert editing.collection.get_parent() == Collection.get_first_root_node()
    assert editing.workflow.tasks.get().specific.groups.get() == editing.publishers
    assert Site.objects.get().root_page.get_workflow() == editing.workflow


@pytest.mark.parametrize("name", ["Editors", "Moderators"])
def test_groups_of_wagtail_see_nothing_by_themselves(name):
    group = Group.objects.get(name=name)
    assert not GroupPagePermission.objects.filter(group=group).exists()
    assert not GroupCollectionPermission.objects.filter(group=group).exists()
    assert [permission.codename for permission in group.permissions.all()] == ["access_admin"]
    assert not Workflow.objects.get(name="Moderators approval").active


def test_setting_up_is_recorded_once_and_changes_nothing_twice():
    site = desk().site
    assert AuditEvent.objects.get(event=CmsEvent.EDITING_SET_UP.code).subject_id == str(site.editing.pk)
    assert set_up_editing(site=site, by=None) is False
    assert set_up_sites() == 0
    assert AuditEvent.objects.filter(event=CmsEvent.EDITING_SET_UP.code).count() == 1
    assert Collection.find_problems() == ([], [], [], [], [])


def test_event_is_told_in_a_sentence():
    desk()
    event = AuditEvent.objects.get(event=CmsEvent.EDITING_SET_UP.code)
    assert sentence_for(event) == "The portal set up who writes and who publishes on the site"


def test_new_home_page_comes_under_the_same_people():
    own = desk(site=Site.objects.get())
    home = welsh_home()
    assert not home.permissions_for_user(own.editor).can_edit()
    assert set_up_sites() == 1
    person = type(own.editor).objects.get(pk=own.editor.pk)
    assert home.permissions_for_user(person).can_edit()
    assert home.get_workflow() == own.editing.workflow


def test_site_of_another_name_renames_its_groups_and_keeps_their_people():
    own = desk()
    Site.objects.filter(pk=own.site.pk).update(site_name="Pant y Wennol")
    set_up_sites()
    assert own.editor.groups.get().name == "Editors of Pant y Wennol"
    assert own.editing.__class__.objects.get(site=own.site).workflow.name == "the publishers of Pant y Wennol"


def test_two_sites_of_one_name_have_groups_of_their_own():
    first = desk()
    Site.objects.exclude(pk=first.site.pk).update(site_name=first.site.site_name)
    set_up_sites()
    names = Group.objects.filter(name__startswith="Editors of Larkfield").values_list("name", flat=True)
    assert len(set(names)) == 2


def test_group_that_was_deleted_is_made_again():
    own = desk()
    own.editing.editors.delete()
    assert set_up_sites() == 1
    assert SiteEditing.objects.get(site=own.site).editors is not None


def test_only_publishers_and_whoever_runs_the_portal_set_up_a_site():
    own, other = two_desks()
    for person in (own.editor, other.publisher, UserFactory()):
        with pytest.raises(PermissionDenied):
            set_up_editing(site=own.site, by=person)
    assert set_up_editing(site=own.site, by=own.publisher) is False
    assert set_up_editing(site=own.site, by=UserFactory(is_superuser=True)) is False


def test_saving_the_settings_of_a_site_sets_it_up():
    own = desk()
    own.editing.workflow.delete()
    address = reverse("wagtailsettings:edit", args=["cms", "councilsite", own.site.pk])
    browser(own.publisher).post(address, {"footer": "Made with care"})
    own.settings.refresh_from_db()
    assert own.settings.footer == "Made with care"
    assert SiteEditing.objects.get(site=own.site).workflow is not None


def test_rights_can_be_given_by_a_migration_and_by_an_action_alike():
    assert give_rights(apps, Site.objects.get()) is False


@pytest.mark.parametrize(("number", "place"), [(1, "0001"), (35, "000Z"), (36, "0010"), (1296, "0100")])
def test_places_in_the_tree_are_those_of_treebeard(number, place):
    assert _step(number) == place == Page._int2str(number).rjust(4, "0")


# --- What each may do -------------------------------------------------------------------------------------------------
def test_editor_writes_and_does_not_publish(desks):
    own, other = desks
    may = own.page.permissions_for_user(own.editor)
    assert may.can_edit() and may.can_submit_for_moderation() and may.can_add_subpage()
    assert not (may.can_publish() or may.can_unpublish() or may.can_lock() or may.can_delete())
    theirs = other.page.permissions_for_user(own.editor)
    assert not (theirs.can_edit() or theirs.can_add_subpage() or theirs.can_publish())


def test_publisher_writes_publishes_and_sets_the_site(desks):
    own, other = desks
    may = own.page.permissions_for_user(own.publisher)
    assert may.can_edit() and may.can_publish() and may.can_unpublish() and may.can_lock()
    assert not other.page.permissions_for_user(own.publisher).can_edit()
    settings = reverse("wagtailsettings:edit", args=["cms", "councilsite", own.site.pk])
    assert browser(own.publisher).get(settings).status_code == 200
    assert 'name="council"' not in browser(own.publisher).get(settings).content.decode()
    assert browser(own.editor).get(settings).status_code == 302
    theirs = reverse("wagtailsettings:edit", args=["cms", "councilsite", other.site.pk])
    assert browser(own.publisher).get(theirs).status_code == 302


PAGES = [
    "/cms/",
    "/cms/pages/",
    "/cms/pages/1/",
    "/cms/pages/search/?q=Moorland",
    "/cms/images/",
    "/cms/images/?q=Moorland",
    "/cms/documents/",
    "/cms/documents/?q=Moorland",
    "/cms/images/chooser/",
    "/cms/images/chooser/results/?q=Moorland",
    "/cms/documents/chooser/",
    "/cms/documents/chooser/results/?q=Moorland",
    "/cms/choose-page/",
    "/cms/choose-page/1/",
    "/cms/choose-page/search/?q=Moorland",
    "/cms/reports/locked/",
    "/cms/reports/workflow/",
    "/cms/reports/workflow_tasks/",
    "/cms/reports/site-history/",
    "/cms/reports/aging-pages/",
    "/cms/reports/page-types-usage/",
    "/cms/reports/twins/",
    "/cms/reports/review/",
    "/cms/localize/reports/translations/",
    "/cms/settings/cms/councilsite/",
]


THEIRS = [f"{SECRET} {thing}" for thing in ("evidence", "picture", "document", "Council")] + [f"Editors of {SECRET}"]


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_nothing_of_another_council_is_shown(desks, role):
    own, other = desks
    other.page.get_workflow().start(other.page, other.editor)
    person, leaks = browser(getattr(own, role)), {}
    for address in PAGES:
        answer = person.get(address, follow=True)
        assert answer.status_code == 200, address
        leaks[address] = [words for words in THEIRS if words in answer.content.decode()]
    assert not {address: words for address, words in leaks.items() if words}


def test_what_is_ones_own_is_shown(desks):
    person = browser(desks[0].editor)
    for address in ("/cms/images/chooser/", "/cms/documents/chooser/", "/cms/images/", "/cms/documents/"):
        assert "Larkfield" in person.get(address).content.decode(), address


OF_A_PAGE = [
    "edit",
    "view_draft",
    "history",
    "copy",
    "move",
    "delete",
    "unpublish",
    "usage",
    "workflow_history",
    "lock",
]


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_no_screen_of_another_councils_page_opens(desks, role):
    own, other = desks
    person = browser(getattr(own, role))
    addresses = [reverse(f"wagtailadmin_pages:{name}", args=[other.page.pk]) for name in OF_A_PAGE]
    for address in [*addresses, reverse("page-languages", args=[other.page.pk])]:
        answer = person.get(address)
        assert answer.status_code in (302, 403, 404, 405), address
        assert f"{SECRET} evidence" not in answer.content.decode(), address


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_no_file_of_another_council_opens_or_can_be_chosen(desks, role):
    own, other = desks
    picture = CouncilImage.objects.get(collection=other.editing.collection)
    document = CouncilDocument.objects.get(collection=other.editing.collection)
    person = browser(getattr(own, role))
    for name, thing in (("wagtailimages", picture), ("wagtaildocs", document)):
        assert person.get(reverse(f"{name}:edit", args=[thing.pk])).status_code == 302
        assert person.get(reverse(f"{name}_chooser:chosen", args=[thing.pk])).status_code in (302, 403, 404)


def test_other_councils_page_is_not_translated(desks):
    own, other = desks
    address = reverse("wagtail_localize:submit_page_translation", args=[other.page.pk])
    assert browser(own.publisher).get(address).status_code == 302
    assert browser(own.publisher).post(address, {"locales": "2"}).status_code == 302
    assert not other.page.get_translations().exists()
    mine = reverse("wagtail_localize:submit_page_translation", args=[own.page.pk])
    assert browser(own.editor).get(mine).status_code == 200


def test_whoever_runs_the_portal_sees_every_site(desks):
    person = browser(UserFactory(is_superuser=True))
    assert f"{SECRET} evidence" in person.get("/cms/choose-page/search/?q=Moorland").content.decode()
    assert person.get("/cms/localize/reports/translations/").status_code == 200


def test_twin_belongs_to_the_same_people():
    own = desk(site=Site.objects.get())
    twin = twin_of(own.page, title="Tystiolaeth")
    set_up_sites()
    person = type(own.editor).objects.get(pk=own.editor.pk)
    assert twin.permissions_for_user(person).can_edit()

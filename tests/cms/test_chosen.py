"""A page points to pictures, files and pages of its own site, whatever numbers somebody writes into its form."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from wagtail.test.utils.form_data import rich_text

from cms.editing.chosen import NOT_YOURS, chosen_on
from cms.models import CouncilDocument, CouncilImage, GuidancePage
from tests.cms.editing import Desk, sent, two_desks
from tests.cms.pictures import a_png
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def owned(desk: Desk) -> SimpleNamespace:
    """A picture, a file and a draft of a council."""
    collection = desk.editing.collection
    draft = desk.home.add_child(instance=GuidancePage(title=f"Draft {desk.site}", summary="x", live=False))
    file = ContentFile(b"%PDF-1.4", name="hours.pdf")
    return SimpleNamespace(
        picture=CouncilImage.objects.create(title="Gate", file=a_png(), collection=collection),
        file=CouncilDocument.objects.create(title="Hours", file=file, collection=collection),
        draft=draft,
    )


@pytest.fixture
def desks():
    own, other = two_desks()
    return own, owned(own), owned(other)


def a_picture(pk: int) -> tuple:
    shown = {"image": pk, "alt": "A gate", "is_decoration": False, "shows_nobody": True, "caption": ""}
    return ("image", shown)


def words(markup: str) -> tuple:
    return ("text", rich_text(f"<p>{markup}</p>"))


def ways_to_point(things: SimpleNamespace) -> dict[str, tuple]:
    page, file = things.draft.pk, things.file.pk
    return {
        "picture": a_picture(things.picture.pk),
        "link to a page": words(f'See <a linktype="page" id="{page}">how hours are counted</a>.'),
        "link to a file": words(f'See <a linktype="document" id="{file}">the sheet of hours</a>.'),
    }


@pytest.mark.parametrize("way", ["picture", "link to a page", "link to a file"])
@pytest.mark.parametrize("action", ["", "submit"])
def test_what_is_another_councils_is_refused_and_ones_own_is_taken(desks, way, action):
    own, mine, theirs = desks
    response = sent(own.editor, own.page, action, body=[ways_to_point(theirs)[way]])
    assert str(NOT_YOURS) in response.content.decode()
    assert not GuidancePage.objects.get(pk=own.page.pk).has_unpublished_changes
    response = sent(own.editor, own.page, "", body=[ways_to_point(mine)[way]])
    assert str(NOT_YOURS) not in response.content.decode()
    latest = GuidancePage.objects.get(pk=own.page.pk).get_latest_revision_as_object()
    assert len(chosen_on(latest)) == 1


def test_what_was_there_already_stays_for_whoever_edits_next(desks):
    own, _mine, theirs = desks
    portal = UserFactory(is_superuser=True)
    body = [ways_to_point(theirs)["picture"]]
    assert str(NOT_YOURS) not in sent(portal, own.page, "", body=body).content.decode()
    response = sent(own.editor, own.page, "", body=body, summary="Said anew.")
    assert str(NOT_YOURS) not in response.content.decode()
    assert GuidancePage.objects.get(pk=own.page.pk).get_latest_revision_as_object().summary == "Said anew."

"""Welsh titles of objectives and outcomes: what may be written, by whom, and that each stands once."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import Page

from cms.editing.part_titles import PartTitleViewSet
from cms.models import PartTitle
from cms.models.part_title import part_titles_for
from tests.cms.frameworks import part_title, starter
from tests.cms.test_measure_notes import editor_of, first_home, two_sites  # noqa: F401  (a fixture)
from tests.factories import CouncilFactory, UserFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(PartTitleViewSet().get_url_name(name), args=args)


def data(**fields):
    return {"of": "objective O1", "council": "", "welsh_title": "Gwaith i bobl leol"} | fields


def test_one_title_a_part_and_council():
    council = CouncilFactory()
    part_title("O1", "I bawb")
    own = part_title("O1", "Ein teitl ni", council=council)
    assert (str(own), [one.welsh_title for one in part_titles_for(council.pk)]) == (
        f"O1 ({council.name})", ["Ein teitl ni", "I bawb"],
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        part_title("O1", "Dau")


def test_editor_chooses_a_part_and_writes_its_title(two_sites, client):  # noqa: F811
    larkfield, other = two_sites
    client.force_login(editor_of(first_home()))
    page = client.get(url("add")).content.decode()
    assert "O1 Promote training and employment opportunities for local people" in page
    assert "OC10 Unaccompanied and isolated young people feel they belong" in page
    for council in ("", other.council_id):
        assert client.post(url("add"), data(council=council)).status_code == 200
    assert client.post(url("add"), data(of="objective X", council=larkfield.council_id)).status_code == 200
    assert not PartTitle.objects.exists()
    assert client.post(url("add"), data(council=larkfield.council_id)).status_code == 302
    written = PartTitle.objects.get()
    assert (written.part, written.code, written.council) == ("objective", "O1", larkfield.council)


def test_second_title_of_a_part_is_refused_with_words(client):
    starter()
    client.force_login(editor_of(Page.objects.get(depth=1)))
    one = part_title("O1", "Gwaith")
    refused = client.post(url("add"), data())
    assert "This has a title already" in refused.content.decode()
    assert client.post(url("edit", one.pk), data(welsh_title="Gwaith i bawb")).status_code == 302
    assert PartTitle.objects.get().welsh_title == "Gwaith i bawb"


@pytest.mark.parametrize("screen", ["edit", "delete", "copy", "history", "usage"])
def test_titles_of_other_councils_are_not_there(two_sites, client, screen):  # noqa: F811
    larkfield, other = two_sites
    mine, theirs = (part_title("O1", "Gwaith", council=one.council) for one in (larkfield, other))
    of_all = part_title("O1", "Gwaith")
    client.force_login(editor_of(first_home()))
    found = [client.get(url(screen, one.pk)).status_code for one in (mine, theirs, of_all)]
    assert found == [200, 404, 404]


def test_people_who_are_no_editors_see_no_titles(client):
    client.force_login(UserFactory())
    assert client.get(url("list")).status_code in (302, 403)

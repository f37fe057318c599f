"""The picture beside a link to a page where it is shared: its own, only while it may be shown, and else the logo."""

import re

import pytest
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from cms.actions.consents import withdraw_consent
from cms.models import CouncilImage, CouncilSite
from tests.cms.cases import NOW, a_consent, a_picture, editor_of, index_page, site_of, story
from tests.cms.families import disclosure, disclosures, item, news
from tests.cms.sites import guidance, of_council
from tests.factories import ContractFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def shared(address: str) -> dict[str, str]:
    """What a page says of its picture, and what kind of thing it says it is."""
    html = Client().get(address).content.decode()
    return dict(re.findall(r'<meta property="og:(image|image:alt|type)" content="(.*?)">', html))


def with_logo(site: CouncilSite) -> CouncilSite:
    site.logo = CouncilImage.objects.create(title="Arms", file=get_test_image_file("arms.png"))
    site.save()
    return site


def test_page_without_picture_or_logo_names_none():
    guidance()
    assert shared("/evidence/") == {"type": "website"}


def test_page_shows_the_logo_by_the_name_of_the_site():
    site = with_logo(of_council())
    guidance()
    expected = {"type": "website", "image": f"http://testserver{site.logo.file.url}", "image:alt": "Larkfield Council"}
    assert shared("/evidence/") == expected


def test_news_and_answers_are_articles_and_news_shows_its_picture():
    with_logo(of_council())
    picture = CouncilImage.objects.create(title="Hall", file=get_test_image_file())
    page = item(news())
    disclosure(disclosures())
    assert shared("/news/endorsed/")["image"].endswith(".png") and shared("/disclosures/foi/")["type"] == "article"
    for value, words in (("A hall &amp; a tree", "A hall & a tree"), (page.title, "")):
        block = {"image": picture, "alt": words, "is_decoration": not words, "caption": ""}
        page.picture = [("image", block)]
        page.save()
        said = shared("/news/endorsed/")
        assert said["type"] == "article" and said["image:alt"] == value
        assert said["image"] == f"http://testserver{picture.get_rendition('width-800').url}"


def test_case_study_shows_its_picture_while_the_consent_holds(time_machine):
    time_machine.move_to(NOW, tick=False)
    contract, editor = ContractFactory(), editor_of()
    site = with_logo(site_of(contract.council))
    index_page()
    consent = a_consent(contract.council, editor, covers="picture")
    page = story(contract, picture=a_picture(), picture_alt="A gate", picture_consent=consent)
    address = page.picture.get_rendition("width-960").url
    said = shared("/case-studies/a-garden/")
    assert said == {"type": "article", "image": f"http://testserver{address}", "image:alt": "A gate"}
    withdraw_consent(consent=consent, by=editor)
    assert shared("/case-studies/a-garden/") == {
        "type": "article",
        "image": f"http://testserver{site.logo.file.url}",
        "image:alt": site.name,
    }
    assert address not in Client().get("/case-studies/a-garden/").content.decode()

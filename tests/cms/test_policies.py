"""Policies: which version, what became of it, what came before and after, and how people answer a consultation."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from cms.models import CouncilDocument, PolicyPage
from tests.cms.families import policies, policy, queries_cold
from tests.cms.sites import of_council, twin_of, welsh_home
from tests.returns.pages import shown

pytestmark = pytest.mark.django_db
Status = PolicyPage.Status
DAY = date(2026, 6, 1)


@pytest.fixture
def index():
    return policies()


def sections(client) -> str:
    return shown(client.get("/policies/"))


@time_machine.travel("2026-07-10T09:00:00Z", tick=False)
def test_index_has_a_list_for_each_status(index, client):
    policy(index, title="Open one", slug="a", closes_on=date(2026, 7, 10))
    policy(index, title="Closed one", slug="b", closes_on=date(2026, 7, 9))
    policy(index, title="Adopted one", slug="c", status=Status.ADOPTED, adopted_on=DAY)
    policy(index, title="Old one", slug="d", status=Status.SUPERSEDED, adopted_on=DAY)
    words = sections(client)
    order = ["Open for comments", "Open one", "comments until 10 July 2026", "Drafts", "Closed one", "In force"]
    order += ["Adopted one", "adopted on 1 June 2026", "No longer in force", "Old one"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)


def test_list_without_a_policy_is_not_shown(index, client):
    policy(index, status=Status.ADOPTED, adopted_on=DAY)
    assert "No longer in force" not in sections(client) and "Open for comments" not in sections(client)


def test_page_says_version_status_and_days(index, client):
    policy(index, status=Status.ADOPTED, adopted_on=DAY)
    words = shown(client.get("/policies/policy/"))
    for part in ("Version 3.0", "Adopted on 1 June 2026", "look at it again on 31 March 2027", "Some words."):
        assert part in words
    assert "Tell us what you think" not in words


@time_machine.travel("2026-07-10T09:00:00Z", tick=False)
def test_consultation_says_how_to_answer_by_email_until_it_closes(index, client):
    of_council()
    page = policy(index, title="Working & paying", closes_on=date(2026, 7, 31))
    response = client.get("/policies/policy/")
    assert "You can send comments until 31 July 2026." in shown(response)
    assert "mailto:value@larkfield.example?subject=Working%20%26%20paying" in response.content.decode()
    page.comments_email = "draft@larkfield.example"
    page.save_revision().publish()
    assert "mailto:draft@larkfield.example?subject" in client.get("/policies/policy/").content.decode()
    page.closes_on = date(2026, 7, 9)
    page.save_revision().publish()
    response = client.get("/policies/policy/")
    assert "Comments closed on 9 July 2026." in shown(response)
    assert "mailto:draft@" not in response.content.decode()


def test_consultation_without_an_address_shows_no_empty_link(index, client):
    policy(index)
    assert "mailto:" not in client.get("/policies/policy/").content.decode()


def test_versions_lead_to_each_other_in_their_own_language(index, client):
    old = policy(index, title="Old policy", slug="old", version="2.0", status=Status.SUPERSEDED)
    new = policy(index, title="New policy", slug="new", supersedes=old, status=Status.ADOPTED, adopted_on=DAY)
    assert "A newer version has taken the place of this one: New policy, 3.0" in shown(client.get("/policies/old/"))
    assert "Takes the place of Old policy, 2.0" in shown(client.get("/policies/new/"))
    welsh_home()
    twin_of(old, title="Hen bolisi", slug="hen")
    twin_of(new, title="Polisi newydd", slug="newydd")
    parent = "/cy/policies-cy"
    assert "Polisi newydd, 3.0" in shown(client.get(f"{parent}/hen/"))
    words = shown(client.get(f"{parent}/newydd/"))
    assert "Hen bolisi, 2.0" in words and "Old policy" not in words
    assert queries_cold("/policies/new/") <= 8


def test_draft_of_the_next_version_is_not_shown(index, client):
    old = policy(index, title="Old policy", slug="old")
    policy(index, title="Secret policy", slug="new", supersedes=old).unpublish()
    assert "Secret policy" not in shown(client.get("/policies/old/"))


def test_what_is_adopted_has_a_day_and_nothing_takes_its_own_place(index):
    page = policy(index)
    page.status = Status.ADOPTED
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "adopted_on" in refused.value.message_dict
    page.status, page.supersedes = Status.DRAFT, page
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "supersedes" in refused.value.message_dict


def test_day_of_the_next_look_is_needed(index):
    page = policy(index)
    page.review_on = None
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "review_on" in refused.value.message_dict


def test_database_knows_the_statuses(index):
    policy(index)
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyPage.objects.update(status="gone")


def test_files_can_be_taken_away(index, client):
    document = CouncilDocument.objects.create(title="As a file", file=ContentFile(b"%PDF-1.4", name="p.pdf"))
    page = policy(index)
    page.downloads = [("files", {"files": [document]})]
    page.save_revision().publish()
    response = client.get("/policies/policy/")
    assert "As a file (PDF" in shown(response) and f'href="{document.url}"' in response.content.decode()
    assert queries_cold("/policies/policy/") <= 8

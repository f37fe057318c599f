"""What waits on the first page of the editing screens: suggestions, entries and posts, of one's own sites alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.actions.posting import post_for_entry
from cms.editing.panels import EntryPanel, PostPanel, SuggestionPanel
from cms.models import CaseStudySuggestion
from tests.cms.community import listed_entry, post_words, waiting_entry
from tests.cms.editing import two_desks
from tests.factories import ContractFactory, SupplierReturnFactory, UserFactory
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
HEADINGS = ("Case studies suggested", "Directory: waiting for you", "Needs and offers: waiting for you")


@pytest.fixture
def desks():
    return two_desks()


def fill(desk, rows: int) -> None:
    """So many of each kind, waiting on a council's site."""
    council = desk.settings.council
    for number in range(rows):
        contract = ContractFactory(council=council, title=f"{council.name} contract {number}")
        CaseStudySuggestion.objects.create(
            supplier_return=SupplierReturnFactory(contract=contract),
            council=council,
            reason="Neighbours hold the keys.",
            suggested_at=timezone.now(),
            suggested_by=UserFactory(),
        )
        waiting_entry(council, f"{number}@{desk.site.pk}.example", name=f"{council.name} friends {number}")
    entry = listed_entry(council, desk.publisher, f"board@{desk.site.pk}.example")
    for number in range(rows):
        post_for_entry(entry=entry, words=post_words(title=f"{council.name} need {number}"), by=None)


def first_page(person) -> str:
    return browser(person).get("/cms/").content.decode()


def test_publisher_finds_what_waits_and_the_way_to_all_of_it(desks):
    own, _other = desks
    fill(own, 6)
    html = first_page(own.publisher)
    assert all(heading in html for heading in HEADINGS)
    for kind in ("contract", "friends", "need"):
        found = [number for number in range(6) if f"Larkfield Council {kind} {number}" in html]
        assert found == [1, 2, 3, 4, 5], kind
    for address in (
        reverse("case-suggestion-list"),
        f"{reverse('community-queue')}?about=entries",
        f"{reverse('community-queue')}?about=posts",
    ):
        assert f'<p><a href="{address}">See all of them</a></p>' in html
    suggestion = CaseStudySuggestion.objects.first()
    assert reverse("case-suggestion-detail", args=[suggestion.pk]) in html


def test_five_of_a_kind_need_no_way_to_more(desks):
    own, _other = desks
    fill(own, 5)
    assert f'<p><a href="{reverse("case-suggestion-list")}">' not in first_page(own.publisher)


def test_editor_finds_suggestions_and_nothing_to_moderate(desks):
    own, _other = desks
    fill(own, 1)
    words = shown(browser(own.editor).get("/cms/"))
    assert "Larkfield Council contract 0" in words
    assert "Larkfield Council friends 0" not in words and "Larkfield Council need 0" not in words


def test_nobody_sees_what_waits_on_another_site(desks):
    own, other = desks
    fill(other, 2)
    for person in (own.publisher, own.editor):
        html = first_page(person)
        assert "Moorland Council" not in html and not any(f"{heading}</" in html for heading in HEADINGS[1:])
    assert "Moorland Council need 1" in first_page(other.publisher)


def test_what_is_answered_waits_no_longer(desks):
    own, _other = desks
    fill(own, 1)
    CaseStudySuggestion.objects.update(
        declined_at=timezone.now(), declined_by=own.editor, declined_reason="We told one like it."
    )
    assert "Larkfield Council contract 0" not in first_page(own.publisher)


@pytest.mark.parametrize("panel", [SuggestionPanel, EntryPanel, PostPanel])
@pytest.mark.parametrize("rows", [1, 20])
def test_panel_asks_as_often_for_many(desks, panel, rows, rf, django_assert_max_num_queries):
    own, _other = desks
    fill(own, rows)
    request = rf.get("/cms/")
    request.user = type(own.publisher).objects.get(pk=own.publisher.pk)
    with django_assert_max_num_queries(4):
        assert len(panel().get_context_data({"request": request})["items"]) == min(rows, 5)

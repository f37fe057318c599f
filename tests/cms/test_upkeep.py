"""Upkeep: pages to look at again, pages in one language only, and who hears of it when."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import sentence_for
from cms.actions.reminding import remind_of_reviews
from cms.editing.twins import lacking_a_twin
from cms.editing.upkeep import families, to_look_at
from cms.events import CmsEvent
from cms.models import CouncilSite, GuidancePage, ReviewReminder
from tests.cms.editing import desk, two_desks
from tests.cms.sites import guidance, twin_of, welsh_home
from tests.factories import UserFactory
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)


@pytest.fixture
def own():
    return desk(site=Site.objects.get())


def due(page: Page, day: date) -> None:
    GuidancePage.objects.filter(pk=page.pk).update(review_on=day)


# --- Reminders --------------------------------------------------------------------------------------------------------
def test_publishers_hear_of_a_page_once_when_its_day_comes_and_once_a_month_later(own):
    due(own.page, TODAY)
    assert remind_of_reviews(today=TODAY - timedelta(days=1)) == 0
    assert [remind_of_reviews(today=TODAY + timedelta(days=days)) for days in (0, 0, 1, 29, 30, 31, 90)] == [
        *(1, 0, 0, 0, 1, 0, 0)
    ]
    letters = OutboundEmail.objects.filter(subject="Pages to look at again")
    assert {letter.to for letter in letters} == {own.publisher.email} and letters.count() == 2
    assert reverse("pages-to-review") in letters[0].body and own.page.title not in letters[0].body
    events = AuditEvent.objects.filter(event=CmsEvent.REVIEW_REMINDED.code)
    assert [event.event for event in events] == [CmsEvent.REVIEW_REMINDED.code] * 2
    event = events[0]
    assert sentence_for(event) == "The portal reminded the publishers of the site of 1 page to look at again"
    assert event.council_id == own.settings.council_id


def test_new_day_is_reminded_of_anew(own):
    due(own.page, TODAY)
    remind_of_reviews(today=TODAY)
    due(own.page, TODAY + timedelta(days=365))
    assert remind_of_reviews(today=TODAY + timedelta(days=364)) == 0
    assert remind_of_reviews(today=TODAY + timedelta(days=365)) == 1


def test_nobody_hears_of_a_page_that_is_not_live(own):
    due(own.page, TODAY)
    own.page.unpublish()
    assert remind_of_reviews(today=TODAY + timedelta(days=60)) == 0


def test_late_page_is_reminded_of_with_one_letter(own):
    due(own.page, TODAY - timedelta(days=60))
    assert remind_of_reviews(today=TODAY) == 1
    assert OutboundEmail.objects.count() == 1 and ReviewReminder.objects.count() == 2


def test_each_site_hears_of_its_own_pages_and_many_cost_no_more_questions(django_assert_max_num_queries):
    own, other = two_desks()
    for number in range(30):
        due(guidance(f"Page {number}", slug=f"page-{number}", parent=own.home), TODAY)
    with django_assert_max_num_queries(40):
        assert remind_of_reviews(today=TODAY) == 1
    assert set(OutboundEmail.objects.values_list("to", flat=True)) == {own.publisher.email}
    due(other.page, TODAY)
    assert remind_of_reviews(today=TODAY) == 1
    assert OutboundEmail.objects.filter(to=other.publisher.email).count() == 1


def test_site_that_fails_keeps_no_other_back(monkeypatch):
    own, other = two_desks()
    for one in (own, other):
        due(one.page, TODAY)
    real = ReviewReminder.objects.bulk_create
    calls = []

    def fail_first(rows):
        calls.append(rows)
        if len(calls) == 1:
            raise RuntimeError
        return real(rows)

    monkeypatch.setattr(ReviewReminder.objects, "bulk_create", fail_first)
    assert remind_of_reviews(today=TODAY) == 1


# --- Pages to look at again -------------------------------------------------------------------------------------------
def test_every_family_has_its_day():
    assert GuidancePage in families() and len(families()) >= 2


def test_page_is_stale_when_its_day_has_come_or_after_a_year_without_one(own):
    fresh = guidance("Fresh", slug="fresh")
    fresh.save_revision()
    planned, old = guidance("Planned", slug="planned"), guidance("Old", slug="old")
    due(planned, timezone.localdate() + timedelta(days=1))
    long_ago = timezone.now() - timedelta(days=366)
    Page.objects.filter(pk__in=[planned.pk, old.pk]).update(latest_revision_created_at=long_ago)
    due(own.page, timezone.localdate())
    Page.objects.filter(depth=2).update(latest_revision_created_at=timezone.now())
    assert [page.title for page in to_look_at(Page.objects.all(), timezone.localdate())] in (
        [own.page.title, "Old"],
        ["Old", own.page.title],
    )


def test_first_page_shows_what_waits_and_the_report_shows_all(own):
    for number in range(7):
        due(guidance(f"Stale {number}", slug=f"stale-{number}"), TODAY - timedelta(days=number + 1))
    said = shown(browser(own.editor).get("/cms/"))
    assert "Time to look at again" in said and "Stale 6" in said and "Stale 1" not in said
    assert "See all of them" in said
    assert "Look at it again since 24 June 2026" in shown(browser(own.editor).get(reverse("pages-to-review")))


def test_first_page_of_an_editor_with_nothing_to_do_shows_no_panel(own):
    Page.objects.update(latest_revision_created_at=timezone.now())
    said = shown(browser(own.editor).get("/cms/"))
    assert "Time to look at again" not in said and "Waiting for you" not in said and "In one language" not in said


# --- Missing twins ----------------------------------------------------------------------------------------------------
def lacking() -> dict[str, bool | None]:
    return {page.title: page.twin_live for page in lacking_a_twin(Page.objects.all())}


def test_nobody_misses_a_twin_on_a_site_in_one_language(own):
    assert lacking() == {}
    CouncilSite.objects.update(needs_welsh=True)
    assert set(lacking()) == {own.home.title, own.page.title}


def test_missing_unpublished_and_older_twins_are_found(own):
    welsh_home()
    Page.objects.filter(depth=2).update(last_published_at=timezone.now())
    assert lacking() == {own.page.title: None}
    twin = twin_of(own.page, title="Tystiolaeth")
    assert lacking() == {}
    twin.unpublish()
    assert lacking() == {own.page.title: False}
    Page.objects.filter(pk=twin.pk).update(live=True, last_published_at=timezone.now() - timedelta(days=9))
    assert lacking() == {own.page.title: True}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["pages-without-twin", "pages-to-review"])
def test_reports_can_be_taken_away(own, name, kind):
    welsh_home()
    due(own.page, TODAY)
    response = browser(own.editor).get(reverse(name), {"export": kind})
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode())))
        assert own.page.title in [row[0] for row in rows]
        assert ("Missing" in rows[1]) == (name == "pages-without-twin")


@pytest.mark.parametrize("name", ["pages-without-twin", "pages-to-review"])
def test_reports_cost_the_same_for_one_page_and_for_thirty(own, name, django_assert_max_num_queries):
    welsh_home()
    for number in range(30):
        due(guidance(f"Page {number}", slug=f"page-{number}"), TODAY)
    person = browser(own.editor)
    person.get(reverse(name))
    with django_assert_max_num_queries(25):
        assert "Page 29" in person.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", ["pages-without-twin-results", "pages-to-review-results"])
def test_results_come_alone_when_the_screen_asks_for_them(own, name):
    assert "Nothing to do" in shown(browser(UserFactory(is_superuser=True)).get(reverse(name))) or own


def test_first_page_lists_pages_in_one_language(own):
    welsh_home()
    said = shown(browser(own.publisher).get("/cms/"))
    assert "In one language only" in said and f"{own.page.title} : Missing" in said.replace(": ", " : ", 99)

"""Interest in an event: told without an account, taken back by a link, read by its editors, and gone 90 days after."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Site

from accounts.links import hash_of
from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import sentence_for
from cms.actions.interests import (
    Interested,
    NotOpenError,
    delete_old_interests,
    list_interests,
    remove_interest,
    tell_interest,
    withdraw_interest,
)
from cms.events import CmsEvent
from cms.models import EventInterest, HomePage
from cms.tasks import delete_old_interests as task
from tests.cms.families import DAY, HOSTILE, event, events, london
from tests.cms.sites import of_council, twin_of, welsh_home
from tests.factories import UserFactory
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db
TOLD = {"name": "Rhian Sample", "email": "Rhian@Charity.example", "organisation": "Toy library", "agrees": "on"}
PERSON = Interested("Rhian Sample", "rhian@charity.example", "Toy library", "An interpreter")


@pytest.fixture
def page():
    return event()


@pytest.fixture
def editor():
    """Somebody who may write and publish the pages of the site, and no others."""
    return editor_of(HomePage.objects.get(locale__language_code="en-gb"))


def editor_of(home: Page):
    group = Group.objects.create(name=f"Editors of {home.pk}")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=home, permission=permission(codename))
    user = UserFactory()
    user.groups.add(group)
    return user


def permission(codename: str):
    return GroupPagePermission.objects.filter(permission__codename=codename).first().permission


def address(page) -> str:
    return reverse("event-interest", args=[page.pk])


def tell(page, person: Interested = PERSON) -> EventInterest:
    return tell_interest(event=page, person=person, by=None)


def codes() -> list[str]:
    return list(AuditEvent.objects.filter(event__startswith="interest").order_by("id").values_list("event", flat=True))


# --- Telling us -------------------------------------------------------------------------------------------------------
def test_somebody_without_an_account_tells_us_and_gets_a_link(page, client):
    of_council()
    assert "Tell us that you are interested" in shown(client.get(address(page)))
    response = client.post(address(page), TOLD | {"access_needs": "Large print"})
    assert response["Location"] == reverse("interest-thanks", args=[page.pk])
    assert "We have noted your interest" in shown(client.get(response["Location"]))
    interest = EventInterest.objects.get()
    assert (interest.email, interest.access_needs) == ("rhian@charity.example", "Large print")
    recorded = AuditEvent.objects.get(event="interest.received")
    assert recorded.actor is None and recorded.council_id is not None
    assert recorded.data == {"event": page.pk}
    assert sentence_for(recorded) == "Somebody without an account told us of interest in an event"
    assert OutboundEmail.objects.get().to == "rhian@charity.example"


def test_letter_holds_a_link_and_nothing_else(page):
    tell(page)
    email = OutboundEmail.objects.get()
    link = re.search(r"https?://\S+", email.body)[0]
    assert re.fullmatch(r"\S+/not-coming/[\w-]{43}/", link)
    for words in (page.title, "Rhian", "Toy library", "Riverside"):
        assert words not in email.subject + email.body + email.html


def test_letter_to_a_reader_of_welsh_leads_to_a_welsh_page(page):
    welsh_home()
    tell(twin_of(page, title="Prynwyr", slug="prynwyr"))
    assert "/cy/not-coming/" in OutboundEmail.objects.get().body


def test_secret_is_kept_as_a_hash_only(page):
    interest = tell(page)
    assert interest.token and interest.token_hash == hash_of(interest.token)
    assert interest.token not in str(list(EventInterest.objects.values()))


@pytest.mark.parametrize("missing", ["name", "email", "agrees"])
def test_what_is_needed_is_asked_for(page, client, missing):
    response = client.post(address(page), TOLD | {missing: ""})
    assert response.status_code == 200 and "There is a problem" in shown(response)
    assert not EventInterest.objects.exists()


@pytest.mark.parametrize("field", ["name", "organisation", "access_needs"])
def test_long_words_are_refused(page, client, field):
    response = client.post(address(page), TOLD | {field: "x" * 600})
    assert "characters or fewer" in shown(response) and not EventInterest.objects.exists()


def test_program_that_fills_every_box_gets_the_same_answer_and_is_not_kept(page, client):
    response = client.post(address(page), TOLD | {"website": "https://spam.example"})
    assert response["Location"] == reverse("interest-thanks", args=[page.pk])
    assert not EventInterest.objects.exists() and not OutboundEmail.objects.exists()


def test_one_address_sends_so_many_forms_a_minute(page, client, settings):
    settings.PUBLIC_FORM_RATE = "2/m/ip"
    cache.clear()
    answers = [client.post(address(page), TOLD | {"email": f"a{n}@b.example"}).status_code for n in range(3)]
    assert answers == [302, 302, 429] and EventInterest.objects.count() == 2
    assert client.get(address(page)).status_code == 200
    cache.clear()


def test_whoever_tells_us_twice_is_kept_once_and_nobody_learns_of_it(page, client):
    first = client.post(address(page), TOLD)
    again = client.post(address(page), TOLD | {"name": "Somebody Else", "email": "RHIAN@charity.example"})
    assert again["Location"] == first["Location"]
    assert EventInterest.objects.get().name == "Rhian Sample"
    assert OutboundEmail.objects.count() == 1 and codes() == ["interest.received"]


def test_new_link_is_sent_once_a_day_at_most_and_ends_the_old_one(page):
    with time_machine.travel(timezone.now() - timedelta(hours=25), tick=False):
        old = tell(page)
    new = tell(page)
    assert codes() == ["interest.received", "interest.renewed"] and OutboundEmail.objects.count() == 2
    assert not EventInterest.objects.filter(token_hash=hash_of(old.token)).exists()
    assert EventInterest.objects.get().token_hash == hash_of(new.token)


def test_last_place_is_given_once_in_both_languages_together(client):
    page = event(capacity=1)
    welsh_home()
    twin = twin_of(page, title="Prynwyr", slug="prynwyr")
    tell(page)
    with pytest.raises(NotOpenError) as refused:
        tell(twin, Interested("B", "b@example.org"))
    assert refused.value.state == "full"
    response = client.post(address(page), TOLD | {"email": "c@example.org"})
    assert "This event is full." in shown(response) and EventInterest.objects.count() == 1


def test_nobody_learns_who_told_us_where_the_event_is_full_or_over(client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    page, other = event(capacity=1), {**TOLD, "email": "other@charity.example"}
    assert client.post(address(page), TOLD).status_code == 302

    def answers() -> list[tuple[int, str]]:
        return [
            (answer.status_code, shown(answer)) for answer in (client.post(address(page), it) for it in (TOLD, other))
        ]

    known, unknown = answers()
    assert known == unknown and known[0] == 200
    letters = OutboundEmail.objects.count()
    time_machine.move_to(page.begins + DAY, tick=False)
    known, unknown = answers()
    assert known == unknown and known[0] == 200
    assert OutboundEmail.objects.count() == letters + 1  # the way to take it back, which whoever has it may ask for
    assert EventInterest.objects.count() == 1


def test_number_that_no_event_can_have_is_not_found(client):
    for path in (f"/event/{10**23}/interest/", f"/event/{10**23}/interest/thank-you/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("fields", [{"takes_interest": False}, {"starts_in": -DAY}])
def test_nobody_tells_us_of_an_event_that_is_not_open(fields, client):
    page = event(**fields)
    assert "<form" not in client.get(address(page)).content.decode().partition("<main")[2]
    client.post(address(page), TOLD)
    assert not EventInterest.objects.exists()


def test_event_that_nobody_may_see_has_no_form(page, client):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(page)).status_code == client.post(address(page), TOLD).status_code == 404
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert client.get(address(page)).status_code == 404
    with pytest.raises(PermissionDenied):
        tell(page.__class__.objects.get())


def test_event_of_another_site_has_no_form_here(client):
    other = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="Other", slug="other", summary="Other.", introduction="Other.")
    )
    elsewhere = event(events(parent=other))
    Site.objects.create(hostname="other.example", root_page=other)
    assert client.get(address(elsewhere)).status_code == 404


def test_form_is_in_the_language_of_its_address(page, client):
    welsh_home()
    twin_of(page, title="Prynwyr", slug="prynwyr")
    with translation.override("cy"):
        welsh = reverse("event-interest", args=[page.pk])
    response = client.get(welsh)
    assert welsh.startswith("/cy/") and "Prynwyr" in shown(response)
    assert '<html lang="cy"' in response.content.decode()
    assert f'href="{address(page)}" rel="alternate" lang="en-gb"' in response.content.decode()


def test_form_is_kept_by_no_cache(page, client):
    assert "no-store" in client.get(address(page))["Cache-Control"]


def test_form_of_another_site_is_refused(page):
    assert Client(enforce_csrf_checks=True).post(address(page), TOLD).status_code == 403


# --- Taking it back ---------------------------------------------------------------------------------------------------
def test_whoever_has_the_link_takes_it_back(page, client):
    of_council()
    interest = tell(page)
    link = reverse("interest-withdraw", args=[interest.token])
    response = client.get(link)
    assert "Buyers meet small firms" in shown(response) and "Rhian" not in shown(response)
    assert EventInterest.objects.exists(), "opening it takes nothing back"
    response = client.post(link)
    assert "Your name is gone" in shown(client.get(response["Location"]))
    assert not EventInterest.objects.exists()
    recorded = AuditEvent.objects.get(event="interest.withdrawn")
    assert recorded.actor is None and recorded.data == {"event": page.pk}
    assert client.get(link).status_code == client.post(link).status_code == 404


def test_link_that_does_not_work_says_nothing(client, page):
    interest = tell(page)
    for secret in ("x" * 43, interest.token_hash, "\x00", interest.token[:-1]):
        for response in (client.get(reverse("interest-withdraw", args=[secret])),):
            assert response.status_code == 404 and "This link does not work" in response.content.decode()
    with pytest.raises(EventInterest.DoesNotExist):
        interest.token_hash = hash_of("another")
        withdraw_interest(interest=interest, by=None)


def test_secret_address_is_kept_from_logs_caches_and_search_engines(page, client, caplog):
    interest = tell(page)
    welsh_home()
    for language in ("en-gb", "cy"):
        with translation.override(language):
            link = reverse("interest-withdraw", args=[interest.token])
        response = client.get(link)
        assert response.status_code == 200
        assert response["Referrer-Policy"] == "strict-origin"
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_address_that_tries_many_links_is_stopped(client, settings):
    settings.LINK_RATE = "2/m/ip"
    cache.clear()
    answers = [client.get(reverse("interest-withdraw", args=["x" * 43])).status_code for _try in range(3)]
    assert answers == [404, 404, 429]
    cache.clear()


# --- What editors see -------------------------------------------------------------------------------------------------
def test_editor_reads_who_is_interested(page, editor):
    tell(page, Interested(HOSTILE, "a@example.org", "Toy library", "Large print"))
    client = browser(editor)
    assert "Buyers meet small firms" in shown(client.get(reverse("interest-events")))
    response = client.get(reverse("interest-list", args=[page.pk]))
    assert "a@example.org" in shown(response) and "Large print" in shown(response)
    assert "<script>alert(1)" not in response.content.decode()
    assert reverse("interest-events") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_editor_of_another_site_sees_nothing(page):
    other = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="Other", slug="other", summary="Other.", introduction="Other.")
    )
    person, interest = editor_of(other), tell(page)
    client = browser(person)
    assert "Buyers meet" not in shown(client.get(reverse("interest-events")))
    assert client.get(reverse("interest-list", args=[page.pk])).status_code == 404
    assert client.post(reverse("interest-export", args=[page.pk])).status_code == 404
    assert client.post(reverse("interest-remove", args=[interest.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        remove_interest(interest=interest, by=person)
    with pytest.raises(PermissionDenied):
        list_interests(event=page, by=person)
    assert EventInterest.objects.exists()


def test_list_is_saved_with_harmless_cells_and_that_is_recorded(page, editor):
    tell(page, Interested('=HYPERLINK("https://evil.example")', "a@example.org", "+1", "@x"))
    response = browser(editor).post(reverse("interest-export", args=[page.pk]))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    row = response.content.decode().splitlines()[1]
    assert row.startswith("\"'=HYPERLINK(") and ",'+1,'@x," in row
    recorded = AuditEvent.objects.get(event="interests.listed")
    assert (recorded.actor, recorded.data) == (editor, {"people": 1})


def test_editor_deletes_somebody_who_asked_for_it(page, editor):
    interest = tell(page)
    client = browser(editor)
    assert "Rhian Sample" in shown(client.get(reverse("interest-remove", args=[interest.pk])))
    assert client.post(reverse("interest-remove", args=[interest.pk])).status_code == 302
    assert not EventInterest.objects.exists()
    assert AuditEvent.objects.get(event="interest.removed").actor == editor


def test_lists_ask_as_often_for_thirty_as_for_one(page, editor):
    client, asked = browser(editor), {}
    for number in range(15):
        EventInterest.objects.create(event=page, name="A", email=f"a{number}@example.org", token_hash=str(number))
        if number in (0, 14):
            for one in (reverse("interest-events"), reverse("interest-list", args=[page.pk])):
                client.get(one)
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(one).status_code == 200
                asked.setdefault(one, set()).add(len(queries))
    assert all(len(counts) == 1 for counts in asked.values()), asked


# --- Forgetting -------------------------------------------------------------------------------------------------------
def test_names_go_ninety_days_after_the_event(page):
    of_council()
    tell(page)
    last = timezone.localdate(page.ends) + 90 * DAY
    assert delete_old_interests(today=last) == 0 and EventInterest.objects.count() == 1
    assert delete_old_interests(today=last + DAY) == 1
    assert not EventInterest.objects.exists()
    recorded = AuditEvent.objects.get(event="interests.deleted")
    assert recorded.actor is None and recorded.data == {"people": 1}
    assert delete_old_interests(today=last + DAY) == 0 and len(codes()) == 2


def test_worker_forgets(page):
    with time_machine.travel(london(2020, 1, 1, 9), tick=False):
        old = event(page.get_parent(), slug="old", starts_in=DAY)
        tell(old)
    tell(page)
    assert task() == 1
    assert EventInterest.objects.get().event == page


def test_nothing_personal_is_in_the_history(page, editor):
    interest = tell(page)
    list_interests(event=page, by=editor)
    remove_interest(interest=interest, by=editor)
    assert "hian" not in str(list(AuditEvent.objects.values()))
    assert {CmsEvent.INTEREST_RECEIVED.code, CmsEvent.INTEREST_REMOVED.code} <= set(codes())

"""Being listed without an account: ask, confirm by a secret link, change, keep, remove; and what a link never does."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import actor_name
from cms.actions.listing import change_entry, confirm_entry, keep_entry
from cms.actions.moderating import take_down_entry
from cms.entry_words import EntryWords
from cms.models import CouncilSite, EntryLink, ListedOrganisation
from portal.logs import SECRET
from suppliers.personal.addresses import is_personal_address, is_personal_phone
from suppliers.workflow import InvalidTransition
from tests.cms.community import (
    a_publisher,
    accept,
    asked_entry,
    entry_words,
    last_link,
    listed_entry,
    published_post,
    site_of,
    typed_entry,
    typed_post,
    waiting_entry,
)
from tests.cms.sites import welsh_home
from tests.factories import AreaFactory, CouncilFactory

pytestmark = pytest.mark.django_db
JOIN, FIND = "/directory/join/", "/directory/change/"
Status = ListedOrganisation.Status


@pytest.fixture
def council():
    return site_of(CouncilFactory(name="Larkfield Council", contact_email="value@larkfield.example")).council


@pytest.fixture
def publisher(council):
    return a_publisher()


def the_entry() -> ListedOrganisation:
    return ListedOrganisation.objects.get()


def letters() -> list[str]:
    return list(OutboundEmail.objects.order_by("id").values_list("subject", flat=True))


def open_page(entry: ListedOrganisation, page: str = "entry-home", **data):
    """Open, or with `data` send, a page behind the entry's secret."""
    address = reverse(page, args=[entry.token])
    return Client().post(address, data) if data else Client().get(address)


# --- From the form to the council -------------------------------------------------------------------------------------
def test_organisation_asks_confirms_and_is_listed(council, publisher, client):
    assert client.post(JOIN, typed_entry()).url == "/directory/join/sent/"
    entry = the_entry()
    assert (entry.status, entry.website, entry.slug) == (Status.UNCONFIRMED, "https://foodbank.example", "")
    assert letters() == ["Confirm that you want to be listed"]
    link = last_link()
    page = client.get(link).content.decode()
    assert "Confirm and send to the council" in page and "Collects food" in page
    assert the_entry().status == Status.UNCONFIRMED, "opening a link changes nothing"
    assert client.post(f"{link}confirm/").url == f"{link}?done=confirmed"
    assert the_entry().status == Status.WAITING
    assert OutboundEmail.objects.latest("id").to == "value@larkfield.example"
    accept(the_entry(), publisher)
    assert letters()[-1] == "The council has read your entry"
    assert "Harbour Food Bank" in client.get("/directory/").content.decode()
    told = list(AuditEvent.objects.order_by("id").values_list("event", flat=True))
    assert told == ["entry.asked", "entry.confirmed", "entry.accepted"]
    asked = AuditEvent.objects.get(event="entry.asked")
    assert (actor_name(asked), asked.data) == ("The organisation", {})
    assert AuditEvent.objects.get(event="entry.confirmed").actor is None


def test_no_letter_holds_anything_of_the_entry(council, publisher):
    listed_entry(council, publisher)
    for letter in OutboundEmail.objects.all():
        assert "Harbour" not in letter.body + letter.html + letter.subject


def test_form_needs_no_cookie_but_the_token(council, client):
    response = client.get(JOIN)
    assert set(response.cookies) == {"csrftoken"}
    assert "contact person" not in response.content.decode()


def test_letter_is_in_the_language_of_the_form(council, client):
    welsh_home()
    assert client.post("/cy/directory/join/", typed_entry(does="", does_cy="Yn casglu bwyd.")).status_code == 302
    assert the_entry().language == "cy"
    assert last_link().startswith("/cy/entry/")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Enter the name of the organisation"),
        ({"does": ""}, "Say what your organisation does"),
        ({"does": "x" * 401}, "This must be 400 characters or fewer"),
        ({"name": "x" * 121}, "This must be 120 characters or fewer"),
        ({"causes": []}, "Select what you work for"),
        ({"causes": ["piracy"]}, "Select from the list"),
        ({"email": "nobody"}, "Enter an email address, like"),
        ({"email": ""}, "Enter the email address of the organisation"),
        ({"website": "javascript:alert(1)"}, "Enter a web address, like"),
        ({"website": "ftp://files.example"}, "Enter a web address, like"),
        ({"number": "none of yours"}, "Enter a charity or company number"),
        ({"public_phone": "call me"}, "Enter a telephone number"),
        ({"does": "Ask Jo on 07700 900123."}, "It looks like this names a person"),
        ({"email": "jane.smith@foodbank.example"}, "This looks like it belongs to a person"),
        ({"public_email": "jane.smith@foodbank.example"}, "This looks like it belongs to a person"),
        ({"public_phone": "07700 900123"}, "This looks like it belongs to a person"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(council, client, changes, said):
    response = client.post(JOIN, typed_entry(**changes))
    assert response.status_code == 200 and said in response.content.decode()
    assert not ListedOrganisation.objects.exists() and not OutboundEmail.objects.exists()


def test_list_of_problems_has_the_order_of_the_page(council, client):
    answer = client.post(JOIN, typed_entry(email="", name="", causes=[]))
    summary = answer.content.decode().partition("govuk-error-summary")[2]
    said = ["Enter the email address of the organisation", "Enter the name of the organisation", "Select what you work"]
    places = [summary.index(words) for words in said]
    assert places == sorted(places)


def test_address_that_looks_like_a_persons_is_taken_when_it_was_checked(council, client):
    sent = typed_entry(public_phone="07700 900123", public_phone_checked="on")
    assert client.post(JOIN, sent).status_code == 302
    assert the_entry().public_phone == "07700 900123"


@pytest.mark.parametrize(
    ("address", "is_personal"),
    [
        ("jane.smith@x.example", True),
        ("j.smith@x.example", True),
        ("jane_smith@gmail.com", True),
        ("office@x.example", False),
        ("river.trust@x.example", False),
        ("info.office@x.example", False),
        ("penbury2026@x.example", False),
        ("", False),
    ],
)
def test_which_addresses_look_like_a_persons(address, is_personal):
    assert is_personal_address(address, words="Pen Valley River Trust") == is_personal


@pytest.mark.parametrize(
    ("number", "is_personal"),
    [
        ("07700 900123", True),
        ("+44 7700 900 123", True),
        ("+44 (0)7700 900123", True),
        ("01632 960001", False),
        ("", False),
    ],
)
def test_which_numbers_look_like_a_persons(number, is_personal):
    assert is_personal_phone(number) == is_personal


# --- Programs, floods, and what nobody may learn ----------------------------------------------------------------------
@pytest.mark.parametrize(("address", "data"), [(JOIN, typed_entry()), (FIND, {"email": "office@foodbank.example"})])
def test_program_that_fills_in_every_box_is_answered_as_if_all_was_well(council, client, address, data):
    assert client.post(address, {**data, "trap": "x"}).status_code == 302
    assert not ListedOrganisation.objects.exists() and not OutboundEmail.objects.exists()


def test_form_answers_the_same_whether_an_address_is_known(council, publisher, client):
    listed_entry(council, publisher)
    for address, data in ((JOIN, typed_entry(email="{}", name="Other")), (FIND, {"email": "{}"})):
        answers = set()
        for email in ("office@foodbank.example", "nobody@nowhere.example"):
            response = client.post(address, {**data, "email": email})
            answers.add((response.status_code, response.url))
        assert len(answers) == 1
    assert ListedOrganisation.objects.get(email="office@foodbank.example").name == "Harbour Food Bank"


def test_address_that_is_known_gets_a_link_and_nothing_changes(council, publisher, client):
    listed_entry(council, publisher)
    client.post(JOIN, typed_entry(name="Somebody Else", email="OFFICE@foodbank.example"))
    assert the_entry().name == "Harbour Food Bank"
    assert letters()[-1] == "Your link to your entry"
    assert AuditEvent.objects.get(event="entry_link.sent").actor is None


def test_unknown_address_gets_no_letter(council, client):
    assert client.post(FIND, {"email": "nobody@nowhere.example"}).url == "/directory/change/sent/"
    assert not OutboundEmail.objects.exists()


def test_what_was_never_confirmed_is_replaced_and_its_links_end(council):
    first = asked_entry(council, name="Planted by somebody")
    second = asked_entry(council)
    assert the_entry().name == "Harbour Food Bank"
    assert (open_page(first).status_code, open_page(second).status_code) == (404, 200)


def test_one_address_gets_five_links_a_day(council, publisher, client):
    listed_entry(council, publisher)
    for _time in range(8):
        client.post(FIND, {"email": "office@foodbank.example"})
    assert EntryLink.objects.count() == 5


def test_forms_are_slowed_down_by_address_and_by_inbox(council, client, settings):
    cache.clear()
    settings.PUBLIC_FORM_RATE, settings.PUBLIC_LETTER_RATE = "4/h/ip", "2/d/key"
    answers = [client.post(JOIN, typed_entry()).status_code for _time in range(5)]
    assert answers == [302, 302, 302, 302, 429]
    assert OutboundEmail.objects.count() == 2
    cache.clear()


def test_secret_pages_are_slowed_down(council, client, settings):
    cache.clear()
    settings.LINK_RATE = "2/m/ip"
    assert [client.get(f"/entry/{'x' * 43}/").status_code for _time in range(3)] == [404, 404, 429]
    cache.clear()


# --- Secret links -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("secret", ["x" * 43, "a", "~", "%00", "ü" * 40, "x" * 3000])
def test_secret_that_was_never_made_opens_nothing(council, client, secret):
    waiting_entry(council)
    response = client.get(f"/entry/{secret}/")
    assert response.status_code == 404 and "This link does not work" in response.content.decode()


def test_only_a_hash_of_the_secret_is_kept(council):
    entry = asked_entry(council)
    kept = json.dumps(list(EntryLink.objects.values_list("token_hash", flat=True)))
    assert entry.token not in kept


def test_link_ends_with_its_time(council):
    entry = asked_entry(council)
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        assert open_page(entry).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert open_page(entry).status_code == 404
        assert open_page(entry, "entry-confirm", go="1").status_code == 404
    assert the_entry().status == Status.UNCONFIRMED


def test_confirming_twice_says_that_it_is_done_and_does_it_once(council):
    entry = asked_entry(council)
    open_page(entry, "entry-confirm", go="1")
    assert open_page(entry, "entry-confirm", go="1").url.endswith("?done=too_late")
    assert AuditEvent.objects.filter(event="entry.confirmed").count() == 1


def test_link_that_was_ended_opens_nothing(council):
    entry = asked_entry(council)
    assert open_page(entry, "entry-end", go="1").status_code == 302
    assert open_page(entry).status_code == 404
    assert AuditEvent.objects.get(event="entry_link.ended").actor is None


def test_link_opens_nothing_on_the_site_of_another_council(council, publisher):
    entry = listed_entry(council, publisher)
    CouncilSite.objects.filter(council=council).update(council=CouncilFactory())
    for name in ("entry-home", "entry-change", "entry-export", "entry-answers"):
        assert open_page(entry, name).status_code == 404
    assert open_page(entry, "entry-remove", go="1").status_code == 404
    assert ListedOrganisation.objects.exists()


def test_letter_leads_to_the_site_of_the_council(council):
    Site.objects.update(is_default_site=False, hostname="value.larkfield.example", port=443)
    asked_entry(council)
    assert "https://value.larkfield.example/entry/" in OutboundEmail.objects.get().body


def test_link_of_one_organisation_reaches_nothing_of_another(council, publisher):
    mine = listed_entry(council, publisher)
    post = published_post(mine, publisher)
    theirs = listed_entry(council, publisher, "office@other.example", name="Other")
    address = reverse("entry-post-close", args=[theirs.token, post.pk])
    assert Client().post(address).status_code == 404


def test_pages_behind_a_secret_are_kept_by_nobody_and_the_log_hides_it(council):
    response = open_page(asked_entry(council))
    assert response["Cache-Control"] == "private, no-store"
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex", "strict-origin")
    assert 'rel="canonical"' not in response.content.decode()
    for path in ("/entry/abc/", "/cy/entry/abc/change/"):
        assert "abc" not in SECRET.sub(r"\1…", f"Not Found: {path}")


# --- Changing, keeping, removing --------------------------------------------------------------------------------------
def test_change_is_read_before_everybody_sees_it(council, publisher, client):
    entry = listed_entry(council, publisher)
    assert open_page(entry, "entry-change", **typed_entry(name="Harbour Kitchen")).status_code == 302
    assert the_entry().status == Status.CHANGED
    assert "Harbour Food Bank" in client.get("/directory/").content.decode()
    assert "Harbour Kitchen" in open_page(entry).content.decode()
    accept(the_entry(), publisher)
    assert "Harbour Kitchen" in client.get("/directory/?words=kitchen").content.decode()
    assert AuditEvent.objects.filter(event="entry.changed").count() == 1


def test_council_is_told_once_however_often_an_entry_changes_before_it_is_read(council, publisher):
    council.contact_email = "community@larkfield.example"
    council.save()
    for entry in (listed_entry(council, publisher), waiting_entry(council, "shed@charity.example")):
        before = OutboundEmail.objects.filter(to=council.contact_email).count()
        for number in range(4):
            fresh = ListedOrganisation.objects.get(pk=entry.pk)
            change_entry(entry=fresh, words=entry_words(does=f"Collects food, {number}."), by=None)
        told = OutboundEmail.objects.filter(to=council.contact_email).count() - before
        assert told == (1 if entry.status == Status.LISTED else 0)
    assert AuditEvent.objects.filter(event="entry.changed").count() == 1
    assert AuditEvent.objects.filter(event="entry.rewritten").count() == 7


def test_change_of_places_is_kept_while_it_waits(council, publisher):
    area, entry = AreaFactory(council=council), listed_entry(council, publisher)
    change_entry(entry=entry, words=entry_words(area_ids=[area.pk]), by=None)
    assert list(the_entry().areas.all()) == []
    accept(the_entry(), publisher)
    assert list(the_entry().areas.all()) == [area]


def test_form_of_a_change_holds_what_the_entry_says(council, publisher):
    page = open_page(listed_entry(council, publisher), "entry-change").content.decode()
    assert 'value="Harbour Food Bank"' in page and "Collects food" in page
    assert re.search(r'value="food"[^>]*checked', page)


def test_organisation_that_was_taken_down_changes_nothing(council, publisher):
    entry = listed_entry(council, publisher)
    take_down_entry(entry=entry, reason="It is not there any more.", by=publisher)
    for act in (
        lambda: change_entry(entry=the_entry(), words=entry_words(), by=None),
        lambda: keep_entry(entry=the_entry(), by=None),
        lambda: confirm_entry(entry=the_entry(), by=None),
    ):
        with pytest.raises(InvalidTransition):
            act()
    assert open_page(entry, "entry-post", **typed_post()).url.endswith("?done=too_late")


def test_organisation_says_that_its_entry_is_right(council, publisher):
    entry = listed_entry(council, publisher)
    ListedOrganisation.objects.update(right_on="2020-01-01", asked_on="2021-01-01")
    assert open_page(entry, "entry-keep", go="1").url.endswith("?done=kept")
    assert (the_entry().right_on, the_entry().asked_on) == (timezone.localdate(), None)
    assert AuditEvent.objects.get(event="entry.kept").actor is None


def test_removing_deletes_everything_at_once(council, publisher, client):
    entry = listed_entry(council, publisher)
    published_post(entry, publisher)
    assert open_page(entry, "entry-remove").status_code == 200
    assert open_page(entry, "entry-remove", go="1").url == "/directory/removed/"
    assert not ListedOrganisation.objects.exists() and not EntryLink.objects.exists()
    assert client.get("/directory/harbour-food-bank/").status_code == 404
    assert client.get("/needs-and-offers/hands-on-delivery-days/").status_code == 404
    assert open_page(entry).status_code == 404
    assert AuditEvent.objects.get(event="entry.removed").data == {}


def test_organisation_takes_its_own_data_away(council, publisher):
    entry = listed_entry(council, publisher)
    published_post(entry, publisher)
    response = open_page(entry, "entry-export")
    data = json.loads(response.content)
    assert data["entry"]["email"] == "office@foodbank.example"
    assert data["needs_and_offers"][0]["title"] == "Hands on delivery days"
    assert "decided_by" not in data["entry"] and publisher.email not in response.content.decode()


@pytest.mark.parametrize("name", ["entry-home", "entry-change", "entry-remove", "entry-post", "entry-answers"])
@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_pages_behind_the_link_are_there_in_both_languages(council, publisher, client, name, language):
    welsh_home()
    entry = listed_entry(council, publisher)
    prefix = "" if language == "en-gb" else "/cy"
    page = client.get(f"{prefix}{reverse(name, args=[entry.token])}")
    assert page.status_code == 200 and f'<html lang="{language}"' in page.content.decode()


def test_kept_words_come_back_as_they_were(council):
    entry = waiting_entry(council)
    assert EntryWords.of_entry(entry).fingerprint == EntryWords.of_entry(the_entry()).fingerprint
    assert EntryWords(**EntryWords.of_entry(entry).kept()).fingerprint == EntryWords.of_entry(entry).fingerprint

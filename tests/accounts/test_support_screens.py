"""What support sees of e-mails: whether they arrived, and why not, but never what they said; and what it does."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.actions import end_sessions
from accounts.events import AccountEvent
from accounts.models import OutboundEmail
from accounts.outbox import queue_email
from accounts.second_factor import factors_of
from audit.models import AuditEvent
from tests.factories import MemberFactory, UserFactory
from tests.signing_in import give_app, sign_in

pytestmark = pytest.mark.django_db
LIST = reverse("admin:accounts_outboundemail_changelist")


@pytest.fixture
def support(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def emails() -> list[OutboundEmail]:
    """One that waits and one that came back."""
    waiting = queue_email(to="one@example.com", subject="Your code", body="Your code is ABC-234", html="<p>ABC-234</p>")
    moment = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    bounced = OutboundEmail.objects.create(
        to="gone@example.com", subject="Return sent", status="bounced", try_after=moment, sent=moment, bounced=moment,
        bounce="permanent", bounce_code="5.1.1",
    )  # fmt: skip
    return [waiting, bounced]


def shown(response) -> list[str]:
    return [email.to for email in response.context["cl"].result_list]


def test_list_can_be_filtered_to_what_did_not_arrive_and_says_why(support, emails):
    response = support.get(LIST, {"status__exact": "bounced"})
    assert shown(response) == ["gone@example.com"]
    page = response.content.decode()
    assert "Did not arrive" in page and "5.1.1" in page and "Permanent: the address does not work" in page


def test_email_is_found_by_its_reference_however_it_is_copied(support, emails):
    reference = emails[1].reference
    for words in (str(reference), f"<{reference}@council.example>", f" {reference.hex} "):
        assert shown(support.get(LIST, {"q": words})) == ["gone@example.com"], words
    assert shown(support.get(LIST, {"q": str(uuid4())})) == []


@pytest.mark.parametrize(("words", "found"), [("ONE@example.com", ["one@example.com"]), ("5.1.1", []), ("'; --", [])])
def test_email_is_found_by_its_address_and_odd_words_find_nothing(support, emails, words, found):
    assert shown(support.get(LIST, {"q": words})) == found


def test_codes_in_bodies_are_not_shown(support, emails):
    page = support.get(reverse("admin:accounts_outboundemail_change", args=[emails[0].pk])).content.decode()
    assert str(emails[0].reference) in page and "one@example.com" in page
    assert "ABC-234" not in page + support.get(LIST).content.decode()


# --- Sessions of somebody else ----------------------------------------------------------------------------------------
def test_administrator_ends_the_sessions_of_a_person_and_takes_nothing_else(client):
    person, bystander = MemberFactory().user, MemberFactory().user
    theirs, others = Client(), Client()
    sign_in(theirs, person)
    sign_in(others, bystander)
    give_app(person)
    administrator = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(administrator)
    data = {"action": "end_all_sessions", "_selected_action": [person.pk]}
    assert client.post(reverse("admin:accounts_user_changelist"), data).status_code == 302
    home = reverse("supplier-home")
    assert reverse("account_login") in theirs.get(home).url and others.get(home).status_code == 200
    assert factors_of(person).has_app
    event = AuditEvent.objects.get(event=AccountEvent.SESSIONS_ENDED.code)
    assert (event.actor_id, event.data) == (administrator.pk, {})


def test_nobody_else_ends_sessions_of_others(client):
    person, staff = MemberFactory().user, UserFactory(is_staff=True)
    sign_in(client, person)
    with pytest.raises(PermissionDenied):
        end_sessions(user=person, by=staff)
    assert client.get(reverse("supplier-home")).status_code == 200
    assert not AuditEvent.objects.filter(event="sessions.ended").exists()

"""The page for whoever was asked: it shows only what it asks, is answered once, and tells strangers nothing."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.links import hash_of, new_secret
from portal.logs import HideSecrets
from returns.actions.confirming import withdraw_confirmation
from returns.models import Confirmation
from returns.queries import confirmation_behind
from tests.factories import MeasureFactory, MemberFactory
from tests.returns.pages import browser, shown
from tests.returns.partners import add_partner
from tests.returns.road import answer_all, open_road, send
from tests.returns.test_confirming import ask, fresh, sent_road

pytestmark = pytest.mark.django_db
THANKS = "/confirm/thank-you/"


@pytest.fixture
def road(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00", tick=False)
    return sent_road()


@pytest.fixture
def asked(road):
    """One question that is open, so that there is something to find."""
    return ask(road)


def page_of(secret: str) -> str:
    return reverse("confirmation-answer", args=[secret])


def answers() -> list[str]:
    return list(Confirmation.objects.values_list("answer", flat=True))


# --- What it shows ----------------------------------------------------------------------------------------------------
def test_page_shows_who_says_what_and_nothing_else_of_the_return(road):
    secret, contract = ask(road).token, road.contract
    page = shown(Client().get(page_of(secret)))
    measure = road.commitments[0].measure
    for told in (contract.council.name, contract.supplier.name, measure.title, "2 hours"):
        assert told in page
    assert "1 April to 30 June 2026" in page
    for untold in (
        contract.title, contract.reference, road.commitments[0].promise, "It helped.", "10 hours", "Harbour Food Bank",
        "office@foodbank.example", road.editor.email, road.editor.get_full_name(), road.supplier_return.reference,
    ):  # fmt: skip
        assert untold not in page, untold


def test_page_names_whoever_delivers_the_line(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road("hours")
    add_partner(road, 1, name="Harbour Works CIC")
    send(road)
    page = shown(Client().get(page_of(ask(road).token)))
    assert "Harbour Works CIC works for" in page and road.contract.supplier.name not in page


def test_measure_about_young_people_asks_for_no_words(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    measure = MeasureFactory(value_type="hours", sensitivity="young people", photos="no")
    road = open_road(measure, framework_version=measure.version)
    send(road)
    path = page_of(ask(road).token)
    assert 'name="comment"' not in Client().get(path).content.decode()
    Client().post(path, {"answer": "received", "comment": "Words that nobody asked for."})
    assert Confirmation.objects.get().comment == ""


# --- Answering --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("answer", Confirmation.Answer.values)
def test_answer_in_one_choice_and_the_link_works_no_more(road, answer):
    path = page_of(ask(road).token)
    response = Client().post(path, {"answer": answer, "comment": "It came on time."})
    assert response.status_code == 302 and response["Location"] == THANKS
    assert answers() == [answer]
    assert Client().post(path, {"answer": "not_received"}).status_code == 404
    assert Client().get(path).status_code == 404
    assert answers() == [answer]


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_opening_the_link_answers_nothing(road, method):
    """Programs that look for viruses open links before anybody reads the email."""
    path = page_of(ask(road).token)
    for _each in range(3):
        getattr(Client(), method)(f"{path}?answer=received")
    assert answers() == [""]
    assert Client().get(path).status_code == 200


def test_nothing_chosen_is_asked_again_and_nothing_is_lost(road):
    path = page_of(ask(road).token)
    response = Client().post(path, {"comment": "It came late."})
    page = response.content.decode()
    assert "Select what your organisation received" in page and "It came late." in page
    assert answers() == [""]


def test_words_that_name_somebody_are_never_taken(road):
    path = page_of(ask(road).token)
    response = Client().post(path, {"answer": "partly", "comment": "Call 07700 900123 about it."})
    assert "It looks like this names a person: phone number" in response.content.decode()
    assert answers() == [""]


def test_form_of_another_site_is_refused(road):
    path = page_of(ask(road).token)
    client = Client(enforce_csrf_checks=True)
    assert client.post(path, {"answer": "received"}).status_code == 403
    token = re.search('name="csrfmiddlewaretoken" value="(.+?)"', client.get(path).content.decode())[1]
    assert client.post(path, {"answer": "received", "csrfmiddlewaretoken": token}).status_code == 302
    assert answers() == ["received"]


def test_supplier_cannot_answer_for_the_organisation_while_signed_in(road):
    path = page_of(ask(road).token)
    for person in (road.editor, road.officer):
        assert browser(fresh(person)).post(path, {"answer": "received"}).status_code == 403
    assert answers() == [""]
    assert browser(MemberFactory().user).post(path, {"answer": "received"}).status_code == 302


# --- What it gives away -----------------------------------------------------------------------------------------------
def ended_links(road, time_machine) -> dict[str, str]:
    """A secret of every kind that does not work."""
    secrets = {"never made": new_secret(), "short": "x"}
    secrets["too old"] = ask(road, email="a@old.example").token
    time_machine.shift(timedelta(days=31))
    secrets["used"] = ask(road, email="a@used.example").token
    Client().post(page_of(secrets["used"]), {"answer": "received"})
    withdrawn = ask(road, email="a@withdrawn.example")
    secrets["withdrawn"] = withdrawn.token
    withdraw_confirmation(confirmation=withdrawn, by=fresh(road.editor))
    return secrets


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_link_that_does_not_work_is_answered_alike(road, time_machine, method):
    """Same words, status, headers and queries, which the first request of a process has more of."""
    found = {}
    secrets = ended_links(road, time_machine)
    Client().get(page_of("x"))
    for kind, secret in secrets.items():
        path = page_of(secret)
        with CaptureQueriesContext(connection) as queries:
            response = getattr(Client(), method)(path, {"answer": "received"} if method == "post" else {})
        headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        page = response.content.decode().replace(path, "")
        found[kind] = (response.status_code, page, str(headers), len(queries))
    assert len(set(found.values())) == 1, {kind: (page[0], page[3]) for kind, page in found.items()}
    assert next(iter(found.values()))[0] == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=120).filter(lambda text: "/" not in text))
def test_no_text_but_the_secret_itself_opens_the_page(asked, text):
    assert len(hash_of(text)) == 64
    assert confirmation_behind(text, today=date(2026, 7, 6)) is None
    assert Client().get(page_of(text)).status_code == 404


def test_stored_hash_opens_nothing(road):
    secret = ask(road).token
    for changed in (hash_of(secret), secret[:-1], f"{secret}A", secret.swapcase(), f" {secret}"):
        assert Client().get(page_of(changed)).status_code == 404


@pytest.mark.parametrize("kind", ["open", "ended", "refused", "thanks"])
def test_address_is_kept_by_no_cache_no_search_engine_and_passed_on_to_nobody(road, kind):
    secret = ask(road).token
    client = Client(enforce_csrf_checks=kind == "refused")
    if kind == "refused":
        response = client.post(page_of(secret), {"answer": "received"})
    else:
        response = client.get({"open": page_of(secret), "ended": page_of("x"), "thanks": THANKS}[kind])
    assert response["Referrer-Policy"] == "strict-origin"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_page_asks_nobody_else_for_anything(road):
    page = Client().get(page_of(ask(road).token)).content.decode()
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


def test_secret_stands_in_no_log(road, caplog, settings):
    """Django logs the path of a request that it refuses; the filter of the portal's own log takes the secret out."""
    secret = ask(road).token
    client = Client(enforce_csrf_checks=True)
    client.post(page_of(secret), {"answer": "received"})
    client.put(page_of(secret))
    Client().get(page_of("x" * 43))
    assert len(caplog.records) >= 3
    (name,) = settings.LOGGING["handlers"]["console"]["filters"]
    hide = settings.LOGGING["filters"][name]["()"]
    assert hide == "portal.logs.HideSecrets"
    lines = [hidden(record) for record in caplog.records]
    assert not [line for line in lines if secret in line or "x" * 43 in line]
    assert [line for line in lines if "/confirm/…" in line]


def hidden(record) -> str:
    """A line as the portal's log has it."""
    assert HideSecrets().filter(record)
    return record.getMessage()


def test_address_that_tries_many_links_is_stopped(road, settings):
    settings.LINK_RATE = "5/m/ip"
    cache.clear()
    statuses = [Client().get(page_of(new_secret())).status_code for _each in range(6)]
    assert statuses == [404] * 5 + [429]
    assert Client().post(page_of(ask(road).token), {"answer": "received"}).status_code == 429
    assert answers() == [""]
    cache.clear()


def test_draft_is_never_shown(time_machine):
    """A question needs a line that was sent, so nothing of a draft can be behind a link."""
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road("hours")
    answer_all(road)
    line = road.row().line
    for who in (road.editor, road.officer):
        assert browser(fresh(who)).get(reverse("confirmation-ask", args=[line.pk])).status_code == 404

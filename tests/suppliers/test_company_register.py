"""Looking a company up by its number: against a register that runs here, honest, slow, huge, broken or gone."""

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.cache import cache
from django.urls import reverse

from suppliers.identifiers import Identifier
from suppliers.register import MOST_AN_HOUR, Company, RegisterUnreachable, can_look_up, find_company
from tests.services import free_port
from tests.suppliers.joining import browser, company, person

pytestmark = pytest.mark.django_db
COMPANIES = {"01234567": {"company_name": "Made  Up\nLtd", "company_status": "active"},
             "07654321": {"company_name": "Gone Ltd", "company_status": "dissolved"}}  # fmt: skip


class Register(BaseHTTPRequestHandler):
    """Answers as the register of companies does; some numbers make it misbehave."""

    asked: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Authorization"]))
        number = self.path.removeprefix("/company/")
        misbehave = getattr(self, f"do_{number}", None)
        if misbehave:
            misbehave()
        elif number in COMPANIES:
            self.answer(200, json.dumps(COMPANIES[number]).encode())
        else:
            self.answer(404, b'{"errors": []}')

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_00000500(self) -> None:
        self.answer(500, b"out of order")

    def do_00000401(self) -> None:
        self.answer(401, b"wrong key")

    def do_00000302(self) -> None:
        self.answer(302, b"", Location="/company/01234567")

    def do_00000001(self) -> None:
        self.answer(200, b'{"company_name": "' + b"x" * 100_000 + b'"}')

    def do_00000002(self) -> None:
        self.answer(200, b"<html>no json</html>")

    def do_00000003(self) -> None:
        self.answer(200, b'{"company_name": ["not a name"]}')

    def do_00000004(self) -> None:
        self.answer(200, b"[]")

    def do_00000005(self) -> None:
        self.wfile.write(b"this is no HTTP at all\r\n\r\n")

    def log_message(self, *_arguments) -> None:
        """Nothing on the screen."""


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def register(settings):
    """A register that this installation has a key to; the list is what it was asked."""
    cache.clear()
    Register.asked = []
    with serving() as address:
        settings.COMPANIES_HOUSE_API_KEY, settings.COMPANIES_HOUSE_URL = "the key", f"{address}/"
        yield Register.asked


def test_company_is_found_by_number_with_the_key(register):
    assert find_company(company(), by=person()) == Company("Made Up Ltd", is_dissolved=False)
    assert register == [("/company/01234567", "Basic dGhlIGtleTo=")]


def test_company_that_is_dissolved_is_told(register):
    assert find_company(company("07654321"), by=person()) == Company("Gone Ltd", is_dissolved=True)


def test_company_that_the_register_does_not_know(register):
    assert find_company(company("00000099"), by=person()) is None


@pytest.mark.parametrize(
    "number",
    ["00000500", "00000401", "00000302", "00000001", "00000002", "00000003", "00000004", "00000005"],
    ids=["error", "refused", "led elsewhere", "huge", "no json", "no name", "a list", "no http"],
)
def test_register_that_misbehaves_is_no_register(register, number):
    with pytest.raises(RegisterUnreachable):
        find_company(company(number), by=person())
    assert len(register) == 1, "No redirect is followed."


def test_register_that_is_gone_or_slow_is_no_register(register, settings, monkeypatch):
    monkeypatch.setattr("suppliers.register.TIMEOUT_SECONDS", 0.2)
    settings.COMPANIES_HOUSE_URL = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(RegisterUnreachable):
        find_company(company(), by=person())
    let_go = threading.Event()
    monkeypatch.setattr(Register, "do_GET", lambda handler: let_go.wait(20))
    with serving() as address:
        settings.COMPANIES_HOUSE_URL = address
        with pytest.raises(RegisterUnreachable):
            find_company(company(), by=person())
        let_go.set()


def test_one_person_asks_thirty_times_an_hour(register):
    user, number = person(), company("00000099")
    for _time in range(MOST_AN_HOUR):
        find_company(number, by=user)
    with pytest.raises(RegisterUnreachable):
        find_company(number, by=user)
    assert find_company(number, by=person()) is None
    assert len(register) == MOST_AN_HOUR + 1


def test_only_company_numbers_are_looked_up_and_only_with_a_key(register, settings):
    assert can_look_up(company()) and not can_look_up(None)
    assert not can_look_up(Identifier("GB-CHC", "1123456"))
    settings.COMPANIES_HOUSE_API_KEY = ""
    assert not can_look_up(company())


# --- On the page ------------------------------------------------------------------------------------------------------
def find(number: str, **typed: str) -> str:
    """What the page about the organisation says after "Find the name in the register"."""
    client = browser(person())
    client.post(reverse("organisation-start"), {"kind": "company", "value": number})
    response = client.post(reverse("organisation-details"), {"find": "1", **typed})
    assert response.status_code == 200
    return response.content.decode()


def test_button_fills_in_the_name_and_keeps_what_was_typed(register):
    page = find("01234567", name="Mad Up", is_sme="no")
    assert 'value="Made Up Ltd"' in page and "Check that it is yours" in page
    assert re.search(r'name="is_sme"[^>]*value="no"[^>]*checked', page)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("07654321", "this company is dissolved"),
        ("00000099", "does not know this number"),
        ("00000500", "We could not reach the register. Type the name."),
    ],
)
def test_page_says_what_the_register_answers_and_stops_nobody(register, number, words):
    assert words in find(number, name="Made Up Ltd")


def test_without_a_key_there_is_no_button_and_nothing_is_asked(register, settings):
    settings.COMPANIES_HOUSE_API_KEY = ""
    client = browser(person())
    client.post(reverse("organisation-start"), {"kind": "company", "value": "01234567"})
    assert "Find the name" not in client.get(reverse("organisation-details")).content.decode()
    page = client.post(reverse("organisation-details"), {"find": "1"}).content.decode()
    assert "Enter the name of the organisation" in page and register == []

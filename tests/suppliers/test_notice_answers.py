"""Asking one source one question: against a service that runs here, honest, hostile, slow, huge, broken or gone."""

import gzip
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.fetching import answers
from suppliers.fetching.answers import NoAnswer, ask, may_ask, wait_asked
from suppliers.fetching.sources import source_at
from suppliers.fetching.troubles import Trouble
from tests.services import free_port
from tests.suppliers.notice_services import PATH, answer, certificate_for, packed, serving

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
ABROAD = source_at("https://notices.example.gov.uk/api")


@pytest.fixture
def service():
    with serving() as running:
        yield running


@pytest.fixture
def short(monkeypatch):
    """No patience, so that no test waits."""
    for name in ("CONNECT_SECONDS", "READ_SECONDS", "WHOLE_SECONDS"):
        monkeypatch.setattr(answers, name, 0.2)


def resolving(monkeypatch, *addresses):
    """Let every name lead to these addresses, one list a look-up; the list is what was looked up."""
    looked_up, lists = [], list(addresses)

    def getaddrinfo(host, port, **_options):
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in lists.pop(0)]

    monkeypatch.setattr(answers.socket, "getaddrinfo", getaddrinfo)
    return looked_up


def connecting(monkeypatch):
    """Where connections go, none of which is made."""
    tried = []

    def refuse(place, *_kind):
        tried.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(answers, "_connection_to", refuse)
    return tried


def trouble(source, query=""):
    with pytest.raises(NoAnswer) as caught:
        ask(source, query, now=NOW)
    return caught.value


# --- What is asked ----------------------------------------------------------------------------------------------------
def test_question_says_what_it_wants_and_brings_nothing_else(service, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    service.answers = [answer(b"{}", Set_Cookie="a=b; Path=/"), answer(b"{}")]
    assert ask(service.source(), "limit=1", now=NOW) == ask(service.source(), "limit=2", now=NOW) == b"{}"
    assert service.asked == [f"{PATH}?limit=1", f"{PATH}?limit=2"]
    for headers in service.headers:
        assert headers.keys() == {"Host", "Accept", "Accept-Encoding", "User-Agent"}
        assert headers["Host"] == f"127.0.0.1:{service.port}"


def test_packed_answer_is_unpacked(service):
    service.answers = [packed(b'{"version": "1.1"}')]
    assert ask(service.source(), "", now=NOW) == b'{"version": "1.1"}'


# --- Where questions go -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "127.9.9.9", "0.0.0.0", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::1", "::",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
        "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "no address", "",
    ],
)  # fmt: skip
def test_address_inside_is_never_asked(address, monkeypatch):
    assert not may_ask(address, ABROAD)
    looked_up, tried = resolving(monkeypatch, [address]), connecting(monkeypatch)
    assert trouble(ABROAD).trouble == Trouble.INSIDE
    assert looked_up == ["notices.example.gov.uk"] and tried == []


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.1", "2606:4700::6810:84e5", "2a04:4e42::81"])
def test_address_in_the_world_may_be_asked_but_not_by_a_local_source(address):
    assert may_ask(address, ABROAD)
    assert not may_ask(address, replace(ABROAD, is_local=True))


@given(
    st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7") | st.ip_addresses(network="127.0.0.0/8")
)
def test_no_private_address_may_be_asked_in_any_guise(address):
    guises = [str(address)]
    if address.version == 4:
        guises += [f"::ffff:{address}", f"64:ff9b::{address}"]
    assert not any(may_ask(guise, ABROAD) for guise in guises)


def test_one_address_inside_among_others_is_enough_to_ask_none(monkeypatch):
    resolving(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    tried = connecting(monkeypatch)
    assert trouble(ABROAD).trouble == Trouble.INSIDE
    assert tried == []


def test_name_is_looked_up_once_and_the_address_that_was_checked_is_the_one_asked(service, monkeypatch):
    """A second look-up, as a client asks that is only given the name, would lead elsewhere."""
    looked_up = resolving(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    service.answers = [answer(b"{}")]
    assert ask(service.source(host="notices.example"), "", now=NOW) == b"{}"
    assert looked_up == ["notices.example"]
    assert service.headers[0]["Host"] == f"notices.example:{service.port}"


def test_further_addresses_of_a_host_are_tried_when_one_does_not_answer(monkeypatch):
    resolving(monkeypatch, ["8.8.8.8", "8.8.4.4"] + [f"1.1.1.{number}" for number in range(9)])
    tried = connecting(monkeypatch)
    assert trouble(ABROAD).trouble == Trouble.UNREACHABLE
    assert tried == [("8.8.8.8", 443), ("8.8.4.4", 443), ("1.1.1.0", 443), ("1.1.1.1", 443)]


def test_name_that_nobody_has_is_a_trouble(monkeypatch):
    def getaddrinfo(*_arguments, **_options):
        raise socket.gaierror

    monkeypatch.setattr(answers.socket, "getaddrinfo", getaddrinfo)
    assert trouble(ABROAD).trouble == Trouble.UNREACHABLE


# --- TLS --------------------------------------------------------------------------------------------------------------
@pytest.fixture
def secure(tmp_path, monkeypatch):
    """A service with a certificate for notices.example.gov.uk, which this machine trusts, and a source of that name."""
    path = certificate_for("notices.example.gov.uk", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    monkeypatch.setattr(answers, "may_ask", lambda address, source: True)
    with serving(certificate=path) as running:
        running.host = f"https://notices.example.gov.uk:{running.port}/api"
        yield running


def test_certificate_is_checked_for_the_name_although_the_address_is_asked(secure, monkeypatch):
    resolving(monkeypatch, ["127.0.0.1"])
    secure.answers = [answer(b"{}")]
    assert ask(source_at(secure.host), "", now=NOW) == b"{}"
    assert secure.headers[0]["Host"] == f"notices.example.gov.uk:{secure.port}"


def test_certificate_of_another_name_is_refused(secure, monkeypatch):
    resolving(monkeypatch, ["127.0.0.1"])
    other = source_at(secure.host.replace("notices", "elsewhere"))
    assert trouble(other).trouble == Trouble.CERTIFICATE
    assert secure.asked == []


def test_certificate_that_nobody_vouches_for_is_refused(secure, monkeypatch, tmp_path):
    resolving(monkeypatch, ["127.0.0.1"])
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate_for("other.example", tmp_path)))
    assert trouble(source_at(secure.host)).trouble == Trouble.CERTIFICATE
    assert secure.asked == []


def test_service_without_tls_is_not_asked(service, monkeypatch):
    resolving(monkeypatch, ["127.0.0.1"])
    monkeypatch.setattr(answers, "may_ask", lambda address, source: True)
    assert trouble(source_at(f"https://notices.example.gov.uk:{service.port}/api")).trouble == Trouble.UNREACHABLE
    assert service.asked == []


# --- What comes back --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("link", ["http://169.254.169.254/latest", "https://elsewhere.example/api", f"{PATH}?a=b", ""])
def test_no_redirect_is_followed(service, status, link):
    service.answers = [answer(b"", status=status, Location=link), answer(b"{}")]
    assert trouble(service.source()).trouble == Trouble.ELSEWHERE
    assert len(service.asked) == 1


def test_redirect_says_where_it_would_have_led(service):
    service.answers = [answer(b"", status=302, Location="http://169.254.169.254/latest?secret=1")]
    assert trouble(service.source()).detail == "http://169.254.169.254/latest"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(429, Trouble.BUSY), (503, Trouble.BUSY), (500, Trouble.BROKEN), (502, Trouble.BROKEN), (403, Trouble.REFUSED),
     (401, Trouble.REFUSED), (404, Trouble.UNKNOWN), (400, Trouble.UNKNOWN), (408, Trouble.SLOW),
     (204, Trouble.UNKNOWN)],
)  # fmt: skip
def test_each_status_has_its_trouble(service, status, kind):
    service.answers = [answer(b"", status=status, Retry_After="120")]
    found = trouble(service.source())
    assert (found.trouble, found.detail, found.wait) == (kind, f"HTTP {status}", timedelta(minutes=2))


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta(minutes=1)),
        ("99999999999999999999", timedelta(hours=24)),
        ("Mon, 01 Jun 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("Mon, 01 Jun 2026 13:10:00 +0100", timedelta(minutes=10)),
        ("Mon, 01 Jun 2020 12:10:00 GMT", timedelta(minutes=1)),
        ("Mon, 01 Jun 2099 12:10:00 GMT", timedelta(hours=24)),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_wait_that_was_asked_is_between_a_minute_and_a_day(said, wait):
    assert wait_asked(said, NOW) == wait


@given(st.text(max_size=60) | st.integers().map(str) | st.datetimes().map("{:%a, %d %b %Y %H:%M:%S} GMT".format))
def test_whatever_a_retry_after_says_the_wait_is_bounded(said):
    wait = wait_asked(said, NOW)
    assert wait is None or timedelta(minutes=1) <= wait <= timedelta(hours=24)


@pytest.mark.parametrize("kind", ["text/html", "application/xml", "text/plain", ""])
def test_answer_of_another_kind_is_not_read(service, kind):
    service.answers = [answer(b"<html>", kind=kind)]
    assert trouble(service.source()).trouble == Trouble.FORMAT


def test_answer_over_the_limit_is_not_read_to_its_end(service, monkeypatch):
    monkeypatch.setattr(answers, "MOST_BYTES", 100_000)

    def endless(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        while not service.let_go.is_set():
            handler.wfile.write(b" " * 10_000)

    service.answers = [endless]
    assert trouble(service.source()).trouble == Trouble.LARGE


def test_bomb_is_not_unpacked_beyond_the_limit(service, monkeypatch):
    monkeypatch.setattr(answers, "MOST_BYTES", 1_000_000)
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < 100_000
    service.answers = [answer(bomb, Content_Encoding="gzip")]
    most = []
    unpacked = answers._unpacked
    monkeypatch.setattr(answers, "_unpacked", lambda *given: most.append(len(part := unpacked(*given))) or part)
    assert trouble(service.source()).trouble == Trouble.LARGE
    assert sum(most) == 1_000_001


def test_answer_of_just_the_limit_is_read(service, monkeypatch):
    monkeypatch.setattr(answers, "MOST_BYTES", 200_000)
    service.answers = [packed(b"1" * 200_000), answer(b"1" * 200_000), packed(b"1" * 200_001)]
    assert len(ask(service.source(), "", now=NOW)) == len(ask(service.source(), "", now=NOW)) == 200_000
    assert trouble(service.source()).trouble == Trouble.LARGE


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (answer(b"{}", Content_Length="200"), Trouble.UNREACHABLE),
        (answer(b"not packed", Content_Encoding="gzip"), Trouble.FORMAT),
        (answer(gzip.compress(b"x" * 5000)[:-12], Content_Encoding="gzip"), Trouble.UNREACHABLE),
        (answer(b"", Content_Encoding="gzip"), Trouble.UNREACHABLE),
        (answer(b"{}", Content_Encoding="br"), Trouble.FORMAT),
        (answer(b"5\r\nabc", Transfer_Encoding="chunked"), Trouble.UNREACHABLE),
        (lambda handler: handler.wfile.write(b"this is no HTTP\r\n\r\n"), Trouble.UNREACHABLE),
        (lambda handler: handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + b"A: b\r\n" * 500), Trouble.UNREACHABLE),
        (lambda handler: None, Trouble.UNREACHABLE),
    ],
    ids=["cut off", "not packed", "packed and cut off", "packed nothing", "unknown packing", "chunk cut off", "no HTTP",
         "very many headers", "hung up"],
)  # fmt: skip
def test_answer_that_is_broken_is_no_answer(service, sent, kind):
    service.answers = [sent]
    assert trouble(service.source()).trouble == kind


def test_service_that_is_gone_is_a_trouble(short):
    assert trouble(source_at(f"http://127.0.0.1:{free_port()}/api", is_local=True)).trouble == Trouble.UNREACHABLE


def test_service_that_says_nothing_is_left(service, short):
    service.answers = [lambda handler: service.let_go.wait(20)]
    assert trouble(service.source()).trouble == Trouble.SLOW


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"]
)
def test_service_that_drips_is_cut_off_although_it_never_pauses_for_long(service, short, start, monkeypatch):
    """Each byte comes within the time for one, in the headers as in the body; the whole takes too long."""
    monkeypatch.setattr(answers, "READ_SECONDS", 20)

    def drip(handler):
        handler.wfile.write(start)
        while not service.let_go.wait(0.01):
            handler.wfile.write(b"a")

    service.answers = [drip]
    assert trouble(service.source()).trouble == Trouble.SLOW


def test_what_a_service_says_is_kept_as_few_visible_letters():
    assert NoAnswer(Trouble.BROKEN, "a\x00b\nc" + "d" * 500).detail == "abc" + "d" * 197

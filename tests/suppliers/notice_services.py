"""A service of notices on this machine, which answers as it is told: well, badly, slowly or not at all."""

import gzip
import json
import ssl
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from suppliers.fetching.sources import Source, source_at
from tests.suppliers.ocds_packages import package

PATH = "/api/1.0/ocdsReleasePackages"
PUBLISHED_PATH = "/Published/Notices/OCDS/Search"


@dataclass
class Service:
    """What it answers next, one question each (a function of the handler), and what it was asked."""

    port: int = 0
    answers: list = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    def source(self, path: str = PATH, host: str = "127.0.0.1") -> Source:
        """Its address as a source that only tests may have."""
        return source_at(f"http://{host}:{self.port}{path}", is_local=True)

    def queries(self) -> list[dict[str, str]]:
        """The queries it was asked."""
        return [{name: values[0] for name, values in parse_qs(urlsplit(path).query).items()} for path in self.asked]


def answer(body=b"", status=200, kind="application/json", **headers):
    """An answer with a body. `Retry_After=5` is the header Retry-After."""

    def send(handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        for name, value in {"Content_Length": len(body), **headers}.items():
            handler.send_header(name.replace("_", "-"), str(value))
        handler.end_headers()
        handler.wfile.write(body)

    return send


def page(*releases, after=None, **headers):
    """A release package, with a link to the page after it."""
    links = {"links": {"next": after}} if after is not None else {}
    return answer(json.dumps(package(*releases, **links)).encode(), **headers)


def packed(body, **headers):
    return answer(gzip.compress(body), Content_Encoding="gzip", **headers)


@contextmanager
def serving(certificate=None):
    """A service that runs in a thread of its own, with TLS if there is a certificate."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append(self.path)
            service.headers.append(dict(self.headers))
            if service.answers:
                service.answers.pop(0)(self)
            else:
                answer(b"no more was prepared", status=500)(self)

        def log_message(self, *_arguments) -> None:
            """Nothing on the screen."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments) -> None:
            """Whoever hangs up is meant to."""

    server = Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def certificate_for(host: str, folder):
    """A key and a certificate that signs itself, in one file that also serves as the list of whom to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{host}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + built.public_bytes(serialization.Encoding.PEM))
    return path

"""GOV.UK Notify on this machine: takes e-mails over HTTP, checks who sends them, and says what became of each."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"portal-{SERVICE}-{SECRET}"
TEMPLATE = "9d751e0e-f929-4891-82a1-a3e1c3c18ee3"
# What the real one answers, by status.
REFUSALS = {
    "address": (400, "ValidationError", "email_address Not a valid email address"),
    "team_only": (400, "BadRequestError", "Can’t send to this recipient using a team-only API key"),
    "template": (400, "BadRequestError", "Template not found"),
    "key": (403, "AuthError", "Invalid token: API key not found"),
    "busy": (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    "broken": (500, "Exception", "Internal server error"),
    "away": (503, "Exception", "Service unavailable"),
}


@dataclass
class Notify:
    """`refuses` names one of REFUSALS, or is empty; `states` holds the state of each e-mail by its reference."""

    address: str = ""
    refuses: str = ""
    taken: list[dict] = field(default_factory=list)
    states: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    answer: bytes | None = None

    def reply(self, method: str, path: str, body: bytes, token: str) -> tuple[int, object]:
        """The status and the answer to one request."""
        claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
        assert claims["iss"] == SERVICE
        if self.refuses:
            status, error, message = REFUSALS[self.refuses]
            return status, {"status_code": status, "errors": [{"error": error, "message": message}]}
        address = urlsplit(path)
        if (method, address.path) == ("POST", "/v2/notifications/email"):
            self.taken.append(json.loads(body))
            return 201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": self.taken[-1]["reference"]}
        assert (method, address.path) == ("GET", "/v2/notifications")
        (reference,) = parse_qs(address.query)["reference"]
        self.asked.append(reference)
        rows = [{"reference": reference, "status": state} for state in self.states.get(reference, [])]
        return 200, {"notifications": rows, "links": {}}


@contextmanager
def a_notify(settings) -> Iterator[Notify]:
    """The service, running, and the settings that lead to it."""
    service = Notify()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, answer = service.reply(self.command, self.path, body, self.headers["Authorization"].split()[1])
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode() if service.answer is None else service.answer)

        do_GET = do_POST

        def log_message(self, *args) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    settings.DELIVERY_EMAIL_BACKEND = "accounts.notify.NotifyBackend"
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = API_KEY, TEMPLATE
    settings.NOTIFY_BASE_URL = service.address
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

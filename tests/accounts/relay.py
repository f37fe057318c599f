"""A mail server on this machine that behaves as it is told: takes, refuses, or hangs up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from tests.services import free_port

TAKEN = "250 OK"


@dataclass
class Relay:
    """`reply` is what it says to each recipient, `answer` to each e-mail; None hangs up instead, before or after it
    has kept the e-mail."""

    reply: str | None = TAKEN
    answer: str | None = TAKEN
    port: int = 0
    asked: int = 0
    taken: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked += 1
        if self.reply is None:
            server.transport.abort()
            return TAKEN
        if self.reply == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.reply

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.answer is None:
            server.transport.abort()
        return self.answer or TAKEN


@contextmanager
def a_relay(settings) -> Iterator[Relay]:
    """The relay, running, and the settings that lead to it."""
    relay = Relay(port=free_port())
    controller = Controller(relay, hostname="127.0.0.1", port=relay.port)
    controller.start()
    settings.DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", relay.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    try:
        yield relay
    finally:
        controller.stop()

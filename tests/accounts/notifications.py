"""Delivery status notifications as relays send them back, one part at a time, so that a test can leave any out."""

import textwrap


def part(kind: str, content: str) -> str:
    return f"--B\r\nContent-Type: {kind}\r\n\r\n{content}\r\n"


def returned(message_id: str, extra: str = "") -> str:
    """The headers of the e-mail that comes back."""
    return (
        f"Received: by relay.example; Fri, 27 Nov 2026 12:00:00 +0000\r\nMessage-ID: {message_id}\r\n"
        f"Subject: Return sent\r\nTo: one@example.com\r\nMIME-Version: 1.0\r\n{extra}"
    )


def report(action: str = "failed", status: str = "5.1.1", recipient: str = "rfc822; one@example.com") -> str:
    """What failed, for machines: fields of the message, then those of the recipient."""
    fields = f"""\
        Reporting-MTA: dns; relay.example
        Arrival-Date: Fri, 27 Nov 2026 12:00:00 +0000

        Final-Recipient: {recipient}
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 5.1.1 <one@example.com>: no such user
        """
    return textwrap.dedent(fields).replace("\n", "\r\n")


def notification(
    message_id: str,
    *,
    kind: str = "multipart/report; report-type=delivery-status",
    machine: str | None = None,
    back: str | None = None,
) -> bytes:
    """A whole notification about the e-mail with this Message-ID; `machine` and `back` replace its two last parts."""
    parts = [
        part("text/plain", "I could not deliver your e-mail to one@example.com. No such user."),
        part("message/delivery-status", report()) if machine is None else machine,
        part("message/rfc822", f"{returned(message_id)}\r\nRead it here.\r\n") if back is None else back,
    ]
    head = (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@relay.example\r\nTo: no-reply@council.example\r\n"
        f'Subject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: {kind}; boundary="B"\r\n\r\n'
    )
    return (head + "".join(parts) + "--B--\r\n").encode()

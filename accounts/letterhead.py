"""The paper our e-mails are written on: one pair of templates, of which the HTML says what the text says."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string

# A code to type stands in a paragraph of its own: capitals and digits, in groups or not.
CODE = re.compile(r"[A-Z0-9]{3,8}(?:[- ][A-Z0-9]{3,8})?")


@dataclass(frozen=True)
class Paragraph:
    """A few lines of an e-mail; a code to type is shown large."""

    text: str

    @property
    def is_code(self) -> bool:
        """Whether this is nothing but a code."""
        return bool(CODE.fullmatch(self.text))


def write(*, subject: str, paragraphs: list[str], signature: str, language: str) -> tuple[str, str]:
    """Both bodies of an e-mail, text and HTML. `language` is that of the words, such as `en-gb`."""
    context = {
        "subject": subject,
        "paragraphs": [Paragraph(text) for text in paragraphs],
        "signature": signature,
        "language": language,
    }
    text, html = (render_to_string(f"emails/letter.{kind}", context) for kind in ("txt", "html"))
    return f"{text.strip()}\n", html


def dress(*, subject: str, text: str, language: str) -> str:
    """The HTML of an e-mail that somebody else wrote as text: its paragraphs are those between empty lines."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]
    return write(subject=subject, paragraphs=paragraphs, signature="", language=language)[1]

"""govuk-frontend's own examples, and a way to compare HTML that ignores what a browser ignores."""

import json
import re
from html.parser import HTMLParser

from django.conf import settings
from django.template import engines

COMPONENTS = settings.BASE_DIR / "node_modules/govuk-frontend/dist/govuk/components"


class _Tokens(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list = []
        self.text = ""

    def flush(self):
        words = " ".join(self.text.split())
        if words:
            self.found.append(words)
        self.text = ""

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.flush()
        values = {name: " ".join(sorted((value or "").split())) for name, value in attrs}
        self.found.append((tag, tuple(sorted(values.items()))))

    def handle_endtag(self, tag):
        self.flush()
        self.found.append(f"/{tag}")


def tokens(html: str) -> list:
    """Tags with their attributes in one order, and texts with single spaces."""
    parser = _Tokens()
    parser.feed(str(html))
    parser.close()
    parser.flush()
    return parser.found


def example(component: str, name: str) -> tuple[dict, str]:
    """The options and the HTML of an example. Fails, and does not skip, when govuk-frontend is not installed."""
    fixtures = json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]
    found = next(fixture for fixture in fixtures if fixture["name"] == name)
    return found["options"], found["html"]


def without_aria_invalid(html: str) -> str:
    """Our fields say aria-invalid too, which the Design System leaves to the error message."""
    return re.sub(r'\saria-invalid="true"', "", str(html))


def render(source: str, **context) -> str:
    """A piece of a template, with the tags every template has."""
    return engines["django"].from_string(source).render(context)


def assert_same(html: str, expected: str) -> None:
    """Ours is what the Design System shows."""
    assert tokens(without_aria_invalid(html)) == tokens(expected)

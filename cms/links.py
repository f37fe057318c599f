"""Links in editors' text that lead to pages and documents, expanded for every text of a page at once."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.utils.html import escape
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from cms.addresses import address

BETWEEN = "<!-- the next text -->"
"""What no text has in it: Wagtail keeps no comments."""


class PageLinks(PageLinkHandler):
    """Links to pages as our own addresses, which need no question about sites; what is not published is plain words."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tag of each link, in the order given: one question for all of a text."""
        ids = {attrs["id"] for attrs in attrs_list if str(attrs.get("id", "")).isdigit()}
        rows = Page.objects.filter(pk__in=ids, live=True).annotate(code=F("locale__language_code"))
        addresses = {str(pk): address(path, code) for pk, path, code in rows.values_list("pk", "url_path", "code")}
        return [
            f'<a class="govuk-link" href="{escape(addresses[str(attrs.get("id"))])}">'
            if str(attrs.get("id")) in addresses
            else "<a>"
            for attrs in attrs_list
        ]


def expand_links(body: StreamValue) -> None:
    """Expand the links in every text of a body that is shown: a question for pages and one for documents, however many.

    The texts hold what readers see from then on, so a body whose links were expanded is not to be saved.
    """
    texts = list(_texts_in(body))
    expanded = expand_db_html(BETWEEN.join(text.source for text in texts)).split(BETWEEN)
    for text, html in zip(texts, expanded, strict=True) if texts else ():
        text.source = html


def _texts_in(value: Any) -> Iterator[RichText]:
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _texts_in(child.value)
    elif isinstance(value, StructValue | ListValue):
        for part in value.values() if isinstance(value, StructValue) else value:
            yield from _texts_in(part)

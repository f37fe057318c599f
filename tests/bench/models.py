"""A page as Wagtail makes one and no more, against which public pages are measured. It exists only while they are."""

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

PIECES = [("heading", blocks.CharBlock()), ("text", blocks.RichTextBlock()), ("warning", blocks.TextBlock())]


class BarePage(Page):
    """A title and a body of Wagtail's own pieces, in a template without any frame."""

    body = StreamField(PIECES, blank=True)

    template = "bench/bare_page.html"

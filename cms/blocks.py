"""The blocks editors build pages from; each has a template of its own in templates/cms/blocks/."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HeadingBlock(blocks.CharBlock):
    """A section heading (h2): the page title is the only h1."""

    class Meta:
        icon = "title"
        template = "cms/blocks/heading.html"
        label = _("Heading")


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, links and lists."""

    class Meta:
        icon = "pilcrow"
        template = "cms/blocks/text.html"
        label = _("Text")


class WarningBlock(blocks.TextBlock):
    """Something readers must not miss."""

    class Meta:
        icon = "warning"
        template = "cms/blocks/warning.html"
        label = _("Warning")


class DetailsBlock(blocks.StructBlock):
    """More about one thing, for those who want it."""

    summary = blocks.CharBlock(label=_("Summary"))
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link", "ol", "ul"])

    class Meta:
        icon = "help"
        template = "cms/blocks/details.html"
        label = _("Details")


class BodyBlock(blocks.StreamBlock):
    """The body of every page."""

    heading = HeadingBlock()
    text = TextBlock(features=["bold", "link", "document-link", "ol", "ul", "h3"])
    warning = WarningBlock()
    details = DetailsBlock()

"""The blocks editors build pages from; each has a template of its own in templates/cms/blocks/.

Accessible by construction: the page title is the only h1, headings are h2 and the h3 of a text, tables and pictures
say in words what they show, and a picture that says nothing has to be called decoration.
"""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.editing.body_rules import check_body
from cms.links import expand_links
from cms.measure_blocks import FigureBlock, MeasureBlock
from cms.recognition_blocks import RecognitionBlock, endorsements_of

PICTURE_SIZE = "width-800"
"""The size of the copy that a picture in a body is shown by, as in its template."""
IN_TEXT = ["bold", "link", "document-link", "ol", "ul"]


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


class InsetBlock(blocks.TextBlock):
    """Something set apart from the text around it."""

    class Meta:
        icon = "openquote"
        template = "cms/blocks/inset.html"
        label = _("Set apart")


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


class StepBlock(blocks.StructBlock):
    """One step: what to do, and how."""

    title = blocks.CharBlock(label=_("What to do"), max_length=120)
    text = blocks.RichTextBlock(label=_("How"), features=IN_TEXT, required=False)


class StepsBlock(blocks.StructBlock):
    """Step by step: numbered, in the order in which they are done."""

    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        template = "cms/blocks/steps.html"
        label = _("Step by step")


class TableBlock(blocks.StructBlock):
    """A table with a caption that says what it shows; its first column names each row."""

    caption = blocks.CharBlock(label=_("What the table shows"), max_length=150)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Words"), required=False)),
            ("number", blocks.CharBlock(label=_("Figures"), required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        template = "cms/blocks/table.html"
        label = _("Table")


class ImageBlock(blocks.StructBlock):
    """A picture of which nobody can be recognised, with words for those who cannot see it.

    A picture of people needs a consent that takes it away when it is withdrawn: only a case study has one.
    """

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"), required=False, max_length=250, help_text=_("For people who cannot see it.")
    )
    is_decoration = blocks.BooleanBlock(
        label=_("It is decoration"), required=False, help_text=_("It says nothing that the words do not say.")
    )
    shows_nobody = blocks.BooleanBlock(
        label=_("Nobody in it can be recognised"),
        required=False,
        help_text=_("Not by face, name, clothes or place. A picture of people goes on a case study, with its consent."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        template = "cms/blocks/image.html"
        label = _("Picture")

    def clean(self, value):
        """Words for what it shows, or that it is decoration, and that it shows nobody; a draft may lack both."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        problems: dict[str, str | Promise] = {}
        if not cleaned["alt"].strip() and not cleaned["is_decoration"]:
            problems["alt"] = _("Say what the picture shows, or tick that it is decoration")
        elif cleaned["alt"].strip() and cleaned["is_decoration"]:
            problems["alt"] = _("A picture that is decoration is not described: take one of the two away")
        if not cleaned["shows_nobody"]:
            problems["shows_nobody"] = _(
                "Tick that nobody in the picture can be recognised, or take it away. A picture of people goes on a "
                "case study, with its consent"
            )
        if problems:
            errors = {name: ValidationError(str(words)) for name, words in problems.items()}
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class DownloadsBlock(blocks.StructBlock):
    """Files to take away."""

    files = blocks.ListBlock(DocumentChooserBlock(label=_("File")), label=_("Files"), min_num=1)

    class Meta:
        icon = "download"
        template = "cms/blocks/downloads.html"
        label = _("Files to download")


class RelatedBlock(blocks.StructBlock):
    """Where to read on."""

    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"), min_num=1)

    class Meta:
        icon = "link"
        template = "cms/blocks/related.html"
        label = _("Read on")


class SignpostBlock(blocks.StructBlock):
    """A way on from the home page, in the words of whoever would take it."""

    page = blocks.PageChooserBlock(label=_("Page"))
    words = blocks.CharBlock(label=_("What is there"), max_length=200, required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Signpost")


class WordsBlock(blocks.StreamBlock):
    """What a page says, block after block: the rules for headings, links, tables and files hold for every such body."""

    def clean(self, value, *args, **kwargs):
        """What each block asks, then the rules of the whole: not of a draft. Raises ValidationError at the blocks."""
        cleaned = super().clean(value, *args, **kwargs)
        if not self.is_deferred_validation:
            check_body(cleaned)
        return cleaned

    def render(self, value, context=None):
        """Every block, with the links of all of them expanded at once."""
        expand_links(value)
        return super().render(value, context=context)


class BodyBlock(WordsBlock):
    """The body of every page."""

    heading = HeadingBlock()
    text = TextBlock(features=[*IN_TEXT, "h3"])
    inset = InsetBlock()
    warning = WarningBlock()
    steps = StepsBlock()
    details = DetailsBlock()
    table = TableBlock()
    image = ImageBlock()
    downloads = DownloadsBlock()
    related = RelatedBlock()
    measure = MeasureBlock()
    figure = FigureBlock()
    recognition = RecognitionBlock()

    def render(self, value, context=None):
        """Every block, with the endorsements and the copies of pictures of all of them asked for at once."""
        pictures = [child.value["image"] for child in value if child.block_type == "image" and child.value["image"]]
        prefetch_related_objects(pictures, "renditions")
        wanted = [child.value for child in value if child.block_type == "recognition"]
        return super().render(value, context={**(context or {}), "endorsements": endorsements_of(wanted, context)})

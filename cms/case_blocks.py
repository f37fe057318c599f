"""The blocks of a case study: those of other pages, without pictures and quotes, which need a consent each."""

from cms.blocks import (
    IN_TEXT,
    DetailsBlock,
    DownloadsBlock,
    HeadingBlock,
    InsetBlock,
    RelatedBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
    WordsBlock,
)


class StoryBlock(WordsBlock):
    """The body of a case study. Its quote and its picture are fields of the page, with the consent beside them."""

    heading = HeadingBlock()
    text = TextBlock(features=[*IN_TEXT, "h3"])
    inset = InsetBlock()
    details = DetailsBlock()
    steps = StepsBlock()
    table = TableBlock()
    downloads = DownloadsBlock()
    related = RelatedBlock()

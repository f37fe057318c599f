"""No words of a case study hold the supplier's name typed: it could not go when the supplier takes its consent back."""

from collections.abc import Iterator
from typing import Any, Protocol

from django.utils.translation import gettext as _
from wagtail.blocks import PageChooserBlock, RichTextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock

from cms.editing.body_rules import inside
from cms.named_suppliers import ANY_SIGN, BRACES, typed_names
from cms.supplier_names import names_of, places_of
from suppliers.models import Contract

PLAIN = ("title", "summary", "seo_title", "search_description", "quote_who", "picture_alt", "no_measures_reason")
"""Shown in lists, feeds and results of a search, or beside the words: there the supplier is never named."""
CHOSEN = (DocumentChooserBlock, PageChooserBlock)


class Words(Protocol):
    """What is asked of a case study, as its fields stand, besides those of `PLAIN`."""

    contract: Contract | None
    slug: str
    body: Any
    quote_words: str


def problems(story: Words) -> Iterator[tuple[str, str]]:
    """The field, and what is wrong with it: where the name is typed, or a sign stands where it does nothing."""
    contract = story.contract
    names = names_of(contract.supplier) if contract and contract.supplier else []
    places = places_of(contract) if contract else ""
    for field in PLAIN:
        words = getattr(story, field, "") or ""
        for found in typed_names(words, names, places)[:1]:
            yield (
                field,
                _("Write “the supplier” instead of “%(found)s”: the name may stand in the body only")
                % {"found": found},
            )
        if ANY_SIGN.search(words):
            yield field, _("Write “the supplier” here: {supplier} becomes the name in the body and in the quote only")
    if typed_names((story.slug or "").replace("-", " ").title(), names, places):
        yield "slug", _("Take the supplier’s name out of the address: an address stays when a name must go")
    for found in typed_names(story.quote_words or "", names, places)[:1]:
        yield "quote_words", _instead(found)
    yield from (("body", words) for words in _in_body(story.body or (), names, places))


def _in_body(body, names: list[str], places: str) -> Iterator[str]:
    heading = ""
    for block in body:
        heading = str(block.value) if block.block_type == "heading" else heading
        for words, is_chosen in _texts(block):
            found = typed_names(words, names, places)
            if found and is_chosen:
                yield _("“%(title)s” names the supplier in its title. Take it out or give it another title") % {
                    "title": words
                }
            elif found:
                yield _instead(found[0], heading)
            for sign in BRACES.findall(words):
                if not ANY_SIGN.fullmatch(sign):
                    yield _("Readers would see “%(sign)s” as it is. Write {supplier} where you want the name") % {
                        "sign": sign
                    }


def _instead(found: str, heading: str = "") -> str:
    if heading:
        words = _(
            "Write {supplier} instead of “%(found)s” below “%(heading)s”. Readers see the supplier’s name there while "
            "it agrees, and “the supplier” otherwise"
        )
        return words % {"found": found, "heading": heading}
    words = _(
        "Write {supplier} instead of “%(found)s”. Readers see the supplier’s name there while it agrees, and “the "
        "supplier” otherwise"
    )
    return words % {"found": found}


def _texts(block) -> Iterator[tuple[str, bool]]:
    """Every piece of words in a block, and whether it is the title of something that was chosen."""
    for _field, kind, value in inside(block.block, block.value, ""):
        if value is None:
            continue
        if isinstance(kind, CHOSEN):
            yield value.title, True
        elif isinstance(kind, TypedTableBlock):
            yield from ((column["heading"] or "", False) for column in value.columns)
            yield from ((str(cell or ""), False) for row in value.row_data for cell in row["values"])
        else:
            yield getattr(value, "source", None) or str(value) if isinstance(kind, RichTextBlock) else str(value), False

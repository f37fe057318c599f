"""Rules for the words of a page, asked when it is sent to be approved or published; a draft may break them all.

Pure functions over a StreamField's blocks: each problem names the block it stands in and says how to mend it. What
the axe checker of the preview finds besides stays advice; these hold.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock, RichTextBlock, StructBlock, StructBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.whitelist import check_url

LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
LINK_TAG = re.compile(r"<a\b[^>]*>", re.IGNORECASE)
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
SUBHEADING = re.compile(r"<h3\b[^>]*>(.*?)</h3>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ADDRESS = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(uk|com|org|net|cymru|wales|eu)(/\S*)?", re.IGNORECASE)
FILE_NAME = re.compile(r".+\.(csv|docx?|ods|odt|pdf|pptx?|xlsx?)", re.IGNORECASE)
# Read out of its sentence, as people who use screen readers do, none of these says where it leads.
SAYS_NOTHING = {
    *("click", "click here", "click this link", "here", "this", "this link", "this page", "link", "page", "more"),
    *("read more", "learn more", "find out more", "see more", "more info", "more information", "details", "download"),
    *("read more here", "see here", "go", "website", "continue"),
    *("cliciwch", "cliciwch yma", "clicio yma", "yma", "hwn", "hon", "y ddolen hon", "dolen", "y dudalen hon"),
    *("mwy", "rhagor", "darllen mwy", "darllenwch fwy", "darllen rhagor", "darllenwch ragor", "mwy o wybodaeth"),
    *("rhagor o wybodaeth", "gweld mwy", "gweler yma", "manylion", "lawrlwytho", "lawrlwythwch", "gwefan"),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong in a block: its place in the body, the field within it where it has fields, and words."""

    place: int
    field: str
    words: str | Promise


def problems_in(body) -> list[Problem]:
    """Everything that keeps these blocks (a StreamValue) from being published, in the order of the page."""
    return sorted([*_headings(body), *_links(body), *_tables(body), *_files(body)], key=lambda problem: problem.place)


def check_body(body) -> None:
    """Raise StreamBlockValidationError, which shows each problem at its block, where there are any."""
    found: dict[int, ValidationError] = {}
    for problem in problems_in(body):
        if problem.place in found:
            continue  # one at a time for each block: mending the first often mends the others
        error = ValidationError(str(problem.words))
        if isinstance(body[problem.place].block, StructBlock):
            error = (
                StructBlockValidationError(block_errors={problem.field: error})
                if problem.field
                else StructBlockValidationError(non_block_errors=[error])
            )
        found[problem.place] = error
    if found:
        raise StreamBlockValidationError(block_errors=found)


def words_in(error: ValidationError) -> list[str]:
    """All that a validation error says, however deep its blocks lie."""
    found: list[str] = []
    if hasattr(error, "error_dict"):
        for errors in error.error_dict.values():
            for inner in errors:
                found += words_in(inner)
        return found
    inner_errors = getattr(error, "block_errors", None)
    if inner_errors is None:
        return [message for one in error.error_list for message in ([*one.messages] if one is error else words_in(one))]
    for one in getattr(error, "non_block_errors", ()):
        found += [str(one)] if isinstance(one, str) else words_in(one)
    for one in inner_errors.values() if isinstance(inner_errors, dict) else inner_errors:
        if one is not None:
            found += words_in(one)
    return found


def says_nothing(text: str) -> bool:
    """Whether the text of a link does not say where it leads: a stock phrase, an address, or no words at all."""
    plain = _plain(text).strip(" .,:;!?»>→…").casefold()
    return not plain or plain in SAYS_NOTHING or bool(ADDRESS.fullmatch(plain))


def _leads_somewhere(tag: str) -> bool:
    """Whether a link leads to what a browser opens, and is no program (`javascript:`): translators may write any."""
    return all(check_url(unescape("".join(address))) is not None for address in HREF.findall(tag))


def _plain(markup: str) -> str:
    return " ".join(unescape(TAG.sub(" ", markup)).replace("\xa0", " ").split())


def _headings(body) -> Iterator[Problem]:
    """Subheadings, and titles of steps, stand below a heading, and no two headings say the same."""
    seen: set[str] = set()
    is_below_heading = False
    for place, block in enumerate(body):
        if block.block_type == "heading":
            is_below_heading, here = True, [str(block.value)]
        elif isinstance(block.block, RichTextBlock):
            here = SUBHEADING.findall(_source(block.value))
            if here and not is_below_heading:
                yield Problem(place, "", _("Add a heading block above this text: a subheading stands below a heading"))
        else:
            if block.block_type == "steps" and not is_below_heading:
                yield Problem(place, "", _("Add a heading block above these steps: their titles stand below a heading"))
            continue
        for heading in map(_plain, here):
            if heading and heading.casefold() in seen:
                yield Problem(
                    place, "", _("Two headings of this page say the same. Say in each what is different below it")
                )
            elif not heading and block.block_type != "heading":
                yield Problem(place, "", _("This text has an empty subheading. Write in it or take it away"))
            seen.add(heading.casefold())


def _links(body) -> Iterator[Problem]:
    for place, block in enumerate(body):
        for field, markup in _texts(block.block, block.value):
            if any(says_nothing(text) for text in LINK.findall(markup)):
                yield Problem(place, field, _("Say in the words of each link where it leads, not “here” or an address"))
            if not all(map(_leads_somewhere, LINK_TAG.findall(markup))):
                yield Problem(
                    place, field, _("Check the addresses of the links: one of them is not an address of a page")
                )


def _tables(body) -> Iterator[Problem]:
    for place, block in enumerate(body):
        if not isinstance(block.block, StructBlock):
            continue
        for field, child in block.block.child_blocks.items():
            if isinstance(child, TypedTableBlock):
                yield from _table(place, field, block.value.get(field))
                if "caption" in block.block.child_blocks and not str(block.value.get("caption") or "").strip():
                    yield Problem(place, "caption", _("Say what the table shows"))


def _table(place: int, field: str, table) -> Iterator[Problem]:
    columns = list(table.columns) if table else []
    if not columns or not len(table.row_data):
        yield Problem(place, field, _("Give the table at least one column and one row, or take it away"))
    elif not all((column["heading"] or "").strip() for column in columns):
        yield Problem(place, field, _("Write a heading above every column of the table"))


def _files(body) -> Iterator[Problem]:
    for place, block in enumerate(body):
        for field, document in _documents(block.block, block.value):
            if FILE_NAME.fullmatch(document.title.strip()):
                yield Problem(
                    place, field, _("Give the document a title that says what it is: now it is the name of a file")
                )


def _texts(block, value, field: str = "") -> Iterator[tuple[str, str]]:
    """The markup of every rich text in a block, with the field of the block it stands in."""
    for name, inner, content in inside(block, value, field):
        if isinstance(inner, RichTextBlock):
            yield name, _source(content)


def _documents(block, value) -> Iterator[tuple[str, Any]]:
    for name, inner, content in inside(block, value, ""):
        if isinstance(inner, DocumentChooserBlock) and content is not None:
            yield name, content


def inside(block, value, field: str) -> Iterator[tuple[str, Any, Any]]:
    """Every block within a block that has no blocks itself, with its value and the outermost field it stands in."""
    if isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from inside(child, (value or {}).get(name), field or name)
    elif isinstance(block, ListBlock):
        children: Iterable = value or ()
        for child_value in children:
            yield from inside(block.child_block, child_value, field)
    else:
        yield field, block, value


def _source(value) -> str:
    return getattr(value, "source", None) or ""

"""The rules for the words of a page: what is refused, where the problem stands, and what is fine."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail.blocks import RichTextBlock, StructBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from cms.blocks import BodyBlock, HeadingBlock, ImageBlock, WordsBlock
from cms.case_blocks import StoryBlock
from cms.editing.body_rules import SAYS_NOTHING, check_body, problems_in, says_nothing, words_in
from cms.models import CouncilDocument, CouncilImage

BODY = BodyBlock()
STEPS = {"steps": [{"title": "First", "text": "<p>x</p>"}, {"title": "Then", "text": ""}]}


def body(*blocks):
    """A body as a page holds it."""
    return BODY.to_python([{"type": kind, "value": value} for kind, value in blocks])


def places(*blocks) -> list[tuple[int, str]]:
    return [(problem.place, problem.field) for problem in problems_in(body(*blocks))]


def table(headings=("Year", "Hours"), rows=(("2026", "12"),), caption="Hours by year") -> dict:
    columns = [{"type": "text", "heading": heading} for heading in headings]
    return {"caption": caption, "table": {"columns": columns, "rows": [{"values": list(row)} for row in rows]}}


# --- Headings ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([("heading", "One"), ("text", "<h3>Two</h3><p>x</p>")], []),
        ([("text", "<p>x</p>"), ("heading", "One"), ("heading", "Two")], []),
        ([("text", "<h3>Two</h3><p>x</p>")], [(0, "")]),
        ([("heading", "One"), ("steps", STEPS)], []),
        ([("text", "<p>x</p>"), ("steps", STEPS)], [(1, "")]),
        ([("text", "<p>x</p><h3>Two</h3>"), ("heading", "One")], [(0, "")]),
        ([("heading", "One"), ("heading", " one ")], [(1, "")]),
        ([("heading", "One"), ("text", "<h3>one</h3>")], [(1, "")]),
        ([("heading", "One"), ("text", "<h3>A</h3><h3>A</h3>")], [(1, "")]),
        ([("heading", "One"), ("text", "<h3><b>Costs</b> &amp; time</h3>"), ("heading", "Costs & time")], [(2, "")]),
        ([("heading", "One"), ("text", "<h3> </h3>")], [(1, "")]),
        ([], []),
    ],
)
def test_headings_stand_in_order_and_differ(blocks, expected):
    assert places(*blocks) == expected


# --- Links ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("words", sorted(SAYS_NOTHING))
def test_link_of_a_stock_phrase_says_nothing(words):
    assert says_nothing(words.title()) and says_nothing(f"<b>{words}</b>&nbsp;.")


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "https://example.org/a-page?x=1",
        "http://example.org",
        "www.example.org/returns",
        "penbury.gov.uk",
        "cyngor.cymru/gwasanaeth",
        "Click here »",
        "Read more…",
    ],
)
def test_link_that_is_an_address_or_nothing_says_nothing(words):
    assert says_nothing(words)


@pytest.mark.parametrize(
    "words",
    [
        "How to send a return",
        "Read more about evidence",
        "Sut i anfon ffurflen",
        "Here to help: our team",
        "GOV.UK guidance on social value",
        "Larkfield Ltd.",
        "ring 01632 960100",
    ],
)
def test_link_that_says_where_it_goes_is_fine(words):
    assert not says_nothing(words)


@pytest.mark.parametrize(
    ("block", "field"),
    [
        (("text", '<p><a href="https://example.org">here</a></p>'), ""),
        (("text", '<p><a\nlinktype="page" id="3"><b>Click</b> here</a></p>'), ""),
        (("details", {"summary": "More", "text": '<a href="https://example.org">yma</a>'}), "text"),
        (("steps", {"steps": [{"title": "Ask", "text": '<a href="https://example.org">link</a>'}]}), "steps"),
    ],
)
def test_link_is_found_wherever_text_stands(block, field):
    assert places(("heading", "One"), block) == [(1, field)]


def test_many_links_make_one_problem_and_hostile_markup_none():
    many = '<p><a href="https://example.org">here</a></p>' * 500
    assert len(places(("text", many))) == 1
    assert places(("text", "<p>" + "<a " * 2000 + "</p>")) == []


# --- Tables and files -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (table(), []),
        (table(headings=("Year", " ")), ["table"]),
        (table(rows=()), ["table"]),
        (table(headings=(), rows=()), ["table"]),
        (table(caption=" "), ["caption"]),
    ],
)
def test_table_has_headings_rows_and_a_caption(value, expected):
    assert [field for _place, field in places(("table", value))] == expected


@pytest.mark.django_db
@pytest.mark.parametrize(("title", "count"), [("Strategy 2026", 0), ("scan_0001.PDF", 1), ("final v3.docx ", 1)])
def test_document_has_a_title(title, count):
    document = CouncilDocument.objects.create(title=title, file="documents/x.pdf")
    assert len(places(("downloads", {"files": [document.pk]}))) == count


@pytest.mark.parametrize(
    ("address", "count"),
    [
        *((fine, 0) for fine in ("https://gov.uk/", "/guidance/", "#top", "mailto:a@b.example", "tel:0300 123 4567")),
        *((bad, 1) for bad in ("javascript:alert(1)", " JaVa&#9;script:alert(1)", "data:text/html,x", "vbscript:x")),
    ],
)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_link_leads_to_an_address_and_runs_no_program(address, count, quote):
    markup = f"<p>Read <a href={quote}{address}{quote}>how we count hours</a></p>"
    assert len(places(("heading", "One"), ("text", markup))) == count
    assert len(places(("details", {"summary": "More", "text": markup}))) == count


# --- Where it shows ---------------------------------------------------------------------------------------------------
def test_problem_stands_at_its_block_and_in_words():
    broken = body(("text", "<h3>A</h3>"), ("heading", "One"), ("table", table(headings=("", ""))))
    with pytest.raises(ValidationError) as caught:
        check_body(broken)
    assert sorted(caught.value.block_errors) == [0, 2]
    assert words_in(caught.value) == [
        "Add a heading block above this text: a subheading stands below a heading",
        "Write a heading above every column of the table",
    ]


def test_whole_body_is_asked_when_it_is_cleaned_and_not_when_a_draft_is():
    broken = BODY.to_python([{"type": "text", "value": "<h3>A</h3>"}])
    with pytest.raises(ValidationError):
        BODY.clean(broken)
    assert isinstance(BODY.clean_deferred(broken)[0].value, RichText)


def test_words_of_a_plain_error_are_its_own():
    assert words_in(ValidationError("One")) == ["One"]
    assert words_in(ValidationError(["One", "Two"])) == ["One", "Two"]
    assert words_in(ValidationError({"title": ["One"], "body": ValidationError("Two")})) == ["One", "Two"]


# --- Every body -------------------------------------------------------------------------------------------------------
RULED = (HeadingBlock, RichTextBlock, TypedTableBlock, DocumentChooserBlock)
"""What the rules are about."""


def blocks_within(block):
    """A block and all blocks in it."""
    yield block
    for child in (*getattr(block, "child_blocks", {}).values(), *filter(None, [getattr(block, "child_block", None)])):
        yield from blocks_within(child)


def test_rules_hold_for_every_stream_of_every_page():
    streams = {
        field
        for model in apps.get_app_config("cms").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        and any(isinstance(block, RULED) for block in blocks_within(field.stream_block))
    }
    assert len(streams) > 10
    assert [str(field) for field in streams if not isinstance(field.stream_block, WordsBlock)] == []


@pytest.mark.parametrize("kind", [BodyBlock, StoryBlock])
@pytest.mark.parametrize(
    "blocks",
    [
        [("text", "<h3>Below nothing</h3>")],
        [("heading", "Twice"), ("heading", "Twice")],
        [("text", '<p><a href="https://example.org">click here</a></p>')],
        [("steps", {"steps": [{"title": "One", "text": '<a href="/x/">here</a>'}, {"title": "Two", "text": ""}]})],
    ],
)
def test_body_of_a_page_and_of_a_case_study_keep_the_same_rules(kind, blocks):
    block = kind()
    value = block.to_python([{"type": name, "value": content} for name, content in blocks])
    with pytest.raises(StreamBlockValidationError):
        block.clean(value)
    block.defer_required_validation()
    block.clean(value)


# --- Pictures and quotes of people ------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"alt": "A gate", "shows_nobody": True}, set()),
        ({"is_decoration": True, "shows_nobody": True}, set()),
        ({"alt": "A gate"}, {"shows_nobody"}),
        ({"alt": "A gate", "is_decoration": True, "shows_nobody": True}, {"alt"}),
        ({}, {"alt", "shows_nobody"}),
    ],
)
def test_picture_says_what_it_shows_and_that_it_shows_nobody(said, fields):
    picture = CouncilImage.objects.create(title="Gate", file=get_test_image_file())
    block = ImageBlock()
    value = block.to_python({"image": picture.pk, "alt": "", "is_decoration": False, "caption": ""} | said)
    found = set()
    try:
        block.clean(value)
    except StructBlockValidationError as refused:
        found = set(refused.block_errors)
    assert found == fields
    block.defer_required_validation()
    block.clean(value)


def test_page_without_consents_has_no_block_for_a_quote():
    assert "quote" not in BODY.child_blocks and "quote" not in StoryBlock().child_blocks
    assert "image" not in StoryBlock().child_blocks

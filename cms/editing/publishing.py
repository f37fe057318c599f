"""What keeps a page from being published, whoever asks and by whichever way: the button, approval, a moment, a list."""

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.editing.body_rules import words_in
from cms.editing.taken import taken_problem
from cms.editing.twins import needs_twin, twin_problem, untranslated


def check_blocks(page: Page) -> None:
    """Raise ValidationError, by field, where the blocks of a page break a rule."""
    errors = {}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and isinstance(field.stream_block, StreamBlock):
            try:
                field.stream_block.clean(getattr(page, field.name))
            except ValidationError as error:
                errors[field.name] = error
    if errors:
        raise ValidationError(errors)


def check_page(page: Page, *, with_twin: bool = False) -> None:
    """Raise ValidationError where a page may not be published; `with_twin`: its twin is published at the same time."""
    page.full_clean()
    check_blocks(page)
    problem = taken_problem(page.slug, page.get_parent()) or (None if with_twin else twin_problem(page))
    if problem:
        raise ValidationError(str(problem))
    left = untranslated(page)
    if left and (with_twin or needs_twin(page)):
        words = ngettext("%(left)d sentence is not translated yet", "%(left)d sentences are not translated yet", left)
        raise ValidationError(words % {"left": left})


def publishing_problems(page: Page) -> list[str]:
    """The same as words; empty where the page may be published."""
    try:
        check_page(page)
    except ValidationError as error:
        return words_in(error)
    return []

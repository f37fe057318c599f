"""What is wrong with what was typed: the summary on top of the page, and where its links lead."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    Field,
    FileInput,
    RadioSelect,
    SelectDateWidget,
)
from django.forms.formsets import BaseFormSet
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Problem = tuple[str, str]


def choices_of(field: BoundField) -> list[dict]:
    """The radios or checkboxes of a field as its widget describes them, without Django's empty choice."""
    options = (option.data for option in field.subwidgets)
    return [option for option in options if option["value"] not in ("", None)]


def first_id(field: BoundField) -> str:
    """The id of the element a link to this field must hit: its first radio, checkbox or date box, or the input."""
    if isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple):
        options = choices_of(field)
        return options[0]["attrs"].get("id", "") if options else ""
    if isinstance(field.field.widget, SelectDateWidget):
        return f"{field.auto_id}_day"
    return field.id_for_label or field.auto_id


def _what_is_missing(field: BoundField) -> str:
    widget, label = field.field.widget, str(field.label)
    if isinstance(widget, CheckboxInput):
        return _("Select the box “%(label)s”") % {"label": label}
    if isinstance(widget, FileInput):
        return _("Choose a file")
    choose = isinstance(widget, ChoiceWidget)
    if label.endswith("?"):
        return _("Select an answer") if choose else _("Enter an answer")
    label = label[:1].lower() + label[1:]
    return (_("Select %(label)s") if choose else _("Enter %(label)s")) % {"label": label}


def words_of(field: BoundField) -> list[str]:
    """What is wrong with a field. Where its form says no more than "This field is required.", say what to do."""
    general = Field.default_error_messages["required"]
    texts = []
    for error in field.errors.as_data():
        if error.code == "required" and error.message == general:
            texts.append(_what_is_missing(field))
        else:
            texts.extend(str(message) for message in error.messages)
    return texts


def _of_form(form: BaseForm) -> Iterator[Problem]:
    if not form.is_bound or not form.errors:
        return
    visible = form.visible_fields()
    top = first_id(visible[0]) if visible else ""
    for error in form.non_field_errors():
        yield str(error), top
    for field in visible:
        for error in words_of(field):
            yield error, first_id(field)
    for field in form.hidden_fields():
        for error in field.errors:
            yield str(error), ""


def problems_in(source) -> Iterator[Problem]:
    """Pairs of words and the id they are about ("" where there is none), in the order of the page.

    `source` is a form, a formset, or a list of such pairs or plain texts; an id may begin with "#".
    """
    if isinstance(source, BaseForm):
        yield from _of_form(source)
    elif isinstance(source, BaseFormSet):
        if source.is_bound:
            yield from ((str(error), "") for error in source.non_form_errors())
            for form in source.forms:
                yield from _of_form(form)
    else:
        for problem in source or ():
            yield (problem, "") if isinstance(problem, str) else (problem[0], str(problem[1] or "").removeprefix("#"))


def _forms_among(values: Iterable[Any]) -> Iterator[BaseForm | BaseFormSet]:
    """Asks for the type itself: isinstance() would wake lazy values, and the security token then sets a cookie."""
    for value in values:
        kind = type(value)
        if issubclass(kind, BaseForm | BaseFormSet):
            yield value
        elif issubclass(kind, list | tuple) and value and issubclass(type(value[0]), BaseForm):
            yield from value


def page_problems(values: Iterable[Any]) -> list[Problem]:
    """What is wrong with any form, formset or list of forms among the values a view handed to its page."""
    sources = {id(source): source for source in _forms_among(values)}
    inside = {id(form) for source in sources.values() if isinstance(source, BaseFormSet) for form in source.forms}
    return [problem for key, source in sources.items() if key not in inside for problem in problems_in(source)]


def error_summary(problems: Iterable[Problem]) -> SafeString:
    """The box that takes the focus when a page comes back with errors; nothing when there are none."""
    items = format_html_join(
        "",
        "<li>{}</li>",
        ((format_html('<a href="#{}">{}</a>', target, text) if target else text,) for text, target in problems),
    )
    if not items:
        return mark_safe("")
    return format_html(
        '<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">'
        '<h2 class="govuk-error-summary__title">{}</h2><div class="govuk-error-summary__body">'
        '<ul class="govuk-list govuk-error-summary__list">{}</ul></div></div></div>',
        _("There is a problem"),
        items,
    )

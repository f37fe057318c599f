"""The tags of the Design System, there in every template without {% load %}.

Block tags (their end is `end` and the name): govuk_table, govuk_summary_list, govuk_summary_card, govuk_row,
govuk_task_list, govuk_panel, govuk_inset, govuk_warning, govuk_details, govuk_notification, govuk_form.
"""

from django import template
from django.forms import BaseForm, BoundField
from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.devices import device_words
from portal.components import content as shown
from portal.components import errors, lists, parts, words
from portal.components.fields import render_field

register = template.Library()

register.simple_tag(shown.button, name="govuk_button")
register.simple_tag(shown.tag, name="govuk_tag")
register.simple_tag(shown.pagination, name="govuk_pagination")
register.simple_tag(shown.progress_bar, name="progress_bar")
register.simple_tag(lists.action_link, name="govuk_action_link")
register.simple_tag(shown.message_banners, name="govuk_messages")

register.simple_block_tag(shown.notification_banner, name="govuk_notification")
register.simple_block_tag(shown.panel, name="govuk_panel")
register.simple_block_tag(shown.inset_text, name="govuk_inset")
register.simple_block_tag(shown.warning_text, name="govuk_warning")
register.simple_block_tag(shown.details, name="govuk_details")
register.simple_block_tag(lists.summary_list, name="govuk_summary_list")
register.simple_block_tag(lists.summary_card, name="govuk_summary_card")
register.simple_block_tag(lists.summary_row, name="govuk_row")
register.simple_block_tag(lists.task_list, name="govuk_task_list")

register.filter("date_words", words.date_words)
register.filter("weekday_words", words.weekday_words)
register.filter("time_words", words.time_words)
register.filter("until_words", words.until_words)
register.filter("device_words", device_words)


@register.simple_block_tag(name="govuk_table")
def govuk_table(content: str, *head: str, **options) -> SafeString:
    """The column headings as arguments, then caption=, numeric=, size= (see `portal.components.lists.table`)."""
    return lists.table(content, head, **options)


@register.simple_tag(name="govuk_back_link")
def govuk_back_link(href: str, text: str = "") -> SafeString:
    """The way back, in a landmark of its own: it stands above the main content, where nothing else would hold it."""
    return format_html('<nav aria-label="{}">{}</nav>', _("Back"), shown.back_link(href, text))


@register.simple_tag(name="govuk_breadcrumbs")
def govuk_breadcrumbs(*items) -> SafeString:
    """One list of pairs, or text and address in turns; a last text without an address is the page itself."""
    if len(items) == 1 and not isinstance(items[0], str):
        return shown.breadcrumbs(items[0])
    return shown.breadcrumbs([(text, items[i + 1] if i + 1 < len(items) else "")
                                for i, text in enumerate(items) if i % 2 == 0])  # fmt: skip


@register.simple_tag(takes_context=True, name="govuk_task")
def govuk_task(context, title: str, href: str = "", *, id: str = "", **options) -> SafeString:
    """One row of a task list; without an id it gets the next number on the page."""
    if not id:
        page = context.render_context.dicts[0]
        page["govuk_tasks"] = page.get("govuk_tasks", 0) + 1
        id = f"task-list-{page['govuk_tasks']}"
    return lists.task(id, title, href, **options)


@register.simple_tag(name="govuk_field")
def govuk_field(field: BoundField, **options) -> SafeString:
    """One field of a form; the options are those of `portal.components.parts.Options`.

    `reveal_<value>=form.other` shows another field when that radio or checkbox is chosen. Raises TypeError for an
    option that does not exist, ValueError where the form has no such field.
    """
    if not isinstance(field, BoundField):
        raise ValueError(f"govuk_field needs a field of a form, not {field!r}.")
    reveal = {name.removeprefix("reveal_"): options.pop(name) for name in list(options) if name.startswith("reveal_")}
    reveal.update(options.pop("reveal", {}))
    return render_field(field, parts.Options(reveal=reveal, **options))


@register.simple_tag(name="govuk_fields")
def govuk_fields(form: BaseForm) -> SafeString:
    """Every field of a form, hidden ones too, in its own order with nothing special about them."""
    return format_html_join("", "{}", ((render_field(field, parts.Options()),) for field in form))


@register.simple_block_tag(takes_context=True, name="govuk_form")
def govuk_form(
    context, content: str, form: BaseForm | None = None, *, action: str = "", id: str = "", upload: bool = False
) -> SafeString:
    """A form that posts, with its token and hidden fields. The browser checks nothing: ours say how to mend it."""
    hidden = format_html_join("", "{}", ((field.as_hidden(),) for field in form.hidden_fields())) if form else ""
    multipart = upload or (form is not None and form.is_multipart())
    return format_html(
        '<form method="post" novalidate{}{}{}><input type="hidden" name="csrfmiddlewaretoken" value="{}">{}{}</form>',
        format_html(' action="{}"', action) if action else "",
        format_html(' id="{}"', id) if id else "",
        mark_safe(' enctype="multipart/form-data"') if multipart else "",
        get_token(context["request"]) if "request" in context else context.get("csrf_token", ""),
        hidden,
        content,
    )


@register.simple_tag(name="govuk_error_summary")
def govuk_error_summary(*sources) -> SafeString:
    """What is wrong with the given forms and formsets; a list may hold texts, or pairs of text and id."""
    return errors.error_summary([problem for source in sources for problem in errors.problems_in(source)])


@register.simple_tag(takes_context=True, name="page_problems")
def page_problems(context) -> list[errors.Problem]:
    """What is wrong on this page: with the forms and formsets its view handed over, and in its `problems` list."""
    values = [value for layer in context.dicts for value in layer.values()]
    return [*errors.page_problems(values), *errors.problems_in(context.get("problems"))]


@register.simple_tag(name="govuk_problems")
def govuk_problems(problems: list[errors.Problem]) -> SafeString:
    """The error summary of a list that `page_problems` made."""
    return errors.error_summary(problems)

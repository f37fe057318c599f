"""Form fields in the Design System's dress, chosen by the widget of an ordinary Django form.

Rooms write plain Django forms and never import this. What each widget becomes:

    TextInput, EmailInput, URLInput, NumberInput ...   text input (numbers as text with a numeric keyboard)
    PasswordInput                                      password input with "Show"
    Textarea                                           textarea, or character count with `count` or `max_words`
    RadioSelect, CheckboxSelectMultiple                radios, checkboxes in a fieldset
    CheckboxInput                                      one checkbox
    Select, NullBooleanSelect                          select
    SelectDateWidget                                   date input: three boxes
    FileInput, ClearableFileInput                      file upload that takes dropped files
"""

from django import forms
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.components.errors import choices_of
from portal.components.parts import (
    Options,
    attributes,
    described_by,
    error_of,
    fieldset,
    group,
    hint_of,
    label_of,
    label_text,
    script_words,
)

_SPELLED = {"email", "url", "password"}


def render_field(bound: BoundField, options: Options) -> SafeString:
    """A field with its label, hint, errors and input, wired together for assistive technology."""
    widget = bound.field.widget
    if widget.is_hidden:
        return bound.as_hidden()
    for kind, render in _RENDERERS:
        if isinstance(widget, kind):
            return render(bound, options)
    return _text_input(bound, options)


# --- One function a component -----------------------------------------------------------------------------------------
def _text_input(bound: BoundField, options: Options) -> SafeString:
    widget = bound.field.widget
    kind = widget.input_type
    hint, error = hint_of(bound, options), error_of(bound)
    more: dict = {"inputmode": options.inputmode, "autocomplete": options.autocomplete}
    if kind == "number":
        kind = "text"
        whole = isinstance(bound.field, forms.IntegerField) and not isinstance(bound.field, forms.DecimalField)
        more["inputmode"] = options.inputmode or ("numeric" if whole else "decimal")
    if kind in _SPELLED or more["inputmode"]:
        more["spellcheck"] = "false"
    if kind == "email":
        more["autocomplete"] = options.autocomplete or widget.attrs.get("autocomplete", "email")
    css = "govuk-input" + (f" govuk-input--width-{options.width}" if options.width else "")
    value = widget.format_value(bound.value())
    attrs = attributes(bound, css, described_by(bound, hint, error), type=kind, value=value, **more)
    control = format_html("<input{}>", flatatt(attrs))
    if options.prefix or options.suffix:
        part = '<div class="govuk-input__{}" aria-hidden="true">{}</div>'
        control = format_html(
            '<div class="govuk-input__wrapper">{}{}{}</div>',
            format_html(part, "prefix", options.prefix) if options.prefix else "",
            control,
            format_html(part, "suffix", options.suffix) if options.suffix else "",
        )
    return group(error, format_html("{}{}{}{}", label_of(bound, options), hint, error, control))


def _password_input(bound: BoundField, options: Options) -> SafeString:
    hint, error = hint_of(bound, options), error_of(bound)
    attrs = attributes(
        bound,
        "govuk-input govuk-password-input__input govuk-js-password-input-input",
        described_by(bound, hint, error),
        type="password",
        spellcheck="false",
        autocapitalize="none",
        autocomplete=options.autocomplete or bound.field.widget.attrs.get("autocomplete", "current-password"),
    )
    control = format_html(
        '<div class="govuk-input__wrapper govuk-password-input__wrapper"><input{}><button type="button"'
        ' class="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"'
        ' data-module="govuk-button" aria-controls="{}" aria-label="{}" hidden>{}</button></div>',
        flatatt(attrs),
        bound.auto_id,
        _("Show password"),
        _("Show"),
    )
    words = script_words(
        show_password=_("Show"),
        hide_password=_("Hide"),
        show_password_aria_label=_("Show password"),
        hide_password_aria_label=_("Hide password"),
        password_shown_announcement=_("Your password is visible"),
        password_hidden_announcement=_("Your password is hidden"),
    )
    inside = format_html("{}{}{}{}", label_of(bound, options), hint, error, control)
    return group(error, inside, "govuk-password-input", {"data-module": "govuk-password-input", **words})


def _textarea(bound: BoundField, options: Options) -> SafeString:
    hint, error = hint_of(bound, options), error_of(bound)
    limit = getattr(bound.field, "max_length", None) if options.count else None
    counted = limit is not None or options.max_words is not None
    info = f"{bound.auto_id}-info" if counted else ""
    css = "govuk-textarea" + (" govuk-js-character-count" if counted else "")
    attrs = attributes(
        bound, css, described_by(bound, hint, error, info), rows=options.rows, autocomplete=options.autocomplete
    )
    value = bound.field.widget.format_value(bound.value()) or ""
    control = format_html("<textarea{}>\n{}</textarea>", flatatt(attrs), value)
    inside = format_html("{}{}{}{}", label_of(bound, options), hint, error, control)
    if not counted:
        return group(error, inside)
    most = (
        _("You can enter up to %(number)s words") % {"number": options.max_words}
        if options.max_words is not None
        else _("You can enter up to %(number)s characters") % {"number": limit}
    )
    note = format_html('<div id="{}" class="govuk-hint govuk-character-count__message">{}</div>', info, most)
    size = (
        {"data-maxwords": options.max_words, "data-count-type": "words"}
        if options.max_words is not None
        else {"data-maxlength": limit}
    )
    extra = {"data-module": "govuk-character-count", **size}
    return group(error, format_html("{}{}", inside, note), "govuk-character-count", extra)


def _select(bound: BoundField, options: Options) -> SafeString:
    hint, error = hint_of(bound, options), error_of(bound)
    widget = bound.field.widget
    value = bound.value()
    groups = []
    for name, choices, _index in widget.optgroups(bound.html_name, widget.format_value(value), {}):
        inside = format_html_join(
            "",
            "<option{}>{}</option>",
            (
                (
                    flatatt({"value": choice["value"], **choice["attrs"], "selected": choice["selected"]}),
                    choice["label"],
                )
                for choice in choices
            ),
        )
        groups.append((format_html('<optgroup label="{}">{}</optgroup>', name, inside) if name else inside,))
    attrs = attributes(
        bound,
        "govuk-select",
        described_by(bound, hint, error),
        multiple=widget.allow_multiple_selected or None,
        autocomplete=options.autocomplete,
    )
    control = format_html("<select{}>{}</select>", flatatt(attrs), format_html_join("", "{}", groups))
    return group(error, format_html("{}{}{}{}", label_of(bound, options), hint, error, control))


def _file_upload(bound: BoundField, options: Options) -> SafeString:
    hint, error = hint_of(bound, options), error_of(bound)
    attrs = attributes(bound, "govuk-file-upload", described_by(bound, hint, error), type="file")
    words = script_words(
        choose_files_button=_("Choose file"),
        drop_instruction=_("or drop file"),
        no_file_chosen=_("No file chosen"),
        multiple_files_chosen__one=_("%{count} file chosen"),
        multiple_files_chosen__other=_("%{count} files chosen"),
        entered_drop_zone=_("Entered drop zone"),
        left_drop_zone=_("Left drop zone"),
    )
    wrapper = {"class": "govuk-file-upload-wrapper", "data-module": "govuk-file-upload", **words}
    control = format_html("<div{}><input{}></div>", flatatt(wrapper), flatatt(attrs))
    return group(error, format_html("{}{}{}{}", label_of(bound, options), hint, error, control))


def _item(kind: str, attrs: dict, label: str, hint: str = "", revealed: str = "") -> SafeString:
    """One radio or checkbox with its label, hint and what it reveals."""
    if hint:
        attrs["aria-describedby"] = " ".join(filter(None, [f"{attrs['id']}-item-hint", attrs.get("aria-describedby")]))
        hint = format_html('<div id="{}-item-hint" class="govuk-hint govuk-{}__hint">{}</div>', attrs["id"], kind, hint)
    if revealed:
        attrs["data-aria-controls"] = f"conditional-{attrs['id']}"
        revealed = format_html(
            '<div class="govuk-{}__conditional{}" id="conditional-{}">{}</div>',
            kind,
            "" if attrs.get("checked") else f" govuk-{kind}__conditional--hidden",
            attrs["id"],
            revealed,
        )
    return format_html(
        '<div class="govuk-{}__item"><input{}><label class="govuk-label govuk-{}__label" for="{}">{}</label>{}</div>{}',
        kind,
        flatatt({"class": f"govuk-{kind}__input", **attrs}),
        kind,
        attrs["id"],
        label,
        hint,
        revealed,
    )


def _revealed(options: Options, value: str) -> SafeString | str:
    inside = options.reveal.get(value, "")
    return render_field(inside, Options()) if isinstance(inside, BoundField) else inside


def _choices(bound: BoundField, options: Options) -> SafeString:
    kind = "checkboxes" if isinstance(bound.field.widget, forms.CheckboxSelectMultiple) else "radios"
    hint, error = hint_of(bound, options), error_of(bound)
    choices = choices_of(bound)
    items = []
    for number, choice in enumerate(choices):
        if options.divider and number == len(choices) - 1:
            items.append((format_html('<div class="govuk-{}__divider">{}</div>', kind, options.divider),))
        attrs = {
            "id": choice["attrs"]["id"],
            "name": choice["name"],
            "type": choice["type"],
            "value": choice["value"],
            "checked": bool(choice["selected"]),
            "disabled": bool(choice["attrs"].get("disabled") or bound.field.disabled),
        }
        value = str(choice["value"])
        about = (options.hints or {}).get(value, "")
        items.append((_item(kind, attrs, choice["label"], about, _revealed(options, value)),))
    names = [
        f"govuk-{kind}",
        f"govuk-{kind}--inline" if options.inline else "",
        f"govuk-{kind}--small" if options.small else "",
    ]
    inside = format_html(
        '{}{}<div class="{}" data-module="govuk-{}">{}</div>',
        hint,
        error,
        " ".join(filter(None, names)),
        kind,
        format_html_join("", "{}", items),
    )
    return fieldset(bound, options, label_text(bound, options), inside, described_by(bound, hint, error))


def _checkbox(bound: BoundField, options: Options) -> SafeString:
    error = error_of(bound)
    widget = bound.field.widget
    attrs = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "type": "checkbox",
        "value": "on",
        "checked": widget.check_test(bound.value()),
        "disabled": bound.field.disabled,
        "aria-invalid": "true" if error else None,
    }
    if error and not options.legend:
        attrs["aria-describedby"] = f"{bound.auto_id}-error"
    about = str(bound.help_text if options.hint is None else options.hint)
    item = _item("checkboxes", attrs, label_text(bound, options), about, _revealed(options, "on"))
    small = " govuk-checkboxes--small" if options.small else ""
    inside = format_html(
        '{}<div class="govuk-checkboxes{}" data-module="govuk-checkboxes">{}</div>', error, small, item
    )
    if options.legend:
        return fieldset(bound, options, options.legend, inside, f"{bound.auto_id}-error" if error else None)
    return group(error, inside)


def _typed(bound: BoundField) -> dict[str, str]:
    """What stands in the three boxes: as typed when the form came back, else the day, month and year of the value."""
    parts = ("day", "month", "year")
    if bound.form.is_bound:
        return {part: bound.form.data.get(f"{bound.html_name}_{part}") or "" for part in parts}
    values = bound.field.widget.format_value(bound.value())
    return {part: "" if values[part] in (None, "") else str(values[part]) for part in parts}


def _date_input(bound: BoundField, options: Options) -> SafeString:
    hint, error = hint_of(bound, options), error_of(bound)
    values = _typed(bound)
    labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    boxes = []
    for part, label in labels.items():
        width = 4 if part == "year" else 2
        attrs = {
            "class": "govuk-input govuk-date-input__input"
            f"{' govuk-input--error' if error else ''} govuk-input--width-{width}",
            "id": f"{bound.auto_id}_{part}",
            "name": f"{bound.html_name}_{part}",
            "type": "text",
            "inputmode": "numeric",
            "value": values[part] or None,
            "aria-invalid": "true" if error else None,
            "autocomplete": f"{options.autocomplete}-{part}" if options.autocomplete else None,
            "disabled": bound.field.disabled,
        }
        boxes.append((f"{bound.auto_id}_{part}", label, flatatt(attrs)))
    inside = format_html(
        '{}{}<div class="govuk-date-input" id="{}">{}</div>',
        hint,
        error,
        bound.auto_id,
        format_html_join(
            "",
            '<div class="govuk-date-input__item"><div class="govuk-form-group">'
            '<label class="govuk-label govuk-date-input__label" for="{}">{}</label><input{}></div></div>',
            boxes,
        ),
    )
    legend = label_text(bound, options)
    return fieldset(bound, options, legend, inside, described_by(bound, hint, error), role="group")


_RENDERERS = (
    (forms.SelectDateWidget, _date_input),
    (forms.RadioSelect, _choices),
    (forms.CheckboxSelectMultiple, _choices),
    (forms.CheckboxInput, _checkbox),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file_upload),
    (forms.PasswordInput, _password_input),
    (forms.Select, _select),
)

"""What the fields of a form share: their options, labels, hints, errors, and the attributes of the input."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.components.errors import words_of

# Of what a widget says about itself, these are not for a GOV.UK form: the server checks, and says what is wrong.
_DROPPED = {"placeholder", "maxlength", "minlength", "min", "max", "step", "cols", "rows", "required", "class"}


@dataclass(frozen=True)
class Options:
    """How one field is to look; every option of the `govuk_field` tag.

    `label` and `hint` replace the form's own; `label_is_title` makes the label (or legend) the page's h1;
    `size` is the size of the label: "s", "m", "l", "xl"; `hidden_label` shows it to screen readers only;
    `hidden_text` is said after the label ("for line 3"). `width` counts characters: 2, 3, 4, 5, 10, 20, 30.
    `rows` is the height of a textarea; `count` shows how much of the field's max_length is left; `max_words`
    counts words. `inline` and `small` are for radios and checkboxes; `hints` maps values to hints, `divider`
    stands before the last of them, `reveal` maps values to a bound field or HTML shown when they are chosen.
    `legend` puts a single checkbox into a fieldset.
    """

    label: str | None = None
    hint: str | None = None
    label_is_title: bool = False
    size: str = ""
    hidden_label: bool = False
    hidden_text: str = ""
    prefix: str = ""
    suffix: str = ""
    width: int | None = None
    inputmode: str | None = None
    autocomplete: str | None = None
    rows: int = 5
    count: bool = False
    max_words: int | None = None
    inline: bool = False
    small: bool = False
    hints: Mapping | None = None
    divider: str = ""
    legend: str = ""
    reveal: Mapping = field(default_factory=dict)


OPTION_NAMES = {option.name for option in fields(Options)}


def hint_of(bound: BoundField, options: Options) -> SafeString | str:
    """The hint below the label, or nothing."""
    text = bound.help_text if options.hint is None else options.hint
    return format_html('<div id="{}-hint" class="govuk-hint">{}</div>', bound.auto_id, text) if text else ""


def error_of(bound: BoundField) -> SafeString | str:
    """What is wrong with this field, in the words of the summary, or nothing."""
    if not bound.errors:
        return ""
    return format_html(
        '<p id="{}-error" class="govuk-error-message"><span class="govuk-visually-hidden">{}</span> {}</p>',
        bound.auto_id,
        _("Error:"),
        format_html_join(mark_safe("<br>"), "{}", ((error,) for error in words_of(bound))),
    )


def described_by(bound: BoundField, hint: str, error: str, info: str = "") -> str | None:
    """The ids that describe the input, in the order they are read out."""
    ids = [info, f"{bound.auto_id}-hint" if hint else "", f"{bound.auto_id}-error" if error else ""]
    return " ".join(filter(None, ids)) or None


def label_text(bound: BoundField, options: Options) -> SafeString:
    """The words of the label, with those only screen readers get."""
    text = conditional_escape(bound.label if options.label is None else options.label)
    if options.hidden_text:
        return format_html('{}<span class="govuk-visually-hidden"> {}</span>', text, options.hidden_text)
    return text


def label_of(bound: BoundField, options: Options) -> SafeString:
    """The label of an input, as the page's h1 where it asks the page's question."""
    size = options.size or ("l" if options.label_is_title else "")
    css = "govuk-label" + (f" govuk-label--{size}" if size else "")
    if options.hidden_label:
        css += " govuk-visually-hidden"
    label = format_html('<label class="{}" for="{}">{}</label>', css, bound.auto_id, label_text(bound, options))
    return format_html('<h1 class="govuk-label-wrapper">{}</h1>', label) if options.label_is_title else label


def legend_of(text: str, options: Options) -> SafeString:
    """The legend of a group of inputs, as the page's h1 where it asks the page's question."""
    size = options.size or ("l" if options.label_is_title else "")
    css = "govuk-fieldset__legend" + (f" govuk-fieldset__legend--{size}" if size else "")
    if options.hidden_label:
        css += " govuk-visually-hidden"
    if options.label_is_title:
        text = format_html('<h1 class="govuk-fieldset__heading">{}</h1>', text)
    return format_html('<legend class="{}">{}</legend>', css, text)


def group(error: str, inside: str, css: str = "", extra: Mapping | None = None) -> SafeString:
    """The box around a field, with a red bar when something is wrong; `extra` are more attributes."""
    names = ["govuk-form-group", "govuk-form-group--error" if error else "", css]
    return format_html("<div{}>{}</div>", flatatt({"class": " ".join(filter(None, names)), **(extra or {})}), inside)


def attributes(bound: BoundField, css: str, described_by: str | None, **more) -> dict:
    """The attributes of the input: the widget's own where they fit, and what the Design System adds."""
    own = bound.field.widget.attrs
    return {
        **{name: value for name, value in own.items() if name not in _DROPPED},
        "class": " ".join(
            filter(None, [css, f"{css.split()[0]}--error" if bound.errors else "", own.get("class", "")])
        ),
        "id": bound.auto_id,
        "name": bound.html_name,
        "aria-describedby": described_by,
        "aria-invalid": "true" if bound.errors else None,
        "disabled": bound.field.disabled,
        **{name: value for name, value in more.items() if value is not None},
    }


def script_words(**texts: str) -> dict[str, str]:
    """Words for the scripts of a component, which speak English by themselves."""
    if (get_language() or "en").startswith("en"):
        return {}
    return {f"data-i18n.{name.replace('_', '-').replace('--', '.')}": text for name, text in texts.items()}


def fieldset(
    bound: BoundField, options: Options, legend: str, inside: str, described_by: str | None, **more
) -> SafeString:
    """Several inputs that answer one question together."""
    attrs = flatatt({"class": "govuk-fieldset", "aria-describedby": described_by, **more})
    whole = format_html("<fieldset{}>{}{}</fieldset>", attrs, legend_of(legend, options), inside)
    return group("error" if bound.errors else "", whole)

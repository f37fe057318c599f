"""The kinds of questions that forms of this room and of the returns room ask: words, days, numbers, money."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS_LIMIT = 3000
EXAMPLE = _("For example, 27 3 2027")


def words_field(label, *, required=True, error="", limit=WORDS_LIMIT, rows=6) -> forms.CharField:
    """A box for some sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": error,
            "max_length": _("This must be %(limit_value)d characters or fewer. You wrote %(show_value)d."),
        },
    )


def day_field(label, *, error, required: bool = False) -> forms.DateField:
    """Three boxes for a day."""
    return forms.DateField(
        label=label,
        help_text=EXAMPLE,
        required=required,
        widget=forms.SelectDateWidget,
        error_messages={"invalid": error, "required": error},
    )


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Say what a field of this form offers to choose from."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


class HowMany(forms.IntegerField):
    """A whole number that may stay empty."""

    def __init__(self, *, label) -> None:
        wrong = _("%(label)s: enter a whole number in figures, like 3") % {"label": label}
        much = _("%(label)s: enter a number below 1 million") % {"label": label}
        errors = {"invalid": wrong, "min_value": wrong, "max_value": much}
        super().__init__(label=label, required=False, min_value=0, max_value=999_999, error_messages=errors)


class MoneyField(forms.CharField):
    """An amount in pounds, as people write it: £250,000 or 250000.00. None when nothing was entered."""

    def __init__(self, *, most: Decimal = Decimal("999999999999.99"), invalid: str | Promise, **kwargs) -> None:
        super().__init__(max_length=30, strip=True, **kwargs)
        self.most = most
        self.error_messages["invalid"] = cast("str", invalid)

    def clean(self, value) -> Decimal | None:
        """The amount. Raises ValidationError for what is none, is negative, is finer than a penny or beyond `most`."""
        typed = super().clean(value).replace("£", "").replace(",", "").replace(" ", "")
        if not typed:
            return None
        try:
            amount = Decimal(typed) if typed.isascii() else Decimal("NaN")
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not 0 <= amount <= self.most or amount != amount.quantize(Decimal("0.01")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return amount.quantize(Decimal("0.01"))

    def prepare_value(self, value):
        """As people write it: 250,000 or 250,000.50."""
        if isinstance(value, Decimal):
            return f"{value:,.2f}".removesuffix(".00")
        return value

"""Shapes of what narrows the queue down, and of a name for its filters."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from returns.models import SavedView
from returns.queue import WORDS_LIMIT, Filters
from suppliers.forms.asking import offer
from suppliers.models import ServiceCategory


class NarrowForm(forms.Form):
    """A part of a supplier's name, and a kind of service. Sent to the queue itself, which reads its address."""

    supplier = forms.CharField(label=_("Part of the supplier’s name"), max_length=WORDS_LIMIT, required=False)
    category = forms.ChoiceField(label=_("Kind of service"), required=False)

    def __init__(self, *, filters: Filters, categories: Iterable[ServiceCategory]) -> None:
        super().__init__(initial={"supplier": filters.supplier, "category": str(filters.category or "")})
        choices = [(str(one.pk), one.label) for one in categories]
        offer(self, "category", [("", gettext("All services")), *choices])


class ViewForm(forms.Form):
    """What a view of the queue is called."""

    name = forms.CharField(
        label=_("What do you call this view?"),
        max_length=SavedView._meta.get_field("name").max_length,
        error_messages={"required": _("Enter a name for the view")},
    )

"""What the pages of promises need: {% load promises %}."""

from django import template
from django.forms import BoundField

from suppliers.forms.promises.amounts import SpreadForm
from suppliers.spread import Share

register = template.Library()


@register.filter
def box_of(form: SpreadForm, share: Share) -> BoundField | None:
    """The box of a period, where there is one: open and waived periods are shown and not asked."""
    name = form.name_of(share.starts_on)
    return form[name] if name in form.fields else None

"""The block that shows a supplier's recognition, live; nothing of it is typed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.recognition import recognised, recognitions_to_choose
from suppliers.models import Endorsement


def endorsements_of(values: Iterable[object], context: Mapping[str, Any] | None) -> dict[str, Endorsement]:
    """Those of these endorsements that are shown and of the council whose site this is, by their numbers as text."""
    council = (context or {}).get("council")
    numbers = {int(str(value)) for value in values if str(value).isascii() and str(value).isdigit()}
    if council is None or not numbers:
        return {}
    rows = recognised(council.pk, today=timezone.localdate()).filter(pk__in=numbers)
    return {str(endorsement.pk): endorsement for endorsement in rows}


class RecognitionBlock(blocks.ChoiceBlock):
    """A supplier that the council endorses. Gone from the page as soon as the endorsement ends or is withdrawn."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("choices", recognitions_to_choose)
        super().__init__(*args, **kwargs)

    def normalize_choice(self, value):
        """The number as it is stored: Wagtail would read all choices for it whenever a page is shown."""
        return value

    def get_context(self, value, parent_context=None):
        """The endorsement, where it is one that may be shown here."""
        context = super().get_context(value, parent_context=parent_context)
        shown = context["endorsements"] if "endorsements" in context else endorsements_of([value], parent_context)
        context["endorsement"] = shown.get(str(value))
        return context

    class Meta:
        icon = "pick"
        template = "cms/blocks/recognition.html"
        label = _("Supplier doing well")

"""The block that shows a supplier's recognition, live; nothing of it is typed."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.recognition import recognised, recognitions_to_choose


class RecognitionBlock(blocks.ChoiceBlock):
    """A supplier that the council endorses. Gone from the page as soon as the endorsement ends or is withdrawn."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("choices", recognitions_to_choose)
        super().__init__(*args, **kwargs)

    def normalize_choice(self, value):
        """The number as it is stored: Wagtail would read all choices for it whenever a page is shown."""
        return value

    def get_context(self, value, parent_context=None):
        """The endorsement, where it is one of the council whose site this is and still shown."""
        context = super().get_context(value, parent_context=parent_context)
        council = (parent_context or {}).get("council")
        context["endorsement"] = None
        if council is not None and str(value).isascii() and str(value).isdigit():
            context["endorsement"] = recognised(council.pk, today=timezone.localdate()).filter(pk=int(value)).first()
        return context

    class Meta:
        icon = "pick"
        template = "cms/blocks/recognition.html"
        label = _("Supplier doing well")

"""Blocks that show a measure of the framework, or its public figure, as they are today: editors choose, and type none.

Editors see which measures there are; pages show what is published, and nothing of a measure that no longer is.
"""

from collections import defaultdict

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.models.council_site import CouncilSite
from framework.published import measures_published


def measures_to_choose() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every measure that a site of this installation publishes, by outcome, each code once; after an empty choice."""
    councils = [None, *CouncilSite.objects.filter(council__isnull=False).values_list("council", flat=True)]
    outcomes: dict[str, dict[str, str]] = defaultdict(dict)
    seen: set[str] = set()
    for council_id in reversed(councils):
        for measure in measures_published(council_id):
            if measure.code not in seen:
                seen.add(measure.code)
                outcomes[measure.outcome.title][measure.code] = str(measure)
    return [("", [("", "---------")]), *((outcome, list(codes.items())) for outcome, codes in outcomes.items())]


class MeasureCodeBlock(blocks.FieldBlock):
    """The code of a measure, chosen from those that are published."""

    def __init__(self, required: bool = True, help_text: str = "", **kwargs) -> None:
        self.field = forms.ChoiceField(choices=measures_to_choose, required=required, help_text=help_text)
        super().__init__(**kwargs)


class MeasureBlock(MeasureCodeBlock):
    """A measure: what it is called, how it is counted, and the way to its page."""

    class Meta:
        icon = "tag"
        template = "cms/blocks/measure.html"
        label = _("Measure")


class FigureBlock(MeasureCodeBlock):
    """What suppliers have done under a measure, as far as the council verified and publishes it."""

    class Meta:
        icon = "order"
        template = "cms/blocks/measure_figure.html"
        label = _("Figure of a measure")

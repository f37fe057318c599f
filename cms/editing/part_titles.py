"""Editors' screens for the Welsh titles of objectives and outcomes."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet

from cms.editing.own_snippets import OwnForm, OwnViewSet
from cms.measures import published_parts
from cms.models import CouncilSite, PartTitle

Choices = list[tuple[str, list[tuple[str, str]]]]


def parts_to_choose() -> Choices:
    """Every objective and outcome that a site of this installation publishes, each once; after an empty choice."""
    councils = [None, *CouncilSite.objects.filter(council__isnull=False).values_list("council", flat=True)]
    found: dict[str, dict[str, str]] = {part: {} for part in PartTitle.Part.values}
    for council_id in reversed(councils):
        for part, code, title in published_parts(council_id):
            found[part].setdefault(f"{part} {code}", f"{code} {title}")
    groups = [(str(PartTitle.Part(part).label), list(some.items())) for part, some in found.items()]
    return [("", [("", "---------")]), *groups]


class PartTitleForm(OwnForm):
    """A title; what it is of is chosen from what is published."""

    of = forms.ChoiceField(label=_("Objective or outcome"), choices=parts_to_choose)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["of"] = f"{self.instance.part} {self.instance.code}"

    def clean(self) -> dict:
        """The part must be one that the council publishes, and have no other title there."""
        cleaned = super().clean()
        part, _space, code = cleaned.get("of", "").partition(" ")
        council = cleaned.get("council")
        if not part:
            return cleaned
        if council and (part, code) not in {(kind, known) for kind, known, _title in published_parts(council.pk)}:
            self.add_error("of", _("The council does not publish this. Choose another one"))
        others = PartTitle.objects.exclude(pk=self.instance.pk)
        if others.filter(council=council, part=part, code=code).exists():
            self.add_error("of", _("This has a title already. Change that one"))
        self.instance.part, self.instance.code = part, code
        return cleaned


class PartTitleViewSet(OwnViewSet):
    """Welsh titles of objectives and outcomes, found by code and words."""

    model = PartTitle
    icon = "tag"
    list_display = ("code", "welsh_title", "council")
    search_fields = ("code", "welsh_title")
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("of", "council", "welsh_title")], base_form_class=PartTitleForm
    )


register_snippet(PartTitleViewSet)

"""Editors' screens for notes about measures: each editor writes for the councils whose sites they edit."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet

from cms.editing.own_snippets import OwnForm, OwnViewSet
from cms.measure_blocks import measures_to_choose
from cms.models import MeasureNote
from cms.models.measure_note import TEXTS
from framework.published import measures_published


class NoteForm(OwnForm):
    """A note; its measure is chosen from those that are published."""

    code = forms.ChoiceField(label=_("Measure"), choices=measures_to_choose)

    def clean(self) -> dict:
        """The measure must be one that the council publishes."""
        cleaned = super().clean()
        council, code = cleaned.get("council"), cleaned.get("code")
        if council and code and not any(one.code == code for one in measures_published(council.pk)):
            self.add_error("code", _("The council does not publish this measure. Choose another one"))
        return cleaned


class MeasureNoteViewSet(OwnViewSet):
    """Notes about measures, found by code and words."""

    model = MeasureNote
    icon = "tag"
    list_display = ("code", "title", "council", "locale")
    search_fields = ("code", "title", "plain")
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("code", "council", "title", *TEXTS)], base_form_class=NoteForm
    )

    def get_queryset(self, request) -> QuerySet[MeasureNote]:
        """The notes that this person may edit, with their languages."""
        return super().get_queryset(request).select_related("locale")


register_snippet(MeasureNoteViewSet)

"""Editors' screens for notes about measures: each editor writes for the councils whose sites they edit."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_list_or_404
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import chooser as choosers
from wagtail.snippets.views import snippets as views

from accounts.models import Council, User
from cms.measure_blocks import measures_to_choose
from cms.models import CouncilSite, MeasureNote
from framework.published import measures_published


def sites_edited_by(user: User) -> QuerySet[CouncilSite]:
    """The sites whose home page a person may change."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return CouncilSite.objects.filter(site__root_page__in=pages.order_by())


def writes_for_all(user: User) -> bool:
    """Whether a person edits every site, and so may write what they all show."""
    return not CouncilSite.objects.exclude(pk__in=sites_edited_by(user).values("pk")).exists()


def notes_edited_by(user: User) -> QuerySet[MeasureNote]:
    """The notes of the councils whose sites a person edits, and those of all for who edits all."""
    theirs = Q(council__in=sites_edited_by(user).values("council"))
    if writes_for_all(user):
        theirs |= Q(council__isnull=True)
    return MeasureNote.objects.filter(theirs).select_related("council", "locale")


class NoteForm(WagtailAdminModelForm):
    """A note; its measure is chosen from those that are published."""

    code = forms.ChoiceField(label=_("Measure"), choices=measures_to_choose)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        council: Any = self.fields.get("council")
        if council is not None and self.for_user is not None:
            council.queryset = Council.objects.filter(pk__in=sites_edited_by(self.for_user).values("council"))
            council.required = not writes_for_all(self.for_user)

    def clean(self) -> dict:
        """The measure must be one that the council publishes."""
        cleaned = super().clean()
        council, code = cleaned.get("council"), cleaned.get("code")
        if council and code and not any(one.code == code for one in measures_published(council.pk)):
            self.add_error("code", _("The council does not publish this measure. Choose another one"))
        return cleaned


class OfOwnSites:
    """A screen about one note: of the sites that this person edits, and no other."""

    def get_object(self, *args, **kwargs):
        """The note. Raises Http404 for one of another council."""
        note = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not notes_edited_by(self.request.user).filter(pk=note.pk).exists():  # type: ignore[attr-defined]
            raise Http404
        return note


def _of_own(view: type) -> type:
    return type(view.__name__, (OfOwnSites, view), {})


class ChooseOwn:
    """A screen to choose notes from: of the sites that this person edits."""

    def get_object_list(self):
        """The notes that are offered."""
        return notes_edited_by(self.request.user)  # type: ignore[attr-defined]

    def get_object(self, pk):
        """The note that was chosen. Raises ObjectDoesNotExist for one of another council."""
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks):
        """The notes that were chosen."""
        return self.get_object_list().filter(pk__in=pks)


def _to_choose(view: type) -> type:
    return type(view.__name__, (ChooseOwn, view), {})


class MeasureNoteChooser(choosers.SnippetChooserViewSet):
    """Wagtail makes one for every kind of snippet, whether a block uses it or not."""

    choose_view_class = _to_choose(choosers.ChooseView)
    choose_results_view_class = _to_choose(choosers.ChooseResultsView)
    chosen_view_class = _to_choose(choosers.SnippetChosenView)
    chosen_multiple_view_class = _to_choose(choosers.SnippetChosenMultipleView)


class DeleteOwnNotes(DeleteBulkAction):
    """Deleting from a list, those of one's own sites alone, also where all of the list are ticked."""

    models: ClassVar = [MeasureNote]

    def get_queryset(self, model, object_ids):
        """The notes to delete. Raises Http404 where none of them is one's own."""
        return get_list_or_404(notes_edited_by(self.request.user), pk__in=object_ids)


class MeasureNoteViewSet(views.SnippetViewSet):
    """Notes about measures, found by code and words."""

    model = MeasureNote
    icon = "tag"
    list_display = ("code", "title", "council", "locale")
    search_fields = ("code", "title", "plain")
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("code", "council", "title", "plain", "good_example", "bad_example")],
        base_form_class=NoteForm,
    )
    edit_view_class = _of_own(views.EditView)
    delete_view_class = _of_own(views.DeleteView)
    copy_view_class = _of_own(views.CopyView)
    history_view_class = _of_own(views.HistoryView)
    usage_view_class = _of_own(views.UsageView)
    inspect_view_class = _of_own(views.InspectView)
    chooser_viewset_class = MeasureNoteChooser

    def get_queryset(self, request) -> QuerySet[MeasureNote]:
        """The notes that this person may edit."""
        return notes_edited_by(request.user)


register_snippet(MeasureNoteViewSet)
# After Wagtail's own for all kinds of snippets, so that it takes its place.
hooks.register("register_bulk_action", DeleteOwnNotes, order=100)

"""What is written for a council, or for all of them, by those who edit its site: notes and titles of measures."""

from typing import Any, ClassVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_list_or_404
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views import chooser as choosers
from wagtail.snippets.views import snippets as views

from accounts.models import User
from cms.editors import councils_edited_by, sites_edited_by
from cms.models import CouncilSite, MeasureNote, PartTitle

KINDS: tuple[type[Model], ...] = (MeasureNote, PartTitle)
"""Kinds of which each row is of a council, or of all."""


def writes_for_all(user: User) -> bool:
    """Whether a person edits every site, and so may write what they all show."""
    return not CouncilSite.objects.exclude(pk__in=sites_edited_by(user).values("pk")).exists()


def edited_by(user: User, model: type[Model]) -> QuerySet:
    """Those of the councils whose sites a person edits, and those of all for who edits all."""
    theirs = Q(council__in=councils_edited_by(user))
    if writes_for_all(user):
        theirs |= Q(council__isnull=True)
    return model._default_manager.filter(theirs).select_related("council")


class OwnForm(WagtailAdminModelForm):
    """A form whose council is one of those that the person writes for."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        council: Any = self.fields.get("council")
        if council is not None and self.for_user is not None:
            council.queryset = councils_edited_by(self.for_user)
            council.required = not writes_for_all(self.for_user)


class OfOwnSites:
    """A screen about one of them: of the sites that this person edits, and no other."""

    def get_object(self, *args, **kwargs):
        """What the screen is about. Raises Http404 for what is another council's."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not edited_by(self.request.user, type(found)).filter(pk=found.pk).exists():  # type: ignore[attr-defined]
            raise Http404
        return found


def _of_own(view: type) -> type:
    return type(view.__name__, (OfOwnSites, view), {})


class ChooseOwn:
    """A screen to choose from: what belongs to the sites that this person edits."""

    def get_object_list(self):
        """What is offered."""
        return edited_by(self.request.user, self.model_class)  # type: ignore[attr-defined]

    def get_object(self, pk):
        """What was chosen. Raises ObjectDoesNotExist for what is another council's."""
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks):
        """What was chosen, several at once."""
        return self.get_object_list().filter(pk__in=pks)


def _to_choose(view: type) -> type:
    return type(view.__name__, (ChooseOwn, view), {})


class OwnChooser(choosers.SnippetChooserViewSet):
    """Wagtail makes one for every kind of snippet, whether a block uses it or not."""

    choose_view_class = _to_choose(choosers.ChooseView)
    choose_results_view_class = _to_choose(choosers.ChooseResultsView)
    chosen_view_class = _to_choose(choosers.SnippetChosenView)
    chosen_multiple_view_class = _to_choose(choosers.SnippetChosenMultipleView)


class DeleteOwn(DeleteBulkAction):
    """Deleting from a list, what is of one's own sites alone, also where all of the list is ticked."""

    models: ClassVar = list(KINDS)

    def get_queryset(self, model, object_ids):
        """What to delete. Raises Http404 where none of it is one's own."""
        return get_list_or_404(edited_by(self.request.user, model), pk__in=object_ids)


# After Wagtail's own for all kinds of snippets, so that it takes its place.
hooks.register("register_bulk_action", DeleteOwn, order=100)


class OwnViewSet(views.SnippetViewSet):
    """Screens for what belongs to councils: each person meets only what they may edit."""

    edit_view_class = _of_own(views.EditView)
    delete_view_class = _of_own(views.DeleteView)
    copy_view_class = _of_own(views.CopyView)
    history_view_class = _of_own(views.HistoryView)
    usage_view_class = _of_own(views.UsageView)
    inspect_view_class = _of_own(views.InspectView)
    chooser_viewset_class = OwnChooser

    def get_queryset(self, request) -> QuerySet:
        """What this person may edit."""
        return edited_by(request.user, self.model)

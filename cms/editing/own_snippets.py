"""What is written for a council, or for all of them, by those who edit its site: notes and titles of measures."""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.snippets.views import snippets as views

from accounts.models import User
from cms.editors import councils_edited_by, sites_edited_by
from cms.models import CouncilSite


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


class OwnViewSet(views.SnippetViewSet):
    """Screens for what belongs to councils: each person meets only what they may edit."""

    edit_view_class = _of_own(views.EditView)
    delete_view_class = _of_own(views.DeleteView)
    copy_view_class = _of_own(views.CopyView)
    history_view_class = _of_own(views.HistoryView)
    usage_view_class = _of_own(views.UsageView)
    inspect_view_class = _of_own(views.InspectView)

    def get_queryset(self, request) -> QuerySet:
        """What this person may edit."""
        return edited_by(request.user, self.model)

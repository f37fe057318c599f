"""A door before every editing screen: what an address names by its number must be of one's own sites.

Several screens of Wagtail and of wagtail-localize ask only whether somebody may change things of a kind at all, and
show another council's draft, picture or note to whoever types its number. Here each number that an address carries is
looked up among what the person may see. Whoever runs the portal sees everything.
"""

from functools import wraps

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import TranslationSource

from accounts.models import User
from cms.editing.own import files_to_see
from cms.editing.own_snippets import KINDS, edited_by

PAGES = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
PICTURES, DOCUMENTS = {"image_id"}, {"document_id", "doc_id"}
ROOT = "1"
CHOOSES_SEVERAL = "/choose-page/chosen-multiple/"


def own_of(user: User, model: type[Model]) -> QuerySet | None:
    """What of a kind of thing is of somebody's own sites; None for kinds that belong to no site."""
    if issubclass(model, Page):
        return page_permission_policy.explorable_instances(user) | Page.objects.filter(depth=1)
    if model in KINDS:
        return edited_by(user, model)
    if model in (get_image_model(), get_document_model()):
        return files_to_see(user, model)
    return None


def own_things(view):
    """A screen that answers as Wagtail does where it may not be seen, for whatever is another council's."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not user.is_superuser and not _are_own(request, kwargs):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return guarded


def _are_own(request: HttpRequest, named: dict) -> bool:
    asked = [(Page, named[name]) for name in PAGES & named.keys()]
    asked += [(get_image_model(), named[name]) for name in PICTURES & named.keys()]
    asked += [(get_document_model(), named[name]) for name in DOCUMENTS & named.keys()]
    asked += _of_translation(named)
    if "app_label" in named and "model_name" in named:
        asked += _of_kind(request, named)
    if request.path.endswith(CHOOSES_SEVERAL):
        asked += [(Page, number) for number in request.GET.getlist("id")]
    return all(_is_own(request.user, model, number) for model, number in asked)  # type: ignore[arg-type]


def _of_translation(named: dict) -> list[tuple[type[Model], object]]:
    """The thing that is translated, of a translation or of what it is made from."""
    sources = TranslationSource.objects.none()
    if "translation_id" in named:
        sources = TranslationSource.objects.filter(translations=named["translation_id"])
    elif "translation_source_id" in named:
        sources = TranslationSource.objects.filter(pk=named["translation_source_id"])
    things = [source.get_source_instance() for source in sources]
    return [(Page if isinstance(thing, Page) else type(thing), thing.pk) for thing in things]


def _of_kind(request: HttpRequest, named: dict) -> list[tuple[type[Model], object]]:
    """Things of the kind that an address names: one in the address, or several that a list was ticked for."""
    try:
        model = apps.get_model(named["app_label"], named["model_name"])
    except LookupError:
        return []
    numbers = [named[name] for name in ("pk", "object_id") if named.get(name)]
    if "action" in named:
        ticked = request.GET.getlist("id")
        numbers += [number for number in ticked if number != "all"]
        if "all" in ticked and issubclass(model, Page):
            parent = request.GET.get("childOf")
            numbers.append(None if parent in (None, "", ROOT) else parent)  # without one, all pages of every site
    return [(model, number) for number in numbers]


def _is_own(user: User, model: type[Model], number) -> bool:
    own = own_of(user, model)
    if own is None:
        return True
    try:
        return own.filter(pk=number).exists()
    except (ValueError, OverflowError):
        return False  # no number at all, or one that no database takes

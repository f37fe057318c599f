"""Doors before those of wagtail-localize which ask only whether somebody may translate at all, and not this page."""

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.views import convert
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from accounts.models import User
from accounts.requests import SignedInRequest
from cms.actions.setting_up import set_up_editing
from cms.editing.doors import own_of
from cms.editing.upkeep import editing_of
from cms.permissions import can_publish, can_write


class _IntoTheOtherLanguage(SubmitPageTranslationView):
    """The only language that is left is chosen already."""

    def get_form(self):
        form = super().get_form()
        form.fields["locales"].label = _("Language")
        form.initial = {"locales": form.fields["locales"].queryset} | form.initial
        return form


@require_http_methods(["GET", "HEAD", "POST"])
def translate_page(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Begin the twin of a page of one's own site; a new home page gets the rights of the site at once."""
    page = get_object_or_404(Page, pk=page_id)
    if not can_write(request.user, page):
        raise PermissionDenied
    above = page.get_parent()
    if request.method == "POST" and _would_be_public(request.user, above):
        messages.error(request, _("Translate “%(title)s” first: this page stands below it") % {"title": above.title})
        return redirect("wagtail_localize:submit_page_translation", above.pk)
    response = _IntoTheOtherLanguage.as_view()(request, page_id=page_id)
    editing = editing_of(page)
    if request.method == "POST" and page.depth == 2 and editing:
        set_up_editing(site=editing.site, by=None)
    return response


def _would_be_public(user: User, above: Page) -> bool:
    """Whether wagtail-localize would show a page in the wrong language, at once, for somebody who may not publish it.

    It puts a mirror of each page above a twin where that has no twin yet.
    """
    return above.depth > 1 and above.live and not can_publish(user, above) and not above.get_translations().exists()


@require_http_methods(["GET", "HEAD", "POST"])
def translate_snippet(request: SignedInRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """Begin the twin of a snippet of a kind that one may change."""
    _check_kind(request, app_label, model_name)
    return SubmitSnippetTranslationView.as_view()(request, app_label=app_label, model_name=model_name, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def update_translations(request: SignedInRequest, translation_source_id: int) -> HttpResponse:
    """Bring a twin up to date with its page, as a draft: what is new in it is not translated yet."""
    thing = get_object_or_404(TranslationSource, pk=translation_source_id).get_source_instance()
    if not isinstance(thing, Page):
        _check_kind(request, thing._meta.app_label, thing._meta.model_name or "")
    elif not can_write(request.user, thing):
        raise PermissionDenied
    if request.POST.get("publish_translations"):
        messages.info(request, _("The other language is a draft now. Translate what is new, then publish it"))
        sent = request.POST.copy()
        del sent["publish_translations"]
        request.POST = sent  # type: ignore[assignment]
    return UpdateTranslationsView.as_view()(request, translation_source_id=translation_source_id)


@require_safe
def translations_report(request: SignedInRequest, *, results_only: bool = False) -> HttpResponse:
    """Every translation of every site: for whoever runs the portal."""
    if not request.user.is_superuser:
        raise PermissionDenied
    return TranslationsReportView.as_view(results_only=results_only)(request)


@require_safe
def snippets(request: SignedInRequest, app_label: str, model_name: str, pk: str = "") -> HttpResponse:
    """Snippets to choose from in a translation, of a kind that one may change."""
    _check_kind(request, app_label, model_name)
    if pk:
        return OwnSnippets.as_view({"get": "retrieve"})(request, app_label=app_label, model_name=model_name, pk=pk)
    return OwnSnippets.as_view({"get": "list"})(request, app_label=app_label, model_name=model_name)


class OwnSnippets(SnippetViewSet):
    """Of a kind that belongs to sites, those of one's own."""

    def get_queryset(self):
        """What may be chosen."""
        found = super().get_queryset()
        own = own_of(self.request.user, found.model)
        return found if own is None else own


@require_http_methods(["GET", "HEAD", "POST"])
def convert_to_alias(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Show a page under the address of its twin, which is public at once: for whoever may publish it."""
    if not can_publish(request.user, get_object_or_404(Page, pk=page_id)):
        raise PermissionDenied
    return convert.convert_to_alias(request, page_id)


def _check_kind(request: SignedInRequest, app_label: str, model_name: str) -> None:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    if not request.user.has_perm(f"{app_label}.change_{model._meta.model_name}"):
        raise PermissionDenied

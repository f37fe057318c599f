"""The local themes of a council: its social value leads say which measures serve them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Council
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from framework.actions import MOST_THEMES, ThemeRefused, remove_theme, set_theme
from framework.models import Measure, Theme
from framework.permissions import can_set_themes
from framework.queries import themes_visible_to
from suppliers.forms.themes import ThemeForm
from suppliers.models import Contract
from suppliers.views.doorway import officers_only


def _council(request: SignedInRequest, pk: int) -> Council:
    """A council whose themes this person sets. Raises Http404 or PermissionDenied."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_set_themes(request.user, council):
        raise PermissionDenied
    return council


@officers_only
@require_safe
def theme_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """A council's local themes with how many measures serve each, one of several versions counted once."""
    council = _council(request, pk)
    once = Concat(Cast("measures__version__framework", CharField()), Value(" "), "measures__code")
    themes = (
        themes_visible_to(request.user)
        .filter(council=council)
        .annotate(served=Count(Case(When(measures__isnull=False, then=once)), distinct=True))
    )
    return render(request, "suppliers/contracts/themes.html", {"council": council, "themes": themes[:MOST_THEMES]})


@officers_only
@require_http_methods(["GET", "POST"])
def theme_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a local theme of a council."""
    return _edit(request, _council(request, pk), None)


@officers_only
@require_http_methods(["GET", "POST"])
def theme_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what a local theme is called and which measures serve it."""
    theme = get_object_or_404(themes_visible_to(request.user), pk=pk)
    return _edit(request, _council(request, theme.council_id), theme)


def _edit(request: SignedInRequest, council: Council, theme: Theme | None) -> HttpResponse:
    """The one page for both."""
    form = ThemeForm(request.POST or None, measures=_measures_of(council), theme=theme)
    if form.is_valid():
        said = {"name": form.cleaned_data["name"], "measures": form.chosen}
        try:
            set_theme(council=council, theme=theme, by=request.user, **said)
            messages.success(request, _("The local theme was saved."))
            return redirect("theme-list", council.pk)
        except ThemeRefused as error:
            form.add_error("name", str(error))
    return render(request, "suppliers/contracts/theme.html", {"form": form, "local_theme": theme, "council": council})


@officers_only
@require_POST
def theme_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a local theme out."""
    theme = get_object_or_404(themes_visible_to(request.user), pk=pk)
    remove_theme(theme=theme, by=request.user)
    messages.success(request, _("The local theme was taken out. Its measures and contracts stay as they are."))
    return redirect("theme-list", theme.council_id)


def _measures_of(council: Council) -> QuerySet[Measure]:
    """The measures that a council's contracts are measured by, and those of its own frameworks, newest version first.

    One query. Not those that were agreed for one contract each, because there may be any number.
    """
    used = Contract.objects.filter(council=council, framework_version__isnull=False).order_by()
    theirs = Q(version__in=used.values("framework_version")) | Q(version__framework__council=council)
    measures = Measure.objects.filter(theirs, version__framework__is_for_single_contracts=False)
    return measures.select_related("outcome__objective", "version__framework").order_by(
        "version__framework", "-version__number", "position"
    )

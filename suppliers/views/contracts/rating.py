"""From which share of its profile on a promise counts as on track."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Council
from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from suppliers.actions.rating import set_ratings
from suppliers.checks import NotReady
from suppliers.forms.rating import RatingsForm
from suppliers.models import RatingRule
from suppliers.permissions import can_set_ratings
from suppliers.rating import FIELDS, USUAL, Thresholds, rules_of
from suppliers.views.doorway import officers_only

# So many earlier versions as explain what anybody still asks about.
VERSIONS = 20


@officers_only
@require_http_methods(["GET", "POST"])
def ratings_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The council's thresholds and what they were before; `action=usual` brings back those that it began with."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_set_ratings(request.user, council):
        raise PermissionDenied
    versions = list(rules_of(council.pk)[:VERSIONS])
    is_usual = request.POST.get("action") == "usual"
    form = RatingsForm(None if is_usual else request.POST or None, thresholds=_newest(versions))
    if is_usual or form.is_valid():
        _set(council, request, USUAL if is_usual else form.to_thresholds())
        return redirect("ratings-edit", council.pk)
    context = {"form": form, "council": council, "versions": versions, "usual": USUAL}
    return render(request, "suppliers/contracts/ratings.html", context)


def _newest(versions: list[RatingRule]) -> Thresholds:
    """What counts now."""
    return Thresholds(*(getattr(versions[0], name) for name in FIELDS)) if versions else USUAL


def _set(council: Council, request: SignedInRequest, thresholds: Thresholds) -> None:
    """Set them, and say what became of it: somebody else may have been quicker."""
    try:
        set_ratings(council=council, thresholds=thresholds, by=request.user)
        messages.success(request, _("The ratings are saved. They count at once."))
    except NotReady as error:
        messages.warning(request, error.problems[0])

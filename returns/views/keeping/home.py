"""What an officer sees of files as such: their problems, what is due to go, what is held, and the rules."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import councils_of
from accounts.requests import SignedInRequest
from returns.actions.keeping import set_retention
from returns.forms.keeping import RetentionForm
from returns.keeping import rules_of
from returns.overview import files_need_you
from returns.permissions import can_set_retention
from suppliers.views.doorway import officers_only


@officers_only
@require_safe
def keeping_home(request: SignedInRequest) -> HttpResponse:
    """Counts that lead to their lists, and how long each of the person's councils keeps files."""
    councils = list(councils_of(request.user))
    rules = rules_of([council.pk for council in councils])
    rows = [(council, rules[council.pk].values(), can_set_retention(request.user, council)) for council in councils]
    return render(request, "returns/keeping/home.html", {"counts": files_need_you(request.user), "rows": rows})


@officers_only
@require_http_methods(["GET", "POST"])
def retention_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Set how long one council keeps its files."""
    council = get_object_or_404(councils_of(request.user), pk=pk)
    if not can_set_retention(request.user, council):
        raise PermissionDenied
    form = RetentionForm(request.POST or None, rules=rules_of([council.pk])[council.pk])
    if request.method == "POST" and form.is_valid():
        if set_retention(council=council, rules=form.to_rules(), by=request.user):
            messages.success(request, _("The rules are saved. Files that are due by them are listed after tonight."))
        return redirect("keeping-home")
    return render(request, "returns/keeping/retention.html", {"form": form, "council": council})

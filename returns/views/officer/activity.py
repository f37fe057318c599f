"""What a contract came to in a period, where its promises go by placement years or spend."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import SignedInRequest
from returns.actions.activity import enter_activity
from returns.forms.activity import ActivityForm
from returns.permissions import can_enter_activity
from returns.queries import periods_visible_to, points_by_activity
from suppliers.checks import NotReady
from suppliers.models import Commitment, ReportingPeriod
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition


@officers_only
@require_http_methods(["GET", "POST"])
def activity_enter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter the placement years or pounds of one period; the targets that rest on them follow."""
    period = get_object_or_404(periods_visible_to(request.user), pk=pk)
    if not can_enter_activity(request.user, period):
        raise PermissionDenied
    promises = _by_activity(period)
    bases = sorted({promise.basis for promise in promises})
    entered = dict(period.activity.values_list("basis", "amount"))
    form = ActivityForm(request.POST or None, bases=bases, entered=entered)
    if request.method == "POST" and bases and form.is_valid() and _enter(form, period, request.user):
        messages.success(request, _("The targets of this period follow from what you entered."))
        return redirect("contract-detail", period.contract_id)
    context = {"form": form, "period": period, "promises": promises, "council": period.contract.council}
    return render(request, "returns/officer/activity.html", context)


def _by_activity(period: ReportingPeriod) -> list[Commitment]:
    """The agreed promises that have a target for this period and go by activity."""
    points = points_by_activity().filter(period=period)
    promises = Commitment.objects.filter(pk__in=points.values("profile__commitment"))
    return list(promises.select_related("measure").order_by("position"))


def _enter(form: ActivityForm, period: ReportingPeriod, user: User) -> bool:
    """Enter each figure; what cannot be becomes an error of its box."""
    for basis, amount in list(form.cleaned_data.items()):
        try:
            enter_activity(period=period, basis=basis, amount=amount, by=user, today=timezone.localdate())
        except NotReady as refused:
            form.add_error(basis, refused.problems[0])
        except InvalidTransition:
            form.add_error(basis, _("The return for this period is decided, so its targets stay as they are"))
    return not form.errors

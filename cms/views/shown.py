"""How a supplier is shown in public: what councils asked, what it said, and how to change its mind."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from cms.actions.consents import agree_to_name, refuse_name, withdraw_consent
from cms.consenting import names_asked_of
from cms.permissions import can_answer_for_name
from cms.pictures_shown import pages_under
from suppliers.endorsed import endorsements_running
from suppliers.models import Endorsement
from suppliers.paging import page_by_key
from suppliers.permissions import can_say_how_shown
from suppliers.queries import endorsements_visible_to, organisations_visible_to
from suppliers.workflow import InvalidTransition

MOST_ENDORSEMENTS = 50


@login_required
@require_safe
def organisation_shown(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that councils asked this organisation, the newest first, with its state; and its endorsements."""
    organisation = get_object_or_404(organisations_visible_to(request.user), pk=pk)
    asked = names_asked_of(request.user).filter(supplier=organisation)
    page = page_by_key(asked, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    running = endorsements_running(today=timezone.localdate()).filter(status=Endorsement.Status.ACCEPTED)
    endorsements = endorsements_visible_to(request.user).filter(supplier=organisation, pk__in=running.values("pk"))
    context = {
        "organisation": organisation,
        "page": page,
        "endorsements": endorsements[:MOST_ENDORSEMENTS],
        "can_answer": can_say_how_shown(request.user, organisation),
    }
    return render(request, "cms/cases/shown.html", context)


@login_required
@require_POST
def name_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The supplier's admin says yes or no."""
    consent = get_object_or_404(names_asked_of(request.user), pk=pk)
    if not can_answer_for_name(request.user, consent):
        raise PermissionDenied
    act = agree_to_name if request.POST.get("answer") == "agree" else refuse_name
    try:
        act(consent=consent, by=request.user)
        messages.success(request, _("Your answer is saved. The council gets an email."))
    except InvalidTransition:
        messages.info(request, _("This was answered or withdrawn already."))
    return redirect("organisation-shown", consent.supplier_id)


@login_required
@require_http_methods(["GET", "POST"])
def name_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """The supplier's admin takes the consent back, at any time and without a reason, after seeing what will happen."""
    consent = get_object_or_404(names_asked_of(request.user), pk=pk)
    if not can_answer_for_name(request.user, consent):
        raise PermissionDenied
    if request.method == "POST":
        try:
            withdraw_consent(consent=consent, by=request.user)
            messages.success(request, _("Your organisation is named no longer. The council gets an email."))
        except InvalidTransition:
            messages.info(request, _("It was withdrawn already."))
        return redirect("organisation-shown", consent.supplier_id)
    live = [page for page in pages_under(consent) if page.live]
    return render(request, "cms/cases/name_withdraw.html", {"consent": consent, "live": live})
